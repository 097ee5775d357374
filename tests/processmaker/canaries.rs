//! Every secret that came up, for end-to-end tests to look for where none may be.
//!
//! The demo alone remembers them: what tests of the core assert on is
//! [`requests`](crate::requests), which has none in it.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use http::header::LOCATION;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::reply::Reply;
use crate::request::Request;

/// What they are called in a request.
const SENT: [(&str, Kind); 6] = [
    ("client_secret", Kind::ClientSecret),
    ("code", Kind::Code),
    ("code_verifier", Kind::Verifier),
    ("refresh_token", Kind::RefreshToken),
    ("password", Kind::Password),
    ("form[USR_PASSWORD]", Kind::Password),
];

/// What they are called in the JSON of an answer.
#[derive(Default, Deserialize)]
struct Issued {
    access_token: Option<String>,
    refresh_token: Option<String>,
    #[serde(rename = "accessToken")]
    personal_token: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    ClientSecret,
    Code,
    Verifier,
    AccessToken,
    RefreshToken,
    PersonalToken,
    Password,
}

/// A secret, once.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) struct Canary {
    kind: Kind,
    value: String,
}

/// All of them.
#[derive(Default)]
pub(crate) struct Canaries(Mutex<BTreeSet<Canary>>);

impl Canaries {
    pub(crate) fn all(&self) -> BTreeSet<Canary> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn note_request(&self, request: &Request) {
        for (name, kind) in SENT {
            self.note(kind, request.input(name));
        }
        if let Some((_, secret)) = request.basic() {
            self.note(Kind::ClientSecret, Some(&secret));
        }
    }

    pub(crate) fn note_reply(&self, reply: &Reply) {
        // Of an answer of megabytes only these are read.
        let body: Issued = serde_json::from_slice(&reply.body).unwrap_or_default();
        self.note(Kind::AccessToken, body.access_token.as_deref());
        self.note(Kind::RefreshToken, body.refresh_token.as_deref());
        self.note(Kind::PersonalToken, body.personal_token.as_deref());
        let target = reply.headers.get(LOCATION).and_then(|target| target.to_str().ok());
        let target = target.and_then(|target| Url::parse(target).ok());
        let pairs = target.iter().flat_map(Url::query_pairs);
        for (_, code) in pairs.filter(|(name, _)| name == "code") {
            self.note(Kind::Code, Some(&code));
        }
    }

    fn note(&self, kind: Kind, value: Option<&str>) {
        if let Some(value) = value {
            let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            all.insert(Canary { kind, value: value.to_owned() });
        }
    }
}
