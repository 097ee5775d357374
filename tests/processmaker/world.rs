//! The database: users, clients, tokens, codes and browser sessions.

use std::collections::BTreeMap;

use crate::client::{Client, GrantKind, NewClient};
use crate::jwt::{self, Claims};
use crate::league::League;
use crate::sealed::{self, RefreshPayload};
use crate::secret::{Key, alphanumeric, identifier};
use crate::session::Session;
use crate::settings::{Docs, JwtTimes, Lifetimes, PasswordGrant, Rotation};
use crate::user::User;

/// Everything that changes while the server runs.
pub(crate) struct World {
    pub(crate) users: BTreeMap<u64, User>,
    pub(crate) clients: BTreeMap<u64, Client>,
    pub(crate) access_tokens: BTreeMap<String, AccessToken>,
    pub(crate) refresh_tokens: BTreeMap<String, RefreshToken>,
    /// Issued codes, with whether they were used.
    pub(crate) codes: BTreeMap<String, CodeState>,
    pub(crate) sessions: BTreeMap<String, Session>,
    pub(crate) lifetimes: Lifetimes,
    pub(crate) league: League,
    pub(crate) rotation: Rotation,
    pub(crate) password_grant: PasswordGrant,
    pub(crate) docs: Docs,
    pub(crate) jwt_times: JwtTimes,
    /// Signs access tokens (`oauth-private.key`).
    pub(crate) signing_key: Key,
    /// Seals codes and refresh tokens (`APP_KEY`).
    pub(crate) application_key: Key,
}

/// Whether an authorization code may still be exchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CodeState {
    Fresh,
    Used,
}

/// A row of `oauth_access_tokens`. Times are microseconds since 1970.
#[derive(Debug, Clone)]
pub(crate) struct AccessToken {
    pub(crate) id: String,
    pub(crate) user: Option<u64>,
    pub(crate) client: u64,
    /// Only personal access tokens have one.
    pub(crate) name: Option<String>,
    pub(crate) scopes: Vec<String>,
    pub(crate) revoked: bool,
    pub(crate) created: i64,
    pub(crate) expires: i64,
    /// The token itself, so that tests can ask for it.
    pub(crate) text: String,
}

/// A row of `oauth_refresh_tokens`.
#[derive(Debug, Clone)]
pub(crate) struct RefreshToken {
    pub(crate) access_token: String,
    pub(crate) revoked: bool,
    pub(crate) expires: i64,
    pub(crate) text: String,
}

/// To whom a token is issued.
#[derive(Debug, Clone)]
pub(crate) struct Grantee {
    pub(crate) client: u64,
    pub(crate) user: Option<u64>,
    pub(crate) scopes: Vec<String>,
}

impl World {
    pub(crate) fn new(league: League, lifetimes: Lifetimes, jwt_times: JwtTimes) -> Self {
        Self {
            users: BTreeMap::new(),
            clients: BTreeMap::new(),
            access_tokens: BTreeMap::new(),
            refresh_tokens: BTreeMap::new(),
            codes: BTreeMap::new(),
            sessions: BTreeMap::new(),
            lifetimes,
            league,
            rotation: Rotation::Rotate,
            password_grant: PasswordGrant::Offered,
            docs: Docs::Open,
            jwt_times,
            signing_key: Key::random(),
            application_key: Key::random(),
        }
    }

    pub(crate) fn add_user(
        &mut self,
        username: &str,
        fullname: &str,
        password: &str,
        now: i64,
    ) -> &mut User {
        let id = self.users.keys().last().map_or(1, |last| last + 1);
        let (firstname, lastname) = fullname.split_once(' ').unwrap_or((fullname, ""));
        let user = User {
            id,
            username: username.to_owned(),
            firstname: firstname.to_owned(),
            lastname: lastname.to_owned(),
            is_administrator: false,
            email: format!("{username}@example.com"),
            status: "ACTIVE".to_owned(),
            password: password.to_owned(),
            remember_token: alphanumeric(60),
            created: now,
        };
        self.users.entry(id).or_insert(user)
    }

    pub(crate) fn add_client(&mut self, new: NewClient, now: i64) -> Client {
        let id = self.clients.keys().last().map_or(1, |last| last + 1);
        let client = Client {
            id,
            name: new.name,
            secret: new.secret.unwrap_or_else(|| alphanumeric(40)),
            redirect: new.redirect,
            grants: new.grants,
            revoked: false,
            created: now,
            updated: now,
        };
        self.clients.insert(id, client.clone());
        client
    }

    /// Deletes a client as the administration does: it and its access tokens
    /// are revoked, its refresh tokens are left.
    pub(crate) fn revoke_client(&mut self, id: u64) -> Option<()> {
        self.clients.get_mut(&id)?.revoked = true;
        let tokens = self.access_tokens.values_mut().filter(|token| token.client == id);
        tokens.for_each(|token| token.revoked = true);
        Some(())
    }

    pub(crate) fn user_named(&self, username: &str) -> Option<&User> {
        self.users.values().find(|user| user.username == username)
    }

