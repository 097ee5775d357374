//! Years that computers have trouble with, clocks that jump in the middle, and lids that are closed there.
//!
//! Nothing in here knows of local time, so that the clock change of summer is none.

use std::time::Duration;

use latchkey_core::connection::ConnectionId;
use latchkey_core::keeper::Action;
use processmaker::{Lifetimes, Server};

use crate::support::App;
use crate::support::app::clock_of;
use crate::support::desktop::Standing;

const YEAR: u64 = 365 * 86_400;

/// When times in 32 bits end, with a sign and without.
const ENDS_OF_TIME: [i64; 2] = [1 << 31, 1 << 32];

async fn has_a_year_left(app: &App, id: ConnectionId) {
    app.holds(id, "a year left", |t| t.seconds_left.is_some_and(|left| YEAR.abs_diff(left) < 300))
        .await;
}

#[tokio::test]
async fn f28_the_years_2038_and_2106_are_years_like_others() {
    for end in ENDS_OF_TIME {
        let server = Server::start().await;
        let until = end - clock_of(&server).as_millis() / 1000 - 60;
        server.clock().advance(Duration::from_secs(u64::try_from(until).unwrap()));
        let app = App::start(&server);
        let id = app.signed_in(&server, "maria").await;
        let two_minutes = Duration::from_secs(120);
        server.clock().advance(two_minutes);
        app.pass(two_minutes).await;
        has_a_year_left(&app, id).await;
        let app = app.restart().await;
        has_a_year_left(&app, id).await;
        let before = server.live_pairs();
        app.act(id, Action::Refresh).await.unwrap();
        app.stands(id, "another pair", |state| {
            matches!(state, Standing::SignedIn(_)) && server.live_pairs() != before
        })
        .await;
        has_a_year_left(&app, id).await;
        assert_eq!(server.requests().to("/oauth/token").len(), 2);
    }
}

#[tokio::test]
async fn f28_a_clock_that_jumps_during_a_request_changes_no_lifetime() {
    for days in [365, -365, 40_000, -20_000] {
        let server = Server::start().await;
        let app = App::start(&server);
        let id = app.signed_in(&server, "maria").await;
        let gate = app.refresh_until_answer(id, &server).await;
        app.desktop.set_clock(days * 86_400);
        gate.open();
        has_a_year_left(&app, id).await;
        app.pass(Duration::from_secs(60)).await;
        has_a_year_left(&app, id).await;
        assert_eq!(server.requests().to("/oauth/token").len(), 2, "{days} days: no storm");
    }
}

#[tokio::test]
async fn f29_a_lid_that_is_closed_in_a_refresh_finds_the_state_as_it_is() {
    let hour = Lifetimes { access: Duration::from_secs(3600), ..Lifetimes::default() };
    let server = Server::builder().lifetimes(hour).start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let gate = app.refresh_until_answer(id, &server).await;
    let night = Duration::from_secs(8 * 3600);
    server.clock().advance(night);
    app.pass(night).await;
    gate.open();
    app.holds(id, "a fresh token", |t| t.seconds_left.is_some_and(|s| s > 3500)).await;
    app.copy(id).await.unwrap();
    assert!(server.accepts(&app.desktop.clipboard().unwrap()));
    assert_eq!(server.live_refresh_tokens(), 1);
    assert!(server.requests().to("/oauth/token").len() <= 3, "one refresh was over, one follows");
}
