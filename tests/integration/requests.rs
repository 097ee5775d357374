//! A person asks ProcessMaker something with the token of a connection, and reads the answer.

use std::time::Duration;

use latchkey_core::activity::{Outcome, What};
use latchkey_core::bench::answers::AnswerId;
use latchkey_core::bench::document::{Cell, Form};
use latchkey_core::bench::endpoints::Source;
use latchkey_core::bench::explain::{Page, Verdict};
use latchkey_core::bench::reading::Side;
use latchkey_core::bench::request::{Draft as RequestDraft, Method, Request};
use latchkey_core::connection::{ConnectionId, Draft, Environment};
use latchkey_core::keeper::{Action, Answered, CommandError, Wanted};
use latchkey_core::trouble::Kind;
use processmaker::{Docs, Endpoint, Fault, Gate, Lifetimes, Server};

use crate::support::App;
use crate::support::app::draft;
use crate::support::desktop::Standing;

const YEAR: Duration = Duration::from_secs(365 * 24 * 3600);

fn request(method: Method, path: &str, body: &str) -> Request {
    let (headers, path, body) = (Vec::new(), path.to_owned(), body.to_owned());
    RequestDraft { method, path, headers, body }.check().unwrap()
}

async fn send(
    app: &App,
    id: ConnectionId,
    method: Method,
    path: &str,
    body: &str,
) -> Result<Answered, CommandError> {
    app.keeper.send(id, Wanted { request: request(method, path, body), meant: false }).await
}

async fn get(app: &App, id: ConnectionId, path: &str) -> Answered {
    send(app, id, Method::Get, path, "").await.unwrap()
}

/// All of an answer, as it is copied.
async fn copied(app: &App, answer: AnswerId) -> String {
    app.keeper.copy_answer(answer, None).await.unwrap();
    app.desktop.clipboard().unwrap()
}

/// How often the server was asked.
fn asked(server: &Server, path: &str) -> usize {
    server.requests().to(path).len()
}

async fn production(server: &Server, who: &str) -> (App, ConnectionId) {
    let app = App::start(server);
    let id = app.signed_in(server, who).await;
    let there = draft(server, &server.latchkey());
    let production = Draft { environment: Environment::Production, ..there };
    app.keeper.edit(id, production, None).await.unwrap();
    (app, id)
}

#[tokio::test]
async fn an_answer_is_read_a_few_lines_at_a_time() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "admin").await;
    let answered = get(&app, id, "/api/1.0/users?order_by=id").await;
    assert_eq!((answered.head.status, answered.explanation.verdict), (200, Verdict::Success));
    assert_eq!((answered.extent.form, answered.extent.lines > 50), (Form::Json, true));
    assert!(answered.token.left.unwrap() > YEAR - Duration::from_secs(3600));
    let rows = app.keeper.answers().look(answered.id, |reading| reading.lines(2, 3)).await.unwrap();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[1].row.name.as_ref().unwrap().text, "id");
    let found = app
        .keeper
        .answers()
        .look(answered.id, |reading| (reading.search(Side::Lines, "maria"), reading.reveal(0)));
    let (count, row) = found.await.unwrap();
    assert!(count.matches > 0 && row.is_some(), "{count:?}");
    app.keeper.copy_answer(answered.id, Some(3)).await.unwrap();
    assert_eq!(app.desktop.clipboard().as_deref(), Some("1"));
    assert_eq!(app.desktop.seen().clipboard, None, "it holds no token of ours");

    let next = get(&app, id, "/api/1.0/users/1").await;
    let gone = app.keeper.answers().look(answered.id, |reading| reading.extent()).await;
    assert!(gone.is_err(), "the next answer has taken its place");
    app.act(id, Action::SignOut).await.unwrap();
    let gone = app.keeper.copy_answer(next.id, None).await;
    assert!(matches!(gone, Err(CommandError::AnswerGone(_))), "{gone:?}");
}

#[tokio::test]
async fn ten_megabytes_are_taken_in() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "admin").await;
    let answered = get(&app, id, "/api/1.0/processes?per_page=12000").await;
    assert!(answered.head.size > 10_000_000 && !answered.head.cut, "{}", answered.head.size);
    let last = answered.extent.lines - 1;
    let found = app.keeper.answers().look(answered.id, move |reading| {
        (reading.lines(last, 10), reading.search(Side::Lines, "\"").matches)
    });
    let (rows, _) = found.await.unwrap();
    assert!(matches!(rows.as_slice(), [end] if matches!(end.row.cell, Cell::Closing(_))));
}

