//! What the person has set, as the window shows and sends it.

use latchkey_core::connection::ConnectionId;
use latchkey_core::production_guard::ProductionGuard;
use latchkey_core::proxy::Proxy;
use latchkey_core::settings::{
    AtLogin, Closing, Language, ListOrder, Notifications, Settings, Shortcut, Theme, WayBack,
};
use latchkey_core::zoom::{Zoom, ZoomChange};
use serde::{Deserialize, Serialize};
#[cfg(test)]
use specta::Type;

/// What the person has set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SettingsView {
    /// 0: never cleared by us.
    clipboard_seconds: u32,
    /// A copied token is valid for at least this long, else it is refreshed first.
    minimum_validity_seconds: u32,
    production_guard: ProductionGuardView,
    list_order: ListOrderView,
    theme: ThemeView,
    /// In percent of the usual size.
    zoom: u16,
    language: LanguageView,
    notifications: NotificationsView,
    closing: ClosingView,
    at_login: AtLoginView,
    shortcut: Option<ShortcutView>,
    proxy: ProxyView,
    way_back: WayBackView,
    /// Whether it is asked, and told, that a newer release is out.
    tell_of_releases: bool,
}

impl From<Settings> for SettingsView {
    fn from(settings: Settings) -> Self {
        Self {
            clipboard_seconds: settings.clipboard_seconds,
            minimum_validity_seconds: settings.minimum_validity_seconds,
            production_guard: settings.production_guard.into(),
            list_order: settings.list_order.into(),
            theme: settings.theme.into(),
            zoom: settings.zoom.percent(),
            language: settings.language.into(),
            notifications: settings.notifications.into(),
            closing: settings.closing.into(),
            at_login: settings.at_login.into(),
            shortcut: settings.shortcut.map(Into::into),
            proxy: settings.proxy.into(),
            way_back: settings.way_back.into(),
            tell_of_releases: settings.tell_of_releases,
        }
    }
}

impl From<SettingsView> for Settings {
    fn from(view: SettingsView) -> Self {
        Self {
            clipboard_seconds: view.clipboard_seconds,
            minimum_validity_seconds: view.minimum_validity_seconds,
            production_guard: view.production_guard.into(),
            list_order: view.list_order.into(),
            theme: view.theme.into(),
            zoom: Zoom::of(view.zoom),
            language: view.language.into(),
            notifications: view.notifications.into(),
            closing: view.closing.into(),
            at_login: view.at_login.into(),
            shortcut: view.shortcut.map(Into::into),
            proxy: view.proxy.into(),
            way_back: view.way_back.into(),
            tell_of_releases: view.tell_of_releases,
        }
    }
}

/// A choice of the core's, under the name that the window has for it.
macro_rules! choice {
    ($(#[$about:meta])* $view:ident for $core:ident as $name:literal { $($case:ident),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(test, derive(Type))]
        #[serde(rename = $name, rename_all = "camelCase")]
        pub(crate) enum $view {
            $($case),+
        }

        impl From<$core> for $view {
            fn from(choice: $core) -> Self {
                match choice {
                    $($core::$case => Self::$case),+
                }
            }
        }

        impl From<$view> for $core {
            fn from(choice: $view) -> Self {
                match choice {
                    $($view::$case => Self::$case),+
                }
            }
        }
    };
}

choice! {
    /// How often to ask before an administrator's token of a production instance is copied.
    ProductionGuardView for ProductionGuard as "ProductionGuard" { Always, Hourly, Daily, Off }
}

choice! {
    /// In which order the connections are listed.
    ListOrderView for ListOrder as "ListOrder" { ByHand, ByUse }
}

choice! {
    /// In which colours the window is drawn.
    ThemeView for Theme as "Theme" { System, Light, Dark }
}

choice! {
    /// Which language is spoken.
    LanguageView for Language as "Language" { System, English, Spanish, Portuguese, German, French }
}

choice! {
    /// What closing the window does.
    ClosingView for Closing as "Closing" { Quits, Hides }
}

choice! {
    /// What happens when the person logs in to the computer.
    AtLoginView for AtLogin as "AtLogin" { Nothing, Opens, Hidden }
}

choice! {
    /// How sign-ins come back from the browser.
    WayBackView for WayBack as "WayBack" { Links, LocalAddress }
}

/// Another size of the window: by steps, as keys change it, or one by its percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(Type))]
#[serde(untagged)]
pub(crate) enum ZoomView {
    Step(ZoomStep),
    Percent(u16),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) enum ZoomStep {
    Larger,
    Smaller,
    Usual,
}

impl From<ZoomView> for ZoomChange {
    fn from(view: ZoomView) -> Self {
        match view {
            ZoomView::Step(ZoomStep::Larger) => Self::Larger,
            ZoomView::Step(ZoomStep::Smaller) => Self::Smaller,
            ZoomView::Step(ZoomStep::Usual) => Self::To(Zoom::USUAL),
            ZoomView::Percent(percent) => Self::To(Zoom::of(percent)),
        }
    }
}

/// What the person is told of while the window is not seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename = "Notifications", rename_all = "camelCase")]
pub(crate) struct NotificationsView {
    sign_in_needed: bool,
    ending: bool,
    copy_ended: bool,
}

impl From<Notifications> for NotificationsView {
    fn from(told: Notifications) -> Self {
        let Notifications { sign_in_needed, ending, copy_ended } = told;
        Self { sign_in_needed, ending, copy_ended }
    }
}

impl From<NotificationsView> for Notifications {
    fn from(view: NotificationsView) -> Self {
        let NotificationsView { sign_in_needed, ending, copy_ended } = view;
        Self { sign_in_needed, ending, copy_ended }
    }
}

/// The keys that copy a token from anywhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename = "Shortcut", rename_all = "camelCase")]
pub(crate) struct ShortcutView {
    /// As the W3C names them, with a plus between.
    keys: String,
    #[cfg_attr(test, specta(type = String))]
    connection: ConnectionId,
}

impl From<Shortcut> for ShortcutView {
    fn from(Shortcut { keys, connection }: Shortcut) -> Self {
        Self { keys, connection }
    }
}

impl From<ShortcutView> for Shortcut {
    fn from(ShortcutView { keys, connection }: ShortcutView) -> Self {
        Self { keys, connection }
    }
}

/// How servers are reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename = "Proxy", rename_all = "camelCase", tag = "kind")]
pub(crate) enum ProxyView {
    System,
    None,
    Manual {
        address: String,
        /// The hosts that are reached without it.
        except: String,
        /// As whom it is asked; nobody in particular if empty.
        user: String,
    },
}

impl From<Proxy> for ProxyView {
    fn from(proxy: Proxy) -> Self {
        match proxy {
            Proxy::System => Self::System,
            Proxy::None => Self::None,
            Proxy::Manual { address, except, user } => Self::Manual { address, except, user },
        }
    }
}

impl From<ProxyView> for Proxy {
    fn from(view: ProxyView) -> Self {
        match view {
            ProxyView::System => Self::System,
            ProxyView::None => Self::None,
            ProxyView::Manual { address, except, user } => Self::Manual { address, except, user },
        }
    }
}
