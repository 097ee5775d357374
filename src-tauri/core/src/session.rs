//! The state machine of one connection.
//!
//! ```text
//!             begin            redirect            tokens             saved
//!  SignedOut ───────► Awaiting ────────► Exchanging ──────► (Storing) ──────► SignedIn ◄──────────┐
//!      ▲                 │ cancel, 15 min, declined             │                │  refresh        │
//!      └─────────────────┴──────────────────────────────────────┘                ▼                 │
//!      ▲                                                                     Refreshing ──► (Storing)
//!      │ sign out                                         passing trouble ◄──┤    │
//!  SigningOut ◄── SignedIn, Waiting, NeedsSignIn            Waiting ─────────┘    └──► NeedsSignIn
//! ```
//!
//! Every change happens in a method here, takes `now` as an argument, and returns the [`Effect`]s that somebody else
//! carries out. Results come back with the [`Generation`] they started from; whatever belongs to an earlier one is
//! stale and dropped by the keeper. A state carries all that belongs to it, so that a verifier without an attempt
//! or a token without a sign-in cannot be written.

mod refresh;
mod sign_in;
mod sign_out;
mod state;
mod write;

use std::time::Duration;

use url::Url;

use crate::claim::Claim;
use crate::clock::Steady;
use crate::connection::{Connection, Way};
use crate::identity::Identity;
use crate::oauth::authorize::{Prompt, Secrets};
use crate::oauth::exchange::Grant;
use crate::record::{Record, Standing};
use crate::token::{AccessToken, ClockOffset, Lifetime, Timestamp, TokenSet};
use crate::trouble::{Kind, Remedy, Trouble};
use crate::vault::{Failure, Kept};

pub use refresh::{Claimed, Found};
pub use sign_in::Answer;
pub use sign_out::Revocation;
pub use state::{
    Attempt, Ended, Exchange, Extent, Held, InBrowser, Leaving, Note, Opened, Refresh, Secret,
    SomebodyElse, Stage, State, Unsaved, Wait,
};
use state::{Step, Then, Trade};
pub use write::{Verdict, Write};

/// Counts the changes of a session; what was begun under an earlier one is stale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Generation(u64);

/// One connection and where it stands.
#[derive(Debug)]
pub struct Session {
    connection: Connection,
    state: State,
    generation: Generation,
    /// The last record's generation; rises with every record written.
    written: u64,
    /// Keeps other programs from changing the tokens, while this one does or holds some that are not saved.
    claim: Option<Claim>,
    has_client_secret: Secret,
    clock_offset: ClockOffset,
    /// Whether the offset is known from the server, or from tokens of this run of the system.
    clock_is_known: bool,
    steady: Steady,
}

/// Something to be done outside; its result comes back as a [`Done`](crate::effects::Done).
#[derive(Debug)]
pub enum Effect {
    /// Read what the keyring holds.
    Load,
    /// Ask the server which redirect address it takes, and open what has to be opened for it.
    Prepare {
        /// The ways to try, in this order.
        ways: Vec<Way>,
        /// What the browser is to be sent with.
        secrets: Secrets,
        /// Whom to ask the person to sign in as.
        prompt: Prompt,
    },
    /// Open the browser.
    OpenBrowser(Url),
    /// Wait until no other program can change the tokens, and look what they are by then.
    Claim {
        /// How long.
        patience: Duration,
    },
    /// Trade a grant for tokens.
    Exchange {
        /// What for.
        grant: Grant,
        /// The right to do so, which comes back with the answer.
        claim: Option<Claim>,
    },
    /// Save a record.
    Store {
        /// What.
        record: Box<Record>,
        /// Over what.
        how: Write,
    },
    /// Ask who the token speaks for.
    Identify {
        /// The token.
        token: AccessToken,
        /// Its `sub`, where the server wants to be told.
        subject: Option<String>,
    },
    /// Give the token to the person.
    HandOut {
        /// The token.
        token: AccessToken,
        /// Whether it was refreshed for that.
        refreshed: bool,
    },
    /// Take the tokens back on the server, or those that another program has put in their place.
    Revoke(TokenSet),
    /// Take tokens back that nobody wants, and say nothing.
    Discard(TokenSet),
    /// Remove from the keyring.
    Forget {
        /// How much.
        extent: Extent,
        /// The last record written; none up to it may come back.
        up_to: u64,
    },
    /// The connection itself changed and has to be saved.
    Remember,
    /// The connection is gone.
    Retire,
    /// Tell those who wait for a token that there is none.
    Disappoint(Trouble),
}

