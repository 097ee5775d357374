//! Tokens and client secrets ↔ entries of the operating system's keyring.
//!
//! Every call of a keyring blocks and may ask the person something, so all of them happen on a thread of their own,
//! and whoever waits does so with a deadline. A call that hangs cannot be cancelled: its thread is left behind and
//! the next call gets a new one.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::Duration;

use keyring::{CredentialStore, Entry, Error};
use secrecy::ExposeSecret;
use tokio::sync::oneshot;
use zeroize::Zeroizing;

use crate::connection::ConnectionId;
use crate::record::{Record, Unreadable};
use crate::token::ClientSecret;

/// How long an unlocked keyring may take. A healthy one answers within milliseconds; more than this a person takes
/// for a frozen program.
const DEADLINE: Duration = Duration::from_secs(3);

/// How long a keyring may take that may be asking for its password.
const DEADLINE_WITH_PROMPT: Duration = Duration::from_secs(30);

/// How many hanging calls are left behind before the keyring counts as gone. Each costs a thread.
const MAX_LEFT_BEHIND: usize = 3;

/// Opens the system's keyring. Blocks.
pub type Open = dyn Fn() -> keyring::Result<Arc<CredentialStore>> + Send + Sync;

/// The system's keyring as the shell provides it.
pub struct Keyring {
    /// The name under which all entries are kept.
    pub service: String,
    /// Opens it; called again when it was lost.
    pub open: Box<Open>,
    /// What the store wants to be told about every entry.
    pub modifiers: HashMap<&'static str, &'static str>,
    /// Knows errors that only this system's store has.
    pub sort: fn(&Error) -> Option<Failure>,
}

/// Why the keyring did not do what it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Failure {
    /// It is locked, and the person did not unlock it.
    #[error("the keyring is locked")]
    Locked,
    /// There is none.
    #[error("this computer has no keyring")]
    Missing,
    /// It did not answer in time.
    #[error("the keyring does not answer")]
    Slow,
    /// It refused.
    #[error("the keyring refused")]
    Refused,
    /// The entry is too large for it.
    #[error("the keyring has no room for the tokens")]
    Full,
    /// The entry is not what this program wrote.
    #[error("the entry in the keyring is damaged")]
    Damaged,
    /// The entry was written by a later version of this program.
    #[error("the entry in the keyring was written by a newer version of this program")]
    Newer,
}

/// What the keyring holds for a connection.
#[derive(Debug)]
pub struct Kept {
    /// The last sign-in.
    pub record: Option<Record>,
    /// Whether there is a client secret.
    pub has_client_secret: bool,
}

/// The keyring, behind its thread.
#[derive(Clone)]
pub struct Vault {
    shared: Arc<Shared>,
}

struct Shared {
    keyring: Keyring,
    worker: Mutex<Option<Worker>>,
    left_behind: AtomicUsize,
    /// Whether it has answered since it was opened or last failed: then it is unlocked and asks nothing.
    answers: AtomicBool,
    /// The generation of the last record written or forgotten, so that a late write never undoes a newer one.
    floors: Mutex<BTreeMap<ConnectionId, u64>>,
    /// Client secrets that could not be saved; they live as long as the program.
    unsaved_secrets: Mutex<BTreeMap<ConnectionId, ClientSecret>>,
}

type Job = Box<dyn FnOnce(&Shared, &mut Option<Arc<CredentialStore>>) + Send>;

/// One connection's entries.
#[derive(Debug, Clone, Copy)]
enum Part {
    Record,
    Access,
    ClientSecret,
    /// A record that could not be read, kept for whoever can.
    Bad,
}

impl Part {
    fn user(self, id: ConnectionId) -> String {
        match self {
            Self::Record => id.to_string(),
            Self::Access => format!("{id}-access"),
            Self::ClientSecret => format!("{id}-client"),
            Self::Bad => format!("{id}-bad"),
        }
    }
}

impl Vault {
    /// A vault on the given keyring; nothing is opened yet.
    #[must_use]
    pub fn new(keyring: Keyring) -> Self {
        let shared = Shared {
            keyring,
            worker: Mutex::new(None),
            left_behind: AtomicUsize::new(0),
            answers: AtomicBool::new(false),
            floors: Mutex::new(BTreeMap::new()),
            unsaved_secrets: Mutex::new(BTreeMap::new()),
        };
        Self { shared: Arc::new(shared) }
    }

