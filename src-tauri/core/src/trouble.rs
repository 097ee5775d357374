//! Everything that can go wrong on the way to a token, sorted by what helps.
//!
//! Failures are sorted where they are born; whoever handles one asks [`Kind::remedy`] and never reads texts.

use std::fmt;
use std::time::Duration;

use zeroize::Zeroizing;

/// How much of a server's own words is kept.
const MAX_DETAIL: usize = 300;

/// What went wrong, and the words of whoever said so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Which case it is.
    pub kind: Kind,
    /// The server's or the system's own words, plain text, never with a secret or a query in it.
    pub detail: Option<String>,
    /// The HTTP status, where there was one.
    pub status: Option<u16>,
    /// How long the server asked to be left alone.
    pub retry_after: Option<Duration>,
}

/// The cases that somebody handles differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The person said no (`access_denied`, RFC 6749, 4.1.2.1).
    Declined,
    /// Nobody came back within the time of a sign-in.
    AttemptExpired,
    /// The server knows neither of our redirect addresses for this client, or not the client (recordings 029, 034).
    NotRegistered,
    /// The server ended the sign-in with another error.
    ServerRefused,
    /// `invalid_client` at the token endpoint: the id or secret is wrong, or the client has other grants ticked too
    /// (recordings 105, 129).
    ClientRejected,
    /// The authorization code was not taken (recordings 094, 110, 125).
    CodeRejected,
    /// The refresh token was used or revoked (recording 159).
    RefreshTokenRevoked,
    /// The refresh token is past its end (recording 177).
    RefreshTokenExpired,
    /// The refresh token is not this server's or this client's (recordings 170, 171).
    RefreshTokenUnknown,
    /// There is no refresh token to refresh with.
    NoRefreshToken,
    /// The request itself is not to the server's liking (recordings 140, 192).
    Configuration,
    /// The token endpoint points elsewhere; the detail names the host.
    Misdirected,
    /// The host name has no address.
    NameNotFound,
    /// Nothing answers at the address.
    Unreachable,
    /// Nobody who is trusted vouches for the server's certificate.
    UnknownAuthority,
    /// The server's certificate is that of another host.
    CertificateName,
    /// The server's certificate is past its end, or this computer's clock is ahead.
    CertificateExpired,
    /// The server's certificate is not valid yet; most often this computer's clock is behind.
    CertificateEarly,
    /// The server's certificate is not trusted for another reason.
    Certificate,
    /// The server and this program find no way to speak TLS with each other, certificates aside.
    Tls,
    /// The proxy that stands between cannot be reached.
    ProxyUnreachable,
    /// The proxy that stands between wants to know who asks (RFC 9110, 15.5.8).
    ProxyCredentials,
    /// The proxy that stands between refuses.
    Proxy,
    /// No answer in time.
    Timeout,
    /// Too many requests (recording 702).
    Throttled,
    /// ProcessMaker is being maintained (recording 707).
    Maintenance,
    /// The server failed (recording 712).
    ServerError,
    /// An answer that is none of ProcessMaker's.
    UnexpectedAnswer,
    /// The API refuses a token that should be good (recording 640).
    TokenNotAccepted,
    /// The refresh token was spent on an answer that never arrived: no server gives it again.
    AnswerLost,
    /// User name or password are wrong (recording 605).
    PasswordRejected,
    /// This ProcessMaker, or this client, has no sign-in by password.
    GrantMissing,
    /// This connection has asked the server often enough for now.
    OwnLimit,
    /// Another program is changing this connection's tokens.
    Busy,
    /// The file that keeps two programs from changing the same tokens cannot be used.
    Lock,
    /// Nothing on this computer takes the answer of the browser: no port can be opened, and links do not come here.
    NoWayBack,
    /// The client secret is not in the keyring.
    NoSecret,
    /// The keyring stands in the way.
    Keyring(crate::vault::Failure),
}

/// What helps against a trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// It passes: try again later, by itself.
    Wait,
    /// Somebody has to mend a setting; trying again before that changes nothing. Tokens are kept.
    Mend,
    /// Only signing in again helps.
    SignIn,
}

