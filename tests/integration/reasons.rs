//! What every error means: the recorded ones of ProcessMaker 4, and those of 2026 and of version 3 that its sources name.

use latchkey_core::connection::{ClientId, ServerUrl};
use latchkey_core::http::Http;
use latchkey_core::instance::{Generation, Instance};
use latchkey_core::oauth::exchange::{self, Client, Grant};
use latchkey_core::token::{AuthorizationCode, ClientSecret, CodeVerifier, Password, RefreshToken};
use latchkey_core::trouble::Kind;
use serde_json::{Value, json};

use crate::page_server::PageServer;

const RECORDINGS: &str = include_str!("../processmaker/recordings/transcripts.jsonl");

fn grant(kind: &str) -> Grant {
    match kind {
        "refresh" => Grant::RefreshToken(RefreshToken::new("r".into())),
        "password" => {
            Grant::Password { user_name: "maria".into(), password: Password::new("p".into()) }
        }
        _ => Grant::AuthorizationCode {
            code: AuthorizationCode::new("c".into()),
            redirect_uri: "http://127.0.0.1:1/callback/0".into(),
            verifier: CodeVerifier::new("v".into()),
        },
    }
}

/// What the program makes of an answer of the token endpoint.
async fn meaning(grant_kind: &str, status: u64, headers: &str, body: &str) -> Kind {
    let server = PageServer::saying(&format!("{status} As Recorded"), headers, body).await;
    let instance = Instance::new(ServerUrl::parse(&server.address).unwrap(), Generation::Version4);
    let id: ClientId = serde_json::from_value(json!("4")).unwrap();
    let client = Client { instance, id, secret: ClientSecret::new("s".into()) };
    let reply = exchange::request(&Http::default(), &client, &grant(grant_kind)).await;
    reply.result.unwrap_err().kind
}

/// Questions that this program never asks: other methods, parameters in the wrong place.
const FOREIGN: [&str; 9] = ["142", "143", "144", "146", "659", "660", "661", "662", "663"];

/// The recordings that mean each case.
#[rustfmt::skip]
const TABLE: [(Kind, &[&str]); 10] = [
    (
        Kind::ClientRejected,
        &[
            "101", "103", "104", "105", "106", "129", "130", "131", "166", "167", "168", "175",
            "187", "613", "614", "615", "619",
        ],
    ),
    (
        Kind::CodeRejected,
        &["094", "110", "112", "115", "116", "117", "118", "122", "124", "125", "126", "132"],
    ),
    (Kind::RefreshTokenRevoked, &["159", "179", "181", "658"]),
    (Kind::RefreshTokenUnknown, &["170", "171", "176"]),
    (Kind::RefreshTokenExpired, &["177", "720"]),
    (Kind::PasswordRejected, &["605", "606", "607", "611", "665"]),
    (
        Kind::Configuration,
        &[
            "113", "114", "119", "127", "128", "136", "137", "138", "139", "140", "141", "172",
            "173", "174", "192", "193", "608", "609", "610",
        ],
    ),
    (Kind::Throttled, &["701", "702", "703"]),
    (Kind::Maintenance, &["706", "707"]),
    (Kind::ServerError, &["711", "712", "713"]),
];

#[tokio::test]
async fn every_recorded_error_of_the_token_endpoint_has_its_reason() {
    let mut unlisted = Vec::new();
    for line in RECORDINGS.lines() {
        let recording: Value = serde_json::from_str(line).unwrap();
        let text = |name: &str| recording[name].as_str().unwrap_or_default().to_owned();
        let (id, request) = (text("id"), text("request"));
        let status = recording["status"].as_u64().unwrap_or_default();
        let to_token = request.contains("/oauth/token") && !request.contains("/oauth/tokens");
        if !to_token || status < 300 || FOREIGN.contains(&id.as_str()) {
            continue;
        }
        let kind = ["refresh_token", "password"]
            .into_iter()
            .find(|kind| request.contains(&format!("grant_type={kind}")));
        let kind = kind.map_or("code", |kind| kind.trim_end_matches("_token"));
        let html = recording["html"] == true || recording["body"].is_null();
        let content_type = if html { "text/html; charset=UTF-8" } else { "application/json" };
        let headers = format!("Content-Type: {content_type}\r\n");
        let found = meaning(kind, status, &headers, &text("body")).await;
        let expected = TABLE.iter().find(|(_, ids)| ids.contains(&id.as_str()));
        match expected {
            Some((expected, _)) => assert_eq!(found, *expected, "{id}: {}", text("title")),
            None => unlisted.push(format!("{id} {} {found:?}", text("title"))),
        }
    }
    assert!(unlisted.is_empty(), "these recordings are in no list: {unlisted:#?}");
}

