//! `/oauth/authorize`: the browser's half of the authorization code grant, in
//! the order of Passport 12's controllers and league's `AuthCodeGrant`.

use http::header::AUTHORIZATION;

use crate::error::{OAuthError, append};
use crate::league::League;
use crate::pages;
use crate::php;
use crate::pkce::{self, Method};
use crate::reply::Reply;
use crate::router::Context;
use crate::sealed::{self, CodePayload};
use crate::secret::{alphanumeric, identifier};
use crate::session::{self, Session};
use crate::world::{CodeState, micros};

/// What a client asks of a person.
#[derive(Debug, Clone)]
pub(crate) struct AuthorizationRequest {
    client: u64,
    /// As sent; `None` when the client has only one registered.
    redirect_uri: Option<String>,
    /// Where the browser goes afterwards.
    target: String,
    state: Option<String>,
    scopes: Vec<String>,
    challenge: Option<(String, Method)>,
}

/// `GET /oauth/authorize`.
pub(crate) fn ask(context: &mut Context<'_>, session: &mut Session) -> Reply {
    let authorization = context.request.header(AUTHORIZATION);
    let reply = match validate(context) {
        Ok(request) => consider(context, session, request),
        Err(error) => error.reply(context.world.league, authorization),
    };
    match session.user {
        Some(_) => session::with_fresh_api_token(reply, context.now),
        None => reply,
    }
}

fn validate(context: &Context<'_>) -> Result<AuthorizationRequest, OAuthError> {
    let query = &context.request.query;
    let league = context.world.league;
    let client_id = match (query.get("response_type"), query.get("client_id")) {
        (Some("code"), Some(client_id)) => client_id,
        (None, _) => return Err(league.no_response_type()),
        (Some(_), _) => return Err(OAuthError::unsupported_grant_type()),
    };
    let client = context.world.active_client(client_id).ok_or_else(OAuthError::invalid_client)?;
    let redirects = client.redirects();
    let redirect_uri = query.get("redirect_uri");
    let target = match (redirect_uri, redirects.as_slice()) {
        (Some(uri), _) if client.accepts_redirect(uri) => uri,
        (None, [only]) if !only.is_empty() => only,
        (Some(_) | None, _) => return Err(OAuthError::invalid_client()),
    };
    let state = query.get("state");
    let scopes = scopes(query.get("scope"))
        .map_err(|error| error.redirecting_to(league.scope_error_target(target, state)))?;
    let challenge = match query.get("code_challenge") {
        Some(challenge) => Some((
            challenge.to_owned(),
            challenge_method(challenge, query.get("code_challenge_method"))?,
        )),
        None if client.is_confidential() => None,
        None => {
            return Err(OAuthError::invalid_request(
                "Code challenge must be provided for public clients",
            ));
        }
    };
    Ok(AuthorizationRequest {
        client: client.id,
        redirect_uri: redirect_uri.map(str::to_owned),
        target: target.to_owned(),
        state: state.map(str::to_owned),
        scopes,
        challenge,
    })
}

fn challenge_method(challenge: &str, method: Option<&str>) -> Result<Method, OAuthError> {
    let method = Method::parse(method.unwrap_or("plain")).ok_or_else(|| {
        OAuthError::invalid_request("Code challenge method must be one of `S256`, `plain`")
    })?;
    if !pkce::is_well_formed(challenge) {
        return Err(OAuthError::invalid_request(
            "Code challenge must follow the specifications of RFC-7636.",
        ));
    }
    Ok(method)
}

/// ProcessMaker defines no scope, so only `*` is known.
pub(crate) fn scopes(requested: Option<&str>) -> Result<Vec<String>, OAuthError> {
    let requested = requested.unwrap_or_default().split(' ').filter(|scope| !scope.is_empty());
    let known = |scope: &str| match scope {
        "*" => Ok(scope.to_owned()),
        _ => Err(OAuthError::invalid_scope(scope)),
    };
    requested.map(known).collect()
}

