//! Schedules that once broke an invariant, each by its name.

use crate::keyring::Mood;
use crate::moves::{Act, Case, Fault, Move};
use crate::passport::Behaviour;
use crate::run;

fn holds(clients: u8, moves: &[Move]) {
    for (ends_families, large) in [(false, false), (true, true)] {
        let behaviour = Behaviour { league_9: false, ends_families, lifetime: 120, large };
        let case = Case { behaviour, clients, moves: moves.to_vec() };
        if let Err(story) = run(&case) {
            panic!("{story}");
        }
    }
}

fn asked(client: u8, act: Act) -> Move {
    Move::Person { client, act }
}

fn settled(clients: u8) -> impl Iterator<Item = Move> {
    (0..clients).map(|client| Move::Settle { client })
}

/// I2, I6: the other program wrote the dead tokens down once more, and sent them.
#[test]
fn what_one_program_signed_out_of_another_does_not_bring_back() {
    let mut moves: Vec<Move> = settled(2).collect();
    moves.push(asked(0, Act::SignOut));
    moves.push(Move::Settle { client: 0 });
    moves.push(asked(1, Act::Copy));
    moves.push(Move::Pass { seconds: 100 });
    moves.push(Move::Tick { client: 1 });
    moves.extend(settled(2));
    holds(2, &moves);
}

/// I4: after a read that failed, a note took the generation of a record that it had not seen.
#[test]
fn a_note_is_not_written_over_what_cannot_be_seen() {
    let mut moves: Vec<Move> = vec![Move::Server { reachable: false }];
    moves.extend(settled(2));
    moves.push(Move::Keyring(Mood::SlowButSure));
    moves.extend([asked(0, Act::Copy), asked(1, Act::Copy)]);
    moves.extend(settled(2));
    holds(2, &moves);
}

/// I7: eight programs each asked for themselves whether a token is dead, by two clocks a day apart, which made the
/// budget two budgets.
#[test]
fn a_dead_token_is_sent_once_and_by_one_clock() {
    let mut moves: Vec<Move> = settled(4).collect();
    moves.push(Move::SetClock { minutes: -1_440 });
    moves.extend((4..8).map(|client| Move::Crash { client }));
    moves.extend(settled(8));
    moves.extend([asked(0, Act::Refresh), Move::Settle { client: 7 }]);
    moves.extend([Move::Step { client: 0, task: 0 }; 5]);
    moves.extend([Move::Wire { request: 0 }, Move::Wire { request: 0 }]);
    moves.push(Move::Crash { client: 0 });
    moves.extend((0..8).map(|client| asked(client, Act::Refresh)));
    moves.extend(settled(8));
    holds(8, &moves);
}

/// I11: one program holds new tokens that the locked keyring did not take, and the claim with them; the other waits
/// until a person has unlocked it.
#[test]
fn tokens_that_only_memory_holds_keep_the_others_waiting_until_they_are_saved() {
    let first = Move::Step { client: 0, task: 0 };
    let mut moves = vec![Move::Pass { seconds: 100 }];
    moves.extend([first; 5]);
    moves.push(Move::Tick { client: 0 });
    moves.extend([first; 9]);
    moves.extend([Move::Wire { request: 0 }; 3]);
    moves.extend([Move::Keyring(Mood::Locked), Move::Pass { seconds: 3 }]);
    holds(2, &moves);
}

/// I3: a program read that the answer was lost while another was signing in anew, and said so a moment later.
#[test]
fn what_is_read_while_somebody_signs_in_is_as_old_as_the_reading() {
    let step = |client| Move::Step { client, task: 0 };
    let mut moves = vec![Move::Pass { seconds: 100 }, Move::Tick { client: 1 }];
    moves.extend([Move::Pass { seconds: 31 }, Move::Tick { client: 1 }]);
    moves.push(Move::Settle { client: 1 });
    moves.extend([asked(0, Act::SignInAsOther), Move::Settle { client: 0 }]);
    moves.extend([asked(0, Act::Consent { user: 2 }), step(0)]);
    moves.extend([Move::Fault { request: 0, fault: Fault::ServerError }, step(0)]);
    moves.extend([Move::Pass { seconds: 1 }, Move::Crash { client: 1 }, step(1)]);
    moves.extend([Move::Tick { client: 0 }, Move::Settle { client: 0 }]);
    moves.extend([step(0); 4]);
    holds(2, &moves);
}

/// I6: the keyring took none of a new sign-in's tokens, but their successors, in the place of the old sign-in's.
#[test]
fn what_became_of_a_new_sign_in_replaces_the_old_one() {
    let wire = Move::Wire { request: 0 };
    let mut moves = vec![Move::Settle { client: 0 }, asked(0, Act::SignInAsOther)];
    moves.extend([Move::Settle { client: 0 }, asked(0, Act::Consent { user: 2 })]);
    moves.extend([
        Move::Step { client: 0, task: 0 },
        Move::Keyring(Mood::Locked),
        wire,
        wire,
        wire,
    ]);
    moves.extend([Move::Pass { seconds: 3 }, Move::Settle { client: 0 }]);
    moves.extend([Move::Keyring(Mood::Fine), asked(0, Act::Refresh), Move::Settle { client: 0 }]);
    moves.extend([wire, wire, wire, Move::Settle { client: 0 }]);
    holds(1, &moves);
}

/// I11: a clock that was set made a program that had never heard the server's take every token of the others for
/// over; it asked for its own until the budget was spent, again and again.
#[test]
fn what_another_program_got_tells_the_time() {
    let step = Move::Step { client: 0, task: 0 };
    let mut moves = vec![Move::Server { reachable: false }, Move::Reboot, step, step];
    moves.extend([Move::Pass { seconds: 100 }, Move::Tick { client: 0 }]);
    moves.extend([Move::Pass { seconds: 31 }, Move::Tick { client: 2 }]);
    moves.extend([Move::SetClock { minutes: 20 }, Move::Tick { client: 0 }, step, step, step]);
    moves.extend([Move::Settle { client: 3 }, Move::PassUntilDue, asked(2, Act::SignIn)]);
    holds(3, &moves);
}
