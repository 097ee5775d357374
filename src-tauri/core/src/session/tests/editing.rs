use super::*;

#[test]
fn a_new_name_changes_nothing_else() {
    for (name, mut session) in every_state() {
        session.connection.way = Some(Way::Loopback);
        let generation = session.generation();
        let edited =
            Connection { name: "Acme GmbH".into(), way: None, ..session.connection.clone() };
        let effects = session.edit(edited).unwrap();
        assert!(matches!(effects.as_slice(), [Effect::Remember]), "{name}: {effects:?}");
        assert_eq!(session.connection().name, "Acme GmbH");
        assert_eq!(session.connection().way, Some(Way::Loopback), "{name}: the way still works");
        assert_eq!(session.generation(), generation, "{name}: what is under way goes on");
    }
}

#[test]
fn tokens_go_nowhere_but_where_they_came_from() {
    let server = crate::connection::ServerUrl::parse("https://other.example").unwrap();
    let client_id = serde_json::from_value(json!("5")).unwrap();
    let generation = crate::instance::Generation::Version2026;
    let moves = [
        Connection { server, ..connection() },
        Connection { client_id, ..connection() },
        Connection { generation, ..connection() },
        Connection { method: Method::Password, ..connection() },
    ];
    for moved in moves {
        for (name, mut session) in every_state() {
            session.connection.way = Some(Way::Loopback);
            let before = session.generation();
            let moved = Connection { id: session.connection.id, ..moved.clone() };
            let edited = session.edit(moved.clone());
            if ["closed", "signed out", "ended"].contains(&name) {
                assert!(matches!(edited.unwrap().as_slice(), [Effect::Remember]), "{name}");
                assert!(matches!(session.state(), State::SignedOut(None)), "{name}");
                assert_eq!(*session.connection(), moved, "{name}: with no way that worked");
                assert!(session.generation() > before, "{name}: what was begun is stale");
            } else {
                assert_eq!(edited.unwrap_err(), StillSignedIn, "{name}");
                assert_eq!(session.connection().way, Some(Way::Loopback), "{name}: as before");
                assert_eq!(session.generation(), before, "{name}: as before");
            }
        }
    }
}

#[test]
fn what_is_tried_again_is_what_failed() {
    let mut session = closed();
    let effects = session.retry(T0).unwrap();
    assert!(matches!(effects.as_slice(), [Effect::Load]), "the keyring: {effects:?}");
    assert!(matches!(session.state(), State::Loading));

    let mut session = waiting();
    let effects = session.retry(T0).unwrap();
    assert!(matches!(effects.as_slice(), [Effect::Claim { .. }]), "the refresh: {effects:?}");

    let mut session = exchanging();
    session.exchange_answered(Ok(issued("first")), None, T0, T0);
    session.stored(Err(Failure::Locked), T0);
    let effects = session.retry(T0).unwrap();
    let [Effect::Store { how: Write::Replace, .. }] = effects.as_slice() else {
        panic!("the save: {effects:?}")
    };

    let mut session = exchanging();
    session.exchange_answered(Ok(sign_in::as_user("first", "2")), None, T0, T0);
    session.stored(Ok(7), T0);
    let effects = session.retry(T0).unwrap();
    assert!(matches!(effects.as_slice(), [Effect::Identify { .. }]), "the name: {effects:?}");
}

#[test]
fn what_is_known_of_the_client_secret_is_remembered() {
    let mut session = signed_in();
    assert_eq!(session.client_secret(), Secret::Unknown);
    for secret in [Secret::Unsaved, Secret::Saved, Secret::Missing] {
        session.client_secret_is(secret);
        assert_eq!(session.client_secret(), secret);
    }
}
