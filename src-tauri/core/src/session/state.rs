//! The states of a connection, each with all that belongs to it.

use super::seen::Seen;
use super::sign_out::Revocation;
use crate::activity::{Because, By, Copies};
use crate::clock::Timestamp;
use crate::connection::Way;
use crate::identity::Identity;
use crate::oauth::authorize::{Secrets, SignInLink};
use crate::oauth::exchange::Grant;
use crate::oauth::redirect::RedirectUri;
use crate::schedule::Spread;
use crate::shell::Listening;
use crate::token::TokenSet;
use crate::trouble::{Kind, Trouble};
use crate::vault::Failure;

/// What is known of the client secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secret {
    /// The keyring has not been asked yet, or did not answer.
    Unknown,
    /// In the keyring.
    Saved,
    /// In memory only.
    Unsaved,
    /// Nowhere.
    Missing,
}

/// Where a connection stands.
#[derive(Debug)]
pub enum State {
    /// The keyring is being asked.
    Loading,
    /// The keyring did not say what it holds.
    Closed(Closed),
    /// Nobody is signed in; perhaps with a word on how it came to that.
    SignedOut(Option<Note>),
    /// The person is about to answer in the browser.
    AwaitingRedirect(Box<Attempt>),
    /// The answer is being traded for tokens.
    Exchanging(Box<Exchange>),
    /// There are tokens.
    SignedIn(Box<Held>),
    /// The tokens are being replaced.
    Refreshing(Box<Refresh>),
    /// A refresh failed in a way that leaves the tokens good.
    Waiting(Box<Wait>),
    /// The tokens are being taken back.
    SigningOut(Box<Leaving>),
    /// The tokens are no longer good; the record stays until a new sign-in replaces it.
    NeedsSignIn(Box<Ended>),
    /// Somebody else came back from the browser than the connection belongs to.
    SomebodyElse(Box<SomebodyElse>),
}

impl State {
    /// The tokens, whatever is happening to them.
    pub(super) fn held(&self) -> Option<&Held> {
        match self {
            Self::SignedIn(held) => Some(held),
            Self::Refreshing(refresh) => Some(&refresh.held),
            Self::Waiting(wait) => Some(&wait.held),
            Self::Loading
            | Self::Closed(_)
            | Self::SignedOut(_)
            | Self::AwaitingRedirect(_)
            | Self::Exchanging(_)
            | Self::SigningOut(_)
            | Self::NeedsSignIn(_)
            | Self::SomebodyElse(_) => None,
        }
    }
}

/// A keyring that did not say what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    /// Why.
    pub failure: Failure,
    /// Why the last sign-in did not work either.
    pub trouble: Option<Trouble>,
}

/// How somebody came to be signed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The last sign-in did not work.
    Failed(Trouble),
    /// The person signed out.
    SignedOut(Revocation),
}

/// Tokens in hand.
#[derive(Debug, Clone)]
pub struct Held {
    /// The tokens.
    pub tokens: TokenSet,
    /// Who they speak for, once that is known.
    pub who: Option<Identity>,
    /// Why only memory holds them; `None` when the keyring does.
    pub unsaved: Option<Unsaved>,
    /// When this access token was last handed out.
    pub copied_at: Option<Timestamp>,
    /// When the access token before this one was last handed out; those copies are dead.
    pub stale_copy_at: Option<Timestamp>,
    /// What is wrong although there are tokens.
    pub trouble: Option<Trouble>,
    /// Whether the refresh token may be spent: it was sent, and no answer came.
    pub in_doubt: bool,
    /// Keeps these tokens from being renewed together with those of others.
    pub spread: Spread,
    /// When they are renewed by this computer's clock, if the time for it was missed.
    pub turn: Option<Timestamp>,
    /// What the server last made of the access token, in this run of the program.
    pub seen: Seen,
}

impl Held {
    /// Tokens that nothing has happened to yet.
    pub(super) fn fresh(tokens: TokenSet) -> Self {
        Self {
            spread: Spread::of(&tokens.access),
            turn: None,
            tokens,
            who: None,
            unsaved: None,
            copied_at: None,
            stale_copy_at: None,
            trouble: None,
            in_doubt: false,
            seen: Seen::default(),
        }
    }
}

/// Tokens that only memory holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unsaved {
    /// Why.
    pub failure: Failure,
    /// How often saving failed.
    pub failures: u32,
    /// When saving is tried again by itself.
    pub retry_at: Option<Timestamp>,
}

