//! Programs that are killed, that hang, and that are many.

use std::time::Duration;

use latchkey_core::claim::ClaimError;
use latchkey_core::keeper::{Action, CommandError};
use latchkey_core::trouble::Kind;
use processmaker::{Lifetimes, Server};
use tokio::time::Instant;

use crate::support::App;
use crate::support::desktop::Standing;

const YEAR: Duration = Duration::from_secs(365 * 24 * 3600);

/// How many programs of one person may come to the end of a token at once.
const MANY: usize = 64;

async fn signed_in(app: &App, id: latchkey_core::connection::ConnectionId) {
    app.stands(id, "signed in", |state| matches!(state, Standing::SignedIn(_))).await;
}

#[tokio::test]
async fn f01_a_run_that_was_killed_before_it_had_the_lock_changed_nothing() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let pairs = server.live_pairs();
    let held = app.locks().claim(id, YEAR).await.unwrap();
    app.act(id, Action::Refresh).await.unwrap();
    app.comes_to(id, Standing::Refreshing).await;
    let app = app.kill_and_restart().await;
    drop(held);
    signed_in(&app, id).await;
    assert_eq!(server.live_pairs(), pairs);
    let record = &app.keyring.entries()[&id.to_string()];
    assert!(record.contains("\"active\"") && record.contains(&pairs[0].refresh_token));
    assert_eq!(server.requests().to("/oauth/token").len(), 1, "the sign-in and nothing else");
}

#[tokio::test]
async fn f04_a_run_that_was_killed_after_the_save_uses_what_it_saved() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    app.act(id, Action::Refresh).await.unwrap();
    server.requests().wait_for_answers("/oauth/token", 2).await;
    signed_in(&app, id).await;
    let pairs = server.live_pairs();
    let [pair] = pairs.as_slice() else { panic!("one pair") };
    let app = app.kill_and_restart().await;
    signed_in(&app, id).await;
    app.copy(id).await.unwrap();
    assert_eq!(app.desktop.clipboard().as_ref(), Some(&pair.access_token));
    assert_eq!(server.requests().to("/oauth/token").len(), 2, "nothing is asked again");
}

#[tokio::test]
async fn f05_sixty_four_programs_at_the_end_of_a_token_make_one_request() {
    let server = Server::start().await;
    let first = App::start(&server);
    let id = first.signed_in(&server, "maria").await;
    // Before the others start: a program that met the server's clock in between would take its own for wrong.
    let nearly = YEAR - Duration::from_secs(200);
    server.clock().advance(nearly);
    first.desktop.pass(nearly);
    let mut programs: Vec<App> = (1..MANY).map(|_| first.beside()).collect();
    programs.push(first);
    for program in &programs {
        program.stands(id, "its tokens", |state| *state != Standing::Loading).await;
    }
    let copying = programs.iter().map(|program| {
        let keeper = program.keeper.clone();
        tokio::spawn(async move { keeper.copy(id).await })
    });
    for copy in copying.collect::<Vec<_>>() {
        copy.await.unwrap().unwrap();
    }
    assert_eq!(server.requests().to("/oauth/token").len(), 2, "the sign-in and one refresh");
}

#[tokio::test]
async fn f07_a_program_that_hangs_is_named_when_nothing_else_is_left() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let _hung = app.locks().claim(id, YEAR).await.unwrap();
    server.clock().advance(YEAR + Duration::from_secs(1));
    app.desktop.pass(YEAR + Duration::from_secs(1));
    tokio::time::pause();
    let begin = Instant::now();
    let copy = app.copy(id).await;
    let waited = begin.elapsed().as_secs();
    let Err(CommandError::Trouble(trouble)) = copy else { panic!("{copy:?}") };
    assert_eq!(trouble.kind, Kind::Busy);
    let pid = std::process::id().to_string();
    assert!(trouble.detail.is_some_and(|words| words.contains(&pid)), "who it is that hangs");
    assert!((45..47).contains(&waited), "{waited} seconds");
}

#[tokio::test]
async fn f08_a_lock_that_cannot_be_made_is_told_from_one_that_is_held() {
    let hour = Duration::from_secs(3600);
    let lifetimes = Lifetimes { access: hour, ..Lifetimes::default() };
    let server = Server::builder().lifetimes(lifetimes).start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let app = app.restart_without_locks().await;
    signed_in(&app, id).await;
    let claim = app.locks().claim(id, Duration::from_secs(45)).await;
    assert!(matches!(claim, Err(ClaimError::Unusable(_))), "at once: {claim:?}");
    server.clock().advance(hour);
    app.desktop.pass(hour);
    let copy = app.copy(id).await;
    assert!(
        matches!(&copy, Err(CommandError::Trouble(trouble)) if trouble.kind == Kind::Lock),
        "{copy:?}"
    );
    assert_eq!(server.live_refresh_tokens(), 1, "and nothing is spent");
}
