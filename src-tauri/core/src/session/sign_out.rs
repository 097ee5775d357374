//! Taking tokens back: on the server first, as far as that works, then in the keyring.

use super::{Effect, Extent, Leaving, NotNow, Note, Session, State};
use crate::activity::What;
use crate::claim::Claim;
use crate::clock::Timestamp;
use crate::connection::Method;
use crate::token::TokenSet;
use crate::trouble::{Kind, Trouble};
use crate::vault::Failure;

/// What a sign-out achieved on the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revocation {
    /// Whether every copy handed out earlier stopped working.
    pub copies: bool,
    /// Whether the last access token stopped working, which nobody has a copy of.
    pub last_token: bool,
    /// Until when what could not be revoked works, where that is known.
    pub valid_until: Option<Timestamp>,
    /// Why something could not be revoked.
    pub trouble: Option<Trouble>,
}

impl Revocation {
    /// Nothing was revoked, and nothing was to be.
    fn left(tokens: &TokenSet) -> Self {
        let valid_until = tokens.lifetime.expires_at;
        Self { copies: false, last_token: false, valid_until, trouble: None }
    }
}

impl Session {
    /// Signs out, or removes the whole connection. A refresh that is under way is waited for.
    ///
    /// # Errors
    /// When nobody is signed in (unless the connection is to be removed), or a sign-in or sign-out is under way.
    pub fn sign_out(&mut self, extent: Extent) -> Result<Vec<Effect>, NotNow> {
        let removing = extent == Extent::Connection;
        let held = match &self.state {
            State::SignedIn(held) => Some(held.as_ref().clone()),
            State::Waiting(wait) => Some(wait.held.clone()),
            State::NeedsSignIn(ended) => ended.held.clone(),
            State::Refreshing(_) => {
                self.sign_out_after_refresh(extent);
                return Ok(Vec::new());
            }
            State::SomebodyElse(other) if removing => Some(other.held.clone()),
            State::SignedOut(_) | State::Closed(_) | State::AwaitingRedirect(_) if removing => None,
            State::Loading
            | State::Closed(_)
            | State::SignedOut(_)
            | State::AwaitingRedirect(_)
            | State::Exchanging(_)
            | State::SigningOut(_)
            | State::SomebodyElse(_) => return Err(NotNow),
        };
        // Whoever revokes waits for a claim of its own.
        self.claim = None;
        let personal = self.connection.method == Method::PersonalToken;
        let (effect, report) = match &held {
            // The person's own token may be in use elsewhere: it is theirs to revoke.
            Some(held) if personal => (self.forget(extent), Some(Revocation::left(&held.tokens))),
            Some(held) => (Effect::Revoke(held.tokens.clone()), None),
            None => (self.forget(extent), None),
        };
        self.go(State::SigningOut(Box::new(Leaving { extent, report })));
        Ok(vec![effect])
    }

    fn forget(&self, extent: Extent) -> Effect {
        Effect::Forget { extent, up_to: self.written }
    }

    /// What the server let us take back. The claim keeps other programs away until the keyring is empty; the
    /// generation is that of the last record that any of them wrote.
    pub fn revoked(
        &mut self,
        report: Revocation,
        claim: Option<Claim>,
        generation: u64,
    ) -> Vec<Effect> {
        let State::SigningOut(leaving) = &mut self.state else {
            return Vec::new();
        };
        leaving.report = Some(report);
        let extent = leaving.extent;
        self.claim = claim;
        self.written = self.written.max(generation);
        vec![self.forget(extent)]
    }

    /// Whether the keyring let go of it.
    pub fn forgotten(&mut self, result: Result<(), Failure>) -> Vec<Effect> {
        let State::SigningOut(leaving) = &mut self.state else {
            return Vec::new();
        };
        let (extent, report) = (leaving.extent, leaving.report.take());
        if let (Ok(()), Some(report)) = (&result, &report) {
            self.notes.push(What::signed_out(report));
        }
        match (result, extent) {
            (Ok(()), Extent::Connection) => vec![Effect::Retire],
            (Ok(()), Extent::Tokens) => {
                self.go(State::SignedOut(report.map(Note::SignedOut)));
                Vec::new()
            }
            (Err(failure), _) => {
                self.go(State::SignedOut(Some(Note::Failed(Kind::Keyring(failure).into()))));
                Vec::new()
            }
        }
    }
}
