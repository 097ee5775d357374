//! What counts as the same answer.
//!
//! Status, header values and bodies are compared as text, after everything that
//! differs from run to run has been replaced by a mark: tokens, identifiers,
//! times, and the server's address.

use processmaker::wire::Answer;

use crate::recording::{Recording, shortened};

/// Headers of the connection or of PHP's own server.
const IGNORED: [&str; 1] = ["connection"];

/// Headers that must be numbers, whichever.
const NUMBERS: [&str; 3] = ["x-ratelimit-remaining", "x-ratelimit-reset", "retry-after"];

/// Headers that must not appear where the recording has none.
const TELLING: [&str; 9] = [
    "www-authenticate",
    "retry-after",
    "allow",
    "location",
    "pragma",
    "set-cookie",
    "x-ratelimit-limit",
    "x-ratelimit-remaining",
    "x-ratelimit-reset",
];

/// Fields of ProcessMaker's user record that the recorded server left out.
const UNRECORDED: [&str; 1] = ["\"avatar\":null,"];

/// How far the length of an access token may be from the recorded one: a time
/// without a fraction lacks seven characters, there are three times, and base64
/// makes four characters of three.
const ACCESS_TOKEN_SLACK: usize = 28;

/// Everything in which the answer differs from the recording.
pub(crate) fn differences(recording: &Recording, answer: &Answer, base_url: &str) -> Vec<String> {
    let mut found = Vec::new();
    if answer.status != recording.status {
        found.push(format!("status {} instead of {}", answer.status, recording.status));
    }
    found.extend(headers(recording, answer, base_url));
    found.extend(body(recording, answer, base_url));
    let id = &recording.id;
    let lines = found.iter().map(|line| format!("{id} {}: {line}", recording.title));
    lines.collect()
}

fn headers(recording: &Recording, answer: &Answer, base_url: &str) -> Vec<String> {
    let mut found = Vec::new();
    let names = recording.headers.iter().map(|(name, _)| name.to_lowercase());
    let names: Vec<String> = names.filter(|name| !IGNORED.contains(&name.as_str())).collect();
    for name in &names {
        let recorded =
            recording.headers.iter().filter(|(candidate, _)| candidate.eq_ignore_ascii_case(name));
        let mut recorded: Vec<String> =
            recorded.map(|(_, value)| header(name, value, "")).collect();
        let live = answer.headers.get_all(name).iter();
        let live = live.map(|value| header(name, value.to_str().expect("text"), base_url));
        let mut live: Vec<String> = live.collect();
        if name == "location" {
            let live = answer.header(name).unwrap_or_default();
            found.extend(lengths(recording.location(), live));
        }
        recorded.sort();
        live.sort();
        if recorded != live {
            found.push(format!("{name}: {live:?} instead of {recorded:?}"));
        }
    }
    let surplus = TELLING.iter().filter(|name| !names.iter().any(|recorded| recorded == *name));
    let surplus = surplus.filter(|name| answer.headers.contains_key(**name));
    found.extend(surplus.map(|name| format!("unexpected {name}")));
    found
}

/// A header's value with marks.
fn header(name: &str, value: &str, base_url: &str) -> String {
    match name {
        "date" => httpdate::parse_http_date(value).map(|_| "<date>".to_owned()).expect("a date"),
        "set-cookie" => cookie(value),
        _ if NUMBERS.contains(&name) => {
            value.parse::<u64>().map(|_| "<number>".to_owned()).expect("a number")
        }
        _ => marked(value, base_url),
    }
}

/// A cookie without its value and its time.
fn cookie(value: &str) -> String {
    let (name, rest) = value.split_once('=').expect("a cookie has a name");
    let attributes = rest.split("; ").skip(1);
    let attributes = attributes.map(|attribute| match attribute.split_once('=') {
        Some(("expires", _)) => "expires=<date>",
        Some(_) | None => attribute,
    });
    format!("{name}=…; {}", attributes.collect::<Vec<_>>().join("; "))
}

fn body(recording: &Recording, answer: &Answer, base_url: &str) -> Vec<String> {
    let live = answer.text();
    let Some(recorded) = recording.body.as_deref() else {
        assert!(recording.html, "a recording without a body is of a page");
        let page = live.starts_with("<!DOCTYPE html>");
        return if page { Vec::new() } else { vec![format!("not a page: {live}")] };
    };
    let recorded = if recorded == "(empty body)" { "" } else { recorded };
    let (expected, actual) = (marked(recorded, ""), marked(&without_unrecorded(&live), base_url));
    let mut found = Vec::new();
    if expected != actual {
        found.push(format!("body {actual}\n    instead of {expected}"));
    }
    found.extend(lengths(recorded, &live));
    found
}

fn without_unrecorded(body: &str) -> String {
    let mut body = UNRECORDED.iter().fold(body.to_owned(), |body, field| body.replace(field, ""));
    while let Some(start) = body.find("\"remember_token\":") {
        let end = body[start..].find(',').expect("more fields follow");
        body.replace_range(start..=start + end, "");
    }
    body
}

/// Whether tokens are as long as the recorded ones.
fn lengths(recorded: &str, live: &str) -> Vec<String> {
    let expected = shortened(recorded);
    let live: Vec<&str> = live.split(|c| !is_word(c)).filter(|word| is_token(word)).collect();
    let pairs = expected.iter().zip(&live);
    let differ = pairs.filter(|(expected, live)| {
        let slack = if live.starts_with("eyJ") { ACCESS_TOKEN_SLACK } else { 0 };
        expected.bytes.abs_diff(live.len()) > slack
    });
    let mut found: Vec<String> = differ
        .map(|(expected, live)| format!("{} bytes instead of {}", live.len(), expected.text))
        .collect();
    if expected.len() != live.len() {
        found.push(format!("{} tokens instead of {}", live.len(), expected.len()));
    }
    found
}

/// The text with marks for what differs from run to run.
fn marked(text: &str, base_url: &str) -> String {
    let mut text = text.to_owned();
    for token in shortened(&text.clone()) {
        text = text.replace(token.text, &mark(token.text));
    }
    let addresses = ["http://127.0.0.1:8095", "http://127.0.0.1:8096", base_url];
    for address in addresses.iter().filter(|address| !address.is_empty()) {
        text = text.replace(address, "<server>");
        text = text.replace(&address.replace('/', "\\/"), "<server>");
    }
    let mut result = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let varies = is_token(word) || is_time(word) || is_identifier(word);
        result.push_str(&if varies { mark(word) } else { word.to_owned() });
        let next = after.chars().next().map_or(0, char::len_utf8);
        result.push_str(&after[..next]);
        rest = &after[next..];
    }
    result
}

fn mark(word: &str) -> String {
    match word {
        _ if word.starts_with("eyJ") => "<access token>".to_owned(),
        _ if word.starts_with("def50200") => "<sealed>".to_owned(),
        _ if is_identifier(word) => "<identifier>".to_owned(),
        // A time keeps its form.
        _ => word.replace(|character: char| character.is_ascii_digit(), "0"),
    }
}

fn is_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || "-_.:+".contains(character)
}

fn is_token(word: &str) -> bool {
    word.len() > 300 && (word.starts_with("eyJ") || word.starts_with("def50200"))
}

fn is_identifier(word: &str) -> bool {
    word.len() == 80 && word.chars().all(|character| character.is_ascii_hexdigit())
}

/// `2026-11-22T00:27:06` and what follows.
fn is_time(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    word.starts_with("20") && word.contains('T') && digits >= 14
}
