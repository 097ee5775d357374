//! What the window is shown and what it sends: the only types that cross between Rust and TypeScript.
//!
//! None of them can hold a token: they are made from the core's [`View`] by naming every field that a person may
//! see. The one secret that travels is the client secret that a person types, once, inwards.

mod command_error;
mod trouble;

use latchkey_core::clock::{ClockOffset, Timestamp};
use latchkey_core::connection::{Connection, Draft, Environment, Method, ServerUrl, Way};
use latchkey_core::detect::NotProcessMaker;
use latchkey_core::hand_outs::{HandOut, Through};
use latchkey_core::identity::Identity;
use latchkey_core::instance::{Generation, Instance};
use latchkey_core::keeper::{Copied, Made};
use latchkey_core::personal_tokens::PersonalToken;
use latchkey_core::saved_connections::{ListTrouble, ListTroubleKind, Settings};
use latchkey_core::schedule::SILENCE;
use latchkey_core::session::{
    Attempt, Held, InBrowser, Note, Opened, Secret, Session, Stage, State,
};
use latchkey_core::shell::{Clipboard, View};
use latchkey_core::token::ClientSecret;
use serde::{Deserialize, Deserializer, Serialize};
use specta::Type;

pub(crate) use command_error::CommandError;
pub(crate) use trouble::{KeyringProblem, TroubleView};

/// Milliseconds: since 1970 for a point in time.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Type)]
#[serde(transparent)]
#[specta(transparent)]
pub(crate) struct Millis(#[specta(type = i32)] f64);

impl Millis {
    #[expect(
        clippy::cast_precision_loss,
        reason = "JavaScript has no larger number; a double is exact for 285,000 years"
    )]
    fn new(millis: i64) -> Self {
        Self(millis as f64)
    }

    fn move_by(&mut self, millis: i64) {
        self.0 += Self::new(millis).0;
    }
}

impl From<Timestamp> for Millis {
    fn from(at: Timestamp) -> Self {
        Self::new(at.as_millis())
    }
}

/// Everything the window shows, each time.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SnapshotView {
    connections: Vec<ConnectionView>,
    /// A token of ours lies on the clipboard.
    clipboard: Option<ClipboardView>,
    settings: SettingsView,
    /// The saved list of connections could not be read or written.
    list_trouble: Option<ListTroubleView>,
}

impl SnapshotView {
    /// Takes over what may be seen.
    pub(crate) fn new(view: &View<'_>, registration: impl Fn(&Instance) -> String) -> Self {
        let mut snapshot = Self::by_steady_clock(view, registration);
        if view.drift != 0 {
            snapshot.follow_the_wall_clock(view.drift);
        }
        snapshot
    }

    /// Carries every time over to the clock that the window reads, which somebody has set meanwhile.
    fn follow_the_wall_clock(&mut self, drift: i64) {
        for time in self.clipboard.iter_mut().filter_map(|clipboard| clipboard.clears_at.as_mut()) {
            time.move_by(drift);
        }
        for connection in &mut self.connections {
            connection.state.follow_the_wall_clock(drift);
        }
    }

    fn by_steady_clock(view: &View<'_>, registration: impl Fn(&Instance) -> String) -> Self {
        Self {
            connections: view
                .sessions
                .iter()
                .map(|session| {
                    let registration = registration(&session.connection().instance());
                    let hand_outs = view.hand_outs.of(session.connection().id);
                    ConnectionView::new(session, registration, hand_outs, view.now)
                })
                .collect(),
            clipboard: view.clipboard.map(ClipboardView::from),
            settings: (*view.settings).into(),
            list_trouble: view.list_trouble.map(ListTroubleView::from),
        }
    }
}

/// A token of ours on the clipboard.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ClipboardView {
    /// Whose token it is.
    connection: String,
    /// By this computer's clock. null: it stays until replaced.
    clears_at: Option<Millis>,
    /// The token was refreshed just before it was copied.
    refreshed: bool,
    /// Whether it is the connection's own token or one that was just made.
    through: ThroughView,
}

