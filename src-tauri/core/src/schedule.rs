//! When to act next. Pure: whoever waits passes the time in.

use std::time::Duration;

use secrecy::ExposeSecret as _;
use sha2::{Digest as _, Sha256};

use crate::clock::Timestamp;
use crate::token::{AccessToken, Lifetime};

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

/// A tenth of the margin is shared out among tokens of any life; of the rest beyond the least margin, half.
const SHARED: u32 = 10;

/// No token is renewed by itself sooner than this after it was issued: of the requests that a connection may make,
/// half are left for people. One that lives shorter is renewed when somebody wants it.
const LEAST_AGE: Duration = Duration::from_secs(200);

/// While a copy may be in use somewhere, and this much is left, the person is asked first.
pub const ASK_UNTIL: Duration = Duration::from_secs(7 * 24 * 3600);

/// With more than this left nothing hurries, and a thousand desks can take turns.
const UNHURRIED: Duration = Duration::from_secs(24 * 3600);

/// How much of what is left an unhurried try may wait, one in so many, and what it waits at most: two working days.
const TURN: u32 = 12;
const LONGEST_TURN: Duration = Duration::from_secs(16 * 3600);

/// Whoever comes this much after the time was asleep or switched off, as others were.
const LATE: Duration = Duration::from_secs(90);

/// The rests between tries to save tokens that only memory holds: short at first, because until one succeeds a
/// crash loses the sign-in.
const SAVE_RESTS: [Duration; 5] = [
    Duration::from_millis(100),
    Duration::from_millis(500),
    Duration::from_secs(2),
    Duration::from_secs(5),
    Duration::from_secs(15),
];

/// How often a refresh that somebody asked for is tried in a hurry, however much is left of the token.
pub const WANTED_TRIES: u32 = 5;

/// How often an exchange that certainly never left this computer is tried in all; the code is still good.
pub const UNSENT_TRIES: u32 = 3;

/// How often an exchange whose answer is unclear is tried in all; the code may be spent.
pub const UNCLEAR_TRIES: u32 = 2;

/// The rest before an exchange is tried again; the person is waiting.
pub const EXCHANGE_REST: Duration = Duration::from_secs(1);

/// What keeps tokens apart that were issued at the same time to many: a number that is different for each of them,
/// and the same for every program that looks after the same one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread(u64);

/// What is to be kept apart. Each is shared out by another part of the number, or those who come at the same time for
/// one reason would for the next.
#[derive(Debug, Clone, Copy)]
enum Share {
    Renewal,
    Turn { day: i64 },
    Rest { failures: u32 },
}

/// The golden section of all parts: its multiples never come near each other.
const GOLDEN: u16 = 40_503;

impl Spread {
    /// The spread of a token, drawn from the token itself: a connection that an administrator hands out is the same
    /// on every desk.
    #[must_use]
    pub fn of(token: &AccessToken) -> Self {
        let mut first = [0; 8];
        first.copy_from_slice(&Sha256::digest(token.expose_secret())[..8]);
        Self(u64::from_be_bytes(first))
    }

    /// A spread with every part of it at `part` of 65,535.
    #[must_use]
    pub fn at(part: u16) -> Self {
        Self(u64::from(part) * 0x0001_0001_0001_0001)
    }

    /// The part of `whole` that falls to this one.
    fn part_of(self, whole: Duration, share: Share) -> Duration {
        let [.., a, b, c] = [0, 16, 32, 48].map(|bits| (self.0 >> bits) as u16);
        let part = match share {
            Share::Renewal => a,
            Share::Turn { day } => b.wrapping_add(GOLDEN.wrapping_mul(day as u16)),
            Share::Rest { failures } => c.wrapping_add(GOLDEN.wrapping_mul(failures as u16)),
        };
        whole * u32::from(part) / u32::from(u16::MAX)
    }
}

/// How long to rest before trying a refresh again, after `failures` failures in a row, with this much `left` of the
/// token.
///
/// A server that asked for a longer rest gets it. While nothing hurries, the rests are hours: a server that comes back
/// is met by a few at a time, not by everybody who missed it.
#[must_use]
pub fn rest(
    failures: u32,
    asked: Option<Duration>,
    left: Option<Duration>,
    spread: Spread,
) -> Duration {
    let own = at(&RESTS, failures).max(asked.unwrap_or_default());
    let share = Share::Rest { failures };
    match left.and_then(turn) {
        Some(turn) => own.max(turn / 2 + spread.part_of(turn, share)),
        None if asked.is_some() => own + spread.part_of(own / 4, share),
        None => own,
    }
}

