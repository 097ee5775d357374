//! Tokens and texts on their way to the clipboard, those who wait for them, and the record of it.

use std::sync::Arc;

use tracing::{info, warn};

use super::Desk;
use super::message::{CommandError, Copied, Reply, Wish, answer};
use super::requests::Answered;
use super::work::Finished;
use crate::activity::What;
use crate::bench::request::Request;
use crate::connection::ConnectionId;
use crate::copy_as::{self, Form};
use crate::hand_outs::{HandOut, Through};
use crate::production_guard::is_powerful;
use crate::session::{Effect, NotNow, Session};
use crate::shell::{Clipboard, DesktopError, Shell};
use crate::token::AccessToken;
use crate::trouble::Trouble;

/// Somebody who waits for a token.
pub(super) enum Asker {
    /// To have it on the clipboard.
    Copy { wish: Wish, reply: Reply<Copied> },
    /// To have a request sent with it.
    Request { request: Request, reply: Reply<Answered> },
}

/// Somebody who is being given one on the clipboard.
pub(super) struct Serving {
    wish: Wish,
    reply: Reply<Copied>,
    refreshed: bool,
}

impl Asker {
    pub(super) fn is_request(&self) -> bool {
        matches!(self, Self::Request { .. })
    }

    /// Says why there is no token.
    pub(super) fn refuse(self, error: CommandError) {
        match self {
            Self::Copy { reply, .. } => answer(reply, Err(error)),
            Self::Request { reply, .. } => answer(reply, Err(error)),
        }
    }
}

impl<S: Shell> Desk<S> {
    pub(super) fn copy(&mut self, id: ConnectionId, wish: Wish, reply: Reply<Copied>) {
        match self.begin_copy(id, &wish) {
            Ok(effects) => {
                self.askers.entry(id).or_default().push(Asker::Copy { wish, reply });
                self.perform(id, effects);
                self.settle_askers(id);
            }
            Err(error) => answer(reply, Err(error)),
        }
    }

    fn begin_copy(&mut self, id: ConnectionId, wish: &Wish) -> Result<Vec<Effect>, CommandError> {
        let now = self.now();
        let guard = self.settings.production_guard;
        let minimum = self.settings.minimum_validity();
        let session = self.session(id)?;
        let held = session.held().ok_or(NotNow)?;
        if is_powerful(session.connection(), held.who.as_ref()) {
            if wish.meant {
                self.consents.note(id, now);
            } else if self.consents.is_missing(id, guard, now) {
                return Err(CommandError::Guarded);
            }
        }
        Ok(self.session(id)?.copy(minimum, now)?)
    }

    /// Gives the token to everybody who waits for it, each for what it was wished for.
    pub(super) fn serve(&mut self, id: ConnectionId, token: &AccessToken, refreshed: bool) {
        for asker in self.askers.remove(&id).unwrap_or_default() {
            match asker {
                Asker::Copy { wish, reply } => {
                    self.put_on_clipboard(id, token, Serving { wish, reply, refreshed });
                }
                Asker::Request { request, reply } => self.send(id, request, token, reply),
            }
        }
    }

    fn put_on_clipboard(&mut self, id: ConnectionId, token: &AccessToken, serving: Serving) {
        let Some(session) = self.roster.get(id) else { return };
        let request = serving.wish.request.clone();
        let request = request.unwrap_or_else(|| own_record(session));
        let text = copy_as::with_token(serving.wish.form, session.connection(), &request, token);
        let rim = Arc::clone(&self.rim);
        self.spawn_serving(id, serving, async move {
            Finished::Copied(rim.shell.copy_secret(text).await)
        });
    }

    /// What a form says without a token.
    pub(super) fn template(
        &mut self,
        id: ConnectionId,
        form: Form,
        request: Option<Request>,
    ) -> Result<String, CommandError> {
        let session = self.session(id)?;
        let request = request.unwrap_or_else(|| own_record(session));
        let text = copy_as::without_token(form, session.connection(), &request);
        Ok(text.ok_or(NotNow)?)
    }

    pub(super) fn copied(
        &mut self,
        id: ConnectionId,
        Serving { wish, reply, refreshed }: Serving,
        result: Result<(), DesktopError>,
    ) {
        let now = self.now();
        let clears_at = self.settings.clipboard_time().map(|time| now.after(time));
        let left = self.roster.get(id).and_then(|session| {
            let server_now = session.clock_offset().server_time(now);
            session.held()?.tokens.lifetime.left(server_now)
        });
        if result.is_ok() {
            let (through, form) = (Through::Clipboard, wish.form);
            self.clipboard =
                Some(Clipboard { connection: id, clears_at, refreshed, through, form });
            self.note_hand_out(id, through, form);
            info!(connection = %id, refreshed, form = form.key(), "a token was copied");
        }
        let copied = result.map(|()| Copied { clears_at, refreshed, left });
        answer(reply, copied.map_err(CommandError::from));
    }

    pub(super) fn disappoint(&mut self, id: ConnectionId, trouble: &Trouble) {
        for asker in self.askers.remove(&id).unwrap_or_default() {
            asker.refuse(trouble.clone().into());
        }
    }

    /// Those who wait for a token of a session that has none any more are told.
    pub(super) fn settle_askers(&mut self, id: ConnectionId) {
        let gone = self.roster.get(id).is_none_or(|session| session.held().is_none());
        if gone {
            for asker in self.askers.remove(&id).unwrap_or_default() {
                asker.refuse(NotNow.into());
            }
        }
    }

    /// Remembers that a token left the program.
    pub(super) fn note_hand_out(&mut self, id: ConnectionId, through: Through, form: Form) {
        self.changed = true;
        self.roster.touch(id);
        self.hand_outs.note(id, HandOut { at: self.rim.shell.now(), through, form });
        self.note(id, What::HandedOut { through, form: form.key().into() });
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

/// The request that reads the record of whoever is signed in: it works for everybody, and changes nothing.
fn own_record(session: &Session) -> Request {
    let subject = session.held().and_then(|held| held.tokens.claims.subject.as_deref());
    Request::own_record(&session.connection().instance(), subject)
}
