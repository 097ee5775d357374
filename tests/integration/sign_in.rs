//! From the click to the token, and everything that can come back instead.

use std::time::Duration;

use latchkey_core::connection::ConnectionId;
use latchkey_core::keeper::{Action, CommandError};
use latchkey_core::session::Opened;
use latchkey_core::shell::Reception;
use latchkey_core::trouble::Kind;
use processmaker::{Endpoint, Fault, GrantKind, NewClient, Reply, Server};
use url::Url;

use crate::support::App;
use crate::support::app::clock_of;
use crate::support::desktop::{Desktop, LISTENER_PORT, Standing};

fn waiting() -> Standing {
    Standing::Waiting { opened: Opened::Yes, checked: true, hint: None }
}

fn parameter(url: &Url, name: &str) -> String {
    url.query_pairs()
        .find(|(key, _)| key == name)
        .unwrap_or_else(|| panic!("{name} in {url}"))
        .1
        .into_owned()
}

/// The same address with another value for one parameter.
fn with(url: &Url, name: &str, value: &str) -> Url {
    let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    let mut changed = url.clone();
    changed.query_pairs_mut().clear().extend_pairs(
        pairs
            .iter()
            .map(|(key, old)| (key.as_str(), if key == name { value } else { old.as_str() })),
    );
    changed
}

#[tokio::test]
async fn a_person_signs_in_and_copies_a_token_that_works_even_after_a_restart() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let Standing::SignedIn(tokens) = app.state(id) else { panic!("signed in") };
    assert_eq!(tokens.who.as_deref(), Some("Maria Silva"));
    assert!(
        tokens.seconds_left.is_some_and(|left| left > 364 * 24 * 3600),
        "a year, as the server said"
    );

    let copied = app.copy(id).await.unwrap();
    assert!(!copied.refreshed);
    let token = app.desktop.clipboard().unwrap();
    assert!(server.accepts(&token), "the server takes what was copied");

    let app = app.restart().await;
    let state =
        app.stands(id, "signed in again", |state| matches!(state, Standing::SignedIn(_))).await;
    let Standing::SignedIn(tokens) = state else { panic!("signed in") };
    assert_eq!(tokens.who.as_deref(), Some("Maria Silva"), "known before the server was asked");
    assert!(tokens.copied, "that a copy is about is known as well");
    app.copy(id).await.unwrap();
    assert_eq!(app.desktop.clipboard(), Some(token), "and it is the same token");
    assert_eq!(server.requests().to("/oauth/token").len(), 1, "one exchange in all");
}

#[tokio::test]
async fn the_browser_gets_the_deep_link_and_pkce() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.add(&server, &server.latchkey()).await;
    let url = app.sign_in_until_browser(id).await;
    let redirect = format!("io.github.latchkey-app://oauth/callback/{}", server.server_id());
    assert_eq!(parameter(&url, "redirect_uri"), redirect);
    assert_eq!(parameter(&url, "code_challenge_method"), "S256");
    assert_eq!(parameter(&url, "response_type"), "code");
    assert!(!url.query_pairs().any(|(key, _)| key == "scope"), "ProcessMaker knows no scopes");
    app.comes_to(id, waiting()).await;

    let questions = server.requests().to("/oauth/authorize");
    assert_eq!(questions.len(), 1, "the server was asked beforehand");
    let asked = questions[0].field("state").map(str::to_owned);
    assert_ne!(asked, Some(parameter(&url, "state")), "with secrets that nothing else uses");
}

#[tokio::test]
async fn a_client_registered_for_the_listener_alone_comes_back_there() {
    let server = Server::start().await;
    let redirect = format!("http://127.0.0.1/callback/{}", server.server_id());
    let client = server.add_client(NewClient::authorization_code("Listener only", &redirect));
    let app = App::start(&server);
    let id = app.add(&server, &client).await;
    let url = app.sign_in_until_browser(id).await;
    let expected = format!("http://127.0.0.1:{LISTENER_PORT}/callback/{}", server.server_id());
    assert_eq!(parameter(&url, "redirect_uri"), expected);
    assert_eq!(app.desktop.listeners().1, 1, "the listener is open before the browser");

    let back = server.browser().approve(&url, "maria").await;
    assert_eq!(app.deliver(&back).await, Reception::Taken);
    assert_eq!(app.desktop.listeners().1, 0, "and closed with the first good answer");
    app.stands(id, "signed in", |state| matches!(state, Standing::SignedIn(_))).await;
    let app = app.restart().await;
    assert!(app.files().contains("\"way\": \"loopback\""), "what worked is remembered");
}

#[tokio::test]
async fn a_system_without_deep_links_uses_the_listener() {
    let server = Server::start().await;
    let app = App::start_without_deep_links(&server);
    let id = app.add(&server, &server.latchkey()).await;
    let url = app.sign_in_until_browser(id).await;
    assert!(parameter(&url, "redirect_uri").starts_with("http://127.0.0.1:"));
}

