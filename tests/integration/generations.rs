//! Every generation of ProcessMaker, from typing its address to signing out, and what only looks like one.

use std::time::Duration;

use latchkey_core::connection::{ConnectionId, Draft, Environment, Method, ServerUrl};
use latchkey_core::detect::{NotProcessMaker, detect};
use latchkey_core::http::Http;
use latchkey_core::instance::{Generation, Instance};
use latchkey_core::keeper::{Action, CommandError};
use latchkey_core::oauth::redirect::registration;
use latchkey_core::product::INSTALLED;
use latchkey_core::shell::Reception;
use latchkey_core::token::ClientSecret;
use latchkey_core::trouble::Kind;
use processmaker::{Endpoint, Fault, Reply, Server};

use crate::page_server::PageServer;
use crate::support::App;
use crate::support::app::clock_of;
use crate::support::desktop::{Desktop, Standing};

async fn start(generation: processmaker::Generation) -> Server {
    Server::builder().generation(generation).start().await
}

async fn found(address: &str) -> Result<Instance, NotProcessMaker> {
    detect(&Http::default(), &ServerUrl::parse(address).unwrap(), None).await
}

#[tokio::test]
async fn each_generation_is_known_by_its_address() {
    use processmaker::Generation as Theirs;
    for (theirs, ours) in [
        (Theirs::Version3, Generation::Version3),
        (Theirs::Version4, Generation::Version4),
        (Theirs::Version2026, Generation::Version2026),
    ] {
        let server = start(theirs).await;
        let instance = found(&server.base_url()).await.unwrap();
        assert_eq!(instance.generation, ours);
        let workspace = if ours == Generation::Version3 { "/workflow" } else { "" };
        assert_eq!(instance.server.as_str(), format!("{}{workspace}", server.base_url()));
    }
}

#[tokio::test]
async fn a_page_outside_of_the_api_is_read_or_said_not_to_be_there() {
    let html = "Content-Type: text/html\r\n";
    for (status, there) in [("200 OK", true), ("404 Not Found", false), ("302 Found", false)] {
        let server = PageServer::saying(status, html, "about this demo").await;
        let address = ServerUrl::parse(&server.address).unwrap();
        let at = Instance::new(address, Generation::Version4);
        let read = Http::default().document(&at, "about.json").await;
        assert_eq!(read.ok().as_deref(), there.then_some(&b"about this demo"[..]), "{status}");
    }
}

#[tokio::test]
async fn a_workspace_of_another_name_is_found_by_the_page_it_was_copied_from() {
    let server = Server::builder()
        .generation(processmaker::Generation::Version3)
        .workspace("sales")
        .start()
        .await;
    let page = format!("{}/syssales/en/neoclassic/login/login", server.base_url());
    let instance = found(&page).await.unwrap();
    assert_eq!(instance.generation, Generation::Version3);
    assert_eq!(instance.server.as_str(), format!("{}/sales", server.base_url()));
}

#[tokio::test]
async fn what_is_no_processmaker_is_told_apart() {
    let html = "Content-Type: text/html\r\n";
    let json = "Content-Type: application/json\r\n";
    let league = r#"{"error":"unsupported_grant_type","error_description":"…","hint":"Check that all required parameters have been provided"}"#;
    let login = "<html><form><input name=user><input type=\"password\"></form></html>";
    let away = "Location: https://portal.example/welcome?from=1\r\n";
    for (status, headers, body, expected) in [
        ("200 OK", html, "<html>Welcome</html>", NotProcessMaker::WebSite),
        ("200 OK", html, login, NotProcessMaker::LoginPage),
        ("302 Found", away, "", NotProcessMaker::Elsewhere("portal.example".into())),
        ("307 Temporary Redirect", away, "", NotProcessMaker::Elsewhere("portal.example".into())),
        ("400 Bad Request", json, league, NotProcessMaker::OtherApplication),
    ] {
        let server = PageServer::saying(status, headers, body).await;
        assert_eq!(found(&server.address).await, Err(expected), "{status} {body}");
    }
    for (status, kind) in [
        ("503 Service Unavailable", Kind::Maintenance),
        ("502 Bad Gateway", Kind::ServerError),
        ("404 Not Found", Kind::UnexpectedAnswer),
    ] {
        let server = PageServer::saying(status, html, "").await;
        let Err(NotProcessMaker::Trouble(trouble)) = found(&server.address).await else {
            panic!("{status} is a trouble")
        };
        assert_eq!(trouble.kind, kind, "{status}");
    }
    let gone = PageServer::saying("200 OK", html, "").await.address.clone();
    let Err(NotProcessMaker::Trouble(trouble)) = found(&gone).await else { panic!("nobody") };
    assert!(matches!(trouble.kind, Kind::Unreachable | Kind::UnexpectedAnswer), "{trouble:?}");
}

