//! What a person asks for without the window: in the tray, by a notification, by a key.
//!
//! What cannot be done there, or has to be asked before, is done in the window, at the right connection.

use std::str::FromStr;

use latchkey_core::connection::ConnectionId;
use latchkey_core::keeper::{Action, CommandError, Keeper};
use latchkey_core::shell::{Errand, Summons};
use tauri::{AppHandle, Manager};

use crate::window::Front;

/// Something to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deed {
    /// Copy the token.
    Copy(ConnectionId),
    /// Begin a sign-in.
    SignIn(ConnectionId),
    /// Replace the tokens.
    Refresh(ConnectionId),
    /// Show the connection.
    Show(ConnectionId),
    /// Show the window.
    Open,
    /// End the program.
    Quit,
}

/// Does it, while whoever asked goes on.
pub(crate) fn perform(app: &AppHandle, deed: Deed) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move { carry_out(&app, deed).await });
}

async fn carry_out(app: &AppHandle, deed: Deed) {
    let keeper = app.state::<Keeper>().inner().clone();
    let (connection, errand) = match deed {
        Deed::Open => return app.state::<Front>().show(),
        Deed::Quit => return app.exit(0),
        Deed::Show(id) => (id, Errand::Look),
        Deed::Copy(id) => match keeper.copy(id).await {
            Ok(_) => return,
            Err(CommandError::Guarded) => (id, Errand::Copy),
            Err(_) => (id, Errand::Look),
        },
        Deed::SignIn(id) => match keeper.act(id, Action::SignIn).await {
            Ok(()) => return,
            Err(_) => (id, Errand::Look),
        },
        Deed::Refresh(id) => match keeper.act(id, Action::Refresh).await {
            Ok(()) => return,
            Err(_) => (id, Errand::Look),
        },
    };
    keeper.summon(Summons { connection, errand }).await;
    app.state::<Front>().show();
}

/// As a menu names its items.
impl std::fmt::Display for Deed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Copy(id) => write!(f, "copy {id}"),
            Self::SignIn(id) => write!(f, "sign-in {id}"),
            Self::Refresh(id) => write!(f, "refresh {id}"),
            Self::Show(id) => write!(f, "show {id}"),
            Self::Open => f.write_str("open"),
            Self::Quit => f.write_str("quit"),
        }
    }
}

/// This names nothing that could be done.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NoDeed;

impl FromStr for Deed {
    type Err = NoDeed;

    fn from_str(name: &str) -> Result<Self, NoDeed> {
        let (what, id) = name.split_once(' ').unwrap_or((name, ""));
        let id = || id.parse().map_err(|_| NoDeed);
        Ok(match what {
            "copy" => Self::Copy(id()?),
            "sign-in" => Self::SignIn(id()?),
            "refresh" => Self::Refresh(id()?),
            "show" => Self::Show(id()?),
            "open" => Self::Open,
            "quit" => Self::Quit,
            _ => return Err(NoDeed),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_is_to_be_done() {
        let id = ConnectionId::random();
        for deed in [
            Deed::Copy(id),
            Deed::SignIn(id),
            Deed::Refresh(id),
            Deed::Show(id),
            Deed::Open,
            Deed::Quit,
        ] {
            assert_eq!(deed.to_string().parse(), Ok(deed));
        }
        for nothing in ["", "copy", "copy x", "delete 5247d71e-0705-4992-b2e4-2663f2f2bb45"] {
            assert_eq!(nothing.parse::<Deed>(), Err(NoDeed), "{nothing}");
        }
    }
}
