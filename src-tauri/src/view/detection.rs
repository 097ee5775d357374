//! An address that a person typed, and what answers there.

use latchkey_core::detect::NotProcessMaker;
use latchkey_core::instance::Instance;
use serde::Serialize;
#[cfg(test)]
use specta::Type;

use super::connection::GenerationView;
use super::trouble::TroubleView;

/// An address that a person typed, understood.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) struct AddressView {
    address: String,
    host: String,
    registration: String,
    admin_page: String,
    /// http on this computer: fine for development, no other http is accepted.
    plain_http: bool,
}

impl AddressView {
    pub(crate) fn new(instance: &Instance, registration: String) -> Self {
        let server = &instance.server;
        Self {
            address: server.as_str().to_owned(),
            host: server.label().to_owned(),
            registration,
            admin_page: instance.admin_page().to_string(),
            plain_http: server.is_plain_http(),
        }
    }
}

/// What answers at an address that is no ProcessMaker.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(crate) enum OtherView {
    /// It sends everybody to another host.
    Elsewhere {
        host: String,
    },
    /// Some other program's login page.
    LoginPage,
    /// An ordinary page.
    WebSite,
    /// A program of the same making, but another.
    OtherApplication,
    Trouble {
        trouble: TroubleView,
    },
}

impl From<NotProcessMaker> for OtherView {
    fn from(other: NotProcessMaker) -> Self {
        match other {
            NotProcessMaker::Elsewhere(host) => Self::Elsewhere { host },
            NotProcessMaker::LoginPage => Self::LoginPage,
            NotProcessMaker::WebSite => Self::WebSite,
            NotProcessMaker::OtherApplication => Self::OtherApplication,
            NotProcessMaker::Trouble(trouble) => Self::Trouble { trouble: (&trouble).into() },
        }
    }
}

/// What answers at an address.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum DetectionView {
    /// A ProcessMaker.
    Found {
        generation: GenerationView,
        /// The address to use: of version 3 it ends with the workspace.
        address: String,
        registration: String,
        admin_page: String,
    },
    /// It sends everybody to another host.
    Elsewhere {
        host: String,
    },
    /// Some other program's login page.
    LoginPage,
    /// An ordinary page.
    WebSite,
    /// A program of the same making, but another.
    OtherApplication,
    Trouble {
        trouble: TroubleView,
    },
}

impl DetectionView {
    pub(crate) fn found(instance: &Instance, registration: String) -> Self {
        Self::Found {
            generation: instance.generation.into(),
            address: instance.server.as_str().to_owned(),
            registration,
            admin_page: instance.admin_page().to_string(),
        }
    }
}

impl From<NotProcessMaker> for DetectionView {
    fn from(other: NotProcessMaker) -> Self {
        match other {
            NotProcessMaker::Elsewhere(host) => Self::Elsewhere { host },
            NotProcessMaker::LoginPage => Self::LoginPage,
            NotProcessMaker::WebSite => Self::WebSite,
            NotProcessMaker::OtherApplication => Self::OtherApplication,
            NotProcessMaker::Trouble(trouble) => Self::Trouble { trouble: (&trouble).into() },
        }
    }
}
