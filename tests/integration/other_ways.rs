//! Signing in without the browser, and as somebody else.

use latchkey_core::connection::{Connection, ConnectionId, Draft, Environment, Method};
use latchkey_core::hand_outs::{REMEMBERED, Through};
use latchkey_core::instance::Generation;
use latchkey_core::keeper::{Action, CommandError, Made, Revoked};
use latchkey_core::personal_tokens::PersonalToken;
use latchkey_core::token::{ClientSecret, Password};
use latchkey_core::trouble::Kind;
use processmaker::{Client, NewClient, PasswordGrant, Server};

use crate::support::App;
use crate::support::app::draft;
use crate::support::desktop::Standing;

async fn by_password(app: &App, server: &Server, client: &Client) -> ConnectionId {
    let draft = Draft { method: Method::Password, ..draft(server, client) };
    let secret = ClientSecret::new(client.secret.clone());
    app.keeper.add(draft, Some(secret)).await.unwrap()
}

async fn type_password(app: &App, id: ConnectionId, password: &str) {
    let password = Password::new(password.to_owned());
    app.keeper.sign_in_with_password(id, "maria".to_owned(), password).await.unwrap();
}

async fn knows_maria(app: &App, id: ConnectionId) {
    app.holds(id, "Maria", |t| t.who.as_deref() == Some("Maria Silva")).await;
}

fn named(token: &PersonalToken) -> Revoked {
    Revoked { token_id: token.id.clone(), name: token.name.clone() }
}

#[tokio::test]
async fn a_password_signs_in_once_and_the_refresh_token_goes_on_from_there() {
    let server = Server::start().await;
    let app = App::start(&server);
    let client = server.add_client(NewClient::password("Scripts"));
    let id = by_password(&app, &server, &client).await;
    type_password(&app, id, "demo").await;
    knows_maria(&app, id).await;
    app.copy(id).await.unwrap();
    assert!(server.accepts(&app.desktop.clipboard().unwrap()));
    let before = server.live_pairs();
    app.act(id, Action::Refresh).await.unwrap();
    app.stands(id, "another pair", |state| {
        matches!(state, Standing::SignedIn(_)) && server.live_pairs() != before
    })
    .await;
    assert!(!app.files().contains("\"demo\""), "the password is in no file");
    let app = app.restart().await;
    knows_maria(&app, id).await;
}

#[tokio::test]
async fn what_is_wrong_with_a_password_sign_in_is_told_apart() {
    let server = Server::start().await;
    let app = App::start(&server);
    let client = server.add_client(NewClient::password("Scripts"));
    let id = by_password(&app, &server, &client).await;
    type_password(&app, id, "wrong").await;
    app.comes_to(id, Standing::Failed(Kind::PasswordRejected)).await;
    assert_eq!(server.requests().to("/oauth/token").len(), 1, "a wrong password is sent once");

    server.set_password_grant(PasswordGrant::Absent);
    type_password(&app, id, "demo").await;
    app.comes_to(id, Standing::Failed(Kind::GrantMissing)).await;
    server.set_password_grant(PasswordGrant::Offered);

    let code_client = by_password(&app, &server, &server.latchkey()).await;
    type_password(&app, code_client, "demo").await;
    app.comes_to(code_client, Standing::Failed(Kind::ClientRejected)).await;

    let nothing = app.keeper.sign_in_with_password(id, " ".into(), Password::new("x".into())).await;
    assert!(matches!(nothing, Err(CommandError::Credentials)), "{nothing:?}");
}

async fn with_personal_token(app: &App, server: &Server) -> ConnectionId {
    let draft = Draft {
        name: "Robot".into(),
        address: server.base_url().to_owned(),
        generation: Generation::Version4,
        environment: Environment::Test,
        method: Method::PersonalToken,
        client_id: String::new(),
        authority: None,
    };
    app.keeper.add(draft, None).await.unwrap()
}

/// A personal access token, as ProcessMaker makes one.
fn personal_token(server: &Server) -> String {
    server.issue_personal_token("maria", "Robot")
}

#[tokio::test]
async fn a_personal_token_is_checked_kept_and_never_revoked_by_a_sign_out() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = with_personal_token(&app, &server).await;
    let token = personal_token(&server);
    app.keeper.use_personal_token(id, token.clone().into()).await.unwrap();
    knows_maria(&app, id).await;
    let app = app.restart().await;
    knows_maria(&app, id).await;
    app.copy(id).await.unwrap();
    assert_eq!(app.desktop.clipboard(), Some(token.clone()));
    app.act(id, Action::SignOut).await.unwrap();
    app.stands(id, "signed out", |state| matches!(state, Standing::Revoked(_))).await;
    assert!(server.accepts(&token), "it may be in use elsewhere");
    assert!(!app.keyring.entries().contains_key(&id.to_string()), "and is forgotten here");
}

#[tokio::test]
async fn what_is_no_personal_token_is_not_kept() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = with_personal_token(&app, &server).await;
    let pasted = |text: &str| app.keeper.use_personal_token(id, text.to_owned().into());
    let shape = pasted("def50200").await;
    assert!(matches!(shape, Err(CommandError::PersonalToken(_))), "{shape:?}");
    let other = Server::start().await;
    pasted(&personal_token(&other)).await.unwrap();
    app.comes_to(id, Standing::Failed(Kind::TokenNotAccepted)).await;
    assert!(!app.keyring.entries().contains_key(&id.to_string()));
}

