//! The one way requests leave the program: deadlines, no redirects, no cookies, a capped answer.

use std::error::Error as StdError;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::header::{ACCEPT, CONTENT_TYPE, DATE, HeaderMap, LOCATION, RETRY_AFTER};
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Response, StatusCode};
use url::Url;

use crate::clock::Timestamp;
use crate::connection::ServerUrl;
use crate::trouble::{Kind, Trouble};

/// How long a connection may take. Longer keeps a person waiting for a host that is not there; shorter fails on
/// a slow VPN.
const CONNECT_DEADLINE: Duration = Duration::from_secs(10);

/// How long a whole request may take. ProcessMaker spends up to 0.4 s on a token; an instance that needs half a
/// minute is in trouble.
const TOTAL_DEADLINE: Duration = Duration::from_secs(30);

/// How long the server may be silent in the middle.
const SILENCE_DEADLINE: Duration = Duration::from_secs(15);

/// The largest answer read, unless somebody asks for more. The largest real one, a list of users, is far below.
const MAX_BODY: usize = 256 * 1024;

/// The bounds of a `Retry-After` that is obeyed.
const SHORTEST_REST: Duration = Duration::from_secs(1);
const LONGEST_REST: Duration = Duration::from_secs(15 * 60);

/// What a `Retry-After` that cannot be read counts as.
const UNREADABLE_REST: Duration = Duration::from_secs(60);

/// The clients, made when first needed: reading the system's certificates takes a while.
#[derive(Debug, Clone, Default)]
pub struct Http {
    clients: Arc<Mutex<Clients>>,
}

#[derive(Debug, Default)]
struct Clients {
    outward: Option<Client>,
    loopback: Option<Client>,
}

impl Clients {
    fn of(&mut self, loopback: bool) -> &mut Option<Client> {
        if loopback { &mut self.loopback } else { &mut self.outward }
    }
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

/// How far an answer was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// To its end.
    Whole,
    /// As far as it may be; there is more.
    Cut,
}

impl Http {
    /// A client that suits the server; the first one takes some milliseconds to make, on a thread for that.
    ///
    /// # Errors
    /// When the system has no certificate store.
    pub(crate) async fn client(&self, server: &ServerUrl) -> Result<Client, Trouble> {
        let loopback = server.is_loopback();
        if let Some(client) = self.clients().of(loopback) {
            return Ok(client.clone());
        }
        let built = tokio::task::spawn_blocking(move || build(loopback)).await;
        let built = built.map_err(|_| {
            Trouble::new(Kind::Certificate).saying("the certificates could not be read")
        })?;
        let client = built.map_err(|error| sort(&error))?;
        *self.clients().of(loopback) = Some(client.clone());
        Ok(client)
    }

    fn clients(&self) -> std::sync::MutexGuard<'_, Clients> {
        self.clients.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sends a request and reads the answer.
    ///
    /// # Errors
    /// Sorted by whether the request can have reached the server.
    pub(crate) async fn send(&self, request: RequestBuilder) -> Result<Answer, Trouble> {
        self.send_accepting(request, "application/json").await
    }

    /// The same, asking for another form of answer.
    ///
    /// # Errors
    /// As [`Http::send`].
    pub(crate) async fn send_accepting(
        &self,
        request: RequestBuilder,
        accept: &'static str,
    ) -> Result<Answer, Trouble> {
        let (answer, end) = self.send_up_to(request.header(ACCEPT, accept), MAX_BODY).await?;
        match end {
            End::Whole => Ok(answer),
            End::Cut => Err(Trouble::new(Kind::UnexpectedAnswer)
                .with_status(answer.status.as_u16())
                .saying("the answer is too large")),
        }
    }

    /// Sends a request as it is, and reads at most so many bytes of the answer.
    ///
    /// # Errors
    /// As [`Http::send`].
    pub(crate) async fn send_up_to(
        &self,
        request: RequestBuilder,
        most: usize,
    ) -> Result<(Answer, End), Trouble> {
        let result =
            async { read(request.send().await.map_err(|error| sort(&error))?, most).await }.await;
        if result.as_ref().is_err_and(|trouble| trouble.kind == Kind::Certificate) {
            // A certificate that was installed meanwhile is only seen by a new client.
            *self.clients() = Clients::default();
        }
        result
    }

    /// Reads what stands at a path below a server's address, outside of its API: a demo instance tells a
    /// developer's build about itself that way.
    ///
    /// # Errors
    /// When the server cannot be reached, or answers with anything but success.
    pub async fn document(&self, server: &ServerUrl, path: &str) -> Result<Vec<u8>, Trouble> {
        let answer = self.send(self.client(server).await?.get(server.at(path))).await?;
        if answer.status.is_success() { Ok(answer.body) } else { Err(answer.unexpected()) }
    }
}

