//! Tasks that panic: what they were doing fails, and nothing else.

use std::time::Duration;

use latchkey_core::connection::ConnectionId;
use latchkey_core::keeper::{Action, CommandError};
use latchkey_core::trouble::Kind;
use latchkey_core::vault::{Failure, Vault};
use processmaker::Server;

use crate::support::App;
use crate::support::desktop::Standing;
use crate::support::keyring::{Fault as KeyringFault, TestKeyring};

async fn signed_in(app: &App, id: ConnectionId) {
    app.holds(id, "signed in", |tokens| tokens.unsaved.is_none()).await;
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
    let app = App::start_without_deep_links(&server);
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
async fn f52_a_window_that_panics_ends_nothing() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    app.desktop.breaks_showing();
    app.keeper.publish().await;
    app.copy(id).await.unwrap();
    app.desktop.until("the copy", |seen| seen.clipboard.is_some()).await;
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
    let gate = app.refresh_until_answer(id, &server).await;
    app.keyring.fail(KeyringFault::Broken);
    gate.open();
    app.holds(id, "tokens in memory", |tokens| tokens.unsaved == Some(Failure::Refused)).await;
    app.keyring.fail(None);
    app.pass(Duration::from_secs(20)).await;
    signed_in(&app, id).await;
    app.assert_saved(id, &server);
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
