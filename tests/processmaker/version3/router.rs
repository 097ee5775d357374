//! Which page answers a path.

use crate::reply::Reply;
use crate::request::Request;
use crate::server::Instance;

use super::world::World;
use super::{api, applications, authorize, error, pages, session, token};

/// One request in hand, with the database to itself.
pub(crate) struct Context<'a> {
    pub(crate) instance: &'a Instance,
    pub(crate) world: &'a mut World,
    pub(crate) request: &'a Request,
    /// Seconds since 1970.
    pub(crate) now: i64,
}

impl Context<'_> {
    /// An absolute address on this server.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.instance.base_url)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Route {
    /// `/{workspace}/oauth2/authorize`
    Authorize,
    /// `/{workspace}/oauth2/token`
    Token,
    /// `/{workspace}/oauth2/{access_token}`
    Delete(String),
    /// `/{workspace}/oauth2/{access_token}/expire`
    Expire(String),
    /// `/sys{workspace}/{language}/{skin}/login/login`
    Login,
    /// Where its form goes.
    Authentication,
    /// `/sys{workspace}/{language}/{skin}/oauth2/applications`
    Applications(applications::Route),
    /// Where somebody lands who signed in on the way to nowhere else.
    Home,
    /// `/api/1.0/{workspace}/…`
    Api(api::Route),
    Unknown,
}

impl Route {
    pub(crate) fn parse(workspace: &str, path: &str) -> Self {
        let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        match segments.as_slice() {
            ["api", "1.0", name, rest @ ..] if *name == workspace => {
                Self::Api(api::Route::parse(rest))
            }
            [name, "oauth2", "authorize"] if *name == workspace => Self::Authorize,
            [name, "oauth2", "token"] if *name == workspace => Self::Token,
            [name, "oauth2", token] if *name == workspace => Self::Delete((*token).to_owned()),
            [name, "oauth2", token, "expire"] if *name == workspace => {
                Self::Expire((*token).to_owned())
            }
            [system, _language, _skin, page @ ..]
                if system.strip_prefix("sys") == Some(workspace) =>
            {
                match page {
                    ["login", "login"] => Self::Login,
                    ["login", "authentication"] => Self::Authentication,
                    ["cases", "main"] => Self::Home,
                    ["oauth2", "applications", rest @ ..] => {
                        applications::Route::parse(rest).map_or(Self::Unknown, Self::Applications)
                    }
                    _ => Self::Unknown,
                }
            }
            _ => Self::Unknown,
        }
    }
}

/// Answers a request.
pub(crate) fn answer(context: &mut Context<'_>) -> Reply {
    let route = Route::parse(&context.world.workspace, &context.request.path);
    let method = match context.request.method.as_str() {
        "HEAD" => "GET",
        method => method,
    };
    match (method, route) {
        ("GET", Route::Authorize) => shared(authorize::ask(context)),
        ("POST", Route::Authorize) => shared(authorize::decide(context)),
        ("POST", Route::Token) => shared(token::issue(context)),
        (_, Route::Token) => {
            shared(error::OAuthError::method_not_allowed().reply().header("Allow", "POST"))
        }
        ("DELETE", Route::Delete(token)) => shared(token::delete(context, &token)),
        ("POST", Route::Expire(token)) => shared(token::expire(context, &token)),
        ("GET", Route::Api(route)) => shared(api::answer(context, &route)),
        (_, Route::Authorize | Route::Delete(_) | Route::Expire(_) | Route::Api(_)) => {
            shared(error::restler(405, None))
        }
        ("GET", Route::Login) => session::login_form(context),
        ("POST", Route::Authentication) => session::log_in(context),
        ("GET", Route::Home) => session::home(context),
        (method, Route::Applications(route)) => applications::answer(context, method, &route),
        (_, Route::Login | Route::Authentication | Route::Home | Route::Unknown) => {
            Reply::page(404, pages::not_found())
        }
    }
}

/// Restler lets any page of any site read its answers.
fn shared(reply: Reply) -> Reply {
    reply.header("Access-Control-Allow-Origin", "*")
}
