//! What each answer of the token endpoint means.

use reqwest::StatusCode;
use secrecy::ExposeSecret;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::exchange::{Client, Grant, Issued};
use crate::http::Answer;
use crate::token::{AccessToken, RefreshToken};
use crate::trouble::{Kind, Trouble, repeats};

/// What PHP says while it goes on; after its errors nothing follows.
const PHP_NOTICES: [&str; 4] = ["Warning", "Notice", "Deprecated", "Strict Standards"];

/// The tokens in an answer, or why there are none.
pub(crate) fn sort(answer: &Answer, client: &Client, grant: &Grant) -> Result<Issued, Trouble> {
    let status = answer.status;
    let reveals = |words: &str| secrets(client, grant).into_iter().any(|it| repeats(words, it));
    if status.is_redirection() {
        let trouble = Trouble::new(Kind::Misdirected).with_status(status.as_u16());
        let host = answer.redirect_host(&client.instance.token_endpoint());
        let host = host.filter(|host| !reveals(host));
        return Err(host.map_or(trouble.clone(), |host| trouble.saying(&host)));
    }
    let body = match object(&answer.body) {
        Some(body) if answer.is_json() || status.is_success() => body,
        Some(_) | None => return Err(answer.unexpected()),
    };
    if status.is_success() {
        return issued(body, answer);
    }
    let (trouble, words) = refusal(&body, answer, grant);
    // A server that is set up for debugging shows the request in its errors, and people show errors around.
    let reveals = reveals(&words);
    Err(if reveals { trouble } else { trouble.saying(&words) })
}

fn secrets<'a>(client: &'a Client, grant: &'a Grant) -> Vec<&'a str> {
    let mut sent = vec![client.secret.expose_secret()];
    match grant {
        Grant::AuthorizationCode { code, verifier, .. } => {
            sent.extend([code.expose_secret(), verifier.expose_secret()]);
        }
        Grant::RefreshToken(token) => sent.push(token.expose_secret()),
        Grant::Password { password, .. } => sent.push(password.expose_secret()),
    }
    sent
}

/// The object that an answer is. A byte order mark is passed over: one in a file of its PHP configuration is enough
/// for a server to send it before everything.
fn object(body: &[u8]) -> Option<Map<String, Value>> {
    let body = body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body);
    match serde_json::from_slice(body) {
        Ok(Value::Object(object)) => Some(object),
        Ok(_) => None,
        Err(_) => tokens_alone(body).or_else(|| after_notices(body)),
    }
}

/// The tokens of an answer that PHP has written a notice before.
///
/// A server whose `display_errors` was left on does that to every answer in which something is deprecated or
/// undefined, though it goes on and spends the refresh token: without the new one the sign-in would be lost. Nothing
/// else before an object is passed over, nothing after it, and none without a token.
fn after_notices(body: &[u8]) -> Option<Map<String, Value>> {
    let text = std::str::from_utf8(body).ok()?;
    // PHP ends a notice with the place and its line, as a page or as text.
    let start = text.find("\n{")?;
    let (notices, object) = text.split_at(start);
    let words = notices.trim_start().trim_start_matches("<br />").trim_start();
    let (kind, _) = words.trim_start_matches("<b>").split_once(':')?;
    let kind = kind.trim_end_matches("</b>");
    if !PHP_NOTICES.contains(&kind) || !notices.contains(" on line ") {
        return None;
    }
    let Ok(Value::Object(found)) = serde_json::from_str(object) else { return None };
    let has = |name: &str| found.get(name).is_some_and(Value::is_string);
    (has("access_token") || has("refresh_token")).then_some(found)
}

/// The tokens of an object with something in it that no program can hold, such as `1e999` or nesting without end:
/// without the refresh token the sign-in would be lost.
fn tokens_alone(body: &[u8]) -> Option<Map<String, Value>> {
    #[derive(Deserialize)]
    struct Tokens {
        refresh_token: String,
        access_token: Option<String>,
        token_type: Option<String>,
    }
    let Tokens { refresh_token, access_token, token_type } = serde_json::from_slice(body).ok()?;
    let optional = [("access_token", access_token), ("token_type", token_type)];
    let found = optional.into_iter().filter_map(|(name, text)| Some((name, text?)));
    let found = found.chain([("refresh_token", refresh_token)]);
    Some(found.map(|(name, text)| (name.to_owned(), Value::from(text))).collect())
}

