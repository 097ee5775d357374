//! The inside of a JSON text as it is shown: letters that the server spelt out as letters, and nothing in it that
//! could turn, hide or break the line.

use std::iter::Peekable;
use std::str::CharIndices;

/// What is left of a text that is too long for its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The beginning, or all of it.
    pub text: String,
    /// How many bytes the server wrote.
    pub bytes: usize,
    /// Whether there is more than the beginning.
    pub shortened: bool,
}

/// The first `most` characters of what stands between two quotation marks.
pub(crate) fn shortened(inside: &str, most: usize) -> Shown {
    let mut text = String::new();
    let mut pieces = Pieces::of(inside);
    let mut length = 0;
    for piece in pieces.by_ref() {
        length += piece.length();
        if length > most {
            return Shown { text, bytes: inside.len(), shortened: true };
        }
        piece.append(inside, &mut text);
    }
    Shown { text, bytes: inside.len(), shortened: false }
}

/// All of it, after what is in `text` already.
pub(crate) fn append(inside: &str, text: &mut String) {
    for piece in Pieces::of(inside) {
        piece.append(inside, text);
    }
}

/// Whether a text is shown as the server wrote it, byte for byte.
pub(crate) fn is_literal(inside: &str) -> bool {
    inside.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'\\')
}

/// What a text says: every escape taken for what it means. Half a pair of surrogates means nothing and becomes U+FFFD.
pub(crate) fn meaning(inside: &str) -> String {
    let mut said = String::with_capacity(inside.len());
    for piece in Pieces::of(inside) {
        match piece {
            Piece::Letter(letter) | Piece::Hidden(letter) => said.push(letter),
            Piece::Escape { at } => said.push(match inside.as_bytes().get(at + 1) {
                Some(b'b') => '\u{8}',
                Some(b'f') => '\u{c}',
                Some(b'n') => '\n',
                Some(b'r') => '\r',
                Some(b't') => '\t',
                Some(b'"') => '"',
                _ => '\\',
            }),
            Piece::Half { .. } => said.push('\u{fffd}'),
        }
    }
    said
}

/// Whether a character can be shown among others without harm.
pub(crate) fn is_visible(c: char) -> bool {
    let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let breaks = matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}');
    !turns && !breaks && !c.is_control()
}

/// A part of a text that means one character.
#[derive(Debug, Clone, Copy)]
enum Piece {
    /// One that can be shown, spelt out or not.
    Letter(char),
    /// One that cannot: it is shown as its number.
    Hidden(char),
    /// An escape of two characters that stays one.
    Escape { at: usize },
    /// Half a pair of surrogates; it stays an escape.
    Half { at: usize },
}

impl Piece {
    fn length(self) -> usize {
        match self {
            Self::Letter(_) => 1,
            Self::Escape { .. } => 2,
            Self::Hidden(_) | Self::Half { .. } => 6,
        }
    }

    fn append(self, inside: &str, text: &mut String) {
        match self {
            Self::Letter(letter) => text.push(letter),
            Self::Hidden(letter) => text.push_str(&format!("\\u{:04x}", u32::from(letter))),
            Self::Escape { at } => text.push_str(inside.get(at..at + 2).unwrap_or_default()),
            Self::Half { at } => text.push_str(inside.get(at..at + 6).unwrap_or_default()),
        }
    }
}

struct Pieces<'a> {
    inside: &'a str,
    characters: Peekable<CharIndices<'a>>,
}

impl<'a> Pieces<'a> {
    fn of(inside: &'a str) -> Self {
        Self { inside, characters: inside.char_indices().peekable() }
    }

    /// The number of `\uXXXX` at a place.
    fn unit(&self, at: usize) -> Option<u32> {
        let hex = self.inside.get(at..at + 6)?.strip_prefix("\\u")?;
        u32::from_str_radix(hex, 16).ok()
    }

    fn skip(&mut self, characters: usize) {
        for _ in 0..characters {
            self.characters.next();
        }
    }

