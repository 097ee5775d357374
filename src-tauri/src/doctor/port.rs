//! Whether a sign-in can come back to a port of this computer: security programs keep it from being opened, or reached.

use std::io;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::time::Duration;

use latchkey_core::doctor::Found;

/// How long the way through this computer may take. It takes microseconds, unless a security program holds it up.
const PATIENCE: Duration = Duration::from_secs(2);

/// Opens a port and knocks. Blocks.
pub(super) fn look() -> Found {
    match knock() {
        Ok(_) => Found::Port,
        Err(error) => Found::NoPort(error.to_string()),
    }
}

fn knock() -> io::Result<TcpStream> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    TcpStream::connect_timeout(&listener.local_addr()?, PATIENCE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_computer_reaches_itself() {
        assert_eq!(look(), Found::Port);
    }
}
