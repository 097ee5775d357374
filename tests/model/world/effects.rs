//! Carries effects out step by step, as `latchkey_core::effects` does in one go.

use latchkey_core::claim::{Claim, ClaimError};
use latchkey_core::effects::Prepared;
use latchkey_core::identity::Identity;
use latchkey_core::oauth::exchange::{Grant, Issued};
use latchkey_core::product::INSTALLED;
use latchkey_core::session::{Claimed, Extent, Revocation, Verdict, Write};
use latchkey_core::vault::{Failure, Kept as InKeyring};

use super::{
    AccessToken, Asked, Browser, Claims, ClockOffset, Done, Duration, Effect, ExposeSecret,
    Forgetting, Generation, Kind, Ledger, Reading, Record, RedirectUri, Request, Revoking, Stage,
    Step, Storing, Task, Timestamp, TokenSet, Trouble, World,
};
use crate::ledger::refresh_of;
use crate::task::Sent;

/// The deadline of a request.
const REQUEST_MS: i64 = 30_000;
/// How long the rim waits for another program, with a note or a new sign-in and with a sign-out.
const NOTE_PATIENCE_MS: i64 = 2_000;
const SIGN_OUT_PATIENCE_MS: i64 = 45_000;

impl World {
    /// Takes a session's effects over.
    pub(super) fn perform(&mut self, who: usize, effects: Vec<Effect>) {
        let generation = self.clients[who].session.generation();
        for effect in effects {
            self.check(Ledger::i10_no_secret_is_shown(&format!("{effect:?}")));
            if let Some(task) = self.begin(who, effect) {
                self.clients[who].tasks.push((generation, task));
            }
        }
        let shown = format!("{:?}", self.clients[who].session);
        self.check(Ledger::i10_no_secret_is_shown(&shown));
    }

    fn begin(&mut self, who: usize, effect: Effect) -> Option<Task> {
        let until = |patience| self.time + patience;
        Some(match effect {
            Effect::Load => Task::Load(Reading::default()),
            Effect::Prepare { secrets, .. } => Task::Prepare(secrets),
            Effect::OpenBrowser(_) => Task::OpenBrowser,
            Effect::Claim { patience } => Task::Claim {
                until: until(i64::try_from(patience.as_millis()).unwrap()),
                claim: None,
                reading: Reading::default(),
            },
            Effect::Exchange { grant, claim } => Task::Exchange { grant, claim, sent: None },
            Effect::Store { record, how } => {
                let stage = match how {
                    Write::Claimed => Storing::Record(record),
                    Write::Replace | Write::Amend => Storing::Claiming(record),
                };
                Task::Store { how, until: until(NOTE_PATIENCE_MS), claim: None, stage }
            }
            Effect::Identify { token, .. } => Task::Identify(token),
            Effect::HandOut { token, .. } => {
                self.handed_out(who, &token);
                Task::HandOut
            }
            Effect::Revoke(tokens) => Task::Revoke {
                until: until(SIGN_OUT_PATIENCE_MS),
                claim: None,
                generation: 0,
                stage: Revoking::Claiming(tokens),
                silent: false,
            },
            Effect::Discard(tokens) => Task::Revoke {
                until: self.time,
                claim: None,
                generation: 0,
                stage: Revoking::Sending(tokens),
                silent: true,
            },
            Effect::Forget { extent: Extent::Tokens | Extent::Connection, up_to } => {
                Task::Forget { up_to, stage: Forgetting::Access }
            }
            Effect::Disappoint(_) => {
                self.clients[who].asks = false;
                return None;
            }
            Effect::Remember | Effect::Retire => return None,
        })
    }

    fn handed_out(&mut self, who: usize, token: &AccessToken) {
        let client = &self.clients[who];
        let believed = client.session.clock_offset().server_time(self.now(who)).as_millis();
        let now = self.server_now();
        let token = token.expose_secret();
        let heard = client.heard;
        self.check(Ledger::i5_what_is_handed_out_counts(
            token,
            &self.passport,
            now,
            believed,
            heard,
        ));
        let pair = self.passport.of_access(token);
        self.tell(who, &format!("hands out the access token of {pair:?}"));
    }

