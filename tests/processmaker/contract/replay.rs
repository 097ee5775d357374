//! Sends a recorded request again, with live values in place of recorded ones.

use std::collections::BTreeMap;
use std::time::Duration;

use base64::Engine;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use processmaker::wire::{self, Answer};
use processmaker::{
    Endpoint, Fault, GrantKind, Landing, Lifetimes, NewClient, Pair, Seed, Server, Throttle,
};
use sha2::{Digest, Sha256};
use url::Url;

use crate::compare;
use crate::curl::Command;
use crate::recording::{self, Recording, shortened};
use crate::stories::{Challenge, Code, Fate, Given};

const RECORDED_SERVERS: [&str; 2] = ["http://127.0.0.1:8095", "http://127.0.0.1:8096"];
const ADMIN: &str = "admin";
const ADMIN_PASSWORD: &str = "admin-pass-1";

/// A server with the recorded users and clients, and what was seen so far.
pub(crate) struct Replay {
    server: Server,
    recordings: BTreeMap<String, Recording>,
    /// `cookies.txt`.
    cookies: BTreeMap<String, String>,
    /// Recorded text, and the live text that stands for it.
    live: BTreeMap<String, String>,
    /// Of the consent page last opened.
    auth_token: Option<String>,
    pair: Option<Pair>,
    /// For the next request only.
    tampered: bool,
}

impl Replay {
    pub(crate) async fn start(lifetimes: Lifetimes) -> Self {
        let server = Server::builder().seed(Seed::Installation).lifetimes(lifetimes).start().await;
        server.set_password(ADMIN, ADMIN_PASSWORD);
        server.add_user("jane", "Jane Doe", "jane-pass-1");
        server.set_client_secret(3, "passwordClientSecret00000000000000000003");
        let several = "http://127.0.0.1/callback,http://[::1]/callback,io.processmaker.signin://oauth/callback";
        let one = "http://127.0.0.1/callback";
        let code = NewClient::authorization_code;
        for (client, id) in [
            (code("Confidential", one).secret("confidentialClientSecret0000000000000004"), 4),
            (code("Public", several).public(), 5),
            (code("One redirect", one).public(), 6),
            (code("With a password box", one).also(GrantKind::Password), 7),
            (code("Revoked", one).secret("revokedClientSecret000000000000000000008"), 8),
            (NewClient::password("Public password").public(), 9),
        ] {
            assert_eq!(server.add_client(client).id, id);
        }
        server.revoke_client(8);
        let recordings = recording::all().into_iter();
        Self {
            server,
            recordings: recordings.map(|recording| (recording.id.clone(), recording)).collect(),
            cookies: BTreeMap::new(),
            live: BTreeMap::new(),
            auth_token: None,
            pair: None,
            tampered: false,
        }
    }

    /// Replays one recording and returns everything that differs.
    pub(crate) async fn play(&mut self, id: &str, given: &[Given]) -> Vec<String> {
        let recording = self.recordings[id].clone();
        let command = Command::parse(&recording.request);
        for given in given {
            self.prepare(*given, &recording, &command).await;
        }
        let answer = self.send(&recording).await;
        self.learn(&recording, &answer);
        compare::differences(&recording, &answer, &self.server.base_url())
    }

    async fn prepare(&mut self, given: Given, recording: &Recording, command: &Command) {
        match given {
            Given::SignedIn => self.sign_in().await,
            Given::NoCookies => self.cookies.clear(),
            Given::ConsentAsked(redirect, state) => self.ask_for_consent(redirect, state).await,
            Given::HasToken => drop(self.server.issue(5, ADMIN)),
            Given::NoTokens => self.server.revoke_tokens_of(ADMIN),
            Given::Code(code) => self.new_code(code, recording, command).await,
            Given::CodeExpired => self.server.clock().advance(Duration::from_secs(601)),
            Given::Pair(client) => self.new_pair(client, ADMIN, recording),
            Given::PairOfJane => self.new_pair(5, "jane", recording),
            Given::AccessTokenOfPair => self.bind(recording, "eyJ", &self.pair().access_token),
            Given::RefreshTokenOfPair => {
                self.bind(recording, "def50200", &self.pair().refresh_token)
            }
            Given::IdentifierInPath => self.bind_identifier(recording),
            Given::RefreshToken(fate) => self.end_refresh_token(fate),
            Given::AccessToken(fate) => self.end_access_token(fate),
            Given::PersonalToken => self.new_personal_token(recording),
            Given::Tampered => self.tampered = true,
            Given::LastDigitChanged => self.change_last_digit(recording),
            Given::ClientRevoked(id) => self.server.revoke_client(id),
            Given::ClientRestored(id) => self.server.restore_client(id),
            Given::JaneDeleted => self.server.delete_user("jane"),
            Given::Exhausted => self.exhaust().await,
            Given::Maintenance => {
                self.server.faults().next(Endpoint::Any, Fault::maintenance("60"))
            }
            Given::ServerError => self.server.faults().next(Endpoint::Any, Fault::server_error()),
            Given::Later(seconds) => self.server.clock().advance(Duration::from_secs(seconds)),
        }
    }

