//! The thread that calls the keyring, and the deadline of whoever waits for it.
//!
//! A call that hangs cannot be cancelled: its thread is left behind and the next call gets a new one.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::Duration;

use keyring::{CredentialStore, Error};
use tokio::sync::oneshot;

use super::{Failure, Keyring};

/// How long an unlocked keyring may take. A healthy one answers within milliseconds; more than this a person takes
/// for a frozen program.
const DEADLINE: Duration = Duration::from_secs(3);

/// How long a keyring may take that may be asking for its password.
const DEADLINE_WITH_PROMPT: Duration = Duration::from_secs(30);

/// How many hanging calls are left behind before the keyring counts as gone. Each costs a thread.
const MAX_LEFT_BEHIND: usize = 3;

/// The keyring, behind its thread.
#[derive(Clone)]
pub(super) struct Thread(Arc<Shared>);

struct Shared {
    keyring: Keyring,
    worker: Mutex<Option<Worker>>,
    left_behind: AtomicUsize,
    /// Whether it has answered since it was opened or last failed: then it is unlocked and asks nothing.
    answers: AtomicBool,
}

type Job = Box<dyn FnOnce(&Shared, &mut Option<Arc<CredentialStore>>) + Send>;

impl Thread {
    /// Nothing is opened yet, and no thread started.
    pub(super) fn new(keyring: Keyring) -> Self {
        Self(Arc::new(Shared {
            keyring,
            worker: Mutex::new(None),
            left_behind: AtomicUsize::new(0),
            answers: AtomicBool::new(false),
        }))
    }

    /// Runs `work` on the keyring's thread and waits for it, within the deadline.
    pub(super) async fn call<T: Send + 'static>(
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
        let deadline =
            if self.0.answers.load(Ordering::Relaxed) { DEADLINE } else { DEADLINE_WITH_PROMPT };
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

    /// From here on it may have to ask for its password first.
    pub(super) fn may_ask(&self) {
        self.0.answers.store(false, Ordering::Relaxed);
    }

    /// Leaves a thread behind that hangs in a call.
    fn abandon(&self, worker: &Worker) {
        if self.let_go(worker) {
            self.0.left_behind.fetch_add(1, Ordering::AcqRel);
            worker.abandoned.store(true, Ordering::Release);
        }
    }

    /// Lets go of a thread, unless somebody has before; the next call gets a new one with a store of its own.
    fn let_go(&self, worker: &Worker) -> bool {
        self.0.answers.store(false, Ordering::Relaxed);
        let mut current = self.0.worker.lock().unwrap_or_else(PoisonError::into_inner);
        let is_current = |current: &mut Worker| Arc::ptr_eq(&current.abandoned, &worker.abandoned);
        current.take_if(is_current).is_some()
    }

    fn worker(&self) -> Result<Worker, Failure> {
        let mut current = self.0.worker.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(worker) = current.as_ref() {
            return Ok(worker.clone());
        }
        if self.0.left_behind.load(Ordering::Acquire) >= MAX_LEFT_BEHIND {
            return Err(Failure::Slow);
        }
        let (jobs, queue) = mpsc::channel::<Job>();
        let worker = Worker { jobs, abandoned: Arc::new(AtomicBool::new(false)) };
        let life = Life { shared: Arc::clone(&self.0), abandoned: Arc::clone(&worker.abandoned) };
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
                    let opened =
                        (self.keyring.open)().map_err(|error| self.keyring.sort_open(&error))?;
                    Arc::clone(store.insert(opened))
                }
            };
            match work(&self.keyring, opened.as_ref()) {
                Ok(value) => return Ok(value),
                Err(Error::PlatformFailure(_)) if !fresh => *store = None,
                Err(error) => {
                    *store = None;
                    return Err(self.keyring.sort_call(&error));
                }
            }
        }
    }
}
