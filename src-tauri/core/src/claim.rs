//! Who may change a connection's tokens: one process at a time.
//!
//! A refresh token buys one pair, once. Two programs that refresh at the same moment would spend it twice, and the
//! loser would be left with nothing; so whoever refreshes, replaces or takes back tokens holds a lock on a file
//! meanwhile. The system lets go of it when the process ends, however it ends.

use std::fs::{File, TryLockError};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::clock::{BootId, Uptime};
use crate::connection::ConnectionId;
use crate::private;

/// The rests between looks at a lock that somebody else holds; the last one repeats.
const RESTS: [u64; 4] = [25, 50, 120, 250];

/// How often a connection may ask the token endpoint within [`BUDGET_WINDOW`]: far below what ProcessMaker allows
/// (60 a minute for everybody behind one address), far above what a healthy connection needs.
pub const BUDGET: usize = 6;

/// How many of them may have been made when one is made that nobody waits for: the others are left for people.
const BACKGROUND_BUDGET: usize = BUDGET / 2;

/// The time over which [`BUDGET`] is counted.
pub const BUDGET_WINDOW: Duration = Duration::from_secs(10 * 60);

/// More than this stands in no file of ours.
const MAX_NOTE: u64 = 4096;

/// Where the lock files are. They are never deleted: a waiter may hold one open.
#[derive(Debug, Clone)]
pub struct Locks {
    folder: PathBuf,
}

/// The right to change one connection's tokens, until it is dropped.
#[derive(Debug)]
pub struct Claim {
    file: File,
    note: Note,
    awaited: bool,
}

/// What the holder writes into its lock file.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Note {
    /// The process, for whoever wonders what it is waiting for.
    #[serde(default)]
    pid: u32,
    /// Which run of the system the times below belong to, where it says.
    #[serde(default)]
    boot: Option<u64>,
    /// When the token endpoint was asked lately, in milliseconds since the computer was started: the one clock that
    /// programs share and nobody sets.
    #[serde(default)]
    asked: Vec<u64>,
}

/// Why there is no claim.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ClaimError {
    /// Another process holds it, for longer than anybody waits.
    #[error("another program is busy with this connection (process {})", .0.map_or_else(|| "unknown".to_owned(), |pid| pid.to_string()))]
    Busy(Option<u32>),
    /// The lock file cannot be made or locked.
    #[error("the lock file cannot be used: {0}")]
    Unusable(String),
}

impl Locks {
    /// Lock files in the given folder, which is made when it is needed.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Waits until this process alone may change the connection's tokens.
    ///
    /// # Errors
    /// When another one keeps the lock longer than `patience`, or there can be no lock.
    pub async fn claim(&self, id: ConnectionId, patience: Duration) -> Result<Claim, ClaimError> {
        let path = self.folder.join(format!("{id}.lock"));
        let opened = blocking({
            let (folder, path) = (self.folder.clone(), path.clone());
            move || {
                private::make_folder(&folder)?;
                private::options().read(true).write(true).create(true).truncate(false).open(path)
            }
        });
        let unusable =
            |error: &io::Error| ClaimError::Unusable(format!("{}: {error}", self.folder.display()));
        let mut file = opened.await.map_err(|error| unusable(&error))?;
        let mut waited = Duration::ZERO;
        let mut rests = RESTS.iter();
        let mut rest = RESTS[0];
        loop {
            let tried = blocking(move || Ok(try_lock(file))).await;
            match tried.map_err(|error| unusable(&error))? {
                Ok(claim) => return Ok(claim),
                Err((_, TryLockError::Error(error))) => return Err(unusable(&error)),
                Err((back, TryLockError::WouldBlock)) => file = back,
            }
            if waited >= patience {
                let holder = blocking(move || read(&mut file)).await.ok().map(|note| note.pid);
                return Err(ClaimError::Busy(holder.filter(|pid| *pid != 0)));
            }
            rest = rests.next().copied().unwrap_or(rest);
            let rest = out_of_step(rest);
            tokio::time::sleep(rest).await;
            waited += rest;
        }
    }
}

impl Claim {
    /// The same claim for a request that somebody waits for, or that nobody does.
    #[must_use]
    pub fn for_somebody(self, awaited: bool) -> Self {
        Self { awaited, ..self }
    }

    /// Counts a request to the token endpoint, before it is made.
    ///
    /// # Errors
    /// With the time to wait, when there were too many lately.
    pub async fn ask(mut self, now: Uptime) -> (Option<Self>, Result<(), Duration>) {
        let most = if self.awaited { BUDGET } else { BACKGROUND_BUDGET };
        if let Err(rest) = self.note.count(now, most) {
            return (Some(self), Err(rest));
        }
        let written = blocking(move || {
            // A count that cannot be written down still holds in this process.
            write(&mut self.file, &self.note).ok();
            Ok(self)
        });
        (written.await.ok(), Ok(()))
    }
}

