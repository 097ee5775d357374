//! The request bench: a request of a person's own, sent with the access token of a connection, and its answer to
//! read.
//!
//! A [`Draft`](request::Draft) is checked into a [`Request`](request::Request) that cannot leave the instance;
//! [`send`](send::send) brings an [`Answer`](send::Answer) without secrets; [`explain`] says what it means, and a
//! [`Document`](document::Document) shows it a few lines at a time, to whoever is [`reading`] one of the last
//! [`answers`]. [`endpoints`] is what a path can be completed from, and [`saved`] what is remembered of it all.

pub mod answers;
pub mod document;
pub mod endpoints;
pub mod explain;
pub mod reading;
pub mod request;
pub mod saved;
pub mod send;

pub(crate) mod hidden;
