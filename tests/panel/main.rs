//! The panel of a private desktop: a tray, whoever shows notifications, and a portal, all without a screen.
//!
//! It is asked by lines of JSON on its standard input and answers each with one line, so that a test can look at the
//! icon, press what is in its menu, and answer notifications, as a person would.

#![expect(clippy::unwrap_used, reason = "a panel that cannot go on ends, and the test with it")]
#![expect(clippy::print_stdout, reason = "its answers")]

mod notifications;
mod portal;
mod tray;

use serde::Deserialize;
use serde_json::{Value, json};
use zbus::blocking::connection;

use notifications::{Daemon, Shown};
use portal::{Portal, Scheme};
use tray::Tray;

/// What can be asked.
#[derive(Deserialize)]
#[serde(tag = "ask", rename_all = "camelCase")]
enum Question {
    /// What the tray shows.
    Tray,
    /// Presses an item of the menu: its label, and those of the menus that lead there.
    Press { path: Vec<String> },
    /// Clicks the icon.
    Click,
    /// What notifications are on the screen.
    Notifications,
    /// Presses a button of a notification, or all of it.
    Answer { id: u32, action: String },
    /// Makes the desktop light or dark.
    Scheme { scheme: u32 },
}

fn main() {
    let (tray, shown, scheme) = (Tray::default(), Shown::default(), Scheme::default());
    let bus = connection::Builder::session()
        .and_then(|builder| builder.serve_at("/StatusNotifierWatcher", tray.watcher()))
        .and_then(|builder| builder.serve_at(notifications::PATH, Daemon::new(shown.clone())))
        .and_then(|builder| builder.serve_at(portal::PATH, Portal(scheme.clone())))
        .and_then(|builder| builder.name("org.kde.StatusNotifierWatcher"))
        .and_then(|builder| builder.name("org.freedesktop.Notifications"))
        .and_then(connection::Builder::build)
        .unwrap();
    println!("{}", json!("ready"));
    for line in std::io::stdin().lines() {
        let answer = match serde_json::from_str(&line.unwrap()).unwrap() {
            Question::Tray => tray.look(&bus),
            Question::Press { path } => json!(tray.press(&bus, &path)),
            Question::Click => json!(tray.click(&bus)),
            Question::Notifications => shown.all(),
            Question::Answer { id, action } => {
                notifications::answer(&bus, id, &action);
                Value::Null
            }
            Question::Scheme { scheme: wanted } => {
                scheme.set(&bus, wanted);
                Value::Null
            }
        };
        println!("{answer}");
    }
}
