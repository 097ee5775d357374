use std::time::Duration;

use super::*;
use crate::clock::{Steady, Uptime};
use crate::connection::{Connection, Draft, Environment, Method, Way};
use crate::instance::Generation;
use crate::oauth::authorize::{Prompt, Secrets};
use crate::record::{Record, Standing};
use crate::token::{AccessToken, Claims, Lifetime, RefreshToken, TokenSet};
use crate::vault::Kept;

const T0: Timestamp = Timestamp::from_millis(1_795_307_008_000);

fn connection() -> Connection {
    let draft = Draft {
        name: "Acme".into(),
        address: "https://acme.example".into(),
        environment: Environment::Test,
        client_id: "4".into(),
        method: Method::Browser,
        generation: Generation::Version4,
        authority: None,
    };
    draft.check(ConnectionId::random()).unwrap()
}

fn saved() -> Session {
    let steady = Steady::new(T0, Uptime { since_boot: Duration::from_secs(60), boot: None });
    Session::saved(connection(), steady).0
}

/// Somebody signed in for so many seconds, with or without a copy in use.
fn load(session: &mut Session, seconds: u64, copied_at: Option<Timestamp>) {
    let record = Record {
        generation: 1,
        standing: Standing::Active,
        server: session.connection().server.id(),
        client: session.connection().client_id.clone(),
        tokens: TokenSet {
            access: AccessToken::new("access".into()),
            refresh: Some(RefreshToken::new("refresh".into())),
            lifetime: Lifetime {
                obtained_at: T0,
                expires_at: Some(T0.after(Duration::from_secs(seconds))),
                born: None,
            },
            claims: Claims::default(),
        },
        who: None,
        copied_at,
    };
    session.loaded(Ok(Kept { record: Some(record), client_secret_for: None }), T0);
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// What the indexes say is what a walk through all sessions would find.
fn agrees(roster: &Roster, now: Timestamp) {
    let all = || roster.sessions.iter();
    let due: BTreeSet<_> = roster.due(now).into_iter().collect();
    let walked = all().filter(|(_, s)| s.wakes_at().is_some_and(|at| at <= now));
    assert_eq!(due, walked.map(|(id, _)| *id).collect());
    let acts = all().filter_map(|(_, s)| s.wakes_at());
    let looks = all().filter_map(|(_, s)| s.asks_for_renewal_from());
    let looks = looks.filter(|at| Some(*at) > roster.noticed);
    assert_eq!(roster.next(), acts.chain(looks).min());
    assert_eq!(roster.is_moving_tokens(), all().any(|(_, s)| s.is_moving_tokens()));
    let waiting = all().filter(|(_, s)| matches!(s.state(), State::AwaitingRedirect(_)));
    assert_eq!(roster.waiting_for_browser(), waiting.map(|(id, _)| *id).collect::<Vec<_>>());
    assert_eq!(roster.order.iter().collect::<BTreeSet<_>>(), roster.sessions.keys().collect());
    assert_eq!(roster.order.len(), roster.sessions.len());
}

fn change(roster: &mut Roster, dice: &mut Dice, now: Timestamp) {
    let some = |roster: &Roster, dice: &mut Dice| {
        let count = u64::try_from(roster.len()).unwrap();
        roster.order()[usize::try_from(dice.roll(count)).unwrap()]
    };
    if roster.is_empty() || dice.roll(10) == 0 {
        return roster.push(saved());
    }
    let id = some(roster, dice);
    match dice.roll(9) {
        0 => drop(roster.remove(id)),
        1 => {
            let other = some(roster, dice);
            assert!(roster.put_before(id, Some(other).filter(|_| dice.roll(3) > 0)));
        }
        2 | 3 => {
            let copied = (dice.roll(2) == 0).then_some(T0);
            let life = 3600 << dice.roll(14);
            load(roster.get_mut(id).unwrap(), life, copied);
        }
        4 => {
            let session = roster.get_mut(id).unwrap();
            session.begin(Secrets::fresh(), vec![Way::DeepLink], Prompt::Anyone, now).ok();
        }
        5 => drop(roster.get_mut(id).unwrap().refresh(now)),
        6 => drop(roster.get_mut(id).unwrap().cancel()),
        7 => {
            let drift = i64::try_from(dice.roll(90_000_000)).unwrap() - 45_000_000;
            roster.iter_mut().for_each(|session| session.clock_was_set(drift));
        }
        _ => drop(roster.get_mut(id).unwrap().tick(now)),
    }
}

#[test]
fn what_is_known_is_what_a_walk_would_find() {
    for seed in 0..40 {
        let (mut roster, mut dice, mut now) = (Roster::default(), Dice(seed), T0);
        for _ in 0..300 {
            change(&mut roster, &mut dice, now);
            now = now.after(Duration::from_secs(dice.roll(3_000)));
            roster.settle();
            if dice.roll(4) == 0 {
                roster.notice(now);
            }
            agrees(&roster, now);
        }
    }
}

#[test]
fn only_what_was_touched_has_changed() {
    let mut roster = Roster::default();
    for _ in 0..3 {
        roster.push(saved());
    }
    roster.settle();
    let ids = roster.order().to_vec();
    let these = |ids: &[ConnectionId]| ids.iter().copied().collect::<BTreeSet<_>>();
    assert_eq!(roster.take_changed(), Changed { all: false, these: these(&ids), order: true });
    assert_eq!(roster.take_changed(), Changed::default());
    roster.get_mut(ids[1]);
    roster.settle();
    assert_eq!(roster.take_changed(), Changed { these: these(&ids[1..2]), ..Changed::default() });
    roster.remove(ids[0]);
    roster.settle();
    let gone = roster.take_changed();
    assert_eq!((gone.order, gone.these), (true, these(&ids[..1])));
}

#[test]
fn a_connection_is_put_before_another_or_to_the_end() {
    let mut roster = Roster::default();
    for _ in 0..3 {
        roster.push(saved());
    }
    let [a, b, c] = roster.order().try_into().unwrap();
    assert!(roster.put_before(c, Some(a)));
    assert_eq!(roster.order(), [c, a, b]);
    assert!(roster.put_before(c, Some(b)));
    assert_eq!(roster.order(), [a, c, b]);
    assert!(roster.put_before(a, None));
    assert_eq!(roster.order(), [c, b, a]);
    assert!(roster.put_before(b, Some(b)));
    assert!(!roster.put_before(ConnectionId::random(), None));
    assert!(!roster.put_before(a, Some(ConnectionId::random())));
    assert_eq!(roster.order(), [c, b, a], "nothing of that moves anything");
}

#[test]
fn a_question_that_comes_by_itself_is_noticed_once() {
    let mut session = saved();
    let year = 365 * 24 * 3600;
    load(&mut session, year, Some(T0));
    let at = session.asks_for_renewal_from().unwrap();
    assert!(!session.asks_for_renewal(at.before(Duration::from_millis(1))));
    assert!(session.asks_for_renewal(at));
    let mut roster = Roster::default();
    roster.push(session);
    roster.settle();
    assert_eq!(roster.next(), Some(at), "sooner than the renewal itself");
    assert!(!roster.notice(at.before(Duration::from_millis(1))));
    assert!(roster.notice(at));
    assert!(!roster.notice(at));
    assert!(roster.next() > Some(at));
}
