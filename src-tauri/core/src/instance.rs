//! A ProcessMaker at an address: which generation it is, and where its endpoints are.
//!
//! Every endpoint is derived from one address and cannot be configured apart (RFC 9700, 4.4.2).

use serde::{Deserialize, Serialize};
use url::Url;

use crate::authority::Authority;
use crate::connection::ServerUrl;

/// The generations whose servers are asked differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Generation {
    /// ProcessMaker 3: a workspace each, opaque tokens, no PKCE.
    Version3,
    /// ProcessMaker 4 up to 4.15.
    #[default]
    Version4,
    /// ProcessMaker of 2026: other error codes, client secrets that are shown once.
    Version2026,
}

/// One ProcessMaker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    /// Where it is; of version 3, with the workspace at the end.
    pub server: ServerUrl,
    /// What it is.
    pub generation: Generation,
    /// Who vouches for it, beside those whom the system trusts.
    pub authority: Option<Authority>,
}

impl Instance {
    /// One for which those vouch whom the system trusts.
    #[must_use]
    pub fn new(server: ServerUrl, generation: Generation) -> Self {
        Self { server, generation, authority: None }
    }

    /// Where the browser is sent (RFC 6749, 3.1).
    #[must_use]
    pub fn authorization_endpoint(&self) -> Url {
        self.server.at(if self.is_version_3() { "oauth2/authorize" } else { "oauth/authorize" })
    }

    /// Where grants are traded for tokens (RFC 6749, 3.2).
    #[must_use]
    pub fn token_endpoint(&self) -> Url {
        self.server.at(if self.is_version_3() { "oauth2/token" } else { "oauth/token" })
    }

    /// The record of the person that a token speaks for. Version 3 knows from the token whose; the others have to be
    /// told the token's `sub`.
    #[must_use]
    pub fn person(&self, subject: Option<&str>) -> Option<Url> {
        if let Some(workspace) = self.workspace() {
            let mut url = self.beside_workspace();
            url.path_segments_mut()
                .ok()?
                .pop_if_empty()
                .extend(["api", "1.0", workspace, "light", "user", "data"]);
            return Some(url);
        }
        let mut url = self.server.at("api/1.0/users");
        url.path_segments_mut().ok()?.push(segment(subject?)?);
        Some(url)
    }

    /// Where an access token is taken back with itself.
    #[must_use]
    pub fn revocation(&self, subject: Option<&str>, token_id: &str) -> Option<Url> {
        let mut url =
            if self.is_version_3() { self.server.at("oauth2") } else { self.person(subject)? };
        let mut path = url.path_segments_mut().ok()?;
        if !self.is_version_3() {
            path.push("tokens");
        }
        path.push(segment(token_id)?);
        drop(path);
        Some(url)
    }

    /// The page where an administrator registers clients.
    #[must_use]
    pub fn admin_page(&self) -> Url {
        let Some(workspace) = self.workspace() else { return self.server.admin_page() };
        let mut url = self.beside_workspace();
        let page = [&format!("sys{workspace}"), "en", "neoclassic", "oauth2", "applications"];
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(page);
        }
        url
    }

    /// Whether a refresh ends every copy of the access token before it. In version 3 they live on until their end.
    #[must_use]
    pub fn refresh_ends_copies(&self) -> bool {
        !self.is_version_3()
    }

    /// Whether the server says beforehand if it knows a redirect address. Version 3 sends everybody to its login page
    /// first.
    #[must_use]
    pub fn can_be_asked_first(&self) -> bool {
        !self.is_version_3()
    }

    /// Whether a sign-in may come back to a port of this computer: version 3 compares the port, too, and the one of a
    /// listener is never the same.
    #[must_use]
    pub fn takes_any_port(&self) -> bool {
        !self.is_version_3()
    }

    /// Whether it can be told to ask who signs in, whomever the browser remembers.
    #[must_use]
    pub fn can_ask_anew(&self) -> bool {
        !self.is_version_3()
    }

    /// Whether it is asked in the way of version 3.
    #[must_use]
    pub fn is_version_3(&self) -> bool {
        self.generation == Generation::Version3
    }

    /// The workspace of version 3: the last part of the address.
    pub(crate) fn workspace(&self) -> Option<&str> {
        let last = self.server.as_str().rsplit('/').next()?;
        self.is_version_3().then_some(last)
    }

    /// The address without the workspace.
    pub(crate) fn beside_workspace(&self) -> Url {
        let mut url = self.server.at("");
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().pop();
        }
        url
    }
}

