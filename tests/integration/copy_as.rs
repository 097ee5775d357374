//! A token is copied in the form in which it will be used, and an administrator's of production on purpose only.

use std::time::Duration;

use latchkey_core::connection::{ConnectionId, Draft, Environment};
use latchkey_core::copy_as::Form;
use latchkey_core::hand_outs::Through;
use latchkey_core::keeper::{CommandError, Wish};
use latchkey_core::production_guard::ProductionGuard;
use latchkey_core::settings::{FACTORY, Settings};
use processmaker::Server;

use crate::support::App;
use crate::support::app::draft;

const HOUR: Duration = Duration::from_secs(3600);

fn wish(form: Form, meant: bool) -> Wish {
    Wish { form, request: None, meant }
}

/// Somebody who is signed in to production.
async fn in_production(server: &Server, who: &str) -> (App, ConnectionId) {
    let app = App::start(server);
    let id = app.signed_in(server, who).await;
    let there = draft(server, &server.latchkey());
    let production = Draft { environment: Environment::Production, ..there };
    app.keeper.edit(id, production, None).await.unwrap();
    (app, id)
}

#[tokio::test]
async fn a_token_is_copied_in_the_form_in_which_it_is_used() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    app.copy(id).await.unwrap();
    let token = app.desktop.clipboard().unwrap();

    app.keeper.copy_as(id, wish(Form::Header, false)).await.unwrap();
    assert_eq!(app.desktop.clipboard(), Some(format!("Authorization: Bearer {token}")));
    app.keeper.copy_as(id, wish(Form::Curl, false)).await.unwrap();
    let own = format!("{}/api/1.0/users/{}", server.base_url(), server.user("maria").id);
    let curl = app.desktop.clipboard().unwrap();
    assert!(curl.contains(&own) && curl.contains(&token), "it reads one's own record: {curl}");
    assert_eq!(app.desktop.seen().clipboard.unwrap().form, Form::Curl);

    app.keeper.copy_template(id, Form::Curl, None).await.unwrap();
    let template = app.desktop.clipboard().unwrap();
    assert!(template.contains(&own) && !template.contains(&token), "{template}");
    let nothing = app.keeper.copy_template(id, Form::Token, None).await;
    assert!(matches!(nothing, Err(CommandError::NotNow(_))), "{nothing:?}");
    let shown = app.desktop.until("three copies", |seen| seen.connections[0].hand_outs.len() == 3);
    assert_eq!(shown.await.connections[0].hand_outs, [Through::Clipboard; 3], "a template is none");
}

#[tokio::test]
async fn a_form_leaves_the_clipboard_like_the_token_in_it() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    app.keeper.change(Settings { clipboard_seconds: 1, ..FACTORY }).await.unwrap();
    app.keeper.copy_as(id, wish(Form::DotEnv, false)).await.unwrap();
    app.desktop.until("an empty clipboard", |seen| seen.clipboard.is_none()).await;
    app.keeper.quit().await;
    assert_eq!(app.desktop.clipboard(), None);
}

#[tokio::test]
async fn an_administrators_token_of_production_is_copied_on_purpose_once_in_a_while() {
    let server = Server::start().await;
    let (app, id) = in_production(&server, "admin").await;
    let guarded = async || matches!(app.copy(id).await, Err(CommandError::Guarded));
    assert!(guarded().await, "the first time");
    assert_eq!(app.desktop.clipboard(), None);
    app.keeper.copy_template(id, Form::Curl, None).await.unwrap();
    app.keeper.copy_as(id, wish(Form::Token, true)).await.unwrap();
    assert!(!guarded().await, "not again at once");
    app.desktop.pass(HOUR);
    assert!(guarded().await, "but after an hour");

    app.keeper
        .change(Settings { production_guard: ProductionGuard::Off, ..FACTORY })
        .await
        .unwrap();
    assert!(!guarded().await, "unless nothing is to be asked");
    app.keeper
        .change(Settings { production_guard: ProductionGuard::Always, ..FACTORY })
        .await
        .unwrap();
    app.keeper.copy_as(id, wish(Form::Token, true)).await.unwrap();
    assert!(guarded().await, "or everything");
}

#[tokio::test]
async fn nobody_elses_token_is_guarded() {
    let server = Server::start().await;
    let (app, id) = in_production(&server, "maria").await;
    app.copy(id).await.unwrap();
}
