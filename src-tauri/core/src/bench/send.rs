//! Sends one request of a person's and takes the answer in, without its secrets.

use std::fmt;
use std::time::Duration;

use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, LOCATION};
use secrecy::ExposeSecret;
use tokio::time::Instant;
use url::Url;
use zeroize::Zeroizing;

use super::hidden::{self, Lists, MARK};
use super::request::{Method, Request};
use crate::clock::Timestamp;
use crate::http::{self, End, Http};
use crate::instance::Instance;
use crate::token::AccessToken;
use crate::trouble::{Kind, Trouble, plain};

/// The largest answer taken in, in bytes. PHP itself gives up on more with its usual 128 MiB of memory, and nobody
/// reads more; a smaller one would cut the lists of a large instance off.
pub const MAX_ANSWER: usize = 32 * 1024 * 1024;

/// How long an answer may take. Reports of a large instance take more than the half minute that all other requests
/// have; whoever does not want to wait can stop.
const DEADLINE: Duration = Duration::from_secs(120);

/// How many headers of an answer are shown; web servers send a tenth of them.
const MAX_HEADERS: usize = 100;

/// How much of each is shown, in characters; the longest usual one, a content security policy, is below.
const MAX_VALUE: usize = 4_000;

/// The headers whose values are nobody's to see: they speak for the person, as the token does.
const SECRET_HEADERS: [&str; 4] =
    ["set-cookie", "set-cookie2", "authentication-info", "proxy-authentication-info"];

/// What came back: what the server said about the answer, and the answer.
pub struct Answer {
    /// All but the body.
    pub head: Head,
    /// The body, without secrets.
    pub(crate) body: Zeroizing<Vec<u8>>,
}

/// What is known of an answer besides its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The HTTP status.
    pub status: u16,
    /// The headers by name and value, as far as they can be shown; secrets are replaced by a mark.
    pub headers: Vec<(String, String)>,
    /// What the body is called.
    pub content_type: Option<String>,
    /// How long it took, from the first byte sent to the last one read.
    pub took: Duration,
    /// The size of the body in bytes, as far as it was read.
    pub size: usize,
    /// Whether there was more of the body than [`MAX_ANSWER`].
    pub cut: bool,
    /// Where the server sends whoever asks.
    pub redirect: Option<Target>,
    /// How long the server asks to be left alone, within bounds.
    pub retry_after: Option<Duration>,
    /// When the server sent it, by its own clock.
    pub date: Option<Timestamp>,
}

/// Where a redirect leads. The rest of the address may hold secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The host; with the port, if it has one of its own.
    pub host: String,
    /// The path.
    pub path: String,
}

/// Sends a request once, and follows no redirect.
///
/// # Errors
/// When no answer came; every status is an answer.
pub async fn send(
    http: &Http,
    instance: &Instance,
    token: &AccessToken,
    request: &Request,
) -> Result<Answer, Trouble> {
    exchange(http, instance, token, request, MAX_ANSWER).await
}

/// The same, with at most so many bytes of the answer.
async fn exchange(
    http: &Http,
    instance: &Instance,
    token: &AccessToken,
    request: &Request,
    most: usize,
) -> Result<Answer, Trouble> {
    let url = request.url(instance);
    let mut sent = http
        .client(instance)
        .await?
        .request(on_the_wire(request.method()), url.clone())
        .headers(request.headers().clone())
        .header(ACCEPT, "application/json")
        .bearer_auth(token.expose_secret())
        .timeout(DEADLINE);
    if let Some(body) = request.body() {
        sent = sent.header(CONTENT_TYPE, "application/json").body(body.to_owned());
    }
    let began = Instant::now();
    let (answer, end) = http.send_up_to(sent, most).await?;
    let took = began.elapsed();
    let token = token.clone();
    let settled =
        tokio::task::spawn_blocking(move || settle(answer, end, took, &url, &token)).await;
    settled.map_err(|_| Trouble::new(Kind::UnexpectedAnswer).saying("the answer cannot be read"))
}

