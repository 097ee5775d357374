//! What the server last made of the token in hand: three cases that a person must not take for each other.
//!
//! That a token is past its end is no case here: anybody with a clock can tell.

use std::time::Duration;

use super::{Held, Session, State, Trade};
use crate::activity::{Found, What};
use crate::clock::Timestamp;
use crate::token::AccessToken;
use crate::trouble::{Kind, Trouble};

/// For how long a token is new. Longer, and a person waits for the second try of a token that is really refused;
/// shorter, and one that was issued a moment ago by a server whose clock is behind is called withdrawn.
const NEW: Duration = Duration::from_secs(60);

/// What the server made of a token, when it was last asked with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// When it last took it.
    pub accepted_at: Option<Timestamp>,
    /// What came of the last question, and when.
    pub last: Option<(Opinion, Timestamp)>,
}

/// What a server makes of a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opinion {
    /// It takes it.
    Accepted,
    /// It refuses it although its time is not over: revoked, signed out elsewhere, or signed with keys of before.
    NoLongerAccepted,
    /// It could not be asked, and the token may be fine.
    Unreachable(Trouble),
}

/// A token to ask the server about.
#[derive(Debug)]
pub(crate) struct Question {
    pub(crate) token: AccessToken,
    /// Its `sub`.
    pub(crate) subject: Option<String>,
    /// Whether it is so new that a server whose clock is behind may not take it yet.
    pub(crate) is_new: bool,
}

impl Opinion {
    /// What an answer to a question about the person's own record says about the token.
    #[must_use]
    pub fn of<T>(result: &Result<T, Trouble>) -> Self {
        match result {
            Ok(_) => Self::Accepted,
            Err(trouble) if trouble.kind == Kind::TokenNotAccepted => Self::NoLongerAccepted,
            Err(trouble) => Self::Unreachable(trouble.clone()),
        }
    }

    /// The same for the record.
    #[must_use]
    pub fn found(&self) -> Found {
        match self {
            Self::Accepted => Found::Accepted,
            Self::NoLongerAccepted => Found::NoLongerAccepted,
            Self::Unreachable(_) => Found::Unreachable,
        }
    }
}

impl Seen {
    fn take(&mut self, opinion: Opinion, now: Timestamp) {
        if opinion == Opinion::Accepted {
            self.accepted_at = Some(now);
        }
        self.last = Some((opinion, now));
    }
}

impl Session {
    /// Remembers what the server made of the token in hand. Whoever asked it says so, as long as the generation is
    /// the one that the token was taken under.
    pub fn token_was_seen(&mut self, opinion: Opinion, now: Timestamp) {
        let server_now = self.clock_offset.server_time(now);
        let Some(held) = self.holding() else { return };
        // Of a token past its end the server says nothing new.
        if opinion == Opinion::NoLongerAccepted && held.tokens.lifetime.is_over(server_now) {
            return;
        }
        held.seen.take(opinion, now);
    }

    /// What a question about the token in hand takes; `None` while it is being replaced, past its end, or when the
    /// server cannot be asked about it.
    pub(crate) fn question(&self, now: Timestamp) -> Option<Question> {
        let (State::SignedIn(_) | State::Waiting(_)) = &self.state else { return None };
        let tokens = &self.held()?.tokens;
        let subject = tokens.claims.subject.clone();
        let askable = subject.is_some() || self.connection.instance().is_version_3();
        let server_now = self.clock_offset.server_time(now);
        if !askable || tokens.lifetime.is_over(server_now) {
            return None;
        }
        let is_new = tokens.lifetime.obtained_at.until(server_now) < NEW;
        Some(Question { token: tokens.access.clone(), subject, is_new })
    }

    /// The answer to a question that a person asked.
    pub(crate) fn checked(&mut self, opinion: Opinion, now: Timestamp) {
        self.notes.push(What::TokenChecked { found: opinion.found() });
        if let State::SignedIn(held) = &mut self.state {
            match &opinion {
                Opinion::Accepted => held.trouble = None,
                Opinion::NoLongerAccepted => {
                    held.trouble = Some(Trouble::new(Kind::TokenNotAccepted).with_status(401));
                }
                // What is known of the token stays as it is.
                Opinion::Unreachable(_) => {}
            }
        }
        self.token_was_seen(opinion, now);
    }

    /// The tokens, wherever they are on their way to.
    fn holding(&mut self) -> Option<&mut Held> {
        match &mut self.state {
            State::SignedIn(held) => Some(held),
            State::Refreshing(refresh) => Some(&mut refresh.held),
            State::Waiting(wait) => Some(&mut wait.held),
            State::SomebodyElse(other) => Some(&mut other.held),
            State::Exchanging(exchange) => match &mut exchange.trade {
                Trade::Asking { held, .. } => Some(held),
                Trade::Grant(_) | Trade::Storing(_) => None,
            },
            State::Loading
            | State::Closed(_)
            | State::SignedOut(_)
            | State::AwaitingRedirect(_)
            | State::SigningOut(_)
            | State::NeedsSignIn(_) => None,
        }
    }
}
