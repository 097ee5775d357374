use super::*;

const MINUTE: Duration = Duration::from_secs(60);

/// Signed in for an hour, with nothing to renew that with.
fn unrenewable() -> Session {
    let mut session = exchanging();
    session.exchange_answered(Ok(Issued { refresh: None, ..issued("first") }), None, T0, T0);
    session.stored(Ok(1), T0);
    session
}

fn is_handed_out(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::HandOut { .. }))
}

#[test]
fn a_token_is_refreshed_first_if_less_is_left_than_asked_for() {
    let effects = signed_in().copy(MINUTE, at(HOUR - 60)).unwrap();
    assert!(is_handed_out(&effects), "a minute is left: {effects:?}");
    let effects = signed_in().copy(MINUTE, at(HOUR - 59)).unwrap();
    assert!(matches!(effects.as_slice(), [Effect::Claim { .. }]), "a second less: {effects:?}");
}

#[test]
fn a_token_that_nothing_can_renew_is_handed_out_to_its_end() {
    let effects = unrenewable().copy(MINUTE, at(HOUR - 1)).unwrap();
    assert!(is_handed_out(&effects), "better a short one than none: {effects:?}");
    let mut session = unrenewable();
    let effects = session.copy(MINUTE, at(HOUR)).unwrap();
    assert!(
        matches!(effects.as_slice(), [Effect::Disappoint(why)] if why.kind == Kind::NoRefreshToken),
        "and not after it: {effects:?}"
    );
    assert!(matches!(session.state(), State::NeedsSignIn(_)));
}

#[test]
fn a_token_in_doubt_that_nothing_can_renew_is_handed_out() {
    let mut session = unrenewable();
    let State::SignedIn(held) = &mut session.state else { panic!("signed in") };
    held.in_doubt = true;
    assert!(is_handed_out(&session.copy(MINUTE, T0).unwrap()), "there is nothing to ask with");
}

#[test]
fn whoever_asks_during_a_refresh_gets_what_it_brings() {
    let mut session = refreshing();
    assert!(session.copy(MINUTE, T0).unwrap().is_empty(), "not yet");
    session.exchange_answered(Ok(issued("second")), None, T0, T0);
    let effects = session.stored(Ok(9), T0);
    let Some(Effect::HandOut { token, refreshed: true }) = effects.first() else {
        panic!("handed out: {effects:?}")
    };
    assert_eq!(token.expose_secret(), "second");
}

#[test]
fn whoever_asks_after_a_sign_out_does_not_undo_it() {
    let mut session = refreshing();
    session.sign_out(Extent::Tokens).unwrap();
    assert!(session.copy(MINUTE, T0).unwrap().is_empty());
    session.exchange_answered(Ok(issued("second")), None, T0, T0);
    let effects = session.stored(Ok(9), T0);
    assert!(matches!(effects.as_slice(), [Effect::Revoke(_)]), "{effects:?}");
}

#[test]
fn a_copy_of_tokens_that_wait_or_are_not_saved_is_not_written_down() {
    let mut unsaved = exchanging();
    unsaved.exchange_answered(Ok(issued("first")), None, T0, T0);
    unsaved.stored(Err(Failure::Locked), T0);
    for (name, mut session) in [("waiting", waiting()), ("unsaved", unsaved)] {
        let effects = session.copy(MINUTE, at(10)).unwrap();
        assert!(matches!(effects.as_slice(), [Effect::HandOut { .. }]), "{name}: {effects:?}");
        assert_eq!(session.held().unwrap().copied_at, Some(at(10)), "{name}: but remembered");
    }
}

#[test]
fn a_refresh_tells_which_copies_it_has_ended_and_keeps_the_name() {
    let mut session = exchanging();
    session.exchange_answered(Ok(sign_in::as_user("first", "2")), None, T0, T0);
    session.stored(Ok(1), T0);
    session.identified(Ok(maria()));
    session.copy(MINUTE, at(10)).unwrap();
    session.refresh(at(20)).unwrap();
    claimed(&mut session, at(20));
    session.stored(Ok(9), at(20));
    let effects = session.exchange_answered(Ok(issued("second")), None, at(20), at(20));
    assert_eq!(record(&effects).copied_at, None, "the new token has no copies");
    assert_eq!(record(&effects).who, Some(maria()));
    session.stored(Ok(10), at(20));
    let held = session.held().unwrap();
    assert_eq!((held.copied_at, held.stale_copy_at), (None, Some(at(10))));
    assert_eq!(held.who, Some(maria()));
}

#[test]
fn in_version_3_copies_outlive_a_refresh_and_nobody_is_asked() {
    let mut session = refreshing();
    session.connection.generation = crate::instance::Generation::Version3;
    assert_eq!(session.ended_with(Some(T0)), None);
    session.connection.generation = crate::instance::Generation::Version4;
    assert_eq!(session.ended_with(Some(T0)), Some(T0));
    assert_eq!(session.ended_with(None), None);

    let mut session = signed_in();
    session.connection.generation = crate::instance::Generation::Version3;
    let unasked = session.renews_at();
    session.copy(MINUTE, at(10)).unwrap();
    assert_eq!(session.renews_at(), unasked, "nothing is ended by it");
    assert!(!session.asks_for_renewal(unasked.unwrap()));
}

#[test]
fn in_the_last_week_copies_are_not_spared_any_more() {
    const DAY: u64 = 24 * HOUR;
    let mut session = signed_in_for_a_year();
    session.copy(MINUTE, at(10)).unwrap();
    let at_last = session.renews_at().unwrap();
    assert!(at_last >= at(358 * DAY) && at_last <= at(362 * DAY), "{at_last:?}");
    let unused = signed_in();
    assert!(!unused.asks_for_renewal(unused.renews_at().unwrap()), "without copies, no question");
}
