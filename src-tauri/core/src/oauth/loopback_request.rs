//! Judges what arrives at the listener on this computer: any program and any web page can send something there.
//!
//! Only the judging is here; the socket belongs to the shell. Requirements B3, B5 and B9 of the listener.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddrV4};

use crate::connection::ServerId;

/// The largest request head read; a code of ProcessMaker makes it about a kilobyte, cookies of other programs on
/// this address some more.
pub const MAX_HEAD: usize = 16 * 1024;

/// More header fields than any browser sends.
const MAX_FIELDS: usize = 100;

/// The page that a browser is sent to after its answer was taken, so that the code leaves the address bar.
pub const DONE_PATH: &str = "/done";

/// What to do with a request.
#[derive(Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The head is not complete yet.
    Incomplete,
    /// It may be an answer: the full address, to be parsed and matched by whoever waits for it.
    Callback(String),
    /// Somebody looks at the page that says it is done.
    Done,
    /// Nothing of ours; the status to answer. It changes nothing.
    Refuse(u16),
}

/// The address holds a code.
impl fmt::Debug for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Incomplete => f.write_str("Incomplete"),
            Self::Callback(_) => f.write_str("Callback([redacted])"),
            Self::Done => f.write_str("Done"),
            Self::Refuse(status) => write!(f, "Refuse({status})"),
        }
    }
}

/// Where a listener listens and for whom.
#[derive(Debug, Clone)]
pub struct Door {
    /// The port on 127.0.0.1.
    pub port: u16,
    /// The server whose answers it takes.
    pub server: ServerId,
}

impl Door {
    /// Judges the bytes received so far.
    ///
    /// Only `GET` with the exact path and the exact `Host` counts: a page that was lured here under another name
    /// (DNS rebinding), a probe, or a form is refused without a trace.
    #[must_use]
    pub fn judge(&self, head: &[u8]) -> Verdict {
        let mut fields = [httparse::EMPTY_HEADER; MAX_FIELDS];
        let mut request = httparse::Request::new(&mut fields);
        match request.parse(head) {
            Ok(httparse::Status::Complete(_)) => {}
            Ok(httparse::Status::Partial) if head.len() < MAX_HEAD => return Verdict::Incomplete,
            Ok(httparse::Status::Partial) => return Verdict::Refuse(431),
            Err(_) => return Verdict::Refuse(400),
        }
        let host = SocketAddrV4::new(Ipv4Addr::LOCALHOST, self.port).to_string();
        let mut hosts =
            request.headers.iter().filter(|field| field.name.eq_ignore_ascii_case("host"));
        if hosts.next().is_none_or(|field| field.value != host.as_bytes()) || hosts.next().is_some()
        {
            return Verdict::Refuse(400);
        }
        let target = request.path.unwrap_or_default();
        if request.method != Some("GET") {
            return Verdict::Refuse(405);
        }
        let (path, query) =
            target.split_once('?').map_or((target, None), |(path, query)| (path, Some(query)));
        if path == DONE_PATH {
            return Verdict::Done;
        }
        match (path.strip_prefix("/callback/"), query) {
            (Some(id), Some(query)) if id == self.server.as_str() => {
                Verdict::Callback(format!("http://{host}{path}?{query}"))
            }
            _ => Verdict::Refuse(404),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "7f3a9c1e22d04b5a";

    fn judge(head: &str) -> Verdict {
        Door { port: 43121, server: ServerId::from_segment(ID).unwrap() }.judge(head.as_bytes())
    }

    #[test]
    fn an_answer_keeps_its_address() {
        let head = format!(
            "GET /callback/{ID}?code=a%2Bb&state=s HTTP/1.1\r\nHost: 127.0.0.1:43121\r\n\r\n"
        );
        let expected = format!("http://127.0.0.1:43121/callback/{ID}?code=a%2Bb&state=s");
        assert_eq!(judge(&head), Verdict::Callback(expected));
        for cut in 1..head.len() - 1 {
            assert_eq!(judge(&head[..cut]), Verdict::Incomplete, "{cut} bytes of the head");
        }
    }

    #[test]
    fn a_judgement_does_not_print_the_code() {
        let head = format!(
            "GET /callback/{ID}?code=canary&state=canary HTTP/1.1\r\nHost: 127.0.0.1:43121\r\n\r\n"
        );
        let verdict = judge(&head);
        assert!(matches!(verdict, Verdict::Callback(_)));
        assert_eq!(
            format!("{verdict:?} {verdict:#?}"),
            "Callback([redacted]) Callback([redacted])"
        );
        assert_eq!(format!("{:?}", Verdict::Incomplete), "Incomplete");
        assert_eq!(format!("{:?}", Verdict::Done), "Done");
        assert_eq!(format!("{:?}", Verdict::Refuse(431)), "Refuse(431)");
    }

    #[test]
    fn sixteen_kilobytes_are_waited_for_and_no_more() {
        let begun = |length: usize| judge(&format!("GET /{}", "x".repeat(length - 5)));
        assert_eq!(begun(16 * 1024 - 1), Verdict::Incomplete);
        assert_eq!(begun(16 * 1024), Verdict::Refuse(431));
    }

    #[test]
    fn everything_else_is_refused() {
        let host = "Host: 127.0.0.1:43121\r\n";
        let callback = format!("/callback/{ID}?code=x&state=s");
        for (head, status) in [
            (format!("POST {callback} HTTP/1.1\r\n{host}\r\n"), 405),
            (format!("HEAD {callback} HTTP/1.1\r\n{host}\r\n"), 405),
            (format!("GET {callback} HTTP/1.1\r\n\r\n"), 400),
            (format!("GET {callback} HTTP/1.1\r\nHost: localhost:43121\r\n\r\n"), 400),
            (format!("GET {callback} HTTP/1.1\r\nHost: evil.example\r\n\r\n"), 400),
            (format!("GET {callback} HTTP/1.1\r\n{host}{host}\r\n"), 400),
            (format!("GET http://127.0.0.1:43121{callback} HTTP/1.1\r\n{host}\r\n"), 404),
            (format!("GET /favicon.ico HTTP/1.1\r\n{host}\r\n"), 404),
            (format!("GET /callback/{ID} HTTP/1.1\r\n{host}\r\n"), 404),
            (format!("GET /callback/{ID}/?code=x HTTP/1.1\r\n{host}\r\n"), 404),
            (format!("GET /callback/0000000000000000?code=x HTTP/1.1\r\n{host}\r\n"), 404),
            (format!("GET /../callback/{ID}?code=x HTTP/1.1\r\n{host}\r\n"), 404),
            ("\u{16}\u{3}\u{1}\u{2}".to_owned(), 400),
            ("nonsense\r\n\r\n".to_owned(), 400),
            (format!("GET / HTTP/1.1\r\n{}\r\n", "A: b\r\n".repeat(200)), 400),
            (format!("GET /{} HTTP/1.1\r\n", "x".repeat(MAX_HEAD)), 431),
        ] {
            let shown: String = head.chars().take(90).collect();
            assert_eq!(judge(&head), Verdict::Refuse(status), "{shown:?}");
        }
        assert_eq!(judge(&format!("GET /done HTTP/1.1\r\n{host}\r\n")), Verdict::Done);
    }
}
