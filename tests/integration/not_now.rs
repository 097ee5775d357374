//! What is asked at the wrong time, or of a connection that is gone: refused by name, and nothing is changed by it.

use latchkey_core::connection::{ConnectionId, Draft, Method};
use latchkey_core::keeper::{Action, CommandError, Made, Revoked};
use latchkey_core::session::Opened;
use latchkey_core::token::{ClientSecret, Password};
use latchkey_core::trouble::Kind;
use latchkey_core::vault::Failure;
use processmaker::{Endpoint, Fault, Gate, Server};

use crate::support::App;
use crate::support::app::draft;
use crate::support::desktop::Standing;
use crate::support::keyring;

fn ab12() -> Revoked {
    Revoked { token_id: "ab12".into(), name: "Postman".into() }
}

/// Everything that can be asked of one connection, and what it answers.
async fn ask_everything(app: &App, id: ConnectionId) -> Vec<CommandError> {
    let keeper = &app.keeper;
    let mut answers = Vec::new();
    for action in [Action::Cancel, Action::OpenAgain, Action::Refresh, Action::TakeOver] {
        answers.push(keeper.act(id, action).await.unwrap_err());
    }
    answers.push(keeper.copy(id).await.unwrap_err());
    answers.push(keeper.copy_link(id).await.unwrap_err());
    answers.push(keeper.personal_tokens(id).await.unwrap_err());
    let made = keeper.create_personal_token(id, "Postman".into(), Made::Copied).await;
    answers.push(made.unwrap_err());
    answers.push(keeper.revoke_personal_token(id, ab12()).await.unwrap_err());
    answers.push(keeper.check_token(id).await.unwrap_err());
    answers.push(keeper.inspect_token(id).await.unwrap_err());
    answers
}

#[tokio::test]
async fn a_connection_that_is_gone_is_said_to_be_gone() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.add(&server, &server.latchkey()).await;
    app.act(id, Action::Remove).await.unwrap();
    app.desktop.until("an empty list", |seen| seen.connections.is_empty()).await;
    for answer in ask_everything(&app, id).await {
        assert!(matches!(answer, CommandError::UnknownConnection), "{answer:?}");
    }
    let back = format!("http://127.0.0.1:1/callback/{}?code=x&state=s", server.server_id());
    let pasted = app.keeper.paste(id, back).await;
    assert!(matches!(pasted, Err(CommandError::UnknownConnection)), "{pasted:?}");
    let password = Password::new("demo".into());
    let typed = app.keeper.sign_in_with_password(id, "maria".into(), password).await;
    assert!(matches!(typed, Err(CommandError::UnknownConnection)), "{typed:?}");
}

#[tokio::test]
async fn where_nobody_is_signed_in_there_is_nothing_to_hand_out() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.add(&server, &server.latchkey()).await;
    for answer in ask_everything(&app, id).await {
        assert!(matches!(answer, CommandError::NotNow(_)), "{answer:?}");
    }
    app.comes_to(id, Standing::SignedOut).await;
    assert!(server.requests().all().is_empty(), "nobody was asked anything");
}

#[tokio::test]
async fn a_program_that_ends_says_so() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.add(&server, &server.latchkey()).await;
    let keeper = app.keeper.clone();
    app.keeper.quit().await;
    app.restart().await;
    let late = keeper.copy(id).await;
    assert!(matches!(late, Err(CommandError::Closing)), "{late:?}");
    keeper.quit().await;
}

#[tokio::test]
async fn only_a_connection_that_signs_in_by_browser_opens_one() {
    let server = Server::start().await;
    let app = App::start(&server);
    let client = server.latchkey();
    let by_password = Draft { method: Method::Password, ..draft(&server, &client) };
    let secret = ClientSecret::new(client.secret.clone());
    let id = app.keeper.add(by_password, Some(secret)).await.unwrap();
    for action in [Action::SignIn, Action::SignInLocally, Action::SignInAsOther] {
        let refused = app.act(id, action).await;
        assert!(matches!(refused, Err(CommandError::NotNow(_))), "{action:?}: {refused:?}");
    }
    assert!(app.desktop.nothing_opened().await);
}

