//! What an answer means, sorted by what a person can do about it.

use std::time::Duration;

use serde_json::Value;

use super::send::{Answer, Target};
use crate::trouble::plain;

/// The largest body that is looked into for what the server says about a refusal; ProcessMaker's own have a few
/// hundred bytes.
const MAX_REFUSAL: usize = 256 * 1024;

/// How many fields are told of that the server did not like, and how many words about each: more fit into no window.
const MAX_FIELDS: usize = 50;
const MAX_MESSAGES: usize = 5;

/// How many methods are told of that an address takes; HTTP has nine.
const MAX_METHODS: usize = 9;

/// Whether the access token that was sent should still count, going by its own end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenTime {
    /// Its end is still to come, or not known.
    Left,
    /// Its end has passed.
    Over,
}

/// What an answer means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// Which case it is.
    pub verdict: Verdict,
    /// The server's own words, as plain text.
    pub said: Option<String>,
    /// The server's own number for it, where that is not the status (version 3).
    pub code: Option<i64>,
}

/// The cases that a person does something different about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It worked.
    Success,
    /// Nothing changed since the person asked before (304).
    NotModified,
    /// The token's time is over (401); a new one helps.
    TokenExpired,
    /// The token should count and does not (401): it was revoked, or its person or client was removed.
    TokenNotAccepted,
    /// Something in front of ProcessMaker asks for a sign-in of its own (401).
    Gateway,
    /// The person may not do this (403).
    Forbidden,
    /// There is no such thing, or no such address (404).
    NotFound,
    /// The address takes other methods (405), these, as far as the server says.
    WrongMethod(Vec<String>),
    /// What was sent is not to the server's liking (422).
    Invalid(Vec<Field>),
    /// Too many requests (429); whether and how long to wait.
    Throttled(Option<Duration>),
    /// The server sends whoever asks elsewhere, and nothing was done.
    Redirect {
        /// Where, as far as the server says.
        target: Option<Target>,
        /// What is there, going by its name.
        page: Page,
    },
    /// The request is not to the server's liking in another way (any other 4xx).
    Refused,
    /// ProcessMaker is being maintained, or too busy (503).
    Maintenance(Option<Duration>),
    /// The server failed (any other 5xx).
    ServerError,
    /// A status that HTTP does not know.
    Unknown,
}

/// What a redirect leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// A login page: the address is none of the API, or something in front asks for a sign-in.
    Login,
    /// Anything else.
    Other,
}

/// What the server says about one field of what was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What is wrong with it.
    pub messages: Vec<String>,
}

/// Says what an answer means.
#[must_use]
pub fn explain(answer: &Answer, token: TokenTime) -> Explanation {
    let small = answer.body.len() <= MAX_REFUSAL && !(200..300).contains(&answer.head.status);
    let body: Value = Some(&answer.body)
        .filter(|_| small)
        .and_then(|body| serde_json::from_slice(body).ok())
        .unwrap_or_default();
    let said = said(&body);
    let code = body.pointer("/error/code").and_then(Value::as_i64);
    let code = code.filter(|code| *code != i64::from(answer.head.status));
    Explanation { verdict: verdict(answer, &body, token), said, code }
}

fn verdict(answer: &Answer, body: &Value, token: TokenTime) -> Verdict {
    let head = &answer.head;
    match head.status {
        200..=299 => Verdict::Success,
        304 => Verdict::NotModified,
        300..=399 => {
            let page = head.redirect.as_ref().map_or(Page::Other, page);
            Verdict::Redirect { target: head.redirect.clone(), page }
        }
        // ProcessMaker says so in JSON; what stands in front of it, in a page.
        401 if !body.is_object() => Verdict::Gateway,
        401 => match token {
            TokenTime::Over => Verdict::TokenExpired,
            TokenTime::Left => Verdict::TokenNotAccepted,
        },
        403 => Verdict::Forbidden,
        404 => Verdict::NotFound,
        405 => Verdict::WrongMethod(allowed(&head.headers)),
        422 => Verdict::Invalid(fields(body)),
        429 => Verdict::Throttled(head.retry_after),
        400..=499 => Verdict::Refused,
        503 => Verdict::Maintenance(head.retry_after),
        500..=599 => Verdict::ServerError,
        _ => Verdict::Unknown,
    }
}

