//! ProcessMaker 2026: the stand-in of version 4 but for what league/oauth2-server
//! 9 and Passport 13 changed.

use std::time::Duration;

use processmaker::wire::{self, Answer};
use processmaker::{Generation, Landing, Pair, Server};
use serde_json::{Value, json};

use crate::client::{api, authorize, code, exchange, form, loopback, maria, post, refresh, url};

async fn start() -> Server {
    Server::builder().generation(Generation::Version2026).start().await
}

fn error(answer: &Answer) -> (u16, Value, Value) {
    let body = answer.json();
    assert_eq!(body.get("message"), None, "{body}");
    (answer.status, body["error"].clone(), body["hint"].clone())
}

#[tokio::test]
async fn a_sign_in_is_as_before_and_a_used_code_is_an_invalid_grant() {
    let server = start().await;
    let redirect = loopback(&server);
    let back = server.browser().approve(&authorize(&server, &redirect), "maria").await;
    assert_eq!(exchange(&server, &redirect, &code(&back)).await.status, 200);
    for (sent, hint) in [
        (code(&back), "Authorization code has been revoked"),
        ("def50200".to_owned(), "Cannot validate the provided authorization code"),
    ] {
        let answer = exchange(&server, &redirect, &sent).await;
        assert_eq!(error(&answer), (400, json!("invalid_grant"), json!(hint)));
    }
    let other = format!("http://127.0.0.1:1/callback/{}", server.server_id());
    let back = server.browser().deny(&authorize(&server, &redirect), "jane").await;
    let (_, denied) = back.query().unwrap().split_once("error=access_denied").unwrap();
    assert!(denied.ends_with("&hint=The+user+denied+the+request"), "{denied}");
    let back = server.browser().approve(&authorize(&server, &redirect), "jane").await;
    let answer = exchange(&server, &other, &code(&back)).await;
    assert_eq!(error(&answer), (400, json!("invalid_request"), json!("Invalid redirect URI")));
    server.clock().advance(Duration::from_secs(601));
    let answer = exchange(&server, &redirect, &code(&back)).await;
    let expired = json!("Authorization code has expired");
    assert_eq!(error(&answer), (400, json!("invalid_grant"), expired));
}

#[tokio::test]
async fn every_dead_refresh_token_is_an_invalid_grant() {
    let server = start().await;
    let garbage = Pair { refresh_token: "garbage".to_owned(), ..maria(&server) };
    let (revoked, expired) = (maria(&server), maria(&server));
    let foreign = server.issue(3, "maria");
    server.revoke_refresh_token(&revoked.refresh_token);
    server.expire_refresh_token(&expired.refresh_token);
    for (pair, hint) in [
        (garbage, "Cannot decrypt the refresh token"),
        (revoked, "Token has been revoked"),
        (expired, "Token has expired"),
        (foreign, "Token is not linked to client"),
    ] {
        let answer = refresh(&server, &pair).await;
        assert_eq!(error(&answer), (400, json!("invalid_grant"), json!(hint)));
        assert_eq!(answer.json()["error_description"], "The refresh token is invalid.");
    }
    let pair = maria(&server);
    assert_eq!(refresh(&server, &pair).await.status, 200);
    assert!(!server.accepts(&pair.access_token), "rotation is as before");
    let client = server.latchkey();
    let wrong = [
        ("grant_type", "refresh_token"),
        ("client_id", &client.id.to_string()),
        ("client_secret", "wrong"),
        ("refresh_token", &maria(&server).refresh_token),
    ];
    let answer = post(&server, "/oauth/token", &form(&wrong)).await;
    assert_eq!(error(&answer), (401, json!("invalid_client"), Value::Null));
}

#[tokio::test]
async fn an_unknown_scope_comes_back_with_the_state() {
    let server = start().await;
    let redirect = loopback(&server);
    let mut asked = authorize(&server, &redirect);
    asked.query_pairs_mut().append_pair("scope", "everything");
    let back = server.browser().open(&asked).await.away();
    assert!(
        back.as_str().starts_with(&format!("{redirect}?state=st-1&error=invalid_scope&")),
        "{back}"
    );
    assert!(!back.as_str().contains("message="), "{back}");
    let before = Server::start().await;
    let mut asked = authorize(&before, &loopback(&before));
    asked.query_pairs_mut().append_pair("scope", "everything");
    let back = before.browser().open(&asked).await.away();
    assert!(!back.as_str().contains("state="), "{back}");
}

#[tokio::test]
async fn a_missing_response_type_is_an_invalid_request() {
    let server = start().await;
    for (query, expected) in [
        ("client_id=4", "invalid_request"),
        ("client_id=4&response_type=token", "unsupported_grant_type"),
    ] {
        let asked = url(&server, &format!("/oauth/authorize?{query}"));
        let Landing::Page(answer) = server.browser().open(&asked).await else {
            panic!("it stays on the server");
        };
        assert_eq!((answer.status, answer.json()["error"].as_str()), (400, Some(expected)));
    }
}

#[tokio::test]
async fn passport_offers_a_browser_no_json() {
    for (generation, status) in [(Generation::Version4, 200), (Generation::Version2026, 404)] {
        let server = Server::builder().generation(generation).start().await;
        let mut browser = server.browser();
        browser.sign_in("maria", "demo").await;
        let Landing::Page(answer) = browser.open(&url(&server, "/oauth/scopes")).await else {
            panic!("it stays on the server");
        };
        assert_eq!(answer.status, status);
    }
}

#[tokio::test]
async fn personal_tokens_and_the_docs_are_as_before() {
    let server = start().await;
    let pair = maria(&server);
    let personal = server.issue_personal_token("maria", "script");
    let tokens = format!("/users/{}/tokens", server.user("maria").id);
    let listed = api(&server, "GET", &tokens, &pair.access_token).await.json();
    assert_eq!(listed["data"][0]["name"], "script");
    assert!(server.accepts(&personal));
    let docs = wire::send("GET", &url(&server, "/docs"), &[], Vec::new()).await.unwrap();
    assert_eq!(docs.json()["info"]["title"], "ProcessMaker API");
}
