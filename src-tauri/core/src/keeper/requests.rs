//! The requests that a person sends with the token of a connection: lent, sent outside, and what is remembered of them.
//!
//! One at a time for each connection. A token that would not last is refreshed first, in the same refresh as for
//! anybody else who asks; then the request goes to a task, and the answer to [`Answers`], past the keeper.

mod remembered;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::task::{AbortHandle, Id};
use tracing::warn;

use super::Desk;
use super::hand_out::Asker;
use super::message::{CommandError, Reply, answer};
use super::saving::Saving;
use super::work::Finished;
use crate::activity::Outcome;
use crate::bench::answers::{AnswerId, Answers};
use crate::bench::document::Document;
use crate::bench::endpoints::{self, Endpoints};
use crate::bench::explain::{Explanation, TokenTime, Verdict, explain};
use crate::bench::reading::{Extent, Reading};
use crate::bench::request::Request;
use crate::bench::saved::{Kept, Requests, SavedRequests};
use crate::bench::send::{Head, send};
use crate::clock::{ClockOffset, Timestamp};
use crate::connection::{ConnectionId, Environment};
use crate::effects::Rim;
use crate::session::{Effect, Generation, NotNow, Opinion};
use crate::shell::Shell;
use crate::token::{AccessToken, Lifetime};
use crate::trouble::{Kind, Trouble};

pub use remembered::Remembered;

/// What can be asked about requests.
pub(crate) enum RequestMessage {
    Send { wanted: Box<Wanted>, reply: Reply<Answered> },
    Stop,
    Keep { name: String, request: Box<Request>, reply: Reply<()> },
    Drop { name: String, reply: Reply<()> },
    ClearHistory(Reply<()>),
    Remembered(Reply<Remembered>),
    Endpoints(Reply<Endpoints>),
}

/// A request that somebody wants to be sent.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The request.
    pub request: Request,
    /// Whether the person has said that they mean it, where that was asked.
    pub meant: bool,
}

/// What came back, but for the body: that is among the [`Answers`].
#[derive(Debug, Clone)]
pub struct Answered {
    /// What the server said about the answer.
    pub head: Head,
    /// What it means.
    pub explanation: Explanation,
    /// What is known of the token that was sent.
    pub token: TokenState,
    /// Where the body is.
    pub id: AnswerId,
    /// How much of it there is to read.
    pub extent: Extent,
}

/// What is known of a token, apart from what the server said to it just now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TokenState {
    /// How long it should count, by the server's clock; `None` where nobody knows.
    pub left: Option<Duration>,
    /// How long ago a request with this very token was last accepted, if one was.
    pub accepted: Option<Duration>,
}

/// Everything that the keeper knows of requests.
pub(super) struct Bench {
    requests: Requests,
    saved: SavedRequests,
    saving: Saving,
    answers: Answers,
    sending: BTreeMap<ConnectionId, Sending>,
}

/// A request that is under way.
struct Sending {
    task: AbortHandle,
    request: Kept,
    generation: Generation,
    began: Timestamp,
    reply: Reply<Answered>,
}

/// What came of a request that was sent.
pub(super) struct Sent {
    connection: ConnectionId,
    result: Result<Read, Trouble>,
}

/// An answer, read.
struct Read {
    head: Head,
    explanation: Explanation,
    reading: Reading,
    left: Option<Duration>,
    offset: Option<ClockOffset>,
}

impl Bench {
    pub(super) fn new(requests: Requests, saved: SavedRequests, answers: Answers) -> Self {
        Self { requests, saved, saving: Saving::default(), answers, sending: BTreeMap::new() }
    }
}

