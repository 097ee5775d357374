//! The one call of WebKitGTK that its bindings leave out: switching one of its features off (Linux).
//!
//! The only `unsafe` code of the project, in a crate of its own, so that it stays forbidden everywhere else.

#![cfg(target_os = "linux")]

mod features;

use webkit2gtk::{WebView, WebViewExt as _};

/// Keeps pages in this view from having names looked up ahead of a request (`<link rel=dns-prefetch>`): no policy
/// of a page and no proxy holds that, and a name can carry whatever is put into it.
///
/// Returns whether this WebKit has a switch for it. Those that have none look no name up unless they are told to.
pub fn look_up_no_names(view: &WebView) -> bool {
    view.settings().is_some_and(|settings| features::disable(&settings, c"LinkDNSPrefetch"))
}
