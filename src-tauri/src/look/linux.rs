//! Linux: the desktop's portal says whether it is light or dark, and says so again whenever that changes; GTK draws
//! the window in it, and WebKit tells the page.
//!
//! The window library can listen to the portal too. It looks every few seconds whether something came, and lets the
//! desktop overrule what the person chose.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use gio::prelude::*;
use gio::{BusType, Cancellable, DBusCallFlags, DBusConnection, DBusSignalFlags, glib};
use glib::Variant;
use gtk::prelude::GtkSettingsExt as _;
use latchkey_core::settings::Theme;
use tauri::AppHandle;
use tracing::debug;

const PORTAL: &str = "org.freedesktop.portal.Desktop";
const PATH: &str = "/org/freedesktop/portal/desktop";
const SETTINGS: &str = "org.freedesktop.portal.Settings";
const NAMESPACE: &str = "org.freedesktop.appearance";
const KEY: &str = "color-scheme";

/// What the window is drawn in.
pub(crate) struct Look {
    app: AppHandle,
    colours: Arc<Mutex<Colours>>,
}

/// Who says what.
#[derive(Debug, Default, Clone, Copy)]
struct Colours {
    chosen: Theme,
    /// `None` of a desktop that has no wish, or no portal.
    desktop: Option<Scheme>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Light,
    Dark,
}

impl Look {
    /// As the desktop says, until told otherwise. Called on the thread that draws.
    pub(crate) fn new(app: AppHandle) -> Self {
        let colours = Arc::default();
        match gio::bus_get_sync(BusType::Session, Cancellable::NONE) {
            Ok(bus) => follow(&bus, &colours),
            Err(error) => debug!(%error, "there is no session bus to tell light from dark"),
        }
        Self { app, colours }
    }

    /// Takes on the colours that the person has chosen, unless it has them.
    pub(crate) fn take_on(&self, theme: Theme) {
        if std::mem::replace(&mut lock(&self.colours).chosen, theme) == theme {
            return;
        }
        let colours = Arc::clone(&self.colours);
        // It fails at the end of the program, when nothing is drawn any more.
        self.app.run_on_main_thread(move || draw(*lock(&colours))).ok();
    }
}

impl std::fmt::Debug for Look {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Look").field("colours", &self.colours).finish_non_exhaustive()
    }
}

fn lock(colours: &Mutex<Colours>) -> MutexGuard<'_, Colours> {
    colours.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Listens to the desktop, and then asks how things are: nothing is missed in between, and nothing waits for a portal
/// that has yet to be started.
fn follow(bus: &DBusConnection, colours: &Arc<Mutex<Colours>>) {
    let heard = Arc::clone(colours);
    bus.signal_subscribe(
        Some(PORTAL),
        Some(SETTINGS),
        Some("SettingChanged"),
        Some(PATH),
        Some(NAMESPACE),
        DBusSignalFlags::NONE,
        move |_, _, _, _, _, said| {
            if said.n_children() == 3 && said.child_value(1).str() == Some(KEY) {
                take_in(&heard, &said.child_value(2));
            }
        },
    );
    let answered = Arc::clone(colours);
    bus.call(
        Some(PORTAL),
        PATH,
        SETTINGS,
        "Read",
        Some(&(NAMESPACE, KEY).to_variant()),
        None,
        DBusCallFlags::NONE,
        -1,
        Cancellable::NONE,
        move |answer| match answer {
            Ok(said) if said.n_children() == 1 => take_in(&answered, &said.child_value(0)),
            Ok(_) => debug!("the portal does not say whether the desktop is dark"),
            Err(error) => debug!(%error, "no portal says whether the desktop is dark"),
        },
    );
}

fn take_in(colours: &Mutex<Colours>, said: &Variant) {
    let colours = {
        let mut colours = lock(colours);
        colours.desktop = scheme(said);
        *colours
    };
    draw(colours);
}

/// A variant in a variant, or in as many as the portal's version likes.
fn scheme(said: &Variant) -> Option<Scheme> {
    let mut said = said.clone();
    while let Some(inner) = said.as_variant() {
        said = inner;
    }
    match said.get::<u32>() {
        Some(1) => Some(Scheme::Dark),
        Some(2) => Some(Scheme::Light),
        _ => None,
    }
}

/// What is drawn; `None`: what GTK has been set to, for all programs.
fn wanted(Colours { chosen, desktop }: Colours) -> Option<Scheme> {
    match chosen {
        Theme::System => desktop,
        Theme::Light => Some(Scheme::Light),
        Theme::Dark => Some(Scheme::Dark),
    }
}

fn draw(colours: Colours) {
    let Some(settings) = gtk::Settings::default() else { return };
    match wanted(colours) {
        Some(scheme) => settings.set_gtk_application_prefer_dark_theme(scheme == Scheme::Dark),
        None => settings.reset_property("gtk-application-prefer-dark-theme"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_desktop_is_heard_however_it_wraps_its_word() {
        let wrapped = |number: u32| number.to_variant().to_variant();
        assert_eq!(scheme(&1_u32.to_variant()), Some(Scheme::Dark));
        assert_eq!(scheme(&wrapped(1)), Some(Scheme::Dark));
        assert_eq!(scheme(&wrapped(2).to_variant()), Some(Scheme::Light));
        assert_eq!(scheme(&wrapped(0)), None, "no preference");
        assert_eq!(scheme(&wrapped(7)), None);
        assert_eq!(scheme(&"dark".to_variant()), None);
    }

    #[test]
    fn the_desktop_decides_only_where_the_person_does_not() {
        let at = |chosen, desktop| wanted(Colours { chosen, desktop });
        assert_eq!(at(Theme::System, Some(Scheme::Dark)), Some(Scheme::Dark));
        assert_eq!(at(Theme::System, None), None);
        assert_eq!(at(Theme::Light, Some(Scheme::Dark)), Some(Scheme::Light));
        assert_eq!(at(Theme::Dark, None), Some(Scheme::Dark));
    }
}
