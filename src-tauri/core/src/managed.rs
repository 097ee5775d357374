//! Connections that somebody else looks after: whoever manages this computer puts them into a file that its users
//! can only read.
//!
//! The file has the form in which connections are shared ([`crate::share::document`]); an entry may also name an
//! `authority`, as a certificate or as the file that holds one. Nothing in it can be changed here but what is
//! personal: the client secret, and where it stands in the list.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::Path;

use serde_json::Value;

use crate::authority::{Authority, AuthorityError};
use crate::connection::{Connection, ConnectionId, Draft, Method};
use crate::saved_connections::{ListTrouble, ListTroubleKind};
use crate::share::document::{self, DocumentError, EntryError, MAX_SIZE};

/// Why nothing, or not everything, of the file can be used.
#[derive(Debug, thiserror::Error)]
enum ManagedError {
    #[error(transparent)]
    Unreadable(#[from] io::Error),
    #[error(transparent)]
    Document(#[from] DocumentError),
    #[error("{name}: {error}")]
    Entry { name: String, error: EntryError },
    #[error("{name}: {error}")]
    Authority { name: String, error: AuthorityError },
    #[error("{name}: {path}: {error}")]
    AuthorityFile { name: String, path: String, error: io::Error },
}

/// Reads the file; one that is not there holds nothing. What can be used is there even where something cannot.
/// Blocks on the disk.
#[must_use]
pub fn load(path: &Path) -> (Vec<Connection>, Option<ListTrouble>) {
    let (connections, wrong) = match read(path) {
        Ok(found) => found,
        Err(error) => (Vec::new(), vec![error]),
    };
    let words: Vec<_> = wrong.iter().map(ToString::to_string).collect();
    let trouble = (!words.is_empty()).then(|| ListTrouble {
        kind: ListTroubleKind::Managed,
        path: path.to_owned(),
        detail: words.join("; "),
    });
    (connections, trouble)
}

fn read(path: &Path) -> Result<(Vec<Connection>, Vec<ManagedError>), ManagedError> {
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok((vec![], vec![])),
        Err(error) => return Err(error.into()),
        Ok(about) if about.len() > MAX_SIZE as u64 => return Err(DocumentError::TooLarge.into()),
        Ok(_) => {}
    }
    let text = String::from_utf8_lossy(&fs::read(path)?).into_owned();
    let (mut connections, mut wrong) = (Vec::new(), Vec::new());
    let mut alike = HashMap::new();
    for entry in document::entries(&text)? {
        match connection(entry, &mut alike) {
            Ok(connection) => connections.push(connection),
            Err(error) => wrong.push(error),
        }
    }
    Ok((connections, wrong))
}

/// What makes a connection the same one tomorrow, so that its tokens are found again; its name may change.
type Identity = (String, Method, String);

fn connection(
    entry: Value,
    alike: &mut HashMap<Identity, usize>,
) -> Result<Connection, ManagedError> {
    let vouching = entry.get("authority").and_then(Value::as_str).map(str::to_owned);
    let draft =
        document::check(entry).map_err(|(name, error)| ManagedError::Entry { name, error })?;
    let authority = vouching.map(|text| authority(&draft.name, &text)).transpose()?;
    let Draft { address, method, client_id, .. } = &draft;
    let nth = alike.entry((address.clone(), *method, client_id.clone())).or_default();
    let id = ConnectionId::of(&[address, &format!("{method:?}"), client_id, &nth.to_string()]);
    *nth += 1;
    let name = draft.name.clone();
    let draft = Draft { authority, ..draft };
    let checked = draft.check(id).map_err(EntryError::from);
    let checked = checked.map_err(|error| ManagedError::Entry { name, error })?;
    Ok(Connection { managed: true, ..checked })
}

/// An authority that is written there, or lies in a file that is named there.
fn authority(name: &str, text: &str) -> Result<Authority, ManagedError> {
    let name = || name.to_owned();
    let bytes = if text.contains("-----BEGIN") {
        text.as_bytes().to_vec()
    } else {
        let path = text.to_owned();
        fs::read(text).map_err(|error| ManagedError::AuthorityFile { name: name(), path, error })?
    };
    Authority::read(&bytes).map_err(|error| ManagedError::Authority { name: name(), error })
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    const ACME: &str = r#"{"name":"Acme","address":"https://acme.example","clientId":"4"}"#;

    fn file(entries: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("connections.json");
        let text =
            format!(r#"{{"format":"latchkey-connections","version":1,"connections":[{entries}]}}"#);
        fs::write(&path, text).unwrap();
        (folder, path)
    }

    #[test]
    fn nothing_is_managed_where_there_is_no_file() {
        assert_eq!(load(Path::new("/nowhere/connections.json")), (vec![], None));
    }

    #[test]
    fn a_connection_is_the_same_one_tomorrow_under_whatever_name() {
        let other = ACME.replace("\"4\"", "\"5\"");
        let (_kept, path) = file(&format!("{ACME},{ACME},{other}"));
        let (first, trouble) = load(&path);
        assert_eq!(trouble, None);
        assert!(first.iter().all(|connection| connection.managed));
        let ids: Vec<_> = first.iter().map(|connection| connection.id).collect();
        assert!(ids[0] != ids[1] && ids[1] != ids[2] && ids[0] != ids[2], "{ids:?}");

        let renamed = ACME.replace("Acme", "Acme Corporation");
        let (_kept, path) = file(&format!("{other},{renamed},{ACME}"));
        let again: Vec<_> = load(&path).0.iter().map(|connection| connection.id).collect();
        assert_eq!(again, [ids[2], ids[0], ids[1]]);
    }

    #[test]
    fn what_cannot_be_used_is_said_and_keeps_nobody_from_the_rest() {
        let plain = r#"{"name":"Old","address":"http://old.example","clientId":"4"}"#;
        let odd = r#"{"name":"Odd","address":"https://odd.example","clientId":"4","authority":"/nowhere/ca.pem"}"#;
        let bad = odd.replace("/nowhere/ca.pem", "-----BEGIN NOTHING-----").replace("Odd", "Bad");
        let (_kept, path) = file(&format!("{plain},{ACME},{odd},{bad}"));
        let (found, trouble) = load(&path);
        assert_eq!(found.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["Acme"]);
        let trouble = trouble.unwrap();
        assert_eq!((trouble.kind, &trouble.path), (ListTroubleKind::Managed, &path));
        for words in ["Old: use https", "Odd: /nowhere/ca.pem: ", "Bad: this is no certificate"] {
            assert!(trouble.detail.contains(words), "{words} in {}", trouble.detail);
        }
    }

    #[test]
    fn a_file_of_something_else_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("connections.json");
        for (text, words) in [
            ("{", "no JSON"),
            ("{}", "no connections of Latchkey"),
            (&" ".repeat(MAX_SIZE + 1), "too large"),
        ] {
            fs::write(&path, text).unwrap();
            let (found, trouble) = load(&path);
            assert!(found.is_empty());
            assert!(trouble.is_some_and(|trouble| trouble.detail.contains(words)), "{words}");
        }
        let (_, trouble) = load(folder.path());
        assert_eq!(trouble.map(|trouble| trouble.kind), Some(ListTroubleKind::Managed), "a folder");
    }

    #[test]
    fn an_authority_is_trusted_from_a_file_or_as_it_stands() {
        let pair = rcgen::KeyPair::generate().unwrap();
        let params = rcgen::CertificateParams::new(vec!["acme.example".to_owned()]).unwrap();
        let pem = params.self_signed(&pair).unwrap().pem();
        let folder = tempfile::tempdir().unwrap();
        let ca = folder.path().join("ca.pem");
        fs::write(&ca, &pem).unwrap();
        let authority = Authority::read(pem.as_bytes()).unwrap();
        for named in [ca.to_str().unwrap(), &pem] {
            let mut entry: Value = serde_json::from_str(ACME).unwrap();
            entry["authority"] = named.into();
            let (_kept, path) = file(&entry.to_string());
            let (found, trouble) = load(&path);
            assert_eq!(trouble, None);
            assert_eq!(found[0].authority.as_ref(), Some(&authority));
        }
    }
}
