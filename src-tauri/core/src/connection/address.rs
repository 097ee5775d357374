//! Where a ProcessMaker is: its address in a normal form, and what is derived from it.

use std::fmt;
use std::net::Ipv6Addr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use url::{Host, Url};

/// The longest address accepted, so that every URL built on it stays under the 2,000 characters that
/// openers and registration forms take.
const MAX_ADDRESS: usize = 400;

/// The first path segments of ProcessMaker's own pages.
///
/// People paste what the address bar shows; none of these can be the folder that an instance lives in,
/// because ProcessMaker itself answers there.
const OWN_PAGES: [&str; 14] = [
    "about",
    "admin",
    "api",
    "cases",
    "designer",
    "docs",
    "inbox",
    "login",
    "logout",
    "oauth",
    "processes",
    "profile",
    "requests",
    "tasks",
];

/// The same of version 3, below a workspace.
const VERSION_3_PAGES: [&str; 1] = ["oauth2"];

/// The normalised address of an instance: `https`, or `http` on this computer; no user, query or fragment,
/// no slash at the end, the folder it lives in kept.
///
/// Both OAuth endpoints and the API are derived from it and cannot be configured apart (RFC 9700, 4.4.2).
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ServerUrl(Url);

/// Why an address cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Nothing was typed.
    #[error("type the address of your ProcessMaker")]
    Empty,
    /// More than 400 characters.
    #[error("this address is too long")]
    TooLong,
    /// Not an address at all.
    #[error("this is not an address; it looks like https://your-company.processmaker.net")]
    Malformed,
    /// A scheme other than http and https.
    #[error("an address begins with https://")]
    Scheme,
    /// `http` to another computer: tokens would travel in the clear.
    #[error("use https: over http, tokens could be read on the way")]
    PlainHttp,
    /// A user name or password inside the address.
    #[error("leave the user name and password out of the address")]
    Credentials,
}

impl ServerUrl {
    /// Reads what a person typed or pasted.
    ///
    /// A missing scheme is taken as `https` (`http` on this computer), and the path of one of ProcessMaker's
    /// own pages is cut off. The result of normalising is its own normal form.
    ///
    /// # Errors
    /// When it is no address, not `https`, or carries credentials.
    pub fn parse(typed: &str) -> Result<Self, AddressError> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(AddressError::Empty);
        }
        if typed.len() > MAX_ADDRESS {
            return Err(AddressError::TooLong);
        }
        if typed.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return Err(AddressError::Malformed);
        }
        let mut url = with_scheme(typed)?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(AddressError::Credentials);
        }
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(&url) => {}
            "http" => return Err(AddressError::PlainHttp),
            _ => return Err(AddressError::Scheme),
        }
        if url
            .host_str()
            .is_none_or(|host| host.is_empty() || host.starts_with('.') || host.ends_with(".."))
        {
            return Err(AddressError::Malformed);
        }
        url.set_query(None);
        url.set_fragment(None);
        let path = base_path(&url);
        url.set_path(&path);
        // A letter can become many when it is encoded.
        if url.as_str().len() > MAX_ADDRESS {
            return Err(AddressError::TooLong);
        }
        Ok(Self(url))
    }

    /// The address as text, without a slash at the end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }

    /// The address of something below this one; `path` has no slash in front.
    #[must_use]
    pub fn at(&self, path: &str) -> Url {
        let mut url = self.0.clone();
        url.set_path(&format!("{}/{path}", self.0.path().trim_end_matches('/')));
        url
    }

    /// What a person recognises it by: the host, a port if it has one, and the folder.
    #[must_use]
    pub fn label(&self) -> &str {
        self.as_str().trim_start_matches("https://").trim_start_matches("http://")
    }

    /// Whether it is on this computer, so that no proxy may come between.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.0)
    }

    /// Whether requests travel without TLS; only ever true on this computer.
    #[must_use]
    pub fn is_plain_http(&self) -> bool {
        self.0.scheme() == "http"
    }

    /// The page where an administrator registers clients.
    #[must_use]
    pub fn admin_page(&self) -> Url {
        self.at("admin/auth-clients")
    }

    /// What tells this server's redirects from those of every other one.
    #[must_use]
    pub fn id(&self) -> ServerId {
        let digest = Sha256::digest(self.as_str().as_bytes());
        ServerId(digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect())
    }
}

/// Adds the scheme that a person leaves out.
fn with_scheme(typed: &str) -> Result<Url, AddressError> {
    if typed.contains("://") {
        return Url::parse(typed).map_err(|_| AddressError::Malformed);
    }
    let secure = Url::parse(&format!("https://{typed}")).map_err(|_| AddressError::Malformed)?;
    if is_loopback(&secure) {
        return Url::parse(&format!("http://{typed}")).map_err(|_| AddressError::Malformed);
    }
    Ok(secure)
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip == Ipv6Addr::LOCALHOST,
        None => false,
    }
}

