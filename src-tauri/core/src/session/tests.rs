use std::time::Duration;

use secrecy::ExposeSecret;
use serde_json::json;

use super::*;
use crate::connection::{ConnectionId, Draft, Environment};
use crate::effects::Prepared;
use crate::oauth::exchange::Issued;
use crate::oauth::redirect::{Redirect, RedirectUri};
use crate::product::INSTALLED;
use crate::token::{AccessToken, RefreshToken};

const T0: Timestamp = Timestamp::from_millis(1_795_307_008_000);
const HOUR: u64 = 3600;

fn at(seconds: u64) -> Timestamp {
    T0.after(Duration::from_secs(seconds))
}

fn connection() -> Connection {
    let draft = Draft {
        name: "Acme".into(),
        address: "https://acme.example".into(),
        environment: Environment::Production,
        client_id: "4".into(),
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
    let mut session = Session::added(connection());
    session.begin(Secrets::fresh(), vec![Way::DeepLink], T0).unwrap();
    prepare(&mut session);
    session
}

fn prepare(session: &mut Session) {
    let uri = RedirectUri::deep_link(&INSTALLED, &session.connection.server);
    let url = session.connection.server.at("oauth/authorize");
    let prepared = Prepared { uri, url, listening: None, checked: true };
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

fn signed_in() -> Session {
    let mut session = exchanging();
    session.exchange_answered(Ok(issued("first")), T0, T0);
    session.stored(Ok(()), T0);
    session
}

fn refreshing() -> Session {
    let mut session = signed_in();
    session.refresh(T0).unwrap();
    session.stored(Ok(()), T0);
    session
}

fn record(effects: &[Effect]) -> &Record {
    let [Effect::Store(record)] = effects else { panic!("one record is written, not {effects:?}") };
    record
}

#[test]
fn a_sign_in_goes_from_browser_to_code_to_keyring_to_tokens() {
    let mut session = exchanging();
    assert!(matches!(session.state, State::Exchanging(_)));
    let effects = session.exchange_answered(Ok(issued("first")), T0, T0);
    let record = record(&effects);
    assert_eq!(record.standing, Standing::Active);
    assert_eq!(record.tokens.access.expose_secret(), "first");
    assert!(session.held().is_none(), "nobody has the tokens before the keyring has");
    let effects = session.stored(Ok(()), T0);
    assert!(matches!(effects.as_slice(), [Effect::Remember]), "the way that worked is kept");
    assert_eq!(session.held().unwrap().tokens.lifetime.expires_at, Some(at(HOUR)));
    assert_eq!(session.connection.way, Some(Way::DeepLink));
}

#[test]
fn every_change_of_state_makes_what_was_begun_stale() {
    let mut session = Session::added(connection());
    let mut last = session.generation();
    let mut rises = |session: &Session, what: &str| {
        assert!(session.generation() > last, "{what} raises the generation");
        last = session.generation();
    };
    session.begin(Secrets::fresh(), vec![Way::DeepLink], T0).unwrap();
    rises(&session, "a sign-in");
    session.begin(Secrets::fresh(), vec![Way::DeepLink], T0).unwrap();
    rises(&session, "another sign-in");
    session.cancel().unwrap();
    rises(&session, "a cancel");
    session.begin(Secrets::fresh(), vec![Way::DeepLink], T0).unwrap();
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
fn each_sign_in_answers_only_to_its_own_state() {
    let mut session = awaiting();
    let first = answer_to(&session, "code=def502");
    session.begin(Secrets::fresh(), vec![Way::DeepLink], T0).unwrap();
    assert!(
        matches!(session.accept(&first), Answer::NotOurs),
        "not while the server is being asked"
    );
    prepare(&mut session);
    assert!(
        matches!(session.accept(&first), Answer::NotOurs),
        "not with the state of the one before"
    );
    let second = answer_to(&session, "code=def502");
    assert!(matches!(session.accept(&second), Answer::Taken(_)));
    assert!(matches!(session.accept(&second), Answer::NotOurs), "and only once");
}

#[test]
fn what_cannot_be_done_now_changes_nothing() {
    type Act = fn(&mut Session) -> bool;
    let begin: Act = |s| s.begin(Secrets::fresh(), vec![], T0).is_err();
    let cancel: Act = |s| s.cancel().is_err();
    let refresh: Act = |s| s.refresh(T0).is_err();
    let copy: Act = |s| s.copy(Duration::ZERO, T0).is_err();
    let sign_out: Act = |s| s.sign_out(Extent::Tokens).is_err();
    let retry: Act = |s| s.retry(T0).is_err();
    let reopen: Act = |s| s.reopen().is_err();
    let signed_out = || Session::added(connection());
    let loading = || Session::saved(connection()).0;
    let leaving = || {
        let mut session = signed_in();
        session.sign_out(Extent::Tokens).unwrap();
        session
    };
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
fn a_refresh_proves_sends_saves_and_only_then_settles() {
    let mut session = signed_in();
    let proof = session.refresh(T0).unwrap();
    assert_eq!(record(&proof).standing, Standing::Refreshing);
    assert_eq!(
        record(&proof).tokens.access.expose_secret(),
        "first",
        "the old pair is what is proved with"
    );
    let request = session.stored(Ok(()), T0);
    let [Effect::Exchange(Grant::RefreshToken(token))] = request.as_slice() else {
        panic!("the token is sent")
    };
    assert_eq!(token.expose_secret(), "refresh of first");
    let save = session.exchange_answered(Ok(issued("second")), at(1), at(2));
    assert_eq!(record(&save).tokens.refresh.as_ref().unwrap().expose_secret(), "refresh of second");
    assert!(record(&save).generation > record(&proof).generation);
    assert!(matches!(session.state, State::Refreshing(_)), "not before it is saved");
    session.stored(Ok(()), at(2));
    let State::SignedIn(held) = &session.state else { panic!("signed in") };
    assert_eq!(held.tokens.lifetime.obtained_at, at(1), "counted from before the request");
}

#[test]
fn an_answer_without_a_refresh_token_keeps_the_old_one() {
    let mut session = refreshing();
    let answer = Issued { refresh: None, ..issued("second") };
    session.exchange_answered(Ok(answer), T0, T0);
    session.stored(Ok(()), T0);
    let held = session.held().unwrap();
    assert_eq!(held.tokens.refresh.as_ref().unwrap().expose_secret(), "refresh of first");
}

#[test]
fn an_answer_without_an_access_token_saves_the_refresh_token() {
    let mut session = signed_in();
    session.copy(Duration::from_secs(2 * HOUR), at(HOUR)).unwrap();
    session.stored(Ok(()), at(HOUR));
    let effects = session.exchange_answered(
        Ok(Issued { access: None, ..issued("second") }),
        at(HOUR),
        at(HOUR),
    );
    assert_eq!(
        record(&effects).tokens.refresh.as_ref().unwrap().expose_secret(),
        "refresh of second"
    );
    let effects = session.stored(Ok(()), at(HOUR));
    assert!(
        matches!(effects.as_slice(), [Effect::Disappoint(_)]),
        "whoever waited is told: {effects:?}"
    );
    let again = session.copy(Duration::ZERO, at(HOUR)).unwrap();
    assert_eq!(record(&again).standing, Standing::Refreshing, "the next use refreshes");
}

#[test]
fn a_failed_save_keeps_the_tokens_and_tries_again() {
    let mut session = refreshing();
    session.exchange_answered(Ok(issued("second")), T0, T0);
    session.stored(Err(Failure::Refused), T0);
    let unsaved = session.held().unwrap().unsaved.unwrap();
    assert_eq!((unsaved.failure, unsaved.failures), (Failure::Refused, 1));
    let effects = session.tick(at(1));
    assert_eq!(record(&effects).tokens.access.expose_secret(), "second");
    session.stored(Ok(()), at(1));
    assert_eq!(session.held().unwrap().unsaved, None);
    assert_eq!(session.wakes_at(), None);
}

#[test]
fn troubles_lead_where_their_remedy_says() {
    for kind in [Kind::Unreachable, Kind::Throttled, Kind::ServerError, Kind::Timeout] {
        let mut session = refreshing();
        session.exchange_answered(Err(kind.into()), T0, T0);
        let State::Waiting(wait) = &session.state else { panic!("{kind:?} is waited out") };
        assert_eq!(wait.until, Some(at(2)), "{kind:?} is tried again");
        assert!(session.tick(at(1)).is_empty(), "not too early");
        assert_eq!(record(&session.tick(at(2))).standing, Standing::Refreshing);
    }
    for kind in [Kind::ClientRejected, Kind::Configuration, Kind::Misdirected, Kind::Certificate] {
        let mut session = refreshing();
        session.exchange_answered(Err(kind.into()), T0, T0);
        let State::Waiting(wait) = &session.state else { panic!("{kind:?} keeps the tokens") };
        assert_eq!(wait.until, None, "{kind:?} needs somebody");
    }
    for kind in [Kind::RefreshTokenRevoked, Kind::RefreshTokenExpired, Kind::RefreshTokenUnknown] {
        let mut session = refreshing();
        let effects = session.exchange_answered(Err(kind.into()), T0, T0);
        assert_eq!(record(&effects).standing, Standing::NeedsSignIn, "the record is kept, marked");
        let State::NeedsSignIn(ended) = &session.state else { panic!("{kind:?} needs a sign-in") };
        assert!(ended.held.is_some());
    }
}

#[test]
fn an_unclear_answer_is_tried_three_times_and_an_unsent_request_for_good() {
    let tries = |kind: Kind| {
        let mut session = signed_in();
        let mut tries = 0;
        session.refresh(T0).unwrap();
        loop {
            tries += 1;
            session.stored(Ok(()), T0);
            session.exchange_answered(Err(kind.into()), T0, T0);
            match session.wakes_at() {
                Some(due) if tries < 50 => drop(session.tick(due)),
                _ => return tries,
            }
        }
    };
    assert_eq!(tries(Kind::ServerError), 3);
    assert_eq!(tries(Kind::Unreachable), 50);
}

#[test]
fn a_cancelled_or_failed_sign_in_leaves_what_was_there() {
    let needs_sign_in = || {
        let mut session = refreshing();
        session.exchange_answered(Err(Kind::RefreshTokenRevoked.into()), T0, T0);
        session.begin(Secrets::fresh(), vec![Way::DeepLink], T0).unwrap();
        prepare(&mut session);
        session
    };
    let mut session = needs_sign_in();
    session.cancel().unwrap();
    let State::NeedsSignIn(ended) = &session.state else { panic!("as before") };
    assert_eq!((ended.trouble.kind, ended.held.is_some()), (Kind::RefreshTokenRevoked, true));

    let mut session = needs_sign_in();
    let denial = answer_to(&session, "error=access_denied");
    assert!(matches!(session.accept(&denial), Answer::Taken(effects) if effects.is_empty()));
    let State::NeedsSignIn(ended) = &session.state else {
        panic!("as before, with the new reason")
    };
    assert_eq!((ended.trouble.kind, ended.held.is_some()), (Kind::Declined, true));
}

#[test]
fn a_first_copy_is_written_down_and_later_ones_are_not() {
    let mut session = signed_in();
    let effects = session.copy(Duration::ZERO, at(10)).unwrap();
    let [Effect::HandOut { refreshed: false, .. }, Effect::Store(record)] = effects.as_slice()
    else {
        panic!("handed out and written down: {effects:?}")
    };
    assert_eq!(record.copied_at, Some(at(10)));
    let effects = session.copy(Duration::ZERO, at(20)).unwrap();
    assert!(matches!(effects.as_slice(), [Effect::HandOut { .. }]));
}

#[test]
fn a_sign_out_asked_for_during_a_refresh_follows_it_whatever_comes() {
    for answer in [
        Ok(issued("second")),
        Err(Trouble::from(Kind::Timeout)),
        Err(Kind::RefreshTokenRevoked.into()),
    ] {
        let mut session = refreshing();
        session.sign_out(Extent::Tokens).unwrap();
        let story = format!("{answer:?}");
        let mut effects = session.exchange_answered(answer, T0, T0);
        if matches!(session.state, State::Refreshing(_)) {
            effects = session.stored(Ok(()), T0);
        }
        assert!(
            effects.iter().any(|effect| matches!(effect, Effect::Revoke(_))),
            "{story}: {effects:?}"
        );
        assert!(matches!(session.state, State::SigningOut(_)), "{story}");
    }
}

#[test]
fn a_task_that_dies_leaves_a_state_that_goes_on() {
    let mut session = Session::saved(connection()).0;
    session.broke(T0);
    assert!(matches!(session.state, State::Closed(Failure::Refused)));
    let mut session = exchanging();
    session.broke(T0);
    assert!(matches!(session.state, State::SignedOut(Some(Note::Failed(_)))));
    let mut session = refreshing();
    session.broke(T0);
    assert!(matches!(session.state, State::Waiting(_)));
    let mut session = signed_in();
    session.broke(T0);
    assert!(matches!(session.state, State::SignedIn(_)));
}
