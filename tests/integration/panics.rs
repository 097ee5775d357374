//! Tasks that panic: what they were doing fails, and nothing else.

use std::time::Duration;

use latchkey_core::connection::ConnectionId;
use latchkey_core::keeper::{Action, CommandError};
use latchkey_core::trouble::Kind;
use latchkey_core::vault::{Failure, Vault};
use processmaker::{Endpoint, Fault, Gate, Server};

use crate::support::App;
use crate::support::app::clock_of;
use crate::support::desktop::{Desktop, Standing};
use crate::support::keyring::{Fault as KeyringFault, TestKeyring};

async fn signed_in(app: &App, id: ConnectionId) {
    app.stands(
        id,
        "signed in",
        |state| matches!(state, Standing::SignedIn(tokens) if tokens.unsaved.is_none()),
    )
    .await;
}

#[tokio::test]
async fn f52_a_browser_launcher_that_panics_fails_this_sign_in_only() {
    let server = Server::start().await;
    let app = App::start(&server);
    let other = app.signed_in(&server, "jane").await;
    let id = app.add(&server, &server.latchkey()).await;
    app.desktop.breaks();
    app.act(id, Action::SignIn).await.unwrap();
    app.comes_to(id, Standing::Failed(Kind::UnexpectedAnswer)).await;
    signed_in(&app, other).await;
    app.sign_in(id, &server, "maria").await;
}

#[tokio::test]
async fn f52_a_listener_that_panics_fails_this_sign_in_only() {
    let server = Server::start().await;
    let desktop = Desktop::new(clock_of(&server));
    desktop.without_deep_links();
    let app = App::start_on(desktop);
    let id = app.add(&server, &server.latchkey()).await;
    app.desktop.breaks();
    app.act(id, Action::SignIn).await.unwrap();
    app.comes_to(id, Standing::Failed(Kind::UnexpectedAnswer)).await;
    app.sign_in(id, &server, "maria").await;
}

#[tokio::test]
async fn f52_a_clipboard_that_panics_leaves_nobody_waiting() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    app.desktop.breaks();
    let copy = app.copy(id).await;
    assert!(matches!(copy, Err(CommandError::Desktop(_))), "{copy:?}");
    app.copy(id).await.unwrap();
    assert!(server.accepts(&app.desktop.clipboard().unwrap()));

    app.desktop.breaks();
    app.pass(Duration::from_secs(46)).await;
    app.desktop.until("no countdown", |seen| seen.clipboard.is_none()).await;
    signed_in(&app, id).await;
}

#[tokio::test]
async fn f52_a_keyring_that_panics_before_a_refresh_spends_nothing_and_frees_the_lock() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    app.keyring.fail(KeyringFault::Broken);
    app.act(id, Action::Refresh).await.unwrap();
    app.comes_to(id, Standing::Resting { kind: Kind::Keyring(Failure::Refused), again: false })
        .await;
    drop(app.locks().claim(id, Duration::from_secs(45)).await.expect("nobody holds it"));
    assert_eq!(server.requests().to("/oauth/token").len(), 1, "nothing was sent");
    app.keyring.fail(None);
    app.act(id, Action::Retry).await.unwrap();
    server.requests().wait_for_answers("/oauth/token", 2).await;
    signed_in(&app, id).await;
}

#[tokio::test]
async fn f52_a_keyring_that_panics_at_the_new_pair_loses_no_token() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let gate = Gate::new();
    server.faults().next(Endpoint::Token, Fault::held_answer(&gate));
    app.act(id, Action::Refresh).await.unwrap();
    gate.arrived().await;
    app.keyring.fail(KeyringFault::Broken);
    gate.open();
    app.stands(
        id,
        "tokens in memory",
        |state| matches!(state, Standing::SignedIn(tokens) if tokens.unsaved == Some(Failure::Refused)),
    )
    .await;
    app.keyring.fail(None);
    app.pass(Duration::from_secs(20)).await;
    signed_in(&app, id).await;
    let pairs = server.live_pairs();
    let [pair] = pairs.as_slice() else { panic!("one pair") };
    assert!(app.keyring.entries()[&id.to_string()].contains(&pair.refresh_token));
}

#[tokio::test]
async fn f52_a_keyring_may_panic_as_often_as_it_likes() {
    let keyring = TestKeyring::default();
    let vault = Vault::new(keyring.provide());
    let id = ConnectionId::random();
    keyring.fail(KeyringFault::Broken);
    for _ in 0..10 {
        assert_eq!(vault.load(id).await.unwrap_err(), Failure::Refused);
    }
    keyring.fail(None);
    assert!(vault.load(id).await.unwrap().record.is_none());
}
