//! How the keeper is asked about connections that go to others, and those that come from them.

use super::Keeper;
use crate::connection::ConnectionId;
use crate::keeper::message::{CommandError, Message};
use crate::keeper::sharing::SharingMessage;
use crate::share::document::Standing;
use crate::share::link::Offer;

impl Keeper {
    /// The connections as a file, in the order of the list.
    ///
    /// # Errors
    /// When the keeper has ended.
    pub async fn export(&self) -> Result<String, CommandError> {
        self.ask(|reply| Message::Sharing(SharingMessage::Export { reply })).await
    }

    /// What a file would bring. Nothing is added by that.
    ///
    /// # Errors
    /// When it is no file of connections.
    pub async fn preview(&self, text: String) -> Result<Vec<Standing>, CommandError> {
        self.ask(|reply| Message::Sharing(SharingMessage::Preview { text, reply })).await
    }

    /// Adds what stands at some places of a file, counted from zero, and answers with what was added: what is here
    /// already is not added again. Client secrets are still to be given.
    ///
    /// # Errors
    /// When it is no file of connections.
    pub async fn import(
        &self,
        text: String,
        places: Vec<usize>,
    ) -> Result<Vec<ConnectionId>, CommandError> {
        self.ask(|reply| Message::Sharing(SharingMessage::Import { text, places, reply })).await
    }

    /// Puts the link that fills in the form like a connection on the clipboard.
    ///
    /// # Errors
    /// When the connection is gone, or the clipboard does not take it.
    pub async fn copy_connect_link(&self, id: ConnectionId) -> Result<(), CommandError> {
        self.ask(|reply| Message::Sharing(SharingMessage::CopyLink { id, reply })).await
    }

    /// Shows what a link would fill in; the last one counts.
    pub async fn offer(&self, offer: Offer) {
        self.tell(Message::Sharing(SharingMessage::Offer(offer))).await;
    }

    /// The person has seen what a link would fill in.
    pub async fn close_offer(&self) {
        self.tell(Message::Sharing(SharingMessage::CloseOffer)).await;
    }
}
