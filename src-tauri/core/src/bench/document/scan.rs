//! Reads JSON once, from front to back, and notes where its lines begin.
//!
//! A scanner of our own, because nothing else gives lines without a tree: a parser that builds values loses the text
//! of numbers and the order of names, takes ten times the memory of the body, and follows a deep document with its
//! own stack. Here the depth is a number and the open brackets are a list, so that a hundred thousand of them cost
//! half a megabyte.

/// The most lines that a document is shown in. With eight bytes for each, they take no more than the largest answer;
/// one that has more of them has less than ten bytes a line, and is shown as text.
pub(crate) const MAX_LINES: usize = 4_000_000;

/// A line of the re-indented document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Line {
    /// Where in the text its name, its value or its bracket begins.
    pub(crate) start: u32,
    /// How many brackets are open around it; the deepest depth counts for all that is deeper.
    pub(crate) depth: u16,
    /// What stands on it.
    pub(crate) kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A value: the document itself, or one of a list.
    Item,
    /// A name and a value.
    Member,
    /// The bracket that closes a list or an object.
    Closing,
}

/// A list or an object with something in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Container {
    /// The line that it is opened on.
    pub(crate) opens: u32,
    /// The line that it is closed on.
    pub(crate) closes: u32,
    /// How many entries it has.
    pub(crate) entries: u32,
}

/// What a document consists of.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Outlined {
    pub(crate) lines: Vec<Line>,
    /// In the order of their first lines.
    pub(crate) containers: Vec<Container>,
}

/// Why a text is not shown as JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It is none (RFC 8259).
    NotJson,
    /// It has too many lines.
    TooManyLines,
}

/// What may come next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Value,
    /// A value, or the end of an empty list.
    ValueOrEnd,
    Name,
    /// A name, or the end of an empty object.
    NameOrEnd,
    CommaOrEnd,
    /// Nothing: the document is over.
    Nothing,
}

/// Finds the lines of a document. Linear in its length, whatever is in it.
pub(crate) fn scan(text: &str, most_lines: usize) -> Result<Outlined, Refusal> {
    let mut scan = Scan::of(text, most_lines);
    scan.run()?;
    // A document is kept for as long as somebody looks at it.
    scan.found.lines.shrink_to_fit();
    scan.found.containers.shrink_to_fit();
    Ok(scan.found)
}

/// Where a text stops being JSON, in bytes; `None` if it is JSON to its end.
pub(crate) fn broken_at(text: &str) -> Option<usize> {
    let mut scan = Scan::of(text, usize::MAX);
    scan.run().err().map(|_| scan.at)
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
    most_lines: usize,
    found: Outlined,
    /// The brackets that are open, as places among the containers.
    open: Vec<Open>,
}

#[derive(Clone, Copy)]
struct Open {
    container: u32,
    bracket: u8,
}

impl<'a> Scan<'a> {
    fn of(text: &'a str, most_lines: usize) -> Self {
        let found = Outlined { lines: Vec::new(), containers: Vec::new() };
        Self { bytes: text.as_bytes(), at: 0, most_lines, found, open: Vec::new() }
    }

    fn run(&mut self) -> Result<(), Refusal> {
        let mut next = Next::Value;
        loop {
            self.at = after_spaces(self.bytes, self.at);
            let Some(byte) = self.bytes.get(self.at).copied() else { break };
            next = match (next, byte) {
                (Next::ValueOrEnd, b']') | (Next::NameOrEnd | Next::CommaOrEnd, b'}' | b']') => {
                    self.close(byte)?
                }
                (Next::Value | Next::ValueOrEnd, _) => {
                    self.note(Kind::Item)?;
                    self.value()?
                }
                (Next::Name | Next::NameOrEnd, b'"') => {
                    self.note(Kind::Member)?;
                    self.at = value_start(self.bytes, self.at).ok_or(Refusal::NotJson)?;
                    self.value()?
                }
                (Next::CommaOrEnd, b',') => self.comma()?,
                (Next::Name | Next::NameOrEnd | Next::CommaOrEnd | Next::Nothing, _) => {
                    return Err(Refusal::NotJson);
                }
            };
        }
        if next == Next::Nothing { Ok(()) } else { Err(Refusal::NotJson) }
    }

    /// Begins a line here.
    fn note(&mut self, kind: Kind) -> Result<(), Refusal> {
        if self.found.lines.len() >= self.most_lines {
            return Err(Refusal::TooManyLines);
        }
        let start = u32::try_from(self.at).map_err(|_| Refusal::TooManyLines)?;
        let depth = u16::try_from(self.open.len()).unwrap_or(u16::MAX);
        self.found.lines.push(Line { start, depth, kind });
        Ok(())
    }