fn on_the_wire(method: Method) -> reqwest::Method {
    match method {
        Method::Get => reqwest::Method::GET,
        Method::Post => reqwest::Method::POST,
        Method::Put => reqwest::Method::PUT,
        Method::Patch => reqwest::Method::PATCH,
        Method::Delete => reqwest::Method::DELETE,
    }
}

/// Takes the secrets out of an answer. Works on the whole body, so it belongs on a thread of its own.
fn settle(
    answer: http::Answer,
    end: End,
    took: Duration,
    asked: &Url,
    token: &AccessToken,
) -> Answer {
    let (retry_after, date) = (answer.retry_after(), answer.date());
    let http::Answer { status, headers, body } = answer;
    let head = Head {
        status: status.as_u16(),
        content_type: headers.get(CONTENT_TYPE).map(|value| shown(value, token)),
        redirect: redirect(status, &headers, asked, token),
        headers: listed(&headers, asked, token),
        took,
        size: body.len(),
        cut: end == End::Cut,
        retry_after,
        date,
    };
    // A list under the name of a secret is what a refusal says about it.
    let lists = if head.status == 422 { Lists::Messages } else { Lists::Secrets };
    Answer { head, body: hidden::without_secrets(Zeroizing::new(body), token, lists) }
}

fn redirect(
    status: reqwest::StatusCode,
    headers: &HeaderMap,
    asked: &Url,
    token: &AccessToken,
) -> Option<Target> {
    let location = headers.get(LOCATION).filter(|_| status.is_redirection())?;
    target(location, asked, token)
}

fn target(location: &HeaderValue, asked: &Url, token: &AccessToken) -> Option<Target> {
    let url = asked.join(location.to_str().ok()?).ok()?;
    let host = url.host_str()?;
    let host = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
    let bare = |text: &str| plain(&hidden::without_token(text, token));
    Some(Target { host: bare(&host), path: bare(url.path()) })
}

/// The headers as they may be seen.
fn listed(headers: &HeaderMap, asked: &Url, token: &AccessToken) -> Vec<(String, String)> {
    let value = |name: &HeaderName, value: &HeaderValue| {
        if SECRET_HEADERS.contains(&name.as_str()) || hidden::is_secret(name.as_str()) {
            return MARK.to_owned();
        }
        if name != LOCATION && name.as_str() != "content-location" {
            return shown(value, token);
        }
        // An address may hold secrets behind its path.
        let target = target(value, asked, token);
        target.map_or_else(|| MARK.to_owned(), |Target { host, path }| format!("{host}{path}"))
    };
    let pairs = headers.iter().take(MAX_HEADERS);
    pairs.map(|(name, content)| (name.to_string(), value(name, content))).collect()
}

