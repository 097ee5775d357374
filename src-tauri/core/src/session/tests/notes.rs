//! What a session has to say for the record, and when.

use super::sign_in::{as_user, somebody_else};
use super::*;
use crate::activity::{Because, By, Copies, Next, Revoked, What};

fn signed_in_by(who: Option<&str>, by: By) -> What {
    What::SignedIn { who: who.map(Into::into), by }
}

/// Somebody who has just come to be signed in, and is being asked about.
fn arrived() -> Session {
    let mut session = exchanging();
    session.exchange_answered(Ok(as_user("first", "2")), None, T0, T0);
    session.stored(Ok(1), T0);
    session
}

/// Who is signed in, and nothing to say of before.
fn settled() -> Session {
    let mut session = signed_in();
    session.take_notes();
    session
}

/// Replaces the tokens up to the request.
fn request(session: &mut Session, now: Timestamp) {
    claimed(session, now);
    session.stored(Ok(20), now);
}

fn refreshed(session: &mut Session, now: Timestamp) -> Vec<What> {
    request(session, now);
    session.exchange_answered(Ok(issued("second")), None, now, now);
    assert_eq!(session.take_notes(), [], "only what is kept has happened");
    session.stored(Ok(21), now);
    session.take_notes()
}

#[test]
fn a_sign_in_is_told_once_with_the_name() {
    let mut session = arrived();
    assert_eq!(session.take_notes(), [], "the name is still being asked for");
    session.identified(Ok(maria()));
    assert_eq!(session.take_notes(), [signed_in_by(Some("maria"), By::DeepLink)]);
    session.identified(Ok(maria()));
    assert_eq!(session.take_notes(), []);
}

#[test]
fn a_sign_in_without_a_name_is_told_all_the_same() {
    let mut nobody_says = arrived();
    nobody_says.identified(Err(Kind::Unreachable.into()));
    let mut nobody_is_asked = signed_in();
    let mut goes_on = arrived();
    goes_on.refresh(T0).unwrap();
    for session in [&mut nobody_says, &mut nobody_is_asked, &mut goes_on] {
        assert_eq!(session.take_notes(), [signed_in_by(None, By::DeepLink)]);
    }
}

#[test]
fn every_way_to_sign_in_is_told_apart() {
    let mut pasted = awaiting();
    let redirect = answer_to(&pasted, "code=def502");
    assert!(matches!(pasted.accept_pasted(&redirect), Answer::Taken(_)));
    let mut by_password = Session::added(connection(), steady());
    by_password.begin_with_password("maria".into(), Password::new("p".into()), T0).unwrap();
    let mut by_token = Session::added(connection(), steady());
    by_token.begin_with_token(AccessToken::new("personal".into()), T0).unwrap();
    for (mut session, by) in [(pasted, By::PastedAddress), (by_password, By::Password)] {
        session.exchange_answered(Ok(issued("first")), None, T0, T0);
        session.stored(Ok(1), T0);
        assert_eq!(session.take_notes(), [signed_in_by(None, by)]);
    }
    by_token.identified(Ok(maria()));
    by_token.stored(Ok(1), T0);
    assert_eq!(by_token.take_notes(), [signed_in_by(Some("maria"), By::PersonalToken)]);
}

#[test]
fn a_redirect_says_whether_a_link_or_a_port_brought_it() {
    let mut session = awaiting();
    let uri = RedirectUri::loopback(43121, &session.connection.server);
    let State::AwaitingRedirect(attempt) = &mut session.state else { panic!("it waits") };
    let Stage::InBrowser(browser) = &mut attempt.stage else { panic!("in the browser") };
    browser.uri = uri;
    let redirect = answer_to(&session, "code=def502");
    session.accept(&redirect);
    session.exchange_answered(Ok(issued("first")), None, T0, T0);
    session.stored(Ok(1), T0);
    assert_eq!(session.take_notes(), [signed_in_by(None, By::Loopback)]);
}

#[test]
fn a_sign_in_that_came_to_nothing_says_why() {
    let mut given_up = awaiting();
    given_up.cancel().unwrap();
    assert_eq!(given_up.take_notes(), [What::SignInGivenUp]);
    let mut failed = exchanging();
    failed.exchange_answered(Err(Kind::ClientRejected.into()), None, T0, T0);
    assert_eq!(failed.take_notes(), [What::SignInFailed { why: Kind::ClientRejected }]);
}

#[test]
fn somebody_else_is_told_of_and_again_when_they_stay() {
    let mut session = somebody_else();
    let notes = session.take_notes();
    assert_eq!(notes.last(), Some(&What::SomebodyElseCame { who: None }));
    session.identified(Ok(maria()));
    session.take_over().unwrap();
    session.stored(Ok(60), T0);
    assert_eq!(session.take_notes(), [signed_in_by(Some("maria"), By::DeepLink)]);
}

#[test]
fn a_refresh_says_what_for() {
    let whole = Duration::from_secs(2 * HOUR);
    let soon = at(HOUR - 60);
    type Begin<'a> = &'a dyn Fn(&mut Session);
    let begins: [(Because, Begin); 4] = [
        (Because::Person, &|session| drop(session.refresh(soon).unwrap())),
        (Because::Background, &|session| drop(session.tick(soon))),
        (Because::Copy, &|session| drop(session.copy(whole, soon).unwrap())),
        (Because::Request, &|session| drop(session.lend(whole, soon).unwrap())),
    ];
    for (because, begin) in begins {
        let mut session = settled();
        begin(&mut session);
        let notes = refreshed(&mut session, soon);
        assert_eq!(notes, [What::Refreshed { because, copies: Copies::None }]);
    }
}

