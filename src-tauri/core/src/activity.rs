//! What happened to every connection, for whoever asks later: who signed in, why a refresh failed, who was handed a
//! copy and as what.
//!
//! An [`Event`] says it in words and keys, never in secrets: no type in here can be made from one. The record
//! ([`SavedActivity`]) keeps events for [`KEPT`], one line each, in files that any number of programs write to at
//! once. It is about what happened, so the events of a connection outlive it; its name is in the event that removed
//! it.

mod export;
mod file;
mod line;
mod name;
mod search;

use std::fmt;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::clock::Timestamp;
use crate::connection::{ConnectionId, Way};
use crate::hand_outs::Through;
use crate::session::Revocation;
use crate::trouble::{Kind, plain};

pub use export::{Names, export_name};
pub use file::{KEPT, SavedActivity};
pub use search::{Cursor, CursorError, Page, Query, Word};

/// Something that happened to a connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// When, by the wall clock.
    pub at: Timestamp,
    /// To which connection.
    pub connection: ConnectionId,
    /// What.
    pub what: What,
}

/// What happened. The names of variants and fields are those in the files: a new name is a new kind of event, which
/// older programs read as [`What::Other`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum What {
    /// Somebody signed in.
    SignedIn {
        /// Their user name, if it is known by then.
        who: Option<Text>,
        /// How.
        by: By,
    },
    /// A sign-in did not work.
    SignInFailed {
        /// Why.
        #[serde(with = "line::kind")]
        why: Kind,
    },
    /// The person gave a sign-in up.
    SignInGivenUp,
    /// Somebody else came back from the browser than the connection belongs to.
    SomebodyElseCame {
        /// Their user name, if it is known by then.
        who: Option<Text>,
    },
    /// The tokens were replaced.
    Refreshed {
        /// What for.
        because: Because,
        /// What became of the copies of the token before.
        copies: Copies,
    },
    /// The tokens were not replaced; those that there are stay.
    RefreshFailed {
        /// Why.
        #[serde(with = "line::kind")]
        why: Kind,
        /// What comes of it.
        next: Next,
    },
    /// The refresh token turned out to be spent on an answer that never arrived, and a new sign-in is needed.
    AnswerLost,
    /// The tokens are no longer good for any other reason, and a new sign-in is needed.
    SignInNeeded {
        /// Why.
        #[serde(with = "line::kind")]
        why: Kind,
    },
    /// A token left the program.
    HandedOut {
        /// How.
        through: Through,
        /// As what: the key of the form.
        form: Text,
    },
    /// A person sent a request with the token.
    Requested {
        /// The method.
        method: Text,
        /// What was asked for.
        path: RequestPath,
        /// What came of it.
        outcome: Outcome,
        /// How many milliseconds it took.
        took: u64,
    },
    /// The server was asked whether it takes the token.
    TokenChecked {
        /// What it said.
        found: Found,
    },
    /// The person signed out.
    SignedOut {
        /// What the server took back.
        revoked: Revoked,
    },
    /// A personal access token was made.
    PersonalTokenMade {
        /// What the person called it.
        name: Text,
    },
    /// A personal access token was revoked.
    PersonalTokenRevoked {
        /// What the person called it.
        name: Text,
    },
    /// The connection was made.
    ConnectionAdded {
        /// Its name.
        name: Text,
    },
    /// The connection was changed.
    ConnectionChanged {
        /// Its name from then on.
        name: Text,
    },
    /// The connection was removed.
    ConnectionRemoved {
        /// Its name, which nothing else remembers.
        name: Text,
    },
    /// Something that only a later version of this program has words for.
    Other,
}

/// The ways to sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum By {
    /// The browser opened a deep link.
    DeepLink,
    /// The browser called a listener on this computer.
    Loopback,
    /// The person pasted the address that the browser ended at.
    PastedAddress,
    /// The person typed user name and password.
    Password,
    /// The person brought a personal access token.
    PersonalToken,
}

/// What tokens are replaced for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Because {
    /// It was time.
    Background,
    /// A person asked for it.
    Person,
    /// Somebody asked for a copy, and the token there was would not have lasted.
    Copy,
    /// Somebody sent a request, and the token there was would not have lasted.
    Request,
}

/// What becomes of copies when a token is replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Copies {
    /// There were none.
    None,
    /// They stopped working.
    Ended,
    /// They go on working until their own end.
    LiveOn,
}

/// What comes of a refresh that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Next {
    /// It is tried again without anybody asking.
    TriedAgain,
    /// Somebody has to mend something, or ask for it.
    WaitsForSomebody,
}

/// What the server says of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Found {
    /// It takes it.
    Accepted,
    /// It takes it no more.
    NoLongerAccepted,
    /// Nothing: it did not answer.
    Unreachable,
}

/// What a sign-out took back on the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Revoked {
    /// Every copy and the last access token.
    Everything,
    /// Every copy; of what still works there is none.
    Copies,
    /// The last access token; copies of the one before may still work.
    LastToken,
    /// Nothing.
    Nothing,
}

