//! Access tokens: JSON Web Tokens that look like RS256 under a 4096-bit key.
//!
//! ProcessMaker publishes no key, so no client can verify the signature.
//! The stand-in writes 512 bytes of keyed hash in its place: the right length,
//! checked when the token comes back, without an RSA key in the repository.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use serde::Deserialize;
use serde_json::Value;

use crate::php;
use crate::secret::Key;
use crate::settings::JwtTimes;

/// What an access token says. Times are microseconds since 1970.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Claims {
    pub(crate) aud: u64,
    pub(crate) jti: String,
    pub(crate) issued: i64,
    pub(crate) expires: i64,
    /// `None` for client credentials.
    pub(crate) sub: Option<u64>,
    pub(crate) scopes: Vec<String>,
}

/// The part of the claims that the API checks; the rest is in the database.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Verified {
    pub(crate) jti: String,
    pub(crate) nbf: f64,
    pub(crate) exp: f64,
}

pub(crate) fn sign(key: &Key, claims: &Claims, times: JwtTimes) -> String {
    let header = BASE64.encode(r#"{"typ":"JWT","alg":"RS256"}"#);
    let scopes = String::from_utf8(php::json(&claims.scopes)).expect("JSON is text");
    let payload = format!(
        r#"{{"aud":"{}","jti":"{}","iat":{},"nbf":{},"exp":{},"sub":"{}","scopes":{scopes}}}"#,
        claims.aud,
        claims.jti,
        time(claims.issued, times),
        time(claims.issued, times),
        time(claims.expires, times),
        claims.sub.map(|user| user.to_string()).unwrap_or_default(),
    );
    let signed = format!("{header}.{}", BASE64.encode(payload));
    let signature = BASE64.encode(signature(key, &signed));
    format!("{signed}.{signature}")
}

/// The claims of a token that this server has signed.
pub(crate) fn verify(key: &Key, token: &str) -> Option<Verified> {
    #[derive(Deserialize)]
    struct Payload {
        jti: String,
        nbf: Value,
        exp: Value,
    }
    let (signed, mark) = token.rsplit_once('.')?;
    if BASE64.decode(mark).ok()? != signature(key, signed) {
        return None;
    }
    let (_, payload) = signed.split_once('.')?;
    let payload: Payload = serde_json::from_slice(&BASE64.decode(payload).ok()?).ok()?;
    Some(Verified { jti: payload.jti, nbf: number(&payload.nbf)?, exp: number(&payload.exp)? })
}

/// A time as lcobucci/jwt writes it: an integer when there is no fraction.
fn time(micros: i64, times: JwtTimes) -> String {
    let (seconds, fraction) = (micros.div_euclid(1_000_000), micros.rem_euclid(1_000_000));
    let fractional = match fraction {
        0 => seconds.to_string(),
        _ => format!("{seconds}.{fraction:06}").trim_end_matches('0').to_owned(),
    };
    match times {
        JwtTimes::Fractions => fractional,
        JwtTimes::Integers => seconds.to_string(),
        JwtTimes::Texts => format!("\"{fractional}\""),
    }
}

fn number(value: &Value) -> Option<f64> {
    value.as_f64().or_else(|| value.as_str()?.parse().ok())
}

fn signature(key: &Key, signed: &str) -> Vec<u8> {
    let block = |number: u8| key.mac(&[b"jwt", &[number], signed.as_bytes()]);
    (0..16).flat_map(block).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims() -> Claims {
        Claims {
            aud: 5,
            jti: "c".repeat(80),
            issued: 1_795_307_008_350_077,
            expires: 1_826_843_008_345_142,
            sub: Some(1),
            scopes: Vec::new(),
        }
    }

    #[test]
    fn a_token_has_the_real_length_and_verifies() {
        let key = Key::random();
        let token = sign(&key, &claims(), JwtTimes::Fractions);
        assert!((976..=983).contains(&token.len()), "{}", token.len());
        let verified = verify(&key, &token).unwrap();
        assert_eq!(verified.jti, claims().jti);
        assert!((verified.exp - 1_826_843_008.345_142).abs() < 1e-6);
        assert!(verify(&Key::random(), &token).is_none());
        assert!(verify(&key, &token.replace("eyJhdWQ", "eyJhdWR")).is_none());
    }

    #[test]
    fn times_in_each_manner() {
        assert_eq!(time(1_500_000, JwtTimes::Fractions), "1.5");
        assert_eq!(time(1_000_005, JwtTimes::Fractions), "1.000005");
        assert_eq!(time(2_000_000, JwtTimes::Fractions), "2");
        assert_eq!(time(1_500_000, JwtTimes::Integers), "1");
        assert_eq!(time(1_500_000, JwtTimes::Texts), "\"1.5\"");
    }
}
