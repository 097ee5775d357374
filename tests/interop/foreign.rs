//! A server of somebody else's, as a child process.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Seek as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use latchkey_core::clock::Timestamp;
use latchkey_core::connection::{ConnectionId, Draft, Environment, Method};
use latchkey_core::instance::Generation;
use latchkey_core::product::INSTALLED;
use latchkey_core::session::Secret;
use latchkey_core::token::ClientSecret;
use processmaker::wire::{self, Answer};
use serde_json::{Value, json};
use url::Url;
use url::form_urlencoded::Serializer;

use crate::support::App;
use crate::support::desktop::Desktop;

/// A running server; gone when the value is dropped.
pub(crate) struct Foreign {
    pub(crate) address: Url,
    process: Child,
}

/// What an administrator gets for registering Latchkey.
pub(crate) struct Registered {
    pub(crate) id: String,
    pub(crate) secret: String,
}

/// This workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

impl Foreign {
    /// Starts a script of this folder and waits for the line with its address.
    pub(crate) fn start(program: impl AsRef<OsStr>, script: &str) -> Self {
        let mut complaints = tempfile::tempfile().unwrap();
        let mut process = Command::new(program.as_ref())
            .arg(root().join("tests/interop").join(script))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(complaints.try_clone().unwrap())
            .spawn()
            .unwrap_or_else(|error| {
                panic!("{}: {error}; .ci/setup installs it", program.as_ref().display())
            });
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let ready: Value = serde_json::from_str(&line).unwrap_or_else(|_| {
            process.wait().unwrap();
            panic!("{script} did not start; .ci/setup installs it:\n{}", text_of(&mut complaints))
        });
        Self { address: Url::parse(ready["address"].as_str().unwrap()).unwrap(), process }
    }

    /// A first start of Latchkey, with the clock of this server.
    pub(crate) async fn app(&self) -> App {
        App::start_on(Desktop::new(self.now().await))
    }

    /// Latchkey's deep link for this server.
    pub(crate) fn deep_link(&self) -> String {
        format!("{}://oauth/callback/{}", INSTALLED.scheme, self.id())
    }

    /// The address of Latchkey's listener for this server, as it is registered: without a port.
    pub(crate) fn loopback(&self) -> String {
        format!("http://127.0.0.1/callback/{}", self.id())
    }

    fn id(&self) -> String {
        processmaker::server_id(self.base())
    }

    fn base(&self) -> &str {
        self.address.as_str().trim_end_matches('/')
    }

    /// Registers Latchkey for some redirects (RFC 7591).
    pub(crate) async fn register(&self, redirects: &[String]) -> Registered {
        self.register_for("authorization_code", redirects).await
    }

    /// Registers Latchkey for sign-ins by password.
    pub(crate) async fn register_for_passwords(&self) -> Registered {
        self.register_for("password", &[]).await
    }

    async fn register_for(&self, grant: &str, redirects: &[String]) -> Registered {
        let metadata = json!({
            "application_type": "native",
            "client_name": "Latchkey",
            "grant_types": [grant, "refresh_token"],
            "redirect_uris": redirects,
            "token_endpoint_auth_method": "client_secret_post",
        });
        let headers = [("content-type", "application/json")];
        let url = self.at("oauth/register");
        let answer = wire::send("POST", &url, &headers, metadata.to_string().into()).await.unwrap();
        assert_eq!(answer.status, 201, "{}", answer.text());
        let client = answer.json();
        let text = |name: &str| client[name].as_str().unwrap().to_owned();
        Registered { id: text("client_id"), secret: text("client_secret") }
    }

    /// Registers Latchkey for both ways back, and adds the connection to a program.
    pub(crate) async fn connect(&self, app: &App) -> (ConnectionId, Registered) {
        let client = self.register(&[self.deep_link(), self.loopback()]).await;
        (self.add(app, &client).await, client)
    }

    /// Adds a connection to a program, for a client registered here.
    pub(crate) async fn add(&self, app: &App, client: &Registered) -> ConnectionId {
        self.add_with(app, client, Method::Browser).await
    }

    /// The same, for another way to sign in.
    pub(crate) async fn add_with(
        &self,
        app: &App,
        client: &Registered,
        method: Method,
    ) -> ConnectionId {
        let draft = Draft {
            name: "Foreign".into(),
            address: self.base().to_owned(),
            environment: Environment::Test,
            method,
            generation: Generation::Version4,
            client_id: client.id.clone(),
            authority: None,
        };
        let secret = ClientSecret::new(client.secret.clone());
        let id = app.keeper.add(draft, Some(secret)).await.unwrap();
        app.shows(id, "a saved secret", |shown| shown.secret == Secret::Saved).await;
        id
    }

    /// Posts a form with the client's credentials, as somebody who stole them would.
    pub(crate) async fn post(
        &self,
        path: &str,
        client: &Registered,
        fields: &[(&str, &str)],
    ) -> Answer {
        let mut form = Serializer::new(String::new());
        form.append_pair("client_id", &client.id).append_pair("client_secret", &client.secret);
        let body = form.extend_pairs(fields).finish();
        let headers = [("content-type", "application/x-www-form-urlencoded")];
        wire::send("POST", &self.at(path), &headers, body.into()).await.unwrap()
    }

    /// How often the token endpoint was asked.
    pub(crate) async fn exchanges(&self) -> usize {
        let asked = self.get("control/asked").await.json();
        asked.as_array().unwrap().iter().filter(|request| *request == "POST /oauth/token").count()
    }

    async fn now(&self) -> Timestamp {
        let answer = self.get("control/asked").await;
        let date = httpdate::parse_http_date(answer.header("date").unwrap()).unwrap();
        let since = date.duration_since(std::time::UNIX_EPOCH).unwrap();
        Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap())
    }

    async fn get(&self, path: &str) -> Answer {
        wire::send("GET", &self.at(path), &[], Vec::new()).await.unwrap()
    }

    pub(crate) fn at(&self, path: &str) -> Url {
        self.address.join(path).unwrap()
    }
}

impl Drop for Foreign {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

fn text_of(file: &mut File) -> String {
    let mut text = String::new();
    file.rewind().unwrap();
    file.read_to_string(&mut text).unwrap();
    text
}

/// The value of a parameter of an address.
pub(crate) fn parameter(url: &Url, name: &str) -> Option<String> {
    url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

/// The refresh token that a program keeps in its keyring.
pub(crate) fn refresh_token(app: &App, id: ConnectionId) -> String {
    let record: Value = serde_json::from_str(&app.keyring.entries()[&id.to_string()]).unwrap();
    record["rt"].as_str().unwrap().to_owned()
}