/// What came of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Outcome {
    /// An answer with this status.
    Status(u16),
    /// No answer.
    Trouble(#[serde(with = "line::kind")] Kind),
    /// The person did not wait for it.
    #[serde(with = "line::stopped")]
    Stopped,
}

/// Somebody's words as harmless text of at most 300 characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String")]
pub struct Text(String);

/// What a request asked for: its path, and the names of what it was asked with, never the values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String")]
pub struct RequestPath(String);

impl What {
    /// A sign-out, with what it achieved on the server.
    #[must_use]
    pub fn signed_out(report: &Revocation) -> Self {
        let revoked = match (report.copies, report.last_token) {
            (true, true) => Revoked::Everything,
            (true, false) => Revoked::Copies,
            (false, true) => Revoked::LastToken,
            (false, false) => Revoked::Nothing,
        };
        Self::SignedOut { revoked }
    }
}

impl From<Way> for By {
    fn from(way: Way) -> Self {
        match way {
            Way::DeepLink => Self::DeepLink,
            Way::Loopback => Self::Loopback,
        }
    }
}

impl Text {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Text {
    fn from(words: &str) -> Self {
        Self(plain(words))
    }
}

impl From<String> for Text {
    fn from(words: String) -> Self {
        Self::from(words.as_str())
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl RequestPath {
    /// The path of an address.
    #[must_use]
    pub fn of(url: &Url) -> Self {
        Self::without_values(url.path(), url.query().unwrap_or_default())
    }

    /// The path as text, in the form `/api/1.0/requests?status=&page=`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands in a query without a name is a value.
    fn without_values(path: &str, query: &str) -> Self {
        let named = query.split('&').filter_map(|pair| pair.split_once('='));
        let names: Vec<String> = named.map(|(name, _)| format!("{name}=")).collect();
        let mark = if names.is_empty() { "" } else { "?" };
        Self(plain(&format!("{path}{mark}{}", names.join("&"))))
    }
}

impl From<String> for RequestPath {
    fn from(written: String) -> Self {
        let (path, query) = written.split_once('?').unwrap_or((&written, ""));
        Self::without_values(path, query)
    }
}

impl fmt::Display for RequestPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_loses_every_value() {
        for (address, written) in [
            ("https://acme.example/api/1.0/users", "/api/1.0/users"),
            ("https://me:canary@acme.example:8443/api/1.0/users#canary", "/api/1.0/users"),
            (
                "https://acme.example/api/1.0/requests?status=canary&page=2",
                "/api/1.0/requests?status=&page=",
            ),
            ("https://acme.example/a?pmql=(canary%20=%20%22b%22)", "/a?pmql="),
            ("https://acme.example/a?canary", "/a"),
            ("https://acme.example/a?canary&page=1&", "/a?page="),
            ("https://acme.example/a?b=c?canary", "/a?b="),
            ("https://acme.example/a?", "/a"),
            ("https://acme.example/workflow/%C3%A4", "/workflow/%C3%A4"),
        ] {
            let path = RequestPath::of(&Url::parse(address).unwrap());
            assert_eq!(path.as_str(), written, "{address}");
            assert_eq!(path.to_string(), written);
            assert_eq!(RequestPath::from(written.to_owned()), path, "it is read as it is written");
        }
        assert_eq!(RequestPath::from("/a?b=canary".to_owned()).as_str(), "/a?b=");
    }

    #[test]
    fn texts_are_harmless_and_short() {
        assert_eq!(Text::from("Mallory\u{202e}\n  Wolf").as_str(), "Mallory Wolf");
        assert_eq!(Text::from("ä".repeat(400)).to_string(), "ä".repeat(300));
        let url = Url::parse(&format!("https://acme.example/{}", "a".repeat(400))).unwrap();
        assert_eq!(RequestPath::of(&url).as_str().len(), 300);
    }

    #[test]
    fn a_sign_out_says_what_it_took_back() {
        for (copies, last_token, revoked) in [
            (true, true, Revoked::Everything),
            (true, false, Revoked::Copies),
            (false, true, Revoked::LastToken),
            (false, false, Revoked::Nothing),
        ] {
            let report = Revocation { copies, last_token, valid_until: None, trouble: None };
            assert_eq!(What::signed_out(&report), What::SignedOut { revoked });
        }
    }

    #[test]
    fn the_way_back_is_the_way_to_sign_in() {
        assert_eq!(By::from(Way::DeepLink), By::DeepLink);
        assert_eq!(By::from(Way::Loopback), By::Loopback);
    }

    #[test]
    fn no_secret_becomes_a_text() {
        use crate::token::{AccessToken, ClientSecret, Password, RefreshToken};
        static_assertions::assert_not_impl_any!(AccessToken: Into<Text>, Into<String>);
        static_assertions::assert_not_impl_any!(RefreshToken: Into<Text>, Into<String>);
        static_assertions::assert_not_impl_any!(ClientSecret: Into<Text>, Into<String>);
        static_assertions::assert_not_impl_any!(Password: Into<Text>, Into<String>);
    }
}
