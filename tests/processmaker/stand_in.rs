//! What the recordings do not show: ProcessMaker's own traps, the faults, and
//! the helpers that other tests lean on.

#[path = "stand_in/api.rs"]
mod api;
#[path = "stand_in/auth_clients.rs"]
mod auth_clients;
#[path = "stand_in/client.rs"]
mod client;
#[path = "stand_in/docs.rs"]
mod docs;
#[path = "stand_in/faults.rs"]
mod faults;
#[path = "stand_in/version2026.rs"]
mod version2026;
#[path = "stand_in/version3.rs"]
mod version3;

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

use processmaker::{
    GrantKind, JwtTimes, Landing, NewClient, PasswordGrant, Rotation, Server, wire,
};
use serde_json::json;

use client::{
    api, authorize, claims, code, exchange, identifier, loopback, maria, post, post_api, refresh,
    url,
};

const DAY: Duration = Duration::from_secs(24 * 3600);

#[tokio::test]
async fn a_person_approves_and_the_code_is_exchanged() {
    let server = Server::start().await;
    let redirect = loopback(&server);
    let back = server.browser().approve(&authorize(&server, &redirect), "maria").await;
    assert!(back.as_str().starts_with(&format!("{redirect}?code=def50200")), "{back}");
    let answer = exchange(&server, &redirect, &code(&back)).await;
    assert_eq!(answer.status, 200);
    let access_token = answer.json()["access_token"].as_str().unwrap().to_owned();
    assert!(server.accepts(&access_token));
    assert_eq!(server.live_access_tokens(), 1);
    assert_eq!(server.live_pairs()[0].access_token, access_token);
}

#[tokio::test]
async fn a_browser_goes_away_to_a_custom_scheme_or_comes_back_denied() {
    let server = Server::start().await;
    let deep_link = format!("io.github.latchkey-app://oauth/callback/{}", server.server_id());
    let url = authorize(&server, &deep_link);
    let denied = server.browser().deny(&url, "maria").await;
    assert!(
        denied.as_str().starts_with(&format!("{deep_link}?state=st-1&error=access_denied")),
        "{denied}"
    );
    let approved = server.browser().approve(&url, "maria").await;
    assert_eq!(approved.scheme(), "io.github.latchkey-app");
}

#[tokio::test]
async fn the_icon_that_browsers_ask_for_is_not_where_a_sign_in_goes_back_to() {
    let server = Server::start().await;
    let mut browser = server.browser();
    browser.open(&authorize(&server, &loopback(&server))).await;
    browser.open(&url(&server, "/favicon.ico")).await;
    let Landing::Page(consent) = browser.sign_in("maria", "demo").await else {
        panic!("the person is asked")
    };
    assert!(consent.text().contains("Authorization Request"), "{}", consent.text());
}

#[tokio::test]
async fn a_person_with_a_token_is_not_asked_again() {
    let server = Server::start().await;
    let url = authorize(&server, &loopback(&server));
    let mut browser = server.browser();
    browser.approve(&url, "maria").await;
    assert!(matches!(browser.open(&url).await, Landing::Page(_)), "a code alone is not a token");
    server.issue(server.latchkey().id, "maria");
    assert!(
        matches!(browser.open(&url).await, Landing::Away(_)),
        "the token speaks for the person"
    );
    server.clock().advance(400 * DAY);
    let Landing::Page(page) = browser.open(&url).await else {
        panic!("a year later the session is over");
    };
    assert!(page.text().contains("<title>Login - ProcessMaker</title>"));
}

#[tokio::test]
async fn approving_the_older_of_two_tabs_spoils_both() {
    let server = Server::start().await;
    let url = authorize(&server, &loopback(&server));
    let mut browser = server.browser();
    browser.open(&url).await;
    let Landing::Page(older) = browser.sign_in("maria", "demo").await else {
        panic!("the consent page");
    };
    let Landing::Page(newer) = browser.open(&url).await else {
        panic!("the consent page");
    };
    assert!(older.text().contains("is requesting permission to access your account."));
    for page in [older, newer] {
        let Landing::Page(refused) = browser.press(&page, "Authorize").await else {
            panic!("neither brings a code");
        };
        assert_eq!(refused.status, 403);
    }
}

#[tokio::test]
async fn another_ticked_box_lets_the_consent_succeed_and_the_exchange_fail() {
    let server = Server::start().await;
    let redirect = loopback(&server);
    server.also_allow(server.latchkey().id, GrantKind::Password);
    let back = server.browser().approve(&authorize(&server, &redirect), "maria").await;
    let answer = exchange(&server, &redirect, &code(&back)).await;
    assert_eq!((answer.status, &answer.json()["error"]), (401, &json!("invalid_client")));
}