impl From<Clipboard> for ClipboardView {
    fn from(clipboard: Clipboard) -> Self {
        Self {
            connection: clipboard.connection.to_string(),
            clears_at: clipboard.clears_at.map(Millis::from),
            refreshed: clipboard.refreshed,
            through: clipboard.through.into(),
        }
    }
}

/// What the person has set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SettingsView {
    /// 0: never cleared by us.
    clipboard_seconds: u32,
    /// A copied token is valid for at least this long, else it is refreshed first.
    minimum_validity_seconds: u32,
}

impl From<Settings> for SettingsView {
    fn from(settings: Settings) -> Self {
        Self {
            clipboard_seconds: settings.clipboard_seconds,
            minimum_validity_seconds: settings.minimum_validity_seconds,
        }
    }
}

impl From<SettingsView> for Settings {
    fn from(view: SettingsView) -> Self {
        Self {
            clipboard_seconds: view.clipboard_seconds,
            minimum_validity_seconds: view.minimum_validity_seconds,
        }
    }
}

/// What is wrong with the saved list.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ListTroubleView {
    code: ListTroubleCode,
    path: String,
    detail: String,
}

/// Which case it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) enum ListTroubleCode {
    Unreadable,
    Newer,
    Unwritable,
}

impl From<&ListTrouble> for ListTroubleView {
    fn from(trouble: &ListTrouble) -> Self {
        Self {
            code: match trouble.kind {
                ListTroubleKind::Unreadable => ListTroubleCode::Unreadable,
                ListTroubleKind::Newer => ListTroubleCode::Newer,
                ListTroubleKind::Unwritable => ListTroubleCode::Unwritable,
            },
            path: trouble.path.display().to_string(),
            detail: trouble.detail.clone(),
        }
    }
}

/// What a connection is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
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

/// One connection and how it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ConnectionView {
    id: String,
    name: String,
    environment: EnvironmentView,
    /// Normalised, without a trailing slash: https://acme.example/base
    address: String,
    /// What to show of the address: acme.example/base, 127.0.0.1:8095
    host: String,
    generation: GenerationView,
    method: MethodView,
    client_id: String,
    client_secret: ClientSecretView,
    /// The exact string to paste as Redirect URL.
    registration: String,
    admin_page: String,
    /// When tokens of it were handed out lately, the last one first.
    hand_outs: Vec<HandOutView>,
    state: StateView,
}

impl ConnectionView {
    fn new(session: &Session, registration: String, hand_outs: &[HandOut], now: Timestamp) -> Self {
        let connection = session.connection();
        let Connection { id, name, server, generation, environment, method, client_id, way: _ } =
            connection;
        Self {
            id: id.to_string(),
            name: name.clone(),
            environment: (*environment).into(),
            address: server.as_str().to_owned(),
            host: server.label().to_owned(),
            generation: (*generation).into(),
            method: (*method).into(),
            client_id: client_id.as_str().to_owned(),
            client_secret: session.client_secret().into(),
            registration,
            admin_page: connection.instance().admin_page().to_string(),
            hand_outs: hand_outs
                .iter()
                .rev()
                .take(HAND_OUTS_SHOWN)
                .map(HandOutView::from)
                .collect(),
            state: StateView::new(session, now),
        }
    }
}

/// How many hand-outs the window lists.
const HAND_OUTS_SHOWN: usize = 20;

/// A token left the program.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct HandOutView {
    /// By this computer's clock.
    at: Millis,
    through: ThroughView,
}

/// The ways a token leaves the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) enum ThroughView {
    Clipboard,
    /// A personal access token was made and copied.
    NewToken,
}

impl From<Through> for ThroughView {
    fn from(through: Through) -> Self {
        match through {
            Through::Clipboard => Self::Clipboard,
            Through::NewToken => Self::NewToken,
        }
    }
}

impl From<&HandOut> for HandOutView {
    fn from(hand_out: &HandOut) -> Self {
        Self { at: hand_out.at.into(), through: hand_out.through.into() }
    }
}

