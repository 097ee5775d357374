//! Proof Key for Code Exchange, RFC 7636, as league/oauth2-server checks it.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// `code_challenge_method`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Method {
    S256,
    Plain,
}

impl Method {
    pub(crate) fn parse(name: &str) -> Option<Self> {
        match name {
            "S256" => Some(Self::S256),
            "plain" => Some(Self::Plain),
            _ => None,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::S256 => "S256",
            Self::Plain => "plain",
        }
    }

    /// Whether the verifier answers the challenge.
    pub(crate) fn verifies(self, verifier: &str, challenge: &str) -> bool {
        match self {
            Self::S256 => BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(verifier)) == challenge,
            Self::Plain => verifier == challenge,
        }
    }
}

/// Whether a challenge or verifier has the form of RFC 7636, section 4.1.
pub(crate) fn is_well_formed(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    (43..=128).contains(&text.len()) && text.bytes().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    #[test]
    fn the_example_of_the_rfc_verifies() {
        assert!(Method::S256.verifies(VERIFIER, CHALLENGE));
        assert!(!Method::S256.verifies(CHALLENGE, CHALLENGE));
        assert!(Method::Plain.verifies(VERIFIER, VERIFIER));
        assert!(!Method::Plain.verifies(VERIFIER, CHALLENGE));
    }

    #[test]
    fn methods_are_case_sensitive() {
        assert_eq!(Method::parse("S256"), Some(Method::S256));
        assert_eq!(Method::parse("s256"), None);
        assert_eq!(Method::parse("S512"), None);
    }

    #[test]
    fn length_and_letters() {
        assert!(is_well_formed(VERIFIER));
        assert!(is_well_formed(&"~".repeat(128)));
        assert!(!is_well_formed(&"a".repeat(42)));
        assert!(!is_well_formed(&"a".repeat(129)));
        assert!(!is_well_formed(&format!("{CHALLENGE}=")));
        assert!(!is_well_formed(&"é".repeat(50)));
    }
}
