//! Tells the harness what a program does, and lets it stand still where it is to be killed.

use std::collections::HashMap;
use std::io::Write as _;
use std::sync::Mutex;

use crate::protocol::Report;

/// Sees every boundary go by.
#[derive(Debug)]
pub(crate) struct Witness {
    marks: Mutex<Marks>,
}

#[derive(Debug, Default)]
struct Marks {
    stop_at: Option<String>,
    /// How often each boundary has been passed.
    passed: HashMap<String, u32>,
}

impl Witness {
    pub(crate) fn new(stop_at: Option<String>) -> Self {
        Self { marks: Mutex::new(Marks { stop_at, passed: HashMap::new() }) }
    }

    /// Counts anew.
    pub(crate) fn stop_at(&self, boundary: Option<String>) {
        *self.marks.lock().unwrap() = Marks { stop_at: boundary, passed: HashMap::new() };
    }

    /// Passes a boundary, or never returns.
    ///
    /// The lock is kept while the thread stands still, so that every other thread stops at its next boundary too: a
    /// killed process does nothing more on any of them.
    pub(crate) fn pass(&self, boundary: &str) {
        let mut marks = self.marks.lock().unwrap();
        let count = marks.passed.entry(boundary.to_owned()).or_default();
        *count += 1;
        let name = if *count == 1 { boundary.to_owned() } else { format!("{boundary}, {count}") };
        if marks.stop_at.as_ref() != Some(&name) {
            return write(&Report::Passed(name));
        }
        write(&Report::Stopped(name));
        loop {
            std::thread::park();
        }
    }

    pub(crate) fn tell(&self, report: &Report) {
        let _in_order = self.marks.lock().unwrap();
        write(report);
    }
}

fn write(report: &Report) {
    let mut line = serde_json::to_vec(report).unwrap();
    line.push(b'\n');
    let mut out = std::io::stdout().lock();
    // Without a harness there is nobody left to tell.
    out.write_all(&line).and_then(|()| out.flush()).ok();
}
