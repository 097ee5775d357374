//! `/admin/auth-clients`: the page with the list, and the form for one client.
//!
//! ProcessMaker's page is a program that shows the form in a dialog and talks to
//! `/oauth/clients`. This one has the same words, boxes and rules in plain forms,
//! which a person, and a test that fills in fields by their labels, use alike.

use crate::client::Client;
use crate::reply::Reply;
use crate::router::Context;
use crate::session::{self, Session};
use crate::validation::Errors;

use super::html::{self, Heading};
use super::{Form, change, for_administrators, register};

const LIST: &str = "/admin/auth-clients";

/// The pages, by their addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Route {
    /// `/admin/auth-clients`
    List,
    /// `/admin/auth-clients/create`
    Create,
    /// `/admin/auth-clients/{id}`, to which the form for one client goes.
    Client(u64),
    /// `/admin/auth-clients/{id}/edit`
    Edit(u64),
}

impl Route {
    /// The route of a path below `/admin/auth-clients`.
    pub(crate) fn parse(segments: &[&str]) -> Option<Self> {
        let number = |text: &str| text.parse::<u64>().ok();
        match segments {
            [] => Some(Self::List),
            ["create"] => Some(Self::Create),
            [id] => number(id).map(Self::Client),
            [id, "edit"] => number(id).map(Self::Edit),
            _ => None,
        }
    }

    pub(crate) fn methods(self) -> &'static [&'static str] {
        match self {
            Self::List => &["GET", "HEAD", "POST"],
            Self::Create | Self::Edit(_) => &["GET", "HEAD"],
            Self::Client(_) => &["GET", "HEAD", "PUT", "DELETE"],
        }
    }
}

/// What the next page says, once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Flash {
    /// This client was created.
    Created(u64),
    Saved,
    Deleted,
    /// The form comes back as it was filled in, with what is wrong.
    Refused(Form, Errors),
}

pub(crate) fn answer(
    context: &mut Context<'_>,
    session: &mut Session,
    method: &str,
    route: Route,
) -> Reply {
    for_administrators(context, session, |context, session| match (method, route) {
        ("POST", Route::List) => store(context, session),
        ("PUT", Route::Client(id)) => update(context, session, id),
        ("DELETE", Route::Client(id)) => destroy(context, session, id),
        (_, Route::List) => list(context, session),
        (_, Route::Create) => empty_form(session),
        (_, Route::Edit(id)) => filled_form(context, session, id),
        (_, Route::Client(_)) => session::unknown_page(context, session),
    })
}

fn list(context: &Context<'_>, session: &mut Session) -> Reply {
    let flash = session.flash.take();
    let clients: Vec<&Client> =
        context.world.clients.values().filter(|client| !client.revoked).collect();
    Reply::page(200, html::list(&clients, context.world.league, flash.as_ref()))
}

fn empty_form(session: &mut Session) -> Reply {
    let empty = || Form { name: String::new(), redirect: String::new(), ticked: Vec::new() };
    let (form, errors) = refused(session).unwrap_or_else(|| (empty(), Errors::none()));
    Reply::page(200, html::form(Heading::Create, LIST, &form, &errors))
}

fn filled_form(context: &Context<'_>, session: &mut Session, id: u64) -> Reply {
    let Some(client) = found(context, id) else {
        return session::unknown_page(context, session);
    };
    let registered = || Form {
        name: client.name.clone(),
        redirect: client.redirect.clone(),
        ticked: client.grants.clone(),
    };
    let (form, errors) = refused(session).unwrap_or_else(|| (registered(), Errors::none()));
    Reply::page(200, html::form(Heading::Edit, &format!("{LIST}/{id}"), &form, &errors))
}

fn store(context: &mut Context<'_>, session: &mut Session) -> Reply {
    match Form::checked(context.request) {
        Ok(form) => {
            let client = register(context, form);
            say(context, session, Flash::Created(client.id), LIST)
        }
        Err(errors) => refuse(context, session, errors, &format!("{LIST}/create")),
    }
}

fn update(context: &mut Context<'_>, session: &mut Session, id: u64) -> Reply {
    if found(context, id).is_none() {
        return session::unknown_page(context, session);
    }
    match Form::checked(context.request) {
        Ok(form) => {
            change(context, id, form);
            say(context, session, Flash::Saved, LIST)
        }
        Err(errors) => refuse(context, session, errors, &format!("{LIST}/{id}/edit")),
    }
}

fn destroy(context: &mut Context<'_>, session: &mut Session, id: u64) -> Reply {
    match context.world.revoke_client(id) {
        Some(()) => say(context, session, Flash::Deleted, LIST),
        None => session::unknown_page(context, session),
    }
}

/// Goes to a page that says so.
fn say(context: &Context<'_>, session: &mut Session, flash: Flash, path: &str) -> Reply {
    session.flash = Some(flash);
    Reply::redirect(&context.url(path))
}

fn refuse(context: &Context<'_>, session: &mut Session, errors: Errors, path: &str) -> Reply {
    say(context, session, Flash::Refused(Form::sent(context.request), errors), path)
}

fn refused(session: &mut Session) -> Option<(Form, Errors)> {
    match session.flash.take()? {
        Flash::Refused(form, errors) => Some((form, errors)),
        Flash::Created(_) | Flash::Saved | Flash::Deleted => None,
    }
}

fn found<'a>(context: &'a Context<'_>, id: u64) -> Option<&'a Client> {
    context.world.clients.get(&id).filter(|client| !client.revoked)
}
