//! What closing the window does: it ends the program, or the program goes on without one.

use std::sync::Arc;

use latchkey_core::settings::Closing;
use tauri::{AppHandle, CloseRequestApi, Manager, WindowEvent};
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
        hide(app, &front, &desktop, api);
    }
}

/// Lets the window go where the tray leads back to it, and else keeps it in sight of the task bar.
fn hide(app: &AppHandle, front: &Front, desktop: &Desktop, api: &CloseRequestApi) {
    front.remember_place();
    if desktop.tray().is_there() {
        return;
    }
    api.prevent_close();
    let minimised = app.get_webview_window(MAIN).map_or(Ok(()), |window| window.minimize());
    if let Err(error) = minimised {
        warn!(%error, "the window could not be minimised");
    }
}

/// Whether the program goes on although its last window is gone.
pub(crate) fn goes_on(app: &AppHandle) -> bool {
    app.try_state::<Arc<Desktop>>().is_some_and(|desktop| desktop.closing() == Closing::Hides)
}
