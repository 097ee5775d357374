//! One computer: programs that share a keyring, a lock and a ProcessMaker, and take one step at a time.

mod effects;
mod people;

use std::time::Duration;

use latchkey_core::claim::Locks;
use latchkey_core::clock::{BootId, ClockOffset, Steady, Timestamp, Uptime};
use latchkey_core::connection::{Connection, Draft, Environment, Method};
use latchkey_core::instance::Generation as ProductGeneration;
use latchkey_core::oauth::redirect::RedirectUri;
use latchkey_core::record::{Record, Standing};
use latchkey_core::session::{Effect, Generation, Session, State};
use latchkey_core::token::{AccessToken, Claims, Lifetime, TokenSet};
use latchkey_core::trouble::{Kind, Trouble};
use secrecy::ExposeSecret;
use tempfile::TempDir;

use crate::keyring::{Keyring, Mood, Reading};
use crate::ledger::{Kept, Ledger};
use crate::moves::{Act, Case, Fault, Move};
use crate::passport::{Asked, Passport, Stage};
use crate::task::{Done, Forgetting, Revoking, Step, Storing, Task};

/// When the model's time begins, by the server's clock.
const EPOCH: i64 = 1_795_307_008_000;

/// What takes no time by itself is done before more than this passes.
const AT_ONCE_MS: i64 = 2_000;

/// How long everybody has to come to rest once nothing fails: while weeks are left of a token, the longest rest
/// between two tries is a day, and a turn comes within another.
const REST_WITHIN_MS: i64 = 3 * 24 * 3_600_000;

/// No run needs more steps than this to come to rest.
const REST_STEPS: usize = 5_000;

pub(crate) struct World {
    pub(crate) passport: Passport,
    pub(crate) keyring: Keyring,
    pub(crate) ledger: Ledger,
    pub(crate) clients: Vec<Client>,
    pub(crate) wire: Vec<Request>,
    /// What happened, in words.
    pub(crate) story: Vec<String>,
    /// The first invariant that did not hold.
    pub(crate) broken: Option<String>,
    /// Whether anything answers at the server's address.
    reachable: bool,
    connection: Connection,
    locks: Locks,
    runtime: tokio::runtime::Runtime,
    _folder: TempDir,
    /// Milliseconds since the model began.
    time: i64,
    booted_at: i64,
    boots: u32,
    /// By how much the wall clock is ahead.
    wall_ahead: i64,
    requests: u64,
}

/// A running program.
pub(crate) struct Client {
    pub(crate) session: Session,
    pub(crate) tasks: Vec<(Generation, Task)>,
    steady: Steady,
    /// The vault's own memory of what it has written or forgotten.
    floor: u64,
    /// Whether somebody waits for a token.
    asks: bool,
    /// Whether a person asked for a sign-out.
    leaves: bool,
    /// Whether it asks for a new sign-in.
    ended: bool,
    /// Whether it has heard the server's clock.
    heard: bool,
    drift: i64,
    browser: Option<Browser>,
    last_answer: Option<String>,
    attempts: u32,
}

struct Browser {
    uri: RedirectUri,
    state: String,
}

/// A request on its way to the server, through it, or back.
#[derive(Debug, Clone)]
pub(crate) struct Request {
    id: u64,
    who: usize,
    asked: Asked,
    stage: Stage,
    /// Whether the program still waits for the answer.
    waits: bool,
    claimed: bool,
}

