//! The actor that owns every connection.
//!
//! Clicks, redirects, ticks and finished work are messages to one task, which passes each to the session it is for
//! and the session's effects to [`Rim`]. No lock is held across an await because there are none. It decides nothing
//! itself: it is a switchboard.

mod commands;
mod handle;
mod personal_tokens;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::task::{Id, JoinSet};
use tracing::{debug, info, warn};
use zeroize::Zeroizing;

use crate::claim::Locks;
use crate::clock::Steady;
use crate::connection::{Connection, ConnectionId, Draft, DraftError};
use crate::effects::{Done, Exchanged, Report, Rim};
use crate::hand_outs::{HandOuts, SavedHandOuts};
use crate::http::Http;
use crate::oauth::redirect::RedirectError;
use crate::personal_tokens::PersonalToken;
use crate::product::Product;
use crate::saved_connections::{List, ListTrouble, SavedConnections, Settings};
use crate::schedule;
use crate::session::{Effect, Generation, NotNow, Secret, Session, StillSignedIn};
use crate::shell::{Arrival, Clipboard, DesktopError, Reception, Shell, View};
use crate::token::{AccessToken, ClientSecret, Password, PersonalTokenError, Timestamp};
use crate::trouble::Trouble;
use crate::vault::Vault;

pub use handle::Keeper;

/// How many messages may wait. A person makes a few a minute; a flood of redirects from outside waits at the
/// listener instead of here.
const WAITING_MESSAGES: usize = 64;

/// How long quitting waits for tokens that are on their way: longer and people force it, shorter loses a pair.
const QUIT_DEADLINE: Duration = Duration::from_secs(10);

/// Less than this is the clock being kept right, not being set.
const NOTICED_DRIFT_MS: i64 = 2_000;

/// What the keeper is made of.
#[derive(Debug)]
pub struct Parts<S> {
    /// The desktop.
    pub shell: Arc<S>,
    /// The keyring.
    pub vault: Vault,
    /// The network.
    pub http: Http,
    /// The lock files.
    pub locks: Locks,
    /// The list on disk.
    pub saved: SavedConnections,
    /// The record of hand-outs on disk.
    pub saved_hand_outs: SavedHandOuts,
    /// What stood there.
    pub hand_outs: HandOuts,
    /// What stood in the list.
    pub list: List,
    /// What was wrong with it.
    pub list_trouble: Option<ListTrouble>,
    /// What the program calls itself.
    pub product: Product,
}

