//! A token on its way to the clipboard, in the form in which it will be used: alone, as a header, inside a program
//! that makes one request, or as the environment of an API client.
//!
//! With a token inside, the text is a secret like the token. Without, it says where it takes the token from, so that
//! it can be kept in a repository: programs read [`VARIABLE`] of their environment.

mod environments;
mod programs;

use reqwest::header::HeaderValue;
use secrecy::ExposeSecret;
use zeroize::Zeroizing;

use crate::bench::request::Request;
use crate::connection::Connection;
use crate::token::{AccessToken, SecretText};

/// The environment variable that programs without a token inside read it from.
pub const VARIABLE: &str = "PROCESSMAKER_TOKEN";

/// The environment variable with the address.
const ADDRESS_VARIABLE: &str = "PROCESSMAKER_URL";

/// A form in which a token is handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// The token and nothing else.
    Token,
    /// The header of a request (RFC 6750, 2.1).
    Header,
    /// A command for curl, in a shell of Unix.
    Curl,
    /// A program for Python, with `requests`.
    Python,
    /// A module for JavaScript, with `fetch`.
    JavaScript,
    /// A program for PHP.
    Php,
    /// Commands for `PowerShell`.
    PowerShell,
    /// A `.env` file.
    DotEnv,
    /// An environment for Postman.
    Postman,
    /// An environment for Bruno.
    Bruno,
    /// An environment for Insomnia.
    Insomnia,
}

impl Form {
    /// All of them, the usual ones first.
    pub const ALL: [Self; 11] = [
        Self::Token,
        Self::Header,
        Self::Curl,
        Self::Python,
        Self::JavaScript,
        Self::Php,
        Self::PowerShell,
        Self::DotEnv,
        Self::Postman,
        Self::Bruno,
        Self::Insomnia,
    ];

    /// How it is written down.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Header => "header",
            Self::Curl => "curl",
            Self::Python => "python",
            Self::JavaScript => "javaScript",
            Self::Php => "php",
            Self::PowerShell => "powerShell",
            Self::DotEnv => "dotEnv",
            Self::Postman => "postman",
            Self::Bruno => "bruno",
            Self::Insomnia => "insomnia",
        }
    }

    /// The form with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.key() == key)
    }

    /// Whether anything is left of it without the token.
    #[must_use]
    pub fn stands_alone(self) -> bool {
        self != Self::Token
    }
}

/// Writes a token in a form that makes `request`, or belongs to `connection`.
#[must_use]
pub fn with_token(
    form: Form,
    connection: &Connection,
    request: &Request,
    token: &AccessToken,
) -> SecretText {
    SecretText::new(written(form, connection, request, &Filling::Token(token)))
}

/// Writes the same without a token; `None` where nothing would be left.
#[must_use]
pub fn without_token(form: Form, connection: &Connection, request: &Request) -> Option<String> {
    form.stands_alone().then(|| written(form, connection, request, &Filling::Variable))
}

/// What stands in the place of the token.
enum Filling<'a> {
    Token(&'a AccessToken),
    /// The name of an environment variable.
    Variable,
}

impl Filling<'_> {
    /// The token, or nothing: where a person fills it in.
    fn or_empty(&self) -> &str {
        match self {
            Self::Token(token) => token.expose_secret(),
            Self::Variable => "",
        }
    }
}

/// A request as programs write it.
struct Call<'a> {
    method: &'static str,
    url: String,
    /// Without those that every program sends: `Accept`, `Authorization` and `Content-Type`.
    headers: Vec<(&'a str, &'a str)>,
    /// JSON.
    body: Option<&'a str>,
}

impl<'a> Call<'a> {
    fn new(connection: &Connection, request: &'a Request) -> Self {
        let text = |value: &'a HeaderValue| value.to_str().unwrap_or_default();
        Self {
            method: request.method().as_str(),
            url: request.url(&connection.instance()).into(),
            headers: request
                .headers()
                .iter()
                .map(|(name, value)| (name.as_str(), text(value)))
                .collect(),
            body: request.body(),
        }
    }
}

fn written(
    form: Form,
    connection: &Connection,
    request: &Request,
    filling: &Filling<'_>,
) -> String {
    let call = Call::new(connection, request);
    match form {
        Form::Token => filling.or_empty().to_owned(),
        Form::Header => match filling {
            Filling::Token(token) => format!("Authorization: Bearer {}", token.expose_secret()),
            Filling::Variable => "Authorization: Bearer <access token>".to_owned(),
        },
        Form::Curl => programs::curl(&call, filling),
        Form::Python => programs::python(&call, filling),
        Form::JavaScript => programs::java_script(&call, filling),
        Form::Php => programs::php(&call, filling),
        Form::PowerShell => programs::power_shell(&call, filling),
        Form::DotEnv => environments::dot_env(connection, filling),
        Form::Postman => environments::postman(connection, filling),
        Form::Bruno => environments::bruno(connection, filling),
        Form::Insomnia => environments::insomnia(connection, filling),
    }
}

/// `Bearer` and the token, wiped when done with.
fn bearer(token: &AccessToken) -> Zeroizing<String> {
    Zeroizing::new(format!("Bearer {}", token.expose_secret()))
}

#[cfg(test)]
mod tests;
