//! What the stories need: a desktop that records, a keyring that can fail, and the real keeper between them.

pub(crate) mod app;
pub(crate) mod desktop;
pub(crate) mod keyring;

pub(crate) use app::App;
