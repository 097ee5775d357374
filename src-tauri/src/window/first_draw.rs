//! When the view is drawn first (Linux).

use gtk::glib::prelude::ObjectExt as _;
use gtk::glib::{MainContext, Propagation};
use gtk::prelude::WidgetExt as _;
use tauri::WebviewWindow;
use tokio::sync::watch::Receiver;
use webkit2gtk::WebViewExt as _;

/// Leaves the view out of what is drawn of the window until its page has something to show, and while it is loaded anew.
///
/// Without a card, drawing the view has WebKit ask the page's process for a picture, and wait for it: up to half a
/// second while that process loads a page, which it cannot do as long as this one waits instead of serving the page.
/// Then the picture of an empty page would take a moment in which the page asks for what it is to show.
pub(super) fn wait_for_page(window: &WebviewWindow, made: Receiver<bool>) -> tauri::Result<()> {
    window.with_webview(|view| {
        let view = view.inner();
        let mut made_at_last = made.clone();
        view.connect_draw(move |view, _| {
            let waits = view.is_loading() || !*made.borrow();
            if waits { Propagation::Stop } else { Propagation::Proceed }
        });
        view.connect_is_loading_notify(|view| view.queue_draw());
        let view = view.downgrade();
        MainContext::default().spawn_local(async move {
            let come = made_at_last.wait_for(|made| *made).await.is_ok();
            if let Some(view) = view.upgrade().filter(|_| come) {
                view.queue_draw();
            }
        });
    })
}
