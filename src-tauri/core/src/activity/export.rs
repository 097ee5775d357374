//! The record as a file for somebody else.

use std::io::{self, Write};
use std::ops::ControlFlow;

use serde::Serialize;
use serde::ser::{Error as _, SerializeSeq as _, Serializer};
use time::format_description::well_known::Rfc3339;

use super::file::SavedActivity;
use super::name::calendar;
use super::search::Query;
use super::{Event, What};
use crate::clock::Timestamp;
use crate::connection::ConnectionId;

/// An event with its time as people write it.
#[derive(Serialize)]
struct Exported<'a> {
    #[serde(serialize_with = "rfc_3339")]
    at: Timestamp,
    connection: ConnectionId,
    #[serde(flatten)]
    what: &'a What,
}

impl SavedActivity {
    /// Writes everything that is found as a JSON array, the newest first, with times in UTC (RFC 3339). Blocks on the
    /// disk. `now` is the wall clock.
    ///
    /// # Errors
    /// When the record cannot be read, or `to` does not take it.
    pub fn export(&self, query: &Query, now: Timestamp, to: impl Write) -> io::Result<()> {
        let mut to = io::BufWriter::new(to);
        let mut json = serde_json::Serializer::pretty(&mut to);
        let mut array = json.serialize_seq(None)?;
        self.each(query, None, now, |Event { at, connection, what }, _| {
            array.serialize_element(&Exported { at, connection, what: &what })?;
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
    format!("latchkey-activity-{}", calendar(now).date())
}

fn rfc_3339<S: Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    let text = calendar(*at).format(&Rfc3339).map_err(S::Error::custom)?;
    serializer.serialize_str(&text)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::activity::{By, KEPT};

    const NOW: Timestamp = Timestamp::from_millis(1_795_307_008_250);

    fn exported(saved: &SavedActivity, query: &Query) -> String {
        let mut bytes = Vec::new();
        saved.export(query, NOW, &mut bytes).unwrap();
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
        assert_eq!(exported(&saved, &all), "[]\n");
        let signed_in = What::SignedIn { who: Some("jdoe".into()), by: By::Loopback };
        let event = |at, connection, what| Event { at, connection, what };
        let old = NOW.before(KEPT).before(std::time::Duration::from_millis(1));
        saved.append(&[event(old, one, What::AnswerLost)], old).unwrap();
        let earlier = Timestamp::from_millis(1_795_307_008_000);
        let events = [event(earlier, one, signed_in), event(NOW, two, What::SignInGivenUp)];
        saved.append(&events, NOW).unwrap();
        let text = exported(&saved, &all);
        assert!(text.starts_with("[\n  {\n    \"at\": \"2026-11-22T"), "{text}");
        let last = json!({"at":"2026-11-22T00:23:28.25Z","connection":two,"what":"signInGivenUp"});
        let first = json!({
            "at": "2026-11-22T00:23:28Z", "connection": one,
            "what": "signedIn", "who": "jdoe", "by": "loopback",
        });
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), json!([last, first]));
        let of = |query| serde_json::from_str::<Value>(&exported(&saved, &query)).unwrap();
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
        assert!(saved.export(&query, NOW, &mut small[..]).is_err(), "the last byte has no room");
    }
}
