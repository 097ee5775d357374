//! What an administrator, or somebody with a hand in the database, does.
//!
//! Users, clients and tokens are those of generations 4 and 2026; with
//! ProcessMaker 3 these panic, and its [`Workspace`](crate::version3::Workspace)
//! is the place to ask.

use std::time::Duration;

use crate::client::{Client, GrantKind, NewClient};
use crate::secret::alphanumeric;
use crate::seed::{self, LATCHKEY};
use crate::server::Server;
use crate::settings::{Docs, Lifetimes, PasswordGrant, Rotation};
use crate::user::User;
use crate::world::{Grantee, World};

/// An access token and its refresh token as they were answered.
#[derive(Clone, PartialEq, Eq)]
pub struct Pair {
    /// The bearer token.
    pub access_token: String,
    /// What renews it.
    pub refresh_token: String,
}

impl std::fmt::Debug for Pair {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pair")
    }
}

/// Users and clients.
impl Server {
    /// The client that Latchkey is registered as in [`Seed::Demo`](crate::Seed::Demo).
    ///
    /// # Panics
    /// If the instance was not seeded with it.
    pub fn latchkey(&self) -> Client {
        self.client(LATCHKEY)
    }

    /// The `<server-id>` in the redirects registered for Latchkey.
    pub fn server_id(&self) -> String {
        seed::server_id(&self.instance.base_url)
    }

    /// A client as it is registered.
    ///
    /// # Panics
    /// If there is none with this id.
    pub fn client(&self, id: u64) -> Client {
        self.instance.world().clients[&id].clone()
    }

    /// Registers a client and returns it with its id and secret.
    pub fn add_client(&self, client: NewClient) -> Client {
        let now = self.instance.clock.micros();
        self.instance.world().add_client(client, now)
    }

    /// Gives a client another secret and returns it.
    pub fn rotate_client_secret(&self, id: u64) -> String {
        let secret = alphanumeric(40);
        self.set_client_secret(id, &secret);
        secret
    }

    /// Gives a client this secret.
    pub fn set_client_secret(&self, id: u64, secret: &str) {
        self.change_client(id, |client| secret.clone_into(&mut client.secret));
    }

    /// Registers other redirects for a client.
    pub fn set_client_redirect(&self, id: u64, redirect: &str) {
        self.change_client(id, |client| redirect.clone_into(&mut client.redirect));
    }

    /// Ticks another box of the client's form.
    pub fn also_allow(&self, id: u64, kind: GrantKind) {
        self.change_client(id, |client| client.grants.push(kind));
    }

    /// Deletes a client as the administration does: it and its access tokens
    /// are revoked, its refresh tokens are left.
    ///
    /// # Panics
    /// If there is none with this id.
    pub fn revoke_client(&self, id: u64) {
        self.instance.world().revoke_client(id).expect("a registered client");
    }

    /// Takes a revocation of the client back; its tokens stay revoked.
    pub fn restore_client(&self, id: u64) {
        self.change_client(id, |client| client.revoked = false);
    }

    /// Adds a user: `add_user("ana", "Ana Souza", "secret")`.
    pub fn add_user(&self, username: &str, fullname: &str, password: &str) -> User {
        let now = self.instance.clock.micros();
        self.instance.world().add_user(username, fullname, password, now).clone()
    }

    /// A user.
    ///
    /// # Panics
    /// If there is none of this name.
    pub fn user(&self, username: &str) -> User {
        named(&self.instance.world(), username).clone()
    }

    /// Changes a user's password.
    pub fn set_password(&self, username: &str, password: &str) {
        let mut world = self.instance.world();
        let id = named(&world, username).id;
        if let Some(user) = world.users.get_mut(&id) {
            password.clone_into(&mut user.password);
        }
    }

    /// Removes a user's row; their tokens stay.
    pub fn delete_user(&self, username: &str) {
        let mut world = self.instance.world();
        let id = named(&world, username).id;
        world.users.remove(&id);
    }

    fn change_client(&self, id: u64, change: impl FnOnce(&mut Client)) {
        let mut world = self.instance.world();
        change(world.clients.get_mut(&id).expect("a registered client"));
    }
}

/// Tokens.
impl Server {
    /// How long what is issued from here on lives.
    pub fn set_lifetimes(&self, lifetimes: Lifetimes) {
        self.instance.world().lifetimes = lifetimes;
    }

    /// What a refresh does to the refresh token it was given.
    pub fn set_rotation(&self, rotation: Rotation) {
        self.instance.world().rotation = rotation;
    }

    /// Whether `grant_type=password` is known.
    pub fn set_password_grant(&self, grant: PasswordGrant) {
        self.instance.world().password_grant = grant;
    }

    /// Who reads the OpenAPI document, and what it says of its server.
    pub fn set_docs(&self, docs: Docs) {
        self.instance.world().docs = docs;
    }

