//! `/api/1.0`: the routes about users and their tokens, the lists that a script
//! asks for, and ProcessMaker's way of refusing them.

mod collection;
mod users;
mod work;

use http::header::{CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use sha2::{Digest, Sha256};

use crate::reply::Reply;
use crate::router::Context;
use crate::secret::hex;
use crate::session;
use crate::user::User;

use work::Kind;

/// The routes, with the parameters of their paths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Route {
    Users,
    Configuration,
    User(u64),
    Tokens(u64),
    Token(u64, String),
    Work(Kind),
    Piece(Kind, u64),
    Unknown,
}

impl Route {
    /// The route of a path below `/api/1.0`. A user is a number; there is no
    /// `/users/me`.
    pub(crate) fn parse(segments: &[&str]) -> Self {
        let number = |text: &&str| text.parse::<u64>().ok();
        match segments {
            ["users"] => Self::Users,
            ["users", "configuration"] => Self::Configuration,
            ["users", user] => number(user).map_or(Self::Unknown, Self::User),
            ["users", user, "tokens"] => number(user).map_or(Self::Unknown, Self::Tokens),
            ["users", user, "tokens", id] => {
                number(user).map_or(Self::Unknown, |user| Self::Token(user, (*id).to_owned()))
            }
            [kind] => Kind::named(kind).map_or(Self::Unknown, Self::Work),
            [kind, id] => {
                let piece = Kind::named(kind).zip(number(id));
                piece.map_or(Self::Unknown, |(kind, id)| Self::Piece(kind, id))
            }
            _ => Self::Unknown,
        }
    }

    pub(crate) fn methods(&self) -> &'static [&'static str] {
        match self {
            Self::Configuration
            | Self::User(_)
            | Self::Work(_)
            | Self::Piece(..)
            | Self::Unknown => &["GET", "HEAD"],
            Self::Users | Self::Tokens(_) => &["GET", "HEAD", "POST"],
            Self::Token(..) => &["GET", "HEAD", "DELETE"],
        }
    }
}

/// Every answer of the API begins with the bearer token.
pub(crate) fn answer(context: &mut Context<'_>, method: &str, route: &Route) -> Reply {
    let token = context.request.bearer();
    let authenticated = token.and_then(|token| context.world.authenticate(token, context.now));
    let Some((_, me)) = authenticated else {
        return unauthenticated(context);
    };
    let me = me.clone();
    let reply = match route {
        Route::Users if method == "POST" => users::create(context, &me),
        Route::Users => users::list(context, &me),
        Route::Configuration => users::configuration(&me),
        Route::Work(kind) => work::list(context, &me, *kind),
        Route::Piece(kind, id) => work::show(context, &me, *kind, *id),
        Route::Unknown => not_found(),
        Route::User(id) => about(context, &me, *id, |_, user| users::show(user)),
        Route::Tokens(id) => about(context, &me, *id, |context, user| match method {
            "POST" => users::create_token(context, user),
            _ => users::tokens(context, user),
        }),
        Route::Token(id, token) => {
            about(context, &me, *id, |context, user| users::token(context, method, user, token))
        }
    };
    match method {
        "GET" => tagged(context, &me, reply),
        _ => reply,
    }
}

/// An `Accept` that names JSON, but not first, is sent to the login page.
fn unauthenticated(context: &Context<'_>) -> Reply {
    match context.request.wants_json_of_api() {
        true => Reply::error(401, "Unauthenticated."),
        false => Reply::redirect(&context.url("/login")),
    }
}

fn not_found() -> Reply {
    Reply::error(404, "Not Found")
}

fn forbidden(context: &Context<'_>, message: &str) -> Reply {
    Reply::trouble(403, message, context.request.wants_json_of_api())
}

/// Answers about a user: oneself, or anyone for an administrator.
fn about(
    context: &mut Context<'_>,
    me: &User,
    id: u64,
    answer: impl FnOnce(&mut Context<'_>, &User) -> Reply,
) -> Reply {
    let Some(user) = context.world.users.get(&id).cloned() else {
        return not_found();
    };
    if user.id != me.id && !me.is_administrator {
        return forbidden(context, "Not authorized to update this user.");
    }
    answer(context, &user)
}

/// Gives an answer its `ETag`, the same for the same user and body, and leaves
/// the body out for whoever has it.
fn tagged(context: &Context<'_>, me: &User, reply: Reply) -> Reply {
    if reply.status != http::StatusCode::OK {
        return reply;
    }
    let digest = Sha256::new_with_prefix(me.id.to_string()).chain_update(&reply.body).finalize();
    let tag = format!("\"{}\"", hex(&digest[..16]));
    let known = context.request.header(IF_NONE_MATCH).unwrap_or_default();
    let is_known = known.split(',').any(|known| known.trim().trim_start_matches("W/") == tag);
    let mut reply = reply.header(ETAG.as_str(), &tag);
    if is_known {
        reply.status = http::StatusCode::NOT_MODIFIED;
        reply.headers.remove(CONTENT_TYPE);
        reply.body.clear();
    }
    reply
}

/// `DELETE /oauth/tokens/{id}`: revokes the pair, but only for the browser that
/// is signed in; a bearer token does not count.
pub(crate) fn delete_pair(
    context: &mut Context<'_>,
    session: &mut session::Session,
    id: &str,
) -> Reply {
    let Some(user) = session.user else {
        return session::unauthenticated(context, session);
    };
    let token = context.world.access_tokens.get(id);
    if token.is_none_or(|token| token.user != Some(user)) {
        return Reply::uncached(404);
    }
    context.world.revoke_pair(id);
    Reply::uncached(204)
}
