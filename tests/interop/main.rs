//! Latchkey against OAuth servers that nobody here wrote, started from the packages that their makers publish.
//!
//! The stand-in of the other stories knows ProcessMaker and nothing else; these show that what Latchkey takes for
//! OAuth is OAuth.
//! And what is copied as a program is run by the languages themselves.
//! Each story starts a server of its own on a free port. `.ci/setup` installs the packages.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on fails")]

#[expect(dead_code, reason = "the stories of the stand-in use the rest")]
#[path = "../support/support.rs"]
mod support;

mod stories;

mod django_oauth_toolkit;
mod oidc_provider;
mod snippets;

mod browser;
mod foreign;
