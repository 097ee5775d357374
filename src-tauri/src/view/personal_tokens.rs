//! Personal access tokens, as the window lists and makes them.

use latchkey_core::keeper::Made;
use latchkey_core::personal_tokens::PersonalToken;
use serde::{Deserialize, Serialize};
#[cfg(test)]
use specta::Type;

/// What is known of a personal access token.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) struct PersonalTokenView {
    id: String,
    name: String,
    /// As the server writes it (RFC 3339).
    created_at: Option<String>,
    expires_at: Option<String>,
    /// The connection itself uses it.
    is_own: bool,
}

impl From<PersonalToken> for PersonalTokenView {
    fn from(token: PersonalToken) -> Self {
        let PersonalToken { id, name, created_at, expires_at, is_own } = token;
        Self { id, name, created_at, expires_at, is_own }
    }
}

/// What becomes of a personal access token that was just made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(Type))]
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
