//! What a person is shown and told who does not look at the window: the tray's icon, and notifications of what needs
//! them.

use std::time::Duration;

use latchkey_core::connection::{ConnectionId, Draft, Environment, Method};
use latchkey_core::instance::Generation;
use latchkey_core::keeper::Action;
use latchkey_core::notices::{Notice, Step, Tells};
use latchkey_core::settings::{FACTORY, Notifications, Settings};
use latchkey_core::shell::{Errand, Summons};
use latchkey_core::tray::{Left, Mood, Refresh, Says};
use latchkey_core::trouble::Kind;
use processmaker::{Endpoint, Fault, Server};

use crate::support::App;
use crate::support::desktop::Standing;

const DAY: Duration = Duration::from_secs(24 * 3600);
const YEAR: Duration = Duration::from_secs(365 * 24 * 3600);

/// Lets time pass for the person and the server alike.
async fn pass(app: &App, server: &Server, time: Duration) {
    server.clock().advance(time);
    app.pass(time).await;
}

/// Lets the answer to a refresh get lost, and with it the tokens.
async fn lose_the_tokens(app: &App, server: &Server, id: ConnectionId) {
    server.faults().next(Endpoint::Token, Fault::lost_answer());
    app.act(id, Action::Refresh).await.unwrap();
    app.stands(id, "a rest", |state| matches!(state, Standing::Resting { .. })).await;
    pass(app, server, Duration::from_secs(10)).await;
    app.comes_to(id, Standing::NeedsSignIn(Kind::AnswerLost)).await;
}

/// A connection that lives on a token which nothing renews.
async fn with_personal_token(app: &App, server: &Server) -> ConnectionId {
    let draft = Draft {
        name: "Robot".into(),
        address: server.base_url(),
        environment: Environment::Test,
        client_id: String::new(),
        method: Method::PersonalToken,
        generation: Generation::Version4,
        authority: None,
    };
    let id = app.keeper.add(draft, None).await.unwrap();
    let token = server.issue_personal_token("maria", "Robot");
    app.keeper.use_personal_token(id, token.into()).await.unwrap();
    app.holds(id, "a name", |tokens| tokens.who.is_some()).await;
    id
}

fn tell(connection: ConnectionId, name: &str, tells: Tells) -> Step {
    Step::Tell(Notice { connection, name: name.into(), tells })
}

#[tokio::test]
async fn the_tray_says_how_long_a_token_is_good_and_what_can_be_done() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.add(&server, &server.latchkey()).await;
    let seen = app.desktop.until("a line", |seen| !seen.tray.lines.is_empty()).await;
    let [line] = seen.tray.lines.as_slice() else { panic!("one line: {seen:?}") };
    assert_eq!((line.says, line.copy, line.sign_in), (Says::SignedOut, false, true));
    assert_eq!(seen.tray.mood, Mood::Fine, "nobody has to sign in");

    app.sign_in(id, &server, "maria").await;
    let left = |days| Says::Left(Left::Days(days));
    let seen = app.desktop.until("a token", |seen| seen.tray.lines[0].says == left(364)).await;
    let line = &seen.tray.lines[0];
    assert_eq!((line.copy, line.sign_in, line.refresh), (true, false, Refresh::Free));

    app.copy(id).await.unwrap();
    app.desktop.until("a warning", |seen| seen.tray.lines[0].refresh == Refresh::EndsCopies).await;
    pass(&app, &server, 10 * DAY).await;
    app.desktop.until("less", |seen| seen.tray.lines[0].says == left(354)).await;
}

#[tokio::test]
async fn f03_who_has_to_sign_in_is_told_once_until_they_do() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let name = server.latchkey().name;
    lose_the_tokens(&app, &server, id).await;
    let needed = tell(id, &name, Tells::SignInNeeded);
    assert_eq!(app.desktop.tells(1).await, std::slice::from_ref(&needed));
    let seen = app.desktop.seen();
    assert_eq!((seen.tray.mood, seen.tray.lines[0].says), (Mood::NeedsYou, Says::SignInNeeded));
    pass(&app, &server, DAY).await;
    assert_eq!(app.desktop.told().len(), 1, "nobody is told twice");

    app.act(id, Action::SignIn).await.unwrap();
    app.desktop.sent_to().await;
    assert_eq!(app.desktop.tells(2).await, [needed, Step::Withdraw(id)]);
}

