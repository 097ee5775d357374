//! Replacing tokens without losing any.
//!
//! The order is what counts: keep every other program out, look whether one of them was first, prove that the
//! keyring takes a write, send the refresh token, save the answer, and only then let anybody have the new access
//! token.

use std::time::Duration;

use super::keyring::still_unsaved;
use super::{
    Claimed, Effect, Ended, Extent, Found, Held, NotNow, Refresh, Session, State, Step, Then, Wait,
    Write,
};
use crate::activity::{Because, Copies, Next, What};
use crate::claim::Claim;
use crate::clock::Timestamp;
use crate::oauth::exchange::Grant;
use crate::record::Standing;
use crate::schedule;
use crate::token::TokenSet;
use crate::trouble::{Kind, Remedy, Trouble};
use crate::vault::Failure;

/// How long a refresh waits for another program, when the token that there is would serve as well, and when not:
/// a whole refresh with all its deadlines fits into the latter.
const SHORT_PATIENCE: Duration = Duration::from_secs(5);
const LONG_PATIENCE: Duration = Duration::from_secs(45);

/// A token with this much left would serve as well.
const STILL_USEFUL: Duration = Duration::from_secs(30);

/// What is known of a refresh that came to nothing.
struct Tried {
    then: Then,
    wanted: bool,
    failures: u32,
    /// Why the try before it failed.
    last: Option<Kind>,
}

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
        Ok(self.begin_refresh(Then::Nothing, Because::Person, now))
    }

    pub(super) fn begin_refresh(
        &mut self,
        then: Then,
        because: Because,
        now: Timestamp,
    ) -> Vec<Effect> {
        let (failures, last, was_wanted) = if let State::Waiting(wait) = &self.state {
            (wait.failures, Some(wait.trouble.kind), wait.wanted)
        } else {
            (0, None, false)
        };
        let wanted = was_wanted || because != Because::Background;
        let Some(held) = self.resting().map(|held| held.clone()) else { return Vec::new() };
        if held.tokens.refresh.is_none() {
            let tried = Tried { then, wanted, failures, last };
            return self.refresh_failed(held, tried, Kind::NoRefreshToken.into(), now);
        }
        let server_now = self.clock_offset.server_time(now);
        let useful = held.tokens.lifetime.left(server_now).is_none_or(|left| left > STILL_USEFUL);
        let patience = if useful { SHORT_PATIENCE } else { LONG_PATIENCE };
        // Tokens that could not be saved still have their claim.
        let claim = self.claim.take();
        self.go(State::Refreshing(Box::new(Refresh {
            held,
            step: Step::Claiming,
            then,
            failures,
            wanted,
            because,
            copies: Copies::None,
            last,
        })));
        match claim {
            Some(claim) => self.claimed(Ok(Claimed { claim, found: Found::Unreadable }), now),
            None => vec![Effect::Claim { patience }],
        }
    }

    pub(super) fn ask_with(&mut self, grant: Grant) -> Vec<Effect> {
        let awaited = self.is_awaited();
        let claim = self.claim.take().map(|claim| claim.for_somebody(awaited));
        vec![Effect::Exchange { grant, claim }]
    }

    /// Whether somebody waits for this refresh, or for what has become of the one before it.
    fn is_awaited(&self) -> bool {
        let State::Refreshing(refresh) = &self.state else { return true };
        refresh.because != Because::Background
            || !matches!(refresh.then, Then::Nothing)
            || refresh.held.in_doubt
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
                    self.ask_with(Grant::RefreshToken(token))
                }
                (Ok(()), None) => Vec::new(),
                (Err(failure), _) => self.stop_refresh(Kind::Keyring(failure).into(), now),
            },
            Step::Claiming | Step::Requesting => Vec::new(),
            Step::Storing => {
                refresh.held.unsaved = still_unsaved(None, result, now);
                let (because, copies) = (refresh.because, refresh.copies);
                self.notes.push(What::Refreshed { because, copies });
                self.settle(now)
            }
        }
    }

    /// What the token endpoint said to the refresh token, and the claim back that went with it.
    pub(super) fn refreshed(
        &mut self,
        result: Result<TokenSet, Trouble>,
        claim: Option<Claim>,
        now: Timestamp,
    ) -> Vec<Effect> {
        let State::Refreshing(refresh) = &self.state else {
            return Vec::new();
        };
        match result {
            Ok(tokens) => {
                let copies = match refresh.held.copied_at {
                    None => Copies::None,
                    Some(_) if self.connection.instance().refresh_ends_copies() => Copies::Ended,
                    Some(_) => Copies::LiveOn,
                };
                let held = Held {
                    who: refresh.held.who.clone(),
                    stale_copy_at: self.ended_with(refresh.held.copied_at),
                    ..Held::fresh(tokens)
                };
                if let State::Refreshing(refresh) = &mut self.state {
                    refresh.held = held.clone();
                    refresh.copies = copies;
                    refresh.step = Step::Storing;
                }
                self.claim = claim;
                vec![self.save(&held, Standing::Active, Write::Claimed)]
            }
            Err(trouble) => self.stop_refresh(trouble, now),
        }
    }

    /// The new tokens are where they belong.
    pub(super) fn settle(&mut self, now: Timestamp) -> Vec<Effect> {
        let State::Refreshing(refresh) = self.go(State::Loading) else {
            return Vec::new();
        };
        let Refresh { held, then, .. } = *refresh;
        let usable = !held.tokens.lifetime.is_over(self.clock_offset.server_time(now));
        let mut effects = if held.who.is_none() { self.identify(&held, now) } else { Vec::new() };
        self.go(State::SignedIn(Box::new(held)));
        match then {
            Then::Nothing => {}
            Then::HandOut(purpose) if usable => effects.extend(self.hand_out(purpose, true, now)),
            Then::HandOut(_) => effects.push(Effect::Disappoint(Kind::UnexpectedAnswer.into())),
            Then::SignOut(extent) => return self.sign_out(extent).unwrap_or_default(),
        }
        effects
    }

    pub(super) fn stop_refresh(&mut self, trouble: Trouble, now: Timestamp) -> Vec<Effect> {
        let State::Refreshing(refresh) = self.go(State::Loading) else {
            return Vec::new();
        };
        let Refresh { held, then, wanted, failures, last, .. } = *refresh;
        let tried = Tried { then, wanted, failures: failures + 1, last };
        self.refresh_failed(held, tried, trouble, now)
    }

    /// No new tokens: sorts out what is left, and whether the old access token may still be handed out.
    fn refresh_failed(
        &mut self,
        mut held: Held,
        Tried { then, wanted, failures, last }: Tried,
        mut trouble: Trouble,
        now: Timestamp,
    ) -> Vec<Effect> {
        let left = held.tokens.lifetime.left(self.clock_offset.server_time(now));
        let over = left.is_some_and(|left| left.is_zero());
        let harmless = trouble.kind.is_harmless();
        let dead = trouble.kind.remedy() == Remedy::SignIn && trouble.kind != Kind::NoRefreshToken;
        if dead && held.in_doubt && trouble.kind == Kind::RefreshTokenRevoked {
            trouble.kind = Kind::AnswerLost;
        }
        held.in_doubt |= !harmless && !dead;
        let standing = if trouble.kind == Kind::AnswerLost {
            Standing::AnswerLost
        } else if dead {
            Standing::NeedsSignIn
        } else if held.in_doubt {
            Standing::Refreshing
        } else {
            Standing::Active
        };
        let ends = dead || (trouble.kind == Kind::NoRefreshToken && over);
        self.note_failure(trouble.kind, last, ends);
        let mut effects = Vec::new();
        // What the keyring does not take now, it need not be told.
        let told = !matches!(
            trouble.kind,
            Kind::Keyring(_) | Kind::NoRefreshToken | Kind::Busy | Kind::Lock
        );
        if told && held.unsaved.is_none() && standing != Standing::Refreshing {
            effects.push(self.save(&held, standing, Write::Amend));
        }
        match trouble.kind.remedy() {
            Remedy::SignIn if trouble.kind == Kind::NoRefreshToken && !over => {
                held.trouble = Some(trouble.clone());
                self.go(State::SignedIn(Box::new(held)));
            }
            Remedy::SignIn => {
                let ended = Ended { trouble: trouble.clone(), held: Some(held) };
                self.go(State::NeedsSignIn(Box::new(ended)));
            }
            remedy @ (Remedy::Wait | Remedy::Mend) => {
                let hurries = !harmless || hurries(trouble.kind, wanted, failures);
                let asked = trouble.retry_after;
                let unhurried = left.filter(|_| !hurries);
                let rest = match remedy {
                    Remedy::Mend | Remedy::SignIn => None,
                    Remedy::Wait if !harmless => schedule::unclear_rest(failures, asked),
                    Remedy::Wait => Some(schedule::rest(failures, asked, unhurried, held.spread)),
                };
                let until = rest.map(|rest| now.after(rest));
                let trouble = trouble.clone();
                let wait = Wait { held, trouble, until, failures, wanted, hurries };
                self.go(State::Waiting(Box::new(wait)));
            }
        }
        match then {
            Then::Nothing => {}
            Then::HandOut(purpose) if harmless && !over => {
                effects.extend(self.hand_out(purpose, false, now));
            }
            Then::HandOut(_) => effects.push(Effect::Disappoint(trouble)),
            Then::SignOut(extent) => effects.extend(self.sign_out(extent).unwrap_or_default()),
        }
        effects
    }

    /// Notes a failure once: a night without a network is one event, however often it is tried again.
    fn note_failure(&mut self, why: Kind, last: Option<Kind>, ends: bool) {
        let next = match why.remedy() {
            Remedy::Wait => Next::TriedAgain,
            Remedy::Mend | Remedy::SignIn => Next::WaitsForSomebody,
        };
        let what = match () {
            () if why == Kind::AnswerLost => What::AnswerLost,
            () if ends => What::SignInNeeded { why },
            () if last == Some(why) => return,
            () => What::RefreshFailed { why, next },
        };
        self.notes.push(what);
    }

    /// Asks a refresh that is under way to be followed by a sign-out.
    pub(super) fn sign_out_after_refresh(&mut self, extent: Extent) {
        if let State::Refreshing(refresh) = &mut self.state {
            refresh.then = Then::SignOut(extent);
        }
    }
}

/// Whether the next try comes soon, however much is left of the token: what this computer itself holds up presses no
/// server, nor do the first tries of what a person asked for.
fn hurries(why: Kind, wanted: bool, failures: u32) -> bool {
    matches!(why, Kind::Busy | Kind::OwnLimit) || (wanted && failures <= schedule::WANTED_TRIES)
}
