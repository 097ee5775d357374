//! What the server made of a token, and how long that is remembered.

use super::*;
use crate::activity::{Found, What};

fn refused() -> Trouble {
    Trouble::new(Kind::TokenNotAccepted).with_status(401)
}

fn trouble_of(session: &Session) -> Option<Kind> {
    session.held().unwrap().trouble.as_ref().map(|trouble| trouble.kind)
}

fn seen(session: &Session) -> Seen {
    session.held().unwrap().seen.clone()
}

/// Whose token says whose it is, if there is one at rest.
fn of_somebody(mut session: Session) -> Session {
    if let Some(held) = session.resting() {
        held.tokens.claims.subject = Some("2".into());
    }
    session
}

#[test]
fn three_answers_are_told_apart() {
    let person: Result<Identity, Trouble> = Ok(maria());
    let away = Trouble::new(Kind::Maintenance).with_status(503);
    for (result, opinion, found) in [
        (person, Opinion::Accepted, Found::Accepted),
        (Err(refused()), Opinion::NoLongerAccepted, Found::NoLongerAccepted),
        (Err(away.clone()), Opinion::Unreachable(away), Found::Unreachable),
    ] {
        assert_eq!((Opinion::of(&result), opinion.found()), (opinion, found));
    }
}

#[test]
fn the_last_answer_stands_beside_the_last_good_one() {
    let mut session = signed_in();
    assert_eq!(seen(&session), Seen::default());
    session.token_was_seen(Opinion::Accepted, at(1));
    let away = Opinion::Unreachable(Kind::Timeout.into());
    session.token_was_seen(away.clone(), at(2));
    assert_eq!(seen(&session), Seen { accepted_at: Some(at(1)), last: Some((away, at(2))) });
    session.token_was_seen(Opinion::NoLongerAccepted, at(3));
    let last = Some((Opinion::NoLongerAccepted, at(3)));
    assert_eq!(seen(&session), Seen { accepted_at: Some(at(1)), last });
    session.token_was_seen(Opinion::Accepted, at(4));
    let last = Some((Opinion::Accepted, at(4)));
    assert_eq!(seen(&session), Seen { accepted_at: Some(at(4)), last });
}

#[test]
fn a_token_past_its_end_is_not_called_refused() {
    let mut session = signed_in();
    session.token_was_seen(Opinion::NoLongerAccepted, at(HOUR * 24 * 400));
    assert_eq!(seen(&session), Seen::default());
    session.token_was_seen(Opinion::Accepted, at(HOUR * 24 * 400));
    assert!(seen(&session).accepted_at.is_some(), "a server may be more generous");
}

#[test]
fn what_was_made_of_a_token_goes_with_it() {
    let mut session = refreshing();
    session.token_was_seen(Opinion::Accepted, T0);
    assert!(seen(&session).accepted_at.is_some());
    session.exchange_answered(Ok(issued("second")), None, T0, T0);
    assert_eq!(seen(&session), Seen::default(), "the new token was never sent");
    let mut kept = refreshing();
    kept.token_was_seen(Opinion::Accepted, T0);
    kept.exchange_answered(Err(Kind::Unreachable.into()), None, T0, T0);
    assert!(seen(&kept).accepted_at.is_some(), "a failed refresh takes nothing away");
}

#[test]
fn a_token_can_be_asked_about_while_it_rests_and_counts() {
    for (name, session) in every_state() {
        let can = ["signed in", "waiting"].contains(&name);
        assert_eq!(of_somebody(session).question(T0).is_some(), can, "{name}");
    }
    assert!(signed_in().question(T0).is_none(), "a token that says not whose it is");
    let session = of_somebody(signed_in());
    let end = session.held().unwrap().tokens.lifetime.expires_at.unwrap();
    let before = Timestamp::from_millis(end.as_millis() - 1);
    assert!(session.question(before).is_some());
    assert!(session.question(end).is_none(), "anybody with a clock knows the answer");
}

#[test]
fn only_a_new_token_is_asked_about_twice() {
    let session = of_somebody(signed_in());
    assert!(session.question(T0).unwrap().is_new);
    assert!(session.question(at(59)).unwrap().is_new);
    assert!(!session.question(at(60)).unwrap().is_new);
}

#[test]
fn a_check_is_noted_and_says_what_is_wrong() {
    let mut session = signed_in();
    session.take_notes();
    let away = Opinion::Unreachable(Kind::Unreachable.into());
    for (opinion, found, trouble) in [
        (Opinion::NoLongerAccepted, Found::NoLongerAccepted, Some(Kind::TokenNotAccepted)),
        (away, Found::Unreachable, Some(Kind::TokenNotAccepted)),
        (Opinion::Accepted, Found::Accepted, None),
    ] {
        let generation = session.generation();
        session.checked(opinion.clone(), T0);
        assert_eq!(session.take_notes(), [What::TokenChecked { found }]);
        assert_eq!(trouble_of(&session), trouble, "{opinion:?}");
        assert_eq!(seen(&session).last, Some((opinion, T0)));
        assert_eq!(session.generation(), generation, "a check changes nothing");
    }
    let mut resting = waiting();
    resting.take_notes();
    resting.checked(Opinion::NoLongerAccepted, T0);
    assert_eq!(trouble_of(&resting), None, "what it waits for is said already");
    assert_eq!(seen(&resting).last, Some((Opinion::NoLongerAccepted, T0)));
}

#[test]
fn nobody_asks_where_there_are_no_tokens() {
    for (name, mut session) in every_state() {
        session.token_was_seen(Opinion::Accepted, T0);
        let held = session.held().map(|held| held.seen.accepted_at);
        assert!(held.is_none_or(|at| at == Some(T0)), "{name}");
    }
}
