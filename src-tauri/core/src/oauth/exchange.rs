//! The token endpoint: one request.

use secrecy::ExposeSecret;
use serde_json::Value;

use super::answer::sort;
use crate::clock::Timestamp;
use crate::connection::ClientId;
use crate::http::Http;
use crate::instance::Instance;
use crate::token::{
    AccessToken, AuthorizationCode, ClientSecret, CodeVerifier, Password, RefreshToken,
};
use crate::trouble::Trouble;

/// Who asks.
#[derive(Debug, Clone)]
pub struct Client {
    /// The ProcessMaker that knows it; its secret goes nowhere else.
    pub instance: Instance,
    /// Its public name.
    pub id: ClientId,
    /// Its password.
    pub secret: ClientSecret,
}

/// What is traded for tokens.
#[derive(Debug, Clone)]
pub enum Grant {
    /// The answer of a browser sign-in (RFC 6749, 4.1.3, with RFC 7636, 4.5).
    AuthorizationCode {
        /// What the redirect brought.
        code: AuthorizationCode,
        /// Byte for byte what the browser was sent with.
        redirect_uri: String,
        /// What only this program knows.
        verifier: CodeVerifier,
    },
    /// The next pair for the last refresh token (RFC 6749, 6).
    RefreshToken(RefreshToken),
    /// A person's own password (RFC 6749, 4.3.2), past single sign-on and second factor.
    Password {
        /// The name in ProcessMaker; its e-mail address does not do (recording 607).
        user_name: String,
        /// Sent once.
        password: Password,
    },
}

/// What the token endpoint gave.
#[derive(Debug, Clone)]
pub struct Issued {
    /// `None` when the answer holds none that can be used, though it may hold a refresh token.
    pub access: Option<AccessToken>,
    /// `None` means that the old one goes on (RFC 6749, 6).
    pub refresh: Option<RefreshToken>,
    /// As it stood in the answer.
    pub expires_in: Option<Value>,
}

/// An answer of the token endpoint, and the server's clock when it answered.
#[derive(Debug)]
pub struct Reply {
    /// The tokens, or why there are none.
    pub result: Result<Issued, Trouble>,
    /// The `Date` of the answer.
    pub date: Option<Timestamp>,
}

/// Trades a grant for tokens.
///
/// Credentials and verifier travel in the body; no scope is sent (`scope=*` on a refresh is refused, recording 192),
/// and no `redirect_uri` with a refresh token, where the server would check it.
pub async fn request(http: &Http, client: &Client, grant: &Grant) -> Reply {
    let sender = match http.client(&client.instance).await {
        Ok(sender) => sender,
        Err(trouble) => {
            return Reply { result: Err(trouble), date: None };
        }
    };
    let secret = client.secret.expose_secret();
    let mut form = vec![("client_id", client.id.as_str()), ("client_secret", secret)];
    match grant {
        Grant::AuthorizationCode { code, redirect_uri, verifier } => form.extend([
            ("grant_type", "authorization_code"),
            ("code", code.expose_secret()),
            ("redirect_uri", redirect_uri),
            ("code_verifier", verifier.expose_secret()),
        ]),
        Grant::RefreshToken(token) => {
            form.extend([
                ("grant_type", "refresh_token"),
                ("refresh_token", token.expose_secret()),
            ]);
        }
        Grant::Password { user_name, password } => form.extend([
            ("grant_type", "password"),
            ("username", user_name),
            ("password", password.expose_secret()),
        ]),
    }
    match http.send(sender.post(client.instance.token_endpoint()).form(&form)).await {
        Ok(answer) => Reply { result: sort(&answer, client, grant), date: answer.date() },
        Err(trouble) => Reply { result: Err(trouble), date: None },
    }
}
