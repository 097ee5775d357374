//! Who is behind a token, and taking a token back: ProcessMaker's users API.

use reqwest::StatusCode;
use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;

use crate::clock::Timestamp;
use crate::http::{Answer, Http};
use crate::instance::Instance;
use crate::token::{AccessToken, Claims};
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
    instance: &Instance,
    token: &AccessToken,
    subject: Option<&str>,
) -> Reply<Identity> {
    let Some(person) = instance.person(subject) else {
        let nobody =
            Trouble::new(Kind::UnexpectedAnswer).saying("the token does not say whose it is");
        return Reply { result: Err(nobody), date: None };
    };
    match call(http, instance, token, reqwest::Method::GET, person).await {
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
    instance: &Instance,
    token: &AccessToken,
    claims: &Claims,
) -> Result<(), Trouble> {
    let unnamed = || Trouble::new(Kind::UnexpectedAnswer).saying("the token does not say its id");
    let subject = claims.subject.as_deref();
    // Version 3 has no other name for a token than the token. It dies of this call, so that its trace in the
    // server's log is worth nothing.
    let name = match &claims.token_id {
        _ if instance.is_version_3() => token.expose_secret(),
        Some(id) => id,
        None => return Err(unnamed()),
    };
    let target = instance.revocation(subject, name).ok_or_else(unnamed)?;
    let answer = call(http, instance, token, reqwest::Method::DELETE, target).await?;
    match answer.status {
        StatusCode::NO_CONTENT | StatusCode::OK | StatusCode::UNAUTHORIZED => return Ok(()),
        StatusCode::INTERNAL_SERVER_ERROR | StatusCode::BAD_REQUEST => {}
        _ => return Err(refusal(&answer)),
    }
    if is_accepted(http, instance, token, claims).await? { Err(refusal(&answer)) } else { Ok(()) }
}

/// Whether the API still takes a token.
///
/// # Errors
/// When nobody could be asked.
pub async fn is_accepted(
    http: &Http,
    instance: &Instance,
    token: &AccessToken,
    claims: &Claims,
) -> Result<bool, Trouble> {
    let person = instance.person(claims.subject.as_deref());
    let person = person.ok_or_else(|| Trouble::new(Kind::UnexpectedAnswer))?;
    let answer = call(http, instance, token, reqwest::Method::GET, person).await?;
    match answer.status {
        StatusCode::UNAUTHORIZED => Ok(false),
        status if status.is_success() => Ok(true),
        _ => Err(answer.unexpected()),
    }
}

async fn call(
    http: &Http,
    instance: &Instance,
    token: &AccessToken,
    method: reqwest::Method,
    url: Url,
) -> Result<Answer, Trouble> {
    let request =
        http.client(instance).await?.request(method, url).bearer_auth(token.expose_secret());
    http.send(request).await
}

pub(crate) fn read(answer: &Answer, subject: Option<&str>) -> Result<Identity, Trouble> {
    if answer.status != StatusCode::OK {
        return Err(refusal(answer));
    }
    let Ok(Value::Object(user)) = serde_json::from_slice::<Value>(&answer.body) else {
        return Err(answer.unexpected());
    };
    let text = |name: &str| {
        user.get(name).and_then(Value::as_str).map(plain).filter(|text| !text.is_empty())
    };
    // Version 3 writes the same fields in another case, and its own id into the record.
    let either = |four: &str, three: &str| text(four).or_else(|| text(three));
    let parts = [either("firstname", "firstName"), either("lastname", "lastName")];
    let parts = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let user_name = either("username", "userName").ok_or_else(|| answer.unexpected())?;
    let full_name = either("fullname", "fullName").filter(|name| !name.is_empty());
    let full_name = full_name.or_else(|| Some(parts).filter(|name| !name.is_empty()));
    let administrator = user.get("is_administrator").is_some_and(|yes| yes == true || *yes == 1)
        || text("userRole").as_deref() == Some("PROCESSMAKER_ADMIN");
    let id = subject.map(str::to_owned).or_else(|| text("userId"));
    Ok(Identity {
        id: id.ok_or_else(|| answer.unexpected())?,
        full_name: full_name.unwrap_or_else(|| user_name.clone()),
        user_name,
        email: text("email"),
        administrator,
    })
}

/// What an error of the API means.
pub(crate) fn refusal(answer: &Answer) -> Trouble {
    if answer.status == StatusCode::UNAUTHORIZED && answer.is_json() {
        return Trouble::new(Kind::TokenNotAccepted).with_status(401);
    }
    answer.unexpected()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection::ServerUrl;
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
        let who = read(&answer(200, &record), Some("2")).unwrap();
        assert_eq!(
            (who.full_name.as_str(), who.user_name.as_str(), who.administrator),
            ("Maria Silva", "maria", true)
        );
        assert!(!format!("{who:?}").contains("canary"), "the remember token is not kept");
    }

    #[test]
    fn version_3_says_whose_the_token_is() {
        let record = json!({"userId":"0123456789abcdef0123456789abcdef","userName":"maria","firstName":"Maria","lastName":"Silva","fullName":"Maria Silva","email":"maria@acme.example","userRole":"PROCESSMAKER_ADMIN","userPhoto":"…"});
        let who = read(&answer(200, &record), None).unwrap();
        assert_eq!(
            (who.id.len(), who.full_name.as_str(), who.administrator),
            (32, "Maria Silva", true)
        );
        let anonymous = json!({"username":"maria"});
        assert!(read(&answer(200, &anonymous), None).is_err(), "the others do not");
    }

    #[test]
    fn missing_names_are_made_up_for() {
        let who = |record| read(&answer(200, &record), Some("2")).map(|who| who.full_name);
        assert_eq!(
            who(json!({"username":"maria","firstname":"Maria","lastname":null})).unwrap(),
            "Maria"
        );
        assert_eq!(who(json!({"username":"maria","fullname":"  "})).unwrap(), "maria");
        assert_eq!(who(json!({"email":"x"})).unwrap_err().kind, Kind::UnexpectedAnswer);
    }

    #[test]
    fn an_administrator_is_known_however_the_server_says_it() {
        for (field, value, yes) in [
            ("is_administrator", json!(true), true),
            ("is_administrator", json!(1), true),
            ("is_administrator", json!(false), false),
            ("is_administrator", json!(0), false),
            ("is_administrator", json!("true"), false),
            ("userRole", json!("PROCESSMAKER_ADMIN"), true),
            ("userRole", json!("PROCESSMAKER_OPERATOR"), false),
        ] {
            let who = read(&answer(200, &json!({"username":"maria", field:value})), Some("2"));
            assert_eq!(who.unwrap().administrator, yes, "{field}: {value}");
        }
    }

    #[test]
    fn an_empty_field_is_a_missing_one() {
        let record =
            json!({"username":"maria","fullname":"","firstname":"","lastname":"Silva","email":""});
        let who = read(&answer(200, &record), Some("2")).unwrap();
        assert_eq!((who.full_name.as_str(), who.email), ("Silva", None));
        assert!(read(&answer(200, &json!({"username":""})), Some("2")).is_err());
    }

    #[test]
    fn what_is_no_user_record_is_no_person() {
        let record = json!({"username":"maria"});
        for (status, body, kind) in [
            (200, json!([record]), Kind::UnexpectedAnswer),
            (201, record.clone(), Kind::UnexpectedAnswer),
            (404, record.clone(), Kind::UnexpectedAnswer),
            (403, record.clone(), Kind::UnexpectedAnswer),
            (503, record, Kind::Maintenance),
        ] {
            let trouble = read(&answer(status, &body), Some("2")).unwrap_err();
            assert_eq!(trouble.kind, kind, "{status} {body}");
        }
    }

    #[tokio::test]
    async fn nobody_is_asked_about_a_token_that_names_nobody() {
        use crate::instance::Generation;
        let server = ServerUrl::parse("https://acme.invalid").unwrap();
        let instance = Instance::new(server, Generation::Version4);
        let (http, token) = (Http::default(), AccessToken::new("opaque".into()));
        let asked = ask(&http, &instance, &token, None).await.result.unwrap_err();
        assert_eq!(asked.detail.as_deref(), Some("the token does not say whose it is"));
        let nameless = Claims { subject: Some("2".into()), ..Claims::default() };
        for claims in [Claims::default(), nameless] {
            let revoked = revoke(&http, &instance, &token, &claims).await.unwrap_err();
            assert_eq!(revoked.detail.as_deref(), Some("the token does not say its id"));
        }
        let accepted = is_accepted(&http, &instance, &token, &Claims::default()).await;
        assert_eq!(accepted.unwrap_err().kind, Kind::UnexpectedAnswer);
    }

    #[test]
    fn a_refused_token_is_told_from_a_gateways_page() {
        let refused =
            read(&answer(401, &json!({"error":"Unauthenticated."})), Some("2")).unwrap_err();
        assert_eq!(refused.kind, Kind::TokenNotAccepted);
        let mut page = answer(401, &json!({}));
        page.headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html"));
        assert_eq!(read(&page, Some("2")).unwrap_err().kind, Kind::UnexpectedAnswer);
    }
}
