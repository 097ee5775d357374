//! The API, as a script uses it.

use processmaker::wire::{self, Answer};
use processmaker::{Landing, Server};
use serde_json::{Value, json};

use crate::client::{api, maria, post_api, url};

fn admin(server: &Server) -> String {
    server.issue(server.latchkey().id, "admin").access_token
}

async fn get(server: &Server, path: &str, token: &str) -> Answer {
    api(server, "GET", path, token).await
}

fn column(list: &Value, name: &str) -> Vec<Value> {
    list["data"].as_array().expect("a list").iter().map(|row| row[name].clone()).collect()
}

#[tokio::test]
async fn the_api_knows_users_by_number_and_tells_too_much() {
    let server = Server::start().await;
    let token = maria(&server).access_token;
    let id = server.user("maria").id;
    let record = get(&server, &format!("/users/{id}"), &token).await.json();
    assert_eq!(record["fullname"], "Maria Silva");
    assert!(record["remember_token"].is_string());
    assert_eq!(get(&server, "/users/configuration", &token).await.json()["user_id"], id);
    assert_eq!(get(&server, "/users/me", &token).await.status, 404);
}

#[tokio::test]
async fn what_is_not_for_everybody() {
    let server = Server::start().await;
    let token = maria(&server).access_token;
    for (path, message) in [
        ("/users", "Not authorized to view users."),
        ("/users/1", "Not authorized to update this user."),
        ("/users/1/tokens", "Not authorized to update this user."),
        ("/processes", "This action is unauthorized."),
        ("/processes/1", "This action is unauthorized."),
        ("/requests/3", "This action is unauthorized."),
    ] {
        let refused = get(&server, path, &token).await;
        assert_eq!(
            (refused.status, refused.json()),
            (403, json!({ "message": message })),
            "{path}"
        );
    }
    let refused = post_api(&server, "/users", &token, "").await;
    let message = json!({ "message": "This action is unauthorized." });
    assert_eq!((refused.status, refused.json()), (403, message));
    for path in ["/nothing", "/users/99", "/processes/0", "/requests/999", "/tasks/x", "/tasks/1/x"]
    {
        let unknown = get(&server, path, &admin(&server)).await;
        assert_eq!(
            (unknown.status, unknown.json()),
            (404, json!({ "error": "Not Found" })),
            "{path}"
        );
        assert_eq!(get(&server, path, "").await.status, 401, "{path}");
    }
}

#[tokio::test]
async fn users_are_listed_by_name_page_by_page() {
    let server = Server::start().await;
    let token = admin(&server);
    let list = async |query: &str| get(&server, &format!("/users{query}"), &token).await.json();
    let everybody = list("").await;
    assert_eq!(column(&everybody, "username"), ["admin", "jane", "maria"]);
    assert!(column(&everybody, "remember_token").iter().all(Value::is_string));
    let page = list("?per_page=2&page=2&order_by=username&order_direction=desc").await;
    assert_eq!(column(&page, "username"), ["admin"]);
    let meta = json!({
        "filter": "",
        "sort_by": "username",
        "sort_order": "desc",
        "count": 1,
        "total_pages": 2,
        "current_page": 2,
        "from": 3,
        "last_page": 2,
        "path": url(&server, "/api/1.0/users").as_str(),
        "per_page": 2,
        "to": 3,
        "total": 3,
    });
    assert_eq!(page["meta"], meta);
    for (query, expected) in [
        ("?filter=SIL", vec!["maria"]),
        ("?filter=example.com&order_by=id", vec!["admin", "maria", "jane"]),
        ("?order_by=firstname", vec!["admin", "jane", "maria"]),
        ("?order_by=lastname", vec!["jane", "maria", "admin"]),
        ("?order_by=email&order_direction=DESC", vec!["maria", "jane", "admin"]),
        ("?filter=nobody", vec![]),
        ("?page=9", vec![]),
    ] {
        assert_eq!(column(&list(query).await, "username"), expected, "{query}");
    }
}

