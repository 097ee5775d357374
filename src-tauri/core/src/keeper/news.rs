//! Whether a newer release is out, asked once a day while the person wants to be told, and never else.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::{AbortHandle, Id};
use tracing::debug;

use super::Desk;
use super::work::Finished;
use crate::clock::Timestamp;
use crate::releases::{Releases, Version};
use crate::settings::Settings;
use crate::shell::Shell;
use crate::trouble::Trouble;

/// How long the question waits after a start, and after a sleep in which its time came. The network is there by
/// then, and whatever a person has opened the program for has gone first.
const REST: Duration = Duration::from_secs(60);

/// How long an answer counts. Everybody's day begins when they start the program, which keeps desks apart.
const DAY: Duration = Duration::from_secs(24 * 3600);

/// What is known of releases.
pub(super) struct News {
    releases: Releases,
    /// When to ask next; `None` while nobody wants to be told.
    due: Option<Timestamp>,
    /// The question that is under way.
    asking: Option<AbortHandle>,
    newer: Option<Version>,
}

impl News {
    pub(super) fn of(releases: Releases) -> Self {
        Self { releases, due: None, asking: None, newer: None }
    }

    pub(super) fn due(&self) -> Option<Timestamp> {
        self.due
    }

    /// The release that the person does not have.
    pub(super) fn newer(&self) -> Option<Version> {
        self.newer
    }

    /// Whether to ask. A time that came in a sleep is put off.
    fn is_time(&mut self, now: Timestamp) -> bool {
        let Some(due) = self.due.filter(|due| *due <= now) else { return false };
        let slept = due.until(now) > REST;
        if slept {
            self.due = Some(now.after(REST));
        }
        !slept
    }

    /// Forgets everything; an answer that is on its way counts no more.
    pub(super) fn end(&mut self) {
        self.due = None;
        self.newer = None;
        if let Some(asking) = self.asking.take() {
            asking.abort();
        }
    }
}

impl<S: Shell> Desk<S> {
    /// The program has started.
    pub(super) fn await_news(&mut self) {
        self.news.due = self.settings.tell_of_releases.then(|| self.now().after(REST));
    }

    /// The person has other settings than before.
    pub(super) fn news_are_wanted(&mut self, before: &Settings) {
        match (before.tell_of_releases, self.settings.tell_of_releases) {
            (false, true) => self.ask_for_news(),
            (true, false) => self.news.end(),
            (true, true) | (false, false) => {}
        }
    }

    /// Asks, if it is time.
    pub(super) fn look_for_news(&mut self, now: Timestamp) {
        if self.news.is_time(now) {
            self.ask_for_news();
        }
    }

    fn ask_for_news(&mut self) {
        self.news.due = Some(self.now().after(DAY));
        let (rim, releases) = (Arc::clone(&self.rim), self.news.releases.clone());
        let latest = async move { Finished::Released(releases.latest(&rim.http).await) };
        self.news.asking = Some(self.tasks.spawn(latest));
    }

    /// There is an answer, or none; the person is only told of one.
    pub(super) fn news_came(&mut self, task: Id, latest: Result<Option<Version>, Trouble>) {
        if self.news.asking.take_if(|asking| asking.id() == task).is_none() {
            return;
        }
        match latest {
            Ok(Some(latest)) => {
                self.news.newer = Some(latest).filter(|latest| latest.is_news());
                self.changed = true;
            }
            Ok(None) => debug!("no release was named"),
            Err(trouble) => debug!(kind = ?trouble.kind, "nobody said whether there is a release"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_that_came_in_a_sleep_is_put_off_until_the_network_is_there() {
        let at = |seconds: i64| Timestamp::from_millis(seconds * 1000);
        let mut news = News::of(Releases::ours());
        assert!(!news.is_time(at(0)), "nobody wants to know");
        news.due = Some(at(100));
        assert!(!news.is_time(at(99)));
        assert!(news.is_time(at(100)) && news.is_time(at(160)), "a tick may be late");
        assert!(!news.is_time(at(161)), "a minute late is a sleep");
        assert_eq!(news.due(), Some(at(221)));
        assert!(!news.is_time(at(220)) && news.is_time(at(221)));
        news.end();
        assert!(!news.is_time(at(9_999)));
    }
}
