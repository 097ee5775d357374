//! What a second start hands to the first: a folder and arguments, of which the first takes links only.
//!
//! Only a lone argument can be a link; on Windows and Linux the plugin takes it from there, so that anything that
//! reads as one of ours has to come through in every dress in which a system can bring it.
#![no_main]

use latchkey_core::oauth::redirect::{Redirect, RedirectError};
use latchkey_core::product::INSTALLED;
use libfuzzer_sys::fuzz_target;
use url::Url;

fuzz_target!(|payload: &[u8]| {
    // What is not UTF-8 arrives with replacement characters.
    let payload = String::from_utf8_lossy(payload);
    let arguments: Vec<&str> = payload.split('\0').collect();
    let [_folder, _program, link] = arguments.as_slice() else { return };
    let Ok(link) = Url::parse(link) else { return };
    let read = Redirect::parse(link.as_str(), &INSTALLED);
    match &read {
        Ok(redirect) => assert!(
            link.as_str().starts_with(&format!("{}?", redirect.uri)),
            "the address is ours byte for byte"
        ),
        Err(RedirectError::TooLong) => assert!(link.as_str().len() > 4096),
        Err(RedirectError::NotOurs | RedirectError::Repeated | RedirectError::Undecided) => {}
    }
    let dressed = format!(" {link}\r\n");
    let again = Redirect::parse(&dressed, &INSTALLED);
    assert_eq!(again.is_ok(), read.is_ok(), "white space around it changes nothing");
});