    /// Issues a pair without any browser.
    pub fn issue(&self, client: u64, username: &str) -> Pair {
        let now = self.instance.clock.micros();
        let mut world = self.instance.world();
        let user = named(&world, username).id;
        let grantee = Grantee { client, user: Some(user), scopes: Vec::new() };
        let access = world.issue_access_token(&grantee, now);
        Pair {
            refresh_token: world.issue_refresh_token(&access, user, now),
            access_token: access.text,
        }
    }

    /// Issues a personal access token, as the administration's "+ Token" does.
    pub fn issue_personal_token(&self, username: &str, name: &str) -> String {
        let now = self.instance.clock.micros();
        let mut world = self.instance.world();
        let user = named(&world, username).id;
        world.issue_personal_token(user, name, now).text
    }

    /// Whether the API accepts this access token at the server's present.
    pub fn accepts(&self, access_token: &str) -> bool {
        let now = self.instance.clock.micros();
        self.instance.world().authenticate(access_token, now).is_some()
    }

    /// Whether this refresh token is known, unrevoked and unexpired.
    pub fn accepts_refresh(&self, refresh_token: &str) -> bool {
        let now = self.instance.clock.micros();
        let world = self.instance.world();
        let row = world.refresh_tokens.values().find(|row| row.text == refresh_token);
        row.is_some_and(|row| !row.revoked && row.expires > now)
    }

    /// How many access tokens the API accepts, personal ones included.
    pub fn live_access_tokens(&self) -> usize {
        let now = self.instance.clock.micros();
        let world = self.instance.world();
        let live =
            |token: &&crate::world::AccessToken| world.authenticate(&token.text, now).is_some();
        world.access_tokens.values().filter(live).count()
    }

    /// How many refresh tokens are unrevoked and unexpired.
    pub fn live_refresh_tokens(&self) -> usize {
        let now = self.instance.clock.micros();
        let world = self.instance.world();
        let rows = world.refresh_tokens.values();
        rows.filter(|row| !row.revoked && row.expires > now).count()
    }

    /// The pairs of which both halves live, oldest first.
    pub fn live_pairs(&self) -> Vec<Pair> {
        let now = self.instance.clock.micros();
        let world = self.instance.world();
        let rows = world.refresh_tokens.values().filter(|row| !row.revoked && row.expires > now);
        let mut pairs: Vec<(i64, Pair)> = rows
            .filter_map(|row| {
                let access = world.access_tokens.get(&row.access_token)?;
                world.authenticate(&access.text, now)?;
                let pair =
                    Pair { access_token: access.text.clone(), refresh_token: row.text.clone() };
                Some((access.created, pair))
            })
            .collect();
        pairs.sort_by_key(|(created, _)| *created);
        pairs.into_iter().map(|(_, pair)| pair).collect()
    }

    /// Revokes every access token of a user, and with them the refresh tokens.
    pub fn revoke_tokens_of(&self, username: &str) {
        let mut world = self.instance.world();
        let user = named(&world, username).id;
        world.revoke_tokens_of_user(user);
    }

    /// Revokes one access token; its refresh token stays good.
    pub fn revoke_access_token(&self, access_token: &str) {
        let mut world = self.instance.world();
        let mut rows = world.access_tokens.values_mut().filter(|row| row.text == access_token);
        rows.next().expect("a token of this server").revoked = true;
    }

    /// Revokes one refresh token; its access token stays good.
    pub fn revoke_refresh_token(&self, refresh_token: &str) {
        self.change_refresh_token(refresh_token, |row, _| row.revoked = true);
    }

    /// Lets one access token expire.
    pub fn expire_access_token(&self, access_token: &str) {
        let now = self.instance.clock.micros();
        let mut world = self.instance.world();
        let mut rows = world.access_tokens.values_mut().filter(|row| row.text == access_token);
        rows.next().expect("a token of this server").expires = now;
    }

    /// Lets one refresh token expire.
    pub fn expire_refresh_token(&self, refresh_token: &str) {
        let second = crate::world::micros(Duration::from_secs(1));
        self.change_refresh_token(refresh_token, |row, now| row.expires = now - second);
    }

    /// Deletes revoked and expired rows (`passport:purge`), and the row of this
    /// access token.
    pub fn purge_access_token(&self, access_token: &str) {
        self.instance.world().access_tokens.retain(|_, row| row.text != access_token);
    }

    /// Deletes the row of a refresh token.
    pub fn purge_refresh_token(&self, refresh_token: &str) {
        self.instance.world().refresh_tokens.retain(|_, row| row.text != refresh_token);
    }

    /// Signs every browser out.
    pub fn end_browser_sessions(&self) {
        self.instance.with_product(|product| product.end_sessions());
    }

    fn change_refresh_token(
        &self,
        text: &str,
        change: impl FnOnce(&mut crate::world::RefreshToken, i64),
    ) {
        let now = self.instance.clock.micros();
        let mut world = self.instance.world();
        let mut rows = world.refresh_tokens.values_mut().filter(|row| row.text == text);
        change(rows.next().expect("a token of this server"), now);
    }
}

fn named<'a>(world: &'a World, username: &str) -> &'a User {
    world.user_named(username).expect("a user of this instance")
}
