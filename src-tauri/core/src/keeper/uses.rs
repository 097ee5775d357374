//! When connections were last used, kept on disk as it changes.

use tracing::warn;

use super::Desk;
use super::work::Finished;
use crate::activity::What;
use crate::connection::ConnectionId;
use crate::shell::Shell;

/// Whether an event is somebody using a connection.
pub(super) fn is_use(what: &What) -> bool {
    matches!(what, What::SignedIn { .. } | What::HandedOut { .. } | What::Requested { .. })
}

impl<S: Shell> Desk<S> {
    pub(super) fn note_use(&mut self, id: ConnectionId) {
        self.uses.note(id, self.rim.shell.now());
        self.roster.touch(id);
        self.changed = true;
        self.save_uses();
    }

    /// Saves them; while one save is under way, the next waits for its end.
    pub(super) fn save_uses(&mut self) {
        if !self.saving_uses.begins() {
            return;
        }
        let (saved, uses) = (self.saved_uses.clone(), self.uses.clone());
        self.tasks.spawn(async move {
            let written = tokio::task::spawn_blocking(move || saved.save(&uses)).await;
            if !matches!(written, Ok(Ok(()))) {
                warn!("when connections were used could not be saved");
            }
            Finished::UsesSaved
        });
    }

    pub(super) fn uses_saved(&mut self) {
        if self.saving_uses.is_followed() {
            self.save_uses();
        }
    }
}
