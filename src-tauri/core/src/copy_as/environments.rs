//! Files from which other programs take address and token.

use serde_json::json;

use super::{ADDRESS_VARIABLE, Filling, VARIABLE};
use crate::connection::Connection;

pub(super) fn dot_env(connection: &Connection, filling: &Filling<'_>) -> String {
    let address = assigned(connection.server.as_str());
    let token = assigned(filling.or_empty());
    format!("{ADDRESS_VARIABLE}={address}\n{VARIABLE}={token}\n")
}

/// As Postman exports one; it takes the text at "Import".
pub(super) fn postman(connection: &Connection, filling: &Filling<'_>) -> String {
    let value = |key: &str, value: &str, kind: &str| json!({ "key": key, "value": value, "type": kind, "enabled": true });
    pretty(&json!({
        "name": connection.name,
        "values": [
            value("base_url", connection.server.as_str(), "default"),
            value("access_token", filling.or_empty(), "secret"),
        ],
        "_postman_variable_scope": "environment",
    }))
}

/// A file for `environments/` of a collection.
pub(super) fn bruno(connection: &Connection, filling: &Filling<'_>) -> String {
    let (address, token) = (connection.server.as_str(), filling.or_empty());
    format!("vars {{\n  base_url: {address}\n  access_token: {token}\n}}\n")
}

/// What stands in the editor of an environment.
pub(super) fn insomnia(connection: &Connection, filling: &Filling<'_>) -> String {
    pretty(&json!({ "base_url": connection.server.as_str(), "access_token": filling.or_empty() }))
}

fn pretty(value: &serde_json::Value) -> String {
    format!("{value:#}\n")
}

/// A value of a `.env` file; bare where every dialect reads it alike, else in single quotes, which most take as they
/// are.
fn assigned(value: &str) -> String {
    let bare = |b: u8| b.is_ascii_alphanumeric() || b"-._~:/?&=+%@".contains(&b);
    if value.bytes().all(bare) { value.to_owned() } else { format!("'{value}'") }
}
