use std::time::Duration;

use latchkey_core::clock::Uptime;
use rustix::time::{ClockId, clock_gettime};

/// The standard library's clock stops in a suspend here; this one does not. No moment outlasts the process, because
/// the name of the system's run is not to be had without `unsafe`.
pub(super) fn read() -> Uptime {
    let time = clock_gettime(ClockId::Monotonic);
    let seconds = u64::try_from(time.tv_sec).unwrap_or_default();
    let nanoseconds = u32::try_from(time.tv_nsec).unwrap_or_default();
    Uptime { since_boot: Duration::new(seconds, nanoseconds), boot: None }
}

pub(super) async fn wait(time: Duration) {
    tokio::time::sleep(time).await;
}
