//! Connections that go to others, and those that come from them.

use latchkey_core::connection::{ConnectionId, Draft};
use latchkey_core::keeper::{CommandError, Keeper};
use latchkey_core::session::Secret;
use latchkey_core::share::document::{DocumentError, Standing};
use latchkey_core::share::link::{self, LinkError};
use latchkey_core::token::ClientSecret;
use processmaker::Server;
use url::Url;

use crate::support::App;
use crate::support::app::draft;
use crate::support::desktop::Standing as State;

async fn named(keeper: &Keeper, draft: &Draft, name: &str) -> ConnectionId {
    let draft = Draft { name: name.into(), ..draft.clone() };
    keeper.add(draft, Some(ClientSecret::new("s".into()))).await.unwrap()
}

fn names(app: &App) -> Vec<String> {
    app.desktop.seen().connections.into_iter().map(|shown| shown.name).collect()
}

#[tokio::test]
async fn connections_move_to_another_computer_without_their_secrets() {
    let (server, elsewhere) = (Server::start().await, Server::start().await);
    let app = App::start(&server);
    let client = server.latchkey();
    let id = app.add(&server, &client).await;
    app.sign_in(id, &server, "maria").await;
    let text = app.keeper.export().await.unwrap();
    for secret in [client.secret.clone(), id.to_string()] {
        assert!(!text.contains(&secret), "nothing but what a person fills in");
    }

    let other = App::start(&elsewhere);
    let found = other.keeper.preview(text.clone()).await.unwrap();
    let [Standing::New(found)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(found.client_id, client.id.to_string());
    assert!(names(&other).is_empty(), "looking adds nothing");
    let added = other.keeper.import(text.clone(), vec![0]).await.unwrap();
    let [new] = added.as_slice() else { panic!("{added:?}") };
    assert_ne!(*new, id, "the keyring there knows it by a name of its own");
    other.shows(*new, "no secret", |shown| shown.secret == Secret::Missing).await;

    let again = other.keeper.preview(text.clone()).await.unwrap();
    assert!(matches!(again.as_slice(), [Standing::Here(_, here)] if here == new), "{again:?}");
    assert!(other.keeper.import(text, vec![0]).await.unwrap().is_empty(), "once is enough");
    let other = other.restart().await;
    other.comes_to(*new, State::SignedOut).await;
}

#[tokio::test]
async fn only_what_was_chosen_comes() {
    let server = Server::start().await;
    let app = App::start(&server);
    let like = draft(&server, &server.latchkey());
    let mut ids = Vec::new();
    for name in ["one", "two", "three"] {
        ids.push(named(&app.keeper, &like, name).await);
    }
    app.keeper.put_before(ids[2], Some(ids[0])).await.unwrap();
    let other = App::start(&server);
    let all = app.keeper.export().await.unwrap();
    let added = other.keeper.import(all, vec![2, 0, 99]).await.unwrap();
    other.shows(*added.last().unwrap(), "it", |_| true).await;
    assert_eq!(names(&other), ["three", "two"], "in the order of the file");
}

#[tokio::test]
async fn what_is_no_file_of_connections_adds_nothing() {
    let server = Server::start().await;
    let app = App::start(&server);
    let result = app.keeper.preview("{}".into()).await;
    assert!(
        matches!(result, Err(CommandError::Document(DocumentError::NotConnections))),
        "{result:?}"
    );
    let result = app.keeper.import("[".into(), vec![0]).await;
    assert!(matches!(result, Err(CommandError::Document(DocumentError::NotJson(_)))), "{result:?}");
    assert!(names(&app).is_empty());
}

#[tokio::test]
async fn a_link_is_shown_until_the_person_has_seen_it_and_adds_nothing() {
    let server = Server::start().await;
    let app = App::start(&server);
    let id = named(&app.keeper, &draft(&server, &server.latchkey()), "Acme").await;
    app.keeper.copy_connect_link(id).await.unwrap();
    let copied = Url::parse(&app.desktop.clipboard().unwrap()).unwrap();
    let offered = link::read(&copied, app.keeper.product()).unwrap().unwrap();
    assert_eq!(offered.name, "Acme");
    let gone = app.keeper.copy_connect_link(ConnectionId::random()).await;
    assert!(matches!(gone, Err(CommandError::UnknownConnection)), "{gone:?}");

    app.keeper.offer(Err(LinkError::Repeated)).await;
    let last = Ok(Draft { name: "Other".into(), ..offered });
    app.keeper.offer(last.clone()).await;
    app.desktop.until("the last link", |seen| seen.offer.as_ref() == Some(&last)).await;
    assert_eq!(names(&app), ["Acme"], "nobody has agreed to it");
    app.keeper.close_offer().await;
    app.desktop.until("no link", |seen| seen.offer.is_none()).await;
}
