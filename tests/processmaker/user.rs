//! People of the instance.

/// A row of `users`.
#[derive(Clone)]
pub struct User {
    /// The `sub` of their tokens.
    pub id: u64,
    /// What they sign in with.
    pub username: String,
    /// Given name.
    pub firstname: String,
    /// Family name.
    pub lastname: String,
    /// May see and change other people's records.
    pub is_administrator: bool,
    /// At example.com, unless somebody has said otherwise.
    pub email: String,
    pub(crate) status: String,
    pub(crate) password: String,
    /// Signs a browser in without a password; the API tells it.
    pub remember_token: String,
    pub(crate) created: i64,
}

impl User {
    /// As the profile shows it.
    pub fn fullname(&self) -> String {
        format!("{} {}", self.firstname, self.lastname)
    }
}

impl std::fmt::Debug for User {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "User({}, {})", self.id, self.username)
    }
}
