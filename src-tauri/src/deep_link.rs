//! Deep links: claiming the scheme from the system, and handing what it brings to the keeper.
//!
//! Anybody can send a link, as often as they like. An answer that no sign-in waits for changes nothing, shows nothing
//! and is never written down; one that was taken brings the window to the front. A link that describes a connection is
//! shown, and nothing is made of it until the person says so.

use latchkey_core::doctor::Links;
use latchkey_core::keeper::Keeper;
use latchkey_core::product::Product;
use latchkey_core::share::link;
use latchkey_core::shell::Reception;
use tauri::{AppHandle, Manager};
use tauri_plugin_deep_link::DeepLinkExt;
use tracing::{info, warn};
use url::Url;

use crate::window::Front;

#[cfg_attr(target_os = "linux", path = "deep_link/linux.rs")]
#[cfg_attr(target_os = "windows", path = "deep_link/windows.rs")]
#[cfg_attr(target_os = "macos", path = "deep_link/macos.rs")]
mod imp;

/// The longest link looked at; a real one is about a kilobyte.
const MAX_LINK: usize = 4 * 1024;

/// Hands every link that arrives to the keeper, beginning with the one that the program was started with.
pub(crate) fn listen(app: &AppHandle, product: Product) {
    let links = app.deep_link();
    let handle = app.clone();
    links.on_open_url(move |event| take(&handle, product, event.urls()));
    take(app, product, links.get_current().ok().flatten().unwrap_or_default());
}

fn take(app: &AppHandle, product: Product, links: Vec<Url>) {
    for link in links.into_iter().filter(|link| is_ours(link, &product)) {
        let app = app.clone();
        tauri::async_runtime::spawn(async move {
            let keeper = app.state::<Keeper>().inner().clone();
            if is_taken(&keeper, link).await {
                app.state::<Front>().come();
            }
        });
    }
}

async fn is_taken(keeper: &Keeper, link: Url) -> bool {
    match link::read(&link, keeper.product()) {
        Some(offer) => {
            keeper.offer(offer).await;
            true
        }
        None => keeper.deep_link(link.into()).await == Reception::Taken,
    }
}

fn is_ours(link: &Url, product: &Product) -> bool {
    link.scheme() == product.scheme && link.as_str().len() <= MAX_LINK
}

/// Whether an earlier start made this program the one that the system brings its links to, at a glance.
pub(crate) fn is_claimed(app: &AppHandle, product: &Product) -> bool {
    imp::is_claimed(app, product).unwrap_or(false)
}

/// Makes this program the one that the system brings its links to, and says whether it is. Blocks on other programs.
pub(crate) fn claim(app: &AppHandle, product: &Product) -> bool {
    match imp::claim(app, product) {
        Ok(true) => {
            info!("deep links come here");
            true
        }
        Ok(false) => {
            info!("deep links do not come here; sign-ins use a local address");
            false
        }
        Err(error) => {
            warn!(%error, "deep links could not be claimed; sign-ins use a local address");
            false
        }
    }
}

/// Which program the system brings this program's links to. Blocks on other programs.
pub(crate) fn owner(app: &AppHandle, product: &Product) -> Links {
    imp::owner(app, product).unwrap_or_else(|error| {
        warn!(%error, "nobody says where deep links go");
        Links::NotOurs
    })
}

#[cfg(test)]
mod tests {
    use latchkey_core::product::{DEVELOPMENT, INSTALLED};

    use super::*;

    #[test]
    fn f46_only_links_of_this_build_are_looked_at() {
        let link = |text: &str| Url::parse(text).unwrap();
        let ours = link("io.github.latchkey-app://oauth/callback/7f3a9c1e22d04b5a?code=x&state=s");
        assert!(is_ours(&ours, &INSTALLED));
        assert!(
            !is_ours(&ours, &DEVELOPMENT),
            "an installed program's links are not a developer's"
        );
        assert!(!is_ours(&link("https://acme.example/"), &INSTALLED));
        let long = format!("io.github.latchkey-app://oauth/?code={}", "x".repeat(MAX_LINK));
        assert!(!is_ours(&link(&long), &INSTALLED));
    }
}
