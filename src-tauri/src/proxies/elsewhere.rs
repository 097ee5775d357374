//! Windows and macOS: the library reads the system's settings, except for scripts.

use latchkey_core::http::Http;

/// What requests are made with.
pub(crate) fn http() -> Http {
    Http::default()
}
