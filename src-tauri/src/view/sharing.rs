//! Connections that come from others, before anything is made of them.

use latchkey_core::connection::Draft;
use latchkey_core::share::document::Standing;
use latchkey_core::share::link::Offer;
use serde::Serialize;
#[cfg(test)]
use specta::Type;

use super::connection::{EnvironmentView, GenerationView, MethodView};
use super::fault::FaultView;

/// A connection that somebody else describes.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) struct OfferView {
    name: String,
    address: String,
    generation: GenerationView,
    environment: EnvironmentView,
    method: MethodView,
    client_id: String,
}

impl From<&Draft> for OfferView {
    fn from(draft: &Draft) -> Self {
        Self {
            name: draft.name.clone(),
            address: draft.address.clone(),
            generation: draft.generation.into(),
            environment: draft.environment.into(),
            method: draft.method.into(),
            client_id: draft.client_id.clone(),
        }
    }
}

/// What a link brought.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(crate) enum LinkView {
    /// What it would fill in.
    Connection { offer: OfferView },
    /// It fills in nothing.
    Unusable { why: FaultView },
}

impl From<&Offer> for LinkView {
    fn from(offer: &Offer) -> Self {
        match offer {
            Ok(draft) => Self::Connection { offer: draft.into() },
            Err(error) => Self::Unusable { why: error.into() },
        }
    }
}

/// How a connection of a file stands to those that are here.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(crate) enum StandingView {
    /// It can be added.
    New { offer: OfferView },
    /// This one is the same.
    Here { offer: OfferView, id: String },
    /// The file has it further up.
    Repeated { offer: OfferView },
    /// It cannot be added.
    Refused { name: String, why: FaultView },
}

impl From<&Standing> for StandingView {
    fn from(standing: &Standing) -> Self {
        match standing {
            Standing::New(draft) => Self::New { offer: draft.into() },
            Standing::Here(draft, id) => Self::Here { offer: draft.into(), id: id.to_string() },
            Standing::Repeated(draft) => Self::Repeated { offer: draft.into() },
            Standing::Refused { name, error } => {
                Self::Refused { name: name.clone(), why: error.into() }
            }
        }
    }
}
