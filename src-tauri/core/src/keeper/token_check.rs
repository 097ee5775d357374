//! Asking the server whether it still takes a token, because a person wants to know.

use std::sync::Arc;

use super::Desk;
use super::message::{CommandError, Reply, answer};
use super::work::Finished;
use crate::clock::ClockOffset;
use crate::connection::ConnectionId;
use crate::session::{Generation, NotNow, Opinion};
use crate::shell::Shell;
use crate::token::Inspection;

/// The server was asked about a token.
pub(super) struct TokenChecked {
    id: ConnectionId,
    generation: Generation,
    opinion: Opinion,
    offset: Option<ClockOffset>,
    reply: Reply<()>,
}

impl<S: Shell> Desk<S> {
    /// Asks for the person's own record, which changes nothing and is no hand-out.
    pub(super) fn check_token(&mut self, id: ConnectionId, reply: Reply<()>) {
        let now = self.now();
        let (instance, generation, question) = match self.session(id) {
            Ok(session) => match session.question(now) {
                Some(question) => (session.connection().instance(), session.generation(), question),
                None => return answer(reply, Err(NotNow.into())),
            },
            Err(error) => return answer(reply, Err(error)),
        };
        let rim = Arc::clone(&self.rim);
        self.tasks.spawn(async move {
            let (result, offset) = rim.check(&instance, &question).await;
            let opinion = Opinion::of(&result);
            let checked = TokenChecked { id, generation, opinion, offset, reply };
            Finished::TokenChecked(Box::new(checked))
        });
    }

    pub(super) fn inspect_token(&mut self, id: ConnectionId) -> Result<Inspection, CommandError> {
        Ok(self.session(id)?.inspect().ok_or(NotNow)?)
    }

    pub(super) fn token_checked(&mut self, checked: TokenChecked) {
        let TokenChecked { id, generation, opinion, offset, reply } = checked;
        let now = self.now();
        let same = self.roster.get(id).is_some_and(|s| s.generation() == generation);
        if !same {
            // The answer is about a token that is there no more.
            return answer(reply, Err(CommandError::NotNow(NotNow)));
        }
        self.with(id, |session| {
            if let Some(offset) = offset {
                session.clock_is(offset);
            }
            session.checked(opinion, now);
            Vec::new()
        });
        answer(reply, Ok(()));
    }
}
