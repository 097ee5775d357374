//! The clients that requests are sent with: one for each way to reach a server, made when first needed.

use std::collections::HashMap;
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, NoProxy};
use secrecy::ExposeSecret as _;
use tokio::time::Instant;

use crate::authority::Authority;
use crate::proxy::{Leg, Proxy, Route};
use crate::token::ProxyPassword;
use crate::vault::Vault;

/// How long a connection may take. Longer keeps a person waiting for a host that is not there; shorter fails on
/// a slow VPN.
const CONNECT_DEADLINE: Duration = Duration::from_secs(10);

/// How long a whole request may take. ProcessMaker spends up to 0.4 s on a token; an instance that needs half a
/// minute is in trouble.
const TOTAL_DEADLINE: Duration = Duration::from_secs(30);

/// How long the server may be silent in the middle.
const SILENCE_DEADLINE: Duration = Duration::from_secs(15);

/// How long a desktop that did not say which way leads to a server is not asked again. Longer, and its proxy would
/// stay unused when it has come to itself; shorter, and every request would wait for it in vain.
const LOST: Duration = Duration::from_secs(60);

/// The clients that there are, and the proxy that they go through.
#[derive(Debug, Default)]
pub(super) struct Clients {
    proxy: Proxy,
    made: HashMap<Way, Client>,
    /// How often they were thrown away: one that is being made meanwhile is not kept.
    epoch: u64,
    /// Since when the desktop does not say.
    lost: Option<Instant>,
    vault: Option<Vault>,
}

/// By what one client differs from another.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Way {
    /// Where the way begins; `None` if the settings or the library decide that for each server.
    leg: Option<Leg>,
    authority: Option<Authority>,
}

impl Way {
    pub(super) fn to(authority: Option<&Authority>, route: Route) -> Self {
        let leg = match route {
            Route::Settings | Route::Environment | Route::System => None,
            Route::Here | Route::Lost(_) => Some(Leg::Straight),
            Route::Desktop(leg) => Some(leg),
        };
        Self { leg, authority: authority.cloned() }
    }

    /// Makes a client. Blocks on reading the system's certificates.
    pub(super) fn client(
        self,
        proxy: &Proxy,
        password: Option<&ProxyPassword>,
    ) -> Result<Client, reqwest::Error> {
        let mut builder = Client::builder()
            .redirect(Policy::none())
            .referer(false)
            .retry(reqwest::retry::never())
            .connect_timeout(CONNECT_DEADLINE)
            .read_timeout(SILENCE_DEADLINE)
            .timeout(TOTAL_DEADLINE)
            // A kept connection that died in a suspend cannot be told from an answer that was lost.
            .pool_max_idle_per_host(0)
            .tls_version_min(reqwest::tls::Version::TLS_1_2)
            .user_agent(concat!("Latchkey/", env!("CARGO_PKG_VERSION")));
        if let Some(authority) = &self.authority {
            builder = builder.tls_certs_merge(authority.roots()?);
        }
        match (self.leg, proxy) {
            (Some(Leg::Straight), _) | (None, Proxy::None) => builder.no_proxy(),
            (Some(Leg::Through(via)), _) => {
                builder.proxy(reqwest::Proxy::all(via.expose().clone())?)
            }
            (None, Proxy::System) => builder,
            (None, Proxy::Manual { address, except, user }) => {
                let through = reqwest::Proxy::all(address)?.no_proxy(NoProxy::from_string(except));
                builder.proxy(match password {
                    Some(password) => through.basic_auth(user, password.expose_secret()),
                    None => through,
                })
            }
        }
        .build()
    }
}

impl Clients {
    pub(super) fn get(&self, way: &Way) -> Option<Client> {
        self.made.get(way).cloned()
    }

    /// Under what a client is made now.
    pub(super) fn terms(&self) -> (Proxy, u64) {
        (self.proxy.clone(), self.epoch)
    }

    /// Keeps a client, unless it was made under earlier terms.
    pub(super) fn keep(&mut self, way: Way, client: Client, epoch: u64) {
        if epoch == self.epoch {
            self.made.insert(way, client);
        }
    }

    /// Who keeps the passwords of proxies.
    pub(super) fn vault(&self) -> Option<Vault> {
        self.vault.clone()
    }

    /// Has somebody keep them.
    pub(super) fn keep_passwords_in(&mut self, vault: Vault) {
        self.vault = Some(vault);
    }

    /// Whether the desktop did not say lately which way leads to a server.
    pub(super) fn are_lost(&self) -> bool {
        self.proxy == Proxy::System && self.lost.is_some_and(|since| since.elapsed() < LOST)
    }

    /// Takes note of whether it did.
    pub(super) fn note(&mut self, route: &Route) {
        self.lost = matches!(route, Route::Lost(_)).then(Instant::now);
    }

    /// Goes through another proxy from here on.
    pub(super) fn go_through(&mut self, proxy: &Proxy) {
        if self.proxy != *proxy {
            self.proxy = proxy.clone();
            self.forget();
        }
    }

    /// Makes them anew when they are needed: what the system says of proxies and certificates is only read then.
    pub(super) fn forget(&mut self) {
        self.made.clear();
        self.lost = None;
        self.epoch += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(route: Route) -> Way {
        Way::to(None, route)
    }

    #[test]
    fn this_computer_has_a_client_of_its_own() {
        let (here, there) = (way(Route::Here), way(Route::System));
        let mut clients = Clients::default();
        clients.keep(here.clone(), here.clone().client(&Proxy::System, None).unwrap(), 0);
        assert!(clients.get(&here).is_some() && clients.get(&there).is_none());
        assert_eq!(way(Route::Environment), there, "the library knows for which server it is");
    }

    #[test]
    fn another_proxy_makes_other_clients() {
        let way = way(Route::System);
        let mut clients = Clients::default();
        let (proxy, epoch) = clients.terms();
        assert_eq!(proxy, Proxy::System);
        let client = way.clone().client(&proxy, None).unwrap();
        clients.keep(way.clone(), client.clone(), epoch);
        clients.go_through(&Proxy::System);
        assert!(clients.get(&way).is_some(), "nothing has changed");
        clients.go_through(&Proxy::None);
        assert!(clients.get(&way).is_none());
        clients.keep(way.clone(), client, epoch);
        assert!(clients.get(&way).is_none(), "it was made under the terms before");
    }

    #[tokio::test(start_paused = true)]
    async fn a_desktop_that_does_not_say_is_left_alone_for_a_while() {
        let mut clients = Clients::default();
        let lost = Route::Lost("gone".into());
        assert!(!clients.are_lost());
        clients.note(&lost);
        assert!(clients.are_lost());
        tokio::time::advance(LOST).await;
        assert!(!clients.are_lost());

        clients.note(&lost);
        clients.note(&Route::Desktop(Leg::Straight));
        assert!(!clients.are_lost(), "it says again");
        clients.note(&lost);
        clients.forget();
        assert!(!clients.are_lost(), "the straight way did not lead there either");
        clients.go_through(&Proxy::None);
        clients.note(&lost);
        assert!(!clients.are_lost(), "it was asked under the terms before");
    }
}
