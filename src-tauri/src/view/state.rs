//! Where a connection stands, as the window shows it.

use latchkey_core::clock::Timestamp;
use latchkey_core::connection::Way;
use latchkey_core::identity::Identity;
use latchkey_core::schedule::SILENCE;
use latchkey_core::session::{Attempt, Held, InBrowser, Note, Opened, Session, Stage, State};
use serde::Serialize;
#[cfg(test)]
use specta::Type;

use super::Millis;
use super::tokens::{IdentityView, TokensView};
use super::trouble::{KeyringProblem, TroubleView};

/// Where a connection stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum StateView {
    Loading,
    Keyring {
        problem: KeyringProblem,
        /// Why the last sign-in did not work either.
        trouble: Option<TroubleView>,
    },
    SignedOut {
        note: Option<SignedOutNote>,
    },
    Checking,
    AwaitingRedirect {
        attempt: AttemptView,
    },
    Exchanging,
    SignedIn {
        tokens: TokensView,
        trouble: Option<TroubleView>,
    },
    Refreshing {
        tokens: TokensView,
    },
    Waiting {
        tokens: TokensView,
        trouble: TroubleView,
        until: Option<Millis>,
    },
    SigningOut,
    NeedsSignIn {
        trouble: TroubleView,
        who: Option<IdentityView>,
    },
    /// Somebody else came back from the browser than whom the connection belongs to; the person decides.
    SomebodyElse {
        who: Option<IdentityView>,
        owner: Option<IdentityView>,
    },
}

impl StateView {
    pub(super) fn new(session: &Session, now: Timestamp) -> Self {
        let asks = session.asks_for_renewal(now);
        let tokens = |held: &Held| TokensView::new(held, session.clock_offset(), asks);
        let person = |who: &Option<Identity>| who.as_ref().map(IdentityView::from);
        match session.state() {
            State::Loading => Self::Loading,
            State::Closed(closed) => Self::Keyring {
                problem: closed.failure.into(),
                trouble: closed.trouble.as_ref().map(TroubleView::from),
            },
            State::SignedOut(note) => {
                Self::SignedOut { note: note.as_ref().map(SignedOutNote::from) }
            }
            State::AwaitingRedirect(attempt) => match attempt.stage() {
                Stage::Checking => Self::Checking,
                Stage::InBrowser(browser) => {
                    Self::AwaitingRedirect { attempt: AttemptView::new(attempt, browser) }
                }
            },
            State::Exchanging(_) => Self::Exchanging,
            State::SignedIn(held) => Self::SignedIn {
                tokens: tokens(held),
                trouble: held.trouble.as_ref().map(TroubleView::from),
            },
            State::Refreshing(refresh) => Self::Refreshing { tokens: tokens(&refresh.held) },
            State::Waiting(wait) => Self::Waiting {
                tokens: tokens(&wait.held),
                trouble: (&wait.trouble).into(),
                until: wait.until.map(Millis::from),
            },
            State::SigningOut(_) => Self::SigningOut,
            State::NeedsSignIn(ended) => Self::NeedsSignIn {
                trouble: (&ended.trouble).into(),
                who: ended.held.as_ref().and_then(|held| person(&held.who)),
            },
            State::SomebodyElse(other) => {
                Self::SomebodyElse { who: person(&other.held.who), owner: person(&other.owner) }
            }
        }
    }

    pub(super) fn follow_the_wall_clock(&mut self, drift: i64) {
        match self {
            Self::AwaitingRedirect { attempt } => {
                for time in [&mut attempt.started_at, &mut attempt.ends_at, &mut attempt.hint_at] {
                    time.move_by(drift);
                }
            }
            Self::SignedIn { tokens, .. } | Self::Refreshing { tokens } => {
                tokens.follow_the_wall_clock(drift);
            }
            Self::Waiting { tokens, until, .. } => {
                tokens.follow_the_wall_clock(drift);
                if let Some(until) = until {
                    until.move_by(drift);
                }
            }
            Self::Loading
            | Self::Keyring { .. }
            | Self::SignedOut { .. }
            | Self::Checking
            | Self::Exchanging
            | Self::SigningOut
            | Self::NeedsSignIn { .. }
            | Self::SomebodyElse { .. } => {}
        }
    }
}

/// How somebody came to be signed out.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum SignedOutNote {
    Trouble {
        trouble: TroubleView,
    },
    SignedOut {
        /// Copies handed out earlier stopped working.
        copies_revoked: bool,
        /// The last access token, of which nobody has a copy, was revoked too.
        last_token_revoked: bool,
        /// Why not, where not.
        trouble: Option<TroubleView>,
        /// Until when a copy that could not be revoked works.
        copies_valid_until: Option<Millis>,
    },
}

impl From<&Note> for SignedOutNote {
    fn from(note: &Note) -> Self {
        match note {
            Note::Failed(trouble) => Self::Trouble { trouble: trouble.into() },
            Note::SignedOut(revocation) => Self::SignedOut {
                copies_revoked: revocation.copies,
                last_token_revoked: revocation.last_token,
                trouble: revocation.trouble.as_ref().map(TroubleView::from),
                copies_valid_until: revocation.valid_until.map(Millis::from),
            },
        }
    }
}

/// A sign-in that waits for the browser.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) struct AttemptView {
    way: WayView,
    started_at: Millis,
    ends_at: Millis,
    /// From then on the window shows the likely causes of silence.
    hint_at: Millis,
    /// False only when no browser could be started.
    browser_opened: bool,
    /// The server could not be asked beforehand whether it knows our redirect.
    unchecked: bool,
    /// The server sent an error that carries no state: only a hint.
    hint: Option<String>,
}

/// Which way the answer will come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) enum WayView {
    DeepLink,
    Loopback,
}

impl AttemptView {
    pub(super) fn new(attempt: &Attempt, browser: &InBrowser) -> Self {
        Self {
            way: match browser.uri.way() {
                Way::DeepLink => WayView::DeepLink,
                Way::Loopback => WayView::Loopback,
            },
            started_at: attempt.started_at.into(),
            ends_at: attempt.ends_at.into(),
            hint_at: browser.since.after(SILENCE).into(),
            browser_opened: browser.opened != Opened::No,
            unchecked: !browser.checked,
            hint: browser.hint.clone(),
        }
    }
}
