//! All desks through all days, event by event.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::time::Duration;

use latchkey_core::claim::Locks;
use latchkey_core::clock::Timestamp;
use latchkey_core::connection::{Connection, ConnectionId, Draft, Environment, Method};
use latchkey_core::instance::Generation;

use crate::calendar::Day;
use crate::desk::{Desk, Office};
use crate::server::Server;

/// How many desks there are.
pub(crate) const DESKS: u64 = 10_000;

/// What is different from one simulation to the next.
pub(crate) struct Scenario {
    pub(crate) name: &'static str,
    /// Whether a copy of every access token is in use somewhere.
    pub(crate) copies: bool,
    /// From when up to when, without the last day, nobody is there.
    pub(crate) closed: Option<(Day, Day)>,
    /// The day on which the server does not answer.
    pub(crate) down: Option<Day>,
}

/// What became of them.
pub(crate) struct Outcome {
    pub(crate) name: &'static str,
    pub(crate) server: Server,
    /// How much was left of the tokens that were renewed with the least left.
    pub(crate) least_left: Option<Duration>,
    pub(crate) renewed: usize,
    pub(crate) died: usize,
}

/// What happens to a desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Event {
    Stops,
    Starts,
    Wakes,
}

type Events = BinaryHeap<Reverse<(Timestamp, usize, Event)>>;

pub(crate) fn run(scenario: &Scenario) -> Outcome {
    let folder = tempfile::tempdir().unwrap();
    let mut office = Office {
        locks: Locks::in_folder(folder.path()),
        runtime: tokio::runtime::Builder::new_current_thread().build().unwrap(),
        server: Server::new(scenario.down),
    };
    let connection = connection();
    let mut desks: Vec<Desk> = (0..DESKS)
        .map(|number| {
            let (morning, _) = Day::SIGN_IN.hours_of(number).unwrap();
            // Their locks have to be apart; all else is the same, as an administrator gives it to everybody.
            let own = Connection { id: ConnectionId::random(), ..connection.clone() };
            Desk::new(number, own, &mut office.server, morning, scenario.copies)
        })
        .collect();
    let mut events = days(scenario);
    while let Some(Reverse((now, at, event))) = events.pop() {
        let desk = &mut desks[at];
        match event {
            Event::Stops => desk.stop(),
            Event::Starts => desk.start(&mut office, now),
            // What was put off meanwhile has an event of its own.
            Event::Wakes if desk.wakes_at() != Some(now) => continue,
            Event::Wakes => desk.tick(&mut office, now),
        }
        if event != Event::Stops
            && let Some(next) = desk.wakes_at()
        {
            wake(&mut events, next, now, at);
        }
    }
    let left = || desks.iter().filter_map(|desk| desk.left);
    Outcome {
        name: scenario.name,
        least_left: left().min(),
        renewed: left().count(),
        died: desks.iter().filter(|desk| desk.died).count(),
        server: office.server,
    }
}

/// Wakes a desk at a time at which somebody is there; otherwise the next morning does.
fn wake(events: &mut Events, next: Timestamp, now: Timestamp, at: usize) {
    let day = Some(Day::of(next)).filter(|day| *day <= Day::LAST);
    let hours = day.and_then(|day| day.hours_of(u64::try_from(at).unwrap()));
    if next > now && hours.is_some_and(|(from, to)| next >= from && next < to) {
        events.push(Reverse((next, at, Event::Wakes)));
    }
}

/// Everybody's days.
fn days(scenario: &Scenario) -> Events {
    let is_open = |day: &Day| scenario.closed.is_none_or(|(from, to)| *day < from || *day >= to);
    let mut events = Events::new();
    for day in Day::all().filter(is_open) {
        for desk in 0..DESKS {
            let Some((from, to)) = day.hours_of(desk) else { continue };
            let desk = usize::try_from(desk).unwrap();
            events.push(Reverse((from, desk, Event::Starts)));
            events.push(Reverse((to, desk, Event::Stops)));
        }
    }
    events
}

fn connection() -> Connection {
    let draft = Draft {
        name: "Acme".into(),
        address: "https://acme.example".into(),
        environment: Environment::Production,
        client_id: "4".into(),
        method: Method::Browser,
        generation: Generation::Version4,
        authority: None,
    };
    draft.check(ConnectionId::of(&["Acme"])).unwrap()
}
