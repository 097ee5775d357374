//! What the keyring holds, read a few connections at a time: those used last first.
//!
//! A keyring answers one question after the other, and whoever asks has a deadline. A thousand questions at once would
//! let the last ones pass it, and a person's own would wait behind them all.

use std::collections::{BTreeSet, VecDeque};

use super::Desk;
use crate::connection::ConnectionId;
use crate::session::Effect;
use crate::shell::Shell;

/// How many are read at a time: one more than the keyring's only thread works on, so that it never waits for us.
const AT_ONCE: usize = 2;

/// Whose entries are still to be read.
#[derive(Debug, Default)]
pub(super) struct Loading {
    queue: VecDeque<ConnectionId>,
    under_way: BTreeSet<ConnectionId>,
}

impl Loading {
    /// Who is next, if anybody may begin.
    fn next(&mut self) -> Option<ConnectionId> {
        if self.under_way.len() >= AT_ONCE {
            return None;
        }
        let id = self.queue.pop_front()?;
        self.under_way.insert(id);
        Some(id)
    }

    /// Reads nothing more.
    pub(super) fn end(&mut self) {
        self.queue.clear();
    }

    /// How many are being read, each in a task: nothing is lost when nobody waits for those.
    pub(super) fn under_way(&self) -> usize {
        self.under_way.len()
    }

    /// Whether so much is still to be read that what has been read is shown a few at a time.
    pub(super) fn is_long(&self) -> bool {
        self.queue.len() > AT_ONCE
    }
}

impl<S: Shell> Desk<S> {
    /// Reads everything there is, those used last first and else in the order of the list.
    pub(super) fn load_all(&mut self) {
        let mut queue: Vec<ConnectionId> = self.roster.order().to_vec();
        queue.sort_by_key(|id| std::cmp::Reverse(self.uses.of(*id)));
        self.loading.queue = queue.into();
        self.load_more();
    }

    /// One has been read, or will never be.
    pub(super) fn load_ended(&mut self, id: ConnectionId) {
        if self.loading.under_way.remove(&id) {
            self.load_more();
        }
    }

    fn load_more(&mut self) {
        while let Some(id) = self.loading.next() {
            if self.roster.get(id).is_some() {
                self.perform(id, vec![Effect::Load]);
            } else {
                self.loading.under_way.remove(&id);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_are_read_at_a_time_in_the_order_of_the_queue() {
        let ids: Vec<ConnectionId> = std::iter::repeat_with(ConnectionId::random).take(4).collect();
        let mut loading = Loading { queue: ids.clone().into(), under_way: BTreeSet::new() };
        assert!(loading.is_long());
        assert_eq!([loading.next(), loading.next()], [Some(ids[0]), Some(ids[1])]);
        assert_eq!(loading.next(), None, "two are under way");
        assert!(!loading.is_long());
        loading.under_way.remove(&ids[0]);
        assert_eq!((loading.next(), loading.next()), (Some(ids[2]), None));
    }
}