fn consider(
    context: &mut Context<'_>,
    session: &mut Session,
    request: AuthorizationRequest,
) -> Reply {
    let prompt = context.request.query.get("prompt");
    let league = context.world.league;
    let Some(user) = session.user else {
        return match prompt {
            Some("none") => deny(league, &request, "Unauthenticated"),
            Some(_) | None => prompt_for_login(context, session),
        };
    };
    if prompt == Some("login") && !session.prompted_for_login {
        session.invalidate();
        return prompt_for_login(context, session);
    }
    session.prompted_for_login = false;
    let known = context.world.has_valid_token(user, request.client, &request.scopes, context.now);
    match prompt {
        Some("consent") => ask_for_consent(context, session, request),
        Some(_) | None if known => approve(context, &request, user),
        Some("none") => deny(league, &request, "The user denied the request"),
        Some(_) | None => ask_for_consent(context, session, request),
    }
}

fn prompt_for_login(context: &Context<'_>, session: &mut Session) -> Reply {
    session.prompted_for_login = true;
    session::unauthenticated(context, session)
}

fn ask_for_consent(
    context: &Context<'_>,
    session: &mut Session,
    request: AuthorizationRequest,
) -> Reply {
    let token = alphanumeric(16);
    let client = &context.world.clients[&request.client];
    let user = session.user.and_then(|id| context.world.users.get(&id));
    let fullname = user.map(crate::User::fullname).unwrap_or_default();
    let page = pages::consent(&pages::Consent {
        client: &client.name,
        client_id: client.id,
        fullname: &fullname,
        state: request.state.as_deref().unwrap_or_default(),
        auth_token: &token,
    });
    session.auth_token = Some(token);
    session.auth_request = Some(request);
    Reply::page(200, page)
}

/// The answer to the consent page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Consent {
    /// `POST /oauth/authorize`.
    Approve,
    /// `DELETE /oauth/authorize`.
    Deny,
}

pub(crate) fn decide(context: &mut Context<'_>, session: &mut Session, consent: Consent) -> Reply {
    let Some(user) = session.user else {
        return session::unauthenticated(context, session);
    };
    let wants_json = context.request.wants_json();
    let expected = session.auth_token.take();
    let request = session.auth_request.take();
    match (context.request.input("auth_token"), expected, request) {
        (Some(given), Some(expected), Some(request)) if given == expected => match consent {
            Consent::Approve => approve(context, &request, user),
            Consent::Deny => deny(context.world.league, &request, "The user denied the request"),
        },
        (None, _, None) => Reply::server_error(wants_json),
        (_, _, _) => {
            const MESSAGE: &str =
                "The provided auth token for the request is different from the session auth token.";
            Reply::trouble(403, MESSAGE, wants_json)
        }
    }
}

fn approve(context: &mut Context<'_>, request: &AuthorizationRequest, user: u64) -> Reply {
    let id = identifier();
    let expires = context.now + micros(context.world.lifetimes.code);
    let (challenge, method) = request.challenge.clone().unzip();
    let payload = CodePayload {
        client_id: request.client.to_string(),
        redirect_uri: request.redirect_uri.clone(),
        auth_code_id: id.clone(),
        scopes: request.scopes.clone(),
        user_id: user,
        expire_time: expires.div_euclid(1_000_000),
        code_challenge: challenge,
        code_challenge_method: method.map(|method| method.name().to_owned()),
    };
    let code = sealed::seal(&context.world.application_key, &payload);
    context.world.codes.insert(id, CodeState::Fresh);
    let mut fields = vec![("code", code.as_str())];
    fields.extend(request.state.as_deref().map(|state| ("state", state)));
    Reply::redirect_to_client(&append(&request.target, &php::build_query(&fields)))
}

/// The state comes before the error, and without one the query begins `?&`.
fn deny(league: League, request: &AuthorizationRequest, hint: &str) -> Reply {
    let state = request.state.as_deref().map(|state| php::build_query(&[("state", state)]));
    let target = append(&request.target, &state.unwrap_or_default());
    OAuthError::access_denied(hint).redirecting_to(target).reply(league, None)
}
