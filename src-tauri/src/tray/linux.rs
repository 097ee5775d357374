//! The tray of Linux desktops (StatusNotifierItem): drawn by the panel, which asks over the session bus.

use ksni::menu::{StandardItem, SubMenu};
use ksni::{MenuItem, OfflineReason, ToolTip, Tray, TrayMethods as _};
use latchkey_core::tray::Mood;
use tauri::AppHandle;
use tokio::sync::watch;
use tracing::{debug, info};

use super::menu::Item;
use super::pictures::picture;
use super::{Shown, menu};
use crate::deeds::{self, Deed};

/// The icon, drawn by a task of its own.
pub(super) struct Icon {
    shown: watch::Sender<Shown>,
    panel: watch::Receiver<Panel>,
}

/// Whether a panel shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Panel {
    /// Nobody has answered yet.
    Asked,
    There,
    Missing,
}

impl Icon {
    pub(super) fn new(app: AppHandle) -> Self {
        let (shown, changes) = watch::channel(Shown::default());
        let (asked, panel) = watch::channel(Panel::Asked);
        tauri::async_runtime::spawn(draw(app, changes, asked));
        Self { shown, panel }
    }

    pub(super) fn show(&self, shown: Shown) {
        self.shown.send_replace(shown);
    }

    pub(super) fn is_there(&self) -> bool {
        *self.panel.borrow() == Panel::There
    }

    pub(super) async fn is_there_at_last(&self) -> bool {
        let mut panel = self.panel.clone();
        let known = panel.wait_for(|panel| *panel != Panel::Asked).await;
        known.is_ok_and(|panel| *panel == Panel::There)
    }
}

/// Keeps the icon as it is to be, from the first thing that it shows.
async fn draw(app: AppHandle, mut changes: watch::Receiver<Shown>, panel: watch::Sender<Panel>) {
    if changes.changed().await.is_err() {
        return;
    }
    let shown = changes.borrow_and_update().clone();
    let item = StatusItem { app, shown, panel: panel.clone() };
    // A panel that comes later, or comes again, finds it.
    let handle = match item.assume_sni_available(true).spawn().await {
        Ok(handle) => handle,
        Err(error) => {
            info!(%error, "there is no tray");
            panel.send_replace(Panel::Missing);
            return;
        }
    };
    panel.send_if_modified(|panel| {
        let unknown = *panel == Panel::Asked;
        if unknown {
            *panel = Panel::There;
        }
        unknown
    });
    while changes.changed().await.is_ok() {
        let shown = changes.borrow_and_update().clone();
        handle.update(|item| item.shown = shown).await;
    }
}

/// What the panel asks.
struct StatusItem {
    app: AppHandle,
    shown: Shown,
    panel: watch::Sender<Panel>,
}

impl Tray for StatusItem {
    fn id(&self) -> String {
        "latchkey".into()
    }

    fn title(&self) -> String {
        self.shown.title.clone()
    }

    fn status(&self) -> ksni::Status {
        match self.shown.mood {
            Mood::Fine | Mood::EndingSoon => ksni::Status::Active,
            Mood::NeedsYou => ksni::Status::NeedsAttention,
        }
    }

    fn icon_pixmap(&self) -> Vec<ksni::Icon> {
        vec![pixels(self.shown.mood)]
    }

    fn attention_icon_pixmap(&self) -> Vec<ksni::Icon> {
        self.icon_pixmap()
    }

    fn tool_tip(&self) -> ToolTip {
        ToolTip { title: self.shown.title.clone(), ..ToolTip::default() }
    }

    fn activate(&mut self, _: i32, _: i32) {
        deeds::perform(&self.app, Deed::Open);
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        drawn(&self.shown.menu)
    }

    fn watcher_online(&self) {
        info!("the tray came");
        self.panel.send_replace(Panel::There);
    }

    fn watcher_offline(&self, reason: OfflineReason) -> bool {
        debug!(?reason, "there is no tray at present");
        self.panel.send_replace(Panel::Missing);
        true
    }
}

fn drawn(items: &[menu::Item]) -> Vec<MenuItem<StatusItem>> {
    items.iter().map(item).collect()
}

fn item(item: &Item) -> MenuItem<StatusItem> {
    match item {
        Item::Separator => MenuItem::Separator,
        Item::Deed { label, deed } => {
            let deed = *deed;
            let activate = Box::new(move |item: &mut StatusItem| deeds::perform(&item.app, deed));
            StandardItem { label: literal(label), activate, ..StandardItem::default() }.into()
        }
        Item::Connection { label, items } => {
            let submenu = drawn(items);
            SubMenu { label: literal(label), submenu, ..SubMenu::default() }.into()
        }
    }
}

/// A text in which no underscore marks the letter to press.
fn literal(label: &str) -> String {
    label.replace('_', "__")
}

/// The picture as the bus carries it: alpha first.
fn pixels(mood: Mood) -> ksni::Icon {
    let picture = picture(mood);
    let mut data = picture.rgba().to_vec();
    for pixel in data.chunks_exact_mut(4) {
        pixel.rotate_right(1);
    }
    let side = |pixels: u32| i32::try_from(pixels).unwrap_or_default();
    ksni::Icon { width: side(picture.width()), height: side(picture.height()), data }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_states_look_different_without_their_colours() {
        let shape = |mood| {
            let icon = pixels(mood);
            let bright = |pixel: &[u8]| {
                pixel[0] > 127 && pixel[1..].iter().map(|part| u32::from(*part)).sum::<u32>() > 600
            };
            icon.data.chunks_exact(4).map(|pixel| (pixel[0] > 127, bright(pixel))).collect()
        };
        let shapes: [Vec<(bool, bool)>; 3] =
            [shape(Mood::Fine), shape(Mood::EndingSoon), shape(Mood::NeedsYou)];
        let differ = |one: &[(bool, bool)], other: &[(bool, bool)]| {
            one.iter().zip(other).filter(|(one, other)| one != other).count() > 200
        };
        assert!(differ(&shapes[0], &shapes[1]) && differ(&shapes[1], &shapes[2]));
        assert!(differ(&shapes[0], &shapes[2]));
    }

    #[test]
    fn a_name_is_shown_as_it_is_written() {
        assert_eq!(literal("acme_test"), "acme__test");
    }
}
