//! The colours of the window, and of what the system draws around it: light or dark, as the person or the desktop says.

#[cfg_attr(target_os = "linux", path = "look/linux.rs")]
#[cfg_attr(not(target_os = "linux"), path = "look/elsewhere.rs")]
mod imp;

pub(crate) use imp::Look;
