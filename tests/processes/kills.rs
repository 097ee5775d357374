//! A program is killed at every boundary of what it does, and the next one has to live with what is left.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Instant;

use processmaker::{Endpoint, Fault, Gate, Server};

use crate::computer::{Computer, Kept, is_in_window};
use crate::program::Program;
use crate::protocol::{Order, Report, Standing};
use crate::{say, took};

/// How many computers die side by side, and how often each at one boundary.
const COMPUTERS: usize = 4;
const KILLS_EACH: usize = 5;

/// How often a boundary may be missed in a row, because two threads passed theirs in another order.
const TRIES: usize = 5;

/// Where a death certainly loses what the server has just issued: it has been issued, and not been written. What else
/// [`is_in_window`] lies between these.
const WINDOW: [Boundary<&str>; 3] = [
    Boundary::Server(Endpoint::Token, Point::Answered),
    Boundary::Server(Endpoint::Token, Point::HalfSent),
    Boundary::Program("before write record (active)"),
];

/// Where the server has not done anything yet, although nobody but the server can know it.
const UNTOUCHED: Boundary<String> = Boundary::Server(Endpoint::Token, Point::Arrived);

/// What a program is killed during.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Story {
    /// Nobody has signed in yet.
    SignIn,
    Refresh,
    /// The start after a death just before a refresh was sent.
    Resume,
    /// The start after a death just before the answer came.
    Recover,
    /// The sign-in that mends it.
    Mend,
}

/// Where a program is killed.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Boundary<S> {
    /// Where the program itself begins or ends something.
    Program(S),
    /// What the server is doing with a request of the program.
    Server(Endpoint, Point),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Point {
    /// The request has come, and nothing has been done about it.
    Arrived,
    /// It has been carried out; nothing has been sent.
    Answered,
    /// Half of the answer has been sent.
    HalfSent,
}

/// How a story went on before the kill.
#[derive(Debug, PartialEq, Eq)]
enum Played {
    Reached,
    /// The story came to its end without passing the boundary.
    Through,
}

/// What the kills of a story came to.
#[derive(Debug, Default)]
struct Tally {
    boundaries: usize,
    kills: usize,
    lost_in_window: usize,
    missed: usize,
}

/// Kills at every boundary of every story.
///
/// # Panics
/// If a death cost more than nobody could have kept.
pub(crate) async fn kill_at_every_boundary() {
    let began = Instant::now();
    let computers: Vec<_> = (0..COMPUTERS).map(|_| tokio::spawn(die_everywhere())).collect();
    let mut sum = BTreeMap::<Story, Tally>::new();
    for computer in computers {
        for (story, tally) in computer.await.unwrap() {
            let sum = sum.entry(story).or_default();
            sum.boundaries = sum.boundaries.max(tally.boundaries);
            sum.kills += tally.kills;
            sum.lost_in_window += tally.lost_in_window;
            sum.missed += tally.missed;
        }
    }
    let kills: usize = sum.values().map(|tally| tally.kills).sum();
    say(&format!(
        "{kills} kills in {}: 0 refresh tokens lost outside the window, 0 corrupt records",
        took(began)
    ));
    for (story, Tally { boundaries, kills, lost_in_window, missed }) in sum {
        say(&format!(
            "  {story}: {boundaries} boundaries, {kills} kills, {lost_in_window} inside the window, each said so and \
             was mended by one sign-in ({missed} not where they should be, and repeated)"
        ));
    }
}

async fn die_everywhere() -> Vec<(Story, Tally)> {
    let mut tallies = Vec::new();
    for story in [Story::SignIn, Story::Refresh, Story::Resume, Story::Recover, Story::Mend] {
        tallies.push((story, die_throughout(story).await));
    }
    tallies
}

