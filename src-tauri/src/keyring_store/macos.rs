//! macOS: the login keychain, whose items only the program that made them may read unasked.

use std::collections::HashMap;
use std::sync::Arc;

use apple_native_keyring_store::keychain::Store;
use keyring::{CredentialStore, Error, Result};
use latchkey_core::vault::{Failure, Seen};
use security_framework::os::macos::keychain::SecKeychain;

/// `errSecInteractionNotAllowed`: it is locked and nobody can be asked, as over SSH.
const INTERACTION_NOT_ALLOWED: i32 = -25308;

/// `errSecAuthFailed`: the wrong password.
const AUTH_FAILED: i32 = -25293;

/// `errSecUserCanceled`: the person dismissed the question.
const USER_CANCELED: i32 = -128;

pub(super) fn open() -> Result<Arc<CredentialStore>> {
    Ok(Store::new()?)
}

pub(super) fn modifiers() -> HashMap<&'static str, &'static str> {
    HashMap::new()
}

pub(super) fn sort(error: &Error) -> Option<Failure> {
    let Error::PlatformFailure(cause) = error else {
        return None;
    };
    let error: &security_framework::base::Error = cause.downcast_ref()?;
    match error.code() {
        INTERACTION_NOT_ALLOWED | AUTH_FAILED | USER_CANCELED => Some(Failure::Locked),
        _ => None,
    }
}

/// The system says whether it is locked only to whoever asks it for something.
pub(super) fn see() -> Result<Seen> {
    Ok(Seen { keeper: Some("Keychain".to_owned()), locked: false })
}

pub(super) fn unlock() -> Result<()> {
    let unlocked = SecKeychain::default().and_then(|mut keychain| keychain.unlock(None));
    unlocked.map_err(|error| Error::PlatformFailure(Box::new(error)))
}
