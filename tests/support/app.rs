//! The program without a window: the real keeper on a recording desktop, a keyring in memory and a folder of its own.

use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use latchkey_core::activity::{Query, SavedActivity, What};
use latchkey_core::claim::Locks;
use latchkey_core::clock::Timestamp;
use latchkey_core::connection::{ConnectionId, Draft, Environment, Method};
use latchkey_core::http::Http;
use latchkey_core::instance::Generation;
use latchkey_core::keeper::{Action, CommandError, Copied, Desk, Keeper, Kept, Parts};
use latchkey_core::product::INSTALLED;
use latchkey_core::shell::{Arrival, Reception, Shell as _};
use latchkey_core::token::ClientSecret;
use latchkey_core::vault::Vault;
use processmaker::{Client, Endpoint, Fault, Gate, Server};
use tempfile::TempDir;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use url::Url;

use super::desktop::{Desktop, Seen, Shown, Standing, Tokens};
use super::keyring::TestKeyring;

/// The file that somebody else puts connections into.
pub(crate) const MANAGED: &str = "managed.json";

/// A running program.
pub(crate) struct App {
    pub(crate) desktop: Arc<Desktop>,
    pub(crate) keyring: TestKeyring,
    pub(crate) keeper: Keeper,
    folder: Arc<TempDir>,
    desk: JoinHandle<()>,
}

impl App {
    /// A first start, with the clock of the server.
    pub(crate) fn start(server: &Server) -> Self {
        Self::on(
            Desktop::new(clock_of(server)),
            TestKeyring::default(),
            Arc::new(tempfile::tempdir().unwrap()),
        )
    }

    /// A first start where the system opens no deep links.
    pub(crate) fn start_without_deep_links(server: &Server) -> Self {
        let desktop = Desktop::new(clock_of(server));
        desktop.without_deep_links();
        Self::start_on(desktop)
    }

    /// A first start on a desktop that was prepared.
    pub(crate) fn start_on(desktop: Arc<Desktop>) -> Self {
        Self::on(desktop, TestKeyring::default(), Arc::new(tempfile::tempdir().unwrap()))
    }

    fn on(desktop: Arc<Desktop>, keyring: TestKeyring, folder: Arc<TempDir>) -> Self {
        let (keeper, desk) = Desk::new(Parts {
            shell: Arc::clone(&desktop),
            vault: Vault::new(keyring.provide()),
            http: Http::default(),
            kept: Kept::in_folder(folder.path()).with_managed(&folder.path().join(MANAGED)),
            product: INSTALLED,
            releases: desktop.releases(),
        });
        Self { desktop, keyring, keeper, folder, desk: tokio::spawn(desk.run()) }
    }

    /// Ends the program as a person does, and starts it again.
    pub(crate) async fn restart(self) -> Self {
        self.restart_after(|_| ()).await
    }

    /// Ends the program, lets something happen to the keyring meanwhile, and starts it again.
    pub(crate) async fn restart_after(self, meanwhile: impl FnOnce(&TestKeyring)) -> Self {
        self.keeper.quit().await;
        self.desk.await.unwrap();
        meanwhile(&self.keyring);
        Self::on(self.desktop.next_run(), self.keyring, self.folder)
    }

    /// A second program of the same person beside this one: the same keyring, the same lock files.
    pub(crate) fn beside(&self) -> Self {
        Self::on(self.desktop.next_run(), self.keyring.clone(), Arc::clone(&self.folder))
    }

    /// The lock files that the programs share.
    pub(crate) fn locks(&self) -> Locks {
        Locks::in_folder(&self.folder.path().join("locks"))
    }

    /// Ends the program and starts it again where there can be no lock files.
    pub(crate) async fn restart_without_locks(self) -> Self {
        let folder = self.folder.path().join("locks");
        self.restart_after(|_| {
            std::fs::remove_dir_all(&folder).unwrap();
            std::fs::write(folder, "").unwrap();
        })
        .await
    }

    /// Ends the program in the middle of whatever it does.
    pub(crate) async fn kill(self) -> (Arc<Desktop>, TestKeyring, Arc<TempDir>) {
        self.desk.abort();
        assert!(self.desk.await.unwrap_err().is_cancelled(), "it ran until it was killed");
        (self.desktop.next_run(), self.keyring, self.folder)
    }

    /// Ends the program in the middle of whatever it does, and starts it again.
    pub(crate) async fn kill_and_restart(self) -> Self {
        let (desktop, keyring, folder) = self.kill().await;
        Self::on(desktop, keyring, folder)
    }

    /// A file in the program's folder.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What the record says has happened, the first first, once it holds so many events.
    pub(crate) async fn happened(&self, count: u64) -> Vec<What> {
        self.desktop.until("the record", |seen| seen.activity >= count).await;
        let (saved, now) = (SavedActivity::in_folder(self.folder.path()), self.desktop.now());
        let everything = Query::typed(None, "");
        let page = saved.page(&everything, None, 100, now).unwrap();
        page.events.into_iter().rev().map(|event| event.what).collect()
    }

    /// Everything that lies in the program's folder, as one text. A file that is about to take another's place may be
    /// gone before it is read.
    pub(crate) fn files(&self) -> String {
        let folders = [self.folder.path().to_owned(), self.file("activity")];
        let entries = folders.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten();
        let files = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
        files
            .filter_map(|file| match std::fs::read_to_string(file) {
                Err(error) if error.kind() == ErrorKind::NotFound => None,
                text => Some(text.unwrap()),
            })
            .collect()
    }

    /// Adds a connection to the server, for the client registered there.
    pub(crate) async fn add(&self, server: &Server, client: &Client) -> ConnectionId {
        self.add_with_secret(server, client, &client.secret).await
    }

