//! Names that a page can have looked up without asking anybody for anything (Linux).

use tauri::WebviewWindow;
use tracing::debug;

/// Has WebKit look up no name that is not needed for a request: those are held by the policy, the others by nothing.
pub(super) fn hold_back(window: &WebviewWindow) -> tauri::Result<()> {
    window.with_webview(|view| {
        if !latchkey_webkit::look_up_no_names(&view.inner()) {
            debug!("this WebKit has no such switch");
        }
    })
}
