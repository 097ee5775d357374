//! Answers of the token endpoint that are not what they should be.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use latchkey_core::connection::ConnectionId;
use latchkey_core::keeper::Action;
use latchkey_core::trouble::{Kind, Remedy};
use processmaker::{Endpoint, Fault, Reply, Rotation, Server};
use secrecy::ExposeSecret as _;
use tokio::io::AsyncWriteExt as _;

use crate::asking::{Asker, CANARY};
use crate::raw_server::RawServer;
use crate::support::App;
use crate::support::desktop::Standing;

/// The most that may be read of an answer, what the system holds back included.
const MOST_READ: usize = 5 * 1024 * 1024;

fn json(status: u16, body: impl Into<Vec<u8>>) -> Reply {
    Reply::new(status).header("content-type", "application/json").body(body)
}

#[tokio::test]
async fn f17_a_server_in_trouble_has_taken_nothing_for_certain() {
    for status in [500, 502, 503, 504] {
        for reply in [
            json(status, r#"{"message":"Server Error"}"#),
            Reply::new(status).header("content-type", "text/html").body("<html>Bad Gateway</html>"),
            Reply::new(status),
            json(status, ""),
        ] {
            let server = Server::start().await;
            let asker = Asker::of(&server);
            let story = format!("{reply:?}");
            server.faults().next(Endpoint::Token, Fault::answer(reply));
            let trouble = asker.refresh().await.unwrap_err();
            let expected = if status == 503 { Kind::Maintenance } else { Kind::ServerError };
            assert_eq!((trouble.kind, trouble.status), (expected, Some(status)), "{story}");
            assert!(
                trouble.kind.remedy() == Remedy::Wait && !trouble.kind.is_harmless(),
                "{story}"
            );
            assert!(server.accepts_refresh(asker.refresh_token()));
        }
    }
}

/// Writes one piece over and over, for as long as somebody reads it, and counts.
async fn read_of_an_endless(head: &'static str, piece: &'static [u8]) -> (Kind, usize) {
    let read = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&read);
    let server = RawServer::talking(move |mut stream| {
        let counted = Arc::clone(&counted);
        async move {
            let mut next = head.as_bytes();
            while stream.write_all(next).await.is_ok() {
                counted.fetch_add(next.len(), Ordering::SeqCst);
                next = piece;
            }
        }
    });
    let trouble = Asker::at(&server.address()).refresh().await.unwrap_err();
    (trouble.kind, read.load(Ordering::SeqCst))
}

#[tokio::test]
async fn f20_no_more_is_read_than_an_answer_can_have() {
    const PIECE: &[u8] = &[b' '; 16 * 1024];
    const CHUNK: &[u8] = b"10\r\n                \r\n10\r\n                \r\n";
    for (head, piece) in [
        (
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1073741824\r\n\r\n",
            PIECE,
        ),
        (
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
            CHUNK,
        ),
        ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n", PIECE),
        ("HTTP/1.1 200 OK\r\n", b"X-Filler: x\r\n"),
        ("HTTP/1.1 200 OK\r\nX-Filler: ", PIECE),
    ] {
        let (kind, read) = read_of_an_endless(head, piece).await;
        assert_eq!(kind, Kind::UnexpectedAnswer, "{head}");
        assert!(read < MOST_READ, "{read} bytes were read after {head}");
    }
}

#[tokio::test]
async fn f20_ten_thousand_headers_are_no_answer() {
    let server = Server::start().await;
    let asker = Asker::of(&server);
    server.faults().next(Endpoint::Token, Fault::many_headers(10_000));
    assert_eq!(asker.refresh().await.unwrap_err().kind, Kind::UnexpectedAnswer);
}

