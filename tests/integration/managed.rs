//! Connections that whoever looks after the computer put there.

use latchkey_core::connection::{ConnectionId, Draft};
use latchkey_core::keeper::{Action, CommandError};
use latchkey_core::saved_connections::ListTroubleKind;
use latchkey_core::session::Secret;
use latchkey_core::token::ClientSecret;
use processmaker::{Client, Server};
use serde_json::{Value, json};

use crate::support::App;
use crate::support::app::{MANAGED, draft};
use crate::support::desktop::Standing;

/// A file with one connection to the server, under a name.
fn file(server: &Server, client: &Client, name: &str) -> Value {
    json!({
        "format": "latchkey-connections",
        "version": 1,
        "connections": [{
            "name": name,
            "address": server.base_url(),
            "environment": "test",
            "clientId": client.id.to_string(),
        }],
    })
}

fn names(app: &App) -> Vec<String> {
    app.desktop.seen().connections.into_iter().map(|shown| shown.name).collect()
}

/// The program started anew beside this file.
async fn beside(app: App, managed: &Value) -> App {
    let path = app.file(MANAGED);
    app.restart_after(|_| std::fs::write(path, managed.to_string()).unwrap()).await
}

async fn only(app: &App) -> ConnectionId {
    app.desktop.until("the connection", |seen| seen.connections.len() == 1).await;
    app.desktop.seen().connections[0].id
}

#[tokio::test]
async fn one_is_used_like_any_other_once_it_has_its_secret() {
    let server = Server::start().await;
    let client = server.latchkey();
    let app = beside(App::start(&server), &file(&server, &client, "Acme")).await;
    let id = only(&app).await;
    app.shows(id, "no secret", |shown| shown.secret == Secret::Missing).await;
    let same = Draft { name: "Acme".into(), ..draft(&server, &client) };
    app.keeper.edit(id, same, Some(ClientSecret::new(client.secret.clone()))).await.unwrap();
    app.sign_in(id, &server, "maria").await;

    let app = beside(app, &file(&server, &client, "Acme Corporation")).await;
    app.stands(id, "still signed in", |state| matches!(state, Standing::SignedIn(_))).await;
    assert_eq!(names(&app), ["Acme Corporation"], "its name is theirs to change");
}

#[tokio::test]
async fn one_cannot_be_changed_or_removed_and_is_not_saved() {
    let server = Server::start().await;
    let client = server.latchkey();
    let app = beside(App::start(&server), &file(&server, &client, "Acme")).await;
    let id = only(&app).await;
    for other in [
        Draft { name: "Mine".into(), ..draft(&server, &client) },
        Draft { name: "Acme".into(), client_id: "99".into(), ..draft(&server, &client) },
    ] {
        let refused = app.keeper.edit(id, other, Some(ClientSecret::new("s".into()))).await;
        assert!(matches!(refused, Err(CommandError::Managed)), "{refused:?}");
    }
    app.shows(id, "no secret", |shown| shown.secret == Secret::Missing).await;
    let refused = app.keeper.act(id, Action::Remove).await;
    assert!(matches!(refused, Err(CommandError::Managed)), "{refused:?}");

    let own = app.add(&server, &client).await;
    app.keeper.put_before(own, Some(id)).await.unwrap();
    app.desktop.until("the order", |seen| seen.connections[0].id == own).await;
    let app = app.restart().await;
    app.desktop.until("both", |seen| seen.connections.len() == 2).await;
    assert_eq!(app.desktop.seen().connections[0].id, own, "it stands where it was put");
    let saved = std::fs::read_to_string(app.file("connections.json")).unwrap();
    let saved: Value = serde_json::from_str(&saved).unwrap();
    assert_eq!(saved["connections"].as_array().map(Vec::len), Some(1));

    let path = app.file(MANAGED);
    let app = app.restart_after(|_| std::fs::remove_file(path).unwrap()).await;
    app.desktop.until("one of them", |seen| seen.connections.len() == 1).await;
    assert_eq!(app.desktop.seen().connections[0].id, own, "it goes when they take it away");
}

#[tokio::test]
async fn what_is_wrong_with_their_file_is_told_beside_ones_own() {
    let server = Server::start().await;
    let app = App::start(&server);
    let own = app.add(&server, &server.latchkey()).await;
    let app = beside(app, &json!({ "connections": [] })).await;
    app.comes_to(own, Standing::SignedOut).await;
    let told = Some(ListTroubleKind::Managed);
    app.desktop.until("a file that cannot be read", |seen| seen.list_trouble == told).await;
}
