//! Takes the secrets out of an answer before anybody sees it: the values of fields that are called like one, and the
//! access token that the request was sent with, should the answer repeat it.
//!
//! It works on the bytes as they came and trusts nothing of their form: an answer that breaks off, that has a warning
//! of PHP in front, or that holds more JSON inside of a text (settings of ProcessMaker do) is treated like a whole
//! one. What comes out is as good JSON as what went in.

use std::ops::Range;

use secrecy::ExposeSecret;
use zeroize::Zeroizing;

use crate::token::AccessToken;

/// What stands in the place of a secret. Plain ASCII, so that it is the same in every encoding.
pub(crate) const MARK: &str = "******";

/// The longest name that is looked at; the longest real one has a third of it.
const MAX_NAME: usize = 96;

/// The shortest number that can be a secret. Shorter ones are flags and counts: `force_change_password` is 0 or 1.
const SHORTEST_NUMBER: usize = 3;

/// Below this, what is taken for a token is no more than a word.
const SHORTEST_TOKEN: usize = 8;

/// What names of secrets end in, without signs between the letters, in the singular and without digits at the end.
const SECRETS: [&str; 23] = [
    "accesskey",
    "accesstoken",
    "apikey",
    "apitoken",
    "assertion",
    "authorization",
    "bearertoken",
    "codeverifier",
    "cookie",
    "credential",
    "idtoken",
    "jwt",
    "passphrase",
    "passwd",
    "password",
    "passwordconfirmation",
    "passwordhash",
    "privatekey",
    "pwd",
    "recoverycode",
    "refreshtoken",
    "secret",
    "secretkey",
];

/// What lists under the name of a secret are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lists {
    /// Secrets themselves.
    Secrets,
    /// What is wrong with a value that somebody sent (status 422).
    Messages,
}

/// How far the name of a field makes a secret of what it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Naming {
    /// Not at all.
    Open,
    /// A text, a number, or a list of them. An object is the record of a token, and says itself what in it is secret.
    Bare,
    /// Everything below.
    Whole,
}

/// A part of an answer that is taken out.
struct Cut {
    range: Range<usize>,
    /// Whether it is a number, in the place of which a text has to stand.
    bare: bool,
}

/// The answer without its secrets. Linear in its length.
pub(crate) fn without_secrets(
    body: Zeroizing<Vec<u8>>,
    sent: &AccessToken,
    lists: Lists,
) -> Zeroizing<Vec<u8>> {
    let mut cuts = named(&body, lists);
    cuts.extend(repeated(&body, sent.expose_secret()));
    if cuts.is_empty() {
        return body;
    }
    cuts.sort_by_key(|cut| cut.range.start);
    let mut kept = Zeroizing::new(Vec::with_capacity(body.len() + cuts.len() * MARK.len()));
    let mut from = 0;
    for cut in cuts.iter().filter(|cut| !cut.range.is_empty()) {
        if cut.range.start >= from {
            kept.extend_from_slice(&body[from..cut.range.start]);
            let quote: &[u8] = if cut.bare { b"\"" } else { b"" };
            kept.extend_from_slice(&[quote, MARK.as_bytes(), quote].concat());
        }
        from = from.max(cut.range.end);
    }
    kept.extend_from_slice(&body[from..]);
    kept
}

/// The words without the token that was sent, for texts that are no whole answer.
pub(crate) fn without_token(words: &str, sent: &AccessToken) -> String {
    let token = sent.expose_secret();
    if token.len() < SHORTEST_TOKEN { words.to_owned() } else { words.replace(token, MARK) }
}

/// Whether a field of this name, however it is spelt, holds a secret.
pub(crate) fn is_secret(name: &str) -> bool {
    naming(name.as_bytes()) != Naming::Open
}

fn naming(name: &[u8]) -> Naming {
    let letters = unescaped(name);
    let letters: Vec<u8> = letters
        .iter()
        .filter(|byte| byte.is_ascii_alphanumeric())
        .map(u8::to_ascii_lowercase)
        .collect();
    let digits = letters.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let letters = &letters[..letters.len() - digits];
    let letters = letters.strip_suffix(b"s").unwrap_or(letters);
    match () {
        () if SECRETS.iter().any(|secret| letters.ends_with(secret.as_bytes())) => Naming::Whole,
        () if letters.ends_with(b"token") => Naming::Bare,
        () => Naming::Open,
    }
}

