mod browser;
mod editing;
mod exchange;
mod failed_refresh;
mod hand_out;
mod keyring;
mod late;
mod notes;
mod other_programs;
mod refresh;
mod seen;
mod sign_in;
mod sign_out;

use std::time::Duration;

use secrecy::ExposeSecret;
use serde_json::json;

use super::exchange::token_set;
use super::*;
use crate::claim::Claim;
use crate::clock::{BootId, Uptime};
use crate::connection::{ClientId, ConnectionId, Draft, Environment, Method, ServerId};
use crate::effects::Prepared;
use crate::identity::Identity;
use crate::oauth::authorize;
use crate::oauth::exchange::Issued;
use crate::oauth::redirect::{Redirect, RedirectUri};
use crate::product::INSTALLED;
use crate::record::Standing;
use crate::schedule::{self, Spread};
use crate::token::{AccessToken, Lifetime, Password, RefreshToken};
use crate::vault::Kept;

const T0: Timestamp = Timestamp::from_millis(1_795_307_008_000);
const HOUR: u64 = 3600;

#[test]
fn every_change_of_state_makes_what_was_begun_stale() {
    let mut session = Session::added(connection(), steady());
    let mut last = session.generation();
    let mut rises = |session: &Session, what: &str| {
        assert!(session.generation() > last, "{what} raises the generation");
        last = session.generation();
    };
    session.begin(Secrets::fresh(), vec![Way::DeepLink], Prompt::Anyone, T0).unwrap();
    rises(&session, "a sign-in");
    session.begin(Secrets::fresh(), vec![Way::DeepLink], Prompt::Anyone, T0).unwrap();
    rises(&session, "another sign-in");
    session.cancel().unwrap();
    rises(&session, "a cancel");
    session.begin(Secrets::fresh(), vec![Way::DeepLink], Prompt::Anyone, T0).unwrap();
    session.tick(at(15 * 60));
    rises(&session, "giving up");
    let mut session = signed_in();
    let mut last = session.generation();
    session.sign_out(Extent::Tokens).unwrap();
    assert!(session.generation() > last, "a sign-out raises the generation");
    last = session.generation();
    session.forgotten(Ok(()));
    assert!(session.generation() > last, "and so does its end");
}

#[test]
fn what_cannot_be_done_now_changes_nothing() {
    type Act = fn(&mut Session) -> bool;
    let begin: Act = |s| s.begin(Secrets::fresh(), vec![], Prompt::Anyone, T0).is_err();
    let cancel: Act = |s| s.cancel().is_err();
    let refresh: Act = |s| s.refresh(T0).is_err();
    let copy: Act = |s| s.copy(Duration::ZERO, T0).is_err();
    let sign_out: Act = |s| s.sign_out(Extent::Tokens).is_err();
    let retry: Act = |s| s.retry(T0).is_err();
    let reopen: Act = |s| s.reopen().is_err();
    let signed_out = || Session::added(connection(), steady());
    let loading = || Session::saved(connection(), steady()).0;
    type Case<'a> = (&'a str, &'a dyn Fn() -> Session, &'a [Act]);
    let cases: [Case; 7] = [
        ("loading", &loading, &[begin, cancel, refresh, copy, sign_out, retry, reopen]),
        ("signed out", &signed_out, &[cancel, refresh, copy, sign_out, retry, reopen]),
        ("awaiting", &awaiting, &[refresh, copy, sign_out, retry]),
        ("exchanging", &exchanging, &[begin, cancel, refresh, copy, sign_out, retry, reopen]),
        ("signed in", &signed_in, &[begin, cancel, reopen]),
        ("refreshing", &refreshing, &[begin, cancel, retry, reopen]),
        ("leaving", &leaving, &[begin, cancel, refresh, copy, sign_out, retry, reopen]),
    ];
    for (name, state, refused) in cases {
        for (index, act) in refused.iter().enumerate() {
            let mut session = state();
            let (generation, kind) = (session.generation(), std::mem::discriminant(&session.state));
            assert!(act(&mut session), "{name}: action {index} is refused");
            assert_eq!(
                session.generation(),
                generation,
                "{name}: action {index} made nothing stale"
            );
            assert_eq!(
                std::mem::discriminant(&session.state),
                kind,
                "{name}: action {index} changed the state"
            );
        }
    }
}

