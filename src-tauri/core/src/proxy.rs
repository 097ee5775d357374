//! How servers are reached: as the system says, straight, or through a proxy that the person names.

mod guide;

use serde::{Deserialize, Serialize};
use url::Url;

pub use guide::{Asking, Guide, Leg, Via};
pub(crate) use guide::{ask, environment_names_one};

/// How servers are reached. Those on this computer never go through a proxy.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Proxy {
    /// As the system or the environment says.
    #[default]
    System,
    /// Without one.
    None,
    /// Through this one.
    Manual {
        /// `http://proxy.example:3128`
        address: String,
        /// The hosts that are reached without it, as `NO_PROXY` lists them.
        except: String,
        /// As whom it is asked, with the password that the keyring has for it; nobody in particular if empty.
        #[serde(default)]
        user: String,
    },
}

/// Who asks a proxy: what a password is kept for, so that no other proxy gets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    pub(crate) address: String,
    pub(crate) user: String,
}

/// The longest name of a user; with it and a password, an entry of every system's keyring is long enough.
const LONGEST_NAME: usize = 255;

/// By whose word a server is reached as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// Nobody's: it is on this computer.
    Here,
    /// The person's, in the settings.
    Settings,
    /// The environment's, which names a proxy for servers of this scheme.
    Environment,
    /// The system's, where the library that makes requests reads its settings itself.
    System,
    /// The desktop's.
    Desktop(Leg),
    /// Nobody's, and so straight: why the desktop did not say.
    Lost(String),
}

/// Why an address can be none of a proxy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProxyError {
    /// Nothing was typed.
    #[error("enter the address of the proxy, such as http://proxy.example:3128")]
    Empty,
    /// Not an address.
    #[error("this is no address of a proxy; it looks like http://proxy.example:3128")]
    Malformed,
    /// A kind of proxy that this program does not speak with.
    #[error("only proxies at http:// and https:// can be used")]
    Scheme,
    /// A password does not belong into a file of settings.
    #[error("leave user name and password out of the address")]
    Credentials,
    /// A name that cannot be sent (RFC 7617, 2).
    #[error("a user name for a proxy has no colon and at most 255 characters")]
    User,
}

impl Proxy {
    /// The same in its normal form.
    ///
    /// # Errors
    /// When it cannot be used.
    pub fn checked(self) -> Result<Self, ProxyError> {
        match self {
            Self::System | Self::None => Ok(self),
            Self::Manual { address, except, user } => {
                let user = user.trim().to_owned();
                if user.contains(|c: char| c == ':' || c.is_control()) || user.len() > LONGEST_NAME
                {
                    return Err(ProxyError::User);
                }
                let except: Vec<_> =
                    except.split(|c: char| c == ',' || c.is_whitespace()).collect();
                let except: Vec<_> = except.into_iter().filter(|host| !host.is_empty()).collect();
                Ok(Self::Manual { address: normal(&address)?, except: except.join(","), user })
            }
        }
    }

    /// Who asks it, if it is to know that.
    pub(crate) fn account(&self) -> Option<Account> {
        match self {
            Self::Manual { address, user, except: _ } if !user.is_empty() => {
                Some(Account { address: address.clone(), user: user.clone() })
            }
            Self::System | Self::None | Self::Manual { .. } => None,
        }
    }
}

fn normal(typed: &str) -> Result<String, ProxyError> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(ProxyError::Empty);
    }
    let whole = if typed.contains("://") { typed.to_owned() } else { format!("http://{typed}") };
    let url = Url::parse(&whole).map_err(|_| ProxyError::Malformed)?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(ProxyError::Scheme);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(ProxyError::Credentials);
    }
    let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
    if !bare || !url.has_host() {
        return Err(ProxyError::Malformed);
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manual(address: &str, except: &str) -> Result<Proxy, ProxyError> {
        let user = String::new();
        Proxy::Manual { address: address.into(), except: except.into(), user }.checked()
    }

    #[test]
    fn an_address_is_taken_as_people_type_it() {
        for (typed, address) in [
            ("proxy.example:3128", "http://proxy.example:3128"),
            (" http://proxy.example:3128/ ", "http://proxy.example:3128"),
            ("https://proxy.example", "https://proxy.example"),
            ("10.0.0.1:8080", "http://10.0.0.1:8080"),
            ("[::1]:8080", "http://[::1]:8080"),
        ] {
            let (except, user) = (String::new(), String::new());
            let expected = Proxy::Manual { address: address.into(), except, user };
            assert_eq!(manual(typed, ""), Ok(expected), "{typed}");
        }
    }

    #[test]
    fn hosts_are_listed_with_commas() {
        let Ok(Proxy::Manual { except, .. }) =
            manual("p", " localhost,  .acme.example\t10.0.0.0/8")
        else {
            panic!("it can be used")
        };
        assert_eq!(except, "localhost,.acme.example,10.0.0.0/8");
    }

    #[test]
    fn what_cannot_be_used_says_why() {
        for (typed, error) in [
            ("", ProxyError::Empty),
            ("  ", ProxyError::Empty),
            ("socks5://proxy.example", ProxyError::Scheme),
            ("http://maria:secret@proxy.example", ProxyError::Credentials),
            ("maria@proxy.example", ProxyError::Credentials),
            ("http://", ProxyError::Malformed),
            ("http://proxy.example/proxy.pac", ProxyError::Malformed),
            ("a proxy", ProxyError::Malformed),
        ] {
            assert_eq!(manual(typed, ""), Err(error), "{typed}");
        }
        assert_eq!(Proxy::None.checked(), Ok(Proxy::None));
    }

    #[test]
    fn a_name_is_taken_if_it_can_be_sent() {
        let of = |user: &str| {
            let (address, except) = ("p".into(), String::new());
            Proxy::Manual { address, except, user: user.into() }.checked()
        };
        let account = Account { address: "http://p".into(), user: "ACME\\maria".into() };
        assert_eq!(of(" ACME\\maria ").unwrap().account(), Some(account));
        assert_eq!(of(" ").unwrap().account(), None);
        for user in ["maria:secret", "ma\nria", &"m".repeat(256)] {
            assert_eq!(of(user), Err(ProxyError::User), "{user}");
        }
    }
}
