//! What happened, as the window shows it. It puts the words to it.

use latchkey_core::activity::{
    Because, By, Copies, Cursor, Event, Next, Outcome, Page, Query, Revoked, What,
};
use latchkey_core::keeper;
use serde::{Deserialize, Serialize};
#[cfg(test)]
use specta::Type;

use super::copies::ThroughView;
use super::seen::FoundView;
use super::trouble::TroubleCode;
use super::{CommandError, Millis};

/// Which events are looked for.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(Type))]
pub(crate) struct ActivityQuery {
    /// null: of every connection.
    connection: Option<String>,
    /// For each word, the ways to say it; an event has to have one of them for each.
    words: Vec<Vec<String>>,
}

impl ActivityQuery {
    pub(crate) fn check(self) -> Result<Query, keeper::CommandError> {
        let known = |id: String| id.parse().map_err(|_| keeper::CommandError::UnknownConnection);
        Ok(Query { connection: self.connection.map(known).transpose()?, words: self.words })
    }
}

/// Reads a place in the record.
pub(crate) fn place(text: Option<String>) -> Result<Option<Cursor>, CommandError> {
    let cursor = text.map(|text| text.parse::<Cursor>()).transpose();
    cursor.map_err(|error| CommandError::internal(&error))
}

/// Events that were found, the newest first.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
pub(crate) struct ActivityPageView {
    events: Vec<EventView>,
    /// Where the next page begins; null: there is nothing older.
    next: Option<String>,
}

impl From<Page> for ActivityPageView {
    fn from(page: Page) -> Self {
        let found = page.events.into_iter().zip(page.places);
        Self {
            events: found.map(|(event, place)| EventView::new(event, place)).collect(),
            next: page.next.map(|place| place.to_string()),
        }
    }
}

/// Something that happened to a connection.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
pub(crate) struct EventView {
    /// No two events have the same, and none ever gets another.
    place: String,
    /// By this computer's clock as it was then.
    at: Millis,
    connection: String,
    what: WhatView,
}

impl EventView {
    fn new(Event { at, connection, what }: Event, place: Cursor) -> Self {
        Self {
            place: place.to_string(),
            at: at.into(),
            connection: connection.to_string(),
            what: what.into(),
        }
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum WhatView {
    SignedIn {
        who: Option<String>,
        by: ByView,
    },
    SignInFailed {
        why: TroubleCode,
    },
    SignInGivenUp,
    SomebodyElseCame {
        who: Option<String>,
    },
    Refreshed {
        because: BecauseView,
        copies: CopiesView,
    },
    RefreshFailed {
        why: TroubleCode,
        /// It is tried again without anybody asking.
        again: bool,
    },
    AnswerLost,
    SignInNeeded {
        why: TroubleCode,
    },
    HandedOut {
        through: ThroughView,
        /// The key of the form, which a later version may have more of.
        form: String,
    },
    Requested {
        method: String,
        /// Without the values of its query.
        path: String,
        /// null: no answer came.
        status: Option<u16>,
        /// Why not; null: the person did not wait for it.
        trouble: Option<TroubleCode>,
        /// In milliseconds.
        took: Millis,
    },
    TokenChecked {
        found: FoundView,
    },
    SignedOut {
        revoked: RevokedView,
    },
    PersonalTokenMade {
        name: String,
    },
    PersonalTokenRevoked {
        name: String,
    },
    ConnectionAdded {
        name: String,
    },
    ConnectionChanged {
        name: String,
    },
    ConnectionRemoved {
        name: String,
    },
    /// Something that only a later version has words for.
    Other,
}

impl From<What> for WhatView {
    fn from(what: What) -> Self {
        let text = |text: latchkey_core::activity::Text| text.as_str().to_owned();
        match what {
            What::SignedIn { who, by } => Self::SignedIn { who: who.map(text), by: by.into() },
            What::SignInFailed { why } => Self::SignInFailed { why: why.into() },
            What::SignInGivenUp => Self::SignInGivenUp,
            What::SomebodyElseCame { who } => Self::SomebodyElseCame { who: who.map(text) },
            What::Refreshed { because, copies } => {
                Self::Refreshed { because: because.into(), copies: copies.into() }
            }
            What::RefreshFailed { why, next } => {
                Self::RefreshFailed { why: why.into(), again: next == Next::TriedAgain }
            }
            What::AnswerLost => Self::AnswerLost,
            What::SignInNeeded { why } => Self::SignInNeeded { why: why.into() },
            What::HandedOut { through, form } => {
                Self::HandedOut { through: through.into(), form: text(form) }
            }
            What::Requested { method, path, outcome, took } => {
                let (status, trouble) = match outcome {
                    Outcome::Status(status) => (Some(status), None),
                    Outcome::Trouble(kind) => (None, Some(kind.into())),
                    Outcome::Stopped => (None, None),
                };
                let took = Millis::new(i64::try_from(took).unwrap_or(i64::MAX));
                let path = path.as_str().to_owned();
                Self::Requested { method: text(method), path, status, trouble, took }
            }
            What::TokenChecked { found } => Self::TokenChecked { found: found.into() },
            What::SignedOut { revoked } => Self::SignedOut { revoked: revoked.into() },
            What::PersonalTokenMade { name } => Self::PersonalTokenMade { name: text(name) },
            What::PersonalTokenRevoked { name } => Self::PersonalTokenRevoked { name: text(name) },
            What::ConnectionAdded { name } => Self::ConnectionAdded { name: text(name) },
            What::ConnectionChanged { name } => Self::ConnectionChanged { name: text(name) },
            What::ConnectionRemoved { name } => Self::ConnectionRemoved { name: text(name) },
            What::Other => Self::Other,
        }
    }
}

/// How somebody signed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename = "By", rename_all = "camelCase")]
pub(crate) enum ByView {
    DeepLink,
    Loopback,
    PastedAddress,
    Password,
    PersonalToken,
}

impl From<By> for ByView {
    fn from(by: By) -> Self {
        match by {
            By::DeepLink => Self::DeepLink,
            By::Loopback => Self::Loopback,
            By::PastedAddress => Self::PastedAddress,
            By::Password => Self::Password,
            By::PersonalToken => Self::PersonalToken,
        }
    }
}

/// What tokens were replaced for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename = "Because", rename_all = "camelCase")]
pub(crate) enum BecauseView {
    Background,
    Person,
    Copy,
    Request,
}

impl From<Because> for BecauseView {
    fn from(because: Because) -> Self {
        match because {
            Because::Background => Self::Background,
            Because::Person => Self::Person,
            Because::Copy => Self::Copy,
            Because::Request => Self::Request,
        }
    }
}

/// What became of copies when a token was replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename = "Copies", rename_all = "camelCase")]
pub(crate) enum CopiesView {
    None,
    Ended,
    LiveOn,
}

impl From<Copies> for CopiesView {
    fn from(copies: Copies) -> Self {
        match copies {
            Copies::None => Self::None,
            Copies::Ended => Self::Ended,
            Copies::LiveOn => Self::LiveOn,
        }
    }
}

/// What a sign-out took back on the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename = "Revoked", rename_all = "camelCase")]
pub(crate) enum RevokedView {
    Everything,
    Copies,
    LastToken,
    Nothing,
}

impl From<Revoked> for RevokedView {
    fn from(revoked: Revoked) -> Self {
        match revoked {
            Revoked::Everything => Self::Everything,
            Revoked::Copies => Self::Copies,
            Revoked::LastToken => Self::LastToken,
            Revoked::Nothing => Self::Nothing,
        }
    }
}
