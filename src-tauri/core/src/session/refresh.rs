//! Replacing tokens without losing any, and handing them out.
//!
//! The order is what counts: keep every other program out, look whether one of them was first, prove that the
//! keyring takes a write, send the refresh token, save the answer, and only then let anybody have the new access
//! token.

use std::time::Duration;

use super::sign_in::token_set;
use super::{
    Effect, Ended, Extent, Held, NotNow, Refresh, Session, State, Step, Then, Wait, Write,
    still_unsaved,
};
use crate::claim::Claim;
use crate::oauth::exchange::{Grant, Issued};
use crate::record::{Record, Standing};
use crate::schedule;
use crate::token::{Timestamp, TokenSet};
use crate::trouble::{Kind, Remedy, Trouble};
use crate::vault::Failure;

/// How long a refresh waits for another program, when the token that there is would serve as well, and when not:
/// a whole refresh with all its deadlines fits into the latter.
const SHORT_PATIENCE: Duration = Duration::from_secs(5);
const LONG_PATIENCE: Duration = Duration::from_secs(45);

/// A token with this much left would serve as well.
const STILL_USEFUL: Duration = Duration::from_secs(30);

/// The right to change the tokens, and what the keyring held when it was got.
#[derive(Debug)]
pub struct Claimed {
    /// Kept until the new tokens are saved.
    pub claim: Claim,
    /// What another program may have changed meanwhile.
    pub found: Found,
}

/// What the keyring holds, for somebody who has tokens from it.
#[derive(Debug)]
pub enum Found {
    /// Tokens, these or others.
    Record(Box<Record>),
    /// No tokens any more: somebody signed out.
    Nothing,
    /// Nothing that can be read; what was in there is lost, and whether the next write is taken, that write shows.
    Unreadable,
}

impl Claimed {
    /// With the claim, and what the keyring said when it was asked under it.
    ///
    /// # Errors
    /// When the keyring does not let itself be read.
    pub fn looking(claim: Claim, read: Result<Option<Record>, Failure>) -> Result<Self, Trouble> {
        let found = match read {
            Ok(Some(record)) => Found::Record(Box::new(record)),
            Ok(None) => Found::Nothing,
            Err(Failure::Missing | Failure::Damaged) => Found::Unreadable,
            Err(failure) => return Err(Kind::Keyring(failure).into()),
        };
        Ok(Self { claim, found })
    }

    /// The claim, and the record if there is one.
    #[must_use]
    pub fn into_parts(self) -> (Claim, Option<Record>) {
        match self.found {
            Found::Record(record) => (self.claim, Some(*record)),
            Found::Nothing | Found::Unreadable => (self.claim, None),
        }
    }
}

impl Session {
    /// Replaces the tokens now.
    ///
    /// # Errors
    /// When there are none, or something else is happening to them.
    pub fn refresh(&mut self, now: Timestamp) -> Result<Vec<Effect>, NotNow> {
        // Whoever asks while it is under way has what was asked for.
        if let State::Refreshing(_) = self.state {
            return Ok(Vec::new());
        }
        self.resting().ok_or(NotNow)?;
        Ok(self.begin_refresh(Then::Nothing, now))
    }

    /// Hands out the access token; refreshes it first if it is not good for at least `minimum` longer.
    ///
    /// # Errors
    /// When there is no token.
    pub fn copy(&mut self, minimum: Duration, now: Timestamp) -> Result<Vec<Effect>, NotNow> {
        let server_now = self.clock_offset.server_time(now);
        if let State::Refreshing(refresh) = &mut self.state {
            if refresh.then == Then::Nothing {
                refresh.then = Then::HandOut;
            }
            return Ok(Vec::new());
        }
        let held = self.resting().ok_or(NotNow)?;
        let lifetime = held.tokens.lifetime;
        let last_chance = held.tokens.refresh.is_none() && !lifetime.is_over(server_now);
        // Tokens in doubt may have been replaced on the server: another try tells.
        let doubtful = held.in_doubt && held.tokens.refresh.is_some();
        if !doubtful && (lifetime.is_good_for(minimum, server_now) || last_chance) {
            return Ok(self.hand_out(false, now));
        }
        Ok(self.begin_refresh(Then::HandOut, now))
    }

