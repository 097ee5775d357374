//! A connection as a link: `<scheme>://connect?address=…`.
//!
//! Anybody can put such a link on a page. It fills the form in and does nothing else: nothing is asked of any server
//! and nothing is added until a person has looked at it and says so.

use serde::de::IntoDeserializer;
use serde::de::value::Error;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;

use crate::connection::{
    AddressError, ClientId, Connection, Draft, Environment, ServerUrl, checked_name,
};
use crate::product::Product;
use crate::trouble::plain;

/// The longest link looked at: the longest address, name and client id, each letter encoded.
const MAX_LENGTH: usize = 4096;

/// The host of these links; redirects have another one.
const HOST: &str = "connect";

/// What a link would fill in, or why it fills in nothing.
pub type Offer = Result<Draft, LinkError>;

/// Why a link fills in nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// More than 4,096 characters.
    #[error("this link is too long")]
    TooLong,
    /// A parameter comes twice: which one counts would be a guess.
    #[error("this link says the same thing twice")]
    Repeated,
    /// No address, or one that cannot be used.
    #[error(transparent)]
    Address(#[from] AddressError),
}

/// The link that fills in the form as a connection is.
#[must_use]
pub fn write(product: &Product, connection: &Connection) -> String {
    let mut link = Url::parse(&format!("{}://{HOST}", product.scheme)).expect("a plain link");
    let mut query = link.query_pairs_mut();
    query.append_pair("address", connection.server.as_str());
    query.append_pair("name", &connection.name);
    query.append_pair("generation", &word(connection.generation));
    query.append_pair("environment", &word(connection.environment));
    query.append_pair("method", &word(connection.method));
    if connection.method.needs_client() {
        query.append_pair("client_id", connection.client_id.as_str());
    }
    drop(query);
    link.into()
}

/// Reads a link; `None` when it is none of these.
///
/// What is unknown is passed over, and of what is known, what cannot be used is left for the person to fill in; only
/// the address has to be there.
#[must_use]
pub fn read(link: &Url, product: &Product) -> Option<Offer> {
    let is_ours = link.scheme() == product.scheme && link.host_str() == Some(HOST);
    is_ours.then(|| draft(link))
}

fn draft(link: &Url) -> Offer {
    if link.as_str().len() > MAX_LENGTH {
        return Err(LinkError::TooLong);
    }
    let value = |wanted: &str| {
        let mut found = link.query_pairs().filter(|(name, _)| name == wanted);
        let first = found.next().map(|(_, value)| plain(&value)).unwrap_or_default();
        if found.next().is_some() { Err(LinkError::Repeated) } else { Ok(first) }
    };
    let server = ServerUrl::parse(&value("address")?)?;
    let (name, client_id) = (value("name")?, value("client_id")?);
    Ok(Draft {
        name: checked_name(&name).unwrap_or_default().to_owned(),
        address: server.as_str().to_owned(),
        generation: meant(&value("generation")?).unwrap_or_default(),
        environment: meant(&value("environment")?).unwrap_or(Environment::Production),
        method: meant(&value("method")?).unwrap_or_default(),
        client_id: ClientId::parse(&client_id).map(|_| client_id).unwrap_or_default(),
        authority: None,
    })
}

/// The word for one of a few choices, as files have it too.
fn word(choice: impl Serialize) -> String {
    match serde_json::to_value(choice) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}

fn meant<T: for<'a> Deserialize<'a>>(word: &str) -> Option<T> {
    T::deserialize(IntoDeserializer::<Error>::into_deserializer(word)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection::{ConnectionId, Method};
    use crate::instance::Generation;
    use crate::product::{DEVELOPMENT, INSTALLED};

    fn connection(method: Method) -> Connection {
        let draft = Draft {
            name: "Acme & Söhne, test".into(),
            address: "https://acme.example/workflow".into(),
            generation: Generation::Version3,
            environment: Environment::Test,
            method,
            client_id: "7".into(),
            authority: None,
        };
        draft.check(ConnectionId::random()).unwrap()
    }

    fn given(query: &str) -> Offer {
        let link = Url::parse(&format!("io.github.latchkey-app://connect?{query}")).unwrap();
        read(&link, &INSTALLED).unwrap()
    }

    #[test]
    fn a_link_fills_in_what_it_was_made_of() {
        for method in [Method::Browser, Method::Password, Method::PersonalToken] {
            let connection = connection(method);
            let link = Url::parse(&write(&INSTALLED, &connection)).unwrap();
            assert_eq!(read(&link, &INSTALLED), Some(Ok(Draft::from(&connection))), "{link}");
            assert_eq!(read(&link, &DEVELOPMENT), None, "that is another program's");
        }
    }

    #[test]
    fn a_redirect_is_none_of_these() {
        for other in [
            "io.github.latchkey-app://oauth/callback/7f3a9c1e22d04b5a?code=x&address=a.example",
            "io.github.latchkey-app://connect.example?address=a.example",
            "https://connect?address=a.example",
        ] {
            assert_eq!(read(&Url::parse(other).unwrap(), &INSTALLED), None, "{other}");
        }
    }

    #[test]
    fn only_the_address_has_to_be_there() {
        let draft = given("address=acme.example").unwrap();
        assert_eq!((draft.name.as_str(), draft.client_id.as_str()), ("", ""));
        assert_eq!(draft.environment, Environment::Production, "which asks for the most care");
        assert_eq!(given(""), Err(AddressError::Empty.into()));
        assert_eq!(given("name=Acme"), Err(AddressError::Empty.into()));
        assert_eq!(given("address=http://acme.example"), Err(AddressError::PlainHttp.into()));
    }

    #[test]
    fn what_cannot_be_used_is_left_for_the_person() {
        let long = "n".repeat(81);
        let draft = given(&format!(
            "address=acme.example&name={long}&client_id=4%205&method=magic&environment=moon&more=1"
        ))
        .unwrap();
        assert_eq!((draft.name.as_str(), draft.client_id.as_str()), ("", ""));
        assert_eq!((draft.method, draft.environment), (Method::Browser, Environment::Production));
        let turned = given("address=acme.example&name=A%E2%80%AEcme%09%0A1").unwrap();
        assert_eq!(turned.name, "Acme 1");
    }

    #[test]
    fn what_says_two_things_says_nothing() {
        for name in ["address", "name", "client_id", "environment", "method", "generation"] {
            let twice = format!("address=a.example&{name}=a.example&{name}=4");
            assert_eq!(given(&twice), Err(LinkError::Repeated), "{name}");
        }
        assert_eq!(given(&format!("address={}", "a".repeat(5000))), Err(LinkError::TooLong));
    }
}
