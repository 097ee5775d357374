//! Names without an address, hosts that do not answer, and proxies in between.

use std::net::TcpListener;
use std::time::Duration;

use latchkey_core::clock::Timestamp;
use latchkey_core::connection::{Draft, Environment, Method};
use latchkey_core::instance::Generation;
use latchkey_core::keeper::Action;
use latchkey_core::token::ClientSecret;
use latchkey_core::trouble::{Kind, Remedy};
use processmaker::{Endpoint, Fault, Gate, Server};
use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::Instant;

use crate::alone;
use crate::asking::Asker;
use crate::raw_server::RawServer;
use crate::support::App;
use crate::support::desktop::{Desktop, Standing};

/// The longest that anybody may be kept waiting for one request.
const PATIENCE: Duration = Duration::from_secs(30);

/// A name that nobody may ever give to a computer (RFC 6761, 6.4).
const NOBODY: &str = "https://processmaker.invalid";

#[tokio::test]
async fn f18_a_host_that_takes_no_connection_was_asked_nothing() {
    let (address, _queue) = full().await;
    let asker = ready_for(&address).await;
    tokio::time::pause();
    let begin = Instant::now();
    let trouble = asker.refresh().await.unwrap_err();
    assert!(begin.elapsed() <= PATIENCE, "{:?}", begin.elapsed());
    assert!(trouble.kind.is_unsent(), "{trouble:?}");
}

/// Somebody who has asked another server before, so that only the network takes time.
async fn ready_for(address: &str) -> Asker {
    let other = RawServer::saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    let mut asker = Asker::at(&other.address());
    asker.refresh().await.unwrap_err();
    asker.turns_to(address);
    asker
}

/// A port where the system has no room for another connection, and everything that takes the room.
async fn full() -> (String, impl Sized) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let mut queue = Vec::new();
    for _ in 0..2 {
        queue.push(TcpStream::connect(address).await.unwrap());
    }
    (format!("http://{address}"), (listener, queue))
}

#[tokio::test]
async fn f18_a_silent_server_may_have_heard_everything() {
    let silences: [fn(&Gate) -> Fault; 2] = [Fault::held, |gate| Fault::stalled(40, gate)];
    for silence in silences {
        let server = Server::start().await;
        let asker = Asker::of(&server);
        let gate = Gate::new();
        server.faults().next(Endpoint::Token, silence(&gate));
        let asking = tokio::spawn(async move { asker.refresh().await });
        gate.arrived().await;
        tokio::time::pause();
        let begin = Instant::now();
        let trouble = asking.await.unwrap().unwrap_err();
        assert!(begin.elapsed() <= PATIENCE, "{:?}", begin.elapsed());
        assert_eq!(trouble.kind, Kind::Timeout);
        assert!(!trouble.kind.is_unsent() && trouble.kind.remedy() == Remedy::Wait);
        tokio::time::resume();
        gate.open();
    }
}

#[tokio::test]
async fn f19_an_answer_of_one_byte_a_second_ends_after_half_a_minute() {
    let server = RawServer::talking(|mut stream| async move {
        let head =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n";
        stream.write_all(head.as_bytes()).await.unwrap();
        let mut second = tokio::time::interval(Duration::from_secs(1));
        while stream.write_all(b" ").await.is_ok() {
            second.tick().await;
        }
    });
    let asker = ready_for(&server.address()).await;
    tokio::time::pause();
    let begin = Instant::now();
    let trouble = asker.refresh().await.unwrap_err();
    assert_eq!(
        begin.elapsed().as_secs(),
        PATIENCE.as_secs(),
        "the whole is limited, not only each silence"
    );
    assert_eq!(trouble.kind, Kind::Timeout);
}

/// Signs in to an address, and returns the trouble that is shown.
async fn trouble_at(address: &str) -> Kind {
    let app = App::start_on(Desktop::new(Timestamp::from_millis(1_795_307_008_000)));
    let draft = Draft {
        name: "Nobody".into(),
        address: address.into(),
        environment: Environment::Test,
        client_id: "4".into(),
        method: Method::Browser,
        generation: Generation::Version4,
        authority: None,
    };
    let id = app.keeper.add(draft, Some(ClientSecret::new("s".into()))).await.unwrap();
    app.act(id, Action::SignIn).await.unwrap();
    let state = app.stands(id, "a trouble", |state| matches!(state, Standing::Failed(_))).await;
    assert!(app.desktop.nothing_opened().await, "nobody is sent to a browser for it");
    let Standing::Failed(kind) = state else { panic!("failed") };
    kind
}

#[tokio::test]
async fn f30_a_name_without_an_address_is_said_to_be_unknown() {
    if !alone::is_alone() {
        return alone::run("network::f30_a_name_without_an_address_is_said_to_be_unknown", vec![])
            .await;
    }
    let trouble = Asker::at(NOBODY).refresh().await.unwrap_err();
    assert_eq!(trouble.kind, Kind::NameNotFound, "{trouble:?}");
    assert!(trouble.kind.is_unsent());
    assert_eq!(trouble_at(NOBODY).await, Kind::NameNotFound);
}

#[tokio::test]
async fn f31_a_proxy_that_wants_a_password_is_told_from_the_server() {
    const TEST: &str = "network::f31_a_proxy_that_wants_a_password_is_told_from_the_server";
    if !alone::is_alone() {
        let proxy = RawServer::saying(
            "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n",
        );
        alone::run(TEST, vec![("HTTPS_PROXY", proxy.address())]).await;
        assert_eq!(proxy.asked(), 2, "both went by the proxy, once each");
        return;
    }
    let trouble = Asker::at(NOBODY).refresh().await.unwrap_err();
    assert_eq!(trouble.kind, Kind::ProxyCredentials, "{trouble:?}");
    assert!(trouble.kind.is_unsent());
    assert_eq!(trouble_at(NOBODY).await, Kind::ProxyCredentials);
}

#[tokio::test]
async fn f31_a_proxy_that_is_away_is_told_from_the_server() {
    const TEST: &str = "network::f31_a_proxy_that_is_away_is_told_from_the_server";
    if !alone::is_alone() {
        let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        return alone::run(TEST, vec![("HTTPS_PROXY", format!("http://{gone}"))]).await;
    }
    let trouble = Asker::at(NOBODY).refresh().await.unwrap_err();
    assert_eq!(trouble.kind, Kind::ProxyUnreachable, "{trouble:?}");
    assert!(trouble.kind.is_unsent());
}

#[tokio::test]
async fn f31_a_server_on_this_computer_is_asked_past_every_proxy() {
    const TEST: &str = "network::f31_a_server_on_this_computer_is_asked_past_every_proxy";
    if !alone::is_alone() {
        let gone =
            format!("http://{}", TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap());
        return alone::run(TEST, vec![("HTTP_PROXY", gone.clone()), ("ALL_PROXY", gone)]).await;
    }
    let server = Server::start().await;
    Asker::of(&server).refresh().await.unwrap();
}
