//! What the keeper does about personal access tokens, with the access token of whoever is signed in.

use std::sync::Arc;

use tracing::info;

use super::Desk;
use super::message::{Became, CommandError, Made, Reply, Revoked, answer};
use super::work::Finished;
use crate::activity::What;
use crate::connection::{ClientId, Connection, ConnectionId, Method};
use crate::copy_as::Form;
use crate::hand_outs::Through;
use crate::personal_tokens::{self, MAX_NAME, Owner, PersonalToken};
use crate::session::{NotNow, Secret, Session};
use crate::shell::{Clipboard, Shell};
use crate::token::AccessToken;
use crate::trouble::Trouble;

/// A personal access token was made, and what is to become of it.
pub(super) struct TokenMade {
    id: ConnectionId,
    name: String,
    then: Made,
    result: Result<AccessToken, Trouble>,
    reply: Reply<Became>,
}

/// A personal access token was revoked, or was not.
pub(super) struct TokenRevoked {
    id: ConnectionId,
    name: String,
    result: Result<(), Trouble>,
    reply: Reply<()>,
}

impl<S: Shell> Desk<S> {
    /// Whoever is signed in, with a token that is good now.
    fn owner(&mut self, id: ConnectionId) -> Result<Owner, CommandError> {
        let now = self.now();
        let session = self.session(id)?;
        let server_now = session.clock_offset().server_time(now);
        let held = session.held().ok_or(NotNow)?;
        let subject = held.tokens.claims.subject.clone().ok_or(NotNow)?;
        if held.tokens.lifetime.is_over(server_now) {
            return Err(NotNow.into());
        }
        let token = held.tokens.access.clone();
        Ok(Owner { instance: session.connection().instance(), token, subject })
    }

    pub(super) fn list_personal_tokens(
        &mut self,
        id: ConnectionId,
        reply: Reply<Vec<PersonalToken>>,
    ) {
        let owner = match self.owner(id) {
            Ok(owner) => owner,
            Err(error) => return answer(reply, Err(error)),
        };
        let rim = Arc::clone(&self.rim);
        self.tasks.spawn(async move {
            answer(reply, personal_tokens::list(&rim.http, &owner).await.map_err(Into::into));
            Finished::Told
        });
    }

    pub(super) fn revoke_personal_token(
        &mut self,
        id: ConnectionId,
        token: Revoked,
        reply: Reply<()>,
    ) {
        let owner = match self.owner(id) {
            Ok(owner) => owner,
            Err(error) => return answer(reply, Err(error)),
        };
        let rim = Arc::clone(&self.rim);
        self.tasks.spawn(async move {
            let result = personal_tokens::revoke(&rim.http, &owner, &token.token_id).await;
            let name = token.name;
            Finished::TokenRevoked(Box::new(TokenRevoked { id, name, result, reply }))
        });
    }

    pub(super) fn token_revoked(&mut self, revoked: TokenRevoked) {
        let TokenRevoked { id, name, result, reply } = revoked;
        if result.is_ok() {
            self.note(id, What::PersonalTokenRevoked { name: name.as_str().into() });
        }
        answer(reply, result.map_err(Into::into));
    }

    pub(super) fn create_personal_token(
        &mut self,
        id: ConnectionId,
        name: String,
        then: Made,
        reply: Reply<Became>,
    ) {
        let name = name.trim().to_owned();
        if name.is_empty() || name.chars().count() > MAX_NAME || name.chars().any(char::is_control)
        {
            return answer(reply, Err(CommandError::TokenName));
        }
        let owner = match self.owner(id) {
            Ok(owner) => owner,
            Err(error) => return answer(reply, Err(error)),
        };
        let rim = Arc::clone(&self.rim);
        self.tasks.spawn(async move {
            let result = personal_tokens::create(&rim.http, &owner, &name).await;
            Finished::TokenMade(Box::new(TokenMade { id, name, then, result, reply }))
        });
    }

    pub(super) fn token_made(&mut self, made: TokenMade) {
        let TokenMade { id, name, then, result, reply } = made;
        if result.is_ok() {
            self.note(id, What::PersonalTokenMade { name: name.as_str().into() });
        }
        match (result, then) {
            (Err(trouble), _) => answer(reply, Err(trouble.into())),
            (Ok(token), Made::Copied) => self.copy_made(id, token, reply),
            (Ok(token), Made::Connected) => {
                answer(reply, self.connect_made(id, name, token).map(Some));
            }
        }
    }

    fn copy_made(&mut self, id: ConnectionId, token: AccessToken, reply: Reply<Became>) {
        let clears_at = self.settings.clipboard_time().map(|time| self.now().after(time));
        let through = Through::NewToken;
        let form = Form::Token;
        self.clipboard =
            Some(Clipboard { connection: id, clears_at, refreshed: false, through, form });
        self.note_hand_out(id, through, form);
        info!(connection = %id, "a personal access token was made and copied");
        let rim = Arc::clone(&self.rim);
        self.tasks.spawn(async move {
            let copied = rim.shell.copy_secret(token.into()).await;
            answer(reply, copied.map(|()| None).map_err(Into::into));
            Finished::Told
        });
    }

    /// A connection of its own, beside the one that made it.
    fn connect_made(
        &mut self,
        id: ConnectionId,
        name: String,
        token: AccessToken,
    ) -> Result<ConnectionId, CommandError> {
        let now = self.now();
        let maker = self.session(id)?.connection().clone();
        let connection = Connection {
            id: ConnectionId::random(),
            name,
            method: Method::PersonalToken,
            client_id: ClientId::none(),
            ..maker
        };
        let made = connection.id;
        self.note(made, What::ConnectionAdded { name: connection.name.as_str().into() });
        let mut session = Session::added(connection, self.rim.steady);
        session.client_secret_is(Secret::Missing);
        let effects = session.begin_with_token(token, now)?;
        self.roster.push_behind(id, session);
        self.perform(made, effects);
        self.save_list();
        info!(connection = %made, "a personal access token became a connection");
        Ok(made)
    }
}
