//! What the window may ask of requests and of their answers. An answer itself stays here: the window is told of the
//! few rows that it shows.

use latchkey_core::bench::answers::AnswerId;
use latchkey_core::keeper::{CommandError, Keeper, Wanted};
use tauri::State;

use super::{Result, known};
use crate::view::{
    AnsweredView, CountView, EndpointsView, FoldView, LineView, RememberedView, RequestDraft,
    RevealedView, SideView, TextRowView,
};

/// Sends a request with a good access token, and answers when the server has.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn send_request(
    keeper: State<'_, Keeper>,
    id: String,
    request: RequestDraft,
    meant: bool,
) -> Result<AnsweredView> {
    let wanted = Wanted { request: request.check()?, meant };
    Ok(keeper.send(known(&id)?, wanted).await?.into())
}

/// Stops the request that is under way.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn stop_request(keeper: State<'_, Keeper>, id: String) -> Result<()> {
    keeper.stop_request(known(&id)?).await;
    Ok(())
}

/// What is remembered of a connection's requests.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn remembered_requests(
    keeper: State<'_, Keeper>,
    id: String,
) -> Result<RememberedView> {
    Ok(keeper.remembered(known(&id)?).await?.into())
}

/// Keeps a request under a name.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn keep_request(
    keeper: State<'_, Keeper>,
    id: String,
    name: String,
    request: RequestDraft,
) -> Result<()> {
    Ok(keeper.keep_request(known(&id)?, name, request.check()?).await?)
}

/// Drops the favourite of a name.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn drop_request(
    keeper: State<'_, Keeper>,
    id: String,
    name: String,
) -> Result<()> {
    Ok(keeper.drop_request(known(&id)?, name).await?)
}

/// Forgets what was sent; favourites stay.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn clear_request_history(keeper: State<'_, Keeper>, id: String) -> Result<()> {
    Ok(keeper.clear_history(known(&id)?).await?)
}

/// What a path can be completed from.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn endpoints(keeper: State<'_, Keeper>, id: String) -> Result<EndpointsView> {
    Ok(keeper.endpoints(known(&id)?).await?.into())
}

/// Some lines of a JSON answer, as it is folded at present.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn answer_lines(
    keeper: State<'_, Keeper>,
    answer: u32,
    from: u32,
    count: u16,
) -> Result<Vec<LineView>> {
    let lines = move |lines: Vec<_>| lines.into_iter().map(LineView::from).collect();
    let seen = keeper.answers().look(AnswerId::from(answer), move |reading| {
        lines(reading.lines(from, usize::from(count)))
    });
    Ok(seen.await.map_err(CommandError::from)?)
}

/// Some rows of an answer as the server wrote it.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn answer_text(
    keeper: State<'_, Keeper>,
    answer: u32,
    from: u32,
    count: u16,
) -> Result<Vec<TextRowView>> {
    let rows = move |rows: Vec<_>| rows.into_iter().map(TextRowView::from).collect();
    let seen = keeper
        .answers()
        .look(AnswerId::from(answer), move |reading| rows(reading.text(from, usize::from(count))));
    Ok(seen.await.map_err(CommandError::from)?)
}

/// Folds or unfolds a JSON answer, and says how many lines are left to be seen.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn fold_answer(
    keeper: State<'_, Keeper>,
    answer: u32,
    fold: FoldView,
) -> Result<u32> {
    let answers = keeper.answers();
    let folded = answers.look(AnswerId::from(answer), move |reading| reading.fold(fold.into()));
    Ok(folded.await.map_err(CommandError::from)?)
}

/// Looks for a text in an answer, and says how often it is there.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn search_answer(
    keeper: State<'_, Keeper>,
    answer: u32,
    side: SideView,
    words: String,
) -> Result<CountView> {
    let answers = keeper.answers();
    let found = answers
        .look(AnswerId::from(answer), move |reading| reading.search(side.into(), &words).into());
    Ok(found.await.map_err(CommandError::from)?)
}

/// Unfolds whatever hides a place where something was found; null: there is no such place.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn reveal_match(
    keeper: State<'_, Keeper>,
    answer: u32,
    number: u32,
) -> Result<Option<RevealedView>> {
    let answers = keeper.answers();
    let revealed = answers.look(AnswerId::from(answer), move |reading| {
        let row = reading.reveal(number)?;
        Some(RevealedView { row, lines: reading.extent().lines })
    });
    Ok(revealed.await.map_err(CommandError::from)?)
}

/// Copies what a line of an answer stands for; null: all of it.
#[tauri::command]
#[cfg_attr(test, specta::specta)]
pub(crate) async fn copy_answer(
    keeper: State<'_, Keeper>,
    answer: u32,
    line: Option<u32>,
) -> Result<()> {
    Ok(keeper.copy_answer(AnswerId::from(answer), line).await?)
}
