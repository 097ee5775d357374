//! Randomness, and keyed hashing for the two kinds of sealed text.

use sha2::{Digest, Sha256};

/// A key that nobody outside this server has.
#[derive(Clone)]
pub(crate) struct Key([u8; 32]);

impl Key {
    pub(crate) fn random() -> Self {
        Self(random())
    }

    /// A keyed hash of the parts. Hashing twice under the key keeps anybody
    /// from extending the text; lengths keep the parts apart.
    pub(crate) fn mac(&self, parts: &[&[u8]]) -> [u8; 32] {
        let mut inner = Sha256::new_with_prefix(self.0);
        for part in parts {
            inner.update(part.len().to_be_bytes());
            inner.update(part);
        }
        let mut outer = Sha256::new_with_prefix(self.0);
        outer.update(inner.finalize());
        outer.finalize().into()
    }
}

pub(crate) fn random<const LENGTH: usize>() -> [u8; LENGTH] {
    let mut bytes = [0; LENGTH];
    getrandom::fill(&mut bytes).expect("the system has randomness");
    bytes
}

/// `bin2hex(random_bytes(40))`: the identifier of a code or token.
pub(crate) fn identifier() -> String {
    hex(&random::<40>())
}

/// `Str::random($length)`.
pub(crate) fn alphanumeric(length: usize) -> String {
    letters(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", length)
}

/// Letters of an alphabet of at most 64.
pub(crate) fn letters(alphabet: &[u8], length: usize) -> String {
    let mut text = String::with_capacity(length);
    while text.len() < length {
        let [byte] = random::<1>();
        if let Some(letter) = alphabet.get(usize::from(byte % 64)) {
            text.push(char::from(*letter));
        }
    }
    text
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = text
        .chars()
        .map(|digit| match digit {
            '0'..='9' | 'a'..='f' => digit.to_digit(16).and_then(|value| u8::try_from(value).ok()),
            _ => None,
        })
        .collect();
    let digits = digits.filter(|digits| digits.len().is_multiple_of(2))?;
    Some(digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}