/// When to renew a token whose time for it was missed, because the computer was off or asleep at `due`; `None`: now.
///
/// On a Monday morning many of them are switched on at once. A turn may lie beyond the end of the working day; every
/// day has another, and one of the first three lies in its first half.
#[must_use]
pub fn turn_of_the_late(
    due: Timestamp,
    now: Timestamp,
    left: Option<Duration>,
    spread: Spread,
) -> Option<Timestamp> {
    let turn = left.and_then(turn).filter(|_| due.until(now) > LATE)?;
    let day = now.as_millis().div_euclid(24 * 3600 * 1000);
    Some(now.after(spread.part_of(turn, Share::Turn { day })))
}

/// The time within which everybody gets a turn; `None` when there is no time to lose.
fn turn(left: Duration) -> Option<Duration> {
    (left > UNHURRIED).then(|| (left / TURN).min(LONGEST_TURN))
}

/// Until when a person is asked before tokens are renewed of which a copy may be in use: a week before their end or up
/// to two days later. What then is left outlasts a long weekend.
#[must_use]
pub fn asks_until(end: Timestamp, spread: Spread) -> Timestamp {
    end.before(ASK_UNTIL - spread.part_of(ASK_UNTIL * 2 / 7, Share::Renewal))
}

/// The rest, where nobody knows whether the last try was carried out; `None` after the third failure.
#[must_use]
pub fn unclear_rest(failures: u32, asked: Option<Duration>) -> Option<Duration> {
    let own = UNCLEAR_RESTS.get(index(failures)).copied()?;
    Some(asked.map_or(own, |asked| asked.max(own)))
}

