//! Who keeps the keyring and whether it is open, as far as can be said without asking the person anything.

use keyring::Error;

use super::{Failure, Vault};

/// How this system's keyring is looked at and opened, which no two systems do alike. Both block.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Says who keeps it and whether it is locked, and asks the person nothing.
    pub see: fn() -> keyring::Result<Seen>,
    /// Has the person unlock it, and returns when they have answered.
    pub unlock: fn() -> keyring::Result<()>,
}

/// What can be seen of a keyring from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The name of the program that keeps it, where there is a choice of them.
    pub keeper: Option<String>,
    /// Whether it has to be unlocked before it gives anything.
    pub locked: bool,
}

/// How the keyring stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The name of the program that keeps it.
    pub keeper: Option<String>,
    /// Whether it gives what is asked of it.
    pub state: Result<(), Failure>,
}

/// The name of an entry that nobody has written.
const NOBODYS: &str = "nobody";

impl Vault {
    /// Looks at the keyring; an entry is only asked for where nothing has to be unlocked for that.
    pub async fn examine(&self, look: Look) -> Standing {
        let seen = self.thread.call(move |_, _| (look.see)()).await;
        let (keeper, locked) = match seen {
            Ok(Seen { keeper, locked }) => (keeper, locked),
            Err(failure) => return Standing { keeper: None, state: Err(failure) },
        };
        if locked {
            self.thread.may_ask();
            return Standing { keeper, state: Err(Failure::Locked) };
        }
        let asked = self.thread.call(|keyring, store| {
            let modifiers = (!keyring.modifiers.is_empty()).then_some(&keyring.modifiers);
            match store.build(&keyring.service, NOBODYS, modifiers)?.get_secret() {
                Ok(_) | Err(Error::NoEntry) => Ok(()),
                Err(error) => Err(error),
            }
        });
        Standing { keeper, state: asked.await }
    }

    /// Has the person unlock the keyring.
    ///
    /// # Errors
    /// When it stays locked, or nobody has answered yet.
    pub async fn unlock(&self, look: Look) -> Result<(), Failure> {
        self.thread.may_ask();
        self.thread.call(move |_, _| (look.unlock)()).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::Keyring;
    use keyring::{CredentialStore, mock};
    use std::collections::HashMap;
    use std::sync::Arc;

    fn seen(locked: bool) -> keyring::Result<Seen> {
        Ok(Seen { keeper: Some("KWallet".into()), locked })
    }

    const OPEN: Look = Look { see: || seen(false), unlock: || Ok(()) };
    const LOCKED: Look = Look {
        see: || seen(true),
        unlock: || Err(Error::NoStorageAccess("the person said no".into())),
    };

    /// A vault on a keyring whose entry that nobody wrote fails this way.
    fn vault(wrong: Option<Error>) -> Vault {
        let store = mock::Store::new().unwrap();
        let entry = (Arc::clone(&store) as Arc<CredentialStore>).build("test", NOBODYS, None);
        if let Some(wrong) = wrong {
            let entry = entry.unwrap();
            entry.as_any().downcast_ref::<mock::Cred>().unwrap().set_error(wrong);
        }
        Vault::new(Keyring {
            service: "test".into(),
            open: Box::new(move || Ok(Arc::clone(&store) as Arc<CredentialStore>)),
            modifiers: HashMap::new(),
            sort: |_| None,
        })
    }

    #[tokio::test]
    async fn an_open_keyring_is_asked_and_a_locked_one_is_left_alone() {
        let kept = |state| Standing { keeper: Some("KWallet".into()), state };
        assert_eq!(vault(None).examine(OPEN).await, kept(Ok(())));
        let denied = || Some(Error::Invalid("user".into(), "denied".into()));
        assert_eq!(vault(denied()).examine(OPEN).await, kept(Err(Failure::Refused)));
        assert_eq!(vault(denied()).examine(LOCKED).await, kept(Err(Failure::Locked)));
    }

    #[tokio::test]
    async fn without_a_keyring_nobody_keeps_it() {
        let missing = Look { see: || Err(Error::NoDefaultStore), ..OPEN };
        let standing = vault(None).examine(missing).await;
        assert_eq!(standing, Standing { keeper: None, state: Err(Failure::Missing) });
    }

    #[tokio::test]
    async fn whoever_does_not_unlock_it_leaves_it_locked() {
        assert_eq!(vault(None).unlock(OPEN).await, Ok(()));
        assert_eq!(vault(None).unlock(LOCKED).await, Err(Failure::Locked));
    }
}
