//! The token endpoint, as far as it is counted.

use std::collections::VecDeque;
use std::time::Duration;

use latchkey_core::clock::Timestamp;
use latchkey_core::oauth::exchange::Issued;
use latchkey_core::token::{AccessToken, RefreshToken};
use latchkey_core::trouble::{Kind, Trouble};

use crate::calendar::{Day, MINUTE};

/// How often ProcessMaker lets one address ask within a minute.
pub(crate) const THROTTLE: usize = 60;

/// How long it lets tokens live, in seconds.
const YEAR: u64 = 365 * 24 * 3600;

pub(crate) struct Server {
    down: Option<Day>,
    /// Laravel's window of a minute, opened by its first request: when it ends, and how many it has let through.
    window: (i64, usize),
    /// The requests of the last minute.
    lately: VecDeque<Timestamp>,
    issued: u64,
    /// When there were requests, in milliseconds.
    pub(crate) requests: Vec<Timestamp>,
    /// The most requests within any minute.
    pub(crate) peak: usize,
    /// How many it had no time for.
    pub(crate) refused: usize,
    /// How many found nobody.
    pub(crate) lost: usize,
}

impl Server {
    pub(crate) fn new(down: Option<Day>) -> Self {
        Self {
            down,
            window: (0, 0),
            lately: VecDeque::new(),
            issued: 0,
            requests: Vec::new(),
            peak: 0,
            refused: 0,
            lost: 0,
        }
    }

    /// Answers a refresh.
    pub(crate) fn answer(&mut self, now: Timestamp) -> Result<Issued, Trouble> {
        self.count(now);
        if self.down.is_some_and(|day| day.has(now)) {
            self.lost += 1;
            return Err(Kind::Unreachable.into());
        }
        let at = now.as_millis();
        if self.window.0 <= at {
            self.window = (at + MINUTE, 0);
        }
        if self.window.1 == THROTTLE {
            self.refused += 1;
            let wait = u64::try_from(self.window.0 - at).unwrap();
            return Err(Trouble::new(Kind::Throttled)
                .for_at_least(Duration::from_secs(wait.div_ceil(1000))));
        }
        self.window.1 += 1;
        Ok(self.issue())
    }

    /// Tokens, each pair another one.
    pub(crate) fn issue(&mut self) -> Issued {
        self.issued += 1;
        Issued {
            access: Some(AccessToken::new(format!("access token {}", self.issued))),
            refresh: Some(RefreshToken::new(format!("refresh token {}", self.issued))),
            expires_in: Some(YEAR.into()),
        }
    }

    fn count(&mut self, now: Timestamp) {
        self.requests.push(now);
        self.lately.push_back(now);
        let minute = Timestamp::from_millis(now.as_millis() - MINUTE);
        while self.lately.front().is_some_and(|at| *at <= minute) {
            self.lately.pop_front();
        }
        self.peak = self.peak.max(self.lately.len());
    }
}
