//! How PHP writes things: JSON, queries, dates.

use std::io;

use serde::Serialize;
use serde_json::ser::{CharEscape, Formatter, PrettyFormatter, Serializer};

/// `json_encode($value)`: slashes and everything outside ASCII escaped.
pub(crate) fn json(value: &impl Serialize) -> Vec<u8> {
    let mut text = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut text, Escaping);
    value.serialize(&mut serializer).expect("bodies have text keys");
    text
}

/// `json_encode($value, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES)`.
pub(crate) fn indented_json(value: &impl Serialize) -> Vec<u8> {
    let mut text = Vec::new();
    let formatter = PrettyFormatter::with_indent(b"    ");
    let mut serializer = Serializer::with_formatter(&mut text, formatter);
    value.serialize(&mut serializer).expect("bodies have text keys");
    text
}

/// An associative array, which keeps the order in which it was filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Associative<K, V>(pub(crate) Vec<(K, V)>);

impl<K: Serialize, V: Serialize> Serialize for Associative<K, V> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        // What is plain goes out in one piece: answers may be megabytes.
        for (place, piece) in fragment.split('/').enumerate() {
            if place > 0 {
                writer.write_all(b"\\/")?;
            }
            match piece.is_ascii() {
                true => writer.write_all(piece.as_bytes())?,
                false => write_units(writer, piece)?,
            }
        }
        Ok(())
    }

    fn write_char_escape<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        escape: CharEscape,
    ) -> io::Result<()> {
        serde_json::ser::CompactFormatter.write_char_escape(writer, escape)
    }
}

/// Everything outside ASCII as `\u` and four digits.
fn write_units<W: ?Sized + io::Write>(writer: &mut W, text: &str) -> io::Result<()> {
    for character in text.chars() {
        match character {
            ' '..='~' => write!(writer, "{character}")?,
            _ => {
                for unit in character.encode_utf16(&mut [0; 2]) {
                    write!(writer, "\\u{unit:04x}")?;
                }
            }
        }
    }
    Ok(())
}

/// `urlencode($text)`, as `http_build_query` does: a space is a plus.
pub(crate) fn urlencode(text: &str) -> String {
    let encoded: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
    encoded.replace('*', "%2A")
}

/// `rawurlencode($text)`: a space is `%20`.
pub(crate) fn rawurlencode(text: &str) -> String {
    urlencode(text).replace('+', "%20").replace("%7E", "~")
}

/// `http_build_query($fields)`.
pub(crate) fn build_query(fields: &[(&str, &str)]) -> String {
    let pairs: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{}={}", urlencode(name), urlencode(value)))
        .collect();
    pairs.join("&")
}

/// `htmlspecialchars($text)`.
pub(crate) fn html(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#039;")
}

/// `YYYY-MM-DDTHH:MM:SS` of a time in seconds since 1970, in UTC.
pub(crate) fn datetime(seconds: i64) -> String {
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day) = civil(days);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
}

/// How Laravel writes a time, given in microseconds since 1970.
pub(crate) fn timestamp(micros: i64) -> String {
    format!("{}.000000Z", datetime(micros.div_euclid(1_000_000)))
}

/// Days since 1970 as year, month and day (Howard Hinnant's `civil_from_days`).
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_escapes_what_php_escapes() {
        let text = String::from_utf8(json(&"a/b \"é\" 𝄞\n")).unwrap();
        assert_eq!(text, r#""a\/b \"\u00e9\" \ud834\udd1e\n""#);
    }

    #[test]
    fn an_array_keeps_its_order() {
        let array = Associative(vec![("b", 1), ("a", 2)]);
        assert_eq!(json(&array), br#"{"b":1,"a":2}"#);
    }

    #[test]
    fn the_two_ways_to_encode_a_query() {
        assert_eq!(urlencode("a b+c/=&é~*"), "a+b%2Bc%2F%3D%26%C3%A9%7E%2A");
        assert_eq!(rawurlencode("a b+c/=&é~*"), "a%20b%2Bc%2F%3D%26%C3%A9~%2A");
    }

    #[test]
    fn dates() {
        assert_eq!(datetime(0), "1970-01-01T00:00:00");
        assert_eq!(datetime(1_795_307_008), "2026-11-22T00:23:28");
        assert_eq!(datetime(951_782_399), "2000-02-28T23:59:59");
        assert_eq!(datetime(951_782_400), "2000-02-29T00:00:00");
    }
}
