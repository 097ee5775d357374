//! What the invariants of a run need to know of its past, and the invariants.

use std::collections::{BTreeMap, BTreeSet};

use latchkey_core::record::Record;
use latchkey_core::session::Write;
use secrecy::ExposeSecret;

use crate::passport::{CANARY, Passport};

/// Milliseconds over which the budget of I7 counts.
const BUDGET_WINDOW_MS: i64 = 600_000;
const BUDGET: usize = 6;

/// How far a known server's clock may be mistaken: half of a request's deadline, and what the `Date` header cannot
/// say.
const CLOCK_TOLERANCE_MS: i64 = 20_000;

pub(crate) type Kept = Result<(), String>;

#[derive(Debug, Default)]
pub(crate) struct Ledger {
    /// Refresh tokens that a confirmed write put into the keyring, and that nobody gave up since.
    pub(crate) durable: BTreeSet<String>,
    /// Refresh tokens whose successor is in the keyring.
    spent: BTreeSet<String>,
    last_generation: Option<u64>,
    /// When the program asked the token endpoint under a claim.
    asked: Vec<i64>,
    answered_codes: BTreeSet<String>,
    taken_states: BTreeMap<String, usize>,
}

impl Ledger {
    /// The record is gone, by a sign-out or from outside: nothing in it was kept durably after all.
    pub(crate) fn gone(&mut self) {
        self.last_generation = None;
        self.durable.clear();
        self.spent.clear();
    }

    /// A record landed in the keyring, and the program heard of it.
    pub(crate) fn confirmed(&mut self, record: &Record, how: Write, server: &Passport) {
        let Some(token) = refresh_of(record) else { return };
        if how == Write::Replace {
            self.durable.clear();
        }
        let mut pair = server.of_refresh(&token);
        while let Some(parent) = pair.and_then(|pair| server.pairs[pair].parent) {
            self.spent.insert(server.pairs[parent].refresh.clone());
            pair = Some(parent);
        }
        self.durable.insert(token);
    }

    pub(crate) fn asked(&mut self, now: i64) {
        self.asked.push(now);
    }

    pub(crate) fn answered(&mut self, code: &str) {
        self.answered_codes.insert(code.to_owned());
    }

    pub(crate) fn taken(&mut self, state: &str) {
        *self.taken_states.entry(state.to_owned()).or_default() += 1;
    }

    /// I1: "at most one refresh in flight per account over all processes".
    pub(crate) fn i1_one_refresh_in_flight(in_flight: usize) -> Kept {
        hold(in_flight <= 1, || format!("I1: {in_flight} refreshes are in flight"))
    }

    /// I2: "an RT that got a definite success answer which we persisted is never sent again".
    pub(crate) fn i2_no_spent_token_is_sent(&self, token: &str) -> Kept {
        hold(!self.spent.contains(token), || {
            format!("I2: {token} is sent, whose successor is in the keyring")
        })
    }

    /// I3: "account reaches NeedsSignIn only if the server really has no live RT that we ever received durably".
    ///
    /// What a sign-out or a new sign-in gave up is not ours any more.
    pub(crate) fn i3_nothing_alive_is_given_up(&self, server: &Passport, now: i64) -> Kept {
        let alive = self.durable.iter().find(|token| server.would_refresh(token, now));
        match alive {
            Some(token) => Err(format!("I3: a sign-in is asked for, and {token} is alive")),
            None => Ok(()),
        }
    }

    /// I4: "stored gen is strictly increasing".
    pub(crate) fn i4_generations_rise(&mut self, generation: u64) -> Kept {
        let last = self.last_generation.replace(generation);
        hold(last.is_none_or(|last| generation > last), || {
            format!("I4: generation {generation} is written over {last:?}")
        })
    }

    /// I4: "readers never see a torn record".
    pub(crate) fn i4_no_record_is_torn(record: &Record, server: &Passport) -> Kept {
        let access = record.tokens.access.expose_secret();
        let pair = refresh_of(record).and_then(|token| server.of_refresh(&token));
        hold(access.is_empty() || server.of_access(access) == pair, || {
            format!("I4: the tokens of two pairs are read as one, by the refresh token {pair:?}")
        })
    }

