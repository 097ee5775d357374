//! A JSON answer as lines that can be folded, of which a window asks for the few that it shows.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::folds::Folds;
use super::row::{Bracket, Cell, Row};
use super::scan::{Container, Kind, Line, Outlined, Refusal, scalar_end, scan, value_start};
use super::search::{MAX_MATCHES, Needle, fold, units};
use super::shown;
use crate::bench::hidden::MARK;

/// How many characters of a value are shown on its line: more than any window is wide.
const MAX_VALUE: usize = 300;

/// The same of a name.
const MAX_NAME: usize = 120;

/// How many rows are handed out at once: more than any window is high.
pub const MAX_ROWS: usize = 500;

/// The largest list or object that is copied in lines, in bytes. Indents make more of a deep one than any clipboard
/// takes; a larger one is copied as the server wrote it.
const MAX_WRITTEN: usize = 64 * 1024 * 1024;

/// How far an entry is moved in under its list or object, in spaces, when it is copied.
const INDENT: usize = 2;

/// A JSON document in lines.
pub struct Outline {
    text: Arc<str>,
    lines: Vec<Line>,
    containers: Vec<Container>,
    folds: Folds,
}

/// Where a text was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// On which line.
    pub line: u32,
    /// In which part of it.
    pub part: Part,
    /// Where it begins in what is shown of that part, were it not shortened; in units of UTF-16.
    pub at: u32,
    /// How long it is, in units of UTF-16.
    pub length: u32,
}

/// The parts of a line that are searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The name of the field.
    Name,
    /// The value.
    Value,
}

/// What was found, in the order of the lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The first [`MAX_MATCHES`](super::MAX_MATCHES) places.
    pub matches: Vec<Match>,
    /// Whether there are more.
    pub more: bool,
}

/// The parts of a line, as places in the text.
struct Spot<'a> {
    /// What stands between the quotation marks of the name.
    name: Option<&'a str>,
    /// Where the value begins.
    at: usize,
    /// The value with its quotation marks, or a bracket.
    value: &'a str,
}

impl Outline {
    /// Takes a document of at most so many lines apart; everything is unfolded.
    pub(crate) fn of(text: &Arc<str>, most: usize) -> Result<Self, Refusal> {
        let Outlined { lines, containers } = scan(text, most)?;
        let folds = Folds::none(u32::try_from(lines.len()).unwrap_or(u32::MAX));
        Ok(Self { text: Arc::clone(text), lines, containers, folds })
    }

    /// How many bytes are kept besides the text, when nothing is folded.
    pub(super) fn weight(&self) -> usize {
        size_of_val(self.lines.as_slice()) + size_of_val(self.containers.as_slice())
    }

