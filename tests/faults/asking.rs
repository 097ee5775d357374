//! The token endpoint asked without a program around it, for what is about the answer alone.

use std::sync::Arc;

use latchkey_core::authority::Authority;
use latchkey_core::connection::ServerUrl;
use latchkey_core::http::Http;
use latchkey_core::instance::{Generation, Instance};
use latchkey_core::oauth::exchange::{self, Client, Grant, Issued};
use latchkey_core::proxy::{Guide, Proxy, Route};
use latchkey_core::token::{ClientSecret, RefreshToken};
use latchkey_core::trouble::Trouble;
use processmaker::Server;

/// What no server but the one that is asked may ever see.
pub(crate) const CANARY: &str = "canary-of-the-client-secret";

/// Somebody who can ask for tokens.
pub(crate) struct Asker {
    http: Http,
    client: Client,
    refresh_token: String,
}

impl Asker {
    /// Somebody with a refresh token that means nothing to anybody.
    pub(crate) fn at(address: &str) -> Self {
        let instance = Instance::new(ServerUrl::parse(address).unwrap(), Generation::Version4);
        let client = Client {
            instance,
            id: serde_json::from_value("4".into()).unwrap(),
            secret: ClientSecret::new(CANARY.into()),
        };
        Self { http: Http::default(), client, refresh_token: "def50200".into() }
    }

    /// Somebody with a refresh token that the server takes.
    pub(crate) fn of(server: &Server) -> Self {
        let known = server.latchkey();
        let mut asker = Self::at(&server.base_url());
        asker.client.secret = ClientSecret::new(known.secret);
        asker.refresh_token = server.issue(known.id, "maria").refresh_token;
        asker
    }

    /// The same, trusting an authority beside those of the system.
    pub(crate) fn trusts(&mut self, authority: Authority) {
        self.client.instance.authority = Some(authority);
    }

    /// The same on a desktop that knows the way.
    pub(crate) fn on(mut self, desktop: Arc<dyn Guide>) -> Self {
        self.http = Http::guided_by(desktop);
        self
    }

    /// By whose word the server is reached as it is.
    pub(crate) async fn route(&self) -> Route {
        self.http.route(&self.client.instance).await
    }

    /// The same by another way.
    pub(crate) fn goes_through(&self, proxy: &Proxy) {
        self.http.go_through(proxy);
    }

    /// The same at another server.
    pub(crate) fn turns_to(&mut self, address: &str) {
        self.client.instance.server = ServerUrl::parse(address).unwrap();
    }

    pub(crate) fn refresh_token(&self) -> &str {
        &self.refresh_token
    }

    pub(crate) async fn refresh(&self) -> Result<Issued, Trouble> {
        let grant = Grant::RefreshToken(RefreshToken::new(self.refresh_token.clone()));
        exchange::request(&self.http, &self.client, &grant).await.result
    }
}
