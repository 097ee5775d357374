//! Desktops that say which proxy leads to a server, and some that do not.

use std::future::ready;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use latchkey_core::proxy::{Asking, Guide, Leg, Proxy, Route};
use latchkey_core::trouble::Kind;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use url::Url;

use crate::alone;
use crate::asking::Asker;
use crate::proxies::{Company, RunningProxy, nobody_listens};

/// A desktop that says what it is told to.
#[derive(Debug)]
struct Desktop {
    says: Mutex<Result<Vec<String>, String>>,
    asked: Mutex<Vec<String>>,
}

impl Desktop {
    fn saying(ways: &[&str]) -> Arc<Self> {
        let desktop =
            Arc::new(Self { says: Mutex::new(Err(String::new())), asked: Mutex::default() });
        desktop.says(ways);
        desktop
    }

    fn says(&self, ways: &[&str]) {
        *self.says.lock().unwrap() = Ok(ways.iter().map(|way| (*way).to_owned()).collect());
    }

    fn knows_nothing(&self) {
        *self.says.lock().unwrap() = Err("the script is gone".into());
    }

    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }
}

impl Guide for Desktop {
    fn ask(&self, server: &Url) -> Asking {
        self.asked.lock().unwrap().push(server.as_str().to_owned());
        Box::pin(ready(self.says.lock().unwrap().clone()))
    }
}

/// A SOCKS proxy (RFC 1928) that finds every host on this computer.
async fn socks() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(pass_on(stream));
        }
    });
    address
}

async fn pass_on(mut client: TcpStream) {
    let mut greeting = [0; 2];
    client.read_exact(&mut greeting).await.unwrap();
    let mut methods = vec![0; greeting[1].into()];
    client.read_exact(&mut methods).await.unwrap();
    client.write_all(&[5, 0]).await.unwrap();
    let mut head = [0; 5];
    client.read_exact(&mut head).await.unwrap();
    assert_eq!(head[..4], [5, 1, 0, 3], "a connection to a host by its name");
    let mut rest = vec![0; usize::from(head[4]) + 2];
    client.read_exact(&mut rest).await.unwrap();
    let port = u16::from_be_bytes([rest[rest.len() - 2], rest[rest.len() - 1]]);
    let mut server = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    client.write_all(&[5, 0, 0, 1, 127, 0, 0, 1, 0, 0]).await.unwrap();
    copy_bidirectional(&mut client, &mut server).await.ok();
}

#[tokio::test]
async fn f31_the_desktops_proxy_is_asked_for_before_each_request() {
    const TEST: &str = "desktop_proxies::f31_the_desktops_proxy_is_asked_for_before_each_request";
    if !alone::is_alone() {
        return alone::run(TEST, vec![]).await;
    }
    let (proxy, company) = (RunningProxy::start(None), Company::at("acme.invalid").await);
    let desktop = Desktop::saying(&["quic://p.example:1", &proxy.address, "direct://"]);
    let asker = company.asker(&Proxy::System).on(desktop.clone());
    asker.refresh().await.unwrap();
    assert_eq!(desktop.asked(), [format!("{}/", company.address)], "no more is told of it");
    desktop.says(&["direct://", &proxy.address]);
    assert_eq!(asker.refresh().await.unwrap_err().kind, Kind::NameNotFound, "the first counts");
    desktop.says(&[&nobody_listens(), "direct://"]);
    assert_eq!(asker.refresh().await.unwrap_err().kind, Kind::ProxyUnreachable);
    desktop.says(&[&format!("socks://{}", socks().await)]);
    asker.refresh().await.unwrap();
    desktop.says(&[&nobody_listens().replace("http", "socks5")]);
    assert_eq!(asker.refresh().await.unwrap_err().kind, Kind::ProxyUnreachable);
    assert_eq!(company.server.requests(), 2);

    desktop.asked();
    asker.goes_through(&proxy.except(""));
    asker.refresh().await.unwrap();
    asker.goes_through(&Proxy::None);
    assert_eq!(asker.refresh().await.unwrap_err().kind, Kind::NameNotFound);
    assert!(desktop.asked().is_empty(), "the person has the last word");
}

#[tokio::test]
async fn f31_a_proxy_of_the_desktop_gets_the_password_that_the_desktop_knows() {
    const TEST: &str =
        "desktop_proxies::f31_a_proxy_of_the_desktop_gets_the_password_that_the_desktop_knows";
    if !alone::is_alone() {
        return alone::run(TEST, vec![]).await;
    }
    let (proxy, company) =
        (RunningProxy::start(Some("maria:can ary")), Company::at("acme.example").await);
    let desktop = Desktop::saying(&[&proxy.address]);
    let asker = company.asker(&Proxy::System).on(desktop.clone());
    assert_eq!(asker.refresh().await.unwrap_err().kind, Kind::ProxyCredentials);
    desktop.says(&[&proxy.address.replace("//", "//maria:can%20ary@")]);
    asker.refresh().await.unwrap();
    let route = asker.route().await;
    assert!(matches!(&route, Route::Desktop(Leg::Through(_))), "{route:?}");
    assert!(!format!("{route:?}").contains("can"), "{route:?}");
}

#[tokio::test]
async fn f31_a_desktop_that_does_not_say_is_not_asked_again_for_a_while() {
    const TEST: &str =
        "desktop_proxies::f31_a_desktop_that_does_not_say_is_not_asked_again_for_a_while";
    if !alone::is_alone() {
        return alone::run(TEST, vec![]).await;
    }
    let (proxy, company) = (RunningProxy::start(None), Company::at("acme.invalid").await);
    let desktop = Desktop::saying(&[]);
    desktop.knows_nothing();
    let asker = company.asker(&Proxy::System).on(desktop.clone());
    assert_eq!(asker.route().await, Route::Lost("the script is gone".into()));
    desktop.says(&[&proxy.address]);
    assert_eq!(desktop.asked().len(), 1);
    assert_eq!(asker.refresh().await.unwrap_err().kind, Kind::NameNotFound);
    assert!(desktop.asked().is_empty(), "it would be waited for in vain");
    asker.refresh().await.unwrap();
    assert_eq!(desktop.asked().len(), 1, "the straight way leads nowhere");
}

#[tokio::test]
async fn f31_a_proxy_in_the_environment_counts_before_the_desktops() {
    const TEST: &str = "desktop_proxies::f31_a_proxy_in_the_environment_counts_before_the_desktops";
    if !alone::is_alone() {
        let environment = [("HTTPS_PROXY", nobody_listens()), ("NO_PROXY", "acme.invalid".into())];
        return alone::run(TEST, environment.into()).await;
    }
    let desktop = Desktop::saying(&["direct://"]);
    let asker = |host: &str| Asker::at(host).on(desktop.clone());
    let elsewhere = asker("https://other.invalid").refresh().await.unwrap_err();
    assert_eq!(elsewhere.kind, Kind::ProxyUnreachable);
    let excepted = asker("https://acme.invalid");
    assert_eq!(excepted.refresh().await.unwrap_err().kind, Kind::NameNotFound);
    assert_eq!(excepted.route().await, Route::Environment);
    assert!(desktop.asked().is_empty());
}
