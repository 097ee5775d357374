//! Files that a person asks for, and the path of the last one.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use latchkey_core::keeper::Keeper;
use tauri::async_runtime::spawn_blocking;
use tauri::{AppHandle, Manager, State};

use super::Result;
use crate::view::CommandError;

/// Where the last export went.
#[derive(Debug, Default)]
pub(crate) struct LastExport(Mutex<Option<PathBuf>>);

/// Copies the path of the last export.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn copy_export_path(
    keeper: State<'_, Keeper>,
    last: State<'_, LastExport>,
) -> Result<()> {
    let path = last.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let path = path.ok_or_else(|| CommandError::internal(&"nothing was exported"))?;
    Ok(keeper.copy_text(path.display().to_string()).await?)
}

/// Has a file written where downloads go, or at home where the system knows no such folder.
pub(super) async fn save(
    app: AppHandle,
    write: impl FnOnce(PathBuf) -> std::io::Result<PathBuf> + Send + 'static,
) -> Result<String> {
    let downloads = app.path().download_dir().ok().filter(|folder| folder.is_dir());
    let folder = downloads.map_or_else(|| app.path().home_dir(), Ok);
    let folder = folder.map_err(|error| CommandError::internal(&error))?;
    let written = spawn_blocking(move || write(folder)).await;
    let written = written.map_err(|error| CommandError::internal(&error))?;
    let path = written.map_err(|error| CommandError::internal(&error))?;
    let text = path.display().to_string();
    let last = app.state::<LastExport>();
    *last.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(path);
    Ok(text)
}
