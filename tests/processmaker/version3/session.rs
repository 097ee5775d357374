//! PHP sessions, and the pages around signing in.

use crate::pages::{self as shared_pages, LoginForm};
use crate::php;
use crate::reply::Reply;
use crate::secret::alphanumeric;

use super::pages;
use super::router::Context;

const COOKIE: &str = "PHPSESSID";

/// The language and the skin of every page.
const LOOK: &str = "en/neoclassic";

/// What the server remembers about one browser.
#[derive(Debug, Clone, Default)]
pub(crate) struct Session {
    /// The `USR_UID` of whoever signed in.
    user: Option<String>,
    /// Shown once on the login page.
    error: Option<&'static str>,
}

pub(crate) fn login_path(workspace: &str) -> String {
    page_path(workspace, "login/login")
}

pub(crate) fn page_path(workspace: &str, page: &str) -> String {
    format!("/sys{workspace}/{LOOK}/{page}")
}

/// The `USR_UID` of the person at the browser.
pub(crate) fn signed_in(context: &Context<'_>) -> Option<String> {
    let session = context.world.sessions.get(context.request.cookie(COOKIE)?)?;
    session.user.clone()
}

/// Sends the browser to sign in, and from there to this address.
pub(crate) fn sign_in_first(context: &Context<'_>, target: &str) -> Reply {
    let login = login_path(&context.world.workspace);
    Reply::redirect(&format!("{}?u={}", context.url(&login), php::urlencode(target)))
}

/// `GET /sys{workspace}/…/login/login?u=…`
pub(crate) fn login_form(context: &mut Context<'_>) -> Reply {
    let action = page_path(&context.world.workspace, "login/authentication");
    let target = context.request.query.get("u").unwrap_or_default();
    let form = LoginForm {
        action: &action,
        username: "form[USR_USERNAME]",
        password: "form[USR_PASSWORD]",
        hidden: Some(("form[URL]", target)),
    };
    let session = context.request.cookie(COOKIE).and_then(|id| context.world.sessions.get_mut(id));
    let error = session.and_then(|session| session.error.take());
    Reply::page(200, shared_pages::login(&form, error, context.instance.demo_user()))
}

/// `POST /sys{workspace}/…/login/authentication`
pub(crate) fn log_in(context: &mut Context<'_>) -> Reply {
    let input = |name: &str| context.request.input(name).unwrap_or_default();
    let user = context.world.user_named(input("form[USR_USERNAME]"));
    let user = user.filter(|user| user.password == input("form[USR_PASSWORD]"));
    let target = input("form[URL]");
    let (session, reply) = match user {
        Some(user) => {
            let session = Session { user: Some(user.uid.clone()), error: None };
            // Nobody is sent to another site from here.
            let inside = target.starts_with(&context.url("/"));
            let home = context.url(&page_path(&context.world.workspace, "cases/main"));
            (session, Reply::redirect(if inside { target } else { &home }))
        }
        None => {
            let error = Some("The username or password is incorrect");
            (Session { user: None, error }, sign_in_first(context, target))
        }
    };
    let id = alphanumeric(26);
    context.world.sessions.insert(id.clone(), session);
    reply.cookie(&format!("{COOKIE}={id}; path=/; HttpOnly"))
}

/// `GET /sys{workspace}/…/cases/main`
pub(crate) fn home(context: &Context<'_>) -> Reply {
    match signed_in(context).and_then(|uid| context.world.users.get(&uid)) {
        Some(user) => Reply::page(200, pages::home(&user.fullname())),
        None => Reply::redirect(&context.url(&login_path(&context.world.workspace))),
    }
}
