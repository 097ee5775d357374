//! A connection: one ProcessMaker server, one client registered there, one person.
//!
//! Everything a person types is parsed here, once; the rest of the program holds values that are right by type.

mod address;
mod draft;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::authority::Authority;
use crate::instance::{Generation, Instance};

pub use address::{AddressError, ServerId, ServerUrl};
pub(crate) use draft::checked_name;
pub use draft::{Draft, DraftError, MAX_NAME};

/// Names one connection for as long as it exists, in files and in the keyring.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ConnectionId(Uuid);

impl ConnectionId {
    /// A new id that no other connection has.
    #[must_use]
    pub fn random() -> Self {
        Self(Uuid::new_v4())
    }

    /// The id of what these parts describe, the same one every time.
    #[must_use]
    pub fn of(parts: &[&str]) -> Self {
        let mut digest = Sha256::new();
        for part in parts {
            // Each with its length, so that no two descriptions run into each other.
            digest.update(part.len().to_be_bytes());
            digest.update(part);
        }
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest.finalize()[..16]);
        Self(uuid::Builder::from_custom_bytes(bytes).into_uuid())
    }
}

impl fmt::Display for ConnectionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

impl fmt::Debug for ConnectionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for ConnectionId {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(text).map(Self)
    }
}

/// What the person uses an instance for; it decides the colour, and how careful the program is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Environment {
    /// A developer's own instance.
    Development,
    /// Shared, with data that may be lost.
    Test,
    /// The one that counts.
    Production,
}

/// The public name of the registered client (RFC 6749, 2.2).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClientId(String);

impl ClientId {
    /// None, for a connection whose method needs no client.
    #[must_use]
    pub fn none() -> Self {
        Self(String::new())
    }

    /// The id as it is sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Which of the two redirect addresses of this program a sign-in uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Way {
    /// The private-use scheme (RFC 8252, 7.1).
    DeepLink,
    /// A listener on this computer (RFC 8252, 7.3).
    Loopback,
}

/// How a person signs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Method {
    /// In the browser, where single sign-on and a second factor have their place.
    #[default]
    Browser,
    /// By user name and password, typed here.
    Password,
    /// Not at all: with a token that ProcessMaker made in its own pages.
    PersonalToken,
}

impl Method {
    /// Whether a client has to be registered for it.
    #[must_use]
    pub fn needs_client(self) -> bool {
        self != Self::PersonalToken
    }
}

/// What is known of a connection without asking anybody, and without secrets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Connection {
    /// Its name in files and in the keyring.
    pub id: ConnectionId,
    /// Its name for people.
    pub name: String,
    /// Where ProcessMaker is.
    pub server: ServerUrl,
    /// Which ProcessMaker that is.
    #[serde(default)]
    pub generation: Generation,
    /// What it is used for.
    pub environment: Environment,
    /// How to sign in.
    #[serde(default)]
    pub method: Method,
    /// The client registered for this program; empty where the method needs none.
    pub client_id: ClientId,
    /// Who vouches for the server, beside those whom the system trusts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<Authority>,
    /// The way back that worked last, tried first the next time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub way: Option<Way>,
    /// Whether somebody else looks after it ([`crate::managed`]): it is not saved with the others.
    #[serde(skip)]
    pub managed: bool,
}

impl Connection {
    /// The ProcessMaker it leads to.
    #[must_use]
    pub fn instance(&self) -> Instance {
        Instance {
            server: self.server.clone(),
            generation: self.generation,
            authority: self.authority.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_as_it_is_written() {
        let text = "5247d71e-0705-4992-b2e4-2663f2f2bb45";
        let id: ConnectionId = text.parse().unwrap();
        assert_eq!(format!("{id} {id:?}"), format!("{text} {text}"));
        assert!("../connections".parse::<ConnectionId>().is_err());
        assert_ne!(ConnectionId::random(), ConnectionId::random());
        assert_eq!(ConnectionId::of(&["a", "b"]), ConnectionId::of(&["a", "b"]));
        assert_ne!(ConnectionId::of(&["a", "b"]), ConnectionId::of(&["ab", ""]));
    }
}