    /// Reads what is kept for a connection.
    ///
    /// A record that cannot be read is copied aside before anything can replace it.
    ///
    /// # Errors
    /// When the keyring does not let us, or holds something unreadable.
    pub async fn load(&self, id: ConnectionId) -> Result<Kept, Failure> {
        self.call(move |keyring, store| {
            let entries = Entries { keyring, store, id };
            let has_client_secret = entries.read(Part::ClientSecret)?.is_some();
            let Some(bytes) = entries.read(Part::Record)? else {
                return Ok(Ok(Kept { record: None, has_client_secret }));
            };
            let access = entries.read(Part::Access)?;
            match Record::decode(&bytes, access.as_ref().map(|bytes| bytes.as_slice())) {
                Ok(record) => Ok(Ok(Kept { record: Some(record), has_client_secret })),
                Err(Unreadable::Newer) => Ok(Err(Failure::Newer)),
                Err(Unreadable::Damaged) => {
                    entries.write(Part::Bad, &bytes)?;
                    Ok(Err(Failure::Damaged))
                }
            }
        })
        .await?
    }

    /// Writes a record over the one before; one that is older than what was written or forgotten is left out.
    ///
    /// # Errors
    /// When it is not certain that the keyring has it.
    pub async fn store(&self, id: ConnectionId, record: &Record) -> Result<(), Failure> {
        let encoded = record.encode();
        let generation = record.generation;
        let shared = Arc::clone(&self.shared);
        self.call(move |keyring, store| {
            let entries = Entries { keyring, store, id };
            if !shared.raise(id, generation) {
                return Ok(());
            }
            entries.write(Part::Record, encoded.record.as_bytes())?;
            match &encoded.access {
                Some(access) => entries.write(Part::Access, access.as_bytes()),
                None => Ok(()),
            }
        })
        .await
    }

    /// Removes the tokens of a connection, written up to the given generation; what is not there is removed already.
    ///
    /// # Errors
    /// When it is not certain that they are gone.
    pub async fn forget(&self, id: ConnectionId, up_to: u64) -> Result<(), Failure> {
        self.delete(id, up_to, &[Part::Access, Part::Record, Part::Bad]).await
    }

    /// Removes everything of a connection.
    ///
    /// # Errors
    /// As [`Vault::forget`].
    pub async fn forget_everything(&self, id: ConnectionId, up_to: u64) -> Result<(), Failure> {
        self.unsaved().remove(&id);
        self.delete(id, up_to, &[Part::Access, Part::Record, Part::Bad, Part::ClientSecret]).await
    }

    async fn delete(
        &self,
        id: ConnectionId,
        up_to: u64,
        parts: &'static [Part],
    ) -> Result<(), Failure> {
        self.shared.raise(id, up_to.saturating_add(1));
        self.call(move |keyring, store| {
            let entries = Entries { keyring, store, id };
            parts.iter().try_for_each(|part| entries.delete(*part))
        })
        .await
    }

    /// The client secret of a connection.
    ///
    /// # Errors
    /// When the keyring does not let us.
    pub async fn client_secret(&self, id: ConnectionId) -> Result<Option<ClientSecret>, Failure> {
        if let Some(secret) = self.unsaved().get(&id) {
            return Ok(Some(secret.clone()));
        }
        let bytes = self
            .call(move |keyring, store| Entries { keyring, store, id }.read(Part::ClientSecret))
            .await?;
        bytes
            .map(|bytes| {
                String::from_utf8(bytes.to_vec())
                    .map(ClientSecret::new)
                    .map_err(|_| Failure::Damaged)
            })
            .transpose()
    }

    /// Keeps the client secret of a connection; in memory, if the keyring does not take it.
    ///
    /// # Errors
    /// When only memory holds it.
    pub async fn store_client_secret(
        &self,
        id: ConnectionId,
        secret: ClientSecret,
    ) -> Result<(), Failure> {
        self.unsaved().insert(id, secret.clone());
        self.call(move |keyring, store| {
            Entries { keyring, store, id }
                .write(Part::ClientSecret, secret.expose_secret().as_bytes())
        })
        .await?;
        self.unsaved().remove(&id);
        Ok(())
    }

