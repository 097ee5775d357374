//! What comes back from the browser, whichever way it comes: deep link, listener, or pasted by hand.
//!
//! Everything here is a stranger's input. Parsing decides whether it is an answer at all; only the session that
//! waits for it decides whether it is *its* answer.

use std::fmt;

use url::{Host, Url};

use crate::connection::{ServerId, ServerUrl, Way};
use crate::instance::Instance;
use crate::product::Product;
use crate::token::{AuthorizationCode, StateParameter};
use crate::trouble::plain;

/// The longest redirect looked at; a code of ProcessMaker is 790 characters.
const MAX_LENGTH: usize = 4096;

/// Where the browser is to send the answer.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum RedirectUri {
    /// `<scheme>://oauth/callback/<server-id>`
    DeepLink {
        /// This program's scheme.
        scheme: String,
        /// Whose answer it is.
        server: ServerId,
    },
    /// `http://127.0.0.1:<port>/callback/<server-id>`
    Loopback {
        /// Where the listener listens.
        port: u16,
        /// Whose answer it is.
        server: ServerId,
    },
}

impl RedirectUri {
    /// The deep link of a server.
    #[must_use]
    pub fn deep_link(product: &Product, server: &ServerUrl) -> Self {
        Self::DeepLink { scheme: product.scheme.to_owned(), server: server.id() }
    }

    /// The listener's address for a server.
    #[must_use]
    pub fn loopback(port: u16, server: &ServerUrl) -> Self {
        Self::Loopback { port, server: server.id() }
    }

    /// Which way the answer takes.
    #[must_use]
    pub fn way(&self) -> Way {
        match self {
            Self::DeepLink { .. } => Way::DeepLink,
            Self::Loopback { .. } => Way::Loopback,
        }
    }

    /// Recognises one of this program's redirect addresses, byte for byte; the query is not looked at.
    fn recognise(url: &Url, product: &Product) -> Option<Self> {
        let nobody = url.username().is_empty() && url.password().is_none();
        let segments: Vec<&str> = url.path().strip_prefix('/')?.split('/').collect();
        let ["callback", id] = segments.as_slice() else {
            return None;
        };
        let server = ServerId::from_segment(id)?;
        match url.scheme() {
            scheme if scheme == product.scheme => {
                let ours = nobody && url.host_str() == Some("oauth") && url.port().is_none();
                ours.then(|| Self::DeepLink { scheme: scheme.to_owned(), server })
            }
            "http" => {
                let here = url.host() == Some(Host::Ipv4(std::net::Ipv4Addr::LOCALHOST));
                let port = url.port_or_known_default()?;
                (nobody && here).then_some(Self::Loopback { port, server })
            }
            _ => None,
        }
    }
}

impl fmt::Display for RedirectUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DeepLink { scheme, server } => {
                write!(f, "{scheme}://oauth/callback/{}", server.as_str())
            }
            Self::Loopback { port, server } => {
                write!(f, "http://127.0.0.1:{port}/callback/{}", server.as_str())
            }
        }
    }
}

/// What an administrator pastes as Redirect URL.
///
/// One string for both ways: ProcessMaker's form accepts a custom scheme only behind an ordinary address, after a
/// comma without a space, and splits it there.
#[must_use]
pub fn registration(product: &Product, instance: &Instance) -> String {
    let server = &instance.server;
    let id = server.id();
    // Version 3 compares ports too, so that a listener on any port could never answer.
    if instance.is_version_3() {
        return RedirectUri::deep_link(product, server).to_string();
    }
    format!(
        "http://127.0.0.1/callback/{id},{}",
        RedirectUri::deep_link(product, server),
        id = id.as_str()
    )
}

/// An answer of the authorization endpoint (RFC 6749, 4.1.2).
#[derive(Debug, Clone)]
pub struct Redirect {
    /// Where it arrived.
    pub uri: RedirectUri,
    /// What ties it to a sign-in; ProcessMaker leaves it out of one error (recording 048).
    pub state: Option<StateParameter>,
    /// Which server says it sent it (RFC 9207); ProcessMaker does not say.
    pub issuer: Option<String>,
    /// What it says.
    pub outcome: Outcome,
}

/// What the answer says.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// The person agreed.
    Code(AuthorizationCode),
    /// It did not work (RFC 6749, 4.1.2.1).
    Error {
        /// The error code, such as `access_denied`.
        error: String,
        /// The server's words, harmless.
        description: Option<String>,
    },
}

/// Why a text is no answer to any sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RedirectError {
    /// Not one of this program's redirect addresses.
    #[error("this is not an address that a sign-in comes back to")]
    NotOurs,
    /// Longer than any real answer.
    #[error("this address is too long to be an answer")]
    TooLong,
    /// A parameter stands twice (RFC 6749, 3.1 forbids it).
    #[error("the answer is ambiguous")]
    Repeated,
    /// Neither or both of a code and an error.
    #[error("the answer holds neither a code nor an error")]
    Undecided,
}

