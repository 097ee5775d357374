//! Where a request goes: a path as a person types it, which cannot lead out of the instance.

use url::Url;

use super::{MAX_PATH, RequestError, repeated};

/// The path and the query of what was typed, in the normal form of a URL.
pub(super) fn read(typed: &str) -> Result<(String, Option<String>), RequestError> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(RequestError::NoPath);
    }
    if typed.chars().any(char::is_control) {
        return Err(RequestError::Invisible);
    }
    let (path, query) = match typed.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (typed, None),
    };
    if path.contains("://") || path.starts_with("//") {
        return Err(RequestError::OtherServer);
    }
    if path.contains('\\') {
        return Err(RequestError::Backslash);
    }
    if !path.starts_with('/') {
        return Err(RequestError::NoSlash);
    }
    if typed.contains('#') {
        return Err(RequestError::Fragment);
    }
    if let Some(name) = placeholder(path) {
        return Err(RequestError::Placeholder(repeated(name)));
    }
    if leads_out(path) {
        return Err(RequestError::Outside);
    }
    let mut url = Url::parse("https://instance.invalid").map_err(|_| RequestError::OtherServer)?;
    url.set_path(path);
    url.set_query(query.filter(|query| !query.is_empty()));
    // Dots may have taken away what stood between two slashes.
    if url.path().starts_with("//") {
        return Err(RequestError::OtherServer);
    }
    if url.path().len() + url.query().map_or(0, str::len) > MAX_PATH {
        return Err(RequestError::PathTooLong);
    }
    Ok((url.path().to_owned(), url.query().map(str::to_owned)))
}

/// The name between braces that a completed path came with.
fn placeholder(path: &str) -> Option<&str> {
    let (_, rest) = path.split_once('{')?;
    Some(rest.split_once('}').map_or(rest, |(name, _)| name))
}

/// Whether dots lead above the first slash. Dots and slashes may be spelt in percent signs, which some servers take for
/// the same, and some leave out what follows a semicolon.
fn leads_out(path: &str) -> bool {
    let spelt = [("%2e", "."), ("%2f", "/"), ("%5c", "/")];
    let path = path.to_ascii_lowercase();
    let path = spelt.iter().fold(path, |path, (code, sign)| path.replace(code, sign));
    let mut folders = 0_usize;
    for segment in path.split('/').skip(1) {
        match segment.split(';').next().unwrap_or_default() {
            "." => {}
            ".." if folders == 0 => return true,
            ".." => folders -= 1,
            _ => folders += 1,
        }
    }
    false
}
