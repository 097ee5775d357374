//! Proxies of companies, for real, and servers whose certificates a company signs itself.

use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use latchkey_core::authority::Authority as Trusted;
use latchkey_core::clock::Timestamp;
use latchkey_core::connection::{ConnectionId, Draft, Environment, Method};
use latchkey_core::instance::Generation;
use latchkey_core::keeper::{Action, CommandError};
use latchkey_core::proxy::{Proxy, ProxyError};
use latchkey_core::settings::{FACTORY, Settings};
use latchkey_core::token::{ClientSecret, ProxyPassword};
use latchkey_core::trouble::Kind;
use latchkey_core::vault::Failure;
use serde_json::Value;

use crate::alone;
use crate::asking::Asker;
use crate::support::App;
use crate::support::desktop::{Desktop, Standing};
use crate::support::keyring::Fault;
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
        through(&self.address, hosts, "")
    }

    /// Going through it as somebody.
    fn as_user(&self, user: &str) -> Proxy {
        through(&self.address, "", user)
    }
}

fn through(address: &str, except: &str, user: &str) -> Proxy {
    Proxy::Manual { address: address.into(), except: except.into(), user: user.into() }
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

    /// A connection to it, which does not trust it yet.
    fn draft(&self) -> Draft {
        Draft {
            name: "Acme".into(),
            address: self.address.clone(),
            environment: Environment::Test,
            client_id: "4".into(),
            method: Method::Browser,
            generation: Generation::Version4,
            authority: None,
        }
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
    let gone = through(&nobody_listens(), "", "");
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
    let go = |proxy| app.keeper.change(Settings { proxy, ..FACTORY });
    let refused = go(through("socks5://acme.example", "", "")).await;
    assert!(matches!(refused, Err(CommandError::Proxy(ProxyError::Scheme))), "{refused:?}");

    go(through(&nobody_listens(), "", "")).await.unwrap();
    let draft = company.draft();
    let id = app.keeper.add(draft.clone(), Some(ClientSecret::new("s".into()))).await.unwrap();
    app.act(id, Action::SignIn).await.unwrap();
    app.comes_to(id, Standing::Failed(Kind::ProxyUnreachable)).await;

    go(proxy.except("")).await.unwrap();
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

const CANARY: &str = "canary of the proxy: ü";

/// Somebody with a connection to the company, who goes through a proxy as a user.
async fn somebody(company: &Company, proxy: Proxy) -> (App, ConnectionId) {
    let app = App::start_on(Desktop::new(Timestamp::from_millis(1_795_307_008_000)));
    let early = app.keeper.keep_proxy_password(ProxyPassword::new(CANARY.into())).await;
    assert!(matches!(early, Err(CommandError::Credentials)), "nobody has it: {early:?}");
    let draft = Draft { authority: Some(company.authority.clone()), ..company.draft() };
    app.keeper.change(Settings { proxy, ..FACTORY }).await.unwrap();
    let id = app.keeper.add(draft, Some(ClientSecret::new("s".into()))).await.unwrap();
    (app, id)
}

async fn keep(app: &App, password: &str) -> Result<(), CommandError> {
    app.keeper.keep_proxy_password(ProxyPassword::new(password.into())).await
}

async fn reaches_the_server(app: &App, id: ConnectionId) {
    app.act(id, Action::SignIn).await.unwrap();
    app.stands(id, "the browser is waited for", |state| matches!(state, Standing::Waiting { .. }))
        .await;
    app.act(id, Action::Cancel).await.unwrap();
}

async fn is_forgotten(app: &App) {
    while app.keyring.entries().contains_key("proxy") {
        app.keeper.has_proxy_password().await.unwrap();
    }
}

async fn fails_with(app: &App, id: ConnectionId, kind: Kind) {
    app.act(id, Action::SignIn).await.unwrap();
    app.comes_to(id, Standing::Failed(kind)).await;
}

#[tokio::test]
async fn f31_a_proxy_that_wants_a_password_gets_the_one_that_was_typed_for_it() {
    let wanted = format!("maria:{CANARY}");
    let (proxy, company) = (RunningProxy::start(Some(&wanted)), Company::at("acme.example").await);
    let (app, id) = somebody(&company, proxy.as_user("maria")).await;
    fails_with(&app, id, Kind::ProxyCredentials).await;
    assert!(!app.keeper.has_proxy_password().await.unwrap());
    keep(&app, "another").await.unwrap();
    fails_with(&app, id, Kind::ProxyCredentials).await;
    keep(&app, CANARY).await.unwrap();
    reaches_the_server(&app, id).await;
    assert!(app.keeper.has_proxy_password().await.unwrap());

    let app = app.restart().await;
    app.comes_to(id, Standing::SignedOut).await;
    reaches_the_server(&app, id).await;
    assert!(app.keyring.entries()["proxy"].ends_with(CANARY));
    for (place, text) in [("a file", app.files()), ("a view", format!("{:?}", app.desktop.seen()))]
    {
        assert!(!text.contains("canary"), "the password is in {place}");
    }

    let go = |proxy| app.keeper.change(Settings { proxy, ..FACTORY });
    let (copy, elsewhere) = (app.keyring.entries()["proxy"].clone(), RunningProxy::start(None));
    go(elsewhere.as_user("maria")).await.unwrap();
    assert!(!app.keeper.has_proxy_password().await.unwrap(), "it was for the other proxy");
    is_forgotten(&app).await;
    app.keyring.plant("proxy", &copy);
    assert!(!app.keeper.has_proxy_password().await.unwrap(), "whoever changes the address");
    go(proxy.as_user("maria")).await.unwrap();
    keep(&app, CANARY).await.unwrap();
    go(proxy.as_user("")).await.unwrap();
    is_forgotten(&app).await;
}

#[tokio::test]
async fn f31_a_keyring_in_the_way_of_a_proxys_password_is_named() {
    let wanted = format!("maria:{CANARY}");
    let (proxy, company) = (RunningProxy::start(Some(&wanted)), Company::at("acme.example").await);
    let (app, id) = somebody(&company, proxy.as_user("maria")).await;
    app.keyring.fail(Fault::ReadOnly);
    let kept = keep(&app, CANARY).await;
    assert!(matches!(&kept, Err(CommandError::Trouble(_))), "{kept:?}");
    reaches_the_server(&app, id).await;
    assert!(app.keeper.has_proxy_password().await.unwrap(), "for as long as the program runs");

    app.keyring.fail(None);
    keep(&app, CANARY).await.unwrap();
    app.keyring.fail(Fault::Locked);
    fails_with(&app, id, Kind::Keyring(Failure::Locked)).await;
    app.keyring.fail(None);
    reaches_the_server(&app, id).await;
}
