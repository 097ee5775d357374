use std::io;
use std::sync::LazyLock;
use std::time::Duration;

use async_io::Async;
use latchkey_core::clock::{BootId, Uptime};
use rustix::time::{
    ClockId, Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, Timespec, clock_gettime,
    timerfd_create, timerfd_settime,
};
use tracing::debug;

/// It differs after every start of the kernel.
static BOOT: LazyLock<Option<BootId>> = LazyLock::new(|| {
    let name = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    Some(BootId::named(&name))
});

pub(super) fn read() -> Uptime {
    let time = clock_gettime(ClockId::Boottime);
    let seconds = u64::try_from(time.tv_sec).unwrap_or_default();
    let nanoseconds = u32::try_from(time.tv_nsec).unwrap_or_default();
    Uptime { since_boot: Duration::new(seconds, nanoseconds), boot: *BOOT }
}

/// A timer of the kernel, which wakes the program once. The runtime's own wakes it some times on the way, and does
/// not know of suspends.
pub(super) async fn wait(time: Duration) {
    if let Err(error) = alarm(time).await {
        debug!(%error, "there is no timer that counts suspends");
        tokio::time::sleep(time).await;
    }
}

async fn alarm(time: Duration) -> io::Result<()> {
    // All zeros would switch it off.
    let time = Timespec::try_from(time.max(Duration::from_nanos(1))).map_err(io::Error::other)?;
    let once = Itimerspec { it_interval: Timespec::default(), it_value: time };
    let flags = TimerfdFlags::NONBLOCK | TimerfdFlags::CLOEXEC;
    let timer = timerfd_create(TimerfdClockId::Boottime, flags)?;
    timerfd_settime(&timer, TimerfdTimerFlags::empty(), &once)?;
    Async::new_nonblocking(timer)?.readable().await
}
