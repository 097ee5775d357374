//! Connections that go to others, and those that come from them.

use tracing::info;

use super::Desk;
use super::message::{CommandError, Reply, answer};
use crate::activity::What;
use crate::connection::{Connection, ConnectionId};
use crate::session::{Secret, Session};
use crate::share::document::{self, Standing};
use crate::share::link::{self, Offer};
use crate::shell::Shell;

/// What can be asked about sharing.
pub(crate) enum SharingMessage {
    Export { reply: Reply<String> },
    Preview { text: String, reply: Reply<Vec<Standing>> },
    Import { text: String, places: Vec<usize>, reply: Reply<Vec<ConnectionId>> },
    CopyLink { id: ConnectionId, reply: Reply<()> },
    Offer(Offer),
    CloseOffer,
}

impl<S: Shell> Desk<S> {
    pub(super) fn take_sharing(&mut self, message: SharingMessage) {
        match message {
            SharingMessage::Export { reply } => {
                answer(reply, Ok(document::write(self.connections())));
            }
            SharingMessage::Preview { text, reply } => answer(reply, self.preview(&text)),
            SharingMessage::Import { text, places, reply } => {
                answer(reply, self.import(&text, &places));
            }
            SharingMessage::CopyLink { id, reply } => match self.roster.get(id) {
                Some(session) => {
                    let link = link::write(&self.rim.product, session.connection());
                    self.copy_text(link, reply);
                }
                None => answer(reply, Err(CommandError::UnknownConnection)),
            },
            SharingMessage::Offer(offer) => {
                self.changed |= self.offer.as_ref() != Some(&offer);
                self.offer = Some(offer);
            }
            SharingMessage::CloseOffer => self.changed |= self.offer.take().is_some(),
        }
    }

    fn preview(&self, text: &str) -> Result<Vec<Standing>, CommandError> {
        Ok(document::read(text, self.connections())?)
    }

    /// Adds what stands at some places of a file; what is here already is not added again.
    fn import(&mut self, text: &str, places: &[usize]) -> Result<Vec<ConnectionId>, CommandError> {
        let mut added = Vec::new();
        for (place, standing) in self.preview(text)?.into_iter().enumerate() {
            let Standing::New(draft) = standing else { continue };
            if !places.contains(&place) {
                continue;
            }
            let connection = draft.check(ConnectionId::random())?;
            added.push(connection.id);
            self.take_in(connection, Secret::Missing);
        }
        if !added.is_empty() {
            self.save_list();
        }
        info!(count = added.len(), "imported");
        Ok(added)
    }

    /// Takes in a connection that is new here, as the last one.
    pub(super) fn take_in(&mut self, connection: Connection, secret: Secret) {
        let (id, name) = (connection.id, connection.name.as_str().into());
        let mut session = Session::added(connection, self.rim.steady);
        session.client_secret_is(secret);
        self.roster.push(session);
        self.note(id, What::ConnectionAdded { name });
        self.changed = true;
    }

    fn connections(&self) -> impl Iterator<Item = &Connection> {
        self.roster.iter().map(Session::connection)
    }
}
