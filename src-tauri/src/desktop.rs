//! The desktop as the keeper needs it: the only place that reads the clock and opens browsers.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use latchkey_core::clock::{Timestamp, Uptime};
use latchkey_core::connection::{ConnectionId, ServerId};
use latchkey_core::instance::Instance;
use latchkey_core::notices::Notice;
use latchkey_core::oauth::redirect::registration;
use latchkey_core::product::Product;
use latchkey_core::settings::Closing;
use latchkey_core::shell::{Arrival, DesktopError, Listening, Shell, View};
use latchkey_core::token::SecretText;
use tauri::AppHandle;
use tokio::sync::mpsc;
use tracing::warn;
use url::{Host, Url};

use crate::at_login;
use crate::browser;
use crate::clipboard::Clipboard;
use crate::language::Spoken;
use crate::look::Look;
use crate::loopback;
use crate::notifications::Notifier;
use crate::shortcut::Keys;
use crate::tray;
use crate::uptime;
use crate::watchers::Watchers;
use crate::window::Front;
use crate::words::words;

/// The longest address handed to a browser; Windows cuts longer ones off.
const MAX_URL: usize = 2_000;

/// The person's desktop.
#[derive(Debug)]
pub(crate) struct Desktop {
    product: Product,
    watchers: Watchers,
    clipboard: Clipboard,
    deep_links_work: AtomicBool,
    front: Front,
    look: Look,
    tray: tray::Icon,
    notifier: Notifier,
    at_login: at_login::Entry,
    keys: Keys,
    closing: Mutex<Closing>,
}

impl Desktop {
    /// A desktop of which nobody knows yet whether deep links work.
    pub(crate) fn new(
        app: &AppHandle,
        product: Product,
        front: Front,
        look: Look,
        closing: Closing,
    ) -> Self {
        Self {
            product,
            front,
            look,
            tray: tray::Icon::new(app.clone()),
            notifier: Notifier::new(app.clone(), product),
            at_login: at_login::Entry::new(app.clone(), product),
            keys: Keys::new(app.clone()),
            closing: Mutex::new(closing),
            watchers: Watchers::default(),
            clipboard: Clipboard::start(),
            deep_links_work: AtomicBool::new(false),
        }
    }

    /// The windows that are shown every change.
    pub(crate) fn watchers(&self) -> &Watchers {
        &self.watchers
    }

    /// The icon in the tray.
    pub(crate) fn tray(&self) -> &tray::Icon {
        &self.tray
    }

    /// The keys that copy a token from anywhere.
    pub(crate) fn keys(&self) -> &Keys {
        &self.keys
    }

    /// What closing the window does.
    pub(crate) fn closing(&self) -> Closing {
        *self.closing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gets ready for the end of the program.
    pub(crate) async fn leave(&self) {
        self.clipboard.leave().await;
    }

    /// Remembers whether the system brings deep links here.
    pub(crate) fn deep_links_are(&self, work: bool) {
        self.deep_links_work.store(work, Ordering::Relaxed);
    }
}

impl Shell for Desktop {
    #[expect(clippy::disallowed_methods, reason = "everybody else is told the time from here")]
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }

    fn uptime(&self) -> Uptime {
        uptime::read()
    }

    async fn wait(&self, time: Duration) {
        uptime::wait(time).await;
    }

    fn publish(&self, view: &View<'_>) {
        let registration = |instance: &Instance| registration(&self.product, instance);
        let language = Spoken::of(view.settings.language);
        self.front.speak(language);
        self.front.zoom(view.settings.zoom);
        self.look.take_on(view.settings.theme);
        self.at_login.take_on(view.settings.at_login);
        *self.closing.lock().unwrap_or_else(PoisonError::into_inner) = view.settings.closing;
        self.tray.show(view.tray, &words(language).tray);
        self.watchers.show(view, registration);
    }

    fn is_in_front(&self) -> bool {
        self.front.is_focused()
    }

    fn notify(&self, notice: &Notice) {
        self.notifier.tell(notice, &words(self.front.language()).notices);
    }

    fn withdraw(&self, connection: ConnectionId) {
        self.notifier.withdraw(connection);
    }

    fn deep_links_work(&self) -> bool {
        self.deep_links_work.load(Ordering::Relaxed)
    }

    async fn open_browser(&self, url: Url) -> Result<(), DesktopError> {
        if !may_be_opened(&url) {
            return Err(DesktopError::Browser);
        }
        browser::open(url).await.map_err(|_| {
            // The error's text may hold the whole address, which nobody may read in a log.
            warn!("no browser could be opened");
            DesktopError::Browser
        })
    }

    async fn listen(
        &self,
        server: ServerId,
        answers: mpsc::Sender<Arrival>,
    ) -> Result<Listening, DesktopError> {
        let (front, language) = (self.front.clone(), self.front.language());
        let taken = Arc::new(move || front.come());
        loopback::open(server, answers, language, taken).map_err(|error| {
            warn!(%error, "no port could be opened on this computer");
            DesktopError::Listener
        })
    }

    async fn copy_secret(&self, text: SecretText) -> Result<(), DesktopError> {
        self.clipboard.copy_secret(text).await
    }

    async fn copy_text(&self, text: String) -> Result<(), DesktopError> {
        self.clipboard.copy_text(text).await
    }

    async fn clear_secret(&self) {
        self.clipboard.clear_secret().await;
    }
}

/// Only the web, only encrypted or on this computer, and nothing that a launcher could take for an option.
fn may_be_opened(url: &Url) -> bool {
    let here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    };
    let web = url.scheme() == "https" || (url.scheme() == "http" && here);
    let plain = url.as_str().bytes().all(|byte| byte.is_ascii_graphic());
    web && plain && url.as_str().len() <= MAX_URL
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_opened() {
        let long = format!("https://acme.example/{}", "a".repeat(MAX_URL));
        for (address, allowed) in [
            ("https://acme.example/oauth/authorize?state=s", true),
            ("http://127.0.0.1:8095/oauth/authorize", true),
            ("http://localhost:8095/", true),
            ("http://[::1]:8095/", true),
            ("http://acme.example/", false),
            ("http://localhost.acme.example/", false),
            ("file:///etc/passwd", false),
            ("javascript:alert(1)", false),
            ("smb://acme.example/share", false),
            ("io.github.latchkey-app://oauth/callback/x", false),
            (long.as_str(), false),
        ] {
            assert_eq!(may_be_opened(&Url::parse(address).unwrap()), allowed, "{address}");
        }
    }
}