/// What the server says, in any of the forms that its generations have for it:
/// `{"message":"…"}`, `{"error":"…"}`, `{"error":{"code":…,"message":"…"}}`,
/// `{"error":"…","error_description":"…"}`.
fn said(body: &Value) -> Option<String> {
    let places = ["/error/message", "/error_description", "/message", "/error"];
    let words = places.iter().filter_map(|place| body.pointer(place)?.as_str());
    words.map(plain).find(|words| !words.is_empty())
}

/// The pages that `/login` ends: ProcessMaker's own, and version 3's `/sysworkflow/en/neoclassic/login/login`.
fn page(target: &Target) -> Page {
    let last = target.path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let login = ["login", "signin", "sign-in", "sso"];
    if login.iter().any(|name| last.eq_ignore_ascii_case(name)) { Page::Login } else { Page::Other }
}

fn allowed(headers: &[(String, String)]) -> Vec<String> {
    let allow = headers.iter().filter(|(name, _)| name == "allow");
    let names = allow.flat_map(|(_, value)| value.split(',')).map(plain);
    names.filter(|name| !name.is_empty()).take(MAX_METHODS).collect()
}

/// Laravel's `{"errors":{"field":["…"]}}`.
fn fields(body: &Value) -> Vec<Field> {
    let Some(errors) = body.get("errors").and_then(Value::as_object) else { return Vec::new() };
    let field = |(name, found): (&String, &Value)| {
        let messages: Vec<String> = match found {
            Value::Array(all) => {
                all.iter().filter_map(Value::as_str).map(plain).take(MAX_MESSAGES).collect()
            }
            Value::String(one) => vec![plain(one)],
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => Vec::new(),
        };
        Field { name: plain(name), messages }
    };
    errors.iter().take(MAX_FIELDS).map(field).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::send::tests::{answer, answer_with};

    fn explained(status: u16, body: &str) -> Explanation {
        explain(&answer(status, "application/json", body.as_bytes()), TokenTime::Left)
    }

    #[test]
    fn every_status_has_its_meaning() {
        let redirect = || Verdict::Redirect { target: None, page: Page::Other };
        for (status, verdict) in [
            (200, Verdict::Success),
            (204, Verdict::Success),
            (299, Verdict::Success),
            (300, redirect()),
            (304, Verdict::NotModified),
            (399, redirect()),
            (400, Verdict::Refused),
            (401, Verdict::TokenNotAccepted),
            (403, Verdict::Forbidden),
            (404, Verdict::NotFound),
            (405, Verdict::WrongMethod(vec![])),
            (409, Verdict::Refused),
            (422, Verdict::Invalid(vec![])),
            (429, Verdict::Throttled(None)),
            (499, Verdict::Refused),
            (500, Verdict::ServerError),
            (502, Verdict::ServerError),
            (503, Verdict::Maintenance(None)),
            (599, Verdict::ServerError),
            (600, Verdict::Unknown),
            (100, Verdict::Unknown),
        ] {
            assert_eq!(explained(status, "{}").verdict, verdict, "{status}");
        }
    }

    #[test]
    fn a_refused_token_is_told_from_an_old_one_and_from_a_gateway() {
        let refused = answer(401, "application/json", br#"{"error":"Unauthenticated."}"#);
        let of = |time| explain(&refused, time);
        assert_eq!(of(TokenTime::Over).verdict, Verdict::TokenExpired);
        assert_eq!(of(TokenTime::Left).verdict, Verdict::TokenNotAccepted);
        assert_eq!(of(TokenTime::Left).said.as_deref(), Some("Unauthenticated."));
        let page = answer(401, "text/html", b"<html>Sign in</html>");
        assert_eq!(explain(&page, TokenTime::Over).verdict, Verdict::Gateway);
    }

    #[test]
    fn the_servers_words_are_found_in_all_its_forms() {
        for (body, said, code) in [
            (
                r#"{"message":"This action is unauthorized."}"#,
                Some("This action is unauthorized."),
                None,
            ),
            (r#"{"error":"Not Found"}"#, Some("Not Found"), None),
            (r#"{"error":{"code":403,"message":"Forbidden"}}"#, Some("Forbidden"), None),
            (r#"{"error":{"code":32,"message":"No such case"}}"#, Some("No such case"), Some(32)),
            (r#"{"error":"x","error_description":"No grant"}"#, Some("No grant"), None),
            (r#"{"message":"","error":"Second"}"#, Some("Second"), None),
            (r#"{"message":"a\u202eb\u0000\n c"}"#, Some("ab c"), None),
            (r#"{"message":7,"error":[]}"#, None, None),
            ("[]", None, None),
            ("<html>", None, None),
            ("", None, None),
        ] {
            let found = explained(403, body);
            assert_eq!((found.said.as_deref(), found.code), (said, code), "{body}");
        }
        assert_eq!(explained(200, r#"{"message":"x"}"#).said, None, "success needs no words");
        let large = format!("{{\"message\":\"{}\"}}", "a".repeat(MAX_REFUSAL));
        assert_eq!(explained(400, &large).said, None);
    }

    #[test]
    fn what_is_wrong_is_told_by_field() {
        let body = r#"{"message":"The given data was invalid.","errors":{"username":["Taken.","Too\u202e short."],"password":["Too short."],"odd":"One.","none":null}}"#;
        let found = explained(422, body);
        let field = |name: &str, messages: &[&str]| Field {
            name: name.into(),
            messages: messages.iter().map(|words| (*words).to_owned()).collect(),
        };
        let mut fields = vec![
            field("username", &["Taken.", "Too short."]),
            field("password", &["Too short."]),
            field("odd", &["One."]),
            field("none", &[]),
        ];
        fields.sort_by(|one, other| one.name.cmp(&other.name));
        assert_eq!(found.verdict, Verdict::Invalid(fields));
        assert_eq!(found.said.as_deref(), Some("The given data was invalid."));
        let many: Vec<_> =
            (0..100).map(|n| format!("\"f{n}\":[{}\"x\"]", "\"x\",".repeat(9))).collect();
        let found = explained(422, &format!("{{\"errors\":{{{}}}}}", many.join(",")));
        let Verdict::Invalid(fields) = found.verdict else { panic!("{found:?}") };
        assert_eq!((fields.len(), fields[0].messages.len()), (MAX_FIELDS, MAX_MESSAGES));
    }

    #[test]
    fn headers_say_how_long_where_and_what_instead() {
        let verdict = |status, name, value: &str| {
            explain(&answer_with(status, &[(name, value)], b""), TokenTime::Left).verdict
        };
        let rest = Some(Duration::from_secs(30));
        assert_eq!(verdict(429, "retry-after", "30"), Verdict::Throttled(rest));
        assert_eq!(verdict(503, "retry-after", "30"), Verdict::Maintenance(rest));
        let methods = vec!["GET".to_owned(), "HEAD".to_owned()];
        assert_eq!(verdict(405, "allow", "GET, HEAD, "), Verdict::WrongMethod(methods));
        for (path, page) in [
            ("/login", Page::Login),
            ("/pm/login/", Page::Login),
            ("/sysworkflow/en/neoclassic/login/login", Page::Login),
            ("/auth/SSO", Page::Login),
            ("/logins", Page::Other),
            ("/", Page::Other),
        ] {
            let target = Some(Target { host: "acme.example".into(), path: path.into() });
            let led = Verdict::Redirect { target, page };
            assert_eq!(verdict(302, "location", &format!("{path}?a=b")), led, "{path}");
        }
    }
}
