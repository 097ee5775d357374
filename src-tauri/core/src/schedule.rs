//! When to act next. Pure: whoever waits passes the time in.

use std::time::Duration;

use crate::clock::Timestamp;
use crate::token::Lifetime;

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

/// The rests between tries of a refresh whose answer is unclear: the old token may be spent, and each further try
/// tells less.
const UNCLEAR_RESTS: [Duration; 3] =
    [Duration::from_secs(1), Duration::from_secs(4), Duration::from_secs(15)];

/// How much of its life a token may have left before it is renewed by itself: 8 in 100, at least a minute, at most
/// 30 days.
const MARGIN_PERCENT: u32 = 8;
const LEAST_MARGIN: Duration = Duration::from_secs(60);
const MOST_MARGIN: Duration = Duration::from_secs(30 * 24 * 3600);

/// No token is renewed by itself sooner than this after it was issued.
const LEAST_AGE: Duration = Duration::from_secs(60);

/// While a copy may be in use somewhere, and this much is left, the person is asked first.
pub const ASK_UNTIL: Duration = Duration::from_secs(7 * 24 * 3600);

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

/// As [`rest`], where nobody knows whether the last try was carried out; `None` after the third failure.
#[must_use]
pub fn unclear_rest(failures: u32, asked: Option<Duration>) -> Option<Duration> {
    let own = UNCLEAR_RESTS.get(index(failures)).copied()?;
    Some(asked.map_or(own, |asked| asked.max(own)))
}

/// When a token is to be renewed by itself, in the server's time; `None` for one of unknown end.
///
/// `spread`, from 0 to 255, moves it up to a tenth of the margin later, so that tokens issued together are not
/// renewed together.
#[must_use]
pub fn renewal(lifetime: &Lifetime, spread: u8) -> Option<Timestamp> {
    let end = lifetime.expires_at?;
    let whole = lifetime.obtained_at.until(end);
    let margin = (whole * MARGIN_PERCENT / 100).clamp(LEAST_MARGIN, MOST_MARGIN).min(whole);
    let later = margin / 10 * u32::from(spread) / 255;
    let due = lifetime.obtained_at.after(whole - margin + later);
    Some(due.max(lifetime.obtained_at.after(LEAST_AGE)))
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
    fn an_unclear_answer_is_followed_by_three_tries() {
        let seconds = |failures| unclear_rest(failures, None).map(|rest| rest.as_secs());
        assert_eq!([1, 2, 3, 4].map(seconds), [Some(1), Some(4), Some(15), None]);
        assert_eq!(unclear_rest(1, Some(Duration::from_secs(9))), Some(Duration::from_secs(9)));
    }

    #[test]
    fn renewal_comes_before_the_end_and_never_at_once() {
        let t0 = Timestamp::from_millis(1_795_307_008_000);
        let lifetime = |seconds| Lifetime {
            obtained_at: t0,
            expires_at: Some(t0.after(Duration::from_secs(seconds))),
            born: None,
        };
        let left = |seconds: u64, spread| {
            let due = renewal(&lifetime(seconds), spread).unwrap();
            i64::try_from(seconds).unwrap() - (due.as_millis() - t0.as_millis()) / 1000
        };
        const DAY: i64 = 86_400;
        for (lives, first, last) in [
            (10 * 31_536_000, 30 * DAY, 27 * DAY),
            (31_536_000, 29 * DAY + 17_280, 29 * DAY + 17_280 - (29 * DAY + 17_280) / 10),
            (3_600, 288, 260),
            (300, 60, 54),
            (120, 60, 54),
            (90, 30, 30),
            (60, 0, 0),
            (30, -30, -30),
            (0, -60, -60),
        ] {
            assert_eq!(
                left(lives, 0),
                first,
                "a token of {lives} s is renewed with this much left"
            );
            assert_eq!(left(lives, 255), last, "and the last of many with this much");
        }
        assert_eq!(renewal(&Lifetime { expires_at: None, ..lifetime(0) }, 0), None);
    }

    #[test]
    fn a_person_has_a_quarter_of_an_hour_and_a_week() {
        assert_eq!(ATTEMPT_LIFETIME.as_secs(), 900);
        assert_eq!(ASK_UNTIL.as_secs(), 604_800);
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
