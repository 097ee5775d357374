//! From the click to tokens: the browser, the redirect, the exchange.

use super::{
    Attempt, Effect, Ended, Exchange, Held, InBrowser, NotNow, Note, Opened, Session, Stage, State,
    still_unsaved,
};
use crate::connection::Way;
use crate::effects::Prepared;
use crate::oauth::authorize::{Prompt, Secrets};
use crate::oauth::exchange::{Grant, Issued};
use crate::oauth::redirect::{Outcome, Redirect};
use crate::record::Standing;
use crate::schedule;
use crate::shell::DesktopError;
use crate::token::{AccessToken, Claims, Lifetime, Timestamp, TokenSet};
use crate::trouble::{Kind, Trouble};
use crate::vault::Failure;

/// What a redirect turned out to be for a session.
#[derive(Debug)]
pub enum Answer {
    /// The one that was waited for; the sign-in goes on or ends by it.
    Taken(Vec<Effect>),
    /// An error that carries no state: shown, but believed by nobody.
    Hint,
    /// Not for this session.
    NotOurs,
}

impl Session {
    /// Begins a sign-in, with secrets that nothing else uses. One that is under way is replaced.
    ///
    /// # Errors
    /// When somebody is signed in, or tokens are on their way.
    pub fn begin(
        &mut self,
        secrets: Secrets,
        ways: Vec<Way>,
        now: Timestamp,
    ) -> Result<Vec<Effect>, NotNow> {
        let ready = matches!(
            self.state,
            State::SignedOut(_)
                | State::Closed(_)
                | State::NeedsSignIn(_)
                | State::Waiting(_)
                | State::AwaitingRedirect(_)
        );
        if !ready {
            return Err(NotNow);
        }
        let mut before = Box::new(self.go(State::Loading));
        if let State::AwaitingRedirect(attempt) = *before {
            before = attempt.before;
        }
        let ways = self.in_order(ways);
        self.go(State::AwaitingRedirect(Box::new(Attempt {
            secrets: secrets.clone(),
            stage: Stage::Checking,
            started_at: now,
            ends_at: now.after(schedule::ATTEMPT_LIFETIME),
            before,
        })));
        Ok(vec![Effect::Prepare { ways, secrets, prompt: Prompt::Anyone }])
    }

    /// What worked the last time comes first.
    fn in_order(&self, mut ways: Vec<Way>) -> Vec<Way> {
        ways.sort_by_key(|way| Some(*way) != self.connection.way);
        ways
    }

    /// What the server said to the redirect addresses.
    pub fn prepared(&mut self, prepared: Result<Prepared, Trouble>, now: Timestamp) -> Vec<Effect> {
        let State::AwaitingRedirect(attempt) = &mut self.state else {
            return Vec::new();
        };
        match prepared {
            Err(trouble) => self.give_up(trouble),
            Ok(Prepared { uri, url, listening, checked }) => {
                let open = Effect::OpenBrowser(url.clone());
                attempt.stage = Stage::InBrowser(Box::new(InBrowser {
                    uri,
                    url,
                    opened: Opened::NotYet,
                    since: now,
                    checked,
                    hint: None,
                    _listening: listening,
                }));
                vec![open]
            }
        }
    }

    /// Whether a browser was opened. If none was, the person can still carry the address there.
    pub fn browser_opened(&mut self, result: &Result<(), DesktopError>) {
        if let Some(browser) = self.in_browser() {
            browser.opened = if result.is_ok() { Opened::Yes } else { Opened::No };
        }
    }

    /// Opens the browser once more with the same address.
    ///
    /// # Errors
    /// When no sign-in is under way.
    pub fn reopen(&mut self) -> Result<Vec<Effect>, NotNow> {
        let browser = self.in_browser().ok_or(NotNow)?;
        browser.opened = Opened::NotYet;
        Ok(vec![Effect::OpenBrowser(browser.url.clone())])
    }

    fn in_browser(&mut self) -> Option<&mut InBrowser> {
        let State::AwaitingRedirect(attempt) = &mut self.state else {
            return None;
        };
        match &mut attempt.stage {
            Stage::InBrowser(browser) => Some(browser),
            Stage::Checking => None,
        }
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
        Ok(Vec::new())
    }

