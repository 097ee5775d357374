//! A company's Latchkeys behind one address, a year after everybody signed in on the same morning: `npm run fleet`
//! says how often they ask a server that lets one address ask sixty times a minute, and whether all stay signed in.
//!
//! The sessions, their schedule and their locks are the real ones. The clock, the people and the server are not: a
//! month of 10,000 desks passes in a minute.

#![expect(clippy::unwrap_used, reason = "a simulation that cannot go on fails")]

mod calendar;
mod desk;
mod numbers;
mod report;
mod server;
mod simulation;

use std::process::ExitCode;
use std::thread;

use crate::calendar::Day;
use crate::report::{report, say};
use crate::simulation::{Scenario, run};

/// Everything that is simulated: what the renewals of a year come to, and what makes them worst.
const SCENARIOS: [Scenario; 5] = [
    Scenario { name: "nobody has a copy", copies: false, closed: None, down: None },
    Scenario { name: "everybody has a copy", copies: true, closed: None, down: None },
    Scenario {
        name: "and the server is down that Wednesday",
        copies: true,
        closed: None,
        down: Some(Day::LAST_WEDNESDAY),
    },
    Scenario {
        name: "nobody has a copy, down on a Monday",
        copies: false,
        closed: None,
        down: Some(Day::FIRST_MONDAY),
    },
    Scenario {
        name: "two weeks off, and back on a Monday",
        copies: false,
        closed: Some((Day::FIRST_MONDAY, Day::THIRD_MONDAY)),
        down: None,
    },
];

fn main() -> ExitCode {
    // Whoever asks for the tests of all programs gets these as well, and no list of them.
    if std::env::args().any(|argument| argument == "--list") {
        return ExitCode::SUCCESS;
    }
    let results: Vec<_> = thread::scope(|scope| {
        let running: Vec<_> = SCENARIOS.iter().map(|one| scope.spawn(|| run(one))).collect();
        running.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let complaints = report(&results);
    for complaint in &complaints {
        say(complaint);
    }
    if complaints.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
