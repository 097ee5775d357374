//! Who the tokens speak for.

use super::{Effect, Held, Session, State, Write};
use crate::clock::Timestamp;
use crate::identity::Identity;
use crate::record::Standing;
use crate::trouble::{Remedy, Trouble};

impl Session {
    /// Asks, if the token is good for that and the server can be asked about it.
    pub(super) fn identify(&self, held: &Held, now: Timestamp) -> Vec<Effect> {
        let over = held.tokens.lifetime.is_over(self.clock_offset.server_time(now));
        let subject = held.tokens.claims.subject.clone();
        let askable = subject.is_some() || self.connection.instance().is_version_3();
        if over || !askable {
            return Vec::new();
        }
        vec![Effect::Identify { token: held.tokens.access.clone(), subject }]
    }

    /// Who the token speaks for, or why that is not known.
    pub fn identified(&mut self, result: Result<Identity, Trouble>) -> Vec<Effect> {
        if let State::Exchanging(_) = self.state {
            return self.identified_before_saving(result);
        }
        if let State::SomebodyElse(other) = &mut self.state {
            other.held.who = result.ok();
            return Vec::new();
        }
        if let Some(by) = self.unnamed.take() {
            self.note_signed_in(result.as_ref().ok(), by);
        }
        let State::SignedIn(held) = &mut self.state else {
            return Vec::new();
        };
        match result {
            Ok(who) => {
                held.trouble = None;
                if held.who.as_ref() == Some(&who) {
                    return Vec::new();
                }
                held.who = Some(who);
                let held = held.clone();
                if held.unsaved.is_some() {
                    Vec::new()
                } else {
                    vec![self.save(&held, Standing::Active, Write::Amend)]
                }
            }
            Err(trouble) => {
                // A server that is away for a moment takes nothing from a person who is known already.
                let passing = trouble.kind.remedy() == Remedy::Wait;
                if !(passing && held.who.is_some()) {
                    held.trouble = Some(trouble);
                }
                Vec::new()
            }
        }
    }
}