    /// One step of one effect; whether it moved.
    pub(super) fn step(&mut self, who: usize, at: usize) -> bool {
        if at >= self.clients[who].tasks.len() {
            return false;
        }
        let (generation, task) = self.clients[who].tasks.remove(at);
        match self.carry_on(who, task) {
            Step::On(task) => {
                self.clients[who].tasks.insert(at, (generation, task));
                true
            }
            Step::Waits(task) => {
                self.clients[who].tasks.insert(at, (generation, task));
                false
            }
            Step::Done(done) => {
                self.deliver(who, generation, done);
                true
            }
        }
    }

    fn carry_on(&mut self, who: usize, task: Task) -> Step {
        match task {
            Task::Load(reading) => self.load(who, reading),
            Task::Claim { until, claim, reading } => self.claim(who, until, claim, reading),
            Task::Exchange { grant, claim, sent } => self.exchange(who, grant, claim, sent),
            Task::Store { how, until, claim, stage } => self.store(who, how, until, claim, stage),
            Task::Identify(token) => self.identify(who, &token),
            Task::Prepare(secrets) => {
                if !self.reachable {
                    return Step::Done(Done::Prepared(Err(Kind::Unreachable.into())));
                }
                let uri = RedirectUri::deep_link(&INSTALLED, &self.connection.server);
                let link = self.connection.server.at("oauth/authorize").into();
                let state = secrets.state.expose_secret().to_owned();
                self.clients[who].browser = Some(Browser { uri: uri.clone(), state });
                let prepared = Prepared { uri, link, listening: None, checked: true };
                Step::Done(Done::Prepared(Ok(prepared)))
            }
            Task::OpenBrowser => Step::Done(Done::BrowserOpened),
            Task::HandOut => Step::Done(Done::HandedOut),
            Task::Revoke { until, claim, generation, stage, silent } => {
                self.revoke(who, until, claim, generation, stage, silent)
            }
            Task::Forget { up_to, stage } => self.forget(who, up_to, stage),
        }
    }

    fn read(&mut self, reading: &mut Reading) -> Option<Result<Option<Record>, Failure>> {
        let found = self.keyring.read(reading)?;
        if let Ok(Some(record)) = &found {
            self.check(Ledger::i4_no_record_is_torn(record, &self.passport));
        }
        Some(found)
    }

    /// What a program believes of the keyring. That a sign-in has ended was judged when it was written down; by the
    /// time it is believed, somebody may have signed in anew.
    fn believe(&mut self, who: usize, found: &Result<Option<Record>, Failure>) {
        if let Ok(Some(record)) = found {
            self.clients[who].ended |= record.standing.end().is_some();
        }
    }

    fn load(&mut self, who: usize, mut reading: Reading) -> Step {
        let Some(found) = self.read(&mut reading) else {
            return Step::On(Task::Load(reading));
        };
        self.believe(who, &found);
        let kept = found.map(|record| InKeyring { record, client_secret_for: None });
        Step::Done(Done::Loaded(kept))
    }

    /// The lock, if nobody else has it.
    fn try_lock(&self) -> Option<Claim> {
        let id = self.connection.id;
        match self.runtime.block_on(self.locks.claim(id, Duration::ZERO)) {
            Ok(claim) => Some(claim),
            Err(ClaimError::Busy(_)) => None,
            Err(ClaimError::Unusable(error)) => panic!("the lock file cannot be used: {error}"),
        }
    }

    fn claim(
        &mut self,
        who: usize,
        until: i64,
        claim: Option<Claim>,
        mut reading: Reading,
    ) -> Step {
        let Some(claim) = claim else {
            return match self.try_lock() {
                Some(claim) => Step::On(Task::Claim { until, claim: Some(claim), reading }),
                None if self.time >= until => Step::Done(Done::Claimed(Err(Kind::Busy.into()))),
                None => Step::Waits(Task::Claim { until, claim: None, reading }),
            };
        };
        match self.read(&mut reading) {
            Some(found) => {
                self.believe(who, &found);
                Step::Done(Done::Claimed(Claimed::looking(claim, found)))
            }
            None => Step::On(Task::Claim { until, claim: Some(claim), reading }),
        }
    }

