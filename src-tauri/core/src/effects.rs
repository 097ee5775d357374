//! Carries out one [`Effect`] in a task and reports what came of it.
//!
//! Everything that waits is here: the network, the keyring, the browser, the clipboard.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;

use crate::claim::{Claim, ClaimError, Locks};
use crate::clock::{ClockOffset, Steady, Timestamp};
use crate::connection::{Connection, ConnectionId, ServerId, Way};
use crate::http::Http;
use crate::identity::{self, Identity};
use crate::instance::Instance;
use crate::oauth::authorize::{self, Prompt, Secrets, SignInLink};
use crate::oauth::exchange::{self, Client, Grant, Issued};
use crate::oauth::preflight::{self, Opinion};
use crate::oauth::redirect::RedirectUri;
use crate::product::Product;
use crate::record::Record;
use crate::session::{Claimed, Effect, Extent, Generation, Question, Revocation, Verdict, Write};
use crate::shell::{Arrival, DesktopError, Listening, Shell};
use crate::token::{AccessToken, Claims, ClientSecret, TokenSet};
use crate::trouble::{Kind, Trouble};
use crate::vault::{Failure, Kept, Vault};

/// A new token may meet a server whose clock is behind: ProcessMaker refuses it until its `nbf` has come.
const NOT_BEFORE_REST: Duration = Duration::from_secs(2);

/// How long a note on a record waits for another program that is changing the tokens.
const NOTE_PATIENCE: Duration = Duration::from_secs(2);

/// How long a sign-in or sign-out waits for another program's refresh: the one so that it is not written over, the
/// other so that it takes back what that program got.
const WHOLE_REFRESH: Duration = Duration::from_secs(45);

/// Everything outside that effects need.
pub(crate) struct Rim<S> {
    pub(crate) shell: Arc<S>,
    pub(crate) vault: Vault,
    pub(crate) http: Http,
    pub(crate) locks: Locks,
    pub(crate) steady: Steady,
    pub(crate) product: Product,
    pub(crate) arrivals: mpsc::Sender<Arrival>,
}

/// The browser has been prepared for.
#[derive(Debug)]
pub struct Prepared {
    /// Where the answer will come.
    pub uri: RedirectUri,
    /// Where to send the browser.
    pub link: SignInLink,
    /// What listens for the answer, if something has to.
    pub listening: Option<Listening>,
    /// Whether the server confirmed the redirect address.
    pub checked: bool,
}

/// What came of an effect.
#[derive(Debug)]
pub(crate) enum Done {
    Loaded(Result<Kept, Failure>),
    Prepared(Result<Prepared, Trouble>),
    BrowserOpened(Result<(), DesktopError>),
    Claimed(Result<Claimed, Trouble>),
    Exchanged(Box<Exchanged>),
    Stored(Result<u64, Failure>),
    Superseded(Box<Record>),
    Identified { result: Result<Identity, Trouble>, offset: Option<ClockOffset> },
    Revoked { report: Revocation, claim: Option<Claim>, generation: u64 },
    Discarded,
    Forgotten(Result<(), Failure>),
    SecretKept(Result<(), Failure>),
}

/// What the token endpoint said.
#[derive(Debug)]
pub(crate) struct Exchanged {
    pub(crate) result: Result<Issued, Trouble>,
    /// What went with the question.
    pub(crate) claim: Option<Claim>,
    /// When it was sent.
    pub(crate) sent: Timestamp,
    pub(crate) offset: Option<ClockOffset>,
}

/// What came of an effect, and of which state's.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) connection: ConnectionId,
    pub(crate) generation: Generation,
    pub(crate) done: Done,
}

impl<S: Shell> Rim<S> {
    /// Carries out an effect; `None` for those that only concern the keeper.
    pub(crate) async fn run(&self, connection: &Connection, effect: Effect) -> Option<Done> {
        let id = connection.id;
        Some(match effect {
            Effect::Load => Done::Loaded(self.vault.load(id).await),
            Effect::Prepare { ways, secrets, prompt } => {
                Done::Prepared(self.prepare(connection, ways, &secrets, prompt).await)
            }
            Effect::OpenBrowser(link) => {
                Done::BrowserOpened(self.shell.open_browser(link.expose().clone()).await)
            }
            Effect::Claim { patience } => Done::Claimed(self.claim(id, patience).await),
            Effect::Exchange { grant, claim } => {
                Done::Exchanged(Box::new(self.exchange(connection, &grant, claim).await))
            }
            Effect::Store { record, how } => self.store(id, *record, how).await,
            Effect::Identify { token, subject } => {
                let (instance, subject) = (connection.instance(), subject.as_deref());
                let (result, offset) = self.identify(&instance, &token, subject, true).await;
                Done::Identified { result, offset }
            }
            Effect::Revoke(tokens) => self.sign_out(connection, tokens).await,
            Effect::Discard(tokens) => {
                self.revoke(connection, tokens).await;
                Done::Discarded
            }
            Effect::Forget { extent: Extent::Tokens, up_to } => {
                Done::Forgotten(self.vault.forget(id, up_to).await)
            }
            Effect::Forget { extent: Extent::Connection, up_to } => {
                Done::Forgotten(self.vault.forget_everything(id, up_to).await)
            }
            Effect::HandOut { .. } | Effect::Remember | Effect::Retire | Effect::Disappoint(_) => {
                return None;
            }
        })
    }

