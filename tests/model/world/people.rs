//! What people do with a program, and what strangers send it.

use latchkey_core::connection::Way;
use latchkey_core::oauth::authorize::{Prompt, Secrets};
use latchkey_core::oauth::redirect::Redirect;
use latchkey_core::product::INSTALLED;
use latchkey_core::session::{Answer, Extent};
use latchkey_core::token::{CodeVerifier, StateParameter};

use super::{Duration, Ledger, World};
use crate::moves::Act;
use crate::passport::CANARY;

/// For how much longer a copied token has to be good.
const MINIMUM: Duration = Duration::from_secs(300);

impl World {
    pub(super) fn act(&mut self, who: usize, act: Act) {
        let now = self.now(who);
        let session = &mut self.clients[who].session;
        let effects = match act {
            Act::Refresh => session.refresh(now),
            Act::Copy => session.copy(MINIMUM, now),
            Act::SignOut => session.sign_out(Extent::Tokens),
            Act::SignIn | Act::SignInAsOther => {
                return self.sign_in(who, act);
            }
            Act::Consent { user } => return self.consent(who, user),
            Act::Cancel => session.cancel(),
            Act::Retry => session.retry(now),
            Act::TakeOver => session.take_over(),
            Act::TurnAway => session.turn_away(),
            Act::Replay => return self.replay(who),
            Act::Stranger => return self.stranger(who),
        };
        let Ok(effects) = effects else { return };
        self.tell(who, &format!("is asked to {act:?}"));
        let client = &mut self.clients[who];
        client.asks |= act == Act::Copy;
        client.leaves |= act == Act::SignOut;
        self.perform(who, effects);
    }

    fn sign_in(&mut self, who: usize, act: Act) {
        let now = self.now(who);
        let client = &mut self.clients[who];
        client.attempts += 1;
        let name = format!("{CANARY}-{who}-{}-{}", client.attempts, now.as_millis());
        let secrets = Secrets {
            state: StateParameter::new(format!("state-{}", &name[CANARY.len()..])),
            verifier: CodeVerifier::new(format!("verifier-{name}")),
        };
        let prompt = if act == Act::SignIn { Prompt::Anyone } else { Prompt::Login };
        if let Ok(effects) = client.session.begin(secrets, vec![Way::DeepLink], prompt, now) {
            self.tell(who, "begins a sign-in");
            self.perform(who, effects);
        }
    }

    /// The person agrees in the browser, which brings the answer back.
    fn consent(&mut self, who: usize, user: u8) {
        let Some(browser) = self.clients[who].browser.take() else { return };
        let code = self.passport.consent(user, self.server_now());
        let answer = format!("{}?state={}&code={code}", browser.uri, browser.state);
        self.tell(who, &format!("gets the consent of user {user}"));
        self.clients[who].last_answer = Some(answer.clone());
        self.arrives(who, &answer);
    }

    fn arrives(&mut self, who: usize, address: &str) {
        let redirect = Redirect::parse(address, &INSTALLED).unwrap();
        match self.clients[who].session.accept(&redirect) {
            Answer::Taken(effects) => {
                let state = address.split('&').next().unwrap_or_default();
                self.ledger.taken(state);
                self.perform(who, effects);
            }
            Answer::Hint | Answer::NotOurs => {}
        }
    }

    fn replay(&mut self, who: usize) {
        if let Some(answer) = self.clients[who].last_answer.clone() {
            self.tell(who, "gets the last answer once more");
            self.arrives(who, &answer);
        }
    }

    /// Callbacks that no sign-in of this program asked for.
    fn stranger(&mut self, who: usize) {
        let base = self.connection.server.id();
        let base = format!("{}://oauth/callback/{}", INSTALLED.scheme, base.as_str());
        for address in [
            format!("{base}?state=guessed&code=theirs"),
            format!("{base}?state=guessed&error=access_denied"),
            format!("{base}?error=access_denied"),
            format!("{base}?code=theirs"),
        ] {
            let redirect = Redirect::parse(&address, &INSTALLED).unwrap();
            let session = &mut self.clients[who].session;
            let before = (session.generation(), std::mem::discriminant(session.state()));
            let taken = matches!(session.accept(&redirect), Answer::Taken(_));
            let after = (session.generation(), std::mem::discriminant(session.state()));
            self.check(Ledger::i9_a_stranger_changes_nothing(!taken && before == after));
        }
    }
}
