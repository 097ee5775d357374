//! Laravel Passport's token endpoint, as far as a refresh token's life depends on it.
//!
//! An exchange is three commits, not one: the old token is looked up, then revoked, then the new pair is written. A
//! server may fail, or another request come in, between any two of them.

use std::collections::{BTreeMap, VecDeque};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use latchkey_core::oauth::exchange::Issued;
use latchkey_core::token::{AccessToken, RefreshToken};
use latchkey_core::trouble::{Kind, Trouble};
use serde_json::json;

/// What stands in every secret of a run, so that one that leaks is found.
pub(crate) const CANARY: &str = "CANARY";

/// How the server of a case behaves.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Behaviour {
    /// league/oauth2-server 9 calls a dead refresh token `invalid_grant`, 8 says why it is dead.
    pub(crate) league_9: bool,
    /// Whether a refresh token that is shown twice takes all its descendants with it.
    pub(crate) ends_families: bool,
    /// How long an access token lives, in seconds.
    pub(crate) lifetime: u32,
    /// Whether access tokens are too large to share an entry with their refresh token.
    pub(crate) large: bool,
}

#[derive(Debug)]
pub(crate) struct Pair {
    pub(crate) access: String,
    pub(crate) refresh: String,
    pub(crate) parent: Option<usize>,
    family: usize,
    pub(crate) access_lives: bool,
    pub(crate) refresh_lives: bool,
    /// In milliseconds of the server's clock.
    pub(crate) ends_at: i64,
    refresh_ends_at: i64,
}

#[derive(Debug)]
pub(crate) struct Code {
    user: u8,
    spent: bool,
    ends_at: i64,
}

/// What a request asks for.
#[derive(Debug, Clone)]
pub(crate) enum Asked {
    Refresh(String),
    Code(String),
}

/// How far the server is with a request.
#[derive(Debug, Clone)]
pub(crate) enum Stage {
    Underway,
    Found(usize),
    Revoked(usize),
    Answered(Result<Issued, Trouble>),
}

#[derive(Debug)]
pub(crate) struct Passport {
    pub(crate) behaviour: Behaviour,
    pub(crate) pairs: Vec<Pair>,
    pub(crate) codes: BTreeMap<String, Code>,
    hits: VecDeque<i64>,
}

const REFRESH_LIFETIME_MS: i64 = 400 * 24 * 3_600_000;
const CODE_LIFETIME_MS: i64 = 600_000;
const THROTTLE: usize = 60;

impl Passport {
    pub(crate) fn new(behaviour: Behaviour) -> Self {
        Self { behaviour, pairs: Vec::new(), codes: BTreeMap::new(), hits: VecDeque::new() }
    }

    /// The person agrees, and the browser gets a code.
    pub(crate) fn consent(&mut self, user: u8, now: i64) -> String {
        let code = format!("{CANARY}-code-{}", self.codes.len());
        let ends_at = now + CODE_LIFETIME_MS;
        self.codes.insert(code.clone(), Code { user, spent: false, ends_at });
        code
    }

    pub(crate) fn issue(&mut self, user: u8, parent: Option<usize>, now: i64) -> Issued {
        let number = self.pairs.len();
        let claims = json!({ "sub": user.to_string(), "jti": format!("t{number}") }).to_string();
        let padding = if self.behaviour.large { 1_900 } else { 40 };
        let access = format!(
            "e30.{}.{CANARY}-at-{number}-{}",
            URL_SAFE_NO_PAD.encode(claims),
            "x".repeat(padding)
        );
        let refresh = format!("{CANARY}-rt-{number}");
        self.pairs.push(Pair {
            access: access.clone(),
            refresh: refresh.clone(),
            parent,
            family: parent.map_or(number, |parent| self.pairs[parent].family),
            access_lives: true,
            refresh_lives: true,
            ends_at: now + i64::from(self.behaviour.lifetime) * 1_000,
            refresh_ends_at: now + REFRESH_LIFETIME_MS,
        });
        Issued {
            access: Some(AccessToken::new(access)),
            refresh: Some(RefreshToken::new(refresh)),
            expires_in: Some(json!(self.behaviour.lifetime)),
        }
    }

