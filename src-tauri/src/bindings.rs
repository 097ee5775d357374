//! The commands as Tauri and TypeScript know them.

use tauri::Wry;
use tauri::ipc::Invoke;

use crate::commands;

/// Hands every command, once, to a macro: Tauri's that answers them, and in tests the one that writes their types.
macro_rules! every_command {
    ($of:ident) => {
        $of![
            commands::watch,
            commands::check_address,
            commands::detect_server,
            commands::read_authority,
            commands::check_registration,
            commands::check_credentials,
            commands::add_connection,
            commands::edit_connection,
            commands::remove_connection,
            commands::sign_in,
            commands::use_local_address,
            commands::sign_in_as_other,
            commands::take_over,
            commands::turn_away,
            commands::sign_in_with_password,
            commands::use_personal_token,
            commands::personal_tokens,
            commands::create_personal_token,
            commands::revoke_personal_token,
            commands::cancel_sign_in,
            commands::paste_redirect,
            commands::copy_sign_in_link,
            commands::open_sign_in_link,
            commands::copy_token,
            commands::copy_template,
            commands::refresh,
            commands::token::check_token,
            commands::token::inspect_token,
            commands::sign_out,
            commands::retry,
            commands::copy_registration,
            commands::open_admin_page,
            commands::move_connection,
            commands::desk::change_settings,
            commands::desk::keep_proxy_password,
            commands::desk::has_proxy_password,
            commands::desk::zoom,
            commands::desk::page_is_made,
            commands::desk::abilities,
            commands::desk::open_releases,
            commands::desk::heed_summons,
            commands::activity::activity_page,
            commands::activity::export_activity,
            commands::activity::export_activity_text,
            commands::exports::copy_export_path,
            commands::requests::send_request,
            commands::requests::stop_request,
            commands::requests::remembered_requests,
            commands::requests::keep_request,
            commands::requests::drop_request,
            commands::requests::clear_request_history,
            commands::requests::endpoints,
            commands::requests::answer_lines,
            commands::requests::answer_text,
            commands::requests::fold_answer,
            commands::requests::search_answer,
            commands::requests::reveal_match,
            commands::requests::copy_answer,
            commands::sharing::export_connections,
            commands::sharing::preview_connections,
            commands::sharing::import_connections,
            commands::sharing::copy_connect_link,
            commands::sharing::close_offer,
            commands::doctor::begin_check_up,
            commands::doctor::check_up,
            commands::doctor::claim_links,
            commands::doctor::unlock_keyring,
            commands::doctor::check_up_report,
            commands::doctor::copy_check_up_report,
        ]
    };
}

/// Answers the window's commands.
pub(crate) fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    use tauri::generate_handler;
    every_command!(generate_handler)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use specta_typescript::Typescript;
    use tauri_specta::{Builder, ErrorHandlingMode, collect_commands};

    use super::*;
    use crate::command_names::COMMANDS;

    const HEADER: &str =
        "// Generated from the Rust types by `cargo test -p latchkey`. Do not edit.\n";

    fn builder() -> Builder<Wry> {
        Builder::new()
            .error_handling(ErrorHandlingMode::Result)
            .disable_serde_phases()
            .commands(every_command!(collect_commands))
    }

    fn generated() -> String {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("bindings.ts");
        builder().export(Typescript::default().header(HEADER), &file).unwrap();
        fs::read_to_string(file).unwrap()
    }

    #[test]
    fn the_types_of_the_front_end_are_fresh() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/bindings.ts");
        let generated = generated();
        let fresh = fs::read_to_string(&path).is_ok_and(|there| there == generated);
        if !fresh {
            fs::write(&path, generated).unwrap();
        }
        assert!(fresh, "ui/src/bindings.ts was out of date and has been written anew; commit it");
    }

    #[test]
    fn the_window_may_call_our_commands_and_nothing_else() {
        let invoked = generated();
        let mut called: Vec<&str> = invoked
            .split("__TAURI_INVOKE(\"")
            .skip(1)
            .filter_map(|call| call.split('"').next())
            .collect();
        let mut named = COMMANDS.to_vec();
        called.sort_unstable();
        named.sort_unstable();
        assert_eq!(called, named, "the build script knows exactly the commands there are");

        let capability: serde_json::Value =
            serde_json::from_str(include_str!("../capabilities/main.json")).unwrap();
        let allowed: Vec<String> =
            serde_json::from_value(capability["permissions"].clone()).unwrap();
        let expected = COMMANDS.map(|command| format!("allow-{}", command.replace('_', "-")));
        assert_eq!(allowed, expected, "the capability allows exactly our commands");
        assert_eq!(capability["windows"], serde_json::json!(["main"]));
        assert_eq!(capability.get("remote"), None, "no page from elsewhere may call anything");
        let files = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("capabilities"));
        assert_eq!(files.unwrap().count(), 1, "there is no other capability");
    }
}
