//! Windows: a key of the scheme's own in the person's part of the registry.

use latchkey_core::doctor::Links;
use latchkey_core::product::Product;
use tauri::AppHandle;
use tauri_plugin_deep_link::{DeepLinkExt, Error};

pub(super) fn is_claimed(app: &AppHandle, product: &Product) -> Result<bool, Error> {
    app.deep_link().is_registered(product.scheme)
}

pub(super) fn claim(app: &AppHandle, product: &Product) -> Result<bool, Error> {
    app.deep_link().register(product.scheme)?;
    app.deep_link().is_registered(product.scheme)
}

pub(super) fn owner(app: &AppHandle, product: &Product) -> Result<Links, Error> {
    Ok(if is_claimed(app, product)? { Links::Ours } else { Links::NotOurs })
}
