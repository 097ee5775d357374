//! Where the program runs, for the report: nothing that tells one person from another.

use std::env::consts;

use latchkey_core::doctor::About;

use super::imp;

/// This program on this system.
pub(super) fn this() -> About {
    let build = if cfg!(debug_assertions) { ", a developer's build" } else { "" };
    About {
        program: format!("Latchkey {}{build}", env!("CARGO_PKG_VERSION")),
        system: match imp::system() {
            Some(system) => format!("{system}, {}", consts::ARCH),
            None => format!("{}, {}", consts::OS, consts::ARCH),
        },
        desktop: imp::desktop(),
        web_view: tauri::webview_version().ok(),
    }
}
