use super::*;

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
            session.loaded(Ok(Kept { record: Some(record), client_secret_for: None }), at(1));
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
fn a_renewal_that_was_missed_waits_for_its_turn() {
    let mut session = signed_in_for_a_year();
    let due = session.renews_at().unwrap();
    let monday = due.after(Duration::from_secs(60 * HOUR));
    assert!(session.tick(monday).is_empty(), "everybody is switched on at this time");
    let turn = session.wakes_at().unwrap();
    assert!(turn > monday && turn <= monday.after(Duration::from_secs(16 * HOUR)), "{turn:?}");
    assert_eq!(session.renews_at(), Some(turn), "and the window says so");
    assert!(session.tick(turn.before(Duration::from_secs(1))).is_empty());
    assert!(matches!(session.tick(turn).as_slice(), [Effect::Claim { .. }]));
}

#[test]
fn a_computer_that_is_on_for_eight_hours_a_day_gets_its_turn_within_three_days() {
    let mut session = signed_in_for_a_year();
    let monday = session.renews_at().unwrap().after(Duration::from_secs(60 * HOUR));
    let renewed = (0..3).any(|day| {
        let morning = monday.after(Duration::from_secs(day * 24 * HOUR));
        assert!(session.tick(morning).is_empty(), "with everybody else");
        let turn = session.wakes_at().unwrap();
        turn < morning.after(Duration::from_secs(8 * HOUR)) && !session.tick(turn).is_empty()
    });
    assert!(renewed);
}

#[test]
fn a_try_that_was_missed_at_night_waits_for_its_turn_too() {
    let mut session = signed_in_for_a_year();
    let due = session.wakes_at().unwrap();
    session.tick(due);
    claimed(&mut session, due);
    session.stored(Ok(2), due);
    session.exchange_answered(Err(Kind::Unreachable.into()), None, due, due);
    let morning = session.wakes_at().unwrap().after(Duration::from_secs(HOUR));
    assert!(session.tick(morning).is_empty());
    assert!(session.wakes_at().unwrap() > morning);
    let turn = session.wakes_at().unwrap();
    assert!(matches!(session.tick(turn).as_slice(), [Effect::Claim { .. }]));
}

#[test]
fn with_no_time_to_lose_a_missed_renewal_is_made_up_for_at_once() {
    let mut session = signed_in_for_a_year();
    let last_day = at(365 * 24 * HOUR - 23 * HOUR);
    assert!(matches!(session.tick(last_day).as_slice(), [Effect::Claim { .. }]));
    let mut session = signed_in();
    assert!(matches!(session.tick(at(HOUR - 1)).as_slice(), [Effect::Claim { .. }]));
}

#[test]
fn while_a_copy_is_about_renewal_waits_for_the_last_week() {
    let mut session = signed_in_for_a_year();
    let unasked = session.renews_at().unwrap();
    session.copy(Duration::ZERO, at(10)).unwrap();
    let until = schedule::asks_until(at(365 * 24 * HOUR), session.held().unwrap().spread);
    assert_eq!(session.renews_at(), Some(until));
    assert!(!session.asks_for_renewal(unasked.before(Duration::from_secs(1))));
    assert!(session.asks_for_renewal(unasked), "the person is asked in between");
    assert!(!session.asks_for_renewal(until), "and then not any more");
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
