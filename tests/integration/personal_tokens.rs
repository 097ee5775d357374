//! Making personal access tokens: what they may be called, and where those that become connections stand.

use latchkey_core::connection::{ConnectionId, Draft, Method};
use latchkey_core::keeper::{Action, CommandError, Made};
use latchkey_core::session::Secret;
use latchkey_core::token::Password;
use processmaker::Server;

use crate::support::App;
use crate::support::app::draft;

async fn make(app: &App, id: ConnectionId, name: &str) -> Result<(), CommandError> {
    let made = app.keeper.create_personal_token(id, name.to_owned(), Made::Copied).await;
    made.map(drop)
}

#[tokio::test]
async fn a_token_is_called_what_processmaker_can_keep() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let longest = "é".repeat(255);
    make(&app, id, &longest).await.unwrap();
    make(&app, id, "  Postman\n").await.unwrap();
    for name in ["", " \t", "Post\u{7}man", &format!("{longest}é")] {
        let refused = make(&app, id, name).await;
        assert!(matches!(refused, Err(CommandError::TokenName)), "{name:?}: {refused:?}");
    }
    let tokens = app.keeper.personal_tokens(id).await.unwrap();
    let mut names: Vec<String> = tokens.into_iter().map(|token| token.name).collect();
    names.sort();
    assert_eq!(names, ["Postman".to_owned(), longest]);
}

#[tokio::test]
async fn a_token_that_becomes_a_connection_stands_beside_its_maker() {
    let server = Server::start().await;
    let app = App::start(&server);
    let client = server.latchkey();
    let first = app.add(&server, &client).await;
    let maker = app.signed_in(&server, "maria").await;
    let last = app.add(&server, &client).await;
    let made = app.keeper.create_personal_token(maker, "Robot".into(), Made::Connected).await;
    let made = made.unwrap().expect("a connection");
    let order = |app: &App| {
        let seen = app.desktop.seen();
        seen.connections.iter().map(|shown| shown.id).collect::<Vec<_>>()
    };
    app.holds(made, "a name", |tokens| tokens.who.is_some()).await;
    assert_eq!(order(&app), [first, maker, made, last]);
    let shown = app.shows(made, "no client secret", |shown| shown.secret == Secret::Missing).await;
    assert_eq!(shown.name, "Robot");
    let app = app.restart().await;
    let files = app.files();
    assert!(files.contains("\"personalToken\"") && files.contains("\"clientId\": \"\""), "{files}");
    app.holds(made, "a name", |tokens| tokens.who.is_some()).await;
    assert_eq!(order(&app), [first, maker, made, last]);
    let refused = app.act(made, Action::SignIn).await;
    assert!(matches!(refused, Err(CommandError::NotNow(_))), "{refused:?}");
}

#[tokio::test]
async fn a_password_needs_a_name_and_a_name_a_password() {
    let server = Server::start().await;
    let app = App::start(&server);
    let client = server.latchkey();
    let by_password = Draft { method: Method::Password, ..draft(&server, &client) };
    let secret = latchkey_core::token::ClientSecret::new(client.secret.clone());
    let id = app.keeper.add(by_password, Some(secret)).await.unwrap();
    for (user_name, password) in [("", "demo"), (" ", "demo"), ("maria", ""), ("", "")] {
        let password = Password::new(password.to_owned());
        let typed = app.keeper.sign_in_with_password(id, user_name.to_owned(), password).await;
        assert!(matches!(typed, Err(CommandError::Credentials)), "{user_name:?}: {typed:?}");
    }
    assert!(server.requests().all().is_empty());
}