    async fn send(&mut self, recording: &Recording) -> Answer {
        let command = Command::parse(&self.with_live_values(&recording.request));
        self.tampered = false;
        let mut headers = vec![("Accept".to_owned(), "*/*".to_owned())];
        for (name, value) in &command.headers {
            headers.retain(|(other, _)| other != name);
            headers.push((name.clone(), value.clone()));
        }
        headers.retain(|(_, value)| !value.is_empty());
        if let Some(basic) = &command.basic {
            headers.push((
                "Authorization".to_owned(),
                format!("Basic {}", BASE64_STANDARD.encode(basic)),
            ));
        }
        if command.cookies && !self.cookies.is_empty() {
            let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
            headers.push(("Cookie".to_owned(), cookies.collect::<Vec<_>>().join("; ")));
        }
        let (content_type, body) = command.body();
        headers.extend(content_type.map(|content_type| ("Content-Type".to_owned(), content_type)));
        let headers: Vec<(&str, &str)> =
            headers.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let url = Url::parse(&command.url).expect("a URL");
        let answer = wire::send(command.method(), &url, &headers, body).await.expect("an answer");
        if command.cookies {
            self.keep_cookies(&answer);
        }
        answer
    }

    /// The request with live tokens, the live `auth_token`, and this server.
    fn with_live_values(&self, request: &str) -> String {
        let mut request = request.to_owned();
        for token in shortened(&request.clone()) {
            let live = self.live.get(token.text);
            let live = live.unwrap_or_else(|| panic!("no live value for {}", token.text));
            let live = if self.tampered { tampered(live) } else { live.clone() };
            request = request.replace(token.text, &live);
        }
        for (recorded, live) in &self.live {
            request = request.replace(recorded, live);
        }
        for server in RECORDED_SERVERS {
            request = request.replace(server, &self.server.base_url());
        }
        let Some((before, token)) = request.split_once("auth_token=") else {
            return request;
        };
        let (recorded, after) = token.split_once(' ').expect("the URL follows");
        match (&self.auth_token, recorded.len()) {
            (Some(live), 16) => format!("{before}auth_token={live} {after}"),
            (Some(_) | None, _) => request,
        }
    }

    /// Keeps what later requests refer to.
    fn learn(&mut self, recording: &Recording, answer: &Answer) {
        let page = answer.text();
        if let Some(token) = auth_token(&page) {
            self.auth_token = Some(token);
        }
        let recorded = recording.body.as_deref().unwrap_or_default();
        let Ok(recorded) = serde_json::from_str::<serde_json::Value>(recorded) else {
            return;
        };
        let Ok(live) = serde_json::from_slice::<serde_json::Value>(&answer.body) else {
            return;
        };
        for pointer in ["/access_token", "/refresh_token", "/accessToken", "/token/id"] {
            let pair = recorded.pointer(pointer).zip(live.pointer(pointer));
            if let Some((recorded, live)) =
                pair.and_then(|(recorded, live)| recorded.as_str().zip(live.as_str()))
            {
                self.live.insert(recorded.to_owned(), live.to_owned());
            }
        }
    }

