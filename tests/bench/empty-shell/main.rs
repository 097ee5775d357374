//! What Tauri alone costs: the window of Latchkey with a blank page in it, for the benchmark to compare with.
//!
//! `empty-shell word` has a word in it: of a blank page nobody learns when it is painted.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::path::PathBuf;

use tauri::utils::config::WebviewUrl;

fn main() -> tauri::Result<()> {
    let mut context = tauri::generate_context!();
    if std::env::args().nth(1).as_deref() == Some("word") {
        for window in &mut context.config_mut().app.windows {
            window.url = WebviewUrl::App(PathBuf::from("word.html"));
        }
    }
    tauri::Builder::default().run(context)
}
