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
        let nobody = || Trouble::new(Kind::UnexpectedAnswer);
        let mut url = self.instance.person(Some(&self.subject)).ok_or_else(nobody)?;
        if let Ok(mut path) = url.path_segments_mut() {
            path.push("tokens").extend(id);
        }
        Ok(url)
    }

    async fn request(
        &self,
        http: &Http,
        method: Method,
        url: Url,
    ) -> Result<RequestBuilder, Trouble> {
        let client = http.client(&self.instance.server).await?;
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
