//! `POST /{workspace}/oauth2/token`: the grants of bshaffer/oauth2-server-php,
//! each checking in the order of the original; and the end of an access token.

use serde::Serialize;

use crate::php;
use crate::reply::Reply;

use super::error::{OAuthError, restler};
use super::router::Context;
use super::world::{Application, Grantee, seconds};

/// The success body; who asks for no scope is told that it is `null`.
#[derive(Serialize)]
struct Success {
    access_token: String,
    expires_in: i64,
    token_type: &'static str,
    scope: Option<String>,
    refresh_token: String,
}

/// What a grant brings: whom the token is for, and whom it was meant for.
struct Granted {
    user: String,
    /// `None` for a password, which belongs to no application.
    client_id: Option<String>,
    scope: Option<String>,
}

/// `POST /{workspace}/oauth2/token`
pub(crate) fn issue(context: &mut Context<'_>) -> Reply {
    match grant(context) {
        Ok(success) => Reply::new(200)
            .header("Cache-Control", "no-store")
            .header("Pragma", "no-cache")
            .header("Content-Type", "application/json")
            .body(php::json(&success)),
        Err(error) => error.reply(),
    }
}

fn grant(context: &mut Context<'_>) -> Result<Success, OAuthError> {
    const NO_GRANT: &str = "The grant type was not specified in the request";
    let grant_type = context.request.input("grant_type");
    let grant_type = grant_type.ok_or_else(|| OAuthError::new("invalid_request", NO_GRANT))?;
    let grant = match grant_type {
        "authorization_code" => code,
        "refresh_token" => refresh_token,
        "password" => password,
        other => {
            let description = format!("Grant type \"{other}\" not supported");
            return Err(OAuthError::new("unsupported_grant_type", description));
        }
    };
    let client_id = authenticated_application(context)?.client_id.clone();
    let granted = grant(context)?;
    if granted.client_id.is_some_and(|other| other != client_id) {
        let description = format!("{grant_type} doesn't exist or is invalid for the client");
        return Err(OAuthError::new("invalid_grant", description));
    }
    let scope = settled(context.request.input("scope"), granted.scope)?;
    let grantee = Grantee { client_id, user: granted.user, scope };
    let (access_token, refresh_token) = context.world.issue(&grantee, context.now);
    spend(context, grant_type);
    Ok(Success {
        access_token,
        expires_in: seconds(context.world.lifetimes.access),
        token_type: "bearer",
        scope: grantee.scope,
        refresh_token,
    })
}

/// A code or a refresh token is good for one token; the access token that a
/// refresh follows stays good.
fn spend(context: &mut Context<'_>, grant_type: &str) {
    let input = |name| context.request.input(name).unwrap_or_default();
    match grant_type {
        "authorization_code" => {
            context.world.codes.remove(input("code"));
        }
        "refresh_token" => {
            context.world.refresh_tokens.remove(input("refresh_token"));
        }
        _ => {}
    }
}

/// HTTP Basic wins over the body.
fn authenticated_application<'a>(context: &'a Context<'_>) -> Result<&'a Application, OAuthError> {
    let invalid = |description| OAuthError::new("invalid_client", description);
    let input = |name| context.request.input(name).map(str::to_owned);
    let body = || Some((input("client_id")?, input("client_secret").unwrap_or_default()));
    let (client_id, secret) = context
        .request
        .basic()
        .or_else(body)
        .ok_or_else(|| invalid("Client credentials were not found in the headers or body"))?;
    let application = context.world.applications.get(&client_id);
    let proven = application.filter(|application| application.client_secret == secret);
    proven.ok_or_else(|| invalid("The client credentials are invalid"))
}

fn code(context: &Context<'_>) -> Result<Granted, OAuthError> {
    let text = required(context, "code")?;
    let unknown = "Authorization code doesn't exist or is invalid for the client";
    let code = context.world.codes.get(text);
    let code = code.ok_or_else(|| OAuthError::new("invalid_grant", unknown))?;
    let same_redirect = code.redirect_uri.is_none()
        || code.redirect_uri.as_deref() == context.request.input("redirect_uri");
    if !same_redirect {
        const DESCRIPTION: &str = "The redirect URI is missing or do not match";
        let error = OAuthError::new("redirect_uri_mismatch", DESCRIPTION);
        return Err(error.see("#section-4.1.3"));
    }
    if code.expires < context.now {
        return Err(OAuthError::new("invalid_grant", "The authorization code has expired"));
    }
    Ok(Granted {
        user: code.user.clone(),
        client_id: Some(code.client_id.clone()),
        scope: code.scope.clone(),
    })
}

fn refresh_token(context: &Context<'_>) -> Result<Granted, OAuthError> {
    let text = required(context, "refresh_token")?;
    let token = context.world.refresh_tokens.get(text);
    let token = token.ok_or_else(|| OAuthError::new("invalid_grant", "Invalid refresh token"))?;
    if token.expires < context.now {
        return Err(OAuthError::new("invalid_grant", "Refresh token has expired"));
    }
    Ok(Granted {
        user: token.user.clone(),
        client_id: Some(token.client_id.clone()),
        scope: token.scope.clone(),
    })
}

fn password(context: &Context<'_>) -> Result<Granted, OAuthError> {
    const MISSING: &str = "Missing parameters: \"username\" and \"password\" required";
    const WRONG: &str = "Invalid username and password combination";
    let input = |name| context.request.input(name);
    let credentials = input("username").zip(input("password"));
    let (username, password) =
        credentials.ok_or_else(|| OAuthError::new("invalid_request", MISSING))?;
    let user = context.world.user_named(username).filter(|user| user.password == password);
    let user = user.ok_or_else(|| OAuthError::new("invalid_grant", WRONG))?;
    Ok(Granted { user: user.uid.clone(), client_id: None, scope: None })
}

fn required<'a>(context: &Context<'a>, name: &str) -> Result<&'a str, OAuthError> {
    context.request.input(name).ok_or_else(|| {
        OAuthError::new("invalid_request", format!("Missing parameter: \"{name}\" is required"))
    })
}

/// Whether every scope in the list exists.
pub(crate) fn is_known(scopes: &str) -> bool {
    let known = ["view_processes", "edit_processes", "*"];
    scopes.split(' ').all(|scope| known.contains(&scope))
}

/// The scope of the token: what was asked for, as far as it was granted.
fn settled(requested: Option<&str>, granted: Option<String>) -> Result<Option<String>, OAuthError> {
    let Some(requested) = requested else {
        return Ok(granted);
    };
    let within = |scope: &str| {
        granted.as_deref().is_none_or(|granted| granted.split(' ').any(|other| other == scope))
    };
    match is_known(requested) && requested.split(' ').all(within) {
        true => Ok(Some(requested.to_owned())),
        false => Err(OAuthError::unsupported_scope()),
    }
}

/// `DELETE /{workspace}/oauth2/{access_token}`, which asks nobody who they are.
/// The refresh token stays good.
pub(crate) fn delete(context: &mut Context<'_>, access_token: &str) -> Reply {
    match context.world.access_tokens.remove(access_token) {
        Some(_) => Reply::new(200),
        None => restler(400, None),
    }
}

/// `POST /{workspace}/oauth2/{access_token}/expire`: leaves the row, a minute old.
pub(crate) fn expire(context: &mut Context<'_>, access_token: &str) -> Reply {
    match context.world.access_tokens.get_mut(access_token) {
        Some(token) => {
            token.expires = context.now - 60;
            Reply::new(200)
        }
        None => restler(400, None),
    }
}