fn build(loopback: bool) -> Result<Client, reqwest::Error> {
    let builder = Client::builder()
        .redirect(Policy::none())
        .referer(false)
        .retry(reqwest::retry::never())
        .connect_timeout(CONNECT_DEADLINE)
        .read_timeout(SILENCE_DEADLINE)
        .timeout(TOTAL_DEADLINE)
        // A kept connection that died in a suspend cannot be told from an answer that was lost.
        .pool_max_idle_per_host(0)
        .tls_version_min(reqwest::tls::Version::TLS_1_2)
        .user_agent(concat!("Latchkey/", env!("CARGO_PKG_VERSION")));
    if loopback { builder.no_proxy().build() } else { builder.build() }
}

async fn read(mut response: Response, most: usize) -> Result<(Answer, End), Trouble> {
    let status = response.status();
    let headers = std::mem::take(response.headers_mut());
    let mut body = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if body.len() + chunk.len() > most => {
                let rest = most - body.len();
                body.extend_from_slice(&chunk[..rest]);
                return Ok((Answer { status, headers, body }, End::Cut));
            }
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Ok(None) => return Ok((Answer { status, headers, body }, End::Whole)),
            Err(error) if error.is_timeout() => return Err(Kind::Timeout.into()),
            Err(_) => {
                return Err(Trouble::new(Kind::UnexpectedAnswer)
                    .with_status(status.as_u16())
                    .saying("the answer broke off"));
            }
        }
    }
}

impl Answer {
    pub(crate) fn is_json(&self) -> bool {
        let content_type = self
            .headers
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        content_type.to_ascii_lowercase().starts_with("application/json")
    }

    /// When the server sent it, by its own clock (RFC 9110, 6.6.1).
    pub(crate) fn date(&self) -> Option<Timestamp> {
        let date = httpdate::parse_http_date(self.headers.get(DATE)?.to_str().ok()?).ok()?;
        let since = date.duration_since(std::time::UNIX_EPOCH).ok()?;
        Some(Timestamp::from_millis(i64::try_from(since.as_millis()).ok()?))
    }

    /// How long the server asks to be left alone (RFC 9110, 10.2.3), within bounds.
    pub(crate) fn retry_after(&self) -> Option<Duration> {
        let value = self.headers.get(RETRY_AFTER)?;
        let text = value.to_str().unwrap_or_default().trim();
        let asked = text.parse().ok().map(Duration::from_secs).or_else(|| {
            let until =
                httpdate::parse_http_date(text).ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
            let now = self.date()?;
            Some(until.saturating_sub(Duration::from_millis(u64::try_from(now.as_millis()).ok()?)))
        });
        Some(asked.unwrap_or(UNREADABLE_REST).clamp(SHORTEST_REST, LONGEST_REST))
    }

    /// The host that a redirect points to, without the rest of the address.
    pub(crate) fn redirect_host(&self, base: &Url) -> Option<String> {
        let target = base.join(self.headers.get(LOCATION)?.to_str().ok()?).ok()?;
        target.host_str().map(str::to_owned)
    }

    /// The words of an answer that is not ProcessMaker's own: what else can be said of it.
    pub(crate) fn unexpected(&self) -> Trouble {
        let status = self.status.as_u16();
        let kind = match status {
            429 => Kind::Throttled,
            503 => Kind::Maintenance,
            500..=599 => Kind::ServerError,
            _ => Kind::UnexpectedAnswer,
        };
        let mut trouble = Trouble::new(kind).with_status(status);
        trouble.retry_after = self.retry_after();
        if kind == Kind::Throttled && trouble.retry_after.is_none() {
            trouble.retry_after = Some(UNREADABLE_REST);
        }
        trouble
    }
}

/// Sorts a failed request: what certainly never reached the server comes first.
fn sort(error: &reqwest::Error) -> Trouble {
    let causes = causes(error);
    // Only before anything was sent: a connection that goes wrong later may have carried the request.
    if let Some(tls) = causes.iter().find_map(|cause| tls(*cause)).filter(|_| error.is_connect()) {
        let kind = if is_about_trust(tls) { Kind::Certificate } else { Kind::Tls };
        return Trouble::new(kind).saying(&tls.to_string());
    }
    let innermost = causes.last().map(ToString::to_string).unwrap_or_default();
    let proxied = causes.iter().map(ToString::to_string).any(|words| words.contains("tunnel"));
    let kind = match () {
        () if error.is_dns() => Kind::NameNotFound,
        () if error.is_connect() && proxied => Kind::Proxy,
        () if error.is_connect() => Kind::Unreachable,
        () if error.is_builder() => Kind::Certificate,
        () if error.is_timeout() => return Kind::Timeout.into(),
        () => Kind::UnexpectedAnswer,
    };
    Trouble::new(kind).saying(&innermost)
}

