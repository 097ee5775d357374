//! Files that a person asked for: in the folder for downloads, under a name of their own.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use latchkey_core::private;

/// How many files of one name there may be. More is somebody's mistake.
const MOST: u32 = 1_000;

/// Writes a file that is not there yet, readable by the person alone, and says where it is. Blocks on the disk.
///
/// # Errors
/// When it cannot be written; then it is not there.
pub(crate) fn save(
    folder: &Path,
    name: &str,
    extension: &str,
    fill: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<PathBuf> {
    let (path, mut file) = create(folder, name, extension)?;
    if let Err(error) = fill(&mut file).and_then(|()| file.sync_all()) {
        // Half of a record would be taken for all of it.
        fs::remove_file(&path).ok();
        return Err(error);
    }
    Ok(path)
}

fn create(folder: &Path, name: &str, extension: &str) -> io::Result<(PathBuf, File)> {
    let mut options = private::options();
    options.write(true).create_new(true);
    for number in 1..=MOST {
        let more = if number == 1 { String::new() } else { format!("-{number}") };
        let path = folder.join(format!("{name}{more}.{extension}"));
        match options.open(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            opened => return opened.map(|file| (path, file)),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn no_file_takes_another_ones_place() {
        let folder = tempfile::tempdir().unwrap();
        let save = |text: &'static str| {
            save(folder.path(), "latchkey", "txt", |file| file.write_all(text.as_bytes())).unwrap()
        };
        for (text, name) in
            [("one", "latchkey.txt"), ("two", "latchkey-2.txt"), ("three", "latchkey-3.txt")]
        {
            assert_eq!(save(text), folder.path().join(name));
        }
        let first = fs::read_to_string(folder.path().join("latchkey.txt")).unwrap();
        assert_eq!(first, "one");
    }

    #[test]
    fn half_a_file_is_none() {
        let folder = tempfile::tempdir().unwrap();
        let result = save(folder.path(), "latchkey", "txt", |file| {
            file.write_all(b"half")?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert_eq!(result.unwrap_err().kind(), io::ErrorKind::StorageFull);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        let nowhere = save(&folder.path().join("gone"), "latchkey", "txt", |_| Ok(()));
        assert_eq!(nowhere.unwrap_err().kind(), io::ErrorKind::NotFound);
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_can_read_it() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = save(folder.path(), "latchkey", "txt", |_| Ok(())).unwrap();
        assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