#[tokio::test]
async fn nothing_secret_of_a_user_can_be_seen() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let maria = server.user("maria");
    assert!(!maria.remember_token.is_empty());
    let answered = get(&app, id, &format!("/api/1.0/users/{}", maria.id)).await;
    let secret = maria.remember_token.clone();
    let seen = app.keeper.answers().look(answered.id, move |reading| {
        let found = reading.search(Side::Lines, &secret).matches
            + reading.search(Side::Text, &secret).matches;
        let lines = (0..reading.extent().lines).map(|line| reading.copy(Some(line)));
        let copies: Vec<_> = lines.collect();
        (found, format!("{:?}{:?}{copies:?}", reading.lines(0, 500), reading.text(0, 500)))
    });
    let (found, mut seen) = seen.await.unwrap();
    seen.push_str(&copied(&app, answered.id).await);
    assert_eq!(found, 0);
    assert!(seen.contains("remember_token") && !seen.contains(&maria.remember_token), "{seen}");
}

#[tokio::test]
async fn what_a_person_may_not_see_or_do_is_said() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let forbidden = get(&app, id, "/api/1.0/users").await;
    assert_eq!(forbidden.explanation.verdict, Verdict::Forbidden);
    assert!(forbidden.explanation.said.is_some());
    assert_eq!(get(&app, id, "/api/1.0/nothing").await.explanation.verdict, Verdict::NotFound);
}

#[tokio::test]
async fn what_is_wrong_is_said_by_field() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "admin").await;
    let user = r#"{"username":"maria","firstname":"M","password":""}"#;
    let refused = send(&app, id, Method::Post, "/api/1.0/users", user).await.unwrap();
    let Verdict::Invalid(fields) = refused.explanation.verdict else {
        panic!("{:?}", refused.explanation)
    };
    let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
    assert!(names.contains(&"username") && names.contains(&"password"), "{names:?}");
    assert!(!names.contains(&"firstname") && fields.iter().all(|f| !f.messages.is_empty()));
}

#[tokio::test]
async fn a_redirect_is_said_and_not_followed() {
    let server = Server::start().await;
    let elsewhere = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let there = format!("{}/login?token=canary", elsewhere.base_url());
    server.faults().next(Endpoint::Api, Fault::redirect(302, &there));
    let led = get(&app, id, "/api/1.0/requests").await;
    let Verdict::Redirect { target: Some(target), page: Page::Login } = led.explanation.verdict
    else {
        panic!("{:?}", led.explanation)
    };
    assert_eq!(target.path, "/login");
    assert!(elsewhere.requests().all().is_empty());
    assert!(!format!("{:?}", led.head).contains("canary"));
}

#[tokio::test]
async fn a_token_whose_time_is_over_is_told_from_one_that_was_revoked() {
    let hour = Duration::from_secs(3600);
    let server = Server::builder().lifetimes(Lifetimes { access: hour, ..Lifetimes::default() });
    let server = server.start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    get(&app, id, "/api/1.0/requests").await;
    app.pass(Duration::from_secs(120)).await;
    app.copy(id).await.unwrap();
    server.revoke_access_token(&app.desktop.clipboard().unwrap());
    let revoked = get(&app, id, "/api/1.0/requests").await;
    assert_eq!(revoked.head.status, 401);
    assert_eq!(revoked.explanation.verdict, Verdict::TokenNotAccepted);
    assert!(revoked.token.left.unwrap() > hour / 2);
    let accepted = revoked.token.accepted.unwrap().as_secs();
    assert!((120..180).contains(&accepted), "the last one was accepted {accepted} s ago");

    app.act(id, Action::Refresh).await.unwrap();
    app.holds(id, "a new token", |tokens| tokens.stale_copy).await;
    server.clock().advance(2 * hour);
    let over = get(&app, id, "/api/1.0/requests").await;
    assert_eq!(over.explanation.verdict, Verdict::TokenExpired);
    assert_eq!(over.token.left, Some(Duration::ZERO), "by the server's own clock");
    assert_eq!(over.token.accepted, None, "not this token");
    let again = get(&app, id, "/api/1.0/requests").await;
    assert_eq!(again.head.status, 200, "the clock is known now, and the token is replaced first");
}

#[tokio::test]
async fn requests_and_copies_wait_for_the_same_refresh() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let before = asked(&server, "/oauth/token");
    let gate = app.refresh_until_answer(id, &server).await;
    let open = async {
        // Both are among those who wait by the time that this is answered.
        app.keeper.remembered(id).await.unwrap();
        gate.open();
    };
    let (answered, copy, ()) = tokio::join!(get(&app, id, "/api/1.0/requests"), app.copy(id), open);
    assert_eq!(answered.head.status, 200);
    copy.unwrap();
    assert_eq!(asked(&server, "/oauth/token"), before + 1);
    assert!(server.accepts(&app.desktop.clipboard().unwrap()));
}

