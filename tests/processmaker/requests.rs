//! What came in: enough for a test to assert on, without a secret in it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::watch;

/// Fields and headers whose values are kept; of everything else only the name.
const KEPT: [&str; 14] = [
    "grant_type",
    "response_type",
    "client_id",
    "redirect_uri",
    "code_challenge_method",
    "scope",
    "prompt",
    "username",
    "accept",
    "content-type",
    "host",
    "user-agent",
    "origin",
    "referer",
];

/// One request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// `GET`, `POST`, …
    pub method: String,
    /// The path, without the query.
    pub path: String,
    /// The status answered; `None` while it waits, or when the connection was
    /// dropped instead.
    pub status: Option<u16>,
    /// Names of the headers, in lower case, with the values of harmless ones.
    pub headers: BTreeMap<String, Option<String>>,
    /// Names in the query, with the values of harmless ones.
    pub query: BTreeMap<String, Option<String>>,
    /// Names in the body, with the values of harmless ones.
    pub form: BTreeMap<String, Option<String>>,
}

impl Received {
    /// The value of a harmless field of the body or the query.
    pub fn field(&self, name: &str) -> Option<&str> {
        let value = self.form.get(name).or_else(|| self.query.get(name));
        value?.as_deref()
    }

    /// Whether the body or the query has this field.
    pub fn has_field(&self, name: &str) -> bool {
        self.form.contains_key(name) || self.query.contains_key(name)
    }
}

/// The log of requests; clones share one log.
#[derive(Debug, Clone, Default)]
pub struct Requests {
    log: watch::Sender<BTreeMap<Entry, Received>>,
    arrivals: Arc<AtomicU64>,
}

/// Where a request stands in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Entry(u64);

impl Requests {
    /// Everything received so far, oldest first.
    pub fn all(&self) -> Vec<Received> {
        self.log.borrow().values().cloned().collect()
    }

    /// What came to one path, oldest first.
    pub fn to(&self, path: &str) -> Vec<Received> {
        let mut requests = self.all();
        requests.retain(|request| request.path == path);
        requests
    }

    /// Waits until `count` requests have arrived at a path and returns them.
    /// They may still be waiting for their answer.
    pub async fn wait_for(&self, path: &str, count: usize) -> Vec<Received> {
        self.wait_until(path, count, |_| true).await
    }

    /// Waits until `count` requests to a path have been answered.
    pub async fn wait_for_answers(&self, path: &str, count: usize) -> Vec<Received> {
        self.wait_until(path, count, |request| request.status.is_some()).await
    }

    /// Forgets what came in so far.
    pub fn clear(&self) {
        self.log.send_modify(BTreeMap::clear);
    }

    pub(crate) fn arrive(&self, request: Received) -> Entry {
        let entry = Entry(self.arrivals.fetch_add(1, Ordering::SeqCst));
        self.log.send_modify(|log| {
            log.insert(entry, request);
        });
        entry
    }

    pub(crate) fn answer(&self, entry: Entry, status: u16) {
        self.log.send_modify(|log| {
            if let Some(request) = log.get_mut(&entry) {
                request.status = Some(status);
            }
        });
    }

    async fn wait_until(
        &self,
        path: &str,
        count: usize,
        counts: fn(&Received) -> bool,
    ) -> Vec<Received> {
        let matching = |request: &&Received| request.path == path && counts(request);
        let mut log = self.log.subscribe();
        let log = log
            .wait_for(|log| log.values().filter(matching).count() >= count)
            .await
            .expect("self keeps the sender alive");
        log.values().filter(matching).cloned().collect()
    }
}

/// The names, with the values of harmless ones.
pub(crate) fn names<'a>(
    pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> BTreeMap<String, Option<String>> {
    pairs
        .into_iter()
        .map(|(name, value)| {
            let kept = KEPT.contains(&name).then(|| value.to_owned());
            (name.to_owned(), kept)
        })
        .collect()
}
