//! What a person is shown and told without looking at the window, and how they get from there into it.

use super::Desk;
use crate::clock::Timestamp;
use crate::notices::{Circumstances, Step};
use crate::shell::{Shell, Summons};

impl<S: Shell> Desk<S> {
    /// What the person is to be told of what has happened.
    pub(super) fn due_notices(&mut self, now: Timestamp) -> Vec<Step> {
        self.notices.due(Circumstances {
            roster: &self.roster,
            ending: self.board.ending(),
            wanted: self.settings.notifications,
            in_front: self.rim.shell.is_in_front(),
            now,
        })
    }

    pub(super) fn summon(&mut self, summons: Option<Summons>) {
        let summons = summons.filter(|to| self.roster.get(to.connection).is_some());
        self.changed |= self.summons != summons;
        self.summons = summons;
    }
}

/// Has the desktop do what is due.
pub(super) fn take(shell: &impl Shell, steps: &[Step]) {
    for step in steps {
        match step {
            Step::Tell(notice) => shell.notify(notice),
            Step::Withdraw(connection) => shell.withdraw(*connection),
        }
    }
}