/// A name with its `\u0070` as letters; all other escapes are no letters anyway.
fn unescaped(name: &[u8]) -> Vec<u8> {
    let mut letters = Vec::with_capacity(name.len());
    let mut at = 0;
    while let Some(byte) = name.get(at) {
        let hex = name.get(at + 2..at + 6).filter(|_| *byte == b'\\' && name[at + 1] == b'u');
        let hex = hex.and_then(|hex| std::str::from_utf8(hex).ok());
        let code = hex.and_then(|hex| u8::try_from(u32::from_str_radix(hex, 16).ok()?).ok());
        letters.push(code.unwrap_or(*byte));
        at += if code.is_some() { 6 } else { 1 };
    }
    letters
}

/// Where the answer repeats the token.
fn repeated(body: &[u8], token: &str) -> Vec<Cut> {
    let token = token.as_bytes();
    if token.len() < SHORTEST_TOKEN {
        return Vec::new();
    }
    let cut = |at: usize| Cut { range: at..at + token.len(), bare: false };
    if let (Ok(body), Ok(token)) = (std::str::from_utf8(body), std::str::from_utf8(token)) {
        return body.match_indices(token).map(|(at, _)| cut(at)).collect();
    }
    // What is no text is searched in the slow way.
    let parts = body.windows(token.len()).enumerate();
    parts.filter(|(_, part)| *part == token).map(|(at, _)| cut(at)).collect()
}

/// Where the values of fields stand that are called like secrets.
///
/// Every quotation mark is tried as the beginning of a name, so that one too many in front does not put all others
/// out of step.
fn named(body: &[u8], lists: Lists) -> Vec<Cut> {
    let mut reader = Reader { body, cuts: Vec::new() };
    let mut at = 0;
    while let Some(quote) = reader.quote(at, body.len()) {
        at = quote + 1;
        let level = reader.level(quote);
        let near = body.len().min(at + MAX_NAME);
        let Some(end) = reader.closing(at, near, level) else { continue };
        let Some(value) = reader.value_after(end + 1) else { continue };
        at = end + 1;
        let naming = naming(&body[quote + 1..end]);
        if naming != Naming::Open {
            at = reader.take_out(value, level, naming, lists);
        }
    }
    reader.cuts
}

struct Reader<'a> {
    body: &'a [u8],
    cuts: Vec<Cut>,
}

