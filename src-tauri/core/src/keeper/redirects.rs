//! What the browser brings back, by whatever way, and the address that it was sent to.

use tracing::info;

use super::Desk;
use super::message::CommandError;
use crate::connection::ConnectionId;
use crate::oauth::redirect::Redirect;
use crate::session::{Answer, NotNow, Stage, State};
use crate::shell::{Reception, Shell};

impl<S: Shell> Desk<S> {
    pub(super) fn link(&mut self, id: ConnectionId) -> Result<String, CommandError> {
        let State::AwaitingRedirect(attempt) = self.session(id)?.state() else {
            return Err(NotNow.into());
        };
        match attempt.stage() {
            Stage::InBrowser(browser) => Ok(browser.link.expose().to_string()),
            Stage::Checking => Err(NotNow.into()),
        }
    }

    pub(super) fn paste(&mut self, id: ConnectionId, text: &str) -> Result<(), CommandError> {
        let redirect = Redirect::parse(text, &self.rim.product)?;
        match self.session(id)?.accept_pasted(&redirect) {
            Answer::Taken(effects) => {
                self.perform(id, effects);
                Ok(())
            }
            Answer::Hint => Ok(()),
            Answer::NotOurs => Err(CommandError::PasteOther),
        }
    }

    /// A redirect came in from outside: it is for the one session that waits for it, or for nobody.
    pub(super) fn arrived(&mut self, address: &str) -> Reception {
        let Ok(redirect) = Redirect::parse(address, &self.rim.product) else {
            return Reception::Refused;
        };
        for id in self.roster.waiting_for_browser() {
            let Some(session) = self.roster.get_mut(id) else {
                continue;
            };
            match session.accept(&redirect) {
                Answer::Taken(effects) => {
                    info!(connection = %id, way = ?redirect.uri.way(), "the browser came back");
                    self.changed = true;
                    self.perform(id, effects);
                    return Reception::Taken;
                }
                Answer::Hint => self.changed = true,
                Answer::NotOurs => {}
            }
        }
        Reception::Refused
    }
}
