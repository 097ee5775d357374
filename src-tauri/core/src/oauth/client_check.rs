//! Whether a client is set up as it has to be, found out before anybody signs in.
//!
//! Two questions that change nothing: would the server send a browser back to our redirect addresses, and would it
//! take the client's secret for a code, if the code were one. League's library looks at the client first: garbage is
//! `400` from a client that is right (recording 125), and `401 invalid_client` from one with another secret (105),
//! that does not exist (129), or that has more grants ticked than this one.

use super::authorize::{self, Prompt, Secrets};
use super::exchange::{self, Client, Grant};
use super::preflight::{self, Opinion};
use super::redirect::RedirectUri;
use crate::connection::{ClientId, Way};
use crate::http::Http;
use crate::instance::Instance;
use crate::product::Product;
use crate::token::{AuthorizationCode, ClientSecret};
use crate::trouble::{Kind, Trouble};

/// Any port will do: the server compares everything else of a loopback address (RFC 8252, 7.3).
const SOME_PORT: u16 = 49_152;

/// No code that a server ever made.
const NO_CODE: &str = "latchkey-asks-whether-this-client-is-right";

/// What a server says to a client id and the redirect addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Registration {
    /// It takes both ways back.
    Complete,
    /// It takes this way back only.
    Only(Way),
    /// It takes neither, or knows no such client.
    Missing,
    /// It does not say; only signing in tells.
    Unclear,
}

/// What a server says to a client secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Credentials {
    /// It takes them.
    Right,
    /// The secret is another, or the client allows another grant, too.
    Rejected,
    /// It does not say; only signing in tells.
    Unclear,
}

/// Asks whether a client and our redirect addresses are registered.
///
/// # Errors
/// When the server cannot be reached.
pub async fn registration(
    http: &Http,
    product: &Product,
    instance: &Instance,
    client: &ClientId,
) -> Result<Registration, Trouble> {
    if !instance.can_be_asked_first() {
        return Ok(Registration::Unclear);
    }
    let server = &instance.server;
    let ask = async |uri: RedirectUri| {
        let secrets = Secrets::fresh();
        let link = authorize::link(instance, client, &uri.to_string(), &secrets, Prompt::Anyone);
        preflight::ask(http, instance, &link).await
    };
    let by_link = ask(RedirectUri::deep_link(product, server)).await?;
    let by_port = ask(RedirectUri::loopback(SOME_PORT, server)).await?;
    Ok(match (by_link, by_port) {
        (Opinion::Registered, Opinion::Registered) => Registration::Complete,
        (Opinion::Registered, Opinion::Unknown) => Registration::Only(Way::DeepLink),
        (Opinion::Unknown, Opinion::Registered) => Registration::Only(Way::Loopback),
        (Opinion::Unknown, Opinion::Unknown) => Registration::Missing,
        (Opinion::Unclear, _) | (_, Opinion::Unclear) => Registration::Unclear,
    })
}

/// Asks whether the server takes a client's secret.
///
/// # Errors
/// When the server cannot be reached.
pub async fn credentials(
    http: &Http,
    product: &Product,
    instance: &Instance,
    client: &ClientId,
    secret: ClientSecret,
) -> Result<Credentials, Trouble> {
    let client = Client { instance: instance.clone(), id: client.clone(), secret };
    let grant = Grant::AuthorizationCode {
        code: AuthorizationCode::new(NO_CODE.to_owned()),
        redirect_uri: RedirectUri::deep_link(product, &instance.server).to_string(),
        verifier: Secrets::fresh().verifier,
    };
    match exchange::request(http, &client, &grant).await.result {
        Err(trouble) if trouble.kind == Kind::CodeRejected => Ok(Credentials::Right),
        Err(trouble) if trouble.kind == Kind::ClientRejected => Ok(Credentials::Rejected),
        Err(trouble) if trouble.status.is_none() => Err(trouble),
        Ok(_) | Err(_) => Ok(Credentials::Unclear),
    }
}