#[tokio::test]
async fn f21_no_redirect_of_any_kind_takes_the_secret_elsewhere() {
    let target = Server::start().await;
    for status in [301, 302, 303, 307, 308] {
        for to in [
            "/oauth/elsewhere".to_owned(),
            format!("{}/oauth/token", target.base_url()),
            format!("{}/oauth/token", target.base_url().replace("127.0.0.1", "localhost")),
            "https://user:password@processmaker.invalid/oauth/token".to_owned(),
            "//processmaker.invalid/oauth/token".to_owned(),
        ] {
            let server = Server::start().await;
            let asker = Asker::at(&server.base_url());
            server.faults().always(Endpoint::Token, Fault::redirect(status, &to));
            let trouble = asker.refresh().await.unwrap_err();
            assert_eq!(trouble.kind, Kind::Misdirected, "{status} {to}");
            let words = trouble.detail.unwrap();
            assert!(
                !words.contains('/') && !words.contains("password"),
                "a host and no more: {words}"
            );
            assert_eq!(server.requests().all().len(), 1, "{status} {to} was not followed here");
        }
    }
    assert!(target.requests().all().is_empty(), "the other server never saw {CANARY}");
}

#[tokio::test]
async fn f22_success_without_tokens_is_no_success() {
    let html = "<html>Welcome to the guest network</html>";
    for reply in [
        Reply::new(200).header("content-type", "text/html").body(html),
        json(200, html),
        Reply::new(200),
        json(200, ""),
        Reply::new(204),
        json(200, "{}"),
        json(200, "[]"),
        json(200, "null"),
        json(200, "\"token\""),
        json(206, r#"{"access_token":"#),
    ] {
        let server = Server::start().await;
        let asker = Asker::of(&server);
        let story = format!("{reply:?}");
        server.faults().next(Endpoint::Token, Fault::answer(reply));
        let trouble = asker.refresh().await.unwrap_err();
        assert_eq!(trouble.kind, Kind::UnexpectedAnswer, "{story}");
        assert!(trouble.kind.remedy() == Remedy::Wait && !trouble.kind.is_unsent(), "{story}");
    }
}

#[tokio::test]
async fn f22_tokens_are_taken_with_any_status_of_success() {
    for status in [200, 201, 202] {
        let server = Server::start().await;
        let asker = Asker::of(&server);
        let tokens =
            r#"{"token_type":"Bearer","expires_in":60,"access_token":"a","refresh_token":"r"}"#;
        server.faults().next(Endpoint::Token, Fault::replaced(json(status, tokens)));
        let issued = asker.refresh().await.unwrap();
        assert!(issued.access.is_some() && issued.refresh.is_some(), "{status}");
    }
}

/// What is left of an answer's refresh token.
async fn salvaged(body: Vec<u8>) -> Option<String> {
    let server = Server::start().await;
    let asker = Asker::of(&server);
    server.faults().next(Endpoint::Token, Fault::answer(json(200, body)));
    match asker.refresh().await {
        Ok(issued) => issued.refresh.map(|token| token.expose_secret().to_owned()),
        Err(trouble) => {
            assert_eq!(trouble.kind, Kind::UnexpectedAnswer);
            None
        }
    }
}

#[tokio::test]
async fn f23_a_refresh_token_is_found_in_whatever_is_still_json() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    for body in [
        r#"{"access_token":"a","refresh_token":"def502"}"#.to_owned(),
        "\u{feff}{\"access_token\":\"a\",\"refresh_token\":\"def502\"}".to_owned(),
        format!(r#"{{"access_token":"a","refresh_token":"def502","more":{deep}}}"#),
        r#"{"expires_in":99999999999999999999999999,"access_token":"a","refresh_token":"def502"}"#
            .to_owned(),
        r#"{"expires_in":1e999,"access_token":"a","refresh_token":"def502"}"#.to_owned(),
        r#"{"access_token":"a","refresh_token":"old","refresh_token":"def502"}"#.to_owned(),
        "{\"access_token\":\"a\u{0}\",\"refresh_token\":\"def502\"}".replace('\u{0}', "\\u0000"),
        " \r\n\t{\"access_token\":\"a\",\"refresh_token\":\"def502\"}\n\n".to_owned(),
    ] {
        let story: String = body.chars().take(80).collect();
        assert_eq!(salvaged(body.into_bytes()).await.as_deref(), Some("def502"), "{story}");
    }
}

/// What PHP writes before an answer where its errors are displayed, as a page and as text.
fn notices() -> Vec<String> {
    let as_page = |kind: &str| {
        format!(
            "<br />\n<b>{kind}</b>:  Undefined array key {{\"a\"}} in <b>/srv/a.php</b> on line <b>7</b><br />\n"
        )
    };
    let as_text = |kind: &str| format!("\n{kind}: Something {{ odd in /srv/a.php on line 7\n");
    let mut notices: Vec<String> = ["Warning", "Notice", "Deprecated"]
        .into_iter()
        .flat_map(|kind| [as_page(kind), as_text(kind)])
        .collect();
    notices.push(as_page("Warning").repeat(3));
    notices.push(format!("\u{feff}{}", as_text("Deprecated")));
    notices
}

#[tokio::test]
async fn f23_a_notice_of_php_before_the_tokens_costs_nothing() {
    let tokens = r#"{"access_token":"a","refresh_token":"def502"}"#;
    for notice in notices() {
        let found = salvaged(format!("{notice}{tokens}").into_bytes()).await;
        assert_eq!(found.as_deref(), Some("def502"), "{notice}");
    }
}

#[tokio::test]
async fn f23_only_a_notice_of_php_is_passed_over_and_only_before_tokens() {
    let tokens = r#"{"access_token":"a","refresh_token":"def502"}"#;
    let notice = "<br />\n<b>Warning</b>:  odd in <b>a.php</b> on line <b>7</b><br />\n";
    for body in [
        format!("<html>Welcome</html>\n{tokens}"),
        format!("Welcome\n{tokens}"),
        format!(
            "<br />\n<b>Fatal error</b>:  odd in <b>a.php</b> on line <b>7</b><br />\n{tokens}"
        ),
        format!("{notice}<html>\n{tokens}\n</html>"),
        format!("{notice}[\n{tokens}\n]"),
        format!("{notice}{tokens}{notice}"),
        format!("{notice}{{\"refresh_token\":7}}"),
        notice.to_owned(),
    ] {
        assert_eq!(salvaged(body.clone().into_bytes()).await, None, "{body}");
    }
}

#[tokio::test]
async fn f23_what_is_no_json_is_survived() {
    let good = r#"{"access_token":"a","refresh_token":"def502"}"#;
    let wide: Vec<u8> = good.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut bodies = vec![
        wide,
        b"\0".to_vec(),
        format!("{good}\0").into_bytes(),
        format!("{good}{good}").into_bytes(),
        "[".repeat(10_000).into_bytes(),
        "{\"a\":".repeat(10_000).into_bytes(),
        vec![0xff; 100],
        br#"{"refresh_token":"two words"}"#.to_vec(),
        br#"{"refresh_token":["def502"]}"#.to_vec(),
        b"{\"refresh_token\":\"\xff\"}".to_vec(),
    ];
    bodies.extend((0..good.len()).map(|length| good.as_bytes()[..length].to_vec()));
    for body in bodies {
        let story = String::from_utf8_lossy(&body).chars().take(80).collect::<String>();
        assert_eq!(salvaged(body).await, None, "{story}");
    }
}

/// Signed in, and refreshed once with a fault.
async fn refreshed_with(server: &Server, fault: Fault) -> (App, ConnectionId) {
    let app = App::start(server);
    let id = app.signed_in(server, "maria").await;
    server.faults().next(Endpoint::Token, fault);
    app.act(id, Action::Refresh).await.unwrap();
    server.requests().wait_for_answers("/oauth/token", 2).await;
    (app, id)
}

async fn signed_in_again(app: &App, id: ConnectionId) {
    app.stands(id, "signed in", |state| matches!(state, Standing::SignedIn(_))).await;
}

/// Refreshes three times and starts again, at a server that treats refresh tokens this way.
async fn refreshes_on_and_on(rotation: Rotation) {
    let server = Server::start().await;
    server.set_rotation(rotation);
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    for round in 2..5 {
        app.act(id, Action::Refresh).await.unwrap();
        server.requests().wait_for_answers("/oauth/token", round).await;
        signed_in_again(&app, id).await;
        app.copy(id).await.unwrap();
        assert!(server.accepts(&app.desktop.clipboard().unwrap()), "round {round}");
    }
    let app = app.restart().await;
    signed_in_again(&app, id).await;
    assert_eq!(server.live_refresh_tokens(), 1);
}

#[tokio::test]
async fn f24_without_a_new_refresh_token_the_old_one_goes_on() {
    refreshes_on_and_on(Rotation::Omit).await;
}

#[tokio::test]
async fn f25_the_same_refresh_token_again_is_as_good_as_a_new_one() {
    refreshes_on_and_on(Rotation::Repeat).await;
}

#[tokio::test]
async fn f26_an_odd_lifetime_costs_neither_the_sign_in_nor_a_storm() {
    for odd in [
        "0",
        "-5",
        "3600.5",
        "\"3600\"",
        "1e308",
        "-1e308",
        "\"soon\"",
        "null",
        "[60]",
        "{}",
        "18446744073709551616",
    ] {
        let server = Server::start().await;
        let app = App::start(&server);
        server.faults().next(Endpoint::Token, Fault::raw_field("expires_in", odd));
        let id = app.add(&server, &server.latchkey()).await;
        let back = app.sign_in_until_answer(id, &server, "maria").await;
        app.deliver(&back).await;
        signed_in_again(&app, id).await;
        app.pass(Duration::from_secs(50)).await;
        app.keeper.publish().await;
        assert!(matches!(app.state(id), Standing::SignedIn(_)), "{odd}: {:?}", app.state(id));
        assert_eq!(
            server.requests().to("/oauth/token").len(),
            1,
            "{odd}: nobody asks again at once"
        );
        assert_eq!(server.live_refresh_tokens(), 1, "{odd}");
    }
}

#[tokio::test]
async fn f26_a_missing_lifetime_is_read_from_the_token() {
    let server = Server::start().await;
    let app = App::start(&server);
    server.faults().next(Endpoint::Token, Fault::without_field("expires_in"));
    let id = app.signed_in(&server, "maria").await;
    let Standing::SignedIn(tokens) = app.state(id) else { panic!("signed in") };
    assert!(tokens.seconds_left.is_some_and(|left| left > 364 * 86_400), "{tokens:?}");
}

#[tokio::test]
async fn f27_a_token_of_another_kind_is_not_used_but_its_refresh_token_is_kept() {
    let server = Server::start().await;
    let (app, id) = refreshed_with(&server, Fault::field("token_type", "mac".into())).await;
    signed_in_again(&app, id).await;
    let pairs = server.live_pairs();
    let [pair] = pairs.as_slice() else { panic!("one pair") };
    let record = app.keyring.entries()[&id.to_string()].clone();
    assert!(record.contains(&pair.refresh_token), "the new refresh token is saved");
    assert!(!record.contains(&pair.access_token), "the token that is no bearer token is not");
    app.copy(id).await.unwrap();
    let copied = app.desktop.clipboard().unwrap();
    assert!(
        copied != pair.access_token && server.accepts(&copied),
        "the next refresh brings a good one"
    );
}

#[tokio::test]
async fn f27_a_token_of_no_kind_is_a_bearer_token() {
    let server = Server::start().await;
    let (app, id) = refreshed_with(&server, Fault::without_field("token_type")).await;
    signed_in_again(&app, id).await;
    app.copy(id).await.unwrap();
    assert!(server.accepts(&app.desktop.clipboard().unwrap()));
    assert_eq!(server.requests().to("/oauth/token").len(), 2);
}
