//! A record as it is written: one line of ASCII, versioned.
//!
//! ASCII, because one store keeps text only and another counts two bytes for every character of text.

use secrecy::ExposeSecret;
use serde::Deserialize;
use zeroize::Zeroizing;

use super::{Record, Standing};
use crate::clock::{BootId, BootMoment, Timestamp};
use crate::connection::{ClientId, ServerId};
use crate::identity::Identity;
use crate::token::{AccessToken, Claims, Lifetime, RefreshToken, TokenSet};

/// The form written here; a record of a later one is left alone.
const VERSION: u32 = 1;

/// What Windows takes for an entry, in bytes; the other systems take more.
pub const WINDOWS_LIMIT: usize = 2_560;

/// The largest record kept in one piece. Windows takes [`WINDOWS_LIMIT`]; the rest is room for the store's
/// own additions. Above, the access token moves to an entry of its own.
pub const MAX_PIECE: usize = 2_400;

/// By how much the next pair's record may be longer: ids and times that gain a digit. A record that is written to
/// prove that the keyring takes it is this much longer than it need be.
const GROWTH: usize = 64;

/// A record in the form in which it is written.
pub struct Encoded {
    /// The main entry.
    pub record: Zeroizing<String>,
    /// The access token's own entry, where both do not fit in one.
    pub access: Option<Zeroizing<String>>,
}

/// Why an entry is no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// Not one of this program's.
    Damaged,
    /// Written by a later version of this program.
    Newer,
}

/// The field names are short because every byte counts.
#[derive(Deserialize)]
struct Stored {
    v: u32,
    #[serde(default)]
    r#gen: u64,
    #[serde(default)]
    st: Option<Standing>,
    #[serde(default)]
    srv: Option<String>,
    #[serde(default)]
    cid: Option<ClientId>,
    #[serde(default)]
    at: Option<String>,
    #[serde(default)]
    rt: Option<String>,
    #[serde(default)]
    obt: Option<i64>,
    #[serde(default)]
    exp: Option<i64>,
    #[serde(default)]
    boot: Option<u64>,
    #[serde(default)]
    up: Option<i64>,
    #[serde(default)]
    out: Option<i64>,
    #[serde(default)]
    who: Option<Identity>,
}

impl Record {
    /// Writes the record down.
    #[must_use]
    pub fn encode(&self) -> Encoded {
        let access = self.tokens.access.expose_secret();
        let whole = self.write(Some(access));
        if whole.len() <= MAX_PIECE {
            return Encoded { record: whole, access: None };
        }
        let mut own = Line::begin(self.generation);
        own.text("at", access);
        Encoded { record: self.write(None), access: Some(own.end()) }
    }

    fn write(&self, access: Option<&str>) -> Zeroizing<String> {
        let mut line = Line::begin(self.generation);
        let standing = match self.standing {
            Standing::Active => "active",
            Standing::Refreshing => "refreshing",
            Standing::NeedsSignIn => "needs_sign_in",
            Standing::AnswerLost => "answer_lost",
        };
        line.text("st", standing);
        line.text("srv", self.server.as_str());
        line.text("cid", self.client.as_str());
        if let Some(access) = access {
            line.text("at", access);
        }
        if let Some(refresh) = &self.tokens.refresh {
            line.text("rt", refresh.expose_secret());
        }
        line.raw("obt", &self.tokens.lifetime.obtained_at.as_millis().to_string());
        if let Some(end) = self.tokens.lifetime.expires_at {
            line.raw("exp", &end.as_millis().to_string());
        }
        if let Some(born) = self.tokens.lifetime.born {
            line.raw("boot", &born.boot.as_number().to_string());
            line.raw("up", &born.millis.to_string());
        }
        if let Some(out) = self.copied_at {
            line.raw("out", &out.as_millis().to_string());
        }
        if let Some(who) = &self.who {
            line.raw("who", &serde_json::to_string(who).unwrap_or_else(|_| "null".to_owned()));
        }
        if self.standing == Standing::Refreshing {
            line.text("pad", &" ".repeat(GROWTH));
        }
        line.end()
    }

