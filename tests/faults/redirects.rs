//! What comes back instead of the answer: garbage, forgeries, floods, nothing, and the answer too late.

use std::time::Duration;

use latchkey_core::keeper::Action;
use latchkey_core::session::Opened;
use latchkey_core::shell::{Arrival, Reception};
use latchkey_core::trouble::Kind;
use processmaker::Server;
use tokio::sync::oneshot;
use url::Url;

use crate::support::App;
use crate::support::desktop::Standing;

/// How many malformed answers are made.
const SEEDS: u64 = 100;

fn waiting() -> Standing {
    Standing::Waiting { opened: Opened::Yes, checked: true, hint: None }
}

/// Numbers that look random and are the same in every run (xorshift64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(bound).unwrap()).unwrap()
    }
}

/// The right answer, spoilt in one of the ways that leave no answer.
fn spoilt(right: &str, seed: u64) -> String {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let (address, query) = right.split_once('?').unwrap();
    let state = Url::parse(right).unwrap();
    let state = state.query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
    match seed % 7 {
        0 => address[..dice.below(address.len())].to_owned(),
        1 => {
            let (at, junk) =
                (dice.below(address.len()), ["/", "%00", "%2f", "é", "\\", "%", "/..", "x", ":"]);
            let junk = junk[dice.below(junk.len())];
            format!("{}{junk}{}?{query}", &address[..at], &address[at..])
        }
        2 => right.replace(&state, &state[..dice.below(state.len())]),
        3 => {
            let at = dice.below(state.len());
            let other = if &state[at..=at] == "A" { "B" } else { "A" };
            right.replace(&state, &format!("{}{other}{}", &state[..at], &state[at + 1..]))
        }
        4 => right.replace("code=", ["c%00de=", "Code=", "codes=", "code[]=", "&="][dice.below(5)]),
        5 => format!(
            "{right}&{}",
            ["state=x", "code=x", "error=x", "c%6fde=x", "st%61te="][dice.below(5)]
        ),
        _ => {
            let bytes: Vec<u8> =
                (0..dice.below(300)).map(|_| u8::try_from(dice.below(256)).unwrap()).collect();
            String::from_utf8_lossy(&bytes).into_owned()
        }
    }
}

/// Sends something to the listener, as it hands it on.
async fn to_listener(app: &App, address: String) -> Reception {
    let (verdict, reception) = oneshot::channel();
    let listener = app.desktop.listeners().0.expect("a listener is open");
    listener.send(Arrival { address, verdict }).await.unwrap();
    reception.await.unwrap()
}

/// Sends a hundred malformed answers and then the right one, which alone counts.
async fn only_the_right_answer_counts(
    server: &Server,
    app: &App,
    send: impl AsyncFn(&App, String) -> Reception,
) {
    let id = app.add(server, &server.latchkey()).await;
    let back = app.sign_in_until_answer(id, server, "maria").await;
    app.comes_to(id, waiting()).await;
    for seed in 0..SEEDS {
        let address = spoilt(back.as_str(), seed);
        let reception = send(app, address.clone()).await;
        assert_eq!(reception, Reception::Refused, "{seed}: {address:?}");
        assert_eq!(app.state(id), waiting(), "{seed}: {address:?}");
    }
    assert_eq!(app.deliver(&back).await, Reception::Taken);
}

#[tokio::test]
async fn f33_a_hundred_malformed_links_leave_the_sign_in_alive() {
    let server = Server::start().await;
    let app = App::start(&server);
    only_the_right_answer_counts(&server, &app, async |app, link| app.keeper.deep_link(link).await)
        .await;
}

#[tokio::test]
async fn f33_a_hundred_malformed_callbacks_leave_the_sign_in_alive() {
    let server = Server::start().await;
    let app = App::start_without_deep_links(&server);
    only_the_right_answer_counts(&server, &app, to_listener).await;
}

#[tokio::test]
async fn f35_the_state_of_another_sign_in_is_nobodys() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.add(&server, &server.latchkey()).await;
    let other = app.add(&server, &server.latchkey()).await;
    let url = app.sign_in_until_browser(id).await;
    let others = app.sign_in_until_browser(other).await;
    let back = server.browser().approve(&url, "maria").await;
    app.act(id, Action::Cancel).await.unwrap();
    assert_eq!(app.deliver(&back).await, Reception::Refused, "it does not end the other sign-in");
    app.comes_to(other, waiting()).await;
    let back = server.browser().approve(&others, "jane").await;
    assert_eq!(app.deliver(&back).await, Reception::Taken);
}

#[tokio::test]
async fn f40_when_nobody_comes_back_the_listener_closes() {
    let server = Server::start().await;
    let app = App::start_without_deep_links(&server);
    let id = app.add(&server, &server.latchkey()).await;
    app.sign_in_until_browser(id).await;
    app.comes_to(id, waiting()).await;
    assert_eq!(app.desktop.listeners().1, 1);
    app.pass(Duration::from_secs(15 * 60 + 1)).await;
    app.comes_to(id, Standing::Failed(Kind::AttemptExpired)).await;
    assert_eq!(app.desktop.listeners().1, 0, "the port is free again");
    assert!(app.desktop.nothing_opened().await, "nobody is sent to the browser again");
}

#[tokio::test]
async fn f42_nothing_of_a_sign_in_outlives_the_program() {
    let server = Server::start().await;
    let app = App::start_without_deep_links(&server);
    let id = app.add(&server, &server.latchkey()).await;
    let url = app.sign_in_until_browser(id).await;
    let before = app.desktop.clone();
    let back = server.browser().approve(&url, "maria").await;
    let app = app.kill_and_restart().await;
    assert_eq!(before.listeners().1, 0, "the port is closed");
    app.comes_to(id, Standing::SignedOut).await;
    assert_eq!(app.keeper.deep_link(back.to_string()).await, Reception::Refused);
    let state = back.query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
    assert!(!app.files().contains(&state), "it was never written down");
    assert!(server.requests().to("/oauth/token").is_empty());
}

#[tokio::test]
async fn f46_a_thousand_hostile_links_change_nothing_and_show_nothing() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.add(&server, &server.latchkey()).await;
    app.sign_in_until_browser(id).await;
    app.comes_to(id, waiting()).await;
    let ours = format!("io.github.latchkey-app://oauth/callback/{}", server.server_id());
    let hostile = [
        format!("{ours}?code=x&state={}", "s".repeat(1024 * 1024)),
        format!("{ours}?code=x&state=\u{0}"),
        format!("{ours}%00?code=x&state=s"),
        format!("{ours}?code=x&state=s%00"),
        format!("{ours}?code=é\u{202e}&state=ſ"),
        ours.replace("oauth", "connect"),
        ours.replace("callback", "copy"),
        format!("{ours}/../../settings"),
        "io.github.latchkey-app://open?url=https://evil.example".to_owned(),
        "--help".to_owned(),
    ];
    let (shown, asked) = (app.desktop.seen(), server.requests().all().len());
    for round in 0..1_000 {
        let link = hostile[round % hostile.len()].clone();
        assert_eq!(app.keeper.deep_link(link).await, Reception::Refused, "round {round}");
    }
    assert_eq!(app.desktop.seen(), shown);
    assert_eq!(server.requests().all().len(), asked, "the server hears nothing of it");
    assert!(app.desktop.nothing_opened().await);
}
