//! `GET /docs`: the OpenAPI document of ProcessMaker 4, in part.
//!
//! Paths, parameters and fields are those of the document that ProcessMaker
//! publishes, which has about twice as many; the summaries are in other words.
//! What is wrong in the original is wrong here: its OAuth addresses are those of
//! the computer on which it was made, and one of them exists nowhere.

use serde::Serialize;
use serde_json::{Value, json};

use crate::php::{self, Associative};
use crate::reply::Reply;
use crate::router::Context;
use crate::session::{self, Session, web};
use crate::settings::Docs;

/// After a line with the tag: method, path, what it takes, and the summary.
const OPERATIONS: &str = include_str!("openapi/operations.txt");

/// Name and fields, which are strings unless they say otherwise.
const SCHEMAS: &str = include_str!("openapi/schemas.txt");

/// The computer on which the document was made.
const ELSEWHERE: &str = "http://processmaker.test";

/// `GET /docs`, for everybody unless the operator has closed it.
pub(crate) fn docs(context: &mut Context<'_>) -> Reply {
    let closed = |context: &mut Context<'_>, session: &mut Session| match session.user {
        Some(_) => document("/api/1.0"),
        None => session::unauthenticated(context, session),
    };
    match context.world.docs {
        Docs::Open => document("/api/1.0"),
        Docs::Elsewhere => document(&format!("{ELSEWHERE}/api/1.0")),
        Docs::Closed => web(context, closed),
    }
}

#[derive(Serialize)]
struct Document {
    openapi: &'static str,
    info: Value,
    servers: [Value; 1],
    paths: Associative<&'static str, Associative<&'static str, Value>>,
    components: Value,
    security: [Value; 1],
}

fn document(server: &str) -> Reply {
    let document = Document {
        openapi: "3.0.0",
        info: json!({
            "title": "ProcessMaker API",
            "description": "",
            "contact": { "email": "info@processmaker.com" },
            "license": {
                "name": "Apache 2.0",
                "url": "http://www.apache.org/licenses/LICENSE-2.0.html",
            },
            "version": "1.0.0",
        }),
        servers: [json!({ "url": server })],
        paths: paths(),
        components: json!({
            "schemas": schemas(),
            "responses": {
                "404": described("Not Found", &json!({ "error": { "type": "string" } })),
                "422": described(
                    "Unprocessable Entity",
                    &json!({ "message": { "type": "string" }, "errors": { "type": "object" } }),
                ),
            },
            "parameters": parameters(),
            "securitySchemes": security_schemes(),
        }),
        security: [json!({ "passport": [], "bearer": [] })],
    };
    Reply::uncached(200)
        .header("Content-Type", "application/json")
        .body(php::indented_json(&document))
}

fn paths() -> Associative<&'static str, Associative<&'static str, Value>> {
    let mut paths: Vec<(&str, Associative<&str, Value>)> = Vec::new();
    let mut tag = "";
    for line in OPERATIONS.lines().filter(|line| !line.is_empty()) {
        if let Some(name) = line.strip_prefix("# ") {
            tag = name;
            continue;
        }
        let (operation, summary) = line.split_once(" | ").expect("a summary");
        let [method, path, takes] = operation.split(' ').collect::<Vec<_>>()[..] else {
            panic!("method, path and what it takes: {operation}")
        };
        let described = (method, describe(tag, path, takes, summary));
        match paths.iter_mut().find(|(known, _)| *known == path) {
            Some((_, Associative(methods))) => methods.push(described),
            None => paths.push((path, Associative(vec![described]))),
        }
    }
    Associative(paths)
}

fn describe(tag: &str, path: &str, takes: &str, summary: &str) -> Value {
    let in_path = path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let mut parameters: Vec<Value> = in_path.map(in_path_parameter).collect();
    let mut operation = json!({
        "tags": [tag],
        "summary": summary,
        "responses": { "200": { "description": "success" } },
    });
    match (query(takes), takes) {
        (Some(names), _) => parameters.extend(
            names.iter().map(|name| json!({ "$ref": format!("#/components/parameters/{name}") })),
        ),
        (None, "-") => {}
        (None, "file") => {
            let schema = json!({
                "type": "object",
                "properties": { "file": { "type": "string", "format": "binary" } },
            });
            operation["requestBody"] = body("multipart/form-data", schema);
        }
        (None, name) => {
            let schema = json!({ "$ref": format!("#/components/schemas/{name}") });
            operation["requestBody"] = body("application/json", schema);
        }
    }
    if !parameters.is_empty() {
        operation["parameters"] = Value::from(parameters);
    }
    operation
}

