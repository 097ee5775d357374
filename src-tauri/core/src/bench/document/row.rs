//! A line of a JSON document as it is shown.

use super::shown::Shown;

/// A line as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number in the whole document, from 0; it names the line whatever is folded.
    pub line: u32,
    /// How many lists and objects it is in; 65,535 also stands for more.
    pub depth: u16,
    /// The name of the field, without quotation marks.
    pub name: Option<Shown>,
    /// What stands after it.
    pub cell: Cell,
    /// Whether a comma follows.
    pub comma: bool,
}

/// What stands on a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// A text, without quotation marks.
    Text(Shown),
    /// A number, as the server wrote it.
    Number(Shown),
    /// `true`, `false` or `null`.
    Word(&'static str),
    /// A secret that was taken out.
    Hidden,
    /// A list or an object without entries.
    Empty(Bracket),
    /// The beginning of a list or an object; all of it, if it is folded.
    Opening {
        /// Which.
        bracket: Bracket,
        /// How many entries it has.
        entries: u32,
        /// The number of the line that closes it.
        closes: u32,
        /// Whether the lines up to there are left out.
        folded: bool,
    },
    /// The end of one.
    Closing(Bracket),
}

/// The two kinds of what has entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bracket {
    /// `[` and `]`
    List,
    /// `{` and `}`
    Object,
}

impl Bracket {
    /// One without entries.
    #[must_use]
    pub fn empty(self) -> &'static str {
        match self {
            Self::List => "[]",
            Self::Object => "{}",
        }
    }
}
