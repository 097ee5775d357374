//! What the window may know of tokens, and of the person they speak for.

use latchkey_core::clock::ClockOffset;
use latchkey_core::identity::Identity;
use latchkey_core::session::Held;
use serde::Serialize;
#[cfg(test)]
use specta::Type;

use super::Millis;
use super::seen::SeenView;
use super::trouble::KeyringProblem;

/// What is known of the tokens; never a token.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) struct TokensView {
    who: Option<IdentityView>,
    /// By the server's clock.
    obtained_at: Millis,
    /// By the server's clock; null: the server did not say.
    expires_at: Option<Millis>,
    /// Server clock minus this computer's clock.
    clock_offset: Millis,
    refreshable: bool,
    /// null: in the keyring. Otherwise in memory only, and why.
    unsaved: Option<KeyringProblem>,
    /// When this very token was last copied, by this computer's clock.
    copied_at: Option<Millis>,
    /// When a copy of the token before this one had been handed out, which stopped working when this one came.
    stale_copy_at: Option<Millis>,
    /// It is time to renew the token, and only a copy that may be in use keeps Latchkey from it.
    asks_for_renewal: bool,
    seen: SeenView,
}

impl TokensView {
    pub(super) fn follow_the_wall_clock(&mut self, drift: i64) {
        self.clock_offset.move_by(-drift);
        self.seen.follow_the_wall_clock(drift);
        for time in [&mut self.copied_at, &mut self.stale_copy_at].into_iter().flatten() {
            time.move_by(drift);
        }
    }

    pub(super) fn new(held: &Held, offset: ClockOffset, asks_for_renewal: bool) -> Self {
        let lifetime = held.tokens.lifetime;
        Self {
            who: held.who.as_ref().map(IdentityView::from),
            obtained_at: lifetime.obtained_at.into(),
            expires_at: lifetime.expires_at.map(Millis::from),
            clock_offset: Millis::new(offset.as_millis()),
            refreshable: held.tokens.refresh.is_some(),
            unsaved: held.unsaved.map(|unsaved| unsaved.failure.into()),
            copied_at: held.copied_at.map(Millis::from),
            stale_copy_at: held.stale_copy_at.map(Millis::from),
            asks_for_renewal,
            seen: (&held.seen).into(),
        }
    }
}

/// The person that a token speaks for.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) struct IdentityView {
    id: String,
    user_name: String,
    full_name: String,
    email: Option<String>,
    administrator: bool,
}

impl From<&Identity> for IdentityView {
    fn from(who: &Identity) -> Self {
        let Identity { id, user_name, full_name, email, administrator } = who.clone();
        Self { id, user_name, full_name, email, administrator }
    }
}
