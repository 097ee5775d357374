//! Linux: the Secret Service (GNOME Keyring, KWallet, KeePassXC).

use std::collections::HashMap;
use std::sync::Arc;

use keyring::{CredentialStore, Error, Result};
use latchkey_core::vault::Failure;
use zbus_secret_service_keyring_store::Store;

pub(super) fn open() -> Result<Arc<CredentialStore>> {
    Ok(Store::new()?)
}

pub(super) fn modifiers() -> HashMap<&'static str, &'static str> {
    HashMap::new()
}

/// A service that is not running, or that has no collection to keep things in, is none.
pub(super) fn sort(error: &Error) -> Option<Failure> {
    let (Error::PlatformFailure(cause) | Error::NoStorageAccess(cause)) = error else {
        return None;
    };
    match cause.downcast_ref()? {
        secret_service::Error::Unavailable | secret_service::Error::NoResult => {
            Some(Failure::Missing)
        }
        secret_service::Error::PromptDisconnected => Some(Failure::Locked),
        secret_service::Error::Crypto(_)
        | secret_service::Error::Zbus(_)
        | secret_service::Error::ZbusFdo(_)
        | secret_service::Error::Zvariant(_)
        | secret_service::Error::Locked
        | secret_service::Error::Prompt
        | _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_the_secret_service_are_told_apart() {
        use secret_service::Error as Service;
        let platform = |error: Service| sort(&Error::PlatformFailure(Box::new(error)));
        assert_eq!(platform(Service::Unavailable), Some(Failure::Missing));
        assert_eq!(platform(Service::PromptDisconnected), Some(Failure::Locked));
        assert_eq!(platform(Service::Crypto("x")), None);
        let access = |error: Service| sort(&Error::NoStorageAccess(Box::new(error)));
        assert_eq!(access(Service::NoResult), Some(Failure::Missing));
        assert_eq!(access(Service::Locked), None, "the vault takes it as locked");
        assert_eq!(sort(&Error::NoEntry), None);
    }
}
