//! What can be shown of a token: what it says about itself, and how large it is.
//!
//! The first two parts of a JWT are no secret without the third; the signature, and with it the token, stays where it
//! is. What a server may have put into a claim that is called like a secret is taken out all the same.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::ExposeSecret;
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use super::{AccessToken, number};
use crate::bench::hidden::{Lists, without_secrets};
use crate::clock::Timestamp;
use crate::record::{Encoded, Record};
use crate::trouble::plain;

/// What a token says about itself, unverified, and the sizes of what is kept of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspection {
    /// What it says; `None` for a token that says nothing, as those of version 3.
    pub words: Option<Words>,
    /// How long the access token is, in bytes.
    pub access_size: usize,
    /// How long the refresh token is, in bytes, if there is one.
    pub refresh_size: Option<usize>,
    /// How long each entry in the keyring is, in bytes.
    pub entries: Vec<usize>,
}

/// What a token says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// When it was issued (`iat`).
    pub issued_at: Option<Moment>,
    /// From when on it counts (`nbf`).
    pub not_before: Option<Moment>,
    /// When it ends (`exp`).
    pub expires_at: Option<Moment>,
    /// Whose it is (`sub`).
    pub subject: Option<String>,
    /// The client it was issued to (`aud`).
    pub audience: Vec<String>,
    /// Its own id (`jti`), by which the server knows it.
    pub token_id: Option<String>,
    /// What it may do (`scopes`, `scope`); `None` where it does not say, empty where it says nothing in particular.
    pub scopes: Option<Vec<String>>,
    /// The first part, as JSON in lines.
    pub header: String,
    /// The second part, as JSON in lines.
    pub payload: String,
}

/// A time as a token has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// When, to the millisecond.
    pub at: Timestamp,
    /// The seconds since 1970, to the last digit.
    pub seconds: String,
}

impl Inspection {
    /// Looks at a record as it would be written.
    #[must_use]
    pub fn of(record: &Record) -> Self {
        let tokens = &record.tokens;
        let Encoded { record: main, access: own } = record.encode();
        let refresh = tokens.refresh.as_ref();
        Self {
            words: Words::of(&tokens.access),
            access_size: tokens.access.expose_secret().len(),
            refresh_size: refresh.map(|token| token.expose_secret().len()),
            entries: [Some(main), own].into_iter().flatten().map(|entry| entry.len()).collect(),
        }
    }
}

impl Words {
    /// Reads the first two parts of a JWT; anything that is not one says nothing.
    #[must_use]
    pub fn of(token: &AccessToken) -> Option<Self> {
        let mut parts = token.expose_secret().split('.');
        let (Some(header), Some(payload), Some(_signature), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return None;
        };
        let (header, claims) = (object(header)?, object(payload)?);
        let moment = |name: &str| claims.get(name).and_then(Moment::of);
        let texts = |name: &str| claims.get(name).map(texts);
        let first = |name: &str| texts(name)?.into_iter().next();
        Some(Self {
            issued_at: moment("iat"),
            not_before: moment("nbf"),
            expires_at: moment("exp"),
            subject: first("sub"),
            audience: texts("aud").unwrap_or_default(),
            token_id: first("jti"),
            scopes: texts("scopes").or_else(|| texts("scope")),
            header: lines(&header, token),
            payload: lines(&claims, token),
        })
    }
}

impl Moment {
    fn of(value: &Value) -> Option<Self> {
        let at = Timestamp::from_seconds(number(value)?)?;
        let seconds = value.as_str().map_or_else(|| value.to_string(), plain);
        Some(Self { at, seconds })
    }
}

fn object(part: &str) -> Option<Map<String, Value>> {
    let bytes = URL_SAFE_NO_PAD.decode(part.trim_end_matches('=')).ok()?;
    serde_json::from_slice(&bytes).ok()
}

