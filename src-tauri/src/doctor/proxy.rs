//! Which proxy stands between: host and port, never the name and password that an address can hold.

use std::collections::BTreeSet;

use http::Uri;
use hyper_util::client::proxy::matcher::Matcher;
use latchkey_core::doctor::{Found, ProxyFrom};
use latchkey_core::instance::Instance;
use latchkey_core::proxy::Proxy;

/// The address asked about where there is no server yet.
const SOMEWHERE: &str = "https://processmaker.example/";

/// What stands between this computer and the servers. Blocks on the system's settings.
pub(super) fn look(proxy: &Proxy, servers: &[Instance]) -> Found {
    let (matcher, from) = match proxy {
        Proxy::None => return Found::NoProxy,
        Proxy::System => (Matcher::from_system(), ProxyFrom::System),
        Proxy::Manual { address, except } => {
            let matcher = Matcher::builder().all(address.as_str()).no(except.as_str()).build();
            (matcher, ProxyFrom::Settings)
        }
    };
    // Servers on this computer are asked directly, whatever is set.
    let outward = servers.iter().filter(|instance| !instance.server.is_loopback());
    let mut addresses: Vec<String> =
        outward.map(|instance| instance.server.as_str().to_owned()).collect();
    if addresses.is_empty() {
        addresses.push(SOMEWHERE.to_owned());
    }
    let via: BTreeSet<String> = addresses.iter().filter_map(|to| between(&matcher, to)).collect();
    if via.is_empty() {
        return Found::NoProxy;
    }
    Found::Proxy { via: via.into_iter().collect::<Vec<_>>().join(", "), from }
}

fn between(matcher: &Matcher, address: &str) -> Option<String> {
    let intercept = matcher.intercept(&address.parse::<Uri>().ok()?)?;
    let uri = intercept.uri();
    let host = uri.host()?;
    Some(uri.port_u16().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}

#[cfg(test)]
mod tests {
    use latchkey_core::connection::ServerUrl;
    use latchkey_core::instance::Generation;

    use super::*;

    fn through(except: &str, servers: &[&str]) -> Found {
        let proxy = Proxy::Manual {
            address: "http://maria:canary@proxy.example:3128".into(),
            except: except.into(),
        };
        let servers = servers
            .iter()
            .map(|address| Instance::new(ServerUrl::parse(address).unwrap(), Generation::Version4));
        look(&proxy, &servers.collect::<Vec<_>>())
    }

    #[test]
    fn a_proxy_is_named_by_its_host_and_port_alone() {
        let via = "proxy.example:3128".to_owned();
        let found = Found::Proxy { via, from: ProxyFrom::Settings };
        assert_eq!(through("", &["https://acme.example"]), found);
        assert_eq!(through("", &[]), found, "as it would be for the first server");
        assert_eq!(through("other.example", &["https://acme.example"]), found);
    }

    #[test]
    fn servers_that_are_asked_directly_have_none() {
        assert_eq!(through("acme.example", &["https://acme.example"]), Found::NoProxy);
        assert_eq!(look(&Proxy::None, &[]), Found::NoProxy);
    }
}
