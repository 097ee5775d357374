//! `processes`, `requests` and `tasks`: what the instance is for, made up as it
//! is asked for, and the same every time.
//!
//! A request and its task belong to one user after the other; people see their
//! own, administrators all. Processes are for administrators, and there are so
//! many that `per_page` decides how large an answer becomes: all of them are
//! eleven megabytes.

use serde::Serialize;

use crate::php;
use crate::reply::Reply;
use crate::router::Context;
use crate::user::User;

use super::collection::{collection, is_asked_for, parameter};
use super::{forbidden, not_found};

const PROCESSES: u64 = 12_000;

const REQUESTS: u64 = 240;

/// The names of processes, in turn.
const NAMES: [&str; 6] = [
    "Leave of Absence",
    "Purchase Order",
    "Expense Report",
    "Supplier Onboarding",
    "Access Request",
    "Contract Review",
];

/// What every process says of itself.
const DESCRIPTION: &str = "Whoever starts it fills in a form, and the form goes to the person who \
    answers for the cost centre. Up to the limit of the cost centre one signature is enough; above \
    it the head of the department signs as well, and finance is told. What is refused goes back to \
    the beginning with a reason, and may be sent once more within thirty days. What is approved is \
    filed for ten years, as the rules for records ask, and everybody who took part gets a notice.";

/// The tasks of every process, in turn.
const TASKS: [&str; 3] = ["Fill in the form", "Approve", "File the result"];

const UNAUTHORIZED: &str = "This action is unauthorized.";

/// The lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Processes,
    Requests,
    Tasks,
}

impl Kind {
    /// The list of that name in a path.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "processes" => Some(Self::Processes),
            "requests" => Some(Self::Requests),
            "tasks" => Some(Self::Tasks),
            _ => None,
        }
    }
}

#[derive(Serialize)]
struct Process {
    id: u64,
    process_category_id: u64,
    user_id: u64,
    name: String,
    description: String,
    status: &'static str,
    cancel_screen_id: Option<u64>,
    pause_timer_start: u8,
    has_timer_start_events: bool,
    start_events: [StartEvent; 1],
    warnings: Option<()>,
    deleted_at: Option<()>,
    created_at: String,
    updated_at: String,
}

#[derive(Serialize)]
struct StartEvent {
    id: &'static str,
    name: &'static str,
    #[serde(rename = "ownerProcessId")]
    owner_process_id: &'static str,
    #[serde(rename = "eventDefinitions")]
    event_definitions: [(); 0],
    #[serde(rename = "parallelMultiple")]
    parallel_multiple: bool,
}

#[derive(Serialize)]
struct ProcessRequest {
    id: u64,
    process_id: u64,
    process_collaboration_id: Option<u64>,
    user_id: u64,
    participant_id: Option<u64>,
    callable_id: &'static str,
    status: &'static str,
    name: &'static str,
    case_number: u64,
    case_title: String,
    initiated_at: String,
    completed_at: Option<String>,
    created_at: String,
    updated_at: String,
}

#[derive(Serialize)]
struct Task {
    id: u64,
    process_id: u64,
    process_request_id: u64,
    user_id: u64,
    element_id: String,
    element_type: &'static str,
    element_name: &'static str,
    status: &'static str,
    #[serde(rename = "advanceStatus")]
    advance_status: &'static str,
    initiated_at: String,
    due_at: String,
    completed_at: Option<String>,
    created_at: String,
    updated_at: String,
}

/// `GET /{kind}`
pub(crate) fn list(context: &Context<'_>, me: &User, kind: Kind) -> Reply {
    let filter = parameter(context, "filter");
    match kind {
        Kind::Processes if !me.is_administrator => forbidden(context, UNAUTHORIZED),
        Kind::Processes => {
            let asked_for = |id: &u64| {
                let process = Process::new(*id);
                is_asked_for(filter, [process.name.as_str(), process.status])
            };
            // Nothing is made up to be looked at when nothing is looked for.
            let ids = (1..=PROCESSES).filter(|id| filter.is_empty() || asked_for(id));
            collection(context, ids.collect(), Process::new)
        }
        Kind::Requests => {
            let requests = requests(context, me);
            let asked_for =
                |request: &ProcessRequest| is_asked_for(filter, [request.name, request.status]);
            collection(context, requests.filter(asked_for).collect(), |request| request)
        }
        Kind::Tasks => {
            let tasks = requests(context, me).map(|request| Task::of(&request));
            let asked_for = |task: &Task| is_asked_for(filter, [task.element_name, task.status]);
            collection(context, tasks.filter(asked_for).collect(), |task| task)
        }
    }
}