impl Reader<'_> {
    fn byte(&self, at: usize) -> u8 {
        self.body.get(at).copied().unwrap_or(0)
    }

    fn quote(&self, from: usize, to: usize) -> Option<usize> {
        let found = self.body.get(from..to)?.iter().position(|byte| *byte == b'"')?;
        Some(from + found)
    }

    /// In how many texts within each other a quotation mark stands: `"` in none, `\"` in one, `\\\"` in two. Each
    /// doubles the backslashes before and adds one.
    fn level(&self, quote: usize) -> u32 {
        let before = self.body[..quote].iter().rev().take_while(|byte| **byte == b'\\').count();
        before.trailing_ones()
    }

    /// The quotation mark that ends a text of a level; one of a lower level ends the text around it, and with it this
    /// one.
    fn closing(&self, from: usize, to: usize, level: u32) -> Option<usize> {
        let mut at = from;
        while let Some(quote) = self.quote(at, to) {
            if self.level(quote) <= level {
                return Some(quote);
            }
            at = quote + 1;
        }
        None
    }

    fn skip_spaces(&self, from: usize) -> usize {
        let spaces = self.body.iter().skip(from).take_while(|byte| byte.is_ascii_whitespace());
        from + spaces.count()
    }

    /// Where the value begins, if a colon follows.
    fn value_after(&self, from: usize) -> Option<usize> {
        let colon = self.skip_spaces(from);
        (self.byte(colon) == b':').then(|| self.skip_spaces(colon + 1))
    }

    /// Takes a value out and says where to go on.
    fn take_out(&mut self, value: usize, level: u32, naming: Naming, lists: Lists) -> usize {
        match self.byte(value) {
            b'[' if lists == Lists::Messages => value,
            b'{' if naming == Naming::Bare => value,
            b'[' | b'{' => self.take_all_out(value, level, naming),
            _ => self.take_one_out(value, level),
        }
    }

    /// Takes out a text or a number.
    fn take_one_out(&mut self, value: usize, level: u32) -> usize {
        let quote = value + escapes(level);
        if self.byte(quote) == b'"' && self.level(quote) == level {
            let (end, inside) = match self.closing(quote + 1, self.body.len(), level) {
                Some(end) => (end, end - escapes(self.level(end))),
                None => (self.body.len(), self.body.len()),
            };
            self.cuts.push(Cut { range: quote + 1..inside, bare: false });
            return end + 1;
        }
        let is_part = |byte: &&u8| byte.is_ascii_digit() || b"+-.eE".contains(*byte);
        let length = self.body.iter().skip(value).take_while(is_part).count();
        if length >= SHORTEST_NUMBER {
            self.cuts.push(Cut { range: value..value + length, bare: level == 0 });
        }
        value + length
    }

    /// Takes out all texts and numbers of a list or an object.
    fn take_all_out(&mut self, from: usize, level: u32, naming: Naming) -> usize {
        let mut depth = 0_usize;
        let mut at = from;
        while at < self.body.len() {
            match self.body[at] {
                b'{' if naming == Naming::Bare => return at,
                b'[' | b'{' => depth += 1,
                b']' | b'}' if depth <= 1 => return at + 1,
                b']' | b'}' => depth -= 1,
                b'"' if self.level(at) < level => return at,
                b'"' if self.level(at) == level => {
                    at = self.take_text_out(at, level);
                    continue;
                }
                b'-' | b'0'..=b'9' => {
                    at = self.take_one_out(at, level).max(at + 1);
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
        at
    }

    /// Takes out a text within a list or an object, unless it is the name of a field.
    fn take_text_out(&mut self, quote: usize, level: u32) -> usize {
        let end = self.closing(quote + 1, self.body.len(), level).unwrap_or(self.body.len());
        if self.value_after(end + 1).is_some() {
            return end + 1;
        }
        self.take_one_out(quote - escapes(level), level)
    }
}

/// How many backslashes belong to a quotation mark of a level.
fn escapes(level: u32) -> usize {
    (1_usize << level) - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "eyJ0eXAi.eyJzdWIi.c2lnbmF0dXJl";

    fn shown_as(body: &str, lists: Lists) -> String {
        let body = Zeroizing::new(body.as_bytes().to_vec());
        let kept = without_secrets(body, &AccessToken::new(TOKEN.into()), lists);
        String::from_utf8(kept.to_vec()).unwrap()
    }

    fn shown(body: &str) -> String {
        shown_as(body, Lists::Secrets)
    }

    #[test]
    fn fields_are_known_as_secrets_by_their_name() {
        for (name, secret) in [
            ("remember_token", true),
            ("password", true),
            ("PASSWORD", true),
            ("USR_PASSWORD", true),
            ("password_confirmation", true),
            ("Passwords", true),
            ("password2", true),
            ("client_secret", true),
            ("clientSecret", true),
            ("two_factor_secret", true),
            ("access_token", true),
            ("accessToken", true),
            ("refresh-token", true),
            ("plainTextToken", true),
            ("token", true),
            ("tokens", true),
            ("x-api-key", true),
            ("private key", true),
            ("p\\u0061ssword", true),
            ("p\\u00", false),
            ("\\u0070wd", true),
            ("password_changed_at", false),
            ("token_id", false),
            ("process_request_token_id", false),
            ("tokenizer", false),
            ("secretary", false),
            ("key", false),
            ("name", false),
            ("", false),
        ] {
            assert_eq!(is_secret(name), secret, "{name}");
        }
    }

    #[test]
    fn values_of_secrets_are_taken_out_and_nothing_else() {
        for (body, kept) in [
            (
                r#"{"id":2,"remember_token":"canary","x":1}"#,
                r#"{"id":2,"remember_token":"******","x":1}"#,
            ),
            (r#"{ "password" : "can\"ary\\" , "x":"y"}"#, r#"{ "password" : "******" , "x":"y"}"#),
            (
                r#"{"password":"","secret":null,"token":true}"#,
                r#"{"password":"","secret":null,"token":true}"#,
            ),
            (r#"{"password":123456,"x":1}"#, r#"{"password":"******","x":1}"#),
            (r#"{"password":-1.5e+9}"#, r#"{"password":"******"}"#),
            (r#"{"force_change_password":1}"#, r#"{"force_change_password":1}"#),
            (
                r#"{"secrets":["a",["b",1234],{"x":"c"}],"y":"d"}"#,
                r#"{"secrets":["******",["******","******"],{"x":"******"}],"y":"d"}"#,
            ),
            (
                r#"{"tokens":["abc",{"id":"7","access_token":"d"}]}"#,
                r#"{"tokens":["******",{"id":"7","access_token":"******"}]}"#,
            ),
            (
                r#"{"token":{"id":"7","name":"Postman"}}"#,
                r#"{"token":{"id":"7","name":"Postman"}}"#,
            ),
            (
                r#"{"credentials":{"user":"maria","key":"abc"}}"#,
                r#"{"credentials":{"user":"******","key":"******"}}"#,
            ),
            (r#"["password","canary"]"#, r#"["password","canary"]"#),
            (r#"{"a":"password","b":":"}"#, r#"{"a":"password","b":":"}"#),
            ("", ""),
        ] {
            assert_eq!(shown(body), kept, "{body}");
        }
    }

    #[test]
    fn json_inside_of_a_text_is_searched_too() {
        for (body, kept) in [
            (
                r#"{"ui":"{\"password\":\"canary\",\"a\":\"b\"}"}"#,
                r#"{"ui":"{\"password\":\"******\",\"a\":\"b\"}"}"#,
            ),
            (
                r#"{"a":"{\"b\":\"{\\\"secret\\\":\\\"canary\\\"}\"}","c":"d"}"#,
                r#"{"a":"{\"b\":\"{\\\"secret\\\":\\\"******\\\"}\"}","c":"d"}"#,
            ),
            (r#"{"a":"{\"password\":12345}"}"#, r#"{"a":"{\"password\":******}"}"#),
            (
                r#"{"a":"{\"password\":\"canary","b":"c"}"#,
                r#"{"a":"{\"password\":\"******","b":"c"}"#,
            ),
            (
                r#"{"a":"{\"password\":[\"canary\",\"x\"","b":"c"}"#,
                r#"{"a":"{\"password\":[\"******\",\"******\"","b":"c"}"#,
            ),
            (r#"{"a":"{\"password\":\"\"}","b":"c"}"#, r#"{"a":"{\"password\":\"\"}","b":"c"}"#),
        ] {
            assert_eq!(shown(body), kept, "{body}");
        }
    }

    #[test]
    fn what_is_no_whole_json_hides_its_secrets_as_well() {
        for (body, kept) in [
            (
                "<br/>\"Warning\n{\"password\":\"canary\"}",
                "<br/>\"Warning\n{\"password\":\"******\"}",
            ),
            ("{\"password\":\"can", "{\"password\":\"******"),
            ("{\"password\":[\"can", "{\"password\":[\"******"),
            ("{\"password\":", "{\"password\":"),
            ("{\"password\"", "{\"password\""),
            ("{\"password", "{\"password"),
            ("{\"password\":\\", "{\"password\":\\"),
            ("\"\"password\":\"canary\"", "\"\"password\":\"******\""),
            ("\"password\":[\\\"odd\", 1234]", "\"password\":[\\\"odd\"******"),
        ] {
            assert_eq!(shown(body), kept, "{body}");
        }
    }

    #[test]
    fn the_token_that_was_sent_is_taken_out_wherever_it_stands() {
        for body in
            ["{\"a\":\"{}\"}", "Bearer {}.", "{}{}", "{\"password\":\"x{}y\"}", "{\"{}\":1}"]
        {
            let kept = shown(&body.replace("{}", TOKEN));
            assert!(!kept.contains("eyJ") && kept.contains(MARK), "{kept}");
        }
        let token = AccessToken::new("short".into());
        assert_eq!(without_token("a short one", &token), "a short one");
        assert_eq!(
            without_token(&format!("?t={TOKEN}&"), &AccessToken::new(TOKEN.into())),
            "?t=******&"
        );
        let body = Zeroizing::new(b"a short one".to_vec());
        assert_eq!(*without_secrets(body, &token, Lists::Secrets), b"a short one");
    }

    #[test]
    fn what_is_wrong_with_a_password_may_be_read() {
        let refused = r#"{"errors":{"password":["Too short."],"token":"canary"}}"#;
        let kept = r#"{"errors":{"password":["Too short."],"token":"******"}}"#;
        assert_eq!(shown_as(refused, Lists::Messages), kept);
    }

    #[test]
    fn what_was_json_still_is() {
        let body = r#"{"a":[{"password":"x","n":{"secret":[1000,{"b":null}]}}],"token":-12.5,"e":"{\"jwt\":\"y\"}"}"#;
        let kept: serde_json::Value = serde_json::from_str(&shown(body)).unwrap();
        assert_eq!(kept["token"], MARK);
        assert_eq!(kept["a"][0]["n"]["secret"][0], MARK);
        assert_eq!(kept["e"], "{\"jwt\":\"******\"}");
    }
}
