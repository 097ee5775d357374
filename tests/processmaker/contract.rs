//! The stand-in answers as a real Passport did.
//!
//! Every recording is replayed: the recorded curl command is parsed, its
//! shortened tokens and codes are replaced by live ones, it is sent, and the
//! answer is compared with the recorded one. `stories` says what has to be so
//! before each recording; `compare` says what counts as the same.

#[path = "contract/compare.rs"]
mod compare;
#[path = "contract/curl.rs"]
mod curl;
#[path = "contract/recording.rs"]
mod recording;
#[path = "contract/replay.rs"]
mod replay;
#[path = "contract/stories.rs"]
mod stories;

use std::collections::BTreeSet;

use replay::Replay;
use stories::{Story, UNREPLAYED};

/// Tells a story from its first recording to its last, then reports everything
/// that differed.
async fn tell(story: &Story) {
    let mut replay = Replay::start(story.lifetimes).await;
    let mut differences = Vec::new();
    for (id, given) in story.recordings {
        differences.extend(replay.play(id, given).await);
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[tokio::test]
async fn authorize() {
    tell(&stories::AUTHORIZE).await;
}

#[tokio::test]
async fn exchanging_a_code() {
    tell(&stories::CODES).await;
}

#[tokio::test]
async fn refreshing() {
    tell(&stories::REFRESHING).await;
}

#[tokio::test]
async fn password_and_client_credentials() {
    tell(&stories::PASSWORDS).await;
}

#[tokio::test]
async fn the_api() {
    tell(&stories::API).await;
}

#[tokio::test]
async fn throttling() {
    tell(&stories::THROTTLING).await;
}

#[tokio::test]
async fn server_trouble() {
    tell(&stories::TROUBLE).await;
}

#[tokio::test]
async fn short_lifetimes() {
    tell(&stories::LIFETIMES).await;
}

#[test]
fn every_recording_is_replayed_or_listed_with_a_reason() {
    let all: BTreeSet<String> =
        recording::all().into_iter().map(|recording| recording.id).collect();
    let told = stories::ALL.iter().flat_map(|story| story.recordings);
    let mut covered: Vec<&str> = told.map(|(id, _)| *id).collect();
    covered.extend(UNREPLAYED.iter().map(|(id, _)| *id));
    let once: BTreeSet<String> = covered.iter().map(|id| (*id).to_owned()).collect();
    assert_eq!(once.len(), covered.len(), "no recording is told twice");
    assert_eq!(once, all);
}