/// `GET /{kind}/{id}`: what is in the list.
pub(crate) fn show(context: &Context<'_>, me: &User, kind: Kind, id: u64) -> Reply {
    let request = match kind {
        Kind::Processes if !me.is_administrator => return forbidden(context, UNAUTHORIZED),
        Kind::Processes => {
            return match (1..=PROCESSES).contains(&id) {
                true => Reply::json(200, &Process::new(id)),
                false => not_found(),
            };
        }
        Kind::Requests | Kind::Tasks => ProcessRequest::numbered(context, id),
    };
    match request {
        None => not_found(),
        Some(request) if !is_visible(&request, me) => forbidden(context, UNAUTHORIZED),
        Some(request) if kind == Kind::Tasks => Reply::json(200, &Task::of(&request)),
        Some(request) => Reply::json(200, &request),
    }
}

fn requests<'a>(context: &'a Context<'_>, me: &'a User) -> impl Iterator<Item = ProcessRequest> {
    let all = (1..=REQUESTS).filter_map(|id| ProcessRequest::numbered(context, id));
    all.filter(|request| is_visible(request, me))
}

fn is_visible(request: &ProcessRequest, me: &User) -> bool {
    me.is_administrator || request.user_id == me.id
}

impl Process {
    fn new(id: u64) -> Self {
        let created = time(id);
        Self {
            id,
            process_category_id: id % 4 + 1,
            user_id: 1,
            name: format!("{} {id}", name(id)),
            description: format!("{}, as branch {id} does it. {DESCRIPTION}", name(id)),
            status: if id.is_multiple_of(9) { "INACTIVE" } else { "ACTIVE" },
            cancel_screen_id: None,
            pause_timer_start: 0,
            has_timer_start_events: false,
            start_events: [StartEvent {
                id: "node_1",
                name: "Start Event",
                owner_process_id: "ProcessId",
                event_definitions: [],
                parallel_multiple: false,
            }],
            warnings: None,
            deleted_at: None,
            created_at: created.clone(),
            updated_at: created,
        }
    }
}

impl ProcessRequest {
    fn numbered(context: &Context<'_>, id: u64) -> Option<Self> {
        if !(1..=REQUESTS).contains(&id) {
            return None;
        }
        let users = &context.world.users;
        let turn = usize::try_from(id).expect("few") % users.len().max(1);
        let user_id = *users.keys().nth(turn)?;
        let is_done = id.is_multiple_of(5);
        Some(Self {
            id,
            process_id: id % 7 + 1,
            process_collaboration_id: None,
            user_id,
            participant_id: None,
            callable_id: "ProcessId",
            status: if is_done { "COMPLETED" } else { "ACTIVE" },
            name: name(id % 7 + 1),
            case_number: id,
            case_title: format!("Case #{id}"),
            initiated_at: time(id),
            completed_at: is_done.then(|| time(id + 1)),
            created_at: time(id),
            updated_at: time(id + 1),
        })
    }
}

impl Task {
    fn of(request: &ProcessRequest) -> Self {
        let is_done = request.completed_at.is_some();
        let place = usize::try_from(request.id / 2).expect("few") % TASKS.len();
        Self {
            id: request.id,
            process_id: request.process_id,
            process_request_id: request.id,
            user_id: request.user_id,
            element_id: format!("node_{}", place + 2),
            element_type: "task",
            element_name: TASKS[place],
            status: if is_done { "CLOSED" } else { "ACTIVE" },
            advance_status: if is_done { "completed" } else { "open" },
            initiated_at: request.initiated_at.clone(),
            due_at: time(request.id + 72),
            completed_at: request.completed_at.clone(),
            created_at: request.created_at.clone(),
            updated_at: request.updated_at.clone(),
        }
    }
}

fn name(id: u64) -> &'static str {
    NAMES[usize::try_from(id).expect("few") % NAMES.len()]
}

/// So many hours into 2026.
fn time(hours: u64) -> String {
    const NEW_YEAR: i64 = 1_767_225_600;
    let hours = i64::try_from(hours).expect("few");
    format!("{}+00:00", php::datetime(NEW_YEAR + hours * 3600))
}