/// The refresh token is looked for first: the server may have taken the old one back, whatever else is odd.
fn issued(mut body: Map<String, Value>, answer: &Answer) -> Result<Issued, Trouble> {
    let mut token = |name: &str| match body.remove(name) {
        Some(Value::String(text))
            if !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic()) =>
        {
            Some(text)
        }
        _ => None,
    };
    let refresh = token("refresh_token").map(RefreshToken::new);
    let access = token("access_token").map(AccessToken::new);
    let bearer = match body.get("token_type") {
        None => true,
        Some(Value::String(kind)) => kind.eq_ignore_ascii_case("bearer"),
        Some(_) => false,
    };
    let access = access.filter(|_| bearer);
    if access.is_none() && refresh.is_none() {
        return Err(answer.unexpected().saying("the answer holds no token"));
    }
    Ok(Issued { access, refresh, expires_in: body.remove("expires_in") })
}

/// What an error of the token endpoint means (RFC 6749, 5.2, as league/oauth2-server 8 and 9 write it), and its words.
///
/// The error code alone does not tell: a dead refresh token is `401 invalid_request` with a hint (recording 159), or
/// `400 invalid_grant`.
fn refusal(body: &Map<String, Value>, answer: &Answer, grant: &Grant) -> (Trouble, String) {
    let text = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default();
    let (error, hint) = (text("error"), text("hint"));
    let status = answer.status;
    let kind = match (error, status) {
        ("invalid_client" | "redirect_uri_mismatch", _) => Kind::ClientRejected,
        ("unsupported_grant_type" | "unauthorized_client", _) if is_password(grant) => {
            Kind::GrantMissing
        }
        ("invalid_grant", _) => spent(grant, hint, text("error_description")),
        ("invalid_request", StatusCode::UNAUTHORIZED) if !is_password(grant) => {
            spent(grant, hint, text("error_description"))
        }
        ("invalid_request", _) if is_about_the_code(grant, hint) => Kind::CodeRejected,
        (
            "invalid_request" | "unsupported_grant_type" | "unauthorized_client" | "invalid_scope",
            StatusCode::BAD_REQUEST | StatusCode::UNAUTHORIZED,
        ) => Kind::Configuration,
        _ => {
            let words = [text("error_description"), text("message"), error];
            let words = words.into_iter().find(|words| !words.is_empty()).unwrap_or_default();
            return (answer.unexpected(), words.to_owned());
        }
    };
    let description = text("error_description");
    let words = match (description, hint) {
        ("", "") => error.to_owned(),
        (description, "") => description.to_owned(),
        ("", hint) => hint.to_owned(),
        (description, hint) => format!("{description} {hint}"),
    };
    (Trouble::new(kind).with_status(status.as_u16()), words)
}

/// Which way a grant is no longer good.
fn spent(grant: &Grant, hint: &str, description: &str) -> Kind {
    match grant {
        Grant::AuthorizationCode { .. } => Kind::CodeRejected,
        Grant::Password { .. } => Kind::PasswordRejected,
        Grant::RefreshToken(_) => {
            let says = |word: &str| hint.contains(word) || description.contains(word);
            if says("expired") && !says("revoked") {
                Kind::RefreshTokenExpired
            } else if hint.contains("Cannot decrypt") || hint.contains("not linked") {
                Kind::RefreshTokenUnknown
            } else {
                Kind::RefreshTokenRevoked
            }
        }
    }
}

fn is_password(grant: &Grant) -> bool {
    matches!(grant, Grant::Password { .. })
}

fn is_about_the_code(grant: &Grant, hint: &str) -> bool {
    let about = ["authorization code", "Authorization code", "code_verifier", "redirect URI"];
    matches!(grant, Grant::AuthorizationCode { .. })
        && about.iter().any(|words| hint.contains(words))
}

#[cfg(test)]
mod tests;
