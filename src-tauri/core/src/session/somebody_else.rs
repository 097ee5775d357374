//! Somebody else came back from the browser than the connection belongs to: the person decides.

use super::{Effect, Exchange, Held, NotNow, Session, SomebodyElse, State, Trade, Write};
use crate::connection::Method;
use crate::identity::Identity;
use crate::record::Standing;

impl Session {
    /// Lets whoever came back have the connection.
    ///
    /// # Errors
    /// When nobody is asked about.
    pub fn take_over(&mut self) -> Result<Vec<Effect>, NotNow> {
        let State::SomebodyElse(_) = self.state else { return Err(NotNow) };
        let State::SomebodyElse(other) = self.go(State::Loading) else { return Err(NotNow) };
        let SomebodyElse { held, way, by, before, .. } = *other;
        let save = self.save(&held, Standing::Active, Write::Replace);
        self.go(State::Exchanging(Box::new(Exchange {
            trade: Trade::Storing(Box::new(held)),
            way,
            by,
            failures: 0,
            retry_at: None,
            before,
        })));
        Ok(vec![save])
    }

    /// Leaves the connection to whom it belongs, and takes back what somebody else brought.
    ///
    /// # Errors
    /// When nobody is asked about.
    pub fn turn_away(&mut self) -> Result<Vec<Effect>, NotNow> {
        let State::SomebodyElse(_) = self.state else { return Err(NotNow) };
        let State::SomebodyElse(other) = self.go(State::Loading) else { return Err(NotNow) };
        self.go(*other.before);
        if self.connection.method == Method::PersonalToken {
            // The person's own token may be in use elsewhere.
            return Ok(Vec::new());
        }
        Ok(vec![Effect::Discard(other.held.tokens)])
    }
}

/// Whose tokens a state holds: the id, and the person behind it if known.
pub(super) fn owner(state: &State) -> Option<(String, Option<Identity>)> {
    let held =
        if let State::NeedsSignIn(ended) = state { ended.held.as_ref() } else { state.held() }?;
    Some((subject_of(held)?, held.who.clone()))
}

/// Whose tokens are: what the token says, or what the API said of it.
pub(super) fn subject_of(held: &Held) -> Option<String> {
    let told = || held.who.as_ref().map(|who| who.id.clone());
    held.tokens.claims.subject.clone().or_else(told)
}
