use super::*;
use crate::bench::request::{Draft as RequestDraft, Method};
use crate::connection::{self, ConnectionId, Draft, Environment};
use crate::instance::Generation;

fn connection(name: &str) -> Connection {
    let draft = Draft {
        name: name.into(),
        address: "https://acme.example/pm".into(),
        environment: Environment::Test,
        client_id: "4".into(),
        method: connection::Method::Browser,
        generation: Generation::Version4,
        authority: None,
    };
    draft.check(ConnectionId::random()).unwrap()
}

fn request(method: Method, path: &str, body: &str) -> Request {
    let headers = if body.is_empty() { vec![] } else { vec![("X-Why".into(), "it's".into())] };
    RequestDraft { method, path: path.into(), headers, body: body.into() }.check().unwrap()
}

fn reading() -> Request {
    request(Method::Get, "/api/1.0/users/2?include=a", "")
}

fn with(form: Form) -> String {
    let token = AccessToken::new("eyJ0.canary.sig".into());
    with_token(form, &connection("Acme"), &reading(), &token).expose_secret().to_owned()
}

fn without(form: Form) -> Option<String> {
    without_token(form, &connection("Acme"), &reading())
}

#[test]
fn a_token_is_written_in_every_form() {
    let url = "https://acme.example/pm/api/1.0/users/2?include=a";
    assert_eq!(with(Form::Token), "eyJ0.canary.sig");
    assert_eq!(with(Form::Header), "Authorization: Bearer eyJ0.canary.sig");
    assert_eq!(
        with(Form::Curl),
        format!(
            "curl --fail-with-body --request GET \\\n  '{url}' \\\n  --header 'Accept: application/json' \\\n  \
             --header 'Authorization: Bearer eyJ0.canary.sig'\n"
        )
    );
    assert_eq!(
        with(Form::Python),
        format!(
            "import requests\n\nresponse = requests.request(\n    \"GET\",\n    \"{url}\",\n    headers={{\n        \
             \"Accept\": \"application/json\",\n        \"Authorization\": \"Bearer eyJ0.canary.sig\",\n    }},\n    \
             timeout=30,\n)\nresponse.raise_for_status()\nprint(response.text)\n"
        )
    );
    assert_eq!(
        with(Form::DotEnv),
        "PROCESSMAKER_URL=https://acme.example/pm\nPROCESSMAKER_TOKEN=eyJ0.canary.sig\n"
    );
    assert_eq!(
        with(Form::Bruno),
        "vars {\n  base_url: https://acme.example/pm\n  access_token: eyJ0.canary.sig\n}\n"
    );
}

#[test]
fn environments_can_be_read_by_the_programs_they_are_for() {
    let postman: serde_json::Value = serde_json::from_str(&with(Form::Postman)).unwrap();
    assert_eq!(postman["name"], "Acme");
    assert_eq!(postman["values"][1]["key"], "access_token");
    assert_eq!(postman["values"][1]["value"], "eyJ0.canary.sig");
    assert_eq!(postman["values"][1]["type"], "secret");
    assert_eq!(postman["_postman_variable_scope"], "environment");
    let insomnia: serde_json::Value = serde_json::from_str(&with(Form::Insomnia)).unwrap();
    assert_eq!(insomnia["base_url"], "https://acme.example/pm");
    assert_eq!(insomnia["access_token"], "eyJ0.canary.sig");
}

#[test]
fn without_a_token_a_form_says_where_it_comes_from() {
    for form in Form::ALL {
        let text = without(form);
        assert_eq!(text.is_some(), form != Form::Token, "{form:?}");
        let Some(text) = text else { continue };
        assert!(!text.contains("canary"), "{form:?}: {text}");
        let program = matches!(
            form,
            Form::Curl
                | Form::Python
                | Form::JavaScript
                | Form::Php
                | Form::PowerShell
                | Form::DotEnv
        );
        assert_eq!(text.contains(VARIABLE), program, "{form:?}: {text}");
    }
}

#[test]
fn what_is_written_with_a_token_is_not_printed() {
    let token = AccessToken::new("eyJ0.canary.sig".into());
    for form in Form::ALL {
        let text = with_token(form, &connection("Acme"), &reading(), &token);
        assert!(text.expose_secret().contains("canary"), "{form:?}");
        assert_eq!(format!("{text:?}"), "SecretText([redacted])");
    }
}

#[test]
fn whatever_a_person_typed_stays_a_text_of_the_language() {
    let body = r#"{"a":"it's \"$HOME\" `id` \\ {}"}"#;
    let request = request(Method::Post, "/api/1.0/it's?q=$(id)", body);
    let connection = connection("Acme");
    let written = |form| without_token(form, &connection, &request).unwrap();
    assert!(written(Form::Curl).contains(r"'https://acme.example/pm/api/1.0/it'\''s?q=$(id)'"));
    assert!(written(Form::Curl).contains(r"--header 'x-why: it'\''s'"));
    assert!(written(Form::Php).contains(r"'https://acme.example/pm/api/1.0/it\'s?q=$(id)'"));
    assert!(written(Form::PowerShell).contains("'https://acme.example/pm/api/1.0/it''s?q=$(id)'"));
    let quoted = serde_json::Value::from(body).to_string();
    for form in [Form::Python, Form::JavaScript] {
        assert!(written(form).contains(&quoted), "{form:?}: {}", written(form));
    }
}

#[test]
fn a_name_can_break_no_environment() {
    let connection = connection(r#"It's "Acme" \ {}"#);
    let token = AccessToken::new("it's#1".into());
    let text = |form| with_token(form, &connection, &reading(), &token).expose_secret().to_owned();
    let postman: serde_json::Value = serde_json::from_str(&text(Form::Postman)).unwrap();
    assert_eq!(postman["name"], connection.name);
    assert!(text(Form::DotEnv).ends_with("PROCESSMAKER_TOKEN='it's#1'\n"));
}

#[test]
fn every_form_has_a_key_of_its_own() {
    for form in Form::ALL {
        assert_eq!(Form::from_key(form.key()), Some(form));
    }
    assert_eq!(Form::from_key("cobol"), None);
}