#[test]
fn f52_a_task_that_dies_leaves_a_state_that_goes_on() {
    let mut session = Session::saved(connection(), steady()).0;
    session.broke(T0);
    assert!(matches!(&session.state, State::Closed(closed) if closed.failure == Failure::Refused));
    let mut session = exchanging();
    session.broke(T0);
    assert!(matches!(session.state, State::SignedOut(Some(Note::Failed(_)))));
    let mut session = refreshing();
    session.broke(T0);
    assert!(matches!(session.state, State::Waiting(_)));
    let mut session = leaving();
    session.broke(T0);
    assert!(matches!(session.state, State::SignedOut(Some(Note::Failed(_)))));
    let mut session = signed_in();
    session.broke(T0);
    assert!(matches!(session.state, State::SignedIn(_)));
}

#[test]
fn f28_a_clock_that_is_set_neither_revives_nor_kills_tokens_of_this_run() {
    let day = 86_400_000;
    let mut session = signed_in();
    session.clock_was_set(-day);
    assert_eq!(session.clock_offset().as_millis(), 0, "set back, tokens end when they ended");
    session.clock_was_set(day);
    assert_eq!(session.clock_offset().as_millis(), day, "set forward, it may be right now");
    session.clock_is(ClockOffset::default());
    session.clock_was_set(day);
    assert_eq!(session.clock_offset().as_millis(), 0, "the server's clock is believed first");
}

#[test]
fn tokens_of_this_run_of_the_system_tell_the_time_after_a_restart() {
    let mut session = signed_in();
    let effects = session.copy(Duration::ZERO, at(10)).unwrap();
    let [_, Effect::Store { record, .. }] = effects.as_slice() else { panic!("written down") };
    // The clock was set back a day while the program did not run; a minute has passed.
    let boot = Some(BootId::named("monday"));
    let uptime = Uptime { since_boot: Duration::from_secs(HOUR + 60), boot };
    let wrong = T0.before(Duration::from_secs(86_400));
    let (mut later, _) = Session::saved(session.connection.clone(), Steady::new(wrong, uptime));
    let kept = Kept { record: Some(record.as_ref().clone()), client_secret_for: None };
    later.loaded(Ok(kept), wrong);
    assert_eq!(later.clock_offset().server_time(wrong), at(60));
}

fn at(seconds: u64) -> Timestamp {
    T0.after(Duration::from_secs(seconds))
}

fn steady() -> Steady {
    let boot = Some(BootId::named("monday"));
    Steady::new(T0, Uptime { since_boot: Duration::from_secs(HOUR), boot })
}

fn connection() -> Connection {
    let draft = Draft {
        name: "Acme".into(),
        address: "https://acme.example".into(),
        environment: Environment::Production,
        client_id: "4".into(),
        method: Method::Browser,
        generation: crate::instance::Generation::Version4,
        authority: None,
    };
    draft.check(ConnectionId::random()).unwrap()
}

fn issued(access: &str) -> Issued {
    Issued {
        access: Some(AccessToken::new(access.to_owned())),
        refresh: Some(RefreshToken::new(format!("refresh of {access}"))),
        expires_in: Some(json!(HOUR)),
    }
}

/// A session whose browser has been sent somewhere.
fn awaiting() -> Session {
    let mut session = Session::added(connection(), steady());
    session.begin(Secrets::fresh(), vec![Way::DeepLink], Prompt::Anyone, T0).unwrap();
    prepare(&mut session);
    session
}

fn prepare(session: &mut Session) {
    let uri = RedirectUri::deep_link(&INSTALLED, &session.connection.server);
    let State::AwaitingRedirect(attempt) = &session.state else { panic!("a sign-in waits") };
    let link = authorize::link(
        &session.connection.instance(),
        &session.connection.client_id,
        &uri.to_string(),
        &attempt.secrets,
        Prompt::Anyone,
    );
    let prepared = Prepared { uri, link, listening: None, checked: true };
    let effects = session.prepared(Ok(prepared), T0);
    assert!(matches!(effects.as_slice(), [Effect::OpenBrowser(_)]));
}

/// The redirect that the session waits for.
fn answer_to(session: &Session, outcome: &str) -> Redirect {
    let State::AwaitingRedirect(attempt) = &session.state else { panic!("a sign-in waits") };
    let Stage::InBrowser(browser) = &attempt.stage else { panic!("the browser has it") };
    let state = attempt.secrets.state.expose_secret();
    Redirect::parse(&format!("{}?state={state}&{outcome}", browser.uri), &INSTALLED).unwrap()
}

