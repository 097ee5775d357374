//! The list of connections and the settings on disk: JSON without secrets, versioned, written atomically.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::connection::{Connection, ConnectionId};
use crate::private;
use crate::settings::{FACTORY, Settings};

/// The form written here; a file of a later one is not written over.
const VERSION: u32 = 1;

/// What is wrong with the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListTrouble {
    /// Which case it is.
    pub kind: ListTroubleKind,
    /// The file that it is about.
    pub path: PathBuf,
    /// The system's own words.
    pub detail: String,
}

/// The cases that a person does something different about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListTroubleKind {
    /// Not readable; it was kept beside the new one.
    Unreadable,
    /// Written by a later version; nothing is saved until that version runs again.
    Newer,
    /// The last change is not saved.
    Unwritable,
    /// Some of what is managed for this computer cannot be used.
    Managed,
}

/// What stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The connections in the person's order.
    pub connections: Vec<Connection>,
    /// What the person has set.
    pub settings: Settings,
    /// The order in which they stand, also of those that are managed and not saved here.
    pub order: Vec<ConnectionId>,
}

impl List {
    /// Adds connections that stand elsewhere, in the person's order; those without a place in it come last.
    pub(crate) fn take_in(&mut self, others: Vec<Connection>) {
        self.connections.extend(others);
        let place = |connection: &Connection| {
            self.order.iter().position(|id| *id == connection.id).unwrap_or(usize::MAX)
        };
        self.connections.sort_by_cached_key(place);
    }
}

#[derive(Serialize, Deserialize)]
struct Stored {
    version: u32,
    #[serde(default)]
    settings: Option<Settings>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    order: Vec<ConnectionId>,
    connections: Vec<Connection>,
}

/// The file.
#[derive(Debug, Clone)]
pub struct SavedConnections {
    path: PathBuf,
}

impl SavedConnections {
    /// The file `connections.json` in a folder.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        Self { path: folder.join("connections.json") }
    }

    /// Reads the list. Blocks on the disk.
    ///
    /// A file that cannot be understood is kept under another name, and the copy of the last good one is taken in
    /// its place; nothing is lost either way.
    #[must_use]
    pub fn load(&self) -> (List, Option<ListTrouble>) {
        let trouble = match read(&self.path) {
            Ok(Some(list)) => return (list, None),
            Ok(None) => None,
            Err(problem) => Some(problem),
        };
        let backup = read(&self.backup()).ok().flatten();
        let nothing = List { connections: Vec::new(), settings: FACTORY, order: Vec::new() };
        let Some((kind, detail)) = trouble else {
            return (backup.unwrap_or(nothing), None);
        };
        if kind == ListTroubleKind::Newer {
            return (nothing, Some(ListTrouble { kind, path: self.path.clone(), detail }));
        }
        let kept = self.path.with_extension("json.bad");
        let path = if fs::copy(&self.path, &kept).is_ok() { kept } else { self.path.clone() };
        (backup.unwrap_or(nothing), Some(ListTrouble { kind, path, detail }))
    }

    /// Writes the list: to a new file that then takes the place of the old one. Blocks on the disk.
    ///
    /// # Errors
    /// When it is not certain that the list is on the disk; the old one is then still there.
    pub fn save(&self, list: &List) -> Result<(), ListTrouble> {
        self.replace(list).map_err(|error| ListTrouble {
            kind: ListTroubleKind::Unwritable,
            path: self.path.clone(),
            detail: error.to_string(),
        })
    }

    fn replace(&self, list: &List) -> io::Result<()> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        private::make_folder(folder)?;
        let stored = Stored {
            version: VERSION,
            settings: Some(list.settings.clone()),
            order: list.order.clone(),
            connections: list.connections.clone(),
        };
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        serde_json::to_writer_pretty(&mut file, &stored)?;
        file.write_all(b"\n")?;
        file.as_file().sync_all()?;
        if matches!(read(&self.path), Ok(Some(_))) {
            fs::copy(&self.path, self.backup())?;
        }
        file.persist(&self.path).map_err(|error| error.error)?;
        sync_folder(folder)
    }

    fn backup(&self) -> PathBuf {
        self.path.with_extension("json.backup")
    }
}

/// Makes a rename last over a power cut; only Unix knows folders as files.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

