//! Nothing secret leaves by the side: not in logs at their most talkative, not in files, not in what is shown.

use std::io;
use std::sync::{Arc, Mutex};

use latchkey_core::keeper::Action;
use latchkey_core::proxy::Proxy;
use latchkey_core::settings::{FACTORY, Settings};
use latchkey_core::shell::Reception;
use latchkey_core::token::ProxyPassword;
use processmaker::{Endpoint, Fault, Server};
use tracing::level_filters::LevelFilter;

use crate::support::App;
use crate::support::desktop::Standing;

/// Everything that anybody logs, at every level.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Log {
    /// Listens to the whole process, the keyring's thread and the libraries included.
    fn of_the_process() -> Self {
        let log = Self::default();
        let writer = log.clone();
        tracing_subscriber::fmt()
            .with_max_level(LevelFilter::TRACE)
            .with_ansi(false)
            .with_writer(move || writer.clone())
            .init();
        log
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

#[tokio::test]
async fn no_secret_is_in_any_log_file_or_view() {
    let log = Log::of_the_process();
    let server = Server::start().await;
    let app = App::start(&server);
    let client = server.latchkey();
    let id = app.add(&server, &client).await;
    let mut secrets = vec![("client secret", client.secret.clone())];

    let canary = "canary-of-the-proxy";
    let (address, except, user) = ("http://127.0.0.1:9".into(), String::new(), "maria".into());
    let proxy = Proxy::Manual { address, except, user };
    app.keeper.change(Settings { proxy, ..FACTORY }).await.unwrap();
    app.keeper.keep_proxy_password(ProxyPassword::new(canary.into())).await.unwrap();
    assert!(app.keyring.entries()["proxy"].ends_with(canary));
    secrets.push(("proxy's password", canary.to_owned()));

    let back = app.sign_in_until_answer(id, &server, "maria").await;
    for (name, value) in back.query_pairs() {
        secrets.push(if name == "code" {
            ("code", value.into_owned())
        } else {
            ("state", value.into_owned())
        });
    }
    assert_eq!(app.deliver(&back).await, Reception::Taken);
    app.holds(id, "a name", |tokens| tokens.who.is_some()).await;
    remember(&server, &mut secrets);
    app.copy(id).await.unwrap();
    app.act(id, Action::Refresh).await.unwrap();
    app.holds(id, "a new pair", |tokens| tokens.stale_copy).await;
    remember(&server, &mut secrets);
    server.faults().next(Endpoint::Token, Fault::truncated(900));
    app.act(id, Action::Refresh).await.unwrap();
    app.stands(id, "a rest", |state| matches!(state, Standing::Resting { .. })).await;
    remember(&server, &mut secrets);
    let shown = format!("{:?}", app.desktop.seen());
    let debugged = format!("{:?}", app.keyring.provide());
    app.act(id, Action::SignOut).await.unwrap();
    app.stands(id, "signed out", |state| matches!(state, Standing::Revoked(_))).await;
    let app = app.restart().await;

    let log = log.text();
    assert!(
        log.contains("TRACE") && log.contains("the browser came back"),
        "the log was listened to"
    );
    assert!(secrets.len() >= 9, "a code, a state, a client secret and three pairs");
    for (name, secret) in secrets {
        for (place, text) in [
            ("the log", &log),
            ("a file", &app.files()),
            ("a view", &shown),
            ("a debug text", &debugged),
        ] {
            assert!(!text.contains(&secret), "a {name} is in {place}");
        }
    }
}

fn remember(server: &Server, secrets: &mut Vec<(&'static str, String)>) {
    for pair in server.live_pairs() {
        secrets.push(("access token", pair.access_token));
        secrets.push(("refresh token", pair.refresh_token));
    }
}
