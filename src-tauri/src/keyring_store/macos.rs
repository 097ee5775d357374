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

/// `errSecNotAvailable`: none of the system's keychains is there.
const NOT_AVAILABLE: i32 = -25291;

/// `errSecReadOnly`: it can be read, but not written.
const READ_ONLY: i32 = -25292;

/// `errSecNoSuchKeychain`: the person has none.
const NO_SUCH_KEYCHAIN: i32 = -25294;

/// `errSecInvalidKeychain`: what stands in its place is none.
const INVALID_KEYCHAIN: i32 = -25295;

pub(super) fn open() -> Result<Arc<CredentialStore>> {
    Ok(Store::new()?)
}

pub(super) fn modifiers() -> HashMap<&'static str, &'static str> {
    HashMap::new()
}

/// The library calls some of these "no access", which elsewhere means that it is locked.
pub(super) fn sort(error: &Error) -> Option<Failure> {
    let (Error::PlatformFailure(cause) | Error::NoStorageAccess(cause)) = error else {
        return None;
    };
    let error: &security_framework::base::Error = cause.downcast_ref()?;
    match error.code() {
        INTERACTION_NOT_ALLOWED | AUTH_FAILED | USER_CANCELED => Some(Failure::Locked),
        NOT_AVAILABLE | NO_SUCH_KEYCHAIN | INVALID_KEYCHAIN => Some(Failure::Missing),
        READ_ONLY => Some(Failure::Refused),
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
