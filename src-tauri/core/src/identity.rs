//! Who is behind a token, and taking a token back: ProcessMaker's users API.

use reqwest::StatusCode;
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;

use crate::connection::ServerUrl;
use crate::http::{Answer, Http};
use crate::token::{AccessToken, Timestamp};
use crate::trouble::{Kind, Trouble, plain};

/// The person that a token speaks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// ProcessMaker's number for the person, as text (`sub` of the token).
    pub id: String,
    /// What they sign in with.
    pub user_name: String,
    /// Their full name; the user name where there is none.
    pub full_name: String,
    /// Their e-mail address, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Whether the token may do everything.
    pub administrator: bool,
}

/// An answer of the API, and the server's clock when it answered.
#[derive(Debug)]
pub struct Reply<T> {
    /// What it said, or why it did not.
    pub result: Result<T, Trouble>,
    /// The `Date` of the answer.
    pub date: Option<Timestamp>,
}

/// Asks who a token speaks for.
///
/// There is no `/users/me`: the id comes from the token's own `sub`, and a person may always read their own record.
/// The record holds a `remember_token` too; only the fields named here are read out of it.
pub async fn ask(
    http: &Http,
    server: &ServerUrl,
    token: &AccessToken,
    subject: &str,
) -> Reply<Identity> {
    let answer = call(http, server, token, reqwest::Method::GET, user_path(server, subject)).await;
    match answer {
        Ok(answer) => Reply { result: read(&answer, subject), date: answer.date() },
        Err(trouble) => Reply { result: Err(trouble), date: None },
    }
}

/// Revokes an access token by its own id, with itself.
///
/// ProcessMaker 4.7 and later answer 500 for a token of a browser sign-in although it is revoked by then: whether
/// the API still takes the token tells.
///
/// # Errors
/// When the token may still be accepted.
pub async fn revoke(
    http: &Http,
    server: &ServerUrl,
    token: &AccessToken,
    subject: &str,
    token_id: &str,
) -> Result<(), Trouble> {
    let user = user_path(server, subject);
    let mut target = user.clone();
    if let Ok(mut path) = target.path_segments_mut() {
        path.extend(["tokens", token_id]);
    }
    let answer = call(http, server, token, reqwest::Method::DELETE, target).await?;
    match answer.status {
        StatusCode::NO_CONTENT | StatusCode::OK | StatusCode::UNAUTHORIZED => return Ok(()),
        StatusCode::INTERNAL_SERVER_ERROR => {}
        _ => return Err(refusal(&answer)),
    }
    let probe = call(http, server, token, reqwest::Method::GET, user).await?;
    if probe.status == StatusCode::UNAUTHORIZED { Ok(()) } else { Err(refusal(&answer)) }
}

fn user_path(server: &ServerUrl, subject: &str) -> Url {
    let mut url = server.at("api/1.0/users");
    if let Ok(mut path) = url.path_segments_mut() {
        path.push(subject);
    }
    url
}

async fn call(
    http: &Http,
    server: &ServerUrl,
    token: &AccessToken,
    method: reqwest::Method,
    url: Url,
) -> Result<Answer, Trouble> {
    let request =
        http.client(server).await?.request(method, url).bearer_auth(token.expose_secret());
    http.send(request).await
}

fn read(answer: &Answer, subject: &str) -> Result<Identity, Trouble> {
    if answer.status != StatusCode::OK {
        return Err(refusal(answer));
    }
    let Ok(Value::Object(user)) = serde_json::from_slice::<Value>(&answer.body) else {
        return Err(answer.unexpected());
    };
    let text = |name: &str| {
        user.get(name).and_then(Value::as_str).map(plain).filter(|text| !text.is_empty())
    };
    let parts =
        [text("firstname"), text("lastname")].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let user_name = text("username").ok_or_else(|| answer.unexpected())?;
    let full_name = text("fullname").or_else(|| Some(parts).filter(|name| !name.is_empty()));
    Ok(Identity {
        id: subject.to_owned(),
        full_name: full_name.unwrap_or_else(|| user_name.clone()),
        user_name,
        email: text("email"),
        administrator: user.get("is_administrator").is_some_and(|yes| yes == true || *yes == 1),
    })
}

fn refusal(answer: &Answer) -> Trouble {
    if answer.status == StatusCode::UNAUTHORIZED && answer.is_json() {
        return Trouble::new(Kind::TokenNotAccepted).with_status(401);
    }
    answer.unexpected()
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
    use serde_json::json;

    fn answer(status: u16, body: &Value) -> Answer {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        Answer {
            status: StatusCode::from_u16(status).unwrap(),
            headers,
            body: body.to_string().into_bytes(),
        }
    }

    #[test]
    fn a_user_record_is_read_without_its_secrets() {
        let record = json!({"id":2,"username":"maria","email":"maria@acme.example","firstname":"Maria","lastname":"Silva","fullname":"Maria Silva","is_administrator":true,"remember_token":"canary"});
        let who = read(&answer(200, &record), "2").unwrap();
        assert_eq!(
            (who.full_name.as_str(), who.user_name.as_str(), who.administrator),
            ("Maria Silva", "maria", true)
        );
        assert!(!format!("{who:?}").contains("canary"), "the remember token is not kept");
    }

    #[test]
    fn missing_names_are_made_up_for() {
        let who = |record| read(&answer(200, &record), "2").map(|who| who.full_name);
        assert_eq!(
            who(json!({"username":"maria","firstname":"Maria","lastname":null})).unwrap(),
            "Maria"
        );
        assert_eq!(who(json!({"username":"maria","fullname":"  "})).unwrap(), "maria");
        assert_eq!(who(json!({"email":"x"})).unwrap_err().kind, Kind::UnexpectedAnswer);
    }

    #[test]
    fn a_refused_token_is_told_from_a_gateways_page() {
        let refused = read(&answer(401, &json!({"error":"Unauthenticated."})), "2").unwrap_err();
        assert_eq!(refused.kind, Kind::TokenNotAccepted);
        let mut page = answer(401, &json!({}));
        page.headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html"));
        assert_eq!(read(&page, "2").unwrap_err().kind, Kind::UnexpectedAnswer);
    }

    #[test]
    fn a_subject_cannot_leave_the_users_folder() {
        let server = ServerUrl::parse("https://acme.example/pm").unwrap();
        assert_eq!(
            user_path(&server, "../tokens?x#y").path(),
            "/pm/api/1.0/users/..%2Ftokens%3Fx%23y"
        );
    }
}
