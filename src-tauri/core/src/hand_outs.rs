//! When tokens of a connection were handed out and through what; never which.
//!
//! Kept beside the list of connections, for the question that comes months later: who still has a copy?

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::connection::ConnectionId;
use crate::copy_as::Form;
use crate::private;

/// How many are remembered of each connection.
pub const REMEMBERED: usize = 50;

/// One hand-out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HandOut {
    /// When, by the wall clock.
    pub at: Timestamp,
    /// How.
    pub through: Through,
    /// In which form.
    pub form: Form,
}

/// The ways a token leaves the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Through {
    /// Copied.
    Clipboard,
    /// A personal access token was made and copied.
    NewToken,
}

/// All of them, by connection, the oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HandOuts(BTreeMap<ConnectionId, Vec<HandOut>>);

#[derive(Serialize, Deserialize)]
struct Stored {
    at: i64,
    through: Through,
    /// The key of the form; where there is none, or one of a later version, it is the token alone.
    #[serde(default)]
    form: String,
}

impl HandOuts {
    /// Remembers one more.
    pub fn note(&mut self, id: ConnectionId, hand_out: HandOut) {
        let of_this = self.0.entry(id).or_default();
        of_this.push(hand_out);
        let surplus = of_this.len().saturating_sub(REMEMBERED);
        of_this.drain(..surplus);
    }

    /// Forgets a connection.
    pub fn forget(&mut self, id: ConnectionId) {
        self.0.remove(&id);
    }

    /// Those of a connection, the oldest first.
    #[must_use]
    pub fn of(&self, id: ConnectionId) -> &[HandOut] {
        self.0.get(&id).map_or(&[], Vec::as_slice)
    }
}

/// The file that they are kept in.
#[derive(Debug, Clone)]
pub struct SavedHandOuts {
    path: PathBuf,
}

impl SavedHandOuts {
    /// The file `hand-outs.json` in a folder.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        Self { path: folder.join("hand-outs.json") }
    }

    /// Reads them. Blocks on the disk. What cannot be read is none: nothing depends on it.
    #[must_use]
    pub fn load(&self) -> HandOuts {
        let text = std::fs::read_to_string(&self.path).unwrap_or_default();
        let stored: BTreeMap<ConnectionId, Vec<Stored>> =
            serde_json::from_str(&text).unwrap_or_default();
        let read = |one: Stored| HandOut {
            at: Timestamp::from_millis(one.at),
            through: one.through,
            form: Form::from_key(&one.form).unwrap_or(Form::Token),
        };
        let mut hand_outs = HandOuts::default();
        for (id, all) in stored {
            for one in all {
                hand_outs.note(id, read(one));
            }
        }
        hand_outs
    }

    /// Writes them, in the place of what was there. Blocks on the disk.
    ///
    /// # Errors
    /// When they could not be written.
    pub fn save(&self, hand_outs: &HandOuts) -> std::io::Result<()> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        private::make_folder(folder)?;
        let write = |one: &HandOut| Stored {
            at: one.at.as_millis(),
            through: one.through,
            form: one.form.key().to_owned(),
        };
        let stored: BTreeMap<ConnectionId, Vec<Stored>> =
            hand_outs.0.iter().map(|(id, all)| (*id, all.iter().map(write).collect())).collect();
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

    fn at(second: i64) -> HandOut {
        let form = if second % 2 == 0 { Form::Token } else { Form::Curl };
        HandOut { at: Timestamp::from_millis(second * 1000), through: Through::Clipboard, form }
    }

    #[test]
    fn the_last_fifty_of_each_connection_are_there_again() {
        let folder = tempfile::tempdir().unwrap();
        let saved = SavedHandOuts::in_folder(&folder.path().join("not yet there"));
        assert_eq!(saved.load(), HandOuts::default());
        let (one, two) = (ConnectionId::random(), ConnectionId::random());
        let mut hand_outs = HandOuts::default();
        for second in 0..60 {
            hand_outs.note(one, at(second));
        }
        hand_outs.note(two, at(7));
        saved.save(&hand_outs).unwrap();
        let again = saved.load();
        assert_eq!(again.of(one).len(), REMEMBERED);
        assert_eq!((again.of(one)[0], again.of(one)[49]), (at(10), at(59)));
        assert_eq!(again.of(two), [at(7)]);
        hand_outs.forget(one);
        assert!(hand_outs.of(one).is_empty());
    }

    #[test]
    fn a_damaged_file_is_an_empty_one() {
        let folder = tempfile::tempdir().unwrap();
        for damage in
            ["", "{", "[]", "{\"x\":[]}", "{\"5247d71e-0705-4992-b2e4-2663f2f2bb45\":[{}]}"]
        {
            std::fs::write(folder.path().join("hand-outs.json"), damage).unwrap();
            assert_eq!(SavedHandOuts::in_folder(folder.path()).load(), HandOuts::default());
        }
    }
}
