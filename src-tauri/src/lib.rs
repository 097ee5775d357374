//! The shell around `latchkey-core`: what Tauri and the operating system force, and nothing else.
//!
//! ```text
//!   ui (a web view)                 the system
//!     │ commands    ▲ snapshots       │ deep links, second starts, browsers, clipboard, keyring
//!     ▼             │                 ▼
//!   commands      desktop ◄──────── deep_link, loopback, clipboard, keyring_store
//!     │             ▲                 │
//!     ▼             │ trait Shell     ▼ Arrival, Reception
//!   ─ Keeper ───────┴─────────────────────── latchkey-core
//! ```
//!
//! A click is a command ([`commands`]), which asks the keeper. What comes of it reaches the window as a snapshot
//! made of view types ([`view`]), none of which can hold a token. Answers of a browser come by [`deep_link`] or
//! [`loopback`] and go to the keeper without passing the window.

mod at_login;
mod bindings;
mod browser;
mod clipboard;
mod closing;
mod commands;
mod deeds;
mod deep_link;
#[cfg(debug_assertions)]
mod demo;
mod desktop;
#[cfg(target_os = "linux")]
mod desktop_entries;
mod doctor;
mod downloads;
mod keyring_store;
mod language;
mod logging;
mod look;
mod loopback;
mod managed;
mod notifications;
mod process;
mod proxies;
mod second_start;
mod shortcut;
mod tray;
mod uptime;
mod view;
mod watchers;
#[cfg(target_os = "linux")]
mod webkit;
mod window;
mod words;

#[cfg(test)]
mod command_names;
#[cfg(test)]
mod configuration;

use std::ffi::OsString;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context as _, ensure};
use latchkey_core::keeper::{Desk, Keeper, Kept, Parts};
#[cfg(target_os = "linux")]
use latchkey_core::private;
use latchkey_core::product::{self, Product};
use latchkey_core::releases::Releases;
use latchkey_core::settings::Shortcut;
use latchkey_core::vault::Vault;
use tauri::{App, AppHandle, Config, Manager, RunEvent, Wry};
use tracing::{debug, error};

use crate::commands::exports::LastExport;
use crate::desktop::Desktop;
use crate::doctor::Doctor;
use crate::look::Look;
use crate::window::Front;

/// Runs the program until the person ends it, and ends the process.
pub fn run() -> ! {
    logging::start();
    process::end(start().unwrap_or_else(|error| {
        error!("Latchkey could not start: {error:#}");
        1
    }))
}

/// The code that the process is to end with.
fn start() -> anyhow::Result<i32> {
    #[cfg(target_os = "linux")]
    webkit::tell();
    ensure!(has_display(), "there is no display to open a window on");
    // Tauri's plugins would panic.
    let is_text = |argument: OsString| argument.into_string().is_ok();
    ensure!(std::env::args_os().all(is_text), "an argument is no text");
    process::keep_out_of_core_dumps();
    let product = if cfg!(debug_assertions) { product::DEVELOPMENT } else { product::INSTALLED };
    let mut context = tauri::generate_context!();
    call_it(&product, context.config_mut());
    let app = tauri::Builder::default()
        // The first of all, so that a second start ends before it has done anything.
        .plugin(tauri_plugin_single_instance::init(|app, arguments, _| {
            // A link among the arguments has gone its own way already.
            if arguments.len() <= 1
                && let Some(front) = app.try_state::<Front>()
            {
                front.come();
            }
        }))
        .plugin(tauri_plugin_deep_link::init())
        .plugin(at_login::plugin(&product))
        .invoke_handler(bindings::handler())
        .setup(move |app| {
            // Tauri would panic at an error.
            if let Err(error) = set_up(app, product) {
                error!("Latchkey could not start: {error:#}");
                app.handle().exit(1);
            }
            Ok(())
        })
        .build(context)
        .map_err(second_start::instead_of)?;
    let ending = AtomicBool::new(false);
    Ok(app.run_return(move |app, event| {
        if let RunEvent::WindowEvent { event, .. } = &event {
            closing::notice(app, event);
        }
        #[cfg(target_os = "macos")]
        if let RunEvent::Reopen { .. } = event {
            app.state::<Front>().show();
        }
        let RunEvent::ExitRequested { api, code, .. } = event else { return };
        if code.is_none() && closing::goes_on(app) {
            api.prevent_exit();
        } else if !ending.swap(true, Ordering::AcqRel) {
            api.prevent_exit();
            tauri::async_runtime::spawn(end(app.clone(), code.unwrap_or(0)));
        }
    }))
}

/// GTK would panic without one.
fn has_display() -> bool {
    let named = |variable| std::env::var_os(variable).is_some_and(|name| !name.is_empty());
    !cfg!(target_os = "linux") || named("DISPLAY") || named("WAYLAND_DISPLAY")
}

