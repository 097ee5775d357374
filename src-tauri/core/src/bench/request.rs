//! A request as a person types it, and one that may be sent.
//!
//! A [`Request`] cannot lead anywhere but below the address of the instance that it is sent to, and cannot speak as
//! anybody but the owner of the token: what could change that is refused here, once.

mod headers;
mod target;

use std::fmt;

use reqwest::header::HeaderMap;
use serde::{Deserialize, Serialize};
use url::Url;

use super::document::scan::broken_at;
use crate::instance::Instance;
use crate::trouble::plain;

/// The longest path with its query, as it is sent. Web servers give up on a request's first line at 8,192 characters,
/// and the folder of the instance comes in front; a shorter one cuts long filters off.
pub const MAX_PATH: usize = 6_000;

/// The largest body, in bytes. PHP takes 8 MiB at most, and nobody types a tenth of this one.
pub const MAX_BODY: usize = 1024 * 1024;

/// How many headers a person may add; web servers give up at a hundred.
pub const MAX_HEADERS: usize = 40;

/// The longest value of a header, so that all of the usual few fit into the 8,192 bytes that web servers take.
pub const MAX_HEADER_VALUE: usize = 4_096;

/// How much of a name is repeated to the person who typed it.
const MAX_REPEATED: usize = 60;

/// What is done with a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// Read it.
    Get,
    /// Make one.
    Post,
    /// Replace it.
    Put,
    /// Change a part of it.
    Patch,
    /// Remove it.
    Delete,
}

impl Method {
    /// All of them, the usual ones first.
    pub const ALL: [Self; 5] = [Self::Get, Self::Post, Self::Put, Self::Patch, Self::Delete];

    /// Its name on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }

    /// The method of a name, in capitals or not.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.as_str().eq_ignore_ascii_case(name))
    }

    /// Whether it sends something along.
    #[must_use]
    pub fn takes_body(self) -> bool {
        matches!(self, Self::Post | Self::Put | Self::Patch)
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A request as a person types it, unchecked.
#[derive(Clone)]
pub struct Draft {
    /// The method.
    pub method: Method,
    /// The path below the address of the instance, with its query; of version 3, below the address without the
    /// workspace.
    pub path: String,
    /// More headers, by name and value. Where both are empty there is none.
    pub headers: Vec<(String, String)>,
    /// The body; only spaces mean none.
    pub body: String,
}

/// A request that may be sent to any instance.
#[derive(Clone)]
pub struct Request {
    method: Method,
    /// Begins with one slash, in the normal form of a URL.
    path: String,
    query: Option<String>,
    headers: HeaderMap,
    body: Option<String>,
}

/// Which part of a draft cannot be sent, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// No path.
    #[error("type the path of a request; it looks like /api/1.0/users")]
    NoPath,
    /// A path that does not begin with a slash.
    #[error("begin the path with /")]
    NoSlash,
    /// A whole address, or one of another host.
    #[error("leave out the server and begin the path with a single /")]
    OtherServer,
    /// A backslash, which URLs take for a slash.
    #[error("write / in the place of \\")]
    Backslash,
    /// A line break or another character without a shape.
    #[error("the path holds a character that cannot be seen; type it anew")]
    Invisible,
    /// A fragment, which is never sent.
    #[error("leave out # and what follows it, or write %23")]
    Fragment,
    /// More dots than folders.
    #[error("the path leads out of ProcessMaker; leave out the parts that are two dots")]
    Outside,
    /// A part of a completed path that is still to be filled in.
    #[error("put a value in the place of {{{0}}}")]
    Placeholder(String),
    /// A path of more than [`MAX_PATH`] characters.
    #[error("shorten the path to at most {MAX_PATH} characters")]
    PathTooLong,
    /// More than [`MAX_HEADERS`] headers.
    #[error("use at most {MAX_HEADERS} headers")]
    TooManyHeaders,
    /// What is no name of a header.
    #[error("\"{0}\" cannot be the name of a header; use letters, digits and hyphens")]
    HeaderName(String),
    /// A header that is not a person's to set.
    #[error("remove the header {0}; Latchkey sees to that itself")]
    NotYours(String),
    /// What cannot be the value of a header.
    #[error(
        "the value of the header {0} cannot be sent; use at most {MAX_HEADER_VALUE} plain letters, digits and signs"
    )]
    HeaderValue(String),
    /// A body where the method has none.
    #[error("a {0} request has no body; empty it or choose another method")]
    NoBody(Method),
    /// A body of more than [`MAX_BODY`] bytes.
    #[error("the body is too large; send at most one megabyte")]
    BodyTooLarge,
    /// A body that is not JSON.
    #[error("the body is not JSON; look at line {line}, column {column}")]
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The character in the line, from 1.
        column: usize,
    },
}

