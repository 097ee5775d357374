//! Turns the access control of Tauri on for our own commands: without a list of them here, any page in the window
//! could call every command.

#[path = "src/command_names.rs"]
mod command_names;

fn main() {
    println!("cargo::rerun-if-changed=src/command_names.rs");
    let commands = tauri_build::AppManifest::new().commands(&command_names::COMMANDS);
    let attributes = tauri_build::Attributes::new().app_manifest(commands);
    tauri_build::try_build(attributes).expect("the files beside Cargo.toml are complete");
}
