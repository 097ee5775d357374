//! A sign-in on its way through the browser, up to the one redirect that answers it.

use super::{Effect, Exchange, InBrowser, NotNow, Opened, Session, Stage, State, Trade};
use crate::activity::By;
use crate::clock::Timestamp;
use crate::connection::Way;
use crate::effects::Prepared;
use crate::oauth::exchange::Grant;
use crate::oauth::redirect::{Outcome, Redirect};
use crate::shell::DesktopError;
use crate::trouble::{Kind, Trouble};

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
    /// What worked the last time comes first.
    pub(super) fn in_order(&self, mut ways: Vec<Way>) -> Vec<Way> {
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
            Ok(Prepared { uri, link, listening, checked }) => {
                let open = Effect::OpenBrowser(link.clone());
                attempt.stage = Stage::InBrowser(Box::new(InBrowser {
                    uri,
                    link,
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
        Ok(vec![Effect::OpenBrowser(browser.link.clone())])
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

    /// Judges a redirect that the browser brought: only the exact address, with the state of the attempt that waits,
    /// counts, and only once.
    pub fn accept(&mut self, redirect: &Redirect) -> Answer {
        self.judge(redirect, redirect.uri.way().into())
    }

    /// Judges one that the person copied out of the browser, in the same way.
    pub fn accept_pasted(&mut self, redirect: &Redirect) -> Answer {
        self.judge(redirect, By::PastedAddress)
    }

    fn judge(&mut self, redirect: &Redirect, by: By) -> Answer {
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
                    by,
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
}
