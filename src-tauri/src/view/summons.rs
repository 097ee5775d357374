//! Where in the window a person wants to be who asked for it elsewhere, and what their desktop can do.

use latchkey_core::shell::{Errand, Summons};
use serde::Serialize;
#[cfg(test)]
use specta::Type;

/// Where the person wants to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SummonsView {
    connection: String,
    errand: ErrandView,
}

/// What for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename = "Errand", rename_all = "camelCase")]
pub(crate) enum ErrandView {
    /// To see how things stand.
    Look,
    /// To copy the token, of which something has to be asked before.
    Copy,
}

impl From<Summons> for SummonsView {
    fn from(Summons { connection, errand }: Summons) -> Self {
        let errand = match errand {
            Errand::Look => ErrandView::Look,
            Errand::Copy => ErrandView::Copy,
        };
        Self { connection: connection.to_string(), errand }
    }
}

/// What this desktop can do, as far as settings depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) struct AbilitiesView {
    /// Somebody shows the icon.
    pub(crate) tray: bool,
    /// Programs can listen to keys that are pressed elsewhere.
    pub(crate) keys: bool,
    /// The keys that are set are listened to.
    pub(crate) heard: bool,
}
