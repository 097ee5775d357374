//! From what a sign-in brought to tokens in the keyring.

use super::keyring::still_unsaved;
use super::somebody_else::{owner, subject_of};
use super::{Effect, Held, Session, SomebodyElse, State, Trade, Write};
use crate::activity::{By, What};
use crate::claim::Claim;
use crate::clock::{BootMoment, Timestamp};
use crate::identity::Identity;
use crate::oauth::exchange::{Grant, Issued};
use crate::record::Standing;
use crate::schedule;
use crate::token::{AccessToken, Claims, Lifetime, TokenSet};
use crate::trouble::{Kind, Trouble};
use crate::vault::Failure;

impl Session {
    /// What the token endpoint said, and the claim back that went with the question. `sent` is this computer's
    /// clock before the request.
    pub fn exchange_answered(
        &mut self,
        result: Result<Issued, Trouble>,
        claim: Option<Claim>,
        sent: Timestamp,
        now: Timestamp,
    ) -> Vec<Effect> {
        let obtained_at = self.clock_offset.server_time(sent);
        let born = self.steady.moment(sent);
        if let State::Refreshing(refresh) = &self.state {
            let before = Some(&refresh.held.tokens);
            let tokens = result.map(|issued| token_set(issued, before, obtained_at, born));
            return self.refreshed(tokens, claim, now);
        }
        self.exchanged(result.map(|issued| token_set(issued, None, obtained_at, born)), now)
    }

    /// What the token endpoint said to the grant.
    fn exchanged(&mut self, result: Result<TokenSet, Trouble>, now: Timestamp) -> Vec<Effect> {
        let State::Exchanging(exchange) = &mut self.state else {
            return Vec::new();
        };
        match result {
            Ok(tokens) => {
                let held = Held::fresh(tokens);
                // An opaque token does not say whose it is.
                let opaque = held.tokens.claims.subject.is_none();
                if opaque && owner(&exchange.before).is_some() {
                    return self.ask_before_saving(held, now);
                }
                self.arrived(held)
            }
            Err(trouble) => {
                exchange.failures += 1;
                let tries = if trouble.kind.is_unsent() {
                    schedule::UNSENT_TRIES
                } else {
                    schedule::UNCLEAR_TRIES
                };
                // A password is not kept for a second try.
                let code = matches!(&exchange.trade, Trade::Grant(Grant::AuthorizationCode { .. }));
                let again = code
                    && matches!(
                        trouble.kind,
                        Kind::NameNotFound
                            | Kind::Unreachable
                            | Kind::Timeout
                            | Kind::ServerError
                            | Kind::UnexpectedAnswer
                    );
                if again && exchange.failures < tries {
                    exchange.retry_at = Some(now.after(schedule::EXCHANGE_REST));
                    return Vec::new();
                }
                self.give_up(trouble)
            }
        }
    }

    fn ask_before_saving(&mut self, held: Held, now: Timestamp) -> Vec<Effect> {
        let ask = self.identify(&held, now);
        let State::Exchanging(exchange) = &mut self.state else { return Vec::new() };
        if ask.is_empty() {
            return self.arrived(held);
        }
        exchange.trade = Trade::Asking { held: Box::new(held), must_know: false };
        ask
    }

    /// Whose tokens are that do not say it themselves.
    pub(super) fn identified_before_saving(
        &mut self,
        result: Result<Identity, Trouble>,
    ) -> Vec<Effect> {
        let State::Exchanging(exchange) = &self.state else { return Vec::new() };
        let Trade::Asking { held, must_know } = &exchange.trade else { return Vec::new() };
        match result {
            Ok(who) => {
                let held = Held { who: Some(who), ..held.as_ref().clone() };
                self.arrived(held)
            }
            Err(trouble) if *must_know => self.give_up(trouble),
            // A code is spent only once: better a sign-in without a name than none.
            Err(_) => {
                let held = held.as_ref().clone();
                self.arrived(held)
            }
        }
    }

    /// New tokens: saved, unless they are somebody else's than the connection's; then the person is asked.
    fn arrived(&mut self, held: Held) -> Vec<Effect> {
        let State::Exchanging(exchange) = &mut self.state else { return Vec::new() };
        let owner = owner(&exchange.before);
        if let (Some((owned_by, owner)), Some(came)) = (owner, subject_of(&held))
            && owned_by != came
        {
            let (way, by) = (exchange.way, exchange.by);
            let before = std::mem::replace(&mut *exchange.before, State::Loading);
            let effects = if held.who.is_none() {
                let subject = held.tokens.claims.subject.clone();
                vec![Effect::Identify { token: held.tokens.access.clone(), subject }]
            } else {
                Vec::new()
            };
            let before = Box::new(before);
            let who = held.who.as_ref().map(|who| who.user_name.as_str().into());
            self.notes.push(What::SomebodyElseCame { who });
            self.go(State::SomebodyElse(Box::new(SomebodyElse { held, owner, way, by, before })));
            return effects;
        }
        exchange.trade = Trade::Storing(Box::new(held.clone()));
        vec![self.save(&held, Standing::Active, Write::Replace)]
    }

    pub(super) fn stored_after_exchange(
        &mut self,
        result: Result<(), Failure>,
        now: Timestamp,
    ) -> Vec<Effect> {
        let State::Exchanging(exchange) = &mut self.state else {
            return Vec::new();
        };
        let Trade::Storing(held) = &exchange.trade else {
            return Vec::new();
        };
        let mut held = held.as_ref().clone();
        held.unsaved = still_unsaved(None, result, now);
        let (way, by) = (exchange.way, exchange.by);
        let mut effects = if held.who.is_none() { self.identify(&held, now) } else { Vec::new() };
        let who = held.who.clone();
        let asks = !effects.is_empty();
        self.go(State::SignedIn(Box::new(held)));
        if asks {
            self.unnamed = Some(by);
        } else {
            self.note_signed_in(who.as_ref(), by);
        }
        if way.is_some() && self.connection.way != way {
            self.connection.way = way;
            effects.push(Effect::Remember);
        }
        effects
    }
}

impl Session {
    pub(super) fn note_signed_in(&mut self, who: Option<&Identity>, by: By) {
        let who = who.map(|who| who.user_name.as_str().into());
        self.notes.push(What::SignedIn { who, by });
    }
}

/// Makes a set of what was issued and what went before.
///
/// An answer without an access token still may have cost the old refresh token: the new one is kept, with an access
/// token that counts as over, so that the next use refreshes.
pub(super) fn token_set(
    issued: Issued,
    before: Option<&TokenSet>,
    obtained_at: Timestamp,
    born: Option<BootMoment>,
) -> TokenSet {
    let refresh = issued.refresh.or_else(|| before.and_then(|before| before.refresh.clone()));
    match issued.access {
        Some(access) => {
            let claims = Claims::peek(&access);
            let lifetime = Lifetime {
                born,
                ..Lifetime::new(obtained_at, issued.expires_in.as_ref(), &claims)
            };
            TokenSet { access, refresh, lifetime, claims }
        }
        None => TokenSet {
            access: AccessToken::new(String::new()),
            refresh,
            lifetime: Lifetime { obtained_at, expires_at: Some(obtained_at), born: None },
            claims: before.map(|before| before.claims.clone()).unwrap_or_default(),
        },
    }
}
