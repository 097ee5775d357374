//! The icon in the tray: how things stand at a glance, and a menu with what is done most often.
//!
//! A Linux desktop may have no tray. Nothing depends on it: a second start always shows the window.

mod menu;
mod pictures;

#[cfg_attr(target_os = "linux", path = "tray/linux.rs")]
#[cfg_attr(not(target_os = "linux"), path = "tray/others.rs")]
mod imp;

use std::sync::{Mutex, PoisonError};

use latchkey_core::tray::{Mood, Tray};
use tauri::AppHandle;

use crate::words::TrayWords;
use menu::Item;

/// What the icon shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Shown {
    mood: Mood,
    /// What it says of all connections together.
    title: String,
    menu: Vec<Item>,
}

/// The icon.
pub(crate) struct Icon {
    imp: imp::Icon,
    last: Mutex<Shown>,
}

impl Icon {
    /// Puts it into the tray as soon as there is something to show.
    pub(crate) fn new(app: AppHandle) -> Self {
        Self { imp: imp::Icon::new(app), last: Mutex::default() }
    }

    /// Shows how things stand, unless it looks like before.
    pub(crate) fn show(&self, tray: &Tray, words: &TrayWords) {
        let title = match tray.mood {
            Mood::Fine => words.fine,
            Mood::EndingSoon => words.ending_soon,
            Mood::NeedsYou => words.needs_you,
        };
        let shown = Shown { mood: tray.mood, title: title.to_owned(), menu: menu::of(tray, words) };
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if *last != shown {
            last.clone_from(&shown);
            self.imp.show(shown);
        }
    }

    /// Whether somebody shows it, as far as is known by now.
    pub(crate) fn is_there(&self) -> bool {
        self.imp.is_there()
    }

    /// Waits until it is known whether somebody shows it.
    pub(crate) async fn is_there_at_last(&self) -> bool {
        self.imp.is_there_at_last().await
    }
}

impl std::fmt::Debug for Icon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Icon").field("last", &self.last).finish_non_exhaustive()
    }
}