    pub(crate) fn of_refresh(&self, token: &str) -> Option<usize> {
        self.pairs.iter().position(|pair| pair.refresh == token)
    }

    pub(crate) fn of_access(&self, token: &str) -> Option<usize> {
        self.pairs.iter().position(|pair| pair.access == token)
    }

    pub(crate) fn would_refresh(&self, token: &str, now: i64) -> bool {
        self.of_refresh(token).is_some_and(|at| {
            let pair = &self.pairs[at];
            pair.refresh_lives && now < pair.refresh_ends_at
        })
    }

    /// Whether the API takes an access token.
    pub(crate) fn accepts(&self, token: &str, now: i64) -> bool {
        self.of_access(token)
            .is_some_and(|at| self.pairs[at].access_lives && now < self.pairs[at].ends_at)
    }

    /// Takes an access token back, through the API, which asks for that very token.
    pub(crate) fn delete(&mut self, token: &str) {
        if let Some(at) = self.of_access(token) {
            self.pairs[at].access_lives = false;
        }
    }

    /// One commit of a request.
    pub(crate) fn work(&mut self, asked: &Asked, stage: Stage, now: i64) -> Stage {
        match (stage, asked) {
            (Stage::Underway, _) if self.is_throttled(now) => {
                let rest = std::time::Duration::from_secs(60);
                Stage::Answered(Err(Trouble::new(Kind::Throttled).for_at_least(rest)))
            }
            (Stage::Underway, Asked::Refresh(token)) => self.look_up(token, now),
            (Stage::Underway, Asked::Code(code)) => match self.codes.get(code) {
                Some(code) if !code.spent && now < code.ends_at => Stage::Found(0),
                _ => Stage::Answered(Err(Kind::CodeRejected.into())),
            },
            (Stage::Found(old), Asked::Refresh(_)) => {
                self.pairs[old].access_lives = false;
                self.pairs[old].refresh_lives = false;
                Stage::Revoked(old)
            }
            (Stage::Found(_), Asked::Code(_)) => Stage::Revoked(0),
            (Stage::Revoked(old), Asked::Refresh(_)) => {
                let user = self.user_of(old);
                Stage::Answered(Ok(self.issue(user, Some(old), now)))
            }
            (Stage::Revoked(_), Asked::Code(code)) => {
                let user = self.codes.get_mut(code).map_or(0, |code| {
                    code.spent = true;
                    code.user
                });
                Stage::Answered(Ok(self.issue(user, None, now)))
            }
            (answered @ Stage::Answered(_), _) => answered,
        }
    }

    fn user_of(&self, pair: usize) -> u8 {
        let access = AccessToken::new(self.pairs[pair].access.clone());
        let claims = latchkey_core::token::Claims::peek(&access);
        claims.subject.and_then(|user| user.parse().ok()).unwrap_or(0)
    }

    fn look_up(&mut self, token: &str, now: i64) -> Stage {
        let Some(found) = self.of_refresh(token) else {
            return Stage::Answered(Err(Kind::RefreshTokenUnknown.into()));
        };
        if now >= self.pairs[found].refresh_ends_at {
            // Its words name every way a grant can be dead (recording 177).
            let kind = if self.behaviour.league_9 {
                Kind::RefreshTokenRevoked
            } else {
                Kind::RefreshTokenExpired
            };
            return Stage::Answered(Err(kind.into()));
        }
        if self.pairs[found].refresh_lives {
            return Stage::Found(found);
        }
        if self.behaviour.ends_families {
            let family = self.pairs[found].family;
            for pair in self.pairs.iter_mut().filter(|pair| pair.family == family) {
                pair.access_lives = false;
                pair.refresh_lives = false;
            }
        }
        Stage::Answered(Err(Kind::RefreshTokenRevoked.into()))
    }

    fn is_throttled(&mut self, now: i64) -> bool {
        self.hits.retain(|hit| *hit > now - 60_000);
        self.hits.push_back(now);
        self.hits.len() > THROTTLE
    }
}
