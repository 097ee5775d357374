//! Carries out one [`Effect`] in a task and reports what came of it.
//!
//! Everything that waits is here: the network, the keyring, the browser, the clipboard.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;
use url::Url;

use crate::connection::{Connection, ConnectionId, Way};
use crate::http::Http;
use crate::identity::{self, Identity};
use crate::oauth::authorize::{self, Prompt, Secrets};
use crate::oauth::exchange::{self, Client, Grant, Issued};
use crate::oauth::preflight::{self, Opinion};
use crate::oauth::redirect::RedirectUri;
use crate::product::Product;
use crate::session::{Effect, Extent, Generation, Revocation};
use crate::shell::{Arrival, DesktopError, Listening, Shell};
use crate::token::{Claims, ClientSecret, ClockOffset, Timestamp, TokenSet};
use crate::trouble::{Kind, Trouble};
use crate::vault::{Failure, Kept, Vault};

/// A new token may meet a server whose clock is behind: ProcessMaker refuses it until its `nbf` has come.
const NOT_BEFORE_REST: Duration = Duration::from_secs(2);

/// Everything outside that effects need.
pub(crate) struct Rim<S> {
    pub(crate) shell: Arc<S>,
    pub(crate) vault: Vault,
    pub(crate) http: Http,
    pub(crate) product: Product,
    pub(crate) arrivals: mpsc::Sender<Arrival>,
}

/// The browser has been prepared for.
#[derive(Debug)]
pub struct Prepared {
    /// Where the answer will come.
    pub uri: RedirectUri,
    /// Where to send the browser.
    pub url: Url,
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
    Exchanged { result: Result<Issued, Trouble>, sent: Timestamp, offset: Option<ClockOffset> },
    Stored(Result<(), Failure>),
    Identified { result: Result<Identity, Trouble>, offset: Option<ClockOffset> },
    HandedOut { result: Result<(), DesktopError>, refreshed: bool },
    Revoked(Revocation),
    Forgotten(Result<(), Failure>),
    SecretKept(Result<(), Failure>),
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
            Effect::OpenBrowser(url) => Done::BrowserOpened(self.shell.open_browser(url).await),
            Effect::Exchange(grant) => self.exchange(connection, &grant).await,
            Effect::Store(record) => Done::Stored(self.vault.store(id, &record).await),
            Effect::Identify { token, subject } => {
                let sent = self.shell.now();
                let mut reply =
                    identity::ask(&self.http, &connection.server, &token, &subject).await;
                if reply
                    .result
                    .as_ref()
                    .is_err_and(|trouble| trouble.kind == Kind::TokenNotAccepted)
                {
                    tokio::time::sleep(NOT_BEFORE_REST).await;
                    reply = identity::ask(&self.http, &connection.server, &token, &subject).await;
                    return Some(Done::Identified { result: reply.result, offset: None });
                }
                Done::Identified { result: reply.result, offset: self.offset(reply.date, sent) }
            }
            Effect::HandOut { token, refreshed } => {
                Done::HandedOut { result: self.shell.copy_secret(token).await, refreshed }
            }
            Effect::Revoke(tokens) => Done::Revoked(self.revoke(connection, tokens).await),
            Effect::Forget { extent: Extent::Tokens, up_to } => {
                Done::Forgotten(self.vault.forget(id, up_to).await)
            }
            Effect::Forget { extent: Extent::Connection, up_to } => {
                Done::Forgotten(self.vault.forget_everything(id, up_to).await)
            }
            Effect::Remember | Effect::Retire | Effect::Disappoint(_) => return None,
        })
    }

    /// Keeps a client secret.
    pub(crate) async fn keep_secret(&self, id: ConnectionId, secret: ClientSecret) -> Done {
        Done::SecretKept(self.vault.store_client_secret(id, secret).await)
    }

    fn offset(&self, date: Option<Timestamp>, sent: Timestamp) -> Option<ClockOffset> {
        date.map(|date| ClockOffset::measure(date, sent, self.shell.now()))
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
                authorize::url(server, client_id, &uri.to_string(), secrets, prompt)
            };
            let opinion =
                preflight::ask(&self.http, server, at(&Secrets::fresh(), Prompt::Anyone)).await?;
            let url = at(secrets, prompt);
            match opinion {
                Opinion::Registered => {
                    return Ok(Prepared { uri, url, listening, checked: true });
                }
                Opinion::Unclear => {
                    return Ok(Prepared { uri, url, listening, checked: false });
                }
                Opinion::Unknown => {}
            }
        }
        Err(Kind::NotRegistered.into())
    }

    async fn client(&self, connection: &Connection) -> Result<Client, Trouble> {
        let secret = self.vault.client_secret(connection.id).await;
        let secret = secret.map_err(|failure| Trouble::new(Kind::Keyring(failure)))?;
        let secret = secret.ok_or(Trouble::new(Kind::NoSecret))?;
        Ok(Client { server: connection.server.clone(), id: connection.client_id.clone(), secret })
    }

    async fn exchange(&self, connection: &Connection, grant: &Grant) -> Done {
        let client = match self.client(connection).await {
            Ok(client) => client,
            Err(trouble) => {
                return Done::Exchanged {
                    result: Err(trouble),
                    sent: self.shell.now(),
                    offset: None,
                };
            }
        };
        let sent = self.shell.now();
        let reply = exchange::request(&self.http, &client, grant).await;
        Done::Exchanged { result: reply.result, sent, offset: self.offset(reply.date, sent) }
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
            Ok(None) => {
                Revocation { copies: true, last_token: true, valid_until: None, trouble: None }
            }
            Ok(Some((access, claims))) => {
                let result = self.delete(connection, &access, &claims).await;
                Revocation {
                    copies: true,
                    last_token: result.is_ok(),
                    valid_until: None,
                    trouble: result.err(),
                }
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

    async fn last_pair(
        &self,
        connection: &Connection,
        grant: Grant,
    ) -> Result<Option<(crate::token::AccessToken, Claims)>, Trouble> {
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
        token: &crate::token::AccessToken,
        claims: &Claims,
    ) -> Result<(), Trouble> {
        let (Some(subject), Some(token_id)) = (&claims.subject, &claims.token_id) else {
            return Err(
                Trouble::new(Kind::UnexpectedAnswer).saying("the token does not say its id")
            );
        };
        identity::revoke(&self.http, &connection.server, token, subject, token_id).await
    }
}