#[tokio::test]
async fn a_new_start_tells_nothing_of_before() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    lose_the_tokens(&app, &server, id).await;
    let app = app.restart().await;
    app.desktop.until("the icon", |seen| seen.tray.mood == Mood::NeedsYou).await;
    assert_eq!(app.desktop.told(), []);
}

#[tokio::test]
async fn who_looks_at_the_window_is_not_told() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    app.desktop.comes_to_the_front();
    lose_the_tokens(&app, &server, id).await;
    assert_eq!(app.desktop.told(), []);
}

#[tokio::test]
async fn who_wants_to_hear_of_nothing_does_not() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let none = Notifications { sign_in_needed: false, ending: false, copy_ended: false };
    app.keeper.change(Settings { notifications: none, ..FACTORY }).await.unwrap();
    app.copy(id).await.unwrap();
    pass(&app, &server, YEAR - Duration::from_secs(200)).await;
    assert!(app.copy(id).await.unwrap().refreshed);
    lose_the_tokens(&app, &server, id).await;
    assert_eq!(app.desktop.told(), []);
}

#[tokio::test]
async fn who_copied_a_token_is_told_when_a_refresh_ends_the_copy() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    app.copy(id).await.unwrap();
    pass(&app, &server, YEAR - DAY).await;
    app.holds(id, "a dead copy", |tokens| tokens.stale_copy).await;
    let ended = tell(id, &server.latchkey().name, Tells::CopyEnded);
    assert_eq!(app.desktop.tells(1).await, std::slice::from_ref(&ended));
    pass(&app, &server, DAY).await;
    app.copy(id).await.unwrap();
    assert_eq!(app.desktop.tells(2).await, [ended, Step::Withdraw(id)], "the copy is a new one");
}

#[tokio::test]
async fn a_refresh_that_the_person_asked_for_is_no_news() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    app.copy(id).await.unwrap();
    app.act(id, Action::Refresh).await.unwrap();
    app.holds(id, "a dead copy", |tokens| tokens.stale_copy).await;
    assert_eq!(app.desktop.told(), []);
}

#[tokio::test]
async fn the_end_of_a_token_that_nothing_renews_is_told_in_time() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = with_personal_token(&app, &server).await;
    pass(&app, &server, YEAR - 8 * DAY).await;
    let seen = app
        .desktop
        .until("eight days", |seen| seen.tray.lines[0].says == Says::Left(Left::Days(7)));
    assert_eq!(seen.await.tray.mood, Mood::Fine);
    assert_eq!(app.desktop.told(), []);
    pass(&app, &server, DAY).await;
    app.desktop.until("the icon", |seen| seen.tray.mood == Mood::EndingSoon).await;
    let ending = tell(id, "Robot", Tells::Ending(Left::Days(6)));
    assert_eq!(app.desktop.tells(1).await, std::slice::from_ref(&ending));

    pass(&app, &server, 7 * DAY).await;
    app.comes_to(id, Standing::NeedsSignIn(Kind::NoRefreshToken)).await;
    let told = app.desktop.tells(3).await;
    assert_eq!(told, [ending, Step::Withdraw(id), tell(id, "Robot", Tells::SignInNeeded)]);
}

#[tokio::test]
async fn the_window_is_told_where_the_person_wants_to_be_until_it_is_there() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.add(&server, &server.latchkey()).await;
    let summons = Summons { connection: id, errand: Errand::Copy };
    app.keeper.summon(summons).await;
    app.desktop.until("the summons", |seen| seen.summons == Some(summons)).await;
    app.keeper.heed_summons().await;
    app.desktop.until("peace", |seen| seen.summons.is_none()).await;
    let nowhere = Summons { connection: ConnectionId::random(), errand: Errand::Look };
    app.keeper.summon(nowhere).await;
    app.keeper.publish().await;
    app.act(id, Action::SignIn).await.unwrap();
    app.desktop.sent_to().await;
    assert_eq!(app.desktop.seen().summons, None, "there is no such connection");
}