#[tokio::test]
async fn personal_tokens_are_listed_made_and_revoked_and_never_shown() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    assert!(app.keeper.personal_tokens(id).await.unwrap().is_empty());
    let none = app.keeper.create_personal_token(id, "  ".into(), Made::Copied).await;
    assert!(matches!(none, Err(CommandError::TokenName)), "{none:?}");

    let made = app.keeper.create_personal_token(id, "Postman".into(), Made::Copied).await.unwrap();
    assert_eq!(made, None);
    let copied = app.desktop.clipboard().unwrap();
    assert!(server.accepts(&copied));
    let made = app.keeper.create_personal_token(id, "Robot".into(), Made::Connected).await.unwrap();
    let made = made.expect("a connection of its own");
    knows_maria(&app, made).await;
    app.shows(made, "its name", |shown| shown.name == "Robot").await;
    assert_eq!(app.desktop.seen().connections.len(), 2, "it stands beside the one that made it");

    let tokens = app.keeper.personal_tokens(id).await.unwrap();
    let mut names: Vec<&str> = tokens.iter().map(|token| token.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["Postman", "Robot"]);
    assert!(tokens.iter().all(|token| !token.is_own), "the browser's token is none of them");
    let seen_by_the_robot = app.keeper.personal_tokens(made).await.unwrap();
    let own: Vec<&str> =
        seen_by_the_robot.iter().filter(|token| token.is_own).map(|t| t.name.as_str()).collect();
    assert_eq!(own, ["Robot"]);
    let postman = tokens.iter().find(|token| token.name == "Postman").unwrap();
    assert!(postman.expires_at.is_some());
    app.keeper.revoke_personal_token(id, named(postman)).await.unwrap();
    assert!(!server.accepts(&copied), "it is revoked");
    app.keeper.revoke_personal_token(id, named(postman)).await.unwrap();
    assert_eq!(app.keeper.personal_tokens(id).await.unwrap().len(), 1);
}

#[tokio::test]
async fn it_is_remembered_when_tokens_were_handed_out_and_through_what() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    app.copy(id).await.unwrap();
    app.keeper.create_personal_token(id, "Postman".into(), Made::Copied).await.unwrap();
    let both = [Through::Clipboard, Through::NewToken];
    app.shows(id, "two hand-outs", |shown| shown.hand_outs == both).await;
    let files = app.files();
    let app = app.restart().await;
    app.shows(id, "two hand-outs", |shown| shown.hand_outs == both).await;
    assert!(!files.contains("eyJ"), "no token is in any file");
}

#[tokio::test]
async fn the_last_of_many_hand_outs_is_the_one_that_is_remembered() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let copies = (0..REMEMBERED).map(|_| {
        let keeper = app.keeper.clone();
        tokio::spawn(async move { keeper.copy(id).await })
    });
    for copy in copies.collect::<Vec<_>>() {
        copy.await.unwrap().unwrap();
    }
    let shown = app.shows(id, "a hand-out", |shown| !shown.hand_outs.is_empty()).await;
    let app = app.restart().await;
    app.shows(id, "as many as before", |again| again.hand_outs == shown.hand_outs).await;
}

/// Maria is signed in, and Jane signs in to the same connection.
async fn jane_comes_back(app: &App, server: &Server) -> ConnectionId {
    let id = app.signed_in(server, "maria").await;
    app.act(id, Action::SignInAsOther).await.unwrap();
    let url = app.desktop.sent_to().await;
    assert!(url.query_pairs().any(|(name, value)| name == "prompt" && value == "login"), "{url}");
    let back = server.browser().approve(&url, "jane").await;
    app.deliver(&back).await;
    app.stands(id, "a question", |state| {
        matches!(state, Standing::SomebodyElse { who: Some(_), owner: Some(_) })
    })
    .await;
    id
}

#[tokio::test]
async fn f43_somebody_else_is_asked_about_and_turned_away() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = jane_comes_back(&app, &server).await;
    app.act(id, Action::TurnAway).await.unwrap();
    knows_maria(&app, id).await;
    app.copy(id).await.unwrap();
    assert!(server.accepts(&app.desktop.clipboard().unwrap()), "Maria's token is as it was");
    app.desktop.until("Jane's token taken back", |_| server.live_access_tokens() == 1).await;
}

#[tokio::test]
async fn f43_somebody_else_takes_over_when_the_person_says_so() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = jane_comes_back(&app, &server).await;
    app.act(id, Action::TakeOver).await.unwrap();
    let jane = |state: &Standing| matches!(state, Standing::SignedIn(t) if t.who.as_deref().is_some_and(|who| who.starts_with("Jane")));
    app.stands(id, "Jane", jane).await;
    let app = app.restart().await;
    app.stands(id, "Jane", jane).await;
}

#[tokio::test]
async fn signing_in_as_somebody_else_can_be_given_up() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    app.act(id, Action::SignInAsOther).await.unwrap();
    app.desktop.sent_to().await;
    app.act(id, Action::Cancel).await.unwrap();
    knows_maria(&app, id).await;
}

#[test]
fn a_connection_of_an_earlier_version_signs_in_by_browser() {
    let old = serde_json::json!({
        "id": "5247d71e-0705-4992-b2e4-2663f2f2bb45", "name": "Acme", "server": "https://acme.example",
        "environment": "test", "clientId": "4"
    });
    let connection: Connection = serde_json::from_value(old).unwrap();
    assert_eq!(connection.method, Method::Browser);
}
