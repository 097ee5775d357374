//! What other programs made of the tokens meanwhile.

use super::{Effect, Extent, Held, Session, State, Step, Then, Write};
use crate::claim::Claim;
use crate::clock::Timestamp;
use crate::oauth::exchange::Grant;
use crate::record::{Record, Standing};
use crate::schedule;
use crate::trouble::{Kind, Trouble};
use crate::vault::Failure;

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
        let held = Held { stale_copy_at, ..self.held_by(record) };
        let server_now = self.clock_offset.server_time(now);
        let lifetime = held.tokens.lifetime;
        let due = schedule::renewal(&lifetime, held.spread);
        if let State::Refreshing(refresh) = &mut self.state {
            refresh.held = held;
        }
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
            Then::HandOut(_) | Then::Nothing | Then::SignOut(Extent::Tokens) => Vec::new(),
        })
    }

    /// Another program has other tokens for this connection in the keyring.
    pub fn superseded(&mut self, record: Record, now: Timestamp) -> Vec<Effect> {
        self.written = self.written.max(record.generation);
        let ours = self.is_ours(&record);
        if let (State::SignedIn(held), true) = (&self.state, ours) {
            let stale_copy_at = self.ended_with(held.copied_at);
            let held = Held { stale_copy_at, ..self.held_by(record) };
            let effects = self.identify(&held, now);
            self.go(State::SignedIn(Box::new(held)));
            return effects;
        }
        Vec::new()
    }
}
