//! Windows.

use std::path::PathBuf;

pub(super) fn folder() -> Option<PathBuf> {
    std::env::var_os("ProgramData").map(|folder| PathBuf::from(folder).join("Latchkey"))
}
