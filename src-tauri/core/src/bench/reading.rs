//! An answer as somebody reads it: what is folded, and what was looked for last.

use super::document::{Document, Form, Found, Match, Row, TextFound, TextMatch, TextRow};

/// A document, and how far somebody has come with it.
#[derive(Debug)]
pub struct Reading {
    document: Document,
    sought: Sought,
}

/// What was looked for last, and where.
#[derive(Debug)]
enum Sought {
    Nothing,
    InLines(Found),
    InText(TextFound),
}

/// The two ways to see a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// JSON in lines that can be folded.
    Lines,
    /// As the server wrote it.
    Text,
}

/// How much there is to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// What the body is.
    pub form: Form,
    /// How many lines can be seen; 0 where there are none to fold.
    pub lines: u32,
    /// How many rows of text there are.
    pub rows: u32,
}

/// A row, and what was found in it, by its number among all that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marked<Row, Place> {
    /// The row.
    pub row: Row,
    /// What to mark in it.
    pub marks: Vec<(u32, Place)>,
}

/// A change of what is folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fold {
    /// Leave out what a line opens.
    Close(u32),
    /// Show it again.
    Open(u32),
    /// Leave out everything but the outermost.
    CloseAll,
    /// Show everything.
    OpenAll,
}

/// How often a text was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// How many of the places can be gone to.
    pub matches: u32,
    /// Whether there are more.
    pub more: bool,
}

impl Reading {
    /// The beginning of it.
    #[must_use]
    pub fn of(document: Document) -> Self {
        Self { document, sought: Sought::Nothing }
    }

    /// How much there is of it at present.
    #[must_use]
    pub fn extent(&self) -> Extent {
        Extent {
            form: self.document.form(),
            lines: self.document.outline().map_or(0, |outline| outline.total()),
            rows: self.document.raw().total(),
        }
    }

    /// About how many bytes of memory it takes.
    #[must_use]
    pub fn weight(&self) -> usize {
        self.document.weight()
    }

    /// The lines from one on.
    #[must_use]
    pub fn lines(&self, from: u32, count: usize) -> Vec<Marked<Row, Match>> {
        let rows = self.document.outline().map(|outline| outline.rows(from, count));
        let found = match &self.sought {
            Sought::InLines(found) => found.matches.as_slice(),
            Sought::Nothing | Sought::InText(_) => &[],
        };
        let marked = |row: Row| {
            let marks = marks(found, row.line, |place| place.line);
            Marked { row, marks }
        };
        rows.unwrap_or_default().into_iter().map(marked).collect()
    }

    /// The rows of text from one on.
    #[must_use]
    pub fn text(&self, from: u32, count: usize) -> Vec<Marked<TextRow, TextMatch>> {
        let found = match &self.sought {
            Sought::InText(found) => found.matches.as_slice(),
            Sought::Nothing | Sought::InLines(_) => &[],
        };
        let rows = self.document.raw().rows(from, count).into_iter();
        let marked = |(number, row)| Marked { row, marks: marks(found, number, |place| place.row) };
        (from..).zip(rows).map(marked).collect()
    }

    /// Folds or unfolds, and says how many lines are left to be seen.
    pub fn fold(&mut self, fold: Fold) -> u32 {
        let Some(outline) = self.document.outline_mut() else { return 0 };
        match fold {
            Fold::Close(line) => outline.fold(line),
            Fold::Open(line) => outline.unfold(line),
            Fold::CloseAll => outline.fold_all(),
            Fold::OpenAll => outline.unfold_all(),
        }
        outline.total()
    }

    /// Looks for a text, in capitals or not. Takes some tens of milliseconds for 10 MB.
    pub fn search(&mut self, side: Side, words: &str) -> Count {
        let (sought, matches, more) = match (side, self.document.outline()) {
            (Side::Lines, Some(outline)) => {
                let found = outline.find(words);
                let (count, more) = (found.matches.len(), found.more);
                (Sought::InLines(found), count, more)
            }
            (Side::Lines, None) => (Sought::Nothing, 0, false),
            (Side::Text, _) => {
                let found = self.document.raw().find(words);
                let (count, more) = (found.matches.len(), found.more);
                (Sought::InText(found), count, more)
            }
        };
        self.sought = sought;
        Count { matches: u32::try_from(matches).unwrap_or(u32::MAX), more }
    }

    /// Unfolds whatever hides one of the places where something was found, and says in which row it stands.
    pub fn reveal(&mut self, number: u32) -> Option<u32> {
        let number = usize::try_from(number).ok()?;
        match &self.sought {
            Sought::Nothing => None,
            Sought::InLines(found) => {
                let line = found.matches.get(number)?.line;
                self.document.outline_mut()?.reveal(line)
            }
            Sought::InText(found) => Some(found.matches.get(number)?.row),
        }
    }

