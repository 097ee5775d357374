//! Which page answers a path, and what Laravel does around every page: method
//! overrides, trailing slashes, 405, `OPTIONS`, `HEAD` and the throttle.

use crate::api;
use crate::auth_clients::{self, page};
use crate::authorize::{self, Consent};
use crate::faults::Endpoint;
use crate::openapi;
use crate::php;
use crate::reply::Reply;
use crate::request::Request;
use crate::server::Instance;
use crate::session::{self, web};
use crate::throttle::{self, Verdict};
use crate::token;
use crate::world::World;

/// One request in hand, with the database to itself.
pub(crate) struct Context<'a> {
    pub(crate) instance: &'a Instance,
    pub(crate) world: &'a mut World,
    pub(crate) request: &'a Request,
    /// Microseconds since 1970.
    pub(crate) now: i64,
}

impl Context<'_> {
    /// An absolute address on this server.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.instance.base_url)
    }

    /// The address of this request with its query in Symfony's normal form:
    /// sorted, spaces as `%20`.
    pub(crate) fn full_url(&self) -> String {
        let fields = self.request.query.iter();
        let mut pairs: Vec<(&str, &str)> = fields.collect();
        pairs.sort_by_key(|(name, _)| *name);
        let pairs = pairs.iter();
        let pairs = pairs.map(|(name, value)| {
            format!("{}={}", php::rawurlencode(name), php::rawurlencode(value))
        });
        let query = pairs.collect::<Vec<_>>().join("&");
        let path = self.url(&self.request.path);
        if query.is_empty() { path } else { format!("{path}?{query}") }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Route {
    Token,
    Authorize,
    TransientToken,
    OwnToken(String),
    OwnScopes,
    AuthClients,
    AuthClient(u64),
    AuthClientPages(page::Route),
    Login,
    Logout,
    Inbox,
    Docs,
    /// A file of the web server's, of which Laravel hears nothing.
    Icon,
    Api(api::Route),
    Unknown,
}

impl Route {
    fn parse(path: &str) -> Self {
        let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        match segments.as_slice() {
            ["oauth", "token"] => Self::Token,
            ["oauth", "token", "refresh"] => Self::TransientToken,
            ["oauth", "authorize"] => Self::Authorize,
            ["oauth", "tokens", id] => Self::OwnToken((*id).to_owned()),
            ["oauth", "scopes"] => Self::OwnScopes,
            ["oauth", "clients"] => Self::AuthClients,
            ["oauth", "clients", id] => id.parse().map_or(Self::Unknown, Self::AuthClient),
            ["admin", "auth-clients", rest @ ..] => {
                page::Route::parse(rest).map_or(Self::Unknown, Self::AuthClientPages)
            }
            ["login"] => Self::Login,
            ["logout"] => Self::Logout,
            [] | ["inbox"] => Self::Inbox,
            ["docs"] => Self::Docs,
            ["favicon.ico"] => Self::Icon,
            ["api", "1.0", rest @ ..] => Self::Api(api::Route::parse(rest)),
            ["api", ..] => Self::Api(api::Route::Unknown),
            _ => Self::Unknown,
        }
    }

    /// `GET` and `HEAD` are always among them: the page for unknown addresses
    /// takes what no other does.
    fn methods(&self) -> &'static [&'static str] {
        match self {
            Self::Token | Self::TransientToken | Self::AuthClients | Self::Login => {
                &["GET", "HEAD", "POST"]
            }
            Self::Authorize => &["GET", "HEAD", "POST", "DELETE"],
            Self::OwnToken(_) => &["GET", "HEAD", "DELETE"],
            Self::AuthClient(_) => &["GET", "HEAD", "PUT", "DELETE"],
            Self::AuthClientPages(route) => route.methods(),
            Self::Api(route) => route.methods(),
            Self::OwnScopes
            | Self::Logout
            | Self::Inbox
            | Self::Docs
            | Self::Icon
            | Self::Unknown => &["GET", "HEAD"],
        }
    }
}

