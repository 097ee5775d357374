//! How long the computer has been running, suspends included.

use std::time::Duration;

use latchkey_core::clock::Uptime;

#[cfg_attr(target_os = "linux", path = "uptime/linux.rs")]
#[cfg_attr(target_os = "macos", path = "uptime/macos.rs")]
#[cfg_attr(target_os = "windows", path = "uptime/windows.rs")]
mod system;

/// Reads the clock that nobody can set.
pub(crate) fn read() -> Uptime {
    system::read()
}

/// Waits for as long by the same clock, where the system has a timer that goes by it.
pub(crate) async fn wait(time: Duration) {
    system::wait(time).await;
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

    #[tokio::test]
    async fn a_wait_is_as_long_as_it_is_to_be() {
        let before = read().since_boot;
        for millis in [0, 1, 20] {
            wait(Duration::from_millis(millis)).await;
        }
        assert!(read().since_boot - before >= Duration::from_millis(21));
    }
}
