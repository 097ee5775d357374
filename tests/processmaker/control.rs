//! `/_stand-in/…`: what the demo offers to scripts over HTTP, on a loopback
//! address like all of the server.
//!
//! | request | effect |
//! |---|---|
//! | `GET client` | id, secret, name and redirects of Latchkey |
//! | `POST client` `redirect=…` `secret=…` `also=password\|personal-access` | registers Latchkey otherwise |
//! | `POST password-grant` `is=absent\|offered` | forgets the password grant, as 4.14.0 did |
//! | `POST docs` `are=open\|elsewhere\|closed` | who reads `/docs`, and where its server is |
//! | `GET requests` | the paths and statuses so far |
//! | `GET canaries` | every secret that was sent or issued so far, with its kind |
//! | `POST clock` `advance=<seconds>` | moves the server's time |
//! | `POST fault` `endpoint=token\|authorize\|api\|any` `fault=<name>` `retry_after=…` | spoils the next request |
//! | `POST revoke` `username=…` | revokes all tokens of a user |
//! | `POST passwords` `are=…` | gives everybody another password |
//! | `POST sessions` | signs every browser out |
//! | `POST reset` | no faults, the machine's time |

use std::time::Duration;

use serde::Serialize;

use crate::client::GrantKind;
use crate::faults::{Endpoint, Fault};
use crate::product::Registration;
use crate::reply::Reply;
use crate::request::Request;
use crate::seed::LATCHKEY;
use crate::server::Instance;
use crate::settings::{Docs, PasswordGrant};

pub(crate) const PREFIX: &str = "/_stand-in/";

pub(crate) fn answer(instance: &Instance, request: &Request) -> Reply {
    let name = request.path.strip_prefix(PREFIX).unwrap_or_default();
    let done = match (request.method.as_str(), name) {
        ("GET", "client") => return client(instance),
        ("GET", "requests") => return requests(instance),
        ("GET", "canaries") => return Reply::json(200, &instance.canaries.all()),
        ("POST", "client") => register(instance, request),
        ("POST", "clock") => advance(instance, request),
        ("POST", "fault") => spoil(instance, request),
        ("POST", "password-grant") => offer_password_grant(instance, request),
        ("POST", "docs") => show_docs(instance, request),
        ("POST", "revoke") => revoke(instance, request),
        ("POST", "passwords") => change_passwords(instance, request),
        ("POST", "sessions") => {
            instance.with_product(|product| product.end_sessions());
            Some(())
        }
        ("POST", "reset") => {
            instance.faults.clear();
            instance.clock.reset();
            Some(())
        }
        _ => return Reply::error(404, "Not Found"),
    };
    match done {
        Some(()) => Reply::uncached(204),
        None => Reply::error(422, "a field is missing or wrong"),
    }
}

fn client(instance: &Instance) -> Reply {
    #[derive(Serialize)]
    struct Registered {
        client_id: String,
        client_secret: String,
        name: String,
        redirect: String,
    }
    match instance.with_product(|product| product.registration()) {
        Some(Registration { client_id, client_secret, name, redirect }) => {
            Reply::json(200, &Registered { client_id, client_secret, name, redirect })
        }
        None => Reply::error(404, "Not Found"),
    }
}

fn register(instance: &Instance, request: &Request) -> Option<()> {
    let (redirect, secret) = (request.input("redirect"), request.input("secret"));
    if let Some(also) = request.input("also") {
        tick(instance, also)?;
    }
    instance.with_product(|product| product.register(redirect, secret))
}

/// Ticks another box of Latchkey's form, which ProcessMaker 3 does not have.
fn tick(instance: &Instance, name: &str) -> Option<()> {
    let kind = match name {
        "password" => GrantKind::Password,
        "personal-access" => GrantKind::PersonalAccess,
        _ => return None,
    };
    let mut world = instance.passport()?;
    world.clients.get_mut(&LATCHKEY)?.grants.push(kind);
    Some(())
}

fn offer_password_grant(instance: &Instance, request: &Request) -> Option<()> {
    let grant = match request.input("is")? {
        "offered" => PasswordGrant::Offered,
        "absent" => PasswordGrant::Absent,
        _ => return None,
    };
    instance.passport()?.password_grant = grant;
    Some(())
}

fn show_docs(instance: &Instance, request: &Request) -> Option<()> {
    let docs = match request.input("are")? {
        "open" => Docs::Open,
        "elsewhere" => Docs::Elsewhere,
        "closed" => Docs::Closed,
        _ => return None,
    };
    instance.passport()?.docs = docs;
    Some(())
}

fn requests(instance: &Instance) -> Reply {
    #[derive(Serialize)]
    struct Seen {
        method: String,
        path: String,
        status: Option<u16>,
        grant_type: Option<String>,
    }
    let seen = instance.requests.all().into_iter().map(|request| Seen {
        grant_type: request.field("grant_type").map(str::to_owned),
        method: request.method,
        path: request.path,
        status: request.status,
    });
    Reply::json(200, &seen.collect::<Vec<_>>())
}

fn advance(instance: &Instance, request: &Request) -> Option<()> {
    let seconds: i64 = request.input("advance")?.parse().ok()?;
    let distance = Duration::from_secs(seconds.unsigned_abs());
    match seconds {
        0.. => instance.clock.advance(distance),
        _ => instance.clock.rewind(distance),
    }
    Some(())
}

fn spoil(instance: &Instance, request: &Request) -> Option<()> {
    let endpoint = match request.input("endpoint")? {
        "token" => Endpoint::Token,
        "authorize" => Endpoint::Authorize,
        "api" => Endpoint::Api,
        "any" => Endpoint::Any,
        _ => return None,
    };
    let retry_after = request.input("retry_after").unwrap_or("60");
    let fault = match request.input("fault")? {
        "too-many-requests" => Fault::too_many_requests(retry_after),
        "maintenance" => Fault::maintenance(retry_after),
        "server-error" => Fault::server_error(),
        "html" => Fault::html(200),
        "dropped" => Fault::dropped(),
        "lost-answer" => Fault::lost_answer(),
        _ => return None,
    };
    instance.faults.next(endpoint, fault);
    Some(())
}

fn revoke(instance: &Instance, request: &Request) -> Option<()> {
    let username = request.input("username")?;
    instance.with_product(|product| product.revoke_tokens_of(username))
}

fn change_passwords(instance: &Instance, request: &Request) -> Option<()> {
    let password = request.input("are")?;
    instance.with_product(|product| product.change_passwords(password));
    Some(())
}
