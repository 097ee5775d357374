//! What is told of a request, and of an answer but for its body.

use latchkey_core::bench::document::Form;
use latchkey_core::bench::endpoints::{Endpoint, Endpoints, Source};
use latchkey_core::bench::explain::{Field, Page, Verdict};
use latchkey_core::bench::saved::{Favourite, Past};
use latchkey_core::bench::send::Target;
use latchkey_core::keeper::{Answered, Remembered};
use serde::Serialize;
#[cfg(test)]
use specta::Type;

use super::Millis;
use super::forms::HttpMethodView;

/// What came back.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) struct AnsweredView {
    /// By which its body is asked for.
    id: u32,
    status: u16,
    /// In milliseconds.
    took: Millis,
    /// In bytes, as far as it was read.
    size: u32,
    /// There was more of the body than is read.
    cut: bool,
    content_type: Option<String>,
    /// By name and value; secrets are replaced by a mark.
    headers: Vec<(String, String)>,
    form: BodyView,
    /// How many lines of JSON there are to be folded.
    lines: u32,
    /// How many rows of text there are.
    rows: u32,
    verdict: VerdictView,
    /// The server's own words, plain text.
    said: Option<String>,
    /// The server's own number for it (version 3).
    code: Option<i32>,
    /// How long the token that was sent should count, by the server's clock. null: nobody knows.
    #[cfg_attr(test, specta(type = Option<u32>))]
    seconds_left: Option<f64>,
    /// How long ago a request with the same token was accepted, if one was.
    #[cfg_attr(test, specta(type = Option<u32>))]
    accepted_seconds_ago: Option<f64>,
}

/// What the body of an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) enum BodyView {
    Empty,
    Json,
    /// Called JSON, and none, or cut off.
    BrokenJson,
    /// JSON of more lines than can be folded.
    LongJson,
    Text,
    Binary,
}

/// What an answer means.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum VerdictView {
    Success,
    NotModified,
    TokenExpired,
    /// It should count, and does not.
    TokenNotAccepted,
    /// Something in front of ProcessMaker asks for a sign-in of its own.
    Gateway,
    Forbidden,
    NotFound,
    WrongMethod {
        methods: Vec<String>,
    },
    Invalid {
        fields: Vec<FieldView>,
    },
    Throttled {
        #[cfg_attr(test, specta(type = Option<u32>))]
        seconds: Option<f64>,
    },
    Redirect {
        target: Option<TargetView>,
        /// A login page, going by its name.
        to_login: bool,
    },
    Refused,
    Maintenance {
        #[cfg_attr(test, specta(type = Option<u32>))]
        seconds: Option<f64>,
    },
    ServerError,
    Unknown,
}

/// What the server says about one field of what was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
pub(crate) struct FieldView {
    name: String,
    messages: Vec<String>,
}

/// Where a redirect leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
pub(crate) struct TargetView {
    host: String,
    path: String,
}

impl From<Answered> for AnsweredView {
    fn from(answered: Answered) -> Self {
        let Answered { head, explanation, token, id, extent } = answered;
        let took = i64::try_from(head.took.as_millis()).unwrap_or(i64::MAX);
        Self {
            id: id.number(),
            status: head.status,
            took: Millis::new(took),
            size: u32::try_from(head.size).unwrap_or(u32::MAX),
            cut: head.cut,
            content_type: head.content_type,
            headers: head.headers,
            form: extent.form.into(),
            lines: extent.lines,
            rows: extent.rows,
            verdict: explanation.verdict.into(),
            said: explanation.said,
            code: explanation.code.and_then(|code| i32::try_from(code).ok()),
            seconds_left: token.left.map(|left| left.as_secs_f64().floor()),
            accepted_seconds_ago: token.accepted.map(|ago| ago.as_secs_f64().floor()),
        }
    }
}

impl From<Form> for BodyView {
    fn from(form: Form) -> Self {
        match form {
            Form::Empty => Self::Empty,
            Form::Json => Self::Json,
            Form::BrokenJson => Self::BrokenJson,
            Form::LongJson => Self::LongJson,
            Form::Text => Self::Text,
            Form::Binary => Self::Binary,
        }
    }
}

impl From<Verdict> for VerdictView {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Success => Self::Success,
            Verdict::NotModified => Self::NotModified,
            Verdict::TokenExpired => Self::TokenExpired,
            Verdict::TokenNotAccepted => Self::TokenNotAccepted,
            Verdict::Gateway => Self::Gateway,
            Verdict::Forbidden => Self::Forbidden,
            Verdict::NotFound => Self::NotFound,
            Verdict::WrongMethod(methods) => Self::WrongMethod { methods },
            Verdict::Invalid(fields) => {
                let fields = fields.into_iter().map(FieldView::from).collect();
                Self::Invalid { fields }
            }
            Verdict::Throttled(rest) => {
                Self::Throttled { seconds: rest.map(|rest| rest.as_secs_f64()) }
            }
            Verdict::Redirect { target, page } => Self::Redirect {
                target: target.map(|Target { host, path }| TargetView { host, path }),
                to_login: page == Page::Login,
            },
            Verdict::Refused => Self::Refused,
            Verdict::Maintenance(rest) => {
                Self::Maintenance { seconds: rest.map(|rest| rest.as_secs_f64()) }
            }
            Verdict::ServerError => Self::ServerError,
            Verdict::Unknown => Self::Unknown,
        }
    }
}

impl From<Field> for FieldView {
    fn from(Field { name, messages }: Field) -> Self {
        Self { name, messages }
    }
}

/// What is remembered of a connection's requests.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
pub(crate) struct RememberedView {
    favourites: Vec<FavouriteView>,
    /// The oldest first.
    history: Vec<PastView>,
}

/// A request under a name.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
pub(crate) struct FavouriteView {
    name: String,
    method: HttpMethodView,
    path: String,
}

/// A request that was sent.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
pub(crate) struct PastView {
    /// By this computer's clock.
    at: Millis,
    /// null: no answer came.
    status: Option<u16>,
    method: HttpMethodView,
    path: String,
}

impl From<Remembered> for RememberedView {
    fn from(Remembered { favourites, history }: Remembered) -> Self {
        let favourite = |Favourite { name, request }| FavouriteView {
            name,
            method: request.method.into(),
            path: request.path,
        };
        let past = |Past { at, status, request }| PastView {
            at: at.into(),
            status,
            method: request.method.into(),
            path: request.path,
        };
        Self {
            favourites: favourites.into_iter().map(favourite).collect(),
            history: history.into_iter().map(past).collect(),
        }
    }
}

/// What a path can be completed from.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) struct EndpointsView {
    /// The instance's own; otherwise the ones that most instances have.
    of_instance: bool,
    list: Vec<EndpointView>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
pub(crate) struct EndpointView {
    method: HttpMethodView,
    /// What is between braces is to be filled in.
    path: String,
    /// What it is for.
    summary: String,
    /// The names of its query parameters.
    query: Vec<String>,
}

impl From<Endpoints> for EndpointsView {
    fn from(Endpoints { source, list }: Endpoints) -> Self {
        let endpoint = |Endpoint { method, path, summary, query }| EndpointView {
            method: method.into(),
            path,
            summary,
            query,
        };
        let of_instance = source == Source::Instance;
        Self { of_instance, list: list.into_iter().map(endpoint).collect() }
    }
}
