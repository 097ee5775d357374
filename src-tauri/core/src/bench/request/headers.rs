//! What a person may say in the headers of a request, and what is not theirs to say.

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

use super::{MAX_HEADER_VALUE, MAX_HEADERS, RequestError, repeated};

/// The headers that are not a person's to set: what Latchkey sets itself, what says where a request goes or whose it
/// is, what makes another method of it, and what only the two ends of a connection say to each other.
const NOT_YOURS: [&str; 24] = [
    "accept",
    "accept-encoding",
    "authorization",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "cookie",
    "cookie2",
    "expect",
    "forwarded",
    "host",
    "http2-settings",
    "keep-alive",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "via",
    "x-http-method",
    "x-http-method-override",
    "x-method-override",
    "x-real-ip",
];

/// The same, by how they begin.
const NOT_YOURS_EITHER: [&str; 5] =
    ["proxy-", "x-forwarded-", "x-original-", "x-rewrite-", "sec-websocket-"];

/// The headers of what was typed.
pub(super) fn read(typed: &[(String, String)]) -> Result<HeaderMap, RequestError> {
    let mut headers = HeaderMap::new();
    let filled = typed.iter().map(|(name, value)| (name.trim(), value.trim()));
    for (name, value) in filled.filter(|pair| *pair != ("", "")) {
        if headers.len() == MAX_HEADERS {
            return Err(RequestError::TooManyHeaders);
        }
        let Ok(parsed) = HeaderName::from_bytes(name.as_bytes()) else {
            return Err(RequestError::HeaderName(repeated(name)));
        };
        // Read after the name was parsed: it is in small letters then. PHP takes an underscore for a hyphen.
        let bare = parsed.as_str().replace('_', "-");
        let begins = |prefix: &&str| bare.starts_with(prefix);
        if NOT_YOURS.contains(&bare.as_str()) || NOT_YOURS_EITHER.iter().any(begins) {
            return Err(RequestError::NotYours(repeated(name)));
        }
        let value = HeaderValue::from_str(value).ok();
        let value = value.filter(|value| value.len() <= MAX_HEADER_VALUE && value.to_str().is_ok());
        let value = value.ok_or_else(|| RequestError::HeaderValue(repeated(name)))?;
        headers.append(parsed, value);
    }
    Ok(headers)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_headers(headers: &[(&str, &str)]) -> Result<HeaderMap, RequestError> {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let headers: Vec<_> = headers.iter().map(owned).collect();
        read(&headers)
    }

    #[test]
    fn only_headers_that_change_nothing_of_where_and_whose_are_sent() {
        let sent =
            with_headers(&[("", " "), (" X-Trace ", " 7 "), ("Accept-Language", "de")]).unwrap();
        assert_eq!(sent.len(), 2);
        assert_eq!(sent["x-trace"], "7");
        for refused in NOT_YOURS {
            let named = refused.to_ascii_uppercase();
            let found = with_headers(&[(&named, "x")]).unwrap_err();
            assert_eq!(found, RequestError::NotYours(named), "{refused}");
        }
        for refused in
            ["Proxy-Authorization", "X-Forwarded-Host", "Content_Type", "X_Forwarded_For"]
        {
            assert_eq!(
                with_headers(&[(refused, "")]).unwrap_err(),
                RequestError::NotYours(refused.into())
            );
        }
    }

    #[test]
    fn a_header_has_to_be_one() {
        let long = "x".repeat(MAX_HEADER_VALUE + 1);
        for (name, value, why) in [
            ("", "x", RequestError::HeaderName(String::new())),
            ("X Y", "x", RequestError::HeaderName("X Y".into())),
            ("X:", "x", RequestError::HeaderName("X:".into())),
            ("X\r\nHost", "x", RequestError::HeaderName("X Host".into())),
            ("X", "a\r\nHost: b", RequestError::HeaderValue("X".into())),
            ("X", "ü", RequestError::HeaderValue("X".into())),
            ("X", &long, RequestError::HeaderValue("X".into())),
        ] {
            assert_eq!(with_headers(&[(name, value)]).unwrap_err(), why, "{name:?}: {value:?}");
        }
        assert!(with_headers(&[("X", &long[1..]), ("X", "")]).is_ok());
        let many = vec![("X", "y"); MAX_HEADERS + 1];
        assert!(with_headers(&many[1..]).is_ok());
        assert_eq!(with_headers(&many).unwrap_err(), RequestError::TooManyHeaders);
    }
}