/// Why a command was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The connection is gone.
    #[error("this connection no longer exists")]
    UnknownConnection,
    /// Not in this state.
    #[error(transparent)]
    NotNow(#[from] NotNow),
    /// Not while somebody is signed in.
    #[error(transparent)]
    StillSignedIn(#[from] StillSignedIn),
    /// A field cannot be used.
    #[error(transparent)]
    Draft(#[from] DraftError),
    /// A client secret is needed.
    #[error("paste the client secret from Auth Clients in ProcessMaker")]
    ClientSecret,
    /// What was pasted is no answer to any sign-in.
    #[error(transparent)]
    Paste(#[from] RedirectError),
    /// What was pasted answers no sign-in that waits.
    #[error(
        "this address belongs to another sign-in; copy it from the page that this sign-in opened"
    )]
    PasteOther,
    /// What was pasted is no personal access token.
    #[error(transparent)]
    PersonalToken(#[from] PersonalTokenError),
    /// A token needs a name.
    #[error("give the token a name of at most 255 characters, by which you recognise it later")]
    TokenName,
    /// A user name and a password are needed.
    #[error("type your user name and your password")]
    Credentials,
    /// The desktop did not do it.
    #[error(transparent)]
    Desktop(#[from] DesktopError),
    /// There is no token to hand out.
    #[error(transparent)]
    Trouble(#[from] Trouble),
    /// The program is ending.
    #[error("the program is closing")]
    Closing,
}

/// A token was handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copied {
    /// When it leaves the clipboard.
    pub clears_at: Option<Timestamp>,
    /// Whether it was refreshed for that.
    pub refreshed: bool,
    /// How long it is still good, where that is known.
    pub left: Option<Duration>,
}

type Reply<T> = oneshot::Sender<Result<T, CommandError>>;

/// Everything that somebody can ask of the keeper; not to be printed, because some of it is what people paste.
pub(crate) enum Message {
    Publish,
    Add { draft: Draft, secret: Option<ClientSecret>, reply: Reply<ConnectionId> },
    Edit { id: ConnectionId, draft: Draft, secret: Option<ClientSecret>, reply: Reply<()> },
    Ask { id: ConnectionId, action: Action, reply: Reply<()> },
    Copy { id: ConnectionId, reply: Reply<Copied> },
    CopyLink { id: ConnectionId, reply: Reply<()> },
    CopyText { text: String, reply: Reply<()> },
    Paste { id: ConnectionId, text: String, reply: Reply<()> },
    PersonalTokens { id: ConnectionId, reply: Reply<Vec<PersonalToken>> },
    CreatePersonalToken { id: ConnectionId, name: String, then: Made, reply: Reply<()> },
    RevokePersonalToken { id: ConnectionId, token_id: String, reply: Reply<()> },
    Password { id: ConnectionId, user_name: String, password: Password, reply: Reply<()> },
    PersonalToken { id: ConnectionId, pasted: Zeroizing<String>, reply: Reply<()> },
    DeepLink { address: String, reply: oneshot::Sender<Reception> },
    Change(Settings),
    Quit(oneshot::Sender<()>),
}

/// What a person can ask of one connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Sign in, by the way that suits.
    SignIn,
    /// Sign in by the listener on this computer.
    SignInLocally,
    /// Sign in as somebody else than whom the browser remembers.
    SignInAsOther,
    /// Let somebody else who came back have the connection.
    TakeOver,
    /// Leave the connection to whom it belongs.
    TurnAway,
    /// Give a sign-in up.
    Cancel,
    /// Open the browser again for the sign-in that waits.
    OpenAgain,
    /// Replace the tokens.
    Refresh,
    /// Take the tokens back.
    SignOut,
    /// Sign out and forget the connection.
    Remove,
    /// Try again what failed.
    Retry,
}

/// What a task of the keeper ended with.
enum Finished {
    Report(Box<Report>),
    ListSaved(Result<(), ListTrouble>),
    ClipboardCleared,
    TokenMade(Box<TokenMade>),
    Told,
}

/// A personal access token was made, and what is to become of it.
struct TokenMade {
    id: ConnectionId,
    name: String,
    then: Made,
    result: Result<AccessToken, Trouble>,
    reply: Reply<()>,
}

/// What becomes of a personal access token that was just made. Its value is never shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    /// It goes to the clipboard.
    Copied,
    /// It becomes a connection of its own.
    Connected,
}

/// Runs the keeper until the program ends.
pub struct Desk<S> {
    rim: Arc<Rim<S>>,
    saved: SavedConnections,
    settings: Settings,
    order: Vec<ConnectionId>,
    sessions: BTreeMap<ConnectionId, Session>,
    messages: mpsc::Receiver<Message>,
    arrivals: mpsc::Receiver<Arrival>,
    tasks: JoinSet<Finished>,
    /// Whose work each task does, for the one that dies.
    owners: HashMap<Id, Work>,
    askers: BTreeMap<ConnectionId, Vec<Reply<Copied>>>,
    clipboard: Option<Clipboard>,
    hand_outs: HandOuts,
    saved_hand_outs: SavedHandOuts,
    list: ListState,
    quitting: Option<(oneshot::Sender<()>, Timestamp)>,
    /// How far the wall clock was ahead of the steady one when it was last looked at, in milliseconds.
    drift: i64,
    /// Whether there is something new to show: a flood of strangers' redirects is nothing new.
    changed: bool,
    /// What stood on disk, until the keeper runs.
    found: Vec<Connection>,
}

/// Whose work a task does.
struct Work {
    connection: ConnectionId,
    generation: Generation,
    /// Whether somebody waits for a token to be handed out by it.
    hands_out: bool,
}

/// How the list in memory relates to the one on disk.
struct ListState {
    trouble: Option<ListTrouble>,
    changed: bool,
    saving: bool,
}

impl<S: Shell> Desk<S> {
    /// A keeper, and the handle by which it is asked.
    #[must_use]
    pub fn new(parts: Parts<S>) -> (Keeper, Self) {
        let (sender, messages) = mpsc::channel(WAITING_MESSAGES);
        let (arrivals_in, arrivals) = mpsc::channel(WAITING_MESSAGES);
        let keeper = Keeper::new(sender, parts.product);
        let steady = Steady::new(parts.shell.now(), parts.shell.uptime());
        let rim = Rim {
            shell: parts.shell,
            locks: parts.locks,
            steady,
            vault: parts.vault,
            http: parts.http,
            product: parts.product,
            arrivals: arrivals_in,
        };
        let desk = Self {
            rim: Arc::new(rim),
            saved: parts.saved,
            settings: parts.list.settings,
            order: Vec::new(),
            sessions: BTreeMap::new(),
            messages,
            arrivals,
            tasks: JoinSet::new(),
            owners: HashMap::new(),
            askers: BTreeMap::new(),
            clipboard: None,
            hand_outs: parts.hand_outs,
            saved_hand_outs: parts.saved_hand_outs,
            list: ListState { trouble: parts.list_trouble, changed: false, saving: false },
            quitting: None,
            drift: 0,
            changed: false,
            found: parts.list.connections,
        };
        (keeper, desk)
    }

    /// Serves until the program ends: until somebody asks it to quit, or nobody is left to ask anything.
    pub async fn run(mut self) {
        for connection in std::mem::take(&mut self.found) {
            self.open(connection);
        }
        self.publish();
        loop {
            let sleep = schedule::sleep(self.now(), self.due());
            let timer = async {
                match sleep {
                    Some(sleep) => tokio::time::sleep(sleep).await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                message = self.messages.recv() => match message {
                    Some(message) => self.take(message),
                    None => return,
                },
                Some(arrival) = self.arrivals.recv() => {
                    let reception = self.arrived(&arrival.address);
                    // A browser that has gone away needs no page.
                    arrival.verdict.send(reception).ok();
                }
                Some(finished) = self.tasks.join_next_with_id() => self.finish(finished),
                () = timer => self.tick(),
            }
            if std::mem::take(&mut self.changed) {
                self.publish();
            }
            if self.may_quit() {
                return;
            }
        }
    }

    fn now(&self) -> Timestamp {
        self.rim.now()
    }

    /// Notices that somebody set the clock.
    fn look_at_the_clock(&mut self) {
        let drift = self.rim.steady.drift(self.rim.shell.now(), self.rim.shell.uptime());
        if (drift - self.drift).abs() < NOTICED_DRIFT_MS {
            return;
        }
        info!(drift, "the clock was set");
        self.drift = drift;
        self.changed = true;
        for session in self.sessions.values_mut() {
            session.clock_was_set(drift);
        }
    }

    fn publish(&self) {
        self.rim.shell.publish(&View {
            sessions: self.order.iter().filter_map(|id| self.sessions.get(id)).collect(),
            clipboard: self.clipboard,
            hand_outs: &self.hand_outs,
            settings: &self.settings,
            now: self.now(),
            drift: self.drift,
            list_trouble: self.list.trouble.as_ref(),
        });
    }

    /// Everything that waits for its time.
    fn due(&self) -> impl Iterator<Item = Timestamp> {
        let sessions = self.sessions.values().filter_map(Session::wakes_at);
        let clipboard = self.clipboard.and_then(|clipboard| clipboard.clears_at);
        let quit = self.quitting.as_ref().map(|(_, deadline)| *deadline);
        sessions.chain(clipboard).chain(quit)
    }

    fn tick(&mut self) {
        self.look_at_the_clock();
        let now = self.now();
        let due: Vec<ConnectionId> = self
            .sessions
            .iter()
            .filter(|(_, s)| s.wakes_at().is_some_and(|at| at <= now))
            .map(|(id, _)| *id)
            .collect();
        for id in due {
            self.with(id, |session| session.tick(now));
        }
        if self.clipboard.and_then(|clipboard| clipboard.clears_at).is_some_and(|at| at <= now) {
            self.clear_clipboard();
        }
    }

    fn take(&mut self, message: Message) {
        match message {
            Message::Publish => self.changed = true,
            Message::Add { draft, secret, reply } => answer(reply, self.add(&draft, secret)),
            Message::Edit { id, draft, secret, reply } => {
                answer(reply, self.edit(id, &draft, secret))
            }
            Message::Ask { id, action, reply } => answer(reply, self.act(id, action)),
            Message::Copy { id, reply } => self.copy(id, reply),
            Message::CopyLink { id, reply } => match self.link(id) {
                Ok(link) => self.copy_text(link, reply),
                Err(error) => answer(reply, Err(error)),
            },
            Message::CopyText { text, reply } => self.copy_text(text, reply),
            Message::Paste { id, text, reply } => answer(reply, self.paste(id, &text)),
            Message::Password { id, user_name, password, reply } => {
                answer(reply, self.sign_in_with_password(id, user_name, password))
            }
            Message::PersonalToken { id, pasted, reply } => {
                answer(reply, self.use_personal_token(id, &pasted))
            }
            Message::PersonalTokens { id, reply } => self.list_personal_tokens(id, reply),
            Message::CreatePersonalToken { id, name, then, reply } => {
                self.create_personal_token(id, name, then, reply);
            }
            Message::RevokePersonalToken { id, token_id, reply } => {
                self.revoke_personal_token(id, token_id, reply);
            }
            Message::DeepLink { address, reply } => {
                let reception = self.arrived(&address);
                reply.send(reception).ok();
            }
            Message::Change(settings) => {
                self.settings = settings.bounded();
                self.changed = true;
                self.save_list();
            }
            Message::Quit(reply) => {
                self.clear_clipboard();
                self.quitting = Some((reply, self.now().after(QUIT_DEADLINE)));
            }
        }
    }

    fn session(&mut self, id: ConnectionId) -> Result<&mut Session, CommandError> {
        self.changed = true;
        self.sessions.get_mut(&id).ok_or(CommandError::UnknownConnection)
    }

    /// Lets a session change, and carries out what follows.
    fn with(&mut self, id: ConnectionId, change: impl FnOnce(&mut Session) -> Vec<Effect>) {
        if let Some(session) = self.sessions.get_mut(&id) {
            let effects = change(session);
            self.changed = true;
            self.perform(id, effects);
        }
    }

    fn perform(&mut self, id: ConnectionId, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Remember => self.save_list(),
                Effect::Retire => self.retire(id),
                Effect::Disappoint(trouble) => self.disappoint(id, &trouble),
                effect @ (Effect::Load
                | Effect::Claim { .. }
                | Effect::Prepare { .. }
                | Effect::OpenBrowser(_)
                | Effect::Exchange { .. }
                | Effect::Store { .. }
                | Effect::Identify { .. }
                | Effect::HandOut { .. }
                | Effect::Revoke(_)
                | Effect::Discard(_)
                | Effect::Forget { .. }) => self.spawn(id, effect),
            }
        }
    }

    fn spawn(&mut self, id: ConnectionId, effect: Effect) {
        let Some(session) = self.sessions.get(&id) else {
            return;
        };
        let (connection, generation) = (session.connection().clone(), session.generation());
        let rim = Arc::clone(&self.rim);
        let hands_out = matches!(effect, Effect::HandOut { .. });
        let task = self.tasks.spawn(async move {
            match rim.run(&connection, effect).await {
                Some(done) => {
                    Finished::Report(Box::new(Report { connection: id, generation, done }))
                }
                None => Finished::Told,
            }
        });
        self.owners.insert(task.id(), Work { connection: id, generation, hands_out });
    }

    /// Somebody's work is done, or its task died.
    fn finish(&mut self, finished: Result<(Id, Finished), tokio::task::JoinError>) {
        match finished {
            Ok((task, finished)) => {
                self.owners.remove(&task);
                match finished {
                    Finished::Report(report) => self.report(*report),
                    Finished::ListSaved(result) => self.list_saved(result),
                    Finished::TokenMade(made) => self.token_made(*made),
                    Finished::ClipboardCleared | Finished::Told => {}
                }
            }
            Err(error) => {
                let Some(work) = self.owners.remove(&error.id()) else {
                    return;
                };
                let Work { connection: id, generation, hands_out } = work;
                warn!(connection = %id, "a task died");
                if hands_out {
                    return self.handed_out(id, Err(DesktopError::Clipboard), false);
                }
                let now = self.now();
                self.with(id, |session| {
                    if session.generation() == generation { session.broke(now) } else { Vec::new() }
                });
            }
        }
    }

    /// The one place where results meet the state they were for.
    fn report(&mut self, Report { connection: id, generation, done }: Report) {
        let now = self.now();
        if let Done::HandedOut { result, refreshed } = done {
            return self.handed_out(id, result, refreshed);
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
                    session.identified(result)
                }
                Done::Revoked { report, claim, generation } => {
                    session.revoked(report, claim, generation)
                }
                Done::Forgotten(result) => session.forgotten(result),
                Done::HandedOut { .. } | Done::SecretKept(_) | Done::Discarded => Vec::new(),
            }
        });
        self.settle_askers(id);
    }

    /// Those who wait for a token of a session that has none any more are told.
    fn settle_askers(&mut self, id: ConnectionId) {
        let gone = self.sessions.get(&id).is_none_or(|session| session.held().is_none());
        if gone {
            for asker in self.askers.remove(&id).unwrap_or_default() {
                answer(asker, Err(NotNow.into()));
            }
        }
    }

    fn may_quit(&mut self) -> bool {
        let Some((_, deadline)) = &self.quitting else {
            return false;
        };
        let busy = self.sessions.values().any(Session::is_moving_tokens) || !self.tasks.is_empty();
        if busy && self.now() < *deadline {
            return false;
        }
        if let Some((reply, _)) = self.quitting.take() {
            reply.send(()).ok();
        }
        true
    }
}

/// Answers somebody who may have gone away.
fn answer<T>(reply: Reply<T>, result: Result<T, CommandError>) {
    reply.send(result).ok();
}

impl<S> std::fmt::Debug for Desk<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk").field("connections", &self.order.len()).finish_non_exhaustive()
    }
}
