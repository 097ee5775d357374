//! When people are at their desks: Monday to Friday, from about nine to about half past five.

use latchkey_core::clock::Timestamp;

use crate::numbers;

pub(crate) const MINUTE: i64 = 60_000;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;

/// The Monday on which everybody signed in, at midnight: 2025-11-24.
const SIGN_IN_DAY: i64 = 1_763_942_400_000;

/// A day, counted from the Monday of the sign-ins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(i64);

impl Day {
    pub(crate) const SIGN_IN: Self = Self(0);
    /// The days that are simulated: from the week before the first token is renewed to the day after the last ends.
    pub(crate) const FIRST: Self = Self(47 * 7);
    pub(crate) const LAST: Self = Self(366);
    /// The first Monday on which tokens are renewed.
    pub(crate) const FIRST_MONDAY: Self = Self(48 * 7);
    pub(crate) const THIRD_MONDAY: Self = Self(50 * 7);
    /// The Wednesday a week before the tokens end.
    pub(crate) const LAST_WEDNESDAY: Self = Self(51 * 7 + 2);

    pub(crate) fn all() -> impl Iterator<Item = Self> {
        (Self::FIRST.0..=Self::LAST.0).map(Self)
    }

    pub(crate) fn start(self) -> Timestamp {
        Timestamp::from_millis(SIGN_IN_DAY + self.0 * DAY)
    }

    pub(crate) fn has(self, at: Timestamp) -> bool {
        at >= self.start() && at < Self(self.0 + 1).start()
    }

    /// The Monday of its week.
    pub(crate) fn week(self) -> Self {
        Self(self.0 - self.0.rem_euclid(7))
    }

    pub(crate) fn number(self) -> i64 {
        self.0
    }

    pub(crate) fn of(at: Timestamp) -> Self {
        Self((at.as_millis() - SIGN_IN_DAY).div_euclid(DAY))
    }

    fn is_working_day(self) -> bool {
        self.0.rem_euclid(7) < 5
    }

    /// From when to when somebody is at the desk on this day.
    pub(crate) fn hours_of(self, desk: u64) -> Option<(Timestamp, Timestamp)> {
        if !self.is_working_day() {
            return None;
        }
        let own = |about: i64, within: i64, salt: u64| {
            let day = self.0.unsigned_abs() * 16 + salt;
            let later = numbers::below(within.unsigned_abs(), desk, day);
            Timestamp::from_millis(self.start().as_millis() + about + i64::try_from(later).unwrap())
        };
        Some((own(8 * HOUR + 30 * MINUTE, HOUR, 1), own(17 * HOUR, HOUR, 2)))
    }
}