    /// Asks the server whether it takes a token.
    pub(crate) async fn check(
        &self,
        instance: &Instance,
        question: &Question,
    ) -> (Result<Identity, Trouble>, Option<ClockOffset>) {
        let Question { token, subject, is_new } = question;
        self.identify(instance, token, subject.as_deref(), *is_new).await
    }

    /// Asks who a token speaks for; twice, where it may only have been too early.
    async fn identify(
        &self,
        instance: &Instance,
        token: &AccessToken,
        subject: Option<&str>,
        is_new: bool,
    ) -> (Result<Identity, Trouble>, Option<ClockOffset>) {
        let sent = self.now();
        let reply = identity::ask(&self.http, instance, token, subject).await;
        let refused = |trouble: &Trouble| trouble.kind == Kind::TokenNotAccepted;
        if is_new && reply.result.as_ref().is_err_and(refused) {
            tokio::time::sleep(NOT_BEFORE_REST).await;
            return (identity::ask(&self.http, instance, token, subject).await.result, None);
        }
        (reply.result, self.offset(reply.date, sent))
    }

    /// Keeps a client secret.
    pub(crate) async fn keep_secret(
        &self,
        id: ConnectionId,
        server: ServerId,
        secret: ClientSecret,
    ) -> Done {
        Done::SecretKept(self.vault.store_client_secret(id, &server, secret).await)
    }

    /// The present, by the clock that nobody can set.
    pub(crate) fn now(&self) -> Timestamp {
        self.steady.now(self.shell.uptime())
    }

    fn offset(&self, date: Option<Timestamp>, sent: Timestamp) -> Option<ClockOffset> {
        date.map(|date| ClockOffset::measure(date, sent, self.now()))
    }

    /// Waits until no other program can change the tokens, and looks what they are by then.
    async fn claim(&self, id: ConnectionId, patience: Duration) -> Result<Claimed, Trouble> {
        let claim = self.locks.claim(id, patience).await.map_err(|error| match error {
            ClaimError::Busy(_) => Trouble::new(Kind::Busy).saying(&error.to_string()),
            ClaimError::Unusable(_) => Trouble::new(Kind::Lock).saying(&error.to_string()),
        })?;
        let kept = self.vault.load(id).await;
        Claimed::looking(claim, kept.map(|kept| kept.record))
    }

    /// Writes a record, over what it may be written over.
    async fn store(&self, id: ConnectionId, record: Record, how: Write) -> Done {
        // Without a lock a new sign-in is still worth keeping, and a note is worth leaving out.
        let claim = match how {
            Write::Claimed => None,
            Write::Replace => self.locks.claim(id, WHOLE_REFRESH).await.ok(),
            Write::Amend => self.locks.claim(id, NOTE_PATIENCE).await.ok(),
        };
        if how == Write::Amend && claim.is_none() {
            return Done::Stored(Err(Failure::Refused));
        }
        let found = match how {
            Write::Claimed => Ok(None),
            Write::Replace | Write::Amend => self.vault.load(id).await.map(|kept| kept.record),
        };
        match how.over(record, found) {
            Verdict::Write(record) => {
                let stored = self.vault.store(id, &record).await;
                Done::Stored(stored.map(|()| record.generation))
            }
            Verdict::Superseded(found) => Done::Superseded(Box::new(found)),
            Verdict::Fail(failure) => Done::Stored(Err(failure)),
        }
    }

    /// Takes the tokens back, those that another program got meanwhile included.
    async fn sign_out(&self, connection: &Connection, tokens: TokenSet) -> Done {
        let claimed = self.claim(connection.id, WHOLE_REFRESH).await.ok();
        let (claim, record) = claimed.map(Claimed::into_parts).unzip();
        let record = record.flatten();
        let generation = record.as_ref().map_or(0, |record| record.generation);
        let ours = |record: &Record| record.server == connection.server.id();
        let tokens = record.filter(ours).map_or(tokens, |record| record.tokens);
        let report = self.revoke(connection, tokens).await;
        Done::Revoked { report, claim, generation }
    }

