//! An answer as a document for a window that shows a few lines of it at a time.
//!
//! Nothing is drawn in advance: JSON is gone through once and only the places where its lines begin are kept, eight
//! bytes for each, so that ten megabytes are there in a moment and any row of them at once. Secrets were taken out
//! before ([`send`](super::send)), so that none is in any row, in what is found, or in what is copied.

mod folds;
mod lines;
mod outline;
mod row;
pub(super) mod scan;
mod search;
mod shown;

use std::fmt;
use std::sync::Arc;

use super::send::Answer;

pub use lines::{TextFound, TextLines, TextMatch, TextRow};
pub use outline::{Found, MAX_ROWS, Match, Outline, Part};
pub use row::{Bracket, Cell, Row};
pub use search::MAX_MATCHES;
pub use shown::Shown;

/// The body of an answer.
pub struct Document {
    form: Form,
    text: Arc<str>,
    outline: Option<Outline>,
    raw: TextLines,
}

/// What the body of an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Nothing at all.
    Empty,
    /// JSON: there is an outline.
    Json,
    /// Called JSON by the server, and none, or cut off: there are lines of text.
    BrokenJson,
    /// Good JSON of more lines than an outline has: there are lines of text.
    LongJson,
    /// Text: there are lines of it.
    Text,
    /// No text: there is nothing to show but its type and its size.
    Binary,
}

impl Document {
    /// Reads the body of an answer. Takes a tenth of a second for 10 MB: call it on a thread for that.
    #[must_use]
    pub fn of(answer: &Answer) -> Self {
        Self::of_lines(answer, scan::MAX_LINES)
    }

    fn of_lines(answer: &Answer, most: usize) -> Self {
        let content_type = answer.head.content_type.as_deref().unwrap_or_default();
        let (form, text) = text_of(&answer.body, &content_type.to_ascii_lowercase());
        let text: Arc<str> = Arc::from(text);
        let (form, outline) = match form {
            Form::Json => match Outline::of(&text, most) {
                Ok(outline) => (Form::Json, Some(outline)),
                Err(scan::Refusal::TooManyLines) => (Form::LongJson, None),
                Err(scan::Refusal::NotJson) if content_type.contains("json") => {
                    (Form::BrokenJson, None)
                }
                Err(scan::Refusal::NotJson) => (Form::Text, None),
            },
            Form::Empty | Form::BrokenJson | Form::LongJson | Form::Text | Form::Binary => {
                (form, None)
            }
        };
        Self { form, raw: TextLines::of(&text), text, outline }
    }

    /// What it is.
    #[must_use]
    pub fn form(&self) -> Form {
        self.form
    }

    /// It in lines that can be folded, if it is JSON.
    #[must_use]
    pub fn outline(&self) -> Option<&Outline> {
        self.outline.as_ref()
    }

    /// The same, to fold and unfold lines.
    pub fn outline_mut(&mut self) -> Option<&mut Outline> {
        self.outline.as_mut()
    }

    /// About how many bytes of memory it takes.
    #[must_use]
    pub fn weight(&self) -> usize {
        self.text.len() + self.raw.weight() + self.outline.as_ref().map_or(0, Outline::weight)
    }

    /// It as the server wrote it, in rows; none, if it is no text.
    #[must_use]
    pub fn raw(&self) -> &TextLines {
        &self.raw
    }

    /// It as the server wrote it but for the secrets, to be copied; empty, if it is no text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// What a body seems to be, and its text.
fn text_of(body: &[u8], content_type: &str) -> (Form, std::borrow::Cow<'static, str>) {
    if body.is_empty() {
        return (Form::Empty, "".into());
    }
    let named_text = ["text/", "json", "xml", "javascript", "x-www-form-urlencoded"]
        .iter()
        .any(|name| content_type.contains(name));
    let latin = ["iso-8859-1", "windows-1252", "latin1"];
    let text = match std::str::from_utf8(body) {
        Ok(text) if !text.contains('\0') => text.trim_start_matches('\u{feff}').to_owned(),
        Err(_) if latin.iter().any(|charset| content_type.contains(charset)) => {
            body.iter().map(|byte| char::from(*byte)).collect()
        }
        _ if named_text => String::from_utf8_lossy(body).into_owned(),
        _ => return (Form::Binary, "".into()),
    };
    let begins = text.trim_start().starts_with(['{', '[']);
    let form = if content_type.contains("json") || begins { Form::Json } else { Form::Text };
    (form, text.into())
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Document({:?}, {} bytes)", self.form, self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::send::tests::answer;

    fn document(content_type: &str, body: &[u8]) -> Document {
        Document::of(&answer(200, content_type, body))
    }

    #[test]
    fn a_body_is_what_it_says_or_looks_like() {
        for (content_type, body, form) in [
            ("application/json", "".as_bytes(), Form::Empty),
            ("application/json", b"{\"a\":1}", Form::Json),
            ("application/json", b"7", Form::Json),
            ("application/problem+json; charset=utf-8", b"\"x\"", Form::Json),
            ("Application/JSON", b"\xef\xbb\xbf{}", Form::Json),
            ("text/html", b" [1]", Form::Json),
            ("", b"{}", Form::Json),
            ("application/json", b"{\"a\":", Form::BrokenJson),
            ("application/json", b"<html>", Form::BrokenJson),
            ("application/json", b"{\"a\":\"\xff\"}", Form::Json),
            ("application/json", b"[1,2,3,4,5,6,7,8,9]", Form::LongJson),
            ("text/html", b"{{ name }}", Form::Text),
            ("", b"7", Form::Text),
            ("text/plain", b"\xff\0", Form::Text),
            ("text/plain; charset=ISO-8859-1", b"\xfc", Form::Text),
            ("image/svg+xml", b"<svg/>", Form::Text),
            ("application/octet-stream", b"words", Form::Text),
            ("application/octet-stream", b"a\0b", Form::Binary),
            ("application/pdf", b"%PDF\xff", Form::Binary),
        ] {
            let document = Document::of_lines(&answer(200, content_type, body), 10);
            assert_eq!(document.form(), form, "{content_type}: {}", body.len());
            assert_eq!(document.outline().is_some(), form == Form::Json, "{content_type}");
            let shown = !matches!(form, Form::Empty | Form::Binary);
            assert_eq!(document.raw().total() > 0, shown, "{content_type}");
        }
        assert_eq!(document("text/plain; charset=iso-8859-1", b"\xfc").text(), "ü");
        assert_eq!(document("text/plain", b"a\xff").text(), "a\u{fffd}");
        assert_eq!(document("", b"\xef\xbb\xbf[]").text(), "[]");
    }

    #[test]
    fn no_secret_is_in_any_view_of_it() {
        let body = br#"{"remember_token":"canary","in":"{\"password\":\"canary\"}","id":2}"#;
        let mut document = document("application/json", body);
        let rows = document.outline().unwrap().rows(0, 9);
        assert_eq!(rows[1].cell, Cell::Hidden);
        let outline = document.outline_mut().unwrap();
        outline.fold_all();
        let copies: Vec<_> = (0..5).map(|line| outline.copy(line)).collect();
        let seen =
            format!("{rows:?} {copies:?} {:?} {}", document.raw().rows(0, 9), document.text());
        assert!(!seen.contains("canary"), "{seen}");
        assert_eq!(document.outline().unwrap().find("canary").matches, []);
        assert_eq!(document.raw().find("canary").matches, []);
        assert_eq!(format!("{document:?}"), "Document(Json, 67 bytes)");
    }
}
