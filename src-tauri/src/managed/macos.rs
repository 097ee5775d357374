//! macOS.

use std::path::PathBuf;

pub(super) fn folder() -> Option<PathBuf> {
    Some(PathBuf::from("/Library/Application Support/Latchkey"))
}
