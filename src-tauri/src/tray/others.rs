//! The tray of Windows and the menu bar of macOS, which are always there.

use std::sync::{Mutex, PoisonError};

use tauri::menu::{IsMenuItem, Menu, MenuItem, PredefinedMenuItem, Submenu};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Wry};
use tracing::warn;

use super::Shown;
use super::menu::Item;
use super::pictures::picture;
use crate::deeds::{self, Deed};

/// The icon.
pub(super) struct Icon {
    app: AppHandle,
    drawn: Mutex<Option<TrayIcon>>,
}

impl Icon {
    pub(super) fn new(app: AppHandle) -> Self {
        Self { app, drawn: Mutex::new(None) }
    }

    pub(super) fn show(&self, shown: Shown) {
        let mut drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        let done = match drawn.as_ref() {
            Some(icon) => change(&self.app, icon, &shown),
            None => build(&self.app, &shown).map(|icon| *drawn = Some(icon)),
        };
        if let Err(error) = done {
            warn!(%error, "the icon in the tray was not drawn");
        }
    }

    pub(super) fn is_there(&self) -> bool {
        self.drawn.lock().unwrap_or_else(PoisonError::into_inner).is_some()
    }

    #[expect(clippy::unused_async, reason = "the tray of Linux has to be waited for")]
    pub(super) async fn is_there_at_last(&self) -> bool {
        true
    }
}

fn build(app: &AppHandle, shown: &Shown) -> tauri::Result<TrayIcon> {
    TrayIconBuilder::with_id("latchkey")
        .icon(picture(shown.mood))
        .tooltip(&shown.title)
        .menu(&menu(app, shown)?)
        // Whoever clicks wants the window on Windows, and the menu on macOS.
        .show_menu_on_left_click(cfg!(target_os = "macos"))
        .on_menu_event(|app, event| {
            if let Ok(deed) = event.id().as_ref().parse() {
                deeds::perform(app, deed);
            }
        })
        .on_tray_icon_event(|icon, event| {
            let button = (MouseButton::Left, MouseButtonState::Up);
            if let TrayIconEvent::Click { button: pressed, button_state, .. } = event
                && (pressed, button_state) == button
                && !cfg!(target_os = "macos")
            {
                deeds::perform(icon.app_handle(), Deed::Open);
            }
        })
        .build(app)
}

fn change(app: &AppHandle, icon: &TrayIcon, shown: &Shown) -> tauri::Result<()> {
    icon.set_icon(Some(picture(shown.mood)))?;
    icon.set_tooltip(Some(&shown.title))?;
    icon.set_menu(Some(menu(app, shown)?))
}

fn menu(app: &AppHandle, shown: &Shown) -> tauri::Result<Menu<Wry>> {
    let items = shown.menu.iter().map(|one| item(app, one)).collect::<tauri::Result<Vec<_>>>()?;
    let items: Vec<&dyn IsMenuItem<Wry>> = items.iter().map(|item| &**item).collect();
    Menu::with_items(app, &items)
}

fn item(app: &AppHandle, one: &Item) -> tauri::Result<Box<dyn IsMenuItem<Wry>>> {
    Ok(match one {
        Item::Separator => Box::new(PredefinedMenuItem::separator(app)?),
        Item::Deed { label, deed } => {
            let id = deed.to_string();
            Box::new(MenuItem::with_id(app, id, literal(label), true, None::<&str>)?)
        }
        Item::Connection { label, items } => {
            let items =
                items.iter().map(|one| item(app, one)).collect::<tauri::Result<Vec<_>>>()?;
            let items: Vec<&dyn IsMenuItem<Wry>> = items.iter().map(|item| &**item).collect();
            Box::new(Submenu::with_items(app, literal(label), true, &items)?)
        }
    })
}

/// A text in which no ampersand marks the letter to press.
fn literal(label: &str) -> String {
    label.replace('&', "&&")
}
