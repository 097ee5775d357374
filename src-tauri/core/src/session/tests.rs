use std::time::Duration;

use secrecy::ExposeSecret;
use serde_json::json;

use super::*;
use crate::claim::Claim;
use crate::clock::{BootId, Uptime};
use crate::connection::{ConnectionId, Draft, Environment, Method};
use crate::effects::Prepared;
use crate::oauth::exchange::Issued;
use crate::oauth::redirect::{Redirect, RedirectUri};
use crate::product::INSTALLED;
use crate::schedule;
use crate::token::{AccessToken, Password, RefreshToken};

const T0: Timestamp = Timestamp::from_millis(1_795_307_008_000);
const HOUR: u64 = 3600;

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

fn record(effects: &[Effect]) -> &Record {
    let [Effect::Store { record, .. }] = effects else {
        panic!("one record is written, not {effects:?}")
    };
    record
}

#[test]
fn a_sign_in_goes_from_browser_to_code_to_keyring_to_tokens() {
    let mut session = exchanging();
    assert!(matches!(session.state, State::Exchanging(_)));
    let effects = session.exchange_answered(Ok(issued("first")), None, T0, T0);
    let record = record(&effects);
    assert_eq!(record.standing, Standing::Active);
    assert_eq!(record.tokens.access.expose_secret(), "first");
    assert!(session.held().is_none(), "nobody has the tokens before the keyring has");
    let effects = session.stored(Ok(7), T0);
    assert!(matches!(effects.as_slice(), [Effect::Remember]), "the way that worked is kept");
    assert_eq!(session.held().unwrap().tokens.lifetime.expires_at, Some(at(HOUR)));
    assert_eq!(session.connection.way, Some(Way::DeepLink));
}

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
fn f39_each_sign_in_answers_only_to_its_own_state() {
    let mut session = awaiting();
    let first = answer_to(&session, "code=def502");
    session.begin(Secrets::fresh(), vec![Way::DeepLink], Prompt::Anyone, T0).unwrap();
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
    let begin: Act = |s| s.begin(Secrets::fresh(), vec![], Prompt::Anyone, T0).is_err();
    let cancel: Act = |s| s.cancel().is_err();
    let refresh: Act = |s| s.refresh(T0).is_err();
    let copy: Act = |s| s.copy(Duration::ZERO, T0).is_err();
    let sign_out: Act = |s| s.sign_out(Extent::Tokens).is_err();
    let retry: Act = |s| s.retry(T0).is_err();
    let reopen: Act = |s| s.reopen().is_err();
    let signed_out = || Session::added(connection(), steady());
    let loading = || Session::saved(connection(), steady()).0;
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
    let claim = session.refresh(T0).unwrap();
    assert!(matches!(claim.as_slice(), [Effect::Claim { .. }]), "first nobody else may be at it");
    let proof = claimed(&mut session, T0);
    assert_eq!(record(&proof).standing, Standing::Refreshing);
    assert_eq!(
        record(&proof).tokens.access.expose_secret(),
        "first",
        "the old pair is what is proved with"
    );
    let request = session.stored(Ok(7), T0);
    let [Effect::Exchange { grant: Grant::RefreshToken(token), claim: Some(_) }] =
        request.as_slice()
    else {
        panic!("the token is sent, and the claim goes with it: {request:?}")
    };
    assert_eq!(token.expose_secret(), "refresh of first");
    let save = session.exchange_answered(Ok(issued("second")), None, at(1), at(2));
    assert_eq!(record(&save).tokens.refresh.as_ref().unwrap().expose_secret(), "refresh of second");
    assert!(record(&save).generation > record(&proof).generation);
    assert!(matches!(session.state, State::Refreshing(_)), "not before it is saved");
    session.stored(Ok(7), at(2));
    let State::SignedIn(held) = &session.state else { panic!("signed in") };
    assert_eq!(held.tokens.lifetime.obtained_at, at(1), "counted from before the request");
}

#[test]
fn f24_an_answer_without_a_refresh_token_keeps_the_old_one() {
    let mut session = refreshing();
    let answer = Issued { refresh: None, ..issued("second") };
    session.exchange_answered(Ok(answer), None, T0, T0);
    session.stored(Ok(7), T0);
    let held = session.held().unwrap();
    assert_eq!(held.tokens.refresh.as_ref().unwrap().expose_secret(), "refresh of first");
}

