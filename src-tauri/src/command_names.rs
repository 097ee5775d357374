//! The commands that the window may call, for the build script and for the tests.

pub(crate) const COMMANDS: [&str; 18] = [
    "watch",
    "check_address",
    "add_connection",
    "edit_connection",
    "remove_connection",
    "sign_in",
    "use_local_address",
    "cancel_sign_in",
    "paste_redirect",
    "copy_sign_in_link",
    "open_sign_in_link",
    "copy_token",
    "refresh",
    "sign_out",
    "retry",
    "copy_registration",
    "open_admin_page",
    "change_settings",
];