    /// When the tokens are to be renewed without anybody asking, by this computer's clock.
    #[must_use]
    pub fn renews_at(&self) -> Option<Timestamp> {
        let State::SignedIn(held) = &self.state else { return None };
        self.renewal_of(held)
    }

    pub(super) fn renewal_of(&self, held: &Held) -> Option<Timestamp> {
        held.tokens.refresh.as_ref()?;
        let mut due = schedule::renewal(&held.tokens.lifetime, self.connection.id.spread())?;
        let in_use = self.ended_with(held.copied_at);
        if let (Some(_), Some(end)) = (in_use, held.tokens.lifetime.expires_at) {
            due = due.max(end.before(schedule::ASK_UNTIL));
        }
        Some(self.clock_offset.local_time(due))
    }

    /// Whether the tokens would be renewed by now, if no copy were in use somewhere: the person decides.
    #[must_use]
    pub fn asks_for_renewal(&self, now: Timestamp) -> bool {
        let State::SignedIn(held) = &self.state else { return false };
        let due = schedule::renewal(&held.tokens.lifetime, self.connection.id.spread());
        let due = due.is_some_and(|due| self.clock_offset.local_time(due) <= now);
        let later = self.renewal_of(held).is_some_and(|at| at > now);
        self.ended_with(held.copied_at).is_some() && due && later
    }

    /// Gives the current token out, and remembers that there is a copy now.
    fn hand_out(&mut self, refreshed: bool, now: Timestamp) -> Vec<Effect> {
        let settled = matches!(self.state, State::SignedIn(_));
        let Some(held) = self.resting() else { return Vec::new() };
        let first = held.copied_at.replace(now).is_none();
        let mut effects = vec![Effect::HandOut { token: held.tokens.access.clone(), refreshed }];
        if first && settled && held.unsaved.is_none() {
            // Once per token: a restart must still know that copies are about.
            let held = held.clone();
            effects.push(self.save(&held, Standing::Active, Write::Amend));
        }
        effects
    }

    pub(super) fn begin_refresh(&mut self, then: Then, now: Timestamp) -> Vec<Effect> {
        let failures = if let State::Waiting(wait) = &self.state { wait.failures } else { 0 };
        let Some(held) = self.resting().map(|held| held.clone()) else { return Vec::new() };
        if held.tokens.refresh.is_none() {
            return self.refresh_failed(held, then, failures, Kind::NoRefreshToken.into(), now);
        }
        let server_now = self.clock_offset.server_time(now);
        let useful = held.tokens.lifetime.left(server_now).is_none_or(|left| left > STILL_USEFUL);
        let patience = if useful { SHORT_PATIENCE } else { LONG_PATIENCE };
        // Tokens that could not be saved still have their claim.
        let claim = self.claim.take();
        self.go(State::Refreshing(Box::new(Refresh {
            held,
            step: Step::Claiming,
            then,
            failures,
        })));
        match claim {
            Some(claim) => self.claimed(Ok(Claimed { claim, found: Found::Unreadable }), now),
            None => vec![Effect::Claim { patience }],
        }
    }

    /// Whether nobody else can change the tokens now, and what they were changed to before.
    pub fn claimed(&mut self, result: Result<Claimed, Trouble>, now: Timestamp) -> Vec<Effect> {
        let State::Refreshing(refresh) = &self.state else {
            return Vec::new();
        };
        if refresh.step != Step::Claiming {
            return Vec::new();
        }
        let Claimed { claim, found } = match result {
            Ok(claimed) => claimed,
            Err(trouble) => return self.stop_refresh(trouble, now),
        };
        self.claim = Some(claim);
        let settled = match found {
            Found::Record(record) => self.catch_up(*record, now),
            Found::Nothing => self.signed_out_elsewhere(),
            Found::Unreadable => None,
        };
        if let Some(settled) = settled {
            return settled;
        }
        let State::Refreshing(refresh) = &mut self.state else {
            return Vec::new();
        };
        let Some(token) = refresh.held.tokens.refresh.clone() else {
            return self.stop_refresh(Kind::NoRefreshToken.into(), now);
        };
        // Tokens that the keyring never had cannot be lost there by a refresh.
        if refresh.held.unsaved.is_some() {
            refresh.step = Step::Requesting;
            return self.ask_with(Grant::RefreshToken(token));
        }
        refresh.step = Step::Proving;
        let held = refresh.held.clone();
        vec![self.save(&held, Standing::Refreshing, Write::Claimed)]
    }

