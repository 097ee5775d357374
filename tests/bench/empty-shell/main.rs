//! What Tauri alone costs: the window of Latchkey with a blank page in it, for the benchmark to compare with.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!())
}
