//! The pages that a person sees, in the frame of the later generations.

use crate::pages::page;
use crate::php::html;

/// Asks for a consent. The form goes where the question came from, and only the
/// button for no adds a field.
pub(crate) fn consent(application: &str, fullname: &str, action: &str) -> String {
    let (application, fullname, action) = (html(application), html(fullname), html(action));
    page(
        "ProcessMaker - Authorization",
        &format!(
            "<main><h1>Authorization Request</h1><div class=\"inside\">\
             <p>The application <strong>{application}</strong> would like to access your account.</p>\
             <p class=\"quiet\">Signed in as {fullname}.</p><div class=\"buttons\">\
             <form method=\"post\" action=\"{action}\"><button type=\"submit\">Accept</button></form>\
             <form method=\"post\" action=\"{action}\">\
             <input type=\"hidden\" name=\"cancel\" value=\"Deny\">\
             <button class=\"plain\" type=\"submit\">Deny</button></form></div></div></main>"
        ),
    )
}

/// Where somebody lands who signed in without being on the way anywhere.
pub(crate) fn home(fullname: &str) -> String {
    let fullname = html(fullname);
    page(
        "ProcessMaker",
        &format!(
            "<main><h1>Inbox</h1><div class=\"inside\"><p>Signed in as <strong>{fullname}</strong>.</p>\
             <p class=\"quiet\">No cases are waiting.</p></div></main>"
        ),
    )
}

/// Where somebody may not go.
pub(crate) fn forbidden() -> String {
    page("403", "<main><h1>403</h1><div class=\"inside\"><p>Forbidden</p></div></main>")
}

/// What has no other page.
pub(crate) fn not_found() -> String {
    page("404", "<main><h1>404</h1><div class=\"inside\"><p>Not Found</p></div></main>")
}
