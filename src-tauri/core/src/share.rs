//! How connections reach other computers and other people: as a [`file`](document), or by a [`link`].
//!
//! Neither holds a secret, and neither adds anything by itself: whoever gets one sees what it is first. The client's
//! secret is asked for where a connection is used.

pub mod document;
pub mod link;