    /// Judges a redirect: only the exact address, with the state of the attempt that waits, counts, and only once.
    pub fn accept(&mut self, redirect: &Redirect) -> Answer {
        let issuer = self.connection.server.as_str();
        let State::AwaitingRedirect(attempt) = &mut self.state else {
            return Answer::NotOurs;
        };
        let Stage::InBrowser(browser) = &mut attempt.stage else {
            return Answer::NotOurs;
        };
        if redirect.uri != browser.uri {
            return Answer::NotOurs;
        }
        let Some(state) = &redirect.state else {
            let Outcome::Error { error, description } = &redirect.outcome else {
                return Answer::NotOurs;
            };
            browser.hint = Some(description.clone().unwrap_or_else(|| error.clone()));
            return Answer::Hint;
        };
        if !attempt.secrets.is_answered_by(state) {
            return Answer::NotOurs;
        }
        let other =
            redirect.issuer.as_deref().is_some_and(|said| said.trim_end_matches('/') != issuer);
        if other {
            return Answer::Taken(
                self.give_up(Trouble::new(Kind::ServerRefused).saying("another server answered")),
            );
        }
        match &redirect.outcome {
            Outcome::Code(code) => {
                let grant = Grant::AuthorizationCode {
                    code: code.clone(),
                    redirect_uri: browser.uri.to_string(),
                    verifier: attempt.secrets.verifier.clone(),
                };
                let way = browser.uri.way();
                let before = std::mem::replace(&mut *attempt.before, State::SignedOut(None));
                self.go(State::Exchanging(Box::new(Exchange {
                    grant: grant.clone(),
                    way,
                    failures: 0,
                    retry_at: None,
                    storing: None,
                    before: Box::new(before),
                })));
                Answer::Taken(vec![Effect::Exchange(grant)])
            }
            Outcome::Error { error, description } => {
                let kind =
                    if error == "access_denied" { Kind::Declined } else { Kind::ServerRefused };
                let words = description.as_deref().unwrap_or(error);
                Answer::Taken(self.give_up(Trouble::new(kind).saying(words)))
            }
        }
    }

    /// What the token endpoint said to the code. `sent` is this computer's clock before the request.
    pub(super) fn exchanged(
        &mut self,
        result: Result<Issued, Trouble>,
        sent: Timestamp,
        now: Timestamp,
    ) -> Vec<Effect> {
        let obtained_at = self.clock_offset.server_time(sent);
        let State::Exchanging(exchange) = &mut self.state else {
            return Vec::new();
        };
        match result {
            Ok(issued) => {
                let held = Held {
                    tokens: token_set(issued, None, obtained_at),
                    who: None,
                    unsaved: None,
                    copied_at: None,
                    stale_copy_at: None,
                    trouble: None,
                };
                exchange.storing = Some(held.clone());
                vec![self.save(&held, Standing::Active)]
            }
            Err(trouble) => {
                exchange.failures += 1;
                let tries = if trouble.kind.is_unsent() {
                    schedule::UNSENT_TRIES
                } else {
                    schedule::UNCLEAR_TRIES
                };
                let again = matches!(
                    trouble.kind,
                    Kind::NameNotFound
                        | Kind::Unreachable
                        | Kind::Timeout
                        | Kind::ServerError
                        | Kind::UnexpectedAnswer
                );
                if again && exchange.failures < tries {
                    exchange.retry_at = Some(now.after(schedule::EXCHANGE_REST));
                    return Vec::new();
                }
                self.give_up(trouble)
            }
        }
    }

    pub(super) fn stored_after_exchange(
        &mut self,
        result: Result<(), Failure>,
        now: Timestamp,
    ) -> Vec<Effect> {
        let State::Exchanging(exchange) = &mut self.state else {
            return Vec::new();
        };
        let Some(mut held) = exchange.storing.take() else {
            return Vec::new();
        };
        held.unsaved = still_unsaved(None, result, now);
        let mut effects = self.identify(&held, now);
        let State::Exchanging(exchange) = self.go(State::SignedIn(Box::new(held))) else {
            return effects;
        };
        if self.connection.way != Some(exchange.way) {
            self.connection.way = Some(exchange.way);
            effects.push(Effect::Remember);
        }
        effects
    }

    /// Ends a sign-in that did not work: back to where it began, with a word on why.
    pub(super) fn give_up(&mut self, trouble: Trouble) -> Vec<Effect> {
        let state = match self.leave_sign_in() {
            State::NeedsSignIn(ended) => {
                State::NeedsSignIn(Box::new(Ended { trouble, held: ended.held }))
            }
            State::Waiting(mut wait) => {
                wait.held.trouble = Some(trouble);
                State::Waiting(wait)
            }
            // The keyring may still hold tokens: that it does not open is what a person has to know.
            State::Closed(failure) => State::Closed(failure),
            State::Loading
            | State::SignedOut(_)
            | State::AwaitingRedirect(_)
            | State::Exchanging(_)
            | State::SignedIn(_)
            | State::Refreshing(_)
            | State::SigningOut(_) => State::SignedOut(Some(Note::Failed(trouble))),
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
        if let State::SignedOut(_) = state { State::SignedOut(None) } else { state }
    }
}

/// Makes a set of what was issued and what went before.
///
/// An answer without an access token still may have cost the old refresh token: the new one is kept, with an access
/// token that counts as over, so that the next use refreshes.
pub(super) fn token_set(
    issued: Issued,
    before: Option<&TokenSet>,
    obtained_at: Timestamp,
) -> TokenSet {
    let refresh = issued.refresh.or_else(|| before.and_then(|before| before.refresh.clone()));
    match issued.access {
        Some(access) => {
            let claims = Claims::peek(&access);
            let lifetime = Lifetime::new(obtained_at, issued.expires_in.as_ref(), &claims);
            TokenSet { access, refresh, lifetime, claims }
        }
        None => TokenSet {
            access: AccessToken::new(String::new()),
            refresh,
            lifetime: Lifetime { obtained_at, expires_at: Some(obtained_at) },
            claims: before.map(|before| before.claims.clone()).unwrap_or_default(),
        },
    }
}
