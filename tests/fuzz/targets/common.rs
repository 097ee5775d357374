//! What several fuzz targets need.

use std::fmt::{Debug, Display};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use latchkey_core::clock::Timestamp;
use latchkey_core::connection::{ClientId, ServerUrl};
use latchkey_core::instance::{Generation, Instance};
use latchkey_core::oauth::exchange::{Client, Grant};
use latchkey_core::oauth::redirect::{Outcome, Redirect, RedirectUri};
use latchkey_core::product::INSTALLED;
use latchkey_core::token::{AuthorizationCode, ClientSecret, CodeVerifier, Password, RefreshToken};
use latchkey_core::trouble::{Trouble, plain};

/// A moment like any other: 22 November 2026.
pub const NOW: Timestamp = Timestamp::from_millis(1_795_307_008_000);

/// The server of all answers.
pub fn server() -> ServerUrl {
    ServerUrl::parse("https://acme.example/pm").expect("this is an address")
}

/// A client that is registered there.
pub fn client(secret: &str) -> Client {
    Client {
        instance: Instance::new(server(), Generation::Version4),
        id: client_id("4"),
        secret: ClientSecret::new(secret.to_owned()),
    }
}

/// A client's public name.
pub fn client_id(id: &str) -> ClientId {
    serde_json::from_value(id.into()).expect("a client id is any text")
}

/// One grant of each kind, all with the same secret in them.
pub fn grants(secret: &str) -> [Grant; 3] {
    let secret = || secret.to_owned();
    [
        Grant::AuthorizationCode {
            code: AuthorizationCode::new(secret()),
            redirect_uri: "http://127.0.0.1:43121/callback/7f3a9c1e22d04b5a".to_owned(),
            verifier: CodeVerifier::new(secret()),
        },
        Grant::RefreshToken(RefreshToken::new(secret())),
        Grant::Password { user_name: "maria".to_owned(), password: Password::new(secret()) },
    ]
}

/// Checks that nothing of a secret is left in what a value prints.
pub fn assert_silent(value: &(impl Debug + ?Sized), secret: &str) {
    let printed = format!("{value:?} {value:#?}");
    assert!(!printed.contains(secret), "a secret was printed: {printed}");
}

/// The same of an error, which people read as well.
pub fn assert_silent_error(error: &(impl Debug + Display), secret: &str) {
    assert_silent(error, secret);
    let printed = error.to_string();
    assert!(!printed.contains(secret), "a secret was printed: {printed}");
}

/// Checks that words are fit to be shown.
pub fn assert_harmless(words: &str) {
    assert_eq!(plain(words), words, "harmless words stay as they are");
    assert!(words.chars().count() <= 300, "{words:?} is too long");
    assert!(!words.chars().any(|c| c.is_control() || "\u{202e}\u{2066}\u{200f}".contains(c)));
}

/// Checks a trouble that came of an answer.
pub fn assert_sound(trouble: &Trouble) {
    if let Some(words) = &trouble.detail {
        assert_harmless(words);
        assert!(!words.is_empty(), "no words are none");
    }
    if let Some(rest) = trouble.retry_after {
        assert!((1..=900).contains(&rest.as_secs()), "{rest:?} is out of bounds");
    }
}

/// Checks a redirect that was read from `text`.
pub fn assert_ours(redirect: &Redirect, text: &str) {
    let uri = redirect.uri.to_string();
    let server = match &redirect.uri {
        RedirectUri::DeepLink { scheme, server } => {
            assert_eq!(scheme, INSTALLED.scheme);
            assert_eq!(uri, format!("{scheme}://oauth/callback/{}", server.as_str()));
            server
        }
        RedirectUri::Loopback { port, server } => {
            assert_eq!(uri, format!("http://127.0.0.1:{port}/callback/{}", server.as_str()));
            server
        }
    };
    assert!(text.contains(server.as_str()), "the id stands in the text");
    let again = Redirect::parse(&format!("{uri}?error=e"), &INSTALLED);
    assert_eq!(again.expect("our own address is ours").uri, redirect.uri);
    if let Outcome::Error { error, description } = &redirect.outcome {
        assert_harmless(error);
        description.iter().for_each(|words| assert_harmless(words));
    }
}

/// Base64 as tokens have it, without padding.
pub fn base64(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(text)
}
