//! The errors of bshaffer/oauth2-server-php 1.0, word for word, and those of
//! Restler, which serves its endpoints and the API.

use serde::Serialize;

use crate::php;
use crate::reply::Reply;

/// An error of the OAuth server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct OAuthError {
    #[serde(skip)]
    status: u16,
    error: &'static str,
    error_description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_uri: Option<String>,
}

impl OAuthError {
    /// 400, as nearly everything.
    pub(crate) fn new(error: &'static str, description: impl Into<String>) -> Self {
        Self { status: 400, error, error_description: description.into(), error_uri: None }
    }

    pub(crate) fn method_not_allowed() -> Self {
        const DESCRIPTION: &str = "The request method must be POST when requesting an access token";
        let error = Self { status: 405, ..Self::new("invalid_request", DESCRIPTION) };
        error.see("#section-3.2")
    }

    pub(crate) fn unsupported_scope() -> Self {
        Self::new("invalid_scope", "An unsupported scope was requested")
    }

    /// Refers to a section of RFC 6749.
    pub(crate) fn see(mut self, section: &str) -> Self {
        self.error_uri = Some(format!("http://tools.ietf.org/html/rfc6749{section}"));
        self
    }

    pub(crate) fn reply(&self) -> Reply {
        Reply::new(self.status)
            .header("Cache-Control", "no-store")
            .header("Content-Type", "application/json")
            .body(php::json(self))
    }

    /// What the browser takes to the client, before the state.
    pub(crate) fn query(&self) -> [(&str, &str); 2] {
        [("error", self.error), ("error_description", &self.error_description)]
    }
}

/// `RestException`: a code, and its standard text before any message.
pub(crate) fn restler(status: u16, message: Option<&str>) -> Reply {
    #[derive(Serialize)]
    struct Body {
        error: Error,
    }
    #[derive(Serialize)]
    struct Error {
        code: u16,
        message: String,
    }
    let reply = Reply::new(status).header("Content-Type", "application/json; charset=utf-8");
    let reason = reply.status.canonical_reason().unwrap_or_default();
    let message = match message {
        Some(message) => format!("{reason}: {message}"),
        None => reason.to_owned(),
    };
    reply.body(php::json(&Body { error: Error { code: status, message } }))
}
