//! The record as a file for somebody else.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::ControlFlow;

use serde::Serialize;
use serde::ser::{Error as _, SerializeSeq as _, Serializer};
use time::format_description::well_known::Rfc3339;

use super::file::SavedActivity;
use super::search::Query;
use super::{Event, What};
use crate::clock::Timestamp;
use crate::connection::ConnectionId;

/// An event with its time as people write it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Exported<'a> {
    #[serde(serialize_with = "rfc_3339")]
    at: Timestamp,
    connection: ConnectionId,
    /// As it is called today; of one that is gone, the event that removed it knows the name.
    connection_name: Option<&'a str>,
    #[serde(flatten)]
    what: &'a What,
}

/// What connections are called.
pub type Names = BTreeMap<ConnectionId, String>;

impl SavedActivity {
    /// Writes everything that is found as a JSON array, the newest first, with times in UTC (RFC 3339) and with the
    /// names that connections have today. Blocks on the disk. `now` is the wall clock.
    ///
    /// # Errors
    /// When the record cannot be read, or `to` does not take it.
    pub fn export(
        &self,
        query: &Query,
        names: &Names,
        now: Timestamp,
        to: impl Write,
    ) -> io::Result<()> {
        let mut to = io::BufWriter::new(to);
        let mut json = serde_json::Serializer::pretty(&mut to);
        let mut array = json.serialize_seq(None)?;
        self.each(query, None, now, |Event { at, connection, what }, _| {
            let connection_name = names.get(&connection).map(String::as_str);
            array.serialize_element(&Exported { at, connection, connection_name, what: &what })?;
            Ok(ControlFlow::Continue(()))
        })?;
        array.end()?;
        to.write_all(b"\n")?;
        to.flush()
    }
}

/// What a file of exported events is called, without its extension; the day is that of UTC. `now` is the wall clock.
#[must_use]
pub fn export_name(now: Timestamp) -> String {
    format!("latchkey-activity-{}", now.calendar().date())
}

fn rfc_3339<S: Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    let text = at.calendar().format(&Rfc3339).map_err(S::Error::custom)?;
    serializer.serialize_str(&text)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::activity::{By, KEPT};

    const NOW: Timestamp = Timestamp::from_millis(1_795_307_008_250);

    fn exported(saved: &SavedActivity, query: &Query, names: &Names) -> String {
        let mut bytes = Vec::new();
        saved.export(query, names, NOW, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_file_says_what_it_is_and_when() {
        assert_eq!(export_name(NOW), "latchkey-activity-2026-11-22");
    }

    #[test]
    fn everything_that_is_found_is_one_array() {
        let folder = tempfile::tempdir().unwrap();
        let saved = SavedActivity::in_folder(folder.path());
        let (one, two) = (ConnectionId::random(), ConnectionId::random());
        let query = Query::typed;
        let all = query(None, "");
        let names = Names::from([(one, "Acme".to_owned())]);
        assert_eq!(exported(&saved, &all, &names), "[]\n");
        let signed_in = What::SignedIn { who: Some("jdoe".into()), by: By::Loopback };
        let event = |at, connection, what| Event { at, connection, what };
        let old = NOW.before(KEPT).before(std::time::Duration::from_millis(1));
        saved.append(&[event(old, one, What::AnswerLost)], old).unwrap();
        let earlier = Timestamp::from_millis(1_795_307_008_000);
        let events = [event(earlier, one, signed_in), event(NOW, two, What::SignInGivenUp)];
        saved.append(&events, NOW).unwrap();
        let text = exported(&saved, &all, &names);
        assert!(text.starts_with("[\n  {\n    \"at\": \"2026-11-22T"), "{text}");
        let last = json!({
            "at": "2026-11-22T00:23:28.25Z", "connection": two, "connectionName": null,
            "what": "signInGivenUp",
        });
        let first = json!({
            "at": "2026-11-22T00:23:28Z", "connection": one, "connectionName": "Acme",
            "what": "signedIn", "who": "jdoe", "by": "loopback",
        });
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), json!([last, first]));
        let of = |query| serde_json::from_str::<Value>(&exported(&saved, &query, &names)).unwrap();
        assert_eq!(of(query(Some(one), "")), json!([first]));
        assert_eq!(of(query(None, "given up")), json!([last]));
        assert_eq!(of(query(Some(one), "given")), json!([]));
    }

    #[test]
    fn who_does_not_take_it_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let saved = SavedActivity::in_folder(folder.path());
        let query = Query::typed(None, "");
        let mut small = [0; 2];
        let taken = saved.export(&query, &Names::new(), NOW, &mut small[..]);
        assert!(taken.is_err(), "the last byte has no room");
    }
}
