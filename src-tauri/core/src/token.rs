//! The secrets of a sign-in as types that cannot leak, and what an access token says about itself.

mod inspection;
mod lifetime;

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use crate::clock::Timestamp;

pub use inspection::{Inspection, Moment, Words};
pub use lifetime::Lifetime;

/// The longest text taken for a token; ProcessMaker's have about a thousand characters.
const MAX_PASTED: usize = 8_192;

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
    /// A text with an access token in it, ready to be pasted.
    SecretText
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
    /// The password that a proxy wants (RFC 7617).
    ProxyPassword
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

impl From<AccessToken> for SecretText {
    fn from(token: AccessToken) -> Self {
        Self(token.0)
    }
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
            ProxyPassword,
            AuthorizationCode,
            CodeVerifier,
            StateParameter,
            TokenSet
        );
    }

    #[test]
    fn what_a_secret_leaves_in_memory_is_wiped() {
        fn wiped<Text: zeroize::ZeroizeOnDrop>(_: &Text) {}
        macro_rules! wiped {
            ($($name:ident),*) => { $(wiped(&$name::new("canary".into()).0);)* };
        }
        wiped!(AccessToken, SecretText, RefreshToken, ClientSecret, Password, ProxyPassword);
        wiped!(AuthorizationCode, CodeVerifier, StateParameter);
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
        let odd = text.replace(".c2ln", ".c2 ln");
        assert_eq!(taken(&odd), Err(Shape), "what no header can carry is no token");
    }

    #[test]
    fn the_longest_token_has_8192_characters() {
        let whole = jwt(&json!({"sub":"2"}));
        let whole = whole.expose_secret();
        let of_length = |length: usize| {
            let signature = "c".repeat(length - whole.len());
            AccessToken::personal(&format!("{whole}{signature}"), T0).map(|_| ())
        };
        assert_eq!(of_length(8192), Ok(()));
        assert_eq!(of_length(8193), Err(PersonalTokenError::Shape));
    }
}
