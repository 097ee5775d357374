//! Keys under X11, where a program may take some for itself. A thread sleeps until the server says that they were
//! pressed: it does not look for that every few milliseconds.

mod codes;

use std::sync::Arc;
use std::thread::JoinHandle;

use tauri::AppHandle;
use tracing::debug;
use x11rb::connection::Connection as _;
use x11rb::errors::ReplyError;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    CLIENT_MESSAGE_EVENT, ClientMessageData, ClientMessageEvent, ConnectionExt as _,
    CreateWindowAux, EventMask, GrabMode, ModMask, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;

use super::ShortcutError;
use codes::Keys;

/// The server tells keys apart by the locks too, which a person does not mean: caps lock and number lock.
const LOCKS: [ModMask; 2] = [ModMask::LOCK, ModMask::M2];

/// Under Wayland only the compositor hears keys that are pressed elsewhere.
pub(super) fn can_be_heard() -> bool {
    let named = |variable| std::env::var_os(variable).is_some_and(|name| !name.is_empty());
    named("DISPLAY") && !named("WAYLAND_DISPLAY")
}

/// Every pair of keys has a connection to the server of its own.
pub(super) fn prepare(_: &AppHandle) {}

/// Lets go of the keys when dropped.
pub(super) struct Listening {
    server: Arc<RustConnection>,
    /// Where the thread is told to end; nobody ever sees it.
    door: Window,
    thread: Option<JoinHandle<()>>,
}

/// Calls `pressed` whenever the keys are.
pub(super) fn listen(
    _: &AppHandle,
    keys: &str,
    pressed: impl Fn() + Send + Sync + 'static,
) -> Result<Listening, ShortcutError> {
    if !can_be_heard() {
        return Err(ShortcutError::Unavailable);
    }
    let keys: Keys = keys.parse()?;
    let (server, screen) = RustConnection::connect(None).map_err(|_| ShortcutError::Unavailable)?;
    let root = server.setup().roots.get(screen).map(|screen| screen.root);
    let root = root.ok_or(ShortcutError::Unavailable)?;
    grab(&server, root, &keys).map_err(|error| {
        debug!(%error, "the keys were not given");
        ShortcutError::Taken
    })?;
    let door = door(&server, root).map_err(|_| ShortcutError::Unavailable)?;
    let server = Arc::new(server);
    let thread = std::thread::Builder::new().name("shortcut".into()).spawn({
        let server = Arc::clone(&server);
        move || wait(&server, &pressed)
    });
    let thread = Some(thread.map_err(|_| ShortcutError::Unavailable)?);
    Ok(Listening { server, door, thread })
}

/// Takes the keys, whatever is locked.
fn grab(server: &RustConnection, root: Window, keys: &Keys) -> Result<(), ReplyError> {
    for with in 0..1 << LOCKS.len() {
        let locks = LOCKS.iter().enumerate().filter(|(place, _)| with & (1 << place) != 0);
        let modifiers = locks.fold(keys.modifiers, |all, (_, lock)| all | *lock);
        let (here, code) = (GrabMode::ASYNC, keys.code);
        server.grab_key(false, root, modifiers, code, here, here)?.check()?;
    }
    Ok(())
}

fn door(server: &RustConnection, root: Window) -> Result<Window, x11rb::errors::ReplyOrIdError> {
    let door = server.generate_id()?;
    let (class, nothing) = (WindowClass::INPUT_ONLY, CreateWindowAux::new());
    server.create_window(0, door, root, 0, 0, 1, 1, 0, class, 0, &nothing)?.check()?;
    Ok(door)
}

fn wait(server: &RustConnection, pressed: &impl Fn()) {
    loop {
        match server.wait_for_event() {
            Ok(Event::KeyPress(_)) => pressed(),
            Ok(Event::ClientMessage(_)) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        let end = ClientMessageEvent {
            response_type: CLIENT_MESSAGE_EVENT,
            format: 32,
            sequence: 0,
            window: self.door,
            type_: 0,
            data: ClientMessageData::from([0_u32; 5]),
        };
        let sent = self.server.send_event(false, self.door, EventMask::NO_EVENT, end);
        let told = sent.is_ok() && self.server.flush().is_ok();
        // Without a server the thread has ended by itself.
        if let Some(thread) = self.thread.take().filter(|_| told) {
            thread.join().ok();
        }
    }
}
