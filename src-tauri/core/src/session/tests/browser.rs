use super::*;

fn in_browser(session: &Session) -> &InBrowser {
    let State::AwaitingRedirect(attempt) = session.state() else { panic!("a sign-in waits") };
    let Stage::InBrowser(browser) = attempt.stage() else { panic!("the browser has it") };
    browser
}

/// A redirect to the waiting session's address, with this query.
fn redirect(session: &Session, query: &str) -> Redirect {
    let uri = &in_browser(session).uri;
    Redirect::parse(&format!("{uri}?{query}"), &INSTALLED).unwrap()
}

fn last_failure(session: &Session) -> Kind {
    let State::SignedOut(Some(Note::Failed(trouble))) = session.state() else {
        panic!("the sign-in failed: {:?}", session.state())
    };
    trouble.kind
}

#[test]
fn the_way_that_worked_last_is_tried_first() {
    let order = |way| {
        let mut session = Session::added(Connection { way, ..connection() }, steady());
        let ways = vec![Way::DeepLink, Way::Loopback];
        let effects = session.begin(Secrets::fresh(), ways, Prompt::Anyone, T0).unwrap();
        let [Effect::Prepare { ways, .. }] = effects.as_slice() else { panic!("{effects:?}") };
        ways.clone()
    };
    assert_eq!(order(None), [Way::DeepLink, Way::Loopback]);
    assert_eq!(order(Some(Way::DeepLink)), [Way::DeepLink, Way::Loopback]);
    assert_eq!(order(Some(Way::Loopback)), [Way::Loopback, Way::DeepLink]);
}

#[test]
fn a_sign_in_waits_a_quarter_of_an_hour_from_its_beginning() {
    let mut session = awaiting();
    assert_eq!(session.wakes_at(), Some(at(900)));
    session.tick(at(899));
    assert!(matches!(session.state(), State::AwaitingRedirect(_)), "a second is left");
    assert!(session.tick(at(900)).is_empty());
    assert_eq!(last_failure(&session), Kind::AttemptExpired);
}

#[test]
fn whether_a_browser_was_opened_is_told_and_the_sign_in_goes_on() {
    let mut session = awaiting();
    assert_eq!(in_browser(&session).opened, Opened::NotYet);
    session.browser_opened(&Ok(()));
    assert_eq!(in_browser(&session).opened, Opened::Yes);
    session.browser_opened(&Err(crate::shell::DesktopError::Browser));
    assert_eq!(in_browser(&session).opened, Opened::No);
    let redirect = answer_to(&session, "code=def502");
    assert!(matches!(session.accept(&redirect), Answer::Taken(_)), "by hand it still goes");
}

#[test]
fn the_browser_is_opened_again_with_the_same_address() {
    let mut session = awaiting();
    session.browser_opened(&Ok(()));
    let effects = session.reopen().unwrap();
    assert!(matches!(effects.as_slice(), [Effect::OpenBrowser(link)]
            if link.expose() == in_browser(&session).link.expose()));
    assert_eq!(in_browser(&session).opened, Opened::NotYet);
    let redirect = answer_to(&session, "code=def502");
    assert!(matches!(session.accept(&redirect), Answer::Taken(_)), "with the same state");
}

#[test]
fn a_server_that_cannot_be_asked_ends_the_sign_in() {
    for kind in [Kind::NotRegistered, Kind::Unreachable] {
        let mut session = Session::added(connection(), steady());
        session.begin(Secrets::fresh(), vec![Way::DeepLink], Prompt::Anyone, T0).unwrap();
        assert!(session.prepared(Err(kind.into()), T0).is_empty());
        assert_eq!(last_failure(&session), kind);
    }
}

#[test]
fn a_redirect_to_another_address_is_not_ours_though_its_state_is() {
    let mut session = awaiting();
    let mut other = answer_to(&session, "code=def502");
    other.uri = RedirectUri::loopback(43121, &session.connection.server);
    assert!(matches!(session.accept(&other), Answer::NotOurs));
    assert!(matches!(session.state(), State::AwaitingRedirect(_)), "and it goes on waiting");
}

#[test]
fn an_error_without_a_state_is_shown_and_believed_by_nobody() {
    for (query, hint) in [
        ("error=invalid_scope", "invalid_scope"),
        ("error=invalid_scope&error_description=Unknown+scope", "Unknown scope"),
    ] {
        let mut session = awaiting();
        let stray = redirect(&session, query);
        assert!(matches!(session.accept(&stray), Answer::Hint), "{query}");
        assert_eq!(in_browser(&session).hint.as_deref(), Some(hint));
        let real = answer_to(&session, "code=def502");
        assert!(matches!(session.accept(&real), Answer::Taken(_)), "the real answer still counts");
    }
}

#[test]
fn a_code_without_a_state_is_not_even_shown() {
    let mut session = awaiting();
    let stray = redirect(&session, "code=def502");
    assert!(matches!(session.accept(&stray), Answer::NotOurs));
    assert_eq!(in_browser(&session).hint, None);
}

#[test]
fn an_issuer_that_is_named_has_to_be_this_server() {
    for (issuer, ours) in [
        ("https://acme.example", true),
        ("https://acme.example/", true),
        ("https://evil.example", false),
        ("", false),
    ] {
        let mut session = awaiting();
        let redirect = answer_to(&session, &format!("code=def502&iss={issuer}"));
        assert!(matches!(session.accept(&redirect), Answer::Taken(_)), "{issuer}");
        let exchanged = matches!(session.state(), State::Exchanging(_));
        assert_eq!(exchanged, ours, "the code of {issuer:?}");
        if !ours {
            assert_eq!(last_failure(&session), Kind::ServerRefused);
        }
    }
}

#[test]
fn a_person_who_declines_is_told_from_a_server_that_refuses() {
    for (outcome, kind) in [
        ("error=access_denied", Kind::Declined),
        ("error=server_error", Kind::ServerRefused),
        ("error=unauthorized_client&error_description=No", Kind::ServerRefused),
    ] {
        let mut session = awaiting();
        let redirect = answer_to(&session, outcome);
        assert!(matches!(session.accept(&redirect), Answer::Taken(effects) if effects.is_empty()));
        assert_eq!(last_failure(&session), kind, "{outcome}");
    }
}

#[test]
fn the_code_goes_out_with_the_address_and_the_verifier_of_its_own_sign_in() {
    let mut session = awaiting();
    let State::AwaitingRedirect(attempt) = session.state() else { panic!("a sign-in waits") };
    let verifier = attempt.secrets.verifier.clone();
    let uri = in_browser(&session).uri.to_string();
    let redirect = answer_to(&session, "code=def502");
    let Answer::Taken(effects) = session.accept(&redirect) else { panic!("it is ours") };
    let [
        Effect::Exchange {
            grant: Grant::AuthorizationCode { code, redirect_uri, verifier: sent },
            claim: None,
        },
    ] = effects.as_slice()
    else {
        panic!("the code is exchanged: {effects:?}")
    };
    assert_eq!((code.expose_secret(), redirect_uri), ("def502", &uri));
    assert_eq!(sent.expose_secret(), verifier.expose_secret());
}
