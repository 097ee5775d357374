//! ProcessMaker 3.

use std::time::Duration;

use processmaker::version3::Application;
use processmaker::wire::{self, Answer};
use processmaker::{Endpoint, Fault, Generation, Landing, Pair, Server};
use serde_json::{Value, json};
use url::Url;

use crate::client::{code, form, post, url};

const TOKEN: &str = "/workflow/oauth2/token";
const WHO_AM_I: &str = "/api/1.0/workflow/light/user/data";

async fn start() -> Server {
    Server::builder().generation(Generation::Version3).start().await
}

fn deep_link(server: &Server) -> String {
    format!("io.github.latchkey-app://oauth/callback/{}", server.server_id())
}

fn authorize(server: &Server, client_id: &str, redirect: &str) -> Url {
    let mut url = url(server, "/workflow/oauth2/authorize");
    url.query_pairs_mut()
        .append_pair("response_type", "code")
        .append_pair("client_id", client_id)
        .append_pair("redirect_uri", redirect)
        .append_pair("state", "st 1")
        .append_pair("code_challenge", "ignored")
        .append_pair("code_challenge_method", "S256");
    url
}

async fn exchange(server: &Server, client: &Application, redirect: &str, code: &str) -> Answer {
    let fields = [
        ("grant_type", "authorization_code"),
        ("client_id", &client.client_id),
        ("client_secret", &client.client_secret),
        ("redirect_uri", redirect),
        ("code", code),
        ("code_verifier", "ignored too"),
    ];
    post(server, TOKEN, &form(&fields)).await
}

async fn refresh(server: &Server, refresh_token: &str) -> Answer {
    let client = server.workspace().latchkey();
    let fields = [
        ("grant_type", "refresh_token"),
        ("client_id", &client.client_id),
        ("client_secret", &client.client_secret),
        ("refresh_token", refresh_token),
    ];
    post(server, TOKEN, &form(&fields)).await
}

fn maria(server: &Server) -> Pair {
    let workspace = server.workspace();
    workspace.issue(&workspace.latchkey().client_id, "maria")
}

async fn send(server: &Server, method: &str, path: &str, token: Option<&str>) -> Answer {
    let authorization = token.map(|token| format!("Bearer {token}"));
    let headers: Vec<(&str, &str)> =
        authorization.iter().map(|value| ("authorization", value.as_str())).collect();
    wire::send(method, &url(server, path), &headers, Vec::new()).await.expect("an answer")
}

fn refused(answer: &Answer) -> (u16, Value, Value) {
    let body = answer.json();
    assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    (answer.status, body["error"].clone(), body["error_description"].clone())
}

#[tokio::test]
async fn a_person_accepts_and_the_code_is_exchanged() {
    let server = start().await;
    let (workspace, redirect) = (server.workspace(), deep_link(&server));
    let client = workspace.latchkey();
    let asked = authorize(&server, &client.client_id, &redirect);
    let back = server.browser().approve(&asked, "maria").await;
    let code = code(&back);
    assert_eq!(back.as_str(), format!("{redirect}?code={code}&state=st+1"));
    let answer = exchange(&server, &client, &redirect, &code).await;
    let body = answer.json();
    let token = |name: &str| body[name].as_str().unwrap().to_owned();
    for name in ["access_token", "refresh_token"] {
        assert_eq!(token(name).len(), 40);
        assert!(token(name).bytes().all(|byte| b"0123456789abcdef".contains(&byte)));
    }
    assert_eq!((answer.status, body["expires_in"].as_i64()), (200, Some(86400)));
    assert_eq!((&body["token_type"], &body["scope"]), (&json!("bearer"), &Value::Null));
    assert_eq!(body.as_object().unwrap().len(), 5);

    let me = send(&server, "GET", WHO_AM_I, Some(&token("access_token"))).await.json();
    assert_eq!((&me["userName"], &me["fullName"]), (&json!("maria"), &json!("Maria Silva")));
    assert_eq!(me["userId"], json!(workspace.user("maria").uid));
    assert!(me["userPhoto"].as_str().unwrap().len() > 100_000, "large");
    let again = exchange(&server, &client, &redirect, &code).await;
    let unknown = "Authorization code doesn't exist or is invalid for the client";
    assert_eq!(refused(&again), (400, json!("invalid_grant"), json!(unknown)));
}

