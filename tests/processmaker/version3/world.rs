//! The database of a workspace. Times are whole seconds since 1970.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::secret::{hex, letters, random};
use crate::seed::{DEMO_PASSWORD, DEMO_USER, deep_links};
use crate::settings::{Lifetimes, Seed};

use super::session::Session;

/// The client id of Latchkey in the demo.
pub(crate) const LATCHKEY: &str = "LATCHKEYDEMOAPPLICATIONXXXXXXXXX";

/// The role that may register applications.
const ADMINISTRATOR: &str = "PROCESSMAKER_ADMIN";

/// Kept across starts, so that a developer's saved connection stays right.
const LATCHKEY_SECRET: &str = "0123456789abcdef0123456789abcdef";

/// Everything that changes while the server runs.
pub(crate) struct World {
    /// Its name, with which every path begins.
    pub(crate) workspace: String,
    /// By their `USR_UID`.
    pub(crate) users: BTreeMap<String, User>,
    /// By their client id.
    pub(crate) applications: BTreeMap<String, Application>,
    pub(crate) access_tokens: BTreeMap<String, Token>,
    pub(crate) refresh_tokens: BTreeMap<String, Token>,
    pub(crate) codes: BTreeMap<String, Code>,
    pub(crate) sessions: BTreeMap<String, Session>,
    pub(crate) lifetimes: Lifetimes,
}

/// A person of the workspace.
#[derive(Clone)]
pub struct User {
    /// `USR_UID`: 32 hex digits.
    pub uid: String,
    /// What they sign in with.
    pub username: String,
    /// Given name.
    pub firstname: String,
    /// Family name.
    pub lastname: String,
    /// `PROCESSMAKER_ADMIN` or `PROCESSMAKER_OPERATOR`.
    pub role: &'static str,
    pub(super) password: String,
}

/// A client, in the words of this generation (`OAUTH_CLIENTS`).
#[derive(Clone)]
pub struct Application {
    /// `client_id`: 32 capital letters.
    pub client_id: String,
    /// `client_secret`: 32 hex digits.
    pub client_secret: String,
    /// What the consent page calls it.
    pub name: String,
    pub(super) description: String,
    pub(super) website: String,
    /// The redirects as pasted: one string, split at spaces. When it is empty,
    /// any redirect is accepted.
    pub callback_url: String,
}

/// A row of `OAUTH_ACCESS_TOKENS` or `OAUTH_REFRESH_TOKENS`.
#[derive(Clone)]
pub(crate) struct Token {
    pub(crate) client_id: String,
    /// Their `USR_UID`.
    pub(crate) user: String,
    pub(crate) scope: Option<String>,
    pub(crate) expires: i64,
}

/// A row of `OAUTH_AUTHORIZATION_CODES`.
pub(crate) struct Code {
    pub(crate) client_id: String,
    pub(crate) user: String,
    /// As sent with the authorize request, which may leave it out.
    pub(crate) redirect_uri: Option<String>,
    pub(crate) scope: Option<String>,
    pub(crate) expires: i64,
}

/// To whom a token is issued.
#[derive(Debug, Clone)]
pub(crate) struct Grantee {
    pub(crate) client_id: String,
    pub(crate) user: String,
    pub(crate) scope: Option<String>,
}

impl World {
    /// A workspace, with what is in its database at the start.
    pub(crate) fn planted(name: &str, lifetimes: Lifetimes, seed: Seed, base_url: &str) -> Self {
        let mut world = Self {
            workspace: name.to_owned(),
            users: BTreeMap::new(),
            applications: BTreeMap::new(),
            access_tokens: BTreeMap::new(),
            refresh_tokens: BTreeMap::new(),
            codes: BTreeMap::new(),
            sessions: BTreeMap::new(),
            lifetimes,
        };
        world.add_user("admin", "Admin User", DEMO_PASSWORD).role = ADMINISTRATOR;
        match seed {
            Seed::Installation => {}
            Seed::Demo => {
                world.add_user(DEMO_USER, "Maria Silva", DEMO_PASSWORD);
                world.add_user("jane", "Jane Doe", DEMO_PASSWORD);
                let latchkey = Application {
                    client_id: LATCHKEY.to_owned(),
                    client_secret: LATCHKEY_SECRET.to_owned(),
                    name: "Latchkey".to_owned(),
                    description: String::new(),
                    website: String::new(),
                    callback_url: deep_links(base_url).join(" "),
                };
                world.applications.insert(latchkey.client_id.clone(), latchkey);
            }
        }
        world
    }

