//! The person's browser, by the launcher of each system.

#[cfg_attr(target_os = "linux", path = "browser/linux.rs")]
#[cfg_attr(not(target_os = "linux"), path = "browser/elsewhere.rs")]
mod imp;

pub(crate) use imp::open;
