//! Points in time, the clocks that tell them, and the one that decisions are made by.
//!
//! This computer's wall clock can be set; the time since the computer was started cannot, and goes on through a
//! suspend. The program takes the wall clock once, and from then on counts by the other one. When a token ends is
//! told in the server's time, which [`ClockOffset`] carries over. Nothing here reads a clock.

use std::time::Duration;

use sha2::{Digest, Sha256};
use time::OffsetDateTime;

/// A difference between the two clocks below this is the resolution of the `Date` header plus the way there
/// and back, not a wrong clock.
const CLOCKS_AGREE_WITHIN_MS: i64 = 3_000;

/// A point in time: milliseconds since 1970, saturating at both ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// From milliseconds since 1970.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// From seconds since 1970, with a fraction; `None` for what is no time (NaN, beyond the year 9999).
    #[must_use]
    pub fn from_seconds(seconds: f64) -> Option<Self> {
        const YEAR_9999: f64 = 253_402_300_800.0;
        #[expect(clippy::cast_possible_truncation, reason = "the range was just checked")]
        (seconds.is_finite() && (0.0..YEAR_9999).contains(&seconds))
            .then_some(Self((seconds * 1000.0) as i64))
    }

    /// The same in UTC; what lies outside the years 1970 to 9999 is moved to their ends.
    pub(crate) fn calendar(self) -> OffsetDateTime {
        const YEAR_9999_ENDS: i64 = 253_402_300_799_999;
        let millis = self.0.clamp(0, YEAR_9999_ENDS);
        OffsetDateTime::UNIX_EPOCH + time::Duration::milliseconds(millis)
    }

    /// Milliseconds since 1970.
    #[must_use]
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// This much later.
    #[must_use]
    pub fn after(self, wait: Duration) -> Self {
        Self(self.0.saturating_add(millis(wait)))
    }

    /// This much earlier.
    #[must_use]
    pub fn before(self, time: Duration) -> Self {
        Self(self.0.saturating_sub(millis(time)))
    }

    /// How long until `later`; zero when that has passed.
    #[must_use]
    pub fn until(self, later: Self) -> Duration {
        Duration::from_millis(u64::try_from(later.0.saturating_sub(self.0)).unwrap_or(0))
    }
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

/// The server's clock minus this computer's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ClockOffset(i64);

impl ClockOffset {
    /// Compares the `Date` header of an answer with the middle of the request; clocks that agree within three
    /// seconds count as equal.
    #[must_use]
    pub fn measure(server: Timestamp, sent: Timestamp, received: Timestamp) -> Self {
        let middle = sent.0.saturating_add(received.0.saturating_sub(sent.0) / 2);
        let offset = server.0.saturating_sub(middle);
        if offset.abs() <= CLOCKS_AGREE_WITHIN_MS { Self(0) } else { Self(offset) }
    }

    /// The offset in milliseconds.
    #[must_use]
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// The offset by which a clock that shows `local` shows the server's `server`.
    #[must_use]
    pub fn between(local: Timestamp, server: Timestamp) -> Self {
        Self(server.0.saturating_sub(local.0))
    }

    /// What this computer's clock shows when the server's shows `server`.
    #[must_use]
    pub fn local_time(self, server: Timestamp) -> Timestamp {
        Timestamp(server.0.saturating_sub(self.0))
    }

    /// What the server's clock shows when this computer's shows `local`.
    #[must_use]
    pub fn server_time(self, local: Timestamp) -> Timestamp {
        Timestamp(local.0.saturating_add(self.0))
    }
}

/// Tells one run of the operating system from the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct BootId(u64);

impl BootId {
    /// From whatever name the system gives its run.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let digest: [u8; 32] = Sha256::digest(name.trim().as_bytes()).into();
        Self(digest.first_chunk().map_or(0, |first| u64::from_be_bytes(*first)))
    }

    /// As it is written down.
    #[must_use]
    pub fn as_number(self) -> u64 {
        self.0
    }

    /// As it was written down.
    #[must_use]
    pub fn from_number(number: u64) -> Self {
        Self(number)
    }
}

/// How long the computer has been running.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Uptime {
    /// Since it was started, suspends included.
    pub since_boot: Duration,
    /// Which run of the system this is; `None` where the system does not say.
    pub boot: Option<BootId>,
}

/// A moment that another process of the same run of the system can place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BootMoment {
    /// The run.
    pub boot: BootId,
    /// Milliseconds since its start.
    pub millis: i64,
}

/// The clock that decisions are made by: the wall clock as it was at the start, moved on by the time since boot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Steady {
    /// What the wall clock would have shown when the computer was started.
    started: Timestamp,
    boot: Option<BootId>,
}

impl Steady {
    /// Taken at the start of the program.
    #[must_use]
    pub fn new(wall: Timestamp, uptime: Uptime) -> Self {
        Self {
            started: Timestamp::from_millis(
                wall.as_millis().saturating_sub(millis(uptime.since_boot)),
            ),
            boot: uptime.boot,
        }
    }

    /// The present.
    #[must_use]
    pub fn now(&self, uptime: Uptime) -> Timestamp {
        self.started.after(uptime.since_boot)
    }

