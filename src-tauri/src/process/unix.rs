//! Linux and macOS.

use std::os::unix::process::CommandExt as _;
use std::process::Command;

use anyhow::Error;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::signal::unix::{SignalKind, signal};
use tracing::debug;

/// What crashes leaves its memory, and so its tokens, on the disk. What this program starts inherits it: the web
/// view's programs are held to it too.
pub(crate) fn keep_out_of_core_dumps() {
    // Less than any dump takes. On Linux a collector of crashes is handed dumps whatever the limit, unless it is 1.
    let most = u64::from(cfg!(target_os = "linux"));
    let now = getrlimit(Resource::Core);
    let current = now.maximum.map_or(most, |all| most.min(all));
    if let Err(error) = setrlimit(Resource::Core, Rlimit { current: Some(current), ..now }) {
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

/// Ends the process at once, without what libraries do at the end of one. A thread of the window library goes on reading
/// keys meanwhile, through a library that is taken down: a key let go in that moment would be a crash.
pub(crate) fn end(code: i32) -> ! {
    signal_hook::low_level::exit(code)
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
