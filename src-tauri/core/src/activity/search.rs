//! Looking into the record, from its newest end.

use std::fmt;
use std::io;
use std::ops::ControlFlow;
use std::str::FromStr;

use memchr::memmem::Finder;
use memchr::{memchr, memchr2_iter, memrchr};
use serde_json::Value;

use super::file::{KEPT, SavedActivity, Tail};
use super::line;
use super::name::{Name, Week};
use super::{Event, What};
use crate::clock::Timestamp;
use crate::connection::ConnectionId;

/// Which events are looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Those of one connection, or of all.
    pub connection: Option<ConnectionId>,
    /// Those whose texts hold each of these words somewhere. No words are in every event.
    pub words: Vec<Word>,
}

/// A word that is looked for: what was typed, and what says the same in the record, in capitals or not.
pub type Word = Vec<String>;

impl Query {
    /// The words of a text, as they are.
    #[must_use]
    pub fn typed(connection: Option<ConnectionId>, text: &str) -> Self {
        Self { connection, words: text.split_whitespace().map(|word| vec![word.into()]).collect() }
    }
}

/// Events that were found, the newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The events.
    pub events: Vec<Event>,
    /// Where each of them stands: no two have the same place, and none ever gets another.
    pub places: Vec<Cursor>,
    /// Where the next page begins; `None` when nothing older was found.
    pub next: Option<Cursor>,
}

/// A place in the record. What is written later does not move it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    name: Name,
    offset: u64,
}

/// This is no place in the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is no place in the activity record")]
pub struct CursorError;

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.name, self.offset)
    }
}

impl FromStr for Cursor {
    type Err = CursorError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (name, offset) = text.rsplit_once('.').ok_or(CursorError)?;
        let name = name.parse().map_err(|_| CursorError)?;
        Ok(Self { name, offset: offset.parse().map_err(|_| CursorError)? })
    }
}

