//! What the fuzz targets in `tests/fuzz` reach into this crate by; compiled for them alone.
//!
//! Answers are taken as they stand on the wire, so that recorded ones can be used as they are.

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use crate::clock::Timestamp;
use crate::connection::ServerUrl;
use crate::http;
use crate::identity::{self, Identity};
use crate::oauth::answer;
use crate::oauth::exchange::{Client, Grant, Issued};
use crate::oauth::preflight::{self, Opinion};
use crate::trouble::Trouble;

/// An answer of a server.
#[derive(Debug)]
pub struct Answer(http::Answer);

impl Answer {
    /// Reads head and body of an answer; `None` for what the HTTP client would refuse.
    #[must_use]
    pub fn from_wire(bytes: &[u8]) -> Option<Self> {
        let mut fields = [httparse::EMPTY_HEADER; 32];
        let mut response = httparse::Response::new(&mut fields);
        let httparse::Status::Complete(end) = response.parse(bytes).ok()? else {
            return None;
        };
        let mut headers = HeaderMap::new();
        for field in response.headers.iter() {
            let name = HeaderName::from_bytes(field.name.as_bytes()).ok()?;
            headers.append(name, HeaderValue::from_bytes(field.value).ok()?);
        }
        let status = StatusCode::from_u16(response.code?).ok()?;
        Some(Self(http::Answer { status, headers, body: bytes.get(end..)?.to_vec() }))
    }

    /// Whether the status says that it went well.
    #[must_use]
    pub fn is_success(&self) -> bool {
        self.0.status.is_success()
    }

    /// As `http::Answer::date`.
    #[must_use]
    pub fn date(&self) -> Option<Timestamp> {
        self.0.date()
    }

    /// As `http::Answer::unexpected`.
    #[must_use]
    pub fn unexpected(&self) -> Trouble {
        self.0.unexpected()
    }

    /// Sorts it as the answer of the token endpoint.
    ///
    /// # Errors
    /// As `exchange::request`.
    pub fn to_grant(&self, client: &Client, grant: &Grant) -> Result<Issued, Trouble> {
        answer::sort(&self.0, client, grant)
    }

    /// Reads it as the record of a person.
    ///
    /// # Errors
    /// As `identity::ask`.
    pub fn about(&self, subject: Option<&str>) -> Result<Identity, Trouble> {
        identity::read(&self.0, subject)
    }

    /// Judges it as the answer of the authorization endpoint to the question before a sign-in.
    #[must_use]
    pub fn opinion(&self, server: &ServerUrl) -> Opinion {
        preflight::opinion(&self.0, server)
    }
}
