//! A developer's start with the demo instance: a connection to it that is ready to sign in.

use latchkey_core::connection::{Connection, Draft, Environment, Method, ServerUrl};
use latchkey_core::http::Http;
use latchkey_core::instance::{Generation, Instance};
use latchkey_core::keeper::Keeper;
use latchkey_core::token::ClientSecret;
use serde::Deserialize;
use tracing::{info, warn};

/// Where the demo instance answers.
const VARIABLE: &str = "LATCHKEY_DEMO";

/// What the demo instance says about the client registered for this program.
#[derive(Deserialize)]
struct Registered {
    client_id: String,
    client_secret: String,
}

/// The demo instance, if this start names one on this computer that the list does not have.
pub(crate) fn wanted(list: &[Connection]) -> Option<ServerUrl> {
    let server = ServerUrl::parse(&std::env::var(VARIABLE).ok()?).ok()?;
    let new = list.iter().all(|connection| connection.server != server);
    (server.is_loopback() && new).then_some(server)
}

/// Adds a connection to it.
pub(crate) async fn add(keeper: Keeper, http: Http, server: ServerUrl) {
    let instance = Instance::new(server.clone(), Generation::Version4);
    let answer = http.document(&instance, "_stand-in/client").await;
    let Some(client) =
        answer.ok().and_then(|body| serde_json::from_slice::<Registered>(&body).ok())
    else {
        warn!(%server, "no demo instance answers there");
        return;
    };
    let draft = Draft {
        name: "Demo instance".to_owned(),
        address: server.as_str().to_owned(),
        generation: Generation::Version4,
        environment: Environment::Development,
        client_id: client.client_id,
        method: Method::Browser,
        authority: None,
    };
    match keeper.add(draft, Some(ClientSecret::new(client.client_secret))).await {
        Ok(connection) => info!(%connection, "the demo instance was added"),
        Err(error) => warn!(%error, "the demo instance could not be added"),
    }
}
