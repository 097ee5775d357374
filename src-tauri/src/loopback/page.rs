//! The pages that the listener answers with: fixed texts, with nothing in them of what was asked.

use crate::language::Spoken;
use crate::words::{PageText, words};

/// The look of every page.
pub(super) const STYLE: &str = ":root{color-scheme:light dark}\
body{margin:0;min-height:100vh;display:grid;place-items:center;font:16px/1.5 system-ui,sans-serif;background:#f6f7f9;color:#171b22}\
main{max-width:26rem;margin:1.5rem;padding:2rem 2.25rem;background:#fff;border:1px solid #dfe3ea;border-radius:12px}\
h1{margin:0 0 .5rem;font-size:1.25rem}\
p{margin:0;color:#4d5665}\
@media(prefers-color-scheme:dark){body{background:#14171d;color:#e8ebf0}main{background:#1c2028;border-color:#2e3440}p{color:#a5aebd}}";

/// The style sheet's SHA-256, by which the policy lets it in.
pub(super) const STYLE_HASH: &str = "sha256-FPLsVLchGL/JS8rBUGjfLM7oHUISRel4jGEt6YLLISo=";

/// A page around two texts of ours.
fn page(language: Spoken, text: &PageText) -> String {
    let PageText { title, text } = text;
    format!(
        concat!(
            "<!doctype html>\n<html lang=\"{tag}\">\n<meta charset=\"utf-8\">\n",
            "<meta name=\"viewport\" content=\"width=device-width\">\n",
            "<title>{title} – Latchkey</title>\n<style>{style}</style>\n",
            "<main>\n<h1>{title}</h1>\n<p>{text}</p>\n</main>\n</html>\n"
        ),
        tag = language.tag(),
        title = title,
        style = STYLE,
        text = text,
    )
}

/// What a request is answered with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    /// The answer was taken: on to a page without a code in its address.
    Taken,
    /// What the browser then shows. It claims no more than is known here: the tokens may still not come.
    Done,
    /// The answer was taken before.
    AlreadyUsed,
    /// Nobody waits for this answer.
    NotWaiting,
    /// Nothing of ours.
    Refusal(u16),
}

impl Page {
    /// The whole response.
    pub(super) fn response(self, language: Spoken) -> String {
        let words = &words(language).pages;
        let (status, text) = match self {
            Self::Taken => (303, None),
            Self::Done => (200, Some(&words.done)),
            Self::AlreadyUsed => (409, Some(&words.already_used)),
            Self::NotWaiting => (400, Some(&words.not_waiting)),
            Self::Refusal(status) => (status, None),
        };
        let body = text.map(|text| page(language, text)).unwrap_or_default();
        let location = if self == Self::Taken { "Location: /done\r\n" } else { "" };
        format!(
            concat!(
                "HTTP/1.1 {status} {reason}\r\n",
                "{location}",
                "Content-Type: text/html; charset=utf-8\r\n",
                "Content-Length: {length}\r\n",
                "Content-Security-Policy: default-src 'none'; style-src '{style}'; ",
                "base-uri 'none'; form-action 'none'; frame-ancestors 'none'\r\n",
                "Cache-Control: no-store\r\n",
                "Referrer-Policy: no-referrer\r\n",
                "X-Content-Type-Options: nosniff\r\n",
                "Connection: close\r\n",
                "\r\n",
                "{body}"
            ),
            status = status,
            reason = reason(status),
            location = location,
            length = body.len(),
            style = STYLE_HASH,
            body = body,
        )
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        303 => "See Other",
        404 => "Not Found",
        405 => "Method Not Allowed",
        409 => "Conflict",
        431 => "Request Header Fields Too Large",
        _ => "Bad Request",
    }
}
