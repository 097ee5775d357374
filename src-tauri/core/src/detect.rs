//! Which ProcessMaker answers at an address, or what else does.
//!
//! No version of ProcessMaker says what it is before somebody has signed in. What tells them apart is how their token
//! endpoints refuse a request without anything in it, which costs the server nothing.

use reqwest::header::LOCATION;
use reqwest::{Method, StatusCode};
use serde_json::Value;
use url::Url;

use crate::authority::Authority;
use crate::connection::ServerUrl;
use crate::http::{Answer, Http};
use crate::instance::{Generation, Instance};
use crate::trouble::{Kind, Trouble};

/// The workspace that every installation of version 3 begins with.
const USUAL_WORKSPACE: &str = "workflow";

/// What answers at an address that is no ProcessMaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotProcessMaker {
    /// It sends everybody to another host: the address of a single sign-on, or a network that wants a sign-in first.
    Elsewhere(String),
    /// A page that asks for a password, and is not ProcessMaker's.
    LoginPage,
    /// An ordinary page.
    WebSite,
    /// A program of the same making, but another.
    OtherApplication,
    /// ProcessMaker itself, which cannot be used at the moment; or nothing at all.
    Trouble(Trouble),
}

/// Asks what answers at an address.
///
/// # Errors
/// With what else is there.
pub async fn detect(
    http: &Http,
    server: &ServerUrl,
    authority: Option<Authority>,
) -> Result<Instance, NotProcessMaker> {
    let four = Instance { server: server.clone(), generation: Generation::Version4, authority };
    let answer = ask_nothing(http, &four).await?;
    if let Some(error) = league_error(&answer) {
        return is_processmaker(http, &four, &error).await;
    }
    for server in workspaces(server) {
        let three = Instance { server, generation: Generation::Version3, ..four.clone() };
        if speaks_version_3(&ask_nothing(http, &three).await?) {
            return Ok(three);
        }
    }
    Err(otherwise(http, &four, &answer).await)
}

/// A token request without anything in it.
async fn ask_nothing(http: &Http, instance: &Instance) -> Result<Answer, NotProcessMaker> {
    let endpoint = instance.token_endpoint();
    let form: [(&str, &str); 0] = [];
    let client = http.client(instance).await.map_err(NotProcessMaker::Trouble)?;
    let answer = http.send(client.request(Method::POST, endpoint).form(&form)).await;
    answer.map_err(NotProcessMaker::Trouble)
}

/// What league/oauth2-server says to a request without a grant type (recording 138).
fn league_error(answer: &Answer) -> Option<Value> {
    let body: Value = serde_json::from_slice(&answer.body).ok()?;
    let refused = body.get("error")?.as_str()? == "unsupported_grant_type";
    (answer.status == StatusCode::BAD_REQUEST && refused && body.get("hint").is_some())
        .then_some(body)
}

/// Other programs use the same library; only ProcessMaker's API refuses strangers in these words (recording 627).
async fn is_processmaker(
    http: &Http,
    four: &Instance,
    error: &Value,
) -> Result<Instance, NotProcessMaker> {
    let client = http.client(four).await.map_err(NotProcessMaker::Trouble)?;
    let request = client.get(four.server.at("api/1.0/users"));
    let answer = http.send(request).await.map_err(NotProcessMaker::Trouble)?;
    let body: Option<Value> = serde_json::from_slice(&answer.body).ok();
    let words = body.as_ref().and_then(|body| body.get("error")).and_then(Value::as_str);
    if answer.status != StatusCode::UNAUTHORIZED || words != Some("Unauthenticated.") {
        return Err(NotProcessMaker::OtherApplication);
    }
    // The library of 2026 says everything once.
    let twice = error.get("message").is_some();
    let generation = if twice { Generation::Version4 } else { Generation::Version2026 };
    Ok(Instance { generation, ..four.clone() })
}

/// The addresses at which version 3 may have its workspace.
fn workspaces(server: &ServerUrl) -> Vec<ServerUrl> {
    let usual = ServerUrl::parse(server.at(USUAL_WORKSPACE).as_str());
    let named = server.at("").path().len() > 1;
    let first = named.then(|| server.clone());
    first.into_iter().chain(usual).collect()
}

/// What the older library says to a request without a grant type.
fn speaks_version_3(answer: &Answer) -> bool {
    let body: Option<Value> = serde_json::from_slice(&answer.body).ok();
    let error = body.as_ref().and_then(|body| body.get("error")).and_then(Value::as_str);
    answer.status == StatusCode::BAD_REQUEST
        && matches!(error, Some("invalid_request" | "unsupported_grant_type" | "invalid_client"))
}

