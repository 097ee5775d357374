//! What WebKit on Linux is told before it starts, by variables, for it has no settings for these.
//!
//! The processor draws the window, without a graphics card: a list and a few buttons need none. Where there is none,
//! WebKit would have the processor imitate one, which takes 65 MB and a tenth of a core while seconds run; with some
//! cards, its windows stay empty. It looks when it makes its first view; told by its settings afterwards, the page's
//! process crashes on screens of high resolution. It loads a card's drivers all the same, 30 MB of them, to see which
//! card there is. Told that there is none (`WEBKIT_WEB_RENDER_DEVICE_FILE`) it does not, but then its pages are light
//! on a dark desktop.
//!
//! It does not watch how much memory the whole system has left either: it would read that every few seconds for as
//! long as the program runs, hidden or not, to have a page give up what it can load again, and ours has nothing such.

use std::process::Command;
use std::sync::OnceLock;

use gio::glib;
use tracing::debug;

/// What it is told, unless somebody has told it something about the same matter: the variable that decides a matter
/// first, then those that go with it.
const MATTERS: [&[(&str, &str)]; 2] = [
    &[
        ("WEBKIT_DISABLE_COMPOSITING_MODE", "1"),
        // Else it would still prepare to share a card's pictures between processes, which takes 4 MB.
        ("WEBKIT_DISABLE_DMABUF_RENDERER", "1"),
    ],
    &[("WEBKIT_DISABLE_MEMORY_PRESSURE_MONITOR", "1")],
];

/// Which of them are ours, to know them again.
static OURS: OnceLock<Vec<&str>> = OnceLock::new();

/// Before anything else, as long as no other thread can look at the environment.
pub(crate) fn tell() {
    let given = |name: &str| std::env::var_os(name).is_some();
    let mut ours = Vec::new();
    for matter in MATTERS {
        if matter.first().is_some_and(|(decides, _)| given(decides)) {
            continue;
        }
        for &(name, value) in matter.iter().filter(|(name, _)| !given(name)) {
            match glib::setenv(name, value, false) {
                Ok(()) => ours.push(name),
                Err(error) => debug!(name, %error, "WebKit does as it likes"),
            }
        }
    }
    // Told twice, nothing is new.
    let _told_before = OURS.set(ours);
}

/// Keeps this from a program that is about to be started: what that one does is not ours to say.
pub(crate) fn ours_alone(program: &mut Command) {
    for name in OURS.get().into_iter().flatten() {
        program.env_remove(name);
    }
}
