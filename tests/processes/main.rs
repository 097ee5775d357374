//! Latchkey as processes: killed wherever something it does begins or ends, and many of them at one token.
//!
//! The other stories end a program by dropping its task, which runs destructors and shares the memory of the test.
//! Here the real core runs in processes of its own, over a keyring of files, and dies by SIGKILL; what it left
//! behind is all that the next one has. This program starts itself for that, as [`worker`]; [`protocol`] is what the
//! two say to each other.
//!
//! `cargo test --test processes` kills at every boundary, twenty times each, and then lets 32 programs ask for one
//! token. With `--random 10000` it kills at so many random moments instead; `--seed` repeats a run.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on fails")]

mod protocol;

mod store;
mod witness;
mod worker;

mod computer;
mod program;

mod crowd;
mod kills;
mod random;

use std::io::Write as _;
use std::process::ExitCode;
use std::time::Instant;

use tokio::runtime;

/// What this program is called with when it is to be Latchkey.
const WORKER: &str = "--worker";

/// What the command line asks for.
#[derive(Default)]
struct Wishes {
    random: Option<u32>,
    seed: Option<u64>,
    /// As in other tests: parts of names.
    filters: Vec<String>,
    list: bool,
}

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let mut wishes = Wishes::default();
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().expect("a value follows");
        match argument.as_str() {
            WORKER => return worker::main(&value()),
            "--random" => wishes.random = Some(value().parse().expect("a number of kills")),
            "--seed" => wishes.seed = Some(value().parse().expect("a number")),
            "--list" => wishes.list = true,
            // What else is asked of all test programs at once.
            option if option.starts_with('-') => {}
            filter => wishes.filters.push(filter.to_owned()),
        }
    }
    let runtime = runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(run(&wishes));
    ExitCode::SUCCESS
}

async fn run(wishes: &Wishes) {
    if let Some(kills) = wishes.random {
        let seed = wishes.seed.unwrap_or_else(random::seed);
        return random::kill_at_random_moments(kills, seed).await;
    }
    if wishes.is_for("a_kill_at_any_boundary_loses_nothing_that_could_be_kept") {
        kills::kill_at_every_boundary().await;
    }
    if wishes.is_for("32_programs_at_the_end_of_a_token_make_one_request") {
        crowd::ask_all_at_once().await;
    }
}

impl Wishes {
    fn is_for(&self, name: &str) -> bool {
        if self.list {
            say(&format!("{name}: test"));
            return false;
        }
        self.filters.is_empty() || self.filters.iter().any(|filter| name.contains(filter))
    }
}

/// Tells whoever runs the tests.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").unwrap();
    out.flush().unwrap();
}

/// For how long, in words.
fn took(since: Instant) -> String {
    format!("{:.1} s", since.elapsed().as_secs_f64())
}
