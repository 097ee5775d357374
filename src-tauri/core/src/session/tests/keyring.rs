use super::*;

fn loaded(change: impl FnOnce(&mut Record), now: Timestamp) -> (Session, Vec<Effect>) {
    let (mut session, _) = Session::saved(connection(), steady());
    let mut record = written_elsewhere(&session, "first", T0);
    change(&mut record);
    let effects = session.loaded(Ok(Kept { record: Some(record), client_secret_for: None }), now);
    (session, effects)
}

#[test]
fn a_record_is_taken_up_with_all_that_it_says() {
    let (session, _) = loaded(
        |record| {
            record.who = Some(maria());
            record.copied_at = Some(at(5));
        },
        at(10),
    );
    let held = session.held().unwrap();
    assert_eq!((held.who.clone(), held.copied_at), (Some(maria()), Some(at(5))));
    assert!(!held.in_doubt && held.unsaved.is_none() && held.trouble.is_none());
}

#[test]
fn a_record_of_another_server_or_client_is_nobodys() {
    let other = ServerId::from_segment("7f3a9c1e22d04b5a").unwrap();
    let (session, effects) = loaded(|record| record.server = other, T0);
    assert!(matches!(session.state(), State::SignedOut(None)) && effects.is_empty());
    let client = serde_json::from_value(json!("5")).unwrap();
    let (mut session, effects) = loaded(|record| record.client = client, T0);
    assert!(matches!(session.state(), State::SignedOut(None)) && effects.is_empty());
    let effects = session.sign_out(Extent::Connection).unwrap();
    assert!(
        matches!(effects.as_slice(), [Effect::Forget { up_to: 50, .. }]),
        "it goes with the connection: {effects:?}"
    );
}

#[test]
fn an_empty_keyring_is_nobody_and_a_closed_one_is_no_answer() {
    let (mut session, _) = Session::saved(connection(), steady());
    let effects = session.loaded(Ok(Kept { record: None, client_secret_for: None }), T0);
    assert!(matches!(session.state(), State::SignedOut(None)) && effects.is_empty());
    assert_eq!(session.client_secret(), Secret::Missing);
    let session = closed();
    let State::Closed(closed) = session.state() else { panic!("{:?}", session.state()) };
    assert_eq!((closed.failure, &closed.trouble), (Failure::Locked, &None));
    assert_eq!(session.client_secret(), Secret::Unknown);
}

#[test]
fn a_client_secret_that_only_memory_holds_is_not_missing() {
    for (before, in_keyring, after) in [
        (Secret::Unknown, true, Secret::Saved),
        (Secret::Unknown, false, Secret::Missing),
        (Secret::Saved, false, Secret::Missing),
        (Secret::Unsaved, false, Secret::Unsaved),
        (Secret::Unsaved, true, Secret::Unsaved),
    ] {
        let (mut session, _) = Session::saved(connection(), steady());
        session.client_secret_is(before);
        let client_secret_for = in_keyring.then(|| session.connection.server.id());
        session.loaded(Ok(Kept { record: None, client_secret_for }), T0);
        assert_eq!(session.client_secret(), after, "{before:?}, in the keyring: {in_keyring}");
    }
}

#[test]
fn a_client_secret_for_another_server_is_none() {
    let (mut session, _) = Session::saved(connection(), steady());
    let client_secret_for = ServerId::from_segment("7f3a9c1e22d04b5a");
    session.loaded(Ok(Kept { record: None, client_secret_for }), T0);
    assert_eq!(session.client_secret(), Secret::Missing);
}

#[test]
fn whose_tokens_are_is_asked_after_the_start_if_they_are_good_for_that() {
    let named = |record: &mut Record| {
        let issued = sign_in::as_user("first", "2");
        record.tokens = token_set(issued, None, T0, None);
    };
    let asks = |(_, effects): (Session, Vec<Effect>)| matches!(effects.as_slice(), [Effect::Identify { subject: Some(id), .. }] if id == "2");
    assert!(asks(loaded(named, at(10))));
    assert!(!asks(loaded(named, at(HOUR))), "an answer to a dead token says nothing");
    assert!(!asks(loaded(|_| {}, at(10))), "nor is there anybody to ask about");
}

#[test]
fn a_name_is_written_down_once() {
    let mut session = signed_in();
    let effects = session.identified(Ok(maria()));
    let [Effect::Store { record, how: Write::Amend }] = effects.as_slice() else {
        panic!("beside the same tokens: {effects:?}")
    };
    assert_eq!((&record.who, record.standing), (&Some(maria()), Standing::Active));
    assert!(session.identified(Ok(maria())).is_empty(), "the same name is no news");
    let renamed = Identity { full_name: "Maria Costa".into(), ..maria() };
    let effects = session.identified(Ok(renamed.clone()));
    assert_eq!(self::record(&effects).who, Some(renamed));
}

#[test]
fn a_name_for_tokens_that_are_not_saved_waits_for_them() {
    let mut session = exchanging();
    session.exchange_answered(Ok(issued("first")), None, T0, T0);
    session.stored(Err(Failure::Locked), T0);
    assert!(session.identified(Ok(maria())).is_empty());
    let effects = session.retry(T0).unwrap();
    assert_eq!(record(&effects).who, Some(maria()));
}

