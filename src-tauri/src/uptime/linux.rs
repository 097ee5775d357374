use std::sync::LazyLock;
use std::time::Duration;

use latchkey_core::clock::{BootId, Uptime};
use rustix::time::{ClockId, clock_gettime};

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
