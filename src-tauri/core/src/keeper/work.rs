//! The work that goes on outside: handed to a task, and met again when the task ends.

use std::sync::Arc;

use tokio::task::{Id, JoinError};
use tracing::{debug, warn};

use super::Desk;
use super::hand_out::Serving;
use super::personal_tokens::{TokenMade, TokenRevoked};
use super::requests::Sent;
use super::token_check::TokenChecked;
use crate::connection::ConnectionId;
use crate::effects::{Done, Exchanged, Report};
use crate::releases::Version;
use crate::saved_connections::ListTrouble;
use crate::session::{Effect, Generation, Opinion, Secret, Session};
use crate::shell::{DesktopError, Shell};
use crate::trouble::Trouble;

/// Whose work a task does.
pub(super) struct Work {
    connection: ConnectionId,
    generation: Generation,
    /// Who waits for a token to be handed out by it.
    serves: Option<Serving>,
}

/// What a task of the keeper ended with.
pub(super) enum Finished {
    Report(Box<Report>),
    ListSaved(Result<(), ListTrouble>),
    HandOutsSaved,
    /// A request was answered, or was not.
    Requested(Box<Sent>),
    RequestsSaved,
    UsesSaved,
    /// So many events are in the record.
    ActivitySaved(usize),
    /// A token was copied, or was not.
    Copied(Result<(), DesktopError>),
    ClipboardCleared,
    TokenMade(Box<TokenMade>),
    TokenRevoked(Box<TokenRevoked>),
    TokenChecked(Box<TokenChecked>),
    /// Which release is the latest.
    Released(Result<Option<Version>, Trouble>),
    Told,
}

impl<S: Shell> Desk<S> {
    /// Carries out what follows from a change: here, where only the keeper is concerned, else in a task.
    pub(super) fn perform(&mut self, id: ConnectionId, effects: Vec<Effect>) {
        self.take_notes(id);
        for effect in effects {
            match effect {
                Effect::Remember => self.save_list(),
                Effect::Retire => self.retire(id),
                Effect::Disappoint(trouble) => self.disappoint(id, &trouble),
                Effect::HandOut { token, refreshed } => self.serve(id, &token, refreshed),
                effect @ (Effect::Load
                | Effect::Claim { .. }
                | Effect::Prepare { .. }
                | Effect::OpenBrowser(_)
                | Effect::Exchange { .. }
                | Effect::Store { .. }
                | Effect::Identify { .. }
                | Effect::Revoke(_)
                | Effect::Discard(_)
                | Effect::Forget { .. }) => self.spawn(id, effect),
            }
        }
    }

    /// Has a token handed out in a task, and somebody told of it.
    pub(super) fn spawn_serving(
        &mut self,
        id: ConnectionId,
        serving: Serving,
        work: impl Future<Output = Finished> + Send + 'static,
    ) {
        let Some(generation) = self.roster.get(id).map(Session::generation) else { return };
        let task = self.tasks.spawn(work);
        self.owners.insert(task.id(), Work { connection: id, generation, serves: Some(serving) });
    }

    fn spawn(&mut self, id: ConnectionId, effect: Effect) {
        let Some(session) = self.roster.get(id) else {
            return;
        };
        let (connection, generation) = (session.connection().clone(), session.generation());
        let rim = Arc::clone(&self.rim);
        let task = self.tasks.spawn(async move {
            match rim.run(&connection, effect).await {
                Some(done) => {
                    Finished::Report(Box::new(Report { connection: id, generation, done }))
                }
                None => Finished::Told,
            }
        });
        self.owners.insert(task.id(), Work { connection: id, generation, serves: None });
    }

    /// Somebody's work is done, or its task died.
    pub(super) fn finish(&mut self, finished: Result<(Id, Finished), JoinError>) {
        match finished {
            Ok((task, finished)) => {
                let work = self.owners.remove(&task);
                match finished {
                    Finished::Copied(result) => {
                        if let Some(Work { connection, serves: Some(serving), .. }) = work {
                            self.copied(connection, serving, result);
                        }
                    }
                    Finished::Report(report) => self.report(*report),
                    Finished::ListSaved(result) => self.list_saved(result),
                    Finished::HandOutsSaved => self.hand_outs_saved(),
                    Finished::Requested(sent) => self.request_done(task, *sent),
                    Finished::RequestsSaved => self.requests_saved(),
                    Finished::UsesSaved => self.uses_saved(),
                    Finished::ActivitySaved(written) => self.activity_saved(written),
                    Finished::TokenMade(made) => self.token_made(*made),
                    Finished::TokenRevoked(revoked) => self.token_revoked(*revoked),
                    Finished::TokenChecked(checked) => self.token_checked(*checked),
                    Finished::Released(latest) => self.news_came(task, latest),
                    Finished::ClipboardCleared | Finished::Told => {}
                }
            }
            Err(error) => {
                let Some(work) = self.owners.remove(&error.id()) else {
                    return self.request_broke(error.id());
                };
                let Work { connection: id, generation, serves } = work;
                warn!(connection = %id, "a task died");
                if let Some(serving) = serves {
                    return self.copied(id, serving, Err(DesktopError::Clipboard));
                }
                let now = self.now();
                self.load_ended(id);
                self.with(id, |session| {
                    if session.generation() == generation { session.broke(now) } else { Vec::new() }
                });
            }
        }
    }

    /// The one place where results meet the state they were for.
    fn report(&mut self, Report { connection: id, generation, done }: Report) {
        let now = self.now();
        if matches!(done, Done::Loaded(_)) {
            self.load_ended(id);
        }
        if let Done::SecretKept(result) = done {
            let secret = if result.is_ok() { Secret::Saved } else { Secret::Unsaved };
            return self.with(id, |session| {
                session.client_secret_is(secret);
                Vec::new()
            });
        }
        self.with(id, |session| {
            if session.generation() != generation {
                debug!(connection = %id, "a result came too late");
                return Vec::new();
            }
            match done {
                Done::Loaded(kept) => session.loaded(kept, now),
                Done::Prepared(prepared) => session.prepared(prepared, now),
                Done::BrowserOpened(result) => {
                    session.browser_opened(&result);
                    Vec::new()
                }
                Done::Claimed(result) => session.claimed(result, now),
                Done::Exchanged(exchanged) => {
                    let Exchanged { result, claim, sent, offset } = *exchanged;
                    if let Some(offset) = offset {
                        session.clock_is(offset);
                    }
                    session.exchange_answered(result, claim, sent, now)
                }
                Done::Stored(result) => session.stored(result, now),
                Done::Superseded(record) => session.superseded(*record, now),
                Done::Identified { result, offset } => {
                    if let Some(offset) = offset {
                        session.clock_is(offset);
                    }
                    session.token_was_seen(Opinion::of(&result), now);
                    session.identified(result)
                }
                Done::Revoked { report, claim, generation } => {
                    session.revoked(report, claim, generation)
                }
                Done::Forgotten(result) => session.forgotten(result),
                Done::SecretKept(_) | Done::Discarded => Vec::new(),
            }
        });
        self.settle_askers(id);
    }
}
