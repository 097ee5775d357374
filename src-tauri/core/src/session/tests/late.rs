use super::sign_in::somebody_else;
use super::*;

/// What is reported, how, and the only ones that it says anything to.
type Report<'a> = (&'a str, &'a dyn Fn(&mut Session) -> Vec<Effect>, &'a [&'a str]);

#[test]
fn what_nobody_waits_for_any_more_changes_nothing() {
    let elsewhere = || written_elsewhere(&signed_in(), "elsewhere", at(20));
    let nothing = Revocation { copies: true, last_token: true, valid_until: None, trouble: None };
    let reports: [Report; 10] = [
        (
            "what the server said to the redirect addresses",
            &|session| session.prepared(Err(Kind::NotRegistered.into()), T0),
            &["checking", "in the browser"],
        ),
        (
            "whether a browser was opened",
            &|session| {
                session.browser_opened(&Ok(()));
                Vec::new()
            },
            &["in the browser"],
        ),
        (
            "a claim that was not got",
            &|session| session.claimed(Err(Kind::Busy.into()), T0),
            &["claiming"],
        ),
        (
            "what the token endpoint said",
            &|session| session.exchange_answered(Err(Kind::ClientRejected.into()), None, T0, T0),
            &[
                "exchanging",
                "asking whose",
                "arriving",
                "claiming",
                "proving",
                "requesting",
                "replacing",
            ],
        ),
        (
            "a record that the keyring did not take",
            &|session| session.stored(Err(Failure::Slow), T0),
            &["arriving", "proving", "replacing"],
        ),
        (
            "another program's record",
            &|session| session.superseded(elsewhere(), T0),
            &["signed in"],
        ),
        (
            "whose the tokens are",
            &|session| session.identified(Ok(maria())),
            &["asking whose", "signed in", "somebody else"],
        ),
        ("what was revoked", &|session| session.revoked(nothing.clone(), None, 9), &["leaving"]),
        ("what was forgotten", &|session| session.forgotten(Ok(())), &["leaving"]),
        ("that it is time", &|session| session.tick(T0), &[]),
    ];
    for (what, report, waited_for) in reports {
        assert_eq!(moved_by(report), waited_for, "{what}");
    }
}

/// The states in which a report changes something or has something done.
fn moved_by(report: &dyn Fn(&mut Session) -> Vec<Effect>) -> Vec<&'static str> {
    let states = every_state().into_iter().chain([("somebody else", somebody_else())]);
    let moved = states.filter_map(|(name, mut session)| {
        let before = (session.generation(), format!("{:?}", session.state));
        let effects = report(&mut session);
        let after = (session.generation(), format!("{:?}", session.state));
        (before != after || !effects.is_empty()).then_some(name)
    });
    moved.collect()
}

#[test]
fn only_tokens_on_their_way_could_be_lost_by_ending_now() {
    let moving = every_state().into_iter().filter(|(_, session)| session.is_moving_tokens());
    assert_eq!(
        moving.map(|(name, _)| name).collect::<Vec<_>>(),
        [
            "exchanging",
            "asking whose",
            "arriving",
            "claiming",
            "proving",
            "requesting",
            "replacing",
            "leaving"
        ]
    );
}

#[test]
fn tokens_are_seen_while_they_are_replaced_and_while_they_wait() {
    let held = every_state().into_iter().filter(|(_, session)| session.held().is_some());
    assert_eq!(
        held.map(|(name, _)| name).collect::<Vec<_>>(),
        ["signed in", "claiming", "proving", "requesting", "replacing", "waiting"]
    );
}

#[test]
fn only_what_has_a_time_is_waited_for() {
    let due = every_state().into_iter().filter(|(_, session)| session.wakes_at().is_some());
    assert_eq!(
        due.map(|(name, _)| name).collect::<Vec<_>>(),
        ["checking", "in the browser", "signed in", "waiting"]
    );
}