/// What was asked cannot be done in this state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not possible at the moment")]
pub struct NotNow;

/// The tokens in hand belong to the server and client that issued them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("sign out first: the tokens belong to the address and client they were issued for")]
pub struct StillSignedIn;

impl Session {
    /// A connection from the list, whose entries in the keyring have not been read yet.
    #[must_use]
    pub fn saved(connection: Connection, steady: Steady) -> (Self, Vec<Effect>) {
        (Self::new(connection, State::Loading, steady), vec![Effect::Load])
    }

    /// A connection that a person just made, for which the keyring holds nothing.
    #[must_use]
    pub fn added(connection: Connection, steady: Steady) -> Self {
        Self::new(connection, State::SignedOut(None), steady)
    }

    fn new(connection: Connection, state: State, steady: Steady) -> Self {
        Self {
            connection,
            state,
            generation: Generation(0),
            written: 0,
            claim: None,
            has_client_secret: Secret::Unknown,
            clock_offset: ClockOffset::default(),
            clock_is_known: false,
            steady,
        }
    }

    /// The connection.
    #[must_use]
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The current generation.
    #[must_use]
    pub fn generation(&self) -> Generation {
        self.generation
    }

    /// What is known of the client secret.
    #[must_use]
    pub fn client_secret(&self) -> Secret {
        self.has_client_secret
    }

    /// How far the server's clock is from this computer's.
    #[must_use]
    pub fn clock_offset(&self) -> ClockOffset {
        self.clock_offset
    }

    /// The tokens, whatever is happening to them.
    #[must_use]
    pub fn held(&self) -> Option<&Held> {
        match &self.state {
            State::SignedIn(held) => Some(held),
            State::Refreshing(refresh) => Some(&refresh.held),
            State::Waiting(wait) => Some(&wait.held),
            State::Loading
            | State::Closed(_)
            | State::SignedOut(_)
            | State::AwaitingRedirect(_)
            | State::Exchanging(_)
            | State::SigningOut(_)
            | State::NeedsSignIn(_)
            | State::SomebodyElse(_) => None,
        }
    }

    /// The tokens, if nothing is happening to them.
    fn resting(&mut self) -> Option<&mut Held> {
        match &mut self.state {
            State::SignedIn(held) => Some(held),
            State::Waiting(wait) => Some(&mut wait.held),
            State::Loading
            | State::Closed(_)
            | State::SignedOut(_)
            | State::AwaitingRedirect(_)
            | State::Exchanging(_)
            | State::Refreshing(_)
            | State::SigningOut(_)
            | State::NeedsSignIn(_)
            | State::SomebodyElse(_) => None,
        }
    }

    /// Whether tokens are on their way, so that ending now could lose them.
    #[must_use]
    pub fn is_moving_tokens(&self) -> bool {
        matches!(self.state, State::Exchanging(_) | State::Refreshing(_) | State::SigningOut(_))
    }

    /// Remembers what became of the client secret.
    pub fn client_secret_is(&mut self, secret: Secret) {
        self.has_client_secret = secret;
    }

    /// Takes the server's clock from an answer.
    pub fn clock_is(&mut self, offset: ClockOffset) {
        self.clock_offset = offset;
        self.clock_is_known = true;
    }

