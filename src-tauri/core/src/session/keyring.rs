//! What the keyring holds of a connection, and whether it took what it was given.

use super::{Closed, Effect, Ended, Held, Secret, Session, State, Then, Unsaved, Write};
use crate::activity::Because;
use crate::clock::{ClockOffset, Timestamp};
use crate::record::{Record, Standing};
use crate::schedule;
use crate::token::{Inspection, Lifetime};
use crate::vault::{Failure, Kept};

impl Session {
    /// What the keyring holds.
    pub fn loaded(&mut self, kept: Result<Kept, Failure>, now: Timestamp) -> Vec<Effect> {
        let kept = match kept {
            Ok(kept) => kept,
            Err(failure) => {
                self.go(State::Closed(Closed { failure, trouble: None }));
                return Vec::new();
            }
        };
        if self.has_client_secret != Secret::Unsaved {
            let is_for_it = kept.client_secret_for == Some(self.connection.server.id());
            self.has_client_secret = if is_for_it { Secret::Saved } else { Secret::Missing };
        }
        let Some(record) = kept.record else {
            self.go(State::SignedOut(None));
            return Vec::new();
        };
        self.written = record.generation;
        if !self.is_ours(&record) {
            self.go(State::SignedOut(None));
            return Vec::new();
        }
        let standing = record.standing;
        let held = self.held_by(record);
        if let Some(kind) = standing.end() {
            self.go(State::NeedsSignIn(Box::new(Ended { trouble: kind.into(), held: Some(held) })));
            return Vec::new();
        }
        let effects = self.identify(&held, now);
        let in_doubt = held.in_doubt;
        self.go(State::SignedIn(Box::new(held)));
        // The last run ended in the middle of a refresh. Only the server knows how far it came.
        if in_doubt { self.begin_refresh(Then::Nothing, Because::Background, now) } else { effects }
    }

    /// Tokens of this run of the system tell how much time has passed on the server since.
    fn tell_the_time_by(&mut self, lifetime: Lifetime) {
        if let Some(local) = lifetime.born.and_then(|born| self.steady.at(born)) {
            self.clock_is(ClockOffset::between(local, lifetime.obtained_at));
        }
    }

    /// Whether a record belongs to the server and client of this connection, and not to what was edited since.
    pub(super) fn is_ours(&self, record: &Record) -> bool {
        record.server == self.connection.server.id() && record.client == self.connection.client_id
    }

    /// Takes over what a record holds.
    pub(super) fn held_by(&mut self, record: Record) -> Held {
        self.tell_the_time_by(record.tokens.lifetime);
        Held {
            who: record.who,
            copied_at: record.copied_at,
            in_doubt: record.standing == Standing::Refreshing,
            ..Held::fresh(record.tokens)
        }
    }

    pub(super) fn save(&mut self, held: &Held, standing: Standing, how: Write) -> Effect {
        self.written += 1;
        Effect::Store { record: Box::new(self.record(held, standing)), how }
    }

    fn record(&self, held: &Held, standing: Standing) -> Record {
        Record {
            generation: self.written,
            standing,
            server: self.connection.server.id(),
            client: self.connection.client_id.clone(),
            tokens: held.tokens.clone(),
            who: held.who.clone(),
            copied_at: held.copied_at,
        }
    }

    /// What can be shown of the token in hand.
    #[must_use]
    pub fn inspect(&self) -> Option<Inspection> {
        self.held().map(|held| Inspection::of(&self.record(held, Standing::Active)))
    }

    /// Saves tokens that only memory holds.
    pub(super) fn save_again(&mut self, held: &Held) -> Effect {
        let how = if self.claim.is_some() { Write::Claimed } else { Write::Replace };
        self.save(held, Standing::Active, how)
    }

    /// Whether a record is in the keyring, and with which generation. What it means depends on what it was written
    /// for.
    pub fn stored(&mut self, result: Result<u64, Failure>, now: Timestamp) -> Vec<Effect> {
        let result = result.map(|generation| self.written = self.written.max(generation));
        if let State::SignedIn(held) = &mut self.state {
            // A note that could not be written down leaves the tokens as safe as they were.
            if held.unsaved.is_some() {
                held.unsaved = still_unsaved(held.unsaved, result, now);
            }
            self.let_go();
            return Vec::new();
        }
        if let State::Refreshing(_) = self.state {
            return self.stored_while_refreshing(result, now);
        }
        self.stored_after_exchange(result, now)
    }
}

/// What follows from a try to save tokens that only memory held.
pub(super) fn still_unsaved(
    before: Option<Unsaved>,
    result: Result<(), Failure>,
    now: Timestamp,
) -> Option<Unsaved> {
    let failure = result.err()?;
    let failures = before.map_or(0, |unsaved| unsaved.failures) + 1;
    // A keyring that is not there, or that a person keeps locked, does not change by asking.
    let passing = matches!(failure, Failure::Slow | Failure::Refused);
    let retry_at = schedule::save_rest(failures).filter(|_| passing).map(|rest| now.after(rest));
    Some(Unsaved { failure, failures, retry_at })
}
