//! The requests that a person keeps under a name, and those sent last; by connection, beside the list of connections.
//!
//! Only method and path are kept: no header, no body, and nothing in a path that could be a secret.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use secrecy::ExposeSecret;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::form_urlencoded;

use super::hidden;
use super::request::{Draft, MAX_PATH, Method, Request};
use crate::clock::Timestamp;
use crate::connection::ConnectionId;
use crate::private;
use crate::token::AccessToken;
use crate::trouble::plain;

/// How many of the requests sent last are remembered of each connection: a day's work, and a list that can be looked
/// through.
pub const REMEMBERED: usize = 50;

/// How many favourites a connection can have; more no list can show.
pub const MAX_FAVOURITES: usize = 100;

/// The longest name of a favourite, in characters.
pub const MAX_NAME: usize = 80;

/// What stands for a part of a path that is not kept; it has to be filled in before it can be sent again.
const LEFT_OUT: &str = "{secret}";

/// The shortest run of hexadecimal digits that is taken for a token: version 3 has tokens of 40 and ids of 32.
const SHORTEST_HEX_TOKEN: usize = 40;

/// Names of query parameters that say something secret, besides those that fields of an answer have.
const SECRET_PARAMETERS: [&str; 10] =
    ["auth", "code", "hash", "key", "nonce", "pass", "pin", "sig", "signature", "state"];

/// What is kept of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The method.
    pub method: Method,
    /// The path with its query, without what may be secret.
    pub path: String,
}

/// A request under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Favourite {
    /// What the person calls it.
    pub name: String,
    /// The request.
    #[serde(flatten)]
    pub request: Kept,
}

/// A request that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// When, by the wall clock.
    pub at: Timestamp,
    /// The status of the answer, if one came.
    pub status: Option<u16>,
    /// The request.
    pub request: Kept,
}

/// Why a favourite cannot be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FavouriteError {
    /// No name, or one that is too long.
    #[error("use a name of at most {MAX_NAME} characters")]
    Name,
    /// There are [`MAX_FAVOURITES`].
    #[error("remove a favourite first; there are {MAX_FAVOURITES} already")]
    TooMany,
}

impl Kept {
    /// What is kept of a request that was sent with a token, or is to be.
    #[must_use]
    pub fn of(request: &Request, token: Option<&AccessToken>) -> Self {
        Self { method: request.method(), path: harmless(&request.target(), token) }
    }

    /// The same as a draft, to be sent again.
    #[must_use]
    pub fn to_draft(&self) -> Draft {
        let (headers, body) = (Vec::new(), String::new());
        Draft { method: self.method, path: self.path.clone(), headers, body }
    }

    /// What was written down, if it could have been written here.
    fn check(self) -> Option<Self> {
        let is_path = self.path.starts_with('/') && self.path.len() <= MAX_PATH;
        let is_plain = self.path.bytes().all(|byte| byte.is_ascii_graphic());
        (is_path && is_plain).then(|| Self { path: harmless(&self.path, None), ..self })
    }
}

/// All that is kept, by connection.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Requests(BTreeMap<ConnectionId, OfOne>);

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct OfOne {
    favourites: Vec<Favourite>,
    past: Vec<Past>,
}

impl Requests {
    /// Remembers a request that was sent. The same one again takes the place of the one before.
    pub fn note(&mut self, id: ConnectionId, past: Past) {
        let history = &mut self.0.entry(id).or_default().past;
        if history.last().is_some_and(|last| last.request == past.request) {
            history.pop();
        }
        history.push(past);
        let surplus = history.len().saturating_sub(REMEMBERED);
        history.drain(..surplus);
    }

    /// Keeps a request under a name; another one of that name is replaced.
    ///
    /// # Errors
    /// When the name cannot be used, or there are too many.
    pub fn keep(
        &mut self,
        id: ConnectionId,
        name: &str,
        request: Kept,
    ) -> Result<(), FavouriteError> {
        let length = name.chars().count();
        let name = plain(name);
        if name.is_empty() || length > MAX_NAME {
            return Err(FavouriteError::Name);
        }
        let favourites = &mut self.0.entry(id).or_default().favourites;
        let full = favourites.len() == MAX_FAVOURITES;
        match favourites.iter_mut().find(|favourite| favourite.name == name) {
            Some(favourite) => favourite.request = request,
            None if full => return Err(FavouriteError::TooMany),
            None => favourites.push(Favourite { name, request }),
        }
        Ok(())
    }

    /// Drops the favourite of a name.
    pub fn drop_favourite(&mut self, id: ConnectionId, name: &str) {
        if let Some(of_one) = self.0.get_mut(&id) {
            of_one.favourites.retain(|favourite| favourite.name != name);
        }
    }

