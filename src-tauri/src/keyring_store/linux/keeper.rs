//! Which program of the session keeps the keyring: several can, and each is mended in a window of its own.

use std::fs;

use zbus::blocking::Connection;
use zbus::blocking::fdo::DBusProxy;
use zbus::names::BusName;

/// The name on the bus that every keyring takes.
const SECRETS: &str = "org.freedesktop.secrets";

/// What the program is called that people know; `None` where the bus does not say who it is. Blocks.
pub(super) fn name() -> Option<String> {
    let bus = Connection::session().ok()?;
    let secrets = BusName::try_from(SECRETS).ok()?;
    let process = DBusProxy::new(&bus).ok()?.get_connection_unix_process_id(secrets).ok()?;
    let program = fs::read_to_string(format!("/proc/{process}/comm")).ok()?;
    Some(known_as(program.trim()).to_owned())
}

/// The system cuts names of programs off after fifteen letters.
fn known_as(program: &str) -> &str {
    match program {
        "gnome-keyring-d" => "GNOME Keyring",
        "kwalletd5" | "kwalletd6" | "ksecretd" => "KWallet",
        "keepassxc" => "KeePassXC",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keyrings_are_called_as_people_know_them() {
        for (program, name) in [
            ("gnome-keyring-d", "GNOME Keyring"),
            ("kwalletd6", "KWallet"),
            ("oo7-daemon", "oo7-daemon"),
        ] {
            assert_eq!(known_as(program), name);
        }
    }
}
