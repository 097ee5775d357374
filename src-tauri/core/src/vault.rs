//! Tokens and client secrets ↔ entries of the operating system's keyring.
//!
//! Every call of a keyring blocks and may ask the person something, so all of them happen on a thread of their own,
//! and whoever waits does so with a deadline.

mod entries;
mod failure;
mod proxy;
mod standing;
mod thread;

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use keyring::{CredentialStore, Error};
use secrecy::ExposeSecret;
use zeroize::Zeroizing;

use crate::connection::{ConnectionId, ServerId};
use crate::proxy::Account;
use crate::record::{Record, Unreadable};
use crate::token::{ClientSecret, ProxyPassword};
use entries::{Entries, Part};
use thread::Thread;

pub use failure::Failure;
pub use standing::{Look, Seen, Standing};

/// Opens the system's keyring. Blocks.
pub type Open = dyn Fn() -> keyring::Result<Arc<CredentialStore>> + Send + Sync;

/// The system's keyring as the shell provides it.
pub struct Keyring {
    /// The name under which all entries are kept.
    pub service: String,
    /// Opens it; called again when it was lost.
    pub open: Box<Open>,
    /// What the store wants to be told about every entry.
    pub modifiers: HashMap<&'static str, &'static str>,
    /// Knows errors that only this system's store has.
    pub sort: fn(&Error) -> Option<Failure>,
}

/// What the keyring holds for a connection.
#[derive(Debug)]
pub struct Kept {
    /// The last sign-in.
    pub record: Option<Record>,
    /// Whom there is a client secret for.
    pub client_secret_for: Option<ServerId>,
}

/// The keyring, behind its thread.
#[derive(Clone)]
pub struct Vault {
    thread: Thread,
    shared: Arc<Shared>,
}

/// What every handle of a vault knows.
#[derive(Default)]
struct Shared {
    /// The generation of the last record written or forgotten, so that a late write never undoes a newer one.
    floors: Mutex<BTreeMap<ConnectionId, u64>>,
    /// Client secrets that could not be saved; they live as long as the program.
    unsaved_secrets: Mutex<BTreeMap<ConnectionId, (ServerId, ClientSecret)>>,
    /// The same of a proxy's password.
    unsaved_proxy: Mutex<Option<(Account, ProxyPassword)>>,
}

impl Vault {
    /// A vault on the given keyring; nothing is opened yet.
    #[must_use]
    pub fn new(keyring: Keyring) -> Self {
        Self { thread: Thread::new(keyring), shared: Arc::default() }
    }

    /// Reads what is kept for a connection.
    ///
    /// A record that cannot be read is copied aside before anything can replace it.
    ///
    /// # Errors
    /// When the keyring does not let us, or holds something unreadable.
    pub async fn load(&self, id: ConnectionId) -> Result<Kept, Failure> {
        self.thread
            .call(move |keyring, store| {
                let entries = Entries { keyring, store, id };
                let client_secret_for =
                    entries.read(Part::ClientSecret)?.and_then(|bytes| Some(parts(&bytes)?.0));
                let Some(bytes) = entries.read(Part::Record)? else {
                    return Ok(Ok(Kept { record: None, client_secret_for }));
                };
                let access = entries.read(Part::Access)?;
                match Record::decode(&bytes, access.as_ref().map(|bytes| bytes.as_slice())) {
                    Ok(record) => Ok(Ok(Kept { record: Some(record), client_secret_for })),
                    Err(Unreadable::Newer) => Ok(Err(Failure::Newer)),
                    Err(Unreadable::Damaged) => {
                        entries.write(Part::Bad, &bytes)?;
                        Ok(Err(Failure::Damaged))
                    }
                }
            })
            .await?
    }

    /// Writes a record over the one before; one that is older than what was written or forgotten is left out.
    ///
    /// # Errors
    /// When it is not certain that the keyring has it.
    pub async fn store(&self, id: ConnectionId, record: &Record) -> Result<(), Failure> {
        let encoded = record.encode();
        let generation = record.generation;
        let shared = Arc::clone(&self.shared);
        self.thread
            .call(move |keyring, store| {
                let entries = Entries { keyring, store, id };
                if !shared.raise(id, generation) {
                    return Ok(());
                }
                entries.write(Part::Record, encoded.record.as_bytes())?;
                match &encoded.access {
                    Some(access) => entries.write(Part::Access, access.as_bytes()),
                    None => Ok(()),
                }
            })
            .await
    }

