//! The tray (org.kde.StatusNotifierWatcher), and the only item that a test has in it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use zbus::blocking::{Connection, Proxy};
use zbus::interface;
use zbus::zvariant::{self, OwnedValue, Type};

const ITEM: &str = "org.kde.StatusNotifierItem";
const MENU: &str = "com.canonical.dbusmenu";

/// Who has an icon here.
#[derive(Clone, Default)]
pub(crate) struct Tray(Arc<Mutex<Option<String>>>);

/// Takes icons in.
pub(crate) struct Watcher(Tray);

#[interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, service: String) {
        *self.0.0.lock().unwrap() = Some(service);
    }

    fn register_status_notifier_host(&self, _service: String) {}

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        self.0.0.lock().unwrap().iter().cloned().collect()
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }
}

/// An item of a menu, with those below it.
#[derive(Debug, Deserialize, Type, zvariant::Value, zvariant::OwnedValue)]
struct Node {
    id: i32,
    properties: HashMap<String, OwnedValue>,
    children: Vec<OwnedValue>,
}

impl Node {
    fn label(&self) -> String {
        let label = self.properties.get("label").and_then(|label| label.try_clone().ok());
        label.and_then(|label| String::try_from(label).ok()).unwrap_or_default().replace("__", "_")
    }

    fn children(&self) -> impl Iterator<Item = Self> {
        self.children.iter().map(|child| Self::try_from(child.try_clone().unwrap()).unwrap())
    }

    /// The labels below, each with those below it.
    fn tree(&self) -> Value {
        let named = self.children().filter(|child| !child.label().is_empty());
        Value::Object(named.map(|child| (child.label(), child.tree())).collect())
    }

    /// The item that these labels lead to; the end of one is enough.
    fn find(&self, path: &[String]) -> Option<i32> {
        let Some((first, rest)) = path.split_first() else { return Some(self.id) };
        self.children().find(|child| child.label().starts_with(first.as_str()))?.find(rest)
    }
}

impl Tray {
    pub(crate) fn watcher(&self) -> Watcher {
        Watcher(self.clone())
    }

    /// What the icon and its menu show; nothing where there is none.
    pub(crate) fn look(&self, bus: &Connection) -> Value {
        self.seen(bus).unwrap_or_default()
    }

    fn seen(&self, bus: &Connection) -> Option<Value> {
        let item = self.item(bus)?;
        let title: String = item.get_property("Title").ok()?;
        let status: String = item.get_property("Status").ok()?;
        let icon: Vec<(i32, i32, Vec<u8>)> = item.get_property("IconPixmap").ok()?;
        let picture = icon.iter().fold(Sha256::new(), |all, (.., pixels)| all.chain_update(pixels));
        let picture = format!("{:x}", picture.finalize());
        let menu = self.layout(bus)?.tree();
        Some(json!({ "title": title, "status": status, "picture": picture, "menu": menu }))
    }

    /// Presses what is at the end of this path; says whether it is there.
    pub(crate) fn press(&self, bus: &Connection, path: &[String]) -> bool {
        let id = self.layout(bus).and_then(|root| root.find(path));
        let menu = self.menu(bus);
        id.zip(menu).is_some_and(|(id, menu)| {
            let nothing = zvariant::Value::from("");
            menu.call_method("Event", &(id, "clicked", nothing, 0_u32)).is_ok()
        })
    }

    /// Clicks the icon; says whether there is one.
    pub(crate) fn click(&self, bus: &Connection) -> bool {
        self.item(bus).is_some_and(|item| item.call_method("Activate", &(0, 0)).is_ok())
    }

    fn item(&self, bus: &Connection) -> Option<Proxy<'static>> {
        let service = self.0.lock().unwrap().clone()?;
        Proxy::new(bus, service, "/StatusNotifierItem", ITEM).ok()
    }

    fn menu(&self, bus: &Connection) -> Option<Proxy<'static>> {
        let path: zvariant::OwnedObjectPath = self.item(bus)?.get_property("Menu").ok()?;
        let service = self.0.lock().unwrap().clone()?;
        Proxy::new(bus, service, path, MENU).ok()
    }

    fn layout(&self, bus: &Connection) -> Option<Node> {
        let asked: (i32, i32, Vec<String>) = (0, -1, Vec::new());
        let (_, root): (u32, Node) = self.menu(bus)?.call("GetLayout", &asked).ok()?;
        Some(root)
    }
}
