//! What an operator of the instance decides: lifetimes, throttling, and the
//! variations between ProcessMaker's generations that a test asks for.

use std::time::Duration;

use crate::generation::Generation;

/// One year, Passport's `P1Y` outside leap years.
const YEAR: Duration = Duration::from_secs(365 * 24 * 3600);

const DAY: Duration = Duration::from_secs(24 * 3600);

/// How long each thing lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lifetimes {
    /// Access tokens.
    pub access: Duration,
    /// Refresh tokens.
    pub refresh: Duration,
    /// Personal access tokens, which ProcessMaker 3 does not have.
    pub personal: Duration,
    /// Authorization codes.
    pub code: Duration,
}

impl Default for Lifetimes {
    /// Those of the default generation.
    fn default() -> Self {
        Self::of(Generation::default())
    }
}

impl Lifetimes {
    /// What a generation of ProcessMaker ships: everything a year and codes ten
    /// minutes, but in ProcessMaker 3 a day, two weeks and half a minute.
    pub fn of(generation: Generation) -> Self {
        match generation {
            Generation::Version3 => Self {
                access: DAY,
                refresh: 14 * DAY,
                personal: Duration::ZERO,
                code: Duration::from_secs(30),
            },
            Generation::Version4 | Generation::Version2026 => {
                Self { access: YEAR, refresh: YEAR, personal: YEAR, code: Duration::from_secs(600) }
            }
        }
    }
}

/// Whether `POST /oauth/token` counts requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Throttle {
    /// The headers say 59 of 60 remain, always.
    #[default]
    Off,
    /// So many requests a minute and address, as Laravel's `throttle`.
    PerMinute(u32),
}

/// What a refresh does to the refresh token it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rotation {
    /// Revokes it and answers a new one: ProcessMaker.
    #[default]
    Rotate,
    /// Keeps it and repeats it in the answer.
    Repeat,
    /// Keeps it and leaves it out of the answer.
    Omit,
}

/// Whether `grant_type=password` is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PasswordGrant {
    /// As in every release but two.
    #[default]
    Offered,
    /// As in 4.14.0 and 4.14.1, where nobody had enabled it.
    Absent,
}

/// Who reads the OpenAPI document at `/docs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Docs {
    /// Everybody, and its server is `/api/1.0`: as ProcessMaker ships it.
    #[default]
    Open,
    /// Everybody, and its server is the computer on which it was made.
    Elsewhere,
    /// Whoever has signed in with the browser: `SWAGGER_AUTH_REQUIRED`.
    Closed,
}

/// How `iat`, `nbf` and `exp` are written in access tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum JwtTimes {
    /// Numbers with microseconds: ProcessMaker 4.3 and later.
    #[default]
    Fractions,
    /// Whole numbers: up to 4.2.
    Integers,
    /// Strings: Passport 10.1 with lcobucci/jwt 4.0.
    Texts,
}

/// What is in the database at the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Seed {
    /// A fresh installation of ProcessMaker 4 or 2026: the administrator `admin`, and the clients 1
    /// (personal access tokens), 2 (Swagger) and 3 (password grant).
    /// Of ProcessMaker 3: the administrator.
    Installation,
    /// That, the users `maria` and `jane`, and Latchkey, registered as client 4,
    /// in ProcessMaker 3 as [`Workspace::latchkey`](crate::version3::Workspace::latchkey).
    /// Everybody's password is `demo`.
    #[default]
    Demo,
}
