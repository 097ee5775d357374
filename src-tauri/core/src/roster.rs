//! All connections in the person's order, and what is known of them without walking through all.
//!
//! Nobody gets hold of a session to change it without being noticed here: [`Roster::settle`] looks at those that may
//! have changed and at no others, so that connections that have nothing to do cost nothing.

mod due;

use std::collections::{BTreeMap, BTreeSet};

use crate::clock::Timestamp;
use crate::connection::ConnectionId;
use crate::session::{Session, State};
use due::Due;

/// All connections.
#[derive(Debug, Default)]
pub struct Roster {
    sessions: BTreeMap<ConnectionId, Session>,
    order: Vec<ConnectionId>,
    /// Those that may have changed since the last look at them.
    touched: BTreeSet<ConnectionId>,
    /// When each does something by itself.
    acts: Due,
    /// When each looks different by itself.
    looks: Due,
    /// Those whose tokens are on their way.
    moving: BTreeSet<ConnectionId>,
    /// Those that wait for a browser.
    waiting: BTreeSet<ConnectionId>,
    /// Up to when looking different has been noticed.
    noticed: Option<Timestamp>,
    changed: Changed,
}

/// Which connections look different than when they were last shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changed {
    /// Whether any of them may; then the rest says nothing.
    pub all: bool,
    /// These; one that is gone has been removed.
    pub these: BTreeSet<ConnectionId>,
    /// Whether they stand in another order, or others stand in it.
    pub order: bool,
}

impl Roster {
    /// Takes a connection in as the last one.
    pub fn push(&mut self, session: Session) {
        self.insert_at(self.order.len(), session);
    }

    /// Takes a connection in behind another, or as the last one where there is no other.
    pub fn push_behind(&mut self, other: ConnectionId, session: Session) {
        let place = self.order.iter().position(|id| *id == other);
        self.insert_at(place.map_or(self.order.len(), |place| place + 1), session);
    }

    fn insert_at(&mut self, place: usize, session: Session) {
        let id = session.connection().id;
        self.order.insert(place, id);
        self.changed.order = true;
        self.touched.insert(id);
        self.sessions.insert(id, session);
    }

    /// Lets a connection go.
    pub fn remove(&mut self, id: ConnectionId) -> Option<Session> {
        let session = self.sessions.remove(&id)?;
        self.order.retain(|other| *other != id);
        self.changed.order = true;
        self.touched.insert(id);
        Some(session)
    }

    /// Puts a connection before another, or to the end; says whether both are there.
    pub fn put_before(&mut self, id: ConnectionId, other: Option<ConnectionId>) -> bool {
        let known = |id: &ConnectionId| self.sessions.contains_key(id);
        if !known(&id) || other.is_some_and(|other| !known(&other)) {
            return false;
        }
        if other == Some(id) {
            return true;
        }
        self.order.retain(|one| *one != id);
        let place = other.and_then(|other| self.order.iter().position(|one| *one == other));
        self.order.insert(place.unwrap_or(self.order.len()), id);
        self.changed.order = true;
        true
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Their order.
    #[must_use]
    pub fn order(&self) -> &[ConnectionId] {
        &self.order
    }

    /// One of them.
    #[must_use]
    pub fn get(&self, id: ConnectionId) -> Option<&Session> {
        self.sessions.get(&id)
    }

    /// One of them, to be changed.
    pub fn get_mut(&mut self, id: ConnectionId) -> Option<&mut Session> {
        let session = self.sessions.get_mut(&id)?;
        self.touched.insert(id);
        Some(session)
    }

    /// All of them in their order.
    pub fn iter(&self) -> impl Iterator<Item = &Session> {
        self.order.iter().filter_map(|id| self.sessions.get(id))
    }

    /// All of them, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Session> {
        self.touched.extend(&self.order);
        self.sessions.values_mut()
    }

    /// Something that is shown with a connection is different.
    pub fn touch(&mut self, id: ConnectionId) {
        self.touched.insert(id);
    }

    /// Everything is to be shown anew.
    pub fn touch_all(&mut self) {
        self.changed.all = true;
    }

    /// Brings what is known up to date with what has changed.
    pub fn settle(&mut self) {
        for id in std::mem::take(&mut self.touched) {
            let session = self.sessions.get(&id);
            let state = session.map(Session::state);
            self.acts.set(id, session.and_then(Session::wakes_at));
            let looks = session.and_then(Session::asks_for_renewal_from);
            self.looks.set(id, looks.filter(|at| Some(*at) > self.noticed));
            put(&mut self.moving, id, session.is_some_and(Session::is_moving_tokens));
            put(&mut self.waiting, id, matches!(state, Some(State::AwaitingRedirect(_))));
            self.changed.these.insert(id);
        }
    }

    /// When something is due next, of whatever kind; right once [`settle`](Self::settle)d.
    #[must_use]
    pub fn next(&self) -> Option<Timestamp> {
        self.acts.first().into_iter().chain(self.looks.first()).min()
    }

    /// Who does something by now, the earliest first.
    #[must_use]
    pub fn due(&self, now: Timestamp) -> Vec<ConnectionId> {
        self.acts.by(now).collect()
    }

    /// Whether any tokens are on their way.
    #[must_use]
    pub fn is_moving_tokens(&self) -> bool {
        !self.moving.is_empty()
    }

    /// Those that wait for a browser.
    #[must_use]
    pub fn waiting_for_browser(&self) -> Vec<ConnectionId> {
        self.waiting.iter().copied().collect()
    }

    /// Notices who looks different by now though nothing has happened; says whether anybody does.
    pub fn notice(&mut self, now: Timestamp) -> bool {
        let different: Vec<ConnectionId> = self.looks.by(now).collect();
        self.noticed = self.noticed.max(Some(now));
        for id in &different {
            self.looks.set(*id, None);
            self.changed.these.insert(*id);
        }
        !different.is_empty()
    }

    /// What has changed since this was last asked.
    pub fn take_changed(&mut self) -> Changed {
        std::mem::take(&mut self.changed)
    }
}

fn put(set: &mut BTreeSet<ConnectionId>, id: ConnectionId, there: bool) {
    if there {
        set.insert(id);
    } else {
        set.remove(&id);
    }
}

#[cfg(test)]
mod tests;