    /// The place of the last line.
    fn last_line(&self) -> u32 {
        u32::try_from(self.found.lines.len()).unwrap_or(u32::MAX).saturating_sub(1)
    }

    fn value(&mut self) -> Result<Next, Refusal> {
        let bracket = self.bytes.get(self.at).copied().unwrap_or(0);
        if !matches!(bracket, b'[' | b'{') {
            self.at = scalar_end(self.bytes, self.at).ok_or(Refusal::NotJson)?;
            return Ok(self.after_value());
        }
        let container = u32::try_from(self.found.containers.len()).unwrap_or(u32::MAX);
        let opens = self.last_line();
        self.found.containers.push(Container { opens, closes: opens, entries: 1 });
        self.open.push(Open { container, bracket });
        self.at += 1;
        Ok(if bracket == b'[' { Next::ValueOrEnd } else { Next::NameOrEnd })
    }

    fn after_value(&self) -> Next {
        if self.open.is_empty() { Next::Nothing } else { Next::CommaOrEnd }
    }

    fn comma(&mut self) -> Result<Next, Refusal> {
        let open = self.open.last().ok_or(Refusal::NotJson)?;
        let container = self.found.containers.get_mut(open.container as usize);
        container.ok_or(Refusal::NotJson)?.entries += 1;
        self.at += 1;
        Ok(if open.bracket == b'[' { Next::Value } else { Next::Name })
    }

    fn close(&mut self, bracket: u8) -> Result<Next, Refusal> {
        let open = self.open.pop().ok_or(Refusal::NotJson)?;
        // In ASCII, each bracket closes the one two before it.
        if bracket != open.bracket + 2 {
            return Err(Refusal::NotJson);
        }
        let opens = self.found.containers.get(open.container as usize).map(|one| one.opens);
        if opens == Some(self.last_line()) {
            // Nothing came between: it stays on its line and has nothing to fold.
            self.found.containers.pop();
        } else {
            self.note(Kind::Closing)?;
            let closes = self.last_line();
            if let Some(container) = self.found.containers.get_mut(open.container as usize) {
                container.closes = closes;
            }
        }
        self.at += 1;
        Ok(self.after_value())
    }
}

/// Where something other than a space stands.
pub(crate) fn after_spaces(bytes: &[u8], from: usize) -> usize {
    let is_space = |byte: &&u8| matches!(**byte, b' ' | b'\n' | b'\r' | b'\t');
    from + bytes.get(from..).unwrap_or_default().iter().take_while(is_space).count()
}

/// Where the value after a name begins.
pub(crate) fn value_start(bytes: &[u8], name: usize) -> Option<usize> {
    let colon = after_spaces(bytes, text_end(bytes, name)?);
    (bytes.get(colon) == Some(&b':')).then(|| after_spaces(bytes, colon + 1))
}

/// Where a text, a number or a word ends; `None` for what is none.
pub(crate) fn scalar_end(bytes: &[u8], from: usize) -> Option<usize> {
    let word = |word: &[u8]| bytes.get(from..)?.starts_with(word).then(|| from + word.len());
    match bytes.get(from)? {
        b'"' => text_end(bytes, from),
        b'-' | b'0'..=b'9' => number_end(bytes, from),
        b't' => word(b"true"),
        b'f' => word(b"false"),
        b'n' => word(b"null"),
        _ => None,
    }
}

fn text_end(bytes: &[u8], quote: usize) -> Option<usize> {
    let mut at = quote + 1;
    loop {
        let is_special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..0x20);
        at += bytes.get(at..)?.iter().position(is_special)?;
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += escape_length(bytes, at)?,
            _ => return None,
        }
    }
}

fn escape_length(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at + 1)? {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(2),
        b'u' => bytes.get(at + 2..at + 6)?.iter().all(u8::is_ascii_hexdigit).then_some(6),
        _ => None,
    }
}

