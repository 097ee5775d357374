//! What is found of servers, of the keyring and of the folder, and what a choice about the way back changes.

use std::time::Duration;

use latchkey_core::connection::ServerUrl;
use latchkey_core::detect::NotProcessMaker;
use latchkey_core::doctor::{self, Found, Verdict};
use latchkey_core::http::Http;
use latchkey_core::instance::{Generation, Instance};
use latchkey_core::settings::{FACTORY, Settings, WayBack};
use latchkey_core::shell::Shell as _;
use latchkey_core::trouble::Kind;
use latchkey_core::vault::{Failure, Look, Seen, Standing as KeyringStanding, Vault};
use processmaker::Server;

use crate::support::App;
use crate::support::keyring::{Fault, TestKeyring};

fn expected(server: &Server, generation: Generation) -> Instance {
    Instance::new(ServerUrl::parse(&server.base_url()).unwrap(), generation)
}

async fn look(app: &App, expected: &Instance) -> Found {
    doctor::server(&Http::default(), expected, || app.desktop.now()).await
}

#[tokio::test]
async fn a_server_says_its_generation_and_its_time() {
    let server = Server::start().await;
    let app = App::start(&server);
    let Found::Server { generation, expected: wanted, offset } =
        look(&app, &expected(&server, Generation::Version4)).await
    else {
        panic!("a ProcessMaker answers");
    };
    assert_eq!((generation, wanted), (Generation::Version4, Generation::Version4));
    assert!(!doctor::is_noticed(offset.unwrap()), "{offset:?}");
}

#[tokio::test]
async fn f28_a_clock_that_is_wrong_is_noticed_whichever_it_is() {
    let server = Server::start().await;
    let app = App::start(&server);
    server.clock().advance(Duration::from_secs(600));
    let found = look(&app, &expected(&server, Generation::Version4)).await;
    assert_eq!(found.verdict(), Verdict::Look);
    let Found::Server { offset: Some(offset), .. } = found else { panic!("{found:?}") };
    assert!((offset.as_millis() - 600_000).abs() < 5_000, "{offset:?}");
}

#[tokio::test]
async fn a_server_that_was_updated_is_noticed() {
    let server = Server::builder().generation(processmaker::Generation::Version2026).start().await;
    let app = App::start(&server);
    let found = look(&app, &expected(&server, Generation::Version4)).await;
    assert!(
        matches!(found, Found::Server { generation: Generation::Version2026, .. }),
        "{found:?}"
    );
    assert_eq!(found.verdict(), Verdict::Look);
    let well = look(&app, &expected(&server, Generation::Version2026)).await;
    assert_eq!(well.verdict(), Verdict::Good);
}

#[tokio::test]
async fn a_server_that_is_gone_is_asked_once_and_said_to_be() {
    let server = Server::start().await;
    let app = App::start(&server);
    let gone = expected(&server, Generation::Version4);
    drop(server);
    let Found::NoServer(NotProcessMaker::Trouble(trouble)) = look(&app, &gone).await else {
        panic!("nothing answers");
    };
    assert_eq!(trouble.kind, Kind::Unreachable);
}

/// A keyring whose own system says that it is open, or locked.
const OPEN: Look = Look { see: || seen(false), unlock: || Ok(()) };
const LOCKED: Look = Look { see: || seen(true), unlock: || Ok(()) };

fn seen(locked: bool) -> keyring::Result<Seen> {
    Ok(Seen { keeper: None, locked })
}

#[tokio::test]
async fn looking_at_a_keyring_leaves_nothing_in_it() {
    let keyring = TestKeyring::default();
    let vault = Vault::new(keyring.provide());
    assert_eq!(vault.examine(OPEN).await, KeyringStanding { keeper: None, state: Ok(()) });
    assert_eq!(keyring.entries().len(), 0);
}

#[tokio::test]
async fn a_keyring_that_fails_says_how() {
    for (fault, failure) in [(Fault::Missing, Failure::Missing), (Fault::Locked, Failure::Locked)] {
        let keyring = TestKeyring::default();
        keyring.fail(fault);
        let standing = Vault::new(keyring.provide()).examine(OPEN).await;
        assert_eq!(standing.state, Err(failure), "{fault:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_keyring_that_hangs_holds_up_its_own_line_alone() {
    let keyring = TestKeyring::default();
    keyring.fail(Fault::Hanging);
    let vault = Vault::new(keyring.provide());
    let found = doctor::in_time(async { Found::Keyring(vault.examine(OPEN).await) }).await;
    // Whose deadline passes first depends on whether the keyring's thread began before the clock moved on.
    let slow = KeyringStanding { keeper: None, state: Err(Failure::Slow) };
    assert!(matches!(&found, Found::Late) || found == Found::Keyring(slow), "{found:?}");
    keyring.fail(None);
}

#[tokio::test]
async fn a_locked_keyring_gives_its_next_reader_the_time_for_a_password() {
    let keyring = TestKeyring::default();
    let vault = Vault::new(keyring.provide());
    assert_eq!(vault.examine(LOCKED).await.state, Err(Failure::Locked));
    assert_eq!(keyring.opened(), 1);
    assert_eq!(vault.unlock(LOCKED).await, Ok(()));
    assert_eq!(vault.examine(OPEN).await.state, Ok(()));
}

#[tokio::test]
async fn the_folder_of_a_running_program_can_be_written() {
    let server = Server::start().await;
    let app = App::start(&server);
    app.signed_in(&server, "maria").await;
    let folder = app.file("");
    assert_eq!(doctor::folders(&folder, None), Found::Folders);
    let app = app.restart_without_locks().await;
    let Found::NoFolder { path, .. } = doctor::folders(&folder, None) else {
        panic!("a file is in the place of a folder");
    };
    assert!(path.ends_with("locks"), "{path}");
    app.keeper.quit().await;
}

#[tokio::test]
async fn whoever_chose_the_local_address_comes_back_by_it() {
    for (way_back, scheme) in [(WayBack::Links, "io.github"), (WayBack::LocalAddress, "http:")] {
        let server = Server::start().await;
        let app = App::start(&server);
        app.keeper.change(Settings { way_back, ..FACTORY }).await.unwrap();
        let id = app.add(&server, &server.latchkey()).await;
        let opened = app.sign_in_until_browser(id).await;
        let (_, to) = opened.query_pairs().find(|(name, _)| name == "redirect_uri").unwrap();
        assert!(to.starts_with(scheme), "{way_back:?}: {to}");
    }
}
