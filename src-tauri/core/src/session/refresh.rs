//! Replacing tokens without losing any, and handing them out.
//!
//! The order is what counts: prove that the keyring takes a write, send the refresh token, save the answer, and only
//! then let anybody have the new access token.

use std::time::Duration;

use super::sign_in::token_set;
use super::{
    Effect, Ended, Extent, Held, NotNow, Refresh, Session, State, Step, Then, Wait, still_unsaved,
};
use crate::oauth::exchange::{Grant, Issued};
use crate::record::Standing;
use crate::schedule;
use crate::token::Timestamp;
use crate::trouble::{Kind, Remedy, Trouble};
use crate::vault::Failure;

/// How often a refresh whose answer is unclear is tried by itself: the token may be spent, and each further try
/// tells less.
const UNCLEAR_TRIES: u32 = 3;

impl Session {
    /// Replaces the tokens now.
    ///
    /// # Errors
    /// When there are none, or something else is happening to them.
    pub fn refresh(&mut self, now: Timestamp) -> Result<Vec<Effect>, NotNow> {
        // Whoever asks while it is under way has what was asked for.
        if let State::Refreshing(_) = self.state {
            return Ok(Vec::new());
        }
        self.resting().ok_or(NotNow)?;
        Ok(self.begin_refresh(Then::Nothing, now))
    }

    /// Hands out the access token; refreshes it first if it is not good for at least `minimum` longer.
    ///
    /// # Errors
    /// When there is no token.
    pub fn copy(&mut self, minimum: Duration, now: Timestamp) -> Result<Vec<Effect>, NotNow> {
        let server_now = self.clock_offset.server_time(now);
        if let State::Refreshing(refresh) = &mut self.state {
            if refresh.then == Then::Nothing {
                refresh.then = Then::HandOut;
            }
            return Ok(Vec::new());
        }
        let held = self.resting().ok_or(NotNow)?;
        let lifetime = held.tokens.lifetime;
        let last_chance = held.tokens.refresh.is_none() && !lifetime.is_over(server_now);
        if lifetime.is_good_for(minimum, server_now) || last_chance {
            return Ok(self.hand_out(false, now));
        }
        Ok(self.begin_refresh(Then::HandOut, now))
    }

    /// Gives the current token out, and remembers that there is a copy now.
    fn hand_out(&mut self, refreshed: bool, now: Timestamp) -> Vec<Effect> {
        let settled = matches!(self.state, State::SignedIn(_));
        let Some(held) = self.resting() else { return Vec::new() };
        let first = held.copied_at.replace(now).is_none();
        let mut effects = vec![Effect::HandOut { token: held.tokens.access.clone(), refreshed }];
        if first && settled && held.unsaved.is_none() {
            // Once per token: a restart must still know that copies are about.
            let held = held.clone();
            effects.push(self.save(&held, Standing::Active));
        }
        effects
    }

    fn begin_refresh(&mut self, then: Then, now: Timestamp) -> Vec<Effect> {
        let failures = if let State::Waiting(wait) = &self.state { wait.failures } else { 0 };
        let Some(held) = self.resting().map(|held| held.clone()) else { return Vec::new() };
        let Some(token) = held.tokens.refresh.clone() else {
            return self.refresh_failed(held, then, failures, Kind::NoRefreshToken.into(), now);
        };
        // Tokens that the keyring never had cannot be lost there by a refresh.
        let (step, effect) = if held.unsaved.is_some() {
            (Step::Requesting, Effect::Exchange(Grant::RefreshToken(token)))
        } else {
            (Step::Proving, self.save(&held, Standing::Refreshing))
        };
        self.go(State::Refreshing(Box::new(Refresh { held, step, then, failures })));
        vec![effect]
    }

    pub(super) fn stored_while_refreshing(
        &mut self,
        result: Result<(), Failure>,
        now: Timestamp,
    ) -> Vec<Effect> {
        let State::Refreshing(refresh) = &mut self.state else {
            return Vec::new();
        };
        match refresh.step {
            Step::Proving => match (result, refresh.held.tokens.refresh.clone()) {
                (Ok(()), Some(token)) => {
                    refresh.step = Step::Requesting;
                    vec![Effect::Exchange(Grant::RefreshToken(token))]
                }
                (Ok(()), None) => Vec::new(),
                (Err(failure), _) => self.stop_refresh(Kind::Keyring(failure).into(), now),
            },
            Step::Requesting => Vec::new(),
            Step::Storing => {
                refresh.held.unsaved = still_unsaved(None, result, now);
                self.settle(now)
            }
        }
    }

