//! Which redirect URIs a client may use: league's `RedirectUriValidator`.

use url::{Host, Url};

/// Whether `uri` is one of the registered ones: exactly, or differing only in
/// the port where the registered one is a loopback address (RFC 8252, 7.3).
pub(crate) fn is_registered(uri: &str, registered: &[&str]) -> bool {
    registered.iter().any(|candidate| *candidate == uri || equal_but_for_port(candidate, uri))
}

fn equal_but_for_port(registered: &str, uri: &str) -> bool {
    match (without_port(registered), without_port(uri)) {
        (Some(registered), Some(uri)) => registered == uri,
        _ => false,
    }
}

/// The URI without its port if it is a loopback address over http, else `None`.
/// The rest stays as written, so `http://127.0.0.1` and `http://127.0.0.1/`
/// remain different.
fn without_port(uri: &str) -> Option<String> {
    let url = Url::parse(uri).ok()?;
    let loopback = match url.host()? {
        Host::Ipv4(address) => uri.starts_with("http://127.0.0.1") && address.is_loopback(),
        Host::Ipv6(address) => uri.starts_with("http://[::1]") && address.is_loopback(),
        Host::Domain(_) => false,
    };
    if !loopback {
        return None;
    }
    let (authority, rest) = split_authority(uri.strip_prefix("http://")?);
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => authority,
    };
    Some(format!("{host}{rest}"))
}

fn split_authority(address: &str) -> (&str, &str) {
    match address.find(['/', '?', '#']) {
        Some(end) => address.split_at(end),
        None => (address, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_of_a_loopback_address_does_not_matter() {
        for (registered, requested) in [
            ("http://127.0.0.1/callback", "http://127.0.0.1:53682/callback"),
            ("http://127.0.0.1:53682/callback", "http://127.0.0.1:1/callback"),
            ("http://127.0.0.1:53682/callback", "http://127.0.0.1/callback"),
            ("http://[::1]/callback", "http://[::1]:53682/callback"),
            ("http://127.0.0.1", "http://127.0.0.1:53682"),
        ] {
            assert!(is_registered(requested, &[registered]), "{registered} {requested}");
        }
    }

    #[test]
    fn everything_else_is_exact() {
        for (registered, requested) in [
            ("http://127.0.0.1", "http://127.0.0.1:53682/"),
            ("http://127.0.0.1/callback", "http://127.0.0.1:53682/callback/"),
            ("http://127.0.0.1/callback", "http://127.0.0.1:53682/callback?x=1"),
            ("http://127.0.0.1/callback", "http://127.0.0.2:53682/callback"),
            ("http://localhost/callback", "http://localhost:53682/callback"),
            ("http://localhost:53682/callback", "http://127.0.0.1:53682/callback"),
            ("https://127.0.0.1/callback", "https://127.0.0.1:53682/callback"),
            ("http://127.0.0.1/callback", "http://127.0.0.1.example.com/callback"),
            ("http://127.0.0.1/callback", "http://127.0.0.1@example.com/callback"),
            ("app.example://oauth/callback", "app.example://oauth/callback/"),
        ] {
            assert!(!is_registered(requested, &[registered]), "{registered} {requested}");
        }
    }

    #[test]
    fn a_custom_scheme_matches_as_written() {
        let registered = ["http://127.0.0.1/callback/7", "app.example://oauth/callback/7"];
        assert!(is_registered("app.example://oauth/callback/7", &registered));
        assert!(is_registered("http://127.0.0.1:9/callback/7", &registered));
        assert!(!is_registered(
            "http://127.0.0.1/callback/7,app.example://oauth/callback/7",
            &registered
        ));
    }
}
