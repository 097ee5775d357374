//! What the window may ask about what stands in the way.

use std::sync::Arc;

use latchkey_core::keeper::Keeper;
use latchkey_core::trouble::{Kind, Trouble};
use tauri::State;
use tauri::async_runtime::spawn_blocking;

use super::Result;
use crate::doctor::Doctor;
use crate::view::{CheckView, CommandError, FindingView};

/// What there is to look at on this system and for these connections; nothing is known of it yet.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn begin_check_up(doctor: State<'_, Arc<Doctor>>) -> Result<Vec<CheckView>> {
    Ok(doctor.begin().await?.into_iter().map(CheckView::from).collect())
}

/// Looks at one of these things: what is asked of a server is asked of those of the connections alone.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn check_up(
    doctor: State<'_, Arc<Doctor>>,
    check: CheckView,
) -> Result<FindingView> {
    let found = doctor.examine(|one| CheckView::from(one.clone()) == check).await;
    let found =
        found.ok_or_else(|| CommandError::internal(&"there is no such thing to look at"))?;
    Ok(found.into())
}

/// Makes this program the one that links open; whether it worked, a look says.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn claim_links(doctor: State<'_, Arc<Doctor>>) -> Result<()> {
    doctor.claim_links().await;
    Ok(())
}

/// Has the person unlock the keyring.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn unlock_keyring(doctor: State<'_, Arc<Doctor>>) -> Result<()> {
    Ok(doctor.unlock().await.map_err(|failure| Trouble::new(Kind::Keyring(failure)))?)
}

/// What was found, as text for somebody else.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn check_up_report(doctor: State<'_, Arc<Doctor>>) -> Result<String> {
    report(&doctor).await
}

/// Copies that text.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn copy_check_up_report(
    keeper: State<'_, Keeper>,
    doctor: State<'_, Arc<Doctor>>,
) -> Result<()> {
    Ok(keeper.copy_text(report(&doctor).await?).await?)
}

async fn report(doctor: &Arc<Doctor>) -> Result<String> {
    let doctor = Arc::clone(doctor);
    let report = spawn_blocking(move || doctor.report()).await;
    report.map_err(|error| CommandError::internal(&error))
}
