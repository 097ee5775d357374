//! What must be true of the files beside the code, checked by the tests.

use std::fs;
use std::path::Path;

use latchkey_core::product::{DEVELOPMENT, INSTALLED};
use serde_json::{Value, json};
use tauri::Config;

use crate::call_it;

fn configuration() -> Value {
    serde_json::from_str(include_str!("../tauri.conf.json")).unwrap()
}

fn security() -> Value {
    configuration()["app"]["security"].clone()
}

#[test]
fn the_installed_program_is_called_as_the_core_says() {
    let written = configuration();
    assert_eq!(written["productName"], INSTALLED.name);
    assert_eq!(written["identifier"], INSTALLED.identifier);
    let links = json!({ "desktop": { "schemes": [INSTALLED.scheme] } });
    assert_eq!(written["plugins"], json!({ "deep-link": links }));
}

#[test]
fn a_developers_build_takes_its_own_names() {
    let mut config: Config = serde_json::from_value(configuration()).unwrap();
    call_it(&INSTALLED, &mut config);
    let installed = serde_json::from_value::<Config>(configuration()).unwrap();
    assert_eq!(config, installed, "an installed program is called as the file says");
    call_it(&DEVELOPMENT, &mut config);
    assert_eq!(config.identifier, DEVELOPMENT.identifier);
    let links = json!({ "desktop": { "schemes": [DEVELOPMENT.scheme] } });
    assert_eq!(config.plugins.0["deep-link"], links);
}

#[test]
fn the_page_may_load_itself_and_speak_to_the_program_only() {
    let policy = security()["csp"].clone();
    let policy: Vec<(String, Vec<String>)> = policy
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, sources)| {
            let sources = sources.as_str().unwrap().split(' ').map(str::to_owned).collect();
            (name.clone(), sources)
        })
        .collect();
    for (name, sources) in &policy {
        let allowed: &[&str] = match name.as_str() {
            "script-src" | "style-src" | "img-src" | "font-src" => &["'self'"],
            "connect-src" => &["ipc:", "http://ipc.localhost"],
            "webrtc" => &["'block'"],
            _ => &["'none'"],
        };
        assert_eq!(sources, allowed, "{name}");
    }
    for name in ["default-src", "base-uri", "form-action", "frame-src", "frame-ancestors"] {
        assert!(policy.iter().any(|(there, _)| there == name), "{name} is limited");
    }
    // Else Tauri would add nonces and hashes, and whoever has a nonce may load scripts from anywhere.
    let untouched = json!(["script-src", "style-src"]);
    assert_eq!(security()["dangerousDisableAssetCspModification"], untouched);
}

#[test]
fn the_window_has_no_more_than_it_needs() {
    let app = configuration()["app"].clone();
    assert_eq!(app["windows"], json!([]), "the window is made in code, with its limits");
    assert_eq!(app["withGlobalTauri"], false);
    let security = security();
    assert_eq!(security["freezePrototype"], true);
    assert_eq!(security["assetProtocol"], json!({ "enable": false }));
    assert_eq!(security["capabilities"], json!(["main"]));
    assert_eq!(configuration()["build"]["removeUnusedCommands"], true);
    let headers = &security["headers"];
    assert_eq!(headers["Cross-Origin-Opener-Policy"], "same-origin");
    assert_eq!(headers["Cross-Origin-Resource-Policy"], "same-origin");
    let denied = headers["Permissions-Policy"].as_str().unwrap();
    assert!(denied.split(", ").all(|permission| permission.ends_with("=()")), "{denied}");
}

#[test]
fn tauri_is_built_without_its_open_doors() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let [workspace, shell] = ["../Cargo.toml", "Cargo.toml"]
        .map(|manifest| fs::read_to_string(folder.join(manifest)).unwrap());
    let tauri = workspace.lines().find(|line| line.starts_with("tauri = ")).unwrap();
    assert!(tauri.contains("default-features = false"), "{tauri}");
    assert!(shell.contains("\ntauri.workspace = true\n"), "the shell takes that one");
    for (feature, why) in [
        ("devtools", "anybody could open them in an installed program"),
        ("tracing", "it writes what commands are sent, client secrets too"),
        ("dynamic-acl", "a page could be allowed more at run time"),
        ("unstable", "nobody has looked at it"),
    ] {
        let named = format!("\"{feature}\"");
        assert!(!workspace.contains(&named) && !shell.contains(&named), "{feature}: {why}");
    }
}
