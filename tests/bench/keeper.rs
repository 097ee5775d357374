//! What the keeper costs with 10, 1,000 and 10,000 connections that have nothing to do: `cargo bench --bench keeper`.
//!
//! Prints JSON, times in microseconds. The keeper is the real one; its desktop only counts and its keyring is in
//! memory, so that nothing but the keeper's own work is seen. Ticks are counted on a clock that jumps from one timer
//! to the next.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement that cannot go on fails, and says what it found"
)]

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use keyring::CredentialStore;
use keyring::mock::Store;
use latchkey_core::clock::{BootId, BootMoment, Timestamp, Uptime};
use latchkey_core::connection::{Connection, ConnectionId, Draft, Environment, Method, ServerId};
use latchkey_core::http::Http;
use latchkey_core::instance::Generation;
use latchkey_core::keeper::{Desk, Keeper, Kept, Parts};
use latchkey_core::notices::Notice;
use latchkey_core::product::INSTALLED;
use latchkey_core::record::{Record, Standing};
use latchkey_core::releases::Releases;
use latchkey_core::saved_connections::List;
use latchkey_core::schedule::LONGEST_SLEEP;
use latchkey_core::session::State;
use latchkey_core::settings::FACTORY;
use latchkey_core::shell::{Arrival, DesktopError, Listening, Shell, View};
use latchkey_core::token::{AccessToken, Claims, Lifetime, RefreshToken, SecretText, TokenSet};
use latchkey_core::vault::{Keyring, Vault};
use tokio::sync::{mpsc, watch};
use tokio::time::Instant;
use url::Url;

/// How many connections.
const SIZES: [usize; 3] = [10, 1_000, 10_000];

/// How often the keeper wakes and finds nothing to do.
const TICKS: u32 = 5_000;

/// How often a token is copied.
const COPIES: usize = 51;

/// When it all begins.
const NOW: Timestamp = Timestamp::from_millis(1_795_307_008_000);

const YEAR: Duration = Duration::from_secs(365 * 24 * 3600);

/// A desktop that shows nothing and counts.
struct Counting {
    started: Instant,
    /// Whether every token has been read.
    read: watch::Sender<bool>,
    /// How many connections it was told of since it was last asked.
    told: AtomicUsize,
}

impl Counting {
    fn elapsed(&self) -> Duration {
        Instant::now() - self.started
    }
}

impl Shell for Counting {
    fn now(&self) -> Timestamp {
        NOW.after(self.elapsed())
    }

    fn uptime(&self) -> Uptime {
        let since_boot = Duration::from_secs(3600) + self.elapsed();
        Uptime { since_boot, boot: Some(BootId::named("this run")) }
    }

    fn publish(&self, view: &View<'_>) {
        let told = if view.changed.all { view.roster.len() } else { view.changed.these.len() };
        self.told.fetch_add(told, Ordering::Relaxed);
        if !*self.read.borrow() {
            let all = view.roster.iter().all(|one| matches!(one.state(), State::SignedIn(_)));
            self.read.send_replace(all);
        }
    }

    fn is_in_front(&self) -> bool {
        true
    }

    fn notify(&self, _: &Notice) {}

    fn withdraw(&self, _: ConnectionId) {}

    fn deep_links_work(&self) -> bool {
        true
    }

    async fn open_browser(&self, _: Url) -> Result<(), DesktopError> {
        Err(DesktopError::Browser)
    }

    async fn listen(
        &self,
        _: ServerId,
        _: mpsc::Sender<Arrival>,
    ) -> Result<Listening, DesktopError> {
        Err(DesktopError::Listener)
    }

    async fn copy_secret(&self, _: SecretText) -> Result<(), DesktopError> {
        Ok(())
    }

    async fn copy_text(&self, _: String) -> Result<(), DesktopError> {
        Ok(())
    }

    async fn clear_secret(&self) {}
}

