//! Linux: a desktop entry and the person's default for the scheme.
//!
//! A package brings the entry along. A program that came without one writes one of its own into the person's folder,
//! named by the scheme, not by the program, so that a developer's build lives beside an installed one.

use std::env;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use latchkey_core::doctor::Links;
use latchkey_core::product::Product;
use tauri::{AppHandle, Manager};

use crate::desktop_entries::{default_for, found_as, name_of, read_shared, run, value_in};

/// The entry that the packages bring along: the bundler names it by the product.
const PACKAGED: &str = "Latchkey.desktop";

/// The desktops whose own launcher `xdg-open` hands a link to. On all others it reads desktop entries itself,
/// which its common version 1.1 does too badly to rely on.
const LAUNCHERS: [&str; 12] = [
    "cinnamon",
    "deepin",
    "enlightenment",
    "gnome",
    "kde",
    "lxqt",
    "mate",
    "pantheon",
    "ubuntu",
    "unity",
    "x-cinnamon",
    "xfce",
];

/// What makes the desktop bring links to this program.
#[derive(Debug)]
enum Handler {
    /// The entry of the package that this program came in, by its name; it goes when the package goes.
    Package(&'static str),
    /// One of our own in the person's folder.
    Own { text: String },
}

/// Where the person's entries lie, and what ours is called there.
struct Place {
    folder: PathBuf,
    name: String,
}

/// Whether a desktop entry stands where the package or an earlier start put it.
pub(super) fn is_claimed(app: &AppHandle, product: &Product) -> io::Result<bool> {
    let Place { folder, name } = place(app, product)?;
    Ok(match wanted(app, product)? {
        None => false,
        Some(Handler::Package(_)) => true,
        Some(Handler::Own { text }) => fs::read_to_string(folder.join(name)).ok() == Some(text),
    })
}

fn place(app: &AppHandle, product: &Product) -> io::Result<Place> {
    let folder = app.path().data_dir().map_err(io::Error::other)?.join("applications");
    Ok(Place { folder, name: format!("{}-handler.desktop", product.scheme) })
}

/// What this program needs; `None` where links cannot come to it.
fn wanted(app: &AppHandle, product: &Product) -> io::Result<Option<Handler>> {
    let desktop = env::var("XDG_CURRENT_DESKTOP").unwrap_or_default();
    if !launches_links(&desktop) {
        return Ok(None);
    }
    let program = app.env().appimage.map_or_else(env::current_exe, |image| Ok(image.into()))?;
    if packaged(product, &program) {
        return Ok(Some(Handler::Package(PACKAGED)));
    }
    Ok(entry(product, &program).map(|text| Handler::Own { text }))
}

/// Whether a package's entry brings links of our scheme to this very program.
fn packaged(product: &Product, program: &Path) -> bool {
    let Some(text) = read_shared(PACKAGED) else { return false };
    let started = value_in(&text, "Exec=").and_then(|exec| exec.split(' ').next());
    let kinds = value_in(&text, "MimeType=").unwrap_or_default();
    kinds.split(';').any(|named| named == kind(product))
        && started.and_then(found_as).is_some_and(|found| found == program)
}

pub(super) fn claim(app: &AppHandle, product: &Product) -> io::Result<bool> {
    let Place { folder, name: own } = place(app, product)?;
    let name = match wanted(app, product)? {
        None => return Ok(false),
        Some(Handler::Package(name)) => {
            // Of a copy that was used before: it would outlive the package, and hide it.
            if fs::remove_file(folder.join(&own)).is_ok() {
                tell_of_change(&folder);
            }
            name.to_owned()
        }
        Some(Handler::Own { text }) => {
            if fs::read_to_string(folder.join(&own)).ok().as_ref() != Some(&text) {
                write(&folder, &own, &text)?;
                tell_of_change(&folder);
            }
            own
        }
    };
    let kind = kind(product);
    if default_for(&kind)? == name {
        return Ok(true);
    }
    run(Command::new("xdg-mime").args(["default", &name, &kind]))?;
    Ok(default_for(&kind)? == name)
}

/// Only a cache; systems without the program have none.
fn tell_of_change(folder: &Path) {
    run(Command::new("update-desktop-database").arg(folder)).ok();
}

pub(super) fn owner(app: &AppHandle, product: &Product) -> io::Result<Links> {
    let Some(handler) = wanted(app, product)? else { return Ok(Links::NoLauncher) };
    let Place { folder, name: own } = place(app, product)?;
    let there = default_for(&kind(product))?;
    Ok(match (there.as_str(), handler) {
        ("", _) => Links::Nobody,
        (name, Handler::Package(ours)) if name == ours => Links::Ours,
        (name, handler) if name == own => match (fs::read_to_string(folder.join(own)), handler) {
            (Ok(written), Handler::Own { text }) if written == text => Links::Ours,
            (Ok(_), Handler::Own { .. } | Handler::Package(_)) => Links::OtherCopy,
            (Err(_), Handler::Own { .. } | Handler::Package(_)) => Links::Nobody,
        },
        // A package's, while this is another copy of the program.
        (PACKAGED, Handler::Own { .. } | Handler::Package(_)) => Links::OtherCopy,
        (other, _) => Links::Another(name_of(other)),
    })
}

fn kind(product: &Product) -> String {
    format!("x-scheme-handler/{}", product.scheme)
}

/// Whether one of the desktop's names is one whose launcher starts programs for links.
fn launches_links(desktop: &str) -> bool {
    desktop.split(':').any(|name| {
        let name = name.to_ascii_lowercase();
        let family = name.split(['-', ' ']).next().unwrap_or_default();
        LAUNCHERS.contains(&name.as_str()) || LAUNCHERS.contains(&family)
    })
}

/// The desktop entry; `None` when the program lies where no entry can point to.
fn entry(product: &Product, program: &Path) -> Option<String> {
    Some(format!(
        "[Desktop Entry]\nType=Application\nName={}\nExec={} %u\nTerminal=false\nNoDisplay=true\nMimeType=x-scheme-handler/{};\n",
        product.name,
        quoted(program.to_str()?)?,
        product.scheme
    ))
}

/// A path as the `Exec` key wants it: quoted only if it must be, with `%` doubled, and escaped first for the
/// quotes, then for the file.
fn quoted(path: &str) -> Option<String> {
    if path.chars().any(char::is_control) {
        return None;
    }
    let path = path.replace('%', "%%");
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-+%".contains(c);
    if path.chars().all(plain) {
        return Some(path);
    }
    let mut quoted = String::from("\"");
    for c in path.chars() {
        match c {
            '"' | '`' | '$' => quoted.extend(["\\\\", c.encode_utf8(&mut [0; 4])]),
            '\\' => quoted.push_str("\\\\\\\\"),
            _ => quoted.push(c),
        }
    }
    quoted.push('"');
    Some(quoted)
}

/// Writes beside and renames, so that nobody reads half an entry.
fn write(folder: &Path, name: &str, entry: &str) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let beside = folder.join(format!(".{name}.{}", std::process::id()));
    let mut file = fs::File::create(&beside)?;
    file.write_all(entry.as_bytes())?;
    drop(file);
    fs::rename(&beside, folder.join(name))
}

