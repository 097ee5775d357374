//! Registering clients, as Admin → Auth Clients does: the rules of its form, and
//! `/oauth/clients`, which the page loads and sends. It replaces Passport's own
//! pages, and asks for a browser that is signed in as an administrator.

pub(crate) mod page;

mod html;

use serde::Serialize;

use crate::client::{Client, GrantKind, NewClient};
use crate::php;
use crate::reply::Reply;
use crate::request::Request;
use crate::router::Context;
use crate::session::{self, Session};
use crate::validation::{Errors, Rule};

/// The boxes of the form, as they are sent.
const BOXES: [(&str, GrantKind); 3] = [
    ("authorization_code_grant", GrantKind::AuthorizationCode),
    ("personal_access_client", GrantKind::PersonalAccess),
    ("password_client", GrantKind::Password),
];

/// The form as it was filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) name: String,
    pub(crate) redirect: String,
    pub(crate) ticked: Vec<GrantKind>,
}

impl Form {
    /// What was sent, right or wrong.
    fn sent(request: &Request) -> Self {
        let text = |name| request.input(name).unwrap_or_default().to_owned();
        let ticked = |kind: &str| request.inputs("types[]").any(|ticked| ticked == kind);
        let ticked = BOXES.into_iter().filter(|(name, _)| ticked(name));
        Self {
            name: text("name"),
            redirect: text("redirect"),
            ticked: ticked.map(|(_, kind)| kind).collect(),
        }
    }

    /// What was sent, if ProcessMaker takes it. The redirect counts only where
    /// the first box is ticked; the rules see one address in it, though Passport
    /// splits it at its commas later.
    fn checked(request: &Request) -> Result<Self, Errors> {
        let mut form = Self::sent(request);
        let mut errors = Errors::none();
        errors.require("name", request.input("name"), &[Rule::Max(255)]);
        errors.require("types", request.inputs("types[]").next(), &[]);
        for (place, kind) in request.inputs("types[]").enumerate() {
            let field = format!("types.{place}");
            errors.require(&field, Some(kind), &[Rule::In(&BOXES.map(|(name, _)| name))]);
        }
        if form.ticked.contains(&GrantKind::AuthorizationCode) {
            let rules = [Rule::Url, Rule::Max(2000)];
            errors.require("redirect", request.input("redirect"), &rules);
        } else {
            form.redirect.clear();
        }
        errors.or(form)
    }
}

/// A client as the administration sees it.
#[derive(Serialize)]
struct Record {
    id: u64,
    name: String,
    secret: Option<String>,
    redirect: String,
    revoked: bool,
    types: Vec<&'static str>,
    created_at: String,
    updated_at: String,
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
            created_at: php::timestamp(client.created),
            updated_at: php::timestamp(client.updated),
            redirect: client.redirect,
        }
    }
}

/// A client with its secret, where that is still shown.
fn known(context: &Context<'_>, client: Client) -> Record {
    let secret = context.world.league.kept_secret(&client.secret).map(str::to_owned);
    Record::new(client, secret)
}

/// `GET /oauth/clients`
pub(crate) fn list(context: &mut Context<'_>, session: &mut Session) -> Reply {
    #[derive(Serialize)]
    struct List {
        data: Vec<Record>,
    }
    for_administrators(context, session, |context, _| {
        let clients = context.world.clients.values().filter(|client| !client.revoked).cloned();
        let data = clients.map(|client| known(context, client)).collect();
        Reply::json(200, &List { data })
    })
}

/// `POST /oauth/clients`: the one answer that shows the secret in every
/// generation.
pub(crate) fn create(context: &mut Context<'_>, session: &mut Session) -> Reply {
    for_administrators(context, session, |context, _| match Form::checked(context.request) {
        Ok(form) => {
            let client = register(context, form);
            let secret = client.secret.clone();
            Reply::json(201, &Record::new(client, Some(secret)))
        }
        Err(errors) => errors.reply(),
    })
}

/// `GET /oauth/clients/{id}`
pub(crate) fn show(context: &mut Context<'_>, session: &mut Session, id: u64) -> Reply {
    for_administrators(context, session, |context, _| match context.world.clients.get(&id) {
        Some(client) => Reply::json(200, &known(context, client.clone())),
        None => Reply::uncached(404),
    })
}

/// `PUT /oauth/clients/{id}`
pub(crate) fn update(context: &mut Context<'_>, session: &mut Session, id: u64) -> Reply {
    for_administrators(context, session, |context, _| {
        if !context.world.clients.contains_key(&id) {
            return Reply::uncached(404);
        }
        match Form::checked(context.request) {
            Ok(form) => {
                let client = change(context, id, form);
                Reply::json(200, &known(context, client))
            }
            Err(errors) => errors.reply(),
        }
    })
}

/// `DELETE /oauth/clients/{id}`
pub(crate) fn delete(context: &mut Context<'_>, session: &mut Session, id: u64) -> Reply {
    for_administrators(context, session, |context, _| match context.world.revoke_client(id) {
        Some(()) => Reply::uncached(204),
        None => Reply::uncached(404),
    })
}

fn register(context: &mut Context<'_>, form: Form) -> Client {
    let grants = context.world.league.granted(form.ticked);
    let new = NewClient::of(&form.name, &form.redirect, grants);
    context.world.add_client(new, context.now)
}

/// Changes what the form shows; the secret stays.
fn change(context: &mut Context<'_>, id: u64, form: Form) -> Client {
    let grants = context.world.league.granted(form.ticked);
    let client = context.world.clients.get_mut(&id).expect("the caller has found it");
    client.name = form.name;
    client.redirect = form.redirect;
    client.grants = grants;
    client.updated = context.now;
    client.clone()
}

/// Somebody else is told so, and a guest signs in first.
fn for_administrators(
    context: &mut Context<'_>,
    session: &mut Session,
    answer: impl FnOnce(&mut Context<'_>, &mut Session) -> Reply,
) -> Reply {
    let Some(id) = session.user else {
        return session::unauthenticated(context, session);
    };
    match context.world.users.get(&id).is_some_and(|user| user.is_administrator) {
        true => answer(context, session),
        false => Reply::trouble(403, "This action is unauthorized.", context.request.wants_json()),
    }
}
