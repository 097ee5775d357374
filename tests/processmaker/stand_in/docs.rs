//! What says from outside that it is a ProcessMaker, and the document about its API.

use processmaker::wire::{self, Answer};
use processmaker::{Docs, Generation, Landing, Server};
use serde_json::json;

use crate::client::{maria, url};

async fn docs(server: &Server, headers: &[(&str, &str)]) -> Answer {
    wire::send("GET", &url(server, "/docs"), headers, Vec::new()).await.expect("an answer")
}

#[tokio::test]
async fn what_identifies_an_instance() {
    let server = Server::start().await;
    assert_eq!(docs(&server, &[]).await.json()["info"]["title"], "ProcessMaker API");
    let users = wire::send("GET", &url(&server, "/api/1.0/users"), &[], Vec::new()).await.unwrap();
    assert_eq!((users.status, users.text().as_str()), (401, r#"{"error":"Unauthenticated."}"#));
}

#[tokio::test]
async fn the_document_describes_the_api_and_is_wrong_about_where_it_is() {
    for generation in [Generation::Version4, Generation::Version2026] {
        let server = Server::builder().generation(generation).start().await;
        let document = docs(&server, &[]).await;
        assert_eq!(document.header("content-type"), Some("application/json"));
        let document = document.json();
        assert_eq!(document["servers"], json!([{ "url": "/api/1.0" }]));
        let flow =
            &document["components"]["securitySchemes"]["passport"]["flows"]["authorizationCode"];
        assert_eq!(flow["authorizationUrl"], "http://processmaker.test/oauth/authorize");
        assert_eq!(document["paths"]["/users"]["get"]["tags"], json!(["Users"]));

        server.set_docs(Docs::Elsewhere);
        let elsewhere = docs(&server, &[]).await.json();
        assert_eq!(elsewhere["servers"], json!([{ "url": "http://processmaker.test/api/1.0" }]));
        assert_eq!(elsewhere["paths"], document["paths"]);
    }
}

#[tokio::test]
async fn a_closed_document_is_for_the_browser_that_has_signed_in() {
    let server = Server::start().await;
    server.set_docs(Docs::Closed);
    let bearer = format!("Bearer {}", maria(&server).access_token);
    let guest = docs(&server, &[("authorization", &bearer)]).await;
    assert_eq!(guest.status, 302, "a token does not help");
    assert_eq!(guest.header("location"), Some(url(&server, "/login").as_str()));
    let script = docs(&server, &[("accept", "application/json")]).await;
    assert_eq!((script.status, script.json()), (401, json!({ "error": "Unauthenticated." })));
    let mut browser = server.browser();
    browser.open(&url(&server, "/docs")).await;
    let Landing::Page(document) = browser.sign_in("maria", "demo").await else { panic!("a page") };
    assert_eq!(document.json()["info"]["title"], "ProcessMaker API");
}
