//! Which of what happens a person is told of while the window is not before them: what needs them, once, and nothing
//! else.

use std::collections::{BTreeMap, BTreeSet};

use crate::activity::{Because, Copies, What};
use crate::clock::Timestamp;
use crate::connection::ConnectionId;
use crate::roster::Roster;
use crate::session::State;
use crate::settings::Notifications;
use crate::tray::Left;

/// Something that a person is told, in the place of what they were told of the same connection before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Of which connection.
    pub connection: ConnectionId,
    /// What the person calls it.
    pub name: String,
    /// What.
    pub tells: Tells,
}

/// What a person is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tells {
    /// They have to sign in.
    SignInNeeded,
    /// A token ends soon, and nothing renews it.
    Ending(Left),
    /// A token was replaced, and copies of the one before do not work any more.
    CopyEnded,
}

/// What is to be done about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Tell.
    Tell(Notice),
    /// What was told of this connection is dealt with.
    Withdraw(ConnectionId),
}

/// What has been told.
#[derive(Debug, Default)]
pub struct Notices {
    /// What has happened since the last look, the last event of each connection.
    happened: BTreeMap<ConnectionId, Tells>,
    /// Whose end has been told of, or would have been.
    ending: BTreeSet<ConnectionId>,
    /// What the person still sees, and since when.
    told: BTreeMap<ConnectionId, (Tells, Timestamp)>,
}

/// The circumstances under which somebody is told.
#[derive(Debug, Clone, Copy)]
pub struct Circumstances<'a> {
    /// All connections.
    pub roster: &'a Roster,
    /// Whose token ends soon with nothing to renew it.
    pub ending: &'a BTreeMap<ConnectionId, Left>,
    /// What the person wants to be told of.
    pub wanted: Notifications,
    /// Whether the person has the window before them.
    pub in_front: bool,
    /// The time.
    pub now: Timestamp,
}

impl Notices {
    /// Takes an event in. What a person did themselves they need not be told.
    pub fn note(&mut self, id: ConnectionId, what: &What) {
        if let What::SignInNeeded { .. } | What::AnswerLost = what {
            self.happened.insert(id, Tells::SignInNeeded);
        }
        if let What::Refreshed { because, copies: Copies::Ended } = what
            && *because != Because::Person
        {
            self.happened.insert(id, Tells::CopyEnded);
        }
    }

    /// Says what is due after everything that was taken in.
    pub fn due(&mut self, at: Circumstances<'_>) -> Vec<Step> {
        let mut steps = self.dealt_with(&at);
        let mut due: Vec<(ConnectionId, Tells)> =
            std::mem::take(&mut self.happened).into_iter().collect();
        self.ending.retain(|id| at.ending.contains_key(id));
        for (id, left) in at.ending {
            if self.ending.insert(*id) {
                due.push((*id, Tells::Ending(*left)));
            }
        }
        for (connection, tells) in due {
            let Some(session) = at.roster.get(connection) else { continue };
            if at.in_front || !tells.is_among(at.wanted) {
                continue;
            }
            let name = session.connection().name.clone();
            self.told.insert(connection, (tells, at.now));
            steps.push(Step::Tell(Notice { connection, name, tells }));
        }
        steps
    }

    fn dealt_with(&mut self, at: &Circumstances<'_>) -> Vec<Step> {
        let (told, over) = std::mem::take(&mut self.told)
            .into_iter()
            .partition(|(id, (tells, since))| still_holds(*id, *tells, *since, at));
        self.told = told;
        let over: BTreeMap<ConnectionId, _> = over;
        over.into_keys().map(Step::Withdraw).collect()
    }
}

fn still_holds(id: ConnectionId, tells: Tells, since: Timestamp, at: &Circumstances<'_>) -> bool {
    let Some(session) = at.roster.get(id) else { return false };
    match tells {
        Tells::SignInNeeded => matches!(session.state(), State::NeedsSignIn(_)),
        Tells::Ending(_) => at.ending.contains_key(&id),
        // Whoever copies anew knows.
        Tells::CopyEnded => {
            session.held().is_some_and(|held| held.copied_at.is_none_or(|copied| copied <= since))
        }
    }
}

impl Tells {
    fn is_among(self, wanted: Notifications) -> bool {
        match self {
            Self::SignInNeeded => wanted.sign_in_needed,
            Self::Ending(_) => wanted.ending,
            Self::CopyEnded => wanted.copy_ended,
        }
    }
}