    /// The client of that `client_id`, unless revoked.
    pub(crate) fn active_client(&self, client_id: &str) -> Option<&Client> {
        let client = self.clients.get(&client_id.parse().ok()?)?;
        (!client.revoked).then_some(client)
    }

    /// The client that personal access tokens belong to.
    pub(crate) fn personal_access_client(&self) -> u64 {
        let personal = |client: &&Client| client.allows(GrantKind::PersonalAccess);
        let client = self.clients.values().find(personal);
        client.expect("every installation has a personal access client").id
    }

    pub(crate) fn issue_access_token(&mut self, grantee: &Grantee, now: i64) -> AccessToken {
        let expires = now + micros(self.lifetimes.access);
        self.sign(grantee, None, now, expires)
    }

    pub(crate) fn issue_personal_token(&mut self, user: u64, name: &str, now: i64) -> AccessToken {
        let grantee =
            Grantee { client: self.personal_access_client(), user: Some(user), scopes: Vec::new() };
        let expires = now + micros(self.lifetimes.personal);
        self.sign(&grantee, Some(name.to_owned()), now, expires)
    }

    fn sign(
        &mut self,
        grantee: &Grantee,
        name: Option<String>,
        now: i64,
        expires: i64,
    ) -> AccessToken {
        let id = identifier();
        let claims = Claims {
            aud: grantee.client,
            jti: id.clone(),
            issued: now,
            expires,
            sub: grantee.user,
            scopes: grantee.scopes.clone(),
        };
        let token = AccessToken {
            text: jwt::sign(&self.signing_key, &claims, self.jwt_times),
            id: id.clone(),
            user: grantee.user,
            client: grantee.client,
            name,
            scopes: grantee.scopes.clone(),
            revoked: false,
            created: now,
            expires,
        };
        self.access_tokens.insert(id, token.clone());
        token
    }

    /// A refresh token for an access token with a user.
    pub(crate) fn issue_refresh_token(
        &mut self,
        access: &AccessToken,
        user: u64,
        now: i64,
    ) -> String {
        let id = identifier();
        let expires = now + micros(self.lifetimes.refresh);
        let payload = RefreshPayload {
            client_id: access.client.to_string(),
            refresh_token_id: id.clone(),
            access_token_id: access.id.clone(),
            scopes: access.scopes.clone(),
            user_id: user,
            expire_time: expires.div_euclid(1_000_000),
        };
        let token = RefreshToken {
            text: sealed::seal(&self.application_key, &payload),
            access_token: access.id.clone(),
            revoked: false,
            expires,
        };
        let text = token.text.clone();
        self.refresh_tokens.insert(id, token);
        text
    }

    pub(crate) fn revoke_access_token(&mut self, id: &str) {
        if let Some(token) = self.access_tokens.get_mut(id) {
            token.revoked = true;
        }
    }

    pub(crate) fn revoke_refresh_token(&mut self, id: &str) {
        if let Some(token) = self.refresh_tokens.get_mut(id) {
            token.revoked = true;
        }
    }

    /// Revokes an access token and its refresh token.
    pub(crate) fn revoke_pair(&mut self, access_token: &str) {
        self.revoke_access_token(access_token);
        let refresh_tokens = self.refresh_tokens.values_mut();
        refresh_tokens
            .filter(|refresh| refresh.access_token == access_token)
            .for_each(|refresh| refresh.revoked = true);
    }

    pub(crate) fn revoke_tokens_of_user(&mut self, user: u64) {
        let theirs = self.access_tokens.values().filter(|token| token.user == Some(user));
        let ids: Vec<String> = theirs.map(|token| token.id.clone()).collect();
        ids.iter().for_each(|id| self.revoke_pair(id));
    }

    /// The row and the user of a token that the API accepts.
    pub(crate) fn authenticate(&self, token: &str, now: i64) -> Option<(&AccessToken, &User)> {
        let verified = jwt::verify(&self.signing_key, token)?;
        let seconds = now as f64 / 1e6;
        if seconds < verified.nbf || seconds >= verified.exp {
            return None;
        }
        let row = self.access_tokens.get(&verified.jti)?;
        let client = self.clients.get(&row.client)?;
        if row.revoked || row.expires <= now || client.revoked {
            return None;
        }
        Some((row, self.users.get(&row.user?)?))
    }

    /// Whether the user has a token of the client that lets them skip the
    /// consent page.
    pub(crate) fn has_valid_token(
        &self,
        user: u64,
        client: u64,
        scopes: &[String],
        now: i64,
    ) -> bool {
        let theirs = |token: &&AccessToken| token.user == Some(user) && token.client == client;
        let alive = |token: &&AccessToken| !token.revoked && token.expires > now;
        let tokens = self.access_tokens.values().filter(theirs).filter(alive);
        let latest = tokens.max_by_key(|token| token.expires);
        latest.is_some_and(|token| token.scopes == scopes)
    }
}

pub(crate) fn micros(duration: std::time::Duration) -> i64 {
    i64::try_from(duration.as_micros()).expect("lifetimes are shorter than 292 thousand years")
}
