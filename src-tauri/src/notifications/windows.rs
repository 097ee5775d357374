//! Notifications of Windows (toasts).

use latchkey_core::connection::ConnectionId;
use latchkey_core::product::Product;
use tauri::AppHandle;
use tauri_winrt_notification::Toast;
use tracing::debug;

use super::Told;
use crate::deeds::{self, Deed};

/// Shows each at once. Windows keeps them by the name that the installer has given the program; one that was not
/// installed borrows another's.
pub(super) struct Notifier {
    app: AppHandle,
    application: &'static str,
}

impl Notifier {
    pub(super) fn new(app: AppHandle, product: Product) -> Self {
        let application =
            if cfg!(debug_assertions) { Toast::POWERSHELL_APP_ID } else { product.identifier };
        Self { app, application }
    }

    pub(super) fn tell(&self, told: Told) {
        let click = Deed::Show(told.connection);
        let app = self.app.clone();
        let mut toast = Toast::new(self.application).title(&told.title).text1(&told.body);
        if let Some((label, deed)) = &told.button {
            toast = toast.add_button(label, &deed.to_string());
        }
        let shown = toast
            .on_activated(move |button| {
                let deed = button.and_then(|button| button.parse().ok()).unwrap_or(click);
                deeds::perform(&app, deed);
                Ok(())
            })
            .show();
        if let Err(error) = shown {
            debug!(%error, "a notification was not shown");
        }
    }

    /// What was told stays in the notification centre until the person clears it: toasts cannot be taken back one by
    /// one through this library.
    #[expect(clippy::unused_self, reason = "other systems have something to do here")]
    pub(super) fn withdraw(&self, _: ConnectionId) {}
}
