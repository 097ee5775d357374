//! Laravel's `throttle`: a fixed window of a minute for each address, opened by
//! its first request.

use std::collections::BTreeMap;
use std::net::IpAddr;

use http::header::RETRY_AFTER;

use crate::reply::Reply;
use crate::settings::Throttle;

const WINDOW_SECONDS: i64 = 60;
const DEFAULT_LIMIT: u32 = 60;

/// How often each address has asked.
#[derive(Debug, Default)]
pub(crate) struct Attempts {
    windows: BTreeMap<IpAddr, Window>,
}

#[derive(Debug, Clone, Copy)]
struct Window {
    ends: i64,
    used: u32,
}

/// What the throttle says to one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Pass { limit: u32, remaining: u32 },
    TooMany { limit: u32, until: i64, seconds: i64 },
}

impl Attempts {
    pub(crate) fn count(&mut self, throttle: Throttle, peer: IpAddr, now: i64) -> Verdict {
        let Throttle::PerMinute(limit) = throttle else {
            return Verdict::Pass { limit: DEFAULT_LIMIT, remaining: DEFAULT_LIMIT - 1 };
        };
        let fresh = Window { ends: now + WINDOW_SECONDS, used: 0 };
        let window = self.windows.entry(peer).or_insert(fresh);
        if window.ends <= now {
            *window = fresh;
        }
        if window.used >= limit {
            return Verdict::TooMany { limit, until: window.ends, seconds: window.ends - now };
        }
        window.used += 1;
        Verdict::Pass { limit, remaining: limit - window.used }
    }
}

/// The headers of a request that was let through.
pub(crate) fn passed(reply: Reply, limit: u32, remaining: u32) -> Reply {
    reply
        .header("X-RateLimit-Limit", &limit.to_string())
        .header("X-RateLimit-Remaining", &remaining.to_string())
}

/// The answer to a request too many.
pub(crate) fn refused(limit: u32, until: i64, seconds: i64, wants_json: bool) -> Reply {
    passed(Reply::too_many_requests(wants_json), limit, 0)
        .header(RETRY_AFTER.as_str(), &seconds.to_string())
        .header("X-RateLimit-Reset", &until.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_opens_with_the_first_request_and_lasts_a_minute() {
        let peer = IpAddr::from([127, 0, 0, 1]);
        let mut attempts = Attempts::default();
        let mut count = |now| attempts.count(Throttle::PerMinute(2), peer, now);
        assert_eq!(count(100), Verdict::Pass { limit: 2, remaining: 1 });
        assert_eq!(count(130), Verdict::Pass { limit: 2, remaining: 0 });
        assert_eq!(count(131), Verdict::TooMany { limit: 2, until: 160, seconds: 29 });
        assert_eq!(count(160), Verdict::Pass { limit: 2, remaining: 1 });
    }

    #[test]
    fn off_means_nobody_is_refused() {
        let peer = IpAddr::from([127, 0, 0, 1]);
        let mut attempts = Attempts::default();
        for _ in 0..100 {
            assert!(matches!(attempts.count(Throttle::Off, peer, 0), Verdict::Pass { .. }));
        }
    }
}
