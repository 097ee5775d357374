//! Windows and macOS.

use std::io;

use url::Url;

/// Has the system open an address, and does not wait for the browser.
///
/// # Errors
///
/// If the system has nothing to open it with.
pub(crate) async fn open(url: Url) -> io::Result<()> {
    tokio::task::spawn_blocking(move || open::that_detached(url.as_str())).await?
}
