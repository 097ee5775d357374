//! `/oauth/clients`: what Admin → Auth Clients loads and sends. It replaces
//! Passport's own pages, and asks for a browser that is signed in as an
//! administrator.

use serde::Serialize;

use crate::client::{Client, GrantKind, NewClient};
use crate::reply::Reply;
use crate::router::Context;
use crate::session::{self, Session};

/// The boxes of the form, as they are sent.
const BOXES: [(&str, GrantKind); 3] = [
    ("authorization_code_grant", GrantKind::AuthorizationCode),
    ("personal_access_client", GrantKind::PersonalAccess),
    ("password_client", GrantKind::Password),
];

/// A client as the administration sees it.
#[derive(Serialize)]
struct Record {
    id: u64,
    name: String,
    secret: Option<String>,
    redirect: String,
    revoked: bool,
    types: Vec<&'static str>,
}

impl Record {
    fn new(client: Client, secret: Option<String>) -> Self {
        let ticked = BOXES.into_iter().filter(|(_, kind)| client.allows(*kind));
        Self {
            id: client.id,
            name: client.name.clone(),
            secret,
            revoked: client.revoked,
            types: ticked.map(|(name, _)| name).collect(),
            redirect: client.redirect,
        }
    }
}

/// `GET /oauth/clients`
pub(crate) fn list(context: &mut Context<'_>, session: &mut Session) -> Reply {
    #[derive(Serialize)]
    struct List {
        data: Vec<Record>,
    }
    for_administrators(context, session, |context| {
        let clients = context.world.clients.values().filter(|client| !client.revoked).cloned();
        let records = clients.map(|client| {
            let secret = context.world.league.kept_secret(&client.secret).map(str::to_owned);
            Record::new(client, secret)
        });
        Reply::json(200, &List { data: records.collect() })
    })
}

/// `POST /oauth/clients`: the one answer that shows the secret in every
/// generation.
pub(crate) fn create(context: &mut Context<'_>, session: &mut Session) -> Reply {
    for_administrators(context, session, |context| match new_client(context) {
        Ok(new) => {
            let client = context.world.add_client(new);
            let secret = client.secret.clone();
            Reply::json(201, &Record::new(client, Some(secret)))
        }
        Err((field, message)) => Reply::invalid(field, message),
    })
}

/// The form, or the field that is wrong and why.
fn new_client(context: &Context<'_>) -> Result<NewClient, (&'static str, &'static str)> {
    let request = context.request;
    let name = request.input("name").ok_or(("name", "The name field is required."))?;
    let ticked = |kind: &str| request.inputs("types[]").any(|ticked| ticked == kind);
    let grants: Vec<GrantKind> =
        BOXES.into_iter().filter(|(name, _)| ticked(name)).map(|(_, kind)| kind).collect();
    if grants.is_empty() {
        return Err(("types", "The types field is required."));
    }
    let redirect = match grants.contains(&GrantKind::AuthorizationCode) {
        true => redirect(request.input("redirect"))?,
        false => "",
    };
    Ok(NewClient::of(name, redirect, context.world.league.granted(grants)))
}

/// The rule `required|url|max:2000`.
fn redirect(given: Option<&str>) -> Result<&str, (&'static str, &'static str)> {
    let given = given.ok_or(("redirect", "The redirect field is required."))?;
    if given.len() > 2000 {
        return Err(("redirect", "The redirect field must not be greater than 2000 characters."));
    }
    match is_url(given) {
        true => Ok(given),
        false => Err(("redirect", "The redirect field must be a valid URL.")),
    }
}

/// Laravel's `url`: a scheme that it knows, two slashes, a host of two letters
/// or more, perhaps a port, and a path in which commas and colons may stand.
fn is_url(text: &str) -> bool {
    const SCHEMES: [&str; 13] = [
        "http", "https", "example", "git", "icon", "platform", "service", "session", "steam",
        "tag", "things", "tool", "xri",
    ];
    let Some((scheme, rest)) = text.split_once("://") else {
        return false;
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let (host, port) = match authority.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((host, port)) => (host, port),
        None => authority.split_at(authority.find(':').unwrap_or(authority.len())),
    };
    let digits =
        |port: &str| port.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok());
    let in_host = |byte: u8| byte.is_ascii_alphanumeric() || b".-:".contains(&byte);
    let in_path = |byte: u8| byte.is_ascii_graphic() && !b"[]<>\"\\^`{|}".contains(&byte);
    SCHEMES.contains(&scheme)
        && host.len() >= 2
        && host.bytes().all(in_host)
        && (port.is_empty() || digits(port))
        && path.bytes().all(in_path)
}

fn for_administrators(
    context: &mut Context<'_>,
    session: &mut Session,
    answer: impl FnOnce(&mut Context<'_>) -> Reply,
) -> Reply {
    let Some(id) = session.user else {
        return session::unauthenticated(context, session);
    };
    match context.world.users.get(&id).is_some_and(|user| user.is_administrator) {
        true => answer(context),
        false => Reply::trouble(403, "This action is unauthorized.", context.request.wants_json()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_form_takes_for_a_redirect() {
        for pass in [
            "http://127.0.0.1/callback",
            "http://127.0.0.1:53682/callback",
            "http://127.0.0.1",
            "http://[::1]/callback",
            "http://localhost:53682/callback",
            "https://localhost:53682/callback",
            "http://tauri.localhost/callback",
            "example://callback",
            "http://127.0.0.1/callback,http://localhost/callback",
            "http://127.0.0.1/callback,io.example.app:/callback",
            "http://127.0.0.1/callback/7,io.example.app://oauth/callback/7",
        ] {
            assert!(is_url(pass), "{pass}");
        }
        for fail in [
            "io.example.app://callback",
            "io.example.app:/callback",
            "myapp://callback",
            "tauri://localhost",
            "urn:ietf:wg:oauth:2.0:oob",
            "http://127.0.0.1:*/callback",
            "http://a",
            "http://127.0.0.1/callback, http://localhost/callback",
            "http://127.0.0.1,io.example.app:/x",
            "http://127.0.0.1/callback,http://[::1]/cb",
        ] {
            assert!(!is_url(fail), "{fail}");
        }
    }
}
