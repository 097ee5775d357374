//! The one way requests leave the program: deadlines, no redirects, no cookies, a capped answer.

mod clients;
mod failure;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use reqwest::header::{ACCEPT, CONTENT_TYPE, DATE, HeaderMap, LOCATION, RETRY_AFTER};
use reqwest::{Client, RequestBuilder, Response, StatusCode};
use url::Url;

use clients::{Clients, Way};

use crate::authority::Authority;
use crate::clock::Timestamp;
use crate::connection::ServerUrl;
use crate::instance::Instance;
use crate::proxy::{self, Guide, Proxy, Route};
use crate::token::ProxyPassword;
use crate::trouble::{Kind, Trouble};
use crate::vault::Vault;

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
    guide: Option<Arc<dyn Guide>>,
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
    /// Goes through another proxy from here on.
    pub fn go_through(&self, proxy: &Proxy) {
        self.clients().go_through(proxy);
    }

    /// The same, asking somebody for the way where the person leaves it to the system.
    #[must_use]
    pub fn guided_by(guide: Arc<dyn Guide>) -> Self {
        Self { guide: Some(guide), ..Self::default() }
    }

    /// By whose word a server is reached as it is, asked anew: what a desktop says may differ from one moment to the
    /// next.
    pub async fn route(&self, instance: &Instance) -> Route {
        self.route_to(&instance.server).await
    }

    async fn route_to(&self, server: &ServerUrl) -> Route {
        if server.is_loopback() {
            return Route::Here;
        }
        if self.clients().terms().0 != Proxy::System {
            return Route::Settings;
        }
        let address = server.at("");
        if proxy::environment_names_one(address.scheme(), |name| std::env::var(name).ok()) {
            return Route::Environment;
        }
        let Some(guide) = &self.guide else { return Route::System };
        let route = match proxy::ask(guide.as_ref(), &address).await {
            Ok(leg) => Route::Desktop(leg),
            Err(why) => Route::Lost(why),
        };
        self.clients().note(&route);
        route
    }

    /// A client that suits the server; the first one takes some milliseconds to make, on a thread for that.
    ///
    /// # Errors
    /// When the system has no certificate store.
    pub(crate) async fn client(&self, instance: &Instance) -> Result<Client, Trouble> {
        self.client_to(&instance.server, instance.authority.as_ref()).await
    }

    /// The same for a server that is no instance of anything, and for whom somebody may vouch.
    ///
    /// # Errors
    /// As [`Http::client`].
    pub(crate) async fn client_to(
        &self,
        server: &ServerUrl,
        authority: Option<&Authority>,
    ) -> Result<Client, Trouble> {
        let lost = self.clients().are_lost() && !server.is_loopback();
        let route = if lost { Route::Lost(String::new()) } else { self.route_to(server).await };
        let way = Way::to(authority, route);
        let (proxy, epoch) = {
            let clients = self.clients();
            if let Some(client) = clients.get(&way) {
                return Ok(client);
            }
            clients.terms()
        };
        let (made, password) = (way.clone(), self.password(&proxy).await?);
        let made =
            tokio::task::spawn_blocking(move || made.client(&proxy, password.as_ref())).await;
        let made = made.map_err(|_| {
            Trouble::new(Kind::Certificate).saying("the certificates could not be read")
        })?;
        let client = made.map_err(|error| failure::sort(&error))?;
        self.clients().keep(way, client.clone(), epoch);
        Ok(client)
    }

    /// What the proxy wants to hear, if the person has typed it.
    async fn password(&self, proxy: &Proxy) -> Result<Option<ProxyPassword>, Trouble> {
        let vault = self.clients().vault();
        let (Some(account), Some(vault)) = (proxy.account(), vault) else { return Ok(None) };
        let kept = vault.proxy_password(account).await;
        kept.map_err(|failure| Trouble::new(Kind::Keyring(failure)))
    }

    /// Reads the passwords of proxies from this keyring.
    pub(crate) fn keep_passwords_in(&self, vault: Vault) {
        self.clients().keep_passwords_in(vault);
    }

    /// Another password is kept.
    pub(crate) fn renew(&self) {
        self.clients().forget();
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
        let result = async {
            read(request.send().await.map_err(|error| failure::sort(&error))?, most).await
        }
        .await;
        if result.as_ref().is_err_and(|trouble| trouble.kind.is_unsent()) {
            // A certificate that was installed meanwhile, or a proxy that the system has by now, is only seen by a
            // new client.
            self.clients().forget();
        }
        result
    }

    /// Reads what stands at a path below a server's address, outside of its API: a demo instance tells a
    /// developer's build about itself that way.
    ///
    /// # Errors
    /// When the server cannot be reached, or answers with anything but success.
    pub async fn document(&self, instance: &Instance, path: &str) -> Result<Vec<u8>, Trouble> {
        let request = self.client(instance).await?.get(instance.server.at(path));
        let answer = self.send(request).await?;
        if answer.status.is_success() { Ok(answer.body) } else { Err(answer.unexpected()) }
    }
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
    fn a_redirect_is_named_by_its_host_alone() {
        let base = Url::parse("https://acme.example/pm/oauth/token").unwrap();
        let host = |to| answer(&[(LOCATION, to)]).redirect_host(&base);
        assert_eq!(host("https://login.example/?token=canary").as_deref(), Some("login.example"));
        assert_eq!(host("/login").as_deref(), Some("acme.example"));
    }
}
