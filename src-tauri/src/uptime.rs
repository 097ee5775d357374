//! How long the computer has been running, suspends included.

use latchkey_core::clock::Uptime;

#[cfg_attr(target_os = "linux", path = "uptime/linux.rs")]
#[cfg_attr(target_os = "macos", path = "uptime/macos.rs")]
#[cfg_attr(target_os = "windows", path = "uptime/windows.rs")]
mod system;

/// Reads the clock that nobody can set.
pub(crate) fn read() -> Uptime {
    system::read()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_goes_on_within_one_run_of_the_system() {
        let (one, two) = (read(), read());
        assert!(two.since_boot >= one.since_boot);
        assert_eq!(two.boot, one.boot);
    }
}
