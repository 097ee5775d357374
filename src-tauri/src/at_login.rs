//! Starting with the computer: the entry that the system reads, and what a start by it looks like.

use std::sync::{Mutex, PoisonError};

use latchkey_core::product::{DEVELOPMENT, Product};
use latchkey_core::settings::AtLogin;
use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Wry};
use tauri_plugin_autostart::ManagerExt as _;
use tracing::warn;

/// What the system starts the program with, so that it knows that nobody has asked for a window.
const BY_THE_SYSTEM: &str = "--at-login";

/// Lets a developer's build start with the computer too.
const ASKED: &str = "LATCHKEY_AUTOSTART";

/// The entry among what the system starts.
pub(crate) struct Entry {
    app: AppHandle,
    /// Whether this build may make one: one that a developer has long forgotten would start for ever.
    allowed: bool,
    /// Whether there is to be one, as far as somebody has said.
    wanted: Mutex<Option<bool>>,
}

/// What writes the entry.
pub(crate) fn plugin(product: &Product) -> TauriPlugin<Wry> {
    tauri_plugin_autostart::Builder::new().app_name(product.name).arg(BY_THE_SYSTEM).build()
}

/// Whether this start is to show no window.
pub(crate) fn starts_hidden(at_login: AtLogin) -> bool {
    at_login == AtLogin::Hidden && std::env::args().any(|argument| argument == BY_THE_SYSTEM)
}

impl Entry {
    pub(crate) fn new(app: AppHandle, product: Product) -> Self {
        let asked = std::env::var_os(ASKED).is_some_and(|asked| !asked.is_empty());
        Self { app, allowed: product != DEVELOPMENT || asked, wanted: Mutex::new(None) }
    }

    /// Makes the entry or takes it away, unless it is as it should be.
    pub(crate) fn take_on(&self, at_login: AtLogin) {
        let wanted = match at_login {
            AtLogin::Nothing => false,
            AtLogin::Opens | AtLogin::Hidden => true,
        };
        let before = self.wanted.lock().unwrap_or_else(PoisonError::into_inner).replace(wanted);
        if before == Some(wanted) || !self.allowed {
            return;
        }
        let app = self.app.clone();
        tauri::async_runtime::spawn_blocking(move || {
            let entry = app.autolaunch();
            let done = match (entry.is_enabled(), wanted) {
                // Written anew at every start: the program may have moved.
                (_, true) => entry.enable(),
                (Ok(false), false) => Ok(()),
                (_, false) => entry.disable(),
            };
            if let Err(error) = done {
                warn!(%error, "whether to start with the computer could not be changed");
            }
        });
    }
}

impl std::fmt::Debug for Entry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Entry").field("wanted", &self.wanted).finish_non_exhaustive()
    }
}
