//! What is copied as a program runs as it is: curl, Python, JavaScript and PHP make the request, with the token in them
//! or taking it from their environment.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use latchkey_core::bench::request::{Draft, Method};
use latchkey_core::connection::{self, ConnectionId, Environment};
use latchkey_core::copy_as::{self, Form, VARIABLE};
use latchkey_core::instance::Generation;
use latchkey_core::keeper::Wish;
use latchkey_core::token::AccessToken;
use processmaker::Server;
use secrecy::ExposeSecret as _;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpListener;

use crate::django_oauth_toolkit::PYTHON;
use crate::foreign::root;
use crate::support::App;

/// The languages, by what runs a file of theirs.
fn languages() -> [(Form, &'static str, PathBuf); 4] {
    let python = root().join("target/interop/django-oauth-toolkit").join(PYTHON);
    [
        (Form::Curl, "call.sh", "sh".into()),
        (Form::Python, "call.py", python),
        (Form::JavaScript, "call.mjs", "node".into()),
        (Form::Php, "call.php", "php".into()),
    ]
}

/// Somebody who is signed in, and a folder for their programs.
struct Desk {
    /// Gone when dropped.
    _server: Server,
    app: App,
    id: ConnectionId,
    folder: TempDir,
}

impl Desk {
    async fn open() -> Self {
        let server = Server::start().await;
        let app = App::start(&server);
        let id = app.signed_in(&server, "maria").await;
        Self { _server: server, app, id, folder: tempfile::tempdir().unwrap() }
    }

    /// What lies on the clipboard after copying in a form.
    async fn copied(&self, form: Form) -> String {
        self.app.keeper.copy_as(self.id, Wish { form, ..Wish::TOKEN }).await.unwrap();
        self.app.desktop.clipboard().unwrap()
    }

    /// Runs a program as it was copied, and returns what it printed.
    async fn run(&self, program: &Path, name: &str, text: &str, token: Option<&str>) -> String {
        let output = run(program, &self.folder, name, text, token).await;
        let complaints = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{name}: {complaints}");
        String::from_utf8(output.stdout).unwrap()
    }
}

/// Runs a program, with a token in its environment or without.
async fn run(
    program: &Path,
    folder: &TempDir,
    name: &str,
    text: &str,
    token: Option<&str>,
) -> Output {
    let file = folder.path().join(name);
    std::fs::write(&file, text).unwrap();
    let mut command = Command::new(program);
    command.arg(&file).env_remove(VARIABLE).envs(token.map(|token| (VARIABLE, token)));
    let output = tokio::task::spawn_blocking(move || command.output()).await.unwrap();
    output.unwrap_or_else(|error| panic!("{}: {error}; .ci/setup installs it", program.display()))
}

/// The next request that comes to a listener, byte for byte; it is answered with nothing.
async fn arrived(listener: &TcpListener) -> (Vec<String>, Vec<u8>) {
    let (stream, _) = listener.accept().await.unwrap();
    let mut stream = BufReader::new(stream);
    let mut head = Vec::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).await.unwrap();
        match line.trim_end() {
            "" => break,
            line => head.push(line.to_owned()),
        }
    }
    let length = |line: &String| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
    };
    let mut body = vec![0; head.iter().find_map(length).unwrap_or(0)];
    stream.read_exact(&mut body).await.unwrap();
    let answer = b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n";
    stream.write_all(answer).await.unwrap();
    (head, body)
}

#[tokio::test]
async fn each_program_reads_the_persons_own_record() {
    let desk = Desk::open().await;
    for (form, name, program) in languages() {
        let printed = desk.run(&program, name, &desk.copied(form).await, None).await;
        let record: serde_json::Value = serde_json::from_str(&printed).unwrap();
        assert_eq!(record["username"], "maria", "{form:?}");
    }
}

#[tokio::test]
async fn a_program_without_a_token_takes_it_from_its_environment() {
    let desk = Desk::open().await;
    let token = desk.copied(Form::Token).await;
    for (form, name, program) in languages() {
        desk.app.keeper.copy_template(desk.id, form, None).await.unwrap();
        let text = desk.app.desktop.clipboard().unwrap();
        assert!(!text.contains(&token), "{form:?}");
        let printed = desk.run(&program, name, &text, Some(&token)).await;
        assert!(printed.contains("maria"), "{form:?}: {printed}");
    }
}

#[tokio::test]
async fn whatever_a_person_typed_arrives_as_it_was_typed() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let connection = connection::Draft {
        name: "Acme".into(),
        address: format!("http://{}", listener.local_addr().unwrap()),
        environment: Environment::Test,
        client_id: "4".into(),
        method: connection::Method::Browser,
        generation: Generation::Version4,
        authority: None,
    };
    let connection = connection.check(ConnectionId::random()).unwrap();
    let body = r#"{"title":"it's \"$HOME\" `id` \\ {0} %s é 🔑"}"#;
    let request = Draft {
        method: Method::Post,
        path: "/api/1.0/it's/$HOME?filter=a'b&x=$(id)%20é".into(),
        headers: vec![("X-Note".into(), "it's \"$HOME\"".into())],
        body: body.into(),
    };
    let request = request.check().unwrap();
    let token = AccessToken::new("it's$HOME`id`\"\\".into());
    let folder = tempfile::tempdir().unwrap();
    for (form, name, program) in languages() {
        let text = copy_as::with_token(form, &connection, &request, &token);
        let running = run(&program, &folder, name, text.expose_secret(), None);
        let ((head, sent), _) = tokio::join!(arrived(&listener), running);
        assert_eq!(head[0], format!("POST {} HTTP/1.1", request.target()), "{form:?}");
        for expected in [
            "x-note: it's \"$HOME\"",
            "content-type: application/json",
            "accept: application/json",
            "authorization: Bearer it's$HOME`id`\"\\",
        ] {
            let (name, value) = expected.split_once(": ").unwrap();
            let there = head.iter().filter_map(|line| line.split_once(": "));
            let there = there.filter(|(there, _)| there.eq_ignore_ascii_case(name));
            let there: Vec<&str> = there.map(|(_, value)| value).collect();
            assert_eq!(there, [value], "{form:?} {name}");
        }
        assert_eq!(String::from_utf8(sent).unwrap(), body, "{form:?}");
    }
}
