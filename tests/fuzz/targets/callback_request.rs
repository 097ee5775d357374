//! Whatever a program or a web page sends to the listener: the head of a request, in pieces.
#![no_main]

use common::assert_ours;
use latchkey_core::connection::ServerId;
use latchkey_core::oauth::loopback_request::{Door, MAX_HEAD, Verdict};
use latchkey_core::oauth::redirect::{Redirect, RedirectUri};
use latchkey_core::product::INSTALLED;
use libfuzzer_sys::fuzz_target;

const ID: &str = "7f3a9c1e22d04b5a";

fuzz_target!(|head: &[u8]| {
    let server = ServerId::from_segment(ID).expect("this is an id");
    let door = Door { port: 43121, server: server.clone() };
    let head = &head[..head.len().min(MAX_HEAD)];
    let verdict = door.judge(head);
    match &verdict {
        Verdict::Incomplete => assert!(head.len() < MAX_HEAD, "a full buffer is decided on"),
        Verdict::Refuse(status) => assert!([400, 404, 405, 431].contains(status)),
        Verdict::Done => {}
        Verdict::Callback(address) => {
            assert!(address.starts_with(&format!("http://127.0.0.1:43121/callback/{ID}?")));
            assert!(
                !address.bytes().any(|b| b.is_ascii_control()),
                "nothing of other lines comes along"
            );
            if let Ok(redirect) = Redirect::parse(address, &INSTALLED) {
                assert_eq!(redirect.uri, RedirectUri::Loopback { port: 43121, server });
                assert_ours(&redirect, address);
            }
        }
    }
    // What comes in two pieces is judged as if it came in one, or refused at once.
    let early = door.judge(&head[..head.len() / 2]);
    assert!(
        early == Verdict::Incomplete || early == verdict || matches!(early, Verdict::Refuse(_)),
        "the judgement of a beginning was taken back"
    );
});
