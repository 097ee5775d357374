//! What the server last made of a token.

use latchkey_core::clock::Timestamp;
use latchkey_core::session::{Opinion, Seen};
use serde::Serialize;
#[cfg(test)]
use specta::Type;

use super::Millis;
use super::trouble::TroubleView;

/// What the server made of the token, when it was last asked with it in this run of the program.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SeenView {
    /// When it last took it, by this computer's clock.
    accepted_at: Option<Millis>,
    /// What came of the last question; null: none was asked.
    last: Option<LastView>,
}

/// What came of a question.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) struct LastView {
    at: Millis,
    found: FoundView,
    /// Why the server could not be asked, if it could not.
    trouble: Option<TroubleView>,
}

/// What a server makes of a token whose time is not over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename = "Found", rename_all = "camelCase")]
pub(crate) enum FoundView {
    Accepted,
    NoLongerAccepted,
    /// It could not be asked, and the token may be fine.
    Unreachable,
}

impl SeenView {
    pub(super) fn follow_the_wall_clock(&mut self, drift: i64) {
        let last = self.last.as_mut().map(|last| &mut last.at);
        for time in [self.accepted_at.as_mut(), last].into_iter().flatten() {
            time.move_by(drift);
        }
    }
}

impl From<&Seen> for SeenView {
    fn from(seen: &Seen) -> Self {
        let last = seen.last.as_ref().map(|(opinion, at)| LastView::new(opinion, *at));
        Self { accepted_at: seen.accepted_at.map(Millis::from), last }
    }
}

impl LastView {
    fn new(opinion: &Opinion, at: Timestamp) -> Self {
        let trouble = match opinion {
            Opinion::Accepted | Opinion::NoLongerAccepted => None,
            Opinion::Unreachable(trouble) => Some(trouble.into()),
        };
        Self { at: at.into(), found: opinion.found().into(), trouble }
    }
}

impl From<latchkey_core::activity::Found> for FoundView {
    fn from(found: latchkey_core::activity::Found) -> Self {
        use latchkey_core::activity::Found;
        match found {
            Found::Accepted => Self::Accepted,
            Found::NoLongerAccepted => Self::NoLongerAccepted,
            Found::Unreachable => Self::Unreachable,
        }
    }
}
