//! Notifications of what needs a person, each with what can be done about it.
//!
//! They hold the name of a connection and sentences of ours, and nothing else.

#[cfg_attr(target_os = "linux", path = "notifications/linux.rs")]
#[cfg_attr(target_os = "windows", path = "notifications/windows.rs")]
#[cfg_attr(target_os = "macos", path = "notifications/macos.rs")]
mod imp;

use latchkey_core::connection::ConnectionId;
use latchkey_core::notices::{Notice, Tells};
use latchkey_core::product::Product;
use tauri::AppHandle;

use crate::deeds::Deed;
use crate::words::NoticeWords;

/// Tells people.
pub(crate) struct Notifier {
    imp: imp::Notifier,
}

/// A notification before any system has shown it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Told {
    connection: ConnectionId,
    title: String,
    body: String,
    /// What a button does, beside the click on the whole, which shows the connection.
    button: Option<(String, Deed)>,
    /// What the click is called.
    show: String,
}

impl Notifier {
    pub(crate) fn new(app: AppHandle, product: Product) -> Self {
        Self { imp: imp::Notifier::new(app, product) }
    }

    /// Tells something, in the place of what was told of the same connection before.
    pub(crate) fn tell(&self, notice: &Notice, words: &NoticeWords) {
        self.imp.tell(told(notice, words));
    }

    /// Takes back what was told of a connection.
    pub(crate) fn withdraw(&self, connection: ConnectionId) {
        self.imp.withdraw(connection);
    }
}

impl std::fmt::Debug for Notifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Notifier").finish_non_exhaustive()
    }
}

fn told(notice: &Notice, words: &NoticeWords) -> Told {
    let connection = notice.connection;
    let sign_in = || Some((words.sign_in.to_owned(), Deed::SignIn(connection)));
    let (text, button) = match notice.tells {
        Tells::SignInNeeded => (&words.sign_in_needed, sign_in()),
        Tells::Ending(_) => (&words.ending, None),
        Tells::CopyEnded => {
            (&words.copy_ended, Some((words.copy.to_owned(), Deed::Copy(connection))))
        }
    };
    Told {
        connection,
        title: (text.title)(&notice.name),
        body: text.body.to_owned(),
        button,
        show: words.show.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Spoken;
    use crate::words::words;
    use latchkey_core::tray::Left;

    #[test]
    fn each_says_what_has_happened_and_offers_what_helps() {
        let connection = ConnectionId::random();
        let told = |tells| {
            let notice = Notice { connection, name: "Acme".into(), tells };
            told(&notice, &words(Spoken::English).notices)
        };
        let needed = told(Tells::SignInNeeded);
        assert_eq!(needed.title, "Acme: sign-in needed");
        assert_eq!(needed.button, Some(("Sign in".into(), Deed::SignIn(connection))));
        let ended = told(Tells::CopyEnded);
        assert_eq!(ended.button, Some(("Copy access token".into(), Deed::Copy(connection))));
        assert_eq!(told(Tells::Ending(Left::Days(6))).button, None, "how, the window asks");
    }
}