/// What can be said of an address where no ProcessMaker answers.
async fn otherwise(http: &Http, at: &Instance, refusal: &Answer) -> NotProcessMaker {
    let server = &at.server;
    match refusal.status.as_u16() {
        429 | 500..=599 => return NotProcessMaker::Trouble(refusal.unexpected()),
        _ => {}
    }
    if let Some(host) = leads_to(refusal, server) {
        return NotProcessMaker::Elsewhere(host);
    }
    let Ok(client) = http.client(at).await else { return NotProcessMaker::WebSite };
    let page = match http.send_accepting(client.get(server.at("")), "text/html").await {
        Ok(page) => page,
        Err(trouble) => return NotProcessMaker::Trouble(trouble),
    };
    if let Some(host) = leads_to(&page, server) {
        return NotProcessMaker::Elsewhere(host);
    }
    let html = String::from_utf8_lossy(&page.body).to_ascii_lowercase();
    if html.contains("type=\"password\"") || html.contains("type='password'") {
        return NotProcessMaker::LoginPage;
    }
    if page.status.is_success() && html.contains("<html") {
        return NotProcessMaker::WebSite;
    }
    NotProcessMaker::Trouble(Trouble::new(Kind::UnexpectedAnswer).with_status(page.status.as_u16()))
}

/// The other host that an answer sends to.
fn leads_to(answer: &Answer, server: &ServerUrl) -> Option<String> {
    let base: Url = server.at("");
    let to = base.join(answer.headers.get(LOCATION)?.to_str().ok()?).ok()?;
    let elsewhere = answer.status.is_redirection() && to.host_str() != base.host_str();
    to.host_str().filter(|_| elsewhere).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::{HeaderMap, HeaderValue};
    use serde_json::json;

    fn answer(status: u16, body: &Value) -> Answer {
        let status = StatusCode::from_u16(status).unwrap();
        Answer { status, headers: HeaderMap::new(), body: body.to_string().into_bytes() }
    }

    #[test]
    fn the_library_of_version_4_refuses_in_its_own_words() {
        let refusal = json!({"error":"unsupported_grant_type","hint":"Check it"});
        for (status, body, is_league) in [
            (400, refusal.clone(), true),
            (401, refusal, false),
            (400, json!({"error":"unsupported_grant_type"}), false),
            (400, json!({"error":"invalid_request","hint":"Check it"}), false),
            (400, json!("unsupported_grant_type"), false),
        ] {
            assert_eq!(
                league_error(&answer(status, &body)).is_some(),
                is_league,
                "{status} {body}"
            );
        }
    }

    #[test]
    fn the_library_of_version_3_refuses_in_any_of_three() {
        for (status, body, is_three) in [
            (400, json!({"error":"invalid_request"}), true),
            (400, json!({"error":"unsupported_grant_type"}), true),
            (400, json!({"error":"invalid_client"}), true),
            (401, json!({"error":"invalid_client"}), false),
            (400, json!({"error":"not_found"}), false),
            (400, json!({"error":{"code":400}}), false),
            (400, json!("<html>"), false),
        ] {
            assert_eq!(speaks_version_3(&answer(status, &body)), is_three, "{status} {body}");
        }
    }

    #[test]
    fn a_workspace_is_looked_for_where_the_address_leads_and_then_where_it_usually_is() {
        let looked = |address: &str| {
            let found = workspaces(&ServerUrl::parse(address).unwrap());
            found.into_iter().map(String::from).collect::<Vec<_>>()
        };
        assert_eq!(looked("https://acme.example"), ["https://acme.example/workflow"]);
        assert_eq!(
            looked("https://acme.example/sales"),
            ["https://acme.example/sales", "https://acme.example/sales/workflow"]
        );
    }

    #[test]
    fn only_a_redirect_to_another_host_leads_elsewhere() {
        let server = ServerUrl::parse("https://acme.example/pm").unwrap();
        let led = |status: u16, to: Option<&'static str>| {
            let mut answer = answer(status, &json!(null));
            if let Some(to) = to {
                answer.headers.insert(LOCATION, HeaderValue::from_static(to));
            }
            leads_to(&answer, &server)
        };
        assert_eq!(led(302, Some("https://sso.example/start")).as_deref(), Some("sso.example"));
        assert_eq!(led(302, Some("//sso.example")).as_deref(), Some("sso.example"));
        assert_eq!(led(302, Some("https://acme.example/login")), None);
        assert_eq!(led(302, Some("/login")), None);
        assert_eq!(led(201, Some("https://sso.example/start")), None);
        assert_eq!(led(302, None), None);
    }
}