/// What is known of a personal access token.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PersonalTokenView {
    id: String,
    name: String,
    /// As the server writes it (RFC 3339).
    created_at: Option<String>,
    expires_at: Option<String>,
}

impl From<PersonalToken> for PersonalTokenView {
    fn from(token: PersonalToken) -> Self {
        let PersonalToken { id, name, created_at, expires_at } = token;
        Self { id, name, created_at, expires_at }
    }
}

/// What becomes of a personal access token that was just made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) enum MadeView {
    Copied,
    Connected,
}

impl From<MadeView> for Made {
    fn from(view: MadeView) -> Self {
        match view {
            MadeView::Copied => Self::Copied,
            MadeView::Connected => Self::Connected,
        }
    }
}

/// What is known of the client secret; never the secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
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

/// Where a connection stands.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum StateView {
    Loading,
    Keyring {
        problem: KeyringProblem,
    },
    SignedOut {
        note: Option<SignedOutNote>,
    },
    Checking,
    AwaitingRedirect {
        attempt: AttemptView,
    },
    Exchanging,
    SignedIn {
        tokens: TokensView,
        trouble: Option<TroubleView>,
    },
    Refreshing {
        tokens: TokensView,
    },
    Waiting {
        tokens: TokensView,
        trouble: TroubleView,
        until: Option<Millis>,
    },
    SigningOut,
    NeedsSignIn {
        trouble: TroubleView,
        who: Option<IdentityView>,
    },
    /// Somebody else came back from the browser than whom the connection belongs to; the person decides.
    SomebodyElse {
        who: Option<IdentityView>,
        owner: Option<IdentityView>,
    },
}

impl StateView {
    fn new(session: &Session, now: Timestamp) -> Self {
        let asks = session.asks_for_renewal(now);
        let tokens = |held: &Held| TokensView::new(held, session.clock_offset(), asks);
        let person = |who: &Option<Identity>| who.as_ref().map(IdentityView::from);
        match session.state() {
            State::Loading => Self::Loading,
            State::Closed(failure) => Self::Keyring { problem: (*failure).into() },
            State::SignedOut(note) => {
                Self::SignedOut { note: note.as_ref().map(SignedOutNote::from) }
            }
            State::AwaitingRedirect(attempt) => match attempt.stage() {
                Stage::Checking => Self::Checking,
                Stage::InBrowser(browser) => {
                    Self::AwaitingRedirect { attempt: AttemptView::new(attempt, browser) }
                }
            },
            State::Exchanging(_) => Self::Exchanging,
            State::SignedIn(held) => Self::SignedIn {
                tokens: tokens(held),
                trouble: held.trouble.as_ref().map(TroubleView::from),
            },
            State::Refreshing(refresh) => Self::Refreshing { tokens: tokens(&refresh.held) },
            State::Waiting(wait) => Self::Waiting {
                tokens: tokens(&wait.held),
                trouble: (&wait.trouble).into(),
                until: wait.until.map(Millis::from),
            },
            State::SigningOut(_) => Self::SigningOut,
            State::NeedsSignIn(ended) => Self::NeedsSignIn {
                trouble: (&ended.trouble).into(),
                who: ended.held.as_ref().and_then(|held| person(&held.who)),
            },
            State::SomebodyElse(other) => {
                Self::SomebodyElse { who: person(&other.held.who), owner: person(&other.owner) }
            }
        }
    }

    fn follow_the_wall_clock(&mut self, drift: i64) {
        match self {
            Self::AwaitingRedirect { attempt } => {
                for time in [&mut attempt.started_at, &mut attempt.ends_at, &mut attempt.hint_at] {
                    time.move_by(drift);
                }
            }
            Self::SignedIn { tokens, .. } | Self::Refreshing { tokens } => {
                tokens.follow_the_wall_clock(drift);
            }
            Self::Waiting { tokens, until, .. } => {
                tokens.follow_the_wall_clock(drift);
                if let Some(until) = until {
                    until.move_by(drift);
                }
            }
            Self::Loading
            | Self::Keyring { .. }
            | Self::SignedOut { .. }
            | Self::Checking
            | Self::Exchanging
            | Self::SigningOut
            | Self::NeedsSignIn { .. }
            | Self::SomebodyElse { .. } => {}
        }
    }
}

