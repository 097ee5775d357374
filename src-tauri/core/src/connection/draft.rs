//! What a person fills in about a connection, and what of it cannot be used.

use serde::{Deserialize, Serialize};

use super::{AddressError, ClientId, Connection, ConnectionId, Environment, Method, ServerUrl};
use crate::authority::Authority;
use crate::instance::Generation;

/// The longest name a person may give a connection; longer ones no list can show.
pub const MAX_NAME: usize = 80;

/// The longest client id; ProcessMaker's are small integers, other servers' are UUIDs.
const MAX_CLIENT_ID: usize = 100;

/// What a person fills in about a connection, unchecked; also the form in which connections are shared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Draft {
    /// The name; empty means the host.
    #[serde(default)]
    pub name: String,
    /// The address, in any form people type.
    pub address: String,
    /// Which ProcessMaker answers there, as far as that was learned.
    #[serde(default)]
    pub generation: Generation,
    /// What it is used for; where nobody says, what asks for the most care.
    #[serde(default = "most_careful")]
    pub environment: Environment,
    /// How to sign in.
    #[serde(default)]
    pub method: Method,
    /// The client id; not looked at where the method needs none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub client_id: String,
    /// Who vouches for the server. It is not shared: whom to trust is for each computer to say.
    #[serde(skip)]
    pub authority: Option<Authority>,
}

fn most_careful() -> Environment {
    Environment::Production
}

/// Which part of a draft cannot be used, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DraftError {
    /// The address.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// The name.
    #[error("use a name of at most {MAX_NAME} characters")]
    Name,
    /// The client id.
    #[error("copy the client ID from Auth Clients in ProcessMaker; it is usually a small number")]
    ClientId,
}

impl From<&Connection> for Draft {
    fn from(connection: &Connection) -> Self {
        Self {
            name: connection.name.clone(),
            address: connection.server.as_str().to_owned(),
            generation: connection.generation,
            environment: connection.environment,
            method: connection.method,
            client_id: connection.client_id.as_str().to_owned(),
            authority: connection.authority.clone(),
        }
    }
}

impl Draft {
    /// Checks every part and makes the connection.
    ///
    /// # Errors
    /// Names the first part that cannot be used.
    pub fn check(&self, id: ConnectionId) -> Result<Connection, DraftError> {
        let server = ServerUrl::parse(&self.address)?;
        let client_id = if self.method.needs_client() {
            ClientId::parse(&self.client_id)?
        } else {
            ClientId::none()
        };
        let name = checked_name(&self.name)?;
        let name = if name.is_empty() { server.label() } else { name };
        Ok(Connection {
            id,
            name: name.to_owned(),
            generation: self.generation,
            environment: self.environment,
            method: self.method,
            client_id,
            authority: self.authority.clone(),
            way: None,
            managed: false,
            server,
        })
    }
}

/// A name as somebody types it, without the blanks around it.
pub(crate) fn checked_name(typed: &str) -> Result<&str, DraftError> {
    let name = typed.trim();
    let fits = name.chars().count() <= MAX_NAME && !name.chars().any(char::is_control);
    if fits { Ok(name) } else { Err(DraftError::Name) }
}

impl ClientId {
    /// Reads an id as somebody types it.
    ///
    /// # Errors
    /// When it can be none.
    pub fn parse(typed: &str) -> Result<Self, DraftError> {
        let id = typed.trim();
        let visible = id.bytes().all(|b| b.is_ascii_graphic());
        if id.is_empty() || id.len() > MAX_CLIENT_ID || !visible {
            return Err(DraftError::ClientId);
        }
        Ok(Self(id.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_names_the_part_that_is_wrong() {
        let draft = Draft {
            name: String::new(),
            address: "acme.example/pm".into(),
            environment: Environment::Test,
            client_id: " 4 ".into(),
            method: Method::Browser,
            generation: Generation::Version4,
            authority: None,
        };
        let connection = draft.check(ConnectionId::random()).unwrap();
        assert_eq!(
            (connection.name.as_str(), connection.client_id.as_str()),
            ("acme.example/pm", "4")
        );

        let wrong = |change: fn(&mut Draft)| {
            let mut draft = draft.clone();
            change(&mut draft);
            draft.check(ConnectionId::random())
        };
        assert_eq!(wrong(|d| d.client_id = "4 5".into()), Err(DraftError::ClientId));
        assert_eq!(wrong(|d| d.client_id.clear()), Err(DraftError::ClientId));
        assert_eq!(wrong(|d| d.name = "n".repeat(81)), Err(DraftError::Name));
        assert_eq!(wrong(|d| d.address.clear()), Err(DraftError::Address(AddressError::Empty)));
        assert_eq!(wrong(|d| d.client_id = "4\u{e9}".into()), Err(DraftError::ClientId));
        assert_eq!(wrong(|d| d.client_id = "4".repeat(101)), Err(DraftError::ClientId));
        assert_eq!(wrong(|d| d.name = "A\u{7}cme".into()), Err(DraftError::Name));
        assert_eq!(wrong(|d| d.client_id = "4".repeat(100)).unwrap().client_id.as_str().len(), 100);
        assert_eq!(wrong(|d| d.name = "\u{e9}".repeat(80)).unwrap().name.chars().count(), 80);
    }

    #[test]
    fn a_client_id_is_looked_at_only_where_one_is_needed() {
        for (method, client_id) in
            [(Method::Browser, "4"), (Method::Password, "4"), (Method::PersonalToken, "")]
        {
            let draft = Draft {
                name: "Acme".into(),
                address: "acme.example".into(),
                environment: Environment::Production,
                client_id: "4".into(),
                method,
                generation: Generation::Version4,
                authority: None,
            };
            let connection = draft.check(ConnectionId::random()).unwrap();
            assert_eq!(connection.client_id.as_str(), client_id, "{method:?}");
            let without = Draft { client_id: String::new(), ..draft };
            assert_eq!(
                without.check(ConnectionId::random()).is_ok(),
                !method.needs_client(),
                "{method:?} without one"
            );
        }
    }
}