#[test]
fn a_refresh_that_is_tried_again_or_taken_up_after_a_crash_is_nobodys_wish() {
    let mut waiting = waiting();
    waiting.take_notes();
    let due = waiting.wakes_at().unwrap();
    waiting.tick(due);
    let background = What::Refreshed { because: Because::Background, copies: Copies::None };
    assert_eq!(refreshed(&mut waiting, due), std::slice::from_ref(&background));

    let mut before = signed_in();
    before.refresh(T0).unwrap();
    let proof = record(&claimed(&mut before, T0)).clone();
    assert_eq!(proof.standing, Standing::Refreshing);
    let mut after = Session::saved(before.connection.clone(), steady()).0;
    after.loaded(Ok(Kept { record: Some(proof), client_secret_for: None }), T0);
    assert_eq!(refreshed(&mut after, T0), [background]);
}

#[test]
fn a_refresh_says_what_became_of_copies() {
    for (version_3, copies) in [(false, Copies::Ended), (true, Copies::LiveOn)] {
        let mut session = settled();
        if version_3 {
            session.connection.generation = crate::instance::Generation::Version3;
        }
        session.copy(Duration::ZERO, T0).unwrap();
        session.stored(Ok(8), T0);
        session.refresh(T0).unwrap();
        let notes = refreshed(&mut session, T0);
        assert_eq!(notes, [What::Refreshed { because: Because::Person, copies }]);
    }
}

#[test]
fn what_another_program_refreshed_is_in_its_own_record() {
    let mut session = settled();
    session.refresh(at(60)).unwrap();
    let record = written_elsewhere(&session, "elsewhere", at(50));
    let found = Found::Record(Box::new(record));
    session.claimed(Ok(Claimed { claim: Claim::unguarded(), found }), at(60));
    assert_eq!(pair(&session), "refresh of elsewhere");
    assert_eq!(session.take_notes(), []);
}

#[test]
fn a_failure_is_told_once_however_often_it_comes() {
    let mut session = settled();
    session.refresh(T0).unwrap();
    let mut fails = |kind: Kind| {
        request(&mut session, T0);
        session.exchange_answered(Err(kind.into()), None, T0, T0);
        let notes = session.take_notes();
        if let Some(due) = session.wakes_at() {
            session.tick(due);
        }
        notes
    };
    let failed = |why, next| vec![What::RefreshFailed { why, next }];
    assert_eq!(fails(Kind::Unreachable), failed(Kind::Unreachable, Next::TriedAgain));
    assert_eq!(fails(Kind::Unreachable), []);
    assert_eq!(fails(Kind::Throttled), failed(Kind::Throttled, Next::TriedAgain));
    assert_eq!(fails(Kind::ClientRejected), failed(Kind::ClientRejected, Next::WaitsForSomebody));
}

#[test]
fn the_end_of_tokens_is_told_by_its_reason() {
    let mut dead = ended();
    let why = Kind::RefreshTokenRevoked;
    assert_eq!(dead.take_notes().last(), Some(&What::SignInNeeded { why }));

    let mut lost = refreshing();
    lost.exchange_answered(Err(Kind::Timeout.into()), None, T0, T0);
    let due = lost.wakes_at().unwrap();
    lost.tick(due);
    request(&mut lost, due);
    lost.exchange_answered(Err(Kind::RefreshTokenRevoked.into()), None, due, due);
    assert_eq!(lost.take_notes().last(), Some(&What::AnswerLost));

    let mut renewed_by_nobody = settled();
    let State::SignedIn(held) = &mut renewed_by_nobody.state else { panic!("signed in") };
    held.tokens.refresh = None;
    renewed_by_nobody.refresh(T0).unwrap();
    let why = Kind::NoRefreshToken;
    let next = Next::WaitsForSomebody;
    assert_eq!(renewed_by_nobody.take_notes(), [What::RefreshFailed { why, next }]);
    renewed_by_nobody.tick(at(HOUR));
    assert_eq!(renewed_by_nobody.take_notes(), [What::SignInNeeded { why }]);
}

#[test]
fn a_sign_out_says_what_it_took_back_once_it_is_done() {
    let report =
        |copies, last_token| Revocation { copies, last_token, valid_until: None, trouble: None };
    for (copies, last_token, revoked) in [
        (true, true, Revoked::Everything),
        (true, false, Revoked::Copies),
        (false, true, Revoked::LastToken),
        (false, false, Revoked::Nothing),
    ] {
        let mut session = settled();
        session.sign_out(Extent::Tokens).unwrap();
        session.revoked(report(copies, last_token), None, 0);
        assert_eq!(session.take_notes(), []);
        session.forgotten(Ok(()));
        assert_eq!(session.take_notes(), [What::SignedOut { revoked }]);
    }
    let mut session = settled();
    session.sign_out(Extent::Tokens).unwrap();
    session.revoked(report(true, true), None, 0);
    session.forgotten(Err(Failure::Locked));
    assert_eq!(session.take_notes(), [], "the keyring still has it");
}
