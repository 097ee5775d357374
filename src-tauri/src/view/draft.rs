//! What a person fills in about a connection: the one secret of theirs that comes from the window stands here.

use latchkey_core::authority::Authority;
use latchkey_core::connection::Draft;
use latchkey_core::keeper::{self, Keeper};
use latchkey_core::token::ClientSecret;
use serde::{Deserialize, Deserializer};
#[cfg(test)]
use specta::Type;

use super::connection::{EnvironmentView, GenerationView, MethodView};

/// What a person fills in about a connection.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(Type))]
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
    #[cfg_attr(test, specta(type = Option<String>))]
    client_secret: Option<ClientSecret>,
    trust: TrustView,
}

/// Who vouches for a server, beside those whom the system trusts.
#[derive(Debug, Deserialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename = "Trust", rename_all = "camelCase", tag = "kind")]
pub(crate) enum TrustView {
    /// Nobody.
    System,
    /// Those whom a connection has already.
    Kept { id: String },
    /// Those in a file.
    File { bytes: Vec<u8> },
}

impl TrustView {
    /// # Errors
    /// When the connection is gone, or the file holds no authority.
    pub(crate) async fn authority(
        self,
        keeper: &Keeper,
    ) -> Result<Option<Authority>, keeper::CommandError> {
        match self {
            Self::System => Ok(None),
            Self::Kept { id } => {
                let id = id.parse().map_err(|_| keeper::CommandError::UnknownConnection)?;
                keeper.authority(id).await
            }
            Self::File { bytes } => Ok(Some(Authority::read(&bytes)?)),
        }
    }
}

/// A secret is a secret from the first moment on; an empty field is none.
fn typed_secret<'de, D: Deserializer<'de>>(typed: D) -> Result<Option<ClientSecret>, D::Error> {
    let typed: Option<String> = Option::deserialize(typed)?;
    Ok(typed.filter(|typed| !typed.is_empty()).map(ClientSecret::new))
}

impl ConnectionDraft {
    /// The part for the list, the part for the keyring, and whom the person trusts with it.
    pub(crate) fn split(self) -> (Draft, Option<ClientSecret>, TrustView) {
        let Self { name, address, generation, environment, method, client_id, .. } = self;
        let draft = Draft {
            name,
            address,
            generation: generation.into(),
            environment: environment.into(),
            method: method.into(),
            client_id,
            authority: None,
        };
        (draft, self.client_secret, self.trust)
    }
}
