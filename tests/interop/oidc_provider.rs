//! `oidc-provider` for Node.js: access tokens are JWTs, and a whole sign-in ends when a refresh token comes twice.

use latchkey_core::keeper::Action;
use processmaker::wire;
use url::Url;

use crate::browser::{Browser, Page};
use crate::foreign::{Foreign, Registered, refresh_token};
use crate::stories::{Site, assert_is_refused, sign_in};
use crate::support::desktop::Standing;

pub(crate) struct OidcProvider {
    server: Foreign,
}

impl Site for OidcProvider {
    fn start() -> Self {
        Self { server: Foreign::start("node", "oidc-provider/server.mjs") }
    }

    fn server(&self) -> &Foreign {
        &self.server
    }

    async fn approve(&self, authorize: &Url) -> Url {
        let mut browser = Browser::default();
        let consent = log_in(&mut browser, authorize).await;
        browser.submit(&consent, &[]).await.away()
    }

    async fn deny(&self, authorize: &Url) -> Url {
        let mut browser = Browser::default();
        let consent = log_in(&mut browser, authorize).await;
        browser.follow(&consent, "Cancel").await.away()
    }

    async fn stranded(&self, authorize: &Url) -> Page {
        Browser::default().open(authorize).await.page()
    }

    /// The users API is asked: this server introspects no JWTs.
    async fn accepts(&self, _: &Registered, token: &str) -> bool {
        let bearer = format!("Bearer {token}");
        let url = self.server.at("api/1.0/users/maria");
        let answer = wire::send("GET", &url, &[("authorization", &bearer)], Vec::new()).await;
        answer.unwrap().status == 200
    }
}

/// Signs in with the package's own form, which takes any password; returns the consent page.
async fn log_in(browser: &mut Browser, authorize: &Url) -> Page {
    let login = browser.open(authorize).await.page();
    browser.submit(&login, &[("login", "maria"), ("password", "demo")]).await.page()
}

#[tokio::test]
async fn the_person_and_the_lifetime_are_known() {
    let site = OidcProvider::start();
    let app = site.server.app().await;
    let (id, _) = site.server.connect(&app).await;
    sign_in(&app, id, &site).await;
    let state = app.holds(id, "a name", |tokens| tokens.who.is_some()).await;
    let Standing::SignedIn(tokens) = state else { panic!("signed in") };
    assert_eq!(tokens.who.as_deref(), Some("Person maria"));
    assert!(tokens.seconds_left.is_some_and(|left| (3500..=3600).contains(&left)), "{tokens:?}");
}

#[tokio::test]
async fn signing_out_spends_the_refresh_token_and_takes_the_last_access_token_back() {
    let site = OidcProvider::start();
    let app = site.server.app().await;
    let (id, client) = site.server.connect(&app).await;
    sign_in(&app, id, &site).await;
    let last = refresh_token(&app, id);
    app.act(id, Action::SignOut).await.unwrap();
    app.stands(
        id,
        "a report",
        |state| matches!(state, Standing::Revoked(report) if report.last_token),
    )
    .await;
    assert!(!app.keyring.entries().contains_key(&id.to_string()), "the keyring has forgotten");
    let fields = [("grant_type", "refresh_token"), ("refresh_token", last.as_str())];
    assert_is_refused(&site.server.post("oauth/token", &client, &fields).await);
}
