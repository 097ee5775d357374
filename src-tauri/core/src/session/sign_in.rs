//! From the click to tokens: the browser, the redirect, the exchange.

use super::{
    Attempt, Effect, Ended, Exchange, Held, InBrowser, NotNow, Note, Opened, Session, SomebodyElse,
    Stage, State, Trade, Write, still_unsaved,
};
use crate::clock::BootMoment;
use crate::connection::{Method, Way};
use crate::effects::Prepared;
use crate::identity::Identity;
use crate::oauth::authorize::{Prompt, Secrets};
use crate::oauth::exchange::{Grant, Issued};
use crate::oauth::redirect::{Outcome, Redirect};
use crate::record::Standing;
use crate::schedule;
use crate::shell::DesktopError;
use crate::token::{AccessToken, Claims, Lifetime, Password, Timestamp, TokenSet};
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
                    trade: Trade::Grant(grant.clone()),
                    way: Some(way),
                    failures: 0,
                    retry_at: None,
                    before: Box::new(before),
                })));
                Answer::Taken(vec![Effect::Exchange { grant, claim: None }])
            }
            Outcome::Error { error, description } => {
                let kind =
                    if error == "access_denied" { Kind::Declined } else { Kind::ServerRefused };
                let words = description.as_deref().unwrap_or(error);
                Answer::Taken(self.give_up(Trouble::new(kind).saying(words)))
            }
        }
    }

    /// What the token endpoint said to the grant.
    pub(super) fn exchanged(
        &mut self,
        result: Result<TokenSet, Trouble>,
        now: Timestamp,
    ) -> Vec<Effect> {
        let State::Exchanging(exchange) = &mut self.state else {
            return Vec::new();
        };
        match result {
            Ok(tokens) => {
                let held = Held::fresh(tokens);
                // An opaque token does not say whose it is.
                let opaque = held.tokens.claims.subject.is_none();
                if opaque && owner(&exchange.before).is_some() {
                    return self.ask_before_saving(held, now);
                }
                self.arrived(held)
            }
            Err(trouble) => {
                exchange.failures += 1;
                let tries = if trouble.kind.is_unsent() {
                    schedule::UNSENT_TRIES
                } else {
                    schedule::UNCLEAR_TRIES
                };
                // A password is not kept for a second try.
                let code = matches!(&exchange.trade, Trade::Grant(Grant::AuthorizationCode { .. }));
                let again = code
                    && matches!(
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

    fn ask_before_saving(&mut self, held: Held, now: Timestamp) -> Vec<Effect> {
        let ask = self.identify(&held, now);
        let State::Exchanging(exchange) = &mut self.state else { return Vec::new() };
        if ask.is_empty() {
            return self.arrived(held);
        }
        exchange.trade = Trade::Asking { held: Box::new(held), must_know: false };
        ask
    }

    /// Whose tokens are that do not say it themselves.
    pub(super) fn identified_before_saving(
        &mut self,
        result: Result<Identity, Trouble>,
    ) -> Vec<Effect> {
        let State::Exchanging(exchange) = &self.state else { return Vec::new() };
        let Trade::Asking { held, must_know } = &exchange.trade else { return Vec::new() };
        match result {
            Ok(who) => {
                let held = Held { who: Some(who), ..held.as_ref().clone() };
                self.arrived(held)
            }
            Err(trouble) if *must_know => self.give_up(trouble),
            // A code is spent only once: better a sign-in without a name than none.
            Err(_) => {
                let held = held.as_ref().clone();
                self.arrived(held)
            }
        }
    }

    /// New tokens: saved, unless they are somebody else's than the connection's; then the person is asked.
    fn arrived(&mut self, held: Held) -> Vec<Effect> {
        let State::Exchanging(exchange) = &mut self.state else { return Vec::new() };
        let owner = owner(&exchange.before);
        if let (Some((owned_by, owner)), Some(came)) = (owner, subject_of(&held))
            && owned_by != came
        {
            let way = exchange.way;
            let before = std::mem::replace(&mut *exchange.before, State::Loading);
            let effects = if held.who.is_none() {
                let subject = held.tokens.claims.subject.clone();
                vec![Effect::Identify { token: held.tokens.access.clone(), subject }]
            } else {
                Vec::new()
            };
            let before = Box::new(before);
            self.go(State::SomebodyElse(Box::new(SomebodyElse { held, owner, way, before })));
            return effects;
        }
        exchange.trade = Trade::Storing(Box::new(held.clone()));
        vec![self.save(&held, Standing::Active, Write::Replace)]
    }

    /// Lets whoever came back have the connection.
    ///
    /// # Errors
    /// When nobody is asked about.
    pub fn take_over(&mut self) -> Result<Vec<Effect>, NotNow> {
        let State::SomebodyElse(_) = self.state else { return Err(NotNow) };
        let State::SomebodyElse(other) = self.go(State::Loading) else { return Err(NotNow) };
        let SomebodyElse { held, way, before, .. } = *other;
        let save = self.save(&held, Standing::Active, Write::Replace);
        self.go(State::Exchanging(Box::new(Exchange {
            trade: Trade::Storing(Box::new(held)),
            way,
            failures: 0,
            retry_at: None,
            before,
        })));
        Ok(vec![save])
    }

    /// Leaves the connection to whom it belongs, and takes back what somebody else brought.
    ///
    /// # Errors
    /// When nobody is asked about.
    pub fn turn_away(&mut self) -> Result<Vec<Effect>, NotNow> {
        let State::SomebodyElse(_) = self.state else { return Err(NotNow) };
        let State::SomebodyElse(other) = self.go(State::Loading) else { return Err(NotNow) };
        self.go(*other.before);
        if self.connection.method == Method::PersonalToken {
            // The person's own token may be in use elsewhere.
            return Ok(Vec::new());
        }
        Ok(vec![Effect::Discard(other.held.tokens)])
    }

    pub(super) fn stored_after_exchange(
        &mut self,
        result: Result<(), Failure>,
        now: Timestamp,
    ) -> Vec<Effect> {
        let State::Exchanging(exchange) = &mut self.state else {
            return Vec::new();
        };
        let Trade::Storing(held) = &exchange.trade else {
            return Vec::new();
        };
        let mut held = held.as_ref().clone();
        held.unsaved = still_unsaved(None, result, now);
        let way = exchange.way;
        let mut effects = if held.who.is_none() { self.identify(&held, now) } else { Vec::new() };
        self.go(State::SignedIn(Box::new(held)));
        if way.is_some() && self.connection.way != way {
            self.connection.way = way;
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
        if let State::SignedOut(_) = state { State::SignedOut(None) } else { state }
    }
}

/// Whose tokens are: what the token says, or what the API said of it.
fn subject_of(held: &Held) -> Option<String> {
    let told = || held.who.as_ref().map(|who| who.id.clone());
    held.tokens.claims.subject.clone().or_else(told)
}

/// Whose tokens a state holds: the id, and the person behind it if known.
fn owner(state: &State) -> Option<(String, Option<Identity>)> {
    let held = match state {
        State::SignedIn(held) => Some(held.as_ref()),
        State::Waiting(wait) => Some(&wait.held),
        State::NeedsSignIn(ended) => ended.held.as_ref(),
        State::Loading
        | State::Closed(_)
        | State::SignedOut(_)
        | State::AwaitingRedirect(_)
        | State::Exchanging(_)
        | State::Refreshing(_)
        | State::SigningOut(_)
        | State::SomebodyElse(_) => None,
    };
    let held = held?;
    Some((subject_of(held)?, held.who.clone()))
}

/// Makes a set of what was issued and what went before.
///
/// An answer without an access token still may have cost the old refresh token: the new one is kept, with an access
/// token that counts as over, so that the next use refreshes.
pub(super) fn token_set(
    issued: Issued,
    before: Option<&TokenSet>,
    obtained_at: Timestamp,
    born: Option<BootMoment>,
) -> TokenSet {
    let refresh = issued.refresh.or_else(|| before.and_then(|before| before.refresh.clone()));
    match issued.access {
        Some(access) => {
            let claims = Claims::peek(&access);
            let lifetime = Lifetime {
                born,
                ..Lifetime::new(obtained_at, issued.expires_in.as_ref(), &claims)
            };
            TokenSet { access, refresh, lifetime, claims }
        }
        None => TokenSet {
            access: AccessToken::new(String::new()),
            refresh,
            lifetime: Lifetime { obtained_at, expires_at: Some(obtained_at), born: None },
            claims: before.map(|before| before.claims.clone()).unwrap_or_default(),
        },
    }
}