impl SavedActivity {
    /// Finds at most `limit` events, the newest first, that stand before a place in the record. Blocks on the disk.
    /// `now` is the wall clock.
    ///
    /// Newer weeks come first, and within a week what was written later: after the clock was set, the times of
    /// neighbours may be out of order.
    ///
    /// # Errors
    /// When the record cannot be read. One that is not there is empty.
    pub fn page(
        &self,
        query: &Query,
        before: Option<Cursor>,
        limit: usize,
        now: Timestamp,
    ) -> io::Result<Page> {
        let mut page = Page { events: Vec::new(), places: Vec::new(), next: None };
        self.each(query, before, now, |event, place| {
            if page.events.len() >= limit {
                page.next = page.places.last().copied();
                return Ok(ControlFlow::Break(()));
            }
            page.events.push(event);
            page.places.push(place);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(page)
    }

    /// Goes through what is found, the newest first, until `found` has enough. Blocks on the disk.
    pub(super) fn each(
        &self,
        query: &Query,
        before: Option<Cursor>,
        now: Timestamp,
        mut found: impl FnMut(Event, Cursor) -> io::Result<ControlFlow<()>>,
    ) -> io::Result<()> {
        let sought = Sought::by(query, now.before(KEPT));
        let last = before.map_or(Name::LAST, |cursor| cursor.name);
        let names = self.names()?.into_iter().rev();
        for name in names.skip_while(|name| *name > last) {
            if name.week < Week::of(sought.since) {
                break;
            }
            let end = before.filter(|cursor| cursor.name == name).map_or(u64::MAX, |c| c.offset);
            let Some(tail) = self.read(name, end)? else { continue };
            for (offset, event) in sought.within(&tail) {
                if found(event, Cursor { name, offset })?.is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }
}

/// A query, ready to be compared with many lines.
struct Sought {
    since: Timestamp,
    /// With what finds the id in a line.
    connection: Option<(ConnectionId, Finder<'static>)>,
    /// In small letters.
    words: Vec<Word>,
}

impl Sought {
    fn by(query: &Query, since: Timestamp) -> Self {
        let small = |word: &Word| word.iter().map(|way| way.to_lowercase()).collect();
        Self {
            since,
            connection: query.connection.map(|id| (id, Finder::new(&id.to_string()).into_owned())),
            words: query.words.iter().map(small).collect(),
        }
    }

    /// What is found in a part of a file, from its end, each with its place in the file.
    fn within<'a>(&'a self, tail: &'a Tail) -> impl Iterator<Item = (u64, Event)> + 'a {
        let odd: fn(&str) -> bool = if is_odd(&tail.text) { is_odd } else { |_| false };
        backwards(&tail.text).filter_map(move |(begins, line)| {
            if !self.may_be(line, odd) {
                return None;
            }
            let event = line::read(line).filter(|event| self.is(event))?;
            Some((tail.begins + u64::try_from(begins).ok()?, event))
        })
    }

    /// Whether it is worth while to read a line: to look at its bytes takes a small part of the time.
    fn may_be(&self, line: &str, odd: fn(&str) -> bool) -> bool {
        let connection =
            self.connection.as_ref().is_none_or(|(_, id)| id.find(line.as_bytes()).is_some());
        let said = |word: &Word| word.iter().any(|way| has(line, way));
        connection && (self.words.iter().all(said) || odd(line))
    }

    fn is(&self, event: &Event) -> bool {
        if event.at < self.since
            || self.connection.as_ref().is_some_and(|(id, _)| event.connection != *id)
        {
            return false;
        }
        if self.words.is_empty() {
            return true;
        }
        let texts = texts(&event.what);
        let said = |way: &String| texts.iter().any(|text| text.contains(way.as_str()));
        self.words.iter().all(|word| word.iter().any(said))
    }
}

/// The lines of a text from its end, each with its place.
fn backwards(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let newline = memrchr(b'\n', text.as_bytes());
        rest = newline.map(|newline| &text[..newline]);
        let begins = newline.map_or(0, |newline| newline + 1);
        Some((begins, &text[begins..]))
    })
}

/// Whether a line has a word in it that is in small letters, in capitals or not as far as ASCII has them.
fn has(line: &str, word: &str) -> bool {
    let (line, word) = (line.as_bytes(), word.as_bytes());
    let Some(first) = word.first() else { return true };
    memchr2_iter(*first, first.to_ascii_uppercase(), line).any(|begins| {
        let there = line.get(begins..begins + word.len());
        there.is_some_and(|there| there.eq_ignore_ascii_case(word))
    })
}

/// Whether the words of a text are not those of its bytes: it has letters that ASCII has not, or a way to write them.
fn is_odd(text: &str) -> bool {
    !text.is_ascii() || memchr(b'\\', text.as_bytes()).is_some()
}

/// Everything that can be read in an event, in small letters: what happened, the keys, the texts, the status.
fn texts(what: &What) -> Vec<String> {
    let Ok(Value::Object(fields)) = serde_json::to_value(what) else { return Vec::new() };
    let said = fields.iter().filter(|(name, _)| *name != "took").map(|(_, value)| value);
    let text = |value: &Value| {
        let words = value.as_str().map(str::to_lowercase);
        words.or_else(|| value.as_u64().map(|number| number.to_string()))
    };
    said.filter_map(text).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::time::Duration;

    use super::*;
    use crate::activity::{Because, By, Copies, Outcome, RequestPath};
    use crate::hand_outs::Through;
    use crate::trouble::Kind;
    use crate::vault::Failure;

    const DAY: Duration = Duration::from_secs(24 * 3600);

    /// Sunday, 22 November 2026.
    const NOW: Timestamp = Timestamp::from_millis(1_795_307_008_000);

    fn event(at: Timestamp, what: What) -> Event {
        let connection = "5247d71e-0705-4992-b2e4-2663f2f2bb45".parse().unwrap();
        Event { at, connection, what }
    }

    fn named(at: Timestamp, number: usize) -> Event {
        event(at, What::ConnectionChanged { name: number.to_string().as_str().into() })
    }

    fn for_words(words: &str) -> Query {
        Query::typed(None, words)
    }

    #[test]
    fn pages_follow_each_other_whatever_is_written_meanwhile() {
        let folder = tempfile::tempdir().unwrap();
        let saved = SavedActivity::in_folder(folder.path());
        let week = |number: usize| NOW.before(DAY * 7 * u32::try_from(2 - number / 10).unwrap());
        let all: Vec<Event> = (0..30).map(|number| named(week(number), number)).collect();
        saved.append(&all, NOW).unwrap();
        for limit in 1..=31 {
            let mut found = Vec::new();
            let mut before = None;
            loop {
                let page = saved.page(&for_words(""), before, limit, NOW).unwrap();
                assert!(page.events.len() <= limit);
                found.extend(page.events);
                let Some(next) = page.next else { break };
                before = Some(next.to_string().parse().unwrap());
                assert_eq!(before, Some(next), "a place is read as it is written");
                saved.append(&[event(NOW, What::AnswerLost)], NOW).unwrap();
            }
            found.retain(|event| event.what != What::AnswerLost);
            found.reverse();
            assert_eq!(found, all, "in pages of {limit}");
        }
    }

    #[test]
    fn a_page_says_whether_there_is_more() {
        let folder = tempfile::tempdir().unwrap();
        let saved = SavedActivity::in_folder(folder.path());
        saved.append(&[named(NOW, 1), named(NOW, 2), named(NOW, 3)], NOW).unwrap();
        for (words, limit, length, more) in [
            ("", 2, 2, true),
            ("", 3, 3, false),
            ("", 4, 3, false),
            ("", 0, 0, false),
            ("1", 1, 1, false),
            ("changed", 1, 1, true),
            ("nothing", 1, 0, false),
        ] {
            let page = saved.page(&for_words(words), None, limit, NOW).unwrap();
            let found = (page.events.len(), page.next.is_some());
            assert_eq!(found, (length, more), "{limit} of {words:?}");
        }
    }

    #[test]
    fn only_the_files_that_are_needed_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let saved = SavedActivity::in_folder(folder.path());
        saved.append(&[named(NOW, 1), named(NOW, 2), named(NOW, 3)], NOW).unwrap();
        // What is no file cannot be read.
        fs::create_dir(folder.path().join("activity/2026-11-09.1.jsonl")).unwrap();
        fs::create_dir(folder.path().join("activity/2020-01-06.1.jsonl")).unwrap();
        let page = |limit| saved.page(&for_words(""), None, limit, NOW);
        let first = page(2).unwrap();
        assert_eq!(first.events.len(), 2);
        assert!(page(3).is_err(), "what is next is looked for in the week before");
        fs::remove_dir(folder.path().join("activity/2026-11-09.1.jsonl")).unwrap();
        assert_eq!(page(3).unwrap().events.len(), 3, "what is too old is not read");
        fs::remove_file(folder.path().join("activity/2026-11-16.1.jsonl")).unwrap();
        saved.append(&[named(NOW.before(DAY * 7), 0)], NOW).unwrap();
        let rest = saved.page(&for_words(""), first.next, 9, NOW).unwrap();
        assert_eq!(rest.events, [named(NOW.before(DAY * 7), 0)], "what has gone is passed over");
    }

    fn some_of_each() -> (tempfile::TempDir, SavedActivity, Vec<Event>) {
        let folder = tempfile::tempdir().unwrap();
        let saved = SavedActivity::in_folder(folder.path());
        let request = |path: &str, outcome| What::Requested {
            method: "GET".into(),
            path: RequestPath::from(path.to_owned()),
            outcome,
            took: 777,
        };
        let locked = Kind::Keyring(Failure::Locked);
        let all = [
            What::SignedIn { who: Some("JDoe".into()), by: By::PastedAddress },
            What::Refreshed { because: Because::Background, copies: Copies::Ended },
            What::HandedOut { through: Through::Clipboard, form: "powerShell".into() },
            request("/api/1.0/Requests?pmql=", Outcome::Status(404)),
            request("/api/1.0/users", Outcome::Trouble(locked)),
            What::ConnectionAdded { name: "Übung \"A\\B\"".into() },
            What::ConnectionAdded { name: "\u{212a}elvin".into() },
            What::ConnectionRemoved { name: "C:\\Work".into() },
        ];
        let events: Vec<Event> = all.into_iter().map(|what| event(NOW, what)).collect();
        saved.append(&events, NOW).unwrap();
        (folder, saved, events)
    }

    #[test]
    fn words_are_found_in_every_text_and_nowhere_else() {
        let (_folder, saved, events) = some_of_each();
        for (words, found) in [
            ("", vec![7, 6, 5, 4, 3, 2, 1, 0]),
            (" \t\n", vec![7, 6, 5, 4, 3, 2, 1, 0]),
            ("jdoe", vec![0]),
            ("JDOE", vec![0]),
            ("sign in", vec![0]),
            ("pasted", vec![0]),
            ("in jdoe pasted", vec![0]),
            ("jdoe loopback", vec![]),
            ("background", vec![1]),
            ("ended", vec![1]),
            ("powershell", vec![2]),
            ("clip hand", vec![2]),
            ("get", vec![4, 3]),
            ("get 404", vec![3]),
            ("/API/1.0/req", vec![3]),
            ("pmql", vec![3]),
            ("keyringlocked", vec![4]),
            ("keyring users", vec![4]),
            ("übung", vec![5]),
            ("ÜBUNG added", vec![5]),
            ("bung", vec![5]),
            ("\"a\\b\"", vec![5]),
            ("c:\\work", vec![7]),
            ("c:\\\\work", vec![]),
            ("kelvin", vec![6]),
            ("\u{212a}elvin", vec![6]),
            ("added", vec![6, 5]),
            ("ü", vec![5]),
            ("é", vec![]),
        ] {
            let page = saved.page(&for_words(words), None, 100, NOW).unwrap();
            let expected: Vec<Event> = found.iter().map(|n: &usize| events[*n].clone()).collect();
            assert_eq!(page.events, expected, "{words:?}");
        }
    }

    #[test]
    fn a_word_is_found_in_every_way_to_say_it() {
        let (_folder, saved, events) = some_of_each();
        let word = |ways: &[&str]| ways.iter().map(|way| (*way).to_owned()).collect::<Word>();
        for (words, found) in [
            (vec![word(&["copied", "handedOut"])], vec![2]),
            (vec![word(&["copied", "HandedOut", "signedIn"])], vec![2, 0]),
            (vec![word(&["copied", "handedOut"]), word(&["curl"])], vec![]),
            (vec![word(&["nowhere", "übung"]), word(&["added"])], vec![5]),
            (vec![word(&[])], vec![]),
        ] {
            let query = Query { connection: None, words };
            let page = saved.page(&query, None, 100, NOW).unwrap();
            let expected: Vec<Event> = found.iter().map(|n: &usize| events[*n].clone()).collect();
            assert_eq!(page.events, expected, "{query:?}");
            assert_eq!(page.places.len(), expected.len());
        }
    }

    #[test]
    fn names_of_fields_ids_times_and_durations_are_no_texts() {
        let (_folder, saved, _) = some_of_each();
        for words in ["what", "took", "777", "5247d71e", "1795307008000", "{", "null"] {
            let page = saved.page(&for_words(words), None, 100, NOW).unwrap();
            assert_eq!(page.events, [], "{words}");
        }
    }

    #[test]
    fn a_word_is_looked_for_without_reading_the_line() {
        for (line, word, is_there) in [
            ("", "a", false),
            ("a", "", true),
            ("a", "a", true),
            ("xA", "a", true),
            ("aab", "ab", true),
            ("AaB", "ab", true),
            ("ba", "ab", false),
            ("a", "ab", false),
            ("a-b", "ab", false),
            ("ä", "ä", true),
            ("404", "404", true),
        ] {
            assert_eq!(has(line, word), is_there, "{word:?} in {line:?}");
        }
        for (line, odd) in [("plain", false), ("", false), ("Übung", true), ("a\\b", true)] {
            assert_eq!(is_odd(line), odd, "{line:?}");
        }
    }

    #[test]
    fn a_line_that_cannot_be_it_is_not_read() {
        let connection = ConnectionId::random();
        let query = Query::typed(Some(connection), "One two");
        let sought = Sought::by(&query, NOW);
        for (line, worth) in [
            (format!("{connection} TWO, one"), true),
            (format!("{connection} one"), false),
            (format!("{connection} öne"), true),
            (format!("{connection}"), false),
            ("one two".to_owned(), false),
            ("öne".to_owned(), false),
        ] {
            assert_eq!(sought.may_be(&line, is_odd), worth, "{line}");
        }
        let odd = format!("{connection} öne");
        assert!(!sought.may_be(&odd, |_| false), "unless none of the lines is odd");
    }

    #[test]
    fn one_connection_can_be_looked_at_alone() {
        let folder = tempfile::tempdir().unwrap();
        let saved = SavedActivity::in_folder(folder.path());
        let (ours, other) = (named(NOW, 1), ConnectionId::random());
        // Its id in another's words makes nobody the other.
        let name = ours.connection.to_string().as_str().into();
        let theirs = Event { connection: other, ..event(NOW, What::ConnectionAdded { name }) };
        saved.append(&[ours.clone(), theirs.clone()], NOW).unwrap();
        for (connection, words, found) in [
            (None, "", vec![theirs.clone(), ours.clone()]),
            (Some(ours.connection), "", vec![ours.clone()]),
            (Some(other), "", vec![theirs.clone()]),
            (Some(other), "added", vec![theirs]),
            (Some(ours.connection), "added", vec![]),
            (Some(ConnectionId::random()), "", vec![]),
        ] {
            let query = Query::typed(connection, words);
            assert_eq!(saved.page(&query, None, 9, NOW).unwrap().events, found, "{query:?}");
        }
    }

    #[test]
    fn a_file_that_is_much_too_long_is_searched_at_its_end() {
        let folder = tempfile::tempdir().unwrap();
        let saved = SavedActivity::in_folder(folder.path());
        saved.append(&[named(NOW, 1)], NOW).unwrap();
        let path = folder.path().join("activity/2026-11-16.1.jsonl");
        let line = fs::read(&path).unwrap();
        fs::write(&path, [vec![b' '; 5 << 20], b"\n".to_vec(), line.repeat(3)].concat()).unwrap();
        let first = saved.page(&for_words(""), None, 1, NOW).unwrap();
        let second = saved.page(&for_words("1"), first.next, 1, NOW).unwrap();
        let third = saved.page(&for_words("1"), second.next, 1, NOW).unwrap();
        assert_eq!((second.events, third.events), (vec![named(NOW, 1)], vec![named(NOW, 1)]));
        assert_eq!((second.next.is_some(), third.next), (true, None));
    }

    #[test]
    fn what_is_no_place_is_refused() {
        for text in [
            "",
            "2026-11-16.1",
            "2026-11-16.1.",
            "2026-11-16.1.-1",
            "2026-11-16.1.18446744073709551616",
            "2026-11-17.1.0",
            "../2026-11-16.1.0",
        ] {
            assert_eq!(text.parse::<Cursor>(), Err(CursorError), "{text}");
        }
        let cursor: Cursor = "2026-11-16.12.345".parse().unwrap();
        assert_eq!(cursor.to_string(), "2026-11-16.12.345");
    }
}
