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

use url::Url;

use crate::connection::{Connection, Way};
use crate::identity::Identity;
use crate::oauth::authorize::{Prompt, Secrets};
use crate::oauth::exchange::Grant;
use crate::record::{Record, Standing};
use crate::token::{AccessToken, ClockOffset, Timestamp, TokenSet};
use crate::trouble::{Kind, Remedy, Trouble};
use crate::vault::{Failure, Kept};

pub use sign_in::Answer;
pub use sign_out::Revocation;
pub use state::{
    Attempt, Ended, Exchange, Extent, Held, InBrowser, Leaving, Note, Opened, Refresh, Secret,
    Stage, State, Unsaved, Wait,
};
use state::{Step, Then};

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
    has_client_secret: Secret,
    clock_offset: ClockOffset,
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
    /// Trade a grant for tokens.
    Exchange(Grant),
    /// Save a record.
    Store(Box<Record>),
    /// Ask who the token speaks for.
    Identify {
        /// The token.
        token: AccessToken,
        /// Its `sub`.
        subject: String,
    },
    /// Give the token to the person.
    HandOut {
        /// The token.
        token: AccessToken,
        /// Whether it was refreshed for that.
        refreshed: bool,
    },
    /// Take the tokens back on the server.
    Revoke(TokenSet),
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
    pub fn saved(connection: Connection) -> (Self, Vec<Effect>) {
        (Self::new(connection, State::Loading), vec![Effect::Load])
    }

    /// A connection that a person just made, for which the keyring holds nothing.
    #[must_use]
    pub fn added(connection: Connection) -> Self {
        Self::new(connection, State::SignedOut(None))
    }

    fn new(connection: Connection, state: State) -> Self {
        Self {
            connection,
            state,
            generation: Generation(0),
            written: 0,
            has_client_secret: Secret::Unknown,
            clock_offset: ClockOffset::default(),
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
            | State::NeedsSignIn(_) => None,
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
            | State::NeedsSignIn(_) => None,
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
            || edited.client_id != self.connection.client_id;
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
        let ours = |record: &Record| {
            record.server == self.connection.server.id()
                && record.client == self.connection.client_id
        };
        let Some(record) = kept.record else {
            self.go(State::SignedOut(None));
            return Vec::new();
        };
        self.written = record.generation;
        if !ours(&record) {
            self.go(State::SignedOut(None));
            return Vec::new();
        }
        let held = Held {
            tokens: record.tokens,
            who: record.who,
            unsaved: None,
            copied_at: record.copied_at,
            stale_copy_at: None,
            trouble: None,
        };
        if record.standing == Standing::NeedsSignIn {
            let trouble = Kind::RefreshTokenRevoked.into();
            self.go(State::NeedsSignIn(Box::new(Ended { trouble, held: Some(held) })));
            return Vec::new();
        }
        let effects = self.identify(&held, now);
        self.go(State::SignedIn(Box::new(held)));
        effects
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
            return Ok(vec![self.save(&held, Standing::Active)]);
        }
        Ok(self.identify(&held, now))
    }

    /// Who the token speaks for, or why that is not known.
    pub fn identified(&mut self, result: Result<Identity, Trouble>) -> Vec<Effect> {
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
                    vec![self.save(&held, Standing::Active)]
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

    /// Whether a record is in the keyring. What it means depends on what it was written for.
    pub fn stored(&mut self, result: Result<(), Failure>, now: Timestamp) -> Vec<Effect> {
        if let State::SignedIn(held) = &mut self.state {
            // A note that could not be written down leaves the tokens as safe as they were.
            if held.unsaved.is_some() {
                held.unsaved = still_unsaved(held.unsaved, result, now);
            }
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
            State::Refreshing(_) => self.exchange_answered(Err(trouble), now, now),
            State::SigningOut(_) => self.forgotten(Err(Failure::Refused)),
            State::Closed(_)
            | State::SignedOut(_)
            | State::SignedIn(_)
            | State::Waiting(_)
            | State::NeedsSignIn(_) => Vec::new(),
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
                vec![Effect::Exchange(exchange.grant.clone())]
            }
            State::Waiting(_) => self.refresh(now).unwrap_or_default(),
            State::SignedIn(held) => {
                if let Some(unsaved) = &mut held.unsaved {
                    unsaved.retry_at = None;
                }
                let held = held.clone();
                vec![self.save(&held, Standing::Active)]
            }
            State::Loading
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
            State::SignedIn(held) => held.unsaved.and_then(|unsaved| unsaved.retry_at),
            State::Loading
            | State::Closed(_)
            | State::SignedOut(_)
            | State::Refreshing(_)
            | State::SigningOut(_)
            | State::NeedsSignIn(_) => None,
        }
    }

    /// The one place where the state changes, so that nothing stale can follow it.
    fn go(&mut self, state: State) -> State {
        self.generation.0 += 1;
        std::mem::replace(&mut self.state, state)
    }

    fn save(&mut self, held: &Held, standing: Standing) -> Effect {
        self.written += 1;
        Effect::Store(Box::new(Record {
            generation: self.written,
            standing,
            server: self.connection.server.id(),
            client: self.connection.client_id.clone(),
            tokens: held.tokens.clone(),
            who: held.who.clone(),
            copied_at: held.copied_at,
        }))
    }

    fn identify(&self, held: &Held, now: Timestamp) -> Vec<Effect> {
        let over = held.tokens.lifetime.is_over(self.clock_offset.server_time(now));
        match &held.tokens.claims.subject {
            Some(subject) if !over => {
                vec![Effect::Identify {
                    token: held.tokens.access.clone(),
                    subject: subject.clone(),
                }]
            }
            _ => Vec::new(),
        }
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
