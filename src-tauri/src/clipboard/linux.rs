//! X11 and Wayland.

use arboard::{Set, SetExtLinux};

/// Offers `x-kde-passwordManagerHint` beside the text, which clipboard managers agree on, and keeps the text from
/// being handed to one when the program ends.
pub(super) fn secretly(set: Set<'_>) -> Set<'_> {
    set.exclude_from_history()
}
