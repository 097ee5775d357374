//! ProcessMaker 3, which shares nothing with its successors but the name.
//!
//! Every address begins with the name of a workspace.
//! The OAuth server is bshaffer/oauth2-server-php 1.0: opaque tokens that live a
//! day, refresh tokens of two weeks, codes of half a minute, no PKCE, redirects
//! compared letter by letter, and an administrator may register none at all.
//! The API is Restler, whose errors are objects.
//! Nobody has recorded a server of this generation: everything here follows the
//! sources of ProcessMaker 3.3 and of that library.
//!
//! The modules have the names of those for the later generations: `router` knows
//! the paths, `authorize`, `token`, `api` and `applications` answer them from the
//! `world`; [`Workspace`] is the hand in the database.
//!
//! What is deliberately absent: the implicit grant and client credentials, which
//! no Latchkey asks for.

mod router;

mod api;
mod applications;
mod authorize;
mod session;
mod token;

mod error;
mod pages;
mod world;

mod workspace;

use crate::faults::{Endpoint, Trouble};
use crate::product::{Product, Registration};
use crate::reply::Reply;
use crate::request::Request;
use crate::server::Instance;

pub use workspace::Workspace;
pub(crate) use world::World;
pub use world::{Application, User};

use router::{Context, Route};

impl Product for World {
    fn answer(&mut self, instance: &Instance, request: &Request) -> Reply {
        let now = instance.clock.seconds();
        router::answer(&mut Context { instance, world: self, request, now })
    }

    fn trouble(&self, _: &Instance, _: &Request, trouble: &Trouble) -> Reply {
        match trouble {
            Trouble::TooManyRequests { retry_after } => {
                error::restler(429, None).header("Retry-After", retry_after)
            }
            Trouble::Maintenance { retry_after } => {
                error::restler(503, None).header("Retry-After", retry_after)
            }
            Trouble::ServerError => error::restler(500, None),
        }
    }

    fn endpoint(&self, request: &Request) -> Option<Endpoint> {
        match Route::parse(&self.workspace, &request.path) {
            Route::Token if request.method == "POST" => Some(Endpoint::Token),
            Route::Authorize => Some(Endpoint::Authorize),
            Route::Api(_) => Some(Endpoint::Api),
            Route::Token
            | Route::Delete(_)
            | Route::Expire(_)
            | Route::Login
            | Route::Authentication
            | Route::Home
            | Route::Applications(_)
            | Route::Unknown => None,
        }
    }

    /// The one path with a secret in it is that of a sign-out.
    fn logged_path(&self, path: &str) -> String {
        match Route::parse(&self.workspace, path) {
            Route::Delete(token) | Route::Expire(token) => path.replace(&token, "{access_token}"),
            Route::Token
            | Route::Authorize
            | Route::Api(_)
            | Route::Login
            | Route::Authentication
            | Route::Home
            | Route::Applications(_)
            | Route::Unknown => path.to_owned(),
        }
    }

    fn login_path(&self) -> String {
        session::login_path(&self.workspace)
    }

    fn password_of(&self, username: &str) -> Option<String> {
        Some(self.user_named(username)?.password.clone())
    }

    fn registration(&self) -> Option<Registration> {
        let application = self.applications.get(world::LATCHKEY)?;
        Some(Registration {
            client_id: application.client_id.clone(),
            client_secret: application.client_secret.clone(),
            name: application.name.clone(),
            redirect: application.callback_url.clone(),
        })
    }

    fn register(&mut self, redirect: Option<&str>, secret: Option<&str>) -> Option<()> {
        let application = self.applications.get_mut(world::LATCHKEY)?;
        if let Some(redirect) = redirect {
            redirect.clone_into(&mut application.callback_url);
        }
        if let Some(secret) = secret {
            secret.clone_into(&mut application.client_secret);
        }
        Some(())
    }

    fn revoke_tokens_of(&mut self, username: &str) -> Option<()> {
        let uid = self.user_named(username)?.uid.clone();
        self.access_tokens.retain(|_, token| token.user != uid);
        self.refresh_tokens.retain(|_, token| token.user != uid);
        Some(())
    }

    fn change_passwords(&mut self, password: &str) {
        for user in self.users.values_mut() {
            password.clone_into(&mut user.password);
        }
    }

    fn end_sessions(&mut self) {
        self.sessions.clear();
    }
}