    /// Puts a request on the wire.
    fn send(&mut self, who: usize, grant: &Grant, claimed: bool) -> Sent {
        let asked = match grant {
            Grant::RefreshToken(token) => Asked::Refresh(token.expose_secret().to_owned()),
            Grant::AuthorizationCode { code, .. } => Asked::Code(code.expose_secret().to_owned()),
            Grant::Password { .. } => panic!("nobody types a password here"),
        };
        self.requests += 1;
        let id = self.requests;
        self.tell(who, &format!("sends {asked:?} (request {id})"));
        if let Asked::Code(code) = &asked {
            self.check(self.ledger.i8_an_answered_code_is_not_sent(code));
        }
        let stage = Stage::Underway;
        self.wire.push(Request { id, who, asked, stage, waits: true, claimed });
        Sent { request: id, at: self.now(who), deadline: self.time + REQUEST_MS }
    }

    /// The answer to a request, once there is one or it is too late for one.
    fn answer(&mut self, sent: Sent) -> Option<Result<Issued, Trouble>> {
        let found = |request: &Request| request.id == sent.request && request.waits;
        let at = self.wire.iter().position(found)?;
        if let Stage::Answered(answer) = &self.wire[at].stage {
            let answer = answer.clone();
            let asked = self.wire.remove(at).asked;
            let definite = answer.as_ref().err().is_none_or(|trouble| {
                matches!(trouble.kind, Kind::CodeRejected | Kind::RefreshTokenRevoked)
            });
            if let (Asked::Code(code), true) = (&asked, definite) {
                self.ledger.answered(code);
            }
            return Some(answer);
        }
        if self.time >= sent.deadline {
            self.wire[at].waits = false;
            return Some(Err(Kind::Timeout.into()));
        }
        None
    }

    /// What the `Date` of an answer tells; silence tells nothing.
    fn offset(&self, who: usize, sent: Timestamp) -> ClockOffset {
        let date = Timestamp::from_millis(self.server_now() / 1_000 * 1_000);
        ClockOffset::measure(date, sent, self.now(who))
    }

    fn exchange(
        &mut self,
        who: usize,
        grant: Grant,
        claim: Option<Claim>,
        sent: Option<Sent>,
    ) -> Step {
        let Some(sent) = sent else { return self.ask(who, grant, claim) };
        let Some(result) = self.answer(sent) else {
            return Step::Waits(Task::Exchange { grant, claim, sent: Some(sent) });
        };
        let silent = result
            .as_ref()
            .err()
            .is_some_and(|trouble| matches!(trouble.kind, Kind::Timeout | Kind::Unreachable));
        let offset = (!silent).then(|| self.offset(who, sent.at));
        Step::Done(Done::Exchanged { result, claim, sent: sent.at, offset })
    }

    fn ask(&mut self, who: usize, grant: Grant, claim: Option<Claim>) -> Step {
        let now = self.now(who);
        let unsent = |claim, trouble| {
            Step::Done(Done::Exchanged { result: Err(trouble), claim, sent: now, offset: None })
        };
        if let Some(Err(failure)) = self.keyring.read(&mut Reading::default())
            && failure != Failure::Damaged
        {
            return unsent(claim, Kind::Keyring(failure).into());
        }
        let mut kept = None;
        let claimed = claim.is_some();
        if let Some(claim) = claim {
            let (claim, allowed) = self.runtime.block_on(claim.ask(self.uptime()));
            if let Err(rest) = allowed {
                return unsent(claim, Trouble::new(Kind::OwnLimit).for_at_least(rest));
            }
            kept = claim;
        }
        if !self.reachable {
            return unsent(kept, Kind::Unreachable.into());
        }
        if claimed {
            self.ledger.asked(self.server_now());
        }
        // A sign-out tries what it has; a refresh must not.
        if let Grant::RefreshToken(token) = &grant {
            self.check(self.ledger.i2_no_spent_token_is_sent(token.expose_secret()));
        }
        let sent = self.send(who, &grant, claimed);
        Step::On(Task::Exchange { grant, claim: kept, sent: Some(sent) })
    }