    /// How far the wall clock is ahead by now, in milliseconds: whether somebody set it.
    #[must_use]
    pub fn drift(&self, wall: Timestamp, uptime: Uptime) -> i64 {
        wall.as_millis().saturating_sub(self.now(uptime).as_millis())
    }

    /// A moment of this clock in a form that lasts until the computer is started anew.
    #[must_use]
    pub fn moment(&self, at: Timestamp) -> Option<BootMoment> {
        let millis = at.as_millis().saturating_sub(self.started.as_millis());
        self.boot.map(|boot| BootMoment { boot, millis })
    }

    /// What this clock showed at a moment; `None` for one of another run of the system.
    #[must_use]
    pub fn at(&self, moment: BootMoment) -> Option<Timestamp> {
        (self.boot == Some(moment.boot))
            .then(|| Timestamp::from_millis(self.started.as_millis().saturating_add(moment.millis)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const T0: Timestamp = Timestamp::from_millis(1_795_307_008_000);

    fn up(seconds: u64, boot: &str) -> Uptime {
        Uptime { since_boot: Duration::from_secs(seconds), boot: Some(BootId::named(boot)) }
    }

    #[test]
    fn a_clock_that_is_set_moves_nothing() {
        let steady = Steady::new(T0, up(500, "monday"));
        let later = up(560, "monday");
        assert_eq!(steady.now(later), T0.after(Duration::from_secs(60)));
        let set_back = Timestamp::from_millis(T0.as_millis() - 86_400_000);
        assert_eq!(steady.drift(set_back, later), -86_460_000);
        assert_eq!(steady.drift(T0.after(Duration::from_secs(60)), later), 0);
    }

    #[test]
    fn a_moment_is_found_again_until_the_next_boot() {
        let before = Steady::new(T0, up(500, "monday"));
        let moment = before.moment(T0).unwrap();
        // The wall clock was set forward a day in between.
        let wrong = T0.after(Duration::from_secs(86_400 + 60));
        let after = Steady::new(wrong, up(560, "monday"));
        assert_eq!(after.at(moment), Some(T0.after(Duration::from_secs(86_400))), "a minute ago");
        assert_eq!(Steady::new(T0, up(3, "tuesday")).at(moment), None);
        let unnamed = Uptime { since_boot: Duration::ZERO, boot: None };
        assert_eq!(Steady::new(T0, unnamed).moment(T0), None);
    }

    #[test]
    fn names_are_told_apart_whatever_their_dress() {
        assert_eq!(BootId::named("a7\n"), BootId::named("a7"));
        assert_ne!(BootId::named("a7"), BootId::named("a8"));
    }

    #[test]
    fn a_run_is_known_again_by_every_version() {
        let id = BootId::named("");
        assert_eq!(id.as_number(), 0xe3b0_c442_98fc_1c14, "the beginning of SHA-256");
        assert_eq!(BootId::from_number(id.as_number()), id);
    }

    #[test]
    fn what_is_no_time_is_none() {
        for (seconds, millis) in [
            (0.0, Some(0)),
            (1_826_843_008.345_142, Some(1_826_843_008_345)),
            (253_402_300_799.0, Some(253_402_300_799_000)),
            (253_402_300_800.0, None),
            (-1.0, None),
            (f64::NAN, None),
            (f64::INFINITY, None),
        ] {
            let time = Timestamp::from_seconds(seconds);
            assert_eq!(time.map(Timestamp::as_millis), millis, "{seconds}");
        }
    }

    #[test]
    fn times_stay_within_what_can_be_counted() {
        let (first, last) = (Timestamp::from_millis(i64::MIN), Timestamp::from_millis(i64::MAX));
        assert_eq!(last.after(Duration::from_millis(1)), last);
        assert_eq!(first.before(Duration::MAX), first);
        assert_eq!(T0.until(T0.after(Duration::from_millis(7))), Duration::from_millis(7));
        assert_eq!(T0.until(T0.before(Duration::from_millis(7))), Duration::ZERO);
    }

    #[test]
    fn an_offset_leads_there_and_back() {
        let server = T0.after(Duration::from_secs(90));
        let offset = ClockOffset::between(T0, server);
        assert_eq!(offset.as_millis(), 90_000);
        assert_eq!((offset.server_time(T0), offset.local_time(server)), (server, T0));
    }

    #[test]
    fn clocks_that_agree_have_no_offset() {
        let sent = T0;
        let received = T0.after(Duration::from_millis(400));
        let offset = |server: i64| {
            ClockOffset::measure(Timestamp::from_millis(T0.as_millis() + server), sent, received)
        };
        assert_eq!(offset(-800).as_millis(), 0);
        assert_eq!(offset(3_000).as_millis(), 0);
        assert_eq!((offset(3_200).as_millis(), offset(3_201).as_millis()), (0, 3_001));
        assert_eq!(offset(3_600_200).as_millis(), 3_600_000);
        assert_eq!(offset(-3_600_000).server_time(T0).as_millis(), T0.as_millis() - 3_600_200);
    }
}
