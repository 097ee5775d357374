//! django-oauth-toolkit for Python: opaque access tokens, and a family of refresh tokens that ends when one of them
//! comes twice.

use latchkey_core::connection::Method;
use latchkey_core::keeper::Action;
use latchkey_core::token::Password;
use latchkey_core::trouble::Kind;
use url::Url;

use crate::browser::{Browser, Page};
use crate::foreign::{Foreign, Registered, root};
use crate::stories::{Site, copied, is_signed_in, sign_in};
use crate::support::desktop::Standing;

/// The Python of the environment that `.ci/setup` makes.
pub(crate) const PYTHON: &str = if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" };

pub(crate) struct DjangoOauthToolkit {
    server: Foreign,
}

impl Site for DjangoOauthToolkit {
    fn start() -> Self {
        let environment = root().join("target/interop/django-oauth-toolkit");
        let python = environment.join(PYTHON);
        Self { server: Foreign::start(python, "django-oauth-toolkit/server.py") }
    }

    fn server(&self) -> &Foreign {
        &self.server
    }

    async fn approve(&self, authorize: &Url) -> Url {
        let mut browser = Browser::default();
        let consent = log_in(&mut browser, authorize).await;
        browser.submit(&consent, &[("allow", "Authorize")]).await.away()
    }

    async fn deny(&self, authorize: &Url) -> Url {
        let mut browser = Browser::default();
        let consent = log_in(&mut browser, authorize).await;
        browser.submit(&consent, &[]).await.away()
    }

    async fn stranded(&self, authorize: &Url) -> Page {
        log_in(&mut Browser::default(), authorize).await
    }

    /// The server is asked by introspection (RFC 7662).
    async fn accepts(&self, client: &Registered, token: &str) -> bool {
        let answer = self.server.post("oauth/introspect", client, &[("token", token)]).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()["active"] == true
    }
}

/// Signs in with Django's form; returns the consent page.
async fn log_in(browser: &mut Browser, authorize: &Url) -> Page {
    let login = browser.open(authorize).await.page();
    browser.submit(&login, &[("username", "maria"), ("password", "demo")]).await.page()
}

#[tokio::test]
async fn an_opaque_token_works_without_saying_whose_it_is() {
    let site = DjangoOauthToolkit::start();
    let app = site.server.app().await;
    let (id, _) = site.server.connect(&app).await;
    sign_in(&app, id, &site).await;
    let Standing::SignedIn(tokens) = app.state(id) else { panic!("signed in") };
    assert_eq!(tokens.who, None);
    let ten_hours = 35_900..=36_000;
    assert!(tokens.seconds_left.is_some_and(|left| ten_hours.contains(&left)), "{tokens:?}");
}

#[tokio::test]
async fn refreshing_kills_the_copies() {
    let site = DjangoOauthToolkit::start();
    let app = site.server.app().await;
    let (id, client) = site.server.connect(&app).await;
    sign_in(&app, id, &site).await;
    let copy = copied(&app, id).await;
    app.act(id, Action::Refresh).await.unwrap();
    app.holds(id, "a stale copy", |tokens| tokens.stale_copy).await;
    assert!(!site.accepts(&client, &copy).await);
    app.stands(id, "still signed in", is_signed_in).await;
}

#[tokio::test]
async fn signing_out_kills_the_copies_and_admits_that_the_last_token_lives() {
    let site = DjangoOauthToolkit::start();
    let app = site.server.app().await;
    let (id, client) = site.server.connect(&app).await;
    sign_in(&app, id, &site).await;
    let copy = copied(&app, id).await;
    app.act(id, Action::SignOut).await.unwrap();
    let state = app.stands(id, "a report", |state| matches!(state, Standing::Revoked(_))).await;
    let Standing::Revoked(report) = state else { panic!("a report") };
    assert!(report.copies && !report.last_token, "an opaque token has no id: {report:?}");
    assert!(!site.accepts(&client, &copy).await);
    assert!(!app.keyring.entries().contains_key(&id.to_string()), "the keyring has forgotten");
}

#[tokio::test]
async fn a_password_signs_in_and_lives_on_its_refresh_token() {
    let site = DjangoOauthToolkit::start();
    let app = site.server.app().await;
    let client = site.server.register_for_passwords().await;
    let id = site.server.add_with(&app, &client, Method::Password).await;
    let sign_in = async |password: &str| {
        let password = Password::new(password.to_owned());
        app.keeper.sign_in_with_password(id, "maria".into(), password).await.unwrap();
    };
    sign_in("wrong").await;
    app.comes_to(id, Standing::Failed(Kind::PasswordRejected)).await;
    sign_in("demo").await;
    app.stands(id, "signed in", is_signed_in).await;
    let first = copied(&app, id).await;
    assert!(site.accepts(&client, &first).await);
    app.act(id, Action::Refresh).await.unwrap();
    app.holds(id, "a stale copy", |tokens| tokens.stale_copy).await;
    let second = copied(&app, id).await;
    assert!(site.accepts(&client, &second).await && second != first);
}
