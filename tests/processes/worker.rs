//! Latchkey without a window, as a process that takes orders.

use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use latchkey_core::clock::{BootId, Timestamp, Uptime};
use latchkey_core::connection::{ConnectionId, Draft, Environment, Method, ServerId};
use latchkey_core::http::Http;
use latchkey_core::instance::Generation;
use latchkey_core::keeper::{Action, Desk, Keeper, Kept, Parts};
use latchkey_core::notices::Notice;
use latchkey_core::product::INSTALLED;
use latchkey_core::releases::Releases;
use latchkey_core::session::{Note, State};
use latchkey_core::shell::{Arrival, DesktopError, Listening, Shell, View};
use latchkey_core::token::{ClientSecret, SecretText};
use latchkey_core::vault::Vault;
use secrecy::ExposeSecret as _;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use url::Url;

use crate::protocol::{Copies, Order, Report, Standing, Start};
use crate::store;
use crate::witness::Witness;

/// From how many places at once a program copies.
const CALLERS: usize = 5;

/// A desktop that tells the harness what it would show.
struct Desktop {
    witness: Arc<Witness>,
    start: Start,
    started: Instant,
    /// How many seconds have passed that nobody waited for.
    passed: AtomicU64,
    /// What has been copied since somebody looked.
    copied: Mutex<Vec<String>>,
}

/// The program and its one connection.
struct Worker {
    desktop: Arc<Desktop>,
    keeper: Keeper,
    connection: Option<ConnectionId>,
}

/// Runs until it is told to quit, killed, or left alone.
pub(crate) fn main(start: &str) -> ExitCode {
    let start: Start = serde_json::from_str(start).unwrap();
    let (orders_in, orders) = mpsc::unbounded_channel();
    std::thread::spawn(move || {
        for line in std::io::stdin().lines() {
            let order = serde_json::from_str(&line.unwrap()).unwrap();
            if orders_in.send(order).is_err() {
                return;
            }
        }
    });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(serve(start, orders));
    ExitCode::SUCCESS
}

async fn serve(mut start: Start, mut orders: mpsc::UnboundedReceiver<Order>) {
    let witness = Arc::new(Witness::new(start.stop_at.take()));
    let folder = start.folder.clone();
    let kept = Kept::in_folder(&folder);
    let connection = kept.list.connections.first().map(|connection| connection.id);
    let desktop = Arc::new(Desktop {
        witness: Arc::clone(&witness),
        start,
        started: Instant::now(),
        passed: AtomicU64::new(0),
        copied: Mutex::new(Vec::new()),
    });
    let (keeper, desk) = Desk::new(Parts {
        shell: Arc::clone(&desktop),
        vault: Vault::new(store::keyring(&folder.join("keyring"), &witness)),
        http: Http::default(),
        kept,
        product: INSTALLED,
        releases: Releases::ours(),
    });
    let desk = tokio::spawn(desk.run());
    let mut worker = Worker { desktop, keeper, connection };
    while let Some(order) = orders.recv().await {
        if let Order::Quit = order {
            worker.keeper.quit().await;
            return desk.await.unwrap();
        }
        if let Order::Copy { calls } = order {
            let copies = worker.copy(calls).await;
            witness.tell(&Report::Copied(copies));
            continue;
        }
        let done = worker.obey(order).await;
        witness.tell(&Report::Done(done));
    }
}

impl Worker {
    async fn obey(&mut self, order: Order) -> Result<(), String> {
        match order {
            Order::StopAt(boundary) => self.desktop.witness.stop_at(boundary),
            Order::Add { address, client, secret } => self.add(address, client, secret).await?,
            Order::SignIn => self.act(Action::SignIn).await?,
            Order::Refresh => self.act(Action::Refresh).await?,
            Order::Redirect(address) => {
                self.keeper.deep_link(address).await;
            }
            Order::Pass(seconds) => {
                self.desktop.passed.fetch_add(seconds, Ordering::SeqCst);
                self.keeper.publish().await;
            }
            Order::Copy { .. } | Order::Quit => unreachable!("answered elsewhere"),
        }
        Ok(())
    }

