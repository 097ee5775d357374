//! What happens to a connection is written down, and no secret with it.

use std::time::Duration;

use latchkey_core::activity::{Because, By, Copies, Next, Revoked, What};
use latchkey_core::hand_outs::Through;
use latchkey_core::keeper::Action;
use latchkey_core::trouble::Kind;
use processmaker::{Endpoint, Fault, Server};

use crate::support::App;
use crate::support::desktop::Standing;

#[tokio::test]
async fn a_life_of_a_connection_is_written_down() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    app.copy(id).await.unwrap();
    let token = app.desktop.clipboard().unwrap();
    app.act(id, Action::Refresh).await.unwrap();
    app.stands(
        id,
        "a fresh token",
        |state| matches!(state, Standing::SignedIn(tokens) if tokens.stale_copy),
    )
    .await;
    app.act(id, Action::SignOut).await.unwrap();
    app.stands(id, "signed out", |state| matches!(state, Standing::Revoked(_))).await;
    app.act(id, Action::Remove).await.unwrap();
    let name = || "Latchkey".into();
    assert_eq!(
        app.happened(6).await,
        [
            What::ConnectionAdded { name: name() },
            What::SignedIn { who: Some("maria".into()), by: By::DeepLink },
            What::HandedOut { through: Through::Clipboard, form: "token".into() },
            What::Refreshed { because: Because::Person, copies: Copies::Ended },
            What::SignedOut { revoked: Revoked::Everything },
            What::ConnectionRemoved { name: name() },
        ]
    );
    assert!(!app.files().contains(&token), "and none of it is a token");
}

#[tokio::test]
async fn a_night_without_a_network_is_one_event() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    server.faults().always(Endpoint::Token, Fault::maintenance("1"));
    app.act(id, Action::Refresh).await.unwrap();
    let resting = Standing::Resting { kind: Kind::Maintenance, again: true };
    // The first request was the sign-in's.
    for asked in 2..5 {
        server.requests().wait_for("/oauth/token", asked).await;
        app.comes_to(id, resting.clone()).await;
        app.desktop.pass(Duration::from_secs(1000));
        app.keeper.publish().await;
    }
    server.faults().clear();
    app.desktop.pass(Duration::from_secs(1000));
    app.keeper.publish().await;
    app.stands(id, "refreshed", |state| matches!(state, Standing::SignedIn(_))).await;
    assert_eq!(
        app.happened(4).await[2..],
        [
            What::RefreshFailed { why: Kind::Maintenance, next: Next::TriedAgain },
            What::Refreshed { because: Because::Background, copies: Copies::None },
        ]
    );
}
