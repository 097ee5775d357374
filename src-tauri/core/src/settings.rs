//! What a person has set, and what somebody gets who has set nothing.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::connection::ConnectionId;
use crate::production_guard::ProductionGuard;
use crate::proxy::{Proxy, ProxyError};
use crate::zoom::Zoom;

/// What the person has set. A file of an earlier version lacks some of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// After how many seconds a copied token leaves the clipboard; zero means never.
    pub clipboard_seconds: u32,
    /// For how many seconds a copied token is valid at least; else it is refreshed first.
    pub minimum_validity_seconds: u32,
    /// How often to ask before an administrator's token of a production instance is copied.
    pub production_guard: ProductionGuard,
    /// In which order the connections are listed.
    pub list_order: ListOrder,
    /// In which colours the window is drawn.
    pub theme: Theme,
    /// How large the window is drawn.
    pub zoom: Zoom,
    /// Which language is spoken.
    pub language: Language,
    /// What the person is told of while the window is not seen.
    pub notifications: Notifications,
    /// What closing the window does.
    pub closing: Closing,
    /// What happens when the person logs in to the computer.
    pub at_login: AtLogin,
    /// The keys that copy a token from anywhere.
    pub shortcut: Option<Shortcut>,
    /// How servers are reached.
    pub proxy: Proxy,
    /// How sign-ins come back from the browser.
    pub way_back: WayBack,
    /// Whether it is asked, and told, that a newer release is out.
    pub tell_of_releases: bool,
}

/// How sign-ins come back from the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum WayBack {
    /// By a link that opens this program, or else to a port of this computer.
    #[default]
    Links,
    /// To a port of this computer, wherever the server allows it.
    LocalAddress,
}

/// In which colours the window is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// In which order the connections are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ListOrder {
    /// As the person has put them.
    #[default]
    ByHand,
    /// Those used last first.
    ByUse,
}

/// Which language is spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Language {
    /// The system's, where it is one of these, else English.
    #[default]
    System,
    /// English.
    English,
    /// Spanish.
    Spanish,
    /// Portuguese, as it is written in Brazil.
    Portuguese,
    /// German.
    German,
    /// French.
    French,
}

/// What the person is told of while the window is not seen: only what needs them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Notifications {
    /// A connection needs a new sign-in.
    pub sign_in_needed: bool,
    /// A token ends soon, and nothing renews it by itself.
    pub ending: bool,
    /// A token was refreshed while a copy of it was out, which does not work any more.
    pub copy_ended: bool,
}

impl Default for Notifications {
    fn default() -> Self {
        FACTORY.notifications
    }
}

/// What closing the window does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Closing {
    /// It ends the program.
    #[default]
    Quits,
    /// The program goes on, and its icon stays in the tray.
    Hides,
}

/// What happens when the person logs in to the computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum AtLogin {
    /// Nothing.
    #[default]
    Nothing,
    /// The program starts and shows its window.
    Opens,
    /// The program starts without a window.
    Hidden,
}

/// The keys that copy a token from anywhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Shortcut {
    /// As the W3C names them, with a plus between: `Control+Alt+KeyT`.
    pub keys: String,
    /// Whose token.
    pub connection: ConnectionId,
}

/// What a person gets who has set nothing: time to paste twice, and to run what was pasted.
pub const FACTORY: Settings = Settings {
    clipboard_seconds: 45,
    minimum_validity_seconds: 300,
    production_guard: ProductionGuard::Hourly,
    list_order: ListOrder::ByHand,
    theme: Theme::System,
    zoom: Zoom::USUAL,
    language: Language::System,
    notifications: Notifications { sign_in_needed: true, ending: true, copy_ended: true },
    closing: Closing::Quits,
    at_login: AtLogin::Nothing,
    shortcut: None,
    proxy: Proxy::System,
    way_back: WayBack::Links,
    tell_of_releases: false,
};

impl Default for Settings {
    fn default() -> Self {
        FACTORY
    }
}

impl Settings {
    /// The same within sensible bounds, everything in its normal form.
    ///
    /// # Errors
    /// When the proxy cannot be used.
    pub fn checked(self) -> Result<Self, ProxyError> {
        let proxy = self.proxy.clone().checked()?;
        Ok(Self { proxy, ..self.bounded() })
    }

    /// The same within sensible bounds: a day on the clipboard, a day of validity.
    #[must_use]
    pub fn bounded(self) -> Self {
        const DAY: u32 = 24 * 3600;
        Self {
            clipboard_seconds: self.clipboard_seconds.min(DAY),
            minimum_validity_seconds: self.minimum_validity_seconds.min(DAY),
            ..self
        }
    }

    /// How long a copied token stays on the clipboard; `None` means until replaced.
    #[must_use]
    pub fn clipboard_time(&self) -> Option<Duration> {
        (self.clipboard_seconds > 0).then(|| Duration::from_secs(self.clipboard_seconds.into()))
    }

    /// For how long a copied token is valid at least.
    #[must_use]
    pub fn minimum_validity(&self) -> Duration {
        Duration::from_secs(self.minimum_validity_seconds.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_stay_within_a_day() {
        let set = |clipboard_seconds, minimum_validity_seconds| {
            Settings { clipboard_seconds, minimum_validity_seconds, ..FACTORY }.bounded()
        };
        assert_eq!(set(86_400, 86_400), set(86_401, u32::MAX));
        assert_eq!(set(86_400, 86_400).clipboard_seconds, 86_400);
        assert_eq!(set(0, 0).clipboard_time(), None, "it stays until something replaces it");
        assert_eq!(set(1, 2).clipboard_time(), Some(Duration::from_secs(1)));
        assert_eq!(set(1, 2).minimum_validity(), Duration::from_secs(2));
    }

    #[test]
    fn what_was_not_set_is_as_nobody_has_set_it() {
        assert_eq!(serde_json::from_str::<Settings>("{}").unwrap(), FACTORY);
        let quiet = r#"{"notifications":{"ending":false},"proxy":{"kind":"none"},"zoom":"big"}"#;
        let quiet: Settings = serde_json::from_str(quiet).unwrap();
        assert!(quiet.notifications.sign_in_needed && !quiet.notifications.ending);
        assert_eq!((quiet.proxy, quiet.zoom), (Proxy::None, Zoom::USUAL));
    }

    #[test]
    fn what_was_set_is_there_again() {
        let set = Settings {
            zoom: Zoom::of(150),
            language: Language::Portuguese,
            closing: Closing::Hides,
            at_login: AtLogin::Hidden,
            shortcut: Some(Shortcut {
                keys: "Control+Alt+KeyT".into(),
                connection: ConnectionId::random(),
            }),
            proxy: Proxy::Manual {
                address: "http://proxy.example:3128".into(),
                user: "maria".into(),
                except: "localhost,.example".into(),
            },
            way_back: WayBack::LocalAddress,
            tell_of_releases: true,
            ..FACTORY
        };
        let text = serde_json::to_string(&set).unwrap();
        assert_eq!(serde_json::from_str::<Settings>(&text).unwrap(), set);
    }
}