    /// What the token endpoint said. `sent` is this computer's clock before the request.
    pub fn exchange_answered(
        &mut self,
        result: Result<Issued, Trouble>,
        sent: Timestamp,
        now: Timestamp,
    ) -> Vec<Effect> {
        let obtained_at = self.clock_offset.server_time(sent);
        let State::Refreshing(refresh) = &mut self.state else {
            return self.exchanged(result, sent, now);
        };
        match result {
            Ok(issued) => {
                let held = &refresh.held;
                let held = Held {
                    tokens: token_set(issued, Some(&held.tokens), obtained_at),
                    who: held.who.clone(),
                    unsaved: None,
                    copied_at: None,
                    stale_copy_at: held.copied_at,
                    trouble: None,
                };
                refresh.held = held.clone();
                refresh.step = Step::Storing;
                vec![self.save(&held, Standing::Active)]
            }
            Err(trouble) => self.stop_refresh(trouble, now),
        }
    }

    /// The new tokens are where they belong.
    fn settle(&mut self, now: Timestamp) -> Vec<Effect> {
        let State::Refreshing(refresh) = self.go(State::Loading) else {
            return Vec::new();
        };
        let Refresh { held, then, .. } = *refresh;
        let usable = !held.tokens.lifetime.is_over(self.clock_offset.server_time(now));
        let mut effects = if held.who.is_none() { self.identify(&held, now) } else { Vec::new() };
        self.go(State::SignedIn(Box::new(held)));
        match then {
            Then::Nothing => {}
            Then::HandOut if usable => effects.extend(self.hand_out(true, now)),
            Then::HandOut => effects.push(Effect::Disappoint(Kind::UnexpectedAnswer.into())),
            Then::SignOut(extent) => return self.sign_out(extent).unwrap_or_default(),
        }
        effects
    }

    fn stop_refresh(&mut self, trouble: Trouble, now: Timestamp) -> Vec<Effect> {
        let State::Refreshing(refresh) = self.go(State::Loading) else {
            return Vec::new();
        };
        let Refresh { held, then, failures, .. } = *refresh;
        self.refresh_failed(held, then, failures + 1, trouble, now)
    }

    /// No new tokens: sorts out what is left, and whether the old access token may still be handed out.
    fn refresh_failed(
        &mut self,
        mut held: Held,
        then: Then,
        failures: u32,
        trouble: Trouble,
        now: Timestamp,
    ) -> Vec<Effect> {
        let over = held.tokens.lifetime.is_over(self.clock_offset.server_time(now));
        let untouched = trouble.kind.is_unsent()
            || matches!(
                trouble.kind,
                Kind::Throttled | Kind::Keyring(_) | Kind::NoRefreshToken | Kind::ClientRejected
            );
        let mut effects = Vec::new();
        match trouble.kind.remedy() {
            Remedy::SignIn if trouble.kind == Kind::NoRefreshToken && !over => {
                held.trouble = Some(trouble.clone());
                self.go(State::SignedIn(Box::new(held)));
            }
            Remedy::SignIn => {
                if held.unsaved.is_none() {
                    effects.push(self.save(&held, Standing::NeedsSignIn));
                }
                let ended = Ended { trouble: trouble.clone(), held: Some(held) };
                self.go(State::NeedsSignIn(Box::new(ended)));
            }
            Remedy::Wait | Remedy::Mend => {
                let again = match trouble.kind.remedy() {
                    Remedy::Wait => {
                        trouble.kind.is_unsent() || untouched || failures < UNCLEAR_TRIES
                    }
                    Remedy::Mend | Remedy::SignIn => false,
                };
                let until = again.then(|| now.after(schedule::rest(failures, trouble.retry_after)));
                let wait = Wait { held, trouble: trouble.clone(), until, failures };
                self.go(State::Waiting(Box::new(wait)));
            }
        }
        match then {
            Then::Nothing => {}
            Then::HandOut if untouched && !over => effects.extend(self.hand_out(false, now)),
            Then::HandOut => effects.push(Effect::Disappoint(trouble)),
            Then::SignOut(extent) => effects.extend(self.sign_out(extent).unwrap_or_default()),
        }
        effects
    }

    /// Asks a refresh that is under way to be followed by a sign-out.
    pub(super) fn sign_out_after_refresh(&mut self, extent: Extent) {
        if let State::Refreshing(refresh) = &mut self.state {
            refresh.then = Then::SignOut(extent);
        }
    }
}
