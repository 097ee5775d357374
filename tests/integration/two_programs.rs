//! Two programs at the tokens of one connection: the second window, the command line, the one that hangs.

use std::time::Duration;

use latchkey_core::connection::ConnectionId;
use latchkey_core::keeper::Action;
use latchkey_core::trouble::Kind;
use processmaker::{Endpoint, Fault, Gate, Server};

use crate::support::App;
use crate::support::desktop::Standing;

const YEAR: Duration = Duration::from_secs(365 * 24 * 3600);

/// Two programs, both signed in, shortly before the end of their token.
async fn two_near_the_end(server: &Server) -> (App, App, ConnectionId) {
    let one = App::start(server);
    let id = one.signed_in(server, "maria").await;
    let two = one.beside();
    two.stands(id, "signed in", |state| matches!(state, Standing::SignedIn(_))).await;
    server.clock().advance(YEAR - Duration::from_secs(200));
    one.desktop.pass(YEAR - Duration::from_secs(200));
    two.desktop.pass(YEAR - Duration::from_secs(200));
    (one, two, id)
}

#[tokio::test]
async fn f05_two_programs_at_the_end_of_a_token_make_one_request() {
    let server = Server::start().await;
    let (one, two, id) = two_near_the_end(&server).await;
    let (first, second) = tokio::join!(one.copy(id), two.copy(id));
    first.unwrap();
    second.unwrap();
    let copies = (one.desktop.clipboard().unwrap(), two.desktop.clipboard().unwrap());
    assert_eq!(copies.0, copies.1, "both hand out the same token");
    assert!(server.accepts(&copies.0));
    assert_eq!(server.requests().to("/oauth/token").len(), 2, "the sign-in and one refresh");
}

#[tokio::test]
async fn f06_what_a_killed_program_held_is_free_at_once() {
    let server = Server::start().await;
    let one = App::start(&server);
    let id = one.signed_in(&server, "maria").await;
    let gate = Gate::new();
    server.faults().next(Endpoint::Token, Fault::held(&gate));
    one.act(id, Action::Refresh).await.unwrap();
    gate.arrived().await;
    let two = one.beside();
    two.comes_to(id, Standing::Resting { kind: Kind::Busy, again: true }).await;
    one.kill().await;
    two.act(id, Action::Retry).await.unwrap();
    two.stands(id, "signed in", |state| matches!(state, Standing::SignedIn(_))).await;
    assert_eq!(server.live_refresh_tokens(), 1);
    two.copy(id).await.unwrap();
    assert!(server.accepts(&two.desktop.clipboard().unwrap()));
    gate.open();
}

#[tokio::test]
async fn f07_a_program_that_hangs_keeps_nobody_from_a_token_that_is_good() {
    let server = Server::start().await;
    let one = App::start(&server);
    let id = one.signed_in(&server, "maria").await;
    let _hung = one.locks().claim(id, Duration::from_secs(60)).await.unwrap();
    server.clock().advance(YEAR - Duration::from_secs(200));
    one.desktop.pass(YEAR - Duration::from_secs(200));
    let copied = one.copy(id).await.unwrap();
    assert!(!copied.refreshed, "200 seconds are better than waiting");
    assert!(server.accepts(&one.desktop.clipboard().unwrap()));
    one.comes_to(id, Standing::Resting { kind: Kind::Busy, again: true }).await;
    assert_eq!(server.requests().to("/oauth/token").len(), 1, "nothing was sent");
}

#[tokio::test]
async fn f08_without_a_lock_file_nothing_is_spent() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let app = app.restart_without_locks().await;
    app.stands(id, "signed in", |state| matches!(state, Standing::SignedIn(_))).await;
    app.act(id, Action::Refresh).await.unwrap();
    app.comes_to(id, Standing::Resting { kind: Kind::Lock, again: false }).await;
    app.copy(id).await.unwrap();
    assert!(server.accepts(&app.desktop.clipboard().unwrap()), "what there is, is good");
    assert_eq!(server.requests().to("/oauth/token").len(), 1);
}

#[tokio::test]
async fn a_note_of_one_program_does_not_undo_the_refresh_of_another() {
    let server = Server::start().await;
    let one = App::start(&server);
    let id = one.signed_in(&server, "maria").await;
    let two = one.beside();
    two.stands(id, "signed in", |state| matches!(state, Standing::SignedIn(_))).await;
    let before = server.live_pairs();
    two.act(id, Action::Refresh).await.unwrap();
    two.stands(id, "another pair", |state| {
        matches!(state, Standing::SignedIn(_)) && server.live_pairs() != before
    })
    .await;
    // The first program still has the old token, and writes down that it was copied.
    one.copy(id).await.unwrap();
    one.holds(id, "the other's token", |tokens| tokens.stale_copy).await;
    one.copy(id).await.unwrap();
    assert!(server.accepts(&one.desktop.clipboard().unwrap()));
    let later = one.restart().await;
    later.stands(id, "signed in", |state| matches!(state, Standing::SignedIn(_))).await;
    later.copy(id).await.unwrap();
    assert!(server.accepts(&later.desktop.clipboard().unwrap()), "and so it is in the keyring");
}

#[tokio::test]
async fn f51_a_sign_out_takes_back_what_another_program_got() {
    let server = Server::start().await;
    let one = App::start(&server);
    let id = one.signed_in(&server, "maria").await;
    let two = one.beside();
    two.stands(id, "signed in", |state| matches!(state, Standing::SignedIn(_))).await;
    let gate = Gate::new();
    server.faults().next(Endpoint::Token, Fault::held_answer(&gate));
    two.act(id, Action::Refresh).await.unwrap();
    gate.arrived().await;
    one.act(id, Action::SignOut).await.unwrap();
    gate.open();
    one.stands(
        id,
        "signed out",
        |state| matches!(state, Standing::Revoked(report) if report.copies && report.last_token),
    )
    .await;
    assert_eq!(server.live_access_tokens(), 0, "no token is left");
    assert!(!one.keyring.entries().contains_key(&id.to_string()), "and no record");
}
