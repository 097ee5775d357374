//! Handing tokens out, and what becomes of the copies.

use std::time::Duration;

use super::{Effect, NotNow, Purpose, Session, State, Then, Write};
use crate::activity::Because;
use crate::clock::Timestamp;
use crate::record::Standing;

impl Session {
    /// Hands out the access token; refreshes it first if it is not good for at least `minimum` longer.
    ///
    /// # Errors
    /// When there is no token.
    pub fn copy(&mut self, minimum: Duration, now: Timestamp) -> Result<Vec<Effect>, NotNow> {
        self.want(Purpose::Copy, minimum, now)
    }

    /// The same for a request that Latchkey sends itself: no copy comes to be, of which a refresh would have to warn.
    ///
    /// # Errors
    /// When there is no token.
    pub fn lend(&mut self, minimum: Duration, now: Timestamp) -> Result<Vec<Effect>, NotNow> {
        self.want(Purpose::Request, minimum, now)
    }

    fn want(
        &mut self,
        purpose: Purpose,
        minimum: Duration,
        now: Timestamp,
    ) -> Result<Vec<Effect>, NotNow> {
        let server_now = self.clock_offset.server_time(now);
        if let State::Refreshing(refresh) = &mut self.state {
            refresh.then = match refresh.then {
                Then::Nothing => Then::HandOut(purpose),
                Then::HandOut(other) => Then::HandOut(purpose.max(other)),
                leaving @ Then::SignOut(_) => leaving,
            };
            return Ok(Vec::new());
        }
        let held = self.resting().ok_or(NotNow)?;
        let lifetime = held.tokens.lifetime;
        let last_chance = held.tokens.refresh.is_none() && !lifetime.is_over(server_now);
        // Tokens in doubt may have been replaced on the server: another try tells.
        let doubtful = held.in_doubt && held.tokens.refresh.is_some();
        if !doubtful && (lifetime.is_good_for(minimum, server_now) || last_chance) {
            return Ok(self.hand_out(purpose, false, now));
        }
        let because = match purpose {
            Purpose::Request => Because::Request,
            Purpose::Copy => Because::Copy,
        };
        Ok(self.begin_refresh(Then::HandOut(purpose), because, now))
    }

    /// Gives the current token out, and remembers if there is a copy now.
    pub(super) fn hand_out(
        &mut self,
        purpose: Purpose,
        refreshed: bool,
        now: Timestamp,
    ) -> Vec<Effect> {
        let settled = matches!(self.state, State::SignedIn(_));
        let Some(held) = self.resting() else { return Vec::new() };
        let mut effects = vec![Effect::HandOut { token: held.tokens.access.clone(), refreshed }];
        if purpose == Purpose::Request {
            return effects;
        }
        let first = held.copied_at.replace(now).is_none();
        if first && settled && held.unsaved.is_none() {
            // Once per token: a restart must still know that copies are about.
            let held = held.clone();
            effects.push(self.save(&held, Standing::Active, Write::Amend));
        }
        effects
    }

    /// When copies of a token were made that a refresh has ended.
    pub(super) fn ended_with(&self, copied_at: Option<Timestamp>) -> Option<Timestamp> {
        copied_at.filter(|_| self.connection.instance().refresh_ends_copies())
    }
}
