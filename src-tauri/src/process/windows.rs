//! Windows.

use anyhow::Error;

/// Windows keeps what crashed only where somebody has told it to.
pub(crate) fn keep_out_of_core_dumps() {}

/// Waits until somebody outside wants the program to end; `false` if nobody will be heard.
pub(crate) async fn asked_to_end() -> bool {
    tokio::signal::ctrl_c().await.is_ok()
}

/// Ends the process.
pub(crate) fn end(code: i32) -> ! {
    std::process::exit(code)
}

/// Nobody needs it: a second start asks a window, which does not go away between question and answer.
pub(crate) fn start_anew(_: &str, _: &str) -> Option<Error> {
    None
}
