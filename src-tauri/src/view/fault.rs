//! What is wrong with what a person typed or chose, as the window tells it apart: it has the words.

use latchkey_core::authority::{AuthorityError, MAX_CERTIFICATES};
use latchkey_core::bench::request::{MAX_HEADER_VALUE, MAX_HEADERS, MAX_PATH, RequestError};
use latchkey_core::bench::saved::{self, FavouriteError, MAX_FAVOURITES};
use latchkey_core::connection::{self, AddressError, DraftError};
use latchkey_core::keeper::CommandError;
use latchkey_core::personal_tokens;
use latchkey_core::proxy::ProxyError;
use latchkey_core::share::document::{DocumentError, EntryError, MAX_CONNECTIONS};
use latchkey_core::share::link::LinkError;
use latchkey_core::shell::DesktopError;
use latchkey_core::token::PersonalTokenError;
use serde::Serialize;
#[cfg(test)]
use specta::Type;

use super::forms::HttpMethodView;

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum FaultView {
    AddressEmpty,
    AddressTooLong,
    AddressMalformed,
    AddressScheme,
    AddressPlainHttp,
    AddressCredentials,
    Name {
        most: u32,
    },
    ClientId,
    ClientSecret,
    Credentials,
    TokenShape,
    TokenOver,
    TokenName {
        most: u32,
    },
    NoPath,
    NoSlash,
    OtherServer,
    Backslash,
    Invisible,
    Fragment,
    Outside,
    Placeholder {
        name: String,
    },
    PathTooLong {
        most: u32,
    },
    TooManyHeaders {
        most: u32,
    },
    HeaderName {
        name: String,
    },
    NotYours {
        name: String,
    },
    HeaderValue {
        name: String,
        most: u32,
    },
    NoBody {
        method: HttpMethodView,
    },
    BodyTooLarge,
    BodyNotJson {
        line: u32,
        column: u32,
    },
    TooManyFavourites {
        most: u32,
    },
    FileTooLarge,
    FileNotJson {
        /// The reader's own words.
        said: String,
    },
    FileOfSomethingElse,
    FileNewer,
    TooManyConnections {
        most: u32,
    },
    EntryMalformed {
        /// The reader's own words.
        said: String,
    },
    LinkTooLong,
    LinkRepeated,
    ProxyEmpty,
    ProxyMalformed,
    ProxyScheme,
    ProxyCredentials,
    ProxyUser,
    AuthorityTooLarge,
    AuthorityPrivateKey,
    NoCertificate,
    TooManyAuthorities {
        most: u32,
    },
    NoAuthority,
    NoListener,
    ProgramCloses,
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl FaultView {
    /// What is wrong where a command was not carried out; `None` where its code says it all.
    pub(super) fn of(error: &CommandError) -> Option<Self> {
        use CommandError as E;
        match error {
            E::Draft(error) => Some(error.into()),
            E::ClientSecret => Some(Self::ClientSecret),
            E::Request(error) => Some(error.into()),
            E::PersonalToken(PersonalTokenError::Shape) => Some(Self::TokenShape),
            E::PersonalToken(PersonalTokenError::Over) => Some(Self::TokenOver),
            E::TokenName => Some(Self::TokenName { most: number(personal_tokens::MAX_NAME) }),
            E::Credentials => Some(Self::Credentials),
            E::Favourite(FavouriteError::Name) => {
                Some(Self::Name { most: number(saved::MAX_NAME) })
            }
            E::Favourite(FavouriteError::TooMany) => {
                Some(Self::TooManyFavourites { most: number(MAX_FAVOURITES) })
            }
            E::Document(error) => Some(error.into()),
            E::Proxy(error) => Some((*error).into()),
            E::Authority(error) => Some((*error).into()),
            E::Desktop(DesktopError::Listener) => Some(Self::NoListener),
            E::Closing => Some(Self::ProgramCloses),
            E::UnknownConnection
            | E::NotNow(_)
            | E::StillSignedIn(_)
            | E::Paste(_)
            | E::PasteOther
            | E::Desktop(DesktopError::Browser | DesktopError::Clipboard)
            | E::Trouble(_)
            | E::Guarded
            | E::Managed
            | E::ChangesProduction
            | E::Stopped
            | E::AnswerGone(_) => None,
        }
    }
}

impl From<ProxyError> for FaultView {
    fn from(error: ProxyError) -> Self {
        match error {
            ProxyError::Empty => Self::ProxyEmpty,
            ProxyError::Malformed => Self::ProxyMalformed,
            ProxyError::Scheme => Self::ProxyScheme,
            ProxyError::Credentials => Self::ProxyCredentials,
            ProxyError::User => Self::ProxyUser,
        }
    }
}

impl From<AuthorityError> for FaultView {
    fn from(error: AuthorityError) -> Self {
        match error {
            AuthorityError::TooLarge => Self::AuthorityTooLarge,
            AuthorityError::PrivateKey => Self::AuthorityPrivateKey,
            AuthorityError::NoCertificate => Self::NoCertificate,
            AuthorityError::TooMany => Self::TooManyAuthorities { most: number(MAX_CERTIFICATES) },
            AuthorityError::NotAuthority => Self::NoAuthority,
        }
    }
}

impl From<AddressError> for FaultView {
    fn from(error: AddressError) -> Self {
        match error {
            AddressError::Empty => Self::AddressEmpty,
            AddressError::TooLong => Self::AddressTooLong,
            AddressError::Malformed => Self::AddressMalformed,
            AddressError::Scheme => Self::AddressScheme,
            AddressError::PlainHttp => Self::AddressPlainHttp,
            AddressError::Credentials => Self::AddressCredentials,
        }
    }
}

impl From<&DraftError> for FaultView {
    fn from(error: &DraftError) -> Self {
        match error {
            DraftError::Address(error) => (*error).into(),
            DraftError::Name => Self::Name { most: number(connection::MAX_NAME) },
            DraftError::ClientId => Self::ClientId,
        }
    }
}

impl From<&RequestError> for FaultView {
    fn from(error: &RequestError) -> Self {
        match error {
            RequestError::NoPath => Self::NoPath,
            RequestError::NoSlash => Self::NoSlash,
            RequestError::OtherServer => Self::OtherServer,
            RequestError::Backslash => Self::Backslash,
            RequestError::Invisible => Self::Invisible,
            RequestError::Fragment => Self::Fragment,
            RequestError::Outside => Self::Outside,
            RequestError::Placeholder(name) => Self::Placeholder { name: name.clone() },
            RequestError::PathTooLong => Self::PathTooLong { most: number(MAX_PATH) },
            RequestError::TooManyHeaders => Self::TooManyHeaders { most: number(MAX_HEADERS) },
            RequestError::HeaderName(name) => Self::HeaderName { name: name.clone() },
            RequestError::NotYours(name) => Self::NotYours { name: name.clone() },
            RequestError::HeaderValue(name) => {
                Self::HeaderValue { name: name.clone(), most: number(MAX_HEADER_VALUE) }
            }
            RequestError::NoBody(method) => Self::NoBody { method: (*method).into() },
            RequestError::BodyTooLarge => Self::BodyTooLarge,
            RequestError::NotJson { line, column } => {
                Self::BodyNotJson { line: number(*line), column: number(*column) }
            }
        }
    }
}

impl From<&DocumentError> for FaultView {
    fn from(error: &DocumentError) -> Self {
        match error {
            DocumentError::TooLarge => Self::FileTooLarge,
            DocumentError::NotJson(said) => Self::FileNotJson { said: said.clone() },
            DocumentError::NotConnections => Self::FileOfSomethingElse,
            DocumentError::Newer => Self::FileNewer,
            DocumentError::TooMany => Self::TooManyConnections { most: number(MAX_CONNECTIONS) },
        }
    }
}

impl From<&EntryError> for FaultView {
    fn from(error: &EntryError) -> Self {
        match error {
            EntryError::Malformed(said) => Self::EntryMalformed { said: said.clone() },
            EntryError::Draft(error) => error.into(),
        }
    }
}

impl From<&LinkError> for FaultView {
    fn from(error: &LinkError) -> Self {
        match error {
            LinkError::TooLong => Self::LinkTooLong,
            LinkError::Repeated => Self::LinkRepeated,
            LinkError::Address(error) => (*error).into(),
        }
    }
}
