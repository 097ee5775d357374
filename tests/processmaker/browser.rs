//! A person at a browser, without a browser: keeps cookies, follows redirects
//! on the server, fills in forms, and stops where the server sends the browser
//! away, be it to a loopback address or a custom scheme.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use url::Url;

use crate::php;
use crate::server::Instance;
use crate::wire::{self, Answer};

/// More than the longest way from the authorize URL to a page: sign in, come
/// back, consent.
const MOST_REDIRECTS: usize = 10;

/// A browser with its cookies.
pub struct Browser {
    instance: Arc<Instance>,
    cookies: BTreeMap<String, String>,
    /// What it shows.
    page: Option<Answer>,
}

/// Where a browser ends up.
#[derive(Debug, Clone)]
pub enum Landing {
    /// A page of the server, or its refusal in JSON.
    Page(Answer),
    /// Sent away, to the client's redirect.
    Away(Url),
}

impl Landing {
    /// The address that the browser was sent away to.
    ///
    /// # Panics
    /// If it is still on the server.
    pub fn away(self) -> Url {
        match self {
            Self::Away(url) => url,
            Self::Page(answer) => {
                panic!("expected a redirect, got {} {}", answer.status, answer.text())
            }
        }
    }
}

impl Browser {
    pub(crate) fn new(instance: Arc<Instance>) -> Self {
        Self { instance, cookies: BTreeMap::new(), page: None }
    }

    /// Opens an authorize URL, signs in as the user if asked, approves if
    /// asked, and returns the redirect with the code, unopened.
    ///
    /// # Panics
    /// If the server refuses.
    pub async fn approve(&mut self, authorize: &Url, username: &str) -> Url {
        self.decide(authorize, username, ["Authorize", "Accept"]).await.away()
    }

    /// The same with the other button. A browser whose user already has a token of the
    /// client is not asked, and brings back a code.
    ///
    /// # Panics
    /// If the server refuses.
    pub async fn deny(&mut self, authorize: &Url, username: &str) -> Url {
        self.decide(authorize, username, ["Cancel", "Deny"]).await.away()
    }

    /// Signs in with the login form on the page, or else with the one that the
    /// server shows to anybody.
    ///
    /// # Panics
    /// If there is no such form.
    pub async fn sign_in(&mut self, username: &str, password: &str) -> Landing {
        let shown = self.page.take().and_then(|page| login_form(&page.text(), username, password));
        let form = match shown {
            Some(form) => form,
            None => {
                let login = self.instance.with_product(|product| product.login_path());
                let page = self.request("GET", &self.server(&login), Vec::new()).await;
                login_form(&page.text(), username, password).expect("a login form")
            }
        };
        self.submit(&form).await
    }

    /// Opens an address as if typed: redirects on the server are followed.
    ///
    /// # Panics
    /// If the server does not answer, or redirects without end.
    pub async fn open(&mut self, url: &Url) -> Landing {
        let mut next = url.clone();
        for _ in 0..MOST_REDIRECTS {
            let answer = self.request("GET", &next, Vec::new()).await;
            let Some(location) = answer.header("location") else {
                return self.show(answer);
            };
            next = destination(&next, location);
            if !self.is_server(&next) {
                return Landing::Away(next);
            }
        }
        panic!("the server redirects without end");
    }

    /// Presses a button of a consent page, which may be one opened long ago.
    ///
    /// # Panics
    /// If the page has no such button.
    pub async fn press(&mut self, page: &Answer, button: &str) -> Landing {
        let form = form_with_button(&page.text(), button).expect("a form with this button");
        self.submit(&form).await
    }

    /// Fills in fields by their labels and presses the button below them. A box
    /// is ticked by `"on"` and cleared by `"off"`; what is not mentioned stays.
    ///
    /// # Panics
    /// If the page has no such button, or no such field above it.
    pub async fn fill_in(
        &mut self,
        page: &Answer,
        answers: &[(&str, &str)],
        button: &str,
    ) -> Landing {
        let page = page.text();
        let text = form_text(&page, button).expect("a form with this button");
        let mut open: Vec<&str> = answers.iter().map(|(label, _)| *label).collect();
        let form = Form::filled(text, |input| {
            let label = attribute(input, "id").and_then(|id| label_of(text, &id));
            let answer = answers.iter().find(|(candidate, _)| Some(*candidate) == label.as_deref());
            open.retain(|candidate| Some(*candidate) != label.as_deref());
            let value = || attribute(input, "value");
            match (attribute(input, "type").as_deref(), answer) {
                (Some("checkbox"), Some((_, tick))) => (*tick == "on").then(value).flatten(),
                (Some("checkbox"), None) => input.contains(" checked").then(value).flatten(),
                (_, Some((_, typed))) => Some((*typed).to_owned()),
                (_, None) => value(),
            }
        });
        assert!(open.is_empty(), "no field is called {open:?}");
        self.submit(&form.expect("a form with this button")).await
    }

