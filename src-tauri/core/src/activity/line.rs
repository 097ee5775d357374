//! An event as one line of JSON.
//!
//! A line has no version. What may change is only what a reader can do without: fields that are new are passed over
//! by older programs, events and keys that are new are [`What::Other`] to them, and a line that is nothing at all
//! costs nobody but itself.

use std::io;

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::{Event, What};
use crate::clock::Timestamp;
use crate::connection::ConnectionId;

/// No line of ours comes near: it has at most three texts of 300 characters.
const MAX_LINE: usize = 16 * 1024;

#[derive(Serialize)]
struct Line<'a> {
    at: i64,
    connection: ConnectionId,
    #[serde(flatten)]
    what: &'a What,
}

/// What a line needs to be one.
#[derive(Deserialize)]
struct Head {
    at: i64,
    connection: ConnectionId,
    #[serde(rename = "what")]
    _what: IgnoredAny,
}

/// Adds an event to `lines`.
///
/// # Errors
/// Never, as long as every event can be written as JSON.
pub(super) fn write(event: &Event, lines: &mut Vec<u8>) -> io::Result<()> {
    let Event { at, connection, what } = event;
    let line = Line { at: at.as_millis(), connection: *connection, what };
    serde_json::to_writer(&mut *lines, &line)?;
    lines.push(b'\n');
    Ok(())
}

/// Reads a line; `None` for what is none of ours.
pub(super) fn read(line: &str) -> Option<Event> {
    if line.len() > MAX_LINE {
        return None;
    }
    let Head { at, connection, .. } = serde_json::from_str(line).ok()?;
    let what = serde_json::from_str(line).unwrap_or(What::Other);
    Some(Event { at: Timestamp::from_millis(at), connection, what })
}

/// A kind of trouble as its key.
pub(super) mod kind {
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::trouble::Kind;
    use crate::vault::Failure;

    /// One table for both directions, which the compiler keeps whole.
    macro_rules! keys {
        ($($kind:ident $(($failure:ident))? = $key:literal),* $(,)?) => {
            fn key(kind: Kind) -> &'static str {
                match kind {
                    $(Kind::$kind $((Failure::$failure))? => $key,)*
                }
            }

            fn kind(key: &str) -> Option<Kind> {
                match key {
                    $($key => Some(Kind::$kind $((Failure::$failure))?),)*
                    _ => None,
                }
            }

            #[cfg(test)]
            pub(in crate::activity) const ALL: &[Kind] =
                &[$(Kind::$kind $((Failure::$failure))?),*];
        };
    }

    keys! {
        Declined = "declined",
        AttemptExpired = "attemptExpired",
        NotRegistered = "notRegistered",
        ServerRefused = "serverRefused",
        ClientRejected = "clientRejected",
        CodeRejected = "codeRejected",
        RefreshTokenRevoked = "refreshTokenRevoked",
        RefreshTokenExpired = "refreshTokenExpired",
        RefreshTokenUnknown = "refreshTokenUnknown",
        NoRefreshToken = "noRefreshToken",
        Configuration = "configuration",
        Misdirected = "misdirected",
        NameNotFound = "nameNotFound",
        Unreachable = "unreachable",
        UnknownAuthority = "unknownAuthority",
        CertificateName = "certificateName",
        CertificateExpired = "certificateExpired",
        CertificateEarly = "certificateEarly",
        Certificate = "certificate",
        Tls = "tls",
        Proxy = "proxy",
        ProxyUnreachable = "proxyUnreachable",
        ProxyCredentials = "proxyCredentials",
        Timeout = "timeout",
        Throttled = "throttled",
        Maintenance = "maintenance",
        ServerError = "serverError",
        UnexpectedAnswer = "unexpectedAnswer",
        TokenNotAccepted = "tokenNotAccepted",
        AnswerLost = "answerLost",
        PasswordRejected = "passwordRejected",
        GrantMissing = "grantMissing",
        OwnLimit = "ownLimit",
        Busy = "busy",
        Lock = "lock",
        NoWayBack = "noWayBack",
        NoSecret = "noSecret",
        Keyring(Locked) = "keyringLocked",
        Keyring(Missing) = "keyringMissing",
        Keyring(Slow) = "keyringSlow",
        Keyring(Refused) = "keyringRefused",
        Keyring(Full) = "keyringFull",
        Keyring(Damaged) = "keyringDamaged",
        Keyring(Newer) = "keyringNewer",
    }

    pub(in crate::activity) fn serialize<S: Serializer>(
        kind: &Kind,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(key(*kind))
    }

    pub(in crate::activity) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Kind, D::Error> {
        let text = String::deserialize(deserializer)?;
        kind(&text).ok_or_else(|| D::Error::custom("no kind of trouble"))
    }
}

