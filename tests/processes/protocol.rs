//! What the harness and a program say to each other: a line of JSON each.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// How a program is started.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Start {
    /// Where the list, the lock files and the keyring are.
    pub(crate) folder: PathBuf,
    /// What the wall clock shows, in milliseconds since 1970.
    pub(crate) now: i64,
    /// For how many milliseconds the computer has been running.
    pub(crate) uptime: u64,
    /// The boundary at which the program stands still.
    pub(crate) stop_at: Option<String>,
}

/// What a program is to do.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Order {
    /// From here on, count boundaries anew and stand still at this one.
    StopAt(Option<String>),
    /// Add a connection.
    Add { address: String, client: String, secret: String },
    /// Click "Sign in".
    SignIn,
    /// The browser came back with this address.
    Redirect(String),
    /// Click "Refresh".
    Refresh,
    /// Copy the token so many times, from several places at once.
    Copy { calls: usize },
    /// Let so many seconds pass.
    Pass(u64),
    /// Close the window, and end.
    Quit,
}

/// What a program says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Report {
    /// It came by this boundary.
    Passed(String),
    /// It stands still at this boundary, with all its threads at their next one.
    Stopped(String),
    /// This is what the person sees.
    Shown(Standing),
    /// The browser was sent here.
    Opened(String),
    /// What was ordered is done, or why not.
    Done(Result<(), String>),
    /// What came of [`Order::Copy`].
    Copied(Copies),
}

/// Where the connection stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Standing {
    /// No connection has been added.
    Empty,
    Loading,
    Closed(String),
    SignedOut,
    /// With what went wrong.
    Failed(String),
    InBrowser,
    Exchanging,
    SignedIn {
        named: bool,
        saved: bool,
    },
    Refreshing,
    Resting(String),
    NeedsSignIn(String),
    /// What none of these stories comes to.
    Elsewhere,
}

/// What a program got for its calls.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Copies {
    /// Each different token that was handed out.
    pub(crate) tokens: Vec<String>,
    /// What each call that failed was told.
    pub(crate) errors: Vec<String>,
    /// How long each call took, in microseconds.
    pub(crate) took: Vec<u64>,
}
