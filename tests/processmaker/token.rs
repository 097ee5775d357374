//! `POST /oauth/token`: the grants of league/oauth2-server with Passport's rules,
//! each checking in the order of the original.

use http::header::{AUTHORIZATION, CACHE_CONTROL, CONTENT_TYPE, PRAGMA};
use serde::Serialize;

use crate::authorize::scopes;
use crate::client::{Client, GrantKind};
use crate::error::OAuthError;
use crate::php;
use crate::pkce::{self, Method};
use crate::reply::Reply;
use crate::request::Body;
use crate::router::Context;
use crate::sealed::{self, CodePayload, RefreshPayload};
use crate::settings::{PasswordGrant, Rotation};
use crate::world::{AccessToken, CodeState, Grantee};

/// The success body: these four keys, and nothing about scopes.
#[derive(Serialize)]
struct Success {
    token_type: &'static str,
    expires_in: i64,
    access_token: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    refresh_token: Option<String>,
}

/// `POST /oauth/token`.
pub(crate) fn issue(context: &mut Context<'_>) -> Reply {
    if matches!(context.request.body, Body::Malformed) {
        return Reply::trouble(400, "Bad Request", context.request.wants_json());
    }
    let answer = match context.request.input("grant_type") {
        Some("authorization_code") => exchange_code(context),
        Some("refresh_token") => refresh(context),
        Some("password") if context.world.password_grant == PasswordGrant::Offered => {
            password(context)
        }
        Some("client_credentials") => client_credentials(context),
        Some(_) | None => Err(OAuthError::unsupported_grant_type()),
    };
    match answer {
        Ok(success) => Reply::new(200)
            .header(PRAGMA.as_str(), "no-cache")
            .header(CACHE_CONTROL.as_str(), "no-store, private")
            .header(CONTENT_TYPE.as_str(), "application/json; charset=UTF-8")
            .body(php::json(&success)),
        Err(error) => error.reply(context.world.league, context.request.header(AUTHORIZATION)),
    }
}

fn exchange_code(context: &mut Context<'_>) -> Result<Success, OAuthError> {
    let request = context.request;
    let client = named_client(context)?;
    if client.is_confidential() {
        authenticated_client(context, Some(GrantKind::AuthorizationCode))?;
    }
    let code = request.input("code").ok_or_else(|| OAuthError::missing("code"))?;
    let payload: CodePayload = sealed::open(&context.world.application_key, code)
        .ok_or_else(|| context.world.league.unreadable_code())?;
    check_code(context, &payload, &client)?;
    check_verifier(&payload, request.input("code_verifier"))?;
    let grantee = Grantee {
        client: client.id,
        user: Some(payload.user_id),
        // Passport drops `*` here, but keeps it for the password grant.
        scopes: Vec::new(),
    };
    let success = issue_pair(context, &grantee);
    context.world.codes.insert(payload.auth_code_id, CodeState::Used);
    Ok(success)
}

fn check_code(
    context: &Context<'_>,
    code: &CodePayload,
    client: &Client,
) -> Result<(), OAuthError> {
    if context.now.div_euclid(1_000_000) > code.expire_time {
        return Err(context.world.league.dead_code("Authorization code has expired"));
    }
    if context.world.codes.get(&code.auth_code_id) != Some(&CodeState::Fresh) {
        return Err(context.world.league.dead_code("Authorization code has been revoked"));
    }
    if code.client_id != client.id.to_string() {
        return Err(OAuthError::invalid_request(
            "Authorization code was not issued to this client",
        ));
    }
    match (&code.redirect_uri, context.request.input("redirect_uri")) {
        (Some(_), None) => Err(OAuthError::missing("redirect_uri")),
        (expected, given) if expected.as_deref() != given => {
            Err(OAuthError::invalid_request("Invalid redirect URI"))
        }
        (Some(_) | None, _) => Ok(()),
    }
}

fn check_verifier(code: &CodePayload, verifier: Option<&str>) -> Result<(), OAuthError> {
    let Some(challenge) = &code.code_challenge else {
        return match verifier {
            Some(_) => Err(OAuthError::invalid_request(
                "code_verifier received when no code_challenge is present",
            )),
            None => Ok(()),
        };
    };
    let verifier = verifier.ok_or_else(|| OAuthError::missing("code_verifier"))?;
    if !pkce::is_well_formed(verifier) {
        return Err(OAuthError::invalid_request(
            "Code Verifier must follow the specifications of RFC-7636.",
        ));
    }
    let method = code.code_challenge_method.as_deref().and_then(Method::parse);
    match method {
        Some(method) if method.verifies(verifier, challenge) => Ok(()),
        Some(_) | None => Err(OAuthError::invalid_grant("Failed to verify `code_verifier`.")),
    }
}

fn refresh(context: &mut Context<'_>) -> Result<Success, OAuthError> {
    let client = authenticated_client(context, None)?;
    let text = context
        .request
        .input("refresh_token")
        .ok_or_else(|| OAuthError::missing("refresh_token"))?;
    let old = old_refresh_token(context, text, &client)?;
    let scopes = narrowed(&old.scopes, context.request.input("scope"))?;
    let grantee = Grantee {
        client: client.id,
        user: Some(old.user_id),
        scopes: context.world.league.refreshed_scopes(scopes),
    };
    // The row, not the sealed text: a refresh token that stayed has moved on to
    // another access token.
    let access_token = context.world.refresh_tokens[&old.refresh_token_id].access_token.clone();
    context.world.revoke_access_token(&access_token);
    match context.world.rotation {
        Rotation::Rotate => {
            context.world.revoke_refresh_token(&old.refresh_token_id);
            Ok(issue_pair(context, &grantee))
        }
        Rotation::Repeat => Ok(kept(context, &grantee, &old, Some(text.to_owned()))),
        Rotation::Omit => Ok(kept(context, &grantee, &old, None)),
    }
}

