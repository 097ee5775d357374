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

mod browser;
mod catch_up;
mod due;
mod exchange;
mod hand_out;
mod identify;
mod keyring;
mod refresh;
mod seen;
mod sign_in;
mod sign_out;
mod somebody_else;
mod state;
mod write;

use std::time::Duration;

use crate::activity::{By, What};
use crate::claim::Claim;
use crate::clock::{ClockOffset, Steady, Timestamp};
use crate::connection::{Connection, Way};
use crate::oauth::authorize::{Prompt, Secrets, SignInLink};
use crate::oauth::exchange::Grant;
use crate::record::Record;
use crate::token::{AccessToken, TokenSet};
use crate::trouble::{Kind, Trouble};
use crate::vault::Failure;

pub use browser::Answer;
pub use catch_up::{Claimed, Found};
pub(crate) use seen::Question;
pub use seen::{Opinion, Seen};
pub use sign_out::Revocation;
pub use state::{
    Attempt, Closed, Ended, Exchange, Extent, Held, InBrowser, Leaving, Note, Opened, Refresh,
    Secret, SomebodyElse, Stage, State, Unsaved, Wait,
};
use state::{Purpose, Step, Then, Trade};
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
    /// What has happened since somebody last asked.
    notes: Vec<What>,
    /// How somebody signed in whose name is still being asked for.
    unnamed: Option<By>,
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
    OpenBrowser(SignInLink),
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
            notes: Vec::new(),
            unnamed: None,
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
        self.state.held()
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

    /// What has happened since this was last asked, for the record.
    pub fn take_notes(&mut self) -> Vec<What> {
        std::mem::take(&mut self.notes)
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
        if edited.server.id() != self.connection.server.id() {
            // It is for the server that it was typed for.
            self.has_client_secret = Secret::Missing;
        }
        let way = if moved { None } else { self.connection.way };
        self.connection = Connection { way, ..edited };
        Ok(vec![Effect::Remember])
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

    /// The one place where the state changes, so that nothing stale can follow it.
    fn go(&mut self, state: State) -> State {
        // Somebody signed in, and the answer to who that was will come too late.
        if let Some(by) = self.unnamed.take() {
            self.notes.push(What::SignedIn { who: None, by });
        }
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
}

#[cfg(test)]
mod tests;