/// Goes through a story once to see its boundaries, and then dies at each, on a computer and a server that remember
/// nothing of the deaths before.
async fn die_throughout(story: Story) -> Tally {
    let mut boundaries = story.boundaries_in_the_program(&new_computer().await).await;
    boundaries.extend(story.boundaries_at_the_server());
    let mut tally = Tally { boundaries: boundaries.len(), ..Tally::default() };
    for boundary in boundaries {
        let computer = new_computer().await;
        for _ in 0..KILLS_EACH {
            die(&computer, story, &boundary, &mut tally).await;
        }
    }
    tally
}

async fn new_computer() -> Computer {
    let computer = Computer::new(Server::start().await).await;
    // The first sign-in is shown once more than those after it, because the list learns the way back.
    computer.be_signed_in().await;
    computer
}

async fn die(computer: &Computer, story: Story, boundary: &Boundary<String>, tally: &mut Tally) {
    for _ in 0..TRIES {
        let mut program = story.prepare(computer, boundary.in_program()).await;
        let last = computer.issued_last();
        let gate = boundary.plan(&computer.server);
        let played = play(computer, &mut program, story, gate.as_ref()).await;
        let passed = computer.kill(program).await;
        let issued = computer.issued_last().filter(|token| last.as_ref() != Some(token));
        let lost = issued.is_some_and(|token| !computer.keeps(&token));
        let kept = computer.kept();
        let death = format!("{story}, killed at {boundary}, leaving {kept:?}");
        assert_ne!(kept, Kept::Corrupt, "{death}");
        assert!(!lost || is_in_window(&passed), "{death}: lost outside the window: {passed:#?}");
        live_on(computer, kept, &death).await;
        if played == Played::Through {
            tally.missed += 1;
            continue;
        }
        assert!(lost || !boundary.is_in_window(), "{death}: nothing was lost in the window");
        assert!(!lost || *boundary != UNTOUCHED, "{death}: lost before the server did anything");
        tally.kills += 1;
        tally.lost_in_window += usize::from(lost);
        return;
    }
    panic!("{story} never comes to {boundary}");
}

/// Starts the next program, which has to find what is there, and to need one sign-in at most.
async fn live_on(computer: &Computer, kept: Kept, death: &str) {
    let mut program = computer.start(None);
    program.shows(Standing::is_settled).await;
    assert!(kept.is_followed_by(&program.shown), "{death}, the next shows {:?}", program.shown);
    if !matches!(kept, Kept::Good(_)) {
        computer.sign_in(&mut program).await;
    }
    program.quit().await;
    assert!(matches!(computer.kept(), Kept::Good(_)), "{death}, and was not mended");
}

/// Lets a person go on with the story, until the program stands at its boundary or is through.
async fn play(
    computer: &Computer,
    program: &mut Program,
    story: Story,
    gate: Option<&Gate>,
) -> Played {
    if let Some(order) = story.order() {
        program.order(&order);
    }
    let mut before = program.shown.clone();
    loop {
        let arrived = async {
            match gate {
                Some(gate) => gate.arrived().await,
                None => std::future::pending().await,
            }
        };
        let report = tokio::select! {
            report = program.next() => report,
            () = arrived => return Played::Reached,
        };
        match report {
            Some(Report::Opened(url)) => computer.answer(program, &url).await,
            Some(Report::Stopped(_)) => return Played::Reached,
            Some(Report::Shown(standing)) => {
                if story.is_over(&before, &standing) {
                    program.order(&Order::Quit);
                }
                before = standing;
            }
            Some(Report::Passed(_) | Report::Done(_) | Report::Copied(_)) => {}
            None => return Played::Through,
        }
    }
}

impl Story {
    /// Everything up to the moment from which on boundaries count, and a program that will stop at one.
    async fn prepare(self, computer: &Computer, stop_at: Option<&str>) -> Program {
        let mut program = match self {
            Self::SignIn => {
                computer.forget();
                let mut program = computer.start(None);
                program.shows(|standing| *standing == Standing::SignedOut).await;
                program
            }
            Self::Refresh => computer.signed_in().await,
            Self::Resume => {
                computer.break_off_before_sending().await;
                return computer.start(stop_at);
            }
            Self::Recover => {
                computer.break_off_before_the_answer().await;
                return computer.start(stop_at);
            }
            Self::Mend => {
                computer.break_off_before_the_answer().await;
                let mut program = computer.start(None);
                program.shows(Standing::is_settled).await;
                program.quit().await;
                let mut program = computer.start(None);
                program.shows(Standing::is_settled).await;
                program
            }
        };
        program.stop_at(stop_at).await;
        program
    }

