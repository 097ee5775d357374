//! OAuth 2.0 as ProcessMaker speaks it: authorization code with PKCE, and the refresh grant.
//!
//! Written out instead of taken from a general library because such a library loses what this server says: the
//! `hint` of an error, and the refresh token of an answer that is odd in another place.

pub(crate) mod answer;
pub mod authorize;
pub mod client_check;
pub mod exchange;
pub mod loopback_request;
pub mod preflight;
pub mod redirect;