#[test]
fn an_answer_without_an_access_token_saves_the_refresh_token() {
    let mut session = signed_in();
    session.copy(Duration::from_secs(2 * HOUR), at(HOUR)).unwrap();
    claimed(&mut session, at(HOUR));
    session.stored(Ok(7), at(HOUR));
    let effects = session.exchange_answered(
        Ok(Issued { access: None, ..issued("second") }),
        None,
        at(HOUR),
        at(HOUR),
    );
    assert_eq!(
        record(&effects).tokens.refresh.as_ref().unwrap().expose_secret(),
        "refresh of second"
    );
    let effects = session.stored(Ok(7), at(HOUR));
    assert!(
        matches!(effects.as_slice(), [Effect::Disappoint(_)]),
        "whoever waited is told: {effects:?}"
    );
    session.copy(Duration::ZERO, at(HOUR)).unwrap();
    let again = claimed(&mut session, at(HOUR));
    assert_eq!(record(&again).standing, Standing::Refreshing, "the next use refreshes");
}

#[test]
fn f12_a_failed_save_keeps_the_tokens_and_tries_again() {
    let mut session = refreshing();
    session.exchange_answered(Ok(issued("second")), None, T0, T0);
    session.stored(Err(Failure::Refused), T0);
    let unsaved = session.held().unwrap().unsaved.unwrap();
    assert_eq!((unsaved.failure, unsaved.failures), (Failure::Refused, 1));
    let effects = session.tick(at(1));
    assert_eq!(record(&effects).tokens.access.expose_secret(), "second");
    session.stored(Ok(7), at(1));
    assert_eq!(session.held().unwrap().unsaved, None);
    assert_eq!(session.wakes_at(), session.renews_at());
}

#[test]
fn troubles_lead_where_their_remedy_says() {
    for kind in [Kind::Unreachable, Kind::Throttled, Kind::ServerError, Kind::Timeout] {
        let mut session = refreshing();
        session.exchange_answered(Err(kind.into()), None, T0, T0);
        let State::Waiting(wait) = &session.state else { panic!("{kind:?} is waited out") };
        let due = wait.until.unwrap_or_else(|| panic!("{kind:?} is tried again"));
        assert!(session.tick(T0).is_empty(), "not too early");
        assert!(matches!(session.tick(due).as_slice(), [Effect::Claim { .. }]));
    }
    for kind in [Kind::ClientRejected, Kind::Configuration, Kind::Misdirected, Kind::Certificate] {
        let mut session = refreshing();
        session.exchange_answered(Err(kind.into()), None, T0, T0);
        let State::Waiting(wait) = &session.state else { panic!("{kind:?} keeps the tokens") };
        assert_eq!(wait.until, None, "{kind:?} needs somebody");
    }
    for kind in [Kind::RefreshTokenRevoked, Kind::RefreshTokenExpired, Kind::RefreshTokenUnknown] {
        let mut session = refreshing();
        let effects = session.exchange_answered(Err(kind.into()), None, T0, T0);
        assert_eq!(record(&effects).standing, Standing::NeedsSignIn, "the record is kept, marked");
        let State::NeedsSignIn(ended) = &session.state else { panic!("{kind:?} needs a sign-in") };
        assert!(ended.held.is_some());
    }
}

#[test]
fn an_unclear_answer_is_tried_again_three_times_and_an_unsent_request_for_good() {
    let tries = |kind: Kind| {
        let mut session = signed_in();
        let mut tries = 0;
        session.refresh(T0).unwrap();
        loop {
            tries += 1;
            claimed(&mut session, T0);
            session.stored(Ok(7), T0);
            session.exchange_answered(Err(kind.into()), None, T0, T0);
            match session.wakes_at() {
                Some(due) if tries < 50 => drop(session.tick(due)),
                _ => return tries,
            }
        }
    };
    assert_eq!(tries(Kind::ServerError), 4);
    assert_eq!(tries(Kind::Unreachable), 50);
}

