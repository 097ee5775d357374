//! What happens to a connection is written down, and no secret with it.

use std::time::Duration;

use latchkey_core::activity::{
    Because, By, Copies, Names, Next, Query, Revoked, SavedActivity, What,
};
use latchkey_core::hand_outs::Through;
use latchkey_core::keeper::{Action, Made, Revoked as Revoke};
use latchkey_core::shell::Shell as _;
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

#[tokio::test]
async fn a_personal_token_that_was_revoked_is_remembered_by_its_name() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    app.keeper.create_personal_token(id, "Postman".into(), Made::Copied).await.unwrap();
    let tokens = app.keeper.personal_tokens(id).await.unwrap();
    let revoked = |token_id: &str| Revoke { token_id: token_id.into(), name: "Postman".into() };
    app.keeper.revoke_personal_token(id, revoked(&tokens[0].id)).await.unwrap();
    server.faults().always(Endpoint::Api, Fault::server_error());
    app.keeper.revoke_personal_token(id, revoked("another")).await.unwrap_err();
    let name = || "Postman".into();
    assert_eq!(
        app.happened(5).await[2..],
        [
            What::PersonalTokenMade { name: name() },
            What::HandedOut { through: Through::NewToken, form: "token".into() },
            What::PersonalTokenRevoked { name: name() },
        ]
    );
}

#[tokio::test]
async fn what_is_too_old_goes_when_a_program_starts() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.add(&server, &server.latchkey()).await;
    app.happened(1).await;
    let folder = app.file("activity");
    let files = || std::fs::read_dir(&folder).unwrap().count();
    assert_eq!(files(), 1);
    let app = app.restart().await;
    app.comes_to(id, Standing::SignedOut).await;
    assert_eq!(files(), 1, "what is young enough stays");
    app.desktop.pass(Duration::from_secs(120 * 24 * 3600));
    let app = app.restart().await;
    app.keeper.quit().await;
    assert_eq!(files(), 0);
}

#[tokio::test]
async fn an_export_has_everything_in_it_but_a_secret() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = app.signed_in(&server, "maria").await;
    let mut canaries = vec![server.latchkey().secret];
    let mut meet = || {
        let pairs = server.live_pairs().into_iter();
        canaries.extend(pairs.flat_map(|pair| [pair.access_token, pair.refresh_token]));
        canaries.extend(app.desktop.clipboard());
    };
    app.copy(id).await.unwrap();
    meet();
    app.act(id, Action::Refresh).await.unwrap();
    app.stands(id, "refreshed", |s| matches!(s, Standing::SignedIn(t) if t.stale_copy)).await;
    app.keeper.check_token(id).await.unwrap();
    app.keeper.create_personal_token(id, "Postman".into(), Made::Copied).await.unwrap();
    meet();
    app.act(id, Action::SignOut).await.unwrap();
    app.stands(id, "signed out", |state| matches!(state, Standing::Revoked(_))).await;
    app.happened(8).await;
    let saved = SavedActivity::in_folder(&app.file(""));
    let mut json = Vec::new();
    saved.export(&Query::typed(None, ""), &Names::new(), app.desktop.now(), &mut json).unwrap();
    let text = String::from_utf8(json).unwrap();
    for kind in
        ["connectionAdded", "signedIn", "handedOut", "refreshed", "tokenChecked", "signedOut"]
    {
        assert!(text.contains(kind), "{kind} in {text}");
    }
    assert_eq!(canaries.len(), 7, "each of them, and what lay on the clipboard");
    for canary in canaries {
        assert!(canary.len() > 16 && !text.contains(&canary[canary.len() - 16..]), "{text}");
    }
}
