//! What a person fills in about a connection: the one secret of theirs that comes from the window stands here.

use latchkey_core::connection::Draft;
use latchkey_core::token::ClientSecret;
use serde::{Deserialize, Deserializer};
use specta::Type;

use super::connection::{EnvironmentView, GenerationView, MethodView};

/// What a person fills in about a connection.
#[derive(Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ConnectionDraft {
    name: String,
    address: String,
    generation: GenerationView,
    environment: EnvironmentView,
    method: MethodView,
    client_id: String,
    /// null keeps the saved one.
    #[serde(deserialize_with = "typed_secret")]
    #[specta(type = Option<String>)]
    client_secret: Option<ClientSecret>,
}

/// A secret is a secret from the first moment on; an empty field is none.
fn typed_secret<'de, D: Deserializer<'de>>(typed: D) -> Result<Option<ClientSecret>, D::Error> {
    let typed: Option<String> = Option::deserialize(typed)?;
    Ok(typed.filter(|typed| !typed.is_empty()).map(ClientSecret::new))
}

impl ConnectionDraft {
    /// The part for the list and the part for the keyring.
    pub(crate) fn split(self) -> (Draft, Option<ClientSecret>) {
        let Self { name, address, generation, environment, method, client_id, client_secret } =
            self;
        let draft = Draft {
            name,
            address,
            generation: generation.into(),
            environment: environment.into(),
            method: method.into(),
            client_id,
        };
        (draft, client_secret)
    }
}
