//! The deliberate second step before an administrator's token of a production instance leaves the program.
//!
//! Whoever finds such a token can do everything there, and it is copied by the same click as that of a test instance.
//! A question at every copy would be answered without being read, so that a yes counts for a while.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::connection::{Connection, ConnectionId, Environment};
use crate::identity::Identity;

/// How often the question is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ProductionGuard {
    /// At every copy.
    Always,
    /// At the first copy, and again an hour after the last yes.
    #[default]
    Hourly,
    /// The same with a day.
    Daily,
    /// Never.
    Off,
}

impl ProductionGuard {
    /// For how long a yes counts; `None` where nothing is asked.
    fn counts_for(self) -> Option<Duration> {
        match self {
            Self::Always => Some(Duration::ZERO),
            Self::Hourly => Some(Duration::from_secs(3600)),
            Self::Daily => Some(Duration::from_secs(24 * 3600)),
            Self::Off => None,
        }
    }
}

/// Whether a token is worth the question. One of somebody unknown may be an administrator's.
#[must_use]
pub fn is_powerful(connection: &Connection, who: Option<&Identity>) -> bool {
    connection.environment == Environment::Production && who.is_none_or(|who| who.administrator)
}

/// When a person last said yes, by connection. Kept in memory: a new start asks again.
#[derive(Debug, Default)]
pub struct Consents(BTreeMap<ConnectionId, Timestamp>);

impl Consents {
    /// Remembers a yes.
    pub fn note(&mut self, id: ConnectionId, now: Timestamp) {
        self.0.insert(id, now);
    }

    /// Whether the question has to be asked.
    #[must_use]
    pub fn is_missing(&self, id: ConnectionId, guard: ProductionGuard, now: Timestamp) -> bool {
        let Some(counts_for) = guard.counts_for() else { return false };
        self.0.get(&id).is_none_or(|said| said.after(counts_for) <= now)
    }

    /// Forgets a connection, or one that somebody else signed in to.
    pub fn forget(&mut self, id: ConnectionId) {
        self.0.remove(&id);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection::{Draft, Method};
    use crate::instance::Generation;

    const T0: Timestamp = Timestamp::from_millis(1_795_307_008_000);
    const MINUTE: Duration = Duration::from_secs(60);

    #[test]
    fn a_yes_counts_for_as_long_as_was_chosen() {
        let id = ConnectionId::random();
        let (hour, day) = (60 * MINUTE, 24 * 60 * MINUTE);
        for (guard, later, missing) in [
            (ProductionGuard::Always, Duration::ZERO, true),
            (ProductionGuard::Hourly, hour.saturating_sub(MINUTE), false),
            (ProductionGuard::Hourly, hour, true),
            (ProductionGuard::Daily, day.saturating_sub(MINUTE), false),
            (ProductionGuard::Daily, day, true),
            (ProductionGuard::Off, 30 * day, false),
        ] {
            let mut consents = Consents::default();
            consents.note(id, T0);
            assert_eq!(consents.is_missing(id, guard, T0.after(later)), missing, "{guard:?}");
            consents.forget(id);
            let asked = guard != ProductionGuard::Off;
            assert_eq!(consents.is_missing(id, guard, T0), asked, "{guard:?}, forgotten");
        }
    }

    #[test]
    fn a_yes_for_one_connection_is_none_for_another() {
        let mut consents = Consents::default();
        consents.note(ConnectionId::random(), T0);
        assert!(consents.is_missing(ConnectionId::random(), ProductionGuard::Hourly, T0));
    }

    #[test]
    fn only_what_can_do_everything_in_production_is_guarded() {
        let somebody = |administrator| Identity {
            id: "2".into(),
            user_name: "maria".into(),
            full_name: "Maria Silva".into(),
            email: None,
            administrator,
        };
        for (environment, who, guarded) in [
            (Environment::Production, Some(somebody(true)), true),
            (Environment::Production, None, true),
            (Environment::Production, Some(somebody(false)), false),
            (Environment::Test, Some(somebody(true)), false),
            (Environment::Development, None, false),
        ] {
            let draft = Draft {
                name: "Acme".into(),
                address: "acme.example".into(),
                environment,
                client_id: "4".into(),
                method: Method::Browser,
                generation: Generation::Version4,
                authority: None,
            };
            let connection = draft.check(ConnectionId::random()).unwrap();
            let story = format!("{environment:?} {who:?}");
            assert_eq!(is_powerful(&connection, who.as_ref()), guarded, "{story}");
        }
    }
}