/// The folder that the instance lives in: the path up to the first of ProcessMaker's own pages.
fn base_path(url: &Url) -> String {
    let mut kept = String::new();
    let mut segments = url.path().split('/').filter(|segment| !segment.is_empty()).peekable();
    while let Some(segment) = segments.next() {
        // The pages of version 3 begin with their workspace: /sysworkflow/en/neoclassic/login/login
        let workspace = segment.strip_prefix("sys").filter(|name| !name.is_empty());
        // One that is called like a page would be cut off when the address is read again.
        let workspace = workspace.filter(|name| !is_page(name) && !is_dots(name));
        if let (Some(workspace), Some(_)) = (workspace, segments.peek()) {
            kept.push('/');
            kept.push_str(workspace);
            break;
        }
        if is_page(segment) {
            break;
        }
        kept.push('/');
        kept.push_str(segment);
    }
    kept
}

fn is_page(segment: &str) -> bool {
    OWN_PAGES.contains(&segment) || VERSION_3_PAGES.contains(&segment)
}

/// Whether a path loses this segment, or the one before it, when it is put together.
fn is_dots(segment: &str) -> bool {
    segment.to_ascii_lowercase().replace("%2e", ".").bytes().all(|byte| byte == b'.')
}

impl fmt::Debug for ServerUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for ServerUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl TryFrom<String> for ServerUrl {
    type Error = AddressError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<ServerUrl> for String {
    fn from(url: ServerUrl) -> Self {
        url.as_str().to_owned()
    }
}

/// The first 16 hex digits of SHA-256 over the normalised address.
///
/// It stands in the redirect path, so that an answer meant for one server is never taken for another's
/// (the mix-up defence of RFC 9700, 4.4.2.2).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ServerId(String);

impl ServerId {
    /// Takes a path segment for a server id; none of another form is.
    #[must_use]
    pub fn from_segment(segment: &str) -> Option<Self> {
        let hex = segment.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        (segment.len() == 16 && hex).then(|| Self(segment.to_owned()))
    }

    /// The sixteen digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workspace_called_like_a_page_stays_when_read_again() {
        let once = ServerUrl::parse("https://acme.example/sysoauth/en/login").unwrap();
        assert_eq!(ServerUrl::parse(once.as_str()), Ok(once));
    }

    #[test]
    fn a_workspace_of_dots_is_none() {
        for dots in [".", "..", "%2e", ".%2E"] {
            let url = ServerUrl::parse(&format!("https://acme.example/pm/sys{dots}/en")).unwrap();
            assert_eq!(url.as_str(), format!("https://acme.example/pm/sys{dots}/en"));
            assert_eq!(ServerUrl::parse(url.as_str()), Ok(url), "reading {dots} again");
        }
    }

    #[test]
    fn addresses_are_normalised() {
        for (typed, normal) in [
            ("https://acme.processmaker.example", "https://acme.processmaker.example"),
            ("acme.processmaker.example", "https://acme.processmaker.example"),
            ("  HTTPS://ACME.Example/  ", "https://acme.example"),
            ("https://acme.example:443/", "https://acme.example"),
            ("https://acme.example:8443/pm/", "https://acme.example:8443/pm"),
            ("https://acme.example/pm/login", "https://acme.example/pm"),
            ("https://acme.example/admin/auth-clients?x=1#top", "https://acme.example"),
            ("acme.example/tasks/12/edit", "https://acme.example"),
            ("acme.example/sysworkflow/en/neoclassic/login/login", "https://acme.example/workflow"),
            ("acme.example/workflow/oauth2/authorize?x=1", "https://acme.example/workflow"),
            ("acme.example/system", "https://acme.example/system"),
            ("127.0.0.1:8095", "http://127.0.0.1:8095"),
            ("localhost:8095/oauth/authorize", "http://localhost:8095"),
            ("http://[::1]:8095", "http://[::1]:8095"),
            ("https://münchen.example", "https://xn--mnchen-3ya.example"),
            ("https://acme.example//pm//", "https://acme.example/pm"),
            ("acme.example/sys/en/login", "https://acme.example/sys/en"),
            ("acme.example/sysworkflow", "https://acme.example/sysworkflow"),
            ("acme.example./", "https://acme.example."),
        ] {
            let url = ServerUrl::parse(typed).unwrap_or_else(|e| panic!("{typed}: {e}"));
            assert_eq!(url.as_str(), normal, "normal form of {typed}");
            let again = ServerUrl::parse(url.as_str()).unwrap();
            assert_eq!(again, url, "normalising {typed} twice changes nothing");
        }
    }

