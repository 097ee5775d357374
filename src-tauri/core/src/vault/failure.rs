//! Why the keyring did not do what it was asked.

use keyring::Error;

use super::Keyring;

/// Why the keyring did not do what it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Failure {
    /// It is locked, and the person did not unlock it.
    #[error("the keyring is locked")]
    Locked,
    /// There is none.
    #[error("this computer has no keyring")]
    Missing,
    /// It did not answer in time.
    #[error("the keyring does not answer")]
    Slow,
    /// It refused.
    #[error("the keyring refused")]
    Refused,
    /// The entry is too large for it.
    #[error("the keyring has no room for the tokens")]
    Full,
    /// The entry is not what this program wrote.
    #[error("the entry in the keyring is damaged")]
    Damaged,
    /// The entry was written by a later version of this program.
    #[error("the entry in the keyring was written by a newer version of this program")]
    Newer,
}

impl Keyring {
    /// What it means that the keyring could not be opened.
    pub(super) fn sort_open(&self, error: &Error) -> Failure {
        match (self.sort)(error) {
            Some(failure) => failure,
            None if matches!(error, Error::NoStorageAccess(_)) => Failure::Locked,
            None => Failure::Missing,
        }
    }

    /// What it means that an open keyring did not do something.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "the library may add errors; all others are refusals"
    )]
    pub(super) fn sort_call(&self, error: &Error) -> Failure {
        if let Some(failure) = (self.sort)(error) {
            return failure;
        }
        match error {
            Error::NoStorageAccess(_) => Failure::Locked,
            Error::NoDefaultStore => Failure::Missing,
            Error::TooLong(..) => Failure::Full,
            Error::BadEncoding(_) | Error::BadDataFormat(..) | Error::BadStoreFormat(_) => {
                Failure::Damaged
            }
            _ => Failure::Refused,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    fn keyring(sort: fn(&Error) -> Option<Failure>) -> Keyring {
        Keyring {
            service: "test".into(),
            open: Box::new(|| Err(Error::NoDefaultStore)),
            modifiers: HashMap::new(),
            sort,
        }
    }

    fn errors() -> [(Error, Failure, Failure); 8] {
        use Failure::{Damaged, Full, Locked, Missing, Refused};
        [
            (Error::NoStorageAccess("locked".into()), Locked, Locked),
            (Error::NoDefaultStore, Missing, Missing),
            (Error::TooLong("secret".into(), 2560), Missing, Full),
            (Error::BadEncoding(vec![0xff]), Missing, Damaged),
            (Error::BadDataFormat(vec![0xff], "odd".into()), Missing, Damaged),
            (Error::BadStoreFormat("odd".into()), Missing, Damaged),
            (Error::Invalid("user".into(), "empty".into()), Missing, Refused),
            (Error::PlatformFailure("gone".into()), Missing, Refused),
        ]
    }

    #[test]
    fn an_error_means_something_else_before_the_keyring_is_open() {
        for (error, opening, calling) in errors() {
            let keyring = keyring(|_| None);
            assert_eq!(keyring.sort_open(&error), opening, "opening: {error}");
            assert_eq!(keyring.sort_call(&error), calling, "calling: {error}");
        }
    }

    #[test]
    fn what_the_system_knows_of_its_own_errors_comes_first() {
        for (error, ..) in errors() {
            let keyring = keyring(|_| Some(Failure::Slow));
            assert_eq!(keyring.sort_open(&error), Failure::Slow, "{error}");
            assert_eq!(keyring.sort_call(&error), Failure::Slow, "{error}");
        }
    }
}
