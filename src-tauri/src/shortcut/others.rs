//! Keys on Windows and macOS.

use tauri::{AppHandle, Manager as _, Wry};
use tauri_plugin_global_shortcut::{
    GlobalShortcut, GlobalShortcutExt as _, Shortcut, ShortcutState,
};
use tracing::warn;

use super::ShortcutError;

pub(super) fn can_be_heard() -> bool {
    true
}

/// To be called from the main thread.
pub(super) fn prepare(app: &AppHandle) {
    if let Err(error) = app.plugin(tauri_plugin_global_shortcut::Builder::new().build()) {
        warn!(%error, "no keys can be listened to");
    }
}

/// Lets go of the keys when dropped.
pub(super) struct Listening {
    app: AppHandle,
    keys: Shortcut,
}

/// Calls `pressed` whenever the keys are.
pub(super) fn listen(
    app: &AppHandle,
    keys: &str,
    pressed: impl Fn() + Send + Sync + 'static,
) -> Result<Listening, ShortcutError> {
    let keys: Shortcut = keys.parse().map_err(|_| ShortcutError::Unusable)?;
    // Not there if the plugin could not be prepared.
    let plugin = app.try_state::<GlobalShortcut<Wry>>().ok_or(ShortcutError::Unavailable)?;
    plugin
        .on_shortcut(keys, move |_, _, event| {
            if event.state == ShortcutState::Pressed {
                pressed();
            }
        })
        .map_err(|_| ShortcutError::Taken)?;
    Ok(Listening { app: app.clone(), keys })
}

impl Drop for Listening {
    fn drop(&mut self) {
        if let Err(error) = self.app.global_shortcut().unregister(self.keys) {
            warn!(%error, "the keys are still listened to");
        }
    }
}
