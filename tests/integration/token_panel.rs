//! Whether a token still works: the cases that must not be taken for each other, each from a question that costs
//! nothing.

use std::time::Duration;

use latchkey_core::activity::{Found, What};
use latchkey_core::connection::ConnectionId;
use latchkey_core::keeper::{Action, CommandError};
use latchkey_core::record::WINDOWS_LIMIT;
use latchkey_core::trouble::Kind;
use processmaker::{Endpoint, Fault, Gate, Lifetimes, Server};

use crate::support::App;
use crate::support::desktop::Standing;

/// Somebody signed in, the token, and no request of before.
async fn stage(server: &Server) -> (App, ConnectionId, String) {
    let app = App::start(server);
    let id = app.signed_in(server, "maria").await;
    app.copy(id).await.unwrap();
    let token = app.desktop.clipboard().unwrap();
    server.requests().clear();
    (app, id, token)
}

async fn finds(app: &App, id: ConnectionId, found: Found) {
    app.keeper.check_token(id).await.unwrap();
    app.holds(id, &format!("{found:?}"), |tokens| tokens.found == Some(found)).await;
}

#[tokio::test]
async fn the_sign_in_itself_shows_that_the_server_accepts_the_token() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    app.holds(id, "accepted", |tokens| tokens.found == Some(Found::Accepted)).await;
    app.act(id, Action::Refresh).await.unwrap();
    app.holds(id, "a token that was never sent", |tokens| tokens.found.is_none()).await;
}

#[tokio::test]
async fn a_check_reads_the_persons_own_record_and_nothing_else() {
    let server = Server::start().await;
    let (app, id, token) = stage(&server).await;
    finds(&app, id, Found::Accepted).await;
    let requests = server.requests().all();
    let [request] = requests.as_slice() else { panic!("one request: {requests:?}") };
    let person = format!("/api/1.0/users/{}", server.user("maria").id);
    assert_eq!((request.method.as_str(), request.path.as_str()), ("GET", person.as_str()));
    assert!(server.accepts(&token), "it was not refreshed");
    let shown = app.shows(id, "one hand-out", |shown| !shown.hand_outs.is_empty()).await;
    assert_eq!(shown.hand_outs.len(), 1, "the copy, and not the check");
    app.assert_saved(id, &server);
    let last = app.happened(4).await.pop();
    assert_eq!(last, Some(What::TokenChecked { found: Found::Accepted }));
}

#[tokio::test]
async fn a_token_that_was_revoked_is_told_from_one_that_has_expired() {
    let server = Server::start().await;
    let (app, id, token) = stage(&server).await;
    finds(&app, id, Found::Accepted).await;
    server.revoke_access_token(&token);
    app.pass(Duration::from_secs(120)).await;
    app.keeper.check_token(id).await.unwrap();
    app.holds(id, "revoked", |tokens| {
        tokens.found == Some(Found::NoLongerAccepted)
            && tokens.trouble == Some(Kind::TokenNotAccepted)
    })
    .await;
    let last = app.happened(5).await.pop();
    assert_eq!(last, Some(What::TokenChecked { found: Found::NoLongerAccepted }));
    assert_eq!(server.requests().to("/oauth/token").len(), 0, "nothing is done about it unasked");
}

#[tokio::test]
async fn a_token_that_has_expired_is_not_asked_about() {
    let lifetimes = Lifetimes { access: Duration::from_secs(3600), ..Lifetimes::default() };
    let server = Server::builder().lifetimes(lifetimes).start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    server.faults().always(Endpoint::Token, Fault::maintenance("86400"));
    server.requests().clear();
    app.pass(Duration::from_secs(7200)).await;
    let answer = app.keeper.check_token(id).await;
    assert!(matches!(answer, Err(CommandError::NotNow(_))), "{answer:?}");
    assert_eq!(server.requests().to("/api/").len(), 0, "a clock knows it");
}

#[tokio::test]
async fn a_server_that_is_away_says_nothing_about_the_token() {
    let server = Server::start().await;
    let (app, id, token) = stage(&server).await;
    for fault in
        [Fault::dropped(), Fault::maintenance("30"), Fault::server_error(), Fault::html(401)]
    {
        finds(&app, id, Found::Accepted).await;
        server.faults().always(Endpoint::Api, fault);
        app.keeper.check_token(id).await.unwrap();
        app.holds(id, "unreachable", |tokens| {
            tokens.found == Some(Found::Unreachable) && tokens.trouble.is_none()
        })
        .await;
        server.faults().clear();
    }
    assert!(server.accepts(&token), "and it is fine");
}

#[tokio::test]
async fn an_answer_about_a_token_that_was_replaced_meanwhile_is_dropped() {
    let server = Server::start().await;
    let (app, id, _) = stage(&server).await;
    let gate = Gate::new();
    server.faults().next(Endpoint::Api, Fault::held_answer(&gate));
    let keeper = app.keeper.clone();
    let check = tokio::spawn(async move { keeper.check_token(id).await });
    gate.arrived().await;
    app.act(id, Action::Refresh).await.unwrap();
    app.stands(id, "a fresh token", |s| matches!(s, Standing::SignedIn(t) if t.stale_copy)).await;
    gate.open();
    let answer = check.await.unwrap();
    assert!(matches!(answer, Err(CommandError::NotNow(_))), "{answer:?}");
    app.holds(id, "nothing of it", |tokens| tokens.found.is_none()).await;
}

#[tokio::test]
async fn a_token_is_shown_without_its_signature() {
    let server = Server::start().await;
    let (app, id, token) = stage(&server).await;
    // By then everything is written down.
    let app = app.restart().await;
    app.holds(id, "tokens", |_| true).await;
    let inspection = app.keeper.inspect_token(id).await.unwrap();
    let words = inspection.words.as_ref().unwrap();
    let subject = server.user("maria").id.to_string();
    assert_eq!(words.subject.as_deref(), Some(subject.as_str()));
    assert_eq!(words.audience, [server.latchkey().id.to_string()]);
    assert!(words.expires_at.as_ref().unwrap().seconds.contains('.'), "to the fraction");
    assert!(words.token_id.as_ref().unwrap().len() > 16);
    assert_eq!(inspection.access_size, token.len());
    assert!(inspection.refresh_size.unwrap() > 100);
    assert!(inspection.entries.iter().all(|size| *size < WINDOWS_LIMIT), "{inspection:?}");
    let kept = &app.keyring.entries()[&id.to_string()];
    assert_eq!(inspection.entries, [kept.len()]);
    let printed = format!("{inspection:?}");
    for part in token.split('.') {
        assert!(!printed.contains(part), "no part of the token as it is sent");
    }
}
