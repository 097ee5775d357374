//! Files and folders that only the person can look into, where the system has such modes: elsewhere they are as private
//! as the person's own folder is.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::Path;

/// Makes a folder, and those above it that are missing; one that somebody else could look into is closed. Blocks on
/// the disk.
///
/// # Errors
/// When there is no such folder then, or others can look into it.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    close(folder)
}

/// How a file is opened so that it is the person's alone if it has to be made.
#[must_use]
pub fn options() -> OpenOptions {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "there are no modes"))]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

#[cfg(unix)]
fn close(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let mut permissions = fs::metadata(folder)?.permissions();
    if permissions.mode() & 0o077 == 0 {
        return Ok(());
    }
    permissions.set_mode(permissions.mode() & !0o077);
    fs::set_permissions(folder, permissions)
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same as where there are modes")]
fn close(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    #[cfg(unix)]
    #[test]
    fn a_folder_that_others_could_look_into_is_closed() {
        use std::os::unix::fs::PermissionsExt as _;

        use super::*;

        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("above/here");
        make_folder(&folder).unwrap();
        assert_eq!((mode(&home.path().join("above")), mode(&folder)), (0o700, 0o700));
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
        make_folder(&folder).unwrap();
        assert_eq!(mode(&folder), 0o700);
    }
}