#[tokio::test]
async fn another_application_of_the_same_library_is_told_apart_by_status_and_words() {
    let server = start(processmaker::Generation::Version4).await;
    let says = |status, body: &str| {
        let reply = Reply::new(status).header("content-type", "application/json").body(body);
        server.faults().always(Endpoint::Api, Fault::answer(reply));
    };
    for (status, body) in
        [(401, r#"{"message":"Unauthenticated."}"#), (403, r#"{"error":"Unauthenticated."}"#)]
    {
        says(status, body);
        let found = found(&server.base_url()).await;
        assert_eq!(found, Err(NotProcessMaker::OtherApplication), "{status} {body}");
        server.faults().clear();
    }
}

/// A connection to the workspace, for an application that is registered with what the window shows.
async fn to_version_3(app: &App, server: &Server) -> ConnectionId {
    let instance = found(&server.base_url()).await.unwrap();
    let application =
        server.workspace().add_application("Latchkey", &registration(&INSTALLED, &instance));
    let draft = Draft {
        name: "Three".into(),
        address: instance.server.as_str().to_owned(),
        generation: instance.generation,
        environment: Environment::Test,
        method: Method::Browser,
        client_id: application.client_id,
        authority: None,
    };
    app.keeper.add(draft, Some(ClientSecret::new(application.client_secret))).await.unwrap()
}

async fn version_3() -> (Server, App) {
    let server = start(processmaker::Generation::Version3).await;
    let app = App::start_on(Desktop::new(clock_of(&server)));
    (server, app)
}

async fn sign_in(app: &App, server: &Server, id: ConnectionId, user: &str) {
    let url = app.sign_in_until_browser(id).await;
    let back = server.browser().approve(&url, user).await;
    assert_eq!(app.deliver(&back).await, Reception::Taken);
}

async fn knows(app: &App, id: ConnectionId, user: &str) {
    app.stands(
        id,
        user,
        |state| matches!(state, Standing::SignedIn(t) if t.who.as_deref().is_some_and(|who| who.starts_with(user))),
    )
    .await;
}

#[tokio::test]
async fn version_3_signs_in_renews_daily_and_signs_out() {
    let (server, app) = version_3().await;
    let id = to_version_3(&app, &server).await;
    sign_in(&app, &server, id, "maria").await;
    knows(&app, id, "Maria").await;
    app.copy(id).await.unwrap();
    let first = app.desktop.clipboard().unwrap();
    assert!(server.workspace().accepts(&first) && first.len() == 40);

    // Copies outlive a refresh here, so that nobody has to be asked.
    let most_of_a_day = Duration::from_secs(23 * 3600 + 1800);
    server.clock().advance(most_of_a_day);
    app.pass(most_of_a_day).await;
    app.holds(id, "a fresh token", |t| t.seconds_left.is_some_and(|s| s > 80_000) && !t.stale_copy)
        .await;
    assert!(server.workspace().accepts(&first), "the copy still works");

    app.act(id, Action::SignOut).await.unwrap();
    app.stands(
        id,
        "signed out",
        |state| matches!(state, Standing::Revoked(report) if report.copies && report.last_token),
    )
    .await;
    assert_eq!(server.workspace().live_access_tokens(), 0, "the copy is ended by name");
}

#[tokio::test]
async fn copies_of_version_3_that_nobody_can_be_asked_about_may_live_on() {
    let (server, app) = version_3().await;
    let id = to_version_3(&app, &server).await;
    sign_in(&app, &server, id, "maria").await;
    knows(&app, id, "Maria").await;
    server.faults().always(Endpoint::Api, Fault::maintenance("7"));
    app.act(id, Action::SignOut).await.unwrap();
    let state = app.stands(id, "a report", |state| matches!(state, Standing::Revoked(_))).await;
    let Standing::Revoked(report) = state else { panic!("a report") };
    assert!(!report.copies && report.last_token && report.valid_until.is_some(), "{report:?}");
    assert_eq!(report.trouble.unwrap().kind, Kind::Maintenance);
}

#[tokio::test]
async fn a_refresh_token_of_version_3_lasts_longer_than_its_access_token() {
    let (server, app) = version_3().await;
    let id = to_version_3(&app, &server).await;
    sign_in(&app, &server, id, "maria").await;
    knows(&app, id, "Maria").await;
    let days = Duration::from_secs(5 * 24 * 3600);
    server.clock().advance(days);
    app.pass(days).await;
    app.holds(id, "a fresh token", |t| t.seconds_left.is_some_and(|s| s > 80_000)).await;
    let fortnight = Duration::from_secs(15 * 24 * 3600);
    server.clock().advance(fortnight);
    app.pass(fortnight).await;
    app.stands(id, "the end", |state| matches!(state, Standing::NeedsSignIn(_))).await;
}

#[tokio::test]
async fn what_version_3_cannot_do_is_refused() {
    let (server, app) = version_3().await;
    let id = to_version_3(&app, &server).await;
    let local = app.act(id, Action::SignInLocally).await;
    assert!(matches!(local, Err(CommandError::NotNow(_))), "its ports are compared: {local:?}");
    sign_in(&app, &server, id, "maria").await;
    knows(&app, id, "Maria").await;
    let other = app.act(id, Action::SignInAsOther).await;
    assert!(matches!(other, Err(CommandError::NotNow(_))), "it asks nobody anew: {other:?}");
    knows(&app, id, "Maria").await;
}

#[tokio::test]
async fn version_3_is_given_the_deep_link_even_where_none_works() {
    let server = start(processmaker::Generation::Version3).await;
    let app = App::start_without_deep_links(&server);
    let id = to_version_3(&app, &server).await;
    let back = app.sign_in_until_answer(id, &server, "maria").await;
    assert_eq!(app.desktop.listeners().1, 0, "nothing listens");
    app.keeper.paste(id, back.to_string()).await.unwrap();
    knows(&app, id, "Maria").await;
}

#[tokio::test]
async fn somebody_else_is_asked_about_though_tokens_of_version_3_name_nobody() {
    let (server, app) = version_3().await;
    let id = to_version_3(&app, &server).await;
    sign_in(&app, &server, id, "maria").await;
    knows(&app, id, "Maria").await;
    server.workspace().revoke_tokens_of("maria");
    app.act(id, Action::Refresh).await.unwrap();
    let ended = Standing::NeedsSignIn(Kind::RefreshTokenRevoked);
    app.comes_to(id, ended.clone()).await;
    sign_in(&app, &server, id, "jane").await;
    app.stands(id, "a question", |state| matches!(state, Standing::SomebodyElse { .. })).await;
    app.act(id, Action::TurnAway).await.unwrap();
    app.comes_to(id, ended).await;
}

#[tokio::test]
async fn refusals_of_version_3_mean_what_they_mean() {
    let (server, app) = version_3().await;
    let id = to_version_3(&app, &server).await;
    let url = app.sign_in_until_browser(id).await;
    let back = server.browser().deny(&url, "maria").await;
    app.deliver(&back).await;
    app.comes_to(id, Standing::Failed(Kind::Declined)).await;

    let url = app.sign_in_until_browser(id).await;
    let back = server.browser().approve(&url, "maria").await;
    server.clock().advance(Duration::from_secs(31));
    app.deliver(&back).await;
    app.comes_to(id, Standing::Failed(Kind::CodeRejected)).await;

    sign_in(&app, &server, id, "maria").await;
    knows(&app, id, "Maria").await;
    server.workspace().revoke_tokens_of("maria");
    app.act(id, Action::Refresh).await.unwrap();
    app.comes_to(id, Standing::NeedsSignIn(Kind::RefreshTokenRevoked)).await;

    server.workspace().set_client_secret(&client_of(&url), "another");
    let url = app.sign_in_until_browser(id).await;
    let back = server.browser().approve(&url, "maria").await;
    app.deliver(&back).await;
    app.comes_to(id, Standing::NeedsSignIn(Kind::ClientRejected)).await;
}

fn client_of(url: &url::Url) -> String {
    url.query_pairs().find(|(name, _)| name == "client_id").unwrap().1.into_owned()
}

#[tokio::test]
async fn the_generation_of_2026_signs_in_refreshes_and_signs_out() {
    let server = start(processmaker::Generation::Version2026).await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let before = server.live_pairs();
    app.act(id, Action::Refresh).await.unwrap();
    app.stands(id, "another pair", |state| {
        matches!(state, Standing::SignedIn(_)) && server.live_pairs() != before
    })
    .await;
    app.act(id, Action::SignOut).await.unwrap();
    app.stands(id, "signed out", |state| matches!(state, Standing::Revoked(r) if r.copies)).await;
    assert_eq!(server.live_access_tokens(), 0);
}

#[tokio::test]
async fn dead_tokens_and_codes_of_2026_are_known_as_such() {
    let server = start(processmaker::Generation::Version2026).await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    server.revoke_tokens_of("maria");
    app.act(id, Action::Refresh).await.unwrap();
    app.comes_to(id, Standing::NeedsSignIn(Kind::RefreshTokenRevoked)).await;
    app.sign_in(id, &server, "maria").await;
    server.faults().next(Endpoint::Token, Fault::lost_answer());
    app.act(id, Action::Refresh).await.unwrap();
    app.stands(id, "a rest", |state| matches!(state, Standing::Resting { again: true, .. })).await;
    app.pass(Duration::from_secs(5)).await;
    app.comes_to(id, Standing::NeedsSignIn(Kind::AnswerLost)).await;
}
