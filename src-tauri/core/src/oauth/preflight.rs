//! Asks the server, before the browser opens, whether it would take our redirect address.
//!
//! Without cookies the authorization endpoint sends a registered pair to the login page (recording 001) and refuses
//! an unknown one with `401 invalid_client` (recordings 029 and 034), which a person would otherwise meet as a page
//! of raw JSON that never comes back.

use super::authorize::SignInLink;
use crate::connection::ServerUrl;
use crate::http::{Answer, Http};
use crate::instance::Instance;
use crate::trouble::{Kind, Trouble};
use reqwest::header::LOCATION;
use serde_json::Value;

/// What the server thinks of one redirect address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opinion {
    /// It would let the person sign in and come back.
    Registered,
    /// It refuses the client or the address.
    Unknown,
    /// It answered something else; a gateway may stand in front. Only trying tells.
    Unclear,
}

/// Asks about the address that the browser would open.
///
/// # Errors
/// When the server cannot be reached at all.
pub async fn ask(http: &Http, instance: &Instance, link: &SignInLink) -> Result<Opinion, Trouble> {
    let client = http.client(instance).await?;
    let request =
        client.get(link.expose().clone()).header(reqwest::header::USER_AGENT, BROWSER_LIKE);
    match http.send_accepting(request, "text/html").await {
        Ok(answer) => Ok(opinion(&answer, &instance.server)),
        Err(trouble) if trouble.kind == Kind::UnexpectedAnswer => Ok(Opinion::Unclear),
        Err(trouble) => Err(trouble),
    }
}

/// Some gateways answer programs with a page of their own.
const BROWSER_LIKE: &str =
    concat!("Mozilla/5.0 (compatible; Latchkey/", env!("CARGO_PKG_VERSION"), ")");

pub(crate) fn opinion(answer: &Answer, server: &ServerUrl) -> Opinion {
    match answer.status.as_u16() {
        // ProcessMaker says 302; other servers of the field say it otherwise.
        302 | 303 | 307 if leads_to_sign_in(answer, server) => Opinion::Registered,
        401 if error_code(answer).as_deref() == Some("invalid_client") => Opinion::Unknown,
        _ => Opinion::Unclear,
    }
}

/// A redirect within the instance is the login page; one to another host may be a single sign-on, or a captive
/// portal: only trying tells.
fn leads_to_sign_in(answer: &Answer, server: &ServerUrl) -> bool {
    let base = server.at("oauth/authorize");
    let target = answer.headers.get(LOCATION).and_then(|to| base.join(to.to_str().ok()?).ok());
    target.is_some_and(|to| to.origin() == base.origin())
}

fn error_code(answer: &Answer) -> Option<String> {
    let body: Value = serde_json::from_slice(&answer.body).ok()?;
    body.get("error")?.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::StatusCode;
    use reqwest::header::{HeaderMap, HeaderValue};

    fn judged(status: u16, location: Option<&'static str>, body: &str) -> Opinion {
        let mut headers = HeaderMap::new();
        if let Some(to) = location {
            headers.insert(LOCATION, HeaderValue::from_static(to));
        }
        let status = StatusCode::from_u16(status).unwrap();
        let answer = Answer { status, headers, body: body.as_bytes().to_vec() };
        opinion(&answer, &ServerUrl::parse("https://acme.example").unwrap())
    }

    #[test]
    fn only_clear_answers_count() {
        use Opinion::{Registered, Unclear, Unknown};
        let refusal =
            r#"{"error":"invalid_client","error_description":"Client authentication failed"}"#;
        assert_eq!(judged(302, Some("https://acme.example/login"), ""), Registered);
        assert_eq!(judged(302, Some("/login"), ""), Registered);
        assert_eq!(judged(303, Some("/interaction/1"), ""), Registered);
        assert_eq!(judged(302, Some("https://sso.example/start"), ""), Unclear);
        assert_eq!(judged(302, None, ""), Unclear);
        assert_eq!(judged(401, None, refusal), Unknown);
        assert_eq!(judged(401, None, r#"{"error":"Unauthenticated."}"#), Unclear);
        assert_eq!(judged(401, None, "<html>"), Unclear);
        assert_eq!(judged(200, None, "<html>"), Unclear);
        assert_eq!(judged(503, None, ""), Unclear);
    }
}
