//! Connections as a file that can be sent around: JSON, versioned, without secrets.
//!
//! A file is a stranger's input. Each of its connections is checked for itself, so that one that cannot be used keeps
//! nobody from the others.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::clock::Timestamp;
use crate::connection::{Connection, ConnectionId, Draft, DraftError, Method};
use crate::trouble::plain;

/// What a file of this kind calls itself.
const FORMAT: &str = "latchkey-connections";

/// The form written here; one of a later one is not guessed at.
const VERSION: u32 = 1;

/// The largest file looked at, in bytes: room for [`MAX_CONNECTIONS`] of the longest.
pub const MAX_SIZE: usize = 2 * 1024 * 1024;

/// The most connections in a file.
pub const MAX_CONNECTIONS: usize = 1_000;

/// Why a file cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// More than [`MAX_SIZE`].
    #[error("this file is too large; connections of Latchkey take a few kilobytes")]
    TooLarge,
    /// Not JSON; the reader's words say where it stopped.
    #[error("this is no JSON: {0}")]
    NotJson(String),
    /// JSON of something else.
    #[error("these are no connections of Latchkey; export them there and choose that file")]
    NotConnections,
    /// Written by a later Latchkey.
    #[error("a newer Latchkey wrote this file; update Latchkey to read it")]
    Newer,
    /// More than [`MAX_CONNECTIONS`].
    #[error("this file holds more than {MAX_CONNECTIONS} connections")]
    TooMany,
}

/// Why a connection of a file cannot be added.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// A part is missing, or is of another kind.
    #[error("this entry cannot be read: {0}")]
    Malformed(String),
    /// A part cannot be used.
    #[error(transparent)]
    Draft(#[from] DraftError),
}

/// How a connection of a file stands to those that are here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Nothing like it is here.
    New(Draft),
    /// This one is the same.
    Here(Draft, ConnectionId),
    /// The file has it further up.
    Repeated(Draft),
    /// It cannot be added.
    Refused {
        /// Its name in the file, harmless.
        name: String,
        /// Why not.
        error: EntryError,
    },
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Written {
    format: &'static str,
    version: u32,
    connections: Vec<Draft>,
}

#[derive(Deserialize)]
struct Read {
    format: String,
    version: u32,
    #[serde(default)]
    connections: Vec<Value>,
}

/// What a file is called that is written now, without its ending.
#[must_use]
pub fn file_name(now: Timestamp) -> String {
    format!("latchkey-connections-{}", now.calendar().date())
}

/// Connections as a file.
///
/// # Panics
/// Never: nothing in a connection is beyond JSON.
#[must_use]
pub fn write<'a>(connections: impl IntoIterator<Item = &'a Connection>) -> String {
    let connections = connections.into_iter().map(Draft::from).collect();
    let written = Written { format: FORMAT, version: VERSION, connections };
    let mut text = serde_json::to_string_pretty(&written).expect("plain data");
    text.push('\n');
    text
}

/// What a file brings, in its order, beside those that are here.
///
/// # Errors
/// When it is no file of connections.
pub fn read<'a>(
    text: &str,
    here: impl IntoIterator<Item = &'a Connection>,
) -> Result<Vec<Standing>, DocumentError> {
    let entries = entries(text)?;
    let here: HashMap<Identity, ConnectionId> =
        here.into_iter().map(|connection| (identity(&connection.into()), connection.id)).collect();
    let mut seen = HashSet::new();
    let standing = |entry| match check(entry) {
        Err((name, error)) => Standing::Refused { name, error },
        Ok(draft) if !seen.insert(identity(&draft)) => Standing::Repeated(draft),
        Ok(draft) => match here.get(&identity(&draft)) {
            Some(id) => Standing::Here(draft, *id),
            None => Standing::New(draft),
        },
    };
    Ok(entries.into_iter().map(standing).collect())
}

/// The entries of a file, each still to be checked.
pub(crate) fn entries(text: &str) -> Result<Vec<Value>, DocumentError> {
    if text.len() > MAX_SIZE {
        return Err(DocumentError::TooLarge);
    }
    // Editors of Windows put a mark before the first letter.
    let text = text.trim_start_matches('\u{feff}');
    let value: Value =
        serde_json::from_str(text).map_err(|error| DocumentError::NotJson(error.to_string()))?;
    let read: Read = serde_json::from_value(value).map_err(|_| DocumentError::NotConnections)?;
    if read.format != FORMAT {
        return Err(DocumentError::NotConnections);
    }
    if read.version > VERSION {
        return Err(DocumentError::Newer);
    }
    if read.connections.len() > MAX_CONNECTIONS {
        return Err(DocumentError::TooMany);
    }
    Ok(read.connections)
}

/// By what two connections are the same: name, address, way to sign in and client. The rest is looked up, or put
/// right, where it is used.
type Identity = (String, String, Method, String);

fn identity(draft: &Draft) -> Identity {
    (draft.name.clone(), draft.address.clone(), draft.method, draft.client_id.clone())
}

