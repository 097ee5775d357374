//! The endpoints that everybody needs, for instances that do not tell theirs.

use super::Endpoint;
use crate::bench::request::Method::{self, Delete, Get, Post, Put};

/// The parameters of a list in ProcessMaker 4.
const LIST: &[&str] = &["filter", "order_by", "order_direction", "per_page", "page", "include"];
const REQUESTS: &[&str] = &[
    "type",
    "status",
    "pmql",
    "filter",
    "order_by",
    "order_direction",
    "per_page",
    "page",
    "include",
];
const TASKS: &[&str] = &[
    "status",
    "process_request_id",
    "user_id",
    "pmql",
    "filter",
    "order_by",
    "order_direction",
    "per_page",
    "page",
    "include",
];
const NOTHING: &[&str] = &[];

type Known = (Method, &'static str, &'static str, &'static [&'static str]);

/// Below `/api/1.0`, by path.
const VERSION_4: [Known; 52] = [
    (Get, "/comments", "List comments", LIST),
    (Get, "/environment_variables", "List environment variables", LIST),
    (Post, "/environment_variables", "Create an environment variable", NOTHING),
    (
        Put,
        "/environment_variables/{environment_variable_id}",
        "Change an environment variable",
        NOTHING,
    ),
    (Get, "/files", "List files", LIST),
    (Get, "/files/{file_id}", "Get a file's record", NOTHING),
    (Get, "/files/{file_id}/contents", "Download a file", NOTHING),
    (Get, "/group_members", "List who is in which group", LIST),
    (Post, "/group_members", "Add somebody to a group", NOTHING),
    (Delete, "/group_members/{group_member_id}", "Remove somebody from a group", NOTHING),
    (Get, "/group_users/{group_id}", "List the users of a group", LIST),
    (Get, "/groups", "List groups", LIST),
    (Post, "/groups", "Create a group", NOTHING),
    (Get, "/groups/{group_id}", "Get a group", NOTHING),
    (Put, "/groups/{group_id}", "Change a group", NOTHING),
    (Delete, "/groups/{group_id}", "Delete a group", NOTHING),
    (Get, "/notifications", "List your notifications", LIST),
    (Put, "/read_notifications", "Mark notifications as read", NOTHING),
    (Get, "/process_categories", "List process categories", LIST),
    (Post, "/process_events/{process_id}", "Start a request of a process", &["event"]),
    (Get, "/processes", "List processes", LIST),
    (Get, "/processes/{process_id}", "Get a process", &["include"]),
    (Put, "/processes/{process_id}", "Change a process", NOTHING),
    (Post, "/processes/{process_id}/export", "Export a process", NOTHING),
    (Get, "/start_processes", "List the processes that you can start", LIST),
    (Get, "/requests", "List requests", REQUESTS),
    (Get, "/requests/{request_id}", "Get a request with its data", &["include"]),
    (Put, "/requests/{request_id}", "Change or cancel a request", NOTHING),
    (Delete, "/requests/{request_id}", "Delete a request", NOTHING),
    (
        Post,
        "/requests/{request_id}/events/{event_id}",
        "Trigger an event that a request waits for",
        NOTHING,
    ),
    (Get, "/requests/{request_id}/files", "List the files of a request", NOTHING),
    (Get, "/requests/{request_id}/files/{file_id}", "Download a file of a request", NOTHING),
    (Get, "/screen_categories", "List screen categories", LIST),
    (Get, "/screens", "List screens", LIST),
    (Get, "/screens/{screen_id}", "Get a screen", NOTHING),
    (Get, "/script_categories", "List script categories", LIST),
    (Get, "/script-executors", "List script executors", LIST),
    (Get, "/scripts", "List scripts", LIST),
    (Get, "/scripts/{script_id}", "Get a script", NOTHING),
    (Post, "/scripts/execute/{script_id}", "Run a script", NOTHING),
    (Get, "/task_assignments", "List who is assigned to which task", LIST),
    (Get, "/tasks", "List tasks", TASKS),
    (Get, "/tasks/{task_id}", "Get a task", &["include"]),
    (Put, "/tasks/{task_id}", "Complete or reassign a task", NOTHING),
    (Get, "/users", "List users", LIST),
    (Post, "/users", "Create a user", NOTHING),
    (Get, "/users/{user_id}", "Get a user", NOTHING),
    (Put, "/users/{user_id}", "Change a user", NOTHING),
    (Delete, "/users/{user_id}", "Delete a user", NOTHING),
    (Put, "/users/{user_id}/groups", "Set the groups of a user", NOTHING),
    (Get, "/users/{user_id}/tokens", "List a user's personal access tokens", &["per_page", "page"]),
    (Get, "/users/configuration", "Get your own settings", NOTHING),
];

/// The parameters of a list of cases in version 3.
const CASES: &[&str] = &["start", "limit", "sort", "dir", "cat_uid", "pro_uid", "search"];

/// Below `/api/1.0/{workspace}`, by path.
const VERSION_3: [Known; 24] = [
    (Get, "/case/start-cases", "List the tasks that you can start cases with", NOTHING),
    (Get, "/cases", "List your cases to do", CASES),
    (Post, "/cases", "Start a case", NOTHING),
    (Get, "/cases/advanced-search", "Search all cases", CASES),
    (Get, "/cases/draft", "List your drafts", CASES),
    (Get, "/cases/participated", "List the cases that you took part in", CASES),
    (Get, "/cases/paused", "List your paused cases", CASES),
    (Get, "/cases/unassigned", "List cases that nobody has", CASES),
    (Get, "/cases/{app_uid}", "Get a case", NOTHING),
    (Delete, "/cases/{app_uid}", "Delete a case", NOTHING),
    (Put, "/cases/{app_uid}/cancel", "Cancel a case", NOTHING),
    (Get, "/cases/{app_uid}/current-task", "Get the current tasks of a case", NOTHING),
    (Put, "/cases/{app_uid}/pause", "Pause a case", NOTHING),
    (Put, "/cases/{app_uid}/reassign-case", "Reassign a case", NOTHING),
    (Put, "/cases/{app_uid}/route-case", "Send a case on to its next task", NOTHING),
    (Get, "/cases/{app_uid}/tasks", "List the tasks of a case", NOTHING),
    (Put, "/cases/{app_uid}/unpause", "Go on with a paused case", NOTHING),
    (Put, "/cases/{app_uid}/variable", "Set variables of a case", NOTHING),
    (Get, "/cases/{app_uid}/variables", "Get the variables of a case", NOTHING),
    (Get, "/groups", "List groups", &["filter", "start", "limit"]),
    (Get, "/light/user/data", "Get your own record", NOTHING),
    (Get, "/project", "List processes", NOTHING),
    (Get, "/project/{prj_uid}", "Get a process", NOTHING),
    (Get, "/users", "List users", &["filter", "start", "limit", "status"]),
];

pub(super) fn of_version_4() -> Vec<Endpoint> {
    VERSION_4.iter().map(|known| endpoint("/api/1.0", known)).collect()
}

pub(super) fn of_version_3(workspace: &str) -> Vec<Endpoint> {
    let api = format!("/api/1.0/{workspace}");
    VERSION_3.iter().map(|known| endpoint(&api, known)).collect()
}

fn endpoint(api: &str, (method, path, summary, query): &Known) -> Endpoint {
    Endpoint {
        method: *method,
        path: format!("{api}{path}"),
        summary: (*summary).to_owned(),
        query: query.iter().map(|name| (*name).to_owned()).collect(),
    }
}
