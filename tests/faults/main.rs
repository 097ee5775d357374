//! The list of faults, one by one: what is broken on purpose, and what Latchkey does about it.
//!
//! The name of every test that proves a fault begins with its number, here and wherever else a fault is proved;
//! [`list`] sees to it that none is forgotten.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on fails")]

#[expect(dead_code, reason = "the other stories use the rest")]
#[path = "../support/support.rs"]
mod support;

mod list;

#[cfg(target_os = "linux")]
mod authorities;
mod certificates;
mod clocks;
#[cfg(windows)]
mod credential_manager;
mod desktop_proxies;
mod keyring;
mod network;
mod programs;
mod proxies;
mod redirects;
mod token_endpoint;

mod alone;
mod asking;
mod raw_server;
mod tls_server;