#[tokio::test]
async fn a_system_without_any_way_back_is_not_taken_for_a_client_that_is_not_registered() {
    let server = Server::start().await;
    let app = App::start_without_deep_links(&server);
    app.desktop.without_ports();
    let id = app.add(&server, &server.latchkey()).await;
    app.act(id, Action::SignIn).await.unwrap();
    app.comes_to(id, Standing::Failed(Kind::NoWayBack)).await;
    assert!(server.requests().to("/oauth/authorize").is_empty(), "there is nothing to ask it");
}

#[tokio::test]
async fn f39_a_local_address_can_be_asked_for_while_waiting() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.add(&server, &server.latchkey()).await;
    let first = app.sign_in_until_browser(id).await;
    app.act(id, Action::SignInLocally).await.unwrap();
    let second = app.desktop.sent_to().await;
    assert!(parameter(&second, "redirect_uri").starts_with("http://127.0.0.1:"));
    let late = server.browser().approve(&first, "maria").await;
    assert_eq!(app.deliver(&late).await, Reception::Refused, "the first sign-in was replaced");
    let back = server.browser().approve(&second, "maria").await;
    assert_eq!(app.deliver(&back).await, Reception::Taken);
}

#[tokio::test]
async fn f44_an_unregistered_redirect_is_told_before_the_browser_opens() {
    let server = Server::start().await;
    let client =
        server.add_client(NewClient::authorization_code("Elsewhere", "http://127.0.0.1/other"));
    let app = App::start(&server);
    let id = app.add(&server, &client).await;
    app.act(id, Action::SignIn).await.unwrap();
    app.comes_to(id, Standing::Failed(Kind::NotRegistered)).await;
    assert!(app.desktop.nothing_opened().await, "nobody is sent to a page of JSON");
    assert_eq!(app.desktop.listeners().1, 0, "no listener stays behind");
}

#[tokio::test]
async fn a_server_that_cannot_be_asked_is_tried_all_the_same() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.add(&server, &server.latchkey()).await;
    server.faults().next(Endpoint::Authorize, Fault::html(403));
    let url = app.sign_in_until_browser(id).await;
    app.comes_to(id, Standing::Waiting { opened: Opened::Yes, checked: false, hint: None }).await;
    let back = server.browser().approve(&url, "maria").await;
    assert_eq!(app.deliver(&back).await, Reception::Taken);
}

#[tokio::test]
async fn a_server_that_is_not_there_is_named() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.add(&server, &server.latchkey()).await;
    drop(server);
    app.act(id, Action::SignIn).await.unwrap();
    app.comes_to(id, Standing::Failed(Kind::Unreachable)).await;
}

#[tokio::test]
async fn f41_a_browser_that_does_not_open_leaves_the_link() {
    let server = Server::start().await;
    let desktop = Desktop::new(clock_of(&server));
    desktop.without_browser();
    let app = App::start_on(desktop);
    let id = app.add(&server, &server.latchkey()).await;
    let url = app.sign_in_until_browser(id).await;
    app.comes_to(id, Standing::Waiting { opened: Opened::No, checked: true, hint: None }).await;
    app.keeper.copy_link(id).await.unwrap();
    assert_eq!(app.desktop.clipboard(), Some(url.to_string()));
    app.act(id, Action::OpenAgain).await.unwrap();
    assert_eq!(app.desktop.sent_to().await, url, "the same sign-in");
}

#[tokio::test]
async fn the_address_can_be_pasted() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.add(&server, &server.latchkey()).await;
    let back = app.sign_in_until_answer(id, &server, "jane").await;

    let nonsense = app.keeper.paste(id, "hello".into()).await;
    assert!(matches!(nonsense, Err(CommandError::Paste(_))), "{nonsense:?}");
    let other = app.keeper.paste(id, with(&back, "state", "another").to_string()).await;
    assert!(matches!(other, Err(CommandError::PasteOther)), "{other:?}");
    app.keeper.paste(id, format!("  {back}\n")).await.unwrap();
    app.holds(id, "Jane", |tokens| tokens.who.as_deref() == Some("Jane Doe")).await;
    let again = app.keeper.paste(id, back.to_string()).await;
    assert!(matches!(again, Err(CommandError::PasteOther)), "{again:?}");
}

#[tokio::test]
async fn f37_a_denial_ends_the_sign_in_and_says_so() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.add(&server, &server.latchkey()).await;
    let url = app.sign_in_until_browser(id).await;
    let back = server.browser().deny(&url, "maria").await;
    assert_eq!(app.deliver(&back).await, Reception::Taken);
    app.comes_to(id, Standing::Failed(Kind::Declined)).await;
    assert!(server.requests().to("/oauth/token").is_empty(), "nothing was exchanged");
}

