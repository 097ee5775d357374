//! The stories of Latchkey, told through the keeper: a recording desktop, a keyring in memory, the stand-in server.

#[path = "../support/support.rs"]
mod support;

mod connections;
mod refreshing;
mod sign_in;
mod sign_out;
mod storage;