    /// I5: "a returned token was valid at return by server time (minus skew), or an error is returned".
    ///
    /// A program that has heard the server's clock knows it.
    pub(crate) fn i5_what_is_handed_out_counts(
        token: &str,
        server: &Passport,
        now: i64,
        believed: i64,
        heard: bool,
    ) -> Kept {
        hold(!heard || (now - believed).abs() <= CLOCK_TOLERANCE_MS, || {
            format!("I5: the server's clock shows {now}, and the program believes {believed}")
        })?;
        let skew = (now - believed).max(0) + CLOCK_TOLERANCE_MS;
        let ends = server.of_access(token).map(|pair| server.pairs[pair].ends_at);
        hold(ends.is_some_and(|end| end + skew > now), || {
            format!("I5: a token that ended {ends:?} is handed out at {now}")
        })
    }

    /// I6: "no automatic deletion of a refresh token".
    ///
    /// What replaces a refresh token that is alive is its successor or a new sign-in, or what became of a new sign-in
    /// that the keyring did not take.
    pub(crate) fn i6_nothing_is_overwritten(
        before: Option<&Record>,
        after: &Record,
        how: Write,
        server: &Passport,
        now: i64,
    ) -> Kept {
        let Some(old) = before.and_then(refresh_of) else { return Ok(()) };
        let mut pair = refresh_of(after).and_then(|token| server.of_refresh(&token));
        let (mut descends, mut sign_in) = (false, None);
        while let Some(at) = pair {
            descends |= server.pairs[at].refresh == old;
            sign_in = Some(at);
            pair = server.pairs[at].parent;
        }
        let is_newer = sign_in > server.of_refresh(&old);
        hold(
            descends || is_newer || how == Write::Replace || !server.would_refresh(&old, now),
            || format!("I6: {old} is alive and written over by {how:?}"),
        )
    }

    /// I6, of a deletion: only a person's sign-out deletes.
    pub(crate) fn i6_only_a_sign_out_deletes(asked_for: bool) -> Kept {
        hold(asked_for, || "I6: the entries are deleted, and nobody signed out".to_owned())
    }

    /// I7: "token-endpoint requests <= 6 per 10 min per account under any schedule".
    ///
    /// The budget counts what the program can repeat by itself, which it asks under a claim. A code belongs to a
    /// consent that a person has just given, and the last refresh of a sign-out to that sign-out.
    pub(crate) fn i7_requests_keep_to_the_budget(&self, now: i64) -> Kept {
        let recent = self.asked.iter().filter(|at| **at > now - BUDGET_WINDOW_MS).count();
        hold(recent <= BUDGET, || format!("I7: {recent} requests in ten minutes"))
    }

    /// I8: "one code is redeemed at most once after a definite answer".
    pub(crate) fn i8_an_answered_code_is_not_sent(&self, code: &str) -> Kept {
        hold(!self.answered_codes.contains(code), || format!("I8: {code} is sent again"))
    }

    /// I8: "a state at most once".
    pub(crate) fn i8_a_state_is_taken_once(&self) -> Kept {
        let twice = self.taken_states.iter().find(|(_, times)| **times > 1);
        hold(twice.is_none(), || format!("I8: {twice:?} was taken twice"))
    }

    /// I9: "foreign callbacks never change the flow".
    pub(crate) fn i9_a_stranger_changes_nothing(same: bool) -> Kept {
        hold(same, || "I9: a stranger's callback changed the sign-in".to_owned())
    }

    /// I10: "no canary secret in any effect except {Http body to own token endpoint, Http header to own origin,
    /// keyring write, clipboard write, CLI stdout}".
    ///
    /// Those carry it in types that do not print.
    pub(crate) fn i10_no_secret_is_shown(shown: &str) -> Kept {
        hold(!shown.contains(CANARY), || format!("I10: a secret stands in {shown}"))
    }

    /// I11: "every run terminates (no livelock) within the deadline budget".
    pub(crate) fn i11_everybody_comes_to_rest(restless: &[String]) -> Kept {
        hold(restless.is_empty(), || format!("I11: not at rest: {}", restless.join("; ")))
    }
}

fn hold(kept: bool, otherwise: impl FnOnce() -> String) -> Kept {
    if kept { Ok(()) } else { Err(otherwise()) }
}

pub(crate) fn refresh_of(record: &Record) -> Option<String> {
    record.tokens.refresh.as_ref().map(|token| token.expose_secret().to_owned())
}