fn number_end(bytes: &[u8], from: usize) -> Option<usize> {
    let digits = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default();
        let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        (count > 0).then_some(from + count)
    };
    let first = from + usize::from(bytes.get(from) == Some(&b'-'));
    let mut end = if bytes.get(first) == Some(&b'0') { first + 1 } else { digits(first)? };
    if bytes.get(end) == Some(&b'.') {
        end = digits(end + 1)?;
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let signed = matches!(bytes.get(end + 1), Some(b'+' | b'-'));
        end = digits(end + 1 + usize::from(signed))?;
    }
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::de::IgnoredAny;

    fn lines(text: &str) -> Vec<(u32, u16, Kind)> {
        let found = scan(text, MAX_LINES).unwrap().lines;
        found.into_iter().map(|line| (line.start, line.depth, line.kind)).collect()
    }

    #[test]
    fn every_entry_and_every_closing_bracket_is_a_line() {
        use Kind::{Closing, Item, Member};
        for (text, found) in [
            ("7", vec![(0, 0, Item)]),
            (" {} ", vec![(1, 0, Item)]),
            ("[ ]", vec![(0, 0, Item)]),
            ("[1,[]]", vec![(0, 0, Item), (1, 1, Item), (3, 1, Item), (5, 0, Closing)]),
            (
                "{\"a\" : {\"b\":2} }",
                vec![
                    (0, 0, Item),
                    (1, 1, Member),
                    (8, 2, Member),
                    (13, 1, Closing),
                    (15, 0, Closing),
                ],
            ),
        ] {
            assert_eq!(lines(text), found, "{text}");
        }
    }

    #[test]
    fn lists_and_objects_know_their_end_and_their_entries() {
        let found = scan(r#"{"a":[1,2,[]],"b":{},"c":{"d":[3]}}"#, MAX_LINES).unwrap().containers;
        let found: Vec<_> = found.iter().map(|one| (one.opens, one.closes, one.entries)).collect();
        assert_eq!(found, [(0, 12, 3), (1, 5, 3), (7, 11, 1), (8, 10, 1)]);
    }

    /// JSON and what is nearly so.
    const TEXTS: [&str; 75] = [
        "",
        " ",
        "1",
        "-1",
        "01",
        "-",
        "1.",
        "1.5",
        ".5",
        "1e",
        "1e5",
        "1E+5",
        "1e-05",
        "-0",
        "-01",
        "1x",
        "+1",
        "true",
        "truex",
        "tru",
        "false",
        "null",
        "nul",
        "None",
        "\"",
        "\"a",
        "\"a\"",
        "\"\\\"",
        "\"\\\"\"",
        "\"\\u12\"",
        "\"\\u12ab\"",
        "\"\\ud800\"",
        "\"\\x\"",
        "\"\n\"",
        "\"\t\"",
        "\"\u{7f}\"",
        "\"ü\"",
        "[",
        "]",
        "[]",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1]]",
        "[1}",
        "[[]",
        "{",
        "}",
        "{}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1",
        "{\"a\":1}",
        "{\"a\":1,}",
        "{,}",
        "{a:1}",
        "{1:2}",
        "{\"a\":1]",
        "{\"a\" 1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1,\"a\":2}",
        "[{}",
        "{[]}",
        "1 2",
        "[] []",
        "//x",
        "[1]//",
        "\u{feff}1",
        "\u{a0}1",
        "\u{c}1",
        ":",
        ",",
        "\"a\":1",
    ];

    #[test]
    fn what_is_json_is_what_the_other_parser_takes() {
        for text in TEXTS {
            let other = serde_json::from_str::<IgnoredAny>(text).is_ok();
            assert_eq!(scan(text, MAX_LINES).is_ok(), other, "{text:?}");
        }
    }

    #[test]
    fn depth_costs_no_stack() {
        let deep =
            |open: &str, close: &str| format!("{}7{}", open.repeat(300_000), close.repeat(300_000));
        for text in [deep("[", "]"), deep("{\"a\":", "}")] {
            let found = scan(&text, MAX_LINES).unwrap();
            assert_eq!((found.lines.len(), found.containers.len()), (600_001, 300_000));
            assert_eq!(found.lines[300_000].depth, u16::MAX);
            assert_eq!(found.containers[0], Container { opens: 0, closes: 600_000, entries: 1 });
        }
        assert_eq!(scan(&"[".repeat(100_000), MAX_LINES), Err(Refusal::NotJson));
    }

    #[test]
    fn a_document_of_too_many_lines_is_not_taken_apart() {
        let of_lines = |count: usize| {
            let text = format!("[{}]", vec!["1"; count - 2].join(","));
            scan(&text, 100).map(|found| found.lines.len())
        };
        assert_eq!(of_lines(100), Ok(100));
        assert_eq!(of_lines(101), Err(Refusal::TooManyLines));
    }

    #[test]
    fn what_is_no_json_says_where() {
        for (text, at) in [
            ("{\"a\":1}", None),
            ("{\"a\": tru\n}", Some(6)),
            ("[1,]", Some(3)),
            ("[1", Some(2)),
            ("{} x", Some(3)),
            ("{\"a\" 1}", Some(1)),
            ("[1}", Some(2)),
            ("", Some(0)),
        ] {
            assert_eq!(broken_at(text), at, "{text}");
        }
    }
}