#[tokio::test]
async fn a_user_is_created_or_every_field_that_is_wrong_is_named() {
    let server = Server::start().await;
    let token = admin(&server);
    let refused = post_api(&server, "/users", &token, "").await;
    assert_eq!(refused.status, 422);
    let everything = json!({
        "message": "The username field is required. (and 5 more errors)",
        "errors": {
            "username": ["The username field is required."],
            "firstname": ["The First Name field is required."],
            "lastname": ["The Last Name field is required."],
            "email": ["The email field is required."],
            "status": ["The status field is required."],
            "password": ["The password field is required."],
        },
    });
    assert_eq!(refused.json(), everything);

    let ana = "username=ana.souza&firstname=Ana&lastname=Souza&status=INACTIVE&password=secret";
    let taken =
        post_api(&server, "/users", &token, &format!("{ana}&email=MARIA@example.com")).await;
    assert_eq!(taken.json()["message"], "The email has already been taken.");
    let created =
        post_api(&server, "/users", &token, &format!("{ana}&email=ana@souza.example")).await;
    assert_eq!(created.status, 201);
    let id = created.json()["id"].clone();
    let record = get(&server, &format!("/users/{id}"), &token).await.json();
    assert_eq!(record, created.json());
    assert_eq!(
        (&record["fullname"], &record["email"]),
        (&json!("Ana Souza"), &json!("ana@souza.example"))
    );
    assert_eq!(record["status"], "INACTIVE");
    let mut browser = server.browser();
    let Landing::Page(inbox) = browser.sign_in("ana.souza", "secret").await else {
        panic!("a page")
    };
    assert!(inbox.text().contains("Ana Souza"));
}

#[tokio::test]
async fn people_see_their_own_requests_and_tasks() {
    let server = Server::start().await;
    let (token, id) = (maria(&server).access_token, json!(server.user("maria").id));
    for (path, total) in [("/requests", 240), ("/tasks", 240), ("/processes", 12_000)] {
        let all = get(&server, &format!("{path}?per_page=5"), &admin(&server)).await.json();
        assert_eq!(column(&all, "id"), [1, 2, 3, 4, 5], "{path}");
        assert_eq!(all["meta"]["total"], total, "{path}");
    }
    for path in ["/requests", "/tasks"] {
        let own = get(&server, &format!("{path}?per_page=500"), &token).await.json();
        assert_eq!(own["meta"]["total"], 80, "{path}");
        assert!(column(&own, "user_id").iter().all(|user| *user == id), "{path}");
        let first = &own["data"][0];
        let one = get(&server, &format!("{path}/{}", first["id"]), &token).await.json();
        assert_eq!(one, *first, "{path}");
    }
    let done = get(&server, "/requests?filter=completed", &token).await.json();
    assert!(column(&done, "status").iter().all(|status| status == "COMPLETED"));
    assert!(done["meta"]["total"].as_u64().is_some_and(|total| total > 0 && total < 80));
    let approvals = get(&server, "/tasks?filter=approve", &admin(&server)).await.json();
    assert!(column(&approvals, "element_name").iter().all(|name| name == "Approve"));
    let orders = get(&server, "/processes?filter=Order%207", &admin(&server)).await.json();
    assert_eq!(column(&orders, "name")[0], "Purchase Order 7");
}

#[tokio::test]
async fn all_processes_are_eleven_megabytes_and_the_same_every_time() {
    let server = Server::start().await;
    let token = admin(&server);
    let all = get(&server, "/processes?per_page=12000", &token).await;
    let megabytes = all.body.len() / 1_000_000;
    assert!((10..=12).contains(&megabytes), "{megabytes}");
    assert_eq!(all.json()["meta"]["count"], 12_000);
    let again = get(&server, "/processes?per_page=12000", &token).await;
    assert!(again.body == all.body);
    let last = get(&server, "/processes/12000", &token).await;
    assert_eq!(last.json(), all.json()["data"][11_999]);
}

#[tokio::test]
async fn who_has_an_answer_is_not_sent_it_again() {
    let server = Server::start().await;
    let token = admin(&server);
    let bearer = format!("Bearer {token}");
    let first = get(&server, "/users", &token).await;
    let tag = first.header("etag").unwrap().to_owned();
    let ask = async |known: &str, path: &str| {
        let headers = [("authorization", bearer.as_str()), ("if-none-match", known)];
        wire::send("GET", &url(&server, path), &headers, Vec::new()).await.unwrap()
    };
    for known in [tag.clone(), format!("\"other\", W/{tag}")] {
        let same = ask(&known, "/api/1.0/users").await;
        assert_eq!(
            (same.status, same.header("etag"), same.body.len()),
            (304, Some(tag.as_str()), 0)
        );
        assert_eq!(same.header("content-type"), None);
    }
    server.add_user("ana", "Ana Souza", "secret");
    assert_eq!(ask(&tag, "/api/1.0/users").await.status, 200);
    let missing = ask("*", "/api/1.0/users/99").await;
    assert_eq!((missing.status, missing.header("etag")), (404, None));
    let other = get(&server, "/users/configuration", &maria(&server).access_token).await;
    assert_ne!(other.header("etag"), Some(tag.as_str()));
}