/// The parameters of the query that an operation takes, if it takes any.
fn query(takes: &str) -> Option<&'static [&'static str]> {
    match takes {
        "list" => Some(&["filter", "order_by", "order_direction", "per_page", "include"]),
        "plain-list" => Some(&["filter", "order_by", "order_direction", "per_page"]),
        "users" => {
            Some(&["status", "filter", "order_by", "order_direction", "per_page", "include"])
        }
        "page" => Some(&["per_page"]),
        "include" => Some(&["include"]),
        _ => None,
    }
}

fn in_path_parameter(name: &str) -> Value {
    let kind = if name == "token_id" { "string" } else { "integer" };
    json!({ "name": name, "in": "path", "required": true, "schema": { "type": kind } })
}

fn body(content_type: &str, schema: Value) -> Value {
    json!({ "required": true, "content": { content_type: { "schema": schema } } })
}

fn described(description: &str, properties: &Value) -> Value {
    let schema = json!({ "type": "object", "properties": properties });
    json!({ "description": description, "content": { "application/json": { "schema": schema } } })
}

fn schemas() -> Value {
    let schemas = SCHEMAS.lines().map(|line| {
        let mut words = line.split(' ');
        let name = words.next().unwrap_or_default();
        let properties = words.map(|field| {
            let (field, kind) = field.split_once(':').unwrap_or((field, "string"));
            let schema = match kind {
                "array" => json!({ "type": kind, "items": {} }),
                _ => json!({ "type": kind }),
            };
            (field.to_owned(), schema)
        });
        let properties: serde_json::Map<String, Value> = properties.collect();
        (name.to_owned(), json!({ "type": "object", "properties": properties }))
    });
    Value::Object(schemas.collect())
}

fn parameters() -> Value {
    let parameter = |name: &str, schema: Value| {
        (name.to_owned(), json!({ "name": name, "in": "query", "schema": schema }))
    };
    let text = || json!({ "type": "string" });
    let parameters = [
        parameter("filter", text()),
        parameter("order_by", text()),
        parameter(
            "order_direction",
            json!({ "type": "string", "default": "asc", "enum": ["asc", "desc"] }),
        ),
        parameter("per_page", json!({ "type": "integer", "default": "10" })),
        parameter("include", json!({ "type": "string", "default": "" })),
        parameter("status", json!({ "type": "string", "enum": ["ACTIVE", "INACTIVE"] })),
    ];
    Value::Object(parameters.into_iter().collect())
}

fn security_schemes() -> Value {
    json!({
        "passport": {
            "type": "oauth2",
            "description": "Laravel passport oauth2 security.",
            "flows": {
                "authorizationCode": {
                    "authorizationUrl": format!("{ELSEWHERE}/oauth/authorize"),
                    "tokenUrl": format!("{ELSEWHERE}/oauth/token"),
                    "refreshUrl": format!("{ELSEWHERE}/token/refresh"),
                    "scopes": {},
                },
            },
        },
        "bearer": { "type": "http", "scheme": "bearer", "bearerFormat": "JWT" },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_referred_to_exists() {
        let document: Value = serde_json::from_slice(&document("/api/1.0").body).unwrap();
        let text = document.to_string();
        let references = text.split("\"$ref\":\"#/components/").skip(1);
        let references: Vec<&str> =
            references.map(|rest| rest.split('"').next().unwrap()).collect();
        assert!(references.len() > 100);
        for reference in references {
            let (kind, name) = reference.split_once('/').unwrap();
            assert!(document["components"][kind][name].is_object(), "{reference}");
        }
    }

    #[test]
    fn an_operation_says_what_it_takes() {
        let Associative(paths) = paths();
        assert_eq!(paths.len(), 47);
        let (_, Associative(methods)) =
            paths.iter().find(|(path, _)| *path == "/users/{user_id}/tokens").unwrap();
        let (method, list) = &methods[0];
        let parameters = json!([
            { "name": "user_id", "in": "path", "required": true, "schema": { "type": "integer" } },
            { "$ref": "#/components/parameters/per_page" },
        ]);
        assert_eq!((*method, &list["parameters"]), ("get", &parameters));
        let (method, create) = &methods[1];
        let schema = &create["requestBody"]["content"]["application/json"]["schema"]["$ref"];
        assert_eq!((*method, schema), ("post", &json!("#/components/schemas/tokenName")));
        assert_eq!(list["tags"], json!(["Personal Tokens"]));
    }
}
