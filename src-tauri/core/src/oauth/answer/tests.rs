use super::*;
use crate::connection::ServerUrl;
use crate::instance::{Generation, Instance};
use crate::token::{AuthorizationCode, ClientSecret, CodeVerifier, Password};
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue, LOCATION};
use serde_json::json;

fn code() -> Grant {
    Grant::AuthorizationCode {
        code: AuthorizationCode::new("c".into()),
        redirect_uri: "http://127.0.0.1:1/callback/0".into(),
        verifier: CodeVerifier::new("v".into()),
    }
}

fn refresh() -> Grant {
    Grant::RefreshToken(RefreshToken::new("r".into()))
}

fn answer(status: u16, content_type: &'static str, body: &str) -> Answer {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(LOCATION, HeaderValue::from_static("https://login.example/?next=1"));
    Answer {
        status: StatusCode::from_u16(status).unwrap(),
        headers,
        body: body.as_bytes().to_vec(),
    }
}

fn json_answer(status: u16, body: &Value) -> Answer {
    answer(status, "application/json", &body.to_string())
}

fn sorted(answer: &Answer, grant: &Grant) -> Result<Issued, Kind> {
    sort(answer, &client(), grant).map_err(|trouble| trouble.kind)
}

fn client() -> Client {
    Client {
        instance: Instance::new(
            ServerUrl::parse("https://acme.example").unwrap(),
            Generation::Version4,
        ),
        id: serde_json::from_value(json!("4")).unwrap(),
        secret: ClientSecret::new("client-canary".into()),
    }
}

#[test]
fn recorded_errors_mean_what_they_mean() {
    let dead = |hint: &str| json!({"error":"invalid_request","error_description":"The refresh token is invalid.","hint":hint,"message":"The refresh token is invalid."});
    let malformed = |hint: &str| json!({"error":"invalid_request","error_description":"The request is missing a required parameter…","hint":hint});
    let client = json!({"error":"invalid_client","error_description":"Client authentication failed","message":"Client authentication failed"});
    let expired = json!({"error":"invalid_grant","error_description":"The provided authorization grant (e.g., authorization code, resource owner credentials) or refresh token is invalid, expired, revoked, …","hint":"Token has expired"});
    for (grant, status, body, kind) in [
        (refresh(), 401, dead("Token has been revoked"), Kind::RefreshTokenRevoked),
        (refresh(), 401, dead("Token has expired"), Kind::RefreshTokenExpired),
        (refresh(), 401, dead("Cannot decrypt the refresh token"), Kind::RefreshTokenUnknown),
        (refresh(), 401, dead("Token is not linked to client"), Kind::RefreshTokenUnknown),
        (
            refresh(),
            400,
            json!({"error":"invalid_grant","error_description":"The refresh token is invalid."}),
            Kind::RefreshTokenRevoked,
        ),
        (refresh(), 400, expired, Kind::RefreshTokenRevoked),
        (
            refresh(),
            400,
            json!({"error":"invalid_scope","hint":"Check the `*` scope"}),
            Kind::Configuration,
        ),
        (refresh(), 400, malformed("Check the `refresh_token` parameter"), Kind::Configuration),
        (refresh(), 401, client.clone(), Kind::ClientRejected),
        (code(), 401, client, Kind::ClientRejected),
        (code(), 400, malformed("Cannot decrypt the authorization code"), Kind::CodeRejected),
        (code(), 400, malformed("Authorization code has been revoked"), Kind::CodeRejected),
        (code(), 400, malformed("Authorization code has expired"), Kind::CodeRejected),
        (code(), 400, malformed("Invalid redirect URI"), Kind::CodeRejected),
        (
            code(),
            400,
            json!({"error":"invalid_grant","hint":"Failed to verify `code_verifier`."}),
            Kind::CodeRejected,
        ),
        (code(), 400, malformed("Check the `client_id` parameter"), Kind::Configuration),
        (code(), 400, json!({"error":"unsupported_grant_type"}), Kind::Configuration),
        (code(), 429, json!({"message":"Too Many Attempts."}), Kind::Throttled),
        (code(), 503, json!({"message":"Service Unavailable"}), Kind::Maintenance),
        (code(), 500, json!({"message":"Server Error"}), Kind::ServerError),
        (code(), 401, json!({"error":"Unauthenticated."}), Kind::UnexpectedAnswer),
        (code(), 418, json!({"error":"teapot"}), Kind::UnexpectedAnswer),
    ] {
        assert_eq!(
            sorted(&json_answer(status, &body), &grant).err(),
            Some(kind),
            "{status} {body}"
        );
    }
}

