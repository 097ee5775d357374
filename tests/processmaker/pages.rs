//! The few pages that a person sees: plain HTML, nothing from elsewhere.

use crate::php::html;
use crate::seed::DEMO_PASSWORD;
use crate::user::User;
use crate::validation::Errors;

const STYLE: &str = "
:root { color-scheme: light; --ink: #1f2a37; --quiet: #5b6b7e; --line: #d9e0e8; --blue: #0b6fc2; --ground: #eef2f6 }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-content: center; justify-items: center; gap: 1.5rem;
  padding: 2rem 1rem; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Open Sans', sans-serif }
.brand { display: flex; align-items: center; gap: .6rem; font-size: 1.5rem; letter-spacing: -.01em; color: #17324d }
.brand b { font-weight: 700 } .brand span { font-weight: 300 }
main { width: min(26rem, calc(100vw - 2rem)); background: #fff; border: 1px solid var(--line); border-radius: 6px;
  box-shadow: 0 1px 3px rgb(23 50 77 / .08), 0 8px 24px rgb(23 50 77 / .06); overflow: hidden }
main.broad { width: min(68rem, calc(100vw - 2rem)) }
main > h1 { margin: 0; padding: .9rem 1.5rem; font-size: 1.05rem; font-weight: 600;
  border-bottom: 1px solid var(--line); background: #f7f9fb }
.inside { padding: 1.5rem } .inside > :first-child { margin-top: 0 } .inside > :last-child { margin-bottom: 0 }
label { display: block; margin: 0 0 .35rem; font-weight: 600; font-size: .9rem }
input:not([type=hidden], [type=checkbox]) { width: 100%; margin: 0 0 1rem; padding: .55rem .7rem; font: inherit; color: inherit;
  border: 1px solid #b9c5d1; border-radius: 4px; background: #fff }
button, .button { padding: .55rem 1.1rem; font: inherit; font-weight: 600; border-radius: 4px; border: 1px solid var(--blue);
  background: var(--blue); color: #fff; cursor: pointer }
.button { display: inline-block; text-decoration: none }
button:hover, .button:hover { filter: brightness(.94) } .wide { width: 100% }
.plain { background: #fff; color: var(--quiet); border-color: #b9c5d1 }
input:focus-visible, button:focus-visible, a:focus-visible { outline: 3px solid #8cc4f3; outline-offset: 1px }
.buttons { display: flex; justify-content: flex-start; gap: .6rem; flex-direction: row-reverse; margin-top: 1.5rem }
.note { margin: 0 0 1.25rem; padding: .7rem .9rem; border-radius: 4px; font-size: .9rem;
  background: #e8f3fd; border: 1px solid #b7dbf8; color: #124a7c }
.note.bad { background: #fdecec; border-color: #f5c2c2; color: #8b1f1f }
.note > :first-child { margin-top: 0 } .note > :last-child { margin-bottom: 0 }
.quiet { color: var(--quiet); font-size: .9rem }
.hint, .wrong { margin: -.75rem 0 1rem; font-size: .9rem } .hint { color: var(--quiet) } .wrong { color: #8b1f1f }
.tick { display: flex; align-items: center; gap: .5rem; margin: 0 0 .6rem } .tick label { margin: 0; font-weight: 400 }
.tick ~ .wrong { margin-top: 0 }
form:has(#authorization_code_grant:not(:checked)) .redirect { display: none }
table { width: 100%; border-collapse: collapse; font-size: .9rem }
th, td { padding: .5rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line) }
td { overflow-wrap: anywhere } thead th, summary { white-space: nowrap }
td button { padding: .1rem .5rem; font-size: .8rem } tbody th { font-weight: 400 } summary { cursor: pointer }
";

/// A drawn mark and the word.
const BRAND: &str = "<div class=\"brand\"><svg width=\"34\" height=\"34\" viewBox=\"0 0 34 34\" aria-hidden=\"true\">\
    <rect width=\"34\" height=\"34\" rx=\"8\" fill=\"#0b6fc2\"/>\
    <circle cx=\"11\" cy=\"11\" r=\"3.5\" fill=\"#fff\"/><circle cx=\"23\" cy=\"23\" r=\"3.5\" fill=\"#fff\"/>\
    <path d=\"M11 11v7a5 5 0 0 0 5 5h7\" fill=\"none\" stroke=\"#fff\" stroke-width=\"2.5\"/></svg>\
    <div><b>Process</b><span>Maker</span></div></div>";

/// Where a login form goes, and the names of its fields.
pub(crate) struct LoginForm<'a> {
    pub(crate) action: &'a str,
    pub(crate) username: &'a str,
    pub(crate) password: &'a str,
    /// A field that the person does not see.
    pub(crate) hidden: Option<(&'a str, &'a str)>,
}

/// The login page, with what went wrong last and whom the demo suggests.
pub(crate) fn login(form: &LoginForm<'_>, error: Option<&str>, suggested: Option<&str>) -> String {
    let hidden = form.hidden.map(|(name, value)| {
        format!("<input type=\"hidden\" name=\"{}\" value=\"{}\">", html(name), html(value))
    });
    let error =
        error.map(|error| format!("<p class=\"note bad\" role=\"alert\">{}</p>", html(error)));
    let hint = suggested.map(|user| {
        format!(
            "<p class=\"note\">Demo: sign in as <b>{0}</b> with the password <b>{1}</b>, \
             or as <b>admin</b> to register clients</p>",
            html(user),
            html(DEMO_PASSWORD)
        )
    });
    let focus = |field_is_next: bool| if field_is_next { " autofocus" } else { "" };
    page(
        "Login - ProcessMaker",
        &format!(
            "<main><div class=\"inside\">{hint}{error}<form method=\"post\" action=\"{action}\">{hidden}\
             <label for=\"username\">Username</label>\
             <input id=\"username\" name=\"{username}\" value=\"{user}\" autocomplete=\"username\" required{first}>\
             <label for=\"password\">Password</label>\
             <input id=\"password\" name=\"{password}\" type=\"password\" autocomplete=\"current-password\" \
             required{second}>\
             <button class=\"wide\" type=\"submit\">Log In</button></form></div></main>",
            hint = hint.unwrap_or_default(),
            error = error.unwrap_or_default(),
            action = html(form.action),
            hidden = hidden.unwrap_or_default(),
            username = html(form.username),
            password = html(form.password),
            user = html(suggested.unwrap_or_default()),
            first = focus(suggested.is_none()),
            second = focus(suggested.is_some()),
        ),
    )
}

/// What the consent page says and sends back.
#[derive(Debug)]
pub(crate) struct Consent<'a> {
    pub(crate) client: &'a str,
    pub(crate) client_id: u64,
    pub(crate) fullname: &'a str,
    pub(crate) state: &'a str,
    pub(crate) auth_token: &'a str,
}

pub(crate) fn consent(consent: &Consent<'_>) -> String {
    let hidden = format!(
        "<input type=\"hidden\" name=\"state\" value=\"{}\">\
         <input type=\"hidden\" name=\"client_id\" value=\"{}\">\
         <input type=\"hidden\" name=\"auth_token\" value=\"{}\">",
        html(consent.state),
        consent.client_id,
        html(consent.auth_token),
    );
    page(
        "ProcessMaker - Authorization",
        &format!(
            "<main><h1>Authorization Request</h1><div class=\"inside\">\
             <p><strong>{client}</strong> is requesting permission to access your account.</p>\
             <p class=\"quiet\">Signed in as {fullname}.</p><div class=\"buttons\">\
             <form method=\"post\" action=\"/oauth/authorize\">{hidden}\
             <button type=\"submit\">Authorize</button></form>\
             <form method=\"post\" action=\"/oauth/authorize\">\
             <input type=\"hidden\" name=\"_method\" value=\"DELETE\">{hidden}\
             <button class=\"plain\" type=\"submit\">Cancel</button></form></div></div></main>",
            client = html(consent.client),
            fullname = html(consent.fullname),
        ),
    )
}

/// Where somebody lands who signed in without being on the way anywhere.
pub(crate) fn inbox(user: &User) -> String {
    let administration = match user.is_administrator {
        true => "<p><a href=\"/admin/auth-clients\">Auth Clients</a></p>",
        false => "",
    };
    narrow_page(
        "Inbox - ProcessMaker",
        "Inbox",
        &format!(
            "<p>Signed in as <strong>{}</strong>.</p>{administration}\
             <p class=\"quiet\">No tasks are waiting. <a href=\"/logout\">Log Out</a></p>",
            html(&user.fullname())
        ),
    )
}

/// A field with its label, and perhaps a hint and what is wrong with it.
pub(crate) fn field(
    name: &str,
    label: &str,
    value: &str,
    hint: Option<&str>,
    errors: &Errors,
) -> String {
    let error = errors.first(name);
    let invalid =
        error.map(|_| format!(" aria-invalid=\"true\" aria-describedby=\"{name}-error\""));
    let error = error.map(|error| {
        let error = html(error);
        format!("<p class=\"wrong\" id=\"{name}-error\" role=\"alert\">{error}</p>")
    });
    let hint = hint.map(|hint| format!("<p class=\"hint\">{}</p>", html(hint)));
    format!(
        "<label for=\"{name}\">{}</label>\
         <input id=\"{name}\" name=\"{name}\" value=\"{}\" autocomplete=\"off\"{}>{}{}",
        html(label),
        html(value),
        invalid.unwrap_or_default(),
        error.unwrap_or_default(),
        hint.unwrap_or_default(),
    )
}

/// A button that puts a text on the clipboard.
pub(crate) fn copy_button(label: &str, text: &str) -> String {
    format!(
        "<button type=\"button\" class=\"plain\" title=\"{label}\" aria-label=\"{label}\" \
         data-text=\"{}\" onclick=\"navigator.clipboard.writeText(this.dataset.text)\">Copy</button>",
        html(text),
        label = html(label),
    )
}

/// A page with one card.
pub(crate) fn narrow_page(title: &str, heading: &str, content: &str) -> String {
    card("", title, heading, content)
}

/// A page with a table on its card.
pub(crate) fn broad_page(title: &str, heading: &str, content: &str) -> String {
    card(" class=\"broad\"", title, heading, content)
}

fn card(class: &str, title: &str, heading: &str, content: &str) -> String {
    let content =
        format!("<main{class}><h1>{heading}</h1><div class=\"inside\">{content}</div></main>");
    page(title, &content)
}

/// Laravel's page for an exception.
pub(crate) fn error(status: u16, message: &str) -> String {
    page(
        &html(message),
        &format!(
            "<main><h1>{status}</h1><div class=\"inside\"><p>{}</p></div></main>",
            html(message)
        ),
    )
}

/// The frame of every page.
pub(crate) fn page(title: &str, content: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title}</title><style>{STYLE}</style></head><body>{BRAND}{content}</body></html>\n"
    )
}
