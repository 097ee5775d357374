//! What the keyring gives back: the record, and the access token's own entry after a line break.
#![no_main]

use std::time::Duration;

use common::{NOW, assert_silent};
use latchkey_core::record::{Encoded, Record};
use latchkey_core::schedule::{self, Spread};
use libfuzzer_sys::fuzz_target;
use secrecy::ExposeSecret;

fuzz_target!(|bytes: &[u8]| {
    let mut entries = bytes.splitn(2, |byte| *byte == b'\n');
    let main = entries.next().unwrap_or_default();
    let Ok(record) = Record::decode(main, entries.next()) else { return };
    let tokens = &record.tokens;
    let refresh = tokens.refresh.as_ref().map(|token| token.expose_secret());
    assert!(!tokens.access.expose_secret().is_empty() || refresh.is_some(), "it holds something");

    let encoded = record.encode();
    assert!(encoded.record.is_ascii() && encoded.access.iter().all(|text| text.is_ascii()));
    assert_silent(&encoded, "\"gen\"");
    let again = decoded(&encoded);
    assert_same(&record, &again);
    let twice = again.encode();
    assert!(twice.record == encoded.record && twice.access == encoded.access);

    // Whatever times it holds can be reckoned with.
    let lifetime = tokens.lifetime;
    let left = lifetime.left(NOW);
    assert_eq!(lifetime.is_over(NOW), left == Some(Duration::ZERO));
    assert!(!(lifetime.is_over(NOW) && lifetime.is_good_for(Duration::from_secs(300), NOW)));
    if let Some(due) = schedule::renewal(&lifetime, Spread::at(u16::MAX)) {
        assert!(due >= lifetime.obtained_at);
        assert!(schedule::sleep(NOW, [due]).is_some());
    }
    assert!(record.is_same_pair(&again.tokens));
    assert_same(&record, &record.clone().noted_with(&again));
});

fn decoded(encoded: &Encoded) -> Record {
    let access = encoded.access.as_ref().map(|text| text.as_bytes());
    Record::decode(encoded.record.as_bytes(), access).expect("what was written can be read")
}

fn assert_same(one: &Record, other: &Record) {
    let refresh = |record: &Record| {
        record.tokens.refresh.as_ref().map(|token| token.expose_secret().to_owned())
    };
    assert_eq!(one.tokens.access.expose_secret(), other.tokens.access.expose_secret());
    assert_eq!(refresh(one), refresh(other));
    assert_eq!(one.tokens.claims, other.tokens.claims);
    assert_eq!(one.tokens.lifetime, other.tokens.lifetime);
    assert_eq!((one.generation, one.standing), (other.generation, other.standing));
    assert_eq!((&one.server, &one.client), (&other.server, &other.client));
    assert_eq!((&one.who, one.copied_at), (&other.who, other.copied_at));
}
