//! The endpoints that a path can be completed from: those of the instance's own OpenAPI document, or, where that is
//! closed to the public, the ones that everybody needs.

mod common;

use std::collections::BTreeSet;

use reqwest::header::ACCEPT;
use serde_json::{Map, Value};
use url::Url;

use super::request::Method;
use crate::http::{End, Http};
use crate::instance::Instance;
use crate::trouble::{Kind, Trouble, plain};

/// The largest document read, in bytes. ProcessMaker's has a few hundred thousand; packages add to it.
const MAX_DOCUMENT: usize = 4 * 1024 * 1024;

/// What the document of a ProcessMaker is called.
const TITLE: &str = "ProcessMaker API";

/// Where its API is, if the document does not say.
const API: &str = "/api/1.0";

/// How many endpoints are taken at most; ProcessMaker with all of its packages has some five hundred.
pub const MAX_ENDPOINTS: usize = 2_000;

/// The longest path taken, in characters; the longest real one has half of it.
const MAX_PATH: usize = 200;

/// How many query parameters of one are taken.
const MAX_QUERY: usize = 30;

/// The longest name of a query parameter.
const MAX_NAME: usize = 60;

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    /// What it does with the thing.
    pub method: Method,
    /// The path below the address of the instance; what is between braces is to be filled in.
    pub path: String,
    /// What it is for, in a few words.
    pub summary: String,
    /// The names of its query parameters.
    pub query: Vec<String>,
}

/// Where a list of endpoints is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The instance says so.
    Instance,
    /// Most instances have them.
    BuiltIn,
}

/// What a path can be completed from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoints {
    /// Where they are from.
    pub source: Source,
    /// By path or by what they are about; never empty.
    pub list: Vec<Endpoint>,
}

/// The endpoints of an instance: its own, or the built-in ones where it does not tell.
pub async fn of(http: &Http, instance: &Instance) -> Endpoints {
    match ask(http, instance).await {
        Ok(list) => Endpoints { source: Source::Instance, list },
        Err(_) => built_in(instance),
    }
}

/// The endpoints that most instances have.
#[must_use]
pub fn built_in(instance: &Instance) -> Endpoints {
    let list = match instance.workspace() {
        Some(workspace) => common::of_version_3(workspace),
        None => common::of_version_4(),
    };
    Endpoints { source: Source::BuiltIn, list }
}

/// Reads the instance's own OpenAPI document. It is public unless an administrator closed it, and no token opens it
/// then; so none is sent.
///
/// # Errors
/// When there is none, or none with an endpoint in it.
pub async fn ask(http: &Http, instance: &Instance) -> Result<Vec<Endpoint>, Trouble> {
    if instance.is_version_3() {
        return Err(Trouble::new(Kind::UnexpectedAnswer).saying("version 3 has no such document"));
    }
    let request = http.client(instance).await?.get(instance.server.at("docs"));
    let request = request.header(ACCEPT, "application/json");
    let (answer, end) = http.send_up_to(request, MAX_DOCUMENT).await?;
    if !answer.status.is_success() || end == End::Cut {
        return Err(answer.unexpected());
    }
    let list = read(&answer.body, &instance.server.at(""));
    list.filter(|list| !list.is_empty()).ok_or_else(|| answer.unexpected())
}

/// The endpoints of a document; `None` if it is not that of a ProcessMaker.
fn read(document: &[u8], base: &Url) -> Option<Vec<Endpoint>> {
    let document: Value = serde_json::from_slice(document).ok()?;
    if document.pointer("/info/title")?.as_str()? != TITLE {
        return None;
    }
    let api = api(&document, base);
    let paths = document.get("paths").and_then(Value::as_object)?;
    let mut list = Vec::new();
    for (path, entry) in paths {
        let Some(entry) = entry.as_object() else { continue };
        let path = template(path).and_then(|path| template(&format!("{api}{path}")));
        let Some(path) = path else { continue };
        let of_path = |method| endpoint(&document, &path, entry, method);
        list.extend(Method::ALL.into_iter().filter_map(of_path));
        if list.len() >= MAX_ENDPOINTS {
            list.truncate(MAX_ENDPOINTS);
            break;
        }
    }
    Some(list)
}

/// The path of the API. Only the path of the document's own address counts, and only what is below the instance:
/// servers that were moved still have the address of another in it.
fn api(document: &Value, base: &Url) -> String {
    let address = document.pointer("/servers/0/url").and_then(Value::as_str);
    let path = address.and_then(|address| base.join(address).ok()).map(|url| url.path().to_owned());
    let folder = base.path().trim_end_matches('/');
    let path = path.unwrap_or_default();
    let below = path.strip_prefix(folder).filter(|rest| rest.starts_with('/')).unwrap_or(&path);
    match below.trim_end_matches('/') {
        "" => API.to_owned(),
        path => template(path).unwrap_or_else(|| API.to_owned()),
    }
}