#[tokio::test]
async fn the_link_is_there_once_the_browser_has_it() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.add(&server, &server.latchkey()).await;
    let gate = Gate::new();
    server.faults().next(Endpoint::Authorize, Fault::held(&gate));
    app.act(id, Action::SignIn).await.unwrap();
    gate.arrived().await;
    app.comes_to(id, Standing::Checking).await;
    let early = app.keeper.copy_link(id).await;
    assert!(matches!(early, Err(CommandError::NotNow(_))), "{early:?}");
    gate.open();
    let url = app.desktop.sent_to().await;
    app.keeper.copy_link(id).await.unwrap();
    assert_eq!(app.desktop.clipboard(), Some(url.to_string()));
}

#[tokio::test]
async fn a_pasted_error_without_a_state_is_a_hint_and_no_more() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.add(&server, &server.latchkey()).await;
    let url = app.sign_in_until_browser(id).await;
    let redirect = url.query_pairs().find(|(name, _)| name == "redirect_uri").unwrap().1;
    app.keeper.paste(id, format!("{redirect}?error=invalid_scope")).await.unwrap();
    let hint = Some("invalid_scope".to_owned());
    app.comes_to(id, Standing::Waiting { opened: Opened::Yes, checked: true, hint }).await;
}

#[tokio::test]
async fn whoever_waits_for_a_token_is_told_of_a_sign_out() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let gate = app.refresh_until_answer(id, &server).await;
    let keeper = app.keeper.clone();
    let waiting = tokio::spawn(async move { keeper.copy(id).await });
    tokio::task::yield_now().await;
    app.act(id, Action::SignOut).await.unwrap();
    gate.open();
    let answer = waiting.await.unwrap();
    assert!(matches!(answer, Err(CommandError::NotNow(_))), "{answer:?}");
    app.stands(id, "signed out", |state| matches!(state, Standing::Revoked(_))).await;
    assert_eq!(app.desktop.clipboard(), None);
}

#[tokio::test]
async fn what_the_users_api_refuses_is_told() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    server.faults().always(Endpoint::Api, Fault::html(403));
    let refused = |answer: CommandError| {
        let CommandError::Trouble(trouble) = answer else { panic!("{answer:?}") };
        (trouble.kind, trouble.status)
    };
    let expected = (Kind::UnexpectedAnswer, Some(403));
    assert_eq!(refused(app.keeper.personal_tokens(id).await.unwrap_err()), expected);
    let made = app.keeper.create_personal_token(id, "Postman".into(), Made::Copied).await;
    assert_eq!(refused(made.unwrap_err()), expected);
    let revoked = app.keeper.revoke_personal_token(id, ab12()).await;
    assert_eq!(refused(revoked.unwrap_err()), expected);
    assert_eq!(app.desktop.clipboard(), None, "nothing was copied");
}

#[tokio::test]
async fn without_its_client_secret_a_connection_asks_nobody() {
    let server = Server::start().await;
    let app = App::start(&server);
    let by_browser = draft(&server, &server.latchkey());
    let personal = Draft { method: Method::PersonalToken, ..by_browser.clone() };
    let id = app.keeper.add(personal, None).await.unwrap();
    app.keeper.edit(id, by_browser, None).await.unwrap();
    let back = app.sign_in_until_answer(id, &server, "maria").await;
    app.deliver(&back).await;
    app.comes_to(id, Standing::Failed(Kind::NoSecret)).await;
    assert!(server.requests().to("/oauth/token").is_empty());
}

#[tokio::test]
async fn f09_a_locked_keyring_keeps_the_client_secret_and_the_code_goes_nowhere() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.add(&server, &server.latchkey()).await;
    let app = app.restart_after(|keyring| keyring.fail(keyring::Fault::Locked)).await;
    app.comes_to(id, Standing::Closed(Failure::Locked)).await;
    let back = app.sign_in_until_answer(id, &server, "maria").await;
    app.deliver(&back).await;
    app.comes_to(id, Standing::Closed(Failure::Locked)).await;
    assert!(server.requests().to("/oauth/token").is_empty());
}
