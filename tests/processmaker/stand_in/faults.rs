//! The trouble that tests ask for, and the helpers that go with it.

use std::time::Duration;

use processmaker::{Endpoint, Fault, Gate, Reply, Server, Throttle, wire};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::client::{api, maria, post, refresh, try_refresh, url};

#[tokio::test]
async fn the_throttle_spends_nothing_and_ends_after_a_minute() {
    let server = Server::builder().throttle(Throttle::PerMinute(1)).start().await;
    let pair = maria(&server);
    assert_eq!(post(&server, "/oauth/token", "").await.header("x-ratelimit-remaining"), Some("0"));
    let refused = refresh(&server, &pair).await;
    assert_eq!((refused.status, refused.json()), (429, json!({ "message": "Too Many Attempts." })));
    assert!(server.accepts_refresh(&pair.refresh_token));
    server.clock().advance(Duration::from_secs(61));
    assert_eq!(refresh(&server, &pair).await.status, 200);
}

#[tokio::test]
async fn a_fault_in_front_of_the_server_changes_nothing() {
    let server = Server::start().await;
    let pair = maria(&server);
    for (fault, status) in [
        (Fault::server_error(), 500),
        (Fault::maintenance("7"), 503),
        (Fault::too_many_requests("Wed, 21 Oct 2026 07:28:00 GMT"), 429),
        (Fault::html(200), 200),
        (Fault::empty(204), 204),
        (Fault::redirect(308, "http://127.0.0.1:1/elsewhere"), 308),
        (Fault::answer(Reply::new(407).header("proxy-authenticate", "Basic")), 407),
    ] {
        server.faults().next(Endpoint::Token, fault);
        assert_eq!(refresh(&server, &pair).await.status, status);
    }
    server.faults().next(Endpoint::Token, Fault::dropped());
    assert!(try_refresh(&server, &pair).await.is_err());
    assert_eq!(server.faults().pending(), 0);
    assert_eq!(refresh(&server, &pair).await.status, 200);
}

#[tokio::test]
async fn a_lost_answer_has_rotated_the_tokens() {
    let server = Server::start().await;
    for fault in [Fault::lost_answer(), Fault::truncated(100)] {
        let pair = maria(&server);
        server.faults().next(Endpoint::Token, fault);
        assert!(try_refresh(&server, &pair).await.is_err());
        assert!(!server.accepts_refresh(&pair.refresh_token));
    }
    let pair = maria(&server);
    server.faults().next(Endpoint::Token, Fault::replaced(Reply::new(502)));
    assert_eq!(refresh(&server, &pair).await.status, 502);
    assert!(!server.accepts_refresh(&pair.refresh_token));
}

#[tokio::test]
async fn a_gate_decides_the_order_of_events() {
    let server = Server::start().await;
    let pair = maria(&server);
    let (before, after, middle) = (Gate::new(), Gate::new(), Gate::new());
    let held =
        Fault::held(&before).and(Fault::held_answer(&after)).and(Fault::stalled(10, &middle));
    server.faults().next(Endpoint::Token, held);
    let story = async {
        before.arrived().await;
        assert!(server.accepts_refresh(&pair.refresh_token), "not processed yet");
        before.open();
        after.arrived().await;
        assert!(!server.accepts_refresh(&pair.refresh_token), "processed, not answered");
        assert_eq!(server.requests().to("/oauth/token")[0].status, None);
        after.open();
        middle.arrived().await;
        middle.open();
    };
    let (answer, ()) = tokio::join!(refresh(&server, &pair), story);
    assert_eq!(answer.status, 200);
    let answered = server.requests().wait_for_answers("/oauth/token", 1).await;
    assert_eq!(answered[0].status, Some(200));
}

#[tokio::test]
async fn fields_and_headers_of_an_answer_can_be_odd() {
    let server = Server::start().await;
    let odd = Fault::field("expires_in", json!(-1))
        .and(Fault::field("token_type", json!("mac")))
        .and(Fault::without_field("refresh_token"))
        .and(Fault::without_header("date"))
        .and(Fault::header("content-type", "text/plain"))
        .and(Fault::many_headers(50));
    server.faults().always(Endpoint::Token, odd);
    let pair = maria(&server);
    let answer = refresh(&server, &pair).await;
    let body = answer.json();
    assert_eq!((&body["expires_in"], &body["token_type"]), (&json!(-1), &json!("mac")));
    assert_eq!(body.get("refresh_token"), None);
    assert_eq!(answer.header("date"), None);
    assert_eq!(answer.header("content-type"), Some("text/plain"));
    assert!(answer.headers.len() > 50);
    server.faults().clear();
    server.faults().next(Endpoint::Token, Fault::raw_field("expires_in", "1e999"));
    let answer = refresh(&server, &maria(&server)).await.text();
    assert!(answer.contains("\"expires_in\":1e999"), "{answer}");
}

#[tokio::test]
async fn an_endless_body_does_not_end() {
    let server = Server::start().await;
    server.faults().next(Endpoint::Api, Fault::endless());
    let address = server.base_url().replace("http://", "");
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(b"GET /api/1.0/users HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
    let mut much = vec![0; 1024 * 1024];
    stream.read_exact(&mut much).await.unwrap();
    assert!(much.ends_with(b"   "));
}

#[tokio::test]
async fn the_log_knows_names_and_no_secrets() {
    let server = Server::start().await;
    let pair = maria(&server);
    refresh(&server, &pair).await;
    api(&server, "GET", "/users", &pair.access_token).await;
    let log = server.requests().all();
    assert_eq!(log.len(), 2);
    assert_eq!(log[0].field("grant_type"), Some("refresh_token"));
    assert!(log[0].has_field("client_secret") && !log[0].has_field("redirect_uri"));
    assert!(log[1].headers.contains_key("authorization"));
    let shown = format!("{log:?} {server:?} {:?} {:?}", server.latchkey(), server.user("maria"));
    for secret in [&pair.refresh_token, &pair.access_token, &server.latchkey().secret, "demo"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}

#[tokio::test]
async fn a_dropped_server_is_gone_and_can_come_back_at_its_address() {
    let server = Server::start().await;
    let address = url(&server, "/login");
    let gate = Gate::new();
    server.faults().next(Endpoint::Any, Fault::held(&gate));
    let held = wire::send("GET", &address, &[], Vec::new());
    let dropped = async {
        gate.arrived().await;
        drop(server);
    };
    let (held, ()) = tokio::join!(held, dropped);
    assert!(held.is_err(), "connections close with the server");
    assert!(wire::send("GET", &address, &[], Vec::new()).await.is_err());
    let port = address.port().unwrap();
    let _again = Server::builder().port(port).start().await;
    assert_eq!(wire::send("GET", &address, &[], Vec::new()).await.unwrap().status, 200);
}
