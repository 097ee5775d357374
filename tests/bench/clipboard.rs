//! Tells when the clipboard gets a new owner: `cargo bench --bench clipboard`, until it is stopped.
//!
//! Prints a line as soon as it listens, and then one for each change: milliseconds since 1970. The time is taken where
//! another program would learn of it, and so nothing that the page does afterwards counts.

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
    use x11rb::protocol::xfixes::{ConnectionExt as _, SelectionEventMask};
    use x11rb::protocol::xproto::ConnectionExt as _;

    let (screen, number) = x11rb::connect(None).unwrap();
    screen.xfixes_query_version(5, 0).unwrap().reply().unwrap();
    let clipboard = screen.intern_atom(false, b"CLIPBOARD").unwrap().reply().unwrap().atom;
    let root = screen.setup().roots[number].root;
    screen
        .xfixes_select_selection_input(root, clipboard, SelectionEventMask::SET_SELECTION_OWNER)
        .unwrap()
        .check()
        .unwrap();
    println!("listening");
    loop {
        screen.wait_for_event().unwrap();
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        println!("{:.3}", now.as_secs_f64() * 1000.0);
    }
}

#[cfg(not(target_os = "linux"))]
fn main() {}