    fn store(
        &mut self,
        who: usize,
        how: Write,
        until: i64,
        claim: Option<Claim>,
        stage: Storing,
    ) -> Step {
        let on = |claim, stage| Step::On(Task::Store { how, until, claim, stage });
        match stage {
            Storing::Claiming(record) => match self.try_lock() {
                Some(claim) => on(Some(claim), Storing::Reading(record, Reading::default())),
                None if self.time < until => {
                    let stage = Storing::Claiming(record);
                    Step::Waits(Task::Store { how, until, claim, stage })
                }
                None if how == Write::Amend => Step::Done(Done::Stored(Err(Failure::Refused))),
                None => on(None, Storing::Reading(record, Reading::default())),
            },
            Storing::Reading(record, mut reading) => {
                let Some(found) = self.read(&mut reading) else {
                    return on(claim, Storing::Reading(record, reading));
                };
                match how.over(*record, found) {
                    Verdict::Write(record) => on(claim, Storing::Record(Box::new(record))),
                    Verdict::Superseded(found) => Step::Done(Done::Superseded(Box::new(found))),
                    Verdict::Fail(failure) => Step::Done(Done::Stored(Err(failure))),
                }
            }
            Storing::Record(record) => self.write_record(who, how, until, claim, record),
            Storing::Access(record) => {
                let (lands, result) = self.keyring.takes();
                if lands {
                    self.keyring.access = record.encode().access.map(|text| text.to_string());
                }
                if result.is_ok() {
                    self.ledger.confirmed(&record, how, &self.passport);
                }
                Step::Done(Done::Stored(result.map(|()| record.generation)))
            }
        }
    }

    fn write_record(
        &mut self,
        who: usize,
        how: Write,
        until: i64,
        claim: Option<Claim>,
        record: Box<Record>,
    ) -> Step {
        let client = &mut self.clients[who];
        if record.generation < client.floor {
            return Step::Done(Done::Stored(Ok(record.generation)));
        }
        client.floor = record.generation;
        let (lands, result) = self.keyring.takes();
        let encoded = record.encode();
        if lands {
            let before = self.keyring.decoded();
            let (server, now) = (&self.passport, self.server_now());
            let kept =
                Ledger::i6_nothing_is_overwritten(before.as_ref(), &record, how, server, now);
            self.check(kept);
            let kept = self.ledger.i4_generations_rise(record.generation);
            self.check(kept);
            self.keyring.record = Some(encoded.record.to_string());
            let token = refresh_of(&record);
            let (number, standing) = (record.generation, record.standing);
            self.tell(who, &format!("writes {number}: {token:?} {standing:?} ({how:?})"));
        }
        match (result, encoded.access) {
            (Ok(()), Some(_)) => {
                Step::On(Task::Store { how, until, claim, stage: Storing::Access(record) })
            }
            (Ok(()), None) => {
                self.ledger.confirmed(&record, how, &self.passport);
                Step::Done(Done::Stored(Ok(record.generation)))
            }
            (Err(failure), access) => {
                if let (true, Some(access)) = (lands, access) {
                    self.keyring.access = Some(access.to_string());
                }
                Step::Done(Done::Stored(Err(failure)))
            }
        }
    }

    fn identify(&mut self, who: usize, token: &AccessToken) -> Step {
        if !self.reachable {
            return Step::Done(Done::Identified(Err(Kind::Unreachable.into()), None));
        }
        if !self.passport.accepts(token.expose_secret(), self.server_now()) {
            return Step::Done(Done::Identified(Err(Kind::TokenNotAccepted.into()), None));
        }
        let id = Claims::peek(token).subject.unwrap_or_default();
        let person = Identity {
            user_name: id.clone(),
            full_name: format!("User {id}"),
            id,
            email: None,
            administrator: false,
        };
        let offset = self.offset(who, self.now(who));
        Step::Done(Done::Identified(Ok(person), Some(offset)))
    }

