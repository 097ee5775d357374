//! When each connection was last used: a token of it handed out, a sign-in, a request.
//!
//! Kept in a small file of its own, which is written anew with each use; the list of connections is not.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::clock::Timestamp;
use crate::connection::ConnectionId;
use crate::private;

/// When each was last used, by the wall clock.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Uses(BTreeMap<ConnectionId, Timestamp>);

impl Uses {
    /// Remembers a use.
    pub fn note(&mut self, id: ConnectionId, at: Timestamp) {
        self.0.insert(id, at);
    }

    /// Forgets a connection.
    pub fn forget(&mut self, id: ConnectionId) {
        self.0.remove(&id);
    }

    /// When a connection was last used, if ever.
    #[must_use]
    pub fn of(&self, id: ConnectionId) -> Option<Timestamp> {
        self.0.get(&id).copied()
    }
}

/// The file that they are kept in.
#[derive(Debug, Clone)]
pub struct SavedUses {
    path: PathBuf,
}

impl SavedUses {
    /// The file `uses.json` in a folder.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        Self { path: folder.join("uses.json") }
    }

    /// Reads them. Blocks on the disk. What cannot be read is none: only an order depends on it.
    #[must_use]
    pub fn load(&self) -> Uses {
        let text = std::fs::read_to_string(&self.path).unwrap_or_default();
        let stored: BTreeMap<ConnectionId, i64> = serde_json::from_str(&text).unwrap_or_default();
        Uses(stored.into_iter().map(|(id, at)| (id, Timestamp::from_millis(at))).collect())
    }

    /// Writes them, in the place of what was there. Blocks on the disk.
    ///
    /// # Errors
    /// When they could not be written.
    pub fn save(&self, uses: &Uses) -> std::io::Result<()> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        private::make_folder(folder)?;
        let stored: BTreeMap<ConnectionId, i64> =
            uses.0.iter().map(|(id, at)| (*id, at.as_millis())).collect();
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        serde_json::to_writer(&mut file, &stored)?;
        file.flush()?;
        file.persist(&self.path).map_err(|error| error.error)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_use_of_each_is_there_again() {
        let folder = tempfile::tempdir().unwrap();
        let saved = SavedUses::in_folder(&folder.path().join("not yet there"));
        assert_eq!(saved.load(), Uses::default());
        let (one, two) = (ConnectionId::random(), ConnectionId::random());
        let mut uses = Uses::default();
        uses.note(one, Timestamp::from_millis(1_000));
        uses.note(two, Timestamp::from_millis(2_000));
        uses.note(one, Timestamp::from_millis(3_000));
        saved.save(&uses).unwrap();
        assert_eq!(saved.load().of(one), Some(Timestamp::from_millis(3_000)));
        assert_eq!(saved.load(), uses);
        uses.forget(one);
        assert_eq!((uses.of(one), uses.of(two)), (None, Some(Timestamp::from_millis(2_000))));
    }

    #[test]
    fn a_damaged_file_is_an_empty_one() {
        let folder = tempfile::tempdir().unwrap();
        for damage in ["", "{", "[]", "{\"x\":1}", "{\"5247d71e-0705-4992-b2e4-2663f2f2bb45\":{}}"]
        {
            std::fs::write(folder.path().join("uses.json"), damage).unwrap();
            assert_eq!(SavedUses::in_folder(folder.path()).load(), Uses::default(), "{damage}");
        }
    }
}
