//! The address of an instance, as somebody types it; and every endpoint made from it.
//!
//! After a line break, the ids that a token says it has, which become parts of addresses.
#![no_main]

use common::assert_silent_error;
use latchkey_core::connection::{ServerId, ServerUrl};
use latchkey_core::instance::{Generation, Instance};
use libfuzzer_sys::fuzz_target;
use url::Url;

fuzz_target!(|text: &str| {
    let (typed, ids) = text.split_once('\n').unwrap_or((text, "2"));
    let (subject, token_id) = ids.split_once('\n').unwrap_or((ids, "ab12"));
    let with_password = typed.replacen("://", "://maria:canary-5Yk2@", 1);
    if let Err(error) = ServerUrl::parse(&with_password) {
        assert_silent_error(&error, "canary");
    }
    let Ok(server) = ServerUrl::parse(typed) else { return };
    let again = ServerUrl::parse(server.as_str()).expect("a normal form is an address");
    assert_eq!(again, server, "normalising twice changes nothing");
    assert_eq!((again.id(), again.as_str()), (server.id(), server.as_str()));
    assert!(ServerId::from_segment(server.id().as_str()).is_some());
    let stored: ServerUrl = serde_json::to_value(&server)
        .and_then(serde_json::from_value)
        .expect("what was stored can be read");
    assert_eq!(stored, server);
    assert!(!server.is_plain_http() || server.is_loopback(), "no token travels in the clear");

    let base = server.at("");
    assert!(base.username().is_empty() && base.password().is_none());
    for generation in [Generation::Version3, Generation::Version4, Generation::Version2026] {
        let instance = Instance::new(server.clone(), generation);
        let folder = base.path().to_owned();
        let below = |url: Url, fixed: &str| {
            assert_eq!(url.origin(), base.origin(), "{url} is of another origin");
            assert!(url.username().is_empty() && url.password().is_none());
            assert!(url.query().is_none() && url.fragment().is_none(), "{url} says more");
            if !instance.is_version_3() {
                assert!(url.path().starts_with(&format!("{folder}{fixed}")), "{url} left {base}");
            }
            assert!(url.path().contains(fixed), "{url} does not lead to {fixed}");
        };
        let oauth = if instance.is_version_3() { "oauth2" } else { "oauth" };
        below(instance.authorization_endpoint(), &format!("{oauth}/authorize"));
        below(instance.token_endpoint(), &format!("{oauth}/token"));
        below(instance.admin_page(), if instance.is_version_3() { "sys" } else { "admin/" });
        if let Some(url) = instance.person(Some(subject)) {
            below(url, if instance.is_version_3() { "api/1.0/" } else { "api/1.0/users/" });
        }
        if let Some(url) = instance.revocation(Some(subject), token_id) {
            below(url, if instance.is_version_3() { "oauth2/" } else { "api/1.0/users/" });
        }
    }
});
