//! The secrets of a sign-in as types that cannot leak, and how long tokens last.
//!
//! Expiry is kept in the *server's* time, because that is whose clock decides; [`ClockOffset`] carries this
//! computer's clock over to it. Nothing here reads a clock.

use std::fmt;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use crate::clock::BootMoment;

/// The longest lifetime believed, about ten years; a larger number is a server's mistake, and arithmetic on it
/// would leave the calendar.
const LONGEST_LIFETIME: Duration = Duration::from_secs(10 * 366 * 24 * 3600);

/// The longest text taken for a token; ProcessMaker's have about a thousand characters.
const MAX_PASTED: usize = 8_192;

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

/// Declares a secret text: redacted in `Debug`, wiped on drop, neither comparable nor serialisable.
macro_rules! secret {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name(SecretString);

        impl $name {
            /// Takes the text over.
            #[must_use]
            pub fn new(text: String) -> Self {
                Self(SecretString::from(text))
            }
        }

        impl ExposeSecret<str> for $name {
            fn expose_secret(&self) -> &str {
                self.0.expose_secret()
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "([redacted])"))
            }
        }
    };
}

secret!(
    /// What a request shows to the API (RFC 6749, 1.4).
    AccessToken
);
secret!(
    /// What buys the next access token, once (RFC 6749, 1.5).
    RefreshToken
);
secret!(
    /// The password of the registered client.
    ClientSecret
);
secret!(
    /// What a person types to sign in without a browser (RFC 6749, 4.3); sent once and never kept.
    Password
);
secret!(
    /// What a redirect brings and the token endpoint takes, once (RFC 6749, 1.3.1).
    AuthorizationCode
);
secret!(
    /// Proves that the exchange comes from whoever began the sign-in (RFC 7636, 4.1).
    CodeVerifier
);
secret!(
    /// Ties a redirect to the sign-in that asked for it (RFC 6749, 10.12).
    StateParameter
);

/// What an access token says about itself, unverified: ProcessMaker publishes no key, so these are hints.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Claims {
    /// When it was issued (`iat`), in the server's time.
    pub issued_at: Option<Timestamp>,
    /// The user's id (`sub`).
    pub subject: Option<String>,
    /// The token's own id (`jti`), by which the API revokes it.
    pub token_id: Option<String>,
    /// When it ends (`exp`), in the server's time.
    pub expires_at: Option<Timestamp>,
}

impl Claims {
    /// Reads the middle of a JWT; anything that is not one yields no claims.
    ///
    /// ProcessMaker writes times as numbers with a fraction, some versions as strings.
    #[must_use]
    pub fn peek(token: &AccessToken) -> Self {
        let mut parts = token.expose_secret().split('.');
        let (Some(_), Some(payload), Some(_), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Self::default();
        };
        let Ok(bytes) = URL_SAFE_NO_PAD.decode(payload.trim_end_matches('=')) else {
            return Self::default();
        };
        let Ok(Value::Object(claims)) = serde_json::from_slice::<Value>(&bytes) else {
            return Self::default();
        };
        let text = |name: &str| match claims.get(name) {
            Some(Value::String(text)) if !text.is_empty() => Some(text.clone()),
            Some(Value::Number(number)) => Some(number.to_string()),
            _ => None,
        };
        let time = |name| claims.get(name).and_then(number).and_then(Timestamp::from_seconds);
        Self {
            issued_at: time("iat"),
            subject: text("sub"),
            token_id: text("jti"),
            expires_at: time("exp"),
        }
    }
}

/// Why a text is no personal access token that could be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PersonalTokenError {
    /// Not of the form of ProcessMaker's tokens.
    #[error(
        "this is no token of ProcessMaker; it is a long text in three parts with dots between them"
    )]
    Shape,
    /// Past its end.
    #[error("this token has expired; make a new one in ProcessMaker")]
    Over,
}

impl AccessToken {
    /// Takes a pasted personal access token, with `Bearer` in front or in quotes or not.
    ///
    /// # Errors
    /// When it is none, or past its end.
    pub fn personal(pasted: &str, server_now: Timestamp) -> Result<Self, PersonalTokenError> {
        let bare = |text| str::trim_matches(text, |c: char| c.is_whitespace() || "\"'".contains(c));
        let text = bare(pasted);
        let text = bare(text.strip_prefix("Bearer ").unwrap_or(text));
        if text.len() > MAX_PASTED || !text.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(PersonalTokenError::Shape);
        }
        let token = Self::new(text.to_owned());
        let claims = Claims::peek(&token);
        if claims.subject.is_none() {
            return Err(PersonalTokenError::Shape);
        }
        if claims.expires_at.is_some_and(|end| end <= server_now) {
            return Err(PersonalTokenError::Over);
        }
        Ok(token)
    }
}

