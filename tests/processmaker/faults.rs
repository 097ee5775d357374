//! Trouble on request: what a server, a gateway in front of it, or the network
//! does to the next answers.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use http::{HeaderName, HeaderValue};
use serde_json::Value;

use crate::gate::Gate;
use crate::reply::Reply;

/// Which requests a fault is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Endpoint {
    /// `POST /oauth/token`.
    Token,
    /// `/oauth/authorize`, whatever the method.
    Authorize,
    /// Everything under `/api/`.
    Api,
    /// Every request.
    Any,
}

/// What happens to one request. [`Fault::and`] joins several.
#[derive(Debug, Clone, Default)]
pub struct Fault {
    pub(crate) before: Vec<Before>,
    pub(crate) after: Vec<After>,
}

/// What happens in front of the server: the request is not processed.
#[derive(Debug, Clone)]
pub(crate) enum Before {
    Reply(Reply),
    Trouble(Trouble),
    Drop,
    Hold(Gate),
}

/// Answers whose shape depends on the request's `Accept`.
#[derive(Debug, Clone)]
pub(crate) enum Trouble {
    TooManyRequests { retry_after: String },
    Maintenance { retry_after: String },
    ServerError,
}

/// What happens to the answer of a request that was processed.
#[derive(Clone)]
pub(crate) enum After {
    Replace(Reply),
    Edit(Arc<dyn Fn(Vec<u8>) -> Vec<u8> + Send + Sync>),
    SetHeader(HeaderName, HeaderValue),
    RemoveHeader(HeaderName),
    ManyHeaders(usize),
    Hold(Gate),
    Truncate(usize),
    Stall(usize, Gate),
    Endless,
    Drop,
}

impl Fault {
    /// Answers this, and the server never sees the request.
    pub fn answer(reply: Reply) -> Self {
        Self::before(Before::Reply(reply))
    }

    /// 429 in Laravel's shape. `retry_after` is sent as it is.
    pub fn too_many_requests(retry_after: &str) -> Self {
        let retry_after = retry_after.to_owned();
        Self::before(Before::Trouble(Trouble::TooManyRequests { retry_after }))
    }

    /// 503 in Laravel's shape (`php artisan down --retry=…`).
    pub fn maintenance(retry_after: &str) -> Self {
        let retry_after = retry_after.to_owned();
        Self::before(Before::Trouble(Trouble::Maintenance { retry_after }))
    }

    /// 500 in Laravel's shape, before anything was changed.
    pub fn server_error() -> Self {
        Self::before(Before::Trouble(Trouble::ServerError))
    }

    /// A page where JSON was expected: a captive portal, a gateway.
    pub fn html(status: u16) -> Self {
        let page = Reply::new(status).header("content-type", "text/html");
        Self::answer(page.body("<!DOCTYPE html><title>Welcome to the guest network</title>"))
    }

    /// Nothing but a status.
    pub fn empty(status: u16) -> Self {
        Self::answer(Reply::new(status))
    }

    /// A redirect to somewhere else, 301 to 308.
    pub fn redirect(status: u16, location: &str) -> Self {
        Self::answer(Reply::new(status).header("location", location))
    }

    /// Closes the connection before the server sees the request.
    pub fn dropped() -> Self {
        Self::before(Before::Drop)
    }

    /// Keeps the request at the gate, then treats it as usual.
    /// A client that gives up meanwhile is never processed.
    pub fn held(gate: &Gate) -> Self {
        Self::before(Before::Hold(gate.clone()))
    }

    /// Processes the request, then closes the connection: the answer is lost.
    pub fn lost_answer() -> Self {
        Self::after(After::Drop)
    }

    /// Processes the request, then keeps the answer at the gate.
    pub fn held_answer(gate: &Gate) -> Self {
        Self::after(After::Hold(gate.clone()))
    }

    /// Processes the request, but something in between answers this.
    pub fn replaced(reply: Reply) -> Self {
        Self::after(After::Replace(reply))
    }

    /// Closes the connection after so many bytes of the body, although
    /// `Content-Length` promises all of it.
    pub fn truncated(bytes: usize) -> Self {
        Self::after(After::Truncate(bytes))
    }

    /// Sends so many bytes of the body, and the rest once the gate opens.
    pub fn stalled(bytes: usize, gate: &Gate) -> Self {
        Self::after(After::Stall(bytes, gate.clone()))
    }

    /// Follows the body with white space that never ends.
    pub fn endless() -> Self {
        Self::after(After::Endless)
    }

    /// Changes the text of the body.
    pub fn edited(edit: impl Fn(String) -> String + Send + Sync + 'static) -> Self {
        Self::edited_bytes(move |body| {
            edit(String::from_utf8_lossy(&body).into_owned()).into_bytes()
        })
    }

    /// Changes the bytes of the body.
    pub fn edited_bytes(edit: impl Fn(Vec<u8>) -> Vec<u8> + Send + Sync + 'static) -> Self {
        Self::after(After::Edit(Arc::new(edit)))
    }

