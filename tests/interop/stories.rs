//! What Latchkey does with any OAuth server: told of each.

use latchkey_core::connection::ConnectionId;
use latchkey_core::keeper::Action;
use latchkey_core::shell::Reception;
use latchkey_core::trouble::Kind;
use processmaker::wire::Answer;
use url::Url;

use crate::browser::Page;
use crate::foreign::{Foreign, Registered, parameter, refresh_token};
use crate::support::App;
use crate::support::desktop::{LISTENER_PORT, Standing};
use crate::support::keyring::TestKeyring;

/// A server, and what a person does on its pages.
pub(crate) trait Site {
    fn start() -> Self;

    fn server(&self) -> &Foreign;

    /// Signs in as `maria` and agrees; returns the redirect, unopened.
    async fn approve(&self, authorize: &Url) -> Url;

    /// Signs in as `maria` and presses Cancel.
    async fn deny(&self, authorize: &Url) -> Url;

    /// Goes as far as the server lets somebody go whose redirect is not registered, and returns the page there.
    async fn stranded(&self, authorize: &Url) -> Page;

    /// Whether an access token still counts.
    async fn accepts(&self, client: &Registered, token: &str) -> bool;
}

macro_rules! tell {
    ($($story:ident)*) => {
        mod oidc_provider {
            $(#[tokio::test]
            async fn $story() {
                super::$story::<crate::oidc_provider::OidcProvider>().await;
            })*
        }

        mod django_oauth_toolkit {
            $(#[tokio::test]
            async fn $story() {
                super::$story::<crate::django_oauth_toolkit::DjangoOauthToolkit>().await;
            })*
        }
    };
}

tell! {
    a_person_comes_back_by_deep_link
    a_person_comes_back_to_any_port_of_this_computer
    a_deep_link_that_is_not_registered_leaves_the_local_address
    the_issuer_must_be_the_server_that_was_asked
    a_no_is_understood
    a_stolen_code_is_worthless_without_what_only_latchkey_knows
    a_wrong_client_secret_is_told_from_a_failed_sign_in
    every_refresh_replaces_both_tokens
    an_old_refresh_token_in_other_hands_ends_the_sign_in
    a_keyring_from_yesterday_ends_the_sign_in
    a_sign_in_that_was_taken_back_on_the_server_needs_a_new_one
}

async fn a_person_comes_back_by_deep_link<S: Site>() {
    let site = S::start();
    let app = site.server().app().await;
    let (id, client) = site.server().connect(&app).await;
    let url = app.sign_in_until_browser(id).await;
    assert_eq!(parameter(&url, "redirect_uri"), Some(site.server().deep_link()));
    let back = site.approve(&url).await;
    assert!(back.as_str().starts_with(&site.server().deep_link()), "{back}");
    assert_eq!(app.deliver(&back).await, Reception::Taken);
    app.stands(id, "signed in", is_signed_in).await;
    assert!(site.accepts(&client, &copied(&app, id).await).await);
    let app = app.restart().await;
    app.stands(id, "signed in again", is_signed_in).await;
    assert!(site.accepts(&client, &copied(&app, id).await).await);
}

async fn a_person_comes_back_to_any_port_of_this_computer<S: Site>() {
    let site = S::start();
    let app = site.server().app().await;
    app.desktop.without_deep_links();
    let (id, _) = site.server().connect(&app).await;
    let url = app.sign_in_until_browser(id).await;
    let back = site.approve(&url).await;
    assert_eq!(back.port(), Some(LISTENER_PORT), "registered was an address without a port");
    assert_eq!(app.deliver(&back).await, Reception::Taken);
    app.stands(id, "signed in", is_signed_in).await;
}

async fn a_deep_link_that_is_not_registered_leaves_the_local_address<S: Site>() {
    let site = S::start();
    let app = site.server().app().await;
    let client = site.server().register(&[site.server().loopback()]).await;
    let id = site.server().add(&app, &client).await;
    let page = site.stranded(&app.sign_in_until_browser(id).await).await;
    assert_eq!(page.status, 400, "{}", page.html);
    assert!(page.html.contains("redirect"), "the server says why: {}", page.html);
    app.act(id, Action::SignInLocally).await.unwrap();
    let back = site.approve(&app.desktop.sent_to().await).await;
    assert_eq!(app.deliver(&back).await, Reception::Taken);
    app.stands(id, "signed in", is_signed_in).await;
}

async fn the_issuer_must_be_the_server_that_was_asked<S: Site>() {
    let site = S::start();
    let app = site.server().app().await;
    let (id, _) = site.server().connect(&app).await;
    let back = site.approve(&app.sign_in_until_browser(id).await).await;
    let issuer = parameter(&back, "iss").expect("the server names itself");
    assert_eq!(Url::parse(&issuer).unwrap(), site.server().address);

    let mut forged = back.clone();
    forged.query_pairs_mut().clear().extend_pairs(back.query_pairs().map(|(key, value)| {
        let value = if key == "iss" { "https://evil.example".into() } else { value };
        (key, value)
    }));
    assert_eq!(app.deliver(&forged).await, Reception::Taken);
    app.comes_to(id, Standing::Failed(Kind::ServerRefused)).await;
    assert_eq!(app.deliver(&back).await, Reception::Refused, "the sign-in is over");
    assert_eq!(site.server().exchanges().await, 0, "the code went nowhere");
}

