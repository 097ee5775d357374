use super::*;

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
fn a_new_pair_from_another_program_tells_which_copies_it_has_ended() {
    let mut session = signed_in();
    session.copy(Duration::ZERO, at(10)).unwrap();
    session.refresh(at(20)).unwrap();
    let record = written_elsewhere(&session, "elsewhere", at(15));
    let found = Found::Record(Box::new(record));
    session.claimed(Ok(Claimed { claim: Claim::unguarded(), found }), at(20));
    let held = session.held().unwrap();
    assert_eq!((held.copied_at, held.stale_copy_at), (None, Some(at(10))));
}

#[test]
fn tokens_of_another_server_or_client_are_not_taken_over() {
    let server = ServerId::from_segment("7f3a9c1e22d04b5a").unwrap();
    let client: ClientId = serde_json::from_value(json!("5")).unwrap();
    let foreign: [&dyn Fn(&mut Record); 2] =
        [&|record| record.server = server.clone(), &|record| record.client = client.clone()];
    for change in foreign {
        let mut session = signed_in();
        session.refresh(T0).unwrap();
        let mut record = written_elsewhere(&session, "elsewhere", T0);
        change(&mut record);
        let found = Found::Record(Box::new(record.clone()));
        let effects = session.claimed(Ok(Claimed { claim: Claim::unguarded(), found }), T0);
        assert_eq!(self::record(&effects).tokens.access.expose_secret(), "first");

        let mut session = signed_in();
        assert!(session.superseded(record, T0).is_empty());
        assert_eq!(pair(&session), "refresh of first");
    }
}

#[test]
fn another_programs_tokens_are_refreshed_from_the_moment_they_are_due() {
    let taken_over = |lifetime: u64, now: &dyn Fn(&Lifetime, Spread) -> Timestamp| {
        let mut session = signed_in();
        session.refresh(T0).unwrap();
        let mut record = written_elsewhere(&session, "elsewhere", T0);
        record.tokens.lifetime.expires_at = Some(at(lifetime));
        let now = now(&record.tokens.lifetime, Spread::of(&record.tokens.access));
        let found = Found::Record(Box::new(record));
        session.claimed(Ok(Claimed { claim: Claim::unguarded(), found }), now);
        matches!(session.state(), State::SignedIn(_))
    };
    let due = |lifetime: &Lifetime, spread| schedule::renewal(lifetime, spread).unwrap();
    assert!(taken_over(HOUR, &|lifetime, spread| due(lifetime, spread)
        .before(Duration::from_millis(1))));
    assert!(!taken_over(HOUR, &due), "due is due");
    // Renewal waits a minute, and they live half of that.
    assert!(taken_over(30, &|_, _| at(29)));
    assert!(!taken_over(30, &|_, _| at(30)), "what is over serves nobody");
}

#[test]
fn tokens_of_another_program_that_nothing_can_renew_are_taken_over_to_their_end() {
    let caught_up = |now| {
        let mut session = signed_in();
        session.refresh(T0).unwrap();
        let mut record = written_elsewhere(&session, "elsewhere", T0);
        record.tokens.refresh = None;
        let found = Found::Record(Box::new(record));
        session.claimed(Ok(Claimed { claim: Claim::unguarded(), found }), now);
        session
    };
    let session = caught_up(at(60));
    let State::SignedIn(held) = session.state() else { panic!("{:?}", session.state()) };
    assert_eq!((held.tokens.access.expose_secret(), held.trouble.is_none()), ("elsewhere", true));
    let session = caught_up(at(HOUR - 1));
    let State::SignedIn(held) = session.state() else { panic!("{:?}", session.state()) };
    assert_eq!(held.trouble.as_ref().map(|t| t.kind), Some(Kind::NoRefreshToken), "due in vain");
    let session = caught_up(at(HOUR));
    assert!(matches!(session.state(), State::NeedsSignIn(_)), "{:?}", session.state());
}

#[test]
fn what_the_keyring_says_under_a_claim() {
    let looked = |read| Claimed::looking(Claim::unguarded(), read);
    let record = written_elsewhere(&signed_in(), "first", T0);
    let found = looked(Ok(Some(record))).unwrap();
    assert!(matches!(found.found, Found::Record(_)));
    assert_eq!(found.into_parts().1.map(|record| record.generation), Some(50));
    let found = looked(Ok(None)).unwrap();
    assert!(matches!(found.found, Found::Nothing));
    assert!(found.into_parts().1.is_none());
    for lost in [Failure::Missing, Failure::Damaged] {
        let found = looked(Err(lost)).unwrap();
        assert!(matches!(found.found, Found::Unreadable), "{lost:?}");
        assert!(found.into_parts().1.is_none());
    }
    for hidden in [Failure::Locked, Failure::Slow, Failure::Refused, Failure::Full, Failure::Newer]
    {
        let trouble = looked(Err(hidden)).unwrap_err();
        assert_eq!(trouble.kind, Kind::Keyring(hidden), "what cannot be seen may be newer");
    }
}

#[test]
fn a_doubt_of_ones_own_outlives_a_look_at_the_keyring() {
    let mut session = refreshing();
    session.exchange_answered(Err(Kind::Timeout.into()), None, T0, T0);
    session.refresh(T0).unwrap();
    let found = Found::Record(Box::new(written_elsewhere(&session, "first", T0)));
    session.claimed(Ok(Claimed { claim: Claim::unguarded(), found }), T0);
    assert!(session.held().unwrap().in_doubt);
}

#[test]
fn tokens_that_only_memory_holds_are_not_signed_out_elsewhere() {
    let mut session = exchanging();
    session.exchange_answered(Ok(issued("first")), None, T0, T0);
    session.stored(Err(Failure::Locked), T0);
    for found in
        [Found::Nothing, Found::Record(Box::new(written_elsewhere(&session, "elsewhere", T0)))]
    {
        session.refresh(T0).unwrap();
        let effects = session.claimed(Ok(Claimed { claim: Claim::unguarded(), found }), T0);
        let [Effect::Exchange { grant: Grant::RefreshToken(token), .. }] = effects.as_slice()
        else {
            panic!("they are refreshed: {effects:?}")
        };
        assert_eq!(token.expose_secret(), "refresh of first");
        session.exchange_answered(Err(Kind::Unreachable.into()), None, T0, T0);
    }
}

#[test]
fn an_answer_to_a_claim_that_is_not_waited_for_changes_nothing() {
    let mut session = refreshing();
    assert!(claimed(&mut session, T0).is_empty());
    assert!(session.claim.is_none(), "what was got is let go again");
}

#[test]
fn what_another_program_got_tells_the_time() {
    let wrong = 20 * 60;
    let by_a_wrong_clock = || {
        let mut session = signed_in();
        session.clock_is_known = false;
        session.clock_was_set(wrong * 1000);
        let mut record = written_elsewhere(&session, "elsewhere", at(HOUR));
        record.tokens.lifetime.born = steady().moment(at(HOUR));
        (session, record)
    };
    let (mut session, record) = by_a_wrong_clock();
    session.refresh(at(HOUR)).unwrap();
    let found = Found::Record(Box::new(record));
    session.claimed(Ok(Claimed { claim: Claim::unguarded(), found }), at(HOUR + 1));
    assert_eq!((pair(&session), session.clock_offset().as_millis()), ("refresh of elsewhere", 0));

    let (mut session, record) = by_a_wrong_clock();
    session.superseded(record, at(HOUR + 1));
    assert_eq!((pair(&session), session.clock_offset().as_millis()), ("refresh of elsewhere", 0));
}