    /// Sets a field of a JSON object in the body.
    pub fn field(name: &str, value: Value) -> Self {
        let name = name.to_owned();
        Self::edited_object(move |object| {
            object.insert(name.clone(), value.clone());
        })
    }

    /// Sets a field of a JSON object to text that need not be JSON, such as
    /// `1e999`.
    pub fn raw_field(name: &str, text: &str) -> Self {
        const MARK: &str = "raw text goes here";
        let text = text.to_owned();
        Self::field(name, Value::from(MARK))
            .and(Self::edited(move |body| body.replace(&format!("\"{MARK}\""), &text)))
    }

    /// Removes a field of a JSON object in the body.
    pub fn without_field(name: &str) -> Self {
        let name = name.to_owned();
        Self::edited_object(move |object| {
            object.remove(&name);
        })
    }

    /// Sets a header of the answer.
    ///
    /// # Panics
    /// If name or value cannot stand in a header.
    pub fn header(name: &str, value: &str) -> Self {
        let name = HeaderName::try_from(name).expect("a legal header name");
        let value = HeaderValue::try_from(value).expect("a legal header value");
        Self::after(After::SetHeader(name, value))
    }

    /// Removes a header of the answer, such as `Date`.
    ///
    /// # Panics
    /// If the name cannot stand in a header.
    pub fn without_header(name: &str) -> Self {
        let name = HeaderName::try_from(name).expect("a legal header name");
        Self::after(After::RemoveHeader(name))
    }

    /// Adds so many headers to the answer.
    pub fn many_headers(count: usize) -> Self {
        Self::after(After::ManyHeaders(count))
    }

    /// This, and then the other.
    pub fn and(mut self, other: Self) -> Self {
        self.before.extend(other.before);
        self.after.extend(other.after);
        self
    }

    fn before(before: Before) -> Self {
        Self { before: vec![before], after: Vec::new() }
    }

    fn after(after: After) -> Self {
        Self { before: Vec::new(), after: vec![after] }
    }

    fn edited_object(
        edit: impl Fn(&mut serde_json::Map<String, Value>) + Send + Sync + 'static,
    ) -> Self {
        Self::edited_bytes(move |body| match serde_json::from_slice(&body) {
            Ok(Value::Object(mut object)) => {
                edit(&mut object);
                Value::Object(object).to_string().into_bytes()
            }
            Ok(_) | Err(_) => body,
        })
    }
}

impl fmt::Debug for After {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match self {
            Self::Replace(_) => "Replace",
            Self::Edit(_) => "Edit",
            Self::SetHeader(..) => "SetHeader",
            Self::RemoveHeader(_) => "RemoveHeader",
            Self::ManyHeaders(_) => "ManyHeaders",
            Self::Hold(_) => "Hold",
            Self::Truncate(_) => "Truncate",
            Self::Stall(..) => "Stall",
            Self::Endless => "Endless",
            Self::Drop => "Drop",
        };
        f.write_str(name)
    }
}

/// The trouble that is planned; clones share one plan.
#[derive(Debug, Clone, Default)]
pub struct Faults {
    plan: Arc<Mutex<Plan>>,
}

#[derive(Debug, Default)]
struct Plan {
    next: VecDeque<(Endpoint, Fault)>,
    always: Vec<(Endpoint, Fault)>,
}

impl Faults {
    /// Spoils one more request to an endpoint, after those already planned.
    pub fn next(&self, endpoint: Endpoint, fault: Fault) {
        self.with(|plan| plan.next.push_back((endpoint, fault)));
    }

    /// Spoils `count` requests to an endpoint.
    pub fn next_n(&self, count: usize, endpoint: Endpoint, fault: Fault) {
        self.with(|plan| plan.next.extend(vec![(endpoint, fault); count]));
    }

    /// Spoils every request to an endpoint that has no other fault planned.
    pub fn always(&self, endpoint: Endpoint, fault: Fault) {
        self.with(|plan| plan.always.insert(0, (endpoint, fault)));
    }

    /// Back to a healthy server.
    pub fn clear(&self) {
        self.with(|plan| *plan = Plan::default());
    }

    /// How many single faults have not happened yet.
    pub fn pending(&self) -> usize {
        self.with(|plan| plan.next.len())
    }

    /// The fault for a request to this endpoint, `None` for the other pages.
    pub(crate) fn take(&self, endpoint: Option<Endpoint>) -> Option<Fault> {
        let applies = |planned: Endpoint| planned == Endpoint::Any || Some(planned) == endpoint;
        self.with(|plan| {
            let next = plan.next.iter().position(|(planned, _)| applies(*planned));
            if let Some((_, fault)) = next.and_then(|place| plan.next.remove(place)) {
                return Some(fault);
            }
            let always = plan.always.iter().find(|(planned, _)| applies(*planned));
            always.map(|(_, fault)| fault.clone())
        })
    }

    fn with<T>(&self, work: impl FnOnce(&mut Plan) -> T) -> T {
        work(&mut self.plan.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
