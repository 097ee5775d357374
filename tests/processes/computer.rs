//! One person's computer and the ProcessMaker they use: what stays when a program dies.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, UNIX_EPOCH};

use latchkey_core::record::{Record, Standing as Written};
use processmaker::{Endpoint, Fault, Gate, Server};
use secrecy::ExposeSecret as _;
use tempfile::TempDir;

use crate::program::Program;
use crate::protocol::{Order, Report, Standing, Start};

/// How much time passes between two programs: enough that the budget of requests never runs out.
const PAUSE: Duration = Duration::from_secs(11 * 60);

/// For how long the computer had been running at first, in milliseconds.
const BOOTED: i64 = 3_600_000;

/// Who signs in.
const PERSON: &str = "maria";

/// The moment at which a refresh token may be spent and no write has followed.
const PROVEN: &str = "after write record (refreshing)";

/// What the keyring holds after a program has died, and what the server thinks of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    Nothing,
    /// A refresh token that the server takes.
    Good(Written),
    /// One that it takes no more.
    Spent,
    /// What no program of ours can read.
    Corrupt,
}

/// A computer, a server, and one connection between them.
pub(crate) struct Computer {
    pub(crate) server: Server,
    folder: TempDir,
    booted: i64,
}

impl Computer {
    /// A computer where the connection has been added and nobody has signed in.
    pub(crate) async fn new(server: Server) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("keyring")).unwrap();
        let mut computer = Self { server, folder, booted: 0 };
        computer.booted = computer.now() - BOOTED;
        let client = computer.server.latchkey();
        let mut program = computer.start(None);
        program.order(&Order::Add {
            address: computer.server.base_url(),
            client: client.id.to_string(),
            secret: client.secret,
        });
        program.done().await;
        program.quit().await;
        computer
    }

    fn now(&self) -> i64 {
        let since = self.server.clock().now().duration_since(UNIX_EPOCH).unwrap();
        i64::try_from(since.as_millis()).unwrap()
    }

    /// Starts a program, some time after the last one.
    pub(crate) fn start(&self, stop_at: Option<&str>) -> Program {
        self.server.clock().advance(PAUSE);
        self.start_beside(stop_at)
    }

    /// Starts a program beside others.
    pub(crate) fn start_beside(&self, stop_at: Option<&str>) -> Program {
        let now = self.now();
        Program::start(&Start {
            folder: self.folder.path().to_owned(),
            now,
            uptime: u64::try_from(now - self.booted).unwrap(),
            stop_at: stop_at.map(str::to_owned),
        })
    }

    /// Kills a program, and lets the server finish with what it had asked: only then is it known what is left.
    pub(crate) async fn kill(&self, program: Program) -> Vec<String> {
        let passed = program.kill().await;
        self.server.at_rest().await;
        self.server.faults().clear();
        passed
    }

    fn entry(&self, suffix: &str) -> Option<PathBuf> {
        let mut files = fs::read_dir(self.folder.path().join("keyring")).unwrap();
        files.find_map(|file| {
            let path = file.unwrap().path();
            let name = path.file_name()?.to_str()?;
            // A name of a file that was never put in its place is shorter.
            (name.len() >= 36 && name.get(36..) == Some(suffix)).then_some(path)
        })
    }

    fn record(&self) -> Option<Result<Record, ()>> {
        let record = fs::read(self.entry("")?).unwrap();
        let access = self.entry("-access").map(|path| fs::read(path).unwrap());
        Some(Record::decode(&record, access.as_deref()).map_err(|_| ()))
    }

    /// What the keyring holds.
    pub(crate) fn kept(&self) -> Kept {
        match self.record() {
            _ if self.entry("-bad").is_some() => Kept::Corrupt,
            None => Kept::Nothing,
            Some(Err(())) => Kept::Corrupt,
            Some(Ok(record)) if self.is_good(&record) => Kept::Good(record.standing),
            Some(Ok(_)) => Kept::Spent,
        }
    }

    fn is_good(&self, record: &Record) -> bool {
        let refresh = record.tokens.refresh.as_ref();
        refresh.is_some_and(|token| self.server.accepts_refresh(token.expose_secret()))
    }

    /// Whether the keyring has this refresh token.
    pub(crate) fn keeps(&self, refresh_token: &str) -> bool {
        let Some(Ok(record)) = self.record() else { return false };
        record.tokens.refresh.is_some_and(|kept| kept.expose_secret() == refresh_token)
    }

    /// The refresh token that the server issued last, of those that it takes.
    pub(crate) fn issued_last(&self) -> Option<String> {
        self.server.live_pairs().pop().map(|pair| pair.refresh_token)
    }

    /// Empties the keyring of tokens, and the server.
    pub(crate) fn forget(&self) {
        for suffix in ["", "-access"] {
            if let Some(path) = self.entry(suffix) {
                fs::remove_file(path).unwrap();
            }
        }
        self.server.revoke_tokens_of(PERSON);
    }

    /// Lets the person answer in the browser.
    pub(crate) async fn answer(&self, program: &mut Program, opened: &str) {
        let url = opened.parse().unwrap();
        let back = self.server.browser().approve(&url, PERSON).await;
        program.order(&Order::Redirect(back.into()));
    }

    /// Signs in, until the person's name is shown.
    pub(crate) async fn sign_in(&self, program: &mut Program) {
        program.order(&Order::SignIn);
        loop {
            match program.next().await {
                Some(Report::Opened(url)) => self.answer(program, &url).await,
                Some(Report::Shown(Standing::SignedIn { named: true, .. })) => return,
                Some(_) => {}
                None => panic!("it ended after {:#?}", program.passed),
            }
        }
    }

    /// Makes sure that somebody is signed in and nothing is in doubt.
    pub(crate) async fn be_signed_in(&self) {
        if self.kept() != Kept::Good(Written::Active) {
            self.forget();
            let mut program = self.start(None);
            program.shows(|standing| *standing == Standing::SignedOut).await;
            self.sign_in(&mut program).await;
            program.quit().await;
        }
    }

    /// A program with somebody signed in that has nothing left to do.
    pub(crate) async fn signed_in(&self) -> Program {
        self.be_signed_in().await;
        let mut program = self.start(None);
        // Once for the record, and once for what the server says whose token it is.
        for _ in 0..2 {
            program.shows(|standing| matches!(standing, Standing::SignedIn { .. })).await;
        }
        program
    }

    /// Leaves a refresh behind that was about to be sent.
    pub(crate) async fn break_off_before_sending(&self) {
        let mut program = self.signed_in().await;
        program.stop_at(Some(PROVEN)).await;
        program.order(&Order::Refresh);
        while !matches!(program.next().await, Some(Report::Stopped(_))) {}
        self.kill(program).await;
        assert_eq!(self.kept(), Kept::Good(Written::Refreshing));
    }

    /// Leaves a refresh behind whose answer came too late.
    pub(crate) async fn break_off_before_the_answer(&self) {
        let mut program = self.signed_in().await;
        let gate = Gate::new();
        self.server.faults().next(Endpoint::Token, Fault::held_answer(&gate));
        program.order(&Order::Refresh);
        gate.arrived().await;
        self.kill(program).await;
        assert_eq!(self.kept(), Kept::Spent);
    }
}