/// How somebody came to be signed out.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum SignedOutNote {
    Trouble {
        trouble: TroubleView,
    },
    SignedOut {
        /// Copies handed out earlier stopped working.
        copies_revoked: bool,
        /// The last access token, of which nobody has a copy, was revoked too.
        last_token_revoked: bool,
        /// Why not, where not.
        trouble: Option<TroubleView>,
        /// Until when a copy that could not be revoked works.
        copies_valid_until: Option<Millis>,
    },
}

impl From<&Note> for SignedOutNote {
    fn from(note: &Note) -> Self {
        match note {
            Note::Failed(trouble) => Self::Trouble { trouble: trouble.into() },
            Note::SignedOut(revocation) => Self::SignedOut {
                copies_revoked: revocation.copies,
                last_token_revoked: revocation.last_token,
                trouble: revocation.trouble.as_ref().map(TroubleView::from),
                copies_valid_until: revocation.valid_until.map(Millis::from),
            },
        }
    }
}

/// A sign-in that waits for the browser.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AttemptView {
    way: WayView,
    started_at: Millis,
    ends_at: Millis,
    /// From then on the window shows the likely causes of silence.
    hint_at: Millis,
    /// False only when no browser could be started.
    browser_opened: bool,
    /// The server could not be asked beforehand whether it knows our redirect.
    unchecked: bool,
    /// The server sent an error that carries no state: only a hint.
    hint: Option<String>,
}

/// Which way the answer will come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) enum WayView {
    DeepLink,
    Loopback,
}

impl AttemptView {
    fn new(attempt: &Attempt, browser: &InBrowser) -> Self {
        Self {
            way: match browser.uri.way() {
                Way::DeepLink => WayView::DeepLink,
                Way::Loopback => WayView::Loopback,
            },
            started_at: attempt.started_at.into(),
            ends_at: attempt.ends_at.into(),
            hint_at: browser.since.after(SILENCE).into(),
            browser_opened: browser.opened != Opened::No,
            unchecked: !browser.checked,
            hint: browser.hint.clone(),
        }
    }
}

/// What is known of the tokens; never a token.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TokensView {
    who: Option<IdentityView>,
    /// By the server's clock.
    obtained_at: Millis,
    /// By the server's clock; null: the server did not say.
    expires_at: Option<Millis>,
    /// Server clock minus this computer's clock.
    clock_offset: Millis,
    refreshable: bool,
    /// null: in the keyring. Otherwise in memory only, and why.
    unsaved: Option<KeyringProblem>,
    /// When this very token was last copied, by this computer's clock.
    copied_at: Option<Millis>,
    /// When a copy of the token before this one had been handed out, which stopped working when this one came.
    stale_copy_at: Option<Millis>,
    /// It is time to renew the token, and only a copy that may be in use keeps Latchkey from it.
    asks_for_renewal: bool,
}

impl TokensView {
    fn follow_the_wall_clock(&mut self, drift: i64) {
        self.clock_offset.move_by(-drift);
        for time in [&mut self.copied_at, &mut self.stale_copy_at].into_iter().flatten() {
            time.move_by(drift);
        }
    }

    fn new(held: &Held, offset: ClockOffset, asks_for_renewal: bool) -> Self {
        let lifetime = held.tokens.lifetime;
        Self {
            who: held.who.as_ref().map(IdentityView::from),
            obtained_at: lifetime.obtained_at.into(),
            expires_at: lifetime.expires_at.map(Millis::from),
            clock_offset: Millis::new(offset.as_millis()),
            refreshable: held.tokens.refresh.is_some(),
            unsaved: held.unsaved.map(|unsaved| unsaved.failure.into()),
            copied_at: held.copied_at.map(Millis::from),
            stale_copy_at: held.stale_copy_at.map(Millis::from),
            asks_for_renewal,
        }
    }
}

