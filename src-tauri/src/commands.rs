//! What the window may ask: each command passes the question on, and nothing else.
//!
//! What comes of it reaches the window as the next snapshot; a command answers only with what cannot be seen there.

pub(crate) mod activity;
pub(crate) mod desk;
pub(crate) mod doctor;
pub(crate) mod exports;
pub(crate) mod requests;
pub(crate) mod sharing;
pub(crate) mod token;

use std::sync::Arc;

use latchkey_core::authority::Authority;
use latchkey_core::connection::{ClientId, ConnectionId, ServerUrl};
use latchkey_core::detect::detect;
use latchkey_core::http::Http;
use latchkey_core::instance::Instance;
use latchkey_core::keeper::{self, Action, Keeper};
use latchkey_core::oauth::client_check;
use latchkey_core::shell::Shell;
use latchkey_core::token::{ClientSecret, Password};
use tauri::ipc::Channel;
use tauri::{State, WebviewWindow};

use crate::desktop::Desktop;
use crate::view::{
    AddressView, CertificateView, CommandError, ConnectionDraft, CopiedView, CredentialsView,
    DetectionView, FormView, GenerationView, MadeView, PersonalTokenView, RegistrationView,
    RequestDraft, TrustView, UpdateView, WishView, certificates,
};

type Result<T> = std::result::Result<T, CommandError>;

/// Sends the present state, and then whatever changes.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn watch(
    window: WebviewWindow,
    desktop: State<'_, Arc<Desktop>>,
    channel: Channel<UpdateView>,
) -> Result<()> {
    desktop.watchers().add(window.label(), channel);
    Ok(())
}

/// Reads an address as it would be used, for the generation that is expected there.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn check_address(
    keeper: State<'_, Keeper>,
    address: String,
    generation: GenerationView,
) -> Result<AddressView> {
    let instance = instance(&address, generation)?;
    Ok(AddressView::new(&instance, keeper.registration(&instance)))
}

/// Asks what answers at an address.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn detect_server(
    keeper: State<'_, Keeper>,
    http: State<'_, Http>,
    address: String,
    trust: TrustView,
) -> Result<DetectionView> {
    let server = ServerUrl::parse(&address)?;
    let authority = trust.authority(&keeper).await?;
    Ok(match detect(&http, &server, authority).await {
        Ok(instance) => DetectionView::found(&instance, keeper.registration(&instance)),
        Err(other) => other.into(),
    })
}

/// What the certificates in a file say of themselves.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) fn read_authority(bytes: Vec<u8>) -> Result<Vec<CertificateView>> {
    let authority = Authority::read(&bytes).map_err(keeper::CommandError::from)?;
    Ok(certificates(&authority))
}

/// Asks whether a client and our redirect addresses are registered.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn check_registration(
    keeper: State<'_, Keeper>,
    http: State<'_, Http>,
    address: String,
    generation: GenerationView,
    client_id: String,
    trust: TrustView,
) -> Result<RegistrationView> {
    let (mut instance, client) = (instance(&address, generation)?, ClientId::parse(&client_id)?);
    instance.authority = trust.authority(&keeper).await?;
    let product = keeper.product();
    Ok(client_check::registration(&http, product, &instance, &client).await?.into())
}

/// Asks whether a server takes a client's secret, which changes nothing there.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn check_credentials(
    keeper: State<'_, Keeper>,
    http: State<'_, Http>,
    address: String,
    generation: GenerationView,
    client_id: String,
    client_secret: String,
    trust: TrustView,
) -> Result<CredentialsView> {
    let (mut instance, client) = (instance(&address, generation)?, ClientId::parse(&client_id)?);
    instance.authority = trust.authority(&keeper).await?;
    let (product, secret) = (keeper.product(), ClientSecret::new(client_secret));
    Ok(client_check::credentials(&http, product, &instance, &client, secret).await?.into())
}

/// Adds a connection and answers with its id.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn add_connection(
    keeper: State<'_, Keeper>,
    draft: ConnectionDraft,
) -> Result<String> {
    let (mut draft, secret, trust) = draft.split();
    draft.authority = trust.authority(&keeper).await?;
    Ok(keeper.add(draft, secret).await?.to_string())
}

/// Changes a connection.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn edit_connection(
    keeper: State<'_, Keeper>,
    id: String,
    draft: ConnectionDraft,
) -> Result<()> {
    let (mut draft, secret, trust) = draft.split();
    draft.authority = trust.authority(&keeper).await?;
    Ok(keeper.edit(known(&id)?, draft, secret).await?)
}

/// Signs out and forgets a connection.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn remove_connection(keeper: State<'_, Keeper>, id: String) -> Result<()> {
    Ok(keeper.act(known(&id)?, Action::Remove).await?)
}

/// Begins a sign-in in the browser.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn sign_in(keeper: State<'_, Keeper>, id: String) -> Result<()> {
    Ok(keeper.act(known(&id)?, Action::SignIn).await?)
}

/// Begins a sign-in that comes back to a port of this computer.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn use_local_address(keeper: State<'_, Keeper>, id: String) -> Result<()> {
    Ok(keeper.act(known(&id)?, Action::SignInLocally).await?)
}

/// Begins a sign-in that asks who it is, whoever the browser remembers.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn sign_in_as_other(keeper: State<'_, Keeper>, id: String) -> Result<()> {
    Ok(keeper.act(known(&id)?, Action::SignInAsOther).await?)
}