#[tokio::test]
async fn two_releases_have_forgotten_the_password_grant() {
    let server = Server::start().await;
    let client = server.add_client(NewClient::password("Script"));
    let form = format!(
        "grant_type=password&client_id={}&client_secret={}&username=maria&password=demo",
        client.id, client.secret
    );
    assert_eq!(post(&server, "/oauth/token", &form).await.status, 200);
    server.set_password_grant(PasswordGrant::Absent);
    let answer = post(&server, "/oauth/token", &form).await;
    assert_eq!((answer.status, &answer.json()["error"]), (400, &json!("unsupported_grant_type")));
    assert_eq!(refresh(&server, &maria(&server)).await.status, 200, "the others stay");
}

#[tokio::test]
async fn deleting_a_token_of_the_code_grant_revokes_it_and_answers_500() {
    let server = Server::start().await;
    let pair = maria(&server);
    let tokens = format!("/users/{}/tokens", server.user("maria").id);
    let listed = api(&server, "GET", &tokens, &pair.access_token).await.json();
    assert_eq!(listed["data"], json!([]), "only personal tokens are listed");
    let made = post_api(&server, &tokens, &pair.access_token, "name=mine").await.json();
    let personal = made["accessToken"].as_str().unwrap();
    let one = format!("{tokens}/{}", made["token"]["id"].as_str().unwrap());
    assert_eq!(api(&server, "GET", &one, &pair.access_token).await.json()["name"], "mine");
    assert_eq!(api(&server, "DELETE", &one, personal).await.status, 204);
    assert!(!server.accepts(personal));

    let own = format!("{tokens}/{}", identifier(&pair.access_token));
    let answer = api(&server, "DELETE", &own, &pair.access_token).await;
    assert_eq!((answer.status, answer.json()), (500, json!({ "message": "Server Error" })));
    assert!(!server.accepts(&pair.access_token));
    assert!(server.accepts_refresh(&pair.refresh_token), "the refresh token survives");

    let again = maria(&server).access_token;
    let unknown = format!("{tokens}/{}", "0".repeat(80));
    assert_eq!(api(&server, "GET", &unknown, &again).await.text(), "[]");
    assert_eq!(api(&server, "DELETE", &unknown, &again).await.json()["error"], "Not Found");
    assert_eq!(post_api(&server, &tokens, &again, "").await.status, 422);
}

#[tokio::test]
async fn a_refresh_can_keep_the_refresh_token() {
    let server = Server::start().await;
    let pair = maria(&server);
    server.set_rotation(Rotation::Repeat);
    let repeated = refresh(&server, &pair).await.json();
    assert_eq!(repeated["refresh_token"], json!(pair.refresh_token));
    server.set_rotation(Rotation::Omit);
    let omitted = refresh(&server, &pair).await.json();
    assert_eq!(omitted.get("refresh_token"), None);
    assert!(
        !server.accepts(repeated["access_token"].as_str().unwrap()),
        "the old access token died"
    );
    assert!(server.accepts(omitted["access_token"].as_str().unwrap()));
    assert!(server.accepts_refresh(&pair.refresh_token));
}

#[tokio::test]
async fn time_moves_only_for_the_server() {
    let server = Server::start().await;
    let pair = maria(&server);
    server.clock().advance(364 * DAY);
    assert!(server.accepts(&pair.access_token));
    server.clock().advance(2 * DAY);
    assert!(!server.accepts(&pair.access_token));
    let answer = refresh(&server, &pair).await;
    assert_eq!(answer.json()["hint"], "Token has expired");
    let date = httpdate::parse_http_date(answer.header("date").unwrap()).unwrap();
    assert!(server.clock().now().duration_since(date).unwrap() < Duration::from_secs(60));
    server.clock().reset();
    assert!(server.accepts(&pair.access_token));
    server.clock().rewind(DAY);
    assert!(!server.accepts(&pair.access_token), "not valid before it was issued");
}

#[tokio::test]
async fn times_in_tokens_come_in_three_manners() {
    for (times, is_right) in [
        (JwtTimes::Fractions, serde_json::Value::is_number as fn(&serde_json::Value) -> bool),
        (JwtTimes::Integers, serde_json::Value::is_i64),
        (JwtTimes::Texts, serde_json::Value::is_string),
    ] {
        let server = Server::builder().jwt_times(times).start().await;
        let token = maria(&server).access_token;
        assert!(server.accepts(&token), "{times:?}");
        assert!(is_right(&claims(&token)["exp"]), "{times:?}");
    }
}

