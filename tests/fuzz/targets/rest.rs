//! `Retry-After` and `Date`, one a line.
#![no_main]

use common::{NOW, assert_sound};
use latchkey_core::clock::ClockOffset;
use latchkey_core::fuzzing::Answer;
use latchkey_core::schedule::{self, Spread};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut lines = bytes.splitn(2, |byte| *byte == b'\n');
    let (asked, date) = (lines.next().unwrap_or_default(), lines.next());
    let mut wire = b"HTTP/1.1 429 \r\nRetry-After: ".to_vec();
    wire.extend_from_slice(asked);
    if let Some(date) = date {
        wire.extend_from_slice(b"\r\nDate: ");
        wire.extend_from_slice(date);
    }
    wire.extend_from_slice(b"\r\n\r\n");
    let Some(answer) = Answer::from_wire(&wire) else { return };
    let trouble = answer.unexpected();
    assert_sound(&trouble);
    let rest = trouble.retry_after;
    assert!(rest.is_some(), "a throttled program rests");
    assert!(
        Some(schedule::rest(1, rest, None, Spread::at(0))) >= rest,
        "the server gets the rest that it asked for"
    );
    if let Some(date) = answer.date() {
        assert!(date.as_millis() >= 0, "{date:?} is before all clocks");
        let offset = ClockOffset::measure(date, NOW, NOW);
        let back = offset.local_time(offset.server_time(NOW));
        assert_eq!(back, NOW, "there and back is where it began");
    }
});
