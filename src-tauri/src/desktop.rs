//! The desktop as the keeper needs it: the only place that reads the clock and opens browsers.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use latchkey_core::clock::{Timestamp, Uptime};
use latchkey_core::connection::ServerId;
use latchkey_core::instance::Instance;
use latchkey_core::oauth::redirect::registration;
use latchkey_core::product::Product;
use latchkey_core::shell::{Arrival, DesktopError, Listening, Shell, View};
use latchkey_core::token::SecretText;
use tokio::sync::mpsc;
use tracing::warn;
use url::{Host, Url};

use crate::clipboard::Clipboard;
use crate::loopback;
use crate::uptime;
use crate::watchers::Watchers;
use crate::window::{Front, Look};

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
}

impl Desktop {
    /// A desktop of which nobody knows yet whether deep links work.
    pub(crate) fn new(product: Product, front: Front, look: Look) -> Self {
        Self {
            product,
            front,
            look,
            watchers: Watchers::default(),
            clipboard: Clipboard::start(),
            deep_links_work: AtomicBool::new(false),
        }
    }

    /// The windows that are shown every change.
    pub(crate) fn watchers(&self) -> &Watchers {
        &self.watchers
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

    fn publish(&self, view: &View<'_>) {
        let registration = |instance: &Instance| registration(&self.product, instance);
        self.look.take_on(view.settings.theme);
        self.watchers.show(view, registration);
    }

    fn deep_links_work(&self) -> bool {
        self.deep_links_work.load(Ordering::Relaxed)
    }

    async fn open_browser(&self, url: Url) -> Result<(), DesktopError> {
        if !may_be_opened(&url) {
            return Err(DesktopError::Browser);
        }
        let opened = tokio::task::spawn_blocking(move || open::that_detached(url.as_str())).await;
        // The error's text holds the whole address, which nobody may read in a log.
        if matches!(opened, Ok(Ok(()))) {
            return Ok(());
        }
        warn!("no browser could be opened");
        Err(DesktopError::Browser)
    }

    async fn listen(
        &self,
        server: ServerId,
        answers: mpsc::Sender<Arrival>,
    ) -> Result<Listening, DesktopError> {
        let front = self.front.clone();
        loopback::open(server, answers, Arc::new(move || front.come())).map_err(|error| {
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