/// A request that the person did not wait for, as its key.
pub(super) mod stopped {
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serializer};

    const KEY: &str = "stopped";

    pub(in crate::activity) fn serialize<S: Serializer>(serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(KEY)
    }

    pub(in crate::activity) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<(), D::Error> {
        let is_it = String::deserialize(deserializer)? == KEY;
        is_it.then_some(()).ok_or_else(|| D::Error::custom("nothing that comes of a request"))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::activity::{Because, By, Copies, Found, Next, Outcome, RequestPath, Revoked};
    use crate::hand_outs::Through;
    use crate::trouble::Kind;
    use crate::vault::Failure;

    const HEAD: &str = r#""at":1795307008000,"connection":"5247d71e-0705-4992-b2e4-2663f2f2bb45""#;

    fn event(what: What) -> Event {
        let connection = "5247d71e-0705-4992-b2e4-2663f2f2bb45".parse().unwrap();
        Event { at: Timestamp::from_millis(1_795_307_008_000), connection, what }
    }

    fn written(event: &Event) -> String {
        let mut lines = Vec::new();
        write(event, &mut lines).unwrap();
        String::from_utf8(lines).unwrap()
    }

    fn whole(rest: &str) -> String {
        format!("{{{HEAD},{rest}}}")
    }

    /// Lines stay as they are: they are read by later versions, and by people's own programs.
    fn stays(what: What, rest: &str) {
        let event = event(what);
        assert_eq!(written(&event), format!("{}\n", whole(rest)));
        assert_eq!(read(&whole(rest)), Some(event), "{rest}");
    }

    #[test]
    fn sign_ins_have_lines() {
        let who = || Some("jdoe".into());
        let jdoe = r#""what":"signedIn","who":"jdoe","by""#;
        for (by, key) in [
            (By::DeepLink, "deepLink"),
            (By::Loopback, "loopback"),
            (By::PastedAddress, "pastedAddress"),
            (By::Password, "password"),
            (By::PersonalToken, "personalToken"),
        ] {
            stays(What::SignedIn { who: who(), by }, &format!("{jdoe}:\"{key}\""));
        }
        let nameless = What::SignedIn { who: None, by: By::Loopback };
        stays(nameless, r#""what":"signedIn","who":null,"by":"loopback""#);
        let failed = What::SignInFailed { why: Kind::Declined };
        stays(failed, r#""what":"signInFailed","why":"declined""#);
        stays(What::SignInGivenUp, r#""what":"signInGivenUp""#);
        let other = What::SomebodyElseCame { who: who() };
        stays(other, r#""what":"somebodyElseCame","who":"jdoe""#);
    }

    #[test]
    fn refreshes_have_lines() {
        for (because, copies, rest) in [
            (Because::Background, Copies::None, r#""because":"background","copies":"none""#),
            (Because::Person, Copies::Ended, r#""because":"person","copies":"ended""#),
            (Because::Copy, Copies::LiveOn, r#""because":"copy","copies":"liveOn""#),
            (Because::Request, Copies::None, r#""because":"request","copies":"none""#),
        ] {
            let refreshed = What::Refreshed { because, copies };
            stays(refreshed, &format!(r#""what":"refreshed",{rest}"#));
        }
        for (why, next, rest) in [
            (Kind::Timeout, Next::TriedAgain, r#""why":"timeout","next":"triedAgain""#),
            (
                Kind::Keyring(Failure::Locked),
                Next::WaitsForSomebody,
                r#""why":"keyringLocked","next":"waitsForSomebody""#,
            ),
        ] {
            let failed = What::RefreshFailed { why, next };
            stays(failed, &format!(r#""what":"refreshFailed",{rest}"#));
        }
        stays(What::AnswerLost, r#""what":"answerLost""#);
        let needed = What::SignInNeeded { why: Kind::RefreshTokenExpired };
        stays(needed, r#""what":"signInNeeded","why":"refreshTokenExpired""#);
    }

    #[test]
    fn what_is_done_with_a_token_has_lines() {
        for (through, key) in [(Through::Clipboard, "clipboard"), (Through::NewToken, "newToken")] {
            let handed_out = What::HandedOut { through, form: "curl".into() };
            let rest = format!(r#""what":"handedOut","through":"{key}","form":"curl""#);
            stays(handed_out, &rest);
        }
        for (outcome, key) in [
            (Outcome::Status(404), "404"),
            (Outcome::Trouble(Kind::NameNotFound), "\"nameNotFound\""),
            (Outcome::Stopped, "\"stopped\""),
        ] {
            let path = RequestPath::from("/api/1.0/users?page=".to_owned());
            let requested = What::Requested { method: "GET".into(), path, outcome, took: 87 };
            let asked = r#""what":"requested","method":"GET","path":"/api/1.0/users?page=""#;
            stays(requested, &format!("{asked},\"outcome\":{key},\"took\":87"));
        }
        for (found, key) in [
            (Found::Accepted, "accepted"),
            (Found::NoLongerAccepted, "noLongerAccepted"),
            (Found::Unreachable, "unreachable"),
        ] {
            let checked = What::TokenChecked { found };
            stays(checked, &format!(r#""what":"tokenChecked","found":"{key}""#));
        }
        for (revoked, key) in [
            (Revoked::Everything, "everything"),
            (Revoked::Copies, "copies"),
            (Revoked::LastToken, "lastToken"),
            (Revoked::Nothing, "nothing"),
        ] {
            let signed_out = What::SignedOut { revoked };
            stays(signed_out, &format!(r#""what":"signedOut","revoked":"{key}""#));
        }
    }

    #[test]
    fn what_has_a_name_has_a_line_with_it() {
        for (name, written) in [("Acme", "Acme"), ("Ü \"A\\B\"", "Ü \\\"A\\\\B\\\"")] {
            let name = || name.into();
            for (what, key) in [
                (What::PersonalTokenMade { name: name() }, "personalTokenMade"),
                (What::PersonalTokenRevoked { name: name() }, "personalTokenRevoked"),
                (What::ConnectionAdded { name: name() }, "connectionAdded"),
                (What::ConnectionChanged { name: name() }, "connectionChanged"),
                (What::ConnectionRemoved { name: name() }, "connectionRemoved"),
            ] {
                stays(what, &format!(r#""what":"{key}","name":"{written}""#));
            }
        }
        stays(What::Other, r#""what":"other""#);
    }

    #[test]
    fn every_trouble_has_a_key_of_its_own() {
        let mut lines = BTreeSet::new();
        for why in kind::ALL {
            let event = event(What::SignInFailed { why: *why });
            let line = written(&event);
            assert_eq!(read(line.trim_end()), Some(event), "{line}");
            assert!(lines.insert(line), "{why:?}: said twice");
        }
        assert_eq!(lines.len(), 44);
    }

    #[test]
    fn what_a_later_version_says_is_something_else() {
        for rest in [
            r#""what":"movedHouse","to":"acme.example""#,
            r#""what":"signedIn","who":"jdoe","by":"passkey""#,
            r#""what":"signInFailed","why":"tooLate""#,
            r#""what":"requested","method":"GET","path":"/","outcome":{"pushed":true},"took":1"#,
            r#""what":"signedIn""#,
            r#""what":7"#,
        ] {
            assert_eq!(read(&whole(rest)), Some(event(What::Other)), "{rest}");
        }
        let more = whole(r#""what":"signedIn","who":"jdoe","by":"deepLink","from":"Rome""#);
        let signed_in = What::SignedIn { who: Some("jdoe".into()), by: By::DeepLink };
        assert_eq!(read(&more), Some(event(signed_in)), "what is new is passed over");
    }

    #[test]
    fn what_is_no_line_is_none() {
        let torn = whole(r#""what":"answerLost""#);
        for end in 0..torn.len() {
            assert_eq!(read(&torn[..end]), None, "torn after {end} bytes");
        }
        let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
        let head = format!("{{{HEAD}}}");
        for foreign in [
            "{}",
            "null",
            "[]",
            "# a comment",
            "\u{0}",
            &head,
            r#"{"at":"noon","connection":"5247d71e-0705-4992-b2e4-2663f2f2bb45","what":"answerLost"}"#,
            r#"{"at":1.5,"connection":"5247d71e-0705-4992-b2e4-2663f2f2bb45","what":"answerLost"}"#,
            r#"{"at":1,"connection":"../connections","what":"answerLost"}"#,
            r#"{"at":1,"at":2,"connection":"5247d71e-0705-4992-b2e4-2663f2f2bb45","what":"answerLost"}"#,
            &deep,
        ] {
            assert_eq!(read(foreign), None, "{foreign}");
        }
    }

    #[test]
    fn a_line_is_16_kilobytes_at_most() {
        let of_length = |length: usize| {
            let bare = whole(r#""what":"answerLost","x":"""#).len();
            whole(&format!(r#""what":"answerLost","x":"{}""#, "x".repeat(length - bare)))
        };
        assert_eq!(read(&of_length(16_384)), Some(event(What::AnswerLost)));
        assert_eq!(read(&of_length(16_385)), None);
        let longest = "\u{10ffff}\"".repeat(400);
        let request = What::Requested {
            method: longest.as_str().into(),
            path: RequestPath::from(longest.clone()),
            outcome: Outcome::Status(200),
            took: u64::MAX,
        };
        let longest = written(&event(request));
        assert!(longest.len() < MAX_LINE / 4, "{}", longest.len());
    }

    #[test]
    fn a_foreign_line_is_made_harmless_when_it_is_read() {
        let line = whole(r#""what":"connectionAdded","name":"a\u202e\n\u0007b""#);
        let harmless = What::ConnectionAdded { name: "a b".into() };
        assert_eq!(read(&line), Some(event(harmless)));
    }
}
