//! Who waits for which moment, the earliest first: asking costs nothing for those who wait longer.

use std::collections::{BTreeMap, BTreeSet};

use crate::clock::Timestamp;
use crate::connection::ConnectionId;

/// At most one moment for each connection.
#[derive(Debug, Default)]
pub(super) struct Due {
    moments: BTreeSet<(Timestamp, ConnectionId)>,
    of: BTreeMap<ConnectionId, Timestamp>,
}

impl Due {
    /// From now on a connection waits for this moment, or for none.
    pub(super) fn set(&mut self, id: ConnectionId, moment: Option<Timestamp>) {
        let before = match moment {
            Some(moment) => self.of.insert(id, moment),
            None => self.of.remove(&id),
        };
        if let Some(before) = before {
            self.moments.remove(&(before, id));
        }
        if let Some(moment) = moment {
            self.moments.insert((moment, id));
        }
    }

    /// The earliest moment that anybody waits for.
    pub(super) fn first(&self) -> Option<Timestamp> {
        self.moments.first().map(|(moment, _)| *moment)
    }

    /// Whose moment has come, the earliest first.
    pub(super) fn by(&self, now: Timestamp) -> impl Iterator<Item = ConnectionId> {
        self.moments.iter().take_while(move |(moment, _)| *moment <= now).map(|(_, id)| *id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_earliest_comes_first_and_a_new_moment_replaces_the_old() {
        let at = Timestamp::from_millis;
        let (one, two) = (ConnectionId::random(), ConnectionId::random());
        let mut due = Due::default();
        assert_eq!(due.first(), None);
        due.set(one, Some(at(5)));
        due.set(two, Some(at(3)));
        assert_eq!(due.by(at(4)).collect::<Vec<_>>(), [two]);
        assert_eq!(due.by(at(5)).collect::<Vec<_>>(), [two, one]);
        due.set(two, Some(at(9)));
        assert_eq!((due.first(), due.by(at(8)).count()), (Some(at(5)), 1));
        due.set(one, None);
        assert_eq!(due.first(), Some(at(9)));
        due.set(two, None);
        assert_eq!((due.first(), due.by(at(10)).count()), (None, 0));
    }
}
