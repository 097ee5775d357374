//! How a sign-in begins, by any of its three methods, and how one ends that came to nothing.

use super::{
    Attempt, Closed, Effect, Ended, Exchange, Held, NotNow, Note, Session, Stage, State, Trade,
};
use crate::activity::{By, What};
use crate::clock::Timestamp;
use crate::connection::Way;
use crate::oauth::authorize::{Prompt, Secrets};
use crate::oauth::exchange::Grant;
use crate::schedule;
use crate::token::{AccessToken, Claims, Lifetime, Password, TokenSet};
use crate::trouble::Trouble;

impl Session {
    /// Begins a sign-in, with secrets that nothing else uses. One that is under way is replaced.
    ///
    /// Somebody who is signed in can only be followed by a sign-in that asks who it is.
    ///
    /// # Errors
    /// When somebody is signed in and is not asked, or tokens are on their way.
    pub fn begin(
        &mut self,
        secrets: Secrets,
        ways: Vec<Way>,
        prompt: Prompt,
        now: Timestamp,
    ) -> Result<Vec<Effect>, NotNow> {
        let before = self.leave_for_sign_in(prompt == Prompt::Login, now)?;
        let ways = self.in_order(ways);
        self.go(State::AwaitingRedirect(Box::new(Attempt {
            secrets: secrets.clone(),
            stage: Stage::Checking,
            started_at: now,
            ends_at: now.after(schedule::ATTEMPT_LIFETIME),
            before,
        })));
        Ok(vec![Effect::Prepare { ways, secrets, prompt }])
    }

    /// Begins a sign-in with a password, which is sent once and then forgotten (RFC 6749, 4.3).
    ///
    /// # Errors
    /// When somebody is signed in, or tokens are on their way.
    pub fn begin_with_password(
        &mut self,
        user_name: String,
        password: Password,
        now: Timestamp,
    ) -> Result<Vec<Effect>, NotNow> {
        let before = self.leave_for_sign_in(false, now)?;
        // The effect has the only copy of the password.
        let kept = Trade::Grant(Grant::Password {
            user_name: user_name.clone(),
            password: Password::new(String::new()),
        });
        self.go(State::Exchanging(Box::new(Exchange {
            trade: kept,
            way: None,
            by: By::Password,
            failures: 0,
            retry_at: None,
            before,
        })));
        Ok(vec![Effect::Exchange { grant: Grant::Password { user_name, password }, claim: None }])
    }

    /// Takes a personal access token, which ProcessMaker made for the person in its own pages; the API says whose
    /// it is before it is kept.
    ///
    /// # Errors
    /// When somebody is signed in, or tokens are on their way.
    pub fn begin_with_token(
        &mut self,
        token: AccessToken,
        now: Timestamp,
    ) -> Result<Vec<Effect>, NotNow> {
        let claims = Claims::peek(&token);
        let subject = claims.subject.clone();
        let before = self.leave_for_sign_in(false, now)?;
        let obtained_at = claims.issued_at.unwrap_or(self.clock_offset.server_time(now));
        let lifetime = Lifetime { obtained_at, expires_at: claims.expires_at, born: None };
        let tokens = TokenSet { access: token.clone(), refresh: None, lifetime, claims };
        self.go(State::Exchanging(Box::new(Exchange {
            trade: Trade::Asking { held: Box::new(Held::fresh(tokens)), must_know: true },
            way: None,
            by: By::PersonalToken,
            failures: 0,
            retry_at: None,
            before,
        })));
        Ok(vec![Effect::Identify { token, subject }])
    }

    /// Makes room for a sign-in: the state to come back to if it fails.
    fn leave_for_sign_in(
        &mut self,
        even_if_signed_in: bool,
        now: Timestamp,
    ) -> Result<Box<State>, NotNow> {
        let server_now = self.clock_offset.server_time(now);
        let ready = match &self.state {
            State::SignedOut(_)
            | State::Closed(_)
            | State::NeedsSignIn(_)
            | State::Waiting(_)
            | State::AwaitingRedirect(_) => true,
            State::SignedIn(held) => {
                let dead =
                    held.tokens.refresh.is_none() && held.tokens.lifetime.is_over(server_now);
                dead || (even_if_signed_in && held.unsaved.is_none())
            }
            State::Loading
            | State::Exchanging(_)
            | State::Refreshing(_)
            | State::SigningOut(_)
            | State::SomebodyElse(_) => false,
        };
        if !ready {
            return Err(NotNow);
        }
        let before = Box::new(self.go(State::Loading));
        // A sign-in that is replaced would have left what was there before it.
        Ok(if let State::AwaitingRedirect(attempt) = *before { attempt.before } else { before })
    }

    /// Ends a sign-in that the person no longer wants.
    ///
    /// # Errors
    /// When none is under way, or its answer has come.
    pub fn cancel(&mut self) -> Result<Vec<Effect>, NotNow> {
        if !matches!(self.state, State::AwaitingRedirect(_)) {
            return Err(NotNow);
        }
        let before = self.leave_sign_in();
        self.go(before);
        self.notes.push(What::SignInGivenUp);
        Ok(Vec::new())
    }

    /// Ends a sign-in that did not work: back to where it began, with a word on why.
    pub(super) fn give_up(&mut self, trouble: Trouble) -> Vec<Effect> {
        self.notes.push(What::SignInFailed { why: trouble.kind });
        let state = match self.leave_sign_in() {
            State::NeedsSignIn(ended) => {
                State::NeedsSignIn(Box::new(Ended { trouble, held: ended.held }))
            }
            State::Waiting(mut wait) => {
                wait.held.trouble = Some(trouble);
                State::Waiting(wait)
            }
            // The keyring may still hold tokens: that it does not open is what a person has to know.
            State::Closed(closed) => State::Closed(Closed { trouble: Some(trouble), ..closed }),
            State::SignedIn(mut held) => {
                held.trouble = Some(trouble);
                State::SignedIn(held)
            }
            State::Loading
            | State::SignedOut(_)
            | State::AwaitingRedirect(_)
            | State::Exchanging(_)
            | State::Refreshing(_)
            | State::SigningOut(_)
            | State::SomebodyElse(_) => State::SignedOut(Some(Note::Failed(trouble))),
        };
        self.go(state);
        Vec::new()
    }

    /// Takes a sign-in away and gives the state that it began in.
    fn leave_sign_in(&mut self) -> State {
        let mut state = self.go(State::Loading);
        if let State::AwaitingRedirect(attempt) = state {
            state = *attempt.before;
        }
        if let State::Exchanging(exchange) = state {
            state = *exchange.before;
        }
        // What was said about an earlier sign-in is no news any more.
        match &mut state {
            State::SignedOut(note) => *note = None,
            State::Closed(closed) => closed.trouble = None,
            State::Loading
            | State::AwaitingRedirect(_)
            | State::Exchanging(_)
            | State::SignedIn(_)
            | State::Refreshing(_)
            | State::Waiting(_)
            | State::SigningOut(_)
            | State::NeedsSignIn(_)
            | State::SomebodyElse(_) => {}
        }
        state
    }
}