#[cfg(test)]
impl Claim {
    /// On a file that nobody else knows.
    pub(crate) fn unguarded() -> Self {
        Self { file: tempfile::tempfile().unwrap(), note: Note::default(), awaited: true }
    }
}

impl Note {
    fn count(&mut self, now: Uptime, most: usize) -> Result<(), Duration> {
        let boot = now.boot.map(BootId::as_number);
        let same_run = self.boot == boot;
        self.boot = boot;
        let now = now.since_boot;
        for asked in &mut self.asked {
            // Asked before the computer was started anew, which is all that is known: at its start, at the latest.
            if !same_run || Duration::from_millis(*asked) > now {
                *asked = 0;
            }
        }
        self.asked.retain(|asked| now - Duration::from_millis(*asked) < BUDGET_WINDOW);
        if let Some(last) = self.asked.len().checked_sub(most).and_then(|at| self.asked.get(at)) {
            let free = Duration::from_millis(*last) + BUDGET_WINDOW;
            return Err(free.saturating_sub(now));
        }
        self.asked.push(u64::try_from(now.as_millis()).unwrap_or(u64::MAX));
        Ok(())
    }
}

fn try_lock(mut file: File) -> Result<Claim, (File, TryLockError)> {
    if let Err(error) = file.try_lock() {
        return Err((file, error));
    }
    let note = Note { pid: std::process::id(), ..read(&mut file).unwrap_or_default() };
    // Only for whoever waits; the lock itself is what counts.
    write(&mut file, &note).ok();
    Ok(Claim { file, note, awaited: true })
}

fn read(file: &mut File) -> io::Result<Note> {
    let mut text = String::new();
    file.rewind()?;
    file.take(MAX_NOTE).read_to_string(&mut text)?;
    Ok(serde_json::from_str(&text)?)
}

fn write(file: &mut File, note: &Note) -> io::Result<()> {
    file.rewind()?;
    file.set_len(0)?;
    file.write_all(&serde_json::to_vec(note)?)
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|error| Err(io::Error::other(error)))
}

