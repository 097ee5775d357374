//! Admin → Auth Clients, as the page and as what it sends.

use processmaker::wire::{self, Answer};
use processmaker::{Browser, Generation, GrantKind, Landing, NewClient, Server};
use serde_json::{Value, json};

use crate::client::{
    auth_client, auth_clients, code, exchange_as, form, loopback, post, redirect_for, url,
};

const LIST: &str = "/admin/auth-clients";
const PAIR: &str = "http://127.0.0.1/callback/7,io.github.latchkey-app://oauth/callback/7";

async fn page(browser: &mut Browser, server: &Server, path: &str) -> Answer {
    shown(browser.open(&url(server, path)).await)
}

fn shown(landing: Landing) -> Answer {
    let Landing::Page(page) = landing else { panic!("it stays on the server") };
    page
}

async fn administrator(server: &Server) -> Browser {
    let mut browser = server.browser();
    browser.open(&url(server, LIST)).await;
    browser.sign_in("admin", "demo").await;
    browser
}

/// Fills in the form for a new client.
async fn register(server: &Server, browser: &mut Browser, answers: &[(&str, &str)]) -> Answer {
    let form = page(browser, server, "/admin/auth-clients/create").await;
    assert!(form.text().contains("<h1>Create Auth-Client</h1>"), "{}", form.text());
    shown(browser.fill_in(&form, answers, "Save").await)
}

#[tokio::test]
async fn a_guest_signs_in_and_comes_back_and_only_an_administrator_sees_it() {
    let server = Server::start().await;
    let mut browser = server.browser();
    let login = page(&mut browser, &server, LIST).await;
    assert!(login.text().contains("<title>Login - ProcessMaker</title>"));
    let list = shown(browser.sign_in("admin", "demo").await);
    assert!(list.text().contains("<h1>Auth Clients</h1>"), "{}", list.text());
    let inbox = page(&mut browser, &server, "/inbox").await.text();
    assert!(inbox.contains(&format!("href=\"{LIST}\"")));

    let mut maria = server.browser();
    maria.sign_in("maria", "demo").await;
    assert!(!page(&mut maria, &server, "/inbox").await.text().contains(LIST));
    for path in ["", "/create", "/4", "/4/edit"] {
        let refused = page(&mut maria, &server, &format!("{LIST}{path}")).await;
        assert_eq!(refused.status, 403, "{path}");
        assert!(refused.text().contains("This action is unauthorized."));
    }
}

#[tokio::test]
async fn version_4_shows_every_secret_at_any_time() {
    let server = Server::start().await;
    let secret = server.latchkey().secret;
    let mut browser = administrator(&server).await;
    for _ in 0..2 {
        let list = page(&mut browser, &server, LIST).await.text();
        let row = list.split("<tr>").find(|row| row.contains(">Latchkey</th>")).unwrap();
        assert!(row.contains("<td>4</td>"), "{row}");
        assert!(row.contains(">http://127.0.0.1/cal...</td>"), "{row}");
        assert!(row.contains("<td>authorization_code_grant</td>"), "{row}");
        assert!(row.contains(&format!("data-text=\"{secret}\"")), "{row}");
        assert!(row.contains("aria-label=\"Copy Client Secret To Clipboard\""), "{row}");
        assert!(row.contains(&format!("{}...", &secret[..10])), "{row}");
    }
}

#[tokio::test]
async fn a_client_made_on_the_page_signs_people_in() {
    for generation in [Generation::Version4, Generation::Version2026] {
        let server = Server::builder().generation(generation).start().await;
        let redirect = redirect_for(&server);
        let mut browser = administrator(&server).await;
        let answers = [
            ("Name", "My Latchkey"),
            ("Enable Authorization Code Grant", "on"),
            ("Redirect URL", redirect.as_str()),
        ];
        let list = register(&server, &mut browser, &answers).await.text();
        assert!(list.contains("The auth client was created."), "{list}");
        let client = server.client(5);
        assert_eq!((client.name.as_str(), &client.redirect), ("My Latchkey", &redirect));
        assert_eq!(client.grants, [GrantKind::AuthorizationCode]);
        assert!(list.contains(&client.secret), "{generation:?}");
        let again = page(&mut browser, &server, LIST).await.text();
        assert!(!again.contains("The auth client was created."));
        assert_eq!(again.contains(&client.secret), generation == Generation::Version4);
        assert_eq!(again.contains("Client Secret"), generation == Generation::Version4);

        for target in [loopback(&server), redirect.split(',').nth(1).unwrap().to_owned()] {
            let mut asked = url(&server, "/oauth/authorize");
            asked
                .query_pairs_mut()
                .append_pair("response_type", "code")
                .append_pair("client_id", "5")
                .append_pair("redirect_uri", &target);
            let back = server.browser().approve(&asked, "maria").await;
            let answer = exchange_as(&server, &client, &target, &code(&back)).await;
            assert_eq!(answer.status, 200, "{target}: {}", answer.text());
        }
    }
}