    /// `labels`: what the button is called, from one generation to the next.
    async fn decide(&mut self, authorize: &Url, username: &str, labels: [&str; 2]) -> Landing {
        let mut landing = self.open(authorize).await;
        if let Landing::Page(page) = &landing
            && page.text().contains("type=\"password\"")
        {
            let password = self.instance.with_product(|product| product.password_of(username));
            landing = self.sign_in(username, &password.expect("a user of this instance")).await;
        }
        let Landing::Page(page) = landing else {
            return landing;
        };
        let form = labels.iter().find_map(|label| form_with_button(&page.text(), label));
        match form {
            Some(form) => self.submit(&form).await,
            None => Landing::Page(page),
        }
    }

    async fn submit(&mut self, form: &Form) -> Landing {
        let url = self.server(&form.action);
        let fields: Vec<(&str, &str)> =
            form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let body = php::build_query(&fields).into_bytes();
        let answer = self.request("POST", &url, body).await;
        let Some(location) = answer.header("location") else {
            return self.show(answer);
        };
        let next = destination(&url, location);
        match self.is_server(&next) {
            true => self.open(&next).await,
            false => Landing::Away(next),
        }
    }

    fn show(&mut self, page: Answer) -> Landing {
        self.page = Some(page.clone());
        Landing::Page(page)
    }

    async fn request(&mut self, method: &str, url: &Url, body: Vec<u8>) -> Answer {
        let cookies = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
        let cookies = cookies.collect::<Vec<_>>().join("; ");
        let mut headers = vec![("accept", "text/html,application/xhtml+xml,*/*;q=0.8")];
        if !cookies.is_empty() {
            headers.push(("cookie", &cookies));
        }
        if method == "POST" {
            headers.push(("content-type", "application/x-www-form-urlencoded"));
        }
        let answer = wire::send(method, url, &headers, body).await;
        let answer = answer.expect("the stand-in answers its browser");
        for cookie in answer.headers.get_all("set-cookie") {
            let cookie = cookie.to_str().expect("cookies are ASCII");
            let pair = cookie.split(';').next().and_then(|pair| pair.split_once('='));
            let (name, value) = pair.expect("a cookie has a name");
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        answer
    }

    fn is_server(&self, url: &Url) -> bool {
        url.as_str().starts_with(&format!("{}/", self.instance.base_url))
    }

    fn server(&self, path: &str) -> Url {
        let address = format!("{}{path}", self.instance.base_url);
        Url::parse(&address).expect("the base URL is one")
    }
}

impl fmt::Debug for Browser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cookies: Vec<&String> = self.cookies.keys().collect();
        f.debug_struct("Browser").field("cookies", &cookies).finish_non_exhaustive()
    }
}

fn destination(from: &Url, location: &str) -> Url {
    from.join(location).expect("a redirect goes to an address")
}

/// A form, filled in.
struct Form {
    /// A path on the server.
    action: String,
    fields: Vec<(String, String)>,
}

impl Form {
    /// A form of a page, its hidden fields as they are, the others as `typed`
    /// says.
    fn filled(form: &str, mut typed: impl FnMut(&str) -> Option<String>) -> Option<Self> {
        let (head, _) = form.split_once('>')?;
        let inputs = form.split("<input").skip(1).filter_map(|input| input.split('>').next());
        let fields = inputs.filter_map(|input| {
            let value = match attribute(input, "type").as_deref() {
                Some("hidden") => attribute(input, "value"),
                Some(_) | None => typed(input),
            };
            Some((attribute(input, "name")?, value?))
        });
        Some(Self { action: attribute(head, "action")?, fields: fields.collect() })
    }
}

fn forms(page: &str) -> impl Iterator<Item = &str> {
    page.split("<form").skip(1).filter_map(|form| form.split("</form>").next())
}

fn form_with_button(page: &str, button: &str) -> Option<Form> {
    Form::filled(form_text(page, button)?, |_| None)
}

fn form_text<'a>(page: &'a str, button: &str) -> Option<&'a str> {
    let label = format!(">{button}</button>");
    forms(page).find(|form| form.contains(&label))
}

/// What the label of the field with this id says.
fn label_of(form: &str, id: &str) -> Option<String> {
    let (_, rest) = form.split_once(&format!("<label for=\"{id}\">"))?;
    let (text, _) = rest.split_once("</label>")?;
    Some(text.to_owned())
}

fn login_form(page: &str, username: &str, password: &str) -> Option<Form> {
    let form = forms(page).find(|form| form.contains("type=\"password\""))?;
    Form::filled(form, |input| match attribute(input, "autocomplete").as_deref() {
        Some("username") => Some(username.to_owned()),
        Some("current-password") => Some(password.to_owned()),
        Some(_) | None => None,
    })
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    let (value, _) = rest.split_once('"')?;
    let value = value.replace("&#039;", "'").replace("&quot;", "\"");
    Some(value.replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&"))
}
