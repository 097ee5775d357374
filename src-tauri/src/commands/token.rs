//! What the window may ask about the token in hand.

use latchkey_core::keeper::Keeper;
use tauri::State;

use super::{Result, known};
use crate::view::InspectionView;

/// Asks the server whether it still takes the token; what it says comes with the next snapshot.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn check_token(keeper: State<'_, Keeper>, id: String) -> Result<()> {
    Ok(keeper.check_token(known(&id)?).await?)
}

/// What the token says about itself, without the token.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn inspect_token(keeper: State<'_, Keeper>, id: String) -> Result<InspectionView> {
    Ok(keeper.inspect_token(known(&id)?).await?.into())
}
