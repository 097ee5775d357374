//! Effects under way: what `latchkey_core::effects` awaits, taken apart into the steps between two awaits.

use latchkey_core::claim::Claim;
use latchkey_core::clock::{ClockOffset, Timestamp};
use latchkey_core::effects::Prepared;
use latchkey_core::identity::Identity;
use latchkey_core::oauth::authorize::Secrets;
use latchkey_core::oauth::exchange::{Grant, Issued};
use latchkey_core::record::Record;
use latchkey_core::session::{Claimed, Revocation, Write};
use latchkey_core::token::{AccessToken, TokenSet};
use latchkey_core::trouble::Trouble;
use latchkey_core::vault::{Failure, Kept};

use crate::keyring::Reading;

/// An effect that was begun and has not been reported yet. Times are those of the model, in milliseconds.
#[derive(Debug)]
pub(crate) enum Task {
    Load(Reading),
    Claim { until: i64, claim: Option<Claim>, reading: Reading },
    Exchange { grant: Grant, claim: Option<Claim>, sent: Option<Sent> },
    Store { how: Write, until: i64, claim: Option<Claim>, stage: Storing },
    Identify(AccessToken),
    Prepare(Secrets),
    OpenBrowser,
    HandOut,
    Revoke { until: i64, claim: Option<Claim>, generation: u64, stage: Revoking, silent: bool },
    Forget { up_to: u64, stage: Forgetting },
}

/// A request of ours on the wire.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sent {
    pub(crate) request: u64,
    pub(crate) at: Timestamp,
    pub(crate) deadline: i64,
}

#[derive(Debug)]
pub(crate) enum Storing {
    Claiming(Box<Record>),
    Reading(Box<Record>, Reading),
    Record(Box<Record>),
    Access(Box<Record>),
}

#[derive(Debug)]
pub(crate) enum Revoking {
    Claiming(TokenSet),
    Reading(TokenSet, Reading),
    Sending(TokenSet),
    Waiting(TokenSet, Sent),
    Deleting(TokenSet, Result<Option<AccessToken>, Trouble>),
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Forgetting {
    Access,
    Record,
}

/// What one step of a task came to.
#[derive(Debug)]
pub(crate) enum Step {
    /// The next step can be taken.
    On(Task),
    /// It waits for the wire or the lock.
    Waits(Task),
    Done(Done),
}

/// What is reported to the session, as `latchkey_core::effects` does.
#[derive(Debug)]
pub(crate) enum Done {
    Loaded(Result<Kept, Failure>),
    Prepared(Result<Prepared, Trouble>),
    BrowserOpened,
    Claimed(Result<Claimed, Trouble>),
    Exchanged {
        result: Result<Issued, Trouble>,
        claim: Option<Claim>,
        sent: Timestamp,
        offset: Option<ClockOffset>,
    },
    Stored(Result<u64, Failure>),
    Superseded(Box<Record>),
    Identified(Result<Identity, Trouble>, Option<ClockOffset>),
    HandedOut,
    Revoked {
        report: Revocation,
        claim: Option<Claim>,
        generation: u64,
    },
    Discarded,
    Forgotten(Result<(), Failure>),
}

impl Task {
    /// When it stops waiting by itself.
    pub(crate) fn deadline(&self) -> Option<i64> {
        match self {
            Self::Claim { until, claim: None, .. }
            | Self::Store { until, stage: Storing::Claiming(_), .. }
            | Self::Revoke { until, stage: Revoking::Claiming(_), .. } => Some(*until),
            Self::Exchange { sent: Some(sent), .. }
            | Self::Revoke { stage: Revoking::Waiting(_, sent), .. } => Some(sent.deadline),
            Self::Load(_)
            | Self::Claim { .. }
            | Self::Exchange { .. }
            | Self::Store { .. }
            | Self::Identify(_)
            | Self::Prepare(_)
            | Self::OpenBrowser
            | Self::HandOut
            | Self::Revoke { .. }
            | Self::Forget { .. } => None,
        }
    }
}
