//! Codes and refresh tokens: their content sealed with the application's key
//! into lower-case hex, in the layout of defuse/php-encryption
//! (`def50200`, salt, IV, ciphertext, MAC), so that lengths come out as real.

use serde::{Deserialize, Serialize};

use crate::php;
use crate::secret::{Key, hex, random, unhex};

/// Version 2 of defuse/php-encryption.
const HEADER: [u8; 4] = [0xde, 0xf5, 0x02, 0x00];
const NONCE: usize = 32 + 16;
const MAC: usize = 32;

/// What an authorization code knows.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct CodePayload {
    pub(crate) client_id: String,
    pub(crate) redirect_uri: Option<String>,
    pub(crate) auth_code_id: String,
    pub(crate) scopes: Vec<String>,
    pub(crate) user_id: u64,
    pub(crate) expire_time: i64,
    pub(crate) code_challenge: Option<String>,
    pub(crate) code_challenge_method: Option<String>,
}

/// What a refresh token knows.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct RefreshPayload {
    pub(crate) client_id: String,
    pub(crate) refresh_token_id: String,
    pub(crate) access_token_id: String,
    pub(crate) scopes: Vec<String>,
    pub(crate) user_id: u64,
    pub(crate) expire_time: i64,
}

pub(crate) fn seal(key: &Key, payload: &impl Serialize) -> String {
    let nonce = random::<NONCE>();
    let text = exclusive_or(key, &nonce, &php::json(payload));
    let mac = key.mac(&[b"mac", &nonce, &text]);
    hex(&[&HEADER[..], &nonce, &text, &mac].concat())
}

/// The content, or `None` for anything that this server has not sealed.
pub(crate) fn open<T: for<'de> Deserialize<'de>>(key: &Key, sealed: &str) -> Option<T> {
    let bytes = unhex(sealed)?;
    let (nonce, rest) = bytes.strip_prefix(&HEADER)?.split_at_checked(NONCE)?;
    let (text, mac) = rest.split_at_checked(rest.len().checked_sub(MAC)?)?;
    if key.mac(&[b"mac", nonce, text]) != mac {
        return None;
    }
    serde_json::from_slice(&exclusive_or(key, nonce, text)).ok()
}

fn exclusive_or(key: &Key, nonce: &[u8], text: &[u8]) -> Vec<u8> {
    let mut result = Vec::with_capacity(text.len());
    for (block, chunk) in text.chunks(32).enumerate() {
        let stream = key.mac(&[b"stream", nonce, &block.to_be_bytes()]);
        result.extend(chunk.iter().zip(stream).map(|(byte, mask)| byte ^ mask));
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn payload() -> RefreshPayload {
        RefreshPayload {
            client_id: "5".to_owned(),
            refresh_token_id: "a".repeat(80),
            access_token_id: "b".repeat(80),
            scopes: Vec::new(),
            user_id: 1,
            expire_time: 1_826_843_008,
        }
    }

    #[test]
    fn what_is_sealed_opens_and_has_the_real_length() {
        let key = Key::random();
        let sealed = seal(&key, &payload());
        assert_eq!(sealed.len(), 706);
        assert!(sealed.starts_with("def50200"));
        let opened: RefreshPayload = open(&key, &sealed).unwrap();
        assert_eq!(opened.access_token_id, payload().access_token_id);
    }

    #[test]
    fn one_changed_digit_another_key_or_garbage_does_not_open() {
        let key = Key::random();
        let sealed = seal(&key, &payload());
        for place in [0, 20, 300, 705] {
            let digit = if sealed.as_bytes()[place] == b'0' { "1" } else { "0" };
            let mut changed = sealed.clone();
            changed.replace_range(place..=place, digit);
            assert!(open::<RefreshPayload>(&key, &changed).is_none(), "digit {place}");
        }
        assert!(open::<RefreshPayload>(&Key::random(), &sealed).is_none());
        for garbage in ["", "garbage", "def50200", "DEF50200", "é"] {
            assert!(open::<RefreshPayload>(&key, garbage).is_none(), "{garbage}");
        }
    }
}
