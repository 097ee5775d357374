//! What an administrator of a workspace, or somebody with a hand in its
//! database, does.

use std::fmt;

use crate::admin::Pair;
use crate::server::Instance;
use crate::settings::Lifetimes;

use super::world::{Application, Grantee, LATCHKEY, User, World};

/// The workspace of an instance of ProcessMaker 3.
#[derive(Clone, Copy)]
pub struct Workspace<'a> {
    instance: &'a Instance,
}

impl<'a> Workspace<'a> {
    pub(crate) fn of(instance: &'a Instance) -> Self {
        // Whoever asks the wrong generation learns it here.
        drop(instance.workspace());
        Self { instance }
    }

    /// The name that every path begins with, usually `workflow`.
    pub fn name(&self) -> String {
        self.instance.workspace().workspace.clone()
    }
}

/// Applications and users.
impl Workspace<'_> {
    /// The application that Latchkey is registered as in
    /// [`Seed::Demo`](crate::Seed::Demo).
    ///
    /// # Panics
    /// If the instance was not seeded with it.
    pub fn latchkey(&self) -> Application {
        self.application(LATCHKEY)
    }

    /// An application as it is registered.
    ///
    /// # Panics
    /// If there is none with this client id.
    pub fn application(&self, client_id: &str) -> Application {
        self.instance.workspace().applications[client_id].clone()
    }

    /// Registers an application, with one redirect, several with spaces between
    /// them, or none so that any is accepted; returns it with its id and secret.
    pub fn add_application(&self, name: &str, callback_url: &str) -> Application {
        self.instance.workspace().add_application(name, callback_url)
    }

    /// Registers other redirects for an application, with spaces between them.
    pub fn set_callback_url(&self, client_id: &str, callback_url: &str) {
        self.change(client_id, |application| {
            callback_url.clone_into(&mut application.callback_url)
        });
    }

    /// Gives an application this secret.
    pub fn set_client_secret(&self, client_id: &str, secret: &str) {
        self.change(client_id, |application| secret.clone_into(&mut application.client_secret));
    }

    /// Removes an application; its tokens stay.
    pub fn delete_application(&self, client_id: &str) {
        self.instance.workspace().applications.remove(client_id);
    }

    /// Adds a user: `add_user("ana", "Ana Souza", "secret")`.
    pub fn add_user(&self, username: &str, fullname: &str, password: &str) -> User {
        self.instance.workspace().add_user(username, fullname, password).clone()
    }

    /// A user.
    ///
    /// # Panics
    /// If there is none of this name.
    pub fn user(&self, username: &str) -> User {
        named(&self.instance.workspace(), username).clone()
    }

    fn change(&self, client_id: &str, change: impl FnOnce(&mut Application)) {
        let mut world = self.instance.workspace();
        change(world.applications.get_mut(client_id).expect("a registered application"));
    }
}

/// Tokens.
impl Workspace<'_> {
    /// How long what is issued from here on lives.
    pub fn set_lifetimes(&self, lifetimes: Lifetimes) {
        self.instance.workspace().lifetimes = lifetimes;
    }

    /// Issues a pair without any browser.
    pub fn issue(&self, client_id: &str, username: &str) -> Pair {
        let now = self.instance.clock.seconds();
        let mut world = self.instance.workspace();
        let user = named(&world, username).uid.clone();
        let grantee = Grantee { client_id: client_id.to_owned(), user, scope: None };
        let (access_token, refresh_token) = world.issue(&grantee, now);
        Pair { access_token, refresh_token }
    }

    /// Whether the API accepts this access token at the server's present.
    pub fn accepts(&self, access_token: &str) -> bool {
        let now = self.instance.clock.seconds();
        self.instance.workspace().authenticate(access_token, now).is_some()
    }

    /// Whether this refresh token is known and unexpired.
    pub fn accepts_refresh(&self, refresh_token: &str) -> bool {
        let now = self.instance.clock.seconds();
        let world = self.instance.workspace();
        world.refresh_tokens.get(refresh_token).is_some_and(|token| token.expires >= now)
    }

    /// How many access tokens are unexpired.
    pub fn live_access_tokens(&self) -> usize {
        let now = self.instance.clock.seconds();
        let world = self.instance.workspace();
        world.access_tokens.values().filter(|token| token.expires >= now).count()
    }

    /// How many refresh tokens are unexpired.
    pub fn live_refresh_tokens(&self) -> usize {
        let now = self.instance.clock.seconds();
        let world = self.instance.workspace();
        world.refresh_tokens.values().filter(|token| token.expires >= now).count()
    }

    /// Deletes one access token; its refresh token stays good.
    pub fn delete_access_token(&self, access_token: &str) {
        self.instance.workspace().access_tokens.remove(access_token);
    }

    /// Deletes one refresh token; its access token stays good.
    pub fn delete_refresh_token(&self, refresh_token: &str) {
        self.instance.workspace().refresh_tokens.remove(refresh_token);
    }

    /// Deletes every token of a user.
    ///
    /// # Panics
    /// If there is none of this name.
    pub fn revoke_tokens_of(&self, username: &str) {
        let revoked = self.instance.with_product(|product| product.revoke_tokens_of(username));
        revoked.expect("a user of this workspace");
    }
}

impl fmt::Debug for Workspace<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Workspace({})", self.name())
    }
}

fn named<'a>(world: &'a World, username: &str) -> &'a User {
    world.user_named(username).expect("a user of this workspace")
}
