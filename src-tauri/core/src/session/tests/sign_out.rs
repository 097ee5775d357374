use super::sign_in::somebody_else;
use super::*;

fn report() -> Revocation {
    Revocation { copies: true, last_token: true, valid_until: None, trouble: None }
}

#[test]
fn signing_out_takes_back_forgets_and_says_what_it_achieved() {
    let mut session = signed_in();
    let effects = session.sign_out(Extent::Tokens).unwrap();
    let [Effect::Revoke(tokens)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(tokens.access.expose_secret(), "first");
    let effects = session.revoked(report(), Some(Claim::unguarded()), 0);
    assert!(
        matches!(effects.as_slice(), [Effect::Forget { extent: Extent::Tokens, up_to: 7 }]),
        "{effects:?}"
    );
    assert!(session.claim.is_some(), "nobody else writes before it is forgotten");
    assert!(session.forgotten(Ok(())).is_empty());
    let State::SignedOut(Some(Note::SignedOut(said))) = session.state() else {
        panic!("{:?}", session.state())
    };
    assert_eq!(*said, report());
    assert!(session.claim.is_none());
}

#[test]
fn what_another_program_wrote_last_is_forgotten_too() {
    let mut session = leaving();
    let effects = session.revoked(report(), None, 50);
    assert!(matches!(effects.as_slice(), [Effect::Forget { up_to: 50, .. }]), "{effects:?}");
}

#[test]
fn a_removal_ends_with_the_connection() {
    let mut session = signed_in();
    session.sign_out(Extent::Connection).unwrap();
    let effects = session.revoked(report(), None, 0);
    assert!(matches!(effects.as_slice(), [Effect::Forget { extent: Extent::Connection, .. }]));
    let effects = session.forgotten(Ok(()));
    assert!(matches!(effects.as_slice(), [Effect::Retire]), "{effects:?}");
}

#[test]
fn a_keyring_that_does_not_let_go_is_told_whatever_was_to_go() {
    for extent in [Extent::Tokens, Extent::Connection] {
        let mut session = signed_in();
        session.sign_out(extent).unwrap();
        session.revoked(report(), None, 0);
        assert!(session.forgotten(Err(Failure::Locked)).is_empty(), "{extent:?}");
        let State::SignedOut(Some(Note::Failed(trouble))) = session.state() else {
            panic!("{extent:?}: {:?}", session.state())
        };
        assert_eq!(trouble.kind, Kind::Keyring(Failure::Locked));
    }
}

#[test]
fn where_nobody_is_signed_in_only_the_connection_can_go() {
    let nobody = ["closed", "signed out", "checking", "in the browser"];
    for (name, mut session) in every_state() {
        if !nobody.contains(&name) {
            continue;
        }
        assert_eq!(session.sign_out(Extent::Tokens).unwrap_err(), NotNow, "{name}");
        let effects = session.sign_out(Extent::Connection).unwrap();
        assert!(
            matches!(effects.as_slice(), [Effect::Forget { extent: Extent::Connection, .. }]),
            "{name}: {effects:?}"
        );
    }
}

#[test]
fn tokens_that_wait_or_have_ended_can_be_taken_back() {
    for (name, mut session) in [("waiting", waiting()), ("ended", ended())] {
        let effects = session.sign_out(Extent::Tokens).unwrap();
        let [Effect::Revoke(tokens)] = effects.as_slice() else { panic!("{name}: {effects:?}") };
        assert_eq!(tokens.access.expose_secret(), "first", "{name}");
    }
}

#[test]
fn while_somebody_else_waits_at_the_door_only_the_connection_can_go() {
    let mut session = somebody_else();
    assert_eq!(session.sign_out(Extent::Tokens).unwrap_err(), NotNow);
    let effects = session.sign_out(Extent::Connection).unwrap();
    let [Effect::Revoke(tokens)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(tokens.claims.subject.as_deref(), Some("3"), "with what they brought");
}

#[test]
fn a_personal_token_is_left_as_it_is_and_that_is_said() {
    let mut session = signed_in();
    session.connection.method = Method::PersonalToken;
    session.sign_out(Extent::Tokens).unwrap();
    session.forgotten(Ok(()));
    let State::SignedOut(Some(Note::SignedOut(said))) = session.state() else {
        panic!("{:?}", session.state())
    };
    assert!(!said.copies && !said.last_token && said.trouble.is_none());
    assert_eq!(said.valid_until, Some(at(HOUR)));
}
