//! The menu, before any system has drawn it.

use latchkey_core::tray::{Line, Refresh, Says, Tray};

use crate::deeds::Deed;
use crate::words::TrayWords;

/// One item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item {
    /// Something that can be done.
    Deed { label: String, deed: Deed },
    /// A connection, and what can be done with it.
    Connection { label: String, items: Vec<Item> },
    /// A line.
    Separator,
}

/// The menu of a tray.
pub(super) fn of(tray: &Tray, words: &TrayWords) -> Vec<Item> {
    let mut menu: Vec<Item> = tray.lines.iter().map(|line| connection(line, words)).collect();
    if tray.more > 0 {
        menu.push(Item::Deed { label: (words.more)(tray.more), deed: Deed::Open });
    }
    if !menu.is_empty() {
        menu.push(Item::Separator);
    }
    menu.push(deed(words.open, Deed::Open));
    menu.push(deed(words.quit, Deed::Quit));
    menu
}

fn connection(line: &Line, words: &TrayWords) -> Item {
    let id = line.connection;
    let mut items = Vec::new();
    if line.copy {
        items.push(deed(words.copy, Deed::Copy(id)));
    }
    if line.sign_in {
        items.push(deed(words.sign_in, Deed::SignIn(id)));
    }
    match line.refresh {
        Refresh::Free => items.push(deed(words.refresh, Deed::Refresh(id))),
        // The window asks first.
        Refresh::EndsCopies => items.push(deed(&format!("{}…", words.refresh), Deed::Show(id))),
        Refresh::No => {}
    }
    items.push(deed(words.show, Deed::Show(id)));
    Item::Connection { label: format!("{} · {}", line.name, says(line.says, words)), items }
}

fn says(says: Says, words: &TrayWords) -> String {
    match says {
        Says::Left(left) => return (words.left)(left),
        Says::SignedIn => words.signed_in,
        Says::Over => words.over,
        Says::Busy => words.busy,
        Says::InBrowser => words.in_browser,
        Says::SignedOut => words.signed_out,
        Says::SignInNeeded => words.sign_in_needed,
        Says::NeedsYou => words.look_needed,
    }
    .to_owned()
}

fn deed(label: &str, deed: Deed) -> Item {
    Item::Deed { label: label.to_owned(), deed }
}

#[cfg(test)]
mod tests {
    use latchkey_core::connection::ConnectionId;
    use latchkey_core::tray::{Left, Mood};

    use super::*;
    use crate::language::Spoken;
    use crate::words::words;

    fn line(says: Says) -> Line {
        Line {
            connection: ConnectionId::random(),
            name: "Acme".into(),
            says,
            copy: false,
            sign_in: false,
            refresh: Refresh::No,
        }
    }

    fn menu(line: Line, more: usize) -> Vec<Item> {
        let tray = Tray { mood: Mood::Fine, lines: vec![line], more };
        of(&tray, &words(Spoken::English).tray)
    }

    fn deeds(item: &Item) -> Vec<(&str, Deed)> {
        let Item::Connection { items, .. } = item else { panic!("{item:?}") };
        let deed = |item: &'_ Item| match item {
            Item::Deed { label, deed } => Some((label.clone(), *deed)),
            Item::Connection { .. } | Item::Separator => None,
        };
        let all: Vec<(String, Deed)> = items.iter().filter_map(deed).collect();
        all.into_iter().map(|(label, deed)| (&*label.leak(), deed)).collect()
    }

    #[test]
    fn a_connection_says_how_it_stands_and_what_can_be_done() {
        let good = Line { copy: true, refresh: Refresh::Free, ..line(Says::Left(Left::Hours(5))) };
        let id = good.connection;
        let menu = menu(good, 0);
        let Item::Connection { label, .. } = &menu[0] else { panic!("{menu:?}") };
        assert_eq!(label, "Acme · 5 h left");
        let expected = [
            ("Copy access token", Deed::Copy(id)),
            ("Refresh", Deed::Refresh(id)),
            ("Show", Deed::Show(id)),
        ];
        assert_eq!(deeds(&menu[0]), expected);
    }

    #[test]
    fn what_would_end_copies_is_asked_in_the_window() {
        let copied = Line { refresh: Refresh::EndsCopies, ..line(Says::SignedIn) };
        let id = copied.connection;
        let menu = menu(copied, 0);
        assert_eq!(deeds(&menu[0])[0], ("Refresh…", Deed::Show(id)));
    }

    #[test]
    fn below_the_connections_are_the_window_and_the_end() {
        let menu = menu(Line { sign_in: true, ..line(Says::SignInNeeded) }, 4);
        let open = |label| deed(label, Deed::Open);
        let quit = deed("Quit", Deed::Quit);
        assert_eq!(menu[1..], [open("4 more…"), Item::Separator, open("Open Latchkey"), quit]);
        assert_eq!(of(&Tray::default(), &words(Spoken::English).tray).len(), 2);
    }
}
