//! A request, read as Laravel reads it: form, JSON and multipart bodies alike,
//! text trimmed, and empty text treated as absent.

use std::net::IpAddr;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, COOKIE};
use http::{HeaderMap, HeaderName};
use serde_json::Value;

use crate::requests::{self, Received};

/// Never trimmed, as in Laravel's `TrimStrings`.
const VERBATIM: &str = "password";

/// Everything that decides an answer.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: Fields,
    /// The query as it was sent.
    pub(crate) query_text: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
    pub(crate) peer: IpAddr,
}

#[derive(Debug)]
pub(crate) enum Body {
    Fields(Fields),
    /// Announced as JSON and is not.
    Malformed,
}

/// Names and values, in order.
#[derive(Debug, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    pub(crate) fn parse(encoded: &[u8]) -> Self {
        Self(url::form_urlencoded::parse(encoded).into_owned().collect())
    }

    /// The last value of that name; `None` when it is empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.0.iter().rev().find(|(candidate, _)| candidate == name)?;
        let value = if name == VERBATIM { value.as_str() } else { value.trim() };
        (!value.is_empty()).then_some(value)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl Request {
    pub(crate) fn new(parts: http::request::Parts, body: &[u8], peer: IpAddr) -> Self {
        let query = parts.uri.query().unwrap_or_default();
        Self {
            method: parts.method.as_str().to_owned(),
            path: parts.uri.path().to_owned(),
            query: Fields::parse(query.as_bytes()),
            query_text: query.to_owned(),
            body: parse_body(&parts.headers, body),
            headers: parts.headers,
            peer,
        }
    }

    /// A field of the body.
    pub(crate) fn input(&self, name: &str) -> Option<&str> {
        match &self.body {
            Body::Fields(fields) => fields.get(name),
            Body::Malformed => None,
        }
    }

    /// The values of a field that may be there several times, such as `types[]`.
    pub(crate) fn inputs(&self, name: &str) -> impl Iterator<Item = &str> {
        let fields = match &self.body {
            Body::Fields(fields) => Some(fields),
            Body::Malformed => None,
        };
        let pairs = fields.into_iter().flat_map(Fields::iter);
        pairs.filter(move |(candidate, _)| *candidate == name).map(|(_, value)| value)
    }

    /// The method, after the `_method` of a form.
    pub(crate) fn effective_method(&self) -> &str {
        match (self.method.as_str(), self.input("_method")) {
            ("POST", Some(method)) => method,
            (method, _) => method,
        }
    }

    pub(crate) fn header(&self, name: HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Laravel's `wantsJson`: the first type of `Accept` is JSON.
    pub(crate) fn wants_json(&self) -> bool {
        let accept = self.header(ACCEPT).unwrap_or_default();
        prefers_json(accept)
    }

    /// The same after ProcessMaker's API has put JSON in front of an `Accept`
    /// that does not mention it.
    pub(crate) fn wants_json_of_api(&self) -> bool {
        let accept = self.header(ACCEPT).unwrap_or_default();
        !accept.contains("/json") || prefers_json(accept)
    }

    pub(crate) fn cookie(&self, name: &str) -> Option<&str> {
        let cookies = self.header(COOKIE)?.split(';');
        let mut pairs = cookies.filter_map(|cookie| cookie.trim().split_once('='));
        pairs.find(|(candidate, _)| *candidate == name).map(|(_, value)| value)
    }

    /// Laravel's `bearerToken`: the scheme is case-sensitive.
    pub(crate) fn bearer(&self) -> Option<&str> {
        let token = self.header(AUTHORIZATION)?.strip_prefix("Bearer ")?;
        Some(token.trim())
    }

    /// User and password of HTTP Basic, which league does not URL-decode.
    pub(crate) fn basic(&self) -> Option<(String, String)> {
        let encoded = self.header(AUTHORIZATION)?.strip_prefix("Basic ")?;
        let decoded = String::from_utf8(BASE64_STANDARD.decode(encoded).ok()?).ok()?;
        let (user, password) = decoded.split_once(':')?;
        Some((user.to_owned(), password.to_owned()))
    }

    /// For the log: names, and harmless values.
    pub(crate) fn received(&self) -> Received {
        let headers = self.headers.iter();
        let headers =
            headers.map(|(name, value)| (name.as_str(), value.to_str().unwrap_or_default()));
        Received {
            method: self.method.clone(),
            path: self.path.clone(),
            status: None,
            headers: requests::names(headers),
            query: requests::names(self.query.iter()),
            form: match &self.body {
                Body::Fields(fields) => requests::names(fields.iter()),
                Body::Malformed => requests::names([]),
            },
        }
    }
}

fn prefers_json(accept: &str) -> bool {
    let first = accept.split(',').next().unwrap_or_default();
    first.contains("/json") || first.contains("+json")
}

fn parse_body(headers: &HeaderMap, body: &[u8]) -> Body {
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let content_type = content_type.unwrap_or_default();
    if content_type.contains("/json") || content_type.contains("+json") {
        return parse_json(body);
    }
    Body::Fields(match content_type.split_once("boundary=") {
        Some((_, boundary)) => parse_multipart(body, boundary.trim_matches('"')),
        None => Fields::parse(body),
    })
}

fn parse_json(body: &[u8]) -> Body {
    if body.is_empty() {
        return Body::Fields(Fields::default());
    }
    match serde_json::from_slice(body) {
        Ok(Value::Object(object)) => {
            Body::Fields(Fields(object.into_iter().flat_map(as_fields).collect()))
        }
        Ok(_) => Body::Fields(Fields::default()),
        Err(_) => Body::Malformed,
    }
}

/// A list becomes what a form makes of it: the same name several times, with `[]`.
fn as_fields((name, value): (String, Value)) -> Vec<(String, String)> {
    match value {
        Value::Array(items) => {
            let texts = items.into_iter().filter_map(as_text);
            texts.map(|text| (format!("{name}[]"), text)).collect()
        }
        single @ (Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::String(_)
        | Value::Object(_)) => as_text(single).map(|text| (name, text)).into_iter().collect(),
    }
}

fn as_text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some(if yes { "1" } else { "" }.to_owned()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// The text fields of `multipart/form-data`.
fn parse_multipart(body: &[u8], boundary: &str) -> Fields {
    let text = String::from_utf8_lossy(body);
    let delimiter = format!("--{boundary}");
    let parts = text.split(delimiter.as_str()).skip(1);
    let fields = parts.filter_map(|part| {
        let (head, value) = part.split_once("\r\n\r\n")?;
        let (_, name) = head.split_once("name=\"")?;
        let (name, _) = name.split_once('"')?;
        let value = value.strip_suffix("\r\n").unwrap_or(value);
        Some((name.to_owned(), value.to_owned()))
    });
    Fields(fields.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(content_type: &str, body: &str) -> Request {
        let request = http::Request::post("/oauth/token").header(CONTENT_TYPE, content_type);
        let (parts, ()) = request.body(()).unwrap().into_parts();
        Request::new(parts, body.as_bytes(), IpAddr::from([127, 0, 0, 1]))
    }

    #[test]
    fn form_json_and_multipart_say_the_same() {
        let multipart =
            "--b\r\nContent-Disposition: form-data; name=\"client_id\"\r\n\r\n5\r\n--b--\r\n";
        for (content_type, body) in [
            ("application/x-www-form-urlencoded", "client_id=4&client_id=5"),
            ("application/json", r#"{"client_id": 5}"#),
            ("application/json; charset=utf-8", r#"{"client_id": "5 "}"#),
            ("multipart/form-data; boundary=b", multipart),
        ] {
            assert_eq!(request(content_type, body).input("client_id"), Some("5"), "{content_type}");
        }
    }

    #[test]
    fn text_is_trimmed_but_for_the_password() {
        let request =
            request("application/x-www-form-urlencoded", "username=+a+&password=+a+&code=++");
        assert_eq!(request.input("username"), Some("a"));
        assert_eq!(request.input("password"), Some(" a "));
        assert_eq!(request.input("code"), None);
    }

    #[test]
    fn the_first_accepted_type_decides() {
        for (accept, json, json_of_api) in [
            ("application/json", true, true),
            ("application/json, text/html", true, true),
            ("text/html, application/json", false, false),
            ("text/html", false, true),
            ("*/*", false, true),
        ] {
            let mut request = request("", "");
            request.headers.insert(ACCEPT, accept.parse().unwrap());
            assert_eq!(request.wants_json(), json, "{accept}");
            assert_eq!(request.wants_json_of_api(), json_of_api, "{accept}");
        }
    }
}
