//! Where the person leaves it to the system: the environment's proxy if it names one, as with curl, else the
//! desktop's, which is asked for each server.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use url::Url;

/// How long the desktop may think. It fetches a script of the company's for it; whoever waits for longer takes the
/// sign-in for frozen, and a shorter wait would miss a script that comes by a slow VPN.
const DEADLINE: Duration = Duration::from_secs(3);

/// Who knows what the desktop's own settings say of proxies.
pub trait Guide: fmt::Debug + Send + Sync + 'static {
    /// Asks for the ways to a server, of which no more than scheme, host and port are told. Dropping the question
    /// takes it back.
    fn ask(&self, server: &Url) -> Asking;
}

/// The ways to a server, the best first: addresses of proxies, and `direct://`; or why there is no answer.
pub type Asking = Pin<Box<dyn Future<Output = Result<Vec<String>, String>> + Send>>;

/// Where a way to a server begins.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Leg {
    /// At the server itself.
    Straight,
    /// At a proxy.
    Through(Via),
}

/// The address of a proxy, with the name and password that a desktop puts into it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Via(Url);

impl Via {
    /// Host and port alone.
    #[must_use]
    pub fn label(&self) -> String {
        let host = self.0.host_str().unwrap_or_default();
        let port = self.0.port_or_known_default();
        port.map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    pub(crate) fn expose(&self) -> &Url {
        &self.0
    }

    /// A proxy of a kind that this program speaks with. A desktop's SOCKS proxies are given names to resolve, as
    /// every other program of the desktop does: inside of a company they may be the only ones who can.
    fn read(answer: &str) -> Option<Self> {
        let (scheme, rest) = answer.split_once("://")?;
        let scheme = match scheme {
            "http" | "https" => scheme,
            "socks" | "socks5" | "socks5h" => "socks5h",
            "socks4" | "socks4a" => "socks4a",
            _ => return None,
        };
        let url = Url::parse(&format!("{scheme}://{rest}")).ok()?;
        url.host_str().is_some_and(|host| !host.is_empty()).then_some(Self(url))
    }
}

impl fmt::Debug for Via {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Via({})", self.label())
    }
}

/// Asks the desktop for the way to a server: the first of its answers that can be gone. The others are for programs
/// that cannot go that one.
///
/// # Errors
/// Why it is not known.
pub(crate) async fn ask(guide: &dyn Guide, server: &Url) -> Result<Leg, String> {
    let mut bare = server.clone();
    bare.set_path("/");
    let answers = tokio::time::timeout(DEADLINE, guide.ask(&bare)).await;
    let answers = answers.map_err(|_| "no answer in time".to_owned())??;
    first_that_can_be_gone(&answers).ok_or_else(|| "no proxy of a known kind".to_owned())
}

fn first_that_can_be_gone(answers: &[String]) -> Option<Leg> {
    answers.iter().find_map(|answer| match answer.as_str() {
        "direct://" => Some(Leg::Straight),
        address => Via::read(address).map(Leg::Through),
    })
}

/// Whether the environment names a proxy for servers of this scheme, read as curl reads it: then its list of
/// exceptions counts too, and nobody else is asked.
pub(crate) fn environment_names_one(scheme: &str, read: impl Fn(&str) -> Option<String>) -> bool {
    let either = |names: [&str; 2]| names.into_iter().find_map(&read);
    let own = match scheme {
        "https" => either(["HTTPS_PROXY", "https_proxy"]),
        _ => either(["HTTP_PROXY", "http_proxy"]),
    };
    let all = either(["ALL_PROXY", "all_proxy"]);
    [own, all].into_iter().flatten().any(|named| is_understood(&named))
}

/// Whether the library would go through it.
fn is_understood(named: &str) -> bool {
    match named.split_once("://") {
        Some((scheme, _)) => {
            matches!(scheme, "http" | "https" | "socks4" | "socks4a" | "socks5" | "socks5h")
        }
        None => !named.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(answers: &[&str]) -> Option<String> {
        let answers: Vec<String> = answers.iter().map(|answer| (*answer).to_owned()).collect();
        first_that_can_be_gone(&answers).map(|leg| match leg {
            Leg::Straight => "straight".to_owned(),
            Leg::Through(via) => via.expose().as_str().trim_end_matches('/').to_owned(),
        })
    }

    #[test]
    fn the_first_way_that_can_be_gone_is_taken() {
        for (answers, way) in [
            (vec!["direct://"], Some("straight")),
            (vec!["http://proxy.example:3128", "direct://"], Some("http://proxy.example:3128")),
            (vec!["direct://", "http://proxy.example:3128"], Some("straight")),
            (vec!["https://proxy.example"], Some("https://proxy.example")),
            (vec!["http://[::1]:3128"], Some("http://[::1]:3128")),
            (vec!["quic://proxy.example:443", "direct://"], Some("straight")),
            (vec!["socks://proxy.example:1080"], Some("socks5h://proxy.example:1080")),
            (vec!["socks5://proxy.example:1080"], Some("socks5h://proxy.example:1080")),
            (vec!["socks4a://proxy.example:1080"], Some("socks4a://proxy.example:1080")),
            (vec!["http://", "proxy.example", "http://a b", ""], None),
            (vec!["socks5://", "quic://proxy.example:443"], None),
            (vec![], None),
        ] {
            assert_eq!(chosen(&answers).as_deref(), way, "{answers:?}");
        }
    }

    #[test]
    fn a_proxy_is_shown_without_its_password() {
        let via = Via::read("http://maria:canary@proxy.example:3128").unwrap();
        assert_eq!(via.label(), "proxy.example:3128");
        assert_eq!(format!("{via:?}"), "Via(proxy.example:3128)");
        assert_eq!(via.expose().password(), Some("canary"));
        assert_eq!(Via::read("https://proxy.example").unwrap().label(), "proxy.example:443");
    }

    #[test]
    fn the_environment_is_read_as_the_library_reads_it() {
        let names = |scheme, variables: &[(&str, &str)]| {
            let read = |name: &str| {
                variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).into())
            };
            environment_names_one(scheme, read)
        };
        for (variables, https, http) in [
            (vec![], false, false),
            (vec![("HTTPS_PROXY", "http://p:1")], true, false),
            (vec![("https_proxy", "p:1")], true, false),
            (vec![("http_proxy", "http://p:1")], false, true),
            (vec![("ALL_PROXY", "socks5://p:1")], true, true),
            (vec![("all_proxy", "socks://p:1")], false, false),
            (vec![("HTTPS_PROXY", ""), ("https_proxy", "http://p:1")], false, false),
            (vec![("HTTPS_PROXY", ""), ("ALL_PROXY", "http://p:1")], true, true),
            (vec![("NO_PROXY", "*")], false, false),
        ] {
            assert_eq!(names("https", &variables), https, "{variables:?}");
            assert_eq!(names("http", &variables), http, "{variables:?}");
        }
    }
}
