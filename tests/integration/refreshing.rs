//! Fresh tokens: when they are fetched, in which order, and what happens when that fails.

use std::time::Duration;

use latchkey_core::connection::ConnectionId;
use latchkey_core::keeper::{Action, CommandError};
use latchkey_core::shell::Shell as _;
use latchkey_core::trouble::Kind;
use latchkey_core::vault::Failure;
use processmaker::{Endpoint, Fault, Gate, Lifetimes, Server};

use crate::support::App;
use crate::support::desktop::Standing;
use crate::support::keyring::Fault as KeyringFault;

const YEAR: Duration = Duration::from_secs(365 * 24 * 3600);

/// Lets time pass for the person and the server alike.
async fn pass(app: &App, server: &Server, time: Duration) {
    server.clock().advance(time);
    app.pass(time).await;
}

async fn fresh(app: &App, id: ConnectionId) {
    app.holds(id, "a fresh token", |tokens| {
        tokens.seconds_left.is_some_and(|left| left > 364 * 24 * 3600)
    })
    .await;
}

#[tokio::test]
async fn a_copy_refreshes_first_when_little_is_left() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    pass(&app, &server, YEAR - Duration::from_secs(299)).await;
    let copied = app.copy(id).await.unwrap();
    assert!(copied.refreshed);
    assert!(server.accepts(&app.desktop.clipboard().unwrap()), "the new token");
    assert!(copied.left.is_some_and(|left| left > Duration::from_secs(364 * 24 * 3600)));
}

#[tokio::test]
async fn a_copy_leaves_a_good_token_alone() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    pass(&app, &server, YEAR - Duration::from_secs(310)).await;
    assert!(!app.copy(id).await.unwrap().refreshed);
    assert_eq!(server.requests().to("/oauth/token").len(), 1);
}

#[tokio::test]
async fn refreshing_kills_the_copies_and_says_so() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    app.copy(id).await.unwrap();
    let old = app.desktop.clipboard().unwrap();
    app.act(id, Action::Refresh).await.unwrap();
    app.holds(id, "a dead copy", |tokens| tokens.stale_copy).await;
    assert!(!server.accepts(&old), "the old token");
    app.copy(id).await.unwrap();
    let new = app.desktop.clipboard().unwrap();
    assert!(server.accepts(&new) && new != old, "the new token");
    assert_eq!(server.live_refresh_tokens(), 1, "the old refresh token is spent");
}

#[tokio::test]
async fn the_new_pair_is_stored_before_anybody_gets_the_token() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    pass(&app, &server, YEAR - Duration::from_secs(60)).await;
    let gate = Gate::new();
    server.faults().next(Endpoint::Token, Fault::held_answer(&gate));
    let keeper = app.keeper.clone();
    let copying = tokio::spawn(async move { keeper.copy(id).await });
    gate.arrived().await;
    app.keyring.fail(KeyringFault::Hanging);
    gate.open();
    server.requests().wait_for_answers("/oauth/token", 2).await;
    assert!(app.desktop.clipboard().is_none(), "not before the keyring has it");
    app.keyring.fail(None);
    copying.await.unwrap().unwrap();
    let record = app.keyring.entries()[&id.to_string()].clone();
    assert!(
        record.contains(&app.desktop.clipboard().unwrap()),
        "the keyring holds what was handed out"
    );
}

#[tokio::test]
async fn f12_a_keyring_that_takes_no_writes_keeps_the_refresh_token_unspent() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    app.keyring.fail(KeyringFault::ReadOnly);
    app.act(id, Action::Refresh).await.unwrap();
    app.comes_to(id, Standing::Resting { kind: Kind::Keyring(Failure::Refused), again: false })
        .await;
    assert_eq!(server.requests().to("/oauth/token").len(), 1, "nothing was sent");
    app.copy(id).await.unwrap();
    assert!(server.accepts(&app.desktop.clipboard().unwrap()), "the old token is still good");

    app.keyring.fail(None);
    app.act(id, Action::Retry).await.unwrap();
    fresh(&app, id).await;
}

#[tokio::test]
async fn f05_many_askers_share_one_refresh() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    pass(&app, &server, YEAR - Duration::from_secs(60)).await;
    let asking: Vec<_> = (0..20)
        .map(|_| {
            let keeper = app.keeper.clone();
            tokio::spawn(async move { keeper.copy(id).await })
        })
        .collect();
    for asker in asking {
        asker.await.unwrap().unwrap();
    }
    assert_eq!(server.requests().to("/oauth/token").len(), 2, "the exchange and one refresh");
}