async fn a_no_is_understood<S: Site>() {
    let site = S::start();
    let app = site.server().app().await;
    let (id, _) = site.server().connect(&app).await;
    let back = site.deny(&app.sign_in_until_browser(id).await).await;
    assert_eq!(parameter(&back, "error").as_deref(), Some("access_denied"));
    assert_eq!(app.deliver(&back).await, Reception::Taken);
    app.comes_to(id, Standing::Failed(Kind::Declined)).await;
    assert_eq!(site.server().exchanges().await, 0);
}

async fn a_stolen_code_is_worthless_without_what_only_latchkey_knows<S: Site>() {
    let site = S::start();
    let app = site.server().app().await;
    let (id, client) = site.server().connect(&app).await;
    let back = site.approve(&app.sign_in_until_browser(id).await).await;
    let code = parameter(&back, "code").unwrap();
    let redirect = site.server().deep_link();
    let guess = "v".repeat(43);
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("redirect_uri", &redirect),
        ("code_verifier", &guess),
    ];
    assert_is_refused(&site.server().post("oauth/token", &client, &fields).await);
}

async fn a_wrong_client_secret_is_told_from_a_failed_sign_in<S: Site>() {
    let site = S::start();
    let app = site.server().app().await;
    let mut client = site.server().register(&[site.server().deep_link()]).await;
    client.secret.push('x');
    let id = site.server().add(&app, &client).await;
    let back = site.approve(&app.sign_in_until_browser(id).await).await;
    assert_eq!(app.deliver(&back).await, Reception::Taken);
    app.comes_to(id, Standing::Failed(Kind::ClientRejected)).await;
}

async fn every_refresh_replaces_both_tokens<S: Site>() {
    let site = S::start();
    let app = site.server().app().await;
    let (id, client) = site.server().connect(&app).await;
    sign_in(&app, id, &site).await;
    let mut pairs = vec![(refresh_token(&app, id), copied(&app, id).await)];
    for _ in 0..3 {
        app.act(id, Action::Refresh).await.unwrap();
        app.holds(id, "a copy that is stale", |tokens| tokens.stale_copy).await;
        let (refresh, access) = (refresh_token(&app, id), copied(&app, id).await);
        assert!(site.accepts(&client, &access).await, "the new token");
        assert!(pairs.iter().all(|old| old.0 != refresh && old.1 != access), "both are new");
        pairs.push((refresh, access));
    }
    assert_eq!(site.server().exchanges().await, 4);
}

async fn an_old_refresh_token_in_other_hands_ends_the_sign_in<S: Site>() {
    let site = S::start();
    let app = site.server().app().await;
    let (id, client) = site.server().connect(&app).await;
    sign_in(&app, id, &site).await;
    let old = refresh_token(&app, id);
    refresh(&app, id).await;

    let fields = [("grant_type", "refresh_token"), ("refresh_token", old.as_str())];
    assert_is_refused(&site.server().post("oauth/token", &client, &fields).await);
    needs_a_new_sign_in(&app, id, &site).await;
}

async fn a_keyring_from_yesterday_ends_the_sign_in<S: Site>() {
    let site = S::start();
    let app = site.server().app().await;
    let (id, _) = site.server().connect(&app).await;
    sign_in(&app, id, &site).await;
    let yesterday = app.keyring.entries();
    refresh(&app, id).await;

    let restore = |keyring: &TestKeyring| {
        for (user, text) in &yesterday {
            keyring.plant(user, text);
        }
    };
    let app = app.restart_after(restore).await;
    app.stands(id, "signed in, as far as it knows", is_signed_in).await;
    needs_a_new_sign_in(&app, id, &site).await;
}

async fn a_sign_in_that_was_taken_back_on_the_server_needs_a_new_one<S: Site>() {
    let site = S::start();
    let app = site.server().app().await;
    let (id, client) = site.server().connect(&app).await;
    sign_in(&app, id, &site).await;
    let token = refresh_token(&app, id);
    let answer = site.server().post("oauth/revoke", &client, &[("token", &token)]).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    needs_a_new_sign_in(&app, id, &site).await;
}

/// Signs in through the browser.
pub(crate) async fn sign_in(app: &App, id: ConnectionId, site: &impl Site) {
    let url = app.sign_in_until_browser(id).await;
    assert_eq!(app.deliver(&site.approve(&url).await).await, Reception::Taken);
    app.stands(id, "signed in", is_signed_in).await;
}

/// Refreshes, until the new pair is in place.
async fn refresh(app: &App, id: ConnectionId) {
    let old = refresh_token(app, id);
    app.act(id, Action::Refresh).await.unwrap();
    app.stands(id, "a new pair", |state| is_signed_in(state) && refresh_token(app, id) != old)
        .await;
}

/// The next refresh ends the sign-in for good, and the one after it works as ever.
async fn needs_a_new_sign_in(app: &App, id: ConnectionId, site: &impl Site) {
    app.act(id, Action::Refresh).await.unwrap();
    app.comes_to(id, Standing::NeedsSignIn(Kind::RefreshTokenRevoked)).await;
    sign_in(app, id, site).await;
    refresh(app, id).await;
}

/// What the person has after copying a token.
pub(crate) async fn copied(app: &App, id: ConnectionId) -> String {
    app.copy(id).await.unwrap();
    app.desktop.clipboard().unwrap()
}

pub(crate) fn is_signed_in(state: &Standing) -> bool {
    matches!(state, Standing::SignedIn(_))
}

/// The refusal of RFC 6749, 5.2.
pub(crate) fn assert_is_refused(answer: &Answer) {
    assert_eq!((answer.status, &answer.json()["error"]), (400, &"invalid_grant".into()));
}
