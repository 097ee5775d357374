//! How everybody else speaks to the keeper: a handle that can be cloned.

mod requests;
mod sharing;

use tokio::sync::{mpsc, oneshot};
use zeroize::Zeroizing;

use super::message::{Action, CommandError, Copied, Made, Message, Reply, Revoked, Wish};
use crate::authority::Authority;
use crate::bench::answers::Answers;
use crate::bench::request::Request;
use crate::connection::{ConnectionId, Draft};
use crate::copy_as::Form;
use crate::doctor::Surroundings;
use crate::instance::Instance;
use crate::oauth::redirect::registration;
use crate::personal_tokens::PersonalToken;
use crate::product::Product;
use crate::settings::Settings;
use crate::shell::{Reception, Summons};
use crate::token::{ClientSecret, Inspection, Password, ProxyPassword};
use crate::zoom::ZoomChange;

/// Asks the keeper.
#[derive(Debug, Clone)]
pub struct Keeper {
    messages: mpsc::Sender<Message>,
    product: Product,
    answers: Answers,
}

impl Keeper {
    pub(super) fn new(messages: mpsc::Sender<Message>, product: Product, answers: Answers) -> Self {
        Self { messages, product, answers }
    }

    /// Has the present state published once more.
    pub async fn publish(&self) {
        self.tell(Message::Publish).await;
    }

    /// Adds a connection.
    ///
    /// # Errors
    /// When a field cannot be used.
    pub async fn add(
        &self,
        draft: Draft,
        secret: Option<ClientSecret>,
    ) -> Result<ConnectionId, CommandError> {
        self.ask(|reply| Message::Add { draft, secret, reply }).await
    }

    /// Changes a connection; without a secret the saved one stays.
    ///
    /// # Errors
    /// When a field cannot be used, or tokens would be lost.
    pub async fn edit(
        &self,
        id: ConnectionId,
        draft: Draft,
        secret: Option<ClientSecret>,
    ) -> Result<(), CommandError> {
        self.ask(|reply| Message::Edit { id, draft, secret, reply }).await
    }

    /// Has something done for a connection; what comes of it is published.
    ///
    /// # Errors
    /// When it cannot be done now.
    pub async fn act(&self, id: ConnectionId, action: Action) -> Result<(), CommandError> {
        self.ask(|reply| Message::Ask { id, action, reply }).await
    }

    /// Puts a good access token on the clipboard, refreshing first if need be.
    ///
    /// # Errors
    /// When there is none to be had.
    pub async fn copy(&self, id: ConnectionId) -> Result<Copied, CommandError> {
        self.copy_as(id, Wish::TOKEN).await
    }

    /// The same in another form, or on purpose.
    ///
    /// # Errors
    /// When there is none to be had, or the person has to say that they mean it.
    pub async fn copy_as(&self, id: ConnectionId, wish: Wish) -> Result<Copied, CommandError> {
        self.ask(|reply| Message::Copy { id, wish, reply }).await
    }

    /// Puts a form on the clipboard that says where the token comes from and has none in it.
    ///
    /// # Errors
    /// When nothing would be left of the form.
    pub async fn copy_template(
        &self,
        id: ConnectionId,
        form: Form,
        request: Option<Request>,
    ) -> Result<(), CommandError> {
        self.ask(|reply| Message::CopyTemplate { id, form, request, reply }).await
    }

    /// Puts the address of the sign-in that waits on the clipboard.
    ///
    /// # Errors
    /// When none waits.
    pub async fn copy_link(&self, id: ConnectionId) -> Result<(), CommandError> {
        self.ask(|reply| Message::CopyLink { id, reply }).await
    }

    /// Puts the string to register for a server on the clipboard.
    ///
    /// # Errors
    /// When the clipboard does not take it.
    pub async fn copy_registration(&self, instance: &Instance) -> Result<(), CommandError> {
        self.copy_text(self.registration(instance)).await
    }

    /// Puts something harmless on the clipboard.
    ///
    /// # Errors
    /// When the clipboard does not take it.
    pub async fn copy_text(&self, text: String) -> Result<(), CommandError> {
        self.ask(|reply| Message::CopyText { text, reply }).await
    }

    /// What the program calls itself.
    #[must_use]
    pub fn product(&self) -> &Product {
        &self.product
    }

    /// The string to register for a server.
    #[must_use]
    pub fn registration(&self, instance: &Instance) -> String {
        registration(&self.product, instance)
    }

    /// Takes an address that the person copied out of the browser.
    ///
    /// # Errors
    /// When it is not the answer that the sign-in waits for.
    pub async fn paste(&self, id: ConnectionId, text: String) -> Result<(), CommandError> {
        self.ask(|reply| Message::Paste { id, text, reply }).await
    }

    /// Signs in with a password, which is sent once and then forgotten.
    ///
    /// # Errors
    /// When it cannot be done now, or something is missing.
    pub async fn sign_in_with_password(
        &self,
        id: ConnectionId,
        user_name: String,
        password: Password,
    ) -> Result<(), CommandError> {
        self.ask(|reply| Message::Password { id, user_name, password, reply }).await
    }

