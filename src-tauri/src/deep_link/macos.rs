//! macOS: the scheme stands in the bundle, and the system reads it there when the bundle is installed.

use std::convert::Infallible;

use latchkey_core::doctor::Links;
use latchkey_core::product::{INSTALLED, Product};
use tauri::AppHandle;

pub(super) fn is_claimed(app: &AppHandle, product: &Product) -> Result<bool, Infallible> {
    claim(app, product)
}

/// A program that a developer runs is not in a bundle, and its scheme stands nowhere.
pub(super) fn claim(_: &AppHandle, product: &Product) -> Result<bool, Infallible> {
    let bundled = std::env::current_exe().is_ok_and(|program| {
        program.ancestors().any(|folder| folder.extension() == Some("app".as_ref()))
    });
    Ok(bundled && *product == INSTALLED)
}

pub(super) fn owner(app: &AppHandle, product: &Product) -> Result<Links, Infallible> {
    Ok(if claim(app, product)? { Links::Ours } else { Links::NotInstalled })
}