fn old_refresh_token(
    context: &Context<'_>,
    text: &str,
    client: &Client,
) -> Result<RefreshPayload, OAuthError> {
    let dead = |hint| context.world.league.dead_refresh_token(hint);
    let payload: RefreshPayload = sealed::open(&context.world.application_key, text)
        .ok_or_else(|| dead("Cannot decrypt the refresh token"))?;
    if payload.client_id != client.id.to_string() {
        return Err(dead("Token is not linked to client"));
    }
    let row = context.world.refresh_tokens.get(&payload.refresh_token_id);
    // The sealed time is what the original reads; tests shorten the row's.
    let expires = row.map_or(payload.expire_time, |row| row.expires.div_euclid(1_000_000));
    if expires < context.now.div_euclid(1_000_000) {
        return Err(dead("Token has expired"));
    }
    match row {
        Some(row) if !row.revoked => Ok(payload),
        Some(_) | None => Err(dead("Token has been revoked")),
    }
}

/// The scopes of a refresh: those asked for, as far as they were granted.
fn narrowed(granted: &[String], requested: Option<&str>) -> Result<Vec<String>, OAuthError> {
    let Some(requested) = requested else {
        return Ok(granted.to_vec());
    };
    let requested = scopes(Some(requested))?;
    match requested.iter().find(|scope| !granted.contains(scope)) {
        Some(scope) => Err(OAuthError::invalid_scope(scope)),
        None => Ok(requested),
    }
}

/// A new access token under the refresh token that stays.
fn kept(
    context: &mut Context<'_>,
    grantee: &Grantee,
    old: &RefreshPayload,
    answered: Option<String>,
) -> Success {
    let access = context.world.issue_access_token(grantee, context.now);
    if let Some(row) = context.world.refresh_tokens.get_mut(&old.refresh_token_id) {
        row.access_token.clone_from(&access.id);
    }
    success(access, answered)
}

fn password(context: &mut Context<'_>) -> Result<Success, OAuthError> {
    let client = authenticated_client(context, Some(GrantKind::Password))?;
    let request = context.request;
    let scopes = scopes(request.input("scope"))?;
    let username = request.input("username").ok_or_else(|| OAuthError::missing("username"))?;
    let password = request.input("password").ok_or_else(|| OAuthError::missing("password"))?;
    let user = context.world.user_named(username).filter(|user| user.password == password);
    let user = user.ok_or_else(OAuthError::invalid_credentials)?;
    let grantee = Grantee { client: client.id, user: Some(user.id), scopes };
    Ok(issue_pair(context, &grantee))
}

fn client_credentials(context: &mut Context<'_>) -> Result<Success, OAuthError> {
    let client = named_client(context)?;
    if !client.is_confidential() {
        return Err(OAuthError::invalid_client());
    }
    authenticated_client(context, None)?;
    let grantee =
        Grantee { client: client.id, user: None, scopes: scopes(context.request.input("scope"))? };
    let access = context.world.issue_access_token(&grantee, context.now);
    Ok(success(access, None))
}

/// `client_id` and `client_secret`: the body wins over HTTP Basic.
fn credentials(context: &Context<'_>) -> Result<(String, String), OAuthError> {
    let (user, password) = context.request.basic().unzip();
    let body = |name| context.request.input(name).map(str::to_owned);
    let client_id = body("client_id").or(user).ok_or_else(|| OAuthError::missing("client_id"))?;
    let client_secret = body("client_secret").or(password).unwrap_or_default();
    Ok((client_id, client_secret))
}

fn named_client(context: &Context<'_>) -> Result<Client, OAuthError> {
    let (client_id, _) = credentials(context)?;
    let client = context.world.active_client(&client_id);
    client.cloned().ok_or_else(OAuthError::invalid_client)
}

/// league's `validateClient`: the secret, the kind of client, and the redirect
/// when one is sent.
fn authenticated_client(
    context: &Context<'_>,
    grant: Option<GrantKind>,
) -> Result<Client, OAuthError> {
    let (_, secret) = credentials(context)?;
    let client = named_client(context)?;
    let allowed = match grant {
        Some(GrantKind::AuthorizationCode) => !client.is_first_party(),
        Some(kind) => client.allows(kind),
        None => true,
    };
    let proven = !client.is_confidential() || client.secret == secret;
    let redirect = context.request.input("redirect_uri");
    let registered = redirect.is_none_or(|uri| client.accepts_redirect(uri));
    match allowed && proven && registered {
        true => Ok(client),
        false => Err(OAuthError::invalid_client()),
    }
}

fn issue_pair(context: &mut Context<'_>, grantee: &Grantee) -> Success {
    let access = context.world.issue_access_token(grantee, context.now);
    let user = grantee.user.expect("a pair belongs to a person");
    let refresh = context.world.issue_refresh_token(&access, user, context.now);
    success(access, Some(refresh))
}

fn success(access: AccessToken, refresh_token: Option<String>) -> Success {
    Success {
        token_type: "Bearer",
        expires_in: (access.expires - access.created).div_euclid(1_000_000),
        access_token: access.text,
        refresh_token,
    }
}