/// The person that a token speaks for.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct IdentityView {
    id: String,
    user_name: String,
    full_name: String,
    email: Option<String>,
    administrator: bool,
}

impl From<&Identity> for IdentityView {
    fn from(who: &Identity) -> Self {
        let Identity { id, user_name, full_name, email, administrator } = who.clone();
        Self { id, user_name, full_name, email, administrator }
    }
}

/// An address that a person typed, understood.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct AddressView {
    address: String,
    host: String,
    registration: String,
    admin_page: String,
    /// http on this computer: fine for development, no other http is accepted.
    plain_http: bool,
}

impl AddressView {
    pub(crate) fn new(server: &ServerUrl, registration: String) -> Self {
        Self {
            address: server.as_str().to_owned(),
            host: server.label().to_owned(),
            registration,
            admin_page: server.admin_page().to_string(),
            plain_http: server.is_plain_http(),
        }
    }
}

/// What answers at an address.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum DetectionView {
    /// A ProcessMaker.
    Found {
        generation: GenerationView,
        /// The address to use: of version 3 it ends with the workspace.
        address: String,
        registration: String,
        admin_page: String,
    },
    /// It sends everybody to another host.
    Elsewhere {
        host: String,
    },
    /// Some other program's login page.
    LoginPage,
    /// An ordinary page.
    WebSite,
    /// A program of the same making, but another.
    OtherApplication,
    Trouble {
        trouble: TroubleView,
    },
}

impl DetectionView {
    pub(crate) fn found(instance: &Instance, registration: String) -> Self {
        Self::Found {
            generation: instance.generation.into(),
            address: instance.server.as_str().to_owned(),
            registration,
            admin_page: instance.admin_page().to_string(),
        }
    }
}

impl From<NotProcessMaker> for DetectionView {
    fn from(other: NotProcessMaker) -> Self {
        match other {
            NotProcessMaker::Elsewhere(host) => Self::Elsewhere { host },
            NotProcessMaker::LoginPage => Self::LoginPage,
            NotProcessMaker::WebSite => Self::WebSite,
            NotProcessMaker::OtherApplication => Self::OtherApplication,
            NotProcessMaker::Trouble(trouble) => Self::Trouble { trouble: (&trouble).into() },
        }
    }
}

/// What a person fills in about a connection.
#[derive(Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ConnectionDraft {
    name: String,
    address: String,
    generation: GenerationView,
    environment: EnvironmentView,
    method: MethodView,
    client_id: String,
    /// null keeps the saved one.
    #[serde(deserialize_with = "typed_secret")]
    #[specta(type = Option<String>)]
    client_secret: Option<ClientSecret>,
}

/// A secret is a secret from the first moment on; an empty field is none.
fn typed_secret<'de, D: Deserializer<'de>>(typed: D) -> Result<Option<ClientSecret>, D::Error> {
    let typed: Option<String> = Option::deserialize(typed)?;
    Ok(typed.filter(|typed| !typed.is_empty()).map(ClientSecret::new))
}

impl ConnectionDraft {
    /// The part for the list and the part for the keyring.
    pub(crate) fn split(self) -> (Draft, Option<ClientSecret>) {
        let Self { name, address, generation, environment, method, client_id, client_secret } =
            self;
        let draft = Draft {
            name,
            address,
            generation: generation.into(),
            environment: environment.into(),
            method: method.into(),
            client_id,
        };
        (draft, client_secret)
    }
}

/// A token was copied.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CopiedView {
    clears_at: Option<Millis>,
    refreshed: bool,
    #[specta(type = Option<u32>)]
    seconds_left: Option<f64>,
}

impl From<Copied> for CopiedView {
    fn from(copied: Copied) -> Self {
        Self {
            clears_at: copied.clears_at.map(Millis::from),
            refreshed: copied.refreshed,
            seconds_left: copied.left.map(|left| left.as_secs_f64().floor()),
        }
    }
}

#[cfg(test)]
mod tests;
