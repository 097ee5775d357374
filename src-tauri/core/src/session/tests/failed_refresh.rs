use super::*;

/// The request of a refresh that began at `now`, on its way.
fn requesting_at(now: Timestamp) -> Session {
    let mut session = signed_in();
    session.refresh(now).unwrap();
    claimed(&mut session, now);
    session.stored(Ok(9), now);
    session
}

fn failed(session: &mut Session, kind: Kind) -> Vec<Effect> {
    session.exchange_answered(Err(kind.into()), None, T0, T0)
}

/// What is due next is done, up to the request.
fn next_try(session: &mut Session) {
    let due = session.wakes_at().expect("it is tried again");
    session.tick(due);
    claimed(session, due);
    session.stored(Ok(9), due);
}

#[test]
fn rests_grow_with_every_failure_in_a_row() {
    let mut session = requesting_at(T0);
    let mut rests = Vec::new();
    for _ in 0..3 {
        failed(&mut session, Kind::Unreachable);
        rests.push(session.wakes_at().unwrap());
        next_try(&mut session);
    }
    assert_eq!(rests, [at(2), at(8), at(30)]);
    session.exchange_answered(Ok(issued("second")), None, T0, T0);
    session.stored(Ok(10), T0);
    session.refresh(T0).unwrap();
    claimed(&mut session, T0);
    session.stored(Ok(11), T0);
    failed(&mut session, Kind::Unreachable);
    assert_eq!(session.wakes_at(), Some(at(2)), "a success begins the count anew");
}

#[test]
fn a_longer_rest_that_the_server_asks_for_is_kept() {
    for kind in [Kind::Throttled, Kind::Maintenance] {
        let mut session = requesting_at(T0);
        let trouble = Trouble::new(kind).for_at_least(Duration::from_secs(90));
        session.exchange_answered(Err(trouble), None, T0, T0);
        let wakes = session.wakes_at().unwrap();
        assert!(wakes >= at(90) && wakes <= at(90 + 90 / 4 + 1), "{kind:?}: {wakes:?}");
    }
}

#[test]
fn with_weeks_left_a_server_is_not_pressed_but_this_computer_is() {
    let rest_after = |kind| {
        let mut session = signed_in_for_a_year();
        let now = session.wakes_at().unwrap();
        session.tick(now);
        fail_at(&mut session, kind, now)
    };
    for kind in [Kind::Unreachable, Kind::Throttled] {
        assert!(rest_after(kind) >= Duration::from_secs(8 * HOUR), "{kind:?}");
    }
    for kind in [Kind::Busy, Kind::OwnLimit] {
        assert_eq!(rest_after(kind), Duration::from_secs(2), "{kind:?}");
    }
}

#[test]
fn what_a_person_asked_for_is_tried_five_times_in_a_hurry() {
    let mut session = signed_in_for_a_year();
    let mut now = T0;
    session.refresh(now).unwrap();
    let mut rests = Vec::new();
    for _ in 0..6 {
        let rest = fail_at(&mut session, Kind::Unreachable, now);
        rests.push(rest.as_secs());
        now = now.after(rest);
        session.tick(now);
    }
    assert_eq!(rests[..5], [2, 8, 30, 120, 300]);
    assert!(rests[5] >= 8 * HOUR, "{}", rests[5]);
}

/// How long a session rests whose refresh fails now.
fn fail_at(session: &mut Session, kind: Kind, now: Timestamp) -> Duration {
    claimed(session, now);
    session.stored(Ok(2), now);
    session.exchange_answered(Err(kind.into()), None, now, now);
    now.until(session.wakes_at().unwrap())
}

#[test]
fn what_a_failure_leaves_in_the_keyring() {
    use Standing::{Active, NeedsSignIn};
    for (kind, standing) in [
        // The proof said that a refresh was on its way. It did nothing, and that is written down.
        (Kind::Unreachable, Some(Active)),
        (Kind::Throttled, Some(Active)),
        (Kind::ClientRejected, Some(Active)),
        (Kind::RefreshTokenExpired, Some(NeedsSignIn)),
        // It may have done something: the proof stays.
        (Kind::Timeout, None),
        (Kind::ServerError, None),
        // The keyring was not told that a refresh was on its way, or takes nothing at the moment.
        (Kind::Busy, None),
        (Kind::Lock, None),
        (Kind::Keyring(Failure::Locked), None),
    ] {
        let mut session = requesting_at(T0);
        let effects = failed(&mut session, kind);
        let written = effects.first().map(|_| record(&effects).standing);
        assert_eq!(written, standing, "{kind:?}");
        if let [Effect::Store { how, .. }] = effects.as_slice() {
            assert_eq!(*how, Write::Amend, "{kind:?}: never over another program's tokens");
        }
    }
}

#[test]
fn tokens_that_only_memory_holds_leave_no_note() {
    for kind in [Kind::Unreachable, Kind::RefreshTokenRevoked] {
        let mut session = refreshing();
        session.exchange_answered(Ok(issued("second")), Some(Claim::unguarded()), T0, T0);
        session.stored(Err(Failure::Locked), T0);
        session.refresh(T0).unwrap();
        let effects = failed(&mut session, kind);
        assert!(effects.is_empty(), "{kind:?}: a note would be on other tokens: {effects:?}");
    }
}

