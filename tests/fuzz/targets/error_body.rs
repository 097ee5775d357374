//! What a token endpoint says when it refuses, with every status that it may say it with.
#![no_main]

use common::{assert_silent, assert_sound, client, grants};
use latchkey_core::fuzzing::Answer;
use latchkey_core::trouble::Kind;
use libfuzzer_sys::fuzz_target;

const SENT: &str = "sent-canary-5Yk2";

fuzz_target!(|body: &[u8]| {
    for status in [400, 401, 403, 429, 500, 503] {
        for content_type in ["application/json", "text/html"] {
            let head = format!("HTTP/1.1 {status} \r\nContent-Type: {content_type}\r\n\r\n");
            let answer = Answer::from_wire(&[head.as_bytes(), body].concat());
            let answer = answer.expect("this is an answer");
            for grant in grants(SENT) {
                let refused = answer.to_grant(&client("client-canary-9Qw7"), &grant);
                let trouble = refused.expect_err("no tokens come of a refusal");
                assert_sound(&trouble);
                assert_silent(&trouble, SENT);
                assert_eq!(trouble.status, Some(status));
                let of_a_gateway = content_type == "text/html";
                let final_word = trouble.kind.remedy() == latchkey_core::trouble::Remedy::SignIn;
                assert!(!(of_a_gateway && final_word), "no gateway ends a sign-in");
                assert!(trouble.kind != Kind::Throttled || trouble.retry_after.is_some());
            }
        }
    }
});
