//! A keyring in memory that fails on request, as the real ones do.

use std::any::Any;
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::{Arc, Condvar, Mutex};

use keyring::api::{CredentialApi, CredentialStoreApi};
use keyring::{Credential, CredentialStore, Entry, Error, Result};
use latchkey_core::vault::Keyring;

/// What is wrong with the keyring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// There is none to open.
    Missing,
    /// It is locked, and the prompt was dismissed.
    Locked,
    /// It can be read but not written.
    ReadOnly,
    /// It has no room for anything longer than this.
    Small(usize),
    /// It does not answer.
    Hanging,
    /// Its library panics.
    Broken,
}

/// A keyring that outlives the programs that use it.
#[derive(Clone, Default)]
pub(crate) struct TestKeyring {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    entries: BTreeMap<String, Vec<u8>>,
    fault: Option<Fault>,
    opened: usize,
    /// Stores opened before this one have lost their session.
    valid_from: usize,
}

impl TestKeyring {
    /// From now on, fail this way; or not any more.
    pub(crate) fn fail(&self, fault: impl Into<Option<Fault>>) {
        self.shared.state.lock().unwrap().fault = fault.into();
        self.shared.changed.notify_all();
    }

    /// The daemon restarts: whoever has it open has to open it anew.
    pub(crate) fn lose_session(&self) {
        let mut state = self.shared.state.lock().unwrap();
        state.valid_from = state.opened + 1;
    }

    /// How often it was opened.
    pub(crate) fn opened(&self) -> usize {
        self.shared.state.lock().unwrap().opened
    }

    /// Everything in it, as text.
    pub(crate) fn entries(&self) -> BTreeMap<String, String> {
        let state = self.shared.state.lock().unwrap();
        let text = |bytes: &Vec<u8>| String::from_utf8(bytes.clone()).unwrap();
        state.entries.iter().map(|(user, bytes)| (user.clone(), text(bytes))).collect()
    }

    /// Puts something there behind the program's back.
    pub(crate) fn plant(&self, user: &str, text: &str) {
        self.shared.state.lock().unwrap().entries.insert(user.to_owned(), text.as_bytes().to_vec());
    }

    /// As the program gets it.
    pub(crate) fn provide(&self) -> Keyring {
        let shared = Arc::clone(&self.shared);
        Keyring {
            service: "io.github.latchkey-app.test".into(),
            open: Box::new(move || {
                let mut state = shared.state.lock().unwrap();
                state.opened += 1;
                if state.fault == Some(Fault::Missing) {
                    return Err(Error::PlatformFailure("no keyring on this bus".into()));
                }
                let session = state.opened;
                Ok(Arc::new(Store { shared: Arc::clone(&shared), session }) as Arc<CredentialStore>)
            }),
            modifiers: HashMap::new(),
            sort: |_| None,
        }
    }
}

struct Store {
    shared: Arc<Shared>,
    session: usize,
}

impl CredentialStoreApi for Store {
    fn vendor(&self) -> String {
        "test".into()
    }

    fn id(&self) -> String {
        "test".into()
    }

    fn build(&self, _: &str, user: &str, _: Option<&HashMap<&str, &str>>) -> Result<Entry> {
        let item =
            Item { shared: Arc::clone(&self.shared), user: user.to_owned(), session: self.session };
        Ok(Entry::new_with_credential(Arc::new(item)))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

struct Item {
    shared: Arc<Shared>,
    user: String,
    session: usize,
}

impl Item {
    /// Waits while the keyring hangs, then does the work or fails.
    fn with<T>(&self, work: impl FnOnce(&mut State, &str) -> Result<T>) -> Result<T> {
        let state = self.shared.state.lock().unwrap();
        let hanging = |state: &mut State| state.fault == Some(Fault::Hanging);
        let mut state = self.shared.changed.wait_while(state, hanging).unwrap();
        if self.session < state.valid_from {
            return Err(Error::PlatformFailure("the session is gone".into()));
        }
        match state.fault {
            Some(Fault::Broken) => {
                drop(state);
                panic!("the keyring breaks");
            }
            Some(Fault::Locked) => Err(Error::NoStorageAccess("prompt dismissed".into())),
            Some(Fault::Missing) => Err(Error::PlatformFailure("the bus is gone".into())),
            Some(Fault::ReadOnly | Fault::Small(_) | Fault::Hanging) | None => {
                work(&mut state, &self.user)
            }
        }
    }
}

impl CredentialApi for Item {
    fn set_secret(&self, secret: &[u8]) -> Result<()> {
        self.with(|state, user| match state.fault {
            Some(Fault::ReadOnly) => Err(Error::PlatformFailure("read-only".into())),
            Some(Fault::Small(limit)) if secret.len() > limit => {
                Err(Error::TooLong("secret".into(), u32::try_from(limit).unwrap()))
            }
            _ => {
                state.entries.insert(user.to_owned(), secret.to_vec());
                Ok(())
            }
        })
    }

    fn get_secret(&self) -> Result<Vec<u8>> {
        self.with(|state, user| state.entries.get(user).cloned().ok_or(Error::NoEntry))
    }

    fn delete_credential(&self) -> Result<()> {
        self.with(|state, user| state.entries.remove(user).map(drop).ok_or(Error::NoEntry))
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

impl fmt::Debug for TestKeyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TestKeyring")
    }
}
