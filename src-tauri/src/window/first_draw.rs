//! When the view is drawn first (Linux).

use gtk::glib::Propagation;
use gtk::prelude::WidgetExt as _;
use tauri::WebviewWindow;
use webkit2gtk::WebViewExt as _;

/// Leaves the view out of what is drawn of the window while its page is being loaded.
///
/// Without a card, drawing the view has WebKit ask the page's process for a picture, and wait for it: up to half a
/// second while that process loads a page, which it cannot do as long as this one waits instead of serving the page.
pub(super) fn wait_for_page(window: &WebviewWindow) -> tauri::Result<()> {
    window.with_webview(|view| {
        let view = view.inner();
        view.connect_draw(
            |view, _| {
                if view.is_loading() { Propagation::Stop } else { Propagation::Proceed }
            },
        );
        view.connect_is_loading_notify(|view| view.queue_draw());
    })
}
