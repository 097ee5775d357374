//! One save of a file at a time, so that none is overtaken by the one before it.

/// Whether a save is under way, and whether another has to follow it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) enum Saving {
    /// What is on disk is what is in memory, as far as it could be saved.
    #[default]
    Done,
    /// A save is under way.
    UnderWay,
    /// One is under way, and what it saves has changed meanwhile.
    Outdated,
}

impl Saving {
    /// Whether a save is to begin now; if not, one follows when this one has ended.
    pub(super) fn begins(&mut self) -> bool {
        let begins = matches!(self, Self::Done);
        *self = if begins { Self::UnderWay } else { Self::Outdated };
        begins
    }

    /// Whether another save has to follow the one that has ended.
    pub(super) fn is_followed(&mut self) -> bool {
        matches!(std::mem::take(self), Self::Outdated)
    }
}
