//! Where those who manage a computer put connections for everybody who uses it.

use std::path::PathBuf;

/// Names the file for a developer's build, which leaves that of the computer alone.
const VARIABLE: &str = "LATCHKEY_MANAGED";

/// The file, if there is a place for it.
pub(crate) fn file() -> Option<PathBuf> {
    if cfg!(debug_assertions) {
        return std::env::var_os(VARIABLE).map(PathBuf::from);
    }
    folder().map(|folder| folder.join("connections.json"))
}

#[cfg(target_os = "windows")]
fn folder() -> Option<PathBuf> {
    std::env::var_os("ProgramData").map(|folder| PathBuf::from(folder).join("Latchkey"))
}

#[cfg(target_os = "macos")]
fn folder() -> Option<PathBuf> {
    Some(PathBuf::from("/Library/Application Support/Latchkey"))
}

#[cfg(not(any(target_os = "windows", target_os = "macos")))]
fn folder() -> Option<PathBuf> {
    Some(PathBuf::from("/etc/latchkey"))
}
