//! A desktop that does nothing but remember.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use latchkey_core::activity::Found;
use latchkey_core::clock::{BootId, Timestamp, Uptime};
use latchkey_core::connection::{ConnectionId, ServerId};
use latchkey_core::hand_outs::Through;
use latchkey_core::notices::{Notice, Step};
use latchkey_core::releases::Releases;
use latchkey_core::saved_connections::ListTroubleKind;
use latchkey_core::session::{Held, Note, Opened, Revocation, Secret, Session, Stage, State};
use latchkey_core::share::link::Offer;
use latchkey_core::shell::{Arrival, Clipboard, DesktopError, Listening, Shell, Summons, View};
use latchkey_core::token::SecretText;
use latchkey_core::tray::Tray;
use latchkey_core::trouble::Kind;
use latchkey_core::vault::Failure;
use secrecy::ExposeSecret;
use tokio::sync::{Mutex as AsyncMutex, mpsc, watch};
use url::Url;

/// The port that the recorded listener says it has; nothing listens there.
pub(crate) const LISTENER_PORT: u16 = 43121;

/// Where no release is published, and nobody asked.
const NOWHERE: &str = "http://127.0.0.1:1";

/// How long something may take to be shown before the story fails: longer than every deadline of the program.
const PATIENCE: Duration = Duration::from_secs(60);

/// A connection as the person sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) id: ConnectionId,
    pub(crate) name: String,
    pub(crate) state: Standing,
    pub(crate) secret: Secret,
    pub(crate) hand_outs: Vec<Through>,
    pub(crate) used_at: Option<Timestamp>,
}

/// Where it stands, without secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Standing {
    Loading,
    Closed(Failure),
    SignedOut,
    Failed(Kind),
    Revoked(Revocation),
    Checking,
    Waiting { opened: Opened, checked: bool, hint: Option<String> },
    Exchanging,
    SignedIn(Tokens),
    Refreshing,
    Resting { kind: Kind, again: bool },
    SigningOut,
    NeedsSignIn(Kind),
    SomebodyElse { who: Option<String>, owner: Option<String> },
}

/// Tokens, without the tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tokens {
    pub(crate) who: Option<String>,
    pub(crate) unsaved: Option<Failure>,
    pub(crate) copied: bool,
    pub(crate) stale_copy: bool,
    pub(crate) trouble: Option<Kind>,
    pub(crate) asks_for_renewal: bool,
    pub(crate) seconds_left: Option<u64>,
    /// What the server last made of the access token.
    pub(crate) found: Option<Found>,
}

/// Everything that is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) connections: Vec<Shown>,
    pub(crate) clipboard: Option<Clipboard>,
    pub(crate) list_trouble: Option<ListTroubleKind>,
    /// What a link would fill in.
    pub(crate) offer: Option<Offer>,
    /// How many events the record holds.
    pub(crate) activity: u64,
    /// By how many milliseconds the wall clock is ahead.
    pub(crate) drift: i64,
    /// Where in the window the person wants to be.
    pub(crate) summons: Option<Summons>,
    /// What the tray shows.
    pub(crate) tray: Tray,
    /// The release that the person is told of.
    pub(crate) newer_release: Option<String>,
}

/// The recording desktop.
pub(crate) struct Desktop {
    base: Timestamp,
    started: std::time::Instant,
    /// How long the computer had been running when this desktop began.
    booted: Duration,
    /// How much time has passed that nobody waited for.
    passed: AtomicI64,
    /// How far somebody has set the wall clock.
    set: AtomicI64,
    deep_links: AtomicBool,
    has_ports: AtomicBool,
    has_browser: AtomicBool,
    /// Whether the next thing that it is asked to do makes it panic.
    breaks: AtomicBool,
    /// Whether the next state that it is to show makes it panic.
    breaks_showing: AtomicBool,
    /// Whether the person has the window before them.
    in_front: AtomicBool,
    /// What they were told, and what of it was dealt with.
    told: watch::Sender<Vec<Step>>,
    seen: watch::Sender<Seen>,
    opened: mpsc::UnboundedSender<Url>,
    browser: AsyncMutex<mpsc::UnboundedReceiver<Url>>,
    listeners: Mutex<Listeners>,
    clipboard: Mutex<Option<String>>,
    /// The last text with a token in it that was copied.
    secret: Mutex<Option<String>>,
    pieced: Mutex<Pieced>,
    /// Where releases are published.
    releases: Mutex<Releases>,
    /// Every release that the person was told of, one after the other.
    news: Mutex<Vec<String>>,
}

