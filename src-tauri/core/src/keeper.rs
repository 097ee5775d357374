//! The actor that owns every connection.
//!
//! Clicks, redirects, ticks and finished work are messages to one task, which passes each to the session it is for
//! and the session's effects to [`Rim`]. No lock is held across an await: there is none but that of the answers which
//! windows look at ([`Answers`]). It decides nothing itself: it is a switchboard.

mod activity;
mod commands;
mod glance;
mod hand_out;
mod handle;
mod kept;
mod list;
mod loading;
mod message;
mod news;
mod personal_tokens;
mod proxy_password;
mod redirects;
mod requests;
mod saving;
mod sharing;
mod token_check;
mod uses;
mod work;

use std::collections::{BTreeMap, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::task::{Id, JoinSet};
use tokio::time::Instant;
use tracing::{error, info};

use crate::bench::answers::Answers;
use crate::clock::{Steady, Timestamp};
use crate::connection::{Connection, ConnectionId};
use crate::effects::Rim;
use crate::hand_outs::{HandOuts, SavedHandOuts};
use crate::http::Http;
use crate::notices::Notices;
use crate::product::Product;
use crate::production_guard::Consents;
use crate::releases::Releases;
use crate::roster::Roster;
use crate::saved_connections::SavedConnections;
use crate::schedule;
use crate::session::{Effect, Session};
use crate::settings::Settings;
use crate::share::link::Offer;
use crate::shell::{Arrival, Clipboard, Shell, Summons, View};
use crate::tray::Board;
use crate::uses::{SavedUses, Uses};
use crate::vault::Vault;
use activity::Diary;
use hand_out::Asker;
use list::ListState;
use loading::Loading;
use message::{Message, answer};
use news::News;
use requests::Bench;
use saving::Saving;
use work::{Finished, Work};

pub use handle::Keeper;
pub use kept::Kept;
pub use message::{Action, CommandError, Copied, Made, Revoked, Wish};
pub use requests::{Answered, Remembered, TokenState, Wanted};

/// How many messages may wait. A person makes a few a minute; a flood of redirects from outside waits at the
/// listener instead of here.
const WAITING_MESSAGES: usize = 64;

/// How long quitting waits for tokens that are on their way: longer and people force it, shorter loses a pair.
const QUIT_DEADLINE: Duration = Duration::from_secs(10);

/// How long what was read from the keyring waits to be shown with what follows, while much is still to be read.
/// Longer, and the list would seem to stand still; shorter, and a thousand connections would be a thousand views.
const GATHERING: Duration = Duration::from_millis(50);

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
    /// The files.
    pub kept: Kept,
    /// What the program calls itself.
    pub product: Product,
    /// Where newer ones of it are published.
    pub releases: Releases,
}

/// Runs the keeper until the program ends.
pub struct Desk<S> {
    rim: Arc<Rim<S>>,
    saved: SavedConnections,
    settings: Settings,
    roster: Roster,
    messages: mpsc::Receiver<Message>,
    arrivals: mpsc::Receiver<Arrival>,
    tasks: JoinSet<Finished>,
    /// Whose work each task does, for the one that dies.
    owners: HashMap<Id, Work>,
    /// Who waits for a token that is being refreshed.
    askers: BTreeMap<ConnectionId, Vec<Asker>>,
    consents: Consents,
    clipboard: Option<Clipboard>,
    hand_outs: HandOuts,
    saved_hand_outs: SavedHandOuts,
    saving_hand_outs: Saving,
    uses: Uses,
    saved_uses: SavedUses,
    saving_uses: Saving,
    loading: Loading,
    diary: Diary,
    bench: Bench,
    list: ListState,
    /// What a link would fill in, until the person has seen it.
    offer: Option<Offer>,
    /// Where in the window the person wants to be, until it is there.
    summons: Option<Summons>,
    board: Board,
    news: News,
    notices: Notices,
    quitting: Option<(oneshot::Sender<()>, Timestamp)>,
    /// How far the wall clock was ahead of the steady one when it was last looked at, in milliseconds.
    drift: i64,
    /// Whether there is something new to show: a flood of strangers' redirects is nothing new.
    changed: bool,
    /// What stood on disk, until the keeper runs.
    found: Vec<Connection>,
}