    pub(crate) fn add_user(&mut self, username: &str, fullname: &str, password: &str) -> &mut User {
        let (firstname, lastname) = fullname.split_once(' ').unwrap_or((fullname, ""));
        let user = User {
            uid: hex(&random::<16>()),
            username: username.to_owned(),
            firstname: firstname.to_owned(),
            lastname: lastname.to_owned(),
            role: "PROCESSMAKER_OPERATOR",
            password: password.to_owned(),
        };
        self.users.entry(user.uid.clone()).or_insert(user)
    }

    pub(crate) fn add_application(&mut self, name: &str, callback_url: &str) -> Application {
        let application = Application {
            client_id: letters(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ", 32),
            client_secret: hex(&random::<16>()),
            name: name.to_owned(),
            description: String::new(),
            website: String::new(),
            callback_url: callback_url.to_owned(),
        };
        self.applications.insert(application.client_id.clone(), application.clone());
        application
    }

    pub(crate) fn user_named(&self, username: &str) -> Option<&User> {
        self.users.values().find(|user| user.username == username)
    }

    /// Issues an access token and a refresh token, and clears away what has
    /// expired, as every issue does.
    pub(crate) fn issue(&mut self, grantee: &Grantee, now: i64) -> (String, String) {
        self.access_tokens.retain(|_, token| token.expires >= now);
        self.refresh_tokens.retain(|_, token| token.expires >= now);
        let token = |lifetime| Token {
            client_id: grantee.client_id.clone(),
            user: grantee.user.clone(),
            scope: grantee.scope.clone(),
            expires: now + seconds(lifetime),
        };
        let (access, refresh) = (opaque(), opaque());
        self.access_tokens.insert(access.clone(), token(self.lifetimes.access));
        self.refresh_tokens.insert(refresh.clone(), token(self.lifetimes.refresh));
        (access, refresh)
    }

    pub(crate) fn issue_code(
        &mut self,
        grantee: &Grantee,
        redirect_uri: Option<&str>,
        now: i64,
    ) -> String {
        let code = Code {
            client_id: grantee.client_id.clone(),
            user: grantee.user.clone(),
            redirect_uri: redirect_uri.map(str::to_owned),
            scope: grantee.scope.clone(),
            expires: now + seconds(self.lifetimes.code),
        };
        let text = opaque();
        self.codes.insert(text.clone(), code);
        text
    }

    /// Whom the API takes the bearer of this access token for.
    pub(crate) fn authenticate(&self, access_token: &str, now: i64) -> Option<&User> {
        let token = self.access_tokens.get(access_token)?;
        if token.expires < now {
            return None;
        }
        self.users.get(&token.user)
    }
}

impl User {
    /// As the pages show it.
    pub fn fullname(&self) -> String {
        format!("{} {}", self.firstname, self.lastname)
    }

    pub(super) fn is_administrator(&self) -> bool {
        self.role == ADMINISTRATOR
    }

    /// Addresses are all at example.com.
    pub fn email(&self) -> String {
        format!("{}@example.com", self.username)
    }
}

impl Application {
    /// Whether the redirect is one of those registered, letter by letter.
    pub(crate) fn accepts_redirect(&self, uri: &str) -> bool {
        self.callback_url.is_empty() || self.callback_url.split(' ').any(|other| other == uri)
    }
}

impl std::fmt::Debug for User {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "User({}, {})", self.uid, self.username)
    }
}

impl std::fmt::Debug for Application {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Application")
            .field("client_id", &self.client_id)
            .field("name", &self.name)
            .field("callback_url", &self.callback_url)
            .finish_non_exhaustive()
    }
}

/// A code or token: 40 hex digits that say nothing.
fn opaque() -> String {
    hex(&random::<20>())
}

pub(crate) fn seconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_secs()).expect("lifetimes are shorter than 292 billion years")
}
