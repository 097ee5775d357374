//! What the keeper does for each thing a person asks.

use std::sync::Arc;

use secrecy::ExposeSecret;
use tracing::{info, warn};

use super::{Action, CommandError, Copied, Desk, Finished, Reply, answer};
use crate::connection::{Connection, ConnectionId, Draft, Method, Way};
use crate::effects::Report;
use crate::hand_outs::{HandOut, Through};
use crate::oauth::authorize::{Prompt, Secrets};
use crate::oauth::redirect::Redirect;
use crate::saved_connections::{List, ListTrouble, ListTroubleKind};
use crate::session::{Answer, Extent, NotNow, Secret, Session, Stage, State};
use crate::shell::{Clipboard, DesktopError, Reception, Shell};
use crate::token::{AccessToken, ClientSecret, Password};
use crate::trouble::Trouble;

impl<S: Shell> Desk<S> {
    /// Takes a connection in and asks the keyring what it holds for it.
    pub(super) fn open(&mut self, connection: Connection) {
        let id = connection.id;
        let (session, effects) = Session::saved(connection, self.rim.steady);
        self.order.push(id);
        self.sessions.insert(id, session);
        self.perform(id, effects);
    }

    pub(super) fn add(
        &mut self,
        draft: &Draft,
        secret: Option<ClientSecret>,
    ) -> Result<ConnectionId, CommandError> {
        let connection = draft.check(ConnectionId::random())?;
        let needed = connection.method.needs_client();
        if needed && secret.is_none() {
            return Err(CommandError::ClientSecret);
        }
        let id = connection.id;
        let mut session = Session::added(connection, self.rim.steady);
        let kept = if secret.is_some() { Secret::Unsaved } else { Secret::Missing };
        session.client_secret_is(kept);
        self.changed = true;
        self.order.push(id);
        self.sessions.insert(id, session);
        if let Some(secret) = secret {
            self.keep_secret(id, secret);
        }
        self.save_list();
        info!(connection = %id, "added");
        Ok(id)
    }

    pub(super) fn edit(
        &mut self,
        id: ConnectionId,
        draft: &Draft,
        secret: Option<ClientSecret>,
    ) -> Result<(), CommandError> {
        let edited = draft.check(id)?;
        let effects = self.session(id)?.edit(edited)?;
        self.perform(id, effects);
        if let Some(secret) = secret {
            self.session(id)?.client_secret_is(Secret::Unsaved);
            self.keep_secret(id, secret);
        }
        Ok(())
    }

    fn keep_secret(&mut self, id: ConnectionId, secret: ClientSecret) {
        let Some(generation) = self.sessions.get(&id).map(Session::generation) else {
            return;
        };
        let rim = Arc::clone(&self.rim);
        self.tasks.spawn(async move {
            let done = rim.keep_secret(id, secret).await;
            Finished::Report(Box::new(Report { connection: id, generation, done }))
        });
    }

    pub(super) fn act(&mut self, id: ConnectionId, action: Action) -> Result<(), CommandError> {
        let now = self.now();
        let ways = self.ways(action);
        let session = self.session(id)?;
        let effects = match action {
            Action::SignIn | Action::SignInLocally | Action::SignInAsOther
                if session.connection().method != Method::Browser =>
            {
                Err(NotNow)
            }
            Action::SignIn | Action::SignInLocally => {
                session.begin(Secrets::fresh(), ways, Prompt::Anyone, now)
            }
            Action::SignInAsOther => session.begin(Secrets::fresh(), ways, Prompt::Login, now),
            Action::TakeOver => session.take_over(),
            Action::TurnAway => session.turn_away(),
            Action::Cancel => session.cancel(),
            Action::OpenAgain => session.reopen(),
            Action::Refresh => session.refresh(now),
            Action::SignOut => session.sign_out(Extent::Tokens),
            Action::Remove => session.sign_out(Extent::Connection),
            Action::Retry => session.retry(now),
        }?;
        if matches!(action, Action::SignOut | Action::Remove)
            && self.clipboard.is_some_and(|c| c.connection == id)
        {
            self.clear_clipboard();
        }
        self.perform(id, effects);
        self.settle_askers(id);
        Ok(())
    }

    pub(super) fn sign_in_with_password(
        &mut self,
        id: ConnectionId,
        user_name: String,
        password: Password,
    ) -> Result<(), CommandError> {
        if user_name.trim().is_empty() || password.expose_secret().is_empty() {
            return Err(CommandError::Credentials);
        }
        let now = self.now();
        let effects = self.session(id)?.begin_with_password(user_name, password, now)?;
        self.perform(id, effects);
        Ok(())
    }

    pub(super) fn use_personal_token(
        &mut self,
        id: ConnectionId,
        pasted: &str,
    ) -> Result<(), CommandError> {
        let now = self.now();
        let session = self.session(id)?;
        let server_now = session.clock_offset().server_time(now);
        let token = AccessToken::personal(pasted, server_now)?;
        let effects = session.begin_with_token(token, now)?;
        self.perform(id, effects);
        Ok(())
    }

    /// The ways back that this system and this wish leave.
    fn ways(&self, action: Action) -> Vec<Way> {
        let local = action == Action::SignInLocally || !self.rim.shell.deep_links_work();
        if local { vec![Way::Loopback] } else { vec![Way::DeepLink, Way::Loopback] }
    }

