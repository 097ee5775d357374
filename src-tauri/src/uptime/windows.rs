use std::sync::LazyLock;
use std::time::{Duration, Instant};

use latchkey_core::clock::Uptime;

/// The standard library's clock goes on through a suspend here. No moment outlasts the process.
static STARTED: LazyLock<Instant> = LazyLock::new(Instant::now);

pub(super) fn read() -> Uptime {
    Uptime { since_boot: STARTED.elapsed(), boot: None }
}

pub(super) async fn wait(time: Duration) {
    tokio::time::sleep(time).await;
}