/// A stranger's header as harmless text.
fn shown(value: &HeaderValue, token: &AccessToken) -> String {
    let text = String::from_utf8_lossy(value.as_bytes());
    let visible: String = text.chars().filter(|c| matches!(c, ' '..='~')).collect();
    hidden::without_token(&visible, token).chars().take(MAX_VALUE).collect()
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Answer({}, {} bytes)", self.head.status, self.head.size)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::bench::request::Draft;
    use crate::connection::ServerUrl;
    use crate::instance::Generation;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpListener;
    use tokio::task::JoinHandle;

    const TOKEN: &str = "eyJ0eXAi.eyJzdWIi.c2lnbmF0dXJl";

    /// An answer as if it had come over the wire.
    pub(crate) fn answer(status: u16, content_type: &str, body: &[u8]) -> Answer {
        answer_with(status, &[("content-type", content_type)], body)
    }

    pub(crate) fn answer_with(status: u16, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let header = |(name, value): &(&str, &str)| -> (HeaderName, HeaderValue) {
            (name.parse().unwrap(), value.parse().unwrap())
        };
        let answer = http::Answer {
            status: reqwest::StatusCode::from_u16(status).unwrap(),
            headers: headers.iter().map(header).collect(),
            body: body.to_vec(),
        };
        let asked = Url::parse("https://acme.example/pm/api/1.0/users").unwrap();
        settle(answer, End::Whole, Duration::ZERO, &asked, &AccessToken::new(TOKEN.into()))
    }

    /// A server that answers one request with these bytes, and says what it was asked.
    pub(crate) async fn server(answer: Vec<u8>) -> (Instance, JoinHandle<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/pm", listener.local_addr().unwrap());
        let asked = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let (mut asked, mut piece) = (Vec::new(), [0; 4096]);
            while !is_complete(&asked) {
                let length = stream.read(&mut piece).await.unwrap();
                assert!(length > 0, "the request breaks off");
                asked.extend_from_slice(&piece[..length]);
            }
            // Whoever has enough hangs up.
            stream.write_all(&answer).await.unwrap_or(());
            String::from_utf8(asked).unwrap()
        });
        let server = ServerUrl::parse(&address).unwrap();
        (Instance::new(server, Generation::Version4), asked)
    }

    fn is_complete(asked: &[u8]) -> bool {
        let text = String::from_utf8_lossy(asked).to_ascii_lowercase();
        let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        body.len() >= length.map_or(0, |length| length.parse().unwrap())
    }

    async fn send_to(instance: &Instance, draft: &Draft) -> Result<Answer, Trouble> {
        let token = AccessToken::new(TOKEN.into());
        send(&Http::default(), instance, &token, &draft.check().unwrap()).await
    }

    fn draft(method: Method, body: &str) -> Draft {
        let headers = vec![("X-Trace".to_owned(), "7".to_owned())];
        Draft { method, path: "/api/1.0/users?filter=a b".into(), headers, body: body.into() }
    }

    #[tokio::test]
    async fn a_request_says_what_it_has_to_and_nothing_else() {
        for (method, body, length) in [
            (Method::Get, "", None),
            (Method::Post, "{\"a\":1}", Some("7")),
            (Method::Put, "[]", Some("2")),
            (Method::Delete, "", None),
        ] {
            let (instance, asked) = server(b"HTTP/1.1 204 No Content\r\n\r\n".to_vec()).await;
            let answer = send_to(&instance, &draft(method, body)).await.unwrap();
            assert_eq!((answer.head.status, answer.head.size), (204, 0));
            let asked = asked.await.unwrap();
            let (head, sent) = asked.split_once("\r\n\r\n").unwrap();
            assert_eq!(sent, body);
            let mut lines = head.lines();
            let first = format!("{method} /pm/api/1.0/users?filter=a%20b HTTP/1.1");
            assert_eq!(lines.next(), Some(first.as_str()));
            let mut lines: Vec<_> =
                lines.filter(|line| !line.starts_with("host: ")).map(str::to_owned).collect();
            lines.sort();
            let agent = concat!("user-agent: Latchkey/", env!("CARGO_PKG_VERSION"));
            let mut expected = vec![
                "accept: application/json".to_owned(),
                format!("authorization: Bearer {TOKEN}"),
            ];
            if let Some(length) = length {
                expected.push(format!("content-length: {length}"));
                expected.push("content-type: application/json".to_owned());
            }
            expected.extend([agent.to_owned(), "x-trace: 7".to_owned()]);
            assert_eq!(lines, expected, "{method}");
        }
    }

    #[tokio::test]
    async fn a_redirect_is_an_answer_that_says_where_it_leads() {
        let answer =
            b"HTTP/1.1 302 Found\r\nLocation: /login?next=canary#x\r\nContent-Length: 0\r\n\r\n";
        let (instance, _asked) = server(answer.to_vec()).await;
        let answer = send_to(&instance, &draft(Method::Get, "")).await.unwrap();
        let here = instance.server.label().trim_end_matches("/pm").to_owned();
        let target = Target { host: here.clone(), path: "/login".into() };
        assert_eq!((answer.head.status, answer.head.redirect), (302, Some(target)));
        assert!(answer.head.headers.contains(&("location".into(), format!("{here}/login"))));
    }

    #[tokio::test]
    async fn an_answer_is_read_as_far_as_it_may_be() {
        for (size, length, cut) in [(9, 9, false), (10, 10, false), (11, 10, true)] {
            let (body, head) = ("x".repeat(size), "HTTP/1.1 200 OK\r\nContent-Length:");
            let (instance, _asked) = server(format!("{head} {size}\r\n\r\n{body}").into()).await;
            let request = draft(Method::Get, "").check().unwrap();
            let (http, token) = (Http::default(), AccessToken::new(TOKEN.into()));
            let answer = exchange(&http, &instance, &token, &request, 10).await.unwrap();
            assert_eq!((answer.head.size, answer.head.cut), (length, cut), "{size}");
            assert_eq!(*answer.body, &body.as_bytes()[..length]);
        }
    }

    #[tokio::test]
    async fn no_answer_is_trouble() {
        for (answer, kind) in [
            ("", Kind::UnexpectedAnswer),
            ("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", Kind::UnexpectedAnswer),
        ] {
            let (instance, _asked) = server(answer.into()).await;
            let trouble = send_to(&instance, &draft(Method::Get, "")).await.unwrap_err();
            assert_eq!(trouble.kind, kind, "{answer:?}");
        }
        let server = ServerUrl::parse("http://127.0.0.1:1").unwrap();
        let nobody = Instance::new(server, Generation::Version4);
        let trouble = send_to(&nobody, &draft(Method::Get, "")).await.unwrap_err();
        assert_eq!(trouble.kind, Kind::Unreachable);
    }

    #[test]
    fn an_answer_is_told_without_its_secrets() {
        let echo = format!("a {TOKEN} b");
        let body = format!("{{\"remember_token\":\"canary\",\"echo\":\"{TOKEN}\"}}");
        let answer = answer_with(
            200,
            &[
                ("content-type", "application/json"),
                ("set-cookie", "laravel_session=canary"),
                ("x-csrf-token", "canary"),
                ("x-echo", &echo),
                ("location", "https://x.example:8443/y?code=canary"),
                ("date", "Sun, 22 Nov 2026 00:40:23 GMT"),
                ("retry-after", "59"),
                ("x-tab", "a\tb"),
            ],
            body.as_bytes(),
        );
        let told = format!("{:?} {}", answer.head, String::from_utf8_lossy(&answer.body));
        assert!(!told.contains("canary") && !told.contains("eyJ"), "{told}");
        let header = |name: &str| {
            let found = answer.head.headers.iter().find(|header| header.0 == name);
            found.map(|header| header.1.as_str())
        };
        assert_eq!(header("set-cookie"), Some(MARK));
        assert_eq!(header("x-echo"), Some("a ****** b"));
        assert_eq!(header("location"), Some("x.example:8443/y"));
        assert_eq!(header("x-tab"), Some("ab"));
        assert_eq!(answer.head.redirect, None, "200 leads nowhere");
        assert_eq!(answer.head.content_type.as_deref(), Some("application/json"));
        assert_eq!(answer.head.retry_after, Some(Duration::from_secs(59)));
        assert_eq!(answer.head.date.map(Timestamp::as_millis), Some(1_795_308_023_000));
        assert_eq!(format!("{answer:?}"), format!("Answer(200, {} bytes)", body.len()));
    }

    #[test]
    fn only_what_says_where_leads_somewhere() {
        for (status, location, target) in [
            (301, "https://login.example/a?b", Some(("login.example", "/a"))),
            (302, "../login", Some(("acme.example", "/pm/api/login"))),
            (302, "http://[::1]:80/", Some(("[::1]", "/"))),
            (302, "mailto:maria@acme.example", None),
            (302, "https://", None),
            (200, "/login", None),
        ] {
            let found = answer_with(status, &[("location", location)], b"").head.redirect;
            let target = target.map(|(host, path)| Target { host: host.into(), path: path.into() });
            assert_eq!(found, target, "{status} {location}");
        }
        assert_eq!(answer_with(302, &[], b"").head.redirect, None);
    }

    #[test]
    fn a_hundred_headers_are_enough() {
        let names: Vec<String> = (0..=MAX_HEADERS).map(|number| format!("x-{number}")).collect();
        let long = "a".repeat(MAX_VALUE + 1);
        let headers: Vec<_> = names.iter().map(|name| (name.as_str(), long.as_str())).collect();
        let head = answer_with(200, &headers, b"").head;
        assert_eq!((head.headers.len(), head.headers[0].1.len()), (MAX_HEADERS, MAX_VALUE));
    }
}
