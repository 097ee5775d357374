//! What is remembered of requests, and kept on disk as it changes.

use tracing::{info, warn};

use super::Sending;
use crate::activity::{Outcome, RequestPath, What};
use crate::bench::request::Request;
use crate::bench::saved::{Favourite, Kept, Past, Requests};
use crate::connection::ConnectionId;
use crate::keeper::Desk;
use crate::keeper::message::CommandError;
use crate::keeper::work::Finished;
use crate::shell::Shell;

/// What is remembered of the requests of one connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembered {
    /// What is kept under a name.
    pub favourites: Vec<Favourite>,
    /// What was sent, the oldest first.
    pub history: Vec<Past>,
}

impl Remembered {
    pub(super) fn of(requests: &Requests, id: ConnectionId) -> Self {
        Self {
            favourites: requests.favourites(id).to_vec(),
            history: requests.history(id).to_vec(),
        }
    }
}

impl<S: Shell> Desk<S> {
    pub(super) fn note_request(&mut self, id: ConnectionId, sending: &Sending, outcome: Outcome) {
        let (request, now) = (sending.request.clone(), self.now());
        let status = match outcome {
            Outcome::Status(status) => Some(status),
            Outcome::Trouble(_) | Outcome::Stopped => None,
        };
        info!(connection = %id, method = %request.method, status, "a request was sent");
        self.note(
            id,
            What::Requested {
                method: request.method.as_str().into(),
                path: RequestPath::from(request.path.clone()),
                outcome,
                took: u64::try_from(sending.began.until(now).as_millis()).unwrap_or(u64::MAX),
            },
        );
        if self.roster.get(id).is_some() {
            self.bench.requests.note(id, Past { at: self.rim.shell.now(), status, request });
            self.save_requests();
        }
    }

    pub(super) fn keep_request(
        &mut self,
        id: ConnectionId,
        name: &str,
        request: &Request,
    ) -> Result<(), CommandError> {
        let held = self.session(id)?.held();
        let request = Kept::of(request, held.map(|held| &held.tokens.access));
        self.bench.requests.keep(id, name, request)?;
        self.save_requests();
        Ok(())
    }

    /// Saves what is remembered; while one save is under way, the next waits for its end.
    pub(in crate::keeper) fn save_requests(&mut self) {
        if !self.bench.saving.begins() {
            return;
        }
        let (saved, requests) = (self.bench.saved.clone(), self.bench.requests.clone());
        self.tasks.spawn(async move {
            let written = tokio::task::spawn_blocking(move || saved.save(&requests)).await;
            if !matches!(written, Ok(Ok(()))) {
                warn!("the requests could not be saved");
            }
            Finished::RequestsSaved
        });
    }

    pub(in crate::keeper) fn requests_saved(&mut self) {
        if self.bench.saving.is_followed() {
            self.save_requests();
        }
    }
}
