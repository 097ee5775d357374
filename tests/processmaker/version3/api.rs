//! `/api/1.0/{workspace}`: who am I, and Restler's way of refusing.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;

use crate::reply::Reply;

use super::error::restler;
use super::router::Context;
use super::world::User;

/// A photograph that nobody shrank.
const PHOTO_BYTES: usize = 96 * 1024;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Route {
    WhoAmI,
    Unknown,
}

impl Route {
    /// The route of a path below `/api/1.0/{workspace}`.
    pub(crate) fn parse(segments: &[&str]) -> Self {
        match segments {
            ["light", "user", "data"] => Self::WhoAmI,
            _ => Self::Unknown,
        }
    }
}

pub(crate) fn answer(context: &Context<'_>, route: &Route) -> Reply {
    let token = context.request.bearer();
    match (token.and_then(|token| context.world.authenticate(token, context.now)), route) {
        (None, _) => restler(401, None),
        (Some(user), Route::WhoAmI) => Reply::json(200, &Person::new(user)),
        (Some(_), Route::Unknown) => restler(404, None),
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Person<'a> {
    user_id: &'a str,
    user_name: &'a str,
    first_name: &'a str,
    last_name: &'a str,
    full_name: String,
    email: String,
    user_role: &'static str,
    user_photo: String,
}

impl<'a> Person<'a> {
    fn new(user: &'a User) -> Self {
        Self {
            user_id: &user.uid,
            user_name: &user.username,
            first_name: &user.firstname,
            last_name: &user.lastname,
            full_name: user.fullname(),
            email: user.email(),
            user_role: user.role,
            user_photo: BASE64_STANDARD.encode(vec![0; PHOTO_BYTES]),
        }
    }
}
