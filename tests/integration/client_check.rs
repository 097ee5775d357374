//! A client is found right or wrong before anybody signs in.

use latchkey_core::connection::{ClientId, ServerUrl, Way};
use latchkey_core::detect::detect;
use latchkey_core::http::Http;
use latchkey_core::instance::Instance;
use latchkey_core::oauth::client_check::{self, Credentials, Registration};
use latchkey_core::product::INSTALLED;
use latchkey_core::token::ClientSecret;
use latchkey_core::trouble::{Kind, Trouble};
use processmaker::{Endpoint, Fault, Generation, GrantKind, Server};
use serde_json::json;

async fn start(generation: Generation) -> (Server, Instance) {
    let server = Server::builder().generation(generation).start().await;
    let address = ServerUrl::parse(&server.base_url()).unwrap();
    let instance = detect(&Http::default(), &address, None).await.unwrap();
    (server, instance)
}

fn client_id(id: impl ToString) -> ClientId {
    serde_json::from_value(json!(id.to_string())).unwrap()
}

async fn registration(instance: &Instance, id: impl ToString) -> Registration {
    let http = Http::default();
    client_check::registration(&http, &INSTALLED, instance, &client_id(id)).await.unwrap()
}

async fn credentials(
    instance: &Instance,
    id: impl ToString,
    secret: &str,
) -> Result<Credentials, Trouble> {
    let (http, id) = (Http::default(), client_id(id));
    let secret = ClientSecret::new(secret.to_owned());
    client_check::credentials(&http, &INSTALLED, instance, &id, secret).await
}

#[tokio::test]
async fn what_is_registered_is_known_before_the_first_sign_in() {
    for generation in [Generation::Version4, Generation::Version2026] {
        let (server, instance) = start(generation).await;
        let client = server.latchkey();
        assert_eq!(registration(&instance, client.id).await, Registration::Complete);
        let both = client.redirect.clone();
        let (port, link) = both.split_once(',').unwrap();
        for (redirect, found) in [
            (port, Registration::Only(Way::Loopback)),
            (link, Registration::Only(Way::DeepLink)),
            ("https://postman.example/callback", Registration::Missing),
            (both.as_str(), Registration::Complete),
        ] {
            server.set_client_redirect(client.id, redirect);
            assert_eq!(registration(&instance, client.id).await, found, "{redirect}");
        }
        assert_eq!(registration(&instance, 999).await, Registration::Missing);
        assert_eq!(server.live_access_tokens(), 0, "and nothing came of it");
    }
}

#[tokio::test]
async fn a_wrong_secret_and_a_box_too_many_are_known_before_the_first_sign_in() {
    for generation in [Generation::Version4, Generation::Version2026] {
        let (server, instance) = start(generation).await;
        let client = server.latchkey();
        let asked = async |secret: &str| credentials(&instance, client.id, secret).await.unwrap();
        assert_eq!(asked(&client.secret).await, Credentials::Right, "{generation:?}");
        assert_eq!(asked("another").await, Credentials::Rejected, "{generation:?}");
        server.also_allow(client.id, GrantKind::Password);
        assert_eq!(asked(&client.secret).await, Credentials::Rejected, "{generation:?}");
        assert_eq!(server.live_access_tokens(), 0, "and nothing came of it");
    }
}

#[tokio::test]
async fn version_3_says_what_it_thinks_of_a_secret_and_nothing_of_a_redirect() {
    let (server, instance) = start(Generation::Version3).await;
    let client = server.workspace().latchkey();
    assert_eq!(registration(&instance, &client.client_id).await, Registration::Unclear);
    let asked =
        async |secret: &str| credentials(&instance, &client.client_id, secret).await.unwrap();
    assert_eq!(asked(&client.client_secret).await, Credentials::Right);
    assert_eq!(asked("another").await, Credentials::Rejected);
}

#[tokio::test]
async fn a_server_that_does_not_say_is_not_believed_to_have_said() {
    let (server, instance) = start(Generation::Version4).await;
    let client = server.latchkey();
    server.faults().always(Endpoint::Token, Fault::too_many_requests("7"));
    let asked = credentials(&instance, client.id, &client.secret).await.unwrap();
    assert_eq!(asked, Credentials::Unclear);
    server.faults().always(Endpoint::Authorize, Fault::empty(503));
    assert_eq!(registration(&instance, client.id).await, Registration::Unclear);

    // Nothing listens there.
    let nobody = ServerUrl::parse("http://127.0.0.1:1").unwrap();
    let nobody = Instance { server: nobody, ..instance.clone() };
    let trouble = credentials(&nobody, client.id, "s").await.unwrap_err();
    assert_eq!(trouble.kind, Kind::Unreachable);
}
