//! What is said in English.

use latchkey_core::tray::Left;

use super::{NoticeText, NoticeWords, PageText, PageWords, TrayWords, Words, counted};

pub(super) const WORDS: Words = Words {
    tray: TrayWords {
        fine: "Latchkey: all is fine",
        ending_soon: "Latchkey: a token ends soon",
        needs_you: "Latchkey: a connection needs you",
        left,
        signed_in: "signed in",
        over: "token over, being renewed",
        busy: "busy",
        in_browser: "waiting for the browser",
        signed_out: "signed out",
        sign_in_needed: "sign-in needed",
        look_needed: "needs you",
        copy: "Copy access token",
        sign_in: "Sign in",
        refresh: "Refresh",
        show: "Show",
        more: |count| format!("{count} more…"),
        open: "Open Latchkey",
        quit: "Quit",
    },
    notices: NoticeWords {
        sign_in_needed: NoticeText {
            title: |name| format!("{name}: sign-in needed"),
            body: "Its tokens do not work any more. Sign in again to go on.",
        },
        ending: NoticeText {
            title: |name| format!("{name}: the token ends soon"),
            body: "Nothing renews it. Sign in or make a new token before it ends.",
        },
        copy_ended: NoticeText {
            title: |name| format!("{name}: your copy does not work any more"),
            body: "The token was refreshed, which ended the copy you made. Copy it again where you use it.",
        },
        show: "Show",
        sign_in: "Sign in",
        copy: "Copy access token",
    },
    pages: PageWords {
        done: PageText {
            title: "Latchkey has the answer",
            text: "You can close this tab and go back to Latchkey, which shows how the sign-in went on.",
        },
        already_used: PageText {
            title: "This answer was used already",
            text: "Each one works once. You can close this tab and go back to Latchkey.",
        },
        not_waiting: PageText {
            title: "Latchkey is not waiting for this",
            text: "If you were signing in, go back to Latchkey and start again.",
        },
    },
};

fn left(left: Left) -> String {
    match left {
        Left::Minutes(0) => "less than a minute left".into(),
        Left::Minutes(minutes) => format!("{minutes} min left"),
        Left::Hours(hours) => format!("{hours} h left"),
        Left::Days(days) => format!("{} left", counted(days, "day", "days")),
    }
}
