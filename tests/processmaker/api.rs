//! `/api/1.0`: the routes about users and their tokens, and ProcessMaker's way
//! of refusing them.

use serde::Serialize;

use crate::php;
use crate::reply::Reply;
use crate::router::Context;
use crate::session;
use crate::user::User;
use crate::validation::{Errors, Rule};
use crate::world::AccessToken;

/// The routes, with the parameters of their paths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Route {
    Users,
    Configuration,
    User(u64),
    Tokens(u64),
    Token(u64, String),
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
            _ => Self::Unknown,
        }
    }

    pub(crate) fn methods(&self) -> &'static [&'static str] {
        match self {
            Self::Users | Self::Configuration | Self::User(_) | Self::Unknown => &["GET", "HEAD"],
            Self::Tokens(_) => &["GET", "HEAD", "POST"],
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
    match route {
        Route::Users => users(context),
        Route::Configuration => configuration(&me),
        Route::Unknown => not_found(),
        Route::User(id) => about(context, &me, *id, |_, user| Reply::json(200, &Record::new(user))),
        Route::Tokens(id) => about(context, &me, *id, |context, user| match method {
            "POST" => create_token(context, user),
            _ => tokens(context, user),
        }),
        Route::Token(id, token) => about(context, &me, *id, |context, user| {
            let token = context.world.access_tokens.get(token);
            let token = token.filter(|token| token.user == Some(user.id)).cloned();
            match (method, token) {
                ("DELETE", Some(token)) => delete_token(context, &token),
                ("DELETE", None) => not_found(),
                (_, Some(token)) => Reply::json(200, &TokenRecord::new(&token)),
                (_, None) => Reply::json(404, &[(); 0]),
            }
        }),
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
        return Reply::trouble(
            403,
            "This action is unauthorized.",
            context.request.wants_json_of_api(),
        );
    }
    answer(context, &user)
}

/// A user as the API shows it, `remember_token` included.
#[derive(Serialize)]
struct Record<'a> {
    id: u64,
    email: String,
    username: &'a str,
    firstname: &'a str,
    lastname: &'a str,
    title: Option<()>,
    timezone: &'static str,
    datetime_format: &'static str,
    language: &'static str,
    status: &'static str,
    is_administrator: bool,
    avatar: Option<()>,
    remember_token: &'a str,
    created_at: String,
    updated_at: String,
    fullname: String,
}

impl<'a> Record<'a> {
    fn new(user: &'a User) -> Self {
        let created = format!("{}+00:00", php::datetime(user.created.div_euclid(1_000_000)));
        Self {
            id: user.id,
            email: user.email(),
            username: &user.username,
            firstname: &user.firstname,
            lastname: &user.lastname,
            title: None,
            timezone: "America/Los_Angeles",
            datetime_format: "m/d/Y H:i",
            language: "en",
            status: "ACTIVE",
            is_administrator: user.is_administrator,
            avatar: None,
            remember_token: &user.remember_token,
            created_at: created.clone(),
            updated_at: created,
            fullname: user.fullname(),
        }
    }
}

#[derive(Serialize)]
struct Configuration {
    user_id: u64,
    /// JSON inside JSON.
    ui_configuration: &'static str,
}

fn configuration(me: &User) -> Reply {
    let body = Configuration {
        user_id: me.id,
        ui_configuration: r#"{"launchpad":{"isMenuCollapse":false},"cases":{"isMenuCollapse":false}}"#,
    };
    Reply::json(200, &body)
}

/// A token as the API shows it: never the token itself.
#[derive(Serialize)]
struct TokenRecord {
    id: String,
    user_id: Option<u64>,
    client_id: u64,
    name: Option<String>,
    scopes: Vec<String>,
    revoked: bool,
    created_at: String,
    updated_at: String,
    expires_at: String,
}

impl TokenRecord {
    fn new(token: &AccessToken) -> Self {
        Self {
            id: token.id.clone(),
            user_id: token.user,
            client_id: token.client,
            name: token.name.clone(),
            scopes: token.scopes.clone(),
            revoked: token.revoked,
            created_at: php::timestamp(token.created),
            updated_at: php::timestamp(token.created),
            expires_at: php::timestamp(token.expires),
        }
    }
}

/// Lists personal access tokens only: those of the code grant stay hidden.
fn tokens(context: &Context<'_>, user: &User) -> Reply {
    let personal = context.world.personal_access_client();
    let theirs = |token: &&AccessToken| {
        token.user == Some(user.id) && token.client == personal && !token.revoked
    };
    let tokens = context.world.access_tokens.values().filter(theirs);
    collection(context, tokens.map(TokenRecord::new).collect())
}

fn create_token(context: &mut Context<'_>, user: &User) -> Reply {
    #[derive(Serialize)]
    struct Created {
        #[serde(rename = "accessToken")]
        access_token: String,
        token: TokenRecord,
    }
    let name = context.request.input("name");
    let mut errors = Errors::none();
    errors.require("name", name, &[Rule::Max(255)]);
    let name = match errors.or(name.unwrap_or_default()) {
        Ok(name) => name,
        Err(errors) => return errors.reply(),
    };
    let token = context.world.issue_personal_token(user.id, name, context.now);
    let created = Created { token: TokenRecord::new(&token), access_token: token.text };
    Reply::json(200, &created)
}

/// Revokes, and then stumbles over a token without a name: the event that
/// reports the deletion demands one.
fn delete_token(context: &mut Context<'_>, token: &AccessToken) -> Reply {
    context.world.revoke_access_token(&token.id);
    match token.name {
        Some(_) => Reply::uncached(204),
        None => Reply::server_error(context.request.wants_json_of_api()),
    }
}

fn users(context: &Context<'_>) -> Reply {
    collection(context, context.world.users.values().map(Record::new).collect())
}

#[derive(Serialize)]
struct Collection<T> {
    data: Vec<T>,
    meta: Meta,
}

#[derive(Serialize)]
struct Meta {
    filter: &'static str,
    sort_by: &'static str,
    sort_order: &'static str,
    count: usize,
    total_pages: usize,
    current_page: usize,
    from: Option<usize>,
    last_page: usize,
    path: String,
    per_page: usize,
    to: Option<usize>,
    total: usize,
}

/// ProcessMaker's `ApiCollection`, with `page` and `per_page`.
fn collection<T: Serialize>(context: &Context<'_>, mut items: Vec<T>) -> Reply {
    let parameter = |name, default: usize| {
        let given = context.request.query.get(name).and_then(|text| text.parse().ok());
        given.unwrap_or(default).max(1)
    };
    let (page, per_page) = (parameter("page", 1), parameter("per_page", 10));
    let total = items.len();
    let start = (page - 1).saturating_mul(per_page).min(total);
    let data: Vec<T> = items.drain(start..(start.saturating_add(per_page)).min(total)).collect();
    let pages = total.div_ceil(per_page).max(1);
    let meta = Meta {
        filter: "",
        sort_by: "",
        sort_order: "",
        count: data.len(),
        total_pages: pages,
        current_page: page,
        from: (!data.is_empty()).then_some(start + 1),
        last_page: pages,
        path: context.url(&context.request.path),
        per_page,
        to: (!data.is_empty()).then_some(start + data.len()),
        total,
    };
    Reply::json(200, &Collection { data, meta })
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