    fn unsaved(&self) -> std::sync::MutexGuard<'_, BTreeMap<ConnectionId, ClientSecret>> {
        self.shared.unsaved_secrets.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs `work` on the keyring's thread and waits for it, within the deadline.
    async fn call<T: Send + 'static>(
        &self,
        work: impl Fn(&Keyring, &CredentialStore) -> keyring::Result<T> + Send + 'static,
    ) -> Result<T, Failure> {
        let (reply, answer) = oneshot::channel();
        let job: Job = Box::new(move |shared, store| {
            let result = shared.attempt(store, &work);
            shared.answers.store(result.is_ok(), Ordering::Relaxed);
            // Nobody is left to tell when the deadline has passed.
            reply.send(result).ok();
        });
        let worker = self.worker()?;
        // A thread that has ended drops the job, and with it `reply`.
        worker.jobs.send(job).ok();
        let deadline = if self.shared.answers.load(Ordering::Relaxed) {
            DEADLINE
        } else {
            DEADLINE_WITH_PROMPT
        };
        match tokio::time::timeout(deadline, answer).await {
            Ok(Ok(result)) => result,
            Ok(Err(_)) if worker.abandoned.load(Ordering::Acquire) => Err(Failure::Slow),
            Ok(Err(_)) => {
                // The thread is gone: the store panicked.
                self.let_go(&worker);
                Err(Failure::Refused)
            }
            Err(_) => {
                self.abandon(&worker);
                Err(Failure::Slow)
            }
        }
    }

    /// Leaves a thread behind that hangs in a call.
    fn abandon(&self, worker: &Worker) {
        if self.let_go(worker) {
            self.shared.left_behind.fetch_add(1, Ordering::AcqRel);
            worker.abandoned.store(true, Ordering::Release);
        }
    }

    /// Lets go of a thread, unless somebody has before; the next call gets a new one with a store of its own.
    fn let_go(&self, worker: &Worker) -> bool {
        self.shared.answers.store(false, Ordering::Relaxed);
        let mut current = self.shared.worker.lock().unwrap_or_else(PoisonError::into_inner);
        let is_current = |current: &mut Worker| Arc::ptr_eq(&current.abandoned, &worker.abandoned);
        current.take_if(is_current).is_some()
    }

    fn worker(&self) -> Result<Worker, Failure> {
        let mut current = self.shared.worker.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(worker) = current.as_ref() {
            return Ok(worker.clone());
        }
        if self.shared.left_behind.load(Ordering::Acquire) >= MAX_LEFT_BEHIND {
            return Err(Failure::Slow);
        }
        let (jobs, queue) = mpsc::channel::<Job>();
        let worker = Worker { jobs, abandoned: Arc::new(AtomicBool::new(false)) };
        let life =
            Life { shared: Arc::clone(&self.shared), abandoned: Arc::clone(&worker.abandoned) };
        let thread = std::thread::Builder::new().name("keyring".into()).spawn(move || {
            let mut store = None;
            for job in queue {
                job(&life.shared, &mut store);
                if life.abandoned.load(Ordering::Acquire) {
                    break;
                }
            }
        });
        thread.map_err(|_| Failure::Refused)?;
        *current = Some(worker.clone());
        Ok(worker)
    }
}

/// The thread that talks to the keyring.
#[derive(Clone)]
struct Worker {
    jobs: mpsc::Sender<Job>,
    /// Set when somebody stopped waiting for it: what it still does counts for nothing.
    abandoned: Arc<AtomicBool>,
}

/// Ends with the thread, and then gives its place back.
struct Life {
    shared: Arc<Shared>,
    abandoned: Arc<AtomicBool>,
}

impl Drop for Life {
    fn drop(&mut self) {
        if self.abandoned.load(Ordering::Acquire) {
            self.shared.left_behind.fetch_sub(1, Ordering::AcqRel);
        }
    }
}

impl Shared {
    /// Whether nothing newer was written or forgotten; from then on, nothing older will be.
    fn raise(&self, id: ConnectionId, generation: u64) -> bool {
        let mut floors = self.floors.lock().unwrap_or_else(PoisonError::into_inner);
        let floor = floors.entry(id).or_default();
        let newest = generation >= *floor;
        *floor = generation.max(*floor);
        newest
    }