impl<S: Shell> Desk<S> {
    pub(super) fn take_request(&mut self, id: ConnectionId, message: RequestMessage) {
        match message {
            RequestMessage::Send { wanted, reply } => match self.begin_request(id, &wanted) {
                Ok(effects) => {
                    let asker = Asker::Request { request: wanted.request, reply };
                    self.askers.entry(id).or_default().push(asker);
                    self.perform(id, effects);
                    self.settle_askers(id);
                }
                Err(error) => answer(reply, Err(error)),
            },
            RequestMessage::Stop => self.stop_request(id),
            RequestMessage::Keep { name, request, reply } => {
                answer(reply, self.keep_request(id, &name, &request));
            }
            RequestMessage::Drop { name, reply } => {
                self.bench.requests.drop_favourite(id, &name);
                self.save_requests();
                answer(reply, Ok(()));
            }
            RequestMessage::ClearHistory(reply) => {
                self.bench.requests.clear_history(id);
                self.save_requests();
                answer(reply, Ok(()));
            }
            RequestMessage::Remembered(reply) => {
                let (requests, found) = (&self.bench.requests, Remembered::of);
                answer(reply, Ok(found(requests, id)));
            }
            RequestMessage::Endpoints(reply) => self.tell_endpoints(id, reply),
        }
    }

    /// What changes production is asked about every time, whoever sends it: unlike copies, no two requests do the
    /// same, and a yes to one says nothing about the next.
    fn begin_request(
        &mut self,
        id: ConnectionId,
        wanted: &Wanted,
    ) -> Result<Vec<Effect>, CommandError> {
        let (now, minimum) = (self.now(), self.settings.minimum_validity());
        let waits = self.askers.get(&id).is_some_and(|all| all.iter().any(Asker::is_request));
        if waits || self.bench.sending.contains_key(&id) {
            return Err(NotNow.into());
        }
        let session = self.session(id)?;
        session.held().ok_or(NotNow)?;
        let production = session.connection().environment == Environment::Production;
        if production && !wanted.request.is_read_only() && !wanted.meant {
            return Err(CommandError::ChangesProduction);
        }
        Ok(session.lend(minimum, now)?)
    }

    /// Sends a request with a token that was lent for it.
    pub(super) fn send(
        &mut self,
        id: ConnectionId,
        request: Request,
        token: &AccessToken,
        reply: Reply<Answered>,
    ) {
        let Some(session) = self.roster.get(id) else { return };
        let Some(held) = session.held() else { return answer(reply, Err(NotNow.into())) };
        let (lifetime, generation) = (held.tokens.lifetime, session.generation());
        let (instance, known) = (session.connection().instance(), session.clock_offset());
        let kept = Kept::of(&request, Some(token));
        let (rim, token) = (Arc::clone(&self.rim), token.clone());
        let began = self.now();
        let task = self.tasks.spawn(async move {
            let result = match send(&rim.http, &instance, &token, &request).await {
                Ok(received) => rim.read(received, began, lifetime, known).await,
                Err(trouble) => Err(trouble),
            };
            Finished::Requested(Box::new(Sent { connection: id, result }))
        });
        let request = kept;
        let sending = Sending { task, request, generation, began, reply };
        self.bench.sending.insert(id, sending);
    }

    /// An answer came, or none did. Nobody waits for it any more if it was stopped.
    pub(super) fn request_done(&mut self, task: Id, Sent { connection: id, result }: Sent) {
        let Some(sending) = self.bench.sending.remove(&id) else { return };
        if sending.task.id() != task {
            self.bench.sending.insert(id, sending);
            return;
        }
        let outcome = match &result {
            Ok(read) => Outcome::Status(read.head.status),
            Err(trouble) => Outcome::Trouble(trouble.kind),
        };
        self.note_request(id, &sending, outcome);
        let answered = result.map(|read| self.settle_answer(id, &sending, read));
        answer(sending.reply, answered.map_err(CommandError::from));
    }

    /// Keeps an answer, and tells the session what the server made of the token by the way.
    fn settle_answer(&mut self, id: ConnectionId, sending: &Sending, read: Read) -> Answered {
        let Read { head, explanation, reading, left, offset } = read;
        let (now, mut accepted) = (self.now(), None);
        let opinion = opinion(&explanation.verdict);
        self.with(id, |session| {
            if session.generation() != sending.generation {
                return Vec::new();
            }
            if let Some(offset) = offset {
                session.clock_is(offset);
            }
            let before = session.held().and_then(|held| held.seen.accepted_at);
            accepted = before.map(|at| at.until(now));
            if let Some(opinion) = opinion {
                session.token_was_seen(opinion, now);
            }
            Vec::new()
        });
        let (extent, id) = (reading.extent(), self.bench.answers.keep(id, reading));
        Answered { head, explanation, token: TokenState { left, accepted }, id, extent }
    }

