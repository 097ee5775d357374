//! Linux.

use std::path::PathBuf;

pub(super) fn folder() -> Option<PathBuf> {
    Some(PathBuf::from("/etc/latchkey"))
}
