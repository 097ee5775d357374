//! What the socket, the browser and the steering need from whichever
//! ProcessMaker is installed, and that handful only.

use crate::faults::{Endpoint, Trouble};
use crate::reply::Reply;
use crate::request::Request;
use crate::server::Instance;

/// A ProcessMaker with its database.
pub(crate) trait Product {
    /// Answers a request.
    fn answer(&mut self, instance: &Instance, request: &Request) -> Reply;

    /// Answers a request that met trouble before it was processed.
    fn trouble(&self, instance: &Instance, request: &Request, trouble: &Trouble) -> Reply;

    /// The endpoint of a request, as faults are planned.
    fn endpoint(&self, request: &Request) -> Option<Endpoint>;

    /// A path as the log keeps it, without any secret in it.
    fn logged_path(&self, path: &str) -> String;

    /// The page on which a person signs in who is on the way to nowhere else.
    fn login_path(&self) -> String;

    /// What a person of this name types into it.
    fn password_of(&self, username: &str) -> Option<String>;

    /// Latchkey as an administrator registered it.
    fn registration(&self) -> Option<Registration>;

    /// Registers Latchkey otherwise; `None` if it is not registered at all.
    fn register(&mut self, redirect: Option<&str>, secret: Option<&str>) -> Option<()>;

    /// Revokes all tokens of a user, if there is one of this name.
    fn revoke_tokens_of(&mut self, username: &str) -> Option<()>;

    /// Gives everybody this password.
    fn change_passwords(&mut self, password: &str);

    /// Signs every browser out.
    fn end_sessions(&mut self);
}

/// How a client is registered, whatever the generation calls it.
pub(crate) struct Registration {
    pub(crate) client_id: String,
    pub(crate) client_secret: String,
    pub(crate) name: String,
    /// As pasted, with the separator of the generation.
    pub(crate) redirect: String,
}