    /// Asks the server about each way in turn; the questions carry secrets of their own, which are then forgotten.
    async fn prepare(
        &self,
        connection: &Connection,
        ways: Vec<Way>,
        secrets: &Secrets,
        prompt: Prompt,
    ) -> Result<Prepared, Trouble> {
        let Connection { server, client_id, .. } = connection;
        let instance = connection.instance();
        let mut failure = Kind::NoWayBack;
        for way in ways {
            let (uri, listening) = match way {
                Way::DeepLink => (RedirectUri::deep_link(&self.product, server), None),
                Way::Loopback => {
                    match self.shell.listen(server.id(), self.arrivals.clone()).await {
                        Ok(listening) => {
                            (RedirectUri::loopback(listening.port, server), Some(listening))
                        }
                        Err(_) => continue,
                    }
                }
            };
            let at = |secrets: &Secrets, prompt| {
                authorize::link(&instance, client_id, &uri.to_string(), secrets, prompt)
            };
            let opinion = if instance.can_be_asked_first() {
                preflight::ask(&self.http, &instance, &at(&Secrets::fresh(), Prompt::Anyone))
                    .await?
            } else {
                Opinion::Unclear
            };
            let link = at(secrets, prompt);
            match opinion {
                Opinion::Registered => {
                    return Ok(Prepared { uri, link, listening, checked: true });
                }
                Opinion::Unclear => {
                    return Ok(Prepared { uri, link, listening, checked: false });
                }
                Opinion::Unknown => failure = Kind::NotRegistered,
            }
        }
        Err(failure.into())
    }

    async fn client(&self, connection: &Connection) -> Result<Client, Trouble> {
        let secret = self.vault.client_secret(connection.id, &connection.server.id()).await;
        let secret = secret.map_err(|failure| Trouble::new(Kind::Keyring(failure)))?;
        let secret = secret.ok_or(Trouble::new(Kind::NoSecret))?;
        Ok(Client { instance: connection.instance(), id: connection.client_id.clone(), secret })
    }

    async fn exchange(
        &self,
        connection: &Connection,
        grant: &Grant,
        claim: Option<Claim>,
    ) -> Exchanged {
        let sent = self.now();
        let unsent = |claim, trouble| Exchanged { result: Err(trouble), claim, sent, offset: None };
        let client = match self.client(connection).await {
            Ok(client) => client,
            Err(trouble) => return unsent(claim, trouble),
        };
        let mut kept = None;
        if let Some(claim) = claim {
            let (claim, allowed) = claim.ask(self.shell.uptime()).await;
            if let Err(rest) = allowed {
                return unsent(claim, Trouble::new(Kind::OwnLimit).for_at_least(rest));
            }
            kept = claim;
        }
        let sent = self.now();
        let reply = exchange::request(&self.http, &client, grant).await;
        let offset = self.offset(reply.date, sent);
        Exchanged { result: reply.result, claim: kept, sent, offset }
    }

    /// Takes tokens back for real: one refresh kills every copy, the new access token is revoked by its own id, and
    /// the new refresh token is forgotten unsaved.
    async fn revoke(&self, connection: &Connection, tokens: TokenSet) -> Revocation {
        let valid_until = tokens.lifetime.expires_at;
        let fresh = match &tokens.refresh {
            Some(token) => self.last_pair(connection, Grant::RefreshToken(token.clone())).await,
            None => Err(Kind::NoRefreshToken.into()),
        };
        match fresh {
            Ok(last) => {
                // Whether the refresh has ended them, the server says best.
                let copies = self.end_copies(connection, &tokens).await;
                let result = match &last {
                    Some((access, claims)) => self.delete(connection, access, claims).await,
                    None => Ok(()),
                };
                let valid_until = valid_until.filter(|_| copies.is_err());
                let last_token = result.is_ok();
                let trouble = copies.as_ref().err().cloned().or(result.err());
                Revocation { copies: copies.is_ok(), last_token, valid_until, trouble }
            }
            // Without a new pair the old access token is the one that copies were made of.
            Err(trouble) => match self.delete(connection, &tokens.access, &tokens.claims).await {
                Ok(()) => {
                    Revocation { copies: true, last_token: true, valid_until: None, trouble: None }
                }
                Err(_) => Revocation {
                    copies: false,
                    last_token: false,
                    valid_until,
                    trouble: Some(trouble),
                },
            },
        }
    }

    /// Makes sure that the access token of before, of which there may be copies, is taken no more.
    async fn end_copies(&self, connection: &Connection, tokens: &TokenSet) -> Result<(), Trouble> {
        let TokenSet { access, claims, .. } = tokens;
        let instance = connection.instance();
        match identity::is_accepted(&self.http, &instance, access, claims).await {
            Ok(false) => Ok(()),
            Ok(true) => self.delete(connection, access, claims).await,
            Err(_) if instance.refresh_ends_copies() => Ok(()),
            Err(trouble) => Err(trouble),
        }
    }

    async fn last_pair(
        &self,
        connection: &Connection,
        grant: Grant,
    ) -> Result<Option<(AccessToken, Claims)>, Trouble> {
        let client = self.client(connection).await?;
        let issued = exchange::request(&self.http, &client, &grant).await.result?;
        Ok(issued.access.map(|access| {
            let claims = Claims::peek(&access);
            (access, claims)
        }))
    }

    async fn delete(
        &self,
        connection: &Connection,
        token: &AccessToken,
        claims: &Claims,
    ) -> Result<(), Trouble> {
        identity::revoke(&self.http, &connection.instance(), token, claims).await
    }
}
