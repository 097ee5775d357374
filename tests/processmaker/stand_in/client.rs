//! A client of the stand-in, in the fewest words.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use processmaker::wire::{self, Answer};
use processmaker::{Client, Pair, Server};
use url::Url;

const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

pub(crate) fn maria(server: &Server) -> Pair {
    server.issue(server.latchkey().id, "maria")
}

pub(crate) fn url(server: &Server, path: &str) -> Url {
    Url::parse(&format!("{}{path}", server.base_url())).expect("a URL")
}

pub(crate) fn loopback(server: &Server) -> String {
    format!("http://127.0.0.1:43121/callback/{}", server.server_id())
}

/// What an administrator pastes for a Latchkey that is installed.
pub(crate) fn redirect_for(server: &Server) -> String {
    let id = server.server_id();
    format!("http://127.0.0.1/callback/{id},io.github.latchkey-app://oauth/callback/{id}")
}

pub(crate) fn authorize(server: &Server, redirect: &str) -> Url {
    let mut url = url(server, "/oauth/authorize");
    url.query_pairs_mut()
        .append_pair("response_type", "code")
        .append_pair("client_id", &server.latchkey().id.to_string())
        .append_pair("redirect_uri", redirect)
        .append_pair("state", "st-1")
        .append_pair("code_challenge", CHALLENGE)
        .append_pair("code_challenge_method", "S256");
    url
}

pub(crate) fn code(redirect: &Url) -> String {
    let code = redirect.query_pairs().find(|(name, _)| name == "code");
    code.expect("a code").1.into_owned()
}

pub(crate) async fn exchange(server: &Server, redirect: &str, code: &str) -> Answer {
    let client = server.latchkey();
    let verifier = [("code_verifier", VERIFIER)];
    exchange_with(server, &client, redirect, code, &verifier).await
}

/// The same for a client that has sent no challenge.
pub(crate) async fn exchange_as(
    server: &Server,
    client: &Client,
    redirect: &str,
    code: &str,
) -> Answer {
    exchange_with(server, client, redirect, code, &[]).await
}

async fn exchange_with(
    server: &Server,
    client: &Client,
    redirect: &str,
    code: &str,
    verifier: &[(&str, &str)],
) -> Answer {
    let id = client.id.to_string();
    let fields = [
        ("grant_type", "authorization_code"),
        ("client_id", &id),
        ("client_secret", &client.secret),
        ("redirect_uri", redirect),
        ("code", code),
    ];
    post(server, "/oauth/token", &form(&[fields.as_slice(), verifier].concat())).await
}

pub(crate) async fn refresh(server: &Server, pair: &Pair) -> Answer {
    try_refresh(server, pair).await.expect("an answer")
}

pub(crate) async fn try_refresh(server: &Server, pair: &Pair) -> std::io::Result<Answer> {
    let client = server.latchkey();
    let fields = [
        ("grant_type", "refresh_token"),
        ("client_id", &client.id.to_string()),
        ("client_secret", &client.secret),
        ("refresh_token", &pair.refresh_token),
    ];
    try_post(server, "/oauth/token", &form(&fields)).await
}

pub(crate) fn form(fields: &[(&str, &str)]) -> String {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(fields).finish()
}

pub(crate) async fn post(server: &Server, path: &str, form: &str) -> Answer {
    try_post(server, path, form).await.expect("an answer")
}

async fn try_post(server: &Server, path: &str, form: &str) -> std::io::Result<Answer> {
    let headers =
        [("accept", "application/json"), ("content-type", "application/x-www-form-urlencoded")];
    wire::send("POST", &url(server, path), &headers, form.as_bytes().to_vec()).await
}

pub(crate) async fn api(server: &Server, method: &str, path: &str, token: &str) -> Answer {
    let authorization = format!("Bearer {token}");
    let headers = [("accept", "application/json"), ("authorization", authorization.as_str())];
    let url = url(server, &format!("/api/1.0{path}"));
    wire::send(method, &url, &headers, Vec::new()).await.expect("an answer")
}

pub(crate) async fn post_api(server: &Server, path: &str, token: &str, form: &str) -> Answer {
    let authorization = format!("Bearer {token}");
    let headers = [
        ("authorization", authorization.as_str()),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    let url = url(server, &format!("/api/1.0{path}"));
    wire::send("POST", &url, &headers, form.as_bytes().to_vec()).await.expect("an answer")
}

/// A request of the page Admin → Auth Clients, in the browser of a user.
pub(crate) async fn auth_clients(
    server: &Server,
    username: &str,
    method: &str,
    body: &serde_json::Value,
) -> Answer {
    in_browser(server, username, method, "/oauth/clients", body).await
}

/// The same about one client, for the administrator.
pub(crate) async fn auth_client(
    server: &Server,
    method: &str,
    id: u64,
    body: &serde_json::Value,
) -> Answer {
    in_browser(server, "admin", method, &format!("/oauth/clients/{id}"), body).await
}

async fn in_browser(
    server: &Server,
    username: &str,
    method: &str,
    path: &str,
    body: &serde_json::Value,
) -> Answer {
    let login = format!("username={username}&password=demo");
    let signed_in = post(server, "/login", &login).await;
    let cookie = signed_in.header("set-cookie").expect("a session");
    let headers =
        [("accept", "application/json"), ("content-type", "application/json"), ("cookie", cookie)];
    let url = url(server, path);
    wire::send(method, &url, &headers, body.to_string().into_bytes()).await.expect("an answer")
}

pub(crate) fn claims(access_token: &str) -> serde_json::Value {
    let payload = access_token.split('.').nth(1).expect("a JWT");
    let payload = BASE64_URL_SAFE_NO_PAD.decode(payload).expect("a JWT");
    serde_json::from_slice(&payload).expect("a JWT")
}

pub(crate) fn identifier(access_token: &str) -> String {
    claims(access_token)["jti"].as_str().expect("a JWT").to_owned()
}
