//! What the window may ask of the desktop around it.

use std::sync::Arc;

use latchkey_core::keeper::Keeper;
use latchkey_core::releases::Releases;
use latchkey_core::settings::Settings;
use latchkey_core::shell::Shell;
use latchkey_core::token::ProxyPassword;
use tauri::State;

use super::Result;
use crate::desktop::Desktop;
use crate::shortcut::Keys;
use crate::view::{AbilitiesView, CommandError, SettingsView, ZoomView};
use crate::window::Front;

/// Changes the settings. Keys that cannot be listened to change nothing.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn change_settings(
    keeper: State<'_, Keeper>,
    desktop: State<'_, Arc<Desktop>>,
    settings: SettingsView,
) -> Result<()> {
    let settings = Settings::from(settings);
    let (desktop, shortcut) = (Arc::clone(&desktop), settings.shortcut.clone());
    let take_on = move || desktop.keys().take_on(shortcut.as_ref());
    let heard = tauri::async_runtime::spawn_blocking(take_on).await;
    heard.map_err(|error| CommandError::internal(&error))??;
    Ok(keeper.change(settings).await?)
}

/// Keeps the password of the user whom the settings name for the proxy.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn keep_proxy_password(keeper: State<'_, Keeper>, password: String) -> Result<()> {
    Ok(keeper.keep_proxy_password(ProxyPassword::new(password)).await?)
}

/// Whether there is one.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn has_proxy_password(keeper: State<'_, Keeper>) -> Result<bool> {
    Ok(keeper.has_proxy_password().await?)
}

/// Draws the window in another size.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn zoom(keeper: State<'_, Keeper>, change: ZoomView) -> Result<()> {
    keeper.zoom(change.into()).await;
    Ok(())
}

/// The window's page has made what it shows.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn page_is_made(front: State<'_, Front>) -> Result<()> {
    front.page_is_made();
    Ok(())
}

/// What this desktop can do, as far as settings depend on it.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn abilities(desktop: State<'_, Arc<Desktop>>) -> Result<AbilitiesView> {
    Ok(AbilitiesView {
        tray: desktop.tray().is_there(),
        keys: Keys::can_be_heard(),
        heard: desktop.keys().are_heard(),
    })
}

/// Opens the page of the latest release, whose address the window neither knows nor chooses.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn open_releases(desktop: State<'_, Arc<Desktop>>) -> Result<()> {
    Ok(desktop.open_browser(Releases::ours().page()).await?)
}

/// The page shows what the person wanted to see.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn heed_summons(keeper: State<'_, Keeper>) -> Result<()> {
    keeper.heed_summons().await;
    Ok(())
}
