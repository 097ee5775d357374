//! OAuth clients ("Auth Clients" in ProcessMaker's administration).

use crate::redirect;

/// What a client was registered for: the boxes of ProcessMaker's form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GrantKind {
    /// "Enable Authorization Code Grant" alone.
    AuthorizationCode,
    /// "Enable Password Grant".
    Password,
    /// "Enable Personal Access Tokens".
    PersonalAccess,
}

/// A row of `oauth_clients`.
#[derive(Clone)]
pub struct Client {
    /// `client_id`: a small number.
    pub id: u64,
    /// What the consent page calls it.
    pub name: String,
    /// `client_secret`; empty for a public client, which only a change in the
    /// database can make.
    pub secret: String,
    /// The registered redirects as pasted: one string, split at commas.
    pub redirect: String,
    /// The boxes ticked.
    pub grants: Vec<GrantKind>,
    /// Revoked clients are unknown to every endpoint.
    pub revoked: bool,
    /// Microseconds since 1970, as all times of rows.
    pub(crate) created: i64,
    pub(crate) updated: i64,
}

impl Client {
    /// Whether it has a secret to prove.
    pub(crate) fn is_confidential(&self) -> bool {
        !self.secret.is_empty()
    }

    /// Whether a password or personal access box is ticked, which makes
    /// Passport refuse every code exchange.
    pub(crate) fn is_first_party(&self) -> bool {
        self.allows(GrantKind::Password) || self.allows(GrantKind::PersonalAccess)
    }

    pub(crate) fn allows(&self, kind: GrantKind) -> bool {
        self.grants.contains(&kind)
    }

    /// The registered redirects.
    pub(crate) fn redirects(&self) -> Vec<&str> {
        self.redirect.split(',').collect()
    }

    /// Whether `uri` is registered.
    pub(crate) fn accepts_redirect(&self, uri: &str) -> bool {
        redirect::is_registered(uri, &self.redirects())
    }
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client")
            .field("id", &self.id)
            .field("name", &self.name)
            .field("redirect", &self.redirect)
            .field("grants", &self.grants)
            .field("revoked", &self.revoked)
            .finish_non_exhaustive()
    }
}

/// A registration, filled in as an administrator would.
#[derive(Debug, Clone)]
pub struct NewClient {
    pub(crate) name: String,
    pub(crate) secret: Option<String>,
    pub(crate) redirect: String,
    pub(crate) grants: Vec<GrantKind>,
}

impl NewClient {
    /// A client for the authorization code grant, with a random secret.
    pub fn authorization_code(name: &str, redirect: &str) -> Self {
        Self::of(name, redirect, vec![GrantKind::AuthorizationCode])
    }

    /// A client for the password grant, with a random secret.
    pub fn password(name: &str) -> Self {
        Self::of(name, "", vec![GrantKind::Password])
    }

    pub(crate) fn of(name: &str, redirect: &str, grants: Vec<GrantKind>) -> Self {
        Self { name: name.to_owned(), secret: None, redirect: redirect.to_owned(), grants }
    }

    pub(crate) fn kind(mut self, kind: GrantKind) -> Self {
        self.grants = vec![kind];
        self
    }

    /// Ticks another box: the trap that lets the consent succeed and the
    /// exchange fail.
    pub fn also(mut self, kind: GrantKind) -> Self {
        self.grants.push(kind);
        self
    }

    /// Chooses the secret.
    pub fn secret(mut self, secret: &str) -> Self {
        self.secret = Some(secret.to_owned());
        self
    }

    /// Empties the secret, as a change in the database would.
    pub fn public(self) -> Self {
        self.secret("")
    }
}