#[tokio::test]
async fn a_form_that_breaks_a_rule_comes_back_as_it_was_filled_in() {
    let server = Server::start().await;
    let mut browser = administrator(&server).await;
    let bare = "io.github.latchkey-app://oauth/callback/7";
    let spaced = PAIR.replace(',', ", ");
    let long = format!("http://127.0.0.1/{}", "a".repeat(2000));
    let name = "n".repeat(256);
    for (answers, field, message) in [
        (vec![("Name", "")], "name", "The name field is required."),
        (
            vec![("Name", name.as_str())],
            "name",
            "The name field must not be greater than 255 characters.",
        ),
        (vec![("Enable Authorization Code Grant", "off")], "types", "The types field is required."),
        (vec![("Redirect URL", "")], "redirect", "The redirect field is required."),
        (vec![("Redirect URL", bare)], "redirect", "The redirect field must be a valid URL."),
        (
            vec![("Redirect URL", spaced.as_str())],
            "redirect",
            "The redirect field must be a valid URL.",
        ),
        (
            vec![("Redirect URL", long.as_str())],
            "redirect",
            "The redirect field must not be greater than 2000 characters.",
        ),
    ] {
        let mut filled = vec![
            ("Name", "Latchkey"),
            ("Enable Authorization Code Grant", "on"),
            ("Redirect URL", PAIR),
        ];
        filled.retain(|(label, _)| answers.iter().all(|(other, _)| other != label));
        filled.extend(answers);
        let refused = register(&server, &mut browser, &filled).await.text();
        let expected = format!("id=\"{field}-error\" role=\"alert\">{message}</p>");
        assert!(refused.contains(&expected), "{message}: {refused}");
        for (label, value) in filled.iter().filter(|(label, _)| !label.starts_with("Enable")) {
            assert!(refused.contains(&format!("value=\"{value}\"")), "{label} {value}: {refused}");
        }
        let fresh = page(&mut browser, &server, "/admin/auth-clients/create").await.text();
        assert!(!fresh.contains("role=\"alert\"") && !fresh.contains(" checked>"), "once: {fresh}");
    }
    let all = auth_clients(&server, "admin", "GET", &json!(null)).await.json();
    assert_eq!(all["data"].as_array().unwrap().len(), 4, "none was registered");
}

#[tokio::test]
async fn the_boxes_look_as_if_they_went_together() {
    for (generation, grants) in [
        (
            Generation::Version4,
            vec![GrantKind::AuthorizationCode, GrantKind::PersonalAccess, GrantKind::Password],
        ),
        (Generation::Version2026, vec![GrantKind::PersonalAccess]),
    ] {
        let server = Server::builder().generation(generation).start().await;
        let mut browser = administrator(&server).await;
        let boxes = [
            ("Name", "All of it"),
            ("Enable Authorization Code Grant", "on"),
            ("Redirect URL", "http://127.0.0.1/callback"),
            ("Enable Password Grant", "on"),
            ("Enable Personal Access Tokens", "on"),
        ];
        register(&server, &mut browser, &boxes).await;
        let client = server.client(5);
        assert_eq!(client.grants, grants);

        let target = "http://127.0.0.1:43121/callback";
        let mut asked = url(&server, "/oauth/authorize");
        asked
            .query_pairs_mut()
            .append_pair("response_type", "code")
            .append_pair("client_id", "5")
            .append_pair("redirect_uri", target);
        let back = server.browser().approve(&asked, "maria").await;
        let answer = exchange_as(&server, &client, target, &code(&back)).await;
        assert_eq!((answer.status, &answer.json()["error"]), (401, &json!("invalid_client")));
    }
}