/// What was measured, in microseconds.
struct Cost {
    tick: f64,
    copy: f64,
    /// Of how many connections the desktop is told at a copy.
    told: f64,
}

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let sizes = SIZES.map(|size| {
        let Cost { tick, copy, told } = runtime.block_on(measure(size));
        format!(r#""{size}":{{"tick":{tick:.2},"copy":{copy:.1},"told":{told:.1}}}"#)
    });
    println!("{{{}}}", sizes.join(","));
}

async fn measure(size: usize) -> Cost {
    let folder = tempfile::tempdir().unwrap();
    let connections: Vec<Connection> = (0..size).map(connection).collect();
    let vault = keyring(&connections).await;
    let first = connections[0].id;
    let shell = Arc::new(Counting {
        started: Instant::now(),
        read: watch::Sender::new(false),
        told: AtomicUsize::new(0),
    });
    let (keeper, desk) = open(Arc::clone(&shell), vault, connections, folder.path());
    let desk = tokio::spawn(desk.run());
    shell.read.subscribe().wait_for(|read| *read).await.unwrap();

    let copy = copies(&keeper, first).await;
    shell.told.store(0, Ordering::Relaxed);
    keeper.copy(first).await.unwrap();
    keeper.copy(first).await.unwrap();
    #[expect(clippy::cast_precision_loss, reason = "a handful")]
    let told = shell.told.load(Ordering::Relaxed) as f64 / 2.0;

    tokio::time::pause();
    let began = std::time::Instant::now();
    tokio::time::sleep(LONGEST_SLEEP * TICKS).await;
    let tick = micros(began.elapsed()) / f64::from(TICKS);
    tokio::time::resume();
    keeper.quit().await;
    desk.await.unwrap();
    Cost { tick, copy, told }
}

/// How long a copy takes from the question to the answer, as the median.
async fn copies(keeper: &Keeper, id: ConnectionId) -> f64 {
    let mut times = Vec::new();
    for _ in 0..COPIES {
        let began = std::time::Instant::now();
        keeper.copy(id).await.unwrap();
        times.push(began.elapsed());
    }
    times.sort();
    micros(times[COPIES / 2])
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

fn open(
    shell: Arc<Counting>,
    vault: Vault,
    connections: Vec<Connection>,
    folder: &Path,
) -> (Keeper, Desk<Counting>) {
    let list = List { connections, settings: FACTORY, order: Vec::new() };
    let kept = Kept { list, ..Kept::in_folder(folder) };
    let releases = Releases::ours();
    Desk::new(Parts { shell, vault, http: Http::default(), kept, product: INSTALLED, releases })
}

fn connection(number: usize) -> Connection {
    let draft = Draft {
        name: format!("Connection {number}"),
        address: "https://acme.processmaker.example".into(),
        generation: Generation::Version4,
        environment: Environment::Test,
        method: Method::Browser,
        client_id: "4".into(),
        authority: None,
    };
    draft.check(ConnectionId::random()).unwrap()
}

/// A keyring in memory that holds a sign-in for each.
async fn keyring(connections: &[Connection]) -> Vault {
    let store = Store::new().unwrap();
    let vault = Vault::new(Keyring {
        service: "bench".into(),
        open: Box::new(move || Ok(Arc::clone(&store) as Arc<CredentialStore>)),
        modifiers: HashMap::new(),
        sort: |_| None,
    });
    for connection in connections {
        vault.store(connection.id, &record(connection)).await.unwrap();
    }
    vault
}

fn record(connection: &Connection) -> Record {
    let access = AccessToken::new("made-up".into());
    Record {
        generation: 1,
        standing: Standing::Active,
        server: connection.server.id(),
        client: connection.client_id.clone(),
        tokens: TokenSet {
            claims: Claims::peek(&access),
            access,
            refresh: Some(RefreshToken::new("made-up too".into())),
            lifetime: Lifetime {
                obtained_at: NOW,
                expires_at: Some(NOW.after(YEAR)),
                born: Some(BootMoment { boot: BootId::named("this run"), millis: 3_600_000 }),
            },
        },
        who: None,
        copied_at: None,
    }
}
