//! `/sys{workspace}/…/oauth2/applications`: the page on which an administrator
//! registers applications.
//!
//! ProcessMaker's page is a program in a frame. This one has its four fields in
//! plain forms; of them only the name is asked for, and nothing is looked at:
//! not even a redirect is refused.

use crate::pages::{broad_page, copy_button, field, narrow_page};
use crate::php::html;
use crate::reply::Reply;
use crate::validation::Errors;

use super::pages;
use super::router::Context;
use super::session;
use super::world::Application;

/// The pages, by their addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Route {
    /// `…/oauth2/applications`
    List,
    /// `…/oauth2/applications/new`
    New,
    /// `…/oauth2/applications/{client_id}`
    Application(String),
    /// `…/oauth2/applications/{client_id}/delete`
    Delete(String),
}

impl Route {
    /// The route of a path below `…/oauth2/applications`.
    pub(crate) fn parse(segments: &[&str]) -> Option<Self> {
        match segments {
            [] => Some(Self::List),
            ["new"] => Some(Self::New),
            [id] => Some(Self::Application((*id).to_owned())),
            [id, "delete"] => Some(Self::Delete((*id).to_owned())),
            _ => None,
        }
    }
}

pub(crate) fn answer(context: &mut Context<'_>, method: &str, route: &Route) -> Reply {
    let list = list_path(context);
    let Some(uid) = session::signed_in(context) else {
        return session::sign_in_first(context, &context.url(&context.request.path));
    };
    if !context.world.users.get(&uid).is_some_and(super::User::is_administrator) {
        return Reply::page(403, pages::forbidden());
    }
    match (method, route) {
        ("GET", Route::List) => Reply::page(200, list_page(context, &list)),
        ("GET", Route::New) => {
            Reply::page(200, form("Create Application", &list, &Fields::default(), None))
        }
        ("POST", Route::List) => register(context, &list),
        (_, Route::Application(id)) => application(context, method, &list, id),
        ("POST", Route::Delete(id)) => {
            context.world.applications.remove(id);
            Reply::redirect(&context.url(&list))
        }
        (_, Route::List | Route::New | Route::Delete(_)) => Reply::page(404, pages::not_found()),
    }
}

fn list_path(context: &Context<'_>) -> String {
    session::page_path(&context.world.workspace, "oauth2/applications")
}

/// What the form holds.
#[derive(Debug, Default)]
struct Fields {
    name: String,
    description: String,
    website: String,
    callback_url: String,
}

impl Fields {
    fn sent(context: &Context<'_>) -> Self {
        let text = |name| context.request.input(name).unwrap_or_default().to_owned();
        Self {
            name: text("name"),
            description: text("description"),
            website: text("website"),
            callback_url: text("callback_url"),
        }
    }

    fn of(application: &Application) -> Self {
        Self {
            name: application.name.clone(),
            description: application.description.clone(),
            website: application.website.clone(),
            callback_url: application.callback_url.clone(),
        }
    }

    fn fill(self, application: &mut Application) {
        application.name = self.name;
        application.description = self.description;
        application.website = self.website;
        application.callback_url = self.callback_url;
    }
}

fn register(context: &mut Context<'_>, list: &str) -> Reply {
    let fields = Fields::sent(context);
    if fields.name.is_empty() {
        return nameless("Create Application", list, &fields);
    }
    let id = context.world.add_application(&fields.name, &fields.callback_url).client_id;
    if let Some(application) = context.world.applications.get_mut(&id) {
        fields.fill(application);
    }
    Reply::redirect(&context.url(list))
}

fn application(context: &mut Context<'_>, method: &str, list: &str, id: &str) -> Reply {
    let action = format!("{list}/{id}");
    let sent = Fields::sent(context);
    let Some(application) = context.world.applications.get_mut(id) else {
        return Reply::page(404, pages::not_found());
    };
    match method {
        "GET" => {
            Reply::page(200, form("Edit Application", &action, &Fields::of(application), None))
        }
        "POST" if sent.name.is_empty() => nameless("Edit Application", &action, &sent),
        "POST" => {
            sent.fill(application);
            Reply::redirect(&context.url(list))
        }
        _ => Reply::page(404, pages::not_found()),
    }
}

fn nameless(heading: &str, action: &str, fields: &Fields) -> Reply {
    Reply::page(200, form(heading, action, fields, Some("This field is required")))
}

fn list_page(context: &Context<'_>, list: &str) -> String {
    let rows: String =
        context.world.applications.values().map(|application| row(application, list)).collect();
    broad_page(
        "OAuth 2.0 Applications - ProcessMaker",
        "OAuth 2.0 Applications",
        &format!(
            "<p><a class=\"button\" href=\"{list}/new\">New</a></p><table><thead><tr>\
             <th scope=\"col\">Name</th><th scope=\"col\">Client ID</th>\
             <th scope=\"col\">Client Secret</th><th scope=\"col\">Callback URL</th><td></td></tr>\
             </thead><tbody>{rows}</tbody></table>",
            list = html(list),
        ),
    )
}

fn row(application: &Application, list: &str) -> String {
    let (id, name) = (html(&application.client_id), html(&application.name));
    format!(
        "<tr><th scope=\"row\">{name}</th><td>{id} {copy_id}</td><td>{secret} {copy_secret}</td>\
         <td>{callback_url}</td><td><a href=\"{list}/{id}\" aria-label=\"Edit {name}\">Edit</a>\
         <details><summary aria-label=\"Delete {name}\">Delete</summary>\
         <form method=\"post\" action=\"{list}/{id}/delete\">\
         <button type=\"submit\">Confirm</button></form></details></td></tr>",
        copy_id = copy_button("Copy Client ID", &application.client_id),
        secret = html(&application.client_secret),
        copy_secret = copy_button("Copy Client Secret", &application.client_secret),
        callback_url = html(&application.callback_url),
        list = html(list),
    )
}

fn form(heading: &str, action: &str, fields: &Fields, wrong_name: Option<&str>) -> String {
    let mut errors = Errors::none();
    if let Some(message) = wrong_name {
        errors.add("name", message.to_owned());
    }
    let text = |name, label, value: &str| field(name, label, value, None, &errors);
    narrow_page(
        &format!("{heading} - ProcessMaker"),
        heading,
        &format!(
            "<form method=\"post\" action=\"{}\">{}{}{}{}\
             <div class=\"buttons\"><button type=\"submit\">Save</button></div></form>",
            html(action),
            text("name", "Name", &fields.name),
            text("description", "Description", &fields.description),
            text("website", "Web Site", &fields.website),
            text("callback_url", "Callback URL", &fields.callback_url),
        ),
    )
}