#[test]
fn what_keeps_a_name_from_being_learned_is_told_unless_it_passes() {
    for (known, kind, told) in [
        (false, Kind::ServerError, true),
        (false, Kind::TokenNotAccepted, true),
        (true, Kind::ServerError, false),
        (true, Kind::TokenNotAccepted, true),
    ] {
        let mut session = signed_in();
        if known {
            session.identified(Ok(maria()));
        }
        assert!(session.identified(Err(kind.into())).is_empty());
        let trouble = session.held().unwrap().trouble.as_ref().map(|trouble| trouble.kind);
        assert_eq!(trouble, told.then_some(kind), "known before: {known}");
        session.identified(Ok(maria()));
        assert_eq!(session.held().unwrap().trouble, None, "and an answer ends it");
    }
}

#[test]
fn every_record_has_a_generation_of_its_own() {
    let mut session = signed_in();
    let written = |effects: Vec<Effect>| record(&effects).generation;
    let first = written(session.identified(Ok(maria())));
    assert!(first > 7, "after what the keyring said it has");
    let renamed = Identity { full_name: "Maria Costa".into(), ..maria() };
    assert_eq!(written(session.identified(Ok(renamed))), first + 1);
    session.stored(Ok(first + 10), T0);
    assert_eq!(written(session.identified(Ok(maria()))), first + 11, "another program wrote");
}

#[test]
fn a_save_is_tried_five_times_by_itself_and_no_more() {
    for (failure, tries) in [
        (Failure::Slow, 5),
        (Failure::Refused, 5),
        (Failure::Locked, 0),
        (Failure::Missing, 0),
        (Failure::Full, 0),
    ] {
        let mut session = exchanging();
        session.exchange_answered(Ok(issued("first")), None, T0, T0);
        session.stored(Err(failure), T0);
        let mut tried = 0;
        while let Some(due) = session.wakes_at() {
            assert!(session.tick(due.before(Duration::from_millis(1))).is_empty(), "not too early");
            assert_eq!(record(&session.tick(due)).standing, Standing::Active);
            assert_eq!(session.wakes_at(), None, "{failure:?}: nothing is due meanwhile");
            session.stored(Err(failure), due);
            tried += 1;
            assert!(tried < 10, "{failure:?}: there is an end to it");
        }
        assert_eq!(tried, tries, "{failure:?}");
        let unsaved = session.held().unwrap().unsaved.unwrap();
        assert_eq!((unsaved.failure, unsaved.failures), (failure, tries + 1));
    }
}

#[test]
fn a_note_that_is_not_written_makes_saved_tokens_no_less_safe() {
    let mut session = signed_in();
    session.copy(Duration::ZERO, at(10)).unwrap();
    assert!(session.stored(Err(Failure::Slow), at(10)).is_empty());
    assert_eq!(session.held().unwrap().unsaved, None);
}

#[test]
fn the_claim_is_let_go_as_soon_as_the_tokens_are_saved() {
    let mut session = refreshing();
    session.exchange_answered(Ok(issued("second")), Some(Claim::unguarded()), T0, T0);
    session.stored(Err(Failure::Refused), T0);
    assert!(session.claim.is_some(), "nobody else has the new refresh token");
    let effects = session.tick(at(1));
    assert!(matches!(effects.as_slice(), [Effect::Store { how: Write::Claimed, .. }]));
    session.stored(Ok(9), at(1));
    assert!(session.claim.is_none());
}

#[test]
fn what_a_record_is_written_over() {
    let session = signed_in();
    let record =
        |access: &str, generation| Record { generation, ..written_elsewhere(&session, access, T0) };
    for (how, new, found, written) in [
        (Write::Claimed, 8, None, 8),
        (Write::Claimed, 8, Some(("other", 50)), 8),
        (Write::Replace, 8, None, 8),
        (Write::Replace, 8, Some(("other", 50)), 51),
        (Write::Replace, 8, Some(("other", 3)), 8),
        (Write::Amend, 8, Some(("first", 50)), 51),
        (Write::Amend, 8, Some(("first", 7)), 8),
    ] {
        let found = found.map(|(access, generation)| record(access, generation));
        let story = format!("{how:?} over {:?}", found.as_ref().map(|found| found.generation));
        let Verdict::Write(record) = how.over(record("first", new), Ok(found)) else {
            panic!("{story}: it is written")
        };
        assert_eq!(record.generation, written, "{story}");
        assert_eq!(record.tokens.access.expose_secret(), "first", "{story}");
    }
}

#[test]
fn a_note_gives_way_to_other_tokens() {
    let session = signed_in();
    let (note, other) =
        (written_elsewhere(&session, "first", T0), written_elsewhere(&session, "elsewhere", T0));
    let verdict = Write::Amend.over(note, Ok(Some(other)));
    let Verdict::Superseded(found) = verdict else { panic!("it is left out: {verdict:?}") };
    assert_eq!(found.tokens.access.expose_secret(), "elsewhere");
}