impl<S: Shell> Desk<S> {
    /// A keeper, and the handle by which it is asked.
    #[must_use]
    pub fn new(parts: Parts<S>) -> (Keeper, Self) {
        let (sender, messages) = mpsc::channel(WAITING_MESSAGES);
        let (arrivals_in, arrivals) = mpsc::channel(WAITING_MESSAGES);
        let answers = Answers::default();
        let keeper = Keeper::new(sender, parts.product, answers.clone());
        let steady = Steady::new(parts.shell.now(), parts.shell.uptime());
        let kept = parts.kept;
        parts.http.keep_passwords_in(parts.vault.clone());
        parts.http.go_through(&kept.list.settings.proxy);
        let rim = Rim {
            shell: parts.shell,
            locks: kept.locks,
            steady,
            vault: parts.vault,
            http: parts.http,
            product: parts.product,
            arrivals: arrivals_in,
        };
        let desk = Self {
            rim: Arc::new(rim),
            saved: kept.saved,
            settings: kept.list.settings,
            roster: Roster::default(),
            messages,
            arrivals,
            tasks: JoinSet::new(),
            owners: HashMap::new(),
            askers: BTreeMap::new(),
            consents: Consents::default(),
            clipboard: None,
            hand_outs: kept.hand_outs,
            saved_hand_outs: kept.saved_hand_outs,
            saving_hand_outs: Saving::default(),
            uses: kept.uses,
            saved_uses: kept.saved_uses,
            saving_uses: Saving::default(),
            loading: Loading::default(),
            diary: Diary::new(kept.activity),
            bench: Bench::new(kept.requests, kept.saved_requests, answers),
            list: ListState { trouble: kept.list_trouble, saving: Saving::default() },
            offer: None,
            summons: None,
            board: Board::default(),
            news: News::of(parts.releases),
            notices: Notices::default(),
            quitting: None,
            drift: 0,
            changed: false,
            found: kept.list.connections,
        };
        (keeper, desk)
    }