    /// Somebody set this computer's clock, which is now `drift` milliseconds ahead of where it was at the start.
    ///
    /// A clock that was set forward may be right now, and then tokens end earlier; one that was set back would only
    /// make dead tokens look alive. The server's own clock decides as soon as it is known.
    pub fn clock_was_set(&mut self, drift: i64) {
        if !self.clock_is_known {
            let local = Timestamp::from_millis(0);
            self.clock_offset = ClockOffset::between(local, Timestamp::from_millis(drift.max(0)));
        }
    }

    /// Changes what a person may change.
    ///
    /// Tokens belong to the server and client that issued them: with another address or client id the person has to
    /// sign in anew, and the old record stays in the keyring until that replaces it.
    ///
    /// # Errors
    /// When somebody is signed in and would lose the tokens by it.
    pub fn edit(&mut self, edited: Connection) -> Result<Vec<Effect>, StillSignedIn> {
        let moved = edited.server != self.connection.server
            || edited.client_id != self.connection.client_id
            || edited.generation != self.connection.generation
            || edited.method != self.connection.method;
        if moved {
            if !matches!(self.state, State::Closed(_) | State::SignedOut(_) | State::NeedsSignIn(_))
            {
                return Err(StillSignedIn);
            }
            self.go(State::SignedOut(None));
        }
        let way = if moved { None } else { self.connection.way };
        self.connection = Connection { way, ..edited };
        Ok(vec![Effect::Remember])
    }

