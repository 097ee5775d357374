//! The desktop entries of a Linux session: which program opens what, and what it is called.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The entry that opens things of a kind; empty where there is none. Blocks on another program.
pub(crate) fn default_for(kind: &str) -> io::Result<String> {
    let output = run(Command::new("xdg-mime").args(["query", "default", kind]))?;
    Ok(output.trim().to_owned())
}

/// Runs a program to its end and gives back what it wrote.
pub(crate) fn run(command: &mut Command) -> io::Result<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output()?;
    if !output.status.success() {
        let program = command.get_program().display();
        return Err(io::Error::other(format!("{program} ended with {}", output.status)));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// What the program of an entry is called; else what the entry is.
pub(crate) fn name_of(entry: &str) -> String {
    let name = own_folder().into_iter().chain(shared_folders()).find_map(|folder| {
        let text = fs::read_to_string(folder.join("applications").join(entry)).ok()?;
        value_in(&text, "Name=").map(str::to_owned)
    });
    name.unwrap_or_else(|| entry.trim_end_matches(".desktop").to_owned())
}

/// An entry that was installed for everybody.
pub(crate) fn read_shared(entry: &str) -> Option<String> {
    shared_folders()
        .into_iter()
        .find_map(|folder| fs::read_to_string(folder.join("applications").join(entry)).ok())
}

/// Where the first word of an `Exec` line leads: a path, or a name that is looked for where programs lie.
pub(crate) fn found_as(program: &str) -> Option<PathBuf> {
    let paths = env::var_os("PATH").unwrap_or_default();
    // A path put behind a folder takes its place.
    env::split_paths(&paths).find_map(|folder| folder.join(program).canonicalize().ok())
}

fn named(variable: &str) -> Option<OsString> {
    env::var_os(variable).filter(|value| !value.is_empty())
}

fn own_folder() -> Option<PathBuf> {
    named("XDG_DATA_HOME")
        .map(PathBuf::from)
        .or_else(|| named("HOME").map(|home| Path::new(&home).join(".local/share")))
}

fn shared_folders() -> Vec<PathBuf> {
    let shared = named("XDG_DATA_DIRS").unwrap_or_else(|| "/usr/local/share:/usr/share".into());
    env::split_paths(&shared).collect()
}

/// What an entry says of itself after this key; what it says of its actions does not count.
pub(crate) fn value_in<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let entry = text.lines().skip_while(|line| line.trim() != "[Desktop Entry]").skip(1);
    entry
        .take_while(|line| !line.starts_with('['))
        .find_map(|line| line.strip_prefix(key))
        .map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_called_by_its_own_name_not_by_that_of_an_action() {
        let entry = "# a browser\n[Desktop Entry]\nName[de]=Netz\nName=Web\n\n[Desktop Action new]\nName=New window\n";
        assert_eq!(value_in(entry, "Name="), Some("Web"));
        assert_eq!(value_in("[Desktop Action new]\nName=New window\n", "Name="), None);
    }

    #[test]
    fn an_entry_that_is_not_there_is_called_by_its_file() {
        assert_eq!(name_of("no-such-program.desktop"), "no-such-program");
    }

    #[test]
    fn a_program_is_found_by_its_path_and_by_its_name() {
        let shell = Path::new("/bin/sh").canonicalize().unwrap();
        assert_eq!(found_as("/bin/sh"), Some(shell.clone()));
        assert_eq!(found_as("sh"), Some(shell));
        assert_eq!(found_as("no-such-program"), None);
    }
}
