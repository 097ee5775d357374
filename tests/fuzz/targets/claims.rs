//! What an access token says about itself: the text of a token, or the claims themselves, and what the server said
//! about its life after a line break.
#![no_main]

use std::time::Duration;

use common::{NOW, assert_silent};
use latchkey_core::schedule::{self, Spread};
use latchkey_core::token::{AccessToken, Claims, Lifetime};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (token, told) = text.split_once('\n').unwrap_or((text, "null"));
    let told = serde_json::from_str(told).ok();
    for token in [token.to_owned(), format!("e30.{}.canary-5Yk2", common::base64(token))] {
        let token = AccessToken::new(token);
        assert_silent(&token, "canary");
        let claims = Claims::peek(&token);
        assert_eq!(Claims::peek(&token), claims, "the same text says the same");
        assert!(claims.subject.as_deref() != Some("") && claims.token_id.as_deref() != Some(""));
        for time in [claims.issued_at, claims.expires_at].into_iter().flatten() {
            assert!((0..=253_402_300_800_000).contains(&time.as_millis()), "{time:?} is no time");
        }
        let lifetime = Lifetime::new(NOW, told.as_ref(), &claims);
        let left = lifetime.left(NOW);
        assert_eq!(left.is_some(), lifetime.expires_at.is_some());
        assert!(left.is_none_or(|left| left <= Duration::from_secs(10 * 366 * 86_400)));
        assert_eq!(lifetime.is_over(NOW), left == Some(Duration::ZERO));
        assert!(!(lifetime.is_over(NOW) && lifetime.is_good_for(Duration::ZERO, NOW)));
        if let Some(due) = schedule::renewal(&lifetime, Spread::at(0)) {
            assert!(
                schedule::renewal(&lifetime, Spread::at(u16::MAX))
                    .is_some_and(|later| later >= due)
            );
        }
    }
});
