//! What closing the window does: it ends the program, or the program goes on without one.

use std::sync::Arc;

use latchkey_core::settings::Closing;
use tauri::{AppHandle, Manager, WindowEvent};
use tracing::warn;

use crate::desktop::Desktop;
use crate::window::{Front, MAIN};

/// Something has happened to the window.
pub(crate) fn notice(app: &AppHandle, event: &WindowEvent) {
    let (Some(front), Some(desktop)) = (app.try_state::<Front>(), app.try_state::<Arc<Desktop>>())
    else {
        return;
    };
    if let WindowEvent::Focused(focused) = event {
        front.focus_is(*focused);
    }
    if let WindowEvent::Destroyed = event {
        front.focus_is(false);
        desktop.watchers().remove(MAIN);
    }
    if let WindowEvent::CloseRequested { api, .. } = event
        && desktop.closing() == Closing::Hides
    {
        api.prevent_close();
        front.remember_place();
        tauri::async_runtime::spawn(hide(app.clone(), Arc::clone(&desktop)));
    }
}

/// Drops the window where the tray leads back to it, and else keeps it within reach of the task bar.
async fn hide(app: AppHandle, desktop: Arc<Desktop>) {
    let Some(window) = app.get_webview_window(MAIN) else { return };
    let there = desktop.tray().is_there_at_last().await;
    let hidden = if there { window.destroy() } else { window.minimize() };
    if let Err(error) = hidden {
        warn!(%error, "the window could not be hidden");
    }
}

/// Whether the program goes on although its last window is gone.
pub(crate) fn goes_on(app: &AppHandle) -> bool {
    app.try_state::<Arc<Desktop>>().is_some_and(|desktop| desktop.closing() == Closing::Hides)
}
