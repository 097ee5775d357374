//! What a server says about a client before anybody signs in.

use latchkey_core::connection::Way;
use latchkey_core::oauth::client_check::{Credentials, Registration};
use serde::Serialize;
#[cfg(test)]
use specta::Type;

/// What it says to a client ID and the redirect addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename = "Registration", rename_all = "camelCase")]
pub(crate) enum RegistrationView {
    Complete,
    /// The links work, a port of this computer does not.
    OnlyDeepLink,
    OnlyLoopback,
    Missing,
    Unclear,
}

impl From<Registration> for RegistrationView {
    fn from(registration: Registration) -> Self {
        match registration {
            Registration::Complete => Self::Complete,
            Registration::Only(Way::DeepLink) => Self::OnlyDeepLink,
            Registration::Only(Way::Loopback) => Self::OnlyLoopback,
            Registration::Missing => Self::Missing,
            Registration::Unclear => Self::Unclear,
        }
    }
}

/// What it says to a client secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename = "Credentials", rename_all = "camelCase")]
pub(crate) enum CredentialsView {
    Right,
    Rejected,
    Unclear,
}

impl From<Credentials> for CredentialsView {
    fn from(credentials: Credentials) -> Self {
        match credentials {
            Credentials::Right => Self::Right,
            Credentials::Rejected => Self::Rejected,
            Credentials::Unclear => Self::Unclear,
        }
    }
}
