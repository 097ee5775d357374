//! What the person has set, as the window shows and sends it.

use latchkey_core::production_guard::ProductionGuard;
use latchkey_core::saved_connections::{ListOrder, Settings, Theme};
use serde::{Deserialize, Serialize};
use specta::Type;

/// What the person has set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SettingsView {
    /// 0: never cleared by us.
    clipboard_seconds: u32,
    /// A copied token is valid for at least this long, else it is refreshed first.
    minimum_validity_seconds: u32,
    production_guard: ProductionGuardView,
    list_order: ListOrderView,
    theme: ThemeView,
}

impl From<Settings> for SettingsView {
    fn from(settings: Settings) -> Self {
        Self {
            clipboard_seconds: settings.clipboard_seconds,
            minimum_validity_seconds: settings.minimum_validity_seconds,
            production_guard: settings.production_guard.into(),
            list_order: settings.list_order.into(),
            theme: settings.theme.into(),
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
        }
    }
}

/// How often to ask before an administrator's token of a production instance is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename = "ProductionGuard", rename_all = "camelCase")]
pub(crate) enum ProductionGuardView {
    Always,
    Hourly,
    Daily,
    Off,
}

impl From<ProductionGuard> for ProductionGuardView {
    fn from(guard: ProductionGuard) -> Self {
        match guard {
            ProductionGuard::Always => Self::Always,
            ProductionGuard::Hourly => Self::Hourly,
            ProductionGuard::Daily => Self::Daily,
            ProductionGuard::Off => Self::Off,
        }
    }
}

impl From<ProductionGuardView> for ProductionGuard {
    fn from(view: ProductionGuardView) -> Self {
        match view {
            ProductionGuardView::Always => Self::Always,
            ProductionGuardView::Hourly => Self::Hourly,
            ProductionGuardView::Daily => Self::Daily,
            ProductionGuardView::Off => Self::Off,
        }
    }
}

/// In which order the connections are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename = "ListOrder", rename_all = "camelCase")]
pub(crate) enum ListOrderView {
    ByHand,
    ByUse,
}

impl From<ListOrder> for ListOrderView {
    fn from(order: ListOrder) -> Self {
        match order {
            ListOrder::ByHand => Self::ByHand,
            ListOrder::ByUse => Self::ByUse,
        }
    }
}

impl From<ListOrderView> for ListOrder {
    fn from(view: ListOrderView) -> Self {
        match view {
            ListOrderView::ByHand => Self::ByHand,
            ListOrderView::ByUse => Self::ByUse,
        }
    }
}

/// In which colours the window is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename = "Theme", rename_all = "camelCase")]
pub(crate) enum ThemeView {
    System,
    Light,
    Dark,
}

impl From<Theme> for ThemeView {
    fn from(theme: Theme) -> Self {
        match theme {
            Theme::System => Self::System,
            Theme::Light => Self::Light,
            Theme::Dark => Self::Dark,
        }
    }
}

impl From<ThemeView> for Theme {
    fn from(view: ThemeView) -> Self {
        match view {
            ThemeView::System => Self::System,
            ThemeView::Light => Self::Light,
            ThemeView::Dark => Self::Dark,
        }
    }
}
