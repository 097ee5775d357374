//! The record of what happens: taken down here, written in a task.

use tracing::warn;

use super::Desk;
use super::saving::Saving;
use super::uses::is_use;
use super::work::Finished;
use crate::activity::{Event, SavedActivity, What};
use crate::connection::ConnectionId;
use crate::shell::Shell;

/// How many events wait while the disk does not take them; what is older than these is lost.
const MOST_WAITING: usize = 1_000;

/// The record, and what is not in it yet.
pub(super) struct Diary {
    saved: SavedActivity,
    waiting: Vec<Event>,
    saving: Saving,
    /// How many events have been written by this program.
    pub(super) written: u64,
}

impl Diary {
    pub(super) fn new(saved: SavedActivity) -> Self {
        Self { saved, waiting: Vec::new(), saving: Saving::default(), written: 0 }
    }
}

impl<S: Shell> Desk<S> {
    /// Takes down what a session says has happened to it.
    pub(super) fn take_notes(&mut self, id: ConnectionId) {
        let notes = self.roster.get_mut(id).map(|session| session.take_notes());
        for what in notes.unwrap_or_default() {
            self.note(id, what);
        }
    }

    /// Takes one event down.
    pub(super) fn note(&mut self, id: ConnectionId, what: What) {
        if is_use(&what) {
            self.note_use(id);
        }
        self.notices.note(id, &what);
        let event = Event { at: self.rim.shell.now(), connection: id, what };
        self.diary.waiting.push(event);
        let surplus = self.diary.waiting.len().saturating_sub(MOST_WAITING);
        self.diary.waiting.drain(..surplus);
        self.save_activity();
    }

    /// Lets go of what is too old. A program that writes nothing would keep it for ever.
    pub(super) fn tidy_activity(&mut self) {
        let (saved, now) = (self.diary.saved.clone(), self.rim.shell.now());
        self.tasks.spawn(async move {
            if tokio::task::spawn_blocking(move || saved.tidy(now)).await.is_err() {
                warn!("the record of what happens could not be tidied");
            }
            Finished::Told
        });
    }

    fn save_activity(&mut self) {
        if self.diary.waiting.is_empty() || !self.diary.saving.begins() {
            return;
        }
        let (saved, events) = (self.diary.saved.clone(), std::mem::take(&mut self.diary.waiting));
        let now = self.rim.shell.now();
        self.tasks.spawn(async move {
            let written = events.len();
            let result = tokio::task::spawn_blocking(move || saved.append(&events, now)).await;
            if !matches!(result, Ok(Ok(()))) {
                warn!("what happened could not be written down");
            }
            Finished::ActivitySaved(written)
        });
    }

    pub(super) fn activity_saved(&mut self, written: usize) {
        self.diary.written += u64::try_from(written).unwrap_or_default();
        self.changed = true;
        // Whatever has come meanwhile follows.
        self.diary.saving.is_followed();
        self.save_activity();
    }
}