    /// Forgets what was sent; favourites stay.
    pub fn clear_history(&mut self, id: ConnectionId) {
        if let Some(of_one) = self.0.get_mut(&id) {
            of_one.past.clear();
        }
    }

    /// Forgets a connection.
    pub fn forget(&mut self, id: ConnectionId) {
        self.0.remove(&id);
    }

    /// What was sent, the oldest first.
    #[must_use]
    pub fn history(&self, id: ConnectionId) -> &[Past] {
        self.0.get(&id).map_or(&[], |of_one| &of_one.past)
    }

    /// What is kept under a name, in the order of the keeping.
    #[must_use]
    pub fn favourites(&self, id: ConnectionId) -> &[Favourite] {
        self.0.get(&id).map_or(&[], |of_one| &of_one.favourites)
    }
}

/// A path and its query without what may be a secret.
fn harmless(target: &str, token: Option<&AccessToken>) -> String {
    let sent = token.map(|token| token.expose_secret()).filter(|token| !token.is_empty());
    let is_secret = |text: &str| sent.is_some_and(|sent| text.contains(sent)) || is_token(text);
    let (path, query) = match target.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (target, None),
    };
    let segment = |segment| if is_secret(segment) { LEFT_OUT } else { segment };
    let path = path.split('/').map(segment).collect::<Vec<_>>().join("/");
    let Some(query) = query else { return path };
    let pair = |pair: &str| match pair.split_once('=') {
        Some((name, value)) if is_secret_parameter(name) || is_secret(value) => format!("{name}="),
        None if is_secret(pair) => String::new(),
        Some(_) | None => pair.to_owned(),
    };
    let query: Vec<String> = query.split('&').map(pair).filter(|pair| !pair.is_empty()).collect();
    if query.is_empty() { path } else { format!("{path}?{}", query.join("&")) }
}

/// Whether a part of a path or a query looks like a token: a JWT, or the long number of version 3.
fn is_token(text: &str) -> bool {
    let jwt = text.contains("eyJ") && text.matches('.').count() >= 2;
    let hex = text.len() >= SHORTEST_HEX_TOKEN && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    jwt || hex
}

fn is_secret_parameter(name: &str) -> bool {
    // As the server will read it; PHP makes lists of what has brackets.
    let name = form_urlencoded::parse(name.as_bytes()).next();
    let name = name.map(|(name, _)| name.to_lowercase()).unwrap_or_default();
    let last = name.rsplit(|c: char| !c.is_alphanumeric()).find(|part| !part.is_empty());
    let last = last.unwrap_or_default();
    hidden::is_secret(&name) || SECRET_PARAMETERS.contains(&last) || last.ends_with("key")
}

#[derive(Serialize, Deserialize)]
struct StoredPast {
    at: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(flatten)]
    request: Kept,
}

#[derive(Default, Serialize, Deserialize)]
struct Stored {
    #[serde(default)]
    favourites: Vec<Value>,
    #[serde(default)]
    history: Vec<Value>,
}

/// The file that they are kept in.
#[derive(Debug, Clone)]
pub struct SavedRequests {
    path: PathBuf,
}

impl SavedRequests {
    /// The file `requests.json` in a folder.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        Self { path: folder.join("requests.json") }
    }

    /// Reads them. Blocks on the disk.
    ///
    /// What cannot be read of it is left out; a file that cannot be read at all is kept under another name, because
    /// somebody may miss the favourites in it.
    #[must_use]
    pub fn load(&self) -> Requests {
        let Ok(text) = std::fs::read_to_string(&self.path) else { return Requests::default() };
        let Ok(stored) = serde_json::from_str::<BTreeMap<ConnectionId, Stored>>(&text) else {
            let kept = std::fs::copy(&self.path, self.path.with_extension("json.bad"));
            if let Err(error) = kept {
                tracing::warn!(%error, "the unreadable requests could not be kept");
            }
            return Requests::default();
        };
        let mut requests = Requests::default();
        for (id, Stored { favourites, history }) in stored {
            for favourite in favourites.into_iter().filter_map(parsed::<Favourite>) {
                if let Some(request) = favourite.request.check()
                    && let Err(error) = requests.keep(id, &favourite.name, request)
                {
                    tracing::debug!(%error, "a favourite is left out");
                }
            }
            for StoredPast { at, status, request } in history.into_iter().filter_map(parsed) {
                if let Some(request) = request.check() {
                    requests.note(id, Past { at: Timestamp::from_millis(at), status, request });
                }
            }
        }
        requests
    }

    /// Writes them, in the place of what was there. Blocks on the disk.
    ///
    /// # Errors
    /// When they could not be written.
    pub fn save(&self, requests: &Requests) -> std::io::Result<()> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        private::make_folder(folder)?;
        let mut stored = BTreeMap::new();
        for (id, OfOne { favourites, past }) in &requests.0 {
            let favourites = favourites.iter().map(serde_json::to_value);
            let history = past.iter().map(|past| {
                let (at, request) = (past.at.as_millis(), past.request.clone());
                serde_json::to_value(StoredPast { at, status: past.status, request })
            });
            let of_one = Stored {
                favourites: favourites.collect::<Result<_, _>>()?,
                history: history.collect::<Result<_, _>>()?,
            };
            stored.insert(id, of_one);
        }
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        serde_json::to_writer(&mut file, &stored)?;
        file.flush()?;
        file.persist(&self.path).map_err(|error| error.error)?;
        Ok(())
    }
}

