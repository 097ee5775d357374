//! The personal access tokens of whoever is signed in: listed, made and revoked through ProcessMaker's users API.
//!
//! Any access token of a person may do that (recordings 645 to 648). Version 3 has no such tokens.

use reqwest::{Method, RequestBuilder, StatusCode};
use secrecy::ExposeSecret;
use serde_json::{Value, json};
use url::Url;

use crate::http::{Answer, Http};
use crate::identity;
use crate::instance::Instance;
use crate::token::{AccessToken, Claims};
use crate::trouble::{Kind, Trouble, plain};

/// How many tokens are asked for at once.
const PER_PAGE: u64 = 100;

/// How many pages are read at most; nobody looks through more.
const MAX_PAGES: u64 = 10;

/// The longest name ProcessMaker keeps.
pub const MAX_NAME: usize = 255;

/// What is known of a personal access token; its value is known to nobody any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonalToken {
    /// Its own id (`jti`).
    pub id: String,
    /// What the person called it.
    pub name: String,
    /// When it was made, as the server writes it (RFC 3339).
    pub created_at: Option<String>,
    /// When it ends, as the server writes it.
    pub expires_at: Option<String>,
    /// Whether it is the one that the connection itself uses.
    pub is_own: bool,
}

/// Who asks: a person, at a ProcessMaker, with an access token.
#[derive(Debug, Clone)]
pub struct Owner {
    /// Where.
    pub instance: Instance,
    /// With what.
    pub token: AccessToken,
    /// Whose (`sub`).
    pub subject: String,
}

impl Owner {
    fn endpoint(&self, id: Option<&str>) -> Result<Url, Trouble> {
        if self.instance.is_version_3() {
            return Err(Trouble::new(Kind::Configuration).saying("there are no such tokens here"));
        }
        let subject = Some(self.subject.as_str());
        let url = match id {
            Some(id) => self.instance.revocation(subject, id),
            None => self.instance.person(subject).and_then(|mut url| {
                url.path_segments_mut().ok()?.push("tokens");
                Some(url)
            }),
        };
        url.ok_or_else(|| Trouble::new(Kind::UnexpectedAnswer))
    }

    async fn request(
        &self,
        http: &Http,
        method: Method,
        url: Url,
    ) -> Result<RequestBuilder, Trouble> {
        let client = http.client(&self.instance).await?;
        Ok(client.request(method, url).bearer_auth(self.token.expose_secret()))
    }
}

/// The tokens that are not revoked.
///
/// # Errors
/// When ProcessMaker does not say.
pub async fn list(http: &Http, owner: &Owner) -> Result<Vec<PersonalToken>, Trouble> {
    let own = Claims::peek(&owner.token).token_id;
    let mut tokens = Vec::new();
    for page in 1..=MAX_PAGES {
        let mut url = owner.endpoint(None)?;
        url.query_pairs_mut()
            .append_pair("per_page", &PER_PAGE.to_string())
            .append_pair("page", &page.to_string());
        let answer = http.send(owner.request(http, Method::GET, url).await?).await?;
        let body = successful(&answer)?;
        let data = body.get("data").and_then(Value::as_array).ok_or_else(|| answer.unexpected())?;
        tokens.extend(data.iter().filter_map(|record| read(record, own.as_deref())));
        let last = body.pointer("/meta/last_page").and_then(Value::as_u64).unwrap_or(1);
        if page >= last {
            break;
        }
    }
    Ok(tokens)
}

/// Makes a token; its value is said this once.
///
/// # Errors
/// When there is none now.
pub async fn create(http: &Http, owner: &Owner, name: &str) -> Result<AccessToken, Trouble> {
    let request = owner.request(http, Method::POST, owner.endpoint(None)?).await?;
    let body = json!({ "name": name }).to_string();
    let request = request.header(reqwest::header::CONTENT_TYPE, "application/json").body(body);
    let answer = http.send(request).await?;
    let body = successful(&answer)?;
    let token = body.get("accessToken").and_then(Value::as_str).filter(|text| !text.is_empty());
    token.map(|text| AccessToken::new(text.to_owned())).ok_or_else(|| answer.unexpected())
}