#[test]
fn a_cancelled_or_failed_sign_in_leaves_what_was_there() {
    let needs_sign_in = || {
        let mut session = refreshing();
        session.exchange_answered(Err(Kind::RefreshTokenRevoked.into()), None, T0, T0);
        session.begin(Secrets::fresh(), vec![Way::DeepLink], Prompt::Anyone, T0).unwrap();
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
    let [Effect::HandOut { refreshed: false, .. }, Effect::Store { record, how: Write::Amend }] =
        effects.as_slice()
    else {
        panic!("handed out and written down: {effects:?}")
    };
    assert_eq!(record.copied_at, Some(at(10)));
    let effects = session.copy(Duration::ZERO, at(20)).unwrap();
    assert!(matches!(effects.as_slice(), [Effect::HandOut { .. }]));
}

#[test]
fn f51_a_sign_out_asked_for_during_a_refresh_follows_it_whatever_comes() {
    for answer in [
        Ok(issued("second")),
        Err(Trouble::from(Kind::Timeout)),
        Err(Kind::RefreshTokenRevoked.into()),
    ] {
        let mut session = refreshing();
        session.sign_out(Extent::Tokens).unwrap();
        let story = format!("{answer:?}");
        let mut effects = session.exchange_answered(answer, None, T0, T0);
        if matches!(session.state, State::Refreshing(_)) {
            effects = session.stored(Ok(7), T0);
        }
        assert!(
            effects.iter().any(|effect| matches!(effect, Effect::Revoke(_))),
            "{story}: {effects:?}"
        );
        assert!(matches!(session.state, State::SigningOut(_)), "{story}");
    }
}

#[test]
fn f52_a_task_that_dies_leaves_a_state_that_goes_on() {
    let mut session = Session::saved(connection(), steady()).0;
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

/// What another program wrote for this connection.
fn written_elsewhere(session: &Session, access: &str, at: Timestamp) -> Record {
    let issued = issued(access);
    Record {
        generation: 50,
        standing: Standing::Active,
        server: session.connection.server.id(),
        client: session.connection.client_id.clone(),
        tokens: sign_in::token_set(issued, None, at, None),
        who: None,
        copied_at: None,
    }
}

fn pair(session: &Session) -> &str {
    session.held().unwrap().tokens.refresh.as_ref().unwrap().expose_secret()
}

#[test]
fn a_refresh_that_another_program_was_first_with_is_not_made_again() {
    let mut session = signed_in();
    session.copy(Duration::from_secs(2 * HOUR), at(HOUR)).unwrap();
    let record = written_elsewhere(&session, "elsewhere", at(HOUR - 5));
    let claimed = Claimed { claim: Claim::unguarded(), found: Found::Record(Box::new(record)) };
    let effects = session.claimed(Ok(claimed), at(HOUR));
    assert!(
        effects.iter().any(|effect| matches!(effect, Effect::HandOut { refreshed: true, .. })),
        "the new token is handed out without a request: {effects:?}"
    );
    assert_eq!(pair(&session), "refresh of elsewhere");
    assert!(session.claim.is_none(), "and nobody is kept waiting");
}

#[test]
fn tokens_of_another_program_that_end_soon_are_refreshed_in_their_turn() {
    let mut session = signed_in();
    session.refresh(at(HOUR)).unwrap();
    let record = written_elsewhere(&session, "elsewhere", at(60));
    let claimed = Claimed { claim: Claim::unguarded(), found: Found::Record(Box::new(record)) };
    let effects = session.claimed(Ok(claimed), at(HOUR));
    let proof = self::record(&effects);
    assert_eq!(proof.tokens.access.expose_secret(), "elsewhere", "with the newer refresh token");
    assert!(proof.generation > 50, "generations rise across programs");
}

#[test]
fn tokens_that_only_memory_holds_are_newer_than_any_record() {
    let mut session = refreshing();
    session.exchange_answered(Ok(issued("second")), Some(Claim::unguarded()), T0, T0);
    session.stored(Err(Failure::Missing), T0);
    assert!(session.claim.is_some(), "nobody else may refresh what they cannot read");
    let effects = session.refresh(T0).unwrap();
    assert!(
        matches!(effects.as_slice(), [Effect::Exchange { claim: Some(_), .. }]),
        "the claim is still there, and nothing has to be proved: {effects:?}"
    );
}

#[test]
fn f07_another_programs_claim_costs_no_token() {
    for kind in [Kind::Busy, Kind::Lock, Kind::Keyring(Failure::Locked)] {
        let mut session = signed_in();
        session.copy(Duration::from_secs(2 * HOUR), at(HOUR * 3 / 4)).unwrap();
        let effects = session.claimed(Err(kind.into()), at(HOUR * 3 / 4));
        assert!(
            matches!(effects.as_slice(), [Effect::HandOut { refreshed: false, .. }]),
            "{kind:?}: the old token is still good: {effects:?}"
        );
        let State::Waiting(wait) = &session.state else { panic!("{kind:?} is waited out") };
        assert!(!wait.held.in_doubt, "{kind:?} spent nothing");
    }
}

#[test]
fn a_token_that_another_program_found_dead_is_not_sent_again() {
    for (standing, kind) in [
        (Standing::NeedsSignIn, Kind::RefreshTokenRevoked),
        (Standing::AnswerLost, Kind::AnswerLost),
    ] {
        for access in ["first", "elsewhere"] {
            let mut session = signed_in();
            session.refresh(T0).unwrap();
            let found = Record { standing, ..written_elsewhere(&session, access, T0) };
            let found = Found::Record(Box::new(found));
            let effects = session.claimed(Ok(Claimed { claim: Claim::unguarded(), found }), T0);
            assert_eq!(record(&effects).standing, standing, "and stays found dead that way");
            let State::NeedsSignIn(ended) = &session.state else { panic!("a sign-in mends it") };
            assert_eq!(ended.trouble.kind, kind);
        }
    }
}

#[test]
fn a_token_that_another_program_sent_may_be_spent() {
    let mut session = signed_in();
    session.refresh(T0).unwrap();
    let sent =
        Record { standing: Standing::Refreshing, ..written_elsewhere(&session, "first", T0) };
    let found = Found::Record(Box::new(sent));
    session.claimed(Ok(Claimed { claim: Claim::unguarded(), found }), T0);
    session.stored(Ok(60), T0);
    session.exchange_answered(Err(Kind::RefreshTokenRevoked.into()), None, T0, T0);
    let State::NeedsSignIn(ended) = &session.state else { panic!("a sign-in mends it") };
    assert_eq!(ended.trouble.kind, Kind::AnswerLost);
}

#[test]
fn nothing_is_written_over_what_cannot_be_seen() {
    let session = signed_in();
    let new = || written_elsewhere(&session, "second", T0);
    for how in [Write::Replace, Write::Amend] {
        for failure in [Failure::Locked, Failure::Slow, Failure::Refused, Failure::Newer] {
            let verdict = how.over(new(), Err(failure));
            assert!(matches!(verdict, Verdict::Fail(why) if why == failure), "{verdict:?}");
        }
        let verdict = how.over(new(), Err(Failure::Damaged));
        assert!(matches!(verdict, Verdict::Write(_)), "a copy of it was put aside: {verdict:?}");
    }
}

#[test]
fn tokens_that_another_program_took_back_are_not_written_again() {
    let nothing = || Ok(Claimed { claim: Claim::unguarded(), found: Found::Nothing });
    let mut session = signed_in();
    session.refresh(T0).unwrap();
    let effects = session.claimed(nothing(), T0);
    assert!(effects.is_empty() && session.claim.is_none(), "nothing is sent: {effects:?}");
    assert!(matches!(session.state, State::SignedOut(None)));

    let mut session = signed_in();
    session.refresh(T0).unwrap();
    session.sign_out(Extent::Connection).unwrap();
    let effects = session.claimed(nothing(), T0);
    assert!(matches!(effects.as_slice(), [Effect::Forget { .. }]), "it goes on: {effects:?}");

    let mut session = signed_in();
    let effects = session.copy(Duration::ZERO, T0).unwrap();
    let [_, Effect::Store { record, how }] = effects.as_slice() else { panic!("a note") };
    let verdict = how.over(record.as_ref().clone(), Ok(None));
    assert!(matches!(verdict, Verdict::Fail(_)), "and no note is left: {verdict:?}");
}

#[test]
fn a_note_never_brings_old_tokens_back() {
    let mut session = signed_in();
    session.copy(Duration::ZERO, at(10)).unwrap();
    let record = written_elsewhere(&session, "elsewhere", at(20));
    session.superseded(record, at(30));
    assert_eq!(pair(&session), "refresh of elsewhere");
    assert_eq!(
        session.held().unwrap().stale_copy_at,
        Some(at(10)),
        "its copies have stopped working"
    );
}

#[test]
fn an_answer_that_was_lost_is_said_to_be_lost() {
    let mut session = refreshing();
    session.exchange_answered(Err(Kind::Timeout.into()), None, T0, T0);
    let due = session.wakes_at().unwrap();
    session.tick(due);
    claimed(&mut session, due);
    session.stored(Ok(9), due);
    let effects = session.exchange_answered(Err(Kind::RefreshTokenRevoked.into()), None, due, due);
    assert_eq!(record(&effects).standing, Standing::AnswerLost);
    let State::NeedsSignIn(ended) = &session.state else { panic!("a sign-in mends it") };
    assert_eq!(ended.trouble.kind, Kind::AnswerLost);
}

#[test]
fn a_run_that_ended_in_a_refresh_is_taken_up_where_it_ended() {
    let found = |standing| {
        let (mut session, _) = Session::saved(connection(), steady());
        let mut record = written_elsewhere(&session, "first", T0);
        record.standing = standing;
        let effects =
            session.loaded(Ok(Kept { record: Some(record), has_client_secret: true }), at(1));
        (session, effects)
    };
    let (session, effects) = found(Standing::Refreshing);
    assert!(
        matches!(effects.as_slice(), [Effect::Claim { .. }]),
        "the server is asked: {effects:?}"
    );
    assert!(session.held().unwrap().in_doubt);
    let (session, _) = found(Standing::Active);
    assert!(matches!(session.state, State::SignedIn(_)));
    for (standing, kind) in [
        (Standing::NeedsSignIn, Kind::RefreshTokenRevoked),
        (Standing::AnswerLost, Kind::AnswerLost),
    ] {
        let (session, effects) = found(standing);
        let State::NeedsSignIn(ended) = &session.state else { panic!("as it was left") };
        assert_eq!((ended.trouble.kind, effects.len()), (kind, 0));
    }
}

#[test]
fn tokens_are_renewed_before_their_end_without_anybody_asking() {
    let mut session = signed_in();
    let due = session.wakes_at().unwrap();
    assert!(
        due > at(HOUR * 9 / 10) && due < at(HOUR),
        "an hour's token, late in its life: {due:?}"
    );
    assert!(session.tick(due.before(Duration::from_secs(1))).is_empty());
    assert!(matches!(session.tick(due).as_slice(), [Effect::Claim { .. }]));
}

#[test]
fn while_a_copy_is_about_renewal_waits_for_the_last_week() {
    const YEAR: u64 = 365 * 24 * HOUR;
    let mut session = exchanging();
    let answer = Issued { expires_in: Some(json!(YEAR)), ..issued("first") };
    session.exchange_answered(Ok(answer), None, T0, T0);
    session.stored(Ok(1), T0);
    let unasked = session.renews_at().unwrap();
    session.copy(Duration::ZERO, at(10)).unwrap();
    let end = at(YEAR);
    assert_eq!(session.renews_at(), Some(end.before(schedule::ASK_UNTIL)));
    assert!(!session.asks_for_renewal(unasked.before(Duration::from_secs(1))));
    assert!(session.asks_for_renewal(unasked), "the person is asked in between");
    assert!(!session.asks_for_renewal(end.before(schedule::ASK_UNTIL)), "and then not any more");
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
    let kept = Kept { record: Some(record.as_ref().clone()), has_client_secret: true };
    later.loaded(Ok(kept), wrong);
    assert_eq!(later.clock_offset().server_time(wrong), at(60));
}

fn as_user(access: &str, subject: &str) -> Issued {
    use base64::Engine as _;
    let claims = json!({ "sub": subject }).to_string();
    let claims = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(claims);
    Issued { access: Some(AccessToken::new(format!("e30.{claims}.{access}"))), ..issued(access) }
}

/// Maria is signed in, and John comes back from the browser.
fn somebody_else() -> Session {
    let mut session = exchanging();
    session.exchange_answered(Ok(as_user("first", "2")), None, T0, T0);
    session.stored(Ok(1), T0);
    session.begin(Secrets::fresh(), vec![Way::DeepLink], Prompt::Login, T0).unwrap();
    prepare(&mut session);
    let redirect = answer_to(&session, "code=def502");
    assert!(matches!(session.accept(&redirect), Answer::Taken(_)));
    let effects = session.exchange_answered(Ok(as_user("second", "3")), None, T0, T0);
    assert!(
        matches!(effects.as_slice(), [Effect::Identify { subject: Some(id), .. }] if id == "3"),
        "nothing is saved before the person has decided: {effects:?}"
    );
    session
}

#[test]
fn f43_somebody_else_replaces_nobody_unasked() {
    let mut session = somebody_else();
    assert!(matches!(session.state, State::SomebodyElse(_)));
    let effects = session.turn_away().unwrap();
    assert!(matches!(effects.as_slice(), [Effect::Discard(_)]), "what they brought is revoked");
    assert_eq!(pair(&session), "refresh of first");

    let mut session = somebody_else();
    let effects = session.take_over().unwrap();
    let [Effect::Store { record, how: Write::Replace }] = effects.as_slice() else {
        panic!("saved over what was there: {effects:?}")
    };
    assert_eq!(record.tokens.claims.subject.as_deref(), Some("3"));
    session.stored(Ok(60), T0);
    assert_eq!(pair(&session), "refresh of second");
}

#[test]
fn a_password_is_sent_once_whatever_the_answer() {
    for kind in [Kind::Timeout, Kind::PasswordRejected, Kind::Unreachable] {
        let mut session = Session::added(connection(), steady());
        let password = Password::new("demo".into());
        let effects = session.begin_with_password("maria".into(), password, T0).unwrap();
        assert!(matches!(
            effects.as_slice(),
            [Effect::Exchange { grant: Grant::Password { .. }, claim: None }]
        ));
        let effects = session.exchange_answered(Err(kind.into()), None, T0, T0);
        assert!(effects.is_empty() && session.wakes_at().is_none(), "{kind:?} is not tried again");
        assert!(
            matches!(&session.state, State::SignedOut(Some(Note::Failed(t))) if t.kind == kind)
        );
    }
}

#[test]
fn a_personal_token_is_kept_once_the_api_has_said_whose_it_is() {
    let begun = || {
        let connection = Connection { method: Method::PersonalToken, ..connection() };
        let mut session = Session::added(connection, steady());
        let token = as_user("personal", "2").access.unwrap();
        let effects = session.begin_with_token(token, T0).unwrap();
        assert!(
            matches!(effects.as_slice(), [Effect::Identify { subject: Some(id), .. }] if id == "2")
        );
        session
    };
    let mut session = begun();
    session.identified(Err(Kind::TokenNotAccepted.into()));
    assert!(matches!(&session.state, State::SignedOut(Some(Note::Failed(_)))));

    let mut session = begun();
    let who = Identity {
        id: "2".into(),
        user_name: "maria".into(),
        full_name: "Maria Silva".into(),
        email: None,
        administrator: false,
    };
    let effects = session.identified(Ok(who));
    assert!(matches!(effects.as_slice(), [Effect::Store { how: Write::Replace, .. }]));
    session.stored(Ok(1), T0);
    assert!(session.held().unwrap().who.is_some());
    assert_eq!(session.renews_at(), None, "there is nothing to renew it with");
    let effects = session.sign_out(Extent::Tokens).unwrap();
    assert!(
        matches!(effects.as_slice(), [Effect::Forget { .. }]),
        "it may be in use elsewhere, and is not revoked: {effects:?}"
    );
}

#[test]
fn tokens_that_nothing_can_renew_make_room_for_a_sign_in_when_they_are_over() {
    let mut session = exchanging();
    let answer = Issued { refresh: None, ..issued("first") };
    session.exchange_answered(Ok(answer), None, T0, T0);
    session.stored(Ok(1), T0);
    assert!(session.begin(Secrets::fresh(), vec![], Prompt::Anyone, at(10)).is_err());
    assert_eq!(session.wakes_at(), Some(at(HOUR)));
    assert!(session.tick(at(HOUR)).is_empty(), "nobody can be asked anything");
    let State::NeedsSignIn(ended) = &session.state else { panic!("a sign-in is needed") };
    assert_eq!(ended.trouble.kind, Kind::NoRefreshToken);
    session.begin(Secrets::fresh(), vec![Way::DeepLink], Prompt::Anyone, at(HOUR)).unwrap();
}

#[test]
fn a_token_in_doubt_is_not_handed_out_before_another_try() {
    let mut session = refreshing();
    session.exchange_answered(Err(Kind::ServerError.into()), None, T0, T0);
    let effects = session.copy(Duration::ZERO, at(10)).unwrap();
    assert!(matches!(effects.as_slice(), [Effect::Claim { .. }]), "{effects:?}");
    claimed(&mut session, at(10));
    session.stored(Ok(9), at(10));
    session.exchange_answered(Ok(issued("second")), None, at(10), at(10));
    let effects = session.stored(Ok(10), at(10));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::HandOut { refreshed: true, .. })));
}
