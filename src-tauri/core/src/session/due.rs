//! What is due without anybody asking, and when.

use super::{Effect, Held, Session, State, Then, Trade};
use crate::activity::Because;
use crate::clock::Timestamp;
use crate::schedule;
use crate::trouble::Kind;

impl Session {
    /// When something is due.
    #[must_use]
    pub fn wakes_at(&self) -> Option<Timestamp> {
        match &self.state {
            State::AwaitingRedirect(attempt) => Some(attempt.ends_at),
            State::Exchanging(exchange) => exchange.retry_at,
            State::Waiting(wait) => wait.until,
            State::SignedIn(held) => match held.unsaved {
                Some(unsaved) => unsaved.retry_at,
                None if held.tokens.refresh.is_none() => self.end_of(held),
                None => self.renewal_of(held),
            },
            State::SomebodyElse(_)
            | State::Loading
            | State::Closed(_)
            | State::SignedOut(_)
            | State::Refreshing(_)
            | State::SigningOut(_)
            | State::NeedsSignIn(_) => None,
        }
    }

    /// What is due by now.
    pub fn tick(&mut self, now: Timestamp) -> Vec<Effect> {
        if self.wakes_at().is_none_or(|at| at > now) {
            return Vec::new();
        }
        match &mut self.state {
            State::AwaitingRedirect(_) => self.give_up(Kind::AttemptExpired.into()),
            State::Exchanging(exchange) => {
                exchange.retry_at = None;
                match &exchange.trade {
                    Trade::Grant(grant) => {
                        vec![Effect::Exchange { grant: grant.clone(), claim: None }]
                    }
                    Trade::Asking { .. } | Trade::Storing(_) => Vec::new(),
                }
            }
            State::Waiting(wait) if wait.hurries => {
                self.begin_refresh(Then::Nothing, Because::Background, now)
            }
            State::Waiting(_) => self.renew(now),
            State::SignedIn(held) => {
                let Some(unsaved) = &mut held.unsaved else { return self.renew(now) };
                unsaved.retry_at = None;
                let held = held.clone();
                vec![self.save_again(&held)]
            }
            State::SomebodyElse(_)
            | State::Loading
            | State::Closed(_)
            | State::SignedOut(_)
            | State::Refreshing(_)
            | State::SigningOut(_)
            | State::NeedsSignIn(_) => Vec::new(),
        }
    }

    /// Renews the tokens, or waits for its turn if the time for it was missed.
    fn renew(&mut self, now: Timestamp) -> Vec<Effect> {
        let Some(turn) = self.turn(now) else {
            return self.begin_refresh(Then::Nothing, Because::Background, now);
        };
        if let State::SignedIn(held) = &mut self.state {
            held.turn = Some(turn);
        } else if let State::Waiting(wait) = &mut self.state {
            wait.until = Some(turn);
        }
        Vec::new()
    }

    fn turn(&self, now: Timestamp) -> Option<Timestamp> {
        let held = self.held().filter(|held| held.tokens.refresh.is_some())?;
        let left = held.tokens.lifetime.left(self.clock_offset.server_time(now));
        schedule::turn_of_the_late(self.wakes_at()?, now, left, held.spread)
    }

    /// When the tokens are to be renewed without anybody asking, by this computer's clock.
    #[must_use]
    pub fn renews_at(&self) -> Option<Timestamp> {
        let State::SignedIn(held) = &self.state else { return None };
        self.renewal_of(held)
    }

    /// Whether the tokens would be renewed by now, if no copy were in use somewhere: the person decides.
    #[must_use]
    pub fn asks_for_renewal(&self, now: Timestamp) -> bool {
        let State::SignedIn(held) = &self.state else { return false };
        let due = schedule::renewal(&held.tokens.lifetime, held.spread);
        let due = due.is_some_and(|due| self.clock_offset.local_time(due) <= now);
        let later = self.renewal_of(held).is_some_and(|at| at > now);
        self.ended_with(held.copied_at).is_some() && due && later
    }

    /// From when on little is left of tokens that nothing renews, by this computer's clock: a person can still do
    /// something about it in time.
    #[must_use]
    pub fn ends_soon_from(&self) -> Option<Timestamp> {
        let held = self.held()?;
        let mended_by_nobody = matches!(&self.state, State::Waiting(wait) if wait.until.is_none());
        if held.tokens.refresh.is_some() && !mended_by_nobody {
            return None;
        }
        let lifetime = &held.tokens.lifetime;
        let due = schedule::renewal(lifetime, held.spread)?;
        let soon = due.max(lifetime.expires_at?.before(schedule::ASK_UNTIL));
        Some(self.clock_offset.local_time(soon))
    }

    /// When [`asks_for_renewal`](Self::asks_for_renewal) becomes true, if it ever does while nothing else happens.
    #[must_use]
    pub fn asks_for_renewal_from(&self) -> Option<Timestamp> {
        let State::SignedIn(held) = &self.state else { return None };
        self.ended_with(held.copied_at)?;
        let due = schedule::renewal(&held.tokens.lifetime, held.spread)?;
        let due = self.clock_offset.local_time(due);
        self.renewal_of(held).filter(|at| *at > due).map(|_| due)
    }

    fn renewal_of(&self, held: &Held) -> Option<Timestamp> {
        held.tokens.refresh.as_ref()?;
        let mut due = schedule::renewal(&held.tokens.lifetime, held.spread)?;
        let in_use = self.ended_with(held.copied_at);
        if let (Some(_), Some(end)) = (in_use, held.tokens.lifetime.expires_at) {
            due = due.max(schedule::asks_until(end, held.spread));
        }
        let due = self.clock_offset.local_time(due);
        Some(held.turn.map_or(due, |turn| due.max(turn)))
    }

    /// When tokens that nothing can renew are over, by this computer's clock.
    fn end_of(&self, held: &Held) -> Option<Timestamp> {
        held.tokens.lifetime.expires_at.map(|end| self.clock_offset.local_time(end))
    }
}