    /// How many rows are visible.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.folds.visible()
    }

    /// The visible rows from one on, at most [`MAX_ROWS`] of them.
    #[must_use]
    pub fn rows(&self, from: u32, count: usize) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut next = self.folds.line_at(from);
        while let Some(line) = next.filter(|_| rows.len() < count.min(MAX_ROWS)) {
            rows.extend(self.row(line));
            next = self.folds.after(line);
        }
        rows
    }

    /// Leaves out what is between the brackets that a line opens. Any other line stays as it is.
    pub fn fold(&mut self, line: u32) {
        if let Some(container) = self.container(line) {
            self.folds.fold(container.opens, container.closes);
        }
    }

    /// Shows it again; what is folded within stays folded.
    pub fn unfold(&mut self, line: u32) {
        self.folds.unfold(line);
    }

    /// Folds every list and object but the outermost.
    pub fn fold_all(&mut self) {
        let inner = self.containers.iter().skip(1);
        self.folds.set(inner.map(|container| (container.opens, container.closes)).collect());
    }

    /// Shows everything.
    pub fn unfold_all(&mut self) {
        self.folds.set(BTreeMap::new());
    }

    /// Unfolds whatever hides a line and says which row it is now.
    pub fn reveal(&mut self, line: u32) -> Option<u32> {
        self.folds.reveal(line)
    }

    /// Looks for a text in names and values, in capitals or not, also in what is folded. Takes some tens of
    /// milliseconds for 10 MB.
    #[must_use]
    pub fn find(&self, text: &str) -> Found {
        let mut found = Found { matches: Vec::new(), more: false };
        let Some(needle) = Needle::new(text) else { return found };
        let mut scratch = String::new();
        for line in 0..self.count() {
            let Some(spot) = self.spot(line) else { continue };
            let value = spot.value.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
            let value = value.or_else(|| (!is_bracket(spot.value)).then_some(spot.value));
            for (part, inside) in [(Part::Name, spot.name), (Part::Value, value)] {
                let Some(inside) = inside else { continue };
                let places = places(&needle, inside, &mut scratch);
                for (at, length) in places {
                    if found.matches.len() == MAX_MATCHES {
                        found.more = true;
                        return found;
                    }
                    found.matches.push(Match { line, part, at, length });
                }
            }
        }
        found
    }

    /// What a line stands for, to be copied: what a text says, all of it; a number or a word as it is; a list or an
    /// object as JSON, in lines. The line of a closing bracket stands for nothing.
    #[must_use]
    pub fn copy(&self, line: u32) -> Option<String> {
        let spot = self.spot(line).filter(|_| self.kind(line) != Some(Kind::Closing))?;
        if let Some(container) = self.container(line) {
            return self.written(container, MAX_WRITTEN).or_else(|| self.as_sent(container));
        }
        let inside = spot.value.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        Some(match inside {
            Some(inside) => shown::meaning(inside),
            None if is_bracket(spot.value) => bracket(spot.value).empty().to_owned(),
            None => spot.value.to_owned(),
        })
    }

    fn count(&self) -> u32 {
        u32::try_from(self.lines.len()).unwrap_or(u32::MAX)
    }

    fn kind(&self, line: u32) -> Option<Kind> {
        self.lines.get(line as usize).map(|line| line.kind)
    }

    /// The list or object that a line opens.
    fn container(&self, line: u32) -> Option<Container> {
        let found =
            self.containers.binary_search_by_key(&line, |container| container.opens).ok()?;
        self.containers.get(found).copied()
    }

    fn row(&self, line: u32) -> Option<Row> {
        let spot = self.spot(line)?;
        let depth = self.lines.get(line as usize)?.depth;
        let name = spot.name.map(|name| shown::shortened(name, MAX_NAME));
        let container = self.container(line);
        let cell = match (container, self.kind(line)?) {
            (Some(container), _) => Cell::Opening {
                bracket: bracket(spot.value),
                entries: container.entries,
                closes: container.closes,
                folded: self.folds.is_folded(line),
            },
            (None, Kind::Closing) => Cell::Closing(bracket(spot.value)),
            (None, Kind::Item | Kind::Member) => cell(spot.value),
        };
        let folded = matches!(cell, Cell::Opening { folded: true, .. });
        let comma = match container {
            Some(container) if folded => self.has_next(container.closes),
            Some(_) => false,
            None => self.has_next(line),
        };
        Some(Row { line, depth, name, cell, comma })
    }

    /// Whether another entry follows what ends on a line.
    fn has_next(&self, line: u32) -> bool {
        self.kind(line + 1).is_some_and(|kind| kind != Kind::Closing)
    }

    fn spot(&self, line: u32) -> Option<Spot<'_>> {
        let Line { start, kind, .. } = *self.lines.get(line as usize)?;
        let (start, bytes) = (start as usize, self.text.as_bytes());
        let value = if kind == Kind::Member { value_start(bytes, start)? } else { start };
        let end = scalar_end(bytes, value).unwrap_or(value + 1);
        let name = (kind == Kind::Member).then(|| scalar_end(bytes, start));
        let name = name.flatten().and_then(|end| self.text.get(start + 1..end - 1));
        Some(Spot { name, at: value, value: self.text.get(value..end)? })
    }

    /// A list or an object as the server wrote it.
    fn as_sent(&self, container: Container) -> Option<String> {
        let opens = self.spot(container.opens)?.at;
        let closes = self.lines.get(container.closes as usize)?.start as usize;
        self.text.get(opens..=closes).map(str::to_owned)
    }

    /// A list or an object in lines; `None` if they take more bytes than that.
    fn written(&self, container: Container, most: usize) -> Option<String> {
        let outer = self.lines.get(container.opens as usize).map_or(0, |line| line.depth);
        let mut text = String::new();
        for line in container.opens..=container.closes {
            let Some(spot) = self.spot(line) else { continue };
            if line > container.opens {
                let depth = self.lines.get(line as usize).map_or(0, |line| line.depth);
                text.push('\n');
                text.extend(std::iter::repeat_n(' ', INDENT * usize::from(depth - outer)));
                if let Some(name) = spot.name {
                    text.extend(["\"", name, "\": "]);
                }
            }
            let opens = is_bracket(spot.value) && self.kind(line) != Some(Kind::Closing);
            let opens = opens.then(|| self.container(line));
            text.push_str(match opens {
                Some(None) => bracket(spot.value).empty(),
                Some(Some(_)) | None => spot.value,
            });
            let ends = !matches!(opens, Some(Some(_))) && line < container.closes;
            if ends && self.has_next(line) {
                text.push(',');
            }
            if text.len() > most {
                return None;
            }
        }
        Some(text)
    }
}

