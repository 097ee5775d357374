//! Windows: the system itself chooses a browser and judges certificates.

use latchkey_core::doctor::Found;

/// Whether programs of a session speak to each other on a bus.
pub(super) const HAS_SESSION_BUS: bool = false;

pub(super) fn browser() -> Found {
    Found::Browser(None)
}

pub(super) fn session_bus() -> Found {
    Found::NoBus("this system has none".to_owned())
}

pub(super) fn certificates() -> Found {
    Found::SystemCertificates
}

pub(super) fn system() -> Option<String> {
    None
}

pub(super) fn desktop() -> Option<String> {
    None
}