    /// Takes over what another program wrote. If it refreshed the tokens, nothing is left to do.
    fn catch_up(&mut self, record: Record, now: Timestamp) -> Option<Vec<Effect>> {
        if !self.is_ours(&record) {
            return None;
        }
        self.written = self.written.max(record.generation);
        let State::Refreshing(refresh) = &mut self.state else { return None };
        // What only memory holds is newer than anything that another program can have.
        if refresh.held.unsaved.is_some() {
            return None;
        }
        let end = record.standing.end();
        if record.is_same_pair(&refresh.held.tokens) {
            // Another program has sent it, and may have heard that it is dead.
            refresh.held.in_doubt |= record.standing == Standing::Refreshing;
            return end.map(|kind| self.stop_refresh(kind.into(), now));
        }
        let copied_at = refresh.held.copied_at;
        let stale_copy_at = self.ended_with(copied_at);
        let held = Held { stale_copy_at, ..Self::held_by(record) };
        let server_now = self.clock_offset.server_time(now);
        let lifetime = held.tokens.lifetime;
        if let State::Refreshing(refresh) = &mut self.state {
            refresh.held = held;
        }
        let due = schedule::renewal(&lifetime, self.connection.id.spread());
        if let Some(kind) = end {
            return Some(self.stop_refresh(kind.into(), now));
        }
        let young = due.is_none_or(|due| due > server_now) && !lifetime.is_over(server_now);
        young.then(|| self.settle(now))
    }

    /// The tokens were taken back by another program: to write them down once more would undo that.
    fn signed_out_elsewhere(&mut self) -> Option<Vec<Effect>> {
        let State::Refreshing(refresh) = &self.state else { return None };
        // What the keyring never had was not taken out of it.
        if refresh.held.unsaved.is_some() {
            return None;
        }
        let then = refresh.then;
        self.go(State::SignedOut(None));
        Some(match then {
            Then::SignOut(Extent::Connection) => {
                self.sign_out(Extent::Connection).unwrap_or_default()
            }
            Then::HandOut | Then::Nothing | Then::SignOut(Extent::Tokens) => Vec::new(),
        })
    }

    fn ask_with(&mut self, grant: Grant) -> Vec<Effect> {
        vec![Effect::Exchange { grant, claim: self.claim.take() }]
    }

    pub(super) fn stored_while_refreshing(
        &mut self,
        result: Result<(), Failure>,
        now: Timestamp,
    ) -> Vec<Effect> {
        let State::Refreshing(refresh) = &mut self.state else {
            return Vec::new();
        };
        match refresh.step {
            Step::Proving => match (result, refresh.held.tokens.refresh.clone()) {
                (Ok(()), Some(token)) => {
                    refresh.step = Step::Requesting;
                    self.ask_with(Grant::RefreshToken(token))
                }
                (Ok(()), None) => Vec::new(),
                (Err(failure), _) => self.stop_refresh(Kind::Keyring(failure).into(), now),
            },
            Step::Claiming | Step::Requesting => Vec::new(),
            Step::Storing => {
                refresh.held.unsaved = still_unsaved(None, result, now);
                self.settle(now)
            }
        }
    }

    /// What the token endpoint said, and the claim back that went with the question. `sent` is this computer's
    /// clock before the request.
    pub fn exchange_answered(
        &mut self,
        result: Result<Issued, Trouble>,
        claim: Option<Claim>,
        sent: Timestamp,
        now: Timestamp,
    ) -> Vec<Effect> {
        let tokens = |issued, before: Option<&TokenSet>| {
            token_set(issued, before, self.clock_offset.server_time(sent), self.steady.moment(sent))
        };
        let State::Refreshing(refresh) = &self.state else {
            let issued = result.map(|issued| tokens(issued, None));
            return self.exchanged(issued, now);
        };
        match result {
            Ok(issued) => {
                let held = Held {
                    who: refresh.held.who.clone(),
                    stale_copy_at: self.ended_with(refresh.held.copied_at),
                    ..Held::fresh(tokens(issued, Some(&refresh.held.tokens)))
                };
                if let State::Refreshing(refresh) = &mut self.state {
                    refresh.held = held.clone();
                    refresh.step = Step::Storing;
                }
                self.claim = claim;
                vec![self.save(&held, Standing::Active, Write::Claimed)]
            }
            Err(trouble) => self.stop_refresh(trouble, now),
        }
    }

