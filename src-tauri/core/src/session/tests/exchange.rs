use super::sign_in::as_user;
use super::*;

/// How often a code is sent if this is all that ever comes back, and what is left then.
fn tries(kind: Kind) -> (u32, Session) {
    let mut session = exchanging();
    let mut sent = 1;
    loop {
        let effects = session.exchange_answered(Err(kind.into()), None, T0, T0);
        assert!(effects.is_empty(), "{kind:?}: not at once");
        let Some(due) = session.wakes_at() else { return (sent, session) };
        assert_eq!(due, at(1), "{kind:?}: the person is waiting");
        let effects = session.tick(due);
        let [Effect::Exchange { grant: Grant::AuthorizationCode { .. }, claim: None }] =
            effects.as_slice()
        else {
            panic!("{kind:?}: the same code: {effects:?}")
        };
        sent += 1;
        assert!(sent < 10, "{kind:?}: there is an end to it");
        assert_eq!(session.wakes_at(), None, "{kind:?}: nothing is due while it is asked");
    }
}

#[test]
fn a_code_is_sent_again_as_often_as_that_can_help() {
    for (kind, times) in [
        (Kind::NameNotFound, 3),
        (Kind::Unreachable, 3),
        (Kind::Timeout, 2),
        (Kind::ServerError, 2),
        (Kind::UnexpectedAnswer, 2),
        (Kind::CodeRejected, 1),
        (Kind::ClientRejected, 1),
        (Kind::Throttled, 1),
        (Kind::Misdirected, 1),
        (Kind::NoSecret, 1),
    ] {
        let (sent, session) = tries(kind);
        assert_eq!(sent, times, "{kind:?}");
        assert!(
            matches!(session.state(), State::SignedOut(Some(Note::Failed(t))) if t.kind == kind),
            "{kind:?}: {:?}",
            session.state()
        );
    }
}

#[test]
fn a_code_that_is_taken_at_the_second_try_signs_in() {
    let mut session = exchanging();
    session.exchange_answered(Err(Kind::Timeout.into()), None, T0, T0);
    session.tick(at(1));
    let effects = session.exchange_answered(Ok(issued("first")), None, at(1), at(1));
    assert_eq!(record(&effects).tokens.lifetime.obtained_at, at(1), "counted from the second");
}

#[test]
fn a_keyring_that_does_not_take_the_first_tokens_does_not_lose_them() {
    let mut session = exchanging();
    session.exchange_answered(Ok(issued("first")), None, T0, T0);
    session.stored(Err(Failure::Locked), T0);
    assert_eq!(pair(&session), "refresh of first");
    let unsaved = session.held().unwrap().unsaved.unwrap();
    assert_eq!((unsaved.failure, unsaved.failures), (Failure::Locked, 1));
}

#[test]
fn the_way_that_worked_is_remembered_once() {
    let again = |before: Option<Way>| {
        let mut session = exchanging();
        session.connection.way = before;
        session.exchange_answered(Ok(issued("first")), None, T0, T0);
        let effects = session.stored(Ok(7), T0);
        assert_eq!(session.connection.way, Some(Way::DeepLink));
        effects.len()
    };
    assert_eq!(again(Some(Way::Loopback)), 1, "another way than the last time");
    assert_eq!(again(Some(Way::DeepLink)), 0, "the same way is no news");
}

#[test]
fn a_sign_in_by_password_says_nothing_about_the_ways_back() {
    let connection = Connection { way: Some(Way::Loopback), ..connection() };
    let mut session = Session::added(connection, steady());
    session.begin_with_password("maria".into(), Password::new("demo".into()), T0).unwrap();
    session.exchange_answered(Ok(issued("first")), None, T0, T0);
    assert!(session.stored(Ok(7), T0).is_empty());
    assert_eq!(session.connection.way, Some(Way::Loopback));
}

/// ProcessMaker 3, whose tokens do not say whose they are.
fn version_3() -> Connection {
    Connection { generation: crate::instance::Generation::Version3, ..connection() }
}

/// A code of version 3 on its way, over what somebody with this id left behind.
fn exchanging_again(before: Option<&str>) -> Session {
    let mut session = Session::saved(version_3(), steady()).0;
    let record = before.map(|id| Record {
        who: Some(Identity { id: id.into(), ..maria() }),
        standing: Standing::NeedsSignIn,
        ..written_elsewhere(&session, "first", T0)
    });
    session.loaded(Ok(Kept { record, client_secret_for: None }), T0);
    session.begin(Secrets::fresh(), vec![Way::DeepLink], Prompt::Anyone, T0).unwrap();
    prepare(&mut session);
    let redirect = answer_to(&session, "code=def502");
    assert!(matches!(session.accept(&redirect), Answer::Taken(_)));
    session
}