/// One sign-in on its way through the browser.
#[derive(Debug)]
pub struct Attempt {
    pub(super) secrets: Secrets,
    pub(super) stage: Stage,
    /// When it began.
    pub started_at: Timestamp,
    /// When it is given up.
    pub ends_at: Timestamp,
    pub(super) before: Box<State>,
}

/// How far a sign-in has come.
#[derive(Debug)]
pub enum Stage {
    /// The server is being asked which redirect address it would take.
    Checking,
    /// The browser has it.
    InBrowser(Box<InBrowser>),
}

/// A sign-in that a browser was sent to.
#[derive(Debug)]
pub struct InBrowser {
    /// Where the answer will come.
    pub uri: RedirectUri,
    /// What the browser was sent to.
    pub link: SignInLink,
    /// Whether a browser took it.
    pub opened: Opened,
    /// Since when the person may be in the browser.
    pub since: Timestamp,
    /// Whether the server confirmed the redirect address beforehand.
    pub checked: bool,
    /// An error that came without a state, so that anybody may have sent it (recording 048).
    pub hint: Option<String>,
    pub(super) _listening: Option<Listening>,
}

/// Whether the browser could be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    /// It is being opened.
    NotYet,
    /// A browser was started with it.
    Yes,
    /// None could be started.
    No,
}

/// Somebody signed in to another person's connection.
#[derive(Debug)]
pub struct SomebodyElse {
    /// What they brought; only memory holds it.
    pub held: Held,
    /// Whom the connection belongs to.
    pub owner: Option<Identity>,
    pub(super) way: Option<Way>,
    pub(super) by: By,
    pub(super) before: Box<State>,
}

/// What is to become tokens.
#[derive(Debug)]
pub(super) enum Trade {
    /// A grant; the token endpoint is being asked.
    Grant(Grant),
    /// Tokens of which the API has to say whose they are before they are kept.
    Asking {
        held: Box<Held>,
        /// Whether they are of no use without an answer.
        must_know: bool,
    },
    /// Done; the tokens are being saved.
    Storing(Box<Held>),
}

/// An answer on its way to becoming tokens.
#[derive(Debug)]
pub struct Exchange {
    pub(super) trade: Trade,
    pub(super) way: Option<Way>,
    /// How the person signs in, for the record.
    pub(super) by: By,
    pub(super) failures: u32,
    pub(super) retry_at: Option<Timestamp>,
    pub(super) before: Box<State>,
}

/// Tokens that are being replaced.
#[derive(Debug)]
pub struct Refresh {
    /// The tokens so far, or the new ones once they are being saved.
    pub held: Held,
    pub(super) step: Step,
    pub(super) then: Then,
    pub(super) failures: u32,
    /// Whether somebody asked for it, now or before the last try.
    pub(super) wanted: bool,
    /// What for, for the record.
    pub(super) because: Because,
    /// What becomes of the copies of the token before.
    pub(super) copies: Copies,
    /// Why the try before this one failed.
    pub(super) last: Option<Kind>,
}

/// How far a refresh has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Waiting until no other program can change these tokens.
    Claiming,
    /// Writing the record once more proves that the keyring will take the next one too.
    Proving,
    /// The refresh token is on its way.
    Requesting,
    /// The new tokens are being saved.
    Storing,
}

/// What is to happen once there are fresh tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    Nothing,
    HandOut(Purpose),
    SignOut(Extent),
}

/// What somebody wants with a token; the later ones weigh more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Purpose {
    /// Latchkey sends it itself, and nobody else gets it.
    Request,
    /// A copy of it leaves the program.
    Copy,
}

/// Tokens whose refresh has to wait.
#[derive(Debug)]
pub struct Wait {
    /// The tokens, still good.
    pub held: Held,
    /// Why.
    pub trouble: Trouble,
    /// When it is tried again by itself; `None` when somebody has to mend something first.
    pub until: Option<Timestamp>,
    pub(super) failures: u32,
    /// Whether somebody had asked for it.
    pub(super) wanted: bool,
    /// Whether it is tried again at the time, and waits for no turn.
    pub(super) hurries: bool,
}

/// Tokens that are no longer good.
#[derive(Debug)]
pub struct Ended {
    /// Why.
    pub trouble: Trouble,
    /// What is left of them.
    pub held: Option<Held>,
}

/// Tokens that are being taken back.
#[derive(Debug)]
pub struct Leaving {
    pub(super) extent: Extent,
    pub(super) report: Option<Revocation>,
}

/// How much is to be forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// The tokens.
    Tokens,
    /// The whole connection.
    Connection,
}

impl Attempt {
    /// How far it has come.
    #[must_use]
    pub fn stage(&self) -> &Stage {
        &self.stage
    }
}