#[tokio::test]
async fn f35_forged_redirects_change_nothing() {
    let server = Server::start().await;
    let other = Server::start().await;
    let app = App::start(&server);
    let id = app.add(&server, &server.latchkey()).await;
    let url = app.sign_in_until_browser(id).await;
    app.comes_to(id, waiting()).await;
    let back = server.browser().approve(&url, "maria").await;
    let address = back.as_str();
    let foreign = address.replace(&server.server_id(), &other.server_id());
    let without_state = format!("{}?code=def502", address.split('?').next().unwrap());
    for forged in [
        with(&back, "state", "").to_string(),
        with(&back, "state", "x").to_string(),
        with(&back, "state", &parameter(&back, "state").to_lowercase()).to_string(),
        format!("{address}&state=x"),
        format!("{address}&error=access_denied"),
        foreign,
        without_state,
        address.replace("io.github.latchkey-app:", "io.github.latchkey-app.dev:"),
        "io.github.latchkey-app://connect?address=https://evil.example".to_owned(),
    ] {
        assert_eq!(app.keeper.deep_link(forged.clone()).await, Reception::Refused, "{forged}");
        assert_eq!(app.state(id), waiting(), "still waiting after {forged}");
    }
    assert_eq!(app.deliver(&back).await, Reception::Taken, "the true one still counts");
}

#[tokio::test]
async fn f36_a_repeated_redirect_is_taken_once() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.add(&server, &server.latchkey()).await;
    let back = app.sign_in_until_answer(id, &server, "maria").await;
    assert_eq!(app.deliver(&back).await, Reception::Taken);
    assert_eq!(app.deliver(&back).await, Reception::Refused);
    app.stands(id, "signed in", |state| matches!(state, Standing::SignedIn(_))).await;
    assert_eq!(app.deliver(&back).await, Reception::Refused);
    assert_eq!(server.requests().to("/oauth/token").len(), 1);
}

#[tokio::test]
async fn f38_an_error_without_a_state_is_a_hint_and_no_more() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.add(&server, &server.latchkey()).await;
    let url = app.sign_in_until_browser(id).await;
    app.comes_to(id, waiting()).await;
    let redirect = parameter(&url, "redirect_uri");
    let error =
        format!("{redirect}?error=invalid_scope&error_description=The+requested+scope+is+invalid");
    assert_eq!(app.keeper.deep_link(error).await, Reception::Refused);
    let hint = Some("The requested scope is invalid".to_owned());
    app.comes_to(id, Standing::Waiting { opened: Opened::Yes, checked: true, hint }).await;
    let back = server.browser().approve(&url, "maria").await;
    assert_eq!(app.deliver(&back).await, Reception::Taken);
}

#[tokio::test]
async fn another_issuer_ends_the_sign_in_without_an_exchange() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.add(&server, &server.latchkey()).await;
    let url = app.sign_in_until_browser(id).await;
    let mut back = server.browser().approve(&url, "maria").await;
    back.query_pairs_mut().append_pair("iss", "https://evil.example");
    assert_eq!(app.deliver(&back).await, Reception::Taken);
    app.comes_to(id, Standing::Failed(Kind::ServerRefused)).await;
    assert!(server.requests().to("/oauth/token").is_empty());
}

#[tokio::test]
async fn cancelling_ends_it() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.add(&server, &server.latchkey()).await;
    let url = app.sign_in_until_browser(id).await;
    app.act(id, Action::Cancel).await.unwrap();
    app.comes_to(id, Standing::SignedOut).await;
    let late = server.browser().approve(&url, "maria").await;
    assert_eq!(app.deliver(&late).await, Reception::Refused);
    assert!(matches!(app.act(id, Action::Cancel).await, Err(CommandError::NotNow(_))));
}

#[tokio::test]
async fn f40_nobody_is_waited_for_longer_than_a_quarter_of_an_hour() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.add(&server, &server.latchkey()).await;
    let url = app.sign_in_until_browser(id).await;
    app.comes_to(id, waiting()).await;
    app.pass(Duration::from_secs(14 * 60)).await;
    assert_eq!(app.state(id), waiting());
    app.pass(Duration::from_secs(61)).await;
    app.comes_to(id, Standing::Failed(Kind::AttemptExpired)).await;
    let late = server.browser().approve(&url, "maria").await;
    assert_eq!(app.deliver(&late).await, Reception::Refused);
}