    /// Removes the tokens of a connection, written up to the given generation; what is not there is removed already.
    ///
    /// # Errors
    /// When it is not certain that they are gone.
    pub async fn forget(&self, id: ConnectionId, up_to: u64) -> Result<(), Failure> {
        self.delete(id, up_to, &[Part::Access, Part::Record, Part::Bad]).await
    }

    /// Removes everything of a connection.
    ///
    /// # Errors
    /// As [`Vault::forget`].
    pub async fn forget_everything(&self, id: ConnectionId, up_to: u64) -> Result<(), Failure> {
        self.unsaved().remove(&id);
        self.delete(id, up_to, &[Part::Access, Part::Record, Part::Bad, Part::ClientSecret]).await
    }

    async fn delete(
        &self,
        id: ConnectionId,
        up_to: u64,
        parts: &'static [Part],
    ) -> Result<(), Failure> {
        self.shared.raise(id, up_to.saturating_add(1));
        self.thread
            .call(move |keyring, store| {
                let entries = Entries { keyring, store, id };
                parts.iter().try_for_each(|part| entries.delete(*part))
            })
            .await
    }

    /// The client secret of a connection, if it was typed for this server: no other one ever gets it.
    ///
    /// # Errors
    /// When the keyring does not let us.
    pub async fn client_secret(
        &self,
        id: ConnectionId,
        server: &ServerId,
    ) -> Result<Option<ClientSecret>, Failure> {
        if let Some((of, secret)) = self.unsaved().get(&id) {
            return Ok((of == server).then(|| secret.clone()));
        }
        let bytes = self
            .thread
            .call(move |keyring, store| Entries { keyring, store, id }.read(Part::ClientSecret))
            .await?;
        let Some(bytes) = bytes else { return Ok(None) };
        let (of, secret) = parts(&bytes).ok_or(Failure::Damaged)?;
        Ok((of == *server).then(|| ClientSecret::new(secret.to_owned())))
    }

    /// Keeps the client secret of a connection; in memory, if the keyring does not take it.
    ///
    /// # Errors
    /// When only memory holds it.
    pub async fn store_client_secret(
        &self,
        id: ConnectionId,
        server: &ServerId,
        secret: ClientSecret,
    ) -> Result<(), Failure> {
        self.unsaved().insert(id, (server.clone(), secret.clone()));
        let server = server.clone();
        self.thread
            .call(move |keyring, store| {
                let text =
                    Zeroizing::new(format!("{}\n{}", server.as_str(), secret.expose_secret()));
                Entries { keyring, store, id }.write(Part::ClientSecret, text.as_bytes())
            })
            .await?;
        self.unsaved().remove(&id);
        Ok(())
    }

    fn unsaved(
        &self,
    ) -> std::sync::MutexGuard<'_, BTreeMap<ConnectionId, (ServerId, ClientSecret)>> {
        self.shared.unsaved_secrets.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whom a client secret is for stands before it: a connection may move to another server.
fn parts(bytes: &[u8]) -> Option<(ServerId, &str)> {
    let (server, secret) = std::str::from_utf8(bytes).ok()?.split_once('\n')?;
    Some((ServerId::from_segment(server)?, secret))
}

impl Shared {
    /// Whether nothing newer was written or forgotten; from then on, nothing older will be.
    fn raise(&self, id: ConnectionId, generation: u64) -> bool {
        let mut floors = self.floors.lock().unwrap_or_else(PoisonError::into_inner);
        let floor = floors.entry(id).or_default();
        let newest = generation >= *floor;
        *floor = generation.max(*floor);
        newest
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").finish_non_exhaustive()
    }
}

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keyring").field("service", &self.service).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;
    use crate::connection::ClientId;
    use crate::record::Standing;
    use crate::token::{AccessToken, Claims, Lifetime, RefreshToken, TokenSet};
    use keyring::{Entry, mock};
    use std::sync::atomic::{AtomicBool, Ordering};

