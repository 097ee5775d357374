//! A program as the harness has it: a process, what it is told, and what it says.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::Duration;

use tokio::sync::mpsc;

use crate::WORKER;
use crate::protocol::{Copies, Order, Report, Standing, Start};

/// How long a program may say nothing before the story fails: longer than every deadline of its own.
const PATIENCE: Duration = Duration::from_secs(90);

/// The only authority that programs trust, who signs nothing. They speak to the stand-in without TLS, and reading all
/// those that the system trusts would take half of their short lives.
const CERTIFICATES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/processes/nobody.pem");

/// A running program; killed when the value is dropped.
pub(crate) struct Program {
    process: Child,
    orders: ChildStdin,
    reports: mpsc::UnboundedReceiver<Report>,
    /// The boundaries it has passed since it was started, or since they are counted anew.
    pub(crate) passed: Vec<String>,
    /// What it shows.
    pub(crate) shown: Standing,
}

impl Program {
    /// Starts this very program as Latchkey.
    pub(crate) fn start(start: &Start) -> Self {
        let mut process = Command::new(std::env::current_exe().unwrap())
            .arg(WORKER)
            .arg(serde_json::to_string(start).unwrap())
            .env("SSL_CERT_FILE", CERTIFICATES)
            .env_remove("SSL_CERT_DIR")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let (sender, reports) = mpsc::unbounded_channel();
        std::thread::spawn(move || {
            // A line that a kill cut off is the last one.
            for report in lines.map_while(|line| serde_json::from_str(&line.ok()?).ok()) {
                sender.send(report).ok();
            }
        });
        let orders = process.stdin.take().unwrap();
        Self { process, orders, reports, passed: Vec::new(), shown: Standing::Empty }
    }

    /// Tells it to do something.
    pub(crate) fn order(&mut self, order: &Order) {
        let mut line = serde_json::to_vec(order).unwrap();
        line.push(b'\n');
        // One that was killed meanwhile does not listen; its last words tell.
        self.orders.write_all(&line).ok();
    }

    /// Has boundaries counted anew, and the program stop at this one.
    pub(crate) async fn stop_at(&mut self, boundary: Option<&str>) {
        self.order(&Order::StopAt(boundary.map(str::to_owned)));
        self.done().await;
        self.passed.clear();
    }

    /// What it says next; `None` when it has ended.
    pub(crate) async fn next(&mut self) -> Option<Report> {
        let Ok(report) = tokio::time::timeout(PATIENCE, self.reports.recv()).await else {
            panic!("nothing came after {:#?}, showing {:?}", self.passed, self.shown);
        };
        match &report {
            Some(Report::Passed(boundary)) | Some(Report::Stopped(boundary)) => {
                self.passed.push(boundary.clone());
            }
            Some(Report::Shown(standing)) => self.shown = standing.clone(),
            Some(Report::Opened(_) | Report::Done(_) | Report::Copied(_)) | None => {}
        }
        report
    }

    /// Waits until it shows something.
    pub(crate) async fn shows(&mut self, wanted: impl Fn(&Standing) -> bool) {
        loop {
            match self.next().await {
                Some(Report::Shown(standing)) if wanted(&standing) => return,
                Some(_) => {}
                None => panic!("it ended after {:#?}, showing {:?}", self.passed, self.shown),
            }
        }
    }

    /// Waits until an order is carried out.
    ///
    /// # Panics
    /// When it was refused.
    pub(crate) async fn done(&mut self) {
        loop {
            match self.next().await {
                Some(Report::Done(done)) => return done.unwrap(),
                Some(_) => {}
                None => panic!("it ended after {:#?}, showing {:?}", self.passed, self.shown),
            }
        }
    }

    /// Waits for what the copies came to.
    pub(crate) async fn copies(&mut self) -> Copies {
        loop {
            match self.next().await {
                Some(Report::Copied(copies)) => return copies,
                Some(_) => {}
                None => panic!("it ended after {:#?}, showing {:?}", self.passed, self.shown),
            }
        }
    }

    /// Kills it where it stands, and hears its last words.
    pub(crate) async fn kill(mut self) -> Vec<String> {
        self.process.kill().unwrap();
        while self.next().await.is_some() {}
        let status = self.process.wait().unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::process::ExitStatusExt as _;
            // One that has just ended by itself needs no killing.
            assert!(status.signal() == Some(9) || status.success(), "{status}");
        }
        std::mem::take(&mut self.passed)
    }

    /// Has it quit, and waits for its end.
    pub(crate) async fn quit(mut self) -> Vec<String> {
        self.order(&Order::Quit);
        while self.next().await.is_some() {}
        assert!(self.process.wait().unwrap().success());
        std::mem::take(&mut self.passed)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Both fail on one that has ended.
        self.process.kill().ok();
        self.process.wait().ok();
    }
}
