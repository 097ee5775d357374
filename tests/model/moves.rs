//! The choices of a schedule.
//!
//! Every one can be made at any time; what it has nothing to act on does nothing, so that a failing schedule stays
//! one when choices are taken out of it.

use proptest::collection::vec;
use proptest::prelude::*;

use crate::keyring::Mood;
use crate::passport::Behaviour;

#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) behaviour: Behaviour,
    pub(crate) clients: u8,
    pub(crate) moves: Vec<Move>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Move {
    /// A program takes one step with one of its effects.
    Step {
        client: u8,
        task: u8,
    },
    /// A program and the server go on until nothing moves.
    Settle {
        client: u8,
    },
    /// The server does one commit.
    Wire {
        request: u8,
    },
    Fault {
        request: u8,
        fault: Fault,
    },
    Pass {
        seconds: u32,
    },
    PassUntilDue,
    Tick {
        client: u8,
    },
    Person {
        client: u8,
        act: Act,
    },
    Crash {
        client: u8,
    },
    Keyring(Mood),
    Damage,
    Server {
        reachable: bool,
    },
    SetClock {
        minutes: i32,
    },
    Reboot,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    NotConnected,
    /// No answer; the server may still be at it.
    Lost,
    /// The connection breaks; the server may still be at it.
    Reset,
    Duplicate,
    ServerError,
    Maintenance,
    Throttled,
    Html,
    NoAccessToken,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    Refresh,
    Copy,
    SignOut,
    SignIn,
    SignInAsOther,
    Consent { user: u8 },
    Cancel,
    Retry,
    TakeOver,
    TurnAway,
    Replay,
    Stranger,
}

pub(crate) fn cases() -> impl Strategy<Value = Case> {
    let lifetime = prop_oneof![Just(120_u32), Just(900), Just(3_600), Just(31_536_000)];
    let behaviour = (any::<bool>(), any::<bool>(), lifetime, prop::bool::weighted(0.3)).prop_map(
        |(league_9, ends_families, lifetime, large)| Behaviour {
            league_9,
            ends_families,
            lifetime,
            large,
        },
    );
    let clients = prop_oneof![3 => 1_u8..=3, 1 => 4_u8..=8];
    (behaviour, clients, vec(moves(), 20..220)).prop_map(|(behaviour, clients, moves)| Case {
        behaviour,
        clients,
        moves,
    })
}

fn moves() -> impl Strategy<Value = Move> {
    let client = || 0_u8..8;
    prop_oneof![
        40 => (client(), 0_u8..3).prop_map(|(client, task)| Move::Step { client, task }),
        8 => client().prop_map(|client| Move::Settle { client }),
        20 => (0_u8..4).prop_map(|request| Move::Wire { request }),
        5 => (0_u8..4, faults()).prop_map(|(request, fault)| Move::Fault { request, fault }),
        4 => prop_oneof![Just(1_u32), Just(3), Just(31), Just(100), Just(600), Just(4_000)]
            .prop_map(|seconds| Move::Pass { seconds }),
        4 => Just(Move::PassUntilDue),
        8 => client().prop_map(|client| Move::Tick { client }),
        12 => (client(), acts()).prop_map(|(client, act)| Move::Person { client, act }),
        3 => client().prop_map(|client| Move::Crash { client }),
        3 => moods().prop_map(Move::Keyring),
        1 => any::<bool>().prop_map(|reachable| Move::Server { reachable }),
        1 => prop_oneof![Just(-1_440), Just(-20), Just(20), Just(1_440)]
            .prop_map(|minutes| Move::SetClock { minutes }),
        1 => prop_oneof![1 => Just(Move::Damage), 1 => Just(Move::Reboot)],
    ]
}

fn faults() -> impl Strategy<Value = Fault> {
    prop::sample::select(vec![
        Fault::NotConnected,
        Fault::Lost,
        Fault::Reset,
        Fault::Duplicate,
        Fault::ServerError,
        Fault::Maintenance,
        Fault::Throttled,
        Fault::Html,
        Fault::NoAccessToken,
    ])
}

fn acts() -> impl Strategy<Value = Act> {
    prop_oneof![
        5 => Just(Act::Refresh),
        4 => Just(Act::Copy),
        1 => Just(Act::SignOut),
        3 => Just(Act::SignIn),
        2 => Just(Act::SignInAsOther),
        5 => (2_u8..=3).prop_map(|user| Act::Consent { user }),
        1 => Just(Act::Cancel),
        2 => Just(Act::Retry),
        1 => Just(Act::TakeOver),
        1 => Just(Act::TurnAway),
        1 => Just(Act::Replay),
        1 => Just(Act::Stranger),
    ]
}

fn moods() -> impl Strategy<Value = Mood> {
    prop_oneof![
        4 => Just(Mood::Fine),
        1 => Just(Mood::Locked),
        1 => Just(Mood::Refused),
        1 => Just(Mood::SlowButSure),
        1 => Just(Mood::Slow),
        1 => Just(Mood::Full),
    ]
}
