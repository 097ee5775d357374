//! Answers, and the shapes that Laravel gives to its own.

use std::fmt::Write;

use http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, LOCATION, RETRY_AFTER, SET_COOKIE};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::Serialize;

use crate::php;

/// A status, headers and a body.
#[derive(Debug, Clone)]
pub struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    /// An empty answer with a status.
    ///
    /// # Panics
    /// If the status is not between 100 and 999.
    pub fn new(status: u16) -> Self {
        Self {
            status: StatusCode::from_u16(status).expect("a status has three digits"),
            headers: HeaderMap::new(),
            body: Vec::new(),
        }
    }

    /// Adds a header.
    ///
    /// # Panics
    /// If name or value cannot stand in a header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let name = HeaderName::try_from(name).expect("a legal header name");
        let value = HeaderValue::try_from(value).expect("a legal header value");
        self.headers.append(name, value);
        self
    }

    /// Sets the body.
    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    pub(crate) fn uncached(status: u16) -> Self {
        Self::new(status).header(CACHE_CONTROL.as_str(), "no-cache, private")
    }

    /// A page.
    pub(crate) fn page(status: u16, html: String) -> Self {
        Self::uncached(status).header(CONTENT_TYPE.as_str(), "text/html; charset=UTF-8").body(html)
    }

    /// JSON on one line, as controllers answer.
    pub(crate) fn json(status: u16, body: &impl Serialize) -> Self {
        Self::uncached(status)
            .header(CONTENT_TYPE.as_str(), "application/json")
            .body(php::json(body))
    }

    /// Laravel's own redirect: a small page that names the target.
    pub(crate) fn redirect(location: &str) -> Self {
        let mut page = String::from("<!DOCTYPE html>\n<title>Redirecting</title>\n");
        writeln!(page, "<p>Redirecting to {}.</p>", php::html(location))
            .expect("strings take everything");
        Self::uncached(302)
            .header(LOCATION.as_str(), location)
            .header(CONTENT_TYPE.as_str(), "text/html; charset=utf-8")
            .body(page)
    }

    /// The OAuth server's redirect back to the client: no body.
    pub(crate) fn redirect_to_client(location: &str) -> Self {
        Self::uncached(302)
            .header(LOCATION.as_str(), location)
            .header(CONTENT_TYPE.as_str(), "text/html; charset=UTF-8")
    }

    /// Laravel's answer to an exception: indented JSON, or a page for everyone
    /// who does not ask for JSON first.
    pub(crate) fn trouble(status: u16, message: &str, wants_json: bool) -> Self {
        #[derive(Serialize)]
        struct Body<'a> {
            message: &'a str,
        }
        if !wants_json {
            return Self::page(status, crate::pages::error(status, message));
        }
        Self::uncached(status)
            .header(CONTENT_TYPE.as_str(), "application/json")
            .body(php::indented_json(&Body { message }))
    }

    /// `{"error": …}`, ProcessMaker's form for 401 and 404.
    pub(crate) fn error(status: u16, error: &str) -> Self {
        #[derive(Serialize)]
        struct Body<'a> {
            error: &'a str,
        }
        Self::json(status, &Body { error })
    }

    pub(crate) fn too_many_requests(wants_json: bool) -> Self {
        Self::trouble(429, "Too Many Attempts.", wants_json)
    }

    pub(crate) fn maintenance(retry_after: &str, wants_json: bool) -> Self {
        Self::trouble(503, "Service Unavailable", wants_json)
            .header(RETRY_AFTER.as_str(), retry_after)
    }

    pub(crate) fn server_error(wants_json: bool) -> Self {
        Self::trouble(500, "Server Error", wants_json)
    }

    pub(crate) fn method_not_allowed(
        method: &str,
        path: &str,
        allowed: &[&str],
        wants_json: bool,
    ) -> Self {
        let allowed = allowed.join(", ");
        let message = format!(
            "The {method} method is not supported for route {}. Supported methods: {allowed}.",
            path.trim_matches('/')
        );
        Self::trouble(405, &message, wants_json).header(ALLOW.as_str(), &allowed)
    }

    pub(crate) fn cookie(self, cookie: &str) -> Self {
        self.header(SET_COOKIE.as_str(), cookie)
    }
}
