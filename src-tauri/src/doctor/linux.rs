//! Linux: what opens web pages, the session's bus, and the certificates that lie in files.

use std::env;
use std::fs;

use latchkey_core::doctor::Found;
use zbus::blocking::Connection;

use crate::desktop_entries::{default_for, name_of};

/// Whether programs of a session speak to each other on a bus.
pub(super) const HAS_SESSION_BUS: bool = true;

/// The programs that know what opens an address; one of them is enough.
const LAUNCHERS: [&str; 4] = ["xdg-open", "gio", "gnome-open", "kde-open"];

/// What opens web pages where no default was chosen.
const USUAL_BROWSERS: [&str; 2] = ["x-www-browser", "www-browser"];

/// The variables that put other certificates in place of the system's.
const INSTEAD: [&str; 2] = ["SSL_CERT_FILE", "SSL_CERT_DIR"];

/// What the sign-in page is opened with. Blocks on other programs.
pub(super) fn browser() -> Found {
    if !LAUNCHERS.iter().any(|program| is_on_path(program)) {
        return Found::NoBrowser;
    }
    let chosen = default_for("x-scheme-handler/https").unwrap_or_default();
    if !chosen.is_empty() {
        return Found::Browser(Some(name_of(&chosen)));
    }
    let named = env::var("BROWSER").ok().filter(|browser| !browser.is_empty());
    let usual = USUAL_BROWSERS.into_iter().find(|program| is_on_path(program));
    match named.or(usual.map(str::to_owned)) {
        Some(browser) => Found::Browser(Some(browser)),
        None => Found::NoBrowser,
    }
}

fn is_on_path(program: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// Says hello on the bus. Blocks.
pub(super) fn session_bus() -> Found {
    match Connection::session() {
        Ok(_) => Found::Bus,
        Err(error) => Found::NoBus(error.to_string()),
    }
}

/// Reads the certificates as every request does. Blocks on the disk.
pub(super) fn certificates() -> Found {
    let read = rustls_native_certs::load_native_certs();
    let instead: Vec<&str> =
        INSTEAD.into_iter().filter(|variable| env::var_os(variable).is_some()).collect();
    Found::Certificates {
        roots: read.certs.len(),
        unreadable: read.errors.len(),
        instead: (!instead.is_empty()).then(|| instead.join(", ")),
    }
}

/// What the distribution calls itself.
pub(super) fn system() -> Option<String> {
    let release = fs::read_to_string("/etc/os-release").ok()?;
    let name = release.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="))?;
    Some(format!("{}, Linux", name.trim_matches('"')))
}

/// The desktop, and whether windows are drawn by X11 or by Wayland.
pub(super) fn desktop() -> Option<String> {
    let named = |variable| env::var(variable).ok().filter(|name| !name.is_empty());
    let parts = [named("XDG_CURRENT_DESKTOP"), named("XDG_SESSION_TYPE")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
