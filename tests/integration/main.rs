//! The stories of Latchkey, told through the keeper: a recording desktop, a keyring in memory, the stand-in server.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on fails")]

#[path = "../support/support.rs"]
mod support;

mod activity;
mod client_check;
mod clocks;
mod connections;
mod copy_as;
mod doctor;
mod generations;
mod list;
mod managed;
mod many;
mod not_now;
mod other_ways;
mod page_server;
mod panics;
mod personal_tokens;
mod reasons;
mod refreshing;
mod releases;
mod requests;
mod secrecy;
mod settings;
mod sharing;
mod sign_in;
mod sign_out;
mod storage;
mod token_panel;
mod two_programs;
mod unseen;
