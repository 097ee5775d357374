//! What changed from league/oauth2-server 8 with Passport 12 (ProcessMaker 4)
//! to league/oauth2-server 9 with Passport 13 (ProcessMaker 2026).

use crate::client::GrantKind;
use crate::error::{OAuthError, append};
use crate::php;

/// The library under the OAuth server, with the Passport that comes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum League {
    Eight,
    Nine,
}

/// Errors.
impl League {
    /// A refresh token that is expired, revoked, unreadable or another client's.
    pub(crate) fn dead_refresh_token(self, hint: &str) -> OAuthError {
        let (status, error) = match self {
            Self::Eight => (401, "invalid_request"),
            Self::Nine => (400, "invalid_grant"),
        };
        OAuthError::new(status, error, "The refresh token is invalid.", Some(hint.to_owned()))
    }

    /// A code that has expired or was used.
    pub(crate) fn dead_code(self, hint: &str) -> OAuthError {
        match self {
            Self::Eight => OAuthError::invalid_request(hint),
            Self::Nine => OAuthError::invalid_grant(hint),
        }
    }

    /// A code that this server has not sealed.
    pub(crate) fn unreadable_code(self) -> OAuthError {
        match self {
            Self::Eight => OAuthError::invalid_request("Cannot decrypt the authorization code"),
            Self::Nine => {
                OAuthError::invalid_grant("Cannot validate the provided authorization code")
            }
        }
    }

    /// An authorize request that does not say what it wants back.
    pub(crate) fn no_response_type(self) -> OAuthError {
        match self {
            Self::Eight => OAuthError::unsupported_grant_type(),
            Self::Nine => OAuthError::missing("response_type"),
        }
    }

    /// Where the browser takes the news that a scope is unknown.
    pub(crate) fn scope_error_target(self, redirect: &str, state: Option<&str>) -> String {
        match (self, state) {
            (Self::Nine, Some(state)) => append(redirect, &php::build_query(&[("state", state)])),
            (Self::Eight | Self::Nine, _) => redirect.to_owned(),
        }
    }

    /// Whether an error repeats its description as `message`.
    pub(crate) fn repeats_description(self) -> bool {
        self == Self::Eight
    }
}

/// Tokens and pages.
impl League {
    /// The scopes that a refresh leaves: 9 drops `*` as an exchange does.
    pub(crate) fn refreshed_scopes(self, mut scopes: Vec<String>) -> Vec<String> {
        match self {
            Self::Eight => {}
            Self::Nine => scopes.retain(|scope| scope != "*"),
        }
        scopes
    }

    /// Whether Passport offers a signed-in browser its tokens and scopes as JSON.
    pub(crate) fn has_json_routes(self) -> bool {
        self == Self::Eight
    }
}

/// Registering clients.
impl League {
    /// The secret that the administration still shows after the creation.
    /// Passport 13 keeps only a hash.
    pub(crate) fn kept_secret(self, secret: &str) -> Option<&str> {
        match self {
            Self::Eight => Some(secret),
            Self::Nine => None,
        }
    }

    /// What a new client is for when these boxes were ticked: in 2026 one thing
    /// only.
    pub(crate) fn granted(self, ticked: Vec<GrantKind>) -> Vec<GrantKind> {
        let first = [GrantKind::PersonalAccess, GrantKind::Password, GrantKind::AuthorizationCode]
            .into_iter()
            .find(|kind| ticked.contains(kind));
        match (self, first) {
            (Self::Nine, Some(only)) => vec![only],
            (Self::Eight | Self::Nine, _) => ticked,
        }
    }
}