#[tokio::test]
async fn a_guest_signs_in_first_and_everybody_is_asked_every_time() {
    let server = start().await;
    let client = server.workspace().latchkey();
    let asked = authorize(&server, &client.client_id, &deep_link(&server));
    let first = wire::send("GET", &asked, &[], Vec::new()).await.unwrap();
    let expected = format!(
        "{}/sysworkflow/en/neoclassic/login/login?u={}",
        server.base_url(),
        url::form_urlencoded::byte_serialize(asked.as_str().as_bytes()).collect::<String>()
    );
    assert_eq!((first.status, first.header("location")), (302, Some(expected.as_str())));

    let mut browser = server.browser();
    let Landing::Page(login) = browser.open(&asked).await else { panic!("the login page") };
    assert!(login.text().contains("<title>Login - ProcessMaker</title>"));
    let Landing::Page(wrong) = browser.sign_in("maria", "wrong").await else {
        panic!("the login page again")
    };
    assert!(wrong.text().contains("incorrect"));
    let Landing::Page(consent) = browser.sign_in("maria", "demo").await else {
        panic!("the consent page")
    };
    assert!(consent.text().contains("Latchkey") && consent.text().contains(">Accept</button>"));
    maria(&server);
    assert!(matches!(browser.open(&asked).await, Landing::Page(_)), "a token changes nothing");
    let denied = browser.press(&consent, "Deny").await.away();
    let expected = "error=access_denied&error_description=The+user+denied+access+to+your+application&state=st+1";
    assert_eq!(denied.query(), Some(expected));
    let Landing::Page(home) = server.browser().sign_in("jane", "demo").await else {
        panic!("a page")
    };
    assert!(home.text().contains("Jane Doe"));
}

#[tokio::test]
async fn a_refresh_ends_the_refresh_token_and_leaves_the_access_token() {
    let server = start().await;
    let workspace = server.workspace();
    let pair = maria(&server);
    let body = refresh(&server, &pair.refresh_token).await.json();
    assert_ne!(body["refresh_token"], json!(pair.refresh_token));
    assert!(workspace.accepts(&pair.access_token), "copies live on");
    assert!(!workspace.accepts_refresh(&pair.refresh_token));
    let dead = refresh(&server, &pair.refresh_token).await;
    assert_eq!(refused(&dead), (400, json!("invalid_grant"), json!("Invalid refresh token")));

    server.clock().advance(Duration::from_secs(86_400 + 1));
    assert_eq!(workspace.live_access_tokens(), 0);
    assert_eq!(workspace.live_refresh_tokens(), 1);
    server.clock().advance(Duration::from_secs(13 * 86_400));
    let late = refresh(&server, body["refresh_token"].as_str().unwrap()).await;
    assert_eq!(refused(&late), (400, json!("invalid_grant"), json!("Refresh token has expired")));
    maria(&server);
    let purged = refresh(&server, body["refresh_token"].as_str().unwrap()).await;
    assert_eq!(refused(&purged).2, json!("Invalid refresh token"), "each issue clears away");
}

#[tokio::test]
async fn redirects_are_compared_letter_by_letter_once_the_person_has_answered() {
    let server = start().await;
    let workspace = server.workspace();
    let registered = "http://127.0.0.1:43121/back x:/p";
    let client = workspace.add_application("Other", registered);
    let mut browser = server.browser();
    browser.sign_in("maria", "demo").await;
    let mismatch = "The redirect URI provided is missing or does not match";
    for wrong in ["http://127.0.0.1:43122/back", "http://127.0.0.1:43121/back/", registered] {
        let asked = authorize(&server, &client.client_id, wrong);
        let Landing::Page(consent) = browser.open(&asked).await else { panic!("a question") };
        let Landing::Page(answer) = browser.press(&consent, "Accept").await else {
            panic!("it stays on the server")
        };
        assert_eq!(refused(&answer), (400, json!("redirect_uri_mismatch"), json!(mismatch)));
    }
    let back = browser.approve(&authorize(&server, &client.client_id, "x:/p"), "maria").await;
    assert!(back.as_str().starts_with("x:///p?code="), "{back}");
    let answer = exchange(&server, &client, "x:///p", &code(&back)).await;
    assert_eq!(refused(&answer).1, json!("redirect_uri_mismatch"));
    assert_eq!(exchange(&server, &client, "x:/p", &code(&back)).await.status, 200);

    workspace.set_callback_url(&client.client_id, "");
    let anywhere = authorize(&server, &client.client_id, "http://127.0.0.1:9/any");
    let back = browser.approve(&anywhere, "maria").await;
    assert!(back.as_str().starts_with("http://127.0.0.1:9/any?code="), "{back}");
}

