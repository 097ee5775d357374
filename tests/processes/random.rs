//! A person signs in, refreshes and copies, and the program dies at any moment whatsoever.

use std::time::{Duration, Instant};

use processmaker::{Endpoint, Fault, Gate, Server};

use crate::computer::{Computer, Kept, is_in_window};
use crate::program::Program;
use crate::protocol::{Order, Report, Standing};
use crate::{say, took};

/// How many computers die side by side.
const COMPUTERS: u32 = 4;

/// A program lives for so many events at most: a start, a sign-in and three refreshes.
const LONGEST_LIFE: u64 = 90;

/// A program dies up to so many microseconds after its last event: about as long as a request takes.
const AFTERLIFE: u64 = 2_000;

/// How many deaths one computer and its server see; they remember every token there was.
const LIVES: u32 = 100;

/// How often it is told how far it is.
const TELL_EVERY: u32 = 1_000;

/// Numbers that look random and can be had again (SplitMix64).
struct Numbers(u64);

/// What the kills came to.
#[derive(Default)]
struct Tally {
    lost_in_window: u32,
    answer_lost: u32,
    signed_in: u32,
    signed_out: u32,
}

/// A number that nobody chose.
pub(crate) fn seed() -> u64 {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).expect("the system has randomness");
    u64::from_le_bytes(bytes)
}

/// Kills so often.
///
/// # Panics
/// If a death cost more than nobody could have kept.
pub(crate) async fn kill_at_random_moments(kills: u32, seed: u64) {
    say(&format!("{kills} kills at random moments; --seed {seed} chooses them again"));
    let began = Instant::now();
    let computers: Vec<_> = (0..COMPUTERS)
        .map(|number| {
            let kills = kills / COMPUTERS + u32::from(number < kills % COMPUTERS);
            tokio::spawn(die_often(kills, Numbers(seed ^ u64::from(number) << 32)))
        })
        .collect();
    let mut sum = Tally::default();
    for computer in computers {
        let tally = computer.await.unwrap();
        sum.lost_in_window += tally.lost_in_window;
        sum.answer_lost += tally.answer_lost;
        sum.signed_in += tally.signed_in;
        sum.signed_out += tally.signed_out;
    }
    let Tally { lost_in_window, answer_lost, signed_in, signed_out } = sum;
    say(&format!(
        "{kills} kills in {}: 0 refresh tokens lost outside the window, 0 corrupt records\n  {lost_in_window} \
         inside the window; of the starts that lived long enough to tell, {signed_in} found good tokens, \
         {answer_lost} a lost answer, {signed_out} none, and none anything else",
        took(began)
    ));
}

async fn die_often(kills: u32, mut numbers: Numbers) -> Tally {
    let mut tally = Tally::default();
    for kill in (0..kills).step_by(LIVES as usize) {
        die_in_a_row(kills.min(kill + LIVES) - kill, &mut numbers, &mut tally).await;
        if kill.is_multiple_of(TELL_EVERY) && kill > 0 {
            say(&format!("  {kill} of {kills}"));
        }
    }
    tally
}

/// So many lives after each other on one computer, which is as good as new in the end.
async fn die_in_a_row(kills: u32, numbers: &mut Numbers, tally: &mut Tally) {
    let computer = Computer::new(Server::start().await).await;
    for _ in 0..kills {
        die_once(&computer, numbers, tally).await;
    }
    let mut last = computer.start(None);
    last.shows(Standing::is_settled).await;
    if !matches!(computer.kept(), Kept::Good(_)) {
        computer.sign_in(&mut last).await;
    }
    last.order(&Order::Copy { calls: 5 });
    let copies = last.copies().await;
    assert!(copies.tokens.iter().all(|token| computer.server.accepts(token)));
    last.quit().await;
}

/// One life, and what it leaves behind.
async fn die_once(computer: &Computer, numbers: &mut Numbers, tally: &mut Tally) {
    let found = computer.kept();
    let last = computer.issued_last();
    let gate = trap(&computer.server, numbers);
    let mut program = computer.start(None);
    let first = live(computer, &mut program, numbers, &gate).await;
    let passed = computer.kill(program).await;
    if let Some(standing) = first {
        assert!(found.is_followed_by(&standing), "{found:?} became {standing:?}: {passed:#?}");
        match found {
            Kept::Good(_) => tally.signed_in += 1,
            Kept::Spent => tally.answer_lost += 1,
            Kept::Nothing | Kept::Corrupt => tally.signed_out += 1,
        }
    }
    let kept = computer.kept();
    assert_ne!(kept, Kept::Corrupt, "{passed:#?}");
    let issued = computer.issued_last().filter(|token| last.as_ref() != Some(token));
    let lost = issued.is_some_and(|token| !computer.keeps(&token));
    assert!(!lost || is_in_window(&passed), "lost outside the window: {passed:#?}");
    tally.lost_in_window += u32::from(lost);
}

/// Sometimes the server keeps a token request or its answer: both take long in the world, and no time at all here.
fn trap(server: &Server, numbers: &mut Numbers) -> Gate {
    let gate = Gate::new();
    let fault = match numbers.below(16) {
        0 => Fault::held(&gate),
        1 => Fault::held_answer(&gate),
        2 => Fault::stalled(usize::try_from(numbers.below(1_500)).unwrap(), &gate),
        _ => return gate,
    };
    server.faults().next(Endpoint::Token, fault);
    gate
}

/// A person uses the program until its time has come; what it came to by itself first, if it got that far.
async fn live(
    computer: &Computer,
    program: &mut Program,
    numbers: &mut Numbers,
    gate: &Gate,
) -> Option<Standing> {
    let mut first = None;
    for _ in 0..numbers.below(LONGEST_LIFE) {
        let report = tokio::select! {
            report = program.next() => report.expect("it lives until it is killed"),
            () = gate.arrived() => break,
        };
        match report {
            Report::Opened(url) => computer.answer(program, &url).await,
            Report::Shown(standing) => {
                if first.is_none() && standing.is_settled() {
                    first = Some(standing.clone());
                }
                match standing {
                    Standing::SignedIn { .. } if numbers.below(4) == 0 => {
                        program.order(&Order::Copy { calls: 5 });
                    }
                    Standing::SignedIn { .. } => program.order(&Order::Refresh),
                    Standing::SignedOut | Standing::NeedsSignIn(_) => program.order(&Order::SignIn),
                    Standing::Empty
                    | Standing::Loading
                    | Standing::Closed(_)
                    | Standing::Failed(_)
                    | Standing::InBrowser
                    | Standing::Exchanging
                    | Standing::Refreshing
                    | Standing::Resting(_)
                    | Standing::Elsewhere => {}
                }
            }
            Report::Passed(_) | Report::Stopped(_) | Report::Done(_) | Report::Copied(_) => {}
        }
    }
    let end = Instant::now() + Duration::from_micros(numbers.below(AFTERLIFE));
    while Instant::now() < end {
        tokio::task::yield_now().await;
    }
    first
}

impl Numbers {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound
    }
}