    #[test]
    fn unusable_addresses_say_why() {
        use AddressError::{Credentials, Empty, Malformed, PlainHttp, Scheme, TooLong};
        let long = format!("https://{}.example", "a".repeat(MAX_ADDRESS));
        for (typed, why) in [
            ("   ", Empty),
            (long.as_str(), TooLong),
            ("http://acme.example", PlainHttp),
            ("http://127.0.0.1.acme.example", PlainHttp),
            ("http://localhost.acme.example", PlainHttp),
            ("ftp://acme.example", Scheme),
            ("io.github.latchkey-app://oauth", Scheme),
            ("https://maria:secret@acme.example", Credentials),
            ("https://maria@acme.example", Credentials),
            ("https://", Malformed),
            ("https://acme example", Malformed),
            ("https://acme\u{0}.example", Malformed),
            ("https://[::1", Malformed),
            ("https://:secret@acme.example", Credentials),
            ("https://.acme.example", Malformed),
            ("https://acme.example..", Malformed),
            ("https://acme\u{a0}example", Malformed),
            ("acme.example:99999", Malformed),
            ("http://[::2]", PlainHttp),
        ] {
            assert_eq!(ServerUrl::parse(typed), Err(why), "{typed:?}");
        }
    }

    #[test]
    fn the_longest_address_has_400_characters() {
        let of_length = |length: usize| {
            let address = "https://acme.example/";
            ServerUrl::parse(&format!("{address}{}", "a".repeat(length - address.len())))
        };
        assert!(of_length(400).is_ok());
        assert_eq!(of_length(401), Err(AddressError::TooLong));
    }

    #[test]
    fn the_normal_form_of_an_address_is_not_too_long_to_be_read_again() {
        let with_umlauts = |count| format!("https://acme.example/{}", "ü".repeat(count));
        let url = ServerUrl::parse(&with_umlauts(63)).unwrap();
        assert_eq!(ServerUrl::parse(url.as_str()), Ok(url));
        assert_eq!(ServerUrl::parse(&with_umlauts(64)), Err(AddressError::TooLong));
    }

    #[test]
    fn only_this_computer_is_spoken_to_in_the_clear() {
        for (address, here, plain) in [
            ("https://acme.example", false, false),
            ("http://localhost:8095", true, true),
            ("https://localhost:8095", true, false),
            ("http://127.0.0.1", true, true),
            ("http://127.9.9.9", true, true),
            ("http://[::1]", true, true),
            ("https://[::2]", false, false),
            ("https://10.0.0.1", false, false),
        ] {
            let server = ServerUrl::parse(address).unwrap();
            assert_eq!((server.is_loopback(), server.is_plain_http()), (here, plain), "{address}");
        }
    }

    #[test]
    fn an_address_is_written_down_and_printed_in_its_normal_form() {
        let server = ServerUrl::parse("ACME.example/pm/").unwrap();
        assert_eq!(format!("{server} {server:?}"), ["https://acme.example/pm"; 2].join(" "));
        let written = serde_json::to_string(&server).unwrap();
        assert_eq!(written, "\"https://acme.example/pm\"");
        assert_eq!(serde_json::from_str::<ServerUrl>(&written).unwrap(), server);
        assert!(serde_json::from_str::<ServerUrl>("\"http://acme.example\"").is_err());
    }

    #[test]
    fn endpoints_stay_below_the_folder() {
        let url = ServerUrl::parse("https://acme.example/pm").unwrap();
        assert_eq!(url.at("oauth/token").as_str(), "https://acme.example/pm/oauth/token");
        assert_eq!(url.admin_page().as_str(), "https://acme.example/pm/admin/auth-clients");
        assert_eq!(url.label(), "acme.example/pm");
    }

    #[test]
    fn a_server_id_is_sixteen_hex_digits_of_the_normal_form() {
        let id = ServerUrl::parse("https://acme.example/").unwrap().id();
        assert_eq!(id, ServerUrl::parse("acme.example").unwrap().id());
        assert_ne!(id, ServerUrl::parse("acme.example/pm").unwrap().id());
        assert_eq!(ServerId::from_segment(id.as_str()), Some(id));
        for other in
            ["", "7f3a9c1e22d04b5", "7F3A9C1E22D04B5A", "7f3a9c1e22d04b5ab", "../../../../../.."]
        {
            assert_eq!(ServerId::from_segment(other), None, "{other}");
        }
    }
}