/// One text or several, or a number.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) if !text.is_empty() => vec![plain(text)],
        Value::Number(number) => vec![number.to_string()],
        Value::Array(several) => several.iter().flat_map(texts).collect(),
        Value::String(_) | Value::Null | Value::Bool(_) | Value::Object(_) => Vec::new(),
    }
}

fn lines(part: &Map<String, Value>, token: &AccessToken) -> String {
    let json = serde_json::to_vec_pretty(part).unwrap_or_default();
    let json = without_secrets(Zeroizing::new(json), token, Lists::Secrets);
    String::from_utf8_lossy(&json).into_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn jwt(header: &Value, payload: &Value) -> AccessToken {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        AccessToken::new(format!("{}.{}.c2lnbmF0dXJlLWNhbmFyeQ", part(header), part(payload)))
    }

    fn words(payload: &Value) -> Words {
        Words::of(&jwt(&json!({"typ":"JWT","alg":"RS256"}), payload)).unwrap()
    }

    #[test]
    fn a_token_of_processmaker_says_who_for_what_and_how_long() {
        let said = words(&json!({
            "aud":"4","jti":"ab12","iat":1_795_307_008.345_142,"nbf":1_795_307_008.345_147,
            "exp":1_826_843_008.329_5,"sub":"1","scopes":[]
        }));
        let moment = |millis, seconds: &str| {
            Some(Moment { at: Timestamp::from_millis(millis), seconds: seconds.to_owned() })
        };
        assert_eq!(said.issued_at, moment(1_795_307_008_345, "1795307008.345142"));
        assert_eq!(said.not_before, moment(1_795_307_008_345, "1795307008.345147"));
        assert_eq!(said.expires_at, moment(1_826_843_008_329, "1826843008.3295"));
        assert_eq!(said.subject.as_deref(), Some("1"));
        assert_eq!(said.audience, ["4"]);
        assert_eq!(said.token_id.as_deref(), Some("ab12"));
        assert_eq!(said.scopes, Some(Vec::new()));
        assert!(said.header.contains("\n  \"alg\": \"RS256\""), "{}", said.header);
        assert!(said.payload.contains("\n  \"exp\": 1826843008.3295,"), "{}", said.payload);
    }

    #[test]
    fn what_other_servers_say_is_understood_too() {
        let said = words(&json!({"aud":["a","b"],"sub":7,"exp":"1826843008.5","scope":"read"}));
        assert_eq!(said.audience, ["a", "b"]);
        assert_eq!(said.subject.as_deref(), Some("7"));
        assert_eq!(said.expires_at.unwrap().seconds, "1826843008.5");
        assert_eq!(said.scopes, Some(vec!["read".to_owned()]));
        let said = words(&json!({"aud":null,"sub":"","exp":1e308,"iat":{},"jti":[]}));
        assert_eq!((said.subject, said.token_id, said.scopes), (None, None, None));
        assert_eq!((said.audience, said.expires_at, said.issued_at), (Vec::new(), None, None));
    }

    #[test]
    fn nothing_of_the_signature_and_no_secret_among_the_claims_is_shown() {
        let token = jwt(
            &json!({"alg":"RS256","secret":"canary-1"}),
            &json!({"sub":"1","client_secret":"canary-2","deep":{"password":"canary-3"}}),
        );
        let printed = format!("{:?}", Words::of(&token).unwrap());
        assert!(printed.contains("client_secret"), "{printed}");
        assert!(!printed.contains("canary"), "{printed}");
        assert!(!printed.contains("c2lnbmF0"), "{printed}");
        for part in token.expose_secret().split('.') {
            assert!(!printed.contains(part), "{printed}");
        }
    }

    #[test]
    fn what_is_no_jwt_says_nothing() {
        for text in ["", "0123456789abcdef", "a.b", "a.b.c.d", "e30.!!.x", "e30.W10.x", "W10.e30.x"]
        {
            assert_eq!(Words::of(&AccessToken::new(text.into())), None, "{text}");
        }
    }
}
