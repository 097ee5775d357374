//! A personal access token, as somebody pastes it.
#![no_main]

use common::{NOW, assert_silent_error};
use latchkey_core::token::{AccessToken, Claims};
use libfuzzer_sys::fuzz_target;
use secrecy::ExposeSecret;

fuzz_target!(|pasted: &str| {
    for pasted in [pasted.to_owned(), format!("e30.{}.c2ln", common::base64(pasted))] {
        match AccessToken::personal(&pasted, NOW) {
            Ok(token) => {
                let text = token.expose_secret();
                assert!(pasted.contains(text), "nothing is added");
                assert!(text.bytes().all(|b| b.is_ascii_graphic()) && text.len() <= 8192);
                let claims = Claims::peek(&token);
                assert!(claims.subject.is_some(), "somebody's");
                assert!(claims.expires_at.is_none_or(|end| end > NOW), "and still good");
                for dress in [text.to_owned(), format!(" Bearer {text}\n"), format!("\"{text}\"")] {
                    let again = AccessToken::personal(&dress, NOW);
                    assert!(again.is_ok_and(|again| again.expose_secret() == text), "{dress}");
                }
            }
            Err(error) => {
                let errors = ["this is no token of ProcessMaker", "this token has expired"];
                assert!(errors.iter().any(|words| error.to_string().starts_with(words)));
                assert_silent_error(&error, "canary");
            }
        }
    }
});