/// What a token says of itself as one part of a path. Of dots, [`Url`] makes no part at all or goes up, and line
/// breaks between them it does not see: that would name everybody.
fn segment(text: &str) -> Option<&str> {
    let dots = text.bytes().all(|b| b == b'.');
    (!dots && !text.chars().any(char::is_control)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instance(address: &str, generation: Generation) -> Instance {
        Instance::new(ServerUrl::parse(address).unwrap(), generation)
    }

    #[test]
    fn endpoints_are_where_each_generation_has_them() {
        let four = instance("https://acme.example/pm", Generation::Version4);
        let three = instance("https://acme.example/pm/sales", Generation::Version3);
        let text = |url: Url| url.as_str().to_owned();
        for (instance, endpoints) in [
            (
                &four,
                [
                    "https://acme.example/pm/oauth/authorize",
                    "https://acme.example/pm/oauth/token",
                    "https://acme.example/pm/api/1.0/users/2",
                    "https://acme.example/pm/api/1.0/users/2/tokens/ab",
                    "https://acme.example/pm/admin/auth-clients",
                ],
            ),
            (
                &three,
                [
                    "https://acme.example/pm/sales/oauth2/authorize",
                    "https://acme.example/pm/sales/oauth2/token",
                    "https://acme.example/pm/api/1.0/sales/light/user/data",
                    "https://acme.example/pm/sales/oauth2/ab",
                    "https://acme.example/pm/syssales/en/neoclassic/oauth2/applications",
                ],
            ),
        ] {
            let found = [
                text(instance.authorization_endpoint()),
                text(instance.token_endpoint()),
                text(instance.person(Some("2")).unwrap()),
                text(instance.revocation(Some("2"), "ab").unwrap()),
                text(instance.admin_page()),
            ];
            assert_eq!(found, endpoints);
        }
        assert_eq!(four.person(None), None, "nobody to ask about");
        let root = instance("https://acme.example/workflow", Generation::Version3);
        assert_eq!(
            root.person(None).unwrap().as_str(),
            "https://acme.example/api/1.0/workflow/light/user/data"
        );
    }

    #[test]
    fn only_version_3_has_its_own_ways() {
        for (generation, newer) in [
            (Generation::Version3, false),
            (Generation::Version4, true),
            (Generation::Version2026, true),
        ] {
            let instance = instance("https://acme.example/workflow", generation);
            assert_eq!(
                [
                    instance.refresh_ends_copies(),
                    instance.can_be_asked_first(),
                    instance.takes_any_port(),
                    instance.can_ask_anew(),
                    !instance.is_version_3(),
                ],
                [newer; 5],
                "{generation:?}"
            );
        }
    }

    #[test]
    fn a_subject_cannot_leave_the_users_folder() {
        let four = instance("https://acme.example/pm", Generation::Version4);
        let url = four.person(Some("../tokens?x#y")).unwrap();
        assert_eq!(url.path(), "/pm/api/1.0/users/..%2Ftokens%3Fx%23y");
    }

    #[test]
    fn an_id_of_dots_names_nobody() {
        let four = instance("https://acme.example/pm", Generation::Version4);
        let three = instance("https://acme.example/pm/sales", Generation::Version3);
        for dots in ["", ".", "..", ".\n.", "\t.."] {
            assert_eq!(four.person(Some(dots)), None, "{dots:?}");
            assert_eq!(four.revocation(Some(dots), "ab"), None, "{dots:?}");
            assert_eq!(four.revocation(Some("2"), dots), None, "{dots:?}");
            assert_eq!(three.revocation(None, dots), None, "{dots:?}");
        }
        let spelt = four.person(Some("%2e%2E")).unwrap();
        assert_eq!(spelt.path(), "/pm/api/1.0/users/%252e%252E", "a percent sign is taken as one");
    }
}
