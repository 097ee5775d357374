//! Whether the program's folders can be written.

use std::io::{self, Write as _};
use std::path::Path;

use super::Found;

/// Writes a file that has no name into each folder of the program, which goes when it is closed. Blocks on the disk.
///
/// A folder that is not there yet is made when it is needed, so the one above it counts. `home` is left out of the
/// answer: it names the person.
#[must_use]
pub fn folders(folder: &Path, home: Option<&Path>) -> Found {
    for folder in [folder.to_owned(), folder.join("activity"), folder.join("locks")] {
        if let Err(error) = is_written(&folder) {
            return Found::NoFolder { path: without_home(&folder, home), why: error.to_string() };
        }
    }
    Found::Folders
}

fn is_written(folder: &Path) -> io::Result<()> {
    let there = folder.ancestors().find(|folder| folder.exists()).unwrap_or(folder);
    // A full disk takes names, but no bytes.
    tempfile::tempfile_in(there)?.write_all(b"Latchkey can write here")
}

/// A path with a tilde in place of the person's own folder.
fn without_home(path: &Path, home: Option<&Path>) -> String {
    match home.and_then(|home| path.strip_prefix(home).ok()) {
        Some(below) => Path::new("~").join(below).display().to_string(),
        None => path.display().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_that_are_not_there_yet_can_be_made() {
        let home = tempfile::tempdir().unwrap();
        assert_eq!(folders(&home.path().join("not/there"), Some(home.path())), Found::Folders);
        assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0, "nothing is left behind");
    }

    #[test]
    fn a_file_in_the_place_of_a_folder_is_named_without_the_persons_name() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join(".config");
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join("locks"), "").unwrap();
        let Found::NoFolder { path, .. } = folders(&folder, Some(home.path())) else {
            panic!("nothing can be written into a file");
        };
        assert_eq!(path, Path::new("~").join(".config").join("locks").display().to_string());
    }

    #[test]
    fn only_what_lies_at_home_is_shortened() {
        let home = Some(Path::new("/home/maria"));
        assert_eq!(without_home(Path::new("/etc/ssl"), home), "/etc/ssl");
        assert_eq!(without_home(Path::new("/home/maria2/x"), home), "/home/maria2/x");
        assert_eq!(without_home(Path::new("/etc/ssl"), None), "/etc/ssl");
    }
}