/// A stranger's path, if it could be one.
fn template(path: &str) -> Option<String> {
    let is_path = path.starts_with('/') && !path.starts_with("//") && path.len() <= MAX_PATH;
    let is_plain = path.chars().all(|c| c.is_ascii_graphic() && !"\\?#\"<>".contains(c));
    (is_path && is_plain).then(|| path.to_owned())
}

fn endpoint(
    document: &Value,
    path: &str,
    entry: &Map<String, Value>,
    method: Method,
) -> Option<Endpoint> {
    let operation = entry.get(&method.as_str().to_ascii_lowercase())?.as_object()?;
    let summary = ["summary", "description", "operationId"];
    let mut summary = summary.iter().filter_map(|name| operation.get(*name)?.as_str()).map(plain);
    let parameters = [entry.get("parameters"), operation.get("parameters")];
    let parameters = parameters.into_iter().flatten().filter_map(Value::as_array).flatten();
    let mut seen = BTreeSet::new();
    let query = parameters.filter_map(|parameter| query_name(document, parameter));
    Some(Endpoint {
        method,
        path: path.to_owned(),
        summary: summary.find(|words| !words.is_empty()).unwrap_or_default(),
        query: query.filter(|name| seen.insert(name.clone())).take(MAX_QUERY).collect(),
    })
}

