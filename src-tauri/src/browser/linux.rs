//! Linux: the launchers of the desktops, one after the other.

use std::io;
use std::process::Stdio;
use std::time::Duration;

use tokio::process::Command;
use url::Url;

use crate::webkit;

/// How long a launcher may take to say that it failed. Most end at once; some last as long as the browser.
const FAILS_WITHIN: Duration = Duration::from_millis(250);

/// Has the desktop open an address, and does not wait for the browser.
///
/// # Errors
///
/// If no launcher is there, or each says that it failed.
pub(crate) async fn open(url: Url) -> io::Result<()> {
    let mut failure = io::Error::from(io::ErrorKind::NotFound);
    for mut launcher in open::commands(url.as_str()) {
        webkit::ours_alone(&mut launcher);
        match start(launcher.into(), FAILS_WITHIN).await {
            Ok(()) => return Ok(()),
            Err(error) => failure = error,
        }
    }
    Err(failure)
}

/// In a group of its own: a key pressed in the terminal where this program was started does not reach the browser.
async fn start(mut launcher: Command, fails_within: Duration) -> io::Result<()> {
    launcher.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
    let mut started = launcher.spawn()?;
    match tokio::time::timeout(fails_within, started.wait()).await {
        Ok(Ok(status)) if !status.success() => Err(io::Error::other(status.to_string())),
        // One that cannot be watched was started all the same.
        Ok(Ok(_) | Err(_)) | Err(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[tokio::test]
    async fn a_launcher_that_fails_or_is_not_there_is_told_from_one_that_works() {
        const PATIENCE: Duration = Duration::from_secs(60);
        assert!(start(shell("exit 0"), PATIENCE).await.is_ok());
        let failed = start(shell("exit 3"), PATIENCE).await.unwrap_err();
        assert_eq!(failed.kind(), io::ErrorKind::Other);
        let missing = start(Command::new("/nowhere/launcher"), PATIENCE).await.unwrap_err();
        assert_eq!(missing.kind(), io::ErrorKind::NotFound);
    }

    #[tokio::test]
    async fn one_that_lasts_as_long_as_the_browser_is_not_waited_for() {
        assert!(start(shell("exec sleep 5"), Duration::ZERO).await.is_ok());
    }
}