    /// Does the work; a store that was lost (its daemon restarted) is opened anew and asked once more.
    fn attempt<T>(
        &self,
        store: &mut Option<Arc<CredentialStore>>,
        work: &impl Fn(&Keyring, &CredentialStore) -> keyring::Result<T>,
    ) -> Result<T, Failure> {
        let mut fresh = false;
        loop {
            let opened = match store {
                Some(opened) => Arc::clone(opened),
                None => {
                    fresh = true;
                    let opened = (self.keyring.open)().map_err(|error| self.sort_open(&error))?;
                    Arc::clone(store.insert(opened))
                }
            };
            match work(&self.keyring, opened.as_ref()) {
                Ok(value) => return Ok(value),
                Err(Error::PlatformFailure(_)) if !fresh => *store = None,
                Err(error) => {
                    *store = None;
                    return Err(self.sort(&error));
                }
            }
        }
    }

    fn sort_open(&self, error: &Error) -> Failure {
        match (self.keyring.sort)(error) {
            Some(failure) => failure,
            None if matches!(error, Error::NoStorageAccess(_)) => Failure::Locked,
            None => Failure::Missing,
        }
    }

    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the library may add errors; all others are refusals"
    )]
    fn sort(&self, error: &Error) -> Failure {
        if let Some(failure) = (self.keyring.sort)(error) {
            return failure;
        }
        match error {
            Error::NoStorageAccess(_) => Failure::Locked,
            Error::NoDefaultStore => Failure::Missing,
            Error::TooLong(..) => Failure::Full,
            Error::BadEncoding(_) | Error::BadDataFormat(..) | Error::BadStoreFormat(_) => {
                Failure::Damaged
            }
            _ => Failure::Refused,
        }
    }
}

/// The entries of one connection in an open store.
struct Entries<'a> {
    keyring: &'a Keyring,
    store: &'a CredentialStore,
    id: ConnectionId,
}

impl Entries<'_> {
    fn entry(&self, part: Part) -> keyring::Result<Entry> {
        let modifiers = (!self.keyring.modifiers.is_empty()).then_some(&self.keyring.modifiers);
        self.store.build(&self.keyring.service, &part.user(self.id), modifiers)
    }

    fn read(&self, part: Part) -> keyring::Result<Option<Zeroizing<Vec<u8>>>> {
        match self.entry(part)?.get_secret() {
            Ok(bytes) => Ok(Some(Zeroizing::new(bytes))),
            Err(Error::NoEntry) => Ok(None),
            Err(Error::Ambiguous(twins)) => newest(twins),
            Err(error) => Err(error),
        }
    }

    fn write(&self, part: Part, bytes: &[u8]) -> keyring::Result<()> {
        match self.entry(part)?.set_secret(bytes) {
            Err(Error::Ambiguous(twins)) => {
                newest(twins)?;
                self.entry(part)?.set_secret(bytes)
            }
            result => result,
        }
    }

    fn delete(&self, part: Part) -> keyring::Result<()> {
        match self.entry(part)?.delete_credential() {
            Err(Error::NoEntry) => Ok(()),
            Err(Error::Ambiguous(twins)) => twins.iter().try_for_each(Entry::delete_credential),
            result => result,
        }
    }
}

