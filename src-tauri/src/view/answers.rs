//! The rows of an answer that the window shows, and what it does with them.

use latchkey_core::bench::document::{Bracket, Cell, Match, Part, Row, Shown, TextMatch, TextRow};
use latchkey_core::bench::reading::{Count, Fold, Marked, Side};
use serde::{Deserialize, Serialize};
#[cfg(test)]
use specta::Type;

/// A line of JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
pub(crate) struct LineView {
    /// Its number in the whole document, whatever is folded.
    line: u32,
    /// How many lists and objects it is in.
    depth: u16,
    name: Option<ShownView>,
    cell: CellView,
    /// A comma follows.
    comma: bool,
    marks: Vec<MarkView>,
}

/// A text as far as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
pub(crate) struct ShownView {
    text: String,
    /// How many bytes there are, if not all of them are shown.
    more: Option<u32>,
}

/// What stands on a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(crate) enum CellView {
    Text { shown: ShownView },
    Number { shown: ShownView },
    Word { word: String },
    Hidden,
    Empty { bracket: BracketView },
    Opening { bracket: BracketView, entries: u32, folded: bool },
    Closing { bracket: BracketView },
}

/// The two kinds of what has entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) enum BracketView {
    List,
    Object,
}

/// A place to mark in a line, in units of UTF-16.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) struct MarkView {
    /// Its number among all that was found.
    number: u32,
    in_name: bool,
    at: u32,
    length: u32,
}

/// A row of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
pub(crate) struct TextRowView {
    text: String,
    /// The line of the row before goes on in it.
    continues: bool,
    marks: Vec<MarkView>,
}

impl From<Marked<Row, Match>> for LineView {
    fn from(Marked { row, marks }: Marked<Row, Match>) -> Self {
        let Row { line, depth, name, cell, comma } = row;
        let mark = |(number, Match { part, at, length, .. })| MarkView {
            number,
            in_name: part == Part::Name,
            at,
            length,
        };
        Self {
            line,
            depth,
            name: name.map(ShownView::from),
            cell: cell.into(),
            comma,
            marks: marks.into_iter().map(mark).collect(),
        }
    }
}

impl From<Shown> for ShownView {
    fn from(Shown { text, bytes, shortened }: Shown) -> Self {
        Self { text, more: shortened.then(|| u32::try_from(bytes).unwrap_or(u32::MAX)) }
    }
}

impl From<Cell> for CellView {
    fn from(cell: Cell) -> Self {
        match cell {
            Cell::Text(shown) => Self::Text { shown: shown.into() },
            Cell::Number(shown) => Self::Number { shown: shown.into() },
            Cell::Word(word) => Self::Word { word: word.to_owned() },
            Cell::Hidden => Self::Hidden,
            Cell::Empty(bracket) => Self::Empty { bracket: bracket.into() },
            Cell::Opening { bracket, entries, closes: _, folded } => {
                Self::Opening { bracket: bracket.into(), entries, folded }
            }
            Cell::Closing(bracket) => Self::Closing { bracket: bracket.into() },
        }
    }
}

impl From<Bracket> for BracketView {
    fn from(bracket: Bracket) -> Self {
        match bracket {
            Bracket::List => Self::List,
            Bracket::Object => Self::Object,
        }
    }
}

impl From<Marked<TextRow, TextMatch>> for TextRowView {
    fn from(Marked { row, marks }: Marked<TextRow, TextMatch>) -> Self {
        let TextRow { text, continues } = row;
        let mark = |(number, TextMatch { at, length, .. })| MarkView {
            number,
            in_name: false,
            at,
            length,
        };
        Self { text, continues, marks: marks.into_iter().map(mark).collect() }
    }
}

/// A change of what is folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(Type))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(crate) enum FoldView {
    Close { line: u32 },
    Open { line: u32 },
    CloseAll,
    OpenAll,
}

impl From<FoldView> for Fold {
    fn from(view: FoldView) -> Self {
        match view {
            FoldView::Close { line } => Self::Close(line),
            FoldView::Open { line } => Self::Open(line),
            FoldView::CloseAll => Self::CloseAll,
            FoldView::OpenAll => Self::OpenAll,
        }
    }
}

/// The two ways to see an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) enum SideView {
    Lines,
    Text,
}

impl From<SideView> for Side {
    fn from(view: SideView) -> Self {
        match view {
            SideView::Lines => Self::Lines,
            SideView::Text => Self::Text,
        }
    }
}

/// How often a text was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
pub(crate) struct CountView {
    /// How many of the places can be gone to.
    matches: u32,
    /// There are more.
    more: bool,
}

impl From<Count> for CountView {
    fn from(Count { matches, more }: Count) -> Self {
        Self { matches, more }
    }
}

/// A place that was gone to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
pub(crate) struct RevealedView {
    /// In which row it stands.
    pub(crate) row: u32,
    /// How many lines there are to be seen now.
    pub(crate) lines: u32,
}
