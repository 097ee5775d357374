//! What went wrong, as the window tells it apart.

use latchkey_core::trouble::{Kind, Trouble};
use latchkey_core::vault::Failure;
use serde::Serialize;
#[cfg(test)]
use specta::Type;

/// Why the keyring did not do what it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) enum KeyringProblem {
    Locked,
    Missing,
    Slow,
    Refused,
    Full,
    Damaged,
    /// Written by a later version of this program.
    Newer,
}

impl From<Failure> for KeyringProblem {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Locked => Self::Locked,
            Failure::Missing => Self::Missing,
            Failure::Slow => Self::Slow,
            Failure::Refused => Self::Refused,
            Failure::Full => Self::Full,
            Failure::Damaged => Self::Damaged,
            Failure::Newer => Self::Newer,
        }
    }
}

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) struct TroubleView {
    code: TroubleCode,
    /// The server's or the system's own words, plain text, to be shown unfolded on demand.
    detail: Option<String>,
    status: Option<u16>,
    /// Set when the code is `keyring`.
    keyring: Option<KeyringProblem>,
}

/// The cases that the window words differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) enum TroubleCode {
    /// `access_denied`
    Declined,
    /// Nobody came back within 15 minutes.
    AttemptExpired,
    /// The server knows neither of our redirect addresses for this client.
    NotRegistered,
    /// Another error in the redirect.
    ServerRefused,
    /// `invalid_client` at the token endpoint
    ClientRejected,
    /// The authorization code was not accepted.
    CodeRejected,
    RefreshTokenRevoked,
    RefreshTokenExpired,
    /// Undecryptable, another client's, unspecified.
    RefreshTokenUnknown,
    NoRefreshToken,
    /// `unsupported_grant_type`, `invalid_scope`, …
    Configuration,
    /// A redirect on the token endpoint; the detail names the target host.
    Misdirected,
    NameNotFound,
    Unreachable,
    /// Nobody who is trusted vouches for the server.
    UnknownAuthority,
    CertificateName,
    CertificateExpired,
    CertificateEarly,
    Certificate,
    /// No secure connection, certificates aside.
    Tls,
    Proxy,
    ProxyUnreachable,
    ProxyCredentials,
    Timeout,
    Throttled,
    Maintenance,
    ServerError,
    UnexpectedAnswer,
    /// The API says 401 to a token that should be good.
    TokenNotAccepted,
    /// The refresh token was spent on an answer that never arrived.
    AnswerLost,
    /// User name or password are wrong.
    PasswordRejected,
    /// No sign-in by password here.
    GrantMissing,
    /// This connection has asked the server often enough for now.
    OwnLimit,
    /// Another program is changing the tokens; the detail names its process.
    Busy,
    /// The lock file cannot be used; the detail says why.
    Lock,
    /// Neither a port nor a link leads back from the browser.
    NoWayBack,
    /// The client secret is missing.
    NoSecret,
    /// The keyring stands in the way; which way says `keyring`.
    Keyring,
}

impl From<Kind> for TroubleCode {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Declined => Self::Declined,
            Kind::AttemptExpired => Self::AttemptExpired,
            Kind::NotRegistered => Self::NotRegistered,
            Kind::ServerRefused => Self::ServerRefused,
            Kind::ClientRejected => Self::ClientRejected,
            Kind::CodeRejected => Self::CodeRejected,
            Kind::RefreshTokenRevoked => Self::RefreshTokenRevoked,
            Kind::RefreshTokenExpired => Self::RefreshTokenExpired,
            Kind::RefreshTokenUnknown => Self::RefreshTokenUnknown,
            Kind::NoRefreshToken => Self::NoRefreshToken,
            Kind::Configuration => Self::Configuration,
            Kind::Misdirected => Self::Misdirected,
            Kind::NameNotFound => Self::NameNotFound,
            Kind::Unreachable => Self::Unreachable,
            Kind::UnknownAuthority => Self::UnknownAuthority,
            Kind::CertificateName => Self::CertificateName,
            Kind::CertificateExpired => Self::CertificateExpired,
            Kind::CertificateEarly => Self::CertificateEarly,
            Kind::Certificate => Self::Certificate,
            Kind::Tls => Self::Tls,
            Kind::Proxy => Self::Proxy,
            Kind::ProxyUnreachable => Self::ProxyUnreachable,
            Kind::ProxyCredentials => Self::ProxyCredentials,
            Kind::Timeout => Self::Timeout,
            Kind::Throttled => Self::Throttled,
            Kind::Maintenance => Self::Maintenance,
            Kind::ServerError => Self::ServerError,
            Kind::UnexpectedAnswer => Self::UnexpectedAnswer,
            Kind::TokenNotAccepted => Self::TokenNotAccepted,
            Kind::AnswerLost => Self::AnswerLost,
            Kind::PasswordRejected => Self::PasswordRejected,
            Kind::GrantMissing => Self::GrantMissing,
            Kind::OwnLimit => Self::OwnLimit,
            Kind::Busy => Self::Busy,
            Kind::Lock => Self::Lock,
            Kind::NoWayBack => Self::NoWayBack,
            Kind::NoSecret => Self::NoSecret,
            Kind::Keyring(_) => Self::Keyring,
        }
    }
}

impl From<&Trouble> for TroubleView {
    fn from(trouble: &Trouble) -> Self {
        let keyring =
            if let Kind::Keyring(failure) = trouble.kind { Some(failure.into()) } else { None };
        Self {
            code: trouble.kind.into(),
            detail: trouble.detail.clone(),
            status: trouble.status,
            keyring,
        }
    }
}
