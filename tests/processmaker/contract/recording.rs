//! The recordings: one JSON object a line.

use serde::Deserialize;

/// One request and its answer.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Recording {
    pub(crate) id: String,
    pub(crate) title: String,
    /// A curl command after `$ `; tokens are shortened.
    pub(crate) request: String,
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    /// `None` for pages; `(empty body)` where there was none.
    pub(crate) body: Option<String>,
    pub(crate) html: bool,
}

impl Recording {
    /// The `Location`, or nothing.
    pub(crate) fn location(&self) -> &str {
        let header = self.headers.iter().find(|(name, _)| name == "Location");
        header.map_or("", |(_, value)| value)
    }
}

pub(crate) fn all() -> Vec<Recording> {
    let lines = include_str!("../recordings/transcripts.jsonl").lines();
    let recordings = lines.map(|line| serde_json::from_str(line).expect("a recording"));
    recordings.collect()
}

/// A shortened token or code in a text: `start…[N bytes]…end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shortened<'a> {
    pub(crate) text: &'a str,
    pub(crate) bytes: usize,
}

/// The shortened tokens in a text, in order.
pub(crate) fn shortened(text: &str) -> Vec<Shortened<'_>> {
    let is_token = |character: char| character.is_ascii_alphanumeric() || "-_.".contains(character);
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(middle) = text[from..].find("…[").map(|place| from + place) {
        let start = text[..middle]
            .rfind(|character| !is_token(character))
            .map_or(0, |place| place + text[place..].chars().next().map_or(1, char::len_utf8));
        let count = &text[middle + "…[".len()..];
        let (bytes, rest) = count.split_once(" bytes]…").expect("a shortened token");
        let end = text.len() - rest.len();
        let end = end + rest.find(|character| !is_token(character)).unwrap_or(rest.len());
        found.push(Shortened {
            text: &text[start..end],
            bytes: bytes.parse().expect("a number of bytes"),
        });
        from = end;
    }
    found
}
