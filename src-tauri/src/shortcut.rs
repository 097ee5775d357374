//! The keys that copy a token from anywhere.

#[cfg_attr(target_os = "linux", path = "shortcut/linux.rs")]
#[cfg_attr(not(target_os = "linux"), path = "shortcut/others.rs")]
mod imp;

use std::sync::{Mutex, PoisonError};

use latchkey_core::settings::Shortcut;
use tauri::AppHandle;
use tracing::info;

use crate::deeds::{self, Deed};

/// Why keys are not listened to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ShortcutError {
    /// This system lets no program listen.
    #[error("this desktop lets no program listen to keys")]
    Unavailable,
    /// These are no keys that can be listened to.
    #[error("these keys cannot be used")]
    Unusable,
    /// Another program listens to them.
    #[error("another program uses these keys")]
    Taken,
}

/// What is listened to.
pub(crate) struct Keys {
    app: AppHandle,
    now: Mutex<Now>,
}

#[derive(Default)]
struct Now {
    shortcut: Option<Shortcut>,
    listening: Option<imp::Listening>,
}

impl Keys {
    pub(crate) fn new(app: AppHandle) -> Self {
        imp::prepare(&app);
        Self { app, now: Mutex::default() }
    }

    /// Whether the keys that are set are listened to.
    pub(crate) fn are_heard(&self) -> bool {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).listening.is_some()
    }

    /// Whether this system lets programs listen.
    pub(crate) fn can_be_heard() -> bool {
        imp::can_be_heard()
    }

    /// Listens to these keys from here on, and to no others. Where they cannot be listened to, everything stays as it
    /// is. Blocks until the system has answered.
    pub(crate) fn take_on(&self, shortcut: Option<&Shortcut>) -> Result<(), ShortcutError> {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        if now.shortcut.as_ref() == shortcut {
            return Ok(());
        }
        let before = std::mem::take(&mut *now);
        // The same keys may be for another connection: who listened to them lets go first.
        drop(before.listening);
        match self.listen(shortcut) {
            Ok(listening) => {
                *now = Now { shortcut: shortcut.cloned(), listening };
                Ok(())
            }
            Err(error) => {
                info!(%error, "the keys are not listened to");
                let listening = self.listen(before.shortcut.as_ref()).unwrap_or_default();
                let shortcut = before.shortcut.filter(|_| listening.is_some());
                *now = Now { shortcut, listening };
                Err(error)
            }
        }
    }

    fn listen(&self, shortcut: Option<&Shortcut>) -> Result<Option<imp::Listening>, ShortcutError> {
        let Some(Shortcut { keys, connection }) = shortcut else { return Ok(None) };
        let (app, deed) = (self.app.clone(), Deed::Copy(*connection));
        imp::listen(&self.app, keys, move || deeds::perform(&app, deed)).map(Some)
    }
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keys").finish_non_exhaustive()
    }
}