/// The endpoint of a request, as faults are planned.
pub(crate) fn endpoint(request: &Request) -> Option<Endpoint> {
    match Route::parse(&request.path) {
        Route::Token if request.method == "POST" => Some(Endpoint::Token),
        Route::Authorize => Some(Endpoint::Authorize),
        Route::Api(_) => Some(Endpoint::Api),
        Route::Token
        | Route::TransientToken
        | Route::OwnToken(_)
        | Route::OwnScopes
        | Route::AuthClients
        | Route::AuthClient(_)
        | Route::AuthClientPages(_)
        | Route::Login
        | Route::Logout
        | Route::Inbox
        | Route::Docs
        | Route::Icon
        | Route::Unknown => None,
    }
}

/// Answers a request.
pub(crate) fn answer(context: &mut Context<'_>) -> Reply {
    let route = Route::parse(&context.request.path);
    let absent = matches!(route, Route::OwnToken(_) | Route::OwnScopes)
        && !context.world.league.has_json_routes();
    let route = if absent { Route::Unknown } else { route };
    let methods = route.methods();
    let method = match context.request.effective_method() {
        "HEAD" => "GET",
        "OPTIONS" => return options(methods),
        method => method,
    };
    if !methods.contains(&method) {
        let request = context.request;
        return Reply::method_not_allowed(method, &request.path, methods, request.wants_json());
    }
    match (method, route) {
        ("POST", Route::Token) => throttled(context, token::issue),
        ("GET", Route::Authorize) => web(context, authorize::ask),
        ("POST", Route::Authorize) => {
            web(context, |context, session| authorize::decide(context, session, Consent::Approve))
        }
        ("DELETE", Route::Authorize) => {
            web(context, |context, session| authorize::decide(context, session, Consent::Deny))
        }
        ("POST", Route::TransientToken) => {
            for_the_signed_in(context, || Reply::page(200, "Refreshed.".to_owned()))
        }
        ("GET", Route::OwnScopes) => for_the_signed_in(context, || Reply::json(200, &[(); 0])),
        ("DELETE", Route::OwnToken(id)) => {
            web(context, |context, session| api::delete_pair(context, session, &id))
        }
        ("POST", Route::AuthClients) => web(context, auth_clients::create),
        ("GET", Route::AuthClients) => web(context, auth_clients::list),
        ("GET", Route::AuthClient(id)) => {
            web(context, |context, session| auth_clients::show(context, session, id))
        }
        ("PUT", Route::AuthClient(id)) => {
            web(context, |context, session| auth_clients::update(context, session, id))
        }
        ("DELETE", Route::AuthClient(id)) => {
            web(context, |context, session| auth_clients::delete(context, session, id))
        }
        (method, Route::AuthClientPages(route)) => {
            web(context, |context, session| page::answer(context, session, method, route))
        }
        ("POST", Route::Login) => web(context, session::log_in),
        ("GET", Route::Login) => web(context, session::login_form),
        ("GET", Route::Logout) => web(context, session::log_out),
        ("GET", Route::Inbox) => web(context, session::inbox),
        ("GET", Route::Docs) => openapi::docs(context),
        ("GET", Route::Icon) => Reply::new(404),
        (method, Route::Api(route)) => api::answer(context, method, &route),
        (_, _) => web(context, |context, session| session::unknown_page(context, session)),
    }
}

fn options(methods: &[&str]) -> Reply {
    Reply::page(200, String::new()).header("Allow", &methods.join(","))
}

fn throttled(context: &mut Context<'_>, answer: impl FnOnce(&mut Context<'_>) -> Reply) -> Reply {
    let verdict = context.instance.count_attempt(context.request.peer);
    match verdict {
        Verdict::Pass { limit, remaining } => throttle::passed(answer(context), limit, remaining),
        Verdict::TooMany { limit, until, seconds } => {
            throttle::refused(limit, until, seconds, context.request.wants_json())
        }
    }
}

fn for_the_signed_in(context: &mut Context<'_>, page: impl FnOnce() -> Reply) -> Reply {
    web(context, |context, session| match session.user {
        Some(_) => page(),
        None => session::unauthenticated(context, session),
    })
}