fn parsed<Entry: serde::de::DeserializeOwned>(value: Value) -> Option<Entry> {
    serde_json::from_value(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const JWT: &str = "eyJ0eXAi.eyJzdWIi.c2lnbmF0dXJl";

    fn kept(path: &str) -> Kept {
        Kept { method: Method::Get, path: path.to_owned() }
    }

    fn past(second: i64, path: &str) -> Past {
        let at = Timestamp::from_millis(second * 1000);
        Past { at, status: Some(200), request: kept(path) }
    }

    #[test]
    fn no_secret_of_a_path_is_kept() {
        let hex = "0123456789abcdef0123456789abcdef01234567";
        for (sent, remembered) in [
            ("/users?per_page=5&page=1", "/users?per_page=5&page=1"),
            ("/users", "/users"),
            ("/users?filter=a%20b", "/users?filter=a%20b"),
            ("/x?access_token=a&b=c", "/x?access_token=&b=c"),
            ("/x?PASSWORD=a", "/x?PASSWORD="),
            ("/x?pass%77ord=a", "/x?pass%77ord="),
            ("/x?data[client_secret]=a", "/x?data[client_secret]="),
            (
                "/x?code=a&state=b&api_key=c&apikey=d&key=e&k=f",
                "/x?code=&state=&api_key=&apikey=&key=&k=f",
            ),
            (
                "/x?zipcode=a&barcode=b&keyword=c&status=d",
                "/x?zipcode=a&barcode=b&keyword=c&status=d",
            ),
            ("/x?a=sent-token&sent-token", "/x?a="),
            ("/x?sent-token", "/x"),
            ("/x/sent-token/y", "/x/{secret}/y"),
            ("/x?token", "/x?token"),
            (
                "/x/cases/0123456789abcdef0123456789abcdef",
                "/x/cases/0123456789abcdef0123456789abcdef",
            ),
        ] {
            let draft = Draft {
                method: Method::Post,
                path: sent.into(),
                headers: vec![],
                body: "{}".into(),
            };
            let token = AccessToken::new("sent-token".into());
            let found = Kept::of(&draft.check().unwrap(), Some(&token));
            assert_eq!((found.method, found.path.as_str()), (Method::Post, remembered), "{sent}");
            assert_eq!(harmless(&found.path, None), found.path, "again it is the same");
        }
        assert_eq!(harmless(&format!("/w/oauth2/{hex}?a={JWT}"), None), "/w/oauth2/{secret}?a=");
        let draft = kept("/w/oauth2/{secret}").to_draft();
        assert!(draft.check().is_err(), "what was left out has to be filled in");
    }

    #[test]
    fn the_last_fifty_of_each_connection_are_remembered_without_repeats_in_a_row() {
        let (one, two) = (ConnectionId::random(), ConnectionId::random());
        let mut requests = Requests::default();
        for second in 0..60 {
            requests.note(one, past(second, &format!("/{second}")));
        }
        requests.note(two, past(1, "/a"));
        requests.note(two, past(2, "/a"));
        requests.note(two, past(3, "/b"));
        requests.note(two, past(4, "/a"));
        let history = requests.history(one);
        assert_eq!(
            (history.len(), &history[0], &history[49]),
            (REMEMBERED, &past(10, "/10"), &past(59, "/59"))
        );
        assert_eq!(requests.history(two), [past(2, "/a"), past(3, "/b"), past(4, "/a")]);
        requests.clear_history(one);
        requests.forget(two);
        assert!(requests.history(one).is_empty() && requests.history(two).is_empty());
    }

    #[test]
    fn favourites_have_a_name_of_their_own() {
        let id = ConnectionId::random();
        let mut requests = Requests::default();
        for name in ["", "  ", "\u{202e}", &"a".repeat(MAX_NAME + 1)] {
            assert_eq!(requests.keep(id, name, kept("/a")), Err(FavouriteError::Name), "{name}");
        }
        requests.keep(id, " Everybody ", kept("/a")).unwrap();
        requests.keep(id, "Everybody", kept("/b")).unwrap();
        let favourite = Favourite { name: "Everybody".into(), request: kept("/b") };
        assert_eq!(requests.favourites(id), [favourite]);
        for number in 1..MAX_FAVOURITES {
            requests.keep(id, &"x".repeat(number), kept("/a")).unwrap_or_else(|error| {
                assert_eq!((error, number > MAX_NAME), (FavouriteError::Name, true));
            });
        }
        for number in requests.favourites(id).len()..MAX_FAVOURITES {
            requests.keep(id, &number.to_string(), kept("/a")).unwrap();
        }
        assert_eq!(requests.keep(id, "one more", kept("/a")), Err(FavouriteError::TooMany));
        requests.keep(id, "Everybody", kept("/c")).unwrap();
        requests.drop_favourite(id, "Everybody");
        assert_eq!(requests.favourites(id).len(), MAX_FAVOURITES - 1);
        requests.forget(id);
        requests.drop_favourite(id, "x");
        assert!(requests.favourites(id).is_empty());
    }

    #[test]
    fn what_is_saved_is_there_again() {
        let folder = tempfile::tempdir().unwrap();
        let saved = SavedRequests::in_folder(&folder.path().join("not yet there"));
        assert_eq!(saved.load(), Requests::default());
        let (one, two) = (ConnectionId::random(), ConnectionId::random());
        let mut requests = Requests::default();
        requests.note(one, past(7, "/users?page=1"));
        requests.note(one, Past { status: None, ..past(8, "/users") });
        requests.keep(two, "Everybody", kept("/users")).unwrap();
        saved.save(&requests).unwrap();
        assert_eq!(saved.load(), requests);
    }

    #[test]
    fn only_what_is_damaged_is_lost() {
        let folder = tempfile::tempdir().unwrap();
        let saved = SavedRequests::in_folder(folder.path());
        let path = folder.path().join("requests.json");
        let id = "5247d71e-0705-4992-b2e4-2663f2f2bb45";
        let good = r#"{"at":7000,"status":200,"method":"GET","path":"/a"}"#;
        for (text, history, favourites) in [
            (
                format!(
                    r#"{{"{id}":{{"history":[{good},{{}},7,{{"at":1,"method":"TRACE","path":"/a"}}]}}}}"#
                ),
                1,
                0,
            ),
            (
                format!(
                    r#"{{"{id}":{{"history":[{good}],"favourites":[{{"name":"","method":"GET","path":"/a"}}]}}}}"#
                ),
                1,
                0,
            ),
            (
                format!(
                    r#"{{"{id}":{{"favourites":[{{"name":"x","method":"GET","path":"/a"}},{{"name":"y","method":"GET","path":"a\n"}}]}}}}"#
                ),
                0,
                1,
            ),
            (format!(r#"{{"{id}":{{}}}}"#), 0, 0),
        ] {
            std::fs::write(&path, &text).unwrap();
            let (requests, id) = (saved.load(), id.parse().unwrap());
            let found = (requests.history(id).len(), requests.favourites(id).len());
            assert_eq!(found, (history, favourites), "{text}");
        }
        assert!(!path.with_extension("json.bad").exists());
        for damage in ["", "{", "[]", "{\"x\":{}}"] {
            std::fs::write(&path, damage).unwrap();
            assert_eq!(saved.load(), Requests::default(), "{damage}");
            assert_eq!(std::fs::read_to_string(path.with_extension("json.bad")).unwrap(), damage);
        }
    }

    #[test]
    fn neither_headers_nor_bodies_nor_secrets_are_in_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let saved = SavedRequests::in_folder(folder.path());
        let draft = Draft {
            method: Method::Post,
            path: "/users?token=canary".into(),
            headers: vec![("X-Key".into(), "canary".into())],
            body: r#"{"password":"canary"}"#.into(),
        };
        let request = Kept::of(&draft.check().unwrap(), None);
        let mut requests = Requests::default();
        let id = ConnectionId::random();
        requests.keep(id, "Everybody", request.clone()).unwrap();
        requests.note(id, Past { at: Timestamp::from_millis(1), status: None, request });
        saved.save(&requests).unwrap();
        let text = std::fs::read_to_string(folder.path().join("requests.json")).unwrap();
        assert!(!text.contains("canary") && text.contains("/users?token="), "{text}");
    }
}
