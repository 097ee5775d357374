//! Linux and macOS.

use std::os::unix::process::CommandExt as _;
use std::process::Command;

use anyhow::Error;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::signal::unix::{SignalKind, signal};
use tracing::debug;

/// What crashes leaves its memory, and so its tokens, on the disk.
pub(crate) fn keep_out_of_core_dumps() {
    let limit = Rlimit { current: Some(0), ..getrlimit(Resource::Core) };
    if let Err(error) = setrlimit(Resource::Core, limit) {
        debug!(%error, "core dumps stay on");
    }
}

/// Waits until somebody outside wants the program to end; `false` if nobody will be heard.
pub(crate) async fn asked_to_end() -> bool {
    let (Ok(mut term), Ok(mut hang_up)) =
        (signal(SignalKind::terminate()), signal(SignalKind::hangup()))
    else {
        return false;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = term.recv() => {}
        _ = hang_up.recv() => {}
    }
    true
}

/// Becomes a new start of the same program, with one variable more; what comes back is why not.
pub(crate) fn start_anew(variable: &str, value: &str) -> Option<Error> {
    let program = match std::env::current_exe() {
        Ok(program) => program,
        Err(error) => return Some(error.into()),
    };
    let mut start = Command::new(program);
    start.args(std::env::args_os().skip(1)).env(variable, value);
    Some(start.exec().into())
}
