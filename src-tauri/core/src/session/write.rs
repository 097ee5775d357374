//! What a record may be written over.

use crate::record::Record;
use crate::vault::Failure;

/// What a record may be written over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Write {
    /// Whatever is there: this session has the claim, and has looked.
    Claimed,
    /// Whatever is there: a new sign-in replaces it.
    Replace,
    /// The same tokens only; another program may have refreshed them meanwhile.
    Amend,
}

/// What is to become of a record, after a look at what the keyring holds.
#[derive(Debug)]
pub enum Verdict {
    /// It is written, in this form.
    Write(Record),
    /// It is left out: another program's tokens are there.
    Superseded(Record),
    /// It is left out.
    Fail(Failure),
}

impl Write {
    /// Decides what becomes of `record` where the keyring holds `found`.
    #[must_use]
    pub fn over(self, record: Record, found: Result<Option<Record>, Failure>) -> Verdict {
        let raised = |record: Record, found: &Record| Record {
            generation: record.generation.max(found.generation + 1),
            ..record
        };
        match (self, found) {
            (Self::Claimed, _) => Verdict::Write(record),
            (Self::Replace, Ok(Some(found))) => Verdict::Write(raised(record, &found)),
            (Self::Amend, Ok(Some(found))) if !found.is_same_pair(&record.tokens) => {
                Verdict::Superseded(found)
            }
            (Self::Amend, Ok(Some(found))) => {
                Verdict::Write(raised(record.noted_with(&found), &found))
            }
            // Somebody signed out: a note would bring the tokens back.
            (Self::Amend, Ok(None)) => Verdict::Fail(Failure::Missing),
            (Self::Replace, Ok(None)) | (_, Err(Failure::Damaged)) => Verdict::Write(record),
            // What cannot be seen may be newer, and would be written over.
            (_, Err(failure)) => Verdict::Fail(failure),
        }
    }
}
