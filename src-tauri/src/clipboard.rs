//! The clipboard: tokens go onto it marked as secrets, and leave it only if they are still what lies there.
//!
//! Every clipboard library blocks, and on X11 and Wayland whoever copied must live on to hand the text out, so one
//! thread keeps it open for as long as the program runs. Of a copied token only its hash is remembered.

use std::sync::mpsc;
use std::time::Duration;

use latchkey_core::shell::DesktopError;
use latchkey_core::token::SecretText;
use secrecy::ExposeSecret;
use sha2::{Digest, Sha256};
use tokio::sync::oneshot;
use tracing::{debug, warn};
use zeroize::Zeroizing;

#[cfg_attr(target_os = "linux", path = "clipboard/linux.rs")]
#[cfg_attr(target_os = "windows", path = "clipboard/windows.rs")]
#[cfg_attr(target_os = "macos", path = "clipboard/macos.rs")]
mod imp;

/// How often a clipboard that another program holds is tried.
const TRIES: u32 = 5;

/// How long to wait between: programs hold it for a few milliseconds.
const REST: Duration = Duration::from_millis(50);

/// How long clearing or leaving may take. Reading asks the program that copied last, which may hang; leaving its text alone
/// is always right.
const DEADLINE: Duration = Duration::from_secs(1);

/// The clipboard, behind its thread.
#[derive(Debug)]
pub(crate) struct Clipboard {
    jobs: mpsc::Sender<Job>,
}

#[derive(Debug)]
enum Job {
    CopySecret(SecretText, oneshot::Sender<Result<(), DesktopError>>),
    CopyText(String, oneshot::Sender<Result<(), DesktopError>>),
    ClearSecret(oneshot::Sender<()>),
    Leave(oneshot::Sender<()>),
}

impl Clipboard {
    /// Starts the thread.
    pub(crate) fn start() -> Self {
        let (jobs, queue) = mpsc::channel();
        let thread = std::thread::Builder::new().name("clipboard".into()).spawn(move || {
            let mut board = Board::new(System::open, || std::thread::park_timeout(REST));
            for job in queue {
                board.carry_out(job);
            }
        });
        if thread.is_err() {
            warn!("the clipboard's thread could not be started");
        }
        Self { jobs }
    }

    /// Copies a text with a token in it, marked so that clipboard histories leave it out.
    pub(crate) async fn copy_secret(&self, text: SecretText) -> Result<(), DesktopError> {
        self.ask(|reply| Job::CopySecret(text, reply)).await
    }

    /// Copies something harmless.
    pub(crate) async fn copy_text(&self, text: String) -> Result<(), DesktopError> {
        self.ask(|reply| Job::CopyText(text, reply)).await
    }

    /// Empties the clipboard if the last token copied is still on it.
    pub(crate) async fn clear_secret(&self) {
        let (reply, done) = oneshot::channel();
        // A thread that has ended drops the job, and with it `reply`.
        self.jobs.send(Job::ClearSecret(reply)).ok();
        if tokio::time::timeout(DEADLINE, done).await.is_err() {
            warn!("the clipboard does not answer; it is left as it is");
        }
    }

    /// Leaves what is harmless to the desktop's clipboard manager, before the program ends.
    pub(crate) async fn leave(&self) {
        let (reply, done) = oneshot::channel();
        self.jobs.send(Job::Leave(reply)).ok();
        // Without a manager, or with one that hangs, it is gone with the program.
        tokio::time::timeout(DEADLINE, done).await.ok();
    }

    async fn ask(
        &self,
        job: impl FnOnce(oneshot::Sender<Result<(), DesktopError>>) -> Job,
    ) -> Result<(), DesktopError> {
        let (reply, answer) = oneshot::channel();
        self.jobs.send(job(reply)).map_err(|_| DesktopError::Clipboard)?;
        answer.await.unwrap_or(Err(DesktopError::Clipboard))
    }
}

/// What may be done with a text on the clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// Nobody but the person may keep it.
    Secret,
    /// Anybody may.
    Plain,
}

