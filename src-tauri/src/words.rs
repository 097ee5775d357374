//! What the program says outside of its window: in the tray, in notifications, and in the browser.
//!
//! A language is a value of [`Words`], so that one that lacks a sentence is none. The window has words of its own.

mod english;
mod french;
mod german;
mod portuguese;
mod spanish;

use latchkey_core::tray::Left;

use crate::language::Spoken;

/// Everything that is said outside of the window.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) tray: TrayWords,
    pub(crate) notices: NoticeWords,
    pub(crate) pages: PageWords,
}

/// What the tray says.
#[derive(Debug)]
pub(crate) struct TrayWords {
    /// What the icon says of all connections together.
    pub(crate) fine: &'static str,
    pub(crate) ending_soon: &'static str,
    pub(crate) needs_you: &'static str,
    /// What a line says of its connection.
    pub(crate) left: fn(Left) -> String,
    pub(crate) signed_in: &'static str,
    pub(crate) over: &'static str,
    pub(crate) busy: &'static str,
    pub(crate) in_browser: &'static str,
    pub(crate) signed_out: &'static str,
    pub(crate) sign_in_needed: &'static str,
    pub(crate) look_needed: &'static str,
    /// What can be done.
    pub(crate) copy: &'static str,
    pub(crate) sign_in: &'static str,
    pub(crate) refresh: &'static str,
    pub(crate) show: &'static str,
    /// How many connections there are besides.
    pub(crate) more: fn(usize) -> String,
    pub(crate) open: &'static str,
    pub(crate) quit: &'static str,
}

/// What notifications say: what has happened to the connection of this name, and what to do.
#[derive(Debug)]
pub(crate) struct NoticeWords {
    pub(crate) sign_in_needed: NoticeText,
    pub(crate) ending: NoticeText,
    pub(crate) copy_ended: NoticeText,
    /// What a click does.
    pub(crate) show: &'static str,
    pub(crate) sign_in: &'static str,
    pub(crate) copy: &'static str,
}

/// One notification.
#[derive(Debug)]
pub(crate) struct NoticeText {
    pub(crate) title: fn(&str) -> String,
    pub(crate) body: &'static str,
}

/// What the browser shows when it has brought an answer.
#[derive(Debug)]
pub(crate) struct PageWords {
    pub(crate) done: PageText,
    pub(crate) already_used: PageText,
    pub(crate) not_waiting: PageText,
}

/// One page: plain text, in which no character means anything to a browser.
#[derive(Debug)]
pub(crate) struct PageText {
    pub(crate) title: &'static str,
    pub(crate) text: &'static str,
}

/// The words of a language.
pub(crate) fn words(spoken: Spoken) -> &'static Words {
    match spoken {
        Spoken::English => &english::WORDS,
        Spoken::Spanish => &spanish::WORDS,
        Spoken::Portuguese => &portuguese::WORDS,
        Spoken::German => &german::WORDS,
        Spoken::French => &french::WORDS,
    }
}

/// The form of a word that goes with a number, in languages that have two.
fn counted(count: u64, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Spoken; 5] =
        [Spoken::English, Spoken::Spanish, Spoken::Portuguese, Spoken::German, Spoken::French];

    #[test]
    fn every_language_counts() {
        for spoken in ALL {
            let tray = &words(spoken).tray;
            for left in [Left::Minutes(1), Left::Minutes(90), Left::Hours(7), Left::Days(300)] {
                let (Left::Minutes(count) | Left::Hours(count) | Left::Days(count)) = left;
                assert!((tray.left)(left).contains(&count.to_string()), "{spoken:?}: {left:?}");
            }
            assert!(!(tray.left)(Left::Minutes(0)).contains('0'), "{spoken:?}: less than one");
            assert_ne!((tray.left)(Left::Minutes(5)), (tray.left)(Left::Hours(5)));
            assert_ne!((tray.left)(Left::Days(5)), (tray.left)(Left::Hours(5)));
            assert!((tray.more)(3).contains('3'));
        }
    }

    #[test]
    fn every_notification_names_its_connection_and_says_something_of_its_own() {
        for spoken in ALL {
            let NoticeWords { sign_in_needed, ending, copy_ended, .. } = &words(spoken).notices;
            let all = [sign_in_needed, ending, copy_ended];
            let said = all.map(|notice| ((notice.title)("Acme"), notice.body));
            assert!(said.iter().all(|(title, body)| title.contains("Acme") && body.ends_with('.')));
            assert!(said[0] != said[1] && said[1] != said[2] && said[2] != said[0]);
        }
    }

    #[test]
    fn nothing_on_a_page_means_anything_to_a_browser() {
        for spoken in ALL {
            let PageWords { done, already_used, not_waiting } = &words(spoken).pages;
            for page in [done, already_used, not_waiting] {
                let said = format!("{}{}", page.title, page.text);
                assert!(!said.contains(['<', '>', '&', '"']), "{said}");
            }
        }
    }
}