/// A rest, up to half as long again, so that waiters do not look in step.
fn out_of_step(rest: u64) -> Duration {
    let mut byte = [0];
    // Without randomness they look in step, which costs a moment.
    getrandom::fill(&mut byte).ok();
    Duration::from_millis(rest + rest * u64::from(byte[0]) / 510)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOON: Duration = Duration::from_secs(60);

    fn up(seconds: u64, boot: &str) -> Uptime {
        Uptime { since_boot: Duration::from_secs(seconds), boot: Some(BootId::named(boot)) }
    }

    #[tokio::test(start_paused = true)]
    async fn f06_only_one_holds_a_connection_and_others_wait_for_the_drop() {
        let folder = tempfile::tempdir().unwrap();
        let locks = Locks::in_folder(&folder.path().join("locks"));
        let id = ConnectionId::random();
        let first = locks.claim(id, SOON).await.unwrap();
        let busy = locks.claim(id, Duration::ZERO).await.unwrap_err();
        assert!(matches!(busy, ClaimError::Busy(_)), "{busy:?}");
        locks.claim(ConnectionId::random(), Duration::ZERO).await.unwrap();
        let waiting = tokio::spawn({
            let locks = locks.clone();
            async move { locks.claim(id, SOON).await.is_ok() }
        });
        drop(first);
        assert!(waiting.await.unwrap(), "it is theirs once it is let go");
    }

    #[tokio::test(start_paused = true)]
    async fn a_wait_for_another_program_ends_when_the_patience_does() {
        let folder = tempfile::tempdir().unwrap();
        let locks = Locks::in_folder(folder.path());
        let id = ConnectionId::random();
        let _held = locks.claim(id, SOON).await.unwrap();
        for patience in [Duration::from_secs(1), SOON] {
            let began = tokio::time::Instant::now();
            let busy = locks.claim(id, patience).await.unwrap_err();
            assert!(matches!(busy, ClaimError::Busy(_)), "{busy:?}");
            let waited = began.elapsed();
            assert!(waited >= patience, "not before {patience:?}: {waited:?}");
            assert!(waited < patience + Duration::from_millis(400), "and soon after: {waited:?}");
        }
    }

    #[test]
    fn waiters_rest_up_to_half_as_long_again_and_not_in_step() {
        let rests: Vec<u128> = (0..1000).map(|_| out_of_step(250).as_millis()).collect();
        assert!(rests.iter().all(|rest| (250..=375).contains(rest)), "{rests:?}");
        assert!(rests.iter().any(|rest| *rest < 290), "some look early");
        assert!(rests.iter().any(|rest| *rest > 335), "some look late");
    }

    /// On Windows a locked file cannot be read.
    #[cfg(unix)]
    #[tokio::test]
    async fn a_lock_file_names_its_holder_and_nobody_else() {
        let folder = tempfile::tempdir().unwrap();
        let locks = Locks::in_folder(folder.path());
        let id = ConnectionId::random();
        let _held = locks.claim(id, SOON).await.unwrap();
        let busy = locks.claim(id, Duration::ZERO).await.unwrap_err();
        assert_eq!(busy, ClaimError::Busy(Some(std::process::id())));
        let path = folder.path().join(format!("{id}.lock"));
        for (note, holder) in [
            (format!("{{\"pid\":{}}}", u32::MAX), Some(u32::MAX)),
            ("{\"pid\":0}".to_owned(), None),
            ("nonsense".to_owned(), None),
        ] {
            std::fs::write(&path, &note).unwrap();
            let busy = locks.claim(id, Duration::ZERO).await.unwrap_err();
            assert_eq!(busy, ClaimError::Busy(holder), "{note}");
        }
    }

    #[test]
    fn who_is_busy_is_said_as_far_as_it_is_known() {
        let said = |pid| ClaimError::Busy(pid).to_string();
        assert_eq!(said(Some(7)), "another program is busy with this connection (process 7)");
        assert_eq!(said(None), "another program is busy with this connection (process unknown)");
    }

    #[test]
    fn what_was_asked_before_the_computer_was_started_anew_counts_from_its_start() {
        let asked = || vec![500_000, 501_000, 502_000, 503_000, 504_000, 505_000];
        let monday = Some(BootId::named("monday").as_number());
        // A run that has no name is known by what lies ahead.
        for (boot, now) in [(monday, "tuesday"), (None, "tuesday"), (monday, "monday")] {
            let mut note = Note { pid: 1, boot, asked: asked() };
            assert_eq!(note.count(up(10, now), BUDGET), Err(Duration::from_secs(590)), "{now}");
            assert_eq!(note.count(up(600, now), BUDGET), Ok(()), "{now}");
            assert_eq!(note.asked, [600_000]);
        }
    }

    #[tokio::test]
    async fn f08_a_folder_that_cannot_be_written_is_told_from_a_busy_one() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, "").unwrap();
        let refused = Locks::in_folder(&file).claim(ConnectionId::random(), SOON).await;
        assert!(matches!(refused, Err(ClaimError::Unusable(_))), "{refused:?}");
    }

    #[tokio::test]
    async fn six_requests_in_ten_minutes_are_enough_whoever_makes_them() {
        let folder = tempfile::tempdir().unwrap();
        let locks = Locks::in_folder(folder.path());
        let id = ConnectionId::random();
        let ask = async |up| locks.claim(id, SOON).await.unwrap().ask(up).await.1;
        for second in 0..6 {
            ask(up(second, "monday")).await.unwrap();
        }
        let rest = Duration::from_secs(590);
        assert_eq!(ask(up(10, "monday")).await, Err(rest), "until the first is forgotten");
        ask(up(600, "monday")).await.unwrap();
        assert_eq!(ask(up(600, "monday")).await, Err(Duration::from_secs(1)));
        assert_eq!(ask(up(600, "tuesday")).await, Ok(()), "another run, ten minutes old");
        let unnamed = Uptime { boot: None, ..up(0, "") };
        assert_eq!(ask(unnamed).await, Ok(()));
    }

    #[tokio::test]
    async fn half_of_the_requests_are_left_for_people() {
        let folder = tempfile::tempdir().unwrap();
        let locks = Locks::in_folder(folder.path());
        let id = ConnectionId::random();
        let ask = async |second, awaited| {
            let claim = locks.claim(id, SOON).await.unwrap().for_somebody(awaited);
            claim.ask(up(second, "monday")).await.1
        };
        for second in 0..3 {
            ask(second, false).await.unwrap();
        }
        let rest = Duration::from_secs(590);
        assert_eq!(ask(10, false).await, Err(rest), "until the first is forgotten");
        for second in 10..13 {
            ask(second, true).await.unwrap();
        }
        assert_eq!(ask(13, true).await, Err(Duration::from_secs(587)));
        ask(600, true).await.unwrap();
        let rest = Duration::from_secs(611 - 600);
        assert_eq!(ask(600, false).await, Err(rest), "until no more than two are left");
    }

    #[tokio::test]
    async fn a_lock_file_with_nonsense_in_it_still_locks() {
        let folder = tempfile::tempdir().unwrap();
        let locks = Locks::in_folder(folder.path());
        let id = ConnectionId::random();
        for nonsense in ["", "{", "[]", "\u{0}", "{\"pid\":-1}"] {
            std::fs::write(folder.path().join(format!("{id}.lock")), nonsense).unwrap();
            locks.claim(id, SOON).await.unwrap().ask(up(0, "monday")).await.1.unwrap();
        }
    }
}