#[tokio::test]
async fn clients_change_as_administrators_change_them() {
    let server = Server::start().await;
    let client = server.add_client(NewClient::authorization_code("Other", "http://localhost/back"));
    assert_eq!((client.id, client.secret.len()), (5, 40));
    let pair = server.issue(client.id, "jane");
    assert_ne!(server.rotate_client_secret(client.id), client.secret);
    server.revoke_client(client.id);
    assert!(!server.accepts(&pair.access_token));
    assert!(server.accepts_refresh(&pair.refresh_token), "as ProcessMaker leaves it");
    server.revoke_tokens_of("jane");
    assert_eq!(server.live_refresh_tokens(), 0);
}

#[tokio::test]
async fn the_demo_is_steered_over_http() {
    let server = Server::builder().demo().start().await;
    let client = wire::send("GET", &url(&server, "/_stand-in/client"), &[], Vec::new())
        .await
        .unwrap()
        .json();
    assert_eq!(client["client_id"], "4");
    assert_eq!(client["client_secret"], json!(server.latchkey().secret));
    let login = wire::send("GET", &url(&server, "/login"), &[], Vec::new()).await.unwrap().text();
    assert!(login.contains("Demo: sign in as <b>maria</b> with the password <b>demo</b>"));
    for (what, form, status) in [
        ("clock", "advance=-3600", 204),
        ("clock", "advance=soon", 422),
        ("fault", "endpoint=token&fault=maintenance&retry_after=5", 204),
        ("client", "redirect=http://127.0.0.1/only", 204),
        ("client", "also=password", 204),
        ("client", "also=everything", 422),
        ("password-grant", "is=absent", 204),
        ("password-grant", "is=offered", 204),
        ("docs", "are=closed", 204),
        ("docs", "are=elsewhere", 204),
        ("docs", "are=open", 204),
        ("docs", "are=lost", 422),
        ("revoke", "username=maria", 204),
        ("passwords", "are=another", 204),
        ("passwords", "", 422),
        ("sessions", "", 204),
        ("nothing", "", 404),
    ] {
        assert_eq!(
            post(&server, &format!("/_stand-in/{what}"), form).await.status,
            status,
            "{what} {form}"
        );
    }
    assert_eq!(server.latchkey().redirect, "http://127.0.0.1/only");
    assert_eq!(server.latchkey().grants, [GrantKind::AuthorizationCode, GrantKind::Password]);
    assert_eq!(post(&server, "/oauth/token", "").await.header("retry-after"), Some("5"));
    assert_eq!(server.requests().to("/_stand-in/clock"), [], "steering is not logged");

    let plain = Server::start().await;
    let hidden =
        wire::send("GET", &url(&plain, "/_stand-in/client"), &[], Vec::new()).await.unwrap();
    assert_eq!(hidden.status, 302);
}

#[tokio::test]
async fn the_demo_tells_every_secret_that_came_up() {
    let server = Server::builder().demo().start().await;
    let redirect = loopback(&server);
    let code = code(&server.browser().approve(&authorize(&server, &redirect), "maria").await);
    let pair = exchange(&server, &redirect, &code).await.json();
    let access_token = pair["access_token"].as_str().unwrap();
    let tokens = format!("/users/{}/tokens", server.user("maria").id);
    let made = post_api(&server, &tokens, access_token, "name=mine").await.json();
    let told = wire::send("GET", &url(&server, "/_stand-in/canaries"), &[], Vec::new()).await;
    let told = told.unwrap().json();
    for (kind, value) in [
        ("client-secret", json!(server.latchkey().secret)),
        ("code", json!(code)),
        ("access-token", json!(access_token)),
        ("refresh-token", pair["refresh_token"].clone()),
        ("personal-token", made["accessToken"].clone()),
        ("password", json!("demo")),
    ] {
        let canary = json!({ "kind": kind, "value": value });
        assert!(told.as_array().unwrap().contains(&canary), "{kind} is not among {told}");
    }
    assert!(told.to_string().contains("\"kind\":\"verifier\""));
}

#[test]
fn the_program_says_where_it_listens_and_ends_with_its_parent() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_processmaker"))
        .args(["--demo", "--generation", "3", "--access-ttl", "600", "--exit-with-parent"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(program.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let announced: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert!(announced["address"].as_str().unwrap().starts_with("http://127.0.0.1:"));
    assert_eq!(
        (&announced["user"], &announced["administrator"]),
        (&json!("maria"), &json!("admin"))
    );
    assert_eq!(announced["generation"], "3");
    drop(program.stdin.take());
    assert!(program.wait().unwrap().success());
}