    /// Reads a record; `access` is the content of the access token's own entry, if there is one.
    ///
    /// An access token of another generation than the record's is left out: it is older, and the refresh token
    /// brings the next.
    ///
    /// # Errors
    /// When it is none, or a later version's.
    pub fn decode(record: &[u8], access: Option<&[u8]>) -> Result<Self, Unreadable> {
        let stored = read(record)?;
        let own = access.and_then(|bytes| read(bytes).ok()).filter(|own| own.r#gen == stored.r#gen);
        let server =
            stored.srv.as_deref().and_then(ServerId::from_segment).ok_or(Unreadable::Damaged)?;
        let client = stored.cid.ok_or(Unreadable::Damaged)?;
        let obtained_at = stored.obt.map(Timestamp::from_millis).ok_or(Unreadable::Damaged)?;
        let expires_at = stored.exp.map(Timestamp::from_millis);
        let token =
            stored.at.or_else(|| own.and_then(|own| own.at)).filter(|token| !token.is_empty());
        let refresh = stored.rt.filter(|token| !token.is_empty()).map(RefreshToken::new);
        if token.is_none() && refresh.is_none() {
            return Err(Unreadable::Damaged);
        }
        let born = stored
            .boot
            .zip(stored.up)
            .map(|(boot, millis)| BootMoment { boot: BootId::from_number(boot), millis });
        let missing = token.is_none();
        let access = AccessToken::new(token.unwrap_or_default());
        let lifetime = Lifetime {
            obtained_at,
            expires_at: if missing { Some(obtained_at) } else { expires_at },
            born,
        };
        Ok(Self {
            generation: stored.r#gen,
            standing: stored.st.unwrap_or(Standing::Active),
            server,
            client,
            tokens: TokenSet { claims: Claims::peek(&access), access, refresh, lifetime },
            who: stored.who,
            copied_at: stored.out.map(Timestamp::from_millis),
        })
    }
}

fn read(bytes: &[u8]) -> Result<Stored, Unreadable> {
    #[derive(Deserialize)]
    struct Version {
        v: u32,
    }
    let version: Version = serde_json::from_slice(bytes).map_err(|_| Unreadable::Damaged)?;
    if version.v > VERSION {
        return Err(Unreadable::Newer);
    }
    let stored: Stored = serde_json::from_slice(bytes).map_err(|_| Unreadable::Damaged)?;
    if stored.v == VERSION { Ok(stored) } else { Err(Unreadable::Damaged) }
}

/// Writes one JSON object in ASCII into a buffer that is wiped; a serialiser would leave copies of the secrets.
struct Line(Zeroizing<String>);

impl Line {
    fn begin(generation: u64) -> Self {
        let mut text = Zeroizing::new(String::with_capacity(2 * MAX_PIECE));
        text.push_str(&format!("{{\"v\":{VERSION},\"gen\":{generation}"));
        Self(text)
    }

    fn text(&mut self, name: &str, value: &str) {
        let quoted = Zeroizing::new(serde_json::Value::from(value).to_string());
        self.raw(name, &quoted);
    }

    /// Takes valid JSON; what is not ASCII can only stand inside its strings and is escaped there.
    fn raw(&mut self, name: &str, json: &str) {
        self.0.push_str(&format!(",\"{name}\":"));
        let mut units = [0; 2];
        for c in json.chars() {
            if c.is_ascii() {
                self.0.push(c);
            } else {
                for unit in c.encode_utf16(&mut units) {
                    self.0.push_str(&format!("\\u{unit:04x}"));
                }
            }
        }
    }

    fn end(mut self) -> Zeroizing<String> {
        self.0.push('}');
        self.0
    }
}

impl std::fmt::Debug for Encoded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Encoded([redacted])")
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::record;
    use super::*;

    #[test]
    fn a_record_of_real_size_is_one_piece_of_ascii() {
        let record = record(&"a".repeat(983));
        let encoded = record.encode();
        assert!(
            encoded.access.is_none()
                && encoded.record.len() <= MAX_PIECE
                && encoded.record.is_ascii()
        );
        assert_same(&Record::decode(encoded.record.as_bytes(), None).unwrap(), &record);
    }

    #[test]
    fn f13_the_proof_of_a_write_is_longer_than_what_follows() {
        let after = record(&"a".repeat(983));
        let proof = Record { standing: Standing::Refreshing, ..after.clone() };
        let room = proof.encode().record.len() - after.encode().record.len();
        assert!(room >= GROWTH && proof.encode().record.len() <= MAX_PIECE, "{room}");
        assert_same(&Record::decode(proof.encode().record.as_bytes(), None).unwrap(), &proof);
    }