impl Draft {
    /// Checks every part and makes the request.
    ///
    /// # Errors
    /// Names the first part that cannot be sent.
    pub fn check(&self) -> Result<Request, RequestError> {
        let (path, query) = target::read(&self.path)?;
        Ok(Request {
            method: self.method,
            path,
            query,
            headers: headers::read(&self.headers)?,
            body: body(self.method, &self.body)?,
        })
    }
}

impl Request {
    /// The one that reads the record of whoever a token speaks for: everybody may send it, and it changes nothing.
    #[must_use]
    pub fn own_record(instance: &Instance, subject: Option<&str>) -> Self {
        let root = match instance.workspace() {
            Some(_) => instance.beside_workspace(),
            None => instance.server.at(""),
        };
        let person =
            instance.person(subject).unwrap_or_else(|| instance.server.at("api/1.0/users"));
        let path = person.path().strip_prefix(root.path().trim_end_matches('/'));
        let path = path.unwrap_or(person.path()).to_owned();
        Self { method: Method::Get, path, query: None, headers: HeaderMap::new(), body: None }
    }

    /// What is done.
    #[must_use]
    pub fn method(&self) -> Method {
        self.method
    }

    /// The path and the query, as they are sent.
    #[must_use]
    pub fn target(&self) -> String {
        match &self.query {
            Some(query) => format!("{}?{query}", self.path),
            None => self.path.clone(),
        }
    }

    /// Whether it changes nothing, as far as the method tells.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.method == Method::Get
    }

    /// Where it leads at an instance: always below its address.
    #[must_use]
    pub fn url(&self, instance: &Instance) -> Url {
        let mut url = match instance.workspace() {
            Some(_) => instance.beside_workspace(),
            None => instance.server.at(""),
        };
        let path = format!("{}{}", url.path().trim_end_matches('/'), self.path);
        url.set_path(&path);
        url.set_query(self.query.as_deref());
        url
    }

    /// What a person added to the headers.
    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body, JSON as it was typed.
    pub(crate) fn body(&self) -> Option<&str> {
        self.body.as_deref()
    }
}

fn body(method: Method, typed: &str) -> Result<Option<String>, RequestError> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    if !method.takes_body() {
        return Err(RequestError::NoBody(method));
    }
    if typed.len() > MAX_BODY {
        return Err(RequestError::BodyTooLarge);
    }
    match broken_at(typed.trim_end()) {
        None => Ok(Some(typed.to_owned())),
        Some(at) => {
            let before = typed.get(..at).unwrap_or_default();
            let line = before.rsplit('\n').next().unwrap_or_default();
            let (line, column) = (before.matches('\n').count() + 1, line.chars().count() + 1);
            Err(RequestError::NotJson { line, column })
        }
    }
}

