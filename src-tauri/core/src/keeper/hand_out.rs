//! Tokens and texts on their way to the clipboard, those who wait for them, and the record of it.

use std::sync::Arc;

use tracing::{info, warn};

use super::Desk;
use super::message::{CommandError, Copied, Reply, answer};
use super::work::Finished;
use crate::connection::ConnectionId;
use crate::hand_outs::{HandOut, Through};
use crate::session::NotNow;
use crate::shell::{Clipboard, DesktopError, Shell};
use crate::trouble::Trouble;

impl<S: Shell> Desk<S> {
    pub(super) fn copy(&mut self, id: ConnectionId, reply: Reply<Copied>) {
        let (now, minimum) = (self.now(), self.settings.minimum_validity());
        let effects = match self.session(id) {
            Ok(session) => session.copy(minimum, now).map_err(CommandError::from),
            Err(error) => Err(error),
        };
        match effects {
            Ok(effects) => {
                self.askers.entry(id).or_default().push(reply);
                self.perform(id, effects);
                self.settle_askers(id);
            }
            Err(error) => answer(reply, Err(error)),
        }
    }

    pub(super) fn handed_out(
        &mut self,
        id: ConnectionId,
        result: Result<(), DesktopError>,
        refreshed: bool,
    ) {
        let now = self.now();
        let clears_at = self.settings.clipboard_time().map(|time| now.after(time));
        let left = self.sessions.get(&id).and_then(|session| {
            let server_now = session.clock_offset().server_time(now);
            session.held()?.tokens.lifetime.left(server_now)
        });
        if result.is_ok() {
            let through = Through::Clipboard;
            self.clipboard = Some(Clipboard { connection: id, clears_at, refreshed, through });
            self.note_hand_out(id, through);
            info!(connection = %id, refreshed, "a token was copied");
        }
        for asker in self.askers.remove(&id).unwrap_or_default() {
            let copied = result.clone().map(|()| Copied { clears_at, refreshed, left });
            answer(asker, copied.map_err(CommandError::from));
        }
    }

    pub(super) fn disappoint(&mut self, id: ConnectionId, trouble: &Trouble) {
        for asker in self.askers.remove(&id).unwrap_or_default() {
            answer(asker, Err(trouble.clone().into()));
        }
    }

    /// Those who wait for a token of a session that has none any more are told.
    pub(super) fn settle_askers(&mut self, id: ConnectionId) {
        let gone = self.sessions.get(&id).is_none_or(|session| session.held().is_none());
        if gone {
            for asker in self.askers.remove(&id).unwrap_or_default() {
                answer(asker, Err(NotNow.into()));
            }
        }
    }

    /// Remembers that a token left the program.
    pub(super) fn note_hand_out(&mut self, id: ConnectionId, through: Through) {
        self.changed = true;
        self.hand_outs.note(id, HandOut { at: self.rim.shell.now(), through });
        self.save_hand_outs();
    }

    /// Saves the record of hand-outs; while one save is under way, the next waits for its end.
    pub(super) fn save_hand_outs(&mut self) {
        if !self.saving_hand_outs.begins() {
            return;
        }
        let (saved, hand_outs) = (self.saved_hand_outs.clone(), self.hand_outs.clone());
        self.tasks.spawn(async move {
            let written = tokio::task::spawn_blocking(move || saved.save(&hand_outs)).await;
            if !matches!(written, Ok(Ok(()))) {
                warn!("the record of hand-outs could not be saved");
            }
            Finished::HandOutsSaved
        });
    }

    pub(super) fn hand_outs_saved(&mut self) {
        if self.saving_hand_outs.is_followed() {
            self.save_hand_outs();
        }
    }

    pub(super) fn clear_clipboard(&mut self) {
        if self.clipboard.take().is_some() {
            self.changed = true;
            let rim = Arc::clone(&self.rim);
            self.tasks.spawn(async move {
                rim.shell.clear_secret().await;
                Finished::ClipboardCleared
            });
        }
    }

    pub(super) fn copy_text(&mut self, text: String, reply: Reply<()>) {
        let rim = Arc::clone(&self.rim);
        self.tasks.spawn(async move {
            answer(reply, rim.shell.copy_text(text).await.map_err(CommandError::from));
            Finished::Told
        });
    }
}