impl Kept {
    /// What the next program comes to, by itself.
    pub(crate) fn is_followed_by(self, standing: &Standing) -> bool {
        match self {
            Self::Nothing => *standing == Standing::SignedOut,
            Self::Good(_) => matches!(standing, Standing::SignedIn { saved: true, .. }),
            Self::Spent => *standing == Standing::NeedsSignIn("AnswerLost".into()),
            Self::Corrupt => false,
        }
    }
}

impl Standing {
    /// Whether a program that was just started has found out how things stand.
    pub(crate) fn is_settled(&self) -> bool {
        !matches!(self, Self::Empty | Self::Loading | Self::Refreshing)
    }
}

/// Whether the refresh token that was sent may be spent, and its successor is in no keyring yet: the one span of time
/// in which a death loses a token, and nothing but the server could prevent it.
///
/// Before a token request the program reads the client's secret; where it looks what the keyring holds, it reads the
/// record right after it.
pub(crate) fn is_in_window(passed: &[String]) -> bool {
    let keyring: Vec<&str> = passed
        .iter()
        .map(String::as_str)
        .filter(|boundary| boundary.contains(" read ") || boundary.contains(" write "))
        .collect();
    let sent = (0..keyring.len()).rev().find(|at| {
        let next = keyring.get(at + 1);
        keyring[*at].starts_with("after read client")
            && !next.is_some_and(|next| next.starts_with("before read record"))
    });
    sent.is_some_and(|sent| {
        !keyring[sent..].iter().any(|boundary| boundary.starts_with("after write record (active)"))
    })
}
