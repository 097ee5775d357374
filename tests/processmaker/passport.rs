//! ProcessMaker 4 and 2026, both Laravel with Passport, as an installed product.

use crate::faults::{Endpoint, Trouble};
use crate::product::{Product, Registration};
use crate::reply::Reply;
use crate::request::Request;
use crate::router::{self, Context};
use crate::seed::LATCHKEY;
use crate::server::Instance;
use crate::throttle::{self, Verdict};
use crate::world::World;

impl Product for World {
    fn answer(&mut self, instance: &Instance, request: &Request) -> Reply {
        let now = instance.clock.micros();
        router::answer(&mut Context { instance, world: self, request, now })
    }

    fn trouble(&self, instance: &Instance, request: &Request, trouble: &Trouble) -> Reply {
        let wants_json = request.wants_json();
        match trouble {
            Trouble::TooManyRequests { retry_after } => {
                throttle::passed(Reply::too_many_requests(wants_json), 60, 0)
                    .header("Retry-After", retry_after)
            }
            Trouble::Maintenance { retry_after } => Reply::maintenance(retry_after, wants_json),
            Trouble::ServerError => {
                let reply = Reply::server_error(wants_json);
                // Only here the request has come as far as the throttle.
                match (self.endpoint(request), instance.count_attempt(request.peer)) {
                    (Some(Endpoint::Token), Verdict::Pass { limit, remaining }) => {
                        throttle::passed(reply, limit, remaining)
                    }
                    (_, _) => reply,
                }
            }
        }
    }

    fn endpoint(&self, request: &Request) -> Option<Endpoint> {
        router::endpoint(request)
    }

    fn logged_path(&self, path: &str) -> String {
        path.to_owned()
    }

    fn login_path(&self) -> String {
        "/login".to_owned()
    }

    fn password_of(&self, username: &str) -> Option<String> {
        Some(self.user_named(username)?.password.clone())
    }

    fn registration(&self) -> Option<Registration> {
        let client = self.clients.get(&LATCHKEY)?;
        Some(Registration {
            client_id: client.id.to_string(),
            client_secret: client.secret.clone(),
            name: client.name.clone(),
            redirect: client.redirect.clone(),
        })
    }

    fn register(&mut self, redirect: Option<&str>, secret: Option<&str>) -> Option<()> {
        let client = self.clients.get_mut(&LATCHKEY)?;
        if let Some(redirect) = redirect {
            redirect.clone_into(&mut client.redirect);
        }
        if let Some(secret) = secret {
            secret.clone_into(&mut client.secret);
        }
        Some(())
    }

    fn revoke_tokens_of(&mut self, username: &str) -> Option<()> {
        let user = self.user_named(username)?.id;
        self.revoke_tokens_of_user(user);
        Some(())
    }

    fn change_passwords(&mut self, password: &str) {
        for user in self.users.values_mut() {
            password.clone_into(&mut user.password);
        }
    }

    fn end_sessions(&mut self) {
        self.sessions.clear();
    }
}
