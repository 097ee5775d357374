//! Many programs want a token at the moment when the one they have ends.

use std::time::{Duration, Instant};

use processmaker::{Lifetimes, Server};

use crate::computer::Computer;
use crate::program::Program;
use crate::protocol::{Copies, Order, Standing};
use crate::{say, took};

const PROGRAMS: usize = 32;

/// How often each program copies before the end of each token, and again after it.
const CALLS: usize = 25;

/// How long a token lives.
const HOUR: Duration = Duration::from_secs(3600);

/// How far each round goes on: to where the token would still do for a while, and to where it does not.
const ROUNDS: [Duration; 4] = [
    Duration::from_secs(3600 - 200),
    Duration::from_secs(3600 + 1),
    Duration::from_secs(3600 - 200),
    Duration::from_secs(3600 + 1),
];

/// Lets all of them ask.
///
/// # Panics
/// If anybody gets another token than the others, an error, or the server more than one request a round.
pub(crate) async fn ask_all_at_once() {
    let began = Instant::now();
    let year = Duration::from_secs(365 * 24 * 3600);
    let lifetimes = Lifetimes { access: HOUR, refresh: year, ..Lifetimes::default() };
    let computer = Computer::new(Server::builder().lifetimes(lifetimes).start().await).await;
    computer.be_signed_in().await;
    let mut programs: Vec<_> = (0..PROGRAMS).map(|_| computer.start_beside(None)).collect();
    for program in &mut programs {
        program.shows(|standing| matches!(standing, Standing::SignedIn { .. })).await;
    }
    let mut requests = computer.server.requests().to("/oauth/token").len();
    let mut took_after = Vec::new();
    for round in ROUNDS {
        let before = copy(&mut programs).await;
        assert_eq!(computer.server.requests().to("/oauth/token").len(), requests, "none was due");
        pass(&computer, &mut programs, round).await;
        let after = copy(&mut programs).await;
        requests += 1;
        assert_eq!(computer.server.requests().to("/oauth/token").len(), requests, "one was due");
        for Copies { tokens, errors, .. } in [&before, &after] {
            assert!(errors.is_empty(), "{errors:?}");
            assert_eq!(tokens.len(), 1, "all got the same");
        }
        assert_ne!(before.tokens, after.tokens);
        assert!(computer.server.accepts(&after.tokens[0]));
        took_after.extend(after.took);
    }
    for program in programs {
        program.quit().await;
    }
    took_after.sort_unstable();
    let millis = |share: usize| took_after[(took_after.len() - 1) * share / 1000] / 1000;
    say(&format!(
        "{PROGRAMS} programs, {} calls each around {} ends of a token in {}: one request an end, the same token for \
         all, no error; at an end a call took {} ms in the middle, {} ms at 99 %, {} ms at most",
        2 * CALLS * ROUNDS.len(),
        ROUNDS.len(),
        took(began),
        millis(500),
        millis(990),
        millis(1000),
    ));
}

/// What all of them got together.
async fn copy(programs: &mut [Program]) -> Copies {
    for program in &mut *programs {
        program.order(&Order::Copy { calls: CALLS });
    }
    let mut all = Copies::default();
    for program in programs {
        let copies = program.copies().await;
        all.tokens.extend(copies.tokens);
        all.errors.extend(copies.errors);
        all.took.extend(copies.took);
    }
    all.tokens.sort();
    all.tokens.dedup();
    all
}

/// Lets time pass for everybody.
async fn pass(computer: &Computer, programs: &mut [Program], time: Duration) {
    computer.server.clock().advance(time);
    for program in &mut *programs {
        program.order(&Order::Pass(time.as_secs()));
    }
    for program in programs {
        program.done().await;
    }
}
