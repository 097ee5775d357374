//! Which lines of a document are visible when some of them are folded.

use std::collections::BTreeMap;

/// What is folded, and what is left to be seen.
pub(super) struct Folds {
    /// How many lines there are.
    count: u32,
    /// The first and the last line of everything folded, also of what is folded within.
    folded: BTreeMap<u32, u32>,
    /// Which lines are visible, in pieces.
    runs: Vec<Run>,
    visible: u32,
}

/// From this row on, the lines from this one on are visible, up to the next run.
#[derive(Debug, Clone, Copy)]
struct Run {
    row: u32,
    line: u32,
}

impl Folds {
    /// Everything is visible.
    pub(super) fn none(count: u32) -> Self {
        let mut folds = Self { count, folded: BTreeMap::new(), runs: Vec::new(), visible: 0 };
        folds.lay_out();
        folds
    }

    /// How many lines are visible.
    pub(super) fn visible(&self) -> u32 {
        self.visible
    }

    pub(super) fn is_folded(&self, line: u32) -> bool {
        self.folded.contains_key(&line)
    }

    /// Leaves out what follows a line, up to another one.
    pub(super) fn fold(&mut self, opens: u32, closes: u32) {
        self.folded.insert(opens, closes);
        self.lay_out();
    }

    /// Shows it again.
    pub(super) fn unfold(&mut self, opens: u32) {
        if self.folded.remove(&opens).is_some() {
            self.lay_out();
        }
    }

    /// Folds this and nothing else.
    pub(super) fn set(&mut self, folded: BTreeMap<u32, u32>) {
        self.folded = folded;
        self.lay_out();
    }

    /// Unfolds whatever hides a line and says which row it is now.
    pub(super) fn reveal(&mut self, line: u32) -> Option<u32> {
        if line >= self.count {
            return None;
        }
        let before = self.folded.len();
        self.folded.retain(|opens, closes| line <= *opens || line > *closes);
        if self.folded.len() < before {
            self.lay_out();
        }
        let run = self.runs.partition_point(|run| run.line <= line).checked_sub(1)?;
        let run = self.runs.get(run)?;
        Some(run.row + (line - run.line))
    }

    /// The line that is seen in a row.
    pub(super) fn line_at(&self, row: u32) -> Option<u32> {
        let run = self.runs.partition_point(|run| run.row <= row).checked_sub(1)?;
        let run = self.runs.get(run)?;
        let line = run.line.checked_add(row - run.row)?;
        (line < self.count).then_some(line)
    }

    /// The next visible line.
    pub(super) fn after(&self, line: u32) -> Option<u32> {
        let next = self.folded.get(&line).copied().unwrap_or(line) + 1;
        (next < self.count).then_some(next)
    }

    /// Finds out anew which lines are visible.
    fn lay_out(&mut self) {
        let mut run = Run { row: 0, line: 0 };
        self.runs.clear();
        for (opens, closes) in &self.folded {
            // What is folded within something folded changes nothing.
            if *opens >= run.line {
                self.runs.push(run);
                run = Run { row: run.row + (opens - run.line) + 1, line: closes + 1 };
            }
        }
        self.runs.push(run);
        self.visible = run.row + (self.count - run.line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(folds: &Folds) -> Vec<u32> {
        (0..folds.visible()).filter_map(|row| folds.line_at(row)).collect()
    }

    #[test]
    fn what_is_folded_is_passed_over_from_every_row() {
        let mut folds = Folds::none(10);
        folds.fold(4, 6);
        folds.fold(2, 8);
        assert_eq!(seen(&folds), [0, 1, 2, 9]);
        assert_eq!((folds.after(2), folds.after(9)), (Some(9), None));
        folds.unfold(2);
        assert_eq!(seen(&folds), [0, 1, 2, 3, 4, 7, 8, 9]);
        folds.unfold(3);
        assert_eq!(folds.visible(), 8, "it was not folded");
        assert_eq!((folds.reveal(5), folds.visible()), (Some(5), 10));
        assert_eq!(folds.reveal(10), None);
        folds.set([(0, 9)].into());
        assert_eq!((seen(&folds), folds.line_at(1)), (vec![0], None));
        assert_eq!(folds.reveal(0), Some(0), "the line itself is in sight");
        assert!(folds.is_folded(0));
    }
}
