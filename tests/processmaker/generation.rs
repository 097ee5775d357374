//! The three generations of ProcessMaker that the stand-in speaks.

/// Which ProcessMaker the instance is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Generation {
    /// ProcessMaker 3: another OAuth server, another API, opaque tokens
    /// (module [`version3`](crate::version3)).
    Version3,
    /// ProcessMaker 4.15: Passport 12 on league/oauth2-server 8.
    #[default]
    Version4,
    /// ProcessMaker 2026: Passport 13 on league/oauth2-server 9, whose
    /// differences are in module `league`.
    Version2026,
}

impl Generation {
    /// The generation of that name on the command line: `3`, `4` or `2026`.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Version3, Self::Version4, Self::Version2026]
            .into_iter()
            .find(|generation| generation.name() == name)
    }

    /// What it is called on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Version3 => "3",
            Self::Version4 => "4",
            Self::Version2026 => "2026",
        }
    }
}
