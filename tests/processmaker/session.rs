//! Browser sessions, and the pages around signing in and out.

use http::header::REFERER;

use crate::auth_clients::page::Flash;
use crate::authorize::AuthorizationRequest;
use crate::pages::{self, LoginForm};
use crate::reply::Reply;
use crate::router::Context;
use crate::secret::alphanumeric;

const COOKIE: &str = "processmaker_session";

/// ProcessMaker's `SESSION_LIFETIME`: idle for two hours, and it is gone.
const IDLE_SECONDS: i64 = 120 * 60;

/// What the server remembers about one browser.
#[derive(Debug, Clone, Default)]
pub(crate) struct Session {
    pub(crate) user: Option<u64>,
    /// Where to go after signing in.
    pub(crate) intended: Option<String>,
    /// `prompt=login` was honoured once.
    pub(crate) prompted_for_login: bool,
    /// The one authorization that waits for this browser's consent.
    pub(crate) auth_token: Option<String>,
    pub(crate) auth_request: Option<AuthorizationRequest>,
    /// What the administrator's next page says.
    pub(crate) flash: Option<Flash>,
    /// Shown once on the login page.
    error: Option<&'static str>,
    seen: i64,
}

impl Session {
    /// Laravel's `session()->invalidate()`.
    pub(crate) fn invalidate(&mut self) {
        *self = Self { seen: self.seen, ..Self::default() };
    }
}

/// Runs a page of the `web` group: with the browser's session, or a new one,
/// and the cookie that names it.
pub(crate) fn web(
    context: &mut Context<'_>,
    page: impl FnOnce(&mut Context<'_>, &mut Session) -> Reply,
) -> Reply {
    let now = context.now.div_euclid(1_000_000);
    let known = context.request.cookie(COOKIE).map(str::to_owned);
    let stored = known.and_then(|id| Some((context.world.sessions.remove(&id)?, id)));
    let (mut session, id) = match stored {
        Some((session, id)) if now - session.seen < IDLE_SECONDS => (session, id),
        Some(_) | None => (Session::default(), alphanumeric(40)),
    };
    session.seen = now;
    let before = session.user;
    let reply = page(context, &mut session);
    // A session that changes hands gets a new name, so that one planted in the
    // browser beforehand is worth nothing.
    let id = if session.user == before { id } else { alphanumeric(40) };
    let signed_out = before.is_some() && session.user.is_none();
    let reply = if signed_out { without_api_token(reply) } else { reply };
    let reply = reply.cookie(&format!("{COOKIE}={id}; path=/; httponly; samesite=lax"));
    context.world.sessions.insert(id, session);
    reply
}

/// The cookie that Passport gives a signed-in browser with each page.
pub(crate) fn with_fresh_api_token(reply: Reply, now: i64) -> Reply {
    const SECONDS: u64 = 7200;
    let now = u64::try_from(now.div_euclid(1_000_000)).expect("the clock is past 1970");
    let expires = std::time::UNIX_EPOCH + std::time::Duration::from_secs(now + SECONDS);
    let expires = httpdate::fmt_http_date(expires);
    let value = alphanumeric(64);
    reply.cookie(&format!(
        "laravel_token={value}; expires={expires}; Max-Age={SECONDS}; path=/; httponly; samesite=lax"
    ))
}

/// Takes that cookie back.
fn without_api_token(reply: Reply) -> Reply {
    reply.cookie("laravel_token=deleted; expires=Thu, 01 Jan 1970 00:00:01 GMT; Max-Age=0; path=/; httponly; samesite=lax")
}

/// What the `auth` middleware does to a guest: JSON says so, a browser is sent
/// to sign in and comes back afterwards.
pub(crate) fn unauthenticated(context: &Context<'_>, session: &mut Session) -> Reply {
    if context.request.wants_json() {
        return Reply::error(401, "Unauthenticated.");
    }
    if context.request.method == "GET" {
        session.intended = Some(context.full_url());
    }
    Reply::redirect(&context.url("/login"))
}

/// `GET /login`.
pub(crate) fn login_form(context: &mut Context<'_>, session: &mut Session) -> Reply {
    if session.user.is_some() {
        return Reply::redirect(&context.url("/inbox"));
    }
    let form =
        LoginForm { action: "/login", username: "username", password: "password", hidden: None };
    let error = session.error.take();
    Reply::page(200, pages::login(&form, error, context.instance.demo_user()))
}

/// `POST /login`.
pub(crate) fn log_in(context: &mut Context<'_>, session: &mut Session) -> Reply {
    let username = context.request.input("username").unwrap_or_default();
    let password = context.request.input("password").unwrap_or_default();
    let user = context.world.user_named(username);
    let Some(user) = user.filter(|user| user.password == password) else {
        session.error = Some("These credentials do not match our records.");
        let back = context.request.header(REFERER).map(str::to_owned);
        return Reply::redirect(&back.unwrap_or_else(|| context.url("/login")));
    };
    session.user = Some(user.id);
    let intended = session.intended.take();
    Reply::redirect(&intended.unwrap_or_else(|| context.url("/inbox")))
}

/// `GET /logout`.
pub(crate) fn log_out(context: &mut Context<'_>, session: &mut Session) -> Reply {
    session.invalidate();
    Reply::redirect(&context.url("/login"))
}

/// `GET /inbox`: where a browser lands that was not on its way anywhere.
pub(crate) fn inbox(context: &mut Context<'_>, session: &mut Session) -> Reply {
    match session.user.and_then(|id| context.world.users.get(&id)) {
        Some(user) => Reply::page(200, pages::inbox(user)),
        None => unauthenticated(context, session),
    }
}

/// Every page that does not exist: a guest is sent to sign in first.
pub(crate) fn unknown_page(context: &Context<'_>, session: &mut Session) -> Reply {
    match session.user {
        Some(_) => Reply::trouble(404, "Not Found", context.request.wants_json()),
        None => unauthenticated(context, session),
    }
}
