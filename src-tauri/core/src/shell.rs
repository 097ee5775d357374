//! What the keeper needs from a desktop: that handful and nothing more.

use std::future::Future;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use url::Url;

use crate::clock::{Timestamp, Uptime};
use crate::connection::{ConnectionId, ServerId};
use crate::copy_as::Form;
use crate::hand_outs::{HandOuts, Through};
use crate::notices::Notice;
use crate::releases::Version;
use crate::roster::{Changed, Roster};
use crate::saved_connections::ListTrouble;
use crate::settings::Settings;
use crate::share::link::Offer;
use crate::token::SecretText;
use crate::tray::Tray;
use crate::uses::Uses;

/// A desktop, real or recorded by a test.
pub trait Shell: Send + Sync + 'static {
    /// What the wall clock shows.
    fn now(&self) -> Timestamp;

    /// How long the computer has been running, which nobody can set.
    fn uptime(&self) -> Uptime;

    /// Waits. A desktop may do it by the clock of [`Self::uptime`], so that what came due in a suspend is due at its
    /// end.
    fn wait(&self, time: Duration) -> impl Future<Output = ()> + Send {
        tokio::time::sleep(time)
    }

    /// Shows the person how things stand. Called after every change.
    fn publish(&self, view: &View<'_>);

    /// Whether the person has the window before them, and so sees what happens.
    fn is_in_front(&self) -> bool;

    /// Tells a person who does not, in the place of what they were told of the same connection before.
    fn notify(&self, notice: &Notice);

    /// What was told of a connection is dealt with.
    fn withdraw(&self, connection: ConnectionId);

    /// Whether the system brings this program's deep links to it.
    fn deep_links_work(&self) -> bool;

    /// Opens an address in the person's browser.
    fn open_browser(&self, url: Url) -> impl Future<Output = Result<(), DesktopError>> + Send;

    /// Opens a listener on this computer for answers of one server; it closes when the result is dropped.
    fn listen(
        &self,
        server: ServerId,
        answers: mpsc::Sender<Arrival>,
    ) -> impl Future<Output = Result<Listening, DesktopError>> + Send;

    /// Puts a text with a token in it on the clipboard, marked as a secret.
    fn copy_secret(
        &self,
        text: SecretText,
    ) -> impl Future<Output = Result<(), DesktopError>> + Send;

    /// Puts something harmless on the clipboard.
    fn copy_text(&self, text: String) -> impl Future<Output = Result<(), DesktopError>> + Send;

    /// Empties the clipboard if the last secret put there is still on it.
    fn clear_secret(&self) -> impl Future<Output = ()> + Send;
}

/// The desktop did not do it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DesktopError {
    /// No browser could be started.
    #[error("no browser could be opened")]
    Browser,
    /// No port could be opened on this computer.
    #[error("no local address could be opened")]
    Listener,
    /// The clipboard is busy or there is none.
    #[error("the clipboard did not take it")]
    Clipboard,
}

/// An open listener.
pub struct Listening {
    /// The port on 127.0.0.1.
    pub port: u16,
    /// Closes the listener when dropped.
    pub guard: Box<dyn Send + Sync>,
}

/// Something that may be an answer arrived at a listener.
pub struct Arrival {
    /// The whole address, unjudged.
    pub address: String,
    /// Where to say what became of it, so that the browser can be told.
    pub verdict: oneshot::Sender<Reception>,
}

/// The address holds a code.
impl std::fmt::Debug for Arrival {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Arrival([redacted])")
    }
}

/// What became of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reception {
    /// It ended the sign-in that waited for it, well or not.
    Taken,
    /// No sign-in waits for it.
    Refused,
}

/// How things stand: everything a window shows, borrowed from the keeper.
#[derive(Debug)]
pub struct View<'a> {
    /// The connections in the order of the list.
    pub roster: &'a Roster,
    /// Which of them look different than in the last view.
    pub changed: &'a Changed,
    /// The token of ours that lies on the clipboard.
    pub clipboard: Option<Clipboard>,
    /// When tokens were handed out.
    pub hand_outs: &'a HandOuts,
    /// When connections were last used.
    pub uses: &'a Uses,
    /// How many events have been added to the record of what happens: whoever shows it reads it anew when this grows.
    pub activity: u64,
    /// What the person has set.
    pub settings: &'a Settings,
    /// The time by which everything in here is meant.
    pub now: Timestamp,
    /// By how many milliseconds the wall clock is ahead of every time in here: whether somebody set it.
    pub drift: i64,
    /// What is wrong with the list of connections.
    pub list_trouble: Option<&'a ListTrouble>,
    /// What a link would fill in: a stranger's words, which nobody has agreed to.
    pub offer: Option<&'a Offer>,
    /// Where in the window the person wants to be, until it is there.
    pub summons: Option<Summons>,
    /// What the tray shows.
    pub tray: &'a Tray,
    /// A release that the person does not have and wants to be told of.
    pub newer_release: Option<Version>,
}

/// Where in the window a person wants to be who asked for it elsewhere: in the tray, by a notification, by a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Summons {
    /// At this connection.
    pub connection: ConnectionId,
    /// What for.
    pub errand: Errand,
}

/// What a person wants in the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Errand {
    /// To see how things stand.
    Look,
    /// To copy the token, of which something has to be asked before.
    Copy,
}

/// A token of ours on the clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clipboard {
    /// Whose token it is.
    pub connection: ConnectionId,
    /// When it goes away; `None` when it stays until something replaces it.
    pub clears_at: Option<Timestamp>,
    /// Whether it was refreshed just before.
    pub refreshed: bool,
    /// As what it was handed out.
    pub through: Through,
    /// In which form.
    pub form: Form,
}

impl std::fmt::Debug for Listening {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Listening").field("port", &self.port).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_arrived_is_not_printed() {
        let (verdict, _) = oneshot::channel();
        let arrival = Arrival { address: "http://127.0.0.1:1/?code=canary".into(), verdict };
        assert_eq!(format!("{arrival:?}"), "Arrival([redacted])");
        let listening = Listening { port: 43121, guard: Box::new(()) };
        assert_eq!(format!("{listening:?}"), "Listening { port: 43121, .. }");
    }
}
