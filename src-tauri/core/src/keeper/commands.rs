//! What the keeper does for each thing a person asks.

use std::sync::Arc;

use secrecy::ExposeSecret;
use tracing::info;

use super::Desk;
use super::message::{Action, CommandError};
use super::work::Finished;
use crate::activity::What;
use crate::authority::Authority;
use crate::connection::{Connection, ConnectionId, Draft, Method, Way};
use crate::effects::Report;
use crate::instance::Instance;
use crate::oauth::authorize::{Prompt, Secrets};
use crate::session::{Extent, NotNow, Secret, Session};
use crate::settings::WayBack;
use crate::shell::Shell;
use crate::token::{AccessToken, ClientSecret, Password};

impl<S: Shell> Desk<S> {
    /// Takes a connection in; what the keyring holds for it is read when its turn comes.
    pub(super) fn open(&mut self, connection: Connection) {
        let (session, _load) = Session::saved(connection, self.rim.steady);
        self.roster.push(session);
    }

    /// Puts a connection before another in the list, or to its end.
    pub(super) fn put_before(
        &mut self,
        id: ConnectionId,
        before: Option<ConnectionId>,
    ) -> Result<(), CommandError> {
        if !self.roster.put_before(id, before) {
            return Err(CommandError::UnknownConnection);
        }
        self.changed = true;
        self.save_list();
        Ok(())
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
        let kept = if secret.is_some() { Secret::Unsaved } else { Secret::Missing };
        self.take_in(connection, kept);
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
        let connection = self.session(id)?.connection();
        if !connection.managed {
            let edited = draft.check(id)?;
            let name = edited.name.as_str().into();
            let effects = self.session(id)?.edit(edited)?;
            self.note(id, What::ConnectionChanged { name });
            self.perform(id, effects);
        } else if Draft::from(connection) != *draft {
            return Err(CommandError::Managed);
        }
        if let Some(secret) = secret {
            self.session(id)?.client_secret_is(Secret::Unsaved);
            self.keep_secret(id, secret);
        }
        Ok(())
    }

    /// Who vouches for a connection's server, beside those whom the system trusts.
    pub(super) fn authority(
        &mut self,
        id: ConnectionId,
    ) -> Result<Option<Authority>, CommandError> {
        self.session(id).map(|session| session.connection().authority.clone())
    }

    fn keep_secret(&mut self, id: ConnectionId, secret: ClientSecret) {
        let Some(session) = self.roster.get(id) else { return };
        let (generation, server) = (session.generation(), session.connection().server.id());
        let rim = Arc::clone(&self.rim);
        self.tasks.spawn(async move {
            let done = rim.keep_secret(id, server, secret).await;
            Finished::Report(Box::new(Report { connection: id, generation, done }))
        });
    }

    pub(super) fn act(&mut self, id: ConnectionId, action: Action) -> Result<(), CommandError> {
        let now = self.now();
        let by_link = self.settings.way_back == WayBack::Links;
        let deep_links_work = by_link && self.rim.shell.deep_links_work();
        let session = self.session(id)?;
        let instance = session.connection().instance();
        let ways = ways(action, &instance, deep_links_work);
        let effects = match action {
            Action::SignIn | Action::SignInLocally | Action::SignInAsOther
                if session.connection().method != Method::Browser =>
            {
                Err(NotNow)
            }
            Action::SignInLocally if !instance.takes_any_port() => Err(NotNow),
            Action::SignInAsOther if !instance.can_ask_anew() => Err(NotNow),
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
            Action::Remove if session.connection().managed => return Err(CommandError::Managed),
            Action::Remove => session.sign_out(Extent::Connection),
            Action::Retry => session.retry(now),
        }?;
        // Whoever signs in next has not been asked.
        if !matches!(action, Action::Refresh | Action::Retry) {
            self.consents.forget(id);
        }
        if matches!(action, Action::SignOut | Action::Remove) {
            self.forget_answer(id);
            if self.clipboard.is_some_and(|c| c.connection == id) {
                self.clear_clipboard();
            }
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

    pub(super) fn retire(&mut self, id: ConnectionId) {
        if let Some(session) = self.roster.remove(id) {
            let name = session.connection().name.as_str().into();
            self.note(id, What::ConnectionRemoved { name });
        }
        self.consents.forget(id);
        self.changed = true;
        self.hand_outs.forget(id);
        self.uses.forget(id);
        self.save_uses();
        self.save_hand_outs();
        self.forget_requests(id);
        self.save_list();
        info!(connection = %id, "removed");
    }
}

/// The ways back that the server, this system and this wish leave. Where only the deep link is registered, a system
/// that opens none leaves the person to paste the address.
fn ways(action: Action, instance: &Instance, deep_links_work: bool) -> Vec<Way> {
    if !instance.takes_any_port() {
        return vec![Way::DeepLink];
    }
    let local = action == Action::SignInLocally || !deep_links_work;
    if local { vec![Way::Loopback] } else { vec![Way::DeepLink, Way::Loopback] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection::ServerUrl;
    use crate::instance::Generation;

    #[test]
    fn the_ways_back_are_those_that_are_left() {
        use Action::{SignIn, SignInAsOther, SignInLocally};
        let (link, port) = (Way::DeepLink, Way::Loopback);
        for (generation, action, deep_links_work, left) in [
            (Generation::Version4, SignIn, true, vec![link, port]),
            (Generation::Version4, SignInAsOther, true, vec![link, port]),
            (Generation::Version4, SignInLocally, true, vec![port]),
            (Generation::Version4, SignIn, false, vec![port]),
            (Generation::Version2026, SignIn, true, vec![link, port]),
            (Generation::Version3, SignIn, true, vec![link]),
            (Generation::Version3, SignIn, false, vec![link]),
        ] {
            let server = ServerUrl::parse("https://acme.example/workflow").unwrap();
            let instance = Instance::new(server, generation);
            let story = format!("{generation:?}, {action:?}, deep links work: {deep_links_work}");
            assert_eq!(ways(action, &instance, deep_links_work), left, "{story}");
        }
    }
}