    pub(super) fn copy(&mut self, id: ConnectionId, reply: Reply<Copied>) {
        let (now, minimum) = (self.now(), self.settings.minimum_validity());
        let effects = match self.session(id) {
            Ok(session) => session.copy(minimum, now).map_err(CommandError::from),
            Err(error) => Err(error),
        };
        match effects {
            Ok(effects) => {
                self.askers.entry(id).or_default().push(reply);
                self.perform(id, effects);
                self.settle_askers(id);
            }
            Err(error) => answer(reply, Err(error)),
        }
    }

    pub(super) fn handed_out(
        &mut self,
        id: ConnectionId,
        result: Result<(), DesktopError>,
        refreshed: bool,
    ) {
        let now = self.now();
        let clears_at = self.settings.clipboard_time().map(|time| now.after(time));
        let left = self.sessions.get(&id).and_then(|session| {
            let server_now = session.clock_offset().server_time(now);
            session.held()?.tokens.lifetime.left(server_now)
        });
        if result.is_ok() {
            let through = Through::Clipboard;
            self.clipboard = Some(Clipboard { connection: id, clears_at, refreshed, through });
            self.note_hand_out(id, through);
            info!(connection = %id, refreshed, "a token was copied");
        }
        for asker in self.askers.remove(&id).unwrap_or_default() {
            let copied = result.clone().map(|()| Copied { clears_at, refreshed, left });
            answer(asker, copied.map_err(CommandError::from));
        }
    }

    /// Remembers that a token left the program.
    pub(super) fn note_hand_out(&mut self, id: ConnectionId, through: Through) {
        self.changed = true;
        self.hand_outs.note(id, HandOut { at: self.rim.shell.now(), through });
        self.save_hand_outs();
    }

    fn save_hand_outs(&mut self) {
        let (saved, hand_outs) = (self.saved_hand_outs.clone(), self.hand_outs.clone());
        self.tasks.spawn(async move {
            let written = tokio::task::spawn_blocking(move || saved.save(&hand_outs)).await;
            if !matches!(written, Ok(Ok(()))) {
                warn!("the record of hand-outs could not be saved");
            }
            Finished::Told
        });
    }

    pub(super) fn disappoint(&mut self, id: ConnectionId, trouble: &Trouble) {
        for asker in self.askers.remove(&id).unwrap_or_default() {
            answer(asker, Err(trouble.clone().into()));
        }
    }

    pub(super) fn clear_clipboard(&mut self) {
        if self.clipboard.take().is_some() {
            self.changed = true;
            let rim = Arc::clone(&self.rim);
            self.tasks.spawn(async move {
                rim.shell.clear_secret().await;
                Finished::ClipboardCleared
            });
        }
    }

    pub(super) fn link(&mut self, id: ConnectionId) -> Result<String, CommandError> {
        let State::AwaitingRedirect(attempt) = self.session(id)?.state() else {
            return Err(NotNow.into());
        };
        match attempt.stage() {
            Stage::InBrowser(browser) => Ok(browser.url.to_string()),
            Stage::Checking => Err(NotNow.into()),
        }
    }

    pub(super) fn copy_text(&mut self, text: String, reply: Reply<()>) {
        let rim = Arc::clone(&self.rim);
        self.tasks.spawn(async move {
            answer(reply, rim.shell.copy_text(text).await.map_err(CommandError::from));
            Finished::Told
        });
    }

    pub(super) fn paste(&mut self, id: ConnectionId, text: &str) -> Result<(), CommandError> {
        let redirect = Redirect::parse(text, &self.rim.product)?;
        match self.session(id)?.accept(&redirect) {
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
        for id in self.order.clone() {
            let Some(session) = self.sessions.get_mut(&id) else {
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

    pub(super) fn retire(&mut self, id: ConnectionId) {
        self.sessions.remove(&id);
        self.changed = true;
        self.order.retain(|other| *other != id);
        self.hand_outs.forget(id);
        self.save_hand_outs();
        self.save_list();
        info!(connection = %id, "removed");
    }

    /// Saves the list; while one save is under way, the next waits for its end.
    pub(super) fn save_list(&mut self) {
        let newer = self
            .list
            .trouble
            .as_ref()
            .is_some_and(|trouble| trouble.kind == ListTroubleKind::Newer);
        if newer {
            return;
        }
        if self.list.saving {
            self.list.changed = true;
            return;
        }
        self.list.saving = true;
        let connections = self.order.iter().filter_map(|id| self.sessions.get(id));
        let connections = connections.map(|session| session.connection().clone()).collect();
        let list = List { connections, settings: self.settings };
        let saved = self.saved.clone();
        self.tasks.spawn(async move {
            let result = tokio::task::spawn_blocking(move || saved.save(&list)).await;
            Finished::ListSaved(result.unwrap_or(Ok(())))
        });
    }

    pub(super) fn list_saved(&mut self, result: Result<(), ListTrouble>) {
        self.list.saving = false;
        self.changed = true;
        let unwritable = |trouble: &ListTrouble| trouble.kind == ListTroubleKind::Unwritable;
        match result {
            Err(trouble) => self.list.trouble = Some(trouble),
            Ok(()) if self.list.trouble.as_ref().is_some_and(unwritable) => {
                self.list.trouble = None
            }
            Ok(()) => {}
        }
        if std::mem::take(&mut self.list.changed) {
            self.save_list();
        }
    }
}
