//! The last answer of each connection, for whoever shows it a few lines at a time.
//!
//! An answer may have ten megabytes and a window shows thirty lines of it: so it stays here, and the window asks for
//! what it shows. That happens many times a second and concerns no session, so it does not pass through the keeper.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::reading::Reading;
use crate::connection::ConnectionId;

/// How many bytes are kept of all connections together: three of the largest answers. With more, somebody who looks
/// around in a dozen instances would hold a gigabyte; the newest answer is kept whatever it takes.
const MAX_KEPT: usize = 192 * 1024 * 1024;

/// Which answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnswerId(u32);

/// The answer was replaced by a later one, or had to make room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this answer is no longer there; send the request again")]
pub struct AnswerGone;

/// All that are kept.
#[derive(Clone, Default)]
pub struct Answers(Arc<Mutex<Shelf>>);

#[derive(Default)]
struct Shelf {
    last: u32,
    /// The oldest first.
    kept: Vec<Kept>,
}

struct Kept {
    id: AnswerId,
    connection: ConnectionId,
    weight: usize,
    reading: Arc<Mutex<Reading>>,
}

impl AnswerId {
    /// As a number, by which a window names it.
    #[must_use]
    pub fn number(self) -> u32 {
        self.0
    }
}

impl From<u32> for AnswerId {
    fn from(number: u32) -> Self {
        Self(number)
    }
}

impl Answers {
    /// Keeps an answer in the place of the last one of its connection.
    pub(crate) fn keep(&self, connection: ConnectionId, reading: Reading) -> AnswerId {
        self.keep_up_to(MAX_KEPT, connection, reading)
    }

    fn keep_up_to(&self, most: usize, connection: ConnectionId, reading: Reading) -> AnswerId {
        let mut shelf = lock(&self.0);
        shelf.kept.retain(|kept| kept.connection != connection);
        shelf.last = shelf.last.wrapping_add(1);
        let (id, weight) = (AnswerId(shelf.last), reading.weight());
        let reading = Arc::new(Mutex::new(reading));
        shelf.kept.push(Kept { id, connection, weight, reading });
        let mut room = most;
        // From the newest on, as many as there is room for.
        let fit = shelf.kept.iter().rev().take_while(|kept| {
            let fits = kept.weight <= room;
            room = room.saturating_sub(kept.weight);
            fits || kept.id == id
        });
        let surplus = shelf.kept.len() - fit.count();
        shelf.kept.drain(..surplus);
        id
    }

    /// Drops the answer of a connection.
    pub(crate) fn forget(&self, connection: ConnectionId) {
        lock(&self.0).kept.retain(|kept| kept.connection != connection);
    }

    /// Looks at an answer, on a thread where that may take its time.
    ///
    /// # Errors
    /// When the answer is no longer there.
    pub async fn look<Found: Send + 'static>(
        &self,
        id: AnswerId,
        look: impl FnOnce(&mut Reading) -> Found + Send + 'static,
    ) -> Result<Found, AnswerGone> {
        let reading = {
            let shelf = lock(&self.0);
            let kept = shelf.kept.iter().find(|kept| kept.id == id);
            kept.map(|kept| Arc::clone(&kept.reading)).ok_or(AnswerGone)?
        };
        let looked = tokio::task::spawn_blocking(move || look(&mut lock(&reading)));
        looked.await.map_err(|_| AnswerGone)
    }
}

/// What somebody left in the middle of a change is as good as any other view of it.
fn lock<Value>(value: &Mutex<Value>) -> MutexGuard<'_, Value> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}

impl std::fmt::Debug for Answers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Answers({})", lock(&self.0).kept.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::document::Document;
    use crate::bench::send::tests::answer;

    fn reading(body: &str) -> Reading {
        Reading::of(Document::of(&answer(200, "application/json", body.as_bytes())))
    }

    async fn text(answers: &Answers, id: AnswerId) -> Result<Option<String>, AnswerGone> {
        answers.look(id, |reading| reading.copy(None)).await
    }

    #[tokio::test]
    async fn the_last_answer_of_each_connection_is_there() {
        let answers = Answers::default();
        let (one, two) = (ConnectionId::random(), ConnectionId::random());
        let first = answers.keep(one, reading("1"));
        let other = answers.keep(two, reading("2"));
        let second = answers.keep(one, reading("3"));
        assert_eq!(text(&answers, first).await, Err(AnswerGone));
        assert_eq!(text(&answers, other).await, Ok(Some("2".into())));
        assert_eq!(text(&answers, AnswerId::from(second.number())).await, Ok(Some("3".into())));
        answers.forget(one);
        assert_eq!(text(&answers, second).await, Err(AnswerGone));
        assert_eq!(text(&answers, other).await, Ok(Some("2".into())));
        assert_eq!(format!("{answers:?}"), "Answers(1)");
    }

    #[tokio::test]
    async fn older_answers_make_room_and_the_newest_is_always_kept() {
        let answers = Answers::default();
        let weight = reading("[1]").weight();
        let keep = |most| answers.keep_up_to(most, ConnectionId::random(), reading("[1]"));
        let all = [keep(2 * weight), keep(2 * weight), keep(2 * weight)];
        assert_eq!(text(&answers, all[0]).await, Err(AnswerGone));
        assert!(text(&answers, all[1]).await.is_ok() && text(&answers, all[2]).await.is_ok());
        let large = keep(1);
        assert!(text(&answers, large).await.is_ok());
        assert_eq!(text(&answers, all[2]).await, Err(AnswerGone));
    }

    #[tokio::test]
    async fn a_look_that_fails_is_not_the_last() {
        let answers = Answers::default();
        let id = answers.keep(ConnectionId::random(), reading("1"));
        let broken = answers.look(id, |_| panic!("a look breaks"));
        assert_eq!(broken.await, Err::<(), _>(AnswerGone));
        assert_eq!(text(&answers, id).await, Ok(Some("1".into())));
    }
}