    /// Serves until the program ends: until somebody asks it to quit, or nobody is left to ask anything.
    pub async fn run(mut self) {
        for connection in std::mem::take(&mut self.found) {
            self.open(connection);
        }
        self.roster.touch_all();
        self.roster.settle();
        self.publish();
        self.tidy_activity();
        self.load_all();
        self.await_news();
        self.roster.settle();
        let mut show_at = None;
        loop {
            let sleep = schedule::sleep(self.now(), self.due());
            let shell = &self.rim.shell;
            let timer = async {
                match sleep {
                    Some(sleep) => shell.wait(sleep).await,
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
                () = at(show_at) => {}
            }
            self.roster.settle();
            if self.changed && self.loading.is_long() && show_at.is_none() {
                show_at = Some(Instant::now() + GATHERING);
            }
            if self.changed && show_at.is_none_or(|at| at <= Instant::now()) {
                show_at = None;
                self.changed = false;
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
        for session in self.roster.iter_mut() {
            session.clock_was_set(drift);
        }
        self.roster.touch_all();
        self.roster.settle();
    }

    /// Shows the present state. A desktop that panics at that costs this one view and nothing else: without the
    /// keeper nobody would look after the tokens.
    fn publish(&mut self) {
        let now = self.now();
        self.roster.notice(now);
        let changed = self.roster.take_changed();
        self.board.update(&self.roster, &self.uses, &changed, now);
        let steps = self.due_notices(now);
        let view = View {
            roster: &self.roster,
            changed: &changed,
            clipboard: self.clipboard,
            hand_outs: &self.hand_outs,
            uses: &self.uses,
            activity: self.diary.written,
            settings: &self.settings,
            now,
            drift: self.drift,
            list_trouble: self.list.trouble.as_ref(),
            offer: self.offer.as_ref(),
            summons: self.summons,
            tray: self.board.tray(),
            newer_release: self.news.newer(),
        };
        let shown = catch_unwind(AssertUnwindSafe(|| {
            self.rim.shell.publish(&view);
            glance::take(&*self.rim.shell, &steps);
        }));
        if shown.is_err() {
            error!("the state could not be shown");
            // Nobody knows how much of it was.
            self.roster.touch_all();
        }
    }

    /// Everything that waits for its time.
    fn due(&self) -> impl Iterator<Item = Timestamp> {
        let clipboard = self.clipboard.and_then(|clipboard| clipboard.clears_at);
        let quit = self.quitting.as_ref().map(|(_, deadline)| *deadline);
        let tray = self.board.changes_at();
        self.roster
            .next()
            .into_iter()
            .chain(clipboard)
            .chain(quit)
            .chain(tray)
            .chain(self.news.due())
    }

    fn tick(&mut self) {
        self.look_at_the_clock();
        let now = self.now();
        self.changed |= self.roster.notice(now) | self.board.is_due(now);
        for id in self.roster.due(now) {
            self.with(id, |session| session.tick(now));
        }
        if self.clipboard.and_then(|clipboard| clipboard.clears_at).is_some_and(|at| at <= now) {
            self.clear_clipboard();
        }
        self.look_for_news(now);
    }

    fn take(&mut self, message: Message) {
        match message {
            Message::Publish => {
                self.roster.touch_all();
                self.changed = true;
            }
            Message::Add { draft, secret, reply } => answer(reply, self.add(&draft, secret)),
            Message::Edit { id, draft, secret, reply } => {
                answer(reply, self.edit(id, &draft, secret))
            }
            Message::Ask { id, action, reply } => answer(reply, self.act(id, action)),
            Message::Copy { id, wish, reply } => self.copy(id, wish, reply),
            Message::CopyTemplate { id, form, request, reply } => {
                match self.template(id, form, request) {
                    Ok(text) => self.copy_text(text, reply),
                    Err(error) => answer(reply, Err(error)),
                }
            }
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
            Message::RevokePersonalToken { id, token, reply } => {
                self.revoke_personal_token(id, token, reply);
            }
            Message::CheckToken { id, reply } => self.check_token(id, reply),
            Message::InspectToken { id, reply } => answer(reply, self.inspect_token(id)),
            Message::Requests { id, message } => self.take_request(id, message),
            Message::Sharing(message) => self.take_sharing(message),
            Message::Summon(summons) => self.summon(summons),
            Message::DeepLink { address, reply } => {
                let reception = self.arrived(&address);
                reply.send(reception).ok();
            }
            Message::Move { id, before, reply } => answer(reply, self.put_before(id, before)),
            Message::Change { settings, reply } => answer(reply, self.change(settings)),
            Message::KeepProxyPassword { password, reply } => {
                self.keep_proxy_password(password, reply);
            }
            Message::HasProxyPassword(reply) => self.has_proxy_password(reply),
            Message::Zoom(change) => self.zoom(change),
            Message::Authority { id, reply } => answer(reply, self.authority(id)),
            Message::Surroundings(reply) => answer(reply, Ok(self.surroundings())),
            Message::Quit(reply) => self.quit(reply),
        }
    }

    fn session(&mut self, id: ConnectionId) -> Result<&mut Session, CommandError> {
        self.changed = true;
        self.roster.get_mut(id).ok_or(CommandError::UnknownConnection)
    }

    /// Lets a session change, and carries out what follows.
    fn with(&mut self, id: ConnectionId, change: impl FnOnce(&mut Session) -> Vec<Effect>) {
        if let Some(session) = self.roster.get_mut(id) {
            let effects = change(session);
            self.changed = true;
            self.perform(id, effects);
        }
    }

    /// Ends what nobody will look at any more, and lets the rest come to its end.
    fn quit(&mut self, reply: oneshot::Sender<()>) {
        self.clear_clipboard();
        self.stop_requests();
        self.news.end();
        self.loading.end();
        self.quitting = Some((reply, self.now().after(QUIT_DEADLINE)));
    }

    fn may_quit(&mut self) -> bool {
        let Some((_, deadline)) = &self.quitting else {
            return false;
        };
        let working = self.tasks.len() > self.loading.under_way();
        let busy = self.roster.is_moving_tokens() || working;
        if busy && self.now() < *deadline {
            return false;
        }
        if let Some((reply, _)) = self.quitting.take() {
            reply.send(()).ok();
        }
        true
    }
}

/// Waits for a moment that may never come.
async fn at(moment: Option<Instant>) {
    match moment {
        Some(moment) => tokio::time::sleep_until(moment).await,
        None => std::future::pending().await,
    }
}

impl<S> std::fmt::Debug for Desk<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk").field("connections", &self.roster.len()).finish_non_exhaustive()
    }
}