impl Redirect {
    /// Reads a redirect.
    ///
    /// # Errors
    /// When it cannot be an answer to any sign-in of this program.
    pub fn parse(text: &str, product: &Product) -> Result<Self, RedirectError> {
        let text = text.trim();
        if text.len() > MAX_LENGTH {
            return Err(RedirectError::TooLong);
        }
        if text.chars().any(char::is_control) {
            return Err(RedirectError::NotOurs);
        }
        let url = Url::parse(text).map_err(|_| RedirectError::NotOurs)?;
        let uri = RedirectUri::recognise(&url, product).ok_or(RedirectError::NotOurs)?;
        let state = once(&url, "state")?;
        let code = once(&url, "code")?;
        let error = once(&url, "error")?;
        let description = once(&url, "error_description")?;
        let issuer = once(&url, "iss")?;
        let outcome = match (code, error) {
            (Some(code), None) if !code.is_empty() => Outcome::Code(AuthorizationCode::new(code)),
            (None, Some(error)) if !error.is_empty() => Outcome::Error {
                error: plain(&error),
                description: description
                    .map(|words| plain(&words))
                    .filter(|words| !words.is_empty()),
            },
            _ => return Err(RedirectError::Undecided),
        };
        let state = state.filter(|state| !state.is_empty()).map(StateParameter::new);
        Ok(Self { uri, state, issuer, outcome })
    }
}

