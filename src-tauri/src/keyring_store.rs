//! The keyring of each system: how it is opened, what it wants to be told, and what its errors mean.

use latchkey_core::product::Product;
use latchkey_core::vault::{Keyring, Look};

#[cfg_attr(target_os = "linux", path = "keyring_store/linux.rs")]
#[cfg_attr(target_os = "windows", path = "keyring_store/windows.rs")]
#[cfg_attr(target_os = "macos", path = "keyring_store/macos.rs")]
mod imp;

/// This system's keyring, not opened yet.
pub(crate) fn keyring(product: &Product) -> Keyring {
    Keyring {
        service: product.identifier.to_owned(),
        open: Box::new(imp::open),
        modifiers: imp::modifiers(),
        sort: imp::sort,
    }
}

/// How this system's keyring is looked at and unlocked.
pub(crate) const LOOK: Look = Look { see: imp::see, unlock: imp::unlock };
