//! Whether a newer release is out: one plain question, for whoever wants to be told.
//!
//! The page of the latest release answers with a redirect to the page of its tag. That says all there is to know, so
//! the redirect is not followed and no page is read. Whatever else comes back is no news. Nothing in here fetches a
//! release, and nothing of the question tells one person from another.

use std::fmt;

use reqwest::header::{HeaderMap, LOCATION, USER_AGENT};
use url::Url;

use crate::connection::{AddressError, ServerUrl};
use crate::http::Http;
use crate::product;
use crate::trouble::Trouble;

/// Where the latest release is, below the place where they are published.
const LATEST: &str = "releases/latest";

/// What stands before the tag of a release in the address of its page.
const TAG: &str = "/releases/tag/";

/// The longest address of a release that is read, which is four times as long as ours are.
const MAX_LOCATION: usize = 300;

/// What this program is, as it was built.
const OWN: &str = env!("CARGO_PKG_VERSION");

/// Where releases are published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Releases(ServerUrl);

impl Releases {
    /// Those of this program.
    ///
    /// # Panics
    /// Never: a test reads the address.
    #[must_use]
    pub fn ours() -> Self {
        Self::at(product::PUBLISHED).expect("it is an address")
    }

    /// Those that are published somewhere else.
    ///
    /// # Errors
    /// When this is no address that may be asked.
    pub fn at(address: &str) -> Result<Self, AddressError> {
        ServerUrl::parse(address).map(Self)
    }

    /// The page of the latest one, for a person to look at.
    #[must_use]
    pub fn page(&self) -> Url {
        self.0.at(LATEST)
    }

    /// Asks which one is the latest; `None` where the answer names none.
    ///
    /// # Errors
    /// When there is no answer.
    pub(crate) async fn latest(&self, http: &Http) -> Result<Option<Version>, Trouble> {
        let client = http.client_to(&self.0, None).await?;
        // In the place of the name that says which version asks.
        let request = client.head(self.page()).header(USER_AGENT, product::INSTALLED.name);
        let (answer, _) = http.send_up_to(request, 0).await?;
        Ok(if answer.status.is_redirection() { self.named(&answer.headers) } else { None })
    }

    /// The release that a redirect leads to.
    fn named(&self, headers: &HeaderMap) -> Option<Version> {
        let location = headers.get(LOCATION)?.to_str().ok()?;
        if location.len() > MAX_LOCATION {
            return None;
        }
        let page = self.page().join(location).ok()?;
        Version::of_tag(page.path().rsplit_once(TAG)?.1)
    }
}

/// The version of a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    major: u32,
    minor: u32,
    patch: u32,
}

impl Version {
    /// Reads a tag such as `v1.2.3`. That of a pre-release is none, for it is nobody's news.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        Self::parse(tag.strip_prefix('v')?)
    }

    /// Whether it is newer than this program.
    #[must_use]
    pub fn is_news(self) -> bool {
        self.is_newer_than(OWN)
    }

    /// Whether it is newer than another, which may be a pre-release.
    fn is_newer_than(self, own: &str) -> bool {
        let (release, rest) = own.split_at(own.find(['-', '+']).unwrap_or(own.len()));
        Self::parse(release).is_some_and(|own| self > own || (self == own && rest.starts_with('-')))
    }

    fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split('.').map(number);
        let mut next = || numbers.next().flatten();
        let version = Self { major: next()?, minor: next()?, patch: next()? };
        numbers.next().is_none().then_some(version)
    }
}

/// A number as versions have them: digits, and no zero before others.
fn number(text: &str) -> Option<u32> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    let padded = text.len() > 1 && text.starts_with('0');
    if plain && !padded { text.parse().ok() } else { None }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::HeaderValue;

    fn newer(tag: &str, own: &str) -> bool {
        Version::of_tag(tag).is_some_and(|version| version.is_newer_than(own))
    }

    #[test]
    fn only_a_higher_version_is_news() {
        for (tag, news) in [
            ("v1.2.4", true),
            ("v1.10.0", true),
            ("v2.0.0", true),
            ("v4294967295.0.0", true),
            ("v1.2.3", false),
            ("v1.2.2", false),
            ("v1.1.9", false),
            ("v0.9.9", false),
        ] {
            assert_eq!(newer(tag, "1.2.3"), news, "{tag}");
        }
        assert!(newer("v1.2.3", "1.2.3-rc.1"), "what a pre-release came before");
        assert!(!newer("v1.2.3", "1.2.3+build.7"), "another build of the same");
        assert!(!newer("v1.2.2", "1.2.3-rc.1"));
    }

    #[test]
    fn what_is_no_version_is_never_news() {
        let long = format!("v9.9.{}", "9".repeat(200));
        for tag in [
            "v9.9.9-rc.1",
            "v9.9.9-0",
            "v9.9.9+build",
            "9.9.9",
            "V9.9.9",
            "vv9.9.9",
            "v9.9",
            "v9.9.9.9",
            "v9..9",
            "v9.9.",
            "v.9.9",
            "v09.9.9",
            "v9.9.00",
            "v+9.9.9",
            "v-9.9.9",
            "v 9.9.9",
            "v9.9.9/",
            "v9.9.9%20",
            "v٩.9.9",
            "v4294967296.0.0",
            "latest",
            "v",
            "",
            long.as_str(),
        ] {
            assert_eq!(Version::of_tag(tag), None, "{tag}");
        }
        assert!(!newer("v9.9.9", "of our own"), "and nothing is newer than one");
    }

    #[test]
    fn a_version_is_shown_as_it_is_tagged() {
        assert_eq!(Version::of_tag("v10.0.21").unwrap().to_string(), "10.0.21");
        assert!(Version::parse(OWN.split('-').next().unwrap()).is_some(), "ours can be compared");
    }

    #[test]
    fn releases_are_where_they_are_published() {
        let page = "https://github.com/latchkey-app/latchkey/releases/latest";
        assert_eq!(Releases::ours().page().as_str(), page);
    }

    #[test]
    fn a_redirect_names_the_release_that_it_leads_to() {
        let named = |location: &str| {
            let location = HeaderValue::from_bytes(location.as_bytes()).unwrap();
            let headers = HeaderMap::from_iter([(LOCATION, location)]);
            Releases::ours().named(&headers).map(|version| version.to_string())
        };
        let tag = "/latchkey-app/latchkey/releases/tag/";
        let absolute = format!("https://github.com{tag}");
        assert_eq!(named(&format!("{absolute}v1.2.3")).as_deref(), Some("1.2.3"));
        assert_eq!(named(&format!("{tag}v1.2.3")).as_deref(), Some("1.2.3"));
        assert_eq!(named(&format!("{absolute}v1.2.3?q#f")).as_deref(), Some("1.2.3"));
        for elsewhere in [
            "https://github.com/latchkey-app/latchkey/releases",
            "https://github.com/latchkey-app/latchkey/releases/latest",
            "https://login.example/?to=/releases/tag/v1.2.3",
            &format!("{absolute}v1.2.3/assets"),
            &format!("{absolute}v1.2.3-rc.1"),
            &format!("{absolute}{}v1.2.3", "a/".repeat(200)),
            &format!("{}{absolute}v1.2.3", "/..".repeat(100)),
            "\u{e9}\u{301}",
            "https://[",
            "",
        ] {
            assert_eq!(named(elsewhere), None, "{elsewhere}");
        }
        assert_eq!(Releases::ours().named(&HeaderMap::new()), None);
    }
}
