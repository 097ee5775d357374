//! What a token says about itself, as the window shows it: everything but the token.

use latchkey_core::record::WINDOWS_LIMIT;
use latchkey_core::token::{Inspection, Moment, Words};
use serde::Serialize;
#[cfg(test)]
use specta::Type;

use super::Millis;

/// What a token says about itself, unverified, and how large everything is.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) struct InspectionView {
    /// null: a token that says nothing about itself.
    words: Option<WordsView>,
    /// In bytes, like the others.
    access_size: u32,
    refresh_size: Option<u32>,
    /// Of each entry in the keyring.
    entries: Vec<u32>,
    /// The largest entry that the narrowest keyring takes.
    entry_limit: u32,
}

/// The claims of a token.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) struct WordsView {
    issued_at: Option<MomentView>,
    not_before: Option<MomentView>,
    expires_at: Option<MomentView>,
    subject: Option<String>,
    audience: Vec<String>,
    token_id: Option<String>,
    /// null: it does not say.
    scopes: Option<Vec<String>>,
    /// JSON in lines.
    header: String,
    /// JSON in lines.
    payload: String,
}

/// A time as a token has it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) struct MomentView {
    /// By the server's clock.
    at: Millis,
    /// The seconds since 1970, to the last digit.
    seconds: String,
}

impl From<Inspection> for InspectionView {
    fn from(inspection: Inspection) -> Self {
        let size = |bytes: usize| u32::try_from(bytes).unwrap_or(u32::MAX);
        Self {
            words: inspection.words.map(WordsView::from),
            access_size: size(inspection.access_size),
            refresh_size: inspection.refresh_size.map(size),
            entries: inspection.entries.into_iter().map(size).collect(),
            entry_limit: size(WINDOWS_LIMIT),
        }
    }
}

impl From<Words> for WordsView {
    fn from(words: Words) -> Self {
        Self {
            issued_at: words.issued_at.map(MomentView::from),
            not_before: words.not_before.map(MomentView::from),
            expires_at: words.expires_at.map(MomentView::from),
            subject: words.subject,
            audience: words.audience,
            token_id: words.token_id,
            scopes: words.scopes,
            header: words.header,
            payload: words.payload,
        }
    }
}

impl From<Moment> for MomentView {
    fn from(Moment { at, seconds }: Moment) -> Self {
        Self { at: at.into(), seconds }
    }
}
