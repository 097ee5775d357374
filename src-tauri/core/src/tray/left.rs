//! How long something still is, in steps that a glance needs.

use std::time::Duration;

use crate::clock::Timestamp;

const MINUTE: u64 = 60_000;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// From two days on days are counted, from two hours on hours: the smaller numbers say more in the smaller unit.
const COUNTED_FROM: u64 = 2;

/// How long something still is, rounded down; zero minutes is less than one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// Minutes, from 0 to 119.
    Minutes(u64),
    /// Hours, from 2 to 47.
    Hours(u64),
    /// Days, from 2 on.
    Days(u64),
}

impl Left {
    /// What is left until `end`; `None` when nothing is.
    #[must_use]
    pub fn until(end: Timestamp, now: Timestamp) -> Option<Self> {
        let left = millis(now.until(end));
        Some(match left {
            0 => return None,
            _ if left >= COUNTED_FROM * DAY => Self::Days(left / DAY),
            _ if left >= COUNTED_FROM * HOUR => Self::Hours(left / HOUR),
            _ => Self::Minutes(left / MINUTE),
        })
    }

    /// When it says something else about the same end.
    #[must_use]
    pub fn changes_at(self, end: Timestamp) -> Timestamp {
        let least = match self {
            Self::Minutes(minutes) => minutes * MINUTE,
            Self::Hours(hours) => hours * HOUR,
            Self::Days(days) => days * DAY,
        };
        let last = end.before(Duration::from_millis(least));
        if least == 0 { last } else { last.after(Duration::from_millis(1)) }
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const END: Timestamp = Timestamp::from_millis(1_795_307_008_000);

    #[test]
    fn the_smaller_the_rest_the_finer_it_is_counted() {
        for (left, said) in [
            (0, None),
            (1, Some(Left::Minutes(0))),
            (MINUTE - 1, Some(Left::Minutes(0))),
            (MINUTE, Some(Left::Minutes(1))),
            (2 * HOUR - 1, Some(Left::Minutes(119))),
            (2 * HOUR, Some(Left::Hours(2))),
            (2 * DAY - 1, Some(Left::Hours(47))),
            (2 * DAY, Some(Left::Days(2))),
            (365 * DAY, Some(Left::Days(365))),
        ] {
            let now = END.before(Duration::from_millis(left));
            assert_eq!(Left::until(END, now), said, "{left} ms");
        }
    }

    #[test]
    fn it_changes_when_it_says_so_and_not_before() {
        for left in [1, MINUTE, MINUTE + 1, 59 * MINUTE, 2 * HOUR, 30 * HOUR, 2 * DAY, 9 * DAY] {
            let now = END.before(Duration::from_millis(left));
            let said = Left::until(END, now).unwrap();
            let change = said.changes_at(END);
            assert!(change > now, "{left} ms");
            assert_eq!(Left::until(END, change.before(Duration::from_millis(1))), Some(said));
            assert_ne!(Left::until(END, change), Some(said), "{left} ms");
        }
    }
}
