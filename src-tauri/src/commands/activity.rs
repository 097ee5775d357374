//! What the window may ask about the record of what happened.

use std::io::Write as _;
use std::sync::Arc;

use latchkey_core::activity::{SavedActivity, export_name};
use latchkey_core::shell::Shell;
use tauri::async_runtime::spawn_blocking;
use tauri::{AppHandle, State};

use super::Result;
use super::exports::save;
use crate::desktop::Desktop;
use crate::downloads;
use crate::view::{ActivityPageView, ActivityQuery, CommandError, place};

/// How many events a page has at most. More, and the window takes a moment to draw it.
const MOST_EVENTS: usize = 2_000;

/// How long a text may be that the window has put together: ten times what ninety busy days come to.
const MOST_TEXT: usize = 64 << 20;

/// Finds events, the newest first, from a place on.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
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
#[cfg_attr(test, specta::specta)]
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
#[cfg_attr(test, specta::specta)]
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
