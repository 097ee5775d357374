//! Every invariant, under schedules that nobody thought of: several programs share one keyring, one lock and one
//! ProcessMaker, and everything that can fail does, between any two steps.
//!
//! The sessions and the lock files are the real ones; the server, the keyring and what carries effects out are
//! models that take one step at a time. Seeds are fixed, so the same cases run everywhere; `PROPTEST_CASES` makes
//! them more, `PROPTEST_RNG_SEED` others.

#![expect(clippy::unwrap_used, reason = "a model that cannot go on fails")]

mod found;
mod keyring;
mod ledger;
mod moves;
mod passport;
mod task;
mod world;

use proptest::test_runner::{Config, RngSeed, TestCaseError, TestError, TestRunner};

use crate::moves::{Case, cases};
use crate::world::World;

/// Carries a schedule out; its story, and the invariant that did not hold.
fn run(case: &Case) -> Result<(), String> {
    let mut world = World::new(case);
    for choice in &case.moves {
        world.make(choice);
        if world.broken.is_some() {
            break;
        }
    }
    world.come_to_rest();
    match world.broken {
        None => Ok(()),
        Some(broken) => Err(format!("{broken}\n{}", world.story.join("\n"))),
    }
}

#[test]
fn no_schedule_breaks_an_invariant() {
    let mut config = Config { failure_persistence: None, ..Config::default() };
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(1);
    }
    config.max_shrink_iters = 20_000;
    let outcome =
        TestRunner::new(config).run(&cases(), |case| run(&case).map_err(TestCaseError::fail));
    match outcome {
        Ok(()) => {}
        Err(TestError::Fail(story, case)) => panic!("{story}\n{case:?}"),
        Err(TestError::Abort(why)) => panic!("{why}"),
    }
}
