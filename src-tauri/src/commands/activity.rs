//! What the window may ask about the record of what happened.

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use latchkey_core::activity::{SavedActivity, export_name};
use latchkey_core::keeper::Keeper;
use latchkey_core::shell::Shell;
use tauri::async_runtime::spawn_blocking;
use tauri::{AppHandle, Manager, State};

use super::Result;
use crate::desktop::Desktop;
use crate::downloads;
use crate::view::{ActivityPageView, ActivityQuery, CommandError, place};

/// How many events a page has at most. More, and the window takes a moment to draw it.
const MOST_EVENTS: usize = 2_000;

/// How long a text may be that the window has put together: ten times what ninety busy days come to.
const MOST_TEXT: usize = 64 << 20;

/// Where the last export went.
#[derive(Debug, Default)]
pub(crate) struct LastExport(Mutex<Option<PathBuf>>);

/// Finds events, the newest first, from a place on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn activity_page(
    desktop: State<'_, Arc<Desktop>>,
    saved: State<'_, SavedActivity>,
    query: ActivityQuery,
    before: Option<String>,
    limit: u32,
) -> Result<ActivityPageView> {
    let (query, before) = (query.check()?, place(before)?);
    let limit = usize::try_from(limit).unwrap_or(MOST_EVENTS).min(MOST_EVENTS);
    let (saved, now) = (saved.inner().clone(), desktop.now());
    let page = spawn_blocking(move || saved.page(&query, before, limit, now)).await;
    let page = page.map_err(|error| CommandError::internal(&error))?;
    Ok(page.map_err(|error| CommandError::internal(&error))?.into())
}

/// Writes what is found into a file, as JSON, and answers with its path.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_activity(
    app: AppHandle,
    desktop: State<'_, Arc<Desktop>>,
    saved: State<'_, SavedActivity>,
    query: ActivityQuery,
) -> Result<String> {
    let (query, saved, now) = (query.check()?, saved.inner().clone(), desktop.now());
    let (name, names) = (export_name(now), desktop.watchers().names());
    save(app, move |folder| {
        downloads::save(&folder, &name, "json", |file| saved.export(&query, &names, now, file))
    })
    .await
}

/// Writes what is shown into a file, in the window's own words, and answers with its path.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_activity_text(
    app: AppHandle,
    desktop: State<'_, Arc<Desktop>>,
    text: String,
) -> Result<String> {
    if text.len() > MOST_TEXT {
        return Err(CommandError::internal(&"this is too long"));
    }
    let name = export_name(desktop.now());
    save(app, move |folder| {
        downloads::save(&folder, &name, "txt", |file| file.write_all(text.as_bytes()))
    })
    .await
}

/// Copies the path of the last export.
#[tauri::command]
#[specta::specta]
pub(crate) async fn copy_export_path(
    keeper: State<'_, Keeper>,
    last: State<'_, LastExport>,
) -> Result<()> {
    let path = last.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let path = path.ok_or_else(|| CommandError::internal(&"nothing was exported"))?;
    Ok(keeper.copy_text(path.display().to_string()).await?)
}

/// Has a file written where downloads go, or at home where the system knows no such folder.
async fn save(
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
