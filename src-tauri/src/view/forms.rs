//! As what a token is handed out, and in a program that makes which request.

use latchkey_core::bench::request as bench;
use latchkey_core::copy_as::Form;
use latchkey_core::keeper::{self, Wish};
use serde::{Deserialize, Serialize};
#[cfg(test)]
use specta::Type;

/// A form in which a token is handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename = "Form", rename_all = "camelCase")]
pub(crate) enum FormView {
    Token,
    Header,
    Curl,
    Python,
    JavaScript,
    Php,
    PowerShell,
    DotEnv,
    Postman,
    Bruno,
    Insomnia,
}

impl From<Form> for FormView {
    fn from(form: Form) -> Self {
        match form {
            Form::Token => Self::Token,
            Form::Header => Self::Header,
            Form::Curl => Self::Curl,
            Form::Python => Self::Python,
            Form::JavaScript => Self::JavaScript,
            Form::Php => Self::Php,
            Form::PowerShell => Self::PowerShell,
            Form::DotEnv => Self::DotEnv,
            Form::Postman => Self::Postman,
            Form::Bruno => Self::Bruno,
            Form::Insomnia => Self::Insomnia,
        }
    }
}

impl From<FormView> for Form {
    fn from(view: FormView) -> Self {
        match view {
            FormView::Token => Self::Token,
            FormView::Header => Self::Header,
            FormView::Curl => Self::Curl,
            FormView::Python => Self::Python,
            FormView::JavaScript => Self::JavaScript,
            FormView::Php => Self::Php,
            FormView::PowerShell => Self::PowerShell,
            FormView::DotEnv => Self::DotEnv,
            FormView::Postman => Self::Postman,
            FormView::Bruno => Self::Bruno,
            FormView::Insomnia => Self::Insomnia,
        }
    }
}

/// What is done with a thing of the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename = "HttpMethod", rename_all = "UPPERCASE")]
pub(crate) enum HttpMethodView {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

impl From<HttpMethodView> for bench::Method {
    fn from(view: HttpMethodView) -> Self {
        match view {
            HttpMethodView::Get => Self::Get,
            HttpMethodView::Post => Self::Post,
            HttpMethodView::Put => Self::Put,
            HttpMethodView::Patch => Self::Patch,
            HttpMethodView::Delete => Self::Delete,
        }
    }
}

impl From<bench::Method> for HttpMethodView {
    fn from(method: bench::Method) -> Self {
        match method {
            bench::Method::Get => Self::Get,
            bench::Method::Post => Self::Post,
            bench::Method::Put => Self::Put,
            bench::Method::Patch => Self::Patch,
            bench::Method::Delete => Self::Delete,
        }
    }
}

/// A request as a person typed it.
#[derive(Clone, Deserialize)]
#[cfg_attr(test, derive(Type))]
pub(crate) struct RequestDraft {
    method: HttpMethodView,
    /// With its query.
    path: String,
    /// By name and value.
    headers: Vec<(String, String)>,
    /// JSON; empty: none.
    body: String,
}

impl RequestDraft {
    /// Reads what was typed.
    ///
    /// # Errors
    /// When it cannot be sent.
    pub(crate) fn check(self) -> Result<bench::Request, keeper::CommandError> {
        let Self { method, path, headers, body } = self;
        Ok(bench::Draft { method: method.into(), path, headers, body }.check()?)
    }
}

/// As what a token is to be copied.
#[derive(Clone, Deserialize)]
#[cfg_attr(test, derive(Type))]
pub(crate) struct WishView {
    form: FormView,
    /// The request that a program makes; null: it reads the person's own record.
    request: Option<RequestDraft>,
    /// The person has said that they mean it, where that was asked.
    meant: bool,
}

impl WishView {
    /// Reads it.
    ///
    /// # Errors
    /// When the request cannot be sent.
    pub(crate) fn check(self) -> Result<Wish, keeper::CommandError> {
        let request = self.request.map(RequestDraft::check).transpose()?;
        Ok(Wish { form: self.form.into(), request, meant: self.meant })
    }
}
