use super::*;

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
fn a_sign_in_on_its_way_prints_nothing_that_an_answer_needs() {
    let mut session = awaiting();
    let State::AwaitingRedirect(attempt) = &session.state else { panic!("a sign-in waits") };
    let state = attempt.secrets.state.expose_secret().to_owned();
    let opening = session.reopen().unwrap();
    let printed = format!("{session:?} {opening:?}");
    assert!(!printed.contains(&state), "{printed}");
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
fn a_failed_sign_in_goes_back_to_where_it_began_with_a_word_on_why() {
    let declined = |mut session: Session, prompt| {
        session.begin(Secrets::fresh(), vec![Way::DeepLink], prompt, T0).unwrap();
        prepare(&mut session);
        let denial = answer_to(&session, "error=access_denied");
        assert!(matches!(session.accept(&denial), Answer::Taken(_)));
        session
    };
    let why = |held: &Held| held.trouble.as_ref().map(|trouble| trouble.kind);

    let session = declined(waiting(), Prompt::Anyone);
    let State::Waiting(wait) = session.state() else { panic!("{:?}", session.state()) };
    assert_eq!((wait.trouble.kind, why(&wait.held)), (Kind::Unreachable, Some(Kind::Declined)));

    let session = declined(signed_in(), Prompt::Login);
    let State::SignedIn(held) = session.state() else { panic!("{:?}", session.state()) };
    assert_eq!(why(held), Some(Kind::Declined));
}

#[test]
fn a_sign_in_that_replaces_another_begins_where_that_one_began() {
    let mut session = ended();
    for _ in 0..3 {
        session.begin(Secrets::fresh(), vec![Way::DeepLink], Prompt::Anyone, T0).unwrap();
    }
    session.cancel().unwrap();
    assert!(matches!(session.state(), State::NeedsSignIn(_)));
}

#[test]
fn what_was_said_of_an_earlier_sign_in_is_no_news_after_the_next() {
    let mut session = leaving();
    session.forgotten(Err(Failure::Locked));
    session.begin(Secrets::fresh(), vec![Way::DeepLink], Prompt::Anyone, T0).unwrap();
    session.cancel().unwrap();
    assert!(matches!(session.state(), State::SignedOut(None)));
}

#[test]
fn tokens_that_only_memory_holds_are_not_left_for_somebody_else() {
    let mut session = exchanging();
    session.exchange_answered(Ok(issued("first")), None, T0, T0);
    session.stored(Err(Failure::Locked), T0);
    let refused = session.begin(Secrets::fresh(), vec![], Prompt::Login, T0);
    assert_eq!(refused.unwrap_err(), NotNow);
}

#[test]
fn a_dead_token_that_can_be_renewed_makes_no_room_unasked() {
    let mut session = signed_in();
    let refused = session.begin(Secrets::fresh(), vec![], Prompt::Anyone, at(2 * HOUR));
    assert_eq!(refused.unwrap_err(), NotNow);
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
fn why_a_sign_in_failed_is_said_though_the_keyring_does_not_open() {
    let (mut session, _) = Session::saved(connection(), steady());
    session.loaded(Err(Failure::Damaged), T0);
    let type_password = |session: &mut Session| {
        session.begin_with_password("maria".into(), Password::new("wrong".into()), T0).unwrap();
        session.exchange_answered(Err(Kind::PasswordRejected.into()), None, T0, T0);
    };
    type_password(&mut session);
    let closed = |session: &Session| {
        let State::Closed(closed) = &session.state else { panic!("still closed") };
        (closed.failure, closed.trouble.as_ref().map(|trouble| trouble.kind))
    };
    assert_eq!(closed(&session), (Failure::Damaged, Some(Kind::PasswordRejected)));

    session.begin(Secrets::fresh(), vec![Way::DeepLink], Prompt::Anyone, T0).unwrap();
    session.cancel().unwrap();
    assert_eq!(closed(&session), (Failure::Damaged, None), "that was another sign-in");
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
    let effects = session.identified(Ok(maria()));
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

pub(super) fn as_user(access: &str, subject: &str) -> Issued {
    use base64::Engine as _;
    let claims = json!({ "sub": subject }).to_string();
    let claims = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(claims);
    Issued { access: Some(AccessToken::new(format!("e30.{claims}.{access}"))), ..issued(access) }
}

/// Maria is signed in, and John comes back from the browser.
pub(super) fn somebody_else() -> Session {
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
