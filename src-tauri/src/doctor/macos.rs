//! macOS: the system itself chooses a browser and judges certificates.

use std::process::Command;

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

/// The version of the system. Blocks on another program.
pub(super) fn system() -> Option<String> {
    let output = Command::new("sw_vers").arg("-productVersion").output().ok()?;
    let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    (!version.is_empty()).then(|| format!("macOS {version}"))
}

pub(super) fn desktop() -> Option<String> {
    None
}
