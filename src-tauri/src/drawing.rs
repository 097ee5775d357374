//! How WebKit on Linux draws the window: by the processor, without a graphics card.
//!
//! A list and a few buttons need no card. Where there is none, WebKit would have the processor imitate one, which takes
//! 65 MB and a tenth of a core while seconds run; with some cards, its windows stay empty. It looks for a variable when
//! it makes its first view; told by its settings afterwards, the page's process crashes on screens of high resolution.

use std::process::Command;

use gio::glib;
use tracing::debug;

/// What WebKit looks for. Anything but 0 means no card.
const VARIABLE: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";

/// What this program gives it, to know it again.
const VALUE: &str = "Latchkey";

/// Has the processor draw, unless somebody has said how it is to be. Before anything else, as long as no other thread
/// can look at the environment.
pub(crate) fn without_a_card() {
    if let Err(error) = glib::setenv(VARIABLE, VALUE, false) {
        debug!(%error, "WebKit draws as it likes");
    }
}

/// Keeps this from a program that is about to be started: how that one draws is not ours to say.
pub(crate) fn ours_alone(program: &mut Command) {
    if std::env::var_os(VARIABLE).is_some_and(|value| value == VALUE) {
        program.env_remove(VARIABLE);
    }
}