    fn record(generation: u64) -> Record {
        let now = Timestamp::from_millis(1_795_307_008_000);
        Record {
            generation,
            standing: Standing::Active,
            server: ServerId::from_segment("7f3a9c1e22d04b5a").unwrap(),
            client: serde_json::from_str::<ClientId>("\"4\"").unwrap(),
            tokens: TokenSet {
                access: AccessToken::new(format!("token {generation}")),
                refresh: Some(RefreshToken::new("def502".into())),
                lifetime: Lifetime { obtained_at: now, expires_at: None, born: None },
                claims: Claims::default(),
            },
            who: None,
            copied_at: None,
        }
    }

    /// A vault on one store of the library's own double.
    fn vault() -> (Vault, Arc<mock::Store>) {
        let store = mock::Store::new().unwrap();
        let shared = Arc::clone(&store);
        let keyring = Keyring {
            service: "test".into(),
            open: Box::new(move || Ok(Arc::clone(&shared) as Arc<CredentialStore>)),
            modifiers: HashMap::new(),
            sort: |_| None,
        };
        (Vault::new(keyring), store)
    }

    fn entry(store: &Arc<mock::Store>, user: &str) -> Entry {
        let store = Arc::clone(store) as Arc<CredentialStore>;
        store.build("test", user, None).unwrap()
    }

    fn fail_once(entry: &Entry, error: Error) {
        entry.as_any().downcast_ref::<mock::Cred>().unwrap().set_error(error);
    }

    async fn generation(vault: &Vault, id: ConnectionId) -> Option<u64> {
        vault.load(id).await.unwrap().record.map(|record| record.generation)
    }

    #[tokio::test]
    async fn f15_of_two_entries_the_newer_stays() {
        let (vault, store) = vault();
        let id = ConnectionId::random();
        let [older, newer] = [(4, "a"), (5, "b")].map(|(generation, user)| {
            let twin = entry(&store, user);
            twin.set_secret(record(generation).encode().record.as_bytes()).unwrap();
            twin
        });
        fail_once(&entry(&store, &id.to_string()), Error::Ambiguous(vec![newer, older]));
        assert_eq!(generation(&vault, id).await, Some(5));
        assert!(
            matches!(entry(&store, "a").get_secret(), Err(Error::NoEntry)),
            "the older one is removed"
        );
        assert!(entry(&store, "b").get_secret().is_ok(), "the newer one is not");
    }

    #[tokio::test]
    async fn f15_of_two_entries_both_are_forgotten_and_one_is_written_over() {
        let (vault, store) = vault();
        let id = ConnectionId::random();
        let twins = || {
            ["a", "b"].map(|user| {
                let twin = entry(&store, user);
                twin.set_secret(record(1).encode().record.as_bytes()).unwrap();
                twin
            })
        };
        fail_once(&entry(&store, &id.to_string()), Error::Ambiguous(twins().into()));
        vault.store(id, &record(2)).await.unwrap();
        assert_eq!(generation(&vault, id).await, Some(2));
        let left = ["a", "b"].map(|user| entry(&store, user).get_secret().is_ok());
        assert_eq!(left.iter().filter(|left| **left).count(), 1, "one of the twins stays");

        fail_once(&entry(&store, &id.to_string()), Error::Ambiguous(twins().into()));
        vault.forget(id, 2).await.unwrap();
        let left = ["a", "b"].map(|user| entry(&store, user).get_secret().is_ok());
        assert_eq!(left, [false, false]);
    }

    #[tokio::test]
    async fn a_large_access_token_is_kept_beside_and_forgotten_with_the_record() {
        let (vault, store) = vault();
        let id = ConnectionId::random();
        let mut large = record(1);
        large.tokens.access = AccessToken::new("a".repeat(2_300));
        vault.store(id, &large).await.unwrap();
        let back = vault.load(id).await.unwrap().record.unwrap();
        assert_eq!(back.tokens.access.expose_secret().len(), 2_300);
        let beside = entry(&store, &format!("{id}-access"));
        assert!(beside.get_secret().is_ok());
        vault.forget(id, 1).await.unwrap();
        assert!(matches!(beside.get_secret(), Err(Error::NoEntry)));
    }

