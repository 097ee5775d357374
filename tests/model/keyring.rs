//! The keyring that all programs of a case share: two entries, and a mood.

use latchkey_core::record::{Record, Unreadable};
use latchkey_core::vault::Failure;

/// How the keyring takes what it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mood {
    Fine,
    Locked,
    Refused,
    /// It does what it is asked, and does not say so in time.
    SlowButSure,
    /// It neither does it nor says so.
    Slow,
    Full,
}

#[derive(Debug)]
pub(crate) struct Keyring {
    pub(crate) mood: Mood,
    pub(crate) record: Option<String>,
    pub(crate) access: Option<String>,
}

/// A look at both entries, one after the other.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    record: Option<String>,
}

impl Keyring {
    fn closed(&self) -> Option<Failure> {
        match self.mood {
            Mood::Fine | Mood::Full => None,
            Mood::Locked => Some(Failure::Locked),
            Mood::Refused => Some(Failure::Refused),
            Mood::SlowButSure | Mood::Slow => Some(Failure::Slow),
        }
    }

    /// One look; `None` while there is another to be taken.
    pub(crate) fn read(&self, reading: &mut Reading) -> Option<Result<Option<Record>, Failure>> {
        if let Some(failure) = self.closed() {
            return Some(Err(failure));
        }
        let Some(record) = reading.record.take() else {
            let Some(record) = &self.record else { return Some(Ok(None)) };
            reading.record = Some(record.clone());
            return None;
        };
        let access = self.access.as_deref().map(str::as_bytes);
        Some(match Record::decode(record.as_bytes(), access) {
            Ok(record) => Ok(Some(record)),
            Err(Unreadable::Damaged) => Err(Failure::Damaged),
            Err(Unreadable::Newer) => Err(Failure::Newer),
        })
    }

    /// Whether a write is carried out, and what the program hears of it.
    pub(crate) fn takes(&self) -> (bool, Result<(), Failure>) {
        match self.mood {
            Mood::Fine => (true, Ok(())),
            Mood::SlowButSure => (true, Err(Failure::Slow)),
            Mood::Full => (false, Err(Failure::Full)),
            Mood::Locked => (false, Err(Failure::Locked)),
            Mood::Refused => (false, Err(Failure::Refused)),
            Mood::Slow => (false, Err(Failure::Slow)),
        }
    }

    /// What a program that started this instant would find.
    pub(crate) fn decoded(&self) -> Option<Record> {
        let access = self.access.as_deref().map(str::as_bytes);
        Record::decode(self.record.as_deref()?.as_bytes(), access).ok()
    }
}
