//! How the keeper is asked about requests.

use super::Keeper;
use crate::bench::answers::{AnswerGone, AnswerId, Answers};
use crate::bench::endpoints::Endpoints;
use crate::bench::request::Request;
use crate::connection::ConnectionId;
use crate::keeper::message::{CommandError, Message, Reply};
use crate::keeper::requests::{Answered, Remembered, RequestMessage, Wanted};

impl Keeper {
    /// Sends a request with a good access token, refreshing first if need be; one at a time for each connection.
    ///
    /// # Errors
    /// When there is no token, no answer came, it was stopped, or the person has to say that they mean it.
    pub async fn send(&self, id: ConnectionId, wanted: Wanted) -> Result<Answered, CommandError> {
        let wanted = Box::new(wanted);
        self.ask_bench(id, |reply| RequestMessage::Send { wanted, reply }).await
    }

    /// Stops the request that is under way, if there is one.
    pub async fn stop_request(&self, id: ConnectionId) {
        self.tell(Message::Requests { id, message: RequestMessage::Stop }).await;
    }

    /// What is remembered of a connection's requests.
    ///
    /// # Errors
    /// When the program ends.
    pub async fn remembered(&self, id: ConnectionId) -> Result<Remembered, CommandError> {
        self.ask_bench(id, RequestMessage::Remembered).await
    }

    /// Keeps a request under a name.
    ///
    /// # Errors
    /// When the name does not do, or there are too many.
    pub async fn keep_request(
        &self,
        id: ConnectionId,
        name: String,
        request: Request,
    ) -> Result<(), CommandError> {
        let request = Box::new(request);
        self.ask_bench(id, |reply| RequestMessage::Keep { name, request, reply }).await
    }

    /// Drops the favourite of a name.
    ///
    /// # Errors
    /// When the program ends.
    pub async fn drop_request(&self, id: ConnectionId, name: String) -> Result<(), CommandError> {
        self.ask_bench(id, |reply| RequestMessage::Drop { name, reply }).await
    }

    /// Forgets what was sent; favourites stay.
    ///
    /// # Errors
    /// When the program ends.
    pub async fn clear_history(&self, id: ConnectionId) -> Result<(), CommandError> {
        self.ask_bench(id, RequestMessage::ClearHistory).await
    }

    /// What a path can be completed from.
    ///
    /// # Errors
    /// When the connection is gone.
    pub async fn endpoints(&self, id: ConnectionId) -> Result<Endpoints, CommandError> {
        self.ask_bench(id, RequestMessage::Endpoints).await
    }

    /// The last answer of each connection.
    #[must_use]
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// Copies what a line of an answer stands for, or all of it.
    ///
    /// # Errors
    /// When the answer is gone, there is nothing to copy, or the clipboard does not take it.
    pub async fn copy_answer(
        &self,
        answer: AnswerId,
        line: Option<u32>,
    ) -> Result<(), CommandError> {
        let text = self.answers.look(answer, move |reading| reading.copy(line)).await?;
        let text = text.ok_or(AnswerGone)?;
        self.ask(|reply| Message::CopyText { text, reply }).await
    }

    async fn ask_bench<T>(
        &self,
        id: ConnectionId,
        message: impl FnOnce(Reply<T>) -> RequestMessage,
    ) -> Result<T, CommandError> {
        self.ask(|reply| Message::Requests { id, message: message(reply) }).await
    }
}
