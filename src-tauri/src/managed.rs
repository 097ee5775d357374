//! Where those who manage a computer put connections for everybody who uses it.

use std::path::PathBuf;

#[cfg_attr(target_os = "linux", path = "managed/linux.rs")]
#[cfg_attr(target_os = "windows", path = "managed/windows.rs")]
#[cfg_attr(target_os = "macos", path = "managed/macos.rs")]
mod imp;

/// Names the file for a developer's build, which leaves that of the computer alone.
const VARIABLE: &str = "LATCHKEY_MANAGED";

/// The file, if there is a place for it.
pub(crate) fn file() -> Option<PathBuf> {
    if cfg!(debug_assertions) {
        return std::env::var_os(VARIABLE).map(PathBuf::from);
    }
    imp::folder().map(|folder| folder.join("connections.json"))
}
