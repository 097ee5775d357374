//! Which proxy stands between: host and port, never the name and password that an address can hold.

use std::collections::BTreeSet;

use http::Uri;
use hyper_util::client::proxy::matcher::Matcher;
use latchkey_core::connection::ServerUrl;
use latchkey_core::doctor::{Found, ProxyFrom};
use latchkey_core::http::Http;
use latchkey_core::instance::{Generation, Instance};
use latchkey_core::proxy::{Leg, Proxy, Route};

/// The address asked about where there is no server yet.
const SOMEWHERE: &str = "https://processmaker.example/";

/// By whose word each server is reached as it is. Servers on this computer are asked directly, whatever is set.
pub(super) async fn routes(http: &Http, servers: Vec<Instance>) -> Vec<(Instance, Route)> {
    let mut routes = Vec::new();
    for instance in outward(servers) {
        let route = http.route(&instance).await;
        // Of the next server it would say as little, and take as long.
        let is_lost = matches!(route, Route::Lost(_));
        routes.push((instance, route));
        if is_lost {
            break;
        }
    }
    routes
}

fn outward(mut servers: Vec<Instance>) -> Vec<Instance> {
    servers.retain(|instance| !instance.server.is_loopback());
    if servers.is_empty() {
        let somewhere = ServerUrl::parse(SOMEWHERE).ok();
        servers.extend(somewhere.map(|server| Instance::new(server, Generation::Version4)));
    }
    servers
}

/// What stands between this computer and the servers. Blocks on the system's settings.
pub(super) fn look(proxy: &Proxy, routes: Vec<(Instance, Route)>) -> Found {
    let matcher = match proxy {
        Proxy::None => Matcher::builder().build(),
        Proxy::System => Matcher::from_system(),
        Proxy::Manual { address, except, user: _ } => {
            Matcher::builder().all(address.as_str()).no(except.as_str()).build()
        }
    };
    let (mut via, mut from) = (BTreeSet::new(), None);
    for (instance, route) in routes {
        let by_rules = || between(&matcher, instance.server.as_str());
        let (between, said_by) = match route {
            Route::Here | Route::Desktop(Leg::Straight) => continue,
            Route::Lost(why) => return Found::ProxyUnknown(why),
            Route::Desktop(Leg::Through(via)) => (Some(via.label()), ProxyFrom::System),
            Route::Settings => (by_rules(), ProxyFrom::Settings),
            Route::Environment => (by_rules(), ProxyFrom::Environment),
            Route::System => (by_rules(), ProxyFrom::System),
        };
        if let Some(between) = between {
            via.insert(between);
            from.get_or_insert(said_by);
        }
    }
    let via = via.into_iter().collect::<Vec<_>>().join(", ");
    from.map_or(Found::NoProxy, |from| Found::Proxy { via, from })
}

fn between(matcher: &Matcher, address: &str) -> Option<String> {
    let intercept = matcher.intercept(&address.parse::<Uri>().ok()?)?;
    let uri = intercept.uri();
    let host = uri.host()?;
    Some(uri.port_u16().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn acme() -> Instance {
        Instance::new(ServerUrl::parse("https://acme.example").unwrap(), Generation::Version4)
    }

    fn through(except: &str) -> Found {
        let address = "http://maria:canary@proxy.example:3128".into();
        let proxy = Proxy::Manual { address, except: except.into(), user: "maria".into() };
        look(&proxy, vec![(acme(), Route::Settings)])
    }

    #[test]
    fn a_proxy_is_named_by_its_host_and_port_alone() {
        let via = "proxy.example:3128".to_owned();
        let found = Found::Proxy { via, from: ProxyFrom::Settings };
        assert_eq!(through(""), found);
        assert_eq!(through("other.example"), found);
    }

    #[test]
    fn servers_that_are_asked_directly_have_none() {
        assert_eq!(through("acme.example"), Found::NoProxy);
        for (proxy, route) in [
            (Proxy::None, Route::Settings),
            (Proxy::System, Route::Desktop(Leg::Straight)),
            (Proxy::System, Route::Here),
        ] {
            assert_eq!(look(&proxy, vec![(acme(), route)]), Found::NoProxy);
        }
    }

    #[test]
    fn a_desktop_that_does_not_say_is_told_of() {
        let routes = vec![(acme(), Route::Environment), (acme(), Route::Lost("gone".into()))];
        assert_eq!(look(&Proxy::System, routes), Found::ProxyUnknown("gone".into()));
    }

    #[test]
    fn where_there_is_no_server_yet_one_elsewhere_is_looked_for() {
        let here =
            || Instance { server: ServerUrl::parse("http://localhost:8095").unwrap(), ..acme() };
        let labels = |servers| -> Vec<String> {
            outward(servers).iter().map(|instance| instance.server.label().to_owned()).collect()
        };
        assert_eq!(labels(vec![here()]), ["processmaker.example"]);
        assert_eq!(labels(vec![here(), acme()]), ["acme.example"]);
    }
}