/// A clipboard of a system.
trait Backend: Sized {
    fn write(&mut self, text: &str, mark: Mark) -> Result<(), arboard::Error>;
    fn read(&mut self) -> Result<Zeroizing<String>, arboard::Error>;
    fn clear(&mut self) -> Result<(), arboard::Error>;
}

/// The clipboard and what of ours lies on it.
struct Board<B, Open, Rest> {
    open: Open,
    rest: Rest,
    backend: Option<B>,
    written: Option<[u8; 32]>,
}

impl<B: Backend, Open: Fn() -> Result<B, arboard::Error>, Rest: FnMut()> Board<B, Open, Rest> {
    fn new(open: Open, rest: Rest) -> Self {
        // Opening it before the first click saves that click some milliseconds.
        let backend = open().ok();
        Self { open, rest, backend, written: None }
    }

    fn carry_out(&mut self, job: Job) {
        match job {
            Job::CopySecret(text, reply) => {
                reply.send(self.copy(text.expose_secret(), Mark::Secret)).ok();
            }
            Job::CopyText(text, reply) => {
                reply.send(self.copy(&text, Mark::Plain)).ok();
            }
            Job::ClearSecret(reply) => {
                self.clear();
                reply.send(()).ok();
            }
            Job::Leave(reply) => {
                self.backend = None;
                reply.send(()).ok();
            }
        }
    }

    fn copy(&mut self, text: &str, mark: Mark) -> Result<(), DesktopError> {
        self.with(|backend| backend.write(text, mark)).ok_or(DesktopError::Clipboard)?;
        self.written = (mark == Mark::Secret).then(|| hash(text));
        Ok(())
    }

    fn clear(&mut self) {
        let Some(written) = self.written.take() else {
            return;
        };
        let ours = self.with(Backend::read).is_some_and(|text| hash(&text) == written);
        if !ours {
            debug!("the clipboard holds something else and is left as it is");
        } else if self.with(Backend::clear).is_none() {
            warn!("the clipboard could not be cleared");
        }
    }

    /// Does something with the clipboard; one that another program holds, or that went away, is tried again.
    fn with<T>(&mut self, mut act: impl FnMut(&mut B) -> Result<T, arboard::Error>) -> Option<T> {
        for attempt in 1..=TRIES {
            if self.backend.is_none() {
                self.backend = (self.open)().ok();
            }
            let result = self.backend.as_mut().map(&mut act);
            match result {
                Some(Ok(value)) => return Some(value),
                Some(Err(arboard::Error::ContentNotAvailable)) => return None,
                Some(Err(arboard::Error::ClipboardOccupied)) => {}
                Some(Err(_)) | None => self.backend = None,
            }
            if attempt < TRIES {
                (self.rest)();
            }
        }
        None
    }
}

