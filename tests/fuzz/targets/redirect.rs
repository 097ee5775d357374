//! An address that came back from a browser, or that somebody pasted.
#![no_main]

use common::assert_ours;
use latchkey_core::connection::Way;
use latchkey_core::oauth::redirect::{Outcome, Redirect};
use latchkey_core::product::{DEVELOPMENT, INSTALLED};
use libfuzzer_sys::fuzz_target;
use secrecy::ExposeSecret;
use url::form_urlencoded::Serializer;

fuzz_target!(|text: &str| {
    let Ok(redirect) = Redirect::parse(text, &INSTALLED) else { return };
    assert_ours(&redirect, text);
    let of_development = Redirect::parse(text, &DEVELOPMENT).is_ok();
    let way = redirect.uri.way();
    assert_eq!(of_development, way == Way::Loopback, "each build has deep links of its own");

    // Written again from what was read, it says the same.
    let mut query = Serializer::new(String::new());
    if let Some(state) = &redirect.state {
        query.append_pair("state", state.expose_secret());
    }
    if let Some(issuer) = &redirect.issuer {
        query.append_pair("iss", issuer);
    }
    match &redirect.outcome {
        Outcome::Code(code) => query.append_pair("code", code.expose_secret()),
        Outcome::Error { error, description } => {
            // A server's words may be nothing but what is left out.
            query.append_pair("error", if error.is_empty() { "\u{0}" } else { error });
            query.append_pair("error_description", description.as_deref().unwrap_or_default())
        }
    };
    let written = format!("{}?{}", redirect.uri, query.finish());
    if written.len() > 4096 {
        return;
    }
    let again = Redirect::parse(&written, &INSTALLED).expect("what was read can be read again");
    let secret =
        |redirect: &Redirect| redirect.state.as_ref().map(|state| state.expose_secret().to_owned());
    assert_eq!((again.uri, &again.issuer), (redirect.uri.clone(), &redirect.issuer));
    let again = Redirect::parse(&written, &INSTALLED).expect("as before");
    assert_eq!(secret(&again), secret(&redirect));
    match (again.outcome, redirect.outcome) {
        (Outcome::Code(one), Outcome::Code(other)) => {
            assert_eq!(one.expose_secret(), other.expose_secret());
        }
        (
            Outcome::Error { error, description },
            Outcome::Error { error: other, description: words },
        ) => assert_eq!((error, description), (other, words)),
        (Outcome::Code(_), Outcome::Error { .. }) | (Outcome::Error { .. }, Outcome::Code(_)) => {
            panic!("the outcome turned")
        }
    }
});
