//! What the icon looks like. The states differ in their shape: colours alone say nothing to everybody.

use latchkey_core::tray::Mood;
use tauri::image::Image;

const FINE: Image<'static> = tauri::include_image!("../icons/tray/fine.png");
const ENDING_SOON: Image<'static> = tauri::include_image!("../icons/tray/ending-soon.png");
const NEEDS_YOU: Image<'static> = tauri::include_image!("../icons/tray/needs-you.png");

/// The picture of a state.
pub(super) fn picture(mood: Mood) -> Image<'static> {
    match mood {
        Mood::Fine => FINE,
        Mood::EndingSoon => ENDING_SOON,
        Mood::NeedsYou => NEEDS_YOU,
    }
}
