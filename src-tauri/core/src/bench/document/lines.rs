//! A text in rows of a bounded width, of which a window asks for the few that it shows.

use std::fmt;
use std::sync::Arc;

use super::outline::MAX_ROWS;
use super::search::{MAX_MATCHES, Needle, folded, units};
use super::shown::is_visible;

/// The longest row, in bytes: wider than most windows. An answer of one long line, which is the usual one, is broken
/// into such rows; much longer ones make a window slow that has to lay them out.
const MAX_WIDTH: usize = 240;

/// A text in rows.
pub struct TextLines {
    text: Arc<str>,
    /// Where each row begins.
    starts: Vec<u32>,
}

/// A row of text as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRow {
    /// What stands there. What cannot be seen, or would turn the rest around, is U+FFFD.
    pub text: String,
    /// Whether the line of the row before goes on in it.
    pub continues: bool,
}

/// Where a text was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextMatch {
    /// In which row it begins.
    pub row: u32,
    /// Where in that row, in units of UTF-16.
    pub at: u32,
    /// How long it is, in units of UTF-16; it may go on in the next row.
    pub length: u32,
}

/// What was found, in the order of the rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextFound {
    /// The first [`MAX_MATCHES`](super::MAX_MATCHES) places.
    pub matches: Vec<TextMatch>,
    /// Whether there are more.
    pub more: bool,
}

impl TextLines {
    pub(crate) fn of(text: &Arc<str>) -> Self {
        let mut starts = Vec::new();
        let mut at = 0;
        while at < text.len() {
            starts.push(u32::try_from(at).unwrap_or(u32::MAX));
            at = row_end(text, at);
        }
        starts.shrink_to_fit();
        Self { text: Arc::clone(text), starts }
    }

    /// How many rows there are.
    #[must_use]
    pub fn total(&self) -> u32 {
        u32::try_from(self.starts.len()).unwrap_or(u32::MAX)
    }

    /// How many bytes are kept besides the text.
    pub(super) fn weight(&self) -> usize {
        self.starts.len() * size_of::<u32>()
    }

    /// The rows from one on, at most [`MAX_ROWS`](super::MAX_ROWS) of them.
    #[must_use]
    pub fn rows(&self, from: u32, count: usize) -> Vec<TextRow> {
        let count = u32::try_from(count.min(MAX_ROWS)).unwrap_or(0);
        (from..self.total().min(from.saturating_add(count))).map(|row| self.row(row)).collect()
    }

    /// Looks for a text, in capitals or not. Takes some tens of milliseconds for 10 MB.
    #[must_use]
    pub fn find(&self, text: &str) -> TextFound {
        let mut found = TextFound { matches: Vec::new(), more: false };
        let Some(needle) = Needle::new(text) else { return found };
        let all = folded(&self.text);
        for (from, to) in needle.places(&all) {
            if found.matches.len() == MAX_MATCHES {
                found.more = true;
                break;
            }
            let row =
                self.starts.partition_point(|start| *start as usize <= from).saturating_sub(1);
            let start = self.start(row);
            found.matches.push(TextMatch {
                row: u32::try_from(row).unwrap_or(u32::MAX),
                at: units(self.text.get(start..from).unwrap_or_default()),
                length: units(self.text.get(from..to).unwrap_or_default()),
            });
        }
        found
    }

    fn start(&self, row: usize) -> usize {
        self.starts.get(row).map_or(self.text.len(), |start| *start as usize)
    }

    fn row(&self, row: u32) -> TextRow {
        let (start, end) = (self.start(row as usize), self.start(row as usize + 1));
        let line = self.text.get(start..end).unwrap_or_default();
        let line =
            line.strip_suffix('\n').map_or(line, |line| line.strip_suffix('\r').unwrap_or(line));
        let shown = |c: char| if is_visible(c) || c == '\t' { c } else { '\u{fffd}' };
        let continues = start > 0 && self.text.as_bytes().get(start - 1) != Some(&b'\n');
        TextRow { text: line.chars().map(shown).collect(), continues }
    }
}

/// Where the next row begins: after the line, or before the character that would be too much.
fn row_end(text: &str, from: usize) -> usize {
    let near = text.len().min(from + MAX_WIDTH + 1);
    let bytes = text.as_bytes().get(from..near).unwrap_or_default();
    if let Some(line) = bytes.iter().position(|byte| *byte == b'\n') {
        return from + line + 1;
    }
    if near - from <= MAX_WIDTH {
        return near;
    }
    let ends = (from + 1..near).rev().find(|end| text.is_char_boundary(*end));
    ends.unwrap_or(near)
}

impl fmt::Debug for TextLines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TextLines({} rows)", self.starts.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(String, bool)> {
        let lines = TextLines::of(&Arc::from(text));
        let rows = lines.rows(0, MAX_ROWS);
        assert_eq!(rows.len(), lines.total() as usize);
        rows.into_iter().map(|row| (row.text, row.continues)).collect()
    }

    #[test]
    fn a_text_is_broken_at_its_lines_and_at_the_width() {
        let (full, wide) = ("a".repeat(MAX_WIDTH), "ü".repeat(MAX_WIDTH / 2));
        for (text, found) in [
            (String::new(), vec![]),
            ("a".into(), vec![("a", false)]),
            ("a\n".into(), vec![("a", false)]),
            ("a\r\n\nb".into(), vec![("a", false), ("", false), ("b", false)]),
            (full.clone(), vec![(full.as_str(), false)]),
            (format!("{full}\n"), vec![(&full, false)]),
            (format!("{full}b\n"), vec![(&full, false), ("b", true)]),
            (format!("{full}{full}"), vec![(&full, false), (&full, true)]),
            (format!("{wide}ü"), vec![(&wide, false), ("ü", true)]),
            (format!("b{wide}"), vec![(&format!("b{}", &wide[2..]), false), ("ü", true)]),
            ("\ta\u{0}\u{202e}\rb".into(), vec![("\ta\u{fffd}\u{fffd}\u{fffd}b", false)]),
        ] {
            let found: Vec<_> =
                found.into_iter().map(|(text, more)| (text.to_owned(), more)).collect();
            assert_eq!(rows(&text), found, "{text:?}");
        }
    }

    #[test]
    fn rows_are_had_from_anywhere() {
        let lines = TextLines::of(&Arc::from("a\nb\nc"));
        let texts = |from, count| -> String {
            lines.rows(from, count).into_iter().map(|row| row.text).collect()
        };
        assert_eq!(
            [texts(0, 2), texts(2, 5), texts(3, 1), texts(u32::MAX, 1)],
            ["ab", "c", "", ""]
        );
    }

    #[test]
    fn a_text_is_searched_across_its_rows() {
        let text = format!("one\nTWO ü\n{}needle", "x".repeat(MAX_WIDTH - 3));
        let lines = TextLines::of(&Arc::from(text));
        let found = |text| -> Vec<(u32, u32, u32)> {
            let found = lines.find(text).matches;
            found.into_iter().map(|one| (one.row, one.at, one.length)).collect()
        };
        assert_eq!(found("ONE"), [(0, 0, 3)]);
        assert_eq!(found("two Ü"), [(1, 0, 5)]);
        assert_eq!(found("NEEDLE"), [(2, 237, 6)], "it goes on in the next row");
        assert_eq!(found("dle"), [(3, 0, 3)]);
        assert_eq!(found(""), []);
        let many = TextLines::of(&Arc::from("a".repeat(MAX_MATCHES + 1)));
        assert!(many.find("a").more && !many.find("aa").more);
    }
}
