//! The certificates of an authority, as a person compares them.

use std::fmt::Write as _;

use latchkey_core::authority::{About, Authority};
use serde::Serialize;
#[cfg(test)]
use specta::Type;

use super::Millis;

/// What a certificate says of itself.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) struct CertificateView {
    /// Whose it is: `CN=Acme Root,O=Acme`
    subject: String,
    until: Millis,
    /// SHA-256, in pairs of hex digits as administrators read them out.
    fingerprint: String,
}

/// What the certificates of an authority say of themselves.
pub(crate) fn certificates(authority: &Authority) -> Vec<CertificateView> {
    authority.about().into_iter().map(CertificateView::from).collect()
}

impl From<About> for CertificateView {
    fn from(about: About) -> Self {
        let mut fingerprint = String::new();
        for byte in about.fingerprint {
            let colon = if fingerprint.is_empty() { "" } else { ":" };
            // Writing to a string cannot fail.
            write!(fingerprint, "{colon}{byte:02X}").unwrap_or_default();
        }
        Self { subject: about.subject, until: about.until.into(), fingerprint }
    }
}