/// When a token is to be renewed by itself, in the server's time; `None` for one of unknown end.
///
/// `spread` moves it later by up to half of the margin, so that tokens issued together are not renewed together.
#[must_use]
pub fn renewal(lifetime: &Lifetime, spread: Spread) -> Option<Timestamp> {
    let end = lifetime.expires_at?;
    let whole = lifetime.obtained_at.until(end);
    let margin = (whole * MARGIN_PERCENT / 100).clamp(LEAST_MARGIN, MOST_MARGIN).min(whole);
    let shared = (margin / SHARED).max(margin.saturating_sub(LEAST_MARGIN) / 2);
    let later = spread.part_of(shared, Share::Renewal);
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
    use crate::claim::{BUDGET, BUDGET_WINDOW};

    const HOUR: Duration = Duration::from_secs(3600);
    const DAY: Duration = Duration::from_secs(24 * 3600);

    #[test]
    fn rests_grow_to_five_minutes_and_honour_the_server() {
        let none = Spread::at(0);
        let rest = |failures, asked| rest(failures, asked, Some(HOUR), none).as_secs();
        assert_eq!([1, 2, 3, 4, 5, 6, 7].map(|f| rest(f, None)), [2, 8, 30, 120, 300, 300, 300]);
        assert_eq!(rest(0, None), 2);
        let asked = |failures| rest(failures, Some(Duration::from_secs(56)));
        assert!((56..=70).contains(&asked(1)), "as asked, and a little later: {}", asked(1));
        assert!((300..=375).contains(&asked(5)), "{}", asked(5));
    }

    #[test]
    fn nothing_hurries_with_more_than_a_day_left() {
        let hours = |failures, left| {
            [0, u16::MAX / 2, u16::MAX].map(|part| {
                let rest = rest(failures, None, Some(left), Spread::at(part));
                rest.as_secs_f64() / HOUR.as_secs_f64()
            })
        };
        for failures in 1..20 {
            for hours in hours(failures, 20 * DAY) {
                assert!((8.0..=24.0).contains(&hours), "{hours} hours");
            }
            for hours in hours(failures, DAY + HOUR) {
                assert!((1.0..=3.2).contains(&hours), "{hours} hours");
            }
        }
        assert_eq!(hours(1, DAY), [2.0 / 3600.0; 3], "then it hurries");
        let asked = Some(15 * HOUR);
        assert!(rest(1, asked, Some(20 * DAY), Spread::at(9)) >= 15 * HOUR, "as asked");
    }

    #[test]
    fn whoever_missed_the_time_waits_for_a_turn() {
        let due = Timestamp::from_millis(1_795_307_008_000);
        let turn = |late, left, part| {
            let now = due.after(late);
            turn_of_the_late(due, now, Some(left), Spread::at(part)).map(|at| now.until(at))
        };
        let turns = |left| {
            let all: Vec<_> = (0..=u16::MAX).map(|part| turn(HOUR, left, part).unwrap()).collect();
            (*all.iter().min().unwrap(), *all.iter().max().unwrap())
        };
        assert_eq!(turn(LATE, 20 * DAY, 9), None, "a timer may be this late");
        assert_eq!(turns(20 * DAY), (Duration::ZERO, 16 * HOUR));
        assert_eq!(turns(3 * DAY), (Duration::ZERO, 6 * HOUR));
        assert_eq!(turn(HOUR, DAY, 9), None, "no time to lose");
        assert_eq!(turn_of_the_late(due, due.after(HOUR), None, Spread::at(9)), None);
    }

    #[test]
    fn everybody_has_a_turn_early_on_one_of_three_days() {
        let due = Timestamp::from_millis(1_795_307_008_000);
        for part in 0..=u16::MAX {
            let early = (1..=3).any(|day| {
                let now = due.after(day * DAY);
                let turn = turn_of_the_late(due, now, Some(20 * DAY), Spread::at(part)).unwrap();
                now.until(turn) < 8 * HOUR
            });
            assert!(early, "{part}");
        }
    }

    #[test]
    fn what_a_token_is_spread_by_is_its_own() {
        let spread = |token: &str| Spread::of(&AccessToken::new(token.to_owned()));
        assert_eq!(spread("one"), spread("one"));
        assert_ne!(spread("one"), spread("other"));
        let parts =
            |share| ["one", "other", "third"].map(|token| spread(token).part_of(DAY, share));
        assert_ne!(parts(Share::Renewal), parts(Share::Turn { day: 0 }));
        assert_ne!(parts(Share::Turn { day: 0 }), parts(Share::Rest { failures: 0 }));
        assert_ne!(parts(Share::Rest { failures: 1 }), parts(Share::Rest { failures: 2 }));
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
        let left = |seconds: u64, part| {
            let due = renewal(&lifetime(seconds), Spread::at(part)).unwrap();
            i64::try_from(seconds).unwrap() - (due.as_millis() - t0.as_millis()) / 1000
        };
        const DAY: i64 = 86_400;
        for (lives, first, last) in [
            (10 * 31_536_000, 30 * DAY, 15 * DAY + 30),
            (31_536_000, 29 * DAY + 17_280, (29 * DAY + 17_280) / 2 + 30),
            (3_600, 288, 174),
            (300, 60, 54),
            (240, 40, 40),
            (120, -80, -80),
            (30, -170, -170),
            (0, -200, -200),
        ] {
            assert_eq!(
                left(lives, 0),
                first,
                "a token of {lives} s is renewed with this much left"
            );
            assert_eq!(left(lives, u16::MAX), last, "and the last of many with this much");
        }
        assert_eq!(renewal(&Lifetime { expires_at: None, ..lifetime(0) }, Spread::at(0)), None);
    }

    #[test]
    fn what_is_renewed_by_itself_leaves_half_of_the_requests_to_people() {
        let most = BUDGET_WINDOW.div_duration_f64(LEAST_AGE);
        assert!(most <= BUDGET as f64 / 2.0, "{most}");
    }

    #[test]
    fn a_person_has_a_quarter_of_an_hour_and_is_asked_until_the_last_week() {
        assert_eq!(ATTEMPT_LIFETIME.as_secs(), 900);
        let end = Timestamp::from_millis(1_795_307_008_000);
        let left = |part| asks_until(end, Spread::at(part)).until(end);
        assert_eq!([left(0), left(u16::MAX)], [7 * DAY, 5 * DAY]);
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
