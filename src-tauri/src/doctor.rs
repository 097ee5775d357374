//! What the core's checks need from this system, and what was found last, for the report.

mod about;
mod port;
mod proxy;

#[cfg_attr(target_os = "linux", path = "doctor/linux.rs")]
#[cfg_attr(target_os = "windows", path = "doctor/windows.rs")]
#[cfg_attr(target_os = "macos", path = "doctor/macos.rs")]
mod imp;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use latchkey_core::doctor::{self, Check, Found, Links, Surroundings, in_time};
use latchkey_core::http::Http;
use latchkey_core::keeper::{self, Keeper};
use latchkey_core::product::Product;
use latchkey_core::settings::WayBack;
use latchkey_core::shell::Shell as _;
use latchkey_core::vault::{Failure, Vault};
use tauri::async_runtime::spawn_blocking;
use tauri::{AppHandle, Manager};

use crate::deep_link;
use crate::desktop::Desktop;
use crate::keyring_store;

/// Looks for what may stand in the way.
pub(crate) struct Doctor {
    app: AppHandle,
    product: Product,
    desktop: Arc<Desktop>,
    keeper: Keeper,
    vault: Vault,
    http: Http,
    lines: Mutex<Vec<(Check, Option<Found>)>>,
}

impl Doctor {
    /// Has looked at nothing yet.
    pub(crate) fn new(
        app: AppHandle,
        product: Product,
        desktop: Arc<Desktop>,
        keeper: Keeper,
        vault: Vault,
        http: Http,
    ) -> Self {
        Self { app, product, desktop, keeper, vault, http, lines: Mutex::default() }
    }

    /// Begins anew: what there is to look at on this system and for these connections.
    pub(crate) async fn begin(&self) -> Result<Vec<Check>, keeper::CommandError> {
        let servers = self.keeper.surroundings().await?.servers;
        let always = [Check::Links, Check::Browser, Check::Port, Check::Keyring];
        let bus = imp::HAS_SESSION_BUS.then_some(Check::Bus);
        let rest = [Check::Proxy, Check::Certificates, Check::Folders];
        let servers = servers.into_iter().map(Check::Server);
        let checks: Vec<Check> = always.into_iter().chain(bus).chain(rest).chain(servers).collect();
        *self.lines() = checks.iter().map(|check| (check.clone(), None)).collect();
        Ok(checks)
    }

    /// Looks at one of these things, within its deadline; `None` if it is none of them.
    pub(crate) async fn examine(&self, is_it: impl Fn(&Check) -> bool) -> Option<Found> {
        let check = self.lines().iter().find(|(check, _)| is_it(check))?.0.clone();
        let found = in_time(self.find(&check)).await;
        if let Some((_, line)) = self.lines().iter_mut().find(|(other, _)| *other == check) {
            *line = Some(found.clone());
        }
        Some(found)
    }

    /// What was found last, as text for somebody else.
    pub(crate) fn report(&self) -> String {
        doctor::report(&about::this(), &self.lines(), self.desktop.now())
    }

    /// Makes this program the one that links open. Whether it worked is for the next look to say.
    pub(crate) async fn claim_links(&self) {
        let (app, product) = (self.app.clone(), self.product);
        let claimed = spawn_blocking(move || deep_link::claim(&app, &product)).await;
        self.desktop.deep_links_are(claimed.unwrap_or(false));
    }

    /// Has the person unlock the keyring.
    pub(crate) async fn unlock(&self) -> Result<(), Failure> {
        self.vault.unlock(keyring_store::LOOK).await
    }

    async fn find(&self, check: &Check) -> Found {
        match check {
            Check::Links => self.links().await,
            Check::Browser => blocking(imp::browser).await,
            Check::Port => blocking(port::look).await,
            Check::Keyring => Found::Keyring(self.vault.examine(keyring_store::LOOK).await),
            Check::Bus => blocking(imp::session_bus).await,
            Check::Proxy => match self.keeper.surroundings().await {
                Ok(Surroundings { servers, proxy, way_back: _ }) => {
                    let routes = proxy::routes(&self.http, servers).await;
                    blocking(move || proxy::look(&proxy, routes)).await
                }
                Err(_) => Found::Late,
            },
            Check::Certificates => blocking(imp::certificates).await,
            Check::Folders => self.folders().await,
            Check::Server(expected) => {
                doctor::server(&self.http, expected, || self.desktop.now()).await
            }
        }
    }

    async fn links(&self) -> Found {
        let surroundings = self.keeper.surroundings().await;
        if surroundings.is_ok_and(|chosen| chosen.way_back == WayBack::LocalAddress) {
            return Found::LinksUnused;
        }
        let (app, product) = (self.app.clone(), self.product);
        let found = blocking(move || Found::Links(deep_link::owner(&app, &product))).await;
        // The next sign-in goes by what is true by now.
        self.desktop.deep_links_are(found == Found::Links(Links::Ours));
        found
    }

    async fn folders(&self) -> Found {
        let (folder, home) = (self.app.path().app_config_dir(), self.app.path().home_dir().ok());
        match folder {
            Ok(folder) => blocking(move || doctor::folders(&folder, home.as_deref())).await,
            Err(error) => Found::NoFolder { path: String::new(), why: error.to_string() },
        }
    }

    fn lines(&self) -> MutexGuard<'_, Vec<(Check, Option<Found>)>> {
        self.lines.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Runs a check that blocks; one that panics has found nothing.
async fn blocking(look: impl FnOnce() -> Found + Send + 'static) -> Found {
    spawn_blocking(look).await.unwrap_or(Found::Late)
}

impl std::fmt::Debug for Doctor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Doctor").finish_non_exhaustive()
    }
}