#[test]
fn tokens_that_do_not_say_whose_they_are_wait_for_the_api_where_somebody_owns_the_connection() {
    let mut session = exchanging_again(Some("2"));
    let effects = session.exchange_answered(Ok(issued("second")), None, T0, T0);
    assert!(
        matches!(effects.as_slice(), [Effect::Identify { subject: None, .. }]),
        "nothing is saved yet: {effects:?}"
    );
    let effects = session.identified(Ok(maria()));
    assert_eq!(record(&effects).who, Some(maria()), "and then with the name");
    session.stored(Ok(60), T0);
    assert_eq!(session.held().unwrap().who, Some(maria()));

    let mut session = exchanging_again(Some("3"));
    session.exchange_answered(Ok(issued("second")), None, T0, T0);
    assert!(session.identified(Ok(maria())).is_empty(), "the person is asked first");
    assert!(matches!(session.state(), State::SomebodyElse(_)));
}

#[test]
fn a_sign_in_without_a_name_is_better_than_none() {
    let mut session = exchanging_again(Some("2"));
    session.exchange_answered(Ok(issued("second")), None, T0, T0);
    let effects = session.identified(Err(Kind::ServerError.into()));
    assert_eq!(record(&effects).tokens.access.expose_secret(), "second");
}

#[test]
fn tokens_are_saved_at_once_where_the_connection_is_nobodys_yet() {
    let mut session = exchanging_again(None);
    let effects = session.exchange_answered(Ok(issued("first")), None, T0, T0);
    assert_eq!(record(&effects).who, None);
    let effects = session.stored(Ok(1), T0);
    assert!(
        matches!(effects.as_slice(), [Effect::Identify { .. }, Effect::Remember]),
        "and then asked about: {effects:?}"
    );
}

#[test]
fn tokens_that_are_over_already_are_not_asked_about() {
    let mut session = exchanging_again(Some("2"));
    let dead = Issued { expires_in: Some(json!(0)), ..issued("second") };
    let effects = session.exchange_answered(Ok(dead), None, T0, T0);
    assert_eq!(record(&effects).tokens.access.expose_secret(), "second", "they are kept");
}

#[test]
fn the_same_person_comes_back_unasked() {
    let mut session = exchanging();
    session.exchange_answered(Ok(as_user("first", "2")), None, T0, T0);
    session.stored(Ok(1), T0);
    session.begin(Secrets::fresh(), vec![Way::DeepLink], Prompt::Login, T0).unwrap();
    prepare(&mut session);
    let redirect = answer_to(&session, "code=def502");
    assert!(matches!(session.accept(&redirect), Answer::Taken(_)));
    let effects = session.exchange_answered(Ok(as_user("second", "2")), None, T0, T0);
    assert_eq!(record(&effects).tokens.claims.subject.as_deref(), Some("2"));
}

#[test]
fn who_somebody_else_is_can_be_learned_while_the_person_decides() {
    let mut session = sign_in::somebody_else();
    let john = Identity { id: "3".into(), user_name: "john".into(), ..maria() };
    assert!(session.identified(Ok(john.clone())).is_empty());
    let State::SomebodyElse(other) = session.state() else { panic!("still undecided") };
    assert_eq!(other.held.who, Some(john));
    assert_eq!(other.owner, None, "the owner's name was never learned");
}

#[test]
fn a_stranger_with_a_personal_token_is_turned_away_and_the_token_left_alone() {
    let mut session = sign_in::somebody_else();
    session.connection.method = Method::PersonalToken;
    assert!(session.turn_away().unwrap().is_empty(), "it may be in use elsewhere");
    assert_eq!(pair(&session), "refresh of first");
}

#[test]
fn nobody_is_let_in_or_turned_away_unasked() {
    for (name, mut session) in every_state() {
        let generation = session.generation();
        assert_eq!(session.take_over().unwrap_err(), NotNow, "{name}");
        assert_eq!(session.turn_away().unwrap_err(), NotNow, "{name}");
        assert_eq!(session.generation(), generation, "{name}");
    }
}