impl World {
    pub(crate) fn new(case: &Case) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let draft = Draft {
            name: "Acme".into(),
            address: "https://acme.example".into(),
            environment: Environment::Production,
            client_id: "4".into(),
            method: Method::Browser,
            generation: ProductGeneration::Version4,
            authority: None,
        };
        let id = "7f3a9c1e-22d0-4b5a-8000-000000000001".parse().unwrap();
        let mut world = Self {
            passport: Passport::new(case.behaviour),
            keyring: Keyring { mood: Mood::Fine, record: None, access: None },
            ledger: Ledger::default(),
            clients: Vec::new(),
            wire: Vec::new(),
            story: Vec::new(),
            broken: None,
            reachable: true,
            connection: draft.check(id).unwrap(),
            locks: Locks::in_folder(folder.path()),
            runtime: tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap(),
            _folder: folder,
            time: 0,
            booted_at: -3_600_000,
            boots: 0,
            wall_ahead: 0,
            requests: 0,
        };
        world.keep_a_first_sign_in();
        for _ in 0..case.clients {
            world.start();
        }
        world
    }

    /// A pair that an earlier run signed in with and saved.
    fn keep_a_first_sign_in(&mut self) {
        let now = self.server_now();
        let issued = self.passport.issue(2, None, now);
        let access = issued.access.unwrap();
        let born = self.steady().moment(Timestamp::from_millis(now));
        let claims = Claims::peek(&access);
        let lifetime =
            Lifetime::new(Timestamp::from_millis(now), issued.expires_in.as_ref(), &claims);
        let record = Record {
            generation: 1,
            standing: Standing::Active,
            server: self.connection.server.id(),
            client: self.connection.client_id.clone(),
            tokens: TokenSet {
                access,
                refresh: issued.refresh,
                lifetime: Lifetime { born, ..lifetime },
                claims,
            },
            who: None,
            copied_at: None,
        };
        let encoded = record.encode();
        self.keyring.record = Some(encoded.record.to_string());
        self.keyring.access = encoded.access.map(|access| access.to_string());
        self.ledger.confirmed(&record, latchkey_core::session::Write::Replace, &self.passport);
        self.ledger.i4_generations_rise(1).unwrap();
    }

    fn steady(&self) -> Steady {
        let wall = Timestamp::from_millis(EPOCH + self.time + self.wall_ahead);
        Steady::new(wall, self.uptime())
    }

    fn uptime(&self) -> Uptime {
        let since_boot = u64::try_from(self.time - self.booted_at).unwrap();
        let boot = Some(BootId::named(&self.boots.to_string()));
        Uptime { since_boot: Duration::from_millis(since_boot), boot }
    }

    fn server_now(&self) -> i64 {
        EPOCH + self.time
    }

    /// The present, by a program's own clock.
    fn now(&self, who: usize) -> Timestamp {
        self.clients[who].steady.now(self.uptime())
    }

    fn launched(&self) -> (Client, Vec<Effect>) {
        let (session, effects) = Session::saved(self.connection.clone(), self.steady());
        let client = Client {
            session,
            tasks: Vec::new(),
            steady: self.steady(),
            floor: 0,
            asks: false,
            leaves: false,
            ended: false,
            heard: false,
            drift: 0,
            browser: None,
            last_answer: None,
            attempts: 0,
        };
        (client, effects)
    }

    fn start(&mut self) {
        let (client, effects) = self.launched();
        self.clients.push(client);
        self.perform(self.clients.len() - 1, effects);
    }

    /// A program dies, with all it held and waited for, and is started again.
    fn crash(&mut self, who: usize) {
        self.tell(who, "dies and is started again");
        for request in self.wire.iter_mut().filter(|request| request.who == who) {
            request.waits = false;
        }
        let (client, effects) = self.launched();
        self.clients[who] = client;
        self.perform(who, effects);
    }

    pub(crate) fn tell(&mut self, who: usize, what: &str) {
        let line = format!("{:>9.3} program {who} {what}", seconds(self.time));
        self.story.push(line);
    }

    fn tell_all(&mut self, what: &str) {
        self.story.push(format!("{:>9.3} {what}", seconds(self.time)));
    }

    fn check(&mut self, kept: Kept) {
        if let Err(broken) = kept {
            self.broken.get_or_insert(broken);
        }
    }

    /// Makes one choice of the schedule come true, as far as it can be made at the moment.
    pub(crate) fn make(&mut self, choice: &Move) {
        let among = |index: u8, len: usize| usize::from(index) % len.max(1);
        let who = |index: u8| among(index, self.clients.len());
        match *choice {
            Move::Step { client, task } => {
                let who = who(client);
                let at = among(task, self.clients[who].tasks.len());
                self.step(who, at);
            }
            Move::Settle { client } => self.settle(who(client)),
            Move::Wire { request } => self.work(among(request, self.wire.len())),
            Move::Fault { request, fault } => self.fail(among(request, self.wire.len()), fault),
            Move::Pass { seconds } => self.pass(i64::from(seconds) * 1_000),
            Move::PassUntilDue => self.pass_until_due(),
            Move::Tick { client } => self.tick(who(client)),
            Move::Person { client, act } => self.act(who(client), act),
            Move::Crash { client } => self.crash(who(client)),
            Move::Keyring(mood) => {
                self.keyring.mood = mood;
                self.tell_all(&format!("the keyring is {mood:?}"));
            }
            Move::Damage => self.damage(),
            Move::Server { reachable } => {
                self.reachable = reachable;
                self.tell_all(if reachable { "the server is back" } else { "the server is away" });
            }
            Move::SetClock { minutes } => {
                self.wall_ahead += i64::from(minutes) * 60_000;
                self.tell_all(&format!("the clock is set by {minutes} minutes"));
            }
            Move::Reboot => self.reboot(),
        }
        self.look();
    }

    /// What has to hold at every moment.
    fn look(&mut self) {
        let in_flight = |request: &&Request| {
            request.waits && request.claimed && matches!(request.asked, Asked::Refresh(_))
        };
        let in_flight = self.wire.iter().filter(in_flight).count();
        self.check(Ledger::i1_one_refresh_in_flight(in_flight));
        self.check(self.ledger.i7_requests_keep_to_the_budget(self.server_now()));
        self.check(self.ledger.i8_a_state_is_taken_once());
        for who in 0..self.clients.len() {
            let ended = asks_for_a_sign_in(self.clients[who].session.state());
            if ended && !self.clients[who].ended {
                self.tell(who, "asks for a new sign-in");
                let now = self.server_now();
                self.check(self.ledger.i3_nothing_alive_is_given_up(&self.passport, now));
            }
            self.clients[who].ended = ended;
            if self.clients[who].session.held().is_none() {
                self.clients[who].asks = false;
            }
        }
    }

    fn damage(&mut self) {
        if self.keyring.record.is_some() {
            self.tell_all("the record is damaged");
            self.keyring.record = Some("garbage".to_owned());
            self.ledger.gone();
        }
    }

    fn reboot(&mut self) {
        self.tell_all("the computer is started anew");
        self.boots += 1;
        self.booted_at = self.time;
        for who in 0..self.clients.len() {
            self.crash(who);
        }
    }

    /// One commit of a request at the server.
    fn work(&mut self, at: usize) {
        let Some(request) = self.wire.get(at).cloned() else { return };
        if matches!(request.stage, Stage::Answered(_)) {
            return;
        }
        let now = self.server_now();
        let stage = self.passport.work(&request.asked, request.stage, now);
        let words = match &stage {
            Stage::Underway => "has the request".to_owned(),
            Stage::Found(_) => "takes the grant".to_owned(),
            Stage::Revoked(_) => "revokes the old pair".to_owned(),
            Stage::Answered(Ok(_)) => {
                format!("issues rt-{}", self.passport.pairs.len().saturating_sub(1))
            }
            Stage::Answered(Err(trouble)) => format!("answers: {trouble}"),
        };
        self.tell_all(&format!("the server {words} (request {})", request.id));
        if !request.waits && matches!(stage, Stage::Answered(_)) {
            self.wire.remove(at);
        } else {
            self.wire[at].stage = stage;
        }
    }

    fn fail(&mut self, at: usize, fault: Fault) {
        let Some(request) = self.wire.get(at) else { return };
        let id = request.id;
        let said = |kind: Kind| Stage::Answered(Err(Trouble::from(kind)));
        let begun = !matches!(request.stage, Stage::Underway);
        let over = matches!(request.stage, Stage::Answered(_));
        if over && !request.waits {
            return;
        }
        let stage = match fault {
            Fault::NotConnected if !begun => said(Kind::Unreachable),
            Fault::Maintenance if !begun => said(Kind::Maintenance),
            Fault::Throttled if !begun => said(Kind::Throttled),
            Fault::ServerError if !over => said(Kind::ServerError),
            Fault::Html => said(Kind::UnexpectedAnswer),
            Fault::Lost | Fault::Reset => {
                if !over {
                    // The server goes on with it.
                    let orphan = Request { waits: false, ..self.wire[at].clone() };
                    self.wire.push(orphan);
                }
                said(if fault == Fault::Lost { Kind::Timeout } else { Kind::UnexpectedAnswer })
            }
            Fault::Duplicate => {
                let twin = Request { waits: false, stage: Stage::Underway, ..request.clone() };
                self.wire.push(twin);
                self.tell_all(&format!("request {id} arrives twice"));
                return;
            }
            Fault::NoAccessToken => {
                if let Stage::Answered(Ok(issued)) = &mut self.wire[at].stage {
                    issued.access = None;
                    self.tell_all(&format!("the answer to {id} has no access token"));
                }
                return;
            }
            Fault::NotConnected | Fault::Maintenance | Fault::Throttled | Fault::ServerError => {
                return;
            }
        };
        self.tell_all(&format!("request {id} meets {fault:?}"));
        if self.wire[at].waits {
            self.wire[at].stage = stage;
        } else {
            self.wire.remove(at);
        }
    }

    /// Lets time pass. Whoever waits stops waiting when it is time to, and what takes no time is not delayed.
    fn pass(&mut self, millis: i64) {
        let target = self.time + millis;
        if millis > AT_ONCE_MS {
            self.run_what_is_ready();
        }
        loop {
            let due = self.clients.iter().enumerate().flat_map(|(who, client)| {
                let tasks = client.tasks.iter().enumerate();
                tasks.filter_map(move |(at, (_, task))| Some((task.deadline()?, who, at)))
            });
            let Some((deadline, who, at)) = due.min().filter(|(at, ..)| *at <= target) else {
                break;
            };
            self.time = self.time.max(deadline);
            self.step(who, at);
            if millis > AT_ONCE_MS {
                self.run_what_is_ready();
            }
        }
        self.time = target;
    }

    fn pass_until_due(&mut self) {
        let due = (0..self.clients.len()).filter_map(|who| {
            let wakes_at = self.clients[who].session.wakes_at()?;
            Some(wakes_at.as_millis() - self.now(who).as_millis())
        });
        if let Some(due) = due.filter(|due| *due > 0).min() {
            self.pass(due);
            self.tell_all("something is due");
        }
    }

    fn run_what_is_ready(&mut self) {
        for _ in 0..REST_STEPS {
            let mut moved = false;
            for who in 0..self.clients.len() {
                let mut at = 0;
                while at < self.clients[who].tasks.len() {
                    let went_on = self.step(who, at);
                    moved |= went_on;
                    if !went_on {
                        at += 1;
                    }
                }
            }
            if !moved {
                return;
            }
        }
        self.check(Ledger::i11_everybody_comes_to_rest(&["steps without end".to_owned()]));
    }

    /// One program alone, and the server with it, until nothing moves.
    fn settle(&mut self, who: usize) {
        for _ in 0..200 {
            let mut moved = false;
            for at in 0..self.clients[who].tasks.len() {
                moved |= at < self.clients[who].tasks.len() && self.step(who, at);
            }
            let unanswered = |request: &Request| {
                request.who == who && !matches!(request.stage, Stage::Answered(_))
            };
            if let Some(at) = self.wire.iter().position(unanswered) {
                self.work(at);
                moved = true;
            }
            self.look();
            if !moved {
                return;
            }
        }
    }

    fn tick(&mut self, who: usize) {
        let wall = Timestamp::from_millis(EPOCH + self.time + self.wall_ahead);
        let drift = self.clients[who].steady.drift(wall, self.uptime());
        let client = &mut self.clients[who];
        if (drift - client.drift).abs() >= 2_000 {
            client.drift = drift;
            client.session.clock_was_set(drift);
        }
        let now = self.now(who);
        let effects = self.clients[who].session.tick(now);
        if !effects.is_empty() {
            self.tell(who, "notices that something is due");
        }
        self.perform(who, effects);
    }

    /// Nothing fails any more: everybody has to come to rest in time.
    pub(crate) fn come_to_rest(&mut self) {
        self.tell_all("nothing fails from here on");
        self.keyring.mood = Mood::Fine;
        self.reachable = true;
        let end = self.time + REST_WITHIN_MS;
        let mut steps = 0;
        // Whoever has unlocked the keyring says so to each program that waits for it, and keeps the others waiting.
        let mut told = vec![false; self.clients.len()];
        while self.broken.is_none() && self.time < end && steps < REST_STEPS {
            steps += 1;
            for (who, told) in told.iter_mut().enumerate() {
                self.settle(who);
                self.tick(who);
                self.settle(who);
                if waits_for_the_keyring(self.clients[who].session.state()) && !*told {
                    *told = true;
                    self.act(who, Act::Retry);
                }
            }
            let orphans = (0..self.wire.len()).rev();
            orphans.for_each(|at| self.work(at));
            self.run_what_is_ready();
            self.look();
            if self.restless().is_empty() {
                return;
            }
            // After a minute, whoever is not at rest waits for a turn that may be hours away.
            if steps % 60 == 0 { self.pass_until_due() } else { self.pass(1_000) }
        }
        let restless = self.restless();
        self.check(Ledger::i11_everybody_comes_to_rest(&restless));
    }

    fn restless(&self) -> Vec<String> {
        let restless = |(who, client): (usize, &Client)| {
            let state = client.session.state();
            let moving = match state {
                State::Waiting(wait) => wait.until.is_some(),
                State::SignedIn(held) => {
                    held.unsaved.is_some_and(|unsaved| unsaved.retry_at.is_some())
                }
                State::Loading
                | State::AwaitingRedirect(_)
                | State::Exchanging(_)
                | State::Refreshing(_)
                | State::SigningOut(_) => true,
                State::Closed(_)
                | State::SignedOut(_)
                | State::NeedsSignIn(_)
                | State::SomebodyElse(_) => false,
            };
            let rests = !moving && client.tasks.is_empty() && !client.asks;
            (!rests).then(|| format!("program {who} {state:?} {:?}", client.tasks))
        };
        self.clients.iter().enumerate().filter_map(restless).collect()
    }
}

/// Whether tokens are kept in memory only until a person sees to the keyring.
fn waits_for_the_keyring(state: &State) -> bool {
    let State::SignedIn(held) = state else { return false };
    held.unsaved.is_some_and(|unsaved| unsaved.retry_at.is_none())
}

fn asks_for_a_sign_in(state: &State) -> bool {
    let State::NeedsSignIn(ended) = state else { return false };
    matches!(
        ended.trouble.kind,
        Kind::RefreshTokenRevoked
            | Kind::RefreshTokenExpired
            | Kind::RefreshTokenUnknown
            | Kind::AnswerLost
    )
}

fn seconds(millis: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "for people to read")]
    let seconds = millis as f64;
    seconds / 1_000.0
}
