//! A stand-in for ProcessMaker, in memory: the OAuth server, the pages a browser
//! sees, those of an administrator included, and enough of the API to sign in to
//! and to look around in.
//!
//! ProcessMaker 4.15 is Laravel 11 with Passport 12 on league/oauth2-server 8.5.5.
//! The recordings in `recordings/transcripts.jsonl` were taken from those very
//! versions, and the test `contract` replays them against this server: status,
//! headers that matter, the shape of each body and every error string.
//! What the recordings do not show follows ProcessMaker's own sources.
//! Two other [`Generation`]s can be chosen, and nobody has recorded them:
//! ProcessMaker 2026, which differs where module `league` says so, and
//! ProcessMaker 3, a product of its own in module [`version3`].
//!
//! A test owns one [`Server`], on a port of its own, gone when the value is
//! dropped:
//!
//! ```no_run
//! # async fn story() {
//! use processmaker::{Endpoint, Fault, Server};
//!
//! let server = Server::start().await;
//! let client = server.latchkey();            // id, secret and redirects, as an administrator registered them
//! // … the app under test builds `authorize_url` for `server.base_url()` …
//! # let authorize_url = url::Url::parse("http://127.0.0.1/").unwrap();
//! let redirect = server.browser().approve(&authorize_url, "maria").await;
//! server.faults().next(Endpoint::Token, Fault::lost_answer());
//! server.clock().advance(std::time::Duration::from_secs(3600));
//! server.requests().wait_for("/oauth/token", 2).await;
//! assert_eq!(server.live_access_tokens(), 1);
//! # }
//! ```
//!
//! As a program (`cargo run -p integration-tests --bin processmaker -- --demo`)
//! it is the instance that a person tries Latchkey with.
//! It then prints its address as one line of JSON, says on the login page how
//! to sign in, and takes orders over HTTP below `/_stand-in/` (module `control`).
//!
//! The modules in reading order: [`server`] owns the socket and one `product`;
//! for `passport`, `router` knows the paths, `authorize`, `token`, `auth_clients`,
//! `api` and `openapi` answer them from the `world`, and [`version3`] has modules
//! of the same names and of its own;
//! [`faults`] spoil an answer on request, [`requests`] remembers what came in and
//! `canaries` the secrets in it, [`browser`] plays the person.
//!
//! What is deliberately absent: nothing here uses the code under test, so a
//! misunderstanding cannot agree with itself.

pub mod generation;
pub mod server;

mod product;

mod passport;
mod router;

mod authorize;
mod session;
mod token;

mod api;
mod auth_clients;
mod league;
mod openapi;
mod validation;

pub mod version3;

mod canaries;
mod control;

mod world;

mod client;
mod seed;
mod settings;
mod user;

mod error;
mod jwt;
mod pages;
mod php;
mod pkce;
mod redirect;
mod reply;
mod request;
mod sealed;
mod secret;
mod throttle;

mod delivery;
pub mod faults;
pub mod gate;

pub mod clock;
pub mod requests;

mod admin;
pub mod browser;
pub mod wire;

pub use admin::Pair;
pub use browser::{Browser, Landing};
pub use client::{Client, GrantKind, NewClient};
pub use clock::Clock;
pub use faults::{Endpoint, Fault, Faults};
pub use gate::Gate;
pub use generation::Generation;
pub use reply::Reply;
pub use requests::{Received, Requests};
pub use seed::server_id;
pub use server::{Builder, Server};
pub use settings::{Docs, JwtTimes, Lifetimes, PasswordGrant, Rotation, Seed, Throttle};
pub use user::User;