/// Makes the folder that the web view would make for everybody to look into, though it is to keep nothing in there.
#[cfg(target_os = "linux")]
fn close_web_views_folder(app: &App<Wry>) {
    let made = app.path().app_local_data_dir().map(|folder| private::make_folder(&folder));
    if !matches!(made, Ok(Ok(()))) {
        debug!(?made, "the web view's folder stays as it is");
    }
}

/// Gives the build its own names towards the system.
fn call_it(product: &Product, config: &mut Config) {
    config.identifier = product.identifier.to_owned();
    let links = serde_json::json!({ "desktop": { "schemes": [product.scheme] } });
    config.plugins.0.insert("deep-link".to_owned(), links);
}

/// Puts everything together. Everything that runs beside the window is started here.
fn set_up(app: &mut App<Wry>, product: Product) -> anyhow::Result<()> {
    #[cfg(target_os = "linux")]
    close_web_views_folder(app);
    let kept = kept(app)?;
    let front = Front::new(app.handle().clone(), product.name, &kept.list.settings);
    // Before there is a window, so that it opens in its colours.
    let look = Look::new(app.handle().clone());
    look.take_on(kept.list.settings.theme);
    let hidden = at_login::starts_hidden(kept.list.settings.at_login);
    let shortcut = kept.list.settings.shortcut.clone();
    let closing = kept.list.settings.closing;
    let desktop = Arc::new(Desktop::new(app.handle(), product, front.clone(), look, closing));
    let http = proxies::http();
    #[cfg(debug_assertions)]
    let demo = demo::wanted(&kept.list.connections).map(|server| (http.clone(), server));
    let activity = kept.activity.clone();
    let vault = Vault::new(keyring_store::keyring(&product));
    let (keeper, desk) = Desk::new(Parts {
        shell: Arc::clone(&desktop),
        vault: vault.clone(),
        http: http.clone(),
        kept,
        product,
        releases: Releases::ours(),
    });
    app.manage(Arc::new(Doctor::new(
        app.handle().clone(),
        product,
        Arc::clone(&desktop),
        keeper.clone(),
        vault,
        http.clone(),
    )));
    app.manage(http.clone());
    app.manage(keeper.clone());
    app.manage(activity);
    app.manage(LastExport::default());
    app.manage(Arc::clone(&desktop));
    tauri::async_runtime::spawn(desk.run());
    #[cfg(debug_assertions)]
    if let Some((http, server)) = demo {
        tauri::async_runtime::spawn(demo::add(keeper, http, server));
    }
    let handle = app.handle().clone();
    appear(front.clone(), &desktop, hidden).context("the window could not be opened")?;
    // Whoever brings the window to the front finds it from here on, and opens no second one.
    app.manage(front.clone());
    deep_link::listen(&handle, product);
    listen_to_keys(&desktop, shortcut);
    tauri::async_runtime::spawn(end_on_signal(handle.clone()));
    desktop.deep_links_are(deep_link::is_claimed(&handle, &product));
    tauri::async_runtime::spawn(async move {
        // Claiming starts a dozen programs, which would hold up the window on a small machine.
        if !hidden {
            front.page().await;
        }
        let claimed =
            tauri::async_runtime::spawn_blocking(move || deep_link::claim(&handle, &product));
        desktop.deep_links_are(claimed.await.unwrap_or(false));
    });
    Ok(())
}

/// What lies in the program's folder, with what is managed for this computer.
fn kept(app: &App<Wry>) -> anyhow::Result<Kept> {
    let folder = app.path().app_config_dir().context("there is no folder for settings")?;
    let kept = Kept::in_folder(&folder);
    Ok(match managed::file() {
        Some(file) => kept.with_managed(&file),
        None => kept,
    })
}

/// Shows the window; a start that is to show none shows a small one where no tray would lead to it.
fn appear(front: Front, desktop: &Arc<Desktop>, hidden: bool) -> tauri::Result<()> {
    if !hidden {
        return front.open().map(|_| ());
    }
    let desktop = Arc::clone(desktop);
    tauri::async_runtime::spawn(async move {
        if !desktop.tray().is_there_at_last().await {
            front.open_minimised();
        }
    });
    Ok(())
}

/// Listens to the keys that the person has chosen; where that fails, the settings say so.
fn listen_to_keys(desktop: &Arc<Desktop>, shortcut: Option<Shortcut>) {
    let desktop = Arc::clone(desktop);
    tauri::async_runtime::spawn_blocking(move || desktop.keys().take_on(shortcut.as_ref()).ok());
}

/// Lets the keeper clear the clipboard and wait for tokens that are on their way, and ends the program.
async fn end(app: AppHandle, code: i32) {
    debug!("closing");
    if let (Some(keeper), Some(desktop)) =
        (app.try_state::<Keeper>(), app.try_state::<Arc<Desktop>>())
    {
        keeper.quit().await;
        desktop.leave().await;
    }
    app.exit(code);
}

/// Being asked to end from outside is like closing the window.
async fn end_on_signal(app: AppHandle) {
    if process::asked_to_end().await {
        app.exit(0);
    }
}