#[tokio::test]
async fn what_the_token_endpoint_says_of_mistakes() {
    let server = start().await;
    let client = server.workspace().latchkey();
    let id = format!("client_id={}&client_secret={}", client.client_id, client.client_secret);
    for (form, error, description) in [
        ("", "invalid_request", "The grant type was not specified in the request"),
        ("grant_type=magic", "unsupported_grant_type", "Grant type \"magic\" not supported"),
        (
            "grant_type=password",
            "invalid_client",
            "Client credentials were not found in the headers or body",
        ),
        (
            "grant_type=password&client_id=X&client_secret=Y",
            "invalid_client",
            "The client credentials are invalid",
        ),
        (
            &format!("{id}&grant_type=password&username=maria&password=wrong"),
            "invalid_grant",
            "Invalid username and password combination",
        ),
        (
            &format!("{id}&grant_type=authorization_code"),
            "invalid_request",
            "Missing parameter: \"code\" is required",
        ),
        (
            &format!("{id}&grant_type=password&username=maria&password=demo&scope=all"),
            "invalid_scope",
            "An unsupported scope was requested",
        ),
    ] {
        let answer = post(&server, TOKEN, form).await;
        assert_eq!(refused(&answer), (400, json!(error), json!(description)), "{form}");
    }
    let get = send(&server, "GET", TOKEN, None).await;
    assert_eq!((get.status, get.header("allow")), (405, Some("POST")));
    let answer = post(
        &server,
        TOKEN,
        &format!("{id}&grant_type=password&username=maria&password=demo&scope=view_processes+*"),
    )
    .await;
    assert_eq!((answer.status, &answer.json()["scope"]), (200, &json!("view_processes *")));
}

#[tokio::test]
async fn a_code_lives_half_a_minute_and_belongs_to_its_application() {
    let server = start().await;
    let (workspace, redirect) = (server.workspace(), deep_link(&server));
    let client = workspace.latchkey();
    let asked = authorize(&server, &client.client_id, &redirect);
    let code = code(&server.browser().approve(&asked, "maria").await);
    let other = workspace.add_application("Other", &redirect);
    let foreign = exchange(&server, &other, &redirect, &code).await;
    let description = "authorization_code doesn't exist or is invalid for the client";
    assert_eq!(refused(&foreign), (400, json!("invalid_grant"), json!(description)));
    server.clock().advance(Duration::from_secs(32));
    let late = exchange(&server, &client, &redirect, &code).await;
    let description = "The authorization code has expired";
    assert_eq!(refused(&late), (400, json!("invalid_grant"), json!(description)));
}

#[tokio::test]
async fn the_errors_of_the_api_are_objects() {
    let server = start().await;
    let pair = maria(&server);
    let unauthorized = json!({ "error": { "code": 401, "message": "Unauthorized" } });
    for token in [None, Some("0000000000000000000000000000000000000000")] {
        let answer = send(&server, "GET", WHO_AM_I, token).await;
        assert_eq!((answer.status, answer.json()), (401, unauthorized.clone()));
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
    }
    let unknown = send(&server, "GET", "/api/1.0/workflow/x", Some(&pair.access_token)).await;
    assert_eq!(unknown.json()["error"]["code"], 404);
    server.faults().next(Endpoint::Api, Fault::maintenance("30"));
    let upgrade = send(&server, "GET", WHO_AM_I, Some(&pair.access_token)).await;
    assert_eq!((upgrade.status, &upgrade.json()["error"]["code"]), (503, &json!(503)));
    server.faults().next(Endpoint::Token, Fault::lost_answer());
    let client = server.workspace().latchkey();
    let form = format!(
        "grant_type=refresh_token&client_id={}&client_secret={}&refresh_token={}",
        client.client_id, client.client_secret, pair.refresh_token
    );
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let lost = wire::send("POST", &url(&server, TOKEN), &headers, form.into_bytes()).await;
    assert!(lost.is_err() && !server.workspace().accepts_refresh(&pair.refresh_token));
}

#[tokio::test]
async fn signing_out_deletes_the_access_token_and_stays_out_of_the_log() {
    let server = start().await;
    let workspace = server.workspace();
    let (deleted, expired) = (maria(&server), maria(&server));
    let path = |pair: &Pair| format!("/workflow/oauth2/{}", pair.access_token);
    assert_eq!(send(&server, "DELETE", &path(&deleted), None).await.status, 200);
    assert_eq!(send(&server, "DELETE", &path(&deleted), None).await.status, 400);
    let expire = format!("{}/expire", path(&expired));
    assert_eq!(send(&server, "POST", &expire, None).await.status, 200);
    for pair in [&deleted, &expired] {
        assert!(!workspace.accepts(&pair.access_token));
        assert!(workspace.accepts_refresh(&pair.refresh_token), "the refresh token survives");
    }
    assert_eq!(server.requests().to("/workflow/oauth2/{access_token}").len(), 2);
    let log = format!("{:?}", server.requests().all());
    assert!(!log.contains(&deleted.access_token) && !log.contains(&expired.access_token), "{log}");
}

fn shown(landing: Landing) -> String {
    let Landing::Page(page) = landing else { panic!("it stays on the server") };
    page.text()
}

