//! Bringing the window to the front, and opening it anew where there is none: a hidden program has dropped it, and
//! with it the memory that its page takes.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use latchkey_core::settings::Settings;
use latchkey_core::zoom::Zoom;
use tauri::{AppHandle, Manager, WebviewWindow};
use tokio::sync::watch;
use tracing::warn;

use super::place::Place;
use super::{MAIN, draw_at, open};
use crate::language::Spoken;

/// How often the window may come to the front by itself: anybody can send links, and a person is typing elsewhere.
const FRONT_EVERY: Duration = Duration::from_secs(2);

/// Brings the window before the others.
#[derive(Clone)]
pub(crate) struct Front {
    app: AppHandle,
    title: &'static str,
    window: Arc<Window>,
}

/// What is known of the window, open or not.
struct Window {
    last: Throttle,
    language: Mutex<Spoken>,
    zoom: Mutex<Zoom>,
    place: Mutex<Option<Place>>,
    focused: AtomicBool,
    /// Whether its page has made what it shows.
    made: watch::Sender<bool>,
    /// Held while it is being opened, so that two calls do not open two.
    opening: Mutex<()>,
}

impl Front {
    pub(crate) fn new(app: AppHandle, title: &'static str, settings: &Settings) -> Self {
        let window = Arc::new(Window {
            last: Throttle::default(),
            language: Mutex::new(Spoken::of(settings.language)),
            zoom: Mutex::new(settings.zoom),
            place: Mutex::default(),
            focused: AtomicBool::new(false),
            made: watch::Sender::new(false),
            opening: Mutex::default(),
        });
        Self { app, title, window }
    }

    /// Which language the window speaks when it opens.
    pub(crate) fn speak(&self, language: Spoken) {
        *self.window.language.lock().unwrap_or_else(PoisonError::into_inner) = language;
    }

    /// Which language that is.
    pub(crate) fn language(&self) -> Spoken {
        *self.window.language.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How large the window is drawn from here on, and whenever it opens.
    pub(crate) fn zoom(&self, zoom: Zoom) {
        let before = {
            let mut now = self.window.zoom.lock().unwrap_or_else(PoisonError::into_inner);
            std::mem::replace(&mut *now, zoom)
        };
        if before != zoom
            && let Some(window) = self.app.get_webview_window(MAIN)
            && let Err(error) = draw_at(&window, zoom)
        {
            warn!(%error, "the window keeps its size");
        }
    }

    /// Whether the person has the window before them.
    pub(crate) fn is_focused(&self) -> bool {
        self.window.focused.load(Ordering::Relaxed)
    }

    pub(crate) fn focus_is(&self, focused: bool) {
        self.window.focused.store(focused, Ordering::Relaxed);
    }

    /// The page has made what it shows.
    pub(crate) fn page_is_made(&self) {
        self.window.made.send_replace(true);
    }

    /// Waits until the window's page has made what it shows.
    pub(crate) async fn page(&self) {
        // The sender lives as long as this.
        let _ = self.window.made.subscribe().wait_for(|made| *made).await;
    }

    /// Remembers where the window stands, for the next time that it opens.
    pub(crate) fn remember_place(&self) {
        let place = self.app.get_webview_window(MAIN).as_ref().and_then(Place::of);
        *self.window.place.lock().unwrap_or_else(PoisonError::into_inner) = place;
    }

    /// Brings it there at somebody else's word, unless it came there a moment ago.
    pub(crate) fn come(&self) {
        let closed = self.app.get_webview_window(MAIN).is_none();
        if self.window.last.lets_pass(Instant::now()) || closed {
            self.show();
        }
    }

    /// Brings it there because the person wants it.
    pub(crate) fn show(&self) {
        let front = self.clone();
        // Opening a window waits for the main thread, which may be the one that asks.
        tauri::async_runtime::spawn_blocking(move || {
            if let Err(error) = front.raise() {
                warn!(%error, "the window did not come to the front");
            }
        });
    }

    fn raise(&self) -> tauri::Result<()> {
        let _alone = self.window.opening.lock().unwrap_or_else(PoisonError::into_inner);
        match self.app.get_webview_window(MAIN) {
            Some(window) => {
                window.show()?;
                window.unminimize()?;
                window.set_focus()
            }
            None => self.open().map(|_| ()),
        }
    }

    /// Opens it out of the way, where nothing but the task bar leads to it.
    pub(crate) fn open_minimised(&self) {
        let front = self.clone();
        tauri::async_runtime::spawn_blocking(move || {
            let _alone = front.window.opening.lock().unwrap_or_else(PoisonError::into_inner);
            if front.app.get_webview_window(MAIN).is_some() {
                return;
            }
            if let Err(error) = front.open().and_then(|window| window.minimize()) {
                warn!(%error, "the window could not be opened");
            }
        });
    }

    /// Opens it where it stood before; on the main thread that is only for the start, before anybody else can ask.
    pub(crate) fn open(&self) -> tauri::Result<WebviewWindow> {
        let place = *self.window.place.lock().unwrap_or_else(PoisonError::into_inner);
        let zoom = *self.window.zoom.lock().unwrap_or_else(PoisonError::into_inner);
        self.window.made.send_replace(false);
        let made = self.window.made.subscribe();
        open(&self.app, self.title, self.language(), place, zoom, made)
    }
}

impl std::fmt::Debug for Front {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Front").finish_non_exhaustive()
    }
}

/// When the window last came to the front by itself.
#[derive(Default)]
struct Throttle(Mutex<Option<Instant>>);

impl Throttle {
    fn lets_pass(&self, now: Instant) -> bool {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if last.is_some_and(|last| now.saturating_duration_since(last) < FRONT_EVERY) {
            return false;
        }
        *last = Some(now);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f46_it_comes_to_the_front_every_two_seconds_at_most() {
        let throttle = Throttle::default();
        let start = Instant::now();
        let after = |millis| start + Duration::from_millis(millis);
        assert!(throttle.lets_pass(after(0)));
        assert!(!throttle.lets_pass(after(1_999)));
        assert!(throttle.lets_pass(after(2_000)));
        assert!(!throttle.lets_pass(after(2_001)));
    }
}