    #[tokio::test]
    async fn a_record_that_cannot_be_read_is_put_aside_and_a_later_one_left_alone() {
        let (vault, store) = vault();
        let id = ConnectionId::random();
        let main = entry(&store, &id.to_string());
        let aside = entry(&store, &format!("{id}-bad"));
        main.set_secret(b"{\"v\":2}").unwrap();
        assert_eq!(vault.load(id).await.unwrap_err(), Failure::Newer);
        assert!(matches!(aside.get_secret(), Err(Error::NoEntry)));
        main.set_secret(b"garbage").unwrap();
        assert_eq!(vault.load(id).await.unwrap_err(), Failure::Damaged);
        assert_eq!(aside.get_secret().unwrap(), b"garbage");
        vault.forget(id, 0).await.unwrap();
        assert!(matches!(aside.get_secret(), Err(Error::NoEntry)), "it goes with the tokens");
    }

    #[tokio::test]
    async fn a_client_secret_outlives_the_tokens_and_not_the_connection() {
        let (vault, _store) = vault();
        let id = ConnectionId::random();
        let secret = async || {
            let secret = vault.client_secret(id, &acme()).await.unwrap();
            secret.map(|secret| secret.expose_secret().to_owned())
        };
        assert_eq!(secret().await, None);
        vault.store_client_secret(id, &acme(), ClientSecret::new("s3".into())).await.unwrap();
        assert_eq!(secret().await.as_deref(), Some("s3"));
        assert_eq!(vault.load(id).await.unwrap().client_secret_for, Some(acme()));
        vault.forget(id, 1).await.unwrap();
        assert_eq!(secret().await.as_deref(), Some("s3"), "the next sign-in needs it");
        vault.forget_everything(id, 1).await.unwrap();
        assert_eq!(secret().await, None);
    }

    #[tokio::test]
    async fn a_client_secret_that_is_not_taken_is_kept_in_memory_until_it_is() {
        let (vault, store) = vault();
        let id = ConnectionId::random();
        let kept = entry(&store, &format!("{id}-client"));
        let keep = async |text: &str| {
            vault.store_client_secret(id, &acme(), ClientSecret::new(text.to_owned())).await
        };
        let secret = async || {
            let secret = vault.client_secret(id, &acme()).await.unwrap();
            secret.map(|secret| secret.expose_secret().to_owned())
        };
        keep("old").await.unwrap();
        fail_once(&kept, Error::NoStorageAccess("locked".into()));
        assert_eq!(keep("new").await, Err(Failure::Locked));
        assert_eq!(secret().await.as_deref(), Some("new"), "not what the keyring holds");
        keep("newer").await.unwrap();
        kept.set_secret(b"0123456789abcdef\nchanged by hand").unwrap();
        assert_eq!(secret().await.as_deref(), Some("changed by hand"), "memory lets go of it");
        fail_once(&kept, Error::NoStorageAccess("locked".into()));
        assert_eq!(keep("last").await, Err(Failure::Locked));
        vault.forget_everything(id, 1).await.unwrap();
        assert_eq!(secret().await, None, "a removal empties memory too");
    }

    #[tokio::test]
    async fn a_client_secret_that_is_no_text_is_damaged() {
        let (vault, store) = vault();
        let id = ConnectionId::random();
        entry(&store, &format!("{id}-client")).set_secret(&[0xff]).unwrap();
        assert_eq!(vault.client_secret(id, &acme()).await.unwrap_err(), Failure::Damaged);
    }

    #[tokio::test]
    async fn a_client_secret_is_for_the_server_that_it_was_typed_for() {
        let (vault, store) = vault();
        let id = ConnectionId::random();
        let other = ServerId::from_segment("fedcba9876543210").unwrap();
        let kept = entry(&store, &format!("{id}-client"));
        let keep = async || {
            vault.store_client_secret(id, &acme(), ClientSecret::new("s3".to_owned())).await
        };
        keep().await.unwrap();
        assert!(vault.client_secret(id, &other).await.unwrap().is_none());
        fail_once(&kept, Error::NoStorageAccess("locked".into()));
        keep().await.unwrap_err();
        assert!(vault.client_secret(id, &other).await.unwrap().is_none(), "nor from memory");
        assert!(vault.client_secret(id, &acme()).await.unwrap().is_some());
    }

