//! What the icon in the tray says, and each line of its menu: in codes, without words, as exact as a glance needs.
//!
//! A connection is looked at when something has happened to it, and remembered as moments in time: what is left of a
//! token is counted from those, so that a thousand connections that nothing happens to cost next to nothing.

mod fact;
mod left;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::clock::Timestamp;
use crate::connection::ConnectionId;
use crate::roster::{Changed, Roster};
use crate::schedule::LONGEST_SLEEP;
use crate::uses::Uses;
use fact::Fact;

pub use left::Left;

/// How many connections a menu has room for; whoever has more opens the window.
pub const MOST_LINES: usize = 10;

/// What the tray shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tray {
    /// The icon.
    pub mood: Mood,
    /// The connections: those that need somebody first.
    pub lines: Vec<Line>,
    /// How many there are besides.
    pub more: usize,
}

/// How things stand, the worst last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mood {
    /// Nothing needs anybody.
    #[default]
    Fine,
    /// A token ends soon, or is over, and nothing renews it at present.
    EndingSoon,
    /// Somebody has to sign in, or to mend something.
    NeedsYou,
}

/// One connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Which.
    pub connection: ConnectionId,
    /// What the person calls it.
    pub name: String,
    /// What it says.
    pub says: Says,
    /// Whether a token can be copied.
    pub copy: bool,
    /// Whether somebody can sign in.
    pub sign_in: bool,
    /// Whether the token can be refreshed.
    pub refresh: Refresh,
}

/// What a line says of its connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// How long the token is good.
    Left(Left),
    /// The token is good, for how long nobody knows.
    SignedIn,
    /// The token is over; another one is on its way as soon as the server answers.
    Over,
    /// Something goes on that needs nobody.
    Busy,
    /// The person is expected in the browser.
    InBrowser,
    /// Nobody is signed in.
    SignedOut,
    /// Somebody has to sign in.
    SignInNeeded,
    /// Something else needs somebody.
    NeedsYou,
}

/// What a refresh would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refresh {
    /// There is nothing to refresh.
    No,
    /// Nobody loses anything by it.
    Free,
    /// Copies of the token stop working, which the person is to be told before.
    EndsCopies,
}

/// Keeps the tray right.
#[derive(Debug, Default)]
pub struct Board {
    facts: BTreeMap<ConnectionId, Fact>,
    tray: Tray,
    /// Whose token ends soon with nothing to renew it.
    ending: BTreeMap<ConnectionId, Left>,
    changes_at: Option<Timestamp>,
}

impl Board {
    /// Looks at those that have changed, and at the time.
    pub fn update(&mut self, roster: &Roster, uses: &Uses, changed: &Changed, now: Timestamp) {
        let mut different = changed.all || changed.order || self.is_due(now);
        if changed.all {
            self.facts.retain(|id, _| roster.get(*id).is_some());
        }
        let all = if changed.all { roster.order() } else { &[] };
        for id in all.iter().chain(&changed.these) {
            let fact = roster.get(*id).map(|session| Fact::of(session, uses.of(*id)));
            different |= self.facts.get(id) != fact.as_ref();
            match fact {
                Some(fact) => self.facts.insert(*id, fact),
                None => self.facts.remove(id),
            };
        }
        if different {
            self.draw(roster.order(), now);
        }
    }

    /// What the tray shows.
    #[must_use]
    pub fn tray(&self) -> &Tray {
        &self.tray
    }

    /// Whose token ends soon with nothing to renew it, and how soon.
    #[must_use]
    pub fn ending(&self) -> &BTreeMap<ConnectionId, Left> {
        &self.ending
    }

    /// When the tray looks different though nothing happens.
    #[must_use]
    pub fn changes_at(&self) -> Option<Timestamp> {
        self.changes_at
    }

    /// Whether it does by now.
    #[must_use]
    pub fn is_due(&self, now: Timestamp) -> bool {
        self.changes_at.is_some_and(|at| at <= now)
    }

    fn draw(&mut self, order: &[ConnectionId], now: Timestamp) {
        let known = |(place, id)| self.facts.get(id).map(|fact| (fact.mood(now), place, *id, fact));
        let mut all: Vec<_> = order.iter().enumerate().filter_map(known).collect();
        let mood = all.iter().map(|(mood, ..)| *mood).max().unwrap_or_default();
        let next = all.iter().filter_map(|(.., fact)| fact.changes_after(now)).min();
        self.ending =
            all.iter().filter_map(|(.., id, fact)| Some((*id, fact.ending(now)?))).collect();
        // Of those that nothing is the matter with, the ones that are used are wanted.
        all.sort_unstable_by_key(|(mood, place, _, fact)| {
            (Reverse(*mood), Reverse(fact.used_at), *place)
        });
        let more = all.len().saturating_sub(MOST_LINES);
        all.truncate(MOST_LINES);
        all.sort_unstable_by_key(|(mood, place, ..)| (Reverse(*mood), *place));
        let lines = all.into_iter().map(|(.., id, fact)| fact.line(id, now)).collect();
        self.tray = Tray { mood, lines, more };
        // Ten tokens that end within the hour change their minutes at ten different seconds.
        self.changes_at = next.map(|at| at.max(now.after(LONGEST_SLEEP)));
    }
}

#[cfg(test)]
mod tests;
