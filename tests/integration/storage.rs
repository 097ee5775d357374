//! Keyrings that are locked, missing, slow, full or damaged.

use latchkey_core::keeper::Action;
use latchkey_core::session::Secret;
use latchkey_core::vault::Failure;
use processmaker::Server;

use crate::support::App;
use crate::support::desktop::Standing;
use crate::support::keyring::Fault;

async fn unsaved(app: &App, id: latchkey_core::connection::ConnectionId, failure: Failure) {
    app.holds(id, "tokens in memory", |tokens| tokens.unsaved == Some(failure)).await;
}

async fn saved(app: &App, id: latchkey_core::connection::ConnectionId) {
    app.holds(id, "tokens in the keyring", |tokens| tokens.unsaved.is_none()).await;
}

#[tokio::test]
async fn f11_without_a_keyring_everything_works_until_the_end_of_the_program() {
    let server = Server::start().await;
    let app = App::start(&server);
    app.keyring.fail(Fault::Missing);
    let id = app.signed_in(&server, "maria").await;
    unsaved(&app, id, Failure::Missing).await;
    app.shows(id, "a secret in memory", |shown| shown.secret == Secret::Unsaved).await;
    app.copy(id).await.unwrap();
    assert!(server.accepts(&app.desktop.clipboard().unwrap()));
    app.act(id, Action::Refresh).await.unwrap();
    app.holds(id, "refreshed", |tokens| tokens.stale_copy).await;
    assert!(!app.files().contains("eyJ") && !app.files().contains("def502"), "no token in a file");

    let app = app.restart().await;
    app.comes_to(id, Standing::Closed(Failure::Missing)).await;
    app.keyring.fail(None);
    app.act(id, Action::Retry).await.unwrap();
    app.comes_to(id, Standing::SignedOut).await;
}

#[tokio::test]
async fn f09_a_locked_keyring_says_so_and_opens_later() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let app = app.restart_after(|keyring| keyring.fail(Fault::Locked)).await;
    app.comes_to(id, Standing::Closed(Failure::Locked)).await;
    app.keyring.fail(None);
    app.act(id, Action::Retry).await.unwrap();
    saved(&app, id).await;
}

#[tokio::test]
async fn tokens_that_could_not_be_saved_are_saved_later() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.add(&server, &server.latchkey()).await;
    app.keyring.fail(Fault::ReadOnly);
    app.sign_in(id, &server, "maria").await;
    unsaved(&app, id, Failure::Refused).await;
    app.keyring.fail(None);
    app.act(id, Action::Retry).await.unwrap();
    saved(&app, id).await;
    assert!(app.keyring.entries().contains_key(&id.to_string()));
}

#[tokio::test]
async fn tokens_are_saved_by_themselves_once_the_keyring_takes_them() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.add(&server, &server.latchkey()).await;
    app.keyring.fail(Fault::ReadOnly);
    app.sign_in(id, &server, "maria").await;
    unsaved(&app, id, Failure::Refused).await;
    app.keyring.fail(None);
    app.pass(std::time::Duration::from_secs(20)).await;
    saved(&app, id).await;
}

#[tokio::test]
async fn f13_a_keyring_without_room_is_noticed_before_the_token_is_spent() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    app.keyring.fail(Fault::Small(500));
    app.act(id, Action::Refresh).await.unwrap();
    app.stands(id, "no room", |state| matches!(state, Standing::Resting { again: false, .. }))
        .await;
    assert_eq!(server.live_refresh_tokens(), 1);
    assert_eq!(server.requests().to("/oauth/token").len(), 1);
}

#[tokio::test]
async fn f14_a_damaged_record_is_kept_aside_and_a_new_sign_in_mends_it() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let other = app.add(&server, &server.latchkey()).await;
    let app = app.restart_after(|keyring| keyring.plant(&id.to_string(), "{\"v\":1,\"gen")).await;
    app.comes_to(id, Standing::Closed(Failure::Damaged)).await;
    app.comes_to(other, Standing::SignedOut).await;
    assert_eq!(app.keyring.entries()[&format!("{id}-bad")], "{\"v\":1,\"gen");
    app.sign_in(id, &server, "maria").await;
    saved(&app, id).await;
}

#[tokio::test]
async fn f49_a_record_of_a_newer_version_is_left_alone() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.add(&server, &server.latchkey()).await;
    let app = app.restart_after(|keyring| keyring.plant(&id.to_string(), "{\"v\":9}")).await;
    app.comes_to(id, Standing::Closed(Failure::Newer)).await;
    assert_eq!(app.keyring.entries()[&id.to_string()], "{\"v\":9}");
}

#[tokio::test]
async fn f10_a_keyring_that_hangs_does_not_hang_the_program() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    app.keyring.fail(Fault::Hanging);
    tokio::time::pause();
    let app = app.kill_and_restart().await;
    app.comes_to(id, Standing::Closed(Failure::Slow)).await;
    tokio::time::resume();
    app.keyring.fail(None);
    app.act(id, Action::Retry).await.unwrap();
    saved(&app, id).await;
}

#[tokio::test]
async fn f11_a_keyring_whose_daemon_restarted_is_opened_anew() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let before = app.keyring.opened();
    app.keyring.lose_session();
    app.act(id, Action::Refresh).await.unwrap();
    app.stands(id, "refreshed", |state| matches!(state, Standing::SignedIn(_))).await;
    assert!(app.keyring.opened() > before, "it was opened once more");
}