/// Of several entries of one name, keeps the one with the highest generation and removes the others.
fn newest(twins: Vec<Entry>) -> keyring::Result<Option<Zeroizing<Vec<u8>>>> {
    let mut read = Vec::new();
    for twin in twins {
        let bytes = Zeroizing::new(twin.get_secret()?);
        let generation =
            Record::decode(&bytes, None).map(|record| record.generation).unwrap_or_default();
        read.push((generation, bytes, twin));
    }
    read.sort_by_key(|(generation, ..)| *generation);
    let best = read.pop();
    for (_, _, older) in read {
        older.delete_credential()?;
    }
    Ok(best.map(|(_, bytes, _)| bytes))
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").finish_non_exhaustive()
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keyring").field("service", &self.service).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection::{ClientId, ServerId};
    use crate::record::Standing;
    use crate::token::{AccessToken, Claims, Lifetime, RefreshToken, Timestamp, TokenSet};
    use keyring::mock;

    fn record(generation: u64) -> Record {
        let now = Timestamp::from_millis(1_795_307_008_000);
        Record {
            generation,
            standing: Standing::Active,
            server: ServerId::from_segment("7f3a9c1e22d04b5a").unwrap(),
            client: serde_json::from_str::<ClientId>("\"4\"").unwrap(),
            tokens: TokenSet {
                access: AccessToken::new(format!("token {generation}")),
                refresh: Some(RefreshToken::new("def502".into())),
                lifetime: Lifetime { obtained_at: now, expires_at: None, born: None },
                claims: Claims::default(),
            },
            who: None,
            copied_at: None,
        }
    }

    /// A vault on one store of the library's own double.
    fn vault() -> (Vault, Arc<mock::Store>) {
        let store = mock::Store::new().unwrap();
        let shared = Arc::clone(&store);
        let keyring = Keyring {
            service: "test".into(),
            open: Box::new(move || Ok(Arc::clone(&shared) as Arc<CredentialStore>)),
            modifiers: HashMap::new(),
            sort: |_| None,
        };
        (Vault::new(keyring), store)
    }

    fn entry(store: &Arc<mock::Store>, user: &str) -> Entry {
        let store = Arc::clone(store) as Arc<CredentialStore>;
        store.build("test", user, None).unwrap()
    }

    fn fail_once(entry: &Entry, error: Error) {
        entry.as_any().downcast_ref::<mock::Cred>().unwrap().set_error(error);
    }

    async fn generation(vault: &Vault, id: ConnectionId) -> Option<u64> {
        vault.load(id).await.unwrap().record.map(|record| record.generation)
    }

    #[tokio::test]
    async fn f15_of_two_entries_the_newer_stays() {
        let (vault, store) = vault();
        let id = ConnectionId::random();
        let [older, newer] = [(4, "a"), (5, "b")].map(|(generation, user)| {
            let twin = entry(&store, user);
            twin.set_secret(record(generation).encode().record.as_bytes()).unwrap();
            twin
        });
        fail_once(&entry(&store, &id.to_string()), Error::Ambiguous(vec![newer, older]));
        assert_eq!(generation(&vault, id).await, Some(5));
        assert!(
            matches!(entry(&store, "a").get_secret(), Err(Error::NoEntry)),
            "the older one is removed"
        );
        assert!(entry(&store, "b").get_secret().is_ok(), "the newer one is not");
    }

    #[tokio::test]
    async fn an_older_record_never_follows_a_newer_one() {
        let (vault, _store) = vault();
        let id = ConnectionId::random();
        vault.store(id, &record(2)).await.unwrap();
        vault.store(id, &record(1)).await.unwrap();
        assert_eq!(generation(&vault, id).await, Some(2));
        vault.forget(id, 2).await.unwrap();
        vault.store(id, &record(2)).await.unwrap();
        assert_eq!(generation(&vault, id).await, None, "what was forgotten does not come back");
        vault.store(id, &record(3)).await.unwrap();
        assert_eq!(generation(&vault, id).await, Some(3));
    }

    #[tokio::test]
    async fn failures_are_told_apart() {
        for (error, failure) in [
            (Error::NoStorageAccess("locked".into()), Failure::Locked),
            (Error::TooLong("secret".into(), 2560), Failure::Full),
            (Error::Invalid("user".into(), "empty".into()), Failure::Refused),
            (Error::NoDefaultStore, Failure::Missing),
        ] {
            let (vault, store) = vault();
            let id = ConnectionId::random();
            let story = error.to_string();
            fail_once(&entry(&store, &id.to_string()), error);
            assert_eq!(vault.store(id, &record(1)).await, Err(failure), "{story}");
        }
    }

    #[tokio::test]
    async fn f52_a_store_that_panics_is_replaced() {
        let first = AtomicBool::new(true);
        let store = mock::Store::new().unwrap();
        let keyring = Keyring {
            service: "test".into(),
            open: Box::new(move || {
                assert!(!first.swap(false, Ordering::SeqCst), "the store breaks the first time");
                Ok(Arc::clone(&store) as Arc<CredentialStore>)
            }),
            modifiers: HashMap::new(),
            sort: |_| None,
        };
        let vault = Vault::new(keyring);
        let id = ConnectionId::random();
        assert_eq!(vault.store(id, &record(1)).await, Err(Failure::Refused));
        assert_eq!(vault.store(id, &record(2)).await, Ok(()));
    }
}
