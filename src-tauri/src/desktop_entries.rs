//! The desktop entries of a Linux session: which program opens what, and what it is called.

use std::env;
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
    let texts = folders().map(|folder| fs::read_to_string(folder.join("applications").join(entry)));
    let name = texts.filter_map(Result::ok).find_map(|text| name_in(&text).map(str::to_owned));
    name.unwrap_or_else(|| entry.trim_end_matches(".desktop").to_owned())
}

/// Where entries lie, the person's own first.
fn folders() -> impl Iterator<Item = PathBuf> {
    let named = |variable| env::var_os(variable).filter(|value| !value.is_empty());
    let home = named("XDG_DATA_HOME")
        .map(PathBuf::from)
        .or_else(|| named("HOME").map(|home| Path::new(&home).join(".local/share")));
    let shared = named("XDG_DATA_DIRS").unwrap_or_else(|| "/usr/local/share:/usr/share".into());
    home.into_iter().chain(env::split_paths(&shared).collect::<Vec<_>>())
}

/// The name in an entry that is shown where no language is asked for.
fn name_in(text: &str) -> Option<&str> {
    let entry = text.lines().skip_while(|line| line.trim() != "[Desktop Entry]").skip(1);
    entry
        .take_while(|line| !line.starts_with('['))
        .find_map(|line| line.strip_prefix("Name="))
        .map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_called_by_its_own_name_not_by_that_of_an_action() {
        let entry = "# a browser\n[Desktop Entry]\nName[de]=Netz\nName=Web\n\n[Desktop Action new]\nName=New window\n";
        assert_eq!(name_in(entry), Some("Web"));
        assert_eq!(name_in("[Desktop Action new]\nName=New window\n"), None);
    }

    #[test]
    fn an_entry_that_is_not_there_is_called_by_its_file() {
        assert_eq!(name_of("no-such-program.desktop"), "no-such-program");
    }
}