/// Revokes a token; one that is not there any more is revoked.
///
/// # Errors
/// When it may still be good.
pub async fn revoke(http: &Http, owner: &Owner, id: &str) -> Result<(), Trouble> {
    let url = owner.endpoint(Some(id))?;
    let answer = http.send(owner.request(http, Method::DELETE, url).await?).await?;
    match answer.status {
        status if status.is_success() || status == StatusCode::NOT_FOUND => Ok(()),
        _ => Err(identity::refusal(&answer)),
    }
}

fn successful(answer: &Answer) -> Result<Value, Trouble> {
    if !answer.status.is_success() {
        return Err(identity::refusal(answer));
    }
    serde_json::from_slice(&answer.body).map_err(|_| answer.unexpected())
}

fn read(record: &Value, own: Option<&str>) -> Option<PersonalToken> {
    let text = |name: &str| record.get(name).and_then(Value::as_str).map(plain);
    let id = text("id").filter(|id| !id.is_empty())?;
    Some(PersonalToken {
        is_own: own == Some(id.as_str()),
        id,
        name: text("name").unwrap_or_default(),
        created_at: text("created_at"),
        expires_at: text("expires_at"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection::ServerUrl;
    use crate::instance::Generation;
    use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};

    fn owner(generation: Generation) -> Owner {
        let server = ServerUrl::parse("https://acme.invalid/workflow").unwrap();
        let instance = Instance::new(server, generation);
        Owner { instance, token: AccessToken::new("canary".into()), subject: "2".into() }
    }

    #[test]
    fn the_endpoint_is_below_the_persons_own_record() {
        let owner = owner(Generation::Version4);
        let path = |id| owner.endpoint(id).unwrap().path().to_owned();
        assert_eq!(path(None), "/workflow/api/1.0/users/2/tokens");
        assert_eq!(path(Some("ab12")), "/workflow/api/1.0/users/2/tokens/ab12");
        assert_eq!(path(Some("../1")), "/workflow/api/1.0/users/2/tokens/..%2F1");
        assert!(owner.endpoint(Some("..")).is_err(), "that would be all of them");
        assert!(!format!("{owner:?}").contains("canary"));
    }

    #[tokio::test]
    async fn version_3_is_not_asked_for_what_it_has_not() {
        let (http, owner) = (Http::default(), owner(Generation::Version3));
        for refused in [
            list(&http, &owner).await.map(drop),
            create(&http, &owner, "Postman").await.map(drop),
            revoke(&http, &owner, "ab12").await,
        ] {
            assert_eq!(refused.unwrap_err().kind, Kind::Configuration);
        }
    }

    #[test]
    fn a_record_is_read_as_far_as_it_says_something() {
        let whole = json!({"id":"ab12","name":"Postman","created_at":"2026-11-22T00:40:23Z","expires_at":"2027-11-22T00:40:23Z","revoked":false});
        let token = read(&whole, Some("ab12")).unwrap();
        assert_eq!(
            (token.id.as_str(), token.name.as_str(), token.is_own),
            ("ab12", "Postman", true)
        );
        assert_eq!(token.expires_at.as_deref(), Some("2027-11-22T00:40:23Z"));
        assert!(!read(&whole, Some("cd34")).unwrap().is_own);
        assert!(!read(&whole, None).unwrap().is_own);
        let bare = read(&json!({"id":"ab12"}), None).unwrap();
        assert_eq!((bare.name.as_str(), bare.created_at, bare.expires_at), ("", None, None));
        for nameless in [json!({"name":"Postman"}), json!({"id":""}), json!({"id":7}), json!(null)]
        {
            assert_eq!(read(&nameless, None), None, "{nameless}");
        }
    }

    #[test]
    fn only_a_success_that_is_json_is_one() {
        let answer = |status: u16, body: &str| {
            let json = HeaderValue::from_static("application/json");
            let headers = HeaderMap::from_iter([(CONTENT_TYPE, json)]);
            let status = StatusCode::from_u16(status).unwrap();
            successful(&Answer { status, headers, body: body.as_bytes().to_vec() })
        };
        assert_eq!(answer(201, "{}").unwrap(), json!({}));
        assert_eq!(answer(200, "<html>").unwrap_err().kind, Kind::UnexpectedAnswer);
        assert_eq!(answer(401, "{}").unwrap_err().kind, Kind::TokenNotAccepted);
        assert_eq!(answer(503, "{}").unwrap_err().kind, Kind::Maintenance);
    }
}
