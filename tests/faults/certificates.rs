//! Servers that nobody should trust.

use latchkey_core::clock::Timestamp;
use latchkey_core::connection::{Draft, Environment, Method};
use latchkey_core::instance::Generation;
use latchkey_core::keeper::Action;
use latchkey_core::token::ClientSecret;
use latchkey_core::trouble::{Kind, Trouble};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use crate::asking::Asker;
use crate::support::App;
use crate::support::desktop::{Desktop, Standing};
use crate::tls_server::{TlsServer, self_signed};

/// What is said of a certificate.
pub(crate) fn words(trouble: Trouble) -> String {
    assert!(trouble.kind.is_unsent());
    trouble.detail.unwrap()
}

/// The answer of a server that knows only an old version of TLS to a first message.
fn hello_of(minor: u8) -> Vec<u8> {
    let mut hello = vec![3, minor];
    hello.extend([7; 32]);
    // No session to resume, AES-128 in CBC with RSA and SHA-1, no compression.
    hello.extend([0, 0x00, 0x2f, 0]);
    let length = u8::try_from(hello.len()).unwrap();
    let mut record = vec![22, 3, minor, 0, length + 4, 2, 0, 0, length];
    record.extend(hello);
    record
}

#[tokio::test]
async fn f32_old_versions_of_tls_are_not_spoken() {
    for minor in [0, 1, 2] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("https://{}", listener.local_addr().unwrap());
        let serving = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut heard = vec![0; 16 * 1024];
            assert!(stream.read(&mut heard).await.unwrap() > 0);
            stream.write_all(&hello_of(minor)).await.unwrap();
            let mut rest = Vec::new();
            stream.read_to_end(&mut rest).await.unwrap_or(0);
            rest
        });
        let trouble = Asker::at(&address).refresh().await.unwrap_err();
        assert_eq!(trouble.kind, Kind::Tls);
        let words = words(trouble);
        assert!(words.contains("incompatible"), "TLS 1.{minor}: {words}");
        let rest = serving.await.unwrap();
        assert!(rest.first().is_none_or(|kind| *kind == 21), "an alert and nothing else: {rest:?}");
    }
}

#[tokio::test]
async fn f32_a_person_is_told_of_a_certificate_and_offered_no_way_around_it() {
    let server = TlsServer::with(self_signed()).await;
    let app = App::start_on(Desktop::new(Timestamp::from_millis(1_795_307_008_000)));
    let draft = Draft {
        name: "Self-signed".into(),
        address: server.address.clone(),
        environment: Environment::Test,
        client_id: "4".into(),
        method: Method::Browser,
        generation: Generation::Version4,
        authority: None,
    };
    let id = app.keeper.add(draft, Some(ClientSecret::new("s".into()))).await.unwrap();
    for _ in 0..2 {
        app.act(id, Action::SignIn).await.unwrap();
        app.comes_to(id, Standing::Failed(Kind::UnknownAuthority)).await;
    }
    assert!(app.desktop.nothing_opened().await, "the browser is not sent there");
    assert_eq!(server.requests(), 0);
}
