//! Adding, changing and removing connections, and what of it survives.

use latchkey_core::connection::{AddressError, DraftError, Method};
use latchkey_core::keeper::{Action, CommandError};
use latchkey_core::session::Secret;
use latchkey_core::token::{ClientSecret, Password};
use latchkey_core::trouble::Kind;
use processmaker::Server;

use crate::support::App;
use crate::support::app::draft;
use crate::support::desktop::Standing;

#[tokio::test]
async fn a_connection_is_there_again_and_its_secret_only_in_the_keyring() {
    let server = Server::start().await;
    let app = App::start(&server);
    let client = server.latchkey();
    let id = app.add(&server, &client).await;
    app.shows(id, "a saved secret", |shown| shown.secret == Secret::Saved).await;
    let app = app.restart().await;
    let shown = app.shows(id, "signed out", |shown| shown.state == Standing::SignedOut).await;
    assert_eq!((shown.name, shown.secret), (client.name, Secret::Saved));
    assert!(!app.files().contains(&client.secret), "no secret in a file");
    let kept = &app.keyring.entries()[&format!("{id}-client")];
    assert!(kept.ends_with(&format!("\n{}", client.secret)), "after whom it is for");
}

#[tokio::test]
async fn what_is_missing_is_named() {
    let server = Server::start().await;
    let app = App::start(&server);
    let good = draft(&server, &server.latchkey());
    let secret = || Some(ClientSecret::new("s".into()));

    let mut no_address = good.clone();
    no_address.address.clear();
    let result = app.keeper.add(no_address, secret()).await;
    assert!(
        matches!(result, Err(CommandError::Draft(DraftError::Address(AddressError::Empty)))),
        "{result:?}"
    );
    let mut no_client = good.clone();
    no_client.client_id.clear();
    let result = app.keeper.add(no_client, secret()).await;
    assert!(matches!(result, Err(CommandError::Draft(DraftError::ClientId))), "{result:?}");
    let result = app.keeper.add(good, None).await;
    assert!(matches!(result, Err(CommandError::ClientSecret)), "{result:?}");
    assert!(app.desktop.seen().connections.is_empty());
}

#[tokio::test]
async fn a_new_client_secret_replaces_the_old_one() {
    let server = Server::start().await;
    let app = App::start(&server);
    let client = server.latchkey();
    let id = app.add_with_secret(&server, &client, "wrong").await;
    let secret = ClientSecret::new(client.secret.clone());
    app.keeper.edit(id, draft(&server, &client), Some(secret)).await.unwrap();
    app.shows(id, "a saved secret", |shown| shown.secret == Secret::Saved).await;
    app.sign_in(id, &server, "maria").await;
}

#[tokio::test]
async fn a_name_can_change_while_somebody_is_signed_in_but_not_the_server() {
    let (server, other) = (Server::start().await, Server::start().await);
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let mut renamed = draft(&server, &server.latchkey());
    renamed.name = "Acme".into();
    app.keeper.edit(id, renamed, None).await.unwrap();
    app.shows(id, "the new name", |shown| shown.name == "Acme").await;
    let moved = app.keeper.edit(id, draft(&other, &other.latchkey()), None).await;
    assert!(
        matches!(moved, Err(CommandError::StillSignedIn(_))),
        "tokens go to nobody but who issued them"
    );
    assert!(matches!(app.state(id), Standing::SignedIn(_)));
}

#[tokio::test]
async fn tokens_of_another_server_are_not_used() {
    let (server, other) = (Server::start().await, Server::start().await);
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let kept = app.keyring.entries()[&id.to_string()].clone();
    app.act(id, Action::SignOut).await.unwrap();
    app.stands(id, "signed out", |state| matches!(state, Standing::Revoked(_))).await;
    app.keeper.edit(id, draft(&other, &other.latchkey()), None).await.unwrap();
    let app = app.restart_after(|keyring| keyring.plant(&id.to_string(), &kept)).await;
    app.comes_to(id, Standing::SignedOut).await;
    assert!(other.requests().all().is_empty(), "the other server sees nothing of them");
}

#[tokio::test]
async fn a_client_secret_goes_to_no_other_server() {
    let (server, other) = (Server::start().await, Server::start().await);
    let app = App::start(&server);
    let client = server.latchkey();
    let id = app.add_with_secret(&server, &client, &client.secret).await;
    app.shows(id, "a saved secret", |shown| shown.secret == Secret::Saved).await;
    let mut moved = draft(&other, &other.latchkey());
    moved.method = Method::Password;
    app.keeper.edit(id, moved.clone(), None).await.unwrap();
    app.shows(id, "none for it", |shown| shown.secret == Secret::Missing).await;
    let password = Password::new("demo".to_owned());
    app.keeper.sign_in_with_password(id, "maria".to_owned(), password).await.unwrap();
    app.comes_to(id, Standing::Failed(Kind::NoSecret)).await;
    let app = app.restart().await;
    app.shows(id, "none for it", |shown| shown.secret == Secret::Missing).await;
    assert!(other.requests().to("/oauth/token").is_empty(), "the other server hears nothing");
    app.keeper.edit(id, draft(&server, &client), None).await.unwrap();
    let app = app.restart().await;
    app.shows(id, "the old one", |shown| shown.secret == Secret::Saved).await;
}

#[tokio::test]
async fn removing_forgets_everything() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let token = {
        app.copy(id).await.unwrap();
        app.desktop.clipboard().unwrap()
    };
    app.act(id, Action::Remove).await.unwrap();
    app.desktop.until("an empty list", |seen| seen.connections.is_empty()).await;
    assert_eq!(app.keyring.entries().len(), 0, "nothing stays in the keyring");
    assert!(!server.accepts(&token), "and nothing on the server");
    let app = app.restart().await;
    assert!(
        app.desktop
            .until("an empty list", |seen| seen.connections.is_empty())
            .await
            .connections
            .is_empty()
    );
    assert!(!app.files().contains(&server.server_id()));
}

#[tokio::test]
async fn the_order_is_the_persons() {
    let server = Server::start().await;
    let app = App::start(&server);
    let mut expected = Vec::new();
    for name in ["b", "c", "a"] {
        let mut named = draft(&server, &server.latchkey());
        named.name = name.into();
        expected.push(app.keeper.add(named, Some(ClientSecret::new("s".into()))).await.unwrap());
    }
    let app = app.restart().await;
    let seen = app.desktop.until("three", |seen| seen.connections.len() == 3).await;
    assert_eq!(seen.connections.iter().map(|shown| shown.id).collect::<Vec<_>>(), expected);
}
