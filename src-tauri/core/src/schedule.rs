//! When to act next. Pure: whoever waits passes the time in.

use std::time::Duration;

use crate::token::Timestamp;

/// How long a sign-in waits for its redirect. The server's code lives ten minutes after the consent; a person who
/// has to find a password first needs some more.
pub const ATTEMPT_LIFETIME: Duration = Duration::from_secs(15 * 60);

/// How long silence after opening the browser is normal: a password manager and a second factor fit in.
pub const SILENCE: Duration = Duration::from_secs(60);

/// The longest single sleep. Timers and suspend disagree on every system: waking this often keeps what is due at
/// most this late after a resume, and costs nothing when nothing is due.
pub const LONGEST_SLEEP: Duration = Duration::from_secs(30);

/// The rests between tries of a refresh that met passing trouble. The last one repeats.
const RESTS: [Duration; 5] = [
    Duration::from_secs(2),
    Duration::from_secs(8),
    Duration::from_secs(30),
    Duration::from_secs(120),
    Duration::from_secs(300),
];

/// The rests between tries to save tokens that only memory holds: short at first, because until one succeeds a
/// crash loses the sign-in.
const SAVE_RESTS: [Duration; 5] = [
    Duration::from_millis(100),
    Duration::from_millis(500),
    Duration::from_secs(2),
    Duration::from_secs(5),
    Duration::from_secs(15),
];

/// How often an exchange that certainly never left this computer is tried in all; the code is still good.
pub const UNSENT_TRIES: u32 = 3;

/// How often an exchange whose answer is unclear is tried in all; the code may be spent.
pub const UNCLEAR_TRIES: u32 = 2;

/// The rest before an exchange is tried again; the person is waiting.
pub const EXCHANGE_REST: Duration = Duration::from_secs(1);

/// How long to rest before trying a refresh again, after `failures` failures in a row.
///
/// A server that asked for a longer rest gets it.
#[must_use]
pub fn rest(failures: u32, asked: Option<Duration>) -> Duration {
    let own = at(&RESTS, failures);
    asked.map_or(own, |asked| asked.max(own))
}

/// How long to rest before trying to save again; `None` when it has been tried often enough and only a person can
/// change something.
#[must_use]
pub fn save_rest(failures: u32) -> Option<Duration> {
    SAVE_RESTS.get(index(failures)).copied()
}

fn at(rests: &[Duration; 5], failures: u32) -> Duration {
    rests[index(failures).min(rests.len() - 1)]
}

fn index(failures: u32) -> usize {
    usize::try_from(failures.saturating_sub(1)).unwrap_or(usize::MAX)
}

/// How long to sleep until the earliest of `due`; `None` when nothing is due ever.
#[must_use]
pub fn sleep(now: Timestamp, due: impl IntoIterator<Item = Timestamp>) -> Option<Duration> {
    due.into_iter().min().map(|earliest| now.until(earliest).min(LONGEST_SLEEP))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rests_grow_to_five_minutes_and_honour_the_server() {
        let seconds: Vec<u64> = (1..=7).map(|failures| rest(failures, None).as_secs()).collect();
        assert_eq!(seconds, [2, 8, 30, 120, 300, 300, 300]);
        assert_eq!(rest(1, Some(Duration::from_secs(59))).as_secs(), 59);
        assert_eq!(rest(5, Some(Duration::from_secs(59))).as_secs(), 300);
        assert_eq!(rest(0, None).as_secs(), 2);
    }

    #[test]
    fn saving_is_tried_five_times_by_itself() {
        assert_eq!(save_rest(1), Some(Duration::from_millis(100)));
        assert_eq!(save_rest(5), Some(Duration::from_secs(15)));
        assert_eq!(save_rest(6), None);
    }

    #[test]
    fn no_sleep_is_longer_than_half_a_minute() {
        let now = Timestamp::from_millis(1_000_000);
        let later = |secs| now.after(Duration::from_secs(secs));
        assert_eq!(sleep(now, []), None);
        assert_eq!(sleep(now, [later(900), later(12)]), Some(Duration::from_secs(12)));
        assert_eq!(sleep(now, [later(900)]), Some(LONGEST_SLEEP));
        assert_eq!(sleep(later(5), [now]), Some(Duration::ZERO));
    }
}