fn once(url: &Url, name: &str) -> Result<Option<String>, RedirectError> {
    let mut values =
        url.query_pairs().filter(|(key, _)| key == name).map(|(_, value)| value.into_owned());
    let first = values.next();
    if values.next().is_some() { Err(RedirectError::Repeated) } else { Ok(first) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instance::Generation;
    use crate::product::INSTALLED;
    use secrecy::ExposeSecret;

    const ID: &str = "7f3a9c1e22d04b5a";

    fn parse(text: &str) -> Result<Redirect, RedirectError> {
        Redirect::parse(text, &INSTALLED)
    }

    #[test]
    fn one_string_registers_both_ways() {
        let server = ServerUrl::parse("https://acme.example").unwrap();
        let id = server.id();
        let id = id.as_str();
        let expected =
            format!("http://127.0.0.1/callback/{id},io.github.latchkey-app://oauth/callback/{id}");
        let instance = |generation| Instance::new(server.clone(), generation);
        assert_eq!(registration(&INSTALLED, &instance(Generation::Version4)), expected);
        let deep_link = format!("io.github.latchkey-app://oauth/callback/{id}");
        assert_eq!(registration(&INSTALLED, &instance(Generation::Version3)), deep_link);
    }

    #[test]
    fn both_ways_bring_a_code() {
        for (text, way) in [
            (
                format!("io.github.latchkey-app://oauth/callback/{ID}?code=def502&state=s"),
                Way::DeepLink,
            ),
            (
                format!(" http://127.0.0.1:43121/callback/{ID}?code=def502&state=s#top "),
                Way::Loopback,
            ),
        ] {
            let redirect = parse(&text).unwrap();
            assert_eq!(redirect.uri.way(), way);
            assert!(text.contains(&redirect.uri.to_string()), "the address is kept byte for byte");
            assert_eq!(redirect.state.unwrap().expose_secret(), "s");
            let Outcome::Code(code) = redirect.outcome else { panic!("a code came back") };
            assert_eq!(code.expose_secret(), "def502");
        }
    }

    #[test]
    fn a_denial_is_read_as_recorded() {
        let text = format!(
            "http://127.0.0.1:43121/callback/{ID}?state=deny-st&error=access_denied&error_description=The+resource+owner+or+authorization+server+denied+the+request.&hint=The+user+denied+the+request&message=x"
        );
        let Outcome::Error { error, description } = parse(&text).unwrap().outcome else {
            panic!("an error came back")
        };
        assert_eq!(error, "access_denied");
        assert_eq!(
            description.as_deref(),
            Some("The resource owner or authorization server denied the request.")
        );
    }

    #[test]
    fn the_longest_answer_has_4096_characters() {
        let of_length = |length: usize| {
            let text = format!("http://127.0.0.1:1/callback/{ID}?state=s&code=");
            let code = "f".repeat(length - text.len());
            parse(&(text + &code)).map(|_| ())
        };
        assert_eq!(of_length(4096), Ok(()));
        assert_eq!(of_length(4097), Err(RedirectError::TooLong));
    }

    #[test]
    fn what_is_empty_counts_as_missing() {
        let at = |query: &str| parse(&format!("http://127.0.0.1:1/callback/{ID}?{query}"));
        assert!(at("code=def502&state=").unwrap().state.is_none());
        for (query, words) in [
            ("error=invalid_scope&error_description=", None),
            ("error=invalid_scope&error_description=%00+", None),
            ("error=invalid_scope&error_description=No", Some("No")),
        ] {
            let Outcome::Error { description, .. } = at(query).unwrap().outcome else {
                panic!("{query}: an error came back")
            };
            assert_eq!(description.as_deref(), words, "{query}");
        }
    }

    #[test]
    fn an_issuer_is_read_where_there_is_one() {
        let at = |query: &str| parse(&format!("http://127.0.0.1:1/callback/{ID}?{query}"));
        let issuer = |query: &str| at(query).unwrap().issuer;
        assert_eq!(
            issuer("code=x&iss=https://acme.example").as_deref(),
            Some("https://acme.example")
        );
        assert_eq!(issuer("code=x"), None);
    }

    #[test]
    fn a_listener_on_the_usual_port_is_one_too() {
        let redirect = parse(&format!("http://127.0.0.1/callback/{ID}?code=x&state=s")).unwrap();
        let server = ServerId::from_segment(ID).unwrap();
        assert_eq!(redirect.uri, RedirectUri::Loopback { port: 80, server });
    }

    #[test]
    fn an_error_without_a_state_is_an_answer_to_nobody_in_particular() {
        let redirect =
            parse(&format!("http://127.0.0.1:1/callback/{ID}?error=invalid_scope")).unwrap();
        assert!(redirect.state.is_none());
    }

    #[test]
    fn f33_strangers_are_refused() {
        use RedirectError::{NotOurs, Repeated, TooLong, Undecided};
        let long = format!("http://127.0.0.1:1/callback/{ID}?code={}", "f".repeat(5000));
        for (text, why) in [
            ("", NotOurs),
            ("hello", NotOurs),
            (long.as_str(), TooLong),
            ("io.github.latchkey-app://oauth/callback/?code=x&state=s", NotOurs),
            ("io.github.latchkey-app://oauth/callback/7F3A9C1E22D04B5A?code=x&state=s", NotOurs),
            ("io.github.latchkey-app://oauth/callback/7f3a9c1e22d04b5a/?code=x&state=s", NotOurs),
            ("io.github.latchkey-app://oauth/../callback/7f3a9c1e22d04b5a/x?code=x", NotOurs),
            ("io.github.latchkey-app://evil/callback/7f3a9c1e22d04b5a?code=x&state=s", NotOurs),
            ("io.github.latchkey-app://me@oauth/callback/7f3a9c1e22d04b5a?code=x", NotOurs),
            ("io.github.latchkey-app://oauth:1/callback/7f3a9c1e22d04b5a?code=x", NotOurs),
            ("io.github.latchkey-app:callback/7f3a9c1e22d04b5a?code=x&state=s", NotOurs),
            ("io.github.latchkey-app.dev://oauth/callback/7f3a9c1e22d04b5a?code=x", NotOurs),
            ("https://127.0.0.1:1/callback/7f3a9c1e22d04b5a?code=x&state=s", NotOurs),
            ("http://localhost:1/callback/7f3a9c1e22d04b5a?code=x&state=s", NotOurs),
            ("http://127.0.0.2:1/callback/7f3a9c1e22d04b5a?code=x&state=s", NotOurs),
            ("http://127.0.0.1.evil.example/callback/7f3a9c1e22d04b5a?code=x", NotOurs),
            ("http://127.0.0.1:1/callback/7f3a9c1e22d04b5a?code=x&state=s\u{0}", NotOurs),
            ("http://me@127.0.0.1:1/callback/7f3a9c1e22d04b5a?code=x&state=s", NotOurs),
            ("http://:me@127.0.0.1:1/callback/7f3a9c1e22d04b5a?code=x&state=s", NotOurs),
            ("http://127.0.0.1:1/7f3a9c1e22d04b5a?code=x&state=s", NotOurs),
            ("http://127.0.0.1:1/done/7f3a9c1e22d04b5a?code=x&state=s", NotOurs),
            ("io.github.latchkey-app:///callback/7f3a9c1e22d04b5a?code=x", NotOurs),
            ("http://127.0.0.1:1/callback/7f3a9c1e22d04b5a", Undecided),
            ("http://127.0.0.1:1/callback/7f3a9c1e22d04b5a?code=&state=s", Undecided),
            ("http://127.0.0.1:1/callback/7f3a9c1e22d04b5a?error=&state=s", Undecided),
            ("http://127.0.0.1:1/callback/7f3a9c1e22d04b5a?code=x&error=y&state=s", Undecided),
            ("http://127.0.0.1:1/callback/7f3a9c1e22d04b5a?code=x&error=&state=s", Undecided),
            ("http://127.0.0.1:1/callback/7f3a9c1e22d04b5a?code=x&state=s&state=t", Repeated),
            ("http://127.0.0.1:1/callback/7f3a9c1e22d04b5a?code=x&code=y&state=s", Repeated),
            ("http://127.0.0.1:1/callback/7f3a9c1e22d04b5a?code=x&c%6Fde=y&state=s", Repeated),
        ] {
            assert_eq!(parse(text).err(), Some(why), "{text:?}");
        }
    }
}