#[tokio::test]
async fn a_client_is_edited_and_keeps_its_secret() {
    let server = Server::start().await;
    let secret = server.latchkey().secret;
    let mut browser = administrator(&server).await;
    let form = page(&mut browser, &server, "/admin/auth-clients/4/edit").await;
    assert!(form.text().contains("<h1>Edit Auth Client</h1>"), "{}", form.text());
    let refused = shown(browser.fill_in(&form, &[("Redirect URL", "myapp://x")], "Save").await);
    assert!(refused.text().contains("The redirect field must be a valid URL."));
    assert!(refused.text().contains("value=\"myapp://x\""), "{}", refused.text());
    let answers = [("Name", "Renamed & <more>"), ("Redirect URL", PAIR)];
    let list = shown(browser.fill_in(&refused, &answers, "Save").await).text();
    assert!(
        list.contains("The auth client was saved.") && list.contains("Renamed &amp; &lt;more&gt;")
    );
    let client = server.latchkey();
    assert_eq!((client.redirect.as_str(), &client.secret), (PAIR, &secret));

    let form = page(&mut browser, &server, "/admin/auth-clients/4/edit").await;
    let boxes = [("Enable Authorization Code Grant", "off"), ("Enable Password Grant", "on")];
    browser.fill_in(&form, &boxes, "Save").await;
    let client = server.latchkey();
    assert_eq!((client.redirect.as_str(), client.grants), ("", vec![GrantKind::Password]));
    for path in ["/admin/auth-clients/9/edit", "/admin/auth-clients/4", "/admin/auth-clients/x"] {
        assert_eq!(page(&mut browser, &server, path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn deleting_a_client_ends_its_access_tokens() {
    let server = Server::start().await;
    let client = server.add_client(NewClient::authorization_code("Other", "http://localhost/back"));
    let pair = server.issue(client.id, "maria");
    let mut browser = administrator(&server).await;
    let list = page(&mut browser, &server, LIST).await;
    let row = list.text();
    let row = row.split("<tr>").find(|row| row.contains(">Other</th>")).unwrap().to_owned();
    assert!(row.contains("Are you sure you want to delete the auth client Other?"), "{row}");
    let only = Answer { body: row.into_bytes(), ..list };
    let list = shown(browser.press(&only, "Confirm").await).text();
    assert!(
        list.contains("The auth client was deleted.") && !list.contains(">Other</th>"),
        "{list}"
    );
    assert!(!server.accepts(&pair.access_token));
    let fields = [
        ("grant_type", "refresh_token"),
        ("client_id", &client.id.to_string()),
        ("client_secret", &client.secret),
        ("refresh_token", &pair.refresh_token),
    ];
    let refused = post(&server, "/oauth/token", &form(&fields)).await;
    assert_eq!((refused.status, &refused.json()["error"]), (401, &json!("invalid_client")));
}

#[tokio::test]
async fn the_json_behind_the_page() {
    let server = Server::start().await;
    let body =
        json!({ "name": "Latchkey", "types": ["authorization_code_grant"], "redirect": PAIR });
    assert_eq!(auth_clients(&server, "maria", "GET", &json!(null)).await.status, 403);
    let created = auth_clients(&server, "admin", "POST", &body).await;
    assert_eq!((created.status, created.json()["redirect"].as_str()), (201, Some(PAIR)));
    let listed = auth_clients(&server, "admin", "GET", &json!(null)).await.json();
    assert_eq!(listed["data"][4], created.json(), "to be read at any time");
    assert!(created.json()["created_at"].as_str().unwrap().ends_with(".000000Z"));

    let secret = server.client(5).secret;
    let shown = auth_client(&server, "GET", 5, &json!(null)).await;
    assert_eq!((shown.status, &shown.json()["secret"]), (200, &json!(secret)));
    let body = json!({ "name": "Script", "types": ["password_client"], "redirect": PAIR });
    let changed = auth_client(&server, "PUT", 5, &body).await;
    assert_eq!((changed.status, &changed.json()["types"]), (200, &json!(["password_client"])));
    assert_eq!(
        (&changed.json()["secret"], &changed.json()["redirect"]),
        (&json!(secret), &json!(""))
    );
    let gone = auth_client(&server, "DELETE", 5, &json!(null)).await;
    assert_eq!((gone.status, gone.text().as_str()), (204, ""));
    assert!(server.client(5).revoked);
    for method in ["GET", "PUT", "DELETE"] {
        assert_eq!(auth_client(&server, method, 99, &body).await.status, 404, "{method}");
    }

    let nothing = auth_clients(&server, "admin", "POST", &json!({})).await;
    assert_eq!(nothing.status, 422);
    let expected = json!({
        "message": "The name field is required. (and 1 more error)",
        "errors": {
            "name": ["The name field is required."],
            "types": ["The types field is required."],
        },
    });
    assert_eq!(nothing.json(), expected);
    let body = json!({ "name": "N", "types": ["client_credentials"] });
    let unknown = auth_clients(&server, "admin", "POST", &body).await;
    assert_eq!(unknown.json()["errors"]["types.0"], json!(["The selected types.0 is invalid."]));
    let guest = wire::send("GET", &url(&server, "/oauth/clients"), &[], Vec::new()).await.unwrap();
    assert_eq!((guest.status, guest.header("location").is_some()), (302, true));
}

#[tokio::test]
async fn version_2026_tells_a_secret_once() {
    let server = Server::builder().generation(Generation::Version2026).start().await;
    let body = json!({
        "name": "Latchkey",
        "types": ["authorization_code_grant", "password_client"],
        "redirect": "http://127.0.0.1/callback/7",
    });
    let created = auth_clients(&server, "admin", "POST", &body).await;
    assert_eq!(created.status, 201);
    assert_eq!(created.json()["secret"], json!(server.client(5).secret));
    assert_eq!(created.json()["types"], json!(["password_client"]));
    let listed = auth_clients(&server, "admin", "GET", &json!(null)).await.json();
    assert_eq!((&listed["data"][4]["id"], &listed["data"][4]["secret"]), (&json!(5), &Value::Null));
    assert_eq!(auth_client(&server, "PUT", 5, &body).await.json()["secret"], Value::Null);
}