/// An entry in its normal form.
pub(crate) fn check(entry: Value) -> Result<Draft, (String, EntryError)> {
    let name = entry.get("name").and_then(Value::as_str).map(plain).unwrap_or_default();
    let refused = |error| (name.clone(), error);
    let mut draft: Draft = serde_json::from_value(entry)
        .map_err(|error| refused(EntryError::Malformed(plain(&error.to_string()))))?;
    draft.name.clone_from(&name);
    let connection = draft.check(ConnectionId::random()).map_err(|error| refused(error.into()))?;
    Ok(Draft::from(&connection))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection::{AddressError, Environment};
    use crate::instance::Generation;

    fn connection(name: &str) -> Connection {
        let draft = Draft {
            name: name.into(),
            address: "https://acme.example/workflow".into(),
            generation: Generation::Version3,
            environment: Environment::Test,
            method: Method::Browser,
            client_id: "7".into(),
            authority: None,
        };
        draft.check(ConnectionId::random()).unwrap()
    }

    fn file(entries: &str) -> String {
        format!(r#"{{"format":"latchkey-connections","version":1,"connections":[{entries}]}}"#)
    }

    fn only(entry: &str) -> Standing {
        let [standing] = <[Standing; 1]>::try_from(read(&file(entry), []).unwrap()).unwrap();
        standing
    }

    #[test]
    fn what_is_written_is_read() {
        let (one, two) = (connection("one"), connection("two"));
        let written = write([&one, &two]);
        assert_eq!(
            read(&written, []).unwrap(),
            [Standing::New(Draft::from(&one)), Standing::New(Draft::from(&two))]
        );
    }

    #[test]
    fn a_file_tells_nothing_but_what_a_person_fills_in() {
        let mut one = connection("one");
        one.way = Some(crate::connection::Way::Loopback);
        let written: Value = serde_json::from_str(&write([&one])).unwrap();
        assert_eq!(
            written,
            serde_json::json!({
                "format": "latchkey-connections",
                "version": 1,
                "connections": [{
                    "name": "one",
                    "address": "https://acme.example/workflow",
                    "generation": "version3",
                    "environment": "test",
                    "method": "browser",
                    "clientId": "7",
                }],
            })
        );
    }

    #[test]
    fn what_is_here_already_and_what_comes_twice_is_told_apart() {
        let (one, two) = (connection("one"), connection("two"));
        let found = read(&write([&one, &two, &two]), [&one]).unwrap();
        assert_eq!(
            found,
            [
                Standing::Here(Draft::from(&one), one.id),
                Standing::New(Draft::from(&two)),
                Standing::Repeated(Draft::from(&two)),
            ]
        );
    }

    #[test]
    fn what_was_learned_or_sorted_elsewhere_makes_no_other_connection() {
        let one = connection("one");
        let elsewhere = Connection {
            generation: Generation::Version4,
            environment: Environment::Development,
            ..one.clone()
        };
        let found = read(&write([&elsewhere]), [&one]).unwrap();
        assert_eq!(found, [Standing::Here(Draft::from(&elsewhere), one.id)]);
        let another = Connection { name: "another".into(), ..one.clone() };
        let found = read(&write([&another]), [&one]).unwrap();
        assert_eq!(found, [Standing::New(Draft::from(&another))], "somebody else's, say");
    }

    #[test]
    fn what_a_file_leaves_out_is_the_usual_and_the_most_careful() {
        let Standing::New(draft) = only(r#"{"address":"acme.example","clientId":"4"}"#) else {
            panic!("it can be added")
        };
        assert_eq!(
            draft,
            Draft {
                name: "acme.example".into(),
                address: "https://acme.example".into(),
                generation: Generation::Version4,
                environment: Environment::Production,
                method: Method::Browser,
                client_id: "4".into(),
                authority: None,
            }
        );
    }

    #[test]
    fn an_entry_that_cannot_be_used_is_named_and_keeps_nobody_from_the_others() {
        let entries = r#"{"name":"A\u202Ecme","address":"ftp://acme.example","clientId":"4"},
            {"name":"B","address":"b.example","clientId":"4","environment":"staging"},
            {"name":"C","address":"c.example"}, 7,
            {"name":"D","address":"d.example","clientId":"4","clientSecret":"s"}"#;
        let found = read(&file(entries), []).unwrap();
        let refused = |place: usize| {
            let Standing::Refused { name, error } = &found[place] else { panic!("{found:?}") };
            (name.as_str(), error.clone())
        };
        let scheme = EntryError::Draft(DraftError::Address(AddressError::Scheme));
        assert_eq!(refused(0), ("Acme", scheme));
        let (name, error) = refused(1);
        assert_eq!(name, "B");
        assert!(error.to_string().contains("`staging`"), "{error}");
        assert_eq!(refused(2), ("C", DraftError::ClientId.into()));
        assert!(matches!(refused(3), ("", EntryError::Malformed(_))));
        let Standing::New(draft) = &found[4] else {
            panic!("what is not asked for is passed over")
        };
        assert_eq!(draft.name, "D");
    }

    #[test]
    fn a_name_of_a_stranger_cannot_turn_the_text_around() {
        let entry = r#"{"name":" Ac\u202Eme\t1 ","address":"acme.example","clientId":"4"}"#;
        let Standing::New(draft) = only(entry) else { panic!("it can be added") };
        assert_eq!(draft.name, "Acme 1");
    }

    #[test]
    fn what_is_no_file_of_connections_says_so() {
        let error = |text: &str| read(text, []).unwrap_err();
        assert!(matches!(error("{"), DocumentError::NotJson(words) if words.contains("line 1")));
        for other in ["[]", "7", r#"{"connections":[]}"#, r#"{"format":"insomnia","version":1}"#] {
            assert_eq!(error(other), DocumentError::NotConnections, "{other}");
        }
        let newer = file("").replace(":1,", ":2,");
        assert_eq!(error(&newer), DocumentError::Newer);
        assert_eq!(error(&" ".repeat(MAX_SIZE + 1)), DocumentError::TooLarge);
        assert_eq!(
            error(&file(&vec!["{}"; MAX_CONNECTIONS + 1].join(","))),
            DocumentError::TooMany
        );
        assert_eq!(read(&file(&vec!["{}"; MAX_CONNECTIONS].join(",")), []).unwrap().len(), 1_000);
    }

    #[test]
    fn a_mark_before_the_first_letter_is_passed_over() {
        assert_eq!(read(&format!("\u{feff}{}", file("")), []), Ok(Vec::new()));
    }
}