#[test]
fn f22_gateways_are_not_taken_for_processmaker() {
    for (status, kind) in [
        (200, Kind::UnexpectedAnswer),
        (401, Kind::UnexpectedAnswer),
        (403, Kind::UnexpectedAnswer),
        (302, Kind::Misdirected),
        (308, Kind::Misdirected),
        (502, Kind::ServerError),
        (429, Kind::Throttled),
    ] {
        let answer = answer(status, "text/html; charset=UTF-8", "<html>Welcome</html>");
        assert_eq!(sorted(&answer, &refresh()).err(), Some(kind), "{status}");
    }
    let to = sort(&answer(307, "text/html", ""), &client(), &refresh());
    assert_eq!(to.unwrap_err().detail.as_deref(), Some("login.example"));
}

#[test]
fn f27_a_refresh_token_is_saved_from_an_odd_answer() {
    for odd in [
        json!({"refresh_token":"def502","token_type":"mac","access_token":"a"}),
        json!({"refresh_token":"def502"}),
        json!({"refresh_token":"def502","access_token":""}),
        json!({"refresh_token":"def502","access_token":"two words"}),
        json!({"refresh_token":"def502","access_token":7}),
    ] {
        let issued = sorted(&json_answer(200, &odd), &refresh()).unwrap();
        assert!(issued.access.is_none() && issued.refresh.is_some(), "{odd}");
    }
    assert_eq!(
        sorted(&json_answer(200, &json!({})), &refresh()).err(),
        Some(Kind::UnexpectedAnswer)
    );
}

