//! Signing out for real, and saying what could not be taken back.

use std::time::Duration;

use latchkey_core::connection::ConnectionId;
use latchkey_core::keeper::Action;
use latchkey_core::session::Revocation;
use latchkey_core::trouble::Kind;
use processmaker::{Endpoint, Fault, Server};

use crate::support::App;
use crate::support::desktop::Standing;

#[tokio::test]
async fn signing_out_takes_everything_back() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    app.copy(id).await.unwrap();
    let copy = app.desktop.clipboard().unwrap();
    app.act(id, Action::SignOut).await.unwrap();
    let all = Revocation { copies: true, last_token: true, valid_until: None, trouble: None };
    app.comes_to(id, Standing::Revoked(all)).await;
    assert!(!server.accepts(&copy), "the copy is dead");
    assert_eq!(server.live_access_tokens(), 0, "no access token is left");
    assert!(!app.keyring.entries().contains_key(&id.to_string()), "the keyring has forgotten");
    assert!(app.keyring.entries().contains_key(&format!("{id}-client")), "the client secret stays");
    app.desktop.until("an empty clipboard", |seen| seen.clipboard.is_none()).await;
    let app = app.restart().await;
    app.comes_to(id, Standing::SignedOut).await;
}

#[tokio::test]
async fn without_the_server_the_copies_live_on_and_the_person_is_told() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    drop(server);
    app.act(id, Action::SignOut).await.unwrap();
    let state = app.stands(id, "a report", |state| matches!(state, Standing::Revoked(_))).await;
    let Standing::Revoked(report) = state else { panic!("a report") };
    assert!(!report.copies && !report.last_token && report.valid_until.is_some());
    assert_eq!(report.trouble.unwrap().kind, Kind::Unreachable);
    assert!(
        !app.keyring.entries().contains_key(&id.to_string()),
        "here it is forgotten all the same"
    );
}

#[tokio::test]
async fn a_refused_deletion_is_told_from_living_copies() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    server.faults().always(Endpoint::Api, Fault::html(403));
    app.act(id, Action::SignOut).await.unwrap();
    let state = app.stands(id, "a report", |state| matches!(state, Standing::Revoked(_))).await;
    let Standing::Revoked(report) = state else { panic!("a report") };
    assert!(report.copies && !report.last_token, "{report:?}");
}

#[tokio::test]
async fn with_a_dead_refresh_token_the_access_token_is_still_taken_back() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    app.copy(id).await.unwrap();
    let copy = app.desktop.clipboard().unwrap();
    for pair in server.live_pairs() {
        server.revoke_refresh_token(&pair.refresh_token);
    }
    app.act(id, Action::SignOut).await.unwrap();
    app.stands(
        id,
        "all taken back",
        |state| matches!(state, Standing::Revoked(report) if report.copies),
    )
    .await;
    assert!(!server.accepts(&copy));
}

/// Signed in while the token endpoint leaves this out of its answers.
async fn signed_in_without(server: &Server, field: &str) -> (App, ConnectionId) {
    let app = App::start(server);
    let id = app.add(server, &server.latchkey()).await;
    server.faults().next(Endpoint::Token, Fault::without_field(field));
    app.sign_in(id, server, "maria").await;
    (app, id)
}

#[tokio::test]
async fn without_a_refresh_token_the_access_token_is_taken_back_alone() {
    let server = Server::start().await;
    let (app, id) = signed_in_without(&server, "refresh_token").await;
    app.copy(id).await.unwrap();
    let copy = app.desktop.clipboard().unwrap();
    app.act(id, Action::SignOut).await.unwrap();
    let all = Revocation { copies: true, last_token: true, valid_until: None, trouble: None };
    app.comes_to(id, Standing::Revoked(all)).await;
    assert!(!server.accepts(&copy));
    assert_eq!(server.requests().to("/oauth/token").len(), 1, "there was nothing to refresh with");
}

#[tokio::test]
async fn a_last_pair_without_an_access_token_leaves_none_to_take_back() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    app.copy(id).await.unwrap();
    let copy = app.desktop.clipboard().unwrap();
    server.faults().next(Endpoint::Token, Fault::without_field("access_token"));
    app.act(id, Action::SignOut).await.unwrap();
    let all = Revocation { copies: true, last_token: true, valid_until: None, trouble: None };
    app.comes_to(id, Standing::Revoked(all)).await;
    assert!(!server.accepts(&copy), "the refresh has ended it");
}

#[tokio::test]
async fn f51_a_sign_out_waits_for_the_refresh_that_is_under_way() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let gate = app.refresh_until_answer(id, &server).await;
    app.act(id, Action::SignOut).await.unwrap();
    assert_eq!(app.state(id), Standing::Refreshing);
    gate.open();
    app.stands(
        id,
        "signed out",
        |state| matches!(state, Standing::Revoked(report) if report.last_token),
    )
    .await;
    assert_eq!(server.live_access_tokens(), 0, "the pair that arrived late is dead as well");
    assert!(!app.keyring.entries().contains_key(&id.to_string()));
}

#[tokio::test]
async fn quitting_lets_a_pair_on_its_way_arrive() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let gate = app.refresh_until_answer(id, &server).await;
    let keeper = app.keeper.clone();
    let quitting = tokio::spawn(async move { keeper.quit().await });
    gate.open();
    quitting.await.unwrap();
    app.assert_saved(id, &server);
}

#[tokio::test]
async fn quitting_waits_ten_seconds_for_a_pair_and_no_longer() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    app.copy(id).await.unwrap();
    let gate = app.refresh_until_answer(id, &server).await;
    let keeper = app.keeper.clone();
    let quitting = tokio::spawn(async move { keeper.quit().await });
    app.desktop.until("an empty clipboard", |seen| seen.clipboard.is_none()).await;
    app.pass(Duration::from_secs(8)).await;
    app.shows(id, "still refreshing", |shown| shown.state == Standing::Refreshing).await;
    assert!(!quitting.is_finished(), "two seconds are left");
    app.pass(Duration::from_secs(2)).await;
    quitting.await.unwrap();
    gate.open();
}

#[tokio::test]
async fn a_token_of_another_connection_stays_on_the_clipboard() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let other = app.add(&server, &server.latchkey()).await;
    app.copy(id).await.unwrap();
    app.desktop.until("a token", |seen| seen.clipboard.is_some()).await;
    app.act(other, Action::Remove).await.unwrap();
    let seen = app.desktop.until("one connection", |seen| seen.connections.len() == 1).await;
    assert_eq!(seen.clipboard.map(|clipboard| clipboard.connection), Some(id));
    app.act(id, Action::SignOut).await.unwrap();
    app.desktop.until("an empty clipboard", |seen| seen.clipboard.is_none()).await;
}

#[tokio::test]
async fn the_clipboard_is_cleared_in_time_and_only_of_our_token() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    app.copy(id).await.unwrap();
    app.desktop
        .until("the countdown", |seen| seen.clipboard.is_some_and(|c| c.connection == id))
        .await;
    app.pass(Duration::from_secs(46)).await;
    app.desktop.until("an empty clipboard", |seen| seen.clipboard.is_none()).await;

    app.copy(id).await.unwrap();
    app.desktop.copy_something_else("hello");
    app.keeper.quit().await;
    assert_eq!(app.desktop.clipboard().as_deref(), Some("hello"));
}
