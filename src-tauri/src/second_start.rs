//! A start that met another program which went away in the same moment.
//!
//! A second start hands its arguments to the program that runs, and ends. Where that one was killed, or ends just
//! then, nobody answers: the system has let go of its name by that time, so that a new start is the first one.

use anyhow::Error;

use crate::process;

/// Counts the starts in a row.
const STARTS: &str = "LATCHKEY_STARTS";

/// How many starts in a row meet one that is going away. More, and something else is wrong.
const MOST: u32 = 10;

/// Starts anew in this program's place if that can help; what comes back is why there is no program now.
pub(crate) fn instead_of(error: tauri::Error) -> Error {
    let starts = std::env::var(STARTS).ok().and_then(|count| count.parse().ok()).unwrap_or(0);
    if went_away(&error)
        && starts < MOST
        && let Some(failed) = process::start_anew(STARTS, &(starts + 1).to_string())
    {
        return failed.context("Latchkey could not be started anew");
    }
    Error::new(error).context("another Latchkey may be closing at this moment")
}

fn went_away(error: &tauri::Error) -> bool {
    matches!(error, tauri::Error::PluginInitialization(plugin, _) if plugin == "single-instance")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_program_that_went_away_is_a_reason() {
        let plugin = |name: &str| tauri::Error::PluginInitialization(name.into(), "NoReply".into());
        assert!(went_away(&plugin("single-instance")));
        assert!(!went_away(&plugin("deep-link")));
        assert!(!went_away(&tauri::Error::WindowNotFound));
        let told = instead_of(tauri::Error::WindowNotFound);
        assert_eq!(told.to_string(), "another Latchkey may be closing at this moment");
    }
}