/// The TLS error that a cause is or wraps: input/output errors keep what they wrap out of the list of causes, and
/// here one wraps another.
fn tls<'a>(cause: &'a (dyn StdError + 'static)) -> Option<&'a rustls::Error> {
    match cause.downcast_ref::<std::io::Error>() {
        Some(wrapper) => tls(wrapper.get_ref()?),
        None => cause.downcast_ref(),
    }
}

/// Whether it is the server's certificate that is in the way, which somebody may mend or come to trust.
fn is_about_trust(error: &rustls::Error) -> bool {
    matches!(error, rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented)
}

/// What lies beneath an error, outermost first.
fn causes(error: &reqwest::Error) -> Vec<&(dyn StdError + 'static)> {
    let mut causes = Vec::new();
    let mut next = error.source();
    while let Some(cause) = next {
        causes.push(cause);
        next = cause.source();
    }
    causes
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::HeaderValue;

    fn answer(headers: &[(reqwest::header::HeaderName, &'static str)]) -> Answer {
        let headers =
            headers.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value)));
        Answer {
            status: StatusCode::TOO_MANY_REQUESTS,
            headers: headers.collect(),
            body: Vec::new(),
        }
    }

    #[test]
    fn f16_the_rest_that_a_server_asks_for_is_bounded() {
        let date = (DATE, "Sun, 22 Nov 2026 00:40:23 GMT");
        for (asked, seconds) in [
            ("59", 59),
            ("0", 1),
            ("-1", 60),
            ("9999999", 900),
            ("99999999999999999999999", 60),
            ("soon", 60),
            ("Sun, 22 Nov 2026 00:42:23 GMT", 120),
            ("Sun, 22 Nov 2020 00:42:23 GMT", 1),
        ] {
            let answer = answer(&[date.clone(), (RETRY_AFTER, asked)]);
            assert_eq!(answer.retry_after(), Some(Duration::from_secs(seconds)), "{asked}");
        }
        assert_eq!(answer(&[]).retry_after(), None);
        assert_eq!(answer(&[]).unexpected().retry_after, Some(UNREADABLE_REST));
    }

    #[test]
    fn a_status_alone_says_this_much() {
        for (status, kind, rest) in [
            (429, Kind::Throttled, Some(60)),
            (500, Kind::ServerError, None),
            (502, Kind::ServerError, None),
            (503, Kind::Maintenance, None),
            (599, Kind::ServerError, None),
            (200, Kind::UnexpectedAnswer, None),
            (404, Kind::UnexpectedAnswer, None),
            (600, Kind::UnexpectedAnswer, None),
        ] {
            let status = StatusCode::from_u16(status).unwrap();
            let trouble = Answer { status, ..answer(&[]) }.unexpected();
            assert_eq!((trouble.kind, trouble.status), (kind, Some(status.as_u16())));
            assert_eq!(trouble.retry_after.map(|rest| rest.as_secs()), rest, "{status}");
            let asked = Answer { status, ..answer(&[(RETRY_AFTER, "7")]) }.unexpected();
            assert_eq!(asked.retry_after, Some(Duration::from_secs(7)), "{status}, if asked");
        }
    }

    #[test]
    fn json_is_known_by_its_name_in_any_dress() {
        for (content_type, json) in [
            ("application/json", true),
            ("Application/JSON; charset=UTF-8", true),
            ("text/html; x=application/json", false),
            ("", false),
        ] {
            assert_eq!(answer(&[(CONTENT_TYPE, content_type)]).is_json(), json, "{content_type}");
        }
        assert!(!answer(&[]).is_json());
    }

    #[test]
    fn the_servers_clock_is_read_where_it_can_be() {
        let date = |text| answer(&[(DATE, text)]).date().map(Timestamp::as_millis);
        assert_eq!(date("Sun, 22 Nov 2026 00:40:23 GMT"), Some(1_795_308_023_000));
        assert_eq!(date("yesterday"), None);
        assert_eq!(answer(&[]).date(), None);
    }

    #[test]
    fn this_computer_has_a_client_of_its_own() {
        let mut clients = Clients::default();
        *clients.of(true) = Some(build(true).unwrap());
        assert!(clients.of(true).is_some() && clients.of(false).is_none());
    }

    #[test]
    fn a_certificate_is_told_from_all_else_that_tls_can_fail_at() {
        use rustls::{CertificateError, Error};
        for (error, trust) in [
            (Error::InvalidCertificate(CertificateError::Expired), true),
            (Error::NoCertificatesPresented, true),
            (Error::HandshakeNotComplete, false),
            (Error::PeerSentOversizedRecord, false),
        ] {
            assert_eq!(is_about_trust(&error), trust, "{error:?}");
            let wrapped = std::io::Error::other(std::io::Error::other(error.clone()));
            assert_eq!(tls(&wrapped), Some(&error), "it is found however it is wrapped");
        }
        assert_eq!(tls(&std::io::Error::other("reset")), None);
        assert_eq!(tls(&std::io::Error::from(std::io::ErrorKind::NotFound)), None);
    }

    #[test]
    fn a_redirect_is_named_by_its_host_alone() {
        let base = Url::parse("https://acme.example/pm/oauth/token").unwrap();
        let host = |to| answer(&[(LOCATION, to)]).redirect_host(&base);
        assert_eq!(host("https://login.example/?token=canary").as_deref(), Some("login.example"));
        assert_eq!(host("/login").as_deref(), Some("acme.example"));
    }
}