/// Where the needle stands in what is shown of a text, in units of UTF-16.
fn places(needle: &Needle, inside: &str, scratch: &mut String) -> Vec<(u32, u32)> {
    scratch.clear();
    if shown::is_literal(inside) {
        scratch.push_str(inside);
    } else {
        shown::append(inside, scratch);
    }
    fold(scratch);
    let part = |from: usize, to: usize| units(scratch.get(from..to).unwrap_or_default());
    let (mut before, mut counted) = (0, 0);
    let in_units = |(from, to): (usize, usize)| {
        // Counted from the place before, so that a long text with many places is gone through once.
        before += part(counted, from);
        counted = from;
        (before, part(from, to))
    };
    needle.places(scratch).take(MAX_MATCHES + 1).map(in_units).collect()
}

fn cell(value: &str) -> Cell {
    match value.as_bytes().first() {
        Some(b'[' | b'{') => Cell::Empty(bracket(value)),
        Some(b't') => Cell::Word("true"),
        Some(b'f') => Cell::Word("false"),
        Some(b'n') => Cell::Word("null"),
        Some(b'"') => match value.get(1..value.len() - 1).unwrap_or_default() {
            MARK => Cell::Hidden,
            inside => Cell::Text(shown::shortened(inside, MAX_VALUE)),
        },
        _ => Cell::Number(shown::shortened(value, MAX_VALUE)),
    }
}

fn is_bracket(value: &str) -> bool {
    matches!(value, "[" | "{" | "]" | "}")
}

fn bracket(value: &str) -> Bracket {
    if value.starts_with(['[', ']']) { Bracket::List } else { Bracket::Object }
}