    #[test]
    fn a_large_access_token_gets_an_entry_of_its_own() {
        let record = record(&"a".repeat(1_900));
        let encoded = record.encode();
        let access = encoded.access.unwrap();
        assert!(encoded.record.len() <= MAX_PIECE && access.len() <= MAX_PIECE);
        let back = Record::decode(encoded.record.as_bytes(), Some(access.as_bytes())).unwrap();
        assert_same(&back, &record);

        let stale = access.replace("\"gen\":7", "\"gen\":6");
        let back = Record::decode(encoded.record.as_bytes(), Some(stale.as_bytes())).unwrap();
        assert_eq!(
            back.tokens.access.expose_secret(),
            "",
            "an access token of an older pair is left out"
        );
        assert!(
            back.tokens.lifetime.is_over(back.tokens.lifetime.obtained_at),
            "and what is left has to be refreshed"
        );
    }

    #[test]
    fn every_standing_is_read_as_it_was_written() {
        for standing in
            [Standing::Active, Standing::Refreshing, Standing::NeedsSignIn, Standing::AnswerLost]
        {
            let record = Record { standing, ..record("a") };
            assert_same(&Record::decode(record.encode().record.as_bytes(), None).unwrap(), &record);
        }
    }

    #[test]
    fn either_token_alone_is_a_record_and_none_is_not() {
        let whole = record("a");
        let personal = Record {
            tokens: TokenSet { refresh: None, ..whole.tokens.clone() },
            who: None,
            copied_at: None,
            ..whole.clone()
        };
        let back = Record::decode(personal.encode().record.as_bytes(), None).unwrap();
        assert_same(&back, &personal);
        assert!(!back.tokens.lifetime.is_over(back.tokens.lifetime.obtained_at), "it is good");

        let spent = Record {
            tokens: TokenSet { access: AccessToken::new(String::new()), ..whole.tokens.clone() },
            ..whole
        };
        let back = Record::decode(spent.encode().record.as_bytes(), None).unwrap();
        assert!(back.tokens.refresh.is_some());
        assert!(back.tokens.lifetime.is_over(back.tokens.lifetime.obtained_at));

        let text = spent.encode().record;
        let nothing = text.replace("\"rt\":\"def", "\"rt\":\"\",\"x\":\"def");
        assert_eq!(Record::decode(nothing.as_bytes(), None).err(), Some(Unreadable::Damaged));
    }

    #[test]
    fn a_record_is_split_just_when_it_must_be() {
        let empty = record("").write(Some("")).len();
        let fits = MAX_PIECE - empty;
        assert!(record(&"a".repeat(fits)).encode().access.is_none());
        assert!(record(&"a".repeat(fits + 1)).encode().access.is_some());
    }

    #[test]
    fn what_is_written_is_not_printed() {
        let encoded = record("canary").encode();
        assert_eq!(format!("{encoded:?}"), "Encoded([redacted])");
    }

    #[test]
    fn f14_what_is_no_record_is_told_apart() {
        let good = record("a").encode().record;
        for (bytes, why) in [
            ("", Unreadable::Damaged),
            ("garbage", Unreadable::Damaged),
            ("{}", Unreadable::Damaged),
            ("{\"v\":0}", Unreadable::Damaged),
            ("{\"v\":1}", Unreadable::Damaged),
            ("{\"v\":2,\"something\":\"else\"}", Unreadable::Newer),
            (&good[..good.len() - 5], Unreadable::Damaged),
        ] {
            assert_eq!(Record::decode(bytes.as_bytes(), None).err(), Some(why), "{bytes}");
        }
    }

    fn assert_same(back: &Record, record: &Record) {
        assert_eq!(back.tokens.access.expose_secret(), record.tokens.access.expose_secret());
        let rt = |record: &Record| {
            record.tokens.refresh.as_ref().map(|token| token.expose_secret().to_owned())
        };
        assert_eq!(rt(back), rt(record));
        assert_eq!(
            (back.generation, back.standing, &back.who),
            (record.generation, record.standing, &record.who)
        );
        assert_eq!(
            (back.tokens.lifetime, back.copied_at),
            (record.tokens.lifetime, record.copied_at)
        );
        assert_eq!((&back.server, &back.client), (&record.server, &record.client));
    }
}
