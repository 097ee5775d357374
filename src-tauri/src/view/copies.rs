//! Tokens that were handed out.

use latchkey_core::hand_outs::{HandOut, Through};
use latchkey_core::keeper::Copied;
use latchkey_core::shell::Clipboard;
use serde::Serialize;
#[cfg(test)]
use specta::Type;

use super::Millis;
use super::forms::FormView;

/// A token of ours on the clipboard.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ClipboardView {
    /// Whose token it is.
    connection: String,
    /// By this computer's clock. null: it stays until replaced.
    pub(super) clears_at: Option<Millis>,
    /// The token was refreshed just before it was copied.
    refreshed: bool,
    /// Whether it is the connection's own token or one that was just made.
    through: ThroughView,
    form: FormView,
}

impl From<Clipboard> for ClipboardView {
    fn from(clipboard: Clipboard) -> Self {
        Self {
            connection: clipboard.connection.to_string(),
            clears_at: clipboard.clears_at.map(Millis::from),
            refreshed: clipboard.refreshed,
            through: clipboard.through.into(),
            form: clipboard.form.into(),
        }
    }
}

/// A token was copied.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) struct CopiedView {
    clears_at: Option<Millis>,
    refreshed: bool,
    #[cfg_attr(test, specta(type = Option<u32>))]
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

/// A token left the program.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) struct HandOutView {
    /// By this computer's clock.
    at: Millis,
    through: ThroughView,
    form: FormView,
}

impl From<&HandOut> for HandOutView {
    fn from(hand_out: &HandOut) -> Self {
        Self {
            at: hand_out.at.into(),
            through: hand_out.through.into(),
            form: hand_out.form.into(),
        }
    }
}

/// The ways a token leaves the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
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