    async fn add(
        &mut self,
        address: String,
        client_id: String,
        secret: String,
    ) -> Result<(), String> {
        let draft = Draft {
            name: "Latchkey".into(),
            address,
            environment: Environment::Test,
            client_id,
            method: Method::Browser,
            generation: Generation::Version4,
            authority: None,
        };
        let added = self.keeper.add(draft, Some(ClientSecret::new(secret))).await;
        self.connection = Some(added.map_err(|error| error.to_string())?);
        Ok(())
    }

    async fn act(&self, action: Action) -> Result<(), String> {
        let id = self.connection.expect("a connection was added");
        self.keeper.act(id, action).await.map_err(|error| error.to_string())
    }

    async fn copy(&self, calls: usize) -> Copies {
        let id = self.connection.expect("a connection was added");
        let mut callers = JoinSet::new();
        for _ in 0..CALLERS {
            let keeper = self.keeper.clone();
            callers.spawn(async move {
                let mut results = Vec::new();
                for _ in 0..calls / CALLERS {
                    let began = Instant::now();
                    let copied = keeper.copy(id).await;
                    results.push((copied.err().map(|error| error.to_string()), began.elapsed()));
                }
                results
            });
        }
        let results: Vec<_> = callers.join_all().await.into_iter().flatten().collect();
        let mut tokens = std::mem::take(&mut *self.desktop.copied.lock().unwrap());
        tokens.sort();
        tokens.dedup();
        Copies {
            tokens,
            took: results.iter().map(|(_, took)| micros(*took)).collect(),
            errors: results.into_iter().filter_map(|(error, _)| error).collect(),
        }
    }
}

impl Desktop {
    fn since_start(&self) -> Duration {
        self.started.elapsed() + Duration::from_secs(self.passed.load(Ordering::SeqCst))
    }
}

impl Shell for Desktop {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.start.now).after(self.since_start())
    }

    fn uptime(&self) -> Uptime {
        let since_boot = Duration::from_millis(self.start.uptime) + self.since_start();
        Uptime { since_boot, boot: Some(BootId::named("this run")) }
    }

    fn publish(&self, view: &View<'_>) {
        let standing =
            view.roster.iter().next().map_or(Standing::Empty, |session| standing(session.state()));
        let boundary = format!("shown {standing:?}");
        self.witness.tell(&Report::Shown(standing));
        self.witness.pass(&boundary);
    }

    fn is_in_front(&self) -> bool {
        true
    }

    fn notify(&self, _: &Notice) {}

    fn withdraw(&self, _: ConnectionId) {}

    fn deep_links_work(&self) -> bool {
        true
    }

    async fn open_browser(&self, url: Url) -> Result<(), DesktopError> {
        self.witness.pass("before the browser opens");
        self.witness.tell(&Report::Opened(url.into()));
        Ok(())
    }

    async fn listen(
        &self,
        _: ServerId,
        _: mpsc::Sender<Arrival>,
    ) -> Result<Listening, DesktopError> {
        Err(DesktopError::Listener)
    }

    async fn copy_secret(&self, text: SecretText) -> Result<(), DesktopError> {
        self.witness.pass("before a copy");
        self.copied.lock().unwrap().push(text.expose_secret().to_owned());
        self.witness.pass("after a copy");
        Ok(())
    }

    async fn copy_text(&self, _: String) -> Result<(), DesktopError> {
        Ok(())
    }

    async fn clear_secret(&self) {}
}

fn standing(state: &State) -> Standing {
    match state {
        State::Loading => Standing::Loading,
        State::Closed(failure) => Standing::Closed(format!("{failure:?}")),
        State::SignedOut(Some(Note::Failed(trouble))) => {
            Standing::Failed(format!("{:?}", trouble.kind))
        }
        State::SignedOut(_) => Standing::SignedOut,
        State::AwaitingRedirect(_) => Standing::InBrowser,
        State::Exchanging(_) => Standing::Exchanging,
        State::SignedIn(held) => {
            Standing::SignedIn { named: held.who.is_some(), saved: held.unsaved.is_none() }
        }
        State::Refreshing(_) => Standing::Refreshing,
        State::Waiting(wait) => Standing::Resting(format!("{:?}", wait.trouble.kind)),
        State::NeedsSignIn(ended) => Standing::NeedsSignIn(format!("{:?}", ended.trouble.kind)),
        State::SigningOut(_) | State::SomebodyElse(_) => Standing::Elsewhere,
    }
}

fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}
