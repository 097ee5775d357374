//! A connection, as the window shows it.

use latchkey_core::connection::{Connection, Environment, Method};
use latchkey_core::instance::Generation;
use latchkey_core::session::{Secret, Session};
use latchkey_core::shell::View;
use serde::{Deserialize, Serialize};
#[cfg(test)]
use specta::Type;

use super::Millis;
use super::authority::{CertificateView, certificates};
use super::copies::HandOutView;
use super::state::StateView;

/// How many hand-outs the window lists.
const HAND_OUTS_SHOWN: usize = 20;

/// One connection and how it stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ConnectionView {
    id: String,
    pub(super) name: String,
    environment: EnvironmentView,
    /// Normalised, without a trailing slash: https://acme.example/base
    address: String,
    /// What to show of the address: acme.example/base, 127.0.0.1:8095
    host: String,
    generation: GenerationView,
    method: MethodView,
    client_id: String,
    /// Who vouches for the server beside those whom the system trusts.
    authority: Vec<CertificateView>,
    client_secret: ClientSecretView,
    /// Somebody else looks after it: only its client secret can be changed here.
    managed: bool,
    /// The exact string to paste as Redirect URL.
    registration: String,
    admin_page: String,
    /// When tokens of it were handed out lately, the last one first.
    hand_outs: Vec<HandOutView>,
    /// When it was last used, by this computer's clock: a token handed out, a sign-in, a request.
    used_at: Option<Millis>,
    pub(super) state: StateView,
}

impl ConnectionView {
    pub(super) fn new(session: &Session, registration: String, view: &View<'_>) -> Self {
        let connection = session.connection();
        let hand_outs = view.hand_outs.of(connection.id);
        let Connection {
            id,
            name,
            server,
            generation,
            environment,
            method,
            client_id,
            authority,
            way: _,
            managed,
        } = connection;
        Self {
            id: id.to_string(),
            name: name.clone(),
            environment: (*environment).into(),
            address: server.as_str().to_owned(),
            host: server.label().to_owned(),
            generation: (*generation).into(),
            method: (*method).into(),
            client_id: client_id.as_str().to_owned(),
            authority: authority.as_ref().map(certificates).unwrap_or_default(),
            client_secret: session.client_secret().into(),
            managed: *managed,
            registration,
            admin_page: connection.instance().admin_page().to_string(),
            hand_outs: hand_outs
                .iter()
                .rev()
                .take(HAND_OUTS_SHOWN)
                .map(HandOutView::from)
                .collect(),
            used_at: view.uses.of(*id).map(Millis::from),
            state: StateView::new(session, view.now),
        }
    }
}

/// What a connection is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename = "Environment", rename_all = "camelCase")]
pub(crate) enum EnvironmentView {
    Development,
    Test,
    Production,
}

impl From<Environment> for EnvironmentView {
    fn from(environment: Environment) -> Self {
        match environment {
            Environment::Development => Self::Development,
            Environment::Test => Self::Test,
            Environment::Production => Self::Production,
        }
    }
}

impl From<EnvironmentView> for Environment {
    fn from(view: EnvironmentView) -> Self {
        match view {
            EnvironmentView::Development => Self::Development,
            EnvironmentView::Test => Self::Test,
            EnvironmentView::Production => Self::Production,
        }
    }
}

/// Which ProcessMaker answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename = "Generation", rename_all = "camelCase")]
pub(crate) enum GenerationView {
    Version3,
    Version4,
    Version2026,
}

impl From<Generation> for GenerationView {
    fn from(generation: Generation) -> Self {
        match generation {
            Generation::Version3 => Self::Version3,
            Generation::Version4 => Self::Version4,
            Generation::Version2026 => Self::Version2026,
        }
    }
}

impl From<GenerationView> for Generation {
    fn from(view: GenerationView) -> Self {
        match view {
            GenerationView::Version3 => Self::Version3,
            GenerationView::Version4 => Self::Version4,
            GenerationView::Version2026 => Self::Version2026,
        }
    }
}

/// How a person signs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename = "Method", rename_all = "camelCase")]
pub(crate) enum MethodView {
    Browser,
    Password,
    PersonalToken,
}

impl From<Method> for MethodView {
    fn from(method: Method) -> Self {
        match method {
            Method::Browser => Self::Browser,
            Method::Password => Self::Password,
            Method::PersonalToken => Self::PersonalToken,
        }
    }
}

impl From<MethodView> for Method {
    fn from(view: MethodView) -> Self {
        match view {
            MethodView::Browser => Self::Browser,
            MethodView::Password => Self::Password,
            MethodView::PersonalToken => Self::PersonalToken,
        }
    }
}

/// What is known of the client secret; never the secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) enum ClientSecretView {
    Saved,
    Unsaved,
    Missing,
    Unknown,
}

impl From<Secret> for ClientSecretView {
    fn from(secret: Secret) -> Self {
        match secret {
            Secret::Saved => Self::Saved,
            Secret::Unsaved => Self::Unsaved,
            Secret::Missing => Self::Missing,
            Secret::Unknown => Self::Unknown,
        }
    }
}