    fn revoke(
        &mut self,
        who: usize,
        until: i64,
        claim: Option<Claim>,
        generation: u64,
        stage: Revoking,
        silent: bool,
    ) -> Step {
        let on = |claim, generation, stage| {
            Step::On(Task::Revoke { until, claim, generation, stage, silent })
        };
        match stage {
            Revoking::Claiming(tokens) => match self.try_lock() {
                Some(claim) => {
                    on(Some(claim), generation, Revoking::Reading(tokens, Reading::default()))
                }
                None if self.time >= until => on(None, generation, Revoking::Sending(tokens)),
                None => {
                    let stage = Revoking::Claiming(tokens);
                    Step::Waits(Task::Revoke { until, claim, generation, stage, silent })
                }
            },
            Revoking::Reading(tokens, mut reading) => {
                let Some(found) = self.read(&mut reading) else {
                    return on(claim, generation, Revoking::Reading(tokens, reading));
                };
                let claimed = claim.and_then(|claim| Claimed::looking(claim, found).ok());
                let (claim, record) = claimed.map(Claimed::into_parts).unzip();
                let record = record.flatten();
                let generation = record.as_ref().map_or(0, |record| record.generation);
                let tokens = record.map_or(tokens, |record| record.tokens);
                on(claim, generation, Revoking::Sending(tokens))
            }
            Revoking::Sending(tokens) => {
                let Some(token) = tokens.refresh.clone().filter(|_| self.reachable) else {
                    let unsent = Err(Kind::Unreachable.into());
                    return on(claim, generation, Revoking::Deleting(tokens, unsent));
                };
                // Without a claim it is one of the person's last words, and asks nobody.
                let sent = self.send(who, &Grant::RefreshToken(token), claim.is_some());
                on(claim, generation, Revoking::Waiting(tokens, sent))
            }
            Revoking::Waiting(tokens, sent) => match self.answer(sent) {
                Some(answer) => {
                    let last = answer.map(|issued| issued.access);
                    on(claim, generation, Revoking::Deleting(tokens, last))
                }
                None => {
                    let stage = Revoking::Waiting(tokens, sent);
                    Step::Waits(Task::Revoke { until, claim, generation, stage, silent })
                }
            },
            Revoking::Deleting(tokens, last) => {
                let report = self.delete(&tokens, last);
                let done = if silent {
                    Done::Discarded
                } else {
                    Done::Revoked { report, claim, generation }
                };
                Step::Done(done)
            }
        }
    }

    fn delete(
        &mut self,
        tokens: &TokenSet,
        last: Result<Option<AccessToken>, Trouble>,
    ) -> Revocation {
        let deleted = self.reachable;
        let trouble = last.as_ref().err().cloned();
        if deleted {
            let old = Some(&tokens.access);
            for token in last.as_ref().ok().and_then(Option::as_ref).into_iter().chain(old) {
                self.passport.delete(token.expose_secret());
            }
        }
        let valid_until = tokens.lifetime.expires_at.filter(|_| !deleted);
        Revocation { copies: deleted, last_token: deleted, valid_until, trouble }
    }

    fn forget(&mut self, who: usize, up_to: u64, stage: Forgetting) -> Step {
        let client = &mut self.clients[who];
        client.floor = client.floor.max(up_to + 1);
        let asked_for = client.leaves;
        self.check(Ledger::i6_only_a_sign_out_deletes(asked_for));
        let (lands, result) = self.keyring.takes();
        if let Err(failure) = result
            && !lands
            && failure != Failure::Full
        {
            return Step::Done(Done::Forgotten(Err(failure)));
        }
        match stage {
            Forgetting::Access => {
                self.keyring.access = None;
                Step::On(Task::Forget { up_to, stage: Forgetting::Record })
            }
            Forgetting::Record => {
                self.keyring.record = None;
                self.ledger.gone();
                self.tell(who, "empties its entries");
                self.clients[who].leaves = false;
                Step::Done(Done::Forgotten(Ok(())))
            }
        }
    }

    /// The one place where results meet the session, as in the keeper.
    fn deliver(&mut self, who: usize, generation: Generation, done: Done) {
        let now = self.now(who);
        let client = &mut self.clients[who];
        if let Done::HandedOut = done {
            client.asks = false;
            return;
        }
        let session = &mut client.session;
        if session.generation() != generation {
            return;
        }
        let effects = match done {
            Done::Loaded(kept) => session.loaded(kept, now),
            Done::Prepared(prepared) => session.prepared(prepared, now),
            Done::BrowserOpened => {
                session.browser_opened(&Ok(()));
                Vec::new()
            }
            Done::Claimed(result) => session.claimed(result, now),
            Done::Exchanged { result, claim, sent, offset } => {
                if let Some(offset) = offset {
                    session.clock_is(offset);
                    client.heard = true;
                }
                session.exchange_answered(result, claim, sent, now)
            }
            Done::Stored(result) => session.stored(result, now),
            Done::Superseded(record) => session.superseded(*record, now),
            Done::Identified(result, offset) => {
                if let Some(offset) = offset {
                    session.clock_is(offset);
                    client.heard = true;
                }
                session.identified(result)
            }
            Done::Revoked { report, claim, generation } => {
                session.revoked(report, claim, generation)
            }
            Done::Forgotten(result) => session.forgotten(result),
            Done::HandedOut | Done::Discarded => Vec::new(),
        };
        self.perform(who, effects);
        self.look();
    }
}
