//! The clients that requests are sent with: one for each way to reach a server, made when first needed.

use std::collections::HashMap;
use std::time::Duration;

use reqwest::redirect::Policy;
use reqwest::{Client, NoProxy};

use crate::authority::Authority;
use crate::instance::Instance;
use crate::proxy::Proxy;

/// How long a connection may take. Longer keeps a person waiting for a host that is not there; shorter fails on
/// a slow VPN.
const CONNECT_DEADLINE: Duration = Duration::from_secs(10);

/// How long a whole request may take. ProcessMaker spends up to 0.4 s on a token; an instance that needs half a
/// minute is in trouble.
const TOTAL_DEADLINE: Duration = Duration::from_secs(30);

/// How long the server may be silent in the middle.
const SILENCE_DEADLINE: Duration = Duration::from_secs(15);

/// The clients that there are, and the proxy that they go through.
#[derive(Debug, Default)]
pub(super) struct Clients {
    proxy: Proxy,
    made: HashMap<Way, Client>,
    /// How often they were thrown away: one that is being made meanwhile is not kept.
    epoch: u64,
}

/// By what one client differs from another.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Way {
    /// Servers on this computer are reached without a proxy.
    loopback: bool,
    authority: Option<Authority>,
}

impl Way {
    pub(super) fn to(instance: &Instance) -> Self {
        Self { loopback: instance.server.is_loopback(), authority: instance.authority.clone() }
    }

    /// Makes a client. Blocks on reading the system's certificates.
    pub(super) fn client(self, proxy: &Proxy) -> Result<Client, reqwest::Error> {
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
        match proxy {
            _ if self.loopback => builder.no_proxy(),
            Proxy::System => builder,
            Proxy::None => builder.no_proxy(),
            Proxy::Manual { address, except } => {
                let except = NoProxy::from_string(except);
                builder.proxy(reqwest::Proxy::all(address)?.no_proxy(except))
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
        self.epoch += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection::ServerUrl;
    use crate::instance::Generation;

    fn way(address: &str) -> Way {
        let server = ServerUrl::parse(address).unwrap();
        Way::to(&Instance::new(server, Generation::Version4))
    }

    #[test]
    fn this_computer_has_a_client_of_its_own() {
        let (here, there) = (way("http://127.0.0.1:8095"), way("https://acme.example"));
        let mut clients = Clients::default();
        clients.keep(here.clone(), here.clone().client(&Proxy::System).unwrap(), 0);
        assert!(clients.get(&here).is_some() && clients.get(&there).is_none());
        assert_eq!(way("https://acme.example"), way("https://other.example"));
    }

    #[test]
    fn another_proxy_makes_other_clients() {
        let way = way("https://acme.example");
        let mut clients = Clients::default();
        let (proxy, epoch) = clients.terms();
        assert_eq!(proxy, Proxy::System);
        let client = way.clone().client(&proxy).unwrap();
        clients.keep(way.clone(), client.clone(), epoch);
        clients.go_through(&Proxy::System);
        assert!(clients.get(&way).is_some(), "nothing has changed");
        clients.go_through(&Proxy::None);
        assert!(clients.get(&way).is_none());
        clients.keep(way.clone(), client, epoch);
        assert!(clients.get(&way).is_none(), "it was made under the terms before");
    }
}