#[tokio::test]
async fn an_administrator_registers_an_application_in_the_browser() {
    let server = start().await;
    let list = url(&server, "/sysworkflow/en/neoclassic/oauth2/applications");
    let new = url(&server, "/sysworkflow/en/neoclassic/oauth2/applications/new");
    let mut maria = server.browser();
    maria.open(&list).await;
    let Landing::Page(refused) = maria.sign_in("maria", "demo").await else { panic!("a page") };
    assert_eq!(refused.status, 403);

    let mut admin = server.browser();
    admin.open(&list).await;
    let home = shown(admin.sign_in("admin", "demo").await);
    assert!(home.contains("<h1>OAuth 2.0 Applications</h1>"), "{home}");
    let Landing::Page(form) = admin.open(&new).await else { panic!("the form") };
    let filled = [("Name", ""), ("Callback URL", "x:/p"), ("Description", "Signs in")];
    let Landing::Page(refused) = admin.fill_in(&form, &filled, "Save").await else {
        panic!("a page")
    };
    assert!(refused.text().contains("This field is required"), "{}", refused.text());
    let listed = shown(admin.fill_in(&refused, &[("Name", "Mine")], "Save").await);
    let row = listed.split("<tr>").find(|row| row.contains(">Mine</th>")).unwrap();
    let texts: Vec<&str> = row.split("data-text=\"").skip(1).collect();
    let client = server.workspace().application(texts[0].split('"').next().unwrap());
    assert!(texts[1].starts_with(&client.client_secret) && row.contains("<td>x:/p</td>"), "{row}");
    let back = admin.approve(&authorize(&server, &client.client_id, "x:/p"), "admin").await;
    assert_eq!(exchange(&server, &client, "x:/p", &code(&back)).await.status, 200);

    let edit = list.join(&format!("applications/{}", client.client_id)).unwrap();
    let Landing::Page(form) = admin.open(&edit).await else { panic!("the form") };
    assert!(form.text().contains("value=\"Signs in\""), "{}", form.text());
    let changed = [("Name", "Yours"), ("Callback URL", "")];
    let Landing::Page(listed) = admin.fill_in(&form, &changed, "Save").await else {
        panic!("a page")
    };
    let application = server.workspace().application(&client.client_id);
    assert_eq!((application.name.as_str(), application.callback_url.as_str()), ("Yours", ""));
    let row =
        listed.text().split("<tr>").find(|row| row.contains(">Yours</th>")).unwrap().to_owned();
    let only = Answer { body: row.into_bytes(), ..listed };
    let listed = shown(admin.press(&only, "Confirm").await);
    assert!(!listed.contains(">Yours</th>") && listed.contains(">Latchkey</th>"), "{listed}");
    assert!(shown(admin.open(&edit).await).contains("404"));
}

#[tokio::test]
async fn another_workspace_has_other_addresses() {
    let builder = Server::builder().generation(Generation::Version3);
    let server = builder.workspace("acme").start().await;
    assert_eq!(server.workspace().name(), "acme");
    let token = maria(&server).access_token;
    let acme = WHO_AM_I.replace("workflow", "acme");
    assert_eq!(send(&server, "GET", &acme, Some(&token)).await.status, 200);
    assert_eq!(send(&server, "GET", WHO_AM_I, Some(&token)).await.status, 404);
    let Landing::Page(home) = server.browser().sign_in("maria", "demo").await else {
        panic!("a page")
    };
    assert!(home.text().contains("Maria Silva"));
}

#[tokio::test]
async fn the_demo_is_steered_as_the_others_are() {
    let server = Server::builder().generation(Generation::Version3).demo().start().await;
    let client = send(&server, "GET", "/_stand-in/client", None).await.json();
    assert_eq!(client["client_id"], json!(server.workspace().latchkey().client_id));
    let pair = maria(&server);
    for (what, form, status) in [
        ("client", "redirect=", 204),
        ("client", "redirect=http://127.0.0.1:1/only", 204),
        ("client", "also=password", 422),
        ("password-grant", "is=absent", 422),
        ("revoke", "username=maria", 204),
        ("revoke", "username=nobody", 422),
        ("sessions", "", 204),
    ] {
        let answer = post(&server, &format!("/_stand-in/{what}"), form).await;
        assert_eq!(answer.status, status, "{what} {form}");
    }
    assert_eq!(server.workspace().latchkey().callback_url, "http://127.0.0.1:1/only");
    assert!(!server.workspace().accepts(&pair.access_token));
    let login = send(&server, "GET", "/sysworkflow/en/neoclassic/login/login", None).await;
    assert!(login.text().contains("Demo: sign in as <b>maria</b>"));
}