#[test]
fn a_doubt_stays_until_the_server_says_more() {
    let mut session = requesting_at(T0);
    failed(&mut session, Kind::Timeout);
    assert!(session.held().unwrap().in_doubt, "nobody knows whether it was carried out");
    next_try(&mut session);
    failed(&mut session, Kind::Unreachable);
    assert!(session.held().unwrap().in_doubt, "and a try that never left tells nothing");
    next_try(&mut session);
    failed(&mut session, Kind::RefreshTokenRevoked);
    let State::NeedsSignIn(ended) = session.state() else { panic!("a sign-in mends it") };
    assert_eq!(ended.trouble.kind, Kind::AnswerLost);
}

#[test]
fn only_a_token_that_was_used_up_can_have_been_lost() {
    for kind in [Kind::RefreshTokenExpired, Kind::RefreshTokenUnknown] {
        let mut session = requesting_at(T0);
        failed(&mut session, Kind::Timeout);
        next_try(&mut session);
        let effects = failed(&mut session, kind);
        assert_eq!(record(&effects).standing, Standing::NeedsSignIn, "{kind:?}");
        let State::NeedsSignIn(ended) = session.state() else { panic!("a sign-in mends it") };
        assert_eq!(ended.trouble.kind, kind);
    }
}

#[test]
fn a_doubt_ends_with_new_tokens() {
    let mut session = requesting_at(T0);
    failed(&mut session, Kind::Timeout);
    next_try(&mut session);
    session.exchange_answered(Ok(issued("second")), None, T0, T0);
    session.stored(Ok(10), T0);
    assert!(!session.held().unwrap().in_doubt);
}

#[test]
fn whoever_waits_for_a_token_gets_the_old_one_only_if_it_is_certainly_good() {
    let copying_at = |now: Timestamp, kind: Kind| {
        let mut session = signed_in();
        session.copy(Duration::from_secs(2 * HOUR), now).unwrap();
        claimed(&mut session, now);
        session.stored(Ok(9), now);
        session.exchange_answered(Err(kind.into()), None, now, now)
    };
    for (now, kind, handed_out) in [
        (at(HOUR - 1), Kind::Unreachable, true),
        (at(HOUR - 1), Kind::ClientRejected, true),
        (at(HOUR), Kind::Unreachable, false),
        (at(HOUR - 1), Kind::Timeout, false),
        (at(HOUR - 1), Kind::RefreshTokenRevoked, false),
    ] {
        let effects = copying_at(now, kind);
        let given =
            effects.iter().any(|effect| matches!(effect, Effect::HandOut { refreshed: false, .. }));
        let told = effects
            .iter()
            .any(|effect| matches!(effect, Effect::Disappoint(why) if why.kind == kind));
        assert_eq!((given, told), (handed_out, !handed_out), "{kind:?} at {now:?}: {effects:?}");
    }
}

#[test]
fn a_keyring_that_does_not_take_the_proof_keeps_the_token_from_being_sent() {
    let mut session = signed_in();
    session.refresh(T0).unwrap();
    claimed(&mut session, T0);
    assert!(session.stored(Err(Failure::Full), T0).is_empty(), "nothing is sent");
    let State::Waiting(wait) = session.state() else { panic!("somebody has to mend it") };
    assert_eq!((wait.trouble.kind, wait.until), (Kind::Keyring(Failure::Full), None));
    assert!(!wait.held.in_doubt && session.claim.is_none());
}

#[test]
fn without_a_refresh_token_the_tokens_stay_as_long_as_they_last() {
    let unrenewable = || {
        let mut session = exchanging();
        let answer = Issued { refresh: None, ..issued("first") };
        session.exchange_answered(Ok(answer), None, T0, T0);
        session.stored(Ok(1), T0);
        session
    };
    let mut session = unrenewable();
    assert!(session.refresh(at(HOUR - 1)).unwrap().is_empty(), "nobody can be asked anything");
    let State::SignedIn(held) = session.state() else { panic!("the token is still good") };
    assert_eq!(held.trouble.as_ref().map(|trouble| trouble.kind), Some(Kind::NoRefreshToken));

    let mut session = unrenewable();
    assert!(session.refresh(at(HOUR)).unwrap().is_empty(), "and nothing is written down");
    let State::NeedsSignIn(ended) = session.state() else { panic!("the token is over") };
    assert_eq!(ended.trouble.kind, Kind::NoRefreshToken);
}

#[test]
fn how_long_another_program_is_waited_for_depends_on_what_is_left() {
    let patience = |now: Timestamp, expires_in: serde_json::Value| {
        let mut session = exchanging();
        let answer = Issued { expires_in: Some(expires_in), ..issued("first") };
        session.exchange_answered(Ok(answer), None, T0, T0);
        session.stored(Ok(1), T0);
        let effects = session.refresh(now).unwrap();
        let [Effect::Claim { patience }] = effects.as_slice() else { panic!("{effects:?}") };
        patience.as_secs()
    };
    assert_eq!(patience(at(HOUR - 31), json!(HOUR)), 5, "the token would serve as well");
    assert_eq!(patience(at(HOUR - 30), json!(HOUR)), 45, "it is as good as over");
    assert_eq!(patience(at(HOUR), json!(HOUR)), 45, "it is over");
    assert_eq!(patience(at(HOUR), json!(null)), 5, "nobody knows that it ends");
}

#[test]
fn a_refresh_that_is_under_way_is_what_was_asked_for() {
    let mut session = refreshing();
    let generation = session.generation();
    assert!(session.refresh(T0).unwrap().is_empty());
    assert_eq!(session.generation(), generation, "and it goes on");
}