    /// The task of a request died, if it was one.
    pub(super) fn request_broke(&mut self, task: Id) {
        let of_task = |(_, sending): &(&ConnectionId, &Sending)| sending.task.id() == task;
        let Some(id) = self.bench.sending.iter().find(of_task).map(|(id, _)| *id) else { return };
        warn!(connection = %id, "the task of a request died");
        let trouble = Trouble::new(Kind::UnexpectedAnswer).saying("an internal error");
        self.request_done(task, Sent { connection: id, result: Err(trouble) });
    }

    /// Stops the request that is under way. The server may have done by then what it was asked.
    pub(super) fn stop_request(&mut self, id: ConnectionId) {
        let waiting = self.askers.get_mut(&id).into_iter();
        let stopped: Vec<Asker> =
            waiting.flat_map(|all| all.extract_if(.., |asker| asker.is_request())).collect();
        for asker in stopped {
            asker.refuse(CommandError::Stopped);
        }
        if let Some(sending) = self.bench.sending.remove(&id) {
            sending.task.abort();
            self.note_request(id, &sending, Outcome::Stopped);
            answer(sending.reply, Err(CommandError::Stopped));
        }
    }

    /// Stops every request, because the program ends.
    pub(super) fn stop_requests(&mut self) {
        for id in self.roster.order().to_vec() {
            self.stop_request(id);
        }
    }

    /// Forgets what was read as somebody who has gone.
    pub(super) fn forget_answer(&mut self, id: ConnectionId) {
        self.stop_request(id);
        self.bench.answers.forget(id);
    }

    /// Forgets a connection.
    pub(super) fn forget_requests(&mut self, id: ConnectionId) {
        self.forget_answer(id);
        self.bench.requests.forget(id);
        self.save_requests();
    }

    fn tell_endpoints(&mut self, id: ConnectionId, reply: Reply<Endpoints>) {
        let instance = match self.session(id) {
            Ok(session) => session.connection().instance(),
            Err(error) => return answer(reply, Err(error)),
        };
        let rim = Arc::clone(&self.rim);
        self.tasks.spawn(async move {
            answer(reply, Ok(endpoints::of(&rim.http, &instance).await));
            Finished::Told
        });
    }
}

/// What an answer says about the token, where it says anything.
fn opinion(verdict: &Verdict) -> Option<Opinion> {
    match verdict {
        Verdict::Success => Some(Opinion::Accepted),
        Verdict::TokenNotAccepted => Some(Opinion::NoLongerAccepted),
        // An end is known by the clock, and the rest may have been said by something in between.
        Verdict::NotModified
        | Verdict::TokenExpired
        | Verdict::Gateway
        | Verdict::Forbidden
        | Verdict::NotFound
        | Verdict::WrongMethod(_)
        | Verdict::Invalid(_)
        | Verdict::Throttled(_)
        | Verdict::Redirect { .. }
        | Verdict::Refused
        | Verdict::Maintenance(_)
        | Verdict::ServerError
        | Verdict::Unknown => None,
    }
}

impl<S: Shell> Rim<S> {
    /// Reads an answer, and finds out what it means for a token that counts so long: by the server's own clock, as far
    /// as that is known.
    async fn read(
        &self,
        received: crate::bench::send::Answer,
        began: Timestamp,
        lifetime: Lifetime,
        known: ClockOffset,
    ) -> Result<Read, Trouble> {
        let now = self.now();
        let offset = received.head.date.map(|date| ClockOffset::measure(date, began, now));
        let server_now = offset.unwrap_or(known).server_time(now);
        let time = if lifetime.is_over(server_now) { TokenTime::Over } else { TokenTime::Left };
        let read = tokio::task::spawn_blocking(move || {
            let explanation = explain(&received, time);
            let reading = Reading::of(Document::of(&received));
            let (head, left) = (received.head, lifetime.left(server_now));
            Read { head, explanation, reading, left, offset }
        });
        read.await.map_err(|_| Trouble::new(Kind::UnexpectedAnswer).saying("an internal error"))
    }
}
