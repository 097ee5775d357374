//! Why a command failed, as the window tells it apart.

use latchkey_core::connection::{AddressError, DraftError};
use latchkey_core::keeper;
use latchkey_core::oauth::redirect::RedirectError;
use latchkey_core::shell::DesktopError;
use latchkey_core::trouble::Trouble;
use serde::Serialize;
#[cfg(test)]
use specta::Type;

use super::fault::FaultView;
use super::trouble::TroubleView;
use crate::shortcut::ShortcutError;

/// A command was not carried out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
pub(crate) struct CommandError {
    pub(crate) code: ErrorCode,
    /// For the log, and for a person where it is in the system's own words.
    pub(crate) message: String,
    /// What is wrong with what was typed or chosen.
    pub(crate) fault: Option<FaultView>,
    /// Set when the code is `trouble`.
    pub(crate) trouble: Option<TroubleView>,
}

/// The cases that the window does something different about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) enum ErrorCode {
    Address,
    Name,
    ClientId,
    ClientSecret,
    UnknownConnection,
    NotNow,
    StillSignedIn,
    PasteNotOurs,
    PasteOther,
    Credentials,
    PersonalToken,
    TokenName,
    Request,
    Clipboard,
    Browser,
    Trouble,
    Guarded,
    Managed,
    ChangesProduction,
    Stopped,
    AnswerGone,
    Favourite,
    Document,
    Proxy,
    Authority,
    Shortcut,
    ShortcutTaken,
    Internal,
}

impl CommandError {
    /// Something that the window can only pass on.
    pub(crate) fn internal(error: &impl std::fmt::Display) -> Self {
        Self { code: ErrorCode::Internal, message: error.to_string(), fault: None, trouble: None }
    }
}

impl From<&keeper::CommandError> for ErrorCode {
    fn from(error: &keeper::CommandError) -> Self {
        use keeper::CommandError as E;
        match error {
            E::UnknownConnection => Self::UnknownConnection,
            E::NotNow(_) => Self::NotNow,
            E::StillSignedIn(_) => Self::StillSignedIn,
            E::Draft(DraftError::Address(_)) => Self::Address,
            E::Draft(DraftError::Name) => Self::Name,
            E::Draft(DraftError::ClientId) => Self::ClientId,
            E::ClientSecret => Self::ClientSecret,
            E::Paste(
                RedirectError::NotOurs
                | RedirectError::TooLong
                | RedirectError::Repeated
                | RedirectError::Undecided,
            ) => Self::PasteNotOurs,
            E::PasteOther => Self::PasteOther,
            E::Credentials => Self::Credentials,
            E::PersonalToken(_) => Self::PersonalToken,
            E::TokenName => Self::TokenName,
            E::Request(_) => Self::Request,
            E::Desktop(DesktopError::Clipboard) => Self::Clipboard,
            E::Desktop(DesktopError::Browser) => Self::Browser,
            E::Trouble(_) => Self::Trouble,
            E::Guarded => Self::Guarded,
            E::Managed => Self::Managed,
            E::ChangesProduction => Self::ChangesProduction,
            E::Stopped => Self::Stopped,
            E::AnswerGone(_) => Self::AnswerGone,
            E::Favourite(_) => Self::Favourite,
            E::Document(_) => Self::Document,
            E::Proxy(_) => Self::Proxy,
            E::Authority(_) => Self::Authority,
            E::Desktop(DesktopError::Listener) | E::Closing => Self::Internal,
        }
    }
}

impl From<keeper::CommandError> for CommandError {
    fn from(error: keeper::CommandError) -> Self {
        let trouble = if let keeper::CommandError::Trouble(trouble) = &error {
            Some(TroubleView::from(trouble))
        } else {
            None
        };
        let (code, fault) = (ErrorCode::from(&error), FaultView::of(&error));
        Self { code, message: error.to_string(), fault, trouble }
    }
}

impl From<DraftError> for CommandError {
    fn from(error: DraftError) -> Self {
        keeper::CommandError::from(error).into()
    }
}

impl From<Trouble> for CommandError {
    fn from(trouble: Trouble) -> Self {
        keeper::CommandError::from(trouble).into()
    }
}

impl From<AddressError> for CommandError {
    fn from(error: AddressError) -> Self {
        keeper::CommandError::from(DraftError::from(error)).into()
    }
}

impl From<ShortcutError> for CommandError {
    fn from(error: ShortcutError) -> Self {
        let code = match error {
            ShortcutError::Taken => ErrorCode::ShortcutTaken,
            ShortcutError::Unusable | ShortcutError::Unavailable => ErrorCode::Shortcut,
        };
        Self { code, message: error.to_string(), fault: None, trouble: None }
    }
}

impl From<DesktopError> for CommandError {
    fn from(error: DesktopError) -> Self {
        keeper::CommandError::from(error).into()
    }
}