/// What is known of the listeners.
#[derive(Default)]
pub(crate) struct Listeners {
    pub(crate) answers: Option<mpsc::Sender<Arrival>>,
    pub(crate) open: Arc<()>,
}

/// What a window would show that looks at nothing but what has changed, as the real one does.
#[derive(Default)]
struct Pieced {
    connections: BTreeMap<ConnectionId, Shown>,
    order: Vec<ConnectionId>,
    /// How that differed from the whole, the first time that it did.
    wrong: Option<String>,
}

impl Pieced {
    fn add(&mut self, view: &View<'_>) {
        let changed = view.changed;
        if changed.all {
            self.connections.clear();
        }
        let all = if changed.all { view.roster.order() } else { &[] };
        for id in all.iter().chain(&changed.these) {
            match view.roster.get(*id) {
                Some(session) => self.connections.insert(*id, lasting(session, view)),
                None => self.connections.remove(id),
            };
        }
        if changed.all || changed.order {
            self.order = view.roster.order().to_vec();
        }
        let whole = view.roster.iter().map(|session| lasting(session, view));
        let pieced = self.order.iter().filter_map(|id| self.connections.get(id).cloned());
        let (whole, pieced) = (whole.collect::<Vec<_>>(), pieced.collect::<Vec<_>>());
        if whole != pieced {
            self.wrong.get_or_insert(format!("{pieced:#?} is not {whole:#?}"));
        }
    }
}

/// What is shown of a connection, without what a window counts down by itself.
fn lasting(session: &Session, view: &View<'_>) -> Shown {
    let mut shown = shown(session, view, view.now);
    if let Standing::SignedIn(tokens) = &mut shown.state {
        tokens.seconds_left = None;
    }
    shown
}

impl Desktop {
    /// A desktop whose clock begins at the given time.
    pub(crate) fn new(base: Timestamp) -> Arc<Self> {
        Self::later(base, Duration::from_secs(3600))
    }

    /// A desktop of a computer that has been running for a while.
    pub(crate) fn later(base: Timestamp, booted: Duration) -> Arc<Self> {
        let (opened, browser) = mpsc::unbounded_channel();
        Arc::new(Self {
            base,
            started: std::time::Instant::now(),
            booted,
            passed: AtomicI64::new(0),
            set: AtomicI64::new(0),
            deep_links: AtomicBool::new(true),
            has_ports: AtomicBool::new(true),
            has_browser: AtomicBool::new(true),
            breaks: AtomicBool::new(false),
            breaks_showing: AtomicBool::new(false),
            in_front: AtomicBool::new(false),
            told: watch::Sender::new(Vec::new()),
            seen: watch::Sender::new(Seen::default()),
            opened,
            browser: AsyncMutex::new(browser),
            listeners: Mutex::new(Listeners::default()),
            clipboard: Mutex::new(None),
            secret: Mutex::new(None),
            pieced: Mutex::new(Pieced::default()),
            releases: Mutex::new(Releases::at(NOWHERE).unwrap()),
            news: Mutex::new(Vec::new()),
        })
    }

    /// Lets time pass, as a suspend or an hour of waiting would.
    pub(crate) fn pass(&self, time: Duration) {
        self.passed.fetch_add(i64::try_from(time.as_millis()).unwrap(), Ordering::SeqCst);
    }

    /// Sets the wall clock forward or back; no time passes.
    pub(crate) fn set_clock(&self, seconds: i64) {
        self.set.fetch_add(seconds * 1000, Ordering::SeqCst);
    }

    /// The same computer when the program starts again.
    pub(crate) fn next_run(&self) -> Arc<Self> {
        let next = Self::later(self.now(), self.uptime().since_boot);
        next.publishes(self.releases());
        next
    }

    pub(crate) fn without_deep_links(&self) {
        self.deep_links.store(false, Ordering::SeqCst);
    }

    pub(crate) fn without_ports(&self) {
        self.has_ports.store(false, Ordering::SeqCst);
    }

    pub(crate) fn without_browser(&self) {
        self.has_browser.store(false, Ordering::SeqCst);
    }

    /// Panics at the next thing that it is asked to do, once.
    pub(crate) fn breaks(&self) {
        self.breaks.store(true, Ordering::SeqCst);
    }

    /// Panics at the next state that it is to show, once.
    pub(crate) fn breaks_showing(&self) {
        self.breaks_showing.store(true, Ordering::SeqCst);
    }

    /// The person looks at the window.
    pub(crate) fn comes_to_the_front(&self) {
        self.in_front.store(true, Ordering::SeqCst);
    }

