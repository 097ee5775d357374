//! How WebKit on Linux draws the window: by the processor, without a graphics card.
//!
//! A list and a few buttons need no card. Where there is none, WebKit would have the processor imitate one, which takes
//! 65 MB and a tenth of a core while seconds run; with some cards, its windows stay empty. It looks for variables when
//! it makes its first view; told by its settings afterwards, the page's process crashes on screens of high resolution.
//!
//! It loads a card's drivers all the same, 30 MB of them, to see which card there is. Told that there is none
//! (`WEBKIT_WEB_RENDER_DEVICE_FILE`) it does not, but then its pages are light on a dark desktop.

use std::process::Command;

use gio::glib;
use tracing::debug;

/// What WebKit looks for first: whether a card is to draw. Anything but 0 means that none is.
const NO_CARD: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";

/// All that it looks for, with what this program gives it, to know it again.
const VARIABLES: [(&str, &str); 2] = [
    (NO_CARD, "Latchkey"),
    // Else it would still prepare to share a card's pictures between processes, which takes 4 MB.
    ("WEBKIT_DISABLE_DMABUF_RENDERER", "Latchkey"),
];

/// Has the processor draw, unless somebody has said how it is to be. Before anything else, as long as no other thread
/// can look at the environment.
pub(crate) fn without_a_card() {
    if std::env::var_os(NO_CARD).is_some() {
        return;
    }
    for (name, value) in VARIABLES {
        if let Err(error) = glib::setenv(name, value, false) {
            debug!(name, %error, "WebKit draws as it likes");
        }
    }
}

/// Keeps this from a program that is about to be started: how that one draws is not ours to say.
pub(crate) fn ours_alone(program: &mut Command) {
    for (name, value) in VARIABLES {
        if std::env::var_os(name).is_some_and(|given| given == value) {
            program.env_remove(name);
        }
    }
}