/// What a person typed, as a part of a sentence.
fn repeated(typed: &str) -> String {
    plain(typed).chars().take(MAX_REPEATED).collect()
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Draft({})", self.method)
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Request({} {})", self.method, self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection::ServerUrl;
    use crate::instance::Generation;

    fn draft(method: Method, path: &str) -> Draft {
        Draft { method, path: path.into(), headers: Vec::new(), body: String::new() }
    }

    fn get(path: &str) -> Result<String, RequestError> {
        draft(Method::Get, path).check().map(|request| request.target())
    }

    fn with_body(method: Method, body: &str) -> Result<Option<String>, RequestError> {
        let draft = Draft { body: body.into(), ..draft(method, "/") };
        draft.check().map(|request| request.body().map(str::to_owned))
    }

    fn instance(address: &str, generation: Generation) -> Instance {
        Instance::new(ServerUrl::parse(address).unwrap(), generation)
    }

    #[test]
    fn a_path_is_sent_in_its_normal_form() {
        for (typed, sent) in [
            ("/api/1.0/users", "/api/1.0/users"),
            ("  /api/1.0/users ", "/api/1.0/users"),
            ("/", "/"),
            ("/a/./b", "/a/b"),
            ("/a/../b", "/b"),
            ("/a/%2E%2e/b", "/b"),
            ("/a b/ü", "/a%20b/%C3%BC"),
            ("/a//b", "/a//b"),
            ("/users?filter=a b&include=x", "/users?filter=a%20b&include=x"),
            ("/users?", "/users"),
            ("/requests?pmql=(status = \"Active\")", "/requests?pmql=(status%20=%20%22Active%22)"),
            ("/users?back=https://x.example//y", "/users?back=https://x.example//y"),
            ("/users?a=\\&b={c}", "/users?a=\\&b={c}"),
            ("/a%2Fb", "/a%2Fb"),
            ("/a@b:c", "/a@b:c"),
            ("/...", "/..."),
        ] {
            assert_eq!(get(typed).as_deref(), Ok(sent), "{typed}");
        }
    }

    #[test]
    fn what_leads_elsewhere_says_what_to_do() {
        use RequestError::{
            Backslash, Fragment, Invisible, NoPath, NoSlash, OtherServer, Outside, PathTooLong,
        };
        let long = format!("/{}", "a".repeat(MAX_PATH));
        for (typed, why) in [
            ("", NoPath),
            (" \n", NoPath),
            ("api/1.0/users", NoSlash),
            ("?a=b", NoSlash),
            ("maria@evil.example/", NoSlash),
            ("https://evil.example/", OtherServer),
            ("/https://evil.example/", OtherServer),
            ("//evil.example/", OtherServer),
            ("/a/..//evil.example", OtherServer),
            ("/.//evil.example", OtherServer),
            ("/\\evil.example", Backslash),
            ("\\\\evil.example", Backslash),
            ("/a\n/b", Invisible),
            ("/\t/evil.example", Invisible),
            ("/a\u{0}", Invisible),
            ("/a#b", Fragment),
            ("/a?b#c", Fragment),
            ("/..", Outside),
            ("/a/../..", Outside),
            ("/a/../../a", Outside),
            ("/%2e%2E/a", Outside),
            ("/.%2e/a", Outside),
            ("/./../a", Outside),
            ("/a/..%2f..%2Fb", Outside),
            ("/..%5Ca", Outside),
            ("/..;x=1/a", Outside),
            (&long, PathTooLong),
        ] {
            assert_eq!(get(typed), Err(why), "{typed:?}");
        }
        assert_eq!(get(&long[1..]), Err(NoSlash));
        assert!(get(&long[..MAX_PATH]).is_ok());
        let long = format!("/{}?{}", "a".repeat(MAX_PATH - 2), "bb");
        assert_eq!(get(&long), Err(PathTooLong), "the query counts");
        assert!(get(&long[..long.len() - 1]).is_ok());
    }

    #[test]
    fn a_completed_path_has_to_be_filled_in() {
        for (typed, name) in [
            ("/api/1.0/users/{user_id}", "user_id"),
            ("/users/{user id}/tokens/{token}", "user id"),
            ("/users/{", ""),
        ] {
            assert_eq!(get(typed), Err(RequestError::Placeholder(name.into())), "{typed}");
        }
        let said = get("/users/{user_id}").unwrap_err().to_string();
        assert_eq!(said, "put a value in the place of {user_id}");
    }

    #[test]
    fn every_request_stays_below_the_address_of_the_instance() {
        let paths = [
            "/",
            "/a/../b",
            "/a//b",
            "/a//..//c",
            "/@evil.example",
            "/:80/",
            "/%2f%2fevil",
            "/;x",
            "/a?//b@c",
        ];
        for (address, generation, base) in [
            ("https://acme.example", Generation::Version4, "https://acme.example/"),
            ("https://acme.example/pm", Generation::Version4, "https://acme.example/pm/"),
            ("http://127.0.0.1:8095/pm", Generation::Version2026, "http://127.0.0.1:8095/pm/"),
            ("https://acme.example/workflow", Generation::Version3, "https://acme.example/"),
            ("https://acme.example/pm/sales", Generation::Version3, "https://acme.example/pm/"),
        ] {
            let instance = instance(address, generation);
            for path in paths {
                let url = draft(Method::Get, path).check().unwrap().url(&instance);
                assert!(url.as_str().starts_with(base), "{path} became {url}");
                assert_eq!(url.origin(), instance.server.at("").origin(), "{path} became {url}");
                assert!(url.username().is_empty() && url.fragment().is_none(), "{url}");
            }
        }
        let four = instance("https://acme.example/pm", Generation::Version4);
        let three = instance("https://acme.example/pm/sales", Generation::Version3);
        let url = |path, instance| draft(Method::Get, path).check().unwrap().url(instance);
        assert_eq!(
            url("/api/1.0/users?a=1", &four).as_str(),
            "https://acme.example/pm/api/1.0/users?a=1"
        );
        assert_eq!(
            url("/api/1.0/sales/cases", &three).as_str(),
            "https://acme.example/pm/api/1.0/sales/cases"
        );
    }

    #[test]
    fn a_body_is_json_where_the_method_has_one() {
        use RequestError::{BodyTooLarge, NoBody, NotJson};
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        for method in [Method::Post, Method::Put, Method::Patch] {
            for json in ["{\"a\": 1}", " [1,\n2] ", "7", "\"x\"", "null", &deep] {
                assert_eq!(with_body(method, json), Ok(Some(json.to_owned())), "{method}");
            }
            assert_eq!(with_body(method, " \n"), Ok(None));
            for (text, line, column) in [
                ("{ \n", 1, 2),
                ("{\n  \"a\": tru\n}", 2, 8),
                ("[1,]", 1, 4),
                ("[\"üü\",]", 1, 7),
                ("{} x", 1, 4),
                ("'a'", 1, 1),
            ] {
                let found = with_body(method, text);
                assert_eq!(found, Err(NotJson { line, column }), "{text}");
            }
        }
        for method in [Method::Get, Method::Delete] {
            assert_eq!(with_body(method, " \n"), Ok(None));
            assert_eq!(with_body(method, "{}"), Err(NoBody(method)));
        }
        let large = format!("\"{}\"", "a".repeat(MAX_BODY - 2));
        assert!(with_body(Method::Post, &large).is_ok());
        assert_eq!(with_body(Method::Post, &format!("{large} ")), Err(BodyTooLarge));
    }

    #[test]
    fn only_reading_changes_nothing() {
        for method in Method::ALL {
            let request = draft(method, "/").check().unwrap();
            assert_eq!(request.is_read_only(), method == Method::Get, "{method}");
            assert_eq!(Method::named(&method.to_string().to_lowercase()), Some(method));
        }
        assert_eq!(Method::named("HEAD"), None);
    }

    #[test]
    fn nothing_that_was_typed_is_printed_but_the_path() {
        let draft = Draft {
            headers: vec![("X-Key".into(), "canary".into())],
            body: "{\"password\":\"canary\"}".into(),
            ..draft(Method::Post, "/api/1.0/users?token=canary")
        };
        let printed = format!("{draft:?} {:?}", draft.check().unwrap());
        assert_eq!(printed, "Draft(POST) Request(POST /api/1.0/users)");
    }

    #[test]
    fn each_error_is_a_sentence_that_fits_into_another() {
        use RequestError::*;
        let name = || "X".to_owned();
        for error in [
            NoPath,
            NoSlash,
            OtherServer,
            Backslash,
            Invisible,
            Fragment,
            Outside,
            Placeholder(name()),
            PathTooLong,
            TooManyHeaders,
            HeaderName(name()),
            NotYours(name()),
            HeaderValue(name()),
            NoBody(Method::Get),
            BodyTooLarge,
            NotJson { line: 1, column: 2 },
        ] {
            let words = error.to_string();
            let begins = words.starts_with('"') || words.starts_with(char::is_lowercase);
            assert!(begins && !words.ends_with('.'), "{words}");
        }
    }
}