#[tokio::test]
async fn f39_two_connections_sign_in_side_by_side() {
    let (one, two) = (Server::start().await, Server::start().await);
    let app = App::start(&one);
    let first = app.add(&one, &one.latchkey()).await;
    let second = app.add(&two, &two.latchkey()).await;
    let first_url = app.sign_in_until_browser(first).await;
    let second_url = app.sign_in_until_browser(second).await;
    let second_back = two.browser().approve(&second_url, "jane").await;
    let first_back = one.browser().approve(&first_url, "maria").await;
    assert_eq!(app.deliver(&second_back).await, Reception::Taken);
    assert_eq!(app.deliver(&first_back).await, Reception::Taken);
    let is = |name: &'static str| move |state: &Standing| matches!(state, Standing::SignedIn(tokens) if tokens.who.as_deref() == Some(name));
    app.stands(first, "Maria", is("Maria Silva")).await;
    app.stands(second, "Jane", is("Jane Doe")).await;
}

#[tokio::test]
async fn two_people_of_one_instance_keep_apart() {
    let server = Server::start().await;
    let app = App::start(&server);
    let maria = app.add(&server, &server.latchkey()).await;
    let jane = app.add(&server, &server.latchkey()).await;
    let marias = app.sign_in_until_browser(maria).await;
    let janes = app.sign_in_until_browser(jane).await;
    let back = server.browser().approve(&janes, "jane").await;
    assert_eq!(app.deliver(&back).await, Reception::Taken, "the state tells whose answer it is");
    let back = server.browser().approve(&marias, "maria").await;
    assert_eq!(app.deliver(&back).await, Reception::Taken);
    for (id, name) in [(maria, "Maria Silva"), (jane, "Jane Doe")] {
        app.stands(id, name, |state| matches!(state, Standing::SignedIn(tokens) if tokens.who.as_deref() == Some(name)))
            .await;
    }
}

async fn exchange_fails(prepare: impl FnOnce(&Server, u64), kind: Kind) {
    let server = Server::start().await;
    let app = App::start(&server);
    let client = server.latchkey();
    let id = app.add(&server, &client).await;
    let back = app.sign_in_until_answer(id, &server, "maria").await;
    prepare(&server, client.id);
    assert_eq!(app.deliver(&back).await, Reception::Taken);
    app.comes_to(id, Standing::Failed(kind)).await;
    assert_no_tokens(&app, id);
}

fn assert_no_tokens(app: &App, id: ConnectionId) {
    assert!(!app.keyring.entries().contains_key(&id.to_string()), "nothing was stored");
}

#[tokio::test]
async fn f45_a_changed_client_secret_is_told_from_a_failed_sign_in() {
    exchange_fails(
        |server, client| drop(server.rotate_client_secret(client)),
        Kind::ClientRejected,
    )
    .await;
}

#[tokio::test]
async fn f44_a_client_with_other_grants_ticked_is_refused_after_the_consent() {
    exchange_fails(
        |server, client| server.also_allow(client, GrantKind::Password),
        Kind::ClientRejected,
    )
    .await;
}

#[tokio::test]
async fn a_code_that_is_too_old_is_refused() {
    exchange_fails(
        |server, _| server.clock().advance(Duration::from_secs(601)),
        Kind::CodeRejected,
    )
    .await;
}

#[tokio::test]
async fn f21_the_token_request_never_follows_a_redirect() {
    let target = Server::start().await;
    let to = format!("{}/oauth/token", target.base_url());
    exchange_fails(
        |server, _| server.faults().always(Endpoint::Token, Fault::redirect(307, &to)),
        Kind::Misdirected,
    )
    .await;
    assert!(target.requests().all().is_empty(), "the secret never reached the other server");
}

#[tokio::test]
async fn f22_an_answer_that_is_not_processmakers_is_tried_twice() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.add(&server, &server.latchkey()).await;
    let back = app.sign_in_until_answer(id, &server, "maria").await;
    server.faults().next(
        Endpoint::Token,
        Fault::answer(Reply::new(200).body("<html>Welcome to the hotel</html>")),
    );
    assert_eq!(app.deliver(&back).await, Reception::Taken);
    app.stands(id, "signed in at the second try", |state| matches!(state, Standing::SignedIn(_)))
        .await;
    assert_eq!(server.requests().to("/oauth/token").len(), 2);
}

#[tokio::test]
async fn f20_an_endless_answer_is_cut_off() {
    exchange_fails(
        |server, _| server.faults().always(Endpoint::Token, Fault::endless()),
        Kind::UnexpectedAnswer,
    )
    .await;
}

#[tokio::test]
async fn the_token_request_is_as_processmaker_wants_it() {
    let server = Server::start().await;
    let app = App::start(&server);
    app.signed_in(&server, "maria").await;
    let requests = server.requests().to("/oauth/token");
    let [request] = requests.as_slice() else { panic!("one exchange") };
    assert_eq!(request.method, "POST");
    assert_eq!(request.field("grant_type"), Some("authorization_code"));
    for name in ["client_id", "client_secret", "code", "code_verifier", "redirect_uri"] {
        assert!(request.has_field(name), "{name} is in the body");
    }
    assert!(!request.has_field("scope"));
}