/// A JSON number, or a string that holds one.
pub(crate) fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

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

/// An access token and what came with it.
#[derive(Debug, Clone)]
pub struct TokenSet {
    /// The token to hand out.
    pub access: AccessToken,
    /// The token to renew it with; a personal access token has none.
    pub refresh: Option<RefreshToken>,
    /// From when to when the access token counts.
    pub lifetime: Lifetime,
    /// What the access token says about itself.
    pub claims: Claims,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn jwt(claims: &Value) -> AccessToken {
        AccessToken::new(format!("e30.{}.c2ln", URL_SAFE_NO_PAD.encode(claims.to_string())))
    }

    const T0: Timestamp = Timestamp::from_millis(1_795_307_008_000);

    #[test]
    fn secrets_print_nothing() {
        let printed = format!(
            "{:?} {:?}",
            AccessToken::new("canary".into()),
            ClientSecret::new("canary".into())
        );
        assert_eq!(printed, "AccessToken([redacted]) ClientSecret([redacted])");
    }

    #[test]
    fn secrets_have_no_way_out() {
        use std::fmt::Display;
        macro_rules! sealed {
            ($($name:ty),*) => {
                $(static_assertions::assert_not_impl_any!($name: serde::Serialize, Display, PartialEq);)*
            };
        }
        sealed!(
            AccessToken,
            RefreshToken,
            ClientSecret,
            Password,
            AuthorizationCode,
            CodeVerifier,
            StateParameter,
            TokenSet
        );
    }

    #[test]
    fn claims_are_read_as_the_servers_write_them() {
        let recorded =
            json!({"aud":"4","jti":"ab12","exp":1_826_843_008.345_142,"sub":"1","scopes":[]});
        let claims = Claims::peek(&jwt(&recorded));
        assert_eq!(claims.subject.as_deref(), Some("1"));
        assert_eq!(claims.token_id.as_deref(), Some("ab12"));
        assert_eq!(claims.expires_at, Some(Timestamp::from_millis(1_826_843_008_345)));

        let strings = Claims::peek(&jwt(&json!({"exp":"1826843008.345142","sub":7})));
        assert_eq!(
            (strings.subject.as_deref(), strings.expires_at),
            (Some("7"), claims.expires_at)
        );
    }

    #[test]
    fn what_is_no_jwt_has_no_claims() {
        for text in ["", "opaque", "a.b", "a.b.c.d", "e30.!!.x", "e30.W10.x", "e30.bnVsbA.x"] {
            assert_eq!(Claims::peek(&AccessToken::new(text.into())), Claims::default(), "{text}");
        }
        assert_eq!(Claims::peek(&jwt(&json!({"exp":1e308,"sub":""}))), Claims::default());
    }

    #[test]
    fn a_pasted_token_is_taken_in_any_dress_and_nothing_else() {
        use PersonalTokenError::{Over, Shape};
        let text = jwt(&json!({"sub":"2","exp":1_826_843_008.5}));
        let text = text.expose_secret();
        let over = jwt(&json!({"sub":"2","exp":1_795_307_008}));
        let nobody = jwt(&json!({"exp":1_826_843_008}));
        let taken = |pasted: &str| {
            let token = AccessToken::personal(pasted, T0);
            token.map(|token| token.expose_secret() == text)
        };
        for dress in
            ["{}", " {}\n", "\"{}\"", "Bearer {}", "'{}'", "Bearer \"{}\"", "\" Bearer ''{}'\""]
        {
            assert_eq!(taken(&dress.replace("{}", text)), Ok(true), "{dress}");
        }
        assert_eq!(taken(over.expose_secret()), Err(Over));
        let long = format!("e30.{}.x", "a".repeat(MAX_PASTED));
        for wrong in ["", "def502", "a.b.c", "two words", nobody.expose_secret(), &long] {
            assert_eq!(taken(wrong), Err(Shape), "{wrong}");
        }
    }

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

    #[test]
    fn clocks_that_agree_have_no_offset() {
        let sent = T0;
        let received = T0.after(Duration::from_millis(400));
        let offset = |server: i64| {
            ClockOffset::measure(Timestamp::from_millis(T0.as_millis() + server), sent, received)
        };
        assert_eq!(offset(-800).as_millis(), 0);
        assert_eq!(offset(3_000).as_millis(), 0);
        assert_eq!(offset(3_600_200).as_millis(), 3_600_000);
        assert_eq!(offset(-3_600_000).server_time(T0).as_millis(), T0.as_millis() - 3_600_200);
    }
}