#[tokio::test]
async fn f16_a_throttled_refresh_waits_as_told_and_keeps_the_tokens() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    server.faults().next(Endpoint::Token, Fault::too_many_requests("59"));
    app.act(id, Action::Refresh).await.unwrap();
    app.comes_to(id, Standing::Resting { kind: Kind::Throttled, again: true }).await;
    assert_eq!(server.live_refresh_tokens(), 1);
    pass(&app, &server, Duration::from_secs(57)).await;
    assert_eq!(app.state(id), Standing::Resting { kind: Kind::Throttled, again: true });
    // Up to a quarter more, so that those who were refused together do not come back together.
    pass(&app, &server, Duration::from_secs(18)).await;
    fresh(&app, id).await;
}

#[tokio::test]
async fn f17_a_passing_trouble_is_waited_out() {
    for fault in [
        Fault::server_error(),
        Fault::maintenance("5"),
        Fault::html(502),
        Fault::html(200),
        Fault::dropped(),
    ] {
        let server = Server::start().await;
        let app = App::start(&server);
        let id = app.signed_in(&server, "maria").await;
        let story = format!("{fault:?}");
        server.faults().next(Endpoint::Token, fault);
        app.act(id, Action::Refresh).await.unwrap();
        app.stands(id, &story, |state| matches!(state, Standing::Resting { again: true, .. }))
            .await;
        pass(&app, &server, Duration::from_secs(10)).await;
        fresh(&app, id).await;
    }
}

#[tokio::test]
async fn f03_a_lost_answer_needs_a_new_sign_in_and_loses_nothing_else() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    server.faults().next(Endpoint::Token, Fault::lost_answer());
    app.act(id, Action::Refresh).await.unwrap();
    app.stands(id, "a rest", |state| matches!(state, Standing::Resting { again: true, .. })).await;
    pass(&app, &server, Duration::from_secs(10)).await;
    app.comes_to(id, Standing::NeedsSignIn(Kind::AnswerLost)).await;
    assert!(app.keyring.entries().contains_key(&id.to_string()), "the record is kept");

    let app = app.restart().await;
    app.comes_to(id, Standing::NeedsSignIn(Kind::AnswerLost)).await;
    app.sign_in(id, &server, "maria").await;
}

#[tokio::test]
async fn f03_an_answer_that_breaks_off_may_have_cost_the_refresh_token() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    server.faults().next(Endpoint::Token, Fault::truncated(40));
    app.act(id, Action::Refresh).await.unwrap();
    app.comes_to(id, Standing::Resting { kind: Kind::UnexpectedAnswer, again: true }).await;
    app.pass(Duration::from_secs(2)).await;
    app.comes_to(id, Standing::NeedsSignIn(Kind::AnswerLost)).await;
}

#[tokio::test]
async fn a_token_is_renewed_before_its_end_without_anybody_asking() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let first = server.live_pairs();
    pass(&app, &server, YEAR - Duration::from_secs(31 * 24 * 3600)).await;
    assert_eq!(server.live_pairs(), first, "not with more than its share of life left");
    pass(&app, &server, Duration::from_secs(4 * 24 * 3600)).await;
    fresh(&app, id).await;
    assert_eq!(server.live_refresh_tokens(), 1);
}

#[tokio::test]
async fn a_token_with_copies_about_is_renewed_in_its_last_week_only() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    app.copy(id).await.unwrap();
    pass(&app, &server, YEAR - Duration::from_secs(8 * 24 * 3600)).await;
    app.holds(id, "a question", |tokens| tokens.asks_for_renewal).await;
    // With more than a day left, a computer that was asleep would wait for its turn.
    pass(&app, &server, Duration::from_secs(7 * 24 * 3600)).await;
    fresh(&app, id).await;
}

#[tokio::test]
async fn f03_a_run_that_was_killed_after_the_answer_says_that_it_was_lost() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let gate = app.refresh_until_answer(id, &server).await;
    let app = app.kill_and_restart().await;
    gate.open();
    app.comes_to(id, Standing::NeedsSignIn(Kind::AnswerLost)).await;
    app.sign_in(id, &server, "maria").await;
}

#[tokio::test]
async fn f02_a_run_that_was_killed_before_the_request_loses_nothing() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let gate = Gate::new();
    server.faults().next(Endpoint::Token, Fault::held(&gate));
    app.act(id, Action::Refresh).await.unwrap();
    gate.arrived().await;
    let app = app.kill_and_restart().await;
    fresh(&app, id).await;
    assert_eq!(server.live_refresh_tokens(), 1, "the new run refreshed with the old token");
    gate.open();
}