    /// What the person does, if it does not happen by itself.
    fn order(self) -> Option<Order> {
        match self {
            Self::SignIn | Self::Mend => Some(Order::SignIn),
            Self::Refresh => Some(Order::Refresh),
            Self::Resume | Self::Recover => None,
        }
    }

    fn is_over(self, before: &Standing, now: &Standing) -> bool {
        match self {
            Self::SignIn | Self::Mend => matches!(now, Standing::SignedIn { named: true, .. }),
            Self::Refresh | Self::Resume => {
                *before == Standing::Refreshing && matches!(now, Standing::SignedIn { .. })
            }
            Self::Recover => matches!(now, Standing::NeedsSignIn(_)),
        }
    }

    async fn boundaries_in_the_program(self, computer: &Computer) -> Vec<Boundary<String>> {
        let mut program = self.prepare(computer, None).await;
        assert_eq!(play(computer, &mut program, self, None).await, Played::Through);
        std::mem::take(&mut program.passed).into_iter().map(Boundary::Program).collect()
    }

    fn boundaries_at_the_server(self) -> Vec<Boundary<String>> {
        use Point::{Answered, Arrived, HalfSent};
        let all = |endpoint| [Arrived, Answered, HalfSent].map(|at| Boundary::Server(endpoint, at));
        match self {
            Self::SignIn | Self::Mend => {
                // The first request to the authorize page is the program's own, and its answer has no body.
                let asked = [Arrived, Answered].map(|at| Boundary::Server(Endpoint::Authorize, at));
                [asked.as_slice(), &all(Endpoint::Token), &all(Endpoint::Api)].concat()
            }
            Self::Refresh | Self::Resume => all(Endpoint::Token).into(),
            // A refusal changes nothing on the server.
            Self::Recover => vec![Boundary::Server(Endpoint::Token, Arrived)],
        }
    }
}

impl Boundary<String> {
    fn in_program(&self) -> Option<&str> {
        match self {
            Self::Program(name) => Some(name),
            Self::Server(..) => None,
        }
    }

    /// Has the server wait there.
    fn plan(&self, server: &Server) -> Option<Gate> {
        let Self::Server(endpoint, point) = self else { return None };
        let gate = Gate::new();
        let fault = match point {
            Point::Arrived => Fault::held(&gate),
            Point::Answered => Fault::held_answer(&gate),
            Point::HalfSent => Fault::stalled(HALF_AN_ANSWER, &gate),
        };
        server.faults().next(*endpoint, fault);
        Some(gate)
    }

    fn is_in_window(&self) -> bool {
        WINDOW.iter().any(|known| match (known, self) {
            (Boundary::Program(known), Self::Program(name)) => known == name,
            (Boundary::Server(..), Self::Server(endpoint, point)) => {
                *known == Boundary::Server(*endpoint, *point)
            }
            (Boundary::Program(_), Self::Server(..)) | (Boundary::Server(..), Self::Program(_)) => {
                false
            }
        })
    }
}

/// So many bytes are less than any answer with a body, and in a token answer in the middle of the access token.
const HALF_AN_ANSWER: usize = 150;

impl fmt::Display for Boundary<String> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Program(name) => f.write_str(name),
            Self::Server(endpoint, point) => write!(f, "{endpoint:?} request: {point:?}"),
        }
    }
}

impl fmt::Display for Story {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::SignIn => "a sign-in",
            Self::Refresh => "a refresh",
            Self::Resume => "the start after a refresh that was not sent",
            Self::Recover => "the start after a lost answer",
            Self::Mend => "the sign-in after a lost answer",
        })
    }
}
