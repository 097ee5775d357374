//! What came of it: a table, the busiest week of each as a plot, and complaints.

use std::io::Write as _;

use crate::calendar::{Day, HOUR};
use crate::server::{Server, THROTTLE};
use crate::simulation::{DESKS, Outcome};

/// The signs of a plot, from nothing to the most.
const BARS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The hours that are drawn of a day.
const DRAWN: std::ops::Range<i64> = 6..20;

pub(crate) fn say(line: &str) {
    writeln!(std::io::stdout(), "{line}").unwrap();
}

/// Prints everything; what must not be comes back.
pub(crate) fn report(outcomes: &[Outcome]) -> Vec<String> {
    say(&format!("{DESKS} desks behind one address, which may ask {THROTTLE} times a minute\n"));
    say(
        "| | requests | most in a minute | refused | found nobody | renewed with at least | signed out |",
    );
    say("|---|---|---|---|---|---|---|");
    for outcome in outcomes {
        let Outcome { name, server, least_left, died, .. } = outcome;
        let left = least_left.map_or(0.0, |left| left.as_secs_f64() / 86_400.0);
        say(&format!(
            "| {name} | {} | {} | {} | {} | {left:.1} days left | {died} |",
            server.requests.len(),
            server.peak,
            server.refused,
            server.lost,
        ));
    }
    for outcome in outcomes {
        plot(outcome.name, &outcome.server);
    }
    outcomes.iter().flat_map(complaints).collect()
}

fn complaints(outcome: &Outcome) -> Vec<String> {
    let Outcome { name, server, renewed, died, .. } = outcome;
    let mut found = Vec::new();
    if server.peak > THROTTLE / 2 {
        found.push(format!("{name}: {} requests in a minute", server.peak));
    }
    if *died > 0 {
        found.push(format!("{name}: {died} were signed out"));
    }
    if u64::try_from(*renewed).unwrap() != DESKS {
        found.push(format!("{name}: {renewed} renewals"));
    }
    found
}

/// The requests of each hour in the busiest week, against what would be half of the throttle.
fn plot(name: &str, server: &Server) {
    let weeks = (Day::FIRST.number()..=Day::LAST.number()).step_by(7);
    let in_week = |week: i64| {
        let here = |at: &&_| Day::of(**at).week().number() == week;
        server.requests.iter().filter(here).count()
    };
    let Some(week) = weeks.max_by_key(|week| in_week(*week)) else { return };
    let half = f64::from(u32::try_from(THROTTLE / 2 * 60).unwrap());
    say(&format!("\n{name}, the busiest week; █ is {half} requests an hour, half of the throttle"));
    let days: Vec<String> = (week..week + 5)
        .map(|day| DRAWN.map(|hour| bar(server, day, hour, half)).collect::<String>())
        .collect();
    say(&format!("  |{}|", days.join("|")));
    say(&format!(
        "   {}",
        ["Mon", "Tue", "Wed", "Thu", "Fri"].map(|day| format!("{day:<15}")).concat()
    ));
}

fn bar(server: &Server, day: i64, hour: i64, half: f64) -> char {
    let here = |at: &&latchkey_core::clock::Timestamp| {
        let day_of = Day::of(**at);
        day_of.number() == day && (at.as_millis() - day_of.start().as_millis()) / HOUR == hour
    };
    let count = server.requests.iter().filter(here).count();
    let share = f64::from(u32::try_from(count).unwrap()) / half;
    let last = BARS.len() - 1;
    let step = (share * 8.0).ceil();
    (0..=last)
        .rev()
        .find(|step_of| f64::from(u32::try_from(*step_of).unwrap()) <= step)
        .map_or(BARS[0], |step| BARS[step])
}