#[tokio::test]
async fn a_connection_asks_six_times_in_ten_minutes_at_most() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    for _ in 0..6 {
        let before = server.live_pairs();
        app.act(id, Action::Refresh).await.unwrap();
        app.stands(id, "another pair", |state| {
            matches!(state, Standing::SignedIn(_)) && server.live_pairs() != before
        })
        .await;
    }
    app.act(id, Action::Refresh).await.unwrap();
    app.comes_to(id, Standing::Resting { kind: Kind::OwnLimit, again: true }).await;
    assert_eq!(server.requests().to("/oauth/token").len(), 7, "the sign-in and six refreshes");
    app.copy(id).await.unwrap();
    assert!(server.accepts(&app.desktop.clipboard().unwrap()), "what there is, is good");
    pass(&app, &server, Duration::from_secs(600 + 150)).await;
    fresh(&app, id).await;
    assert_eq!(server.requests().to("/oauth/token").len(), 8);
}

#[tokio::test]
async fn whoever_copies_finds_a_request_left_though_tokens_live_for_seconds() {
    let lifetimes = Lifetimes { access: Duration::from_secs(30), ..Lifetimes::default() };
    let server = Server::builder().lifetimes(lifetimes).start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    // Three copies in nine minutes and two renewals that nobody waits for: too many, all together.
    for _ in 0..20 {
        for _ in 0..2 {
            pass(&app, &server, Duration::from_secs(210)).await;
            app.stands(id, "what comes of the renewal", |state| {
                let renewed = matches!(state, Standing::SignedIn(tokens) if !tokens.copied);
                renewed || *state == Standing::Resting { kind: Kind::OwnLimit, again: true }
            })
            .await;
            pass(&app, &server, Duration::from_secs(31)).await;
            assert!(app.copy(id).await.unwrap().refreshed);
        }
        pass(&app, &server, Duration::from_secs(58)).await;
        assert!(app.copy(id).await.unwrap().refreshed);
    }
}

#[tokio::test]
async fn f45_a_refused_client_keeps_the_tokens_until_the_secret_is_mended() {
    let server = Server::start().await;
    let app = App::start(&server);
    let client = server.latchkey();
    let id = app.signed_in(&server, "maria").await;
    let secret = server.rotate_client_secret(client.id);
    app.act(id, Action::Refresh).await.unwrap();
    app.comes_to(id, Standing::Resting { kind: Kind::ClientRejected, again: false }).await;
    assert_eq!(server.live_refresh_tokens(), 1, "nothing is lost");
    let secret = latchkey_core::token::ClientSecret::new(secret);
    app.keeper.edit(id, crate::support::app::draft(&server, &client), Some(secret)).await.unwrap();
    app.shows(id, "the new secret", |shown| shown.secret == latchkey_core::session::Secret::Saved)
        .await;
    app.act(id, Action::Retry).await.unwrap();
    fresh(&app, id).await;
}

#[tokio::test]
async fn a_revoked_sign_in_asks_for_a_new_one() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    server.revoke_tokens_of("maria");
    let pairs = server.live_pairs();
    assert!(pairs.is_empty(), "{pairs:?}");
    app.act(id, Action::Refresh).await.unwrap();
    app.comes_to(id, Standing::NeedsSignIn(Kind::RefreshTokenRevoked)).await;
    let copy = app.copy(id).await;
    assert!(matches!(copy, Err(CommandError::NotNow(_))), "{copy:?}");
}

#[tokio::test]
async fn when_everything_ended_a_copy_says_why() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    pass(&app, &server, YEAR + Duration::from_secs(1)).await;
    let copy = app.copy(id).await;
    assert!(
        matches!(&copy, Err(CommandError::Trouble(trouble)) if trouble.kind == Kind::RefreshTokenExpired),
        "{copy:?}"
    );
    app.comes_to(id, Standing::NeedsSignIn(Kind::RefreshTokenExpired)).await;
}

#[tokio::test]
async fn a_server_that_is_away_leaves_what_is_still_good() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    pass(&app, &server, YEAR - Duration::from_secs(120)).await;
    drop(server);
    let copied = app.copy(id).await.unwrap();
    assert!(!copied.refreshed && copied.left.is_some_and(|left| left <= Duration::from_secs(120)));
    assert!(app.desktop.clipboard().is_some(), "two minutes are better than nothing");
    app.stands(id, "unreachable", |state| {
        matches!(state, Standing::Resting { kind: Kind::Unreachable, again: true })
    })
    .await;
}

#[tokio::test]
async fn f28_a_wrong_clock_here_does_not_shorten_a_token() {
    let server = Server::start().await;
    server.clock().advance(Duration::from_secs(2 * 3600));
    let base = crate::support::app::clock_of(&server);
    let slow = latchkey_core::clock::Timestamp::from_millis(base.as_millis() - 2 * 3600 * 1000);
    let app = App::start_on(crate::support::desktop::Desktop::new(slow));
    let id = app.signed_in(&server, "maria").await;
    let Standing::SignedIn(tokens) = app.state(id) else { panic!("signed in") };
    let left = tokens.seconds_left.unwrap();
    assert!(YEAR.as_secs().abs_diff(left) < 30, "{left} seconds by the server's clock");
    assert!(app.desktop.now() < base);
}
