//! The arguments that the system starts the program with: a link among anything else.
//!
//! One argument a line, the program's name first; the scheme and the length are looked at as the shell does.
#![no_main]

use common::assert_ours;
use latchkey_core::connection::Way;
use latchkey_core::oauth::redirect::Redirect;
use latchkey_core::product::INSTALLED;
use libfuzzer_sys::fuzz_target;
use url::Url;

fuzz_target!(|arguments: &str| {
    for argument in arguments.lines().skip(1) {
        let Ok(link) = Url::parse(argument) else { continue };
        let read = Redirect::parse(link.as_str(), &INSTALLED);
        if link.scheme() != INSTALLED.scheme {
            assert!(!read.is_ok_and(|redirect| redirect.uri.way() == Way::DeepLink));
            continue;
        }
        if let Ok(redirect) = read {
            assert_eq!(redirect.uri.way(), Way::DeepLink);
            assert_ours(&redirect, link.as_str());
            let bare = Redirect::parse(argument, &INSTALLED);
            assert!(
                bare.is_err() || bare.is_ok_and(|bare| bare.uri == redirect.uri),
                "a detour through an address changes nothing"
            );
        }
    }
});