impl Kind {
    /// What helps.
    #[must_use]
    pub fn remedy(self) -> Remedy {
        match self {
            Self::NameNotFound
            | Self::Unreachable
            | Self::Tls
            | Self::Proxy
            | Self::ProxyUnreachable
            | Self::Timeout
            | Self::Throttled
            | Self::Maintenance
            | Self::ServerError
            | Self::OwnLimit
            | Self::Busy
            | Self::UnexpectedAnswer => Remedy::Wait,
            Self::NotRegistered
            | Self::ClientRejected
            | Self::Configuration
            | Self::Misdirected
            | Self::UnknownAuthority
            | Self::CertificateName
            | Self::CertificateExpired
            | Self::CertificateEarly
            | Self::Certificate
            | Self::ProxyCredentials
            | Self::GrantMissing
            | Self::Lock
            | Self::NoWayBack
            | Self::NoSecret
            | Self::Keyring(_) => Remedy::Mend,
            Self::Declined
            | Self::AttemptExpired
            | Self::ServerRefused
            | Self::CodeRejected
            | Self::RefreshTokenRevoked
            | Self::RefreshTokenExpired
            | Self::RefreshTokenUnknown
            | Self::NoRefreshToken
            | Self::AnswerLost
            | Self::PasswordRejected
            | Self::TokenNotAccepted => Remedy::SignIn,
        }
    }

    /// Whether the request certainly never reached the server, so that nothing it carried can be spent.
    #[must_use]
    pub fn is_unsent(self) -> bool {
        matches!(
            self,
            Self::NameNotFound
                | Self::Unreachable
                | Self::UnknownAuthority
                | Self::CertificateName
                | Self::CertificateExpired
                | Self::CertificateEarly
                | Self::Certificate
                | Self::Tls
                | Self::Proxy
                | Self::ProxyUnreachable
                | Self::ProxyCredentials
                | Self::OwnLimit
                | Self::Busy
                | Self::Lock
                | Self::NoWayBack
                | Self::NoSecret
                | Self::Keyring(_)
        )
    }

    /// Whether the server certainly took nothing from the request: it never came, or was refused unread.
    #[must_use]
    pub fn is_harmless(self) -> bool {
        self.is_unsent()
            || matches!(
                self,
                Self::Throttled
                    | Self::ClientRejected
                    | Self::Configuration
                    | Self::GrantMissing
                    | Self::Misdirected
                    | Self::NoRefreshToken
            )
    }
}

impl Trouble {
    /// A trouble of which only the kind is known.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        Self { kind, detail: None, status: None, retry_after: None }
    }

    /// Adds somebody's own words: at most 300 characters, without control or direction-changing characters.
    #[must_use]
    pub fn saying(mut self, words: &str) -> Self {
        let words = plain(words);
        self.detail = (!words.is_empty()).then_some(words);
        self
    }

    /// Adds how long to wait.
    #[must_use]
    pub fn for_at_least(mut self, rest: Duration) -> Self {
        self.retry_after = Some(rest);
        self
    }

    /// Adds the HTTP status.
    #[must_use]
    pub fn with_status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }
}

impl From<Kind> for Trouble {
    fn from(kind: Kind) -> Self {
        Self::new(kind)
    }
}