fn hash(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

/// The system's own.
struct System(arboard::Clipboard);

impl System {
    fn open() -> Result<Self, arboard::Error> {
        arboard::Clipboard::new().map(Self)
    }
}

impl Backend for System {
    fn write(&mut self, text: &str, mark: Mark) -> Result<(), arboard::Error> {
        let set = self.0.set();
        match mark {
            Mark::Secret => imp::secretly(set).text(text),
            Mark::Plain => set.text(text),
        }
    }

    fn read(&mut self) -> Result<Zeroizing<String>, arboard::Error> {
        self.0.get_text().map(Zeroizing::new)
    }

    fn clear(&mut self) -> Result<(), arboard::Error> {
        self.0.clear()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::*;

    /// A clipboard in memory that fails as often as told.
    #[derive(Clone, Default)]
    struct Fake(Rc<RefCell<Shared>>);

    #[derive(Default)]
    struct Shared {
        text: Option<(String, Option<Mark>)>,
        busy: u32,
        broken: u32,
        opened: u32,
        rests: u32,
    }

    impl Fake {
        fn try_it(&self) -> Result<(), arboard::Error> {
            let mut shared = self.0.borrow_mut();
            if shared.busy > 0 {
                shared.busy -= 1;
                return Err(arboard::Error::ClipboardOccupied);
            }
            if shared.broken > 0 {
                shared.broken -= 1;
                return Err(arboard::Error::ClipboardNotSupported);
            }
            Ok(())
        }

        fn text(&self) -> Option<(String, Option<Mark>)> {
            self.0.borrow().text.clone()
        }

        fn somebody_copies(&self, text: &str) {
            self.0.borrow_mut().text = Some((text.to_owned(), None));
        }

        fn board(&self) -> Board<Self, impl Fn() -> Result<Self, arboard::Error>, impl FnMut()> {
            let (opened, rested) = (self.clone(), self.clone());
            Board::new(
                move || {
                    opened.0.borrow_mut().opened += 1;
                    Ok(opened.clone())
                },
                move || rested.0.borrow_mut().rests += 1,
            )
        }
    }

    impl Backend for Fake {
        fn write(&mut self, text: &str, mark: Mark) -> Result<(), arboard::Error> {
            self.try_it()?;
            self.0.borrow_mut().text = Some((text.to_owned(), Some(mark)));
            Ok(())
        }

        fn read(&mut self) -> Result<Zeroizing<String>, arboard::Error> {
            self.try_it()?;
            let text = self.0.borrow().text.clone();
            text.map(|(text, _)| Zeroizing::new(text)).ok_or(arboard::Error::ContentNotAvailable)
        }

        fn clear(&mut self) -> Result<(), arboard::Error> {
            self.try_it()?;
            self.0.borrow_mut().text = None;
            Ok(())
        }
    }

    #[test]
    fn a_token_is_marked_and_leaves_again() {
        let fake = Fake::default();
        let mut board = fake.board();
        board.copy("token", Mark::Secret).unwrap();
        assert_eq!(fake.text(), Some(("token".into(), Some(Mark::Secret))));
        board.clear();
        assert_eq!(fake.text(), None);
    }

    #[test]
    fn f50_what_somebody_copied_meanwhile_stays() {
        let fake = Fake::default();
        let mut board = fake.board();
        board.copy("token", Mark::Secret).unwrap();
        fake.somebody_copies("a recipe");
        board.clear();
        assert_eq!(fake.text(), Some(("a recipe".into(), None)));
        fake.somebody_copies("token");
        board.clear();
        assert_eq!(fake.text(), Some(("token".into(), None)), "it is cleared once at most");
    }

    #[test]
    fn a_harmless_text_of_ours_is_never_cleared() {
        let fake = Fake::default();
        let mut board = fake.board();
        board.copy("token", Mark::Secret).unwrap();
        board.copy("token", Mark::Plain).unwrap();
        board.clear();
        assert_eq!(fake.text(), Some(("token".into(), Some(Mark::Plain))));
    }

    #[test]
    fn f50_a_busy_clipboard_is_tried_five_times() {
        let fake = Fake::default();
        let mut board = fake.board();
        fake.0.borrow_mut().busy = 4;
        board.copy("token", Mark::Secret).unwrap();
        assert_eq!(fake.0.borrow().rests, 4);
        assert_eq!(fake.0.borrow().opened, 1, "a busy clipboard is not opened anew");

        fake.0.borrow_mut().busy = 5;
        assert_eq!(board.copy("newer", Mark::Secret), Err(DesktopError::Clipboard));
        board.clear();
        assert_eq!(fake.text(), None, "the token that did get there is still known as ours");
    }

    #[test]
    fn f50_a_clipboard_that_went_away_is_opened_anew() {
        let fake = Fake::default();
        let mut board = fake.board();
        fake.0.borrow_mut().broken = 1;
        board.copy("token", Mark::Secret).unwrap();
        assert_eq!(fake.0.borrow().opened, 2);
    }

    #[test]
    fn f50_an_unreadable_clipboard_is_left_alone() {
        let fake = Fake::default();
        let mut board = fake.board();
        board.copy("token", Mark::Secret).unwrap();
        fake.0.borrow_mut().busy = 5;
        board.clear();
        assert_eq!(fake.text(), Some(("token".into(), Some(Mark::Secret))));
    }
}
