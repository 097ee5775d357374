//! The errors of league/oauth2-server, word for word; what differs between its
//! versions is in module `league`.

use http::header::{CACHE_CONTROL, CONTENT_TYPE, WWW_AUTHENTICATE};
use serde::Serialize;

use crate::league::League;
use crate::php;
use crate::reply::Reply;

/// `OAuthServerException`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OAuthError {
    status: u16,
    body: Body,
    /// Where the browser is sent instead of an answer in JSON.
    redirect: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Body {
    error: &'static str,
    error_description: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<&'static str>,
}

impl OAuthError {
    /// A parameter is missing.
    pub(crate) fn missing(parameter: &str) -> Self {
        Self::invalid_request(format!("Check the `{parameter}` parameter"))
    }

    pub(crate) fn invalid_request(hint: impl Into<String>) -> Self {
        const DESCRIPTION: &str = "The request is missing a required parameter, includes an invalid parameter value, \
             includes a parameter more than once, or is otherwise malformed.";
        Self::new(400, "invalid_request", DESCRIPTION, Some(hint.into()))
    }

    pub(crate) fn invalid_client() -> Self {
        Self::new(401, "invalid_client", "Client authentication failed", None)
    }

    pub(crate) fn invalid_grant(hint: &str) -> Self {
        const DESCRIPTION: &str = "The provided authorization grant (e.g., authorization code, resource owner \
             credentials) or refresh token is invalid, expired, revoked, does not match the redirection URI used \
             in the authorization request, or was issued to another client.";
        Self::new(400, "invalid_grant", DESCRIPTION, Some(hint.to_owned()))
    }

    pub(crate) fn invalid_credentials() -> Self {
        Self::new(400, "invalid_grant", "The user credentials were incorrect.", None)
    }

    pub(crate) fn invalid_scope(scope: &str) -> Self {
        const DESCRIPTION: &str = "The requested scope is invalid, unknown, or malformed";
        Self::new(400, "invalid_scope", DESCRIPTION, Some(format!("Check the `{scope}` scope")))
    }

    pub(crate) fn unsupported_grant_type() -> Self {
        const DESCRIPTION: &str =
            "The authorization grant type is not supported by the authorization server.";
        let hint = "Check that all required parameters have been provided".to_owned();
        Self::new(400, "unsupported_grant_type", DESCRIPTION, Some(hint))
    }

    pub(crate) fn access_denied(hint: &str) -> Self {
        const DESCRIPTION: &str = "The resource owner or authorization server denied the request.";
        Self::new(401, "access_denied", DESCRIPTION, Some(hint.to_owned()))
    }

    /// Sends the browser back to the client with the error.
    pub(crate) fn redirecting_to(mut self, uri: String) -> Self {
        self.redirect = Some(uri);
        self
    }

    pub(crate) fn new(
        status: u16,
        error: &'static str,
        description: &'static str,
        hint: Option<String>,
    ) -> Self {
        Self {
            status,
            body: Body { error, error_description: description, hint, message: None },
            redirect: None,
        }
    }

    /// The answer. A client that tried HTTP authentication is told the scheme.
    pub(crate) fn reply(mut self, league: League, authorization: Option<&str>) -> Reply {
        if league.repeats_description() {
            self.body.message = Some(self.body.error_description);
        }
        if let Some(uri) = &self.redirect {
            return Reply::redirect_to_client(&self.redirected(uri));
        }
        let reply = Reply::new(self.status).header(CONTENT_TYPE.as_str(), "application/json");
        let reply = match authorization {
            Some(value) if self.body.error == "invalid_client" => {
                let scheme = if value.starts_with("Bearer") { "Bearer" } else { "Basic" };
                reply.header(WWW_AUTHENTICATE.as_str(), &format!("{scheme} realm=\"OAuth\""))
            }
            Some(_) | None => reply,
        };
        reply.header(CACHE_CONTROL.as_str(), "no-cache, private").body(php::json(&self.body))
    }

    fn redirected(&self, uri: &str) -> String {
        let hint = self.body.hint.as_deref().unwrap_or_default();
        let mut fields = vec![
            ("error", self.body.error),
            ("error_description", self.body.error_description),
            ("hint", hint),
        ];
        fields.extend(self.body.message.map(|message| ("message", message)));
        append(uri, &php::build_query(&fields))
    }
}

/// Appends a query as league does: whatever is there already stays.
pub(crate) fn append(uri: &str, query: &str) -> String {
    let separator = if uri.contains('?') { '&' } else { '?' };
    format!("{uri}{separator}{query}")
}
