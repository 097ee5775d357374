//! What a desktop tells programs of its looks (org.freedesktop.portal.Settings).

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use zbus::blocking::Connection;
use zbus::interface;
use zbus::zvariant::{OwnedValue, Value};

pub(crate) const PATH: &str = "/org/freedesktop/portal/desktop";

/// One setting of the desktop.
type Setting = (&'static str, &'static str);

const COLOR_SCHEME: Setting = ("org.freedesktop.appearance", "color-scheme");

/// 0: no preference, 1: dark, 2: light.
#[derive(Clone, Default)]
pub(crate) struct Scheme(Arc<AtomicU32>);

impl Scheme {
    /// Makes the desktop light or dark, and tells everybody; there is a portal from the first time on.
    pub(crate) fn set(&self, bus: &Connection, scheme: u32) {
        self.0.store(scheme, Ordering::Release);
        bus.request_name("org.freedesktop.portal.Desktop").unwrap();
        let interface = "org.freedesktop.portal.Settings";
        let (namespace, key) = COLOR_SCHEME;
        let told = (namespace, key, Value::from(scheme));
        bus.emit_signal(None::<&str>, PATH, interface, "SettingChanged", &told).unwrap();
    }
}

/// Answers whoever asks.
pub(crate) struct Portal(pub(crate) Scheme);

#[interface(name = "org.freedesktop.portal.Settings")]
impl Portal {
    fn read(&self, namespace: &str, key: &str) -> zbus::fdo::Result<OwnedValue> {
        if (namespace, key) != COLOR_SCHEME {
            return Err(zbus::fdo::Error::Failed("there is no such setting".into()));
        }
        let scheme = Value::from(self.0.0.load(Ordering::Acquire));
        Ok(Value::Value(Box::new(scheme)).try_into().unwrap())
    }
}
