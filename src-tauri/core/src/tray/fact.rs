//! What the tray has to know of a connection: moments in time, from which everything else follows.

use super::{Left, Line, Mood, Refresh, Says};
use crate::clock::Timestamp;
use crate::connection::ConnectionId;
use crate::session::{Held, Session, State};

/// A connection as the tray knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fact {
    name: String,
    standing: Standing,
    /// When it was last used.
    pub(super) used_at: Option<Timestamp>,
}

/// Where it stands, by this computer's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// There is a token.
    Good(Good),
    /// Nothing can be copied, and a line says why.
    Without { says: Says, sign_in: bool },
}

/// A token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Good {
    ends_at: Option<Timestamp>,
    /// From when on it ends soon with nothing to renew it.
    soon_at: Option<Timestamp>,
    /// Whether somebody has to mend something before it can be renewed.
    broken: bool,
    refresh: Refresh,
}

impl Fact {
    pub(super) fn of(session: &Session, used_at: Option<Timestamp>) -> Self {
        let name = session.connection().name.clone();
        Self { name, standing: Standing::of(session), used_at }
    }

    pub(super) fn mood(&self, now: Timestamp) -> Mood {
        match self.standing {
            Standing::Good(good) if good.broken => Mood::NeedsYou,
            Standing::Good(good) if good.is_soon(now) || good.is_over(now) => Mood::EndingSoon,
            Standing::Good(_) => Mood::Fine,
            Standing::Without { says, .. } => match says {
                Says::SignInNeeded | Says::NeedsYou => Mood::NeedsYou,
                Says::Left(_)
                | Says::SignedIn
                | Says::Over
                | Says::Busy
                | Says::InBrowser
                | Says::SignedOut => Mood::Fine,
            },
        }
    }

    /// What is left of a token that ends soon with nothing to renew it.
    pub(super) fn ending(&self, now: Timestamp) -> Option<Left> {
        let Standing::Good(good) = self.standing else { return None };
        if good.is_soon(now) { Left::until(good.ends_at?, now) } else { None }
    }

    pub(super) fn line(&self, connection: ConnectionId, now: Timestamp) -> Line {
        let name = self.name.clone();
        match self.standing {
            Standing::Good(good) => {
                let (says, refresh) = (good.says(now), good.refresh);
                Line { connection, name, says, copy: true, sign_in: false, refresh }
            }
            Standing::Without { says, sign_in } => {
                Line { connection, name, says, copy: false, sign_in, refresh: Refresh::No }
            }
        }
    }

    /// When the line or the mood is another one, if it ever is while nothing happens.
    pub(super) fn changes_after(&self, now: Timestamp) -> Option<Timestamp> {
        let Standing::Good(good) = self.standing else { return None };
        let left = good.ends_at.and_then(|end| Some(Left::until(end, now)?.changes_at(end)));
        let soon = good.soon_at.filter(|soon| *soon > now);
        left.into_iter().chain(soon).min()
    }
}

impl Standing {
    fn of(session: &Session) -> Self {
        let without = |says, sign_in| Self::Without { says, sign_in };
        match session.state() {
            State::SignedIn(held) => Self::Good(Good::of(session, held, false)),
            State::Waiting(wait) => Self::Good(Good::of(session, &wait.held, wait.until.is_none())),
            State::Refreshing(refresh) => {
                let good = Good::of(session, &refresh.held, false);
                Self::Good(Good { refresh: Refresh::No, ..good })
            }
            State::NeedsSignIn(_) => without(Says::SignInNeeded, true),
            State::SignedOut(_) => without(Says::SignedOut, true),
            State::AwaitingRedirect(_) => without(Says::InBrowser, false),
            State::Loading | State::Exchanging(_) | State::SigningOut(_) => {
                without(Says::Busy, false)
            }
            State::Closed(_) | State::SomebodyElse(_) => without(Says::NeedsYou, false),
        }
    }
}

impl Good {
    fn of(session: &Session, held: &Held, broken: bool) -> Self {
        let local = |server| session.clock_offset().local_time(server);
        let ends_copies = session.connection().instance().refresh_ends_copies();
        Self {
            ends_at: held.tokens.lifetime.expires_at.map(local),
            soon_at: session.ends_soon_from(),
            broken,
            refresh: match held.tokens.refresh {
                None => Refresh::No,
                Some(_) if held.copied_at.is_some() && ends_copies => Refresh::EndsCopies,
                Some(_) => Refresh::Free,
            },
        }
    }

    fn is_soon(self, now: Timestamp) -> bool {
        self.soon_at.is_some_and(|soon| soon <= now)
    }

    fn is_over(self, now: Timestamp) -> bool {
        self.ends_at.is_some_and(|end| end <= now)
    }

    fn says(self, now: Timestamp) -> Says {
        match self.ends_at {
            _ if self.broken => Says::NeedsYou,
            None => Says::SignedIn,
            Some(end) => Left::until(end, now).map_or(Says::Over, Says::Left),
        }
    }
}