#[test]
fn good_answers_are_taken_whatever_their_dress() {
    let full = json!({"token_type":"bearer","expires_in":"60","access_token":"a","refresh_token":"r","more":{}});
    let issued = sorted(&json_answer(201, &full), &refresh()).unwrap();
    assert_eq!(issued.access.unwrap().expose_secret(), "a");
    assert_eq!(issued.expires_in, Some(json!("60")));
    let bare = sorted(&answer(200, "text/plain", r#"{"access_token":"a"}"#), &refresh()).unwrap();
    assert!(bare.access.is_some() && bare.refresh.is_none());
}

/// One of each kind, with secrets that no answer has reason to name.
fn grants() -> [Grant; 3] {
    [
        Grant::AuthorizationCode {
            code: AuthorizationCode::new("code-canary".into()),
            redirect_uri: "http://127.0.0.1:1/callback/0".into(),
            verifier: CodeVerifier::new("verifier-canary".into()),
        },
        Grant::RefreshToken(RefreshToken::new("refresh-canary".into())),
        password(),
    ]
}

fn password() -> Grant {
    Grant::Password { user_name: "maria".into(), password: Password::new("password-canary".into()) }
}

fn detail(status: u16, body: &Value) -> Option<String> {
    sort(&json_answer(status, body), &client(), &grants()[1]).unwrap_err().detail
}

#[test]
fn an_error_that_repeats_what_was_sent_is_told_without_its_words() {
    for grant in grants() {
        for secret in secrets(&client(), &grant) {
            for words in [secret.to_owned(), format!("sent: {}", secret.replace('-', "- "))] {
                let body = json!({"error":"invalid_grant","error_description":words});
                let trouble = sort(&json_answer(400, &body), &client(), &grant).unwrap_err();
                assert_eq!((trouble.detail, trouble.status), (None, Some(400)), "{words}");
            }
        }
        let body = json!({"error":"invalid_grant","error_description":"No such grant."});
        let trouble = sort(&json_answer(400, &body), &client(), &grant).unwrap_err();
        assert_eq!(trouble.detail.as_deref(), Some("No such grant."), "{grant:?}");
    }
}

#[test]
fn every_secret_of_a_request_is_known_to_be_one() {
    let sent = grants()
        .map(|grant| secrets(&client(), &grant).into_iter().map(str::to_owned).collect::<Vec<_>>());
    assert_eq!(
        sent,
        [
            vec!["client-canary", "code-canary", "verifier-canary"],
            vec!["client-canary", "refresh-canary"],
            vec!["client-canary", "password-canary"],
        ]
    );
}

#[test]
fn an_error_says_what_the_server_said_and_why() {
    for (body, words) in [
        (json!({"error":"invalid_client"}), "invalid_client"),
        (json!({"error":"invalid_client","error_description":"Unknown client"}), "Unknown client"),
        (json!({"error":"invalid_client","hint":"Look it up"}), "Look it up"),
        (
            json!({"error":"invalid_client","error_description":"Unknown client.","hint":"Look"}),
            "Unknown client. Look",
        ),
    ] {
        assert_eq!(detail(401, &body).as_deref(), Some(words), "{body}");
    }
}

#[test]
fn an_error_of_another_kind_says_the_first_thing_it_has_words_for() {
    for (body, words) in [
        (json!({"error":"teapot"}), Some("teapot")),
        (json!({"error":"teapot","message":"Server Error"}), Some("Server Error")),
        (
            json!({"error":"teapot","message":"Short","error_description":"And stout"}),
            Some("And stout"),
        ),
        (json!({"error":"teapot","message":""}), Some("teapot")),
        (json!({"error":7}), None),
    ] {
        assert_eq!(detail(500, &body).as_deref(), words, "{body}");
    }
}

#[test]
fn a_password_is_refused_in_its_own_ways() {
    for (status, body, kind) in [
        (400, json!({"error":"invalid_grant"}), Kind::PasswordRejected),
        (401, json!({"error":"invalid_grant"}), Kind::PasswordRejected),
        (400, json!({"error":"unsupported_grant_type"}), Kind::GrantMissing),
        (401, json!({"error":"unauthorized_client"}), Kind::GrantMissing),
        (401, json!({"error":"invalid_client"}), Kind::ClientRejected),
        (401, json!({"error":"invalid_request"}), Kind::Configuration),
        (
            400,
            json!({"error":"invalid_request","hint":"Invalid redirect URI"}),
            Kind::Configuration,
        ),
        (403, json!({"error":"invalid_request"}), Kind::UnexpectedAnswer),
    ] {
        assert_eq!(sorted(&json_answer(status, &body), &password()).err(), Some(kind), "{body}");
    }
}

#[test]
fn only_a_code_can_be_what_an_error_about_the_code_means() {
    for hint in [
        "Cannot decrypt the authorization code",
        "Authorization code has expired",
        "Failed to verify `code_verifier`.",
        "Invalid redirect URI",
    ] {
        let body = json!({"error":"invalid_request","hint":hint});
        let answer = json_answer(400, &body);
        assert_eq!(sorted(&answer, &code()).err(), Some(Kind::CodeRejected), "{hint}");
        assert_eq!(sorted(&answer, &refresh()).err(), Some(Kind::Configuration), "{hint}");
    }
}

#[test]
fn a_dead_refresh_token_is_known_by_hint_or_description() {
    for (hint, description, kind) in [
        ("Token has expired", "", Kind::RefreshTokenExpired),
        ("", "The token has expired", Kind::RefreshTokenExpired),
        ("", "invalid, expired, or revoked", Kind::RefreshTokenRevoked),
        ("expired", "revoked", Kind::RefreshTokenRevoked),
        ("Cannot decrypt the refresh token", "", Kind::RefreshTokenUnknown),
        ("Token is not linked to client", "", Kind::RefreshTokenUnknown),
        ("", "", Kind::RefreshTokenRevoked),
    ] {
        let body = json!({"error":"invalid_grant","hint":hint,"error_description":description});
        assert_eq!(sorted(&json_answer(400, &body), &refresh()).err(), Some(kind), "{body}");
    }
}

#[test]
fn an_error_in_a_page_is_a_gateways_and_tokens_in_one_are_tokens() {
    let refusal = answer(401, "text/html", r#"{"error":"invalid_client"}"#);
    assert_eq!(sorted(&refusal, &refresh()).err(), Some(Kind::UnexpectedAnswer));
    let tokens = answer(200, "text/html", r#"{"access_token":"a"}"#);
    assert!(sorted(&tokens, &refresh()).is_ok());
    let list = answer(200, "application/json", r#"[{"access_token":"a"}]"#);
    assert_eq!(sorted(&list, &refresh()).err(), Some(Kind::UnexpectedAnswer));
}

#[test]
fn a_redirect_is_named_by_its_host_or_not_at_all() {
    let mut moved = answer(302, "text/html", "");
    let detail = |answer: &Answer| sort(answer, &client(), &refresh()).unwrap_err().detail;
    assert_eq!(detail(&moved).as_deref(), Some("login.example"));
    // Host names are written small, whatever they were made of.
    moved.headers.insert(LOCATION, HeaderValue::from_static("https://sent-CLIENT-canary.example"));
    assert_eq!(detail(&moved), None, "it repeats the client's secret");
    moved.headers.remove(LOCATION);
    assert_eq!(detail(&moved), None);
}

#[test]
fn the_kind_of_a_token_counts_where_it_is_told() {
    for (kind, usable) in [
        (json!("bearer"), true),
        (json!("Bearer"), true),
        (json!("mac"), false),
        (json!(""), false),
        (json!(null), false),
        (json!(7), false),
    ] {
        let body = json!({"access_token":"a","refresh_token":"r","token_type":kind});
        let issued = sorted(&json_answer(200, &body), &refresh()).unwrap();
        assert_eq!(issued.access.is_some(), usable, "{kind}");
    }
}

#[test]
fn tokens_are_found_in_what_no_program_can_hold_and_behind_a_byte_order_mark() {
    let deep = format!("{}1{}", "[".repeat(200), "]".repeat(200));
    for odd in ["1e999", deep.as_str()] {
        let body = format!(
            r#"{{"access_token":"a","refresh_token":"r","token_type":"Bearer","odd":{odd}}}"#
        );
        let issued = sorted(&answer(200, "application/json", &body), &refresh()).unwrap();
        assert_eq!(issued.access.unwrap().expose_secret(), "a");
        assert_eq!(issued.refresh.unwrap().expose_secret(), "r");
        let nothing = format!(r#"{{"access_token":"a","odd":{odd}}}"#);
        let nothing = answer(200, "application/json", &nothing);
        assert_eq!(sorted(&nothing, &refresh()).err(), Some(Kind::UnexpectedAnswer));
    }
    let marked = answer(200, "application/json", "\u{feff}{\"access_token\":\"a\"}");
    assert!(sorted(&marked, &refresh()).unwrap().access.is_some());
}

#[test]
fn a_notice_of_php_before_the_tokens_is_passed_over_and_nothing_else() {
    const NOTICE: &str = "Warning: Undefined variable $x in /opt/a.php on line 7";
    const TOKENS: &str = r#"{"access_token":"a","refresh_token":"r"}"#;
    for (text, found) in [
        (format!("\n{NOTICE}\n{TOKENS}"), true),
        (format!("\nNotice: x in y on line 7\nNotice: x in y on line 8\n{TOKENS}"), true),
        (format!("\nDeprecated: x in y on line 7\n{TOKENS}"), true),
        (format!("\nStrict Standards: x in y on line 7\n{TOKENS}"), true),
        (format!("<br />\n<b>Warning</b>:  x in <b>y</b> on line <b>7</b><br />\n{TOKENS}"), true),
        (format!("{NOTICE}\n{{\"refresh_token\":\"r\"}}"), true),
        (format!("{NOTICE}\n{{\"access_token\":\"a\"}}"), true),
        (format!("{NOTICE} {TOKENS}"), false),
        (format!("{NOTICE}\n{TOKENS}x"), false),
        (format!("{NOTICE}\n{{\"access_token\":7}}"), false),
        (format!("{NOTICE}\n{{\"error\":\"invalid_client\"}}"), false),
        (format!("Fatal error: x in y on line 7\n{TOKENS}"), false),
        (format!("Warning: x\n{TOKENS}"), false),
        (format!("Warning on line 7\n{TOKENS}"), false),
        (format!("<html>\n{TOKENS}"), false),
        (format!("\n{NOTICE}\n"), false),
    ] {
        let read = sorted(&answer(200, "text/html", &text), &refresh());
        assert_eq!(read.is_ok(), found, "{text}");
    }
}