impl fmt::Debug for Outline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Outline({} of {} lines)", self.folds.visible(), self.lines.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PEOPLE: &str = r#"{"data":[{"id":1.50,"name":"Maria"},{"id":2,"tags":[],"name":"J\u00f6rg"}],"meta":{"total":2}}"#;

    fn outline(text: &str) -> Outline {
        Outline::of(&Arc::from(text), usize::MAX).unwrap()
    }

    /// The visible lines as somebody reads them.
    fn read(outline: &Outline) -> Vec<String> {
        let rows = outline.rows(0, MAX_ROWS);
        assert_eq!(rows.len(), outline.total() as usize);
        rows.into_iter().map(|row| written(&row)).collect()
    }

    fn written(row: &Row) -> String {
        let cell = match &row.cell {
            Cell::Text(text) => format!("\"{}\"", text.text),
            Cell::Number(text) => text.text.clone(),
            Cell::Word(word) => (*word).to_owned(),
            Cell::Hidden => "(hidden)".into(),
            Cell::Empty(bracket) => bracket.empty().into(),
            Cell::Opening { bracket, folded: false, .. } => bracket.empty()[..1].into(),
            Cell::Opening { bracket, entries, .. } => {
                let (open, close) = bracket.empty().split_at(1);
                format!("{open}{entries}{close}")
            }
            Cell::Closing(bracket) => bracket.empty()[1..].into(),
        };
        let name = row.name.as_ref().map(|name| format!("{}: ", name.text)).unwrap_or_default();
        let comma = if row.comma { "," } else { "" };
        format!("{}{name}{cell}{comma}", " ".repeat(row.depth.into()))
    }

    #[test]
    fn a_document_is_read_in_lines() {
        assert_eq!(
            read(&outline(PEOPLE)),
            [
                "{",
                " data: [",
                "  {",
                "   id: 1.50,",
                "   name: \"Maria\"",
                "  },",
                "  {",
                "   id: 2,",
                "   tags: [],",
                "   name: \"Jörg\"",
                "  }",
                " ],",
                " meta: {",
                "  total: 2",
                " }",
                "}",
            ]
        );
        for (text, lines) in [
            ("7", "7"),
            ("\"x\"", "\"x\""),
            ("null", "null"),
            ("[]", "[]"),
            (" {} ", "{}"),
            ("\"******\"", "(hidden)"),
            ("true", "true"),
            ("-1.0E+09", "-1.0E+09"),
        ] {
            assert_eq!(read(&outline(text)), [lines], "{text}");
        }
    }

    #[test]
    fn what_is_folded_is_left_out_until_it_is_shown_again() {
        let mut outline = outline(PEOPLE);
        outline.fold(2);
        outline.fold(6);
        assert_eq!(
            read(&outline),
            ["{", " data: [", "  {2},", "  {3}", " ],", " meta: {", "  total: 2", " }", "}"]
        );
        outline.fold(1);
        outline.fold(1);
        let folded = ["{", " data: [2],", " meta: {", "  total: 2", " }", "}"];
        assert_eq!(read(&outline), folded);
        for nothing_to_fold in [3, 8, 11, 15, 16, u32::MAX] {
            outline.fold(nothing_to_fold);
            outline.unfold(nothing_to_fold);
            assert_eq!(read(&outline), folded, "{nothing_to_fold}");
        }
        outline.unfold(1);
        assert_eq!(read(&outline)[2..4], ["  {2},", "  {3}"], "what was folded within still is");
        outline.fold(0);
        assert_eq!(read(&outline), ["{2}"]);
        outline.unfold_all();
        assert_eq!(outline.total(), 16);
        outline.fold_all();
        assert_eq!(read(&outline), ["{", " data: [2],", " meta: {1}", "}"]);
    }

    #[test]
    fn rows_are_had_from_anywhere() {
        let mut outline = outline(PEOPLE);
        outline.fold(2);
        let lines = |from, count| -> Vec<u32> {
            outline.rows(from, count).into_iter().map(|row| row.line).collect()
        };
        assert_eq!(lines(0, 4), [0, 1, 2, 6]);
        assert_eq!(lines(3, 2), [6, 7]);
        assert_eq!(lines(11, 9), [14, 15]);
        assert_eq!(lines(13, 1), [] as [u32; 0]);
        assert_eq!(lines(u32::MAX, 1), [] as [u32; 0]);
        assert_eq!(lines(0, 0), [] as [u32; 0]);
        let long = self::outline(&format!("[{}]", vec!["1"; 2000].join(",")));
        assert_eq!(long.rows(0, usize::MAX).len(), MAX_ROWS);
    }

    #[test]
    fn a_line_is_revealed_by_unfolding_what_hides_it() {
        let mut outline = outline(PEOPLE);
        outline.fold_all();
        assert_eq!(outline.reveal(4), Some(4), "the name of the first person");
        assert_eq!(read(&outline)[4], "   name: \"Maria\"");
        assert_eq!(read(&outline)[6], "  {3}", "the other person is folded still");
        assert_eq!(outline.reveal(12), Some(8));
        outline.fold(1);
        assert_eq!(outline.reveal(1), Some(1), "a folded line is visible itself");
        assert_eq!(outline.total(), 5 - 1);
        assert_eq!(outline.reveal(11), Some(8 - 1), "a closing bracket is hidden with the rest");
        assert_eq!(outline.reveal(16), None);
    }

    #[test]
    fn names_and_values_are_searched() {
        let outline = outline(PEOPLE);
        let found = |text| -> Vec<(u32, Part, u32, u32)> {
            let found = outline.find(text).matches;
            found.into_iter().map(|one| (one.line, one.part, one.at, one.length)).collect()
        };
        assert_eq!(found("NAME"), [(4, Part::Name, 0, 4), (9, Part::Name, 0, 4)]);
        assert_eq!(found("ar"), [(4, Part::Value, 1, 2)]);
        assert_eq!(found("jÖR"), [(9, Part::Value, 0, 3)]);
        assert_eq!(found("1.5"), [(3, Part::Value, 0, 3)]);
        for nowhere in ["", "{", "[", "\"", ":", "u00f6", "Maria\""] {
            assert_eq!(found(nowhere), [], "{nowhere}");
        }
        let smileys = self::outline(r#"["😀\n😀b"]"#).find("B");
        assert_eq!(smileys.matches, [Match { line: 1, part: Part::Value, at: 6, length: 1 }]);
        let many = self::outline(&format!("[\"{}\"]", "a".repeat(MAX_MATCHES + 1)));
        assert_eq!((many.find("a").matches.len(), many.find("a").more), (MAX_MATCHES, true));
        assert!(!many.find("aa").more);
    }

    #[test]
    fn a_long_text_is_shortened_in_its_row_and_copied_whole() {
        let long = "ü".repeat(MAX_VALUE + 1);
        let outline = outline(&format!("{{\"{long}\":\"{long}\\n\",\"n\":{}}}", "7".repeat(5000)));
        let row = &outline.rows(1, 1)[0];
        let name = row.name.as_ref().unwrap();
        assert_eq!((name.text.chars().count(), name.shortened), (MAX_NAME, true));
        let Cell::Text(value) = &row.cell else { panic!("{row:?}") };
        assert_eq!((value.text.chars().count(), value.shortened), (MAX_VALUE, true));
        assert_eq!(value.bytes, 2 * (MAX_VALUE + 1) + 2);
        assert_eq!(outline.copy(1), Some(format!("{long}\n")));
        assert_eq!(outline.copy(2).unwrap().len(), 5000);
    }

    #[test]
    fn a_copy_is_what_the_line_stands_for() {
        let outline = outline(PEOPLE);
        for (line, copy) in [
            (3, Some("1.50")),
            (8, Some("[]")),
            (9, Some("Jörg")),
            (12, Some("{\n  \"total\": 2\n}")),
            (6, Some("{\n  \"id\": 2,\n  \"tags\": [],\n  \"name\": \"J\\u00f6rg\"\n}")),
            (10, None),
            (15, None),
            (16, None),
        ] {
            assert_eq!(outline.copy(line).as_deref(), copy, "{line}");
        }
        let deep = format!("[{}7{}]", "[".repeat(3), "]".repeat(3));
        let deep = self::outline(&deep);
        let all = deep.container(0).unwrap();
        assert_eq!(deep.written(all, 49).map(|text| text.len()), Some(49));
        assert_eq!(deep.written(all, 48), None);
        assert_eq!(deep.as_sent(all).as_deref(), Some("[[[[7]]]]"));
        assert_eq!(deep.as_sent(deep.container(2).unwrap()).as_deref(), Some("[[7]]"));
        let whole: serde_json::Value = serde_json::from_str(&outline.copy(0).unwrap()).unwrap();
        assert_eq!(whole, serde_json::from_str::<serde_json::Value>(PEOPLE).unwrap());
    }
}