#[tokio::test]
async fn a_request_refreshes_first_and_is_told_why_it_cannot() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    app.desktop.pass(YEAR - Duration::from_secs(60));
    server.clock().advance(YEAR - Duration::from_secs(60));
    server.faults().always(Endpoint::Token, Fault::maintenance("5"));
    let refused = send(&app, id, Method::Get, "/api/1.0/requests", "").await;
    let Err(CommandError::Trouble(trouble)) = refused else { panic!("{refused:?}") };
    assert_eq!(trouble.kind, Kind::Maintenance);
    assert_eq!(asked(&server, "/api/1.0/requests"), 0);
}

#[tokio::test]
async fn what_changes_production_is_asked_about_every_time() {
    let server = Server::start().await;
    for who in ["admin", "maria"] {
        let (app, id) = production(&server, who).await;
        get(&app, id, "/api/1.0/requests").await;
        let path = format!("/api/1.0/users/{}", server.user(who).id);
        for method in [Method::Post, Method::Put, Method::Patch, Method::Delete] {
            for _ in 0..2 {
                let before = server.requests().all().len();
                let question = send(&app, id, method, &path, "").await;
                assert!(matches!(question, Err(CommandError::ChangesProduction)), "{question:?}");
                assert_eq!(server.requests().all().len(), before);
                let meant = Wanted { request: request(method, &path, ""), meant: true };
                assert_eq!(app.keeper.send(id, meant).await.unwrap().head.status, 405);
            }
        }
    }
}

#[tokio::test]
async fn what_changes_another_instance_is_not_asked_about() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let sent = send(&app, id, Method::Delete, "/api/1.0/users/1", "").await.unwrap();
    assert_eq!(sent.explanation.verdict, Verdict::WrongMethod(vec!["GET".into(), "HEAD".into()]));
}

#[tokio::test]
async fn a_request_that_takes_too_long_is_stopped() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let gate = Gate::new();
    server.faults().next(Endpoint::Api, Fault::held(&gate));
    let path = "/api/1.0/requests?per_page=3";
    let stop = async {
        gate.arrived().await;
        let second = send(&app, id, Method::Get, "/api/1.0/tasks", "").await;
        assert!(matches!(second, Err(CommandError::NotNow(_))), "one at a time: {second:?}");
        app.keeper.stop_request(id).await;
    };
    let (stopped, ()) = tokio::join!(send(&app, id, Method::Get, path, ""), stop);
    assert!(matches!(stopped, Err(CommandError::Stopped)), "{stopped:?}");
    let remembered = app.keeper.remembered(id).await.unwrap();
    assert_eq!((remembered.history[0].status, remembered.history.len()), (None, 1));
    let happened = app.happened(3).await;
    let What::Requested { path, outcome: Outcome::Stopped, .. } = &happened[2] else {
        panic!("{happened:?}")
    };
    assert_eq!(path.as_str(), "/api/1.0/requests?per_page=");
    assert_eq!(get(&app, id, "/api/1.0/requests").await.head.status, 200, "the next one goes");
}

#[tokio::test]
async fn one_that_waits_for_a_token_is_stopped_too() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let gate = app.refresh_until_answer(id, &server).await;
    let stop = async {
        app.keeper.remembered(id).await.unwrap();
        app.keeper.stop_request(id).await;
    };
    let sent = send(&app, id, Method::Get, "/api/1.0/requests", "");
    let (stopped, ()) = tokio::join!(sent, stop);
    assert!(matches!(stopped, Err(CommandError::Stopped)), "{stopped:?}");
    gate.open();
    app.stands(id, "refreshed", |state| matches!(state, Standing::SignedIn(_))).await;
    assert_eq!(asked(&server, "/api/1.0/requests"), 0);
}

#[tokio::test]
async fn the_end_of_the_program_waits_for_no_request() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let gate = Gate::new();
    server.faults().next(Endpoint::Api, Fault::held(&gate));
    let quit = async {
        gate.arrived().await;
        app.keeper.quit().await;
    };
    let (stopped, ()) = tokio::join!(send(&app, id, Method::Get, "/api/1.0/requests", ""), quit);
    assert!(matches!(stopped, Err(CommandError::Stopped)), "{stopped:?}");
}

