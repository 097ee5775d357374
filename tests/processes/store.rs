//! A keyring of files: what is written lasts as soon as the call returns, as with the real ones.
//!
//! An entry is one file, put in its place by a rename. That survives the death of the process; the death of the
//! computer is not what these stories are about.

use std::any::Any;
use std::collections::HashMap;
use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use keyring::api::{CredentialApi, CredentialStoreApi};
use keyring::{Credential, CredentialStore, Entry, Error, Result};
use latchkey_core::vault::Keyring;
use serde_json::Value;

use crate::witness::Witness;

/// The length of a connection's id, with which every entry's name begins.
const ID: usize = 36;

/// A keyring in the given folder.
pub(crate) fn keyring(folder: &Path, witness: &Arc<Witness>) -> Keyring {
    let store = Store { folder: folder.to_owned(), witness: Arc::clone(witness) };
    let store: Arc<CredentialStore> = Arc::new(store);
    Keyring {
        service: "io.github.latchkey-app.test".into(),
        open: Box::new(move || Ok(Arc::clone(&store))),
        modifiers: HashMap::new(),
        sort: |_| None,
    }
}

#[derive(Debug)]
struct Store {
    folder: PathBuf,
    witness: Arc<Witness>,
}

impl CredentialStoreApi for Store {
    fn vendor(&self) -> String {
        "test".into()
    }

    fn id(&self) -> String {
        "test".into()
    }

    fn build(&self, _: &str, user: &str, _: Option<&HashMap<&str, &str>>) -> Result<Entry> {
        let item = Item {
            file: self.folder.join(user),
            part: user.get(ID..).unwrap_or_default().trim_start_matches('-').to_owned(),
            witness: Arc::clone(&self.witness),
        };
        Ok(Entry::new_with_credential(Arc::new(item)))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

struct Item {
    file: PathBuf,
    /// Which of the connection's entries it is; the record has no name.
    part: String,
    witness: Arc<Witness>,
}

impl Item {
    fn between<T>(&self, call: &str, work: impl FnOnce() -> std::io::Result<T>) -> Result<T> {
        self.witness.pass(&format!("before {call}"));
        let done = work();
        self.witness.pass(&format!("after {call}"));
        done.map_err(|error| {
            let missing = error.kind() == ErrorKind::NotFound;
            if missing { Error::NoEntry } else { Error::PlatformFailure(Box::new(error)) }
        })
    }

    fn part(&self) -> &str {
        if self.part.is_empty() { "record" } else { &self.part }
    }
}

impl CredentialApi for Item {
    fn set_secret(&self, secret: &[u8]) -> Result<()> {
        let standing = serde_json::from_slice(secret)
            .ok()
            .and_then(|record: Value| Some(format!(" ({})", record.get("st")?.as_str()?)));
        let call = format!("write {}{}", self.part(), standing.unwrap_or_default());
        self.between(&call, || {
            let folder = self.file.parent().unwrap_or(Path::new("."));
            let mut file = tempfile::NamedTempFile::new_in(folder)?;
            file.write_all(secret)?;
            file.persist(&self.file)?;
            Ok(())
        })
    }

    fn get_secret(&self) -> Result<Vec<u8>> {
        self.between(&format!("read {}", self.part()), || fs::read(&self.file))
    }

    fn delete_credential(&self) -> Result<()> {
        self.between(&format!("delete {}", self.part()), || fs::remove_file(&self.file))
    }

    fn get_credential(&self) -> Result<Option<Arc<Credential>>> {
        Ok(None)
    }

    fn get_specifiers(&self) -> Option<(String, String)> {
        None
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}
