//! Windows and macOS: the window follows the system by itself until it is told otherwise.

use std::sync::{Mutex, PoisonError};

use latchkey_core::settings;
use tauri::{AppHandle, Theme};

/// What the window is drawn in.
pub(crate) struct Look {
    app: AppHandle,
    now: Mutex<settings::Theme>,
}

impl Look {
    /// As the system says, until told otherwise.
    pub(crate) fn new(app: AppHandle) -> Self {
        Self { app, now: Mutex::default() }
    }

    /// Takes on the colours that the person has chosen, unless it has them.
    pub(crate) fn take_on(&self, theme: settings::Theme) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        if std::mem::replace(&mut *now, theme) == theme {
            return;
        }
        self.app.set_theme(match theme {
            settings::Theme::System => None,
            settings::Theme::Light => Some(Theme::Light),
            settings::Theme::Dark => Some(Theme::Dark),
        });
    }
}

impl std::fmt::Debug for Look {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Look").field("now", &self.now).finish_non_exhaustive()
    }
}
