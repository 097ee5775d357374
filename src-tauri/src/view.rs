//! What the window is shown and what it sends: the only types that cross between Rust and TypeScript.
//!
//! None of them can hold a token: they are made from the core's [`View`] by naming every field that a person may
//! see. The only secrets that travel are those that a person types, inwards.

mod activity;
mod answers;
mod authority;
mod client_check;
mod command_error;
mod connection;
mod copies;
mod detection;
mod doctor;
mod draft;
mod fault;
mod forms;
mod inspection;
mod personal_tokens;
mod requests;
mod seen;
mod settings;
mod sharing;
mod state;
mod summons;
mod tokens;
mod trouble;
mod update;

use latchkey_core::clock::Timestamp;
use latchkey_core::saved_connections::{ListTrouble, ListTroubleKind};
use serde::Serialize;
#[cfg(test)]
use specta::Type;

pub(crate) use activity::{ActivityPageView, ActivityQuery, place};
pub(crate) use answers::{CountView, FoldView, LineView, RevealedView, SideView, TextRowView};
pub(crate) use authority::{CertificateView, certificates};
pub(crate) use client_check::{CredentialsView, RegistrationView};
pub(crate) use command_error::CommandError;
pub(crate) use connection::GenerationView;
pub(crate) use copies::CopiedView;
pub(crate) use detection::{AddressView, DetectionView};
pub(crate) use doctor::{CheckView, FindingView};
pub(crate) use draft::{ConnectionDraft, TrustView};
pub(crate) use forms::{FormView, RequestDraft, WishView};
pub(crate) use inspection::InspectionView;
pub(crate) use personal_tokens::{MadeView, PersonalTokenView};
pub(crate) use requests::{AnsweredView, EndpointsView, RememberedView};
pub(crate) use settings::{SettingsView, ZoomView};
pub(crate) use sharing::StandingView;
pub(crate) use summons::AbilitiesView;
pub(crate) use update::{Shown, UpdateView};

/// Milliseconds: since 1970 for a point in time.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(transparent)]
#[cfg_attr(test, specta(transparent))]
pub(crate) struct Millis(#[cfg_attr(test, specta(type = i32))] f64);

impl Millis {
    #[expect(
        clippy::cast_precision_loss,
        reason = "JavaScript has no larger number; a double is exact for 285,000 years"
    )]
    fn new(millis: i64) -> Self {
        Self(millis as f64)
    }

    fn move_by(&mut self, millis: i64) {
        self.0 += Self::new(millis).0;
    }
}

impl From<Timestamp> for Millis {
    fn from(at: Timestamp) -> Self {
        Self::new(at.as_millis())
    }
}

/// What is wrong with the saved list.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ListTroubleView {
    code: ListTroubleCode,
    path: String,
    detail: String,
}

/// Which case it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) enum ListTroubleCode {
    Unreadable,
    Newer,
    Unwritable,
    /// Some of what is managed for this computer cannot be used.
    Managed,
}

impl From<&ListTrouble> for ListTroubleView {
    fn from(trouble: &ListTrouble) -> Self {
        Self {
            code: match trouble.kind {
                ListTroubleKind::Unreadable => ListTroubleCode::Unreadable,
                ListTroubleKind::Newer => ListTroubleCode::Newer,
                ListTroubleKind::Unwritable => ListTroubleCode::Unwritable,
                ListTroubleKind::Managed => ListTroubleCode::Managed,
            },
            path: trouble.path.display().to_string(),
            detail: trouble.detail.clone(),
        }
    }
}

#[cfg(test)]
mod tests;