    fn escape(&mut self, at: usize) -> Piece {
        let Some(unit) = self.unit(at) else {
            return match self.characters.next() {
                Some((_, '/')) => Piece::Letter('/'),
                _ => Piece::Escape { at },
            };
        };
        self.skip(5);
        match char::from_u32(unit) {
            // As themselves they would look like the end of the text, or like another escape.
            Some(letter @ ('"' | '\\')) => return Piece::Hidden(letter),
            Some(letter) => return visible(letter),
            None => {}
        }
        let low = self.unit(at + 6).filter(|low| (0xdc00..0xe000).contains(low));
        let Some(low) = low.filter(|_| unit < 0xdc00) else { return Piece::Half { at } };
        self.skip(6);
        let code = 0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
        visible(char::from_u32(code).unwrap_or('\u{fffd}'))
    }
}

fn visible(letter: char) -> Piece {
    if is_visible(letter) { Piece::Letter(letter) } else { Piece::Hidden(letter) }
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        let (at, letter) = self.characters.next()?;
        Some(if letter == '\\' { self.escape(at) } else { visible(letter) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(inside: &str) -> String {
        let mut text = String::new();
        append(inside, &mut text);
        text
    }

    #[test]
    fn letters_are_shown_as_letters_and_the_rest_as_numbers() {
        for (inside, text, said) in [
            ("plain", "plain", "plain"),
            ("https:\\/\\/acme", "https://acme", "https://acme"),
            ("M\\u00fcnchen \\u20AC", "München €", "München €"),
            ("\\ud83d\\ude00", "😀", "😀"),
            ("\\ud83d", "\\ud83d", "\u{fffd}"),
            ("\\ude00\\ud83d", "\\ude00\\ud83d", "\u{fffd}\u{fffd}"),
            ("\\ud83dx", "\\ud83dx", "\u{fffd}x"),
            ("\\ud83d\\n", "\\ud83d\\n", "\u{fffd}\n"),
            ("a\\nb\\t\\r\\b\\f", "a\\nb\\t\\r\\b\\f", "a\nb\t\r\u{8}\u{c}"),
            ("\\\"\\\\", "\\\"\\\\", "\"\\"),
            ("\\u0022\\u005c", "\\u0022\\u005c", "\"\\"),
            ("\\u0000\\u001b", "\\u0000\\u001b", "\0\u{1b}"),
            ("a\u{202e}b\u{2028}", "a\\u202eb\\u2028", "a\u{202e}b\u{2028}"),
            ("a\\u202Eb", "a\\u202eb", "a\u{202e}b"),
            ("\u{7f}\u{9f}", "\\u007f\\u009f", "\u{7f}\u{9f}"),
            ("üñ😀", "üñ😀", "üñ😀"),
            ("", "", ""),
        ] {
            assert_eq!(
                (shown(inside).as_str(), meaning(inside).as_str()),
                (text, said),
                "{inside}"
            );
            let all = Shown { text: text.to_owned(), bytes: inside.len(), shortened: false };
            assert_eq!(shortened(inside, 100), all, "{inside}");
        }
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        for (inside, most, text) in [
            ("abc", 2, "ab"),
            ("üüü", 2, "üü"),
            ("ab\\n", 3, "ab"),
            ("ab\\u202e", 7, "ab"),
            ("\\ud83d\\ude00x", 1, "😀"),
            ("abc", 0, ""),
        ] {
            let found = shortened(inside, most);
            assert_eq!((found.text.as_str(), found.shortened), (text, true), "{inside}");
            assert_eq!(found.bytes, inside.len());
        }
    }

    #[test]
    fn a_literal_is_what_looks_the_same() {
        for (inside, literal) in
            [("a b~", true), ("", true), ("a\\/", false), ("ü", false), ("\u{7f}", false)]
        {
            assert_eq!(is_literal(inside), literal, "{inside:?}");
        }
    }
}