/// Lets somebody else who came back have the connection.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn take_over(keeper: State<'_, Keeper>, id: String) -> Result<()> {
    Ok(keeper.act(known(&id)?, Action::TakeOver).await?)
}

/// Leaves the connection to whom it belongs.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn turn_away(keeper: State<'_, Keeper>, id: String) -> Result<()> {
    Ok(keeper.act(known(&id)?, Action::TurnAway).await?)
}

/// Signs in with a password, which is sent once and then forgotten.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn sign_in_with_password(
    keeper: State<'_, Keeper>,
    id: String,
    user_name: String,
    password: String,
) -> Result<()> {
    let password = Password::new(password);
    Ok(keeper.sign_in_with_password(known(&id)?, user_name, password).await?)
}

/// Takes a personal access token that the person pasted.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn use_personal_token(
    keeper: State<'_, Keeper>,
    id: String,
    token: String,
) -> Result<()> {
    Ok(keeper.use_personal_token(known(&id)?, token.into()).await?)
}

/// The personal access tokens of whoever is signed in.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn personal_tokens(
    keeper: State<'_, Keeper>,
    id: String,
) -> Result<Vec<PersonalTokenView>> {
    let tokens = keeper.personal_tokens(known(&id)?).await?;
    Ok(tokens.into_iter().map(PersonalTokenView::from).collect())
}

/// Makes a personal access token, which is copied or becomes a connection of its own: then its id is the answer.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn create_personal_token(
    keeper: State<'_, Keeper>,
    id: String,
    name: String,
    then: MadeView,
) -> Result<Option<String>> {
    let made = keeper.create_personal_token(known(&id)?, name, then.into()).await?;
    Ok(made.map(|id| id.to_string()))
}

/// Revokes a personal access token.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn revoke_personal_token(
    keeper: State<'_, Keeper>,
    id: String,
    token_id: String,
    name: String,
) -> Result<()> {
    let token = keeper::Revoked { token_id, name };
    Ok(keeper.revoke_personal_token(known(&id)?, token).await?)
}

/// Gives a sign-in up.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn cancel_sign_in(keeper: State<'_, Keeper>, id: String) -> Result<()> {
    Ok(keeper.act(known(&id)?, Action::Cancel).await?)
}

/// Takes an address that the person copied out of the browser.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn paste_redirect(
    keeper: State<'_, Keeper>,
    id: String,
    text: String,
) -> Result<()> {
    Ok(keeper.paste(known(&id)?, text).await?)
}

/// Copies the address that the browser was sent to.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn copy_sign_in_link(keeper: State<'_, Keeper>, id: String) -> Result<()> {
    Ok(keeper.copy_link(known(&id)?).await?)
}

/// Opens the browser once more.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn open_sign_in_link(keeper: State<'_, Keeper>, id: String) -> Result<()> {
    Ok(keeper.act(known(&id)?, Action::OpenAgain).await?)
}

/// Copies a good access token in some form, refreshing first if need be.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn copy_token(
    keeper: State<'_, Keeper>,
    id: String,
    wish: WishView,
) -> Result<CopiedView> {
    Ok(keeper.copy_as(known(&id)?, wish.check()?).await?.into())
}

/// Copies a form that says where the token comes from, and has none in it.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn copy_template(
    keeper: State<'_, Keeper>,
    id: String,
    form: FormView,
    request: Option<RequestDraft>,
) -> Result<()> {
    let request = request.map(RequestDraft::check).transpose()?;
    Ok(keeper.copy_template(known(&id)?, form.into(), request).await?)
}

/// Replaces the tokens.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn refresh(keeper: State<'_, Keeper>, id: String) -> Result<()> {
    Ok(keeper.act(known(&id)?, Action::Refresh).await?)
}

/// Takes the tokens back.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn sign_out(keeper: State<'_, Keeper>, id: String) -> Result<()> {
    Ok(keeper.act(known(&id)?, Action::SignOut).await?)
}

/// Tries again what failed.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn retry(keeper: State<'_, Keeper>, id: String) -> Result<()> {
    Ok(keeper.act(known(&id)?, Action::Retry).await?)
}

/// Copies the string that an administrator has to register.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn copy_registration(
    keeper: State<'_, Keeper>,
    address: String,
    generation: GenerationView,
) -> Result<()> {
    Ok(keeper.copy_registration(&instance(&address, generation)?).await?)
}

/// Opens the page where clients are registered, whose address is ours.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn open_admin_page(
    desktop: State<'_, Arc<Desktop>>,
    address: String,
    generation: GenerationView,
) -> Result<()> {
    let page = instance(&address, generation)?.admin_page();
    Ok(desktop.open_browser(page).await?)
}

/// Puts a connection before another in the list, or to its end.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn move_connection(
    keeper: State<'_, Keeper>,
    id: String,
    before: Option<String>,
) -> Result<()> {
    let before = before.as_deref().map(known).transpose()?;
    Ok(keeper.put_before(known(&id)?, before).await?)
}

fn instance(address: &str, generation: GenerationView) -> Result<Instance> {
    Ok(Instance::new(ServerUrl::parse(address)?, generation.into()))
}

fn known(id: &str) -> std::result::Result<ConnectionId, keeper::CommandError> {
    id.parse().map_err(|_| keeper::CommandError::UnknownConnection)
}
