//! Proxies of companies, for real, and servers whose certificates a company signs itself.

use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use latchkey_core::authority::Authority as Trusted;
use latchkey_core::clock::Timestamp;
use latchkey_core::connection::{Draft, Environment, Method};
use latchkey_core::instance::Generation;
use latchkey_core::keeper::{Action, CommandError};
use latchkey_core::proxy::{Proxy, ProxyError};
use latchkey_core::settings::{FACTORY, Settings};
use latchkey_core::token::ClientSecret;
use latchkey_core::trouble::Kind;
use serde_json::Value;

use crate::alone;
use crate::asking::Asker;
use crate::support::App;
use crate::support::desktop::{Desktop, Standing};
use crate::tls_server::{Authority, TlsServer, names};

const PYTHON: &str = if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" };

/// A proxy that finds every host on this computer; gone when the value is dropped.
pub(crate) struct RunningProxy {
    pub(crate) address: String,
    process: Child,
}

impl RunningProxy {
    pub(crate) fn start(credentials: Option<&str>) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let mut process = Command::new(root.join("target/interop/proxy").join(PYTHON))
            .arg(root.join("tests/faults/proxy/server.py"))
            .args(credentials)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("proxy.py: {error}; .ci/setup installs it"));
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let ready: Value = serde_json::from_str(&line).unwrap();
        Self { address: ready["address"].as_str().unwrap().to_owned(), process }
    }

    /// Going through it, past it to some hosts.
    pub(crate) fn except(&self, hosts: &str) -> Proxy {
        Proxy::Manual { address: self.address.clone(), except: hosts.to_owned() }
    }
}

impl Drop for RunningProxy {
    fn drop(&mut self) {
        // Its own processes end with its input, which a kill would leave behind.
        drop(self.process.stdin.take());
        self.process.wait().unwrap();
    }
}

/// A server of a company: its name is known to the proxy alone, its certificate signed by the company.
pub(crate) struct Company {
    pub(crate) server: TlsServer,
    pub(crate) address: String,
    authority: Trusted,
}

impl Company {
    pub(crate) async fn at(host: &str) -> Self {
        let company = Authority::called("Acme");
        let server = TlsServer::with(company.sign(names(&[host]))).await;
        let port = server.address.rsplit(':').next().unwrap();
        let address = format!("https://{host}:{port}");
        Self { address, authority: Trusted::read(company.pem.as_bytes()).unwrap(), server }
    }

    /// Somebody who trusts the company, and goes there by a proxy.
    pub(crate) fn asker(&self, proxy: &Proxy) -> Asker {
        let mut asker = Asker::at(&self.address);
        asker.trusts(self.authority.clone());
        asker.goes_through(proxy);
        asker
    }
}

pub(crate) fn nobody_listens() -> String {
    format!("http://{}", TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap())
}

#[tokio::test]
async fn f31_a_company_is_reached_through_its_proxy_and_known_by_its_authority() {
    let (proxy, company) = (RunningProxy::start(None), Company::at("acme.example").await);
    company.asker(&proxy.except("")).refresh().await.unwrap();
    company.asker(&proxy.except("other.example, .test")).refresh().await.unwrap();
    assert_eq!(company.server.requests(), 2);

    let mut stranger = company.asker(&proxy.except(""));
    stranger.trusts(Trusted::read(Authority::called("Other").pem.as_bytes()).unwrap());
    let trouble = stranger.refresh().await.unwrap_err();
    assert_eq!(trouble.kind, Kind::UnknownAuthority, "{trouble:?}");
    assert_eq!(company.server.requests(), 2, "no secret was sent");
}

#[tokio::test]
async fn f31_hosts_that_are_excepted_are_reached_without_the_proxy() {
    let (proxy, company) = (RunningProxy::start(None), Company::at("acme.invalid").await);
    for except in ["acme.invalid", "invalid", "*"] {
        let trouble = company.asker(&proxy.except(except)).refresh().await.unwrap_err();
        assert_eq!(trouble.kind, Kind::NameNotFound, "only the proxy knows it: {except}");
    }
    assert_eq!(company.server.requests(), 0);
}

#[tokio::test]
async fn f31_what_a_proxy_has_against_it_is_told_apart() {
    let (asking, open) = (RunningProxy::start(Some("maria:secret")), RunningProxy::start(None));
    let gone = Proxy::Manual { address: nobody_listens(), except: String::new() };
    for (proxy, host, kind) in [
        (asking.except(""), "acme.example", Kind::ProxyCredentials),
        (open.except(""), "forbidden.example", Kind::Proxy),
        (gone, "acme.example", Kind::ProxyUnreachable),
    ] {
        let company = Company::at(host).await;
        let trouble = company.asker(&proxy).refresh().await.unwrap_err();
        assert_eq!(trouble.kind, kind, "{trouble:?}");
        assert!(trouble.kind.is_unsent());
        assert_eq!(company.server.requests(), 0);
    }
}

#[tokio::test]
async fn f31_without_a_proxy_the_systems_is_not_asked_either() {
    const TEST: &str = "proxies::f31_without_a_proxy_the_systems_is_not_asked_either";
    if !alone::is_alone() {
        return alone::run(TEST, vec![("HTTPS_PROXY", nobody_listens())]).await;
    }
    let asker = Asker::at("https://acme.invalid");
    assert_eq!(asker.refresh().await.unwrap_err().kind, Kind::ProxyUnreachable);
    asker.goes_through(&Proxy::None);
    assert_eq!(asker.refresh().await.unwrap_err().kind, Kind::NameNotFound);
}

#[tokio::test]
async fn f31_another_proxy_counts_at_once_and_an_authority_with_its_connection() {
    let (proxy, company) = (RunningProxy::start(None), Company::at("acme.example").await);
    let app = App::start_on(Desktop::new(Timestamp::from_millis(1_795_307_008_000)));
    let through = |proxy| app.keeper.change(Settings { proxy, ..FACTORY });
    let typed = Proxy::Manual { address: "socks5://acme.example".into(), except: String::new() };
    let refused = through(typed).await;
    assert!(matches!(refused, Err(CommandError::Proxy(ProxyError::Scheme))), "{refused:?}");

    through(Proxy::Manual { address: nobody_listens(), except: String::new() }).await.unwrap();
    let draft = Draft {
        name: "Acme".into(),
        address: company.address.clone(),
        environment: Environment::Test,
        client_id: "4".into(),
        method: Method::Browser,
        generation: Generation::Version4,
        authority: None,
    };
    let id = app.keeper.add(draft.clone(), Some(ClientSecret::new("s".into()))).await.unwrap();
    app.act(id, Action::SignIn).await.unwrap();
    app.comes_to(id, Standing::Failed(Kind::ProxyUnreachable)).await;

    through(proxy.except("")).await.unwrap();
    app.act(id, Action::SignIn).await.unwrap();
    app.comes_to(id, Standing::Failed(Kind::UnknownAuthority)).await;
    assert_eq!(company.server.requests(), 0);

    let trusting = Draft { authority: Some(company.authority.clone()), ..draft };
    app.keeper.edit(id, trusting, None).await.unwrap();
    app.act(id, Action::SignIn).await.unwrap();
    app.stands(id, "the browser is waited for", |state| matches!(state, Standing::Waiting { .. }))
        .await;
    assert!(company.server.requests() > 0);
    assert_eq!(app.keeper.authority(id).await.unwrap(), Some(company.authority.clone()));
    let app = app.restart().await;
    assert_eq!(app.keeper.authority(id).await.unwrap(), Some(company.authority.clone()));
}
