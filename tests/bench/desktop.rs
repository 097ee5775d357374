//! Tells what other programs learn of the desktop: `cargo bench --bench desktop`, until it is stopped.
//!
//! Prints a line as soon as it listens, and then one for each event, with the milliseconds since 1970:
//! `clipboard 1.000` when the clipboard gets a new owner, `window 1.000 Title` when a window comes into sight.
//! Nothing is asked again and again: that would take a core from what is measured.

#![cfg_attr(
    target_os = "linux",
    expect(
        clippy::unwrap_used,
        clippy::print_stdout,
        clippy::disallowed_methods,
        reason = "a measurement that cannot go on fails, and says what it found and when"
    )
)]

#[cfg(target_os = "linux")]
fn main() {
    use std::time::{SystemTime, UNIX_EPOCH};

    use x11rb::connection::Connection as _;
    use x11rb::protocol::Event;
    use x11rb::protocol::xfixes::{ConnectionExt as _, SelectionEventMask};
    use x11rb::protocol::xproto::{ChangeWindowAttributesAux, ConnectionExt as _, EventMask};

    let (screen, number) = x11rb::connect(None).unwrap();
    screen.xfixes_query_version(5, 0).unwrap().reply().unwrap();
    let clipboard = screen.intern_atom(false, b"CLIPBOARD").unwrap().reply().unwrap().atom;
    let root = screen.setup().roots[number].root;
    screen
        .xfixes_select_selection_input(root, clipboard, SelectionEventMask::SET_SELECTION_OWNER)
        .unwrap()
        .check()
        .unwrap();
    let children = ChangeWindowAttributesAux::new().event_mask(EventMask::SUBSTRUCTURE_NOTIFY);
    screen.change_window_attributes(root, &children).unwrap().check().unwrap();
    println!("listening");
    loop {
        let event = screen.wait_for_event().unwrap();
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        let now = format!("{:.3}", now.as_secs_f64() * 1000.0);
        if let Event::XfixesSelectionNotify(_) = event {
            println!("clipboard {now}");
        } else if let Event::MapNotify(frame) = event
            && let Some(title) = title_in(&screen, frame.window)
        {
            println!("window {now} {title}");
        }
    }
}

/// What the window is called that the window manager has put into this frame. The frame comes into sight after it.
#[cfg(target_os = "linux")]
fn title_in(screen: &x11rb::rust_connection::RustConnection, frame: u32) -> Option<String> {
    use x11rb::protocol::xproto::{AtomEnum, ConnectionExt as _};

    let inside = screen.query_tree(frame).ok()?.reply().ok()?.children;
    inside.into_iter().find_map(|window| {
        let named = screen
            .get_property(false, window, AtomEnum::WM_NAME, AtomEnum::ANY, 0, 64)
            .ok()?
            .reply()
            .ok()?;
        let title = String::from_utf8(named.value).ok()?;
        (!title.is_empty()).then_some(title)
    })
}

#[cfg(not(target_os = "linux"))]
fn main() {}
