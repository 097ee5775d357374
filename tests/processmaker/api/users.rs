//! `users`: their records, and the personal access tokens of each.

use serde::Serialize;

use crate::php;
use crate::reply::Reply;
use crate::router::Context;
use crate::user::User;
use crate::validation::{Errors, Rule};
use crate::world::AccessToken;

use super::collection::{collection, is_asked_for, parameter};
use super::{forbidden, not_found};

/// The other states of a user are not for the form.
const STATUSES: [&str; 4] = ["ACTIVE", "INACTIVE", "OUT_OF_OFFICE", "SCHEDULED"];

/// A user as the API shows it, `remember_token` included.
#[derive(Serialize)]
struct Record<'a> {
    id: u64,
    email: &'a str,
    username: &'a str,
    firstname: &'a str,
    lastname: &'a str,
    title: Option<()>,
    timezone: &'static str,
    datetime_format: &'static str,
    language: &'static str,
    status: &'a str,
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
            email: &user.email,
            username: &user.username,
            firstname: &user.firstname,
            lastname: &user.lastname,
            title: None,
            timezone: "America/Los_Angeles",
            datetime_format: "m/d/Y H:i",
            language: "en",
            status: &user.status,
            is_administrator: user.is_administrator,
            avatar: None,
            remember_token: &user.remember_token,
            created_at: created.clone(),
            updated_at: created,
            fullname: user.fullname(),
        }
    }
}

/// `GET /users`, by username unless asked otherwise.
pub(crate) fn list(context: &Context<'_>, me: &User) -> Reply {
    if !me.is_administrator {
        return forbidden(context, "Not authorized to view users.");
    }
    let filter = parameter(context, "filter");
    let asked_for = |user: &&User| {
        let texts = [&user.username, &user.firstname, &user.lastname, &user.email];
        is_asked_for(filter, texts.map(String::as_str))
    };
    let mut users: Vec<&User> = context.world.users.values().filter(asked_for).collect();
    match parameter(context, "order_by") {
        "id" | "created_at" => {}
        "firstname" => users.sort_by_key(|user| user.firstname.to_lowercase()),
        "lastname" => users.sort_by_key(|user| user.lastname.to_lowercase()),
        "email" => users.sort_by_key(|user| user.email.to_lowercase()),
        _ => users.sort_by_key(|user| user.username.to_lowercase()),
    }
    collection(context, users, Record::new)
}

/// `POST /users`
pub(crate) fn create(context: &mut Context<'_>, me: &User) -> Reply {
    if !me.is_administrator {
        return forbidden(context, "This action is unauthorized.");
    }
    let request = context.request;
    let input = |name| request.input(name);
    let users = || context.world.users.values();
    let usernames: Vec<&str> = users().map(|user| user.username.as_str()).collect();
    let emails: Vec<&str> = users().map(|user| user.email.as_str()).collect();
    let mut errors = Errors::none();
    errors.require("username", input("username"), &[Rule::Max(255), Rule::Unique(&usernames)]);
    errors.require("firstname", input("firstname"), &[Rule::Max(50)]);
    errors.require("lastname", input("lastname"), &[Rule::Max(50)]);
    errors.require("email", input("email"), &[Rule::Email, Rule::Unique(&emails)]);
    errors.require("status", input("status"), &[Rule::In(&STATUSES)]);
    errors.require("password", input("password"), &[]);
    if let Err(errors) = errors.or(()) {
        return errors.reply();
    }
    let text = |name| input(name).unwrap_or_default().to_owned();
    let (username, password) = (text("username"), text("password"));
    let (firstname, lastname) = (text("firstname"), text("lastname"));
    let (email, status) = (text("email"), text("status"));
    let user = context.world.add_user(&username, "", &password, context.now);
    *user = User { firstname, lastname, email, status, ..user.clone() };
    Reply::json(201, &Record::new(user))
}

/// `GET /users/{id}`
pub(crate) fn show(user: &User) -> Reply {
    Reply::json(200, &Record::new(user))
}

#[derive(Serialize)]
struct Configuration {
    user_id: u64,
    /// JSON inside JSON.
    ui_configuration: &'static str,
}

/// `GET /users/configuration`
pub(crate) fn configuration(me: &User) -> Reply {
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

/// `GET /users/{id}/tokens`: personal access tokens only: those of the code grant stay hidden.
pub(crate) fn tokens(context: &Context<'_>, user: &User) -> Reply {
    let personal = context.world.personal_access_client();
    let theirs = |token: &&AccessToken| {
        token.user == Some(user.id) && token.client == personal && !token.revoked
    };
    let tokens = context.world.access_tokens.values().filter(theirs);
    collection(context, tokens.collect(), TokenRecord::new)
}

/// `POST /users/{id}/tokens`
pub(crate) fn create_token(context: &mut Context<'_>, user: &User) -> Reply {
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

/// `/users/{id}/tokens/{token_id}`, for tokens of every kind.
pub(crate) fn token(context: &mut Context<'_>, method: &str, user: &User, id: &str) -> Reply {
    let token = context.world.access_tokens.get(id);
    let token = token.filter(|token| token.user == Some(user.id)).cloned();
    match (method, token) {
        ("DELETE", Some(token)) => delete_token(context, &token),
        ("DELETE", None) => not_found(),
        (_, Some(token)) => Reply::json(200, &TokenRecord::new(&token)),
        (_, None) => Reply::json(404, &[(); 0]),
    }
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
