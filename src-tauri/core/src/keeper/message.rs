//! Everything that can be asked of the keeper, and what it answers.

use std::time::Duration;

use tokio::sync::oneshot;
use zeroize::Zeroizing;

use super::requests::RequestMessage;
use super::sharing::SharingMessage;
use crate::authority::{Authority, AuthorityError};
use crate::bench::answers::AnswerGone;
use crate::bench::request::{Request, RequestError};
use crate::bench::saved::FavouriteError;
use crate::clock::Timestamp;
use crate::connection::{ConnectionId, Draft, DraftError};
use crate::copy_as::Form;
use crate::doctor::Surroundings;
use crate::oauth::redirect::RedirectError;
use crate::personal_tokens::PersonalToken;
use crate::proxy::ProxyError;
use crate::session::{NotNow, StillSignedIn};
use crate::settings::Settings;
use crate::share::document::DocumentError;
use crate::shell::{DesktopError, Reception, Summons};
use crate::token::{ClientSecret, Inspection, Password, PersonalTokenError, ProxyPassword};
use crate::trouble::Trouble;
use crate::zoom::ZoomChange;

/// Everything that somebody can ask of the keeper; not to be printed, because some of it is what people paste.
pub(crate) enum Message {
    Publish,
    Add { draft: Draft, secret: Option<ClientSecret>, reply: Reply<ConnectionId> },
    Edit { id: ConnectionId, draft: Draft, secret: Option<ClientSecret>, reply: Reply<()> },
    Ask { id: ConnectionId, action: Action, reply: Reply<()> },
    Copy { id: ConnectionId, wish: Wish, reply: Reply<Copied> },
    CopyTemplate { id: ConnectionId, form: Form, request: Option<Request>, reply: Reply<()> },
    CopyLink { id: ConnectionId, reply: Reply<()> },
    CopyText { text: String, reply: Reply<()> },
    Paste { id: ConnectionId, text: String, reply: Reply<()> },
    PersonalTokens { id: ConnectionId, reply: Reply<Vec<PersonalToken>> },
    CreatePersonalToken { id: ConnectionId, name: String, then: Made, reply: Reply<Became> },
    RevokePersonalToken { id: ConnectionId, token: Revoked, reply: Reply<()> },
    CheckToken { id: ConnectionId, reply: Reply<()> },
    InspectToken { id: ConnectionId, reply: Reply<Inspection> },
    Password { id: ConnectionId, user_name: String, password: Password, reply: Reply<()> },
    PersonalToken { id: ConnectionId, pasted: Zeroizing<String>, reply: Reply<()> },
    Requests { id: ConnectionId, message: RequestMessage },
    Sharing(SharingMessage),
    Summon(Option<Summons>),
    DeepLink { address: String, reply: oneshot::Sender<Reception> },
    Move { id: ConnectionId, before: Option<ConnectionId>, reply: Reply<()> },
    Change { settings: Settings, reply: Reply<()> },
    KeepProxyPassword { password: ProxyPassword, reply: Reply<()> },
    HasProxyPassword(Reply<bool>),
    Zoom(ZoomChange),
    Authority { id: ConnectionId, reply: Reply<Option<Authority>> },
    Surroundings(Reply<Surroundings>),
    Quit(oneshot::Sender<()>),
}

/// What a person can ask of one connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Sign in, by the way that suits.
    SignIn,
    /// Sign in by the listener on this computer.
    SignInLocally,
    /// Sign in as somebody else than whom the browser remembers.
    SignInAsOther,
    /// Let somebody else who came back have the connection.
    TakeOver,
    /// Leave the connection to whom it belongs.
    TurnAway,
    /// Give a sign-in up.
    Cancel,
    /// Open the browser again for the sign-in that waits.
    OpenAgain,
    /// Replace the tokens.
    Refresh,
    /// Take the tokens back.
    SignOut,
    /// Sign out and forget the connection.
    Remove,
    /// Try again what failed.
    Retry,
}

