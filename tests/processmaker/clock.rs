//! The server's clock: the machine's time plus an offset that tests move, so
//! that a year passes without waiting. The `Date` header follows it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A clock that tests can move; clones share one offset.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    offset_micros: Arc<AtomicI64>,
}

impl Clock {
    /// The server's present.
    #[expect(
        clippy::disallowed_methods,
        reason = "the stand-in's only reading of the machine's clock"
    )]
    pub fn now(&self) -> SystemTime {
        let machine = SystemTime::now();
        let offset = self.offset_micros.load(Ordering::SeqCst);
        let distance = Duration::from_micros(offset.unsigned_abs());
        match offset {
            0.. => machine + distance,
            _ => machine - distance,
        }
    }

    /// The server's present in microseconds since 1970.
    pub(crate) fn micros(&self) -> i64 {
        let since = self.now().duration_since(UNIX_EPOCH);
        let micros = since.expect("the clock is past 1970").as_micros();
        i64::try_from(micros).expect("the clock is before the year 294247")
    }

    /// The server's present in whole seconds since 1970.
    pub(crate) fn seconds(&self) -> i64 {
        self.micros().div_euclid(1_000_000)
    }

    /// Moves the server's time forward.
    pub fn advance(&self, by: Duration) {
        self.offset_micros.fetch_add(micros(by), Ordering::SeqCst);
    }

    /// Moves the server's time back.
    pub fn rewind(&self, by: Duration) {
        self.offset_micros.fetch_sub(micros(by), Ordering::SeqCst);
    }

    /// Puts the server's time back to the machine's.
    pub fn reset(&self) {
        self.offset_micros.store(0, Ordering::SeqCst);
    }
}

fn micros(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros())
        .expect("a test moves the clock by less than 292 thousand years")
}
