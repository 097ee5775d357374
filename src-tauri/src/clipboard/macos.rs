//! macOS.

use arboard::{Set, SetExtApple};

/// Adds `org.nspasteboard.ConcealedType`, which clipboard managers agree on. The pasteboard that a person's other
/// devices share cannot be excluded this way; clearing reaches it.
pub(super) fn secretly(set: Set<'_>) -> Set<'_> {
    set.exclude_from_history()
}