    /// What the person was told so far.
    pub(crate) fn told(&self) -> Vec<Step> {
        self.told.borrow().clone()
    }

    /// Waits until the person has been told so much.
    pub(crate) async fn tells(&self, count: usize) -> Vec<Step> {
        let mut told = self.told.subscribe();
        let waited =
            tokio::time::timeout(PATIENCE, told.wait_for(|told| told.len() >= count)).await;
        match waited {
            Ok(told) => told.expect("the desktop lives").clone(),
            Err(_) => panic!("waited for {count} notices, told so far: {:?}", self.told()),
        }
    }

    /// Releases are published there.
    pub(crate) fn publishes(&self, releases: Releases) {
        *self.releases.lock().unwrap() = releases;
    }

    /// Where releases are published.
    pub(crate) fn releases(&self) -> Releases {
        self.releases.lock().unwrap().clone()
    }

    /// Every release that the person was told of, one after the other.
    pub(crate) fn news(&self) -> Vec<String> {
        self.news.lock().unwrap().clone()
    }

    fn break_if_told(&self) {
        assert!(!self.breaks.swap(false, Ordering::SeqCst), "the desktop breaks");
    }

    /// The next address that the browser is sent to.
    pub(crate) async fn sent_to(&self) -> Url {
        self.browser.lock().await.recv().await.expect("the desktop lives")
    }

    /// Whether the browser was sent anywhere that nobody asked about.
    pub(crate) async fn nothing_opened(&self) -> bool {
        self.browser.lock().await.try_recv().is_err()
    }

    /// What the last copy left on the clipboard.
    pub(crate) fn clipboard(&self) -> Option<String> {
        self.clipboard.lock().unwrap().clone()
    }

    /// Somebody else copies something.
    pub(crate) fn copy_something_else(&self, text: &str) {
        *self.clipboard.lock().unwrap() = Some(text.to_owned());
    }

    /// Where the last listener brings its answers, and how many listeners are open.
    pub(crate) fn listeners(&self) -> (Option<mpsc::Sender<Arrival>>, usize) {
        let listeners = self.listeners.lock().unwrap();
        (listeners.answers.clone(), Arc::strong_count(&listeners.open) - 1)
    }

    /// Waits until what is shown is as described.
    pub(crate) async fn until(&self, what: &str, is_so: impl FnMut(&Seen) -> bool) -> Seen {
        assert_eq!(self.pieced.lock().unwrap().wrong, None, "changes alone show the same");
        let mut seen = self.seen.subscribe();
        let waited = tokio::time::timeout(PATIENCE, seen.wait_for(is_so)).await;
        match waited {
            Ok(found) => found.expect("the desktop lives").clone(),
            Err(_) => panic!("waited for {what}, last seen: {:#?}", self.seen.borrow()),
        }
    }

    /// What is shown at this moment.
    pub(crate) fn seen(&self) -> Seen {
        self.seen.borrow().clone()
    }
}

impl Shell for Desktop {
    fn now(&self) -> Timestamp {
        let ahead = self.passed.load(Ordering::SeqCst) + self.set.load(Ordering::SeqCst);
        let running = i64::try_from(self.started.elapsed().as_millis()).unwrap();
        Timestamp::from_millis(self.base.as_millis() + ahead + running)
    }

    fn uptime(&self) -> Uptime {
        let awake = i64::try_from(self.started.elapsed().as_millis()).unwrap();
        let passed = self.passed.load(Ordering::SeqCst);
        let since_boot = Duration::from_millis(u64::try_from(awake + passed).unwrap());
        Uptime { since_boot: self.booted + since_boot, boot: Some(BootId::named("this run")) }
    }

    fn publish(&self, view: &View<'_>) {
        assert!(!self.breaks_showing.swap(false, Ordering::SeqCst), "the window breaks");
        let now = view.now;
        self.pieced.lock().unwrap().add(view);
        let newer_release = view.newer_release.map(|version| version.to_string());
        if newer_release != self.seen().newer_release {
            self.news.lock().unwrap().extend(newer_release.clone());
        }
        self.seen.send_replace(Seen {
            connections: view.roster.iter().map(|session| shown(session, view, now)).collect(),
            clipboard: view.clipboard,
            list_trouble: view.list_trouble.map(|trouble| trouble.kind),
            offer: view.offer.cloned(),
            activity: view.activity,
            drift: view.drift,
            summons: view.summons,
            tray: view.tray.clone(),
            newer_release,
        });
    }

    fn is_in_front(&self) -> bool {
        self.in_front.load(Ordering::SeqCst)
    }

