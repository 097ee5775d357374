//! What the window may ask about connections that go to others, and those that come from them.

use std::io::Write as _;
use std::sync::Arc;

use latchkey_core::keeper::Keeper;
use latchkey_core::share::document;
use latchkey_core::shell::Shell;
use tauri::{AppHandle, State};

use super::exports::save;
use super::{Result, known};
use crate::desktop::Desktop;
use crate::downloads;
use crate::view::StandingView;

/// Writes the connections into a file, without their secrets, and answers with its path.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn export_connections(
    app: AppHandle,
    desktop: State<'_, Arc<Desktop>>,
    keeper: State<'_, Keeper>,
) -> Result<String> {
    let (name, text) = (document::file_name(desktop.now()), keeper.export().await?);
    save(app, move |folder| {
        downloads::save(&folder, &name, "json", |file| file.write_all(text.as_bytes()))
    })
    .await
}

/// What a file would bring. Nothing is added by that.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn preview_connections(
    keeper: State<'_, Keeper>,
    text: String,
) -> Result<Vec<StandingView>> {
    Ok(keeper.preview(text).await?.iter().map(StandingView::from).collect())
}

/// Adds what stands at some places of a file, and answers with the ids of what was added.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn import_connections(
    keeper: State<'_, Keeper>,
    text: String,
    places: Vec<u32>,
) -> Result<Vec<String>> {
    let places = places.into_iter().filter_map(|place| usize::try_from(place).ok()).collect();
    Ok(keeper.import(text, places).await?.iter().map(ToString::to_string).collect())
}

/// Copies the link that fills in the form like a connection.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn copy_connect_link(keeper: State<'_, Keeper>, id: String) -> Result<()> {
    Ok(keeper.copy_connect_link(known(&id)?).await?)
}

/// The person has seen what a link would fill in.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn close_offer(keeper: State<'_, Keeper>) -> Result<()> {
    keeper.close_offer().await;
    Ok(())
}
