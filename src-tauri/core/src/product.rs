//! What the program calls itself towards the system, in one place.

/// The names under which one build of the program lives beside others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Product {
    /// The name people read.
    pub name: &'static str,
    /// The bundle identifier: the folder names, the keyring service, the single-instance name.
    pub identifier: &'static str,
    /// The private-use scheme of the deep link, in reverse-DNS form (RFC 8252, 7.1).
    pub scheme: &'static str,
}

/// What people install.
pub const INSTALLED: Product = Product {
    name: "Latchkey",
    identifier: "io.github.latchkey-app",
    scheme: "io.github.latchkey-app",
};

/// What a developer builds: names of its own, so that it never takes an installed program's redirect or tokens.
pub const DEVELOPMENT: Product = Product {
    name: "Latchkey",
    identifier: "io.github.latchkey-app.dev",
    scheme: "io.github.latchkey-app.dev",
};

/// Where releases are published.
pub const PUBLISHED: &str = "https://github.com/latchkey-app/latchkey";
