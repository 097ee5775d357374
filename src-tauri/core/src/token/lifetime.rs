//! How long a token counts.
//!
//! The end is kept in the *server's* time, because that is whose clock decides.

use std::time::Duration;

use serde_json::Value;

use super::{Claims, number};
use crate::clock::{BootMoment, Timestamp};

/// The longest lifetime believed, about ten years; a larger number is a server's mistake, and arithmetic on it
/// would leave the calendar.
const LONGEST_LIFETIME: Duration = Duration::from_secs(10 * 366 * 24 * 3600);

/// From when to when a token counts, in the server's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lifetime {
    /// When the request for it was sent.
    pub obtained_at: Timestamp,
    /// When it ends; `None` when the server said nothing usable.
    pub expires_at: Option<Timestamp>,
    /// When the request was sent by the clock that nobody can set, where the system has one.
    pub born: Option<BootMoment>,
}

impl Lifetime {
    /// Sorts out what a token answer says: `expires_in` counts (RFC 6749, 5.1), else the token's own `exp`.
    ///
    /// `expires_in` may be an integer, a fraction or a numeric string; anything else is as if it were missing.
    #[must_use]
    pub fn new(obtained_at: Timestamp, expires_in: Option<&Value>, claims: &Claims) -> Self {
        let seconds = expires_in.and_then(number).filter(|seconds| seconds.is_finite());
        let told = seconds.map(|seconds| {
            let seconds = seconds.clamp(0.0, LONGEST_LIFETIME.as_secs_f64());
            obtained_at.after(Duration::from_secs_f64(seconds))
        });
        let latest = obtained_at.after(LONGEST_LIFETIME);
        let expires_at = told.or(claims.expires_at).map(|end| end.min(latest));
        Self { obtained_at, expires_at, born: None }
    }

    /// How long the token still counts; `None` when nobody knows.
    #[must_use]
    pub fn left(&self, server_now: Timestamp) -> Option<Duration> {
        self.expires_at.map(|end| server_now.until(end))
    }

    /// Whether the token is past its end.
    #[must_use]
    pub fn is_over(&self, server_now: Timestamp) -> bool {
        self.expires_at.is_some_and(|end| end <= server_now)
    }

    /// Whether the token counts for at least `minimum` longer.
    ///
    /// A token that lives less than twice `minimum` cannot promise that for long: half its life is asked of it
    /// instead, or every copy would replace the one before.
    #[must_use]
    pub fn is_good_for(&self, minimum: Duration, server_now: Timestamp) -> bool {
        let Some(end) = self.expires_at else {
            return true;
        };
        let half = self.obtained_at.until(end) / 2;
        server_now.until(end) >= minimum.min(half) && !self.is_over(server_now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const T0: Timestamp = Timestamp::from_millis(1_795_307_008_000);

    #[test]
    fn f26_odd_lifetimes_are_survived() {
        let with_exp =
            Claims { expires_at: Some(T0.after(Duration::from_secs(60))), ..Claims::default() };
        let year = T0.after(Duration::from_secs(31_536_000));
        let far = T0.after(LONGEST_LIFETIME);
        let exp = with_exp.expires_at;
        for (told, expected) in [
            (json!(31_536_000), Some(year)),
            (json!("31536000"), Some(year)),
            (json!(31_536_000.0), Some(year)),
            (json!(0), Some(T0)),
            (json!(-5), Some(T0)),
            (json!(1e308), Some(far)),
            (json!(u64::MAX), Some(far)),
            (json!(null), exp),
            (json!("soon"), exp),
            (json!("NaN"), exp),
            (json!([60]), exp),
        ] {
            assert_eq!(Lifetime::new(T0, Some(&told), &with_exp).expires_at, expected, "{told}");
        }
        assert_eq!(Lifetime::new(T0, None, &Claims::default()).expires_at, None);
    }

    #[test]
    fn ten_years_are_the_longest_life_believed() {
        let decade = Duration::from_secs(316_224_000);
        let told = |seconds: u64| {
            Lifetime::new(T0, Some(&json!(seconds)), &Claims::default()).expires_at.unwrap()
        };
        assert_eq!(told(316_223_999), T0.after(decade).before(Duration::from_secs(1)));
        assert_eq!(told(316_224_001), T0.after(decade));
        let claims = Claims { expires_at: Some(T0.after(2 * decade)), ..Claims::default() };
        assert_eq!(Lifetime::new(T0, None, &claims).expires_at, Some(T0.after(decade)));
    }

    #[test]
    fn a_token_is_over_at_its_end_and_not_before() {
        let end = T0.after(Duration::from_secs(60));
        let lifetime = Lifetime { obtained_at: T0, expires_at: Some(end), born: None };
        for (left, over) in [(1, false), (0, true)] {
            let now = end.before(Duration::from_millis(left));
            assert_eq!(lifetime.left(now), Some(Duration::from_millis(left)));
            assert_eq!(lifetime.is_over(now), over, "{left} ms before its end");
        }
        let endless = Lifetime { expires_at: None, ..lifetime };
        assert_eq!((endless.left(end), endless.is_over(end)), (None, false));
    }

    #[test]
    fn a_short_token_counts_as_good_for_its_first_half() {
        let lifetime = |secs| Lifetime {
            obtained_at: T0,
            expires_at: Some(T0.after(Duration::from_secs(secs))),
            born: None,
        };
        let five = Duration::from_secs(300);
        let at = |secs| T0.after(Duration::from_secs(secs));
        assert!(lifetime(3600).is_good_for(five, at(3300)));
        assert!(!lifetime(3600).is_good_for(five, at(3301)));
        assert!(lifetime(60).is_good_for(five, at(30)));
        assert!(!lifetime(60).is_good_for(five, at(31)));
        assert!(!lifetime(0).is_good_for(five, at(0)));
        assert!(
            Lifetime { obtained_at: T0, expires_at: None, born: None }
                .is_good_for(five, at(9_999_999))
        );
    }
}