/// A stranger's words as harmless text.
#[must_use]
pub fn plain(words: &str) -> String {
    let words: String = words.chars().filter(is_harmless).take(MAX_DETAIL).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a stranger's words repeat a secret, whatever stands between its characters, and in capitals or not: host
/// names lose theirs.
pub(crate) fn repeats(words: &str, secret: &str) -> bool {
    let bare = |text: &str| {
        let kept = text.chars().filter(is_harmless).filter(|c| !c.is_whitespace());
        Zeroizing::new(kept.flat_map(char::to_lowercase).collect::<String>())
    };
    let secret = bare(secret);
    !secret.is_empty() && bare(words).contains(secret.as_str())
}

fn is_harmless(c: &char) -> bool {
    let turns = matches!(*c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !turns && (!c.is_control() || c.is_whitespace())
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Declined => "the sign-in was declined",
            Self::AttemptExpired => "nobody came back from the browser in time",
            Self::NotRegistered => {
                "ProcessMaker does not know this client with this program's redirect address"
            }
            Self::ServerRefused => "ProcessMaker ended the sign-in",
            Self::ClientRejected => "ProcessMaker does not accept this client ID and secret",
            Self::CodeRejected => "ProcessMaker did not accept the answer of this sign-in",
            Self::RefreshTokenRevoked => "the refresh token was revoked",
            Self::RefreshTokenExpired => "the refresh token has expired",
            Self::RefreshTokenUnknown => "ProcessMaker does not know the refresh token",
            Self::NoRefreshToken => "there is no refresh token",
            Self::Configuration => "ProcessMaker does not allow this request",
            Self::Misdirected => "the address leads elsewhere",
            Self::NameNotFound => "the host name is not known",
            Self::Unreachable => "nothing answers at this address",
            Self::UnknownAuthority => "nobody who is trusted vouches for the server's certificate",
            Self::CertificateName => "the server's certificate is that of another host",
            Self::CertificateExpired => "the server's certificate has expired",
            Self::CertificateEarly => "the server's certificate is not valid yet",
            Self::Certificate => "the server's certificate is not trusted",
            Self::Tls => "no secure connection to the server comes about",
            Self::Proxy => "the proxy does not let the request through",
            Self::ProxyUnreachable => "the proxy cannot be reached",
            Self::ProxyCredentials => "the proxy wants a user name and password",
            Self::Timeout => "no answer in time",
            Self::Throttled => "too many requests",
            Self::Maintenance => "ProcessMaker is in maintenance mode",
            Self::ServerError => "ProcessMaker failed to answer",
            Self::UnexpectedAnswer => "the answer is not one of ProcessMaker's",
            Self::TokenNotAccepted => "ProcessMaker does not accept the token",
            Self::AnswerLost => "the answer with the new tokens was lost on its way",
            Self::PasswordRejected => "user name or password are wrong",
            Self::GrantMissing => "there is no sign-in by password here",
            Self::OwnLimit => "this connection has asked often enough for now",
            Self::Busy => "another program is busy with this connection",
            Self::Lock => "the lock file of this connection cannot be used",
            Self::NoWayBack => "the browser has no way back to this program",
            Self::NoSecret => "the client secret is missing",
            Self::Keyring(failure) => return failure.fmt(f),
        })
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

impl std::error::Error for Trouble {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vault::Failure;
    use std::collections::BTreeSet;

    /// How much the server can have made of a request that failed this way.
    #[derive(Debug, Clone, Copy, PartialEq)]
    enum Reached {
        /// It never came.
        Not,
        /// It came and was refused unread.
        InVain,
        /// It may have been carried out.
        Perhaps,
    }
    use Reached::{InVain, Not, Perhaps};
    use Remedy::{Mend, SignIn, Wait};

    const KINDS: [(Kind, Remedy, Reached); 44] = [
        (Kind::Declined, SignIn, Perhaps),
        (Kind::AttemptExpired, SignIn, Perhaps),
        (Kind::NotRegistered, Mend, Perhaps),
        (Kind::ServerRefused, SignIn, Perhaps),
        (Kind::ClientRejected, Mend, InVain),
        (Kind::CodeRejected, SignIn, Perhaps),
        (Kind::RefreshTokenRevoked, SignIn, Perhaps),
        (Kind::RefreshTokenExpired, SignIn, Perhaps),
        (Kind::RefreshTokenUnknown, SignIn, Perhaps),
        (Kind::NoRefreshToken, SignIn, InVain),
        (Kind::Configuration, Mend, InVain),
        (Kind::Misdirected, Mend, InVain),
        (Kind::NameNotFound, Wait, Not),
        (Kind::Unreachable, Wait, Not),
        (Kind::UnknownAuthority, Mend, Not),
        (Kind::CertificateName, Mend, Not),
        (Kind::CertificateExpired, Mend, Not),
        (Kind::CertificateEarly, Mend, Not),
        (Kind::Certificate, Mend, Not),
        (Kind::Tls, Wait, Not),
        (Kind::Proxy, Wait, Not),
        (Kind::ProxyUnreachable, Wait, Not),
        (Kind::ProxyCredentials, Mend, Not),
        (Kind::Timeout, Wait, Perhaps),
        (Kind::Throttled, Wait, InVain),
        (Kind::Maintenance, Wait, Perhaps),
        (Kind::ServerError, Wait, Perhaps),
        (Kind::UnexpectedAnswer, Wait, Perhaps),
        (Kind::TokenNotAccepted, SignIn, Perhaps),
        (Kind::AnswerLost, SignIn, Perhaps),
        (Kind::PasswordRejected, SignIn, Perhaps),
        (Kind::GrantMissing, Mend, InVain),
        (Kind::OwnLimit, Wait, Not),
        (Kind::Busy, Wait, Not),
        (Kind::Lock, Mend, Not),
        (Kind::NoWayBack, Mend, Not),
        (Kind::NoSecret, Mend, Not),
        (Kind::Keyring(Failure::Locked), Mend, Not),
        (Kind::Keyring(Failure::Missing), Mend, Not),
        (Kind::Keyring(Failure::Slow), Mend, Not),
        (Kind::Keyring(Failure::Refused), Mend, Not),
        (Kind::Keyring(Failure::Full), Mend, Not),
        (Kind::Keyring(Failure::Damaged), Mend, Not),
        (Kind::Keyring(Failure::Newer), Mend, Not),
    ];

    #[test]
    fn what_helps_and_what_can_be_spent() {
        for (kind, remedy, reached) in KINDS {
            assert_eq!(kind.remedy(), remedy, "{kind:?}");
            let found = match (kind.is_unsent(), kind.is_harmless()) {
                (true, true) => Not,
                (false, true) => InVain,
                (false, false) => Perhaps,
                (true, false) => panic!("{kind:?}: what never left spends nothing"),
            };
            assert_eq!(found, reached, "{kind:?}");
        }
    }

    #[test]
    fn each_has_a_sentence_of_its_own_that_fits_into_another() {
        let mut said = BTreeSet::new();
        for (kind, ..) in KINDS {
            let words = Trouble::from(kind).to_string();
            let begins = words.starts_with("ProcessMaker") || words.starts_with(char::is_lowercase);
            assert!(begins && !words.ends_with('.'), "{words}");
            assert!(said.insert(words.clone()), "{words}: said twice");
        }
    }

    #[test]
    fn a_trouble_carries_what_was_said_with_it() {
        let rest = Duration::from_secs(7);
        let trouble =
            Trouble::new(Kind::Throttled).saying("Slow  down").with_status(429).for_at_least(rest);
        assert_eq!(
            (trouble.detail.as_deref(), trouble.status, trouble.retry_after),
            (Some("Slow down"), Some(429), Some(rest))
        );
        assert_eq!(Trouble::from(Kind::Busy), Trouble::new(Kind::Busy));
    }

    #[test]
    fn a_secret_is_found_in_words_whatever_stands_between() {
        for (words, secret, found) in [
            ("token: s3cret!", "s3cret", true),
            ("token: s3\u{200e}cr\u{0}e\nt", "s3cret", true),
            ("token: s 3 c r e t", "s3cret", true),
            ("token: s3cret", "s3 cret", true),
            ("token: s3cre", "s3cret", false),
            ("token: S3CRET", "s3cret", true),
            ("anything", "", false),
            ("anything", " \u{0}", false),
        ] {
            assert_eq!(repeats(words, secret), found, "{secret:?} in {words:?}");
        }
    }

    #[test]
    fn no_character_turns_or_hides_what_follows() {
        for turning in ["\u{61c}", "\u{200e}", "\u{200f}", "\u{202a}", "\u{2066}", "\u{7f}"] {
            assert_eq!(plain(&format!("a{turning}b")), "ab", "{turning:?}");
        }
        assert_eq!(plain("a\tb\u{2028}c\u{200d}d"), "a b c\u{200d}d");
    }

    #[test]
    fn a_strangers_words_become_harmless() {
        assert_eq!(
            plain("The user\u{202e} denied\u{0} the\n\n request.\u{2066}"),
            "The user denied the request."
        );
        assert_eq!(plain(&"x".repeat(5000)).len(), MAX_DETAIL);
        assert_eq!(Trouble::new(Kind::Declined).saying(" \u{0} ").detail, None);
    }
}
