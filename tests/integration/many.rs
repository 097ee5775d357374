//! Many connections: their order, when they were used, and that the last of them are read too.

use std::time::Duration;

use latchkey_core::connection::ConnectionId;
use latchkey_core::keeper::CommandError;
use latchkey_core::settings::{FACTORY, ListOrder, Settings};
use processmaker::Server;
use tokio::time::Instant;

use crate::support::app::App;
use crate::support::desktop::{Seen, Standing};
use crate::support::keyring::Fault;

fn order(seen: &Seen) -> Vec<ConnectionId> {
    seen.connections.iter().map(|shown| shown.id).collect()
}

async fn three(app: &App, server: &Server) -> [ConnectionId; 3] {
    let client = server.latchkey();
    let (a, b) = (app.add(server, &client).await, app.add(server, &client).await);
    [a, b, app.add(server, &client).await]
}

#[tokio::test]
async fn an_order_made_by_hand_survives_a_restart() {
    let server = Server::start().await;
    let app = App::start(&server);
    let [a, b, c] = three(&app, &server).await;
    app.keeper.put_before(c, Some(a)).await.unwrap();
    app.desktop.until("the last one first", |seen| order(seen) == [c, a, b]).await;
    app.keeper.put_before(a, None).await.unwrap();
    app.desktop.until("the second one last", |seen| order(seen) == [c, b, a]).await;
    let app = app.restart().await;
    app.desktop.until("the same order", |seen| order(seen) == [c, b, a]).await;
}

#[tokio::test]
async fn nothing_moves_before_a_connection_that_is_gone() {
    let server = Server::start().await;
    let app = App::start(&server);
    let [a, b, c] = three(&app, &server).await;
    let gone = ConnectionId::random();
    for refused in
        [app.keeper.put_before(a, Some(gone)).await, app.keeper.put_before(gone, None).await]
    {
        assert!(matches!(refused, Err(CommandError::UnknownConnection)));
    }
    assert_eq!(order(&app.desktop.seen()), [a, b, c]);
}

#[tokio::test]
async fn a_sign_in_and_a_copy_are_uses_and_are_remembered() {
    let server = Server::start().await;
    let app = App::start(&server);
    let [a, b, _] = three(&app, &server).await;
    assert!(app.desktop.seen().connections.iter().all(|shown| shown.used_at.is_none()));
    app.sign_in(a, &server, "maria").await;
    let signed_in = app.shows(a, "a use", |shown| shown.used_at.is_some()).await.used_at;
    app.pass(Duration::from_secs(60)).await;
    app.copy(a).await.unwrap();
    let copied = app.shows(a, "a later use", |shown| shown.used_at > signed_in).await.used_at;
    app.keeper.change(Settings { list_order: ListOrder::ByUse, ..FACTORY }).await.unwrap();
    let app = app.restart().await;
    let again = app.shows(a, "its last use", |shown| shown.used_at.is_some()).await;
    assert_eq!(again.used_at, copied);
    app.shows(b, "no use", |shown| shown.used_at.is_none()).await;
    assert_eq!(order(&app.desktop.seen())[0], a, "the order by hand stays as it was");
}

#[tokio::test]
async fn what_is_removed_leaves_no_use_behind() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    app.shows(id, "a use", |shown| shown.used_at.is_some()).await;
    app.act(id, latchkey_core::keeper::Action::Remove).await.unwrap();
    app.desktop.until("an empty list", |seen| seen.connections.is_empty()).await;
    let app = app.restart().await;
    let uses = std::fs::read_to_string(app.file("uses.json")).unwrap();
    assert_eq!(uses, "{}");
}

#[tokio::test]
async fn all_of_many_are_read_at_the_start() {
    let server = Server::start().await;
    let app = App::start(&server);
    let client = server.latchkey();
    for _ in 0..40 {
        app.add(&server, &client).await;
    }
    let app = app.restart().await;
    let read =
        |seen: &Seen| seen.connections.iter().all(|shown| shown.state == Standing::SignedOut);
    let seen =
        app.desktop.until("all of them", |seen| seen.connections.len() == 40 && read(seen)).await;
    assert_eq!(seen.connections.len(), 40);
}

#[tokio::test]
async fn quitting_waits_for_nothing_that_is_only_read() {
    let server = Server::start().await;
    let app = App::start(&server);
    three(&app, &server).await;
    let app = app.restart_after(|keyring| keyring.fail(Fault::Hanging)).await;
    let are_read = |seen: &Seen| {
        seen.connections.len() == 3
            && seen.connections.iter().all(|shown| shown.state == Standing::Loading)
    };
    app.desktop.until("three that are read", are_read).await;
    tokio::time::pause();
    let asked = Instant::now();
    app.keeper.quit().await;
    assert!(asked.elapsed() < Duration::from_secs(1), "no answer and no deadline is waited for");
    app.keyring.fail(None);
}
