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
