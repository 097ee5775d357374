//! Finds a text in another, in capitals or not, and says where in the units that a window counts in.

/// How many places are told of at most; nobody steps through more.
pub const MAX_MATCHES: usize = 10_000;

/// The longest text that is looked for, in bytes: what somebody pastes by mistake is not searched for.
const MAX_NEEDLE: usize = 1_000;

/// What is looked for.
pub(crate) struct Needle(String);

impl Needle {
    /// `None` for what cannot be looked for.
    pub(crate) fn new(text: &str) -> Option<Self> {
        (!text.is_empty() && text.len() <= MAX_NEEDLE).then(|| Self(folded(text)))
    }

    /// Where it stands in a text that was folded, as bytes, one after the other.
    pub(crate) fn places<'a>(
        &'a self,
        folded: &'a str,
    ) -> impl Iterator<Item = (usize, usize)> + 'a {
        folded.match_indices(self.0.as_str()).map(|(at, found)| (at, at + found.len()))
    }
}

/// A text in small letters. Every character keeps its place and its length in bytes; the few that cannot stay as they
/// are.
pub(crate) fn folded(text: &str) -> String {
    let mut folded = text.to_owned();
    fold(&mut folded);
    folded
}

/// The same in the place of the text.
pub(crate) fn fold(text: &mut String) {
    if text.is_ascii() {
        text.make_ascii_lowercase();
    } else {
        *text = text.chars().map(small).collect();
    }
}

fn small(c: char) -> char {
    let mut letters = c.to_lowercase();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.len_utf8() == c.len_utf8() => letter,
        _ => c,
    }
}

/// How many units of UTF-16 a text has, in which web views count.
pub(crate) fn units(text: &str) -> u32 {
    let count = if text.is_ascii() { text.len() } else { text.encode_utf16().count() };
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_in_capitals_or_not() {
        for (text, needle, places) in [
            ("Maria maria MARIA", "mArIa", vec![(0, 5), (6, 11), (12, 17)]),
            ("ÄÖÜ äöü", "äö", vec![(0, 4), (7, 11)]),
            ("aaaa", "aa", vec![(0, 2), (2, 4)]),
            ("İstanbul", "İ", vec![(0, 2)]),
            ("KELVIN \u{212a}", "k", vec![(0, 1)]),
            ("ΣΑΣ", "σας", vec![]),
            ("a", "b", vec![]),
        ] {
            let folded = folded(text);
            assert_eq!(folded.len(), text.len(), "{text}");
            let needle = Needle::new(needle).unwrap();
            assert_eq!(needle.places(&folded).collect::<Vec<_>>(), places, "{text}");
        }
    }

    #[test]
    fn nothing_and_too_much_are_not_looked_for() {
        assert!(Needle::new("").is_none());
        assert!(Needle::new(&"a".repeat(MAX_NEEDLE)).is_some());
        assert!(Needle::new(&"a".repeat(MAX_NEEDLE + 1)).is_none());
    }

    #[test]
    fn places_are_counted_as_a_window_does() {
        for (text, count) in [("", 0), ("abc", 3), ("ü€", 2), ("😀a", 3)] {
            assert_eq!(units(text), count, "{text}");
        }
    }
}