#[tokio::test]
async fn what_was_sent_is_remembered_without_secrets() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    app.copy(id).await.unwrap();
    let token = app.desktop.clipboard().unwrap();
    get(&app, id, "/api/1.0/requests?per_page=5&api_key=canary").await;
    get(&app, id, &format!("/api/1.0/nothing/{token}?filter=x")).await;
    let body = r#"{"password":"canary"}"#;
    send(&app, id, Method::Post, "/api/1.0/users", body).await.unwrap();
    let favourite = request(Method::Get, "/api/1.0/tasks?status=ACTIVE&token=canary", "");
    app.keeper.keep_request(id, "My tasks".into(), favourite).await.unwrap();

    let app = app.restart().await;
    let remembered = app.keeper.remembered(id).await.unwrap();
    let paths: Vec<_> = remembered.history.iter().map(|past| past.request.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "/api/1.0/requests?per_page=5&api_key=",
            "/api/1.0/nothing/{secret}?filter=x",
            "/api/1.0/users",
        ]
    );
    let statuses: Vec<_> = remembered.history.iter().map(|past| past.status).collect();
    assert_eq!(statuses, [Some(200), Some(404), Some(403)]);
    assert_eq!(remembered.favourites[0].request.path, "/api/1.0/tasks?status=ACTIVE&token=");
    let happened = app.happened(0).await;
    let requested = happened.iter().filter(|what| matches!(what, What::Requested { .. }));
    assert_eq!(requested.count(), 3, "{happened:?}");
    let files = app.files();
    assert!(!files.contains("canary") && !files.contains(&token), "{files}");

    app.keeper.drop_request(id, "My tasks".into()).await.unwrap();
    app.keeper.clear_history(id).await.unwrap();
    let remembered = app.keeper.remembered(id).await.unwrap();
    assert!(remembered.favourites.is_empty() && remembered.history.is_empty());
}

#[tokio::test]
async fn a_connection_that_is_removed_takes_its_requests_along() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let favourite = request(Method::Get, "/api/1.0/tasks", "");
    app.keeper.keep_request(id, "My tasks".into(), favourite).await.unwrap();
    let gate = Gate::new();
    server.faults().next(Endpoint::Api, Fault::held(&gate));
    let remove = async {
        gate.arrived().await;
        app.act(id, Action::Remove).await.unwrap();
        gate.open();
    };
    let (stopped, ()) = tokio::join!(send(&app, id, Method::Get, "/api/1.0/requests", ""), remove);
    assert!(matches!(stopped, Err(CommandError::Stopped)), "{stopped:?}");
    app.desktop.until("an empty list", |seen| seen.connections.is_empty()).await;
    let app = app.restart().await;
    let remembered = app.keeper.remembered(id).await.unwrap();
    assert!(remembered.favourites.is_empty() && remembered.history.is_empty());
    assert!(!std::fs::read_to_string(app.file("requests.json")).unwrap().contains("tasks"));
}

#[tokio::test]
async fn nobody_sends_anything_without_a_token() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.add(&server, &server.latchkey()).await;
    let sent = send(&app, id, Method::Get, "/api/1.0/requests", "").await;
    assert!(matches!(sent, Err(CommandError::NotNow(_))), "{sent:?}");
    let unknown = send(&app, ConnectionId::random(), Method::Get, "/", "").await;
    assert!(matches!(unknown, Err(CommandError::UnknownConnection)), "{unknown:?}");
}

#[tokio::test]
async fn paths_are_completed_from_what_the_instance_tells() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    for (docs, source) in [
        (Docs::Open, Source::Instance),
        (Docs::Elsewhere, Source::Instance),
        (Docs::Closed, Source::BuiltIn),
    ] {
        server.set_docs(docs);
        let endpoints = app.keeper.endpoints(id).await.unwrap();
        assert_eq!(endpoints.source, source);
        let users = |one: &&latchkey_core::bench::endpoints::Endpoint| {
            one.path == "/api/1.0/users" && one.method == Method::Get
        };
        assert_eq!(endpoints.list.iter().filter(users).count(), 1, "{source:?}");
    }
}

#[tokio::test]
async fn no_answer_is_a_trouble_with_a_name() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    server.faults().next(Endpoint::Api, Fault::dropped());
    let sent = send(&app, id, Method::Get, "/api/1.0/requests", "").await;
    let Err(CommandError::Trouble(trouble)) = sent else { panic!("{sent:?}") };
    let remembered = app.keeper.remembered(id).await.unwrap();
    assert_eq!(remembered.history[0].status, None);
    let happened = app.happened(3).await;
    let What::Requested { outcome: Outcome::Trouble(kind), .. } = happened[2] else {
        panic!("{happened:?}")
    };
    assert_eq!(kind, trouble.kind);
}
