//! Keyrings that fail in the middle.

use std::time::Duration;

use latchkey_core::connection::ConnectionId;
use latchkey_core::keeper::Action;
use latchkey_core::vault::Failure;
use processmaker::Server;

use crate::support::App;
use crate::support::desktop::Standing;
use crate::support::keyring::Fault as KeyringFault;

async fn unsaved(app: &App, id: ConnectionId, failure: Failure) {
    app.holds(id, "tokens in memory", |tokens| tokens.unsaved == Some(failure)).await;
}

#[tokio::test]
async fn f09_a_locked_keyring_is_asked_once_for_every_click() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let app = app.restart_after(|keyring| keyring.fail(KeyringFault::Locked)).await;
    let kept = app.keyring.entries();
    app.comes_to(id, Standing::Closed(Failure::Locked)).await;
    let asked = app.keyring.opened();
    app.pass(Duration::from_secs(3600)).await;
    assert_eq!(app.keyring.opened(), asked, "nobody is asked for a password out of the blue");
    for clicks in 1..4 {
        app.act(id, Action::Retry).await.unwrap();
        app.comes_to(id, Standing::Closed(Failure::Locked)).await;
        assert_eq!(app.keyring.opened(), asked + clicks);
    }
    assert_eq!(app.keyring.entries(), kept, "no token is lost");
    assert_eq!(server.live_refresh_tokens(), 1);
}

#[tokio::test]
async fn f12_a_pair_that_the_keyring_does_not_take_is_used_and_saved_later() {
    for fault in [KeyringFault::ReadOnly, KeyringFault::Locked, KeyringFault::Missing] {
        let server = Server::start().await;
        let app = App::start(&server);
        let id = app.signed_in(&server, "maria").await;
        let gate = app.refresh_until_answer(id, &server).await;
        app.keyring.fail(fault);
        gate.open();
        app.holds(id, "tokens in memory", |tokens| tokens.unsaved.is_some()).await;
        app.copy(id).await.unwrap();
        assert!(
            server.accepts(&app.desktop.clipboard().unwrap()),
            "{fault:?}: the new token works"
        );
        let busy = app.locks().claim(id, Duration::ZERO).await;
        assert!(busy.is_err(), "{fault:?}: nobody else may refresh with the token that is spent");
        app.keyring.fail(None);
        // What a person keeps locked or away is asked for at a click only; the rest is tried again unasked.
        if fault == KeyringFault::ReadOnly {
            app.pass(Duration::from_secs(20)).await;
        } else {
            app.act(id, Action::Retry).await.unwrap();
        }
        app.holds(id, "tokens in the keyring", |tokens| tokens.unsaved.is_none()).await;
        app.assert_saved(id, &server);
    }
}

#[tokio::test]
async fn f14_damage_of_every_kind_is_kept_aside_and_harms_nobody_else() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let other = app.signed_in(&server, "jane").await;
    let good = app.keyring.entries()[&id.to_string()].clone();
    let mut app = app;
    for damage in [
        "",
        "\u{0}",
        "{}",
        "[]",
        "{\"v\":0}",
        "{\"v\":-1}",
        "{\"v\":1,\"rt\":7}",
        &good[..good.len() / 2],
    ] {
        app = app.restart_after(|keyring| keyring.plant(&id.to_string(), damage)).await;
        app.comes_to(id, Standing::Closed(Failure::Damaged)).await;
        app.stands(other, "Jane", |state| matches!(state, Standing::SignedIn(_))).await;
        assert_eq!(app.keyring.entries()[&format!("{id}-bad")], damage);
    }
}

#[tokio::test]
async fn f49_a_sign_in_does_not_write_over_a_newer_record() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.add(&server, &server.latchkey()).await;
    let newer = "{\"v\":9,\"something\":\"else\"}";
    let app = app.restart_after(|keyring| keyring.plant(&id.to_string(), newer)).await;
    app.comes_to(id, Standing::Closed(Failure::Newer)).await;
    app.sign_in(id, &server, "maria").await;
    unsaved(&app, id, Failure::Newer).await;
    app.copy(id).await.unwrap();
    assert!(server.accepts(&app.desktop.clipboard().unwrap()), "it works for as long as it runs");
    assert_eq!(app.keyring.entries()[&id.to_string()], newer);
}
