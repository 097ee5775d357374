//! Windows: the Credential Manager.

use std::collections::HashMap;
use std::sync::Arc;

use keyring::{CredentialStore, Error, Result};
use latchkey_core::vault::{Failure, Seen};
use windows_native_keyring_store::Store;

pub(super) fn open() -> Result<Arc<CredentialStore>> {
    Ok(Store::new()?)
}

/// By default credentials roam with the person's profile to other computers; tokens stay on this one.
pub(super) fn modifiers() -> HashMap<&'static str, &'static str> {
    HashMap::from([("persistence", "Local")])
}

pub(super) fn sort(_: &Error) -> Option<Failure> {
    None
}

/// It is open for as long as the person is logged in.
pub(super) fn see() -> Result<Seen> {
    Ok(Seen { keeper: Some("Credential Manager".to_owned()), locked: false })
}

pub(super) fn unlock() -> Result<()> {
    Ok(())
}