/// A grant, a status, an error with its description and hint, and what that means.
type Refusal = (&'static str, u64, &'static str, &'static str, &'static str, Kind);

const DEAD: &str = "The refresh token is invalid.";
const SPENT: &str = "The provided authorization grant (e.g., authorization code, resource owner credentials) or refresh token is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.";
const NO_GRANT: &str = "The authorization grant type is not supported by the authorization server.";

/// League 9: other codes, and everything said once.
#[rustfmt::skip]
const OF_2026: [Refusal; 10] = [
    ("refresh", 400, "invalid_grant", DEAD, "Token has been revoked", Kind::RefreshTokenRevoked),
    ("refresh", 400, "invalid_grant", DEAD, "Token has expired", Kind::RefreshTokenExpired),
    ("refresh", 400, "invalid_grant", DEAD, "Cannot decrypt the refresh token", Kind::RefreshTokenUnknown),
    ("refresh", 400, "invalid_grant", DEAD, "Token is not linked to client", Kind::RefreshTokenUnknown),
    ("refresh", 401, "invalid_client", "Client authentication failed", "", Kind::ClientRejected),
    ("code", 400, "invalid_grant", SPENT, "Authorization code has expired", Kind::CodeRejected),
    ("code", 400, "invalid_grant", SPENT, "Authorization code has been revoked", Kind::CodeRejected),
    ("code", 400, "invalid_grant", SPENT, "Failed to verify `code_verifier`.", Kind::CodeRejected),
    ("password", 400, "invalid_grant", "The user credentials were incorrect.", "", Kind::PasswordRejected),
    ("password", 400, "unsupported_grant_type", NO_GRANT, "Check that all required parameters have been provided", Kind::GrantMissing),
];

/// 400 for nearly everything, and no hints.
#[rustfmt::skip]
const OF_VERSION_3: [Refusal; 9] = [
    ("code", 400, "invalid_client", "The client credentials are invalid", "", Kind::ClientRejected),
    ("code", 400, "invalid_grant", "Authorization code doesn't exist or is invalid for the client", "", Kind::CodeRejected),
    ("code", 400, "invalid_grant", "The authorization code has expired", "", Kind::CodeRejected),
    ("code", 400, "redirect_uri_mismatch", "The redirect URI is missing or do not match", "", Kind::ClientRejected),
    ("refresh", 400, "invalid_grant", "Invalid refresh token", "", Kind::RefreshTokenRevoked),
    ("refresh", 400, "invalid_grant", "Refresh token has expired", "", Kind::RefreshTokenExpired),
    ("refresh", 400, "invalid_client", "The client credentials are invalid", "", Kind::ClientRejected),
    ("refresh", 400, "invalid_scope", "The scope requested is invalid for this request", "", Kind::Configuration),
    ("refresh", 400, "unsupported_grant_type", "Grant type \"x\" not supported", "", Kind::Configuration),
];

#[tokio::test]
async fn the_errors_of_2026_and_of_version_3_have_their_reasons() {
    let json_header = "Content-Type: application/json\r\n";
    for (grant, status, error, description, hint, expected) in
        OF_2026.into_iter().chain(OF_VERSION_3)
    {
        let mut body = json!({ "error": error, "error_description": description });
        if !hint.is_empty() {
            body["hint"] = hint.into();
        }
        let found = meaning(grant, status, json_header, &body.to_string()).await;
        assert_eq!(found, expected, "{grant}: {error}, {description}, {hint}");
    }
    let object = json!({ "error": { "code": 503, "message": "Service Unavailable" } }).to_string();
    let found = meaning("refresh", 503, json_header, &object).await;
    assert_eq!(found, Kind::Maintenance, "an object where the others have a word");
}