    /// What the keyring holds.
    pub fn loaded(&mut self, kept: Result<Kept, Failure>, now: Timestamp) -> Vec<Effect> {
        let kept = match kept {
            Ok(kept) => kept,
            Err(failure) => {
                self.go(State::Closed(failure));
                return Vec::new();
            }
        };
        if self.has_client_secret != Secret::Unsaved {
            self.has_client_secret =
                if kept.has_client_secret { Secret::Saved } else { Secret::Missing };
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
        self.tell_the_time_by(record.tokens.lifetime);
        let standing = record.standing;
        let held = Self::held_by(record);
        if let Some(kind) = standing.end() {
            self.go(State::NeedsSignIn(Box::new(Ended { trouble: kind.into(), held: Some(held) })));
            return Vec::new();
        }
        let effects = self.identify(&held, now);
        let in_doubt = held.in_doubt;
        self.go(State::SignedIn(Box::new(held)));
        // The last run ended in the middle of a refresh. Only the server knows how far it came.
        if in_doubt { self.begin_refresh(Then::Nothing, now) } else { effects }
    }

    /// Tokens of this run of the system tell how much time has passed on the server since.
    fn tell_the_time_by(&mut self, lifetime: Lifetime) {
        if let Some(local) = lifetime.born.and_then(|born| self.steady.at(born)) {
            self.clock_is(ClockOffset::between(local, lifetime.obtained_at));
        }
    }

    /// Whether a record belongs to the server and client of this connection, and not to what was edited since.
    fn is_ours(&self, record: &Record) -> bool {
        record.server == self.connection.server.id() && record.client == self.connection.client_id
    }

    /// When copies of a token were made that a refresh has ended.
    fn ended_with(&self, copied_at: Option<Timestamp>) -> Option<Timestamp> {
        copied_at.filter(|_| self.connection.instance().refresh_ends_copies())
    }

    fn held_by(record: Record) -> Held {
        Held {
            who: record.who,
            copied_at: record.copied_at,
            in_doubt: record.standing == Standing::Refreshing,
            ..Held::fresh(record.tokens)
        }
    }

    /// Tries again what the keyring did not do.
    ///
    /// # Errors
    /// When there is nothing to try again.
    pub fn retry(&mut self, now: Timestamp) -> Result<Vec<Effect>, NotNow> {
        if let State::Closed(_) = self.state {
            self.go(State::Loading);
            return Ok(vec![Effect::Load]);
        }
        if let State::Waiting(_) = self.state {
            return self.refresh(now);
        }
        let State::SignedIn(held) = &self.state else { return Err(NotNow) };
        let held = held.clone();
        if held.unsaved.is_some() {
            return Ok(vec![self.save_again(&held)]);
        }
        Ok(self.identify(&held, now))
    }

    /// Who the token speaks for, or why that is not known.
    pub fn identified(&mut self, result: Result<Identity, Trouble>) -> Vec<Effect> {
        if let State::Exchanging(_) = self.state {
            return self.identified_before_saving(result);
        }
        if let State::SomebodyElse(other) = &mut self.state {
            other.held.who = result.ok();
            return Vec::new();
        }
        let State::SignedIn(held) = &mut self.state else {
            return Vec::new();
        };
        match result {
            Ok(who) => {
                held.trouble = None;
                if held.who.as_ref() == Some(&who) {
                    return Vec::new();
                }
                held.who = Some(who);
                let held = held.clone();
                if held.unsaved.is_some() {
                    Vec::new()
                } else {
                    vec![self.save(&held, Standing::Active, Write::Amend)]
                }
            }
            Err(trouble) => {
                // A server that is away for a moment takes nothing from a person who is known already.
                let passing = trouble.kind.remedy() == Remedy::Wait;
                if !(passing && held.who.is_some()) {
                    held.trouble = Some(trouble);
                }
                Vec::new()
            }
        }
    }

    /// Another program has other tokens for this connection in the keyring.
    pub fn superseded(&mut self, record: Record, now: Timestamp) -> Vec<Effect> {
        self.written = self.written.max(record.generation);
        let ours = self.is_ours(&record);
        if let (State::SignedIn(held), true) = (&self.state, ours) {
            let stale_copy_at = self.ended_with(held.copied_at);
            let held = Held { stale_copy_at, ..Self::held_by(record) };
            let effects = self.identify(&held, now);
            self.go(State::SignedIn(Box::new(held)));
            return effects;
        }
        Vec::new()
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

    /// The task that was to bring the next step died; nothing else will come of it.
    pub fn broke(&mut self, now: Timestamp) -> Vec<Effect> {
        let trouble = Trouble::new(Kind::UnexpectedAnswer).saying("an internal error");
        match &self.state {
            State::Loading => self.loaded(Err(Failure::Refused), now),
            State::AwaitingRedirect(_) | State::Exchanging(_) => self.give_up(trouble),
            State::Refreshing(_) => self.exchange_answered(Err(trouble), None, now, now),
            State::SigningOut(_) => self.forgotten(Err(Failure::Refused)),
            State::Closed(_)
            | State::SignedOut(_)
            | State::SignedIn(_)
            | State::Waiting(_)
            | State::NeedsSignIn(_)
            | State::SomebodyElse(_) => Vec::new(),
        }
    }

    /// What is due by now.
    pub fn tick(&mut self, now: Timestamp) -> Vec<Effect> {
        if self.wakes_at().is_none_or(|at| at > now) {
            return Vec::new();
        }
        match &mut self.state {
            State::AwaitingRedirect(_) => self.give_up(Kind::AttemptExpired.into()),
            State::Exchanging(exchange) => {
                exchange.retry_at = None;
                match &exchange.trade {
                    Trade::Grant(grant) => {
                        vec![Effect::Exchange { grant: grant.clone(), claim: None }]
                    }
                    Trade::Asking { .. } | Trade::Storing(_) => Vec::new(),
                }
            }
            State::Waiting(_) => self.refresh(now).unwrap_or_default(),
            State::SignedIn(held) => {
                let Some(unsaved) = &mut held.unsaved else {
                    return self.begin_refresh(Then::Nothing, now);
                };
                unsaved.retry_at = None;
                let held = held.clone();
                vec![self.save_again(&held)]
            }
            State::SomebodyElse(_)
            | State::Loading
            | State::Closed(_)
            | State::SignedOut(_)
            | State::Refreshing(_)
            | State::SigningOut(_)
            | State::NeedsSignIn(_) => Vec::new(),
        }
    }

    /// When something is due.
    #[must_use]
    pub fn wakes_at(&self) -> Option<Timestamp> {
        match &self.state {
            State::AwaitingRedirect(attempt) => Some(attempt.ends_at),
            State::Exchanging(exchange) => exchange.retry_at,
            State::Waiting(wait) => wait.until,
            State::SignedIn(held) => match held.unsaved {
                Some(unsaved) => unsaved.retry_at,
                None if held.tokens.refresh.is_none() => self.end_of(held),
                None => self.renewal_of(held),
            },
            State::SomebodyElse(_)
            | State::Loading
            | State::Closed(_)
            | State::SignedOut(_)
            | State::Refreshing(_)
            | State::SigningOut(_)
            | State::NeedsSignIn(_) => None,
        }
    }

    /// When tokens that nothing can renew are over, by this computer's clock.
    fn end_of(&self, held: &Held) -> Option<Timestamp> {
        held.tokens.lifetime.expires_at.map(|end| self.clock_offset.local_time(end))
    }

    /// The one place where the state changes, so that nothing stale can follow it.
    fn go(&mut self, state: State) -> State {
        self.generation.0 += 1;
        let before = std::mem::replace(&mut self.state, state);
        self.let_go();
        before
    }

    /// Lets other programs change the tokens, unless this one is at it or holds some that are not saved.
    fn let_go(&mut self) {
        let keep = match &self.state {
            // The state in between is passed through within one change.
            State::Loading | State::Refreshing(_) | State::SigningOut(_) => true,
            State::SignedIn(held) => held.unsaved.is_some(),
            State::Closed(_)
            | State::SignedOut(_)
            | State::AwaitingRedirect(_)
            | State::Exchanging(_)
            | State::Waiting(_)
            | State::NeedsSignIn(_)
            | State::SomebodyElse(_) => false,
        };
        if !keep {
            self.claim = None;
        }
    }

    fn save(&mut self, held: &Held, standing: Standing, how: Write) -> Effect {
        self.written += 1;
        let record = Box::new(Record {
            generation: self.written,
            standing,
            server: self.connection.server.id(),
            client: self.connection.client_id.clone(),
            tokens: held.tokens.clone(),
            who: held.who.clone(),
            copied_at: held.copied_at,
        });
        Effect::Store { record, how }
    }

    /// Saves tokens that only memory holds.
    fn save_again(&mut self, held: &Held) -> Effect {
        let how = if self.claim.is_some() { Write::Claimed } else { Write::Replace };
        self.save(held, Standing::Active, how)
    }

    fn identify(&self, held: &Held, now: Timestamp) -> Vec<Effect> {
        let over = held.tokens.lifetime.is_over(self.clock_offset.server_time(now));
        let subject = held.tokens.claims.subject.clone();
        let askable = subject.is_some() || self.connection.instance().is_version_3();
        if over || !askable {
            return Vec::new();
        }
        vec![Effect::Identify { token: held.tokens.access.clone(), subject }]
    }
}

/// What follows from a try to save tokens that only memory held.
fn still_unsaved(
    before: Option<Unsaved>,
    result: Result<(), Failure>,
    now: Timestamp,
) -> Option<Unsaved> {
    let failure = result.err()?;
    let failures = before.map_or(0, |unsaved| unsaved.failures) + 1;
    // A keyring that is not there, or that a person keeps locked, does not change by asking.
    let passing = matches!(failure, Failure::Slow | Failure::Refused);
    let retry_at =
        crate::schedule::save_rest(failures).filter(|_| passing).map(|rest| now.after(rest));
    Some(Unsaved { failure, failures, retry_at })
}

#[cfg(test)]
mod tests;