    /// What a line stands for, to be copied; without a line all of the answer, as the server wrote it but for the
    /// secrets. `None` where there is nothing.
    #[must_use]
    pub fn copy(&self, line: Option<u32>) -> Option<String> {
        match line {
            Some(line) => self.document.outline()?.copy(line),
            None => Some(self.document.text().to_owned()).filter(|text| !text.is_empty()),
        }
    }
}

/// The places of a row, of all that are in the order of the rows.
fn marks<Place: Copy>(found: &[Place], row: u32, of: impl Fn(&Place) -> u32) -> Vec<(u32, Place)> {
    let from = found.partition_point(|place| of(place) < row);
    let rest = found.get(from..).unwrap_or_default();
    let numbers = u32::try_from(from).unwrap_or(u32::MAX)..;
    numbers.zip(rest.iter().copied()).take_while(|(_, place)| of(place) == row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::send::tests::answer;

    fn reading(body: &str) -> Reading {
        Reading::of(Document::of(&answer(200, "application/json", body.as_bytes())))
    }

    /// The numbers of what is marked in each line.
    fn marked(reading: &Reading) -> Vec<(u32, Vec<u32>)> {
        let numbers = |marks: &[(u32, Match)]| marks.iter().map(|(number, _)| *number).collect();
        let rows = reading.lines(0, 100).into_iter();
        rows.map(|marked| (marked.row.line, numbers(&marked.marks))).collect()
    }

    #[test]
    fn what_is_looked_for_is_marked_and_gone_to() {
        let mut reading = reading(r#"{"maria":1,"list":[{"who":"Maria maria"},{"who":"Jörg"}]}"#);
        assert_eq!(reading.extent(), Extent { form: Form::Json, lines: 11, rows: 1 });
        assert_eq!(reading.fold(Fold::Close(2)), 4);
        assert_eq!(reading.search(Side::Lines, "MARIA"), Count { matches: 3, more: false });
        assert_eq!(marked(&reading), [(0, vec![]), (1, vec![0]), (2, vec![]), (10, vec![])]);
        assert_eq!(reading.reveal(0), Some(1));
        assert_eq!(reading.extent().lines, 4, "nothing had to be unfolded");
        assert_eq!(reading.reveal(2), Some(4), "it stands in what was folded");
        assert_eq!(marked(&reading)[4], (4, vec![1, 2]));
        assert_eq!(reading.reveal(3), None);
        assert_eq!(reading.search(Side::Lines, "nobody").matches, 0);
        assert_eq!(marked(&reading)[1], (1, vec![]));
        assert_eq!(reading.fold(Fold::CloseAll), 4);
        assert_eq!(reading.fold(Fold::Open(2)), 7, "those within stay folded");
        assert_eq!(reading.fold(Fold::OpenAll), 11);
    }

    #[test]
    fn the_text_is_searched_for_itself() {
        let mut reading = reading("{\n\"a\":\"b\",\n\"b\":\"a b\"}");
        assert_eq!(reading.search(Side::Text, "b"), Count { matches: 3, more: false });
        let marked: Vec<Vec<u32>> = reading
            .text(1, 2)
            .into_iter()
            .map(|marked| marked.marks.into_iter().map(|(number, _)| number).collect())
            .collect();
        assert_eq!(marked, [vec![0], vec![1, 2]]);
        assert_eq!(reading.reveal(2), Some(2));
        assert!(reading.lines(0, 9).iter().all(|row| row.marks.is_empty()), "not in the lines");
    }

    #[test]
    fn what_is_no_json_has_no_lines() {
        let mut page = Reading::of(Document::of(&answer(500, "text/html", b"<html>")));
        assert_eq!(page.extent(), Extent { form: Form::Text, lines: 0, rows: 1 });
        assert_eq!(page.search(Side::Lines, "html"), Count { matches: 0, more: false });
        assert_eq!(
            (page.fold(Fold::CloseAll), page.reveal(0), page.copy(Some(0))),
            (0, None, None)
        );
        assert_eq!(page.copy(None).as_deref(), Some("<html>"));
        let nothing = Reading::of(Document::of(&answer(204, "", b"")));
        assert_eq!((nothing.copy(None), nothing.lines(0, 9)), (None, vec![]));
    }

    #[test]
    fn a_line_or_everything_is_copied_without_secrets() {
        let reading = reading(r#"{"remember_token":"canary","name":"J\u00f6rg"}"#);
        assert_eq!(reading.copy(Some(2)).as_deref(), Some("Jörg"));
        for line in [None, Some(0), Some(1)] {
            let copied = reading.copy(line).unwrap();
            assert!(copied.contains("******") && !copied.contains("canary"), "{copied}");
        }
    }
}
