//! Notifications of macOS.

use latchkey_core::connection::ConnectionId;
use latchkey_core::product::Product;
use mac_notification_sys::{MainButton, Notification, NotificationResponse};
use tauri::AppHandle;
use tracing::debug;

use super::Told;
use crate::deeds::{self, Deed};

/// Shows each in a thread of its own, which waits for the click.
pub(super) struct Notifier {
    app: AppHandle,
}

impl Notifier {
    pub(super) fn new(app: AppHandle, product: Product) -> Self {
        // A program that was not installed is not known under its name, and shows them as the Finder's.
        if let Err(error) = mac_notification_sys::set_application(product.identifier) {
            debug!(%error, "notifications come under another name");
        }
        Self { app }
    }

    pub(super) fn tell(&self, told: Told) {
        let app = self.app.clone();
        std::thread::spawn(move || {
            if let Some(deed) = shown(&told) {
                deeds::perform(&app, deed);
            }
        });
    }

    /// What was told stays in the notification centre until the person clears it: the system takes none back from
    /// this library.
    #[expect(clippy::unused_self, reason = "other systems have something to do here")]
    pub(super) fn withdraw(&self, _: ConnectionId) {}
}

/// Shows it, and says what the person wants. Blocks until they have answered.
fn shown(told: &Told) -> Option<Deed> {
    let mut notification = Notification::new();
    notification.title(&told.title).message(&told.body).wait_for_click(true);
    if let Some((label, _)) = &told.button {
        notification.main_button(MainButton::SingleAction(label));
    }
    match notification.send() {
        Ok(NotificationResponse::Click) => Some(Deed::Show(told.connection)),
        Ok(NotificationResponse::ActionButton(_)) => told.button.as_ref().map(|(_, deed)| *deed),
        Ok(
            NotificationResponse::None
            | NotificationResponse::CloseButton(_)
            | NotificationResponse::Reply(_),
        ) => None,
        Err(error) => {
            debug!(%error, "a notification was not shown");
            None
        }
    }
}