    /// The new tokens are where they belong.
    fn settle(&mut self, now: Timestamp) -> Vec<Effect> {
        let State::Refreshing(refresh) = self.go(State::Loading) else {
            return Vec::new();
        };
        let Refresh { held, then, .. } = *refresh;
        let usable = !held.tokens.lifetime.is_over(self.clock_offset.server_time(now));
        let mut effects = if held.who.is_none() { self.identify(&held, now) } else { Vec::new() };
        self.go(State::SignedIn(Box::new(held)));
        match then {
            Then::Nothing => {}
            Then::HandOut if usable => effects.extend(self.hand_out(true, now)),
            Then::HandOut => effects.push(Effect::Disappoint(Kind::UnexpectedAnswer.into())),
            Then::SignOut(extent) => return self.sign_out(extent).unwrap_or_default(),
        }
        effects
    }

    fn stop_refresh(&mut self, trouble: Trouble, now: Timestamp) -> Vec<Effect> {
        let State::Refreshing(refresh) = self.go(State::Loading) else {
            return Vec::new();
        };
        let Refresh { held, then, failures, .. } = *refresh;
        self.refresh_failed(held, then, failures + 1, trouble, now)
    }

    /// No new tokens: sorts out what is left, and whether the old access token may still be handed out.
    fn refresh_failed(
        &mut self,
        mut held: Held,
        then: Then,
        failures: u32,
        mut trouble: Trouble,
        now: Timestamp,
    ) -> Vec<Effect> {
        let over = held.tokens.lifetime.is_over(self.clock_offset.server_time(now));
        let harmless = trouble.kind.is_harmless();
        let dead = trouble.kind.remedy() == Remedy::SignIn && trouble.kind != Kind::NoRefreshToken;
        if dead && held.in_doubt && trouble.kind == Kind::RefreshTokenRevoked {
            trouble.kind = Kind::AnswerLost;
        }
        held.in_doubt |= !harmless && !dead;
        let standing = if trouble.kind == Kind::AnswerLost {
            Standing::AnswerLost
        } else if dead {
            Standing::NeedsSignIn
        } else if held.in_doubt {
            Standing::Refreshing
        } else {
            Standing::Active
        };
        let mut effects = Vec::new();
        // What the keyring does not take now, it need not be told.
        let told = !matches!(
            trouble.kind,
            Kind::Keyring(_) | Kind::NoRefreshToken | Kind::Busy | Kind::Lock
        );
        if told && held.unsaved.is_none() && standing != Standing::Refreshing {
            effects.push(self.save(&held, standing, Write::Amend));
        }
        match trouble.kind.remedy() {
            Remedy::SignIn if trouble.kind == Kind::NoRefreshToken && !over => {
                held.trouble = Some(trouble.clone());
                self.go(State::SignedIn(Box::new(held)));
            }
            Remedy::SignIn => {
                let ended = Ended { trouble: trouble.clone(), held: Some(held) };
                self.go(State::NeedsSignIn(Box::new(ended)));
            }
            remedy @ (Remedy::Wait | Remedy::Mend) => {
                let rest = match remedy {
                    Remedy::Mend | Remedy::SignIn => None,
                    Remedy::Wait if harmless => Some(schedule::rest(failures, trouble.retry_after)),
                    Remedy::Wait => schedule::unclear_rest(failures, trouble.retry_after),
                };
                let until = rest.map(|rest| now.after(rest));
                let wait = Wait { held, trouble: trouble.clone(), until, failures };
                self.go(State::Waiting(Box::new(wait)));
            }
        }
        match then {
            Then::Nothing => {}
            Then::HandOut if harmless && !over => effects.extend(self.hand_out(false, now)),
            Then::HandOut => effects.push(Effect::Disappoint(trouble)),
            Then::SignOut(extent) => effects.extend(self.sign_out(extent).unwrap_or_default()),
        }
        effects
    }

    /// Asks a refresh that is under way to be followed by a sign-out.
    pub(super) fn sign_out_after_refresh(&mut self, extent: Extent) {
        if let State::Refreshing(refresh) = &mut self.state {
            refresh.then = Then::SignOut(extent);
        }
    }
}