    /// Adds a connection with a client secret that may be wrong.
    pub(crate) async fn add_with_secret(
        &self,
        server: &Server,
        client: &Client,
        secret: &str,
    ) -> ConnectionId {
        let secret = ClientSecret::new(secret.to_owned());
        let id = self.keeper.add(draft(server, client), Some(secret)).await.unwrap();
        self.shows(id, "a saved secret", |shown| {
            shown.secret != latchkey_core::session::Secret::Unknown
        })
        .await;
        id
    }

    /// Adds a connection and signs in, as the given user.
    pub(crate) async fn signed_in(&self, server: &Server, user: &str) -> ConnectionId {
        let id = self.add(server, &server.latchkey()).await;
        self.sign_in(id, server, user).await;
        id
    }

    /// Signs in through the browser, until the person's name is shown.
    pub(crate) async fn sign_in(&self, id: ConnectionId, server: &Server, user: &str) {
        let back = self.sign_in_until_answer(id, server, user).await;
        assert_eq!(self.deliver(&back).await, Reception::Taken);
        self.holds(id, "a name", |tokens| tokens.who.is_some()).await;
    }

    /// Clicks and waits for the browser to be sent somewhere.
    pub(crate) async fn sign_in_until_browser(&self, id: ConnectionId) -> Url {
        self.act(id, Action::SignIn).await.unwrap();
        self.desktop.sent_to().await
    }

    /// Clicks and consents; gives the address that the browser is sent back to.
    pub(crate) async fn sign_in_until_answer(
        &self,
        id: ConnectionId,
        server: &Server,
        user: &str,
    ) -> Url {
        let url = self.sign_in_until_browser(id).await;
        server.browser().approve(&url, user).await
    }

    /// Refreshes as far as the answer, which comes when the gate is opened.
    pub(crate) async fn refresh_until_answer(&self, id: ConnectionId, server: &Server) -> Gate {
        let gate = Gate::new();
        server.faults().next(Endpoint::Token, Fault::held_answer(&gate));
        self.act(id, Action::Refresh).await.unwrap();
        gate.arrived().await;
        gate
    }

    /// Brings a redirect back the way that its address says.
    pub(crate) async fn deliver(&self, back: &Url) -> Reception {
        if back.scheme() != "http" {
            return self.keeper.deep_link(back.to_string()).await;
        }
        let (answers, _) = self.desktop.listeners();
        let (verdict, reception) = oneshot::channel();
        let arrival = Arrival { address: back.to_string(), verdict };
        answers.expect("a listener is open").send(arrival).await.unwrap();
        reception.await.unwrap()
    }

    pub(crate) async fn act(&self, id: ConnectionId, action: Action) -> Result<(), CommandError> {
        self.keeper.act(id, action).await
    }

    pub(crate) async fn copy(&self, id: ConnectionId) -> Result<Copied, CommandError> {
        self.keeper.copy(id).await
    }

    /// Lets time pass on the wall clock, as the keeper notices at its next look.
    pub(crate) async fn pass(&self, time: Duration) {
        self.desktop.pass(time);
        self.keeper.publish().await;
    }

    /// Waits until a connection is shown as described.
    pub(crate) async fn shows(
        &self,
        id: ConnectionId,
        what: &str,
        is_so: impl Fn(&Shown) -> bool,
    ) -> Shown {
        let of = |seen: &Seen| seen.connections.iter().find(|shown| shown.id == id).cloned();
        let seen = self.desktop.until(what, |seen| of(seen).as_ref().is_some_and(&is_so)).await;
        of(&seen).unwrap()
    }

    /// Waits until a connection stands as described.
    pub(crate) async fn stands(
        &self,
        id: ConnectionId,
        what: &str,
        is_so: impl Fn(&Standing) -> bool,
    ) -> Standing {
        self.shows(id, what, |shown| is_so(&shown.state)).await.state
    }

    /// Waits until a connection has tokens as described.
    pub(crate) async fn holds(
        &self,
        id: ConnectionId,
        what: &str,
        is_so: impl Fn(&Tokens) -> bool,
    ) -> Standing {
        let is_so = |state: &Standing| matches!(state, Standing::SignedIn(tokens) if is_so(tokens));
        self.stands(id, what, is_so).await
    }

    /// Waits until a connection stands exactly so.
    pub(crate) async fn comes_to(&self, id: ConnectionId, state: Standing) {
        self.stands(id, &format!("{state:?}"), |shown| *shown == state).await;
    }

    /// The keyring holds the one pair of tokens that is good.
    pub(crate) fn assert_saved(&self, id: ConnectionId, server: &Server) {
        let pairs = server.live_pairs();
        let [pair] = pairs.as_slice() else { panic!("one pair: {pairs:?}") };
        assert!(self.keyring.entries()[&id.to_string()].contains(&pair.refresh_token));
    }

    /// Where a connection stands at this moment.
    pub(crate) fn state(&self, id: ConnectionId) -> Standing {
        let seen = self.desktop.seen();
        seen.connections.into_iter().find(|shown| shown.id == id).expect("it is in the list").state
    }
}

/// What a person fills in for a client of the server.
pub(crate) fn draft(server: &Server, client: &Client) -> Draft {
    Draft {
        name: client.name.clone(),
        address: server.base_url().to_owned(),
        environment: Environment::Test,
        client_id: client.id.to_string(),
        method: Method::Browser,
        generation: Generation::Version4,
        authority: None,
    }
}

/// What the server's clock shows.
pub(crate) fn clock_of(server: &Server) -> Timestamp {
    let since = server.clock().now().duration_since(std::time::UNIX_EPOCH).unwrap();
    Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap())
}
