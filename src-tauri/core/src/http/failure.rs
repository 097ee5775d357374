//! Why a request failed, sorted by whether it can have reached the server, and by what helps.

use std::error::Error as StdError;

use rustls::CertificateError;

use crate::trouble::{Kind, Trouble};

/// Sorts a failed request: what certainly never reached the server comes first.
pub(super) fn sort(error: &reqwest::Error) -> Trouble {
    let causes = causes(error);
    let words = || causes.iter().map(ToString::to_string);
    // Only before anything was sent: a connection that goes wrong later may have carried the request.
    if let Some(tls) = causes.iter().find_map(|cause| tls(*cause)).filter(|_| error.is_connect()) {
        return Trouble::new(about_tls(tls)).saying(&tls.to_string());
    }
    let innermost = words().next_back().unwrap_or_default();
    let kind = match () {
        () if error.is_connect()
            && let Some(kind) = words().find_map(|words| about_proxy(&words)) =>
        {
            kind
        }
        () if error.is_dns() => Kind::NameNotFound,
        () if error.is_connect() => Kind::Unreachable,
        () if error.is_builder() => Kind::Certificate,
        () if error.is_timeout() => return Kind::Timeout.into(),
        () => Kind::UnexpectedAnswer,
    };
    Trouble::new(kind).saying(&innermost)
}

/// The words of the library that goes through proxies of either kind, whose errors are no public types.
const TUNNEL: &str = "tunnel error: ";
const SOCKS: &str = "SOCKS error: ";

/// What is wrong with the proxy, if it is the proxy that is in the way.
fn about_proxy(words: &str) -> Option<Kind> {
    match words.strip_prefix(TUNNEL).or_else(|| words.strip_prefix(SOCKS))? {
        "proxy authorization required" => Some(Kind::ProxyCredentials),
        "failed to create underlying connection" => Some(Kind::ProxyUnreachable),
        _ => Some(Kind::Proxy),
    }
}

/// The TLS error that a cause is or wraps: input/output errors keep what they wrap out of the list of causes, and
/// here one wraps another.
fn tls<'a>(cause: &'a (dyn StdError + 'static)) -> Option<&'a rustls::Error> {
    match cause.downcast_ref::<std::io::Error>() {
        Some(wrapper) => tls(wrapper.get_ref()?),
        None => cause.downcast_ref(),
    }
}

/// Whether it is the server's certificate that is in the way, and what is wrong with it.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the library may add cases, and names what it does not sort"
)]
fn about_tls(error: &rustls::Error) -> Kind {
    match error {
        rustls::Error::InvalidCertificate(certificate) => match certificate {
            CertificateError::UnknownIssuer => Kind::UnknownAuthority,
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                Kind::CertificateName
            }
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
                Kind::CertificateExpired
            }
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                Kind::CertificateEarly
            }
            _ => Kind::Certificate,
        },
        rustls::Error::NoCertificatesPresented => Kind::Certificate,
        _ => Kind::Tls,
    }
}

/// What lies beneath an error, outermost first.
fn causes(error: &reqwest::Error) -> Vec<&(dyn StdError + 'static)> {
    let mut causes = Vec::new();
    let mut next = error.source();
    while let Some(cause) = next {
        causes.push(cause);
        next = cause.source();
    }
    causes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_is_told_from_all_else_that_tls_can_fail_at() {
        use rustls::{CertificateError as C, Error as E};
        for (error, kind) in [
            (E::InvalidCertificate(C::UnknownIssuer), Kind::UnknownAuthority),
            (E::InvalidCertificate(C::NotValidForName), Kind::CertificateName),
            (E::InvalidCertificate(C::Expired), Kind::CertificateExpired),
            (E::InvalidCertificate(C::NotValidYet), Kind::CertificateEarly),
            (E::InvalidCertificate(C::Revoked), Kind::Certificate),
            (E::NoCertificatesPresented, Kind::Certificate),
            (E::HandshakeNotComplete, Kind::Tls),
            (E::PeerSentOversizedRecord, Kind::Tls),
        ] {
            assert_eq!(about_tls(&error), kind, "{error:?}");
            let wrapped = std::io::Error::other(std::io::Error::other(error.clone()));
            assert_eq!(tls(&wrapped), Some(&error), "it is found however it is wrapped");
        }
        assert_eq!(tls(&std::io::Error::other("reset")), None);
        assert_eq!(tls(&std::io::Error::from(std::io::ErrorKind::NotFound)), None);
    }

    #[test]
    fn a_proxy_in_the_way_is_told_from_a_server_that_is_gone() {
        for (words, kind) in [
            ("tunnel error: proxy authorization required", Some(Kind::ProxyCredentials)),
            ("tunnel error: failed to create underlying connection", Some(Kind::ProxyUnreachable)),
            ("SOCKS error: failed to create underlying connection", Some(Kind::ProxyUnreachable)),
            ("SOCKS error: io error during SOCKS handshake", Some(Kind::Proxy)),
            ("tunnel error: unsuccessful", Some(Kind::Proxy)),
            ("tunnel error: unexpected end of file", Some(Kind::Proxy)),
            ("Connection refused (os error 111)", None),
        ] {
            assert_eq!(about_proxy(words), kind, "{words}");
        }
    }
}
