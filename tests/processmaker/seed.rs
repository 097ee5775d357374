//! What is in the database at the start.

use sha2::{Digest, Sha256};

use crate::client::{GrantKind, NewClient};
use crate::secret::hex;
use crate::settings::Seed;
use crate::world::World;

/// The user that the demo suggests.
pub(crate) const DEMO_USER: &str = "maria";

/// Everybody's password in the demo.
pub(crate) const DEMO_PASSWORD: &str = "demo";

/// The client id of Latchkey in the demo.
pub(crate) const LATCHKEY: u64 = 4;

/// Kept across starts, so that a developer's saved connection stays right.
const LATCHKEY_SECRET: &str = "latchkeyDemoClientSecret0000000000000004";

/// The schemes of an installed Latchkey and of a development build.
const SCHEMES: [&str; 2] = ["io.github.latchkey-app", "io.github.latchkey-app.dev"];

pub(crate) fn plant(world: &mut World, seed: Seed, base_url: &str, now: i64) {
    let nowhere = "http://localhost";
    let personal = NewClient::authorization_code("PmApi", nowhere).kind(GrantKind::PersonalAccess);
    world.add_client(personal, now);
    world.add_client(NewClient::authorization_code("Swagger UI Auth", nowhere), now);
    world.add_client(NewClient::password("Password Grant"), now);
    world.add_user("admin", "Admin User", DEMO_PASSWORD, now).is_administrator = true;
    match seed {
        Seed::Installation => {}
        Seed::Demo => {
            world.add_user(DEMO_USER, "Maria Silva", DEMO_PASSWORD, now);
            world.add_user("jane", "Jane Doe", DEMO_PASSWORD, now);
            let latchkey = NewClient::authorization_code("Latchkey", &redirects(base_url));
            world.add_client(latchkey.secret(LATCHKEY_SECRET), now);
        }
    }
}

/// What an administrator pastes for Latchkey, with the scheme of development
/// builds as well.
fn redirects(base_url: &str) -> String {
    let loopback = format!("http://127.0.0.1/callback/{}", server_id(base_url));
    let [installed, development] = deep_links(base_url);
    format!("{loopback},{installed},{development}")
}

/// The deep links of an installed Latchkey and of a development build.
pub(crate) fn deep_links(base_url: &str) -> [String; 2] {
    let id = server_id(base_url);
    SCHEMES.map(|scheme| format!("{scheme}://oauth/callback/{id}"))
}

/// What keeps the redirects of two servers apart: the first 16 hex digits of
/// SHA-256 over the base URL without a slash at its end.
pub fn server_id(base_url: &str) -> String {
    let digest = Sha256::digest(base_url.trim_end_matches('/'));
    hex(&digest[..8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_id_ignores_the_slash_at_the_end() {
        assert_eq!(server_id("http://127.0.0.1:8095/"), server_id("http://127.0.0.1:8095"));
        assert_eq!(server_id("http://127.0.0.1:8095").len(), 16);
    }
}
