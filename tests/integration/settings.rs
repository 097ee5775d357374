//! What a person sets, and what they copy that is no token.

use latchkey_core::connection::ServerUrl;
use latchkey_core::instance::{Generation, Instance};
use latchkey_core::keeper::Copied;
use latchkey_core::settings::{FACTORY, Settings};
use processmaker::Server;

use crate::support::App;

/// For how many seconds a copy stays on the clipboard.
fn stays(app: &App, copied: Copied) -> Option<i64> {
    use latchkey_core::shell::Shell;
    let now = app.desktop.now();
    copied.clears_at.map(|at| (at.as_millis() - now.as_millis() + 500) / 1000)
}

#[tokio::test]
async fn a_copy_stays_on_the_clipboard_for_as_long_as_the_person_says() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let copied = app.copy(id).await.unwrap();
    assert_eq!(stays(&app, copied), Some(45), "unless somebody says otherwise");
    for (seconds, stayed) in [(0, None), (7, Some(7)), (u32::MAX, Some(86_400))] {
        app.keeper.change(Settings { clipboard_seconds: seconds, ..FACTORY }).await.unwrap();
        let copied = app.copy(id).await.unwrap();
        assert_eq!(stays(&app, copied), stayed, "{seconds} s");
    }
}

#[tokio::test]
async fn what_was_set_is_set_after_a_restart() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    app.keeper.change(Settings { clipboard_seconds: 7, ..FACTORY }).await.unwrap();
    let app = app.restart().await;
    app.holds(id, "Maria", |tokens| tokens.who.is_some()).await;
    let copied = app.copy(id).await.unwrap();
    assert_eq!(stays(&app, copied), Some(7));
}

#[tokio::test]
async fn what_an_administrator_registers_is_copied() {
    let server = Server::start().await;
    let app = App::start(&server);
    let server = ServerUrl::parse(&server.base_url()).unwrap();
    for generation in [Generation::Version3, Generation::Version4] {
        let instance = Instance::new(server.clone(), generation);
        app.keeper.copy_registration(&instance).await.unwrap();
        let copied = app.desktop.clipboard().unwrap();
        assert!(copied.ends_with(&format!("://oauth/callback/{}", server.id().as_str())));
        assert_eq!(copied, app.keeper.registration(&instance), "as it is shown");
    }
}