    fn acme() -> ServerId {
        ServerId::from_segment("0123456789abcdef").unwrap()
    }

    #[tokio::test]
    async fn a_store_is_told_about_every_entry_what_it_wants_to_be_told() {
        let store = mock::Store::new().unwrap();
        let keyring = Keyring {
            service: "test".into(),
            open: Box::new(move || Ok(Arc::clone(&store) as Arc<CredentialStore>)),
            modifiers: HashMap::from([("target", "latchkey")]),
            sort: |error| matches!(error, Error::NotSupportedByStore(_)).then_some(Failure::Newer),
        };
        let told = Vault::new(keyring).load(ConnectionId::random()).await;
        assert_eq!(told.unwrap_err(), Failure::Newer, "the double wants to be told nothing");
    }

    #[tokio::test]
    async fn a_store_that_was_lost_is_opened_anew_once() {
        let (vault, store) = vault();
        let id = ConnectionId::random();
        let main = entry(&store, &id.to_string());
        vault.store(id, &record(1)).await.unwrap();
        fail_once(&main, Error::PlatformFailure("restarted".into()));
        assert_eq!(generation(&vault, id).await, Some(1));

        let (vault, store) = self::vault();
        let main = entry(&store, &id.to_string());
        fail_once(&main, Error::PlatformFailure("broken".into()));
        assert_eq!(vault.store(id, &record(1)).await, Err(Failure::Refused), "it was just opened");
    }

    #[test]
    fn neither_a_vault_nor_a_keyring_prints_what_it_holds() {
        let (vault, store) = vault();
        assert_eq!(format!("{vault:?}"), "Vault { .. }");
        let keyring = Keyring {
            service: "test".into(),
            open: Box::new(move || Ok(Arc::clone(&store) as Arc<CredentialStore>)),
            modifiers: HashMap::new(),
            sort: |_| None,
        };
        assert_eq!(format!("{keyring:?}"), "Keyring { service: \"test\", .. }");
    }

    #[tokio::test]
    async fn an_older_record_never_follows_a_newer_one() {
        let (vault, _store) = vault();
        let id = ConnectionId::random();
        vault.store(id, &record(2)).await.unwrap();
        vault.store(id, &record(1)).await.unwrap();
        assert_eq!(generation(&vault, id).await, Some(2));
        vault.forget(id, 2).await.unwrap();
        vault.store(id, &record(2)).await.unwrap();
        assert_eq!(generation(&vault, id).await, None, "what was forgotten does not come back");
        vault.store(id, &record(3)).await.unwrap();
        assert_eq!(generation(&vault, id).await, Some(3));
    }

    #[tokio::test]
    async fn failures_are_told_apart() {
        for (error, failure) in [
            (Error::NoStorageAccess("locked".into()), Failure::Locked),
            (Error::TooLong("secret".into(), 2560), Failure::Full),
            (Error::Invalid("user".into(), "empty".into()), Failure::Refused),
            (Error::NoDefaultStore, Failure::Missing),
        ] {
            let (vault, store) = vault();
            let id = ConnectionId::random();
            let story = error.to_string();
            fail_once(&entry(&store, &id.to_string()), error);
            assert_eq!(vault.store(id, &record(1)).await, Err(failure), "{story}");
        }
    }

    #[tokio::test]
    async fn f52_a_store_that_panics_is_replaced() {
        let first = AtomicBool::new(true);
        let store = mock::Store::new().unwrap();
        let keyring = Keyring {
            service: "test".into(),
            open: Box::new(move || {
                assert!(!first.swap(false, Ordering::SeqCst), "the store breaks the first time");
                Ok(Arc::clone(&store) as Arc<CredentialStore>)
            }),
            modifiers: HashMap::new(),
            sort: |_| None,
        };
        let vault = Vault::new(keyring);
        let id = ConnectionId::random();
        assert_eq!(vault.store(id, &record(1)).await, Err(Failure::Refused));
        assert_eq!(vault.store(id, &record(2)).await, Ok(()));
    }
}
