//! Whoever shows notifications (org.freedesktop.Notifications).

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use zbus::blocking::Connection;
use zbus::interface;
use zbus::object_server::SignalEmitter;
use zbus::zvariant::OwnedValue;

pub(crate) const PATH: &str = "/org/freedesktop/Notifications";

/// What is on the screen, by its number.
#[derive(Clone, Default)]
pub(crate) struct Shown(Arc<Mutex<BTreeMap<u32, Value>>>);

impl Shown {
    pub(crate) fn all(&self) -> Value {
        self.0.lock().unwrap().values().cloned().collect()
    }
}

/// Shows them.
pub(crate) struct Daemon {
    shown: Shown,
    last: u32,
}

impl Daemon {
    pub(crate) fn new(shown: Shown) -> Self {
        Self { shown, last: 0 }
    }
}

#[interface(name = "org.freedesktop.Notifications")]
impl Daemon {
    #[expect(clippy::too_many_arguments, reason = "the specification's")]
    fn notify(
        &mut self,
        _app_name: String,
        replaces_id: u32,
        _app_icon: String,
        summary: String,
        body: String,
        actions: Vec<String>,
        _hints: HashMap<String, OwnedValue>,
        _expire_timeout: i32,
    ) -> u32 {
        let mut shown = self.shown.0.lock().unwrap();
        let id = if shown.contains_key(&replaces_id) {
            replaces_id
        } else {
            self.last += 1;
            self.last
        };
        let told = json!({ "id": id, "title": summary, "body": body, "actions": actions });
        shown.insert(id, told);
        id
    }

    async fn close_notification(
        &self,
        id: u32,
        #[zbus(signal_emitter)] emitter: SignalEmitter<'_>,
    ) -> zbus::fdo::Result<()> {
        self.shown.0.lock().unwrap().remove(&id);
        Ok(Self::notification_closed(&emitter, id, 3).await?)
    }

    fn get_capabilities(&self) -> Vec<String> {
        vec!["actions".into(), "body".into()]
    }

    fn get_server_information(&self) -> (String, String, String, String) {
        let [name, vendor, version, specification] = ["panel", "tests", "1", "1.2"];
        (name.into(), vendor.into(), version.into(), specification.into())
    }

    #[zbus(signal)]
    async fn notification_closed(
        emitter: &SignalEmitter<'_>,
        id: u32,
        reason: u32,
    ) -> zbus::Result<()>;
}

/// Tells whoever asked for a notification what was pressed on it.
pub(crate) fn answer(bus: &Connection, id: u32, action: &str) {
    let interface = "org.freedesktop.Notifications";
    bus.emit_signal(None::<&str>, PATH, interface, "ActionInvoked", &(id, action)).unwrap();
}