    fn notify(&self, notice: &Notice) {
        self.told.send_modify(|told| told.push(Step::Tell(notice.clone())));
    }

    fn withdraw(&self, connection: ConnectionId) {
        self.told.send_modify(|told| told.push(Step::Withdraw(connection)));
    }

    fn deep_links_work(&self) -> bool {
        self.deep_links.load(Ordering::SeqCst)
    }

    async fn open_browser(&self, url: Url) -> Result<(), DesktopError> {
        self.break_if_told();
        self.opened.send(url).expect("the desktop lives");
        if self.has_browser.load(Ordering::SeqCst) { Ok(()) } else { Err(DesktopError::Browser) }
    }

    async fn listen(
        &self,
        _: ServerId,
        answers: mpsc::Sender<Arrival>,
    ) -> Result<Listening, DesktopError> {
        self.break_if_told();
        if !self.has_ports.load(Ordering::SeqCst) {
            return Err(DesktopError::Listener);
        }
        let mut listeners = self.listeners.lock().unwrap();
        listeners.answers = Some(answers);
        Ok(Listening { port: LISTENER_PORT, guard: Box::new(Arc::clone(&listeners.open)) })
    }

    async fn copy_secret(&self, text: SecretText) -> Result<(), DesktopError> {
        self.break_if_told();
        let text = Some(text.expose_secret().to_owned());
        (*self.clipboard.lock().unwrap()).clone_from(&text);
        *self.secret.lock().unwrap() = text;
        Ok(())
    }

    async fn copy_text(&self, text: String) -> Result<(), DesktopError> {
        self.break_if_told();
        *self.clipboard.lock().unwrap() = Some(text);
        Ok(())
    }

    async fn clear_secret(&self) {
        self.break_if_told();
        let mut clipboard = self.clipboard.lock().unwrap();
        if *clipboard == *self.secret.lock().unwrap() {
            *clipboard = None;
        }
    }
}

fn shown(session: &Session, view: &View<'_>, now: Timestamp) -> Shown {
    let hand_outs = view.hand_outs.of(session.connection().id);
    Shown {
        used_at: view.uses.of(session.connection().id),
        id: session.connection().id,
        name: session.connection().name.clone(),
        state: standing(session, now),
        secret: session.client_secret(),
        hand_outs: hand_outs.iter().map(|one| one.through).collect(),
    }
}

fn standing(session: &Session, now: Timestamp) -> Standing {
    match session.state() {
        State::Loading => Standing::Loading,
        State::Closed(closed) => Standing::Closed(closed.failure),
        State::SignedOut(None) => Standing::SignedOut,
        State::SignedOut(Some(Note::Failed(trouble))) => Standing::Failed(trouble.kind),
        State::SignedOut(Some(Note::SignedOut(report))) => Standing::Revoked(report.clone()),
        State::AwaitingRedirect(attempt) => match attempt.stage() {
            Stage::Checking => Standing::Checking,
            Stage::InBrowser(browser) => Standing::Waiting {
                opened: browser.opened,
                checked: browser.checked,
                hint: browser.hint.clone(),
            },
        },
        State::Exchanging(_) => Standing::Exchanging,
        State::SignedIn(held) => Standing::SignedIn(tokens(session, held, now)),
        State::Refreshing(_) => Standing::Refreshing,
        State::Waiting(wait) => {
            Standing::Resting { kind: wait.trouble.kind, again: wait.until.is_some() }
        }
        State::SigningOut(_) => Standing::SigningOut,
        State::NeedsSignIn(ended) => Standing::NeedsSignIn(ended.trouble.kind),
        State::SomebodyElse(other) => Standing::SomebodyElse {
            who: other.held.who.as_ref().map(|who| who.full_name.clone()),
            owner: other.owner.as_ref().map(|who| who.full_name.clone()),
        },
    }
}

fn tokens(session: &Session, held: &Held, now: Timestamp) -> Tokens {
    let left = held.tokens.lifetime.left(session.clock_offset().server_time(now));
    Tokens {
        who: held.who.as_ref().map(|who| who.full_name.clone()),
        unsaved: held.unsaved.map(|unsaved| unsaved.failure),
        copied: held.copied_at.is_some(),
        stale_copy: held.stale_copy_at.is_some(),
        trouble: held.trouble.as_ref().map(|trouble| trouble.kind),
        asks_for_renewal: session.asks_for_renewal(now),
        seconds_left: left.map(|left| left.as_secs()),
        found: held.seen.last.as_ref().map(|(opinion, _)| opinion.found()),
    }
}