/// The name of a parameter, if it stands in the query. Shared ones are named and stand elsewhere in the document.
fn query_name(document: &Value, parameter: &Value) -> Option<String> {
    let shared = parameter.get("$ref").and_then(Value::as_str);
    let shared = shared.and_then(|name| name.strip_prefix("#/components/parameters/"));
    let parameter = match shared {
        Some(name) => document.pointer("/components/parameters")?.get(name)?,
        None => parameter,
    };
    let name = plain(parameter.get("name")?.as_str()?);
    let in_query = parameter.get("in")?.as_str()? == "query";
    (in_query && !name.is_empty() && name.len() <= MAX_NAME).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::request::{Draft, RequestError};
    use crate::bench::send::tests::server;
    use crate::connection::ServerUrl;
    use crate::instance::Generation;
    use serde_json::json;

    fn base(address: &str) -> Url {
        ServerUrl::parse(address).unwrap().at("")
    }

    fn read_at(address: &str, document: &Value) -> Option<Vec<Endpoint>> {
        read(document.to_string().as_bytes(), &base(address))
    }

    fn document(paths: &Value) -> Value {
        json!({"openapi":"3.0.0","info":{"title":TITLE},"servers":[{"url":"/api/1.0"}],"paths":paths,
            "components":{"parameters":{"filter":{"name":"filter","in":"query"},"id":{"name":"id","in":"path"}}}})
    }

    #[test]
    fn endpoints_are_read_with_their_query() {
        let paths = json!({"/users":{
            "parameters":[{"name":"shared","in":"query"}],
            "get":{"summary":"Returns\nall  users","parameters":[
                {"$ref":"#/components/parameters/filter"},
                {"$ref":"#/components/parameters/filter"},
                {"$ref":"#/components/parameters/id"},
                {"$ref":"#/components/parameters/none"},
                {"$ref":"https://evil.example/x"},
                {"name":"per_page","in":"query"},
                {"name":"X-Trace","in":"header"},
            ]},
            "post":{"operationId":"createUser"},
            "head":{}, "trace":{}, "x-odd":7,
        }});
        let found = read_at("https://acme.example/pm", &document(&paths)).unwrap();
        let endpoint = |method, summary: &str, query: &[&str]| Endpoint {
            method,
            path: "/api/1.0/users".into(),
            summary: summary.into(),
            query: query.iter().map(|name| (*name).to_owned()).collect(),
        };
        assert_eq!(
            found,
            [
                endpoint(Method::Get, "Returns all users", &["shared", "filter", "per_page"]),
                endpoint(Method::Post, "createUser", &["shared"]),
            ]
        );
    }

    #[test]
    fn only_the_path_of_the_documents_address_counts() {
        for (address, written, path) in [
            ("https://acme.example", json!("/api/1.0"), "/api/1.0/x"),
            ("https://acme.example/pm", json!("/api/1.0"), "/api/1.0/x"),
            ("https://acme.example/pm", json!("https://other.example/pm/api/1.1/"), "/api/1.1/x"),
            ("https://acme.example/pm", json!("https://other.example/api/1.1"), "/api/1.1/x"),
            ("https://acme.example/pm", json!("http://processmaker.test/pmx"), "/pmx/x"),
            ("https://acme.example", json!("https://other.example"), "/api/1.0/x"),
            ("https://acme.example", json!("//"), "/api/1.0/x"),
            ("https://acme.example", json!("mailto:a"), "/api/1.0/x"),
            ("https://acme.example", json!(7), "/api/1.0/x"),
        ] {
            let mut document = document(&json!({"/x":{"get":{}}}));
            document["servers"][0]["url"] = written.clone();
            let found = read_at(address, &document).unwrap();
            assert_eq!(found[0].path, path, "{written} at {address}");
        }
    }

    #[test]
    fn whatever_is_odd_is_left_out() {
        let long = format!("/{}", "a".repeat(MAX_PATH));
        let paths = json!({
            "no-slash":{"get":{}}, "/a b":{"get":{}}, "/\u{202e}":{"get":{}}, "/a?b":{"get":{}}, (long):{"get":{}},
            "/list":[], "/null":null, "/word":{"get":"x"}, "/ok":{"get":{"summary":7,"parameters":"x"}},
            "/ok2":{"get":{"parameters":[7, {"name":7,"in":"query"}, {"name":"","in":"query"}, {"name":"x"}]}},
        });
        let found = read_at("https://acme.example", &document(&paths)).unwrap();
        let paths: Vec<_> = found.iter().map(|one| one.path.as_str()).collect();
        assert_eq!(paths, ["/api/1.0/ok", "/api/1.0/ok2"]);
        assert!(found.iter().all(|one| one.summary.is_empty() && one.query.is_empty()));
        for none in [
            json!({}),
            json!([]),
            json!({"info":{"title":"Another API"},"paths":{}}),
            json!({"info":{"title":TITLE}}),
        ] {
            assert_eq!(read_at("https://acme.example", &none), None, "{none}");
        }
        assert_eq!(read(b"<html>", &base("https://acme.example")), None);
    }

    #[test]
    fn there_are_never_too_many() {
        let paths: Map<String, Value> = (0..MAX_ENDPOINTS)
            .map(|number| (format!("/x{number}"), json!({"get":{},"put":{},"delete":{}})))
            .collect();
        let found = read_at("https://acme.example", &document(&Value::Object(paths))).unwrap();
        assert_eq!(found.len(), MAX_ENDPOINTS);
        let parameters: Vec<Value> =
            (0..100).map(|number| json!({"name":format!("q{number}"),"in":"query"})).collect();
        let paths = json!({"/x":{"get":{"parameters":parameters}}});
        let found = read_at("https://acme.example", &document(&paths)).unwrap();
        assert_eq!(found[0].query.len(), MAX_QUERY);
    }

    #[test]
    fn every_built_in_endpoint_can_be_sent_once_it_is_filled_in() {
        for (generation, least) in
            [(Generation::Version3, 15), (Generation::Version4, 40), (Generation::Version2026, 40)]
        {
            let server = ServerUrl::parse("https://acme.example/sales").unwrap();
            let Endpoints { source, list } = built_in(&Instance::new(server, generation));
            assert_eq!(source, Source::BuiltIn);
            assert!(list.len() >= least, "{generation:?}: {}", list.len());
            let mut seen = BTreeSet::new();
            for Endpoint { method, path, summary, query } in list {
                assert!(
                    seen.insert((path.clone(), method.as_str())),
                    "{method} {path} is there twice"
                );
                assert!(!summary.is_empty() && query.len() <= MAX_QUERY, "{path}");
                let draft = |path: &str| {
                    let headers = Vec::new();
                    Draft { method, path: path.to_owned(), headers, body: String::new() }.check()
                };
                let unfilled = matches!(draft(&path), Err(RequestError::Placeholder(_)));
                assert_eq!(unfilled, path.contains('{'), "{path}");
                let filled = path.replace(['{', '}'], "");
                assert!(draft(&filled).is_ok() && template(&path).is_some(), "{filled}");
                let api =
                    if generation == Generation::Version3 { "/api/1.0/sales/" } else { "/api/1." };
                assert!(path.starts_with(api), "{path}");
            }
        }
    }

    #[tokio::test]
    async fn an_instance_is_asked_without_a_token() {
        let document = document(&json!({"/x":{"get":{}}})).to_string();
        let length = document.len();
        for (answer, source) in [
            (format!("200 OK\r\nContent-Length: {length}\r\n\r\n{document}"), Source::Instance),
            (format!("403 No\r\nContent-Length: {length}\r\n\r\n{document}"), Source::BuiltIn),
            ("302 Found\r\nLocation: /login\r\nContent-Length: 0\r\n\r\n".into(), Source::BuiltIn),
            ("200 OK\r\nContent-Length: 2\r\n\r\n{}".into(), Source::BuiltIn),
        ] {
            let (instance, asked) = server(format!("HTTP/1.1 {answer}").into()).await;
            let found = of(&Http::default(), &instance).await;
            assert_eq!(found.source, source, "{answer}");
            let asked = asked.await.unwrap().to_lowercase();
            assert!(asked.starts_with("get /pm/docs http/1.1"), "{asked}");
            assert!(asked.contains("accept: application/json"), "{asked}");
            assert!(!asked.contains("authorization"), "{asked}");
        }
    }

    #[tokio::test]
    async fn an_instance_that_does_not_tell_has_the_common_ones() {
        let http = Http::default();
        for generation in [Generation::Version3, Generation::Version4] {
            let server = ServerUrl::parse("http://127.0.0.1:1/sales").unwrap();
            let instance = Instance::new(server, generation);
            assert_eq!(of(&http, &instance).await, built_in(&instance));
        }
    }
}