fn exchanging() -> Session {
    let mut session = awaiting();
    let redirect = answer_to(&session, "code=def502");
    assert!(matches!(session.accept(&redirect), Answer::Taken(_)));
    session
}

fn signed_in_for_a_year() -> Session {
    let mut session = exchanging();
    let answer = Issued { expires_in: Some(json!(365 * 24 * HOUR)), ..issued("first") };
    session.exchange_answered(Ok(answer), None, T0, T0);
    session.stored(Ok(1), T0);
    session
}

fn signed_in() -> Session {
    let mut session = exchanging();
    session.exchange_answered(Ok(issued("first")), None, T0, T0);
    session.stored(Ok(7), T0);
    session
}

/// Nobody else is at the tokens, and the keyring holds what it held.
fn claimed(session: &mut Session, now: Timestamp) -> Vec<Effect> {
    session.claimed(Ok(Claimed { claim: Claim::unguarded(), found: Found::Unreadable }), now)
}

fn refreshing() -> Session {
    let mut session = signed_in();
    session.refresh(T0).unwrap();
    claimed(&mut session, T0);
    session.stored(Ok(7), T0);
    session
}

/// Whose refresh failed in a way that passes.
fn waiting() -> Session {
    let mut session = refreshing();
    session.exchange_answered(Err(Kind::Unreachable.into()), None, T0, T0);
    session
}

/// Whose refresh token is dead.
fn ended() -> Session {
    let mut session = refreshing();
    session.exchange_answered(Err(Kind::RefreshTokenRevoked.into()), None, T0, T0);
    session
}

fn leaving() -> Session {
    let mut session = signed_in();
    session.sign_out(Extent::Tokens).unwrap();
    session
}

/// Whom the keyring tells nothing.
fn closed() -> Session {
    let mut session = Session::saved(connection(), steady()).0;
    session.loaded(Err(Failure::Locked), T0);
    session
}

/// A session in each state, and at each step of those that have steps.
fn every_state() -> [(&'static str, Session); 16] {
    let mut checking = Session::added(connection(), steady());
    checking.begin(Secrets::fresh(), vec![Way::DeepLink], Prompt::Anyone, T0).unwrap();
    let mut asking = Session::added(connection(), steady());
    asking.begin_with_token(AccessToken::new("personal".into()), T0).unwrap();
    let mut arriving = exchanging();
    arriving.exchange_answered(Ok(issued("first")), None, T0, T0);
    let mut claiming = signed_in();
    claiming.refresh(T0).unwrap();
    let mut proving = signed_in();
    proving.refresh(T0).unwrap();
    claimed(&mut proving, T0);
    let mut replacing = refreshing();
    replacing.exchange_answered(Ok(issued("second")), None, T0, T0);
    [
        ("loading", Session::saved(connection(), steady()).0),
        ("closed", closed()),
        ("signed out", Session::added(connection(), steady())),
        ("checking", checking),
        ("in the browser", awaiting()),
        ("exchanging", exchanging()),
        ("asking whose", asking),
        ("arriving", arriving),
        ("signed in", signed_in()),
        ("claiming", claiming),
        ("proving", proving),
        ("requesting", refreshing()),
        ("replacing", replacing),
        ("waiting", waiting()),
        ("leaving", leaving()),
        ("ended", ended()),
    ]
}

fn maria() -> Identity {
    Identity {
        id: "2".into(),
        user_name: "maria".into(),
        full_name: "Maria Silva".into(),
        email: None,
        administrator: false,
    }
}

fn record(effects: &[Effect]) -> &Record {
    let [Effect::Store { record, .. }] = effects else {
        panic!("one record is written, not {effects:?}")
    };
    record
}

/// What another program wrote for this connection.
fn written_elsewhere(session: &Session, access: &str, at: Timestamp) -> Record {
    let issued = issued(access);
    Record {
        generation: 50,
        standing: Standing::Active,
        server: session.connection.server.id(),
        client: session.connection.client_id.clone(),
        tokens: token_set(issued, None, at, None),
        who: None,
        copied_at: None,
    }
}

fn pair(session: &Session) -> &str {
    session.held().unwrap().tokens.refresh.as_ref().unwrap().expose_secret()
}