    /// Takes a personal access token, once the API has said whose it is.
    ///
    /// # Errors
    /// When it is none, or cannot be used now.
    pub async fn use_personal_token(
        &self,
        id: ConnectionId,
        pasted: Zeroizing<String>,
    ) -> Result<(), CommandError> {
        self.ask(|reply| Message::PersonalToken { id, pasted, reply }).await
    }

    /// The personal access tokens of whoever is signed in.
    ///
    /// # Errors
    /// When nobody is, or ProcessMaker does not say.
    pub async fn personal_tokens(
        &self,
        id: ConnectionId,
    ) -> Result<Vec<PersonalToken>, CommandError> {
        self.ask(|reply| Message::PersonalTokens { id, reply }).await
    }

    /// Makes a personal access token, and says which connection it became, if any; its value is shown to nobody.
    ///
    /// # Errors
    /// When nobody is signed in, the name does not do, or ProcessMaker makes none.
    pub async fn create_personal_token(
        &self,
        id: ConnectionId,
        name: String,
        then: Made,
    ) -> Result<Option<ConnectionId>, CommandError> {
        self.ask(|reply| Message::CreatePersonalToken { id, name, then, reply }).await
    }

    /// Revokes a personal access token.
    ///
    /// # Errors
    /// When nobody is signed in, or it may still be good.
    pub async fn revoke_personal_token(
        &self,
        id: ConnectionId,
        token: Revoked,
    ) -> Result<(), CommandError> {
        self.ask(|reply| Message::RevokePersonalToken { id, token, reply }).await
    }

    /// Asks the server whether it still takes the token; what it says is published.
    ///
    /// # Errors
    /// When there is no token whose time is not over, or it is being replaced.
    pub async fn check_token(&self, id: ConnectionId) -> Result<(), CommandError> {
        self.ask(|reply| Message::CheckToken { id, reply }).await
    }

    /// What the token says about itself, and how large everything is.
    ///
    /// # Errors
    /// When there is none.
    pub async fn inspect_token(&self, id: ConnectionId) -> Result<Inspection, CommandError> {
        self.ask(|reply| Message::InspectToken { id, reply }).await
    }

    /// Takes a deep link that the system brought.
    pub async fn deep_link(&self, address: String) -> Reception {
        let (reply, reception) = oneshot::channel();
        self.tell(Message::DeepLink { address, reply }).await;
        reception.await.unwrap_or(Reception::Refused)
    }

    /// Puts a connection before another in the list, or to its end.
    ///
    /// # Errors
    /// When one of them is gone.
    pub async fn put_before(
        &self,
        id: ConnectionId,
        before: Option<ConnectionId>,
    ) -> Result<(), CommandError> {
        self.ask(|reply| Message::Move { id, before, reply }).await
    }

    /// Has the window show something, once there is one.
    pub async fn summon(&self, summons: Summons) {
        self.tell(Message::Summon(Some(summons))).await;
    }

    /// The window shows it.
    pub async fn heed_summons(&self) {
        self.tell(Message::Summon(None)).await;
    }

    /// Changes the settings.
    ///
    /// # Errors
    /// When the proxy cannot be used; nothing is changed then.
    pub async fn change(&self, settings: Settings) -> Result<(), CommandError> {
        self.ask(|reply| Message::Change { settings, reply }).await
    }

    /// Keeps the password of the user whom the settings name for the proxy.
    ///
    /// # Errors
    /// When they name none, or when only memory holds it.
    pub async fn keep_proxy_password(&self, password: ProxyPassword) -> Result<(), CommandError> {
        self.ask(|reply| Message::KeepProxyPassword { password, reply }).await
    }

    /// Whether there is one.
    ///
    /// # Errors
    /// When the keyring does not say.
    pub async fn has_proxy_password(&self) -> Result<bool, CommandError> {
        self.ask(Message::HasProxyPassword).await
    }

    /// Has the window drawn in another size.
    pub async fn zoom(&self, change: ZoomChange) {
        self.tell(Message::Zoom(change)).await;
    }

    /// Who vouches for a connection's server, beside those whom the system trusts.
    ///
    /// # Errors
    /// When the connection is gone.
    pub async fn authority(&self, id: ConnectionId) -> Result<Option<Authority>, CommandError> {
        self.ask(|reply| Message::Authority { id, reply }).await
    }

    /// What the person has connected to and chosen, for whoever looks what stands in the way.
    ///
    /// # Errors
    /// When the program is ending.
    pub async fn surroundings(&self) -> Result<Surroundings, CommandError> {
        self.ask(Message::Surroundings).await
    }

    /// Ends the keeper: clears the clipboard and lets tokens that are on their way arrive first.
    pub async fn quit(&self) {
        let (reply, done) = oneshot::channel();
        self.tell(Message::Quit(reply)).await;
        // The keeper has ended already if it does not answer.
        done.await.ok();
    }

    async fn ask<T>(&self, message: impl FnOnce(Reply<T>) -> Message) -> Result<T, CommandError> {
        let (reply, answer) = oneshot::channel();
        self.tell(message(reply)).await;
        answer.await.unwrap_or(Err(CommandError::Closing))
    }

    async fn tell(&self, message: Message) {
        // A keeper that has ended drops the message, and with it the reply.
        self.messages.send(message).await.ok();
    }
}
