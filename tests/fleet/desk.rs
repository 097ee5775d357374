//! One desk: a real session, switched on and off.

use std::time::Duration;

use latchkey_core::claim::Locks;
use latchkey_core::clock::{Steady, Timestamp, Uptime};
use latchkey_core::connection::Connection;
use latchkey_core::record::{Record, Standing};
use latchkey_core::session::{Claimed, Effect, Session, State};
use latchkey_core::token::{Claims, Lifetime, TokenSet};
use latchkey_core::vault::Kept;
use tokio::runtime::Runtime;

use crate::numbers;
use crate::server::Server;

/// One computer in so many goes to sleep in the evening; the others are switched off.
const SLEEPERS: u64 = 3;

pub(crate) struct Desk {
    number: u64,
    connection: Connection,
    /// What the keyring holds.
    record: Record,
    session: Option<Session>,
    /// What was left of the tokens when they were renewed.
    pub(crate) left: Option<Duration>,
    /// Whether the tokens were ever dead, or a sign-in was needed.
    pub(crate) died: bool,
}

/// What all desks have in common.
pub(crate) struct Office {
    pub(crate) locks: Locks,
    pub(crate) runtime: Runtime,
    pub(crate) server: Server,
}

impl Desk {
    /// Somebody who signs in at this time.
    pub(crate) fn new(
        number: u64,
        connection: Connection,
        server: &mut Server,
        at: Timestamp,
        has_a_copy: bool,
    ) -> Self {
        let issued = server.issue();
        let access = issued.access.unwrap();
        let claims = Claims::peek(&access);
        let lifetime = Lifetime::new(at, issued.expires_in.as_ref(), &claims);
        let record = Record {
            generation: 1,
            standing: Standing::Active,
            server: connection.server.id(),
            client: connection.client_id.clone(),
            tokens: TokenSet { access, refresh: issued.refresh, lifetime, claims },
            who: None,
            copied_at: has_a_copy.then_some(at),
        };
        Self { number, connection, record, session: None, left: None, died: false }
    }

    /// The computer is switched on, or wakes.
    pub(crate) fn start(&mut self, office: &mut Office, now: Timestamp) {
        if self.session.is_none() {
            let uptime = Uptime { since_boot: Duration::ZERO, boot: None };
            let steady = Steady::new(now, uptime);
            let (session, _) = Session::saved(self.connection.clone(), steady);
            let session = self.session.insert(session);
            let kept = Kept { record: Some(self.record.clone()), client_secret_for: None };
            let effects = session.loaded(Ok(kept), now);
            self.carry_out(effects, office, now);
        }
        self.tick(office, now);
    }

    /// The computer is switched off, or goes to sleep.
    pub(crate) fn stop(&mut self) {
        if numbers::below(SLEEPERS, self.number, 3) != 0 {
            self.session = None;
        }
    }

    /// When something is due here.
    pub(crate) fn wakes_at(&self) -> Option<Timestamp> {
        self.session.as_ref()?.wakes_at()
    }

    pub(crate) fn tick(&mut self, office: &mut Office, now: Timestamp) {
        let Some(session) = &mut self.session else { return };
        let effects = session.tick(now);
        self.carry_out(effects, office, now);
        self.look(now);
    }

    fn look(&mut self, now: Timestamp) {
        let Some(session) = &self.session else { return };
        let ended = matches!(session.state(), State::NeedsSignIn(_) | State::SignedOut(_));
        self.died |= ended || self.record.tokens.lifetime.is_over(now);
    }

    /// Does what the session asks for, and what follows from that.
    fn carry_out(&mut self, effects: Vec<Effect>, office: &mut Office, now: Timestamp) {
        let Some(mut session) = self.session.take() else { return };
        let mut effects = std::collections::VecDeque::from(effects);
        while let Some(effect) = effects.pop_front() {
            effects.extend(self.do_one(&mut session, effect, office, now));
        }
        self.session = Some(session);
    }

    fn do_one(
        &mut self,
        session: &mut Session,
        effect: Effect,
        office: &mut Office,
        now: Timestamp,
    ) -> Vec<Effect> {
        match effect {
            Effect::Claim { patience } => {
                let claim = office.locks.claim(self.connection.id, patience);
                let claim = office.runtime.block_on(claim).unwrap();
                session.claimed(Claimed::looking(claim, Ok(Some(self.record.clone()))), now)
            }
            Effect::Store { record, .. } => {
                let generation = record.generation;
                self.record = *record;
                session.stored(Ok(generation), now)
            }
            Effect::Exchange { claim, .. } => {
                let answer = office.server.answer(now);
                if answer.is_ok() {
                    self.left = self.record.tokens.lifetime.left(now);
                }
                session.exchange_answered(answer, claim, now, now)
            }
            other => panic!("nobody asks for this here: {other:?}"),
        }
    }
}
