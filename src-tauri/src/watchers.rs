//! The windows that watch, and what they were shown last: a page gets the whole state once, and then what changes.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use latchkey_core::activity::Names;
use latchkey_core::instance::Instance;
use latchkey_core::shell::View;
use tauri::ipc::Channel;

use crate::view::{Shown, UpdateView};

/// The windows that watch.
#[derive(Debug, Default)]
pub(crate) struct Watchers {
    inner: Mutex<Watched>,
}

#[derive(Default)]
struct Watched {
    shown: Option<Shown>,
    /// By the window's label: a page that is loaded anew takes the place of the old one.
    channels: BTreeMap<String, Channel<UpdateView>>,
}

impl Watchers {
    /// Shows a window the latest state, and from then on every change.
    pub(crate) fn add(&self, window: &str, channel: Channel<UpdateView>) {
        let mut watched = self.lock();
        let alive = watched.shown.as_ref().is_none_or(|shown| channel.send(shown.whole()).is_ok());
        if alive {
            watched.channels.insert(window.to_owned(), channel);
        }
    }

    /// A window is gone.
    pub(crate) fn remove(&self, window: &str) {
        self.lock().channels.remove(window);
    }

    /// Shows what has changed, unless it looks like before.
    pub(crate) fn show(&self, view: &View<'_>, registration: impl Fn(&Instance) -> String) {
        let mut watched = self.lock();
        let update = match &mut watched.shown {
            Some(shown) => shown.update(view, registration),
            None => Some(watched.shown.insert(Shown::new(view, registration)).whole()),
        };
        if let Some(update) = update {
            watched.channels.retain(|_, channel| channel.send(update.clone()).is_ok());
        }
    }

    /// What the connections are called that are shown.
    pub(crate) fn names(&self) -> Names {
        self.lock().shown.as_ref().map(Shown::names).unwrap_or_default()
    }

    fn lock(&self) -> MutexGuard<'_, Watched> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl std::fmt::Debug for Watched {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Watched").field("windows", &self.channels.keys()).finish_non_exhaustive()
    }
}