    fn keep_cookies(&mut self, answer: &Answer) {
        for cookie in answer.headers.get_all("set-cookie") {
            let cookie = cookie.to_str().expect("text");
            let pair = cookie.split(';').next().and_then(|pair| pair.split_once('='));
            let (name, value) = pair.expect("a cookie has a name");
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }

    /// Lets a live value stand for the new shortened token of its kind.
    fn bind(&mut self, recording: &Recording, kind: &str, live: &str) {
        let tokens = shortened(&recording.request);
        let mut new = tokens
            .iter()
            .filter(|token| token.text.starts_with(kind) && !self.live.contains_key(token.text));
        if let Some(token) = new.next() {
            self.live.insert(token.text.to_owned(), live.to_owned());
        }
    }

    fn pair(&self) -> Pair {
        self.pair.clone().expect("a pair was prepared")
    }

    fn new_pair(&mut self, client: u64, username: &str, recording: &Recording) {
        let pair = self.server.issue(client, username);
        self.bind(recording, "eyJ", &pair.access_token);
        self.bind(recording, "def50200", &pair.refresh_token);
        self.pair = Some(pair);
    }

    fn new_personal_token(&mut self, recording: &Recording) {
        let access_token = self.server.issue_personal_token(ADMIN, "API Token");
        self.bind(recording, "eyJ", &access_token);
        let refresh_token = String::new();
        self.pair = Some(Pair { access_token, refresh_token });
    }

    fn change_last_digit(&mut self, recording: &Recording) {
        let changed = shortened(&recording.request)[0].text;
        let start = changed.split('…').next().expect("a start");
        let original = self.live.iter().find(|(recorded, _)| recorded.starts_with(start));
        let live = tampered(original.expect("the code came before").1);
        self.live.insert(changed.to_owned(), live);
    }

    fn bind_identifier(&mut self, recording: &Recording) {
        let (_, recorded) = recording.request.rsplit_once('/').expect("a path");
        let live = identifier(&self.pair().access_token);
        self.live.insert(recorded.to_owned(), live);
    }

    fn end_refresh_token(&self, fate: Fate) {
        let token = self.pair().refresh_token;
        match fate {
            Fate::Revoked => self.server.revoke_refresh_token(&token),
            Fate::Expired => self.server.expire_refresh_token(&token),
            Fate::Purged => self.server.purge_refresh_token(&token),
        }
    }

    fn end_access_token(&self, fate: Fate) {
        let token = self.pair().access_token;
        match fate {
            Fate::Revoked => self.server.revoke_access_token(&token),
            Fate::Expired => self.server.expire_access_token(&token),
            Fate::Purged => self.server.purge_access_token(&token),
        }
    }

    async fn sign_in(&mut self) {
        self.cookies.clear();
        let login = self.url("/login");
        let body = format!("username={ADMIN}&password={ADMIN_PASSWORD}").into_bytes();
        let form = [("Content-Type", "application/x-www-form-urlencoded")];
        let answer = wire::send("POST", &login, &form, body).await.expect("an answer");
        self.keep_cookies(&answer);
    }

    async fn ask_for_consent(&mut self, redirect: &str, state: &str) {
        if !self.cookies.contains_key("laravel_token") {
            self.sign_in().await;
        }
        let mut url = self.authorize_url(5, redirect, Some((&"a".repeat(43), "S256")));
        url.query_pairs_mut().append_pair("state", state).append_pair("prompt", "consent");
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
        let cookies = cookies.collect::<Vec<_>>().join("; ");
        let answer =
            wire::send("GET", &url, &[("Cookie", &cookies)], Vec::new()).await.expect("an answer");
        self.keep_cookies(&answer);
        self.auth_token = auth_token(&answer.text());
        assert!(self.auth_token.is_some(), "the consent page");
    }

    async fn new_code(&mut self, code: Code, recording: &Recording, command: &Command) {
        let client = code.client.unwrap_or_else(|| command.client());
        let own_redirect = command.field("redirect_uri");
        let redirect = code.redirect.map(str::to_owned).or(own_redirect).expect("a redirect");
        let verifier = command.field("code_verifier");
        let s256 = |verifier: &str| BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(verifier));
        let challenge = match (code.challenge, verifier) {
            (Challenge::OfVerifier, Some(verifier)) => Some((s256(&verifier), "S256")),
            (Challenge::Of(verifier), _) => Some((s256(verifier), "S256")),
            (Challenge::Plain, Some(verifier)) => Some((verifier, "plain")),
            (Challenge::VerifierAsS256, Some(verifier)) => Some((verifier, "S256")),
            (_, _) => None,
        };
        let challenge = challenge.as_ref().map(|(challenge, method)| (challenge.as_str(), *method));
        let url = self.authorize_url(client, &redirect, challenge);
        let mut browser = self.server.browser();
        let landing = browser.sign_in(ADMIN, ADMIN_PASSWORD).await;
        assert!(matches!(landing, Landing::Page(_)), "signed in");
        let redirect = browser.approve(&url, ADMIN).await;
        let code = redirect.query_pairs().find(|(name, _)| name == "code").expect("a code").1;
        self.bind(recording, "def50200", &code);
    }

    async fn exhaust(&self) {
        self.server.set_throttle(Throttle::PerMinute(60));
        let url = self.url("/oauth/token");
        for _ in 0..60 {
            let answer = wire::send("POST", &url, &[], Vec::new()).await.expect("an answer");
            assert_eq!(answer.status, 400);
        }
    }

    fn authorize_url(&self, client: u64, redirect: &str, challenge: Option<(&str, &str)>) -> Url {
        let mut url = self.url("/oauth/authorize");
        let mut query = url.query_pairs_mut();
        query.append_pair("response_type", "code");
        query.append_pair("client_id", &client.to_string());
        query.append_pair("redirect_uri", redirect);
        if let Some((challenge, method)) = challenge {
            query.append_pair("code_challenge", challenge);
            query.append_pair("code_challenge_method", method);
        }
        drop(query);
        url
    }

    fn url(&self, path: &str) -> Url {
        Url::parse(&format!("{}{path}", self.server.base_url())).expect("a URL")
    }
}

/// What the consent page sends back.
fn auth_token(page: &str) -> Option<String> {
    let (_, rest) = page.split_once("name=\"auth_token\" value=\"")?;
    rest.split('"').next().map(str::to_owned)
}

/// The token with its last character changed for one that decodes differently.
fn tampered(token: &str) -> String {
    let (start, end) = token.split_at(token.len() - 2);
    let end = if end.starts_with('0') { "11" } else { "00" };
    format!("{start}{end}")
}

/// The `jti` of an access token.
fn identifier(access_token: &str) -> String {
    let payload = access_token.split('.').nth(1).expect("a JWT");
    let payload = BASE64_URL_SAFE_NO_PAD.decode(payload).expect("a JWT");
    let payload: serde_json::Value = serde_json::from_slice(&payload).expect("a JWT");
    payload["jti"].as_str().expect("a JWT").to_owned()
}
