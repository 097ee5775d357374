//! Linux: the Secret Service (GNOME Keyring, KWallet, KeePassXC).

#[path = "linux/keeper.rs"]
mod keeper;

use std::collections::HashMap;
use std::sync::Arc;

use keyring::{CredentialStore, Error, Result};
use latchkey_core::vault::{Failure, Seen};
use secret_service::EncryptionType;
use secret_service::blocking::{Collection, SecretService};
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

/// Who keeps the keyring, and whether the collection is locked that new entries go to.
pub(super) fn see() -> Result<Seen> {
    // It begins to run when somebody asks it something, and has no process before.
    let locked = in_default_collection(|collection| collection.is_locked())?;
    Ok(Seen { keeper: keeper::name(), locked })
}

pub(super) fn unlock() -> Result<()> {
    in_default_collection(|collection| collection.unlock())
}

fn in_default_collection<T>(
    act: impl FnOnce(&Collection<'_>) -> std::result::Result<T, secret_service::Error>,
) -> Result<T> {
    // No secret goes over this connection.
    SecretService::connect(EncryptionType::Plain)
        .and_then(|service| act(&service.get_default_collection()?))
        .map_err(|error| {
            use secret_service::Error::{Locked, Prompt};
            let locked = matches!(error, Locked | Prompt);
            let error = Box::new(error);
            if locked { Error::NoStorageAccess(error) } else { Error::PlatformFailure(error) }
        })
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
