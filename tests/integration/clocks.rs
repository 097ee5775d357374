//! Time that somebody sets, and time that passes in a suspend.

use std::time::Duration;

use latchkey_core::connection::ConnectionId;
use processmaker::{Lifetimes, Server};

use crate::support::App;
use crate::support::desktop::{Standing, Tokens};

const DAY: i64 = 86_400;
const YEAR: u64 = 365 * 86_400;

async fn tokens(app: &App, id: ConnectionId) -> Tokens {
    let signed_in = |state: &Standing| matches!(state, Standing::SignedIn(t) if t.who.is_some());
    let Standing::SignedIn(tokens) = app.stands(id, "signed in", signed_in).await else {
        panic!("signed in")
    };
    tokens
}

#[tokio::test]
async fn f28_a_clock_that_is_set_changes_no_token_and_asks_no_server() {
    for days in [1, -1, 365, -365, 4_000, -20_000] {
        let server = Server::start().await;
        let app = App::start(&server);
        let id = app.signed_in(&server, "maria").await;
        let asked = server.requests().all().len();
        app.desktop.set_clock(days * DAY);
        app.pass(Duration::from_secs(1)).await;
        let left = tokens(&app, id).await.seconds_left.unwrap();
        assert!(YEAR.abs_diff(left) < 60, "{days} days: {left} seconds left");
        app.copy(id).await.unwrap();
        assert!(server.accepts(&app.desktop.clipboard().unwrap()));
        assert_eq!(server.requests().all().len(), asked, "{days} days: nobody was asked anything");
    }
}

#[tokio::test]
async fn f28_a_clock_that_is_set_is_noticed_at_the_next_look() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    // A second more is the clock being kept right; two are not.
    for (seconds, drift) in [(-DAY, -DAY), (1, -DAY), (1, 2 - DAY)] {
        app.desktop.set_clock(seconds);
        // The countdown on the clipboard makes it look.
        app.copy(id).await.unwrap();
        app.pass(Duration::from_secs(46)).await;
        app.desktop.until("an empty clipboard", |seen| seen.clipboard.is_none()).await;
        let shown = app.desktop.seen().drift;
        assert!((shown - drift * 1000).abs() < 100, "{seconds} s: {shown} ms");
        let left = tokens(&app, id).await.seconds_left.unwrap();
        assert!(YEAR.abs_diff(left) < 600, "{seconds} s: {left} seconds left");
    }
}

#[tokio::test]
async fn f28_a_clock_that_is_set_between_two_runs_is_seen_through() {
    for days in [300, -300] {
        let server = Server::start().await;
        let app = App::start(&server);
        let id = app.signed_in(&server, "maria").await;
        app.desktop.set_clock(days * DAY);
        let app = app.restart().await;
        let left = tokens(&app, id).await.seconds_left.unwrap();
        assert!(YEAR.abs_diff(left) < 60, "{days} days: {left} seconds left");
    }
}

#[tokio::test]
async fn f29_a_token_that_ends_in_a_suspend_is_renewed_or_said_to_be_over() {
    let server = Server::builder()
        .lifetimes(Lifetimes { access: Duration::from_secs(3600), ..Lifetimes::default() })
        .start()
        .await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let night = Duration::from_secs(8 * 3600);
    server.clock().advance(night);
    app.pass(night).await;
    app.holds(id, "a fresh token", |t| t.seconds_left.is_some_and(|s| s > 3500)).await;
}
