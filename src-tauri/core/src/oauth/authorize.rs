//! The beginning of a sign-in: fresh secrets and the address for the browser.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::ExposeSecret;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use url::{Position, Url};

use crate::connection::ClientId;
use crate::instance::Instance;
use crate::token::{CodeVerifier, StateParameter};

/// 256 bits: RFC 7636, 7.1 wants them of a verifier, and RFC 9700, 4.7.1 at least half of them of a state.
const SECRET_BYTES: usize = 32;

/// Whom to ask the person to sign in as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prompt {
    /// Whoever is signed in in the browser.
    Anyone,
    /// Sign out in the browser first and ask (`prompt=login`, recording 028).
    Login,
}

/// What only this program knows of one sign-in. Each attempt has its own (RFC 9700, 2.1.1).
#[derive(Debug, Clone)]
pub struct Secrets {
    /// Comes back in the redirect.
    pub state: StateParameter,
    /// Goes to the token endpoint.
    pub verifier: CodeVerifier,
}

impl Secrets {
    /// Fresh ones, from the system's random source.
    ///
    /// # Panics
    /// When the system has no random source; nothing secure can be done then.
    #[must_use]
    pub fn fresh() -> Self {
        Self { state: StateParameter::new(random()), verifier: CodeVerifier::new(random()) }
    }

    /// Whether a redirect's state is this attempt's, in constant time.
    #[must_use]
    pub fn is_answered_by(&self, state: &StateParameter) -> bool {
        self.state.expose_secret().as_bytes().ct_eq(state.expose_secret().as_bytes()).into()
    }
}

fn random() -> String {
    let mut bytes = [0; SECRET_BYTES];
    getrandom::fill(&mut bytes).expect("the system has a random source");
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The challenge that goes with a verifier (`S256`, RFC 7636, 4.2).
#[must_use]
pub fn challenge(verifier: &CodeVerifier) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.expose_secret().as_bytes()))
}

/// The address that the browser opens; its query has the state in it, and is never printed.
#[derive(Clone)]
pub struct SignInLink(Url);

impl SignInLink {
    /// The whole address, for the browser and whoever carries it there.
    #[must_use]
    pub fn expose(&self) -> &Url {
        &self.0
    }
}

impl From<Url> for SignInLink {
    fn from(url: Url) -> Self {
        Self(url)
    }
}

impl fmt::Debug for SignInLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SignInLink({}?[redacted])", &self.0[..Position::AfterPath])
    }
}

/// The address that the browser opens (RFC 6749, 4.1.1).
///
/// No scope is sent: ProcessMaker defines none and refuses unknown ones (recording 048).
#[must_use]
pub fn link(
    instance: &Instance,
    client: &ClientId,
    redirect_uri: &str,
    secrets: &Secrets,
    prompt: Prompt,
) -> SignInLink {
    let mut url = instance.authorization_endpoint();
    url.query_pairs_mut()
        .append_pair("response_type", "code")
        .append_pair("client_id", client.as_str())
        .append_pair("redirect_uri", redirect_uri)
        .append_pair("state", secrets.state.expose_secret())
        .append_pair("code_challenge", &challenge(&secrets.verifier))
        .append_pair("code_challenge_method", "S256");
    match prompt {
        Prompt::Anyone => {}
        Prompt::Login => {
            url.query_pairs_mut().append_pair("prompt", "login");
        }
    }
    SignInLink(url)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection::{ConnectionId, Draft, Environment, Method};
    use std::collections::BTreeSet;

    #[test]
    fn the_challenge_is_that_of_rfc_7636_appendix_b() {
        let verifier = CodeVerifier::new("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".into());
        assert_eq!(challenge(&verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn an_address_is_printed_without_what_it_carries() {
        let url = Url::parse("https://acme.example/oauth/authorize?state=canary").unwrap();
        let printed = format!("{:?}", SignInLink::from(url));
        assert_eq!(printed, "SignInLink(https://acme.example/oauth/authorize?[redacted])");
    }

    #[test]
    fn secrets_are_fresh_and_in_the_servers_alphabet() {
        let mut seen = BTreeSet::new();
        for _ in 0..10_000 {
            let secrets = Secrets::fresh();
            for text in [secrets.verifier.expose_secret(), secrets.state.expose_secret()] {
                let allowed =
                    text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b));
                assert!(allowed && text.len() == 43, "43 characters of the server's alphabet");
                assert!(seen.insert(text.to_owned()), "no secret is made twice");
            }
        }
    }

    #[test]
    fn the_browser_gets_everything_but_the_verifier() {
        let draft = Draft {
            name: String::new(),
            address: "https://acme.example/pm".into(),
            environment: Environment::Test,
            client_id: "4".into(),
            method: Method::Browser,
            generation: crate::instance::Generation::Version4,
            authority: None,
        };
        let connection = draft.check(ConnectionId::random()).unwrap();
        let secrets = Secrets::fresh();
        let redirect = "http://127.0.0.1:43121/callback/7f3a9c1e22d04b5a";
        let link =
            link(&connection.instance(), &connection.client_id, redirect, &secrets, Prompt::Login);
        let url = link.expose();
        let pairs: Vec<_> = url.query_pairs().into_owned().collect();
        let expected = [
            ("response_type", "code"),
            ("client_id", "4"),
            ("redirect_uri", redirect),
            ("state", secrets.state.expose_secret()),
            ("code_challenge", &challenge(&secrets.verifier)),
            ("code_challenge_method", "S256"),
            ("prompt", "login"),
        ];
        assert_eq!(pairs, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
        assert_eq!(url.path(), "/pm/oauth/authorize");
        assert!(
            !url.as_str().contains(secrets.verifier.expose_secret()),
            "the verifier stays here"
        );
        assert!(url.as_str().len() <= 2000, "openers cut longer addresses");
    }
}