/// As what a token is to be copied.
#[derive(Debug, Clone)]
pub struct Wish {
    /// The form.
    pub form: Form,
    /// The request that a program in this form makes; `None` for one that reads the person's own record.
    pub request: Option<Request>,
    /// Whether the person has said that they mean it, where that was asked.
    pub meant: bool,
}

impl Wish {
    /// The token alone.
    pub const TOKEN: Self = Self { form: Form::Token, request: None, meant: false };
}

/// What becomes of a personal access token that was just made. Its value is never shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    /// It goes to the clipboard.
    Copied,
    /// It becomes a connection of its own.
    Connected,
}

/// A personal access token that is to be revoked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revoked {
    /// Its id.
    pub token_id: String,
    /// What the person called it, for the record.
    pub name: String,
}

/// The connection that a new personal access token became, if it became one.
pub(super) type Became = Option<ConnectionId>;

/// A token was handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copied {
    /// When it leaves the clipboard.
    pub clears_at: Option<Timestamp>,
    /// Whether it was refreshed for that.
    pub refreshed: bool,
    /// How long it is still good, where that is known.
    pub left: Option<Duration>,
}

/// Why a command was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The connection is gone.
    #[error("this connection no longer exists")]
    UnknownConnection,
    /// Not in this state.
    #[error(transparent)]
    NotNow(#[from] NotNow),
    /// Not while somebody is signed in.
    #[error(transparent)]
    StillSignedIn(#[from] StillSignedIn),
    /// Somebody else looks after it.
    #[error(
        "this connection is managed by whoever looks after this computer; only they can change it"
    )]
    Managed,
    /// A field cannot be used.
    #[error(transparent)]
    Draft(#[from] DraftError),
    /// A client secret is needed.
    #[error("paste the client secret from Auth Clients in ProcessMaker")]
    ClientSecret,
    /// What was typed is no request.
    #[error(transparent)]
    Request(#[from] RequestError),
    /// What was pasted is no answer to any sign-in.
    #[error(transparent)]
    Paste(#[from] RedirectError),
    /// What was pasted answers no sign-in that waits.
    #[error(
        "this address belongs to another sign-in; copy it from the page that this sign-in opened"
    )]
    PasteOther,
    /// What was pasted is no personal access token.
    #[error(transparent)]
    PersonalToken(#[from] PersonalTokenError),
    /// A token needs a name.
    #[error("give the token a name of at most 255 characters, by which you recognise it later")]
    TokenName,
    /// A user name and a password are needed.
    #[error("type your user name and your password")]
    Credentials,
    /// The desktop did not do it.
    #[error(transparent)]
    Desktop(#[from] DesktopError),
    /// There is no token to hand out.
    #[error(transparent)]
    Trouble(#[from] Trouble),
    /// The token can do everything in production; the person has to say that they mean it.
    #[error("this is an administrator's token of a production instance; copy it only on purpose")]
    Guarded,
    /// The request changes something in production; the person has to say that they mean it.
    #[error("this request changes something in production; send it only on purpose")]
    ChangesProduction,
    /// The person stopped it.
    #[error("the request was stopped; the server may have done by then what it was asked")]
    Stopped,
    /// The answer is no longer there.
    #[error(transparent)]
    AnswerGone(#[from] AnswerGone),
    /// A request cannot be kept under this name.
    #[error(transparent)]
    Favourite(#[from] FavouriteError),
    /// What was chosen is no file of connections.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// The proxy cannot be used.
    #[error(transparent)]
    Proxy(#[from] ProxyError),
    /// What was chosen is no authority.
    #[error(transparent)]
    Authority(#[from] AuthorityError),
    /// The program is ending.
    #[error("the program is closing")]
    Closing,
}

pub(super) type Reply<T> = oneshot::Sender<Result<T, CommandError>>;

/// Answers somebody who may have gone away.
pub(super) fn answer<T>(reply: Reply<T>, result: Result<T, CommandError>) {
    reply.send(result).ok();
}
