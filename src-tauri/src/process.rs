//! What each system knows of a process: how it is asked to end, what it leaves behind, how it begins anew.

#[cfg_attr(unix, path = "process/unix.rs")]
#[cfg_attr(windows, path = "process/windows.rs")]
mod imp;

pub(crate) use imp::{asked_to_end, end, keep_out_of_core_dumps, start_anew};
