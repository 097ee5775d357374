use std::time::Duration;

use super::*;
use crate::clock::{Steady, Uptime};
use crate::connection::{Connection, Draft, Environment, Method};
use crate::instance::Generation;
use crate::record::{Record, Standing};
use crate::session::Session;
use crate::token::{AccessToken, Claims, Lifetime, RefreshToken, TokenSet};
use crate::vault::Kept;

const T0: Timestamp = Timestamp::from_millis(1_795_307_008_000);
const DAY: u64 = 24 * 3600;

fn connection(name: &str) -> Connection {
    let draft = Draft {
        name: name.into(),
        address: "https://acme.example".into(),
        environment: Environment::Test,
        client_id: "4".into(),
        method: Method::Browser,
        generation: Generation::Version4,
        authority: None,
    };
    draft.check(ConnectionId::random()).unwrap()
}

fn saved(name: &str) -> Session {
    let steady = Steady::new(T0, Uptime { since_boot: Duration::from_secs(60), boot: None });
    Session::saved(connection(name), steady).0
}

/// Somebody signed in for so many seconds, or was before.
fn loaded(name: &str, seconds: u64, refresh: bool, standing: Standing) -> Session {
    let mut session = saved(name);
    let record = Record {
        generation: 1,
        standing,
        server: session.connection().server.id(),
        client: session.connection().client_id.clone(),
        tokens: TokenSet {
            access: AccessToken::new("access".into()),
            refresh: refresh.then(|| RefreshToken::new("refresh".into())),
            lifetime: Lifetime { obtained_at: T0, expires_at: Some(after(seconds)), born: None },
            claims: Claims::default(),
        },
        who: None,
        copied_at: None,
    };
    session.loaded(Ok(Kept { record: Some(record), client_secret_for: None }), T0);
    session
}

fn signed_in(name: &str, seconds: u64) -> Session {
    loaded(name, seconds, true, Standing::Active)
}

fn needs_sign_in(name: &str) -> Session {
    loaded(name, DAY, true, Standing::NeedsSignIn)
}

fn after(seconds: u64) -> Timestamp {
    T0.after(Duration::from_secs(seconds))
}

fn roster(sessions: impl IntoIterator<Item = Session>) -> Roster {
    let mut roster = Roster::default();
    for session in sessions {
        roster.push(session);
    }
    roster.settle();
    roster
}

fn names(board: &Board) -> Vec<&str> {
    board.tray().lines.iter().map(|line| line.name.as_str()).collect()
}

const ALL: Changed = Changed { all: true, these: std::collections::BTreeSet::new(), order: true };

#[test]
fn what_needs_somebody_comes_first_and_the_rest_as_in_the_list() {
    let mut board = Board::default();
    let ending = loaded("Robot", DAY / 2, false, Standing::Active);
    let list = roster([signed_in("A", DAY), ending, saved("B"), needs_sign_in("C")]);
    board.update(&list, &Uses::default(), &ALL, after(DAY / 2 - 60));
    assert_eq!(names(&board), ["C", "Robot", "A", "B"]);
    assert_eq!(board.tray().mood, Mood::NeedsYou);
    assert_eq!(board.ending().values().collect::<Vec<_>>(), [&Left::Minutes(1)]);
}

#[test]
fn ten_have_room_those_that_are_used() {
    let sessions: Vec<Session> = (0..14).map(|n| signed_in(&n.to_string(), DAY)).collect();
    let mut uses = Uses::default();
    uses.note(sessions[13].connection().id, T0);
    uses.note(sessions[11].connection().id, T0);
    let mut board = Board::default();
    board.update(&roster(sessions), &uses, &ALL, T0);
    let expected = ["0", "1", "2", "3", "4", "5", "6", "7", "11", "13"];
    assert_eq!((names(&board).as_slice(), board.tray().more), (&expected[..], 4));
}

#[test]
fn it_changes_with_the_time_and_no_oftener_than_every_half_minute() {
    let list = roster([signed_in("A", 3600), signed_in("B", 3601)]);
    let mut board = Board::default();
    board.update(&list, &Uses::default(), &ALL, T0);
    assert_eq!(board.tray().lines[0].says, Says::Left(Left::Minutes(60)));
    let change = board.changes_at().unwrap();
    assert_eq!(change, T0.after(LONGEST_SLEEP), "the first minute is over sooner");
    board.update(&list, &Uses::default(), &Changed::default(), change);
    assert_eq!(board.tray().lines[0].says, Says::Left(Left::Minutes(59)));
    let idle = roster([saved("C")]);
    board.update(&idle, &Uses::default(), &ALL, T0);
    assert_eq!(board.changes_at(), None, "nothing is counted");
}

#[test]
fn only_what_has_changed_is_looked_at() {
    let mut list = roster([signed_in("A", DAY), saved("B")]);
    let mut board = Board::default();
    board.update(&list, &Uses::default(), &ALL, T0);
    let [a, b] = [list.order()[0], list.order()[1]];
    list.remove(a);
    list.remove(b);
    list.settle();
    let changed = Changed { these: [a].into(), order: true, ..Changed::default() };
    board.update(&list, &Uses::default(), &changed, T0);
    assert!(names(&board).is_empty(), "the order is asked for who is there");
    assert_eq!(board.facts.len(), 1, "nobody said that the other has changed");
}

#[test]
fn a_token_that_is_over_is_no_fine_one() {
    let list = roster([signed_in("A", 3600)]);
    let mut board = Board::default();
    board.update(&list, &Uses::default(), &ALL, after(3600));
    assert_eq!((board.tray().mood, board.tray().lines[0].says), (Mood::EndingSoon, Says::Over));
    assert_eq!(board.changes_at(), None);
    assert!(board.ending().is_empty(), "another one is on its way");
}