fn read(path: &Path) -> Result<Option<List>, (ListTroubleKind, String)> {
    #[derive(Deserialize)]
    struct Version {
        version: u32,
    }
    let unreadable = |words: String| (ListTroubleKind::Unreadable, words);
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(error.to_string())),
    };
    let version: Version =
        serde_json::from_str(&text).map_err(|error| unreadable(error.to_string()))?;
    if version.version > VERSION {
        return Err((ListTroubleKind::Newer, format!("version {}", version.version)));
    }
    let stored: Stored =
        serde_json::from_str(&text).map_err(|error| unreadable(error.to_string()))?;
    let settings = stored.settings.unwrap_or(FACTORY).bounded();
    Ok(Some(List { connections: stored.connections, settings, order: stored.order }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection::{Draft, Environment, Method};
    use crate::settings::Theme;

    fn list(names: &[&str]) -> List {
        let connection = |name: &&str| {
            let draft = Draft {
                name: (*name).to_owned(),
                address: "acme.example".into(),
                environment: Environment::Production,
                client_id: "4".into(),
                method: Method::Browser,
                generation: crate::instance::Generation::Version4,
                authority: None,
            };
            draft.check(ConnectionId::random()).unwrap()
        };
        List {
            connections: names.iter().map(connection).collect(),
            settings: FACTORY,
            order: Vec::new(),
        }
    }

    #[test]
    fn those_from_elsewhere_stand_where_they_were_put() {
        let mut list = list(&["own", "mine"]);
        let Ok([first, second, new]) =
            <[Connection; 3]>::try_from(self::list(&["first", "second", "new"]).connections)
        else {
            panic!("three")
        };
        let own = &list.connections;
        list.order = vec![second.id, own[1].id, ConnectionId::random(), own[0].id, first.id];
        list.take_in(vec![first, new, second]);
        let names: Vec<_> = list.connections.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["second", "mine", "own", "first", "new"]);
    }

    #[test]
    fn what_is_saved_is_there_again() {
        let folder = tempfile::tempdir().unwrap();
        let saved = SavedConnections::in_folder(&folder.path().join("not yet there"));
        assert_eq!(saved.load(), (list(&[]), None));
        let two = list(&["Acme", "Acme test"]);
        saved.save(&two).unwrap();
        assert_eq!(saved.load(), (two, None));
    }

    #[test]
    fn f48_a_damaged_file_is_kept_and_the_last_good_one_used() {
        let folder = tempfile::tempdir().unwrap();
        let saved = SavedConnections::in_folder(folder.path());
        let (one, two) = (list(&["one"]), list(&["one", "two"]));
        saved.save(&one).unwrap();
        saved.save(&two).unwrap();
        for damage in [
            "",
            "{",
            "{\"version\":1}",
            "{\"version\":1,\"connections\":[{\"id\":\"x\"}]}",
            "\u{0}",
        ] {
            fs::write(folder.path().join("connections.json"), damage).unwrap();
            let (found, trouble) = saved.load();
            assert_eq!(found, one, "{damage:?} is replaced by the copy");
            let trouble = trouble.unwrap();
            assert_eq!(trouble.kind, ListTroubleKind::Unreadable);
            assert_eq!(fs::read_to_string(trouble.path).unwrap(), damage, "what was there is kept");
        }
    }

    #[test]
    fn a_list_that_went_missing_is_the_last_one_before() {
        let folder = tempfile::tempdir().unwrap();
        let saved = SavedConnections::in_folder(folder.path());
        let (one, two) = (list(&["one"]), list(&["one", "two"]));
        saved.save(&one).unwrap();
        saved.save(&two).unwrap();
        fs::remove_file(folder.path().join("connections.json")).unwrap();
        assert_eq!(saved.load(), (one, None));
    }

    #[test]
    fn f48_what_is_no_text_or_no_file_is_unreadable() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("connections.json");
        let saved = SavedConnections::in_folder(folder.path());
        fs::write(&path, [0xff, 0xfe]).unwrap();
        assert_eq!(saved.load().1.unwrap().kind, ListTroubleKind::Unreadable);
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        let (found, trouble) = saved.load();
        let trouble = trouble.unwrap();
        assert_eq!((found, trouble.kind), (list(&[]), ListTroubleKind::Unreadable));
        assert_eq!(trouble.path, path, "it could not be copied aside");
    }

    #[test]
    fn settings_are_read_within_their_bounds_or_as_they_come() {
        let folder = tempfile::tempdir().unwrap();
        let saved = SavedConnections::in_folder(folder.path());
        let wild = Settings {
            clipboard_seconds: u32::MAX,
            minimum_validity_seconds: 7,
            theme: Theme::Dark,
            ..FACTORY
        };
        saved.save(&List { settings: wild.clone(), ..list(&[]) }).unwrap();
        assert_eq!(saved.load().0.settings, wild.bounded());
        let bare = r#"{"version":1,"connections":[]}"#;
        fs::write(folder.path().join("connections.json"), bare).unwrap();
        assert_eq!(saved.load(), (list(&[]), None));
        let early = r#"{"version":1,"settings":{"clipboardSeconds":7,"minimumValiditySeconds":8},"connections":[]}"#;
        fs::write(folder.path().join("connections.json"), early).unwrap();
        let settings = saved.load().0.settings;
        let with = Settings { clipboard_seconds: 7, minimum_validity_seconds: 8, ..FACTORY };
        assert_eq!(settings, with);
    }

    #[test]
    fn f49_a_file_of_a_later_version_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let saved = SavedConnections::in_folder(folder.path());
        fs::write(folder.path().join("connections.json"), "{\"version\":2,\"more\":[]}").unwrap();
        let (found, trouble) = saved.load();
        assert!(found.connections.is_empty());
        assert_eq!(trouble.unwrap().kind, ListTroubleKind::Newer);
    }

    #[test]
    fn f48_a_folder_that_cannot_be_written_is_reported() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        let trouble = SavedConnections::in_folder(&file).save(&list(&["one"])).unwrap_err();
        assert_eq!(trouble.kind, ListTroubleKind::Unwritable);
    }
}
