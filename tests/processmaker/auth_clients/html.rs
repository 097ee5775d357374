//! What the pages about clients look like.

use crate::client::{Client, GrantKind};
use crate::league::League;
use crate::pages::{broad_page, copy_button, field, narrow_page};
use crate::php::html;
use crate::validation::Errors;

use super::page::Flash;
use super::{BOXES, Form};

/// Which of its two uses the form has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Heading {
    Create,
    Edit,
}

/// The list. ProcessMaker 4 shows the secrets at any time, 2026 one only, right
/// after the client was made.
pub(crate) fn list(clients: &[&Client], league: League, flash: Option<&Flash>) -> String {
    let kept = |client: &Client| league.kept_secret(&client.secret).map(str::to_owned);
    let with_secrets = clients.iter().any(|client| kept(client).is_some());
    let notice = flash.map(|flash| notice(flash, clients, league)).unwrap_or_default();
    let rows: String = clients.iter().map(|client| row(client, kept(client))).collect();
    let secret = if with_secrets { "<th scope=\"col\">Client Secret</th>" } else { "" };
    broad_page(
        "Auth Clients - ProcessMaker",
        "Auth Clients",
        &format!(
            "{notice}<p><a class=\"button\" href=\"/admin/auth-clients/create\">+ Auth Client</a></p>\
             <table><thead><tr><th scope=\"col\">Client ID</th><th scope=\"col\">Name</th>\
             <th scope=\"col\">Redirect</th><th scope=\"col\">Types</th>{secret}<td></td></tr></thead>\
             <tbody>{rows}</tbody></table>"
        ),
    )
}

fn notice(flash: &Flash, clients: &[&Client], league: League) -> String {
    let text = match flash {
        Flash::Created(_) => "The auth client was created.",
        Flash::Saved => "The auth client was saved.",
        Flash::Deleted => "The auth client was deleted.",
        Flash::Refused(..) => return String::new(),
    };
    let created = match flash {
        Flash::Created(id) => clients.iter().find(|client| client.id == *id),
        Flash::Saved | Flash::Deleted | Flash::Refused(..) => None,
    };
    let only_now = created.filter(|client| league.kept_secret(&client.secret).is_none());
    let secret = only_now.map(|client| only_chance(client)).unwrap_or_default();
    format!("<div class=\"note\" role=\"status\"><p>{text}</p>{secret}</div>")
}

fn only_chance(client: &Client) -> String {
    format!(
        "<p>Copy the secret of client {id} now: it is not shown again.</p>\
         <label for=\"secret\">Client Secret</label>\
         <input id=\"secret\" value=\"{secret}\" readonly>{copy}",
        id = client.id,
        secret = html(&client.secret),
        copy = copy_button("Copy Client Secret To Clipboard", &client.secret),
    )
}

fn row(client: &Client, secret: Option<String>) -> String {
    let (id, name) = (client.id, html(&client.name));
    let ticked = BOXES.into_iter().filter(|(_, kind)| client.allows(*kind));
    let types = ticked.map(|(name, _)| name).collect::<Vec<_>>().join(", ");
    let redirect: String = client.redirect.chars().take(20).collect();
    let dots = if redirect == client.redirect { "" } else { "..." };
    let secret = secret.map(|secret| {
        let start: String = secret.chars().take(10).collect();
        let copy = copy_button("Copy Client Secret To Clipboard", &secret);
        format!("<td>{copy} {}...</td>", html(&start))
    });
    format!(
        "<tr><td>{id}</td><th scope=\"row\">{name}</th><td title=\"{whole}\">{start}{dots}</td>\
         <td>{types}</td>{secret}<td><a href=\"/admin/auth-clients/{id}/edit\" \
         aria-label=\"Edit {name}\">Edit</a><details><summary aria-label=\"Remove {name}\">Remove\
         </summary><form method=\"post\" action=\"/admin/auth-clients/{id}\">\
         <input type=\"hidden\" name=\"_method\" value=\"DELETE\">\
         <p>Are you sure you want to delete the auth client {name}?</p>\
         <button type=\"submit\">Confirm</button></form></details></td></tr>",
        whole = html(&client.redirect),
        start = html(&redirect),
        secret = secret.unwrap_or_default(),
    )
}

/// The form. Its field for the redirect shows once the first box is ticked.
pub(crate) fn form(heading: Heading, action: &str, form: &Form, errors: &Errors) -> String {
    let (heading, method) = match heading {
        Heading::Create => ("Create Auth-Client", ""),
        Heading::Edit => {
            ("Edit Auth Client", "<input type=\"hidden\" name=\"_method\" value=\"PUT\">")
        }
    };
    let tick = |kind: GrantKind| tick(kind, form.ticked.contains(&kind).then_some(" checked"));
    let name = field("name", "Name", &form.name, Some("Name must be unique"), errors);
    let redirect = field("redirect", "Redirect URL", &form.redirect, None, errors);
    let types = errors.first("types").map(|error| {
        format!("<p class=\"wrong\" id=\"types-error\" role=\"alert\">{}</p>", html(error))
    });
    narrow_page(
        &format!("{heading} - ProcessMaker"),
        heading,
        &format!(
            "<form method=\"post\" action=\"{action}\" class=\"client\">{method}{name}\
             {code}<div class=\"redirect\">{redirect}</div>{password}{personal}{types}\
             <div class=\"buttons\"><button type=\"submit\">Save</button>\
             <a class=\"button plain\" href=\"/admin/auth-clients\">Cancel</a></div></form>",
            action = html(action),
            code = tick(GrantKind::AuthorizationCode),
            password = tick(GrantKind::Password),
            personal = tick(GrantKind::PersonalAccess),
            types = types.unwrap_or_default(),
        ),
    )
}

/// A box with its label.
fn tick(kind: GrantKind, checked: Option<&str>) -> String {
    let label = match kind {
        GrantKind::AuthorizationCode => "Enable Authorization Code Grant",
        GrantKind::Password => "Enable Password Grant",
        GrantKind::PersonalAccess => "Enable Personal Access Tokens",
    };
    let (name, _) = BOXES.into_iter().find(|(_, other)| *other == kind).expect("every kind is one");
    format!(
        "<p class=\"tick\"><input type=\"checkbox\" id=\"{name}\" name=\"types[]\" value=\"{name}\"{}>\
         <label for=\"{name}\">{label}</label></p>",
        checked.unwrap_or_default(),
    )
}
