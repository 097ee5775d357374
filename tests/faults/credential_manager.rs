//! The Credential Manager of Windows, which takes no entry of more than 2,560 bytes.

use latchkey_core::clock::Timestamp;
use latchkey_core::connection::{ClientId, ConnectionId, ServerId};
use latchkey_core::product::DEVELOPMENT;
use latchkey_core::record::{MAX_PIECE, Record, Standing, WINDOWS_LIMIT};
use latchkey_core::token::{AccessToken, Claims, ClientSecret, Lifetime, RefreshToken, TokenSet};
use latchkey_core::vault::{Failure, Keyring, Vault};
use secrecy::ExposeSecret as _;

/// The program's own way to it.
#[path = "../../src-tauri/src/keyring_store.rs"]
mod keyring_store;

/// Entries that no other run has.
fn keyring() -> Keyring {
    let service = format!("latchkey test {}", ConnectionId::random());
    Keyring { service, ..keyring_store::keyring(&DEVELOPMENT) }
}

fn server() -> ServerId {
    ServerId::from_segment("7f3a9c1e22d04b5a").unwrap()
}

fn record(generation: u64, access: &str) -> Record {
    let access = AccessToken::new(access.to_owned());
    let obtained_at = Timestamp::from_millis(1_795_307_008_000);
    Record {
        generation,
        standing: Standing::Active,
        server: server(),
        client: serde_json::from_str::<ClientId>("\"4\"").unwrap(),
        tokens: TokenSet {
            claims: Claims::peek(&access),
            access,
            refresh: Some(RefreshToken::new("def502".repeat(118))),
            lifetime: Lifetime { obtained_at, expires_at: None, born: None },
        },
        who: None,
        copied_at: None,
    }
}

/// The longest access token whose record stays in one piece.
fn longest() -> String {
    "a".repeat(MAX_PIECE - record(1, "").encode().record.len())
}

async fn access(vault: &Vault, id: ConnectionId) -> String {
    let record = vault.load(id).await.unwrap().record.unwrap();
    record.tokens.access.expose_secret().to_owned()
}

#[test]
fn f13_an_entry_of_just_so_many_bytes_is_kept_and_no_larger_one() {
    let keyring = keyring();
    let store = (keyring.open)().unwrap();
    let entry = store.build(&keyring.service, "limit", Some(&keyring.modifiers)).unwrap();
    for length in [1, MAX_PIECE, WINDOWS_LIMIT - 1, WINDOWS_LIMIT] {
        let secret: Vec<u8> = (0..=u8::MAX).cycle().take(length).collect();
        entry.set_secret(&secret).unwrap();
        assert_eq!(entry.get_secret().unwrap(), secret, "{length} bytes");
    }
    let refused = entry.set_secret(&[b'a'; WINDOWS_LIMIT + 1]).unwrap_err();
    assert!(matches!(refused, keyring::Error::TooLong(..)), "{refused:?}");
    assert_eq!(entry.get_secret().unwrap().len(), WINDOWS_LIMIT, "what was there is still there");
    entry.delete_credential().unwrap();
    assert!(matches!(entry.get_secret(), Err(keyring::Error::NoEntry)));
}

#[test]
fn tokens_do_not_roam_to_other_computers() {
    let keyring = keyring();
    let store = (keyring.open)().unwrap();
    let entry = store.build(&keyring.service, "roaming", Some(&keyring.modifiers)).unwrap();
    entry.set_secret(b"token").unwrap();
    let attributes = entry.get_attributes().unwrap();
    entry.delete_credential().unwrap();
    assert_eq!(attributes["persistence"], "Local");
}

#[tokio::test]
async fn f13_the_longest_record_in_one_piece_and_the_first_in_two_are_read_back() {
    let vault = Vault::new(keyring());
    let id = ConnectionId::random();
    let (one, two) = (longest(), longest() + "a");
    for (generation, token, pieces) in [(1, &one, 1), (2, &two, 2), (3, &one, 1)] {
        let record = record(generation, token);
        let encoded = record.encode();
        assert_eq!(1 + usize::from(encoded.access.is_some()), pieces);
        vault.store(id, &record).await.unwrap();
        assert_eq!(&access(&vault, id).await, token, "in {pieces}");
    }
    vault.forget_everything(id, 3).await.unwrap();
    assert!(vault.load(id).await.unwrap().record.is_none(), "nothing is left of either");
}

#[tokio::test]
async fn f13_a_token_that_no_entry_holds_is_said_to_be_too_large() {
    let vault = Vault::new(keyring());
    let id = ConnectionId::random();
    let stored = vault.store(id, &record(1, &"a".repeat(WINDOWS_LIMIT))).await;
    assert_eq!(stored, Err(Failure::Full));
    let kept = vault.load(id).await.unwrap().record.unwrap();
    assert!(kept.tokens.refresh.is_some(), "what brings the next one is kept");
    vault.forget_everything(id, 1).await.unwrap();
}

#[tokio::test]
async fn a_client_secret_lies_beside_the_tokens_and_goes_with_them() {
    let vault = Vault::new(keyring());
    let id = ConnectionId::random();
    let secret = "s".repeat(40);
    vault.store(id, &record(1, "token")).await.unwrap();
    vault.store_client_secret(id, &server(), ClientSecret::new(secret.clone())).await.unwrap();
    vault.forget(id, 1).await.unwrap();
    let kept = vault.client_secret(id, &server()).await.unwrap().unwrap();
    assert_eq!(kept.expose_secret(), secret, "a sign-out leaves it");
    vault.forget_everything(id, 2).await.unwrap();
    assert!(vault.client_secret(id, &server()).await.unwrap().is_none());
}

#[tokio::test]
async fn it_is_open_and_has_a_name() {
    let standing = Vault::new(keyring()).examine(keyring_store::LOOK).await;
    assert_eq!(standing.keeper.as_deref(), Some("Credential Manager"));
    assert_eq!(standing.state, Ok(()));
    assert_eq!(Vault::new(keyring()).unlock(keyring_store::LOOK).await, Ok(()));
}
