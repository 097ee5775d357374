//! The entries of one connection in an open keyring, and those that belong to none.

use keyring::{CredentialStore, Entry, Error};
use zeroize::Zeroizing;

use super::Keyring;
use crate::connection::ConnectionId;
use crate::record::Record;

/// One connection's entries.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    Record,
    Access,
    ClientSecret,
    /// A record that could not be read, kept for whoever can.
    Bad,
}

impl Part {
    fn user(self, id: ConnectionId) -> String {
        match self {
            Self::Record => id.to_string(),
            Self::Access => format!("{id}-access"),
            Self::ClientSecret => format!("{id}-client"),
            Self::Bad => format!("{id}-bad"),
        }
    }
}

/// The entries of one connection in an open store.
pub(super) struct Entries<'a> {
    pub(super) keyring: &'a Keyring,
    pub(super) store: &'a CredentialStore,
    pub(super) id: ConnectionId,
}

impl Entries<'_> {
    fn slot(&self, part: Part) -> Slot<'_> {
        Slot { keyring: self.keyring, store: self.store, user: part.user(self.id) }
    }

    pub(super) fn read(&self, part: Part) -> keyring::Result<Option<Zeroizing<Vec<u8>>>> {
        self.slot(part).read()
    }

    pub(super) fn write(&self, part: Part, bytes: &[u8]) -> keyring::Result<()> {
        self.slot(part).write(bytes)
    }

    pub(super) fn delete(&self, part: Part) -> keyring::Result<()> {
        self.slot(part).delete()
    }
}

/// One entry in an open store.
pub(super) struct Slot<'a> {
    pub(super) keyring: &'a Keyring,
    pub(super) store: &'a CredentialStore,
    pub(super) user: String,
}

impl Slot<'_> {
    fn entry(&self) -> keyring::Result<Entry> {
        let modifiers = (!self.keyring.modifiers.is_empty()).then_some(&self.keyring.modifiers);
        self.store.build(&self.keyring.service, &self.user, modifiers)
    }

    pub(super) fn read(&self) -> keyring::Result<Option<Zeroizing<Vec<u8>>>> {
        match self.entry()?.get_secret() {
            Ok(bytes) => Ok(Some(Zeroizing::new(bytes))),
            Err(Error::NoEntry) => Ok(None),
            Err(Error::Ambiguous(twins)) => newest(twins),
            Err(error) => Err(error),
        }
    }

    pub(super) fn write(&self, bytes: &[u8]) -> keyring::Result<()> {
        match self.entry()?.set_secret(bytes) {
            Err(Error::Ambiguous(twins)) => {
                newest(twins)?;
                self.entry()?.set_secret(bytes)
            }
            result => result,
        }
    }

    pub(super) fn delete(&self) -> keyring::Result<()> {
        match self.entry()?.delete_credential() {
            Err(Error::NoEntry) => Ok(()),
            Err(Error::Ambiguous(twins)) => twins.iter().try_for_each(Entry::delete_credential),
            result => result,
        }
    }
}

/// Of several entries of one name, keeps the one with the highest generation and removes the others.
fn newest(twins: Vec<Entry>) -> keyring::Result<Option<Zeroizing<Vec<u8>>>> {
    let mut read = Vec::new();
    for twin in twins {
        let bytes = Zeroizing::new(twin.get_secret()?);
        let generation =
            Record::decode(&bytes, None).map(|record| record.generation).unwrap_or_default();
        read.push((generation, bytes, twin));
    }
    read.sort_by_key(|(generation, ..)| *generation);
    let best = read.pop();
    for (_, _, older) in read {
        older.delete_credential()?;
    }
    Ok(best.map(|(_, bytes, _)| bytes))
}