#[cfg(test)]
mod tests {
    use latchkey_core::product::{DEVELOPMENT, INSTALLED};

    use super::*;

    #[test]
    fn only_desktops_with_a_launcher_of_their_own_count() {
        for (desktop, launches) in [
            ("GNOME", true),
            ("ubuntu:GNOME", true),
            ("GNOME-Classic:GNOME", true),
            ("KDE", true),
            ("X-Cinnamon", true),
            ("XFCE", true),
            ("", false),
            ("openbox", false),
            ("i3", false),
            ("sway", false),
            ("X-Generic", false),
        ] {
            assert_eq!(launches_links(desktop), launches, "{desktop:?}");
        }
    }

    #[test]
    fn an_entry_names_the_program_whatever_its_path() {
        for (path, exec) in [
            ("/usr/bin/latchkey-desktop", "/usr/bin/latchkey-desktop %u"),
            ("/home/m/my apps/Latchkey", "\"/home/m/my apps/Latchkey\" %u"),
            ("/tmp/100%", "/tmp/100%% %u"),
            ("/tmp/a\"b$c`d", "\"/tmp/a\\\\\"b\\\\$c\\\\`d\" %u"),
            ("/tmp/a\\b", "\"/tmp/a\\\\\\\\b\" %u"),
        ] {
            let entry = entry(&INSTALLED, Path::new(path)).unwrap();
            assert!(entry.contains(&format!("\nExec={exec}\n")), "{entry}");
        }
        assert_eq!(entry(&INSTALLED, Path::new("/tmp/a\nExec=b")), None);
    }

    #[test]
    fn builds_do_not_share_an_entry() {
        let of = |product| entry(product, Path::new("/usr/bin/latchkey-desktop")).unwrap();
        assert!(
            of(&DEVELOPMENT).contains("MimeType=x-scheme-handler/io.github.latchkey-app.dev;\n")
        );
        assert!(of(&INSTALLED).contains("MimeType=x-scheme-handler/io.github.latchkey-app;\n"));
    }
}
