//! An answer of the token endpoint, as it stands on the wire.
#![no_main]

use common::{NOW, assert_silent, assert_sound, client, grants, server};
use latchkey_core::fuzzing::Answer;
use latchkey_core::oauth::preflight::Opinion;
use latchkey_core::token::{Claims, Lifetime};
use latchkey_core::trouble::Kind;
use libfuzzer_sys::fuzz_target;
use secrecy::ExposeSecret;

/// In small letters, as a host name repeats them.
const CLIENT_SECRET: &str = "client-canary-9qw7";
const SENT: &str = "sent-canary-5yk2";

fuzz_target!(|bytes: &[u8]| {
    let Some(answer) = Answer::from_wire(bytes) else { return };
    for grant in grants(SENT) {
        match answer.to_grant(&client(CLIENT_SECRET), &grant) {
            Ok(issued) => {
                assert!(answer.is_success(), "only success brings tokens");
                assert!(issued.access.is_some() || issued.refresh.is_some());
                let tokens = [
                    issued.access.as_ref().map(|token| token.expose_secret()),
                    issued.refresh.as_ref().map(|token| token.expose_secret()),
                ];
                for token in tokens.into_iter().flatten() {
                    assert!(!token.is_empty() && token.bytes().all(|b| b.is_ascii_graphic()));
                }
                let claims = issued.access.as_ref().map(Claims::peek).unwrap_or_default();
                let lifetime = Lifetime::new(NOW, issued.expires_in.as_ref(), &claims);
                if let Some(end) = lifetime.expires_at {
                    assert!(end <= NOW.after(std::time::Duration::from_secs(10 * 366 * 86_400)));
                }
            }
            Err(trouble) => {
                assert_sound(&trouble);
                assert_silent(&trouble, CLIENT_SECRET);
                assert_silent(&trouble, SENT);
                let misdirected = trouble.kind == Kind::Misdirected;
                assert!(!misdirected || trouble.status.is_some_and(|status| status / 100 == 3));
            }
        }
    }
    let opinion = answer.opinion(&server());
    assert!(!answer.is_success() || opinion == Opinion::Unclear, "a page is no opinion");
    if let Ok(who) = answer.about(Some("2")) {
        assert_eq!(who.id, "2", "an answer cannot speak for somebody else");
        for words in [Some(&who.user_name), Some(&who.full_name), who.email.as_ref()] {
            words.into_iter().for_each(|words| common::assert_harmless(words));
        }
    }
    if let Ok(who) = answer.about(None) {
        assert!(!who.id.is_empty(), "somebody has an id");
    }
});
