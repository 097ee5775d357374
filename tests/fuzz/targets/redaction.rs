//! Whatever a secret travels with, nothing that is printed of it holds the secret.
//!
//! The log has no filter of its own: it never holds a secret because no type that carries one prints it.
#![no_main]

use common::{NOW, assert_harmless, assert_silent, assert_silent_error, client, client_id, grants};
use latchkey_core::connection::{ServerId, ServerUrl};
use latchkey_core::identity::Identity;
use latchkey_core::oauth::exchange::Issued;
use latchkey_core::oauth::loopback_request::Door;
use latchkey_core::oauth::redirect::Redirect;
use latchkey_core::product::INSTALLED;
use latchkey_core::record::{Record, Standing};
use latchkey_core::token::{AccessToken, Claims, Lifetime, RefreshToken, TokenSet};
use latchkey_core::trouble::plain;
use libfuzzer_sys::fuzz_target;
use url::form_urlencoded::byte_serialize;

fuzz_target!(|words: &str| {
    // Shorter than a real one, so that the fuzzer does not learn it by itself.
    if words.contains("canary") {
        return;
    }
    assert_harmless(&plain(words));
    let secret = format!("canary{words}");
    let access = AccessToken::new(format!("e30.{}.canary", common::base64(words)));
    assert_silent(&access, "canary");
    assert_silent(&client(&secret), "canary");
    assert_silent(&grants(&secret), "canary");
    let lifetime = Lifetime::new(NOW, None, &Claims::default());
    let tokens = TokenSet {
        claims: Claims::peek(&access),
        access: access.clone(),
        refresh: Some(RefreshToken::new(secret.clone())),
        lifetime,
    };
    let record = Record {
        generation: 1,
        standing: Standing::Active,
        server: ServerId::from_segment("7f3a9c1e22d04b5a").expect("this is an id"),
        client: client_id(words),
        tokens,
        who: Some(Identity {
            id: "2".into(),
            user_name: plain(words),
            full_name: plain(words),
            email: None,
            administrator: false,
        }),
        copied_at: None,
    };
    assert_silent(&record, "canary");
    assert_silent(&record.encode(), "canary");
    let refresh = record.tokens.refresh.clone();
    assert_silent(
        &Issued { access: Some(access), refresh, expires_in: Some(words.into()) },
        "canary",
    );

    let encoded: String = byte_serialize(secret.as_bytes()).collect();
    let target =
        format!("/callback/7f3a9c1e22d04b5a?code={encoded}&state={encoded}&{}", words.trim());
    match Redirect::parse(&format!("http://127.0.0.1:43121{target}"), &INSTALLED) {
        Ok(redirect) => assert_silent(&redirect, "canary"),
        Err(error) => assert_silent_error(&error, "canary"),
    }
    let head = format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1:43121\r\n\r\n");
    let server = record.server;
    assert_silent(&Door { port: 43121, server }.judge(head.as_bytes()), "canary");
    for typed in [format!("https://me:{encoded}@{words}"), format!("https://{words}?t={encoded}")] {
        match ServerUrl::parse(&typed) {
            Ok(server) => assert_silent(&server, "canary"),
            Err(error) => assert_silent_error(&error, "canary"),
        }
    }
    if let Err(error) = AccessToken::personal(&secret, NOW) {
        assert_silent_error(&error, "canary");
    }
});
