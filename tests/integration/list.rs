//! The list of connections on disk: what becomes of it when it cannot be read or written.

use latchkey_core::connection::ConnectionId;
use latchkey_core::saved_connections::ListTroubleKind;
use processmaker::Server;

use crate::support::App;
use crate::support::app::draft;
use crate::support::desktop::Standing;

const LIST: &str = "connections.json";

async fn rename(app: &App, server: &Server, id: ConnectionId, name: &str) {
    let mut renamed = draft(server, &server.latchkey());
    renamed.name = name.into();
    app.keeper.edit(id, renamed, None).await.unwrap();
    app.shows(id, "the new name", |shown| shown.name == name).await;
}

#[tokio::test]
async fn f49_a_list_of_a_later_version_is_left_as_it_is() {
    let server = Server::start().await;
    let app = App::start(&server);
    let newer = r#"{"version":2,"more":[]}"#;
    let path = app.file(LIST);
    let app = app.restart_after(|_| std::fs::write(&path, newer).unwrap()).await;
    let told = Some(ListTroubleKind::Newer);
    app.desktop.until("a newer list", |seen| seen.list_trouble == told).await;
    let id = app.add(&server, &server.latchkey()).await;
    rename(&app, &server, id, "Acme").await;
    let app = app.restart().await;
    assert_eq!(std::fs::read_to_string(app.file(LIST)).unwrap(), newer, "not written over");
    app.desktop.until("a newer list", |seen| seen.list_trouble == told).await;
}

#[tokio::test]
async fn f48_a_list_that_cannot_be_saved_is_told_until_it_can() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.add(&server, &server.latchkey()).await;
    let app = app.restart().await;
    app.comes_to(id, Standing::SignedOut).await;
    let path = app.file(LIST);
    std::fs::remove_file(&path).unwrap();
    // Nothing takes the place of a folder.
    std::fs::create_dir_all(path.join("in the way")).unwrap();
    rename(&app, &server, id, "One").await;
    let told = Some(ListTroubleKind::Unwritable);
    app.desktop.until("a list that is not saved", |seen| seen.list_trouble == told).await;
    std::fs::remove_dir_all(&path).unwrap();
    rename(&app, &server, id, "Two").await;
    app.desktop.until("a list that is saved", |seen| seen.list_trouble.is_none()).await;
    assert!(std::fs::read_to_string(&path).unwrap().contains("\"Two\""));
}

#[tokio::test]
async fn changes_in_a_row_are_all_saved_in_the_end() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.add(&server, &server.latchkey()).await;
    for round in 0..20 {
        rename(&app, &server, id, &format!("round {round}")).await;
    }
    let app = app.restart().await;
    app.shows(id, "the last name", |shown| shown.name == "round 19").await;
}
