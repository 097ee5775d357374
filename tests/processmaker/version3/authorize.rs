//! `/{workspace}/oauth2/authorize`: asking a person, and their answer.
//!
//! The question looks at nothing but the application; the redirect is looked at
//! when the answer comes back, so that a wrong one is found out only then.

use crate::error::append;
use crate::php;
use crate::reply::Reply;

use super::error::{OAuthError, restler};
use super::pages;
use super::router::Context;
use super::session;
use super::token::is_known;
use super::world::Grantee;

/// `GET`: a guest signs in first, and everybody is asked every time.
pub(crate) fn ask(context: &Context<'_>) -> Reply {
    let action = own_address(context);
    let Some(uid) = session::signed_in(context) else {
        return session::sign_in_first(context, &context.url(&action));
    };
    let query = &context.request.query;
    let missing = |parameter: &str| {
        let message = format!("Invalid request. The '{parameter}' parameter is missing!");
        restler(400, Some(&message))
    };
    let Some(client_id) = query.get("client_id") else {
        return missing("client_id");
    };
    if query.get("response_type").is_none() {
        return missing("response_type");
    }
    let Some(application) = context.world.applications.get(client_id) else {
        let message =
            format!("Error, unknown client. The client with id '{client_id}' is not registered");
        return restler(400, Some(&message));
    };
    let user = context.world.users.get(&uid);
    let fullname = user.map(super::User::fullname).unwrap_or_default();
    Reply::page(200, pages::consent(&application.name, &fullname, &action))
}

/// The path and query of this request, as they were sent.
fn own_address(context: &Context<'_>) -> String {
    let path = format!("/{}/oauth2/authorize", context.world.workspace);
    match context.request.query_text.as_str() {
        "" => path,
        query => format!("{path}?{query}"),
    }
}

/// `POST` to the same address: Accept, or Deny with a field `cancel`.
pub(crate) fn decide(context: &mut Context<'_>) -> Reply {
    let Some(uid) = session::signed_in(context) else {
        return restler(400, Some("Local Authentication Error, user session is not started."));
    };
    let request = match validate(context, uid) {
        Ok(request) => request,
        Err(error) => return error.reply(),
    };
    let state = context.request.query.get("state");
    match (request.refusal(context), request.redirect_uri.as_deref()) {
        (Some(error), _) => {
            let mut fields = error.query().to_vec();
            fields.extend(state.map(|state| ("state", state)));
            Reply::redirect_to_client(&append(&request.target, &php::build_query(&fields)))
        }
        (None, redirect_uri) => {
            let code = context.world.issue_code(&request.grantee, redirect_uri, context.now);
            let mut fields = vec![("code", code.as_str())];
            fields.extend(state.map(|state| ("state", state)));
            let target = rebuilt(&request.target);
            Reply::redirect_to_client(&append(&target, &php::build_query(&fields)))
        }
    }
}

/// What a client asks of a person.
struct AuthorizationRequest {
    grantee: Grantee,
    /// As sent; `None` when the application has only one registered.
    redirect_uri: Option<String>,
    /// Where the browser goes afterwards.
    target: String,
}

/// Finds out where the browser is to go. Up to here an error stays on the server.
fn validate(context: &Context<'_>, user: String) -> Result<AuthorizationRequest, OAuthError> {
    let query = &context.request.query;
    let client_id = query
        .get("client_id")
        .ok_or_else(|| OAuthError::new("invalid_client", "No client id supplied"))?;
    let application =
        context.world.applications.get(client_id).ok_or_else(|| {
            OAuthError::new("invalid_client", "The client id supplied is invalid")
        })?;
    let redirect_uri = query.get("redirect_uri");
    let target = match redirect_uri {
        Some(uri) if uri.split_once('#').is_some_and(|(_, fragment)| !fragment.is_empty()) => {
            const DESCRIPTION: &str = "The redirect URI must not contain a fragment";
            return Err(OAuthError::new("invalid_uri", DESCRIPTION));
        }
        Some(uri) if application.accepts_redirect(uri) => uri,
        Some(_) => {
            const DESCRIPTION: &str = "The redirect URI provided is missing or does not match";
            let error = OAuthError::new("redirect_uri_mismatch", DESCRIPTION);
            return Err(error.see("#section-3.1.2"));
        }
        None => only_redirect(&application.callback_url)?,
    };
    Ok(AuthorizationRequest {
        grantee: Grantee {
            client_id: client_id.to_owned(),
            user,
            scope: query.get("scope").map(str::to_owned),
        },
        redirect_uri: redirect_uri.map(str::to_owned),
        target: target.to_owned(),
    })
}

fn only_redirect(callback_url: &str) -> Result<&str, OAuthError> {
    match callback_url {
        "" => Err(OAuthError::new("invalid_uri", "No redirect URI was supplied or stored")),
        several if several.contains(' ') => {
            const DESCRIPTION: &str =
                "A redirect URI must be supplied when multiple redirect URIs are registered";
            Err(OAuthError::new("invalid_uri", DESCRIPTION).see("#section-3.1.2.3"))
        }
        one => Ok(one),
    }
}

impl AuthorizationRequest {
    /// What the browser takes back instead of a code.
    fn refusal(&self, context: &Context<'_>) -> Option<OAuthError> {
        let request = context.request;
        if request.query.get("response_type") != Some("code") {
            return Some(OAuthError::new("invalid_request", "Invalid or missing response type"));
        }
        if self.grantee.scope.as_deref().is_some_and(|scope| !is_known(scope)) {
            return Some(OAuthError::unsupported_scope());
        }
        let denied = request.input("cancel").or(request.query.get("cancel")).is_some();
        denied
            .then(|| OAuthError::new("access_denied", "The user denied access to your application"))
    }
}

/// `buildUri`: taken apart and put together again, which gives every address two
/// slashes after its scheme.
fn rebuilt(uri: &str) -> String {
    match uri.split_once(':') {
        Some((scheme, rest)) if !rest.starts_with("//") => format!("{scheme}://{rest}"),
        Some(_) | None => uri.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rebuilt_address_has_two_slashes_after_its_scheme() {
        for (uri, expected) in [
            ("x:/p", "x:///p"),
            ("io.example.app://oauth/callback", "io.example.app://oauth/callback"),
            ("http://127.0.0.1:43121/callback", "http://127.0.0.1:43121/callback"),
        ] {
            assert_eq!(rebuilt(uri), expected);
        }
    }
}
