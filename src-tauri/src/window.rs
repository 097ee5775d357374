//! The one window: what it may load, which is the front end inside this program, and how it comes to the front.

#[cfg(target_os = "linux")]
mod first_draw;
mod front;
#[cfg(target_os = "linux")]
mod lookups;
mod place;

use latchkey_core::zoom::Zoom;
use tauri::utils::config::Color;
use tauri::webview::{NewWindowResponse, PermissionResponse};
use tauri::{
    AppHandle, LogicalSize, Theme, Webview, WebviewUrl, WebviewWindow, WebviewWindowBuilder,
};
use tokio::sync::watch::Receiver;
use url::Url;

use crate::language::Spoken;
use place::Place;

pub(crate) use front::Front;

/// Its label, which the capability names.
pub(crate) const MAIN: &str = "main";

/// The page's own background colours, shown until the page is there.
const LIGHT: Color = Color(0xf6, 0xf7, 0xf9, 0xff);
const DARK: Color = Color(0x14, 0x17, 0x1d, 0xff);

/// On Linux the window's own background, light or dark as the desktop, shows through until the page is there: the
/// window need not wait for the web view. Elsewhere it would be white, and waits until the view has got our colour.
const SHOWN_AT_ONCE: bool = cfg!(target_os = "linux");

/// The smallest window. Smaller ones would show less than a token and its buttons.
const SMALLEST: (f64, f64) = (420.0, 480.0);

/// The smallest page, in its own points, which are larger than the screen's where it is drawn larger: what everything
/// finds room in without being scrolled sideways, by the rule 1.4.10 of WCAG 2.2.
const SMALLEST_PAGE: (f64, f64) = (320.0, 256.0);

/// A proxy at a port where nobody listens, for whatever the policy might let out. Only WebKit on Linux is known to
/// load our own pages past it.
const NOWHERE: &str = "http://127.0.0.1:9";

/// Opens the window, whose page learns the language from its address: asking for it would take a moment in which
/// nothing can be drawn.
fn open(
    app: &AppHandle,
    title: &str,
    language: Spoken,
    place: Option<Place>,
    zoom: Zoom,
    made: Receiver<bool>,
) -> tauri::Result<WebviewWindow> {
    let page = WebviewUrl::App(format!("index.html#{}", language.tag()).into());
    let builder = WebviewWindowBuilder::new(app, MAIN, page)
        .title(title)
        .inner_size(900.0, 640.0)
        .min_inner_size(SMALLEST.0, SMALLEST.1)
        .visible(SHOWN_AT_ONCE)
        .devtools(cfg!(debug_assertions))
        .general_autofill_enabled(false)
        .disable_drag_drop_handler()
        .on_navigation(is_our_page)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .on_permission_request(|_, _| PermissionResponse::Deny);
    let builder = match place {
        Some(place) => place.give(builder),
        None => builder,
    };
    let shut_in = cfg!(target_os = "linux") && !tauri::is_dev();
    let window = match Url::parse(NOWHERE) {
        Ok(nowhere) if shut_in => builder.proxy_url(nowhere),
        _ => builder,
    }
    .build()?;
    #[cfg(target_os = "linux")]
    {
        first_draw::wait_for_page(&window, made)?;
        lookups::hold_back(&window)?;
    }
    #[cfg(not(target_os = "linux"))]
    drop(made);
    let background = if SHOWN_AT_ONCE {
        Color(0, 0, 0, 0)
    } else if window.theme()? == Theme::Dark {
        DARK
    } else {
        LIGHT
    };
    AsRef::<Webview>::as_ref(&window).set_background_color(Some(background))?;
    draw_at(&window, zoom)?;
    window.show()?;
    Ok(window)
}

/// Draws the window larger or smaller; it becomes no smaller than what is drawn needs.
fn draw_at(window: &WebviewWindow, zoom: Zoom) -> tauri::Result<()> {
    window.set_zoom(zoom.factor())?;
    window.set_min_size(Some(smallest(zoom)))
}

/// The smallest window in which a page of this size finds room.
fn smallest(zoom: Zoom) -> LogicalSize<f64> {
    let side = |window: f64, page: f64| window.max(page * zoom.factor());
    LogicalSize::new(side(SMALLEST.0, SMALLEST_PAGE.0), side(SMALLEST.1, SMALLEST_PAGE.1))
}

/// The front end's own origin, which differs between systems, and the server that a developer's comes from.
fn is_our_page(url: &Url) -> bool {
    let origin = (url.scheme(), url.host_str(), url.port());
    match origin {
        ("tauri", Some("localhost"), None) => !cfg!(windows),
        ("http", Some("tauri.localhost"), None) => cfg!(windows),
        ("http", Some("localhost"), Some(1420)) => tauri::is_dev(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_window_shows_enough_of_the_page_however_large_it_is_drawn() {
        let at = |percent| smallest(Zoom::of(percent));
        for percent in [80, 100, 125] {
            assert_eq!(at(percent), LogicalSize::new(420.0, 480.0), "{percent} %");
        }
        assert_eq!(at(150), LogicalSize::new(480.0, 480.0));
        assert_eq!(at(200), LogicalSize::new(640.0, 512.0));
    }

    #[test]
    fn the_window_goes_nowhere_else() {
        let goes = |address| is_our_page(&Url::parse(address).unwrap());
        assert_eq!(goes("tauri://localhost/index.html"), !cfg!(windows));
        assert_eq!(goes("http://tauri.localhost/index.html"), cfg!(windows));
        for address in [
            "https://acme.example/",
            "http://localhost/",
            "http://127.0.0.1:1420/",
            "http://tauri.localhost.acme.example/",
            "http://tauri.localhost:8080/",
            "tauri://acme.example/",
            "about:blank",
            "data:text/html,x",
            "blob:tauri://localhost/x",
            "file:///etc/passwd",
            "javascript:alert(1)",
        ] {
            assert!(!goes(address), "{address}");
        }
    }
}
