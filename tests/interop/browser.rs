//! A person's browser, without a window: keeps cookies, follows redirects on the server, sends forms, and stops where
//! the server sends it away.

use std::collections::BTreeMap;

use processmaker::wire::{self, Answer};
use url::Url;
use url::form_urlencoded::Serializer;

/// More than the longest way between two pages.
const MOST_REDIRECTS: usize = 10;

/// A browser with its cookies, by path and name.
#[derive(Default)]
pub(crate) struct Browser {
    cookies: BTreeMap<(String, String), String>,
}

/// Where a browser ends up.
pub(crate) enum Landing {
    /// On a page of the server.
    Page(Page),
    /// At the client's redirect, unopened.
    Away(Url),
}

/// A page, and where it is.
pub(crate) struct Page {
    url: Url,
    pub(crate) status: u16,
    pub(crate) html: String,
}

impl Landing {
    pub(crate) fn page(self) -> Page {
        match self {
            Self::Page(page) => page,
            Self::Away(url) => panic!("expected a page, was sent away to {url}"),
        }
    }

    pub(crate) fn away(self) -> Url {
        match self {
            Self::Away(url) => url,
            Self::Page(page) => panic!("expected a redirect, got {} {}", page.status, page.html),
        }
    }
}

impl Browser {
    /// Opens an address as if typed.
    pub(crate) async fn open(&mut self, url: &Url) -> Landing {
        self.go("GET", url.clone(), Vec::new()).await
    }

    /// Sends the first form of a page: its hidden fields, and what is filled in.
    pub(crate) async fn submit(&mut self, page: &Page, fields: &[(&str, &str)]) -> Landing {
        let (_, form) = page.html.split_once("<form").expect("a page with a form");
        let form = form.split("</form>").next().unwrap();
        let action = form.split('>').next().and_then(|tag| attribute(tag, "action"));
        let url = page.url.join(action.as_deref().unwrap_or_default()).unwrap();
        let hidden = form.split("<input type=\"hidden\"").skip(1).filter_map(|input| {
            let tag = input.split('>').next()?;
            Some((attribute(tag, "name")?, attribute(tag, "value").unwrap_or_default()))
        });
        let mut body = Serializer::new(String::new());
        body.extend_pairs(hidden).extend_pairs(fields);
        self.go("POST", url, body.finish().into()).await
    }

    /// Follows the link with some words in it.
    pub(crate) async fn follow(&mut self, page: &Page, words: &str) -> Landing {
        let link = page
            .html
            .split("<a ")
            .skip(1)
            .find(|link| link.split("</a>").next().is_some_and(|link| link.contains(words)));
        let address = attribute(&format!(" {}", link.expect("a page with such a link")), "href");
        let url = page.url.join(&address.expect("a link leads somewhere")).unwrap();
        self.open(&url).await
    }

    async fn go(&mut self, method: &str, mut url: Url, body: Vec<u8>) -> Landing {
        let mut answer = self.request(method, &url, body).await;
        for _ in 0..MOST_REDIRECTS {
            let Some(location) = answer.header("location") else {
                let (status, html) = (answer.status, answer.text());
                return Landing::Page(Page { url, status, html });
            };
            let next = url.join(location).unwrap();
            if next.origin() != url.origin() {
                return Landing::Away(next);
            }
            answer = self.request("GET", &next, Vec::new()).await;
            url = next;
        }
        panic!("the server redirects without end");
    }

    async fn request(&mut self, method: &str, url: &Url, body: Vec<u8>) -> Answer {
        let here = self.cookies.iter().filter(|((path, _), _)| covers(path, url.path()));
        let cookies: Vec<_> = here.map(|((_, name), value)| format!("{name}={value}")).collect();
        let cookies = cookies.join("; ");
        let headers = [
            ("accept", "text/html"),
            ("content-type", "application/x-www-form-urlencoded"),
            ("cookie", &cookies),
        ];
        let answer = wire::send(method, url, &headers, body).await.unwrap();
        for cookie in answer.headers.get_all("set-cookie") {
            self.keep(cookie.to_str().unwrap());
        }
        answer
    }

    fn keep(&mut self, cookie: &str) {
        let mut parts = cookie.split(';').map(str::trim);
        let (name, value) = parts.next().and_then(|pair| pair.split_once('=')).unwrap();
        let path = parts.find_map(|part| {
            let (name, value) = part.split_once('=')?;
            name.eq_ignore_ascii_case("path").then_some(value)
        });
        let key = (path.unwrap_or("/").to_owned(), name.to_owned());
        // Servers take a cookie back by emptying it.
        if value.trim_matches('"').is_empty() {
            self.cookies.remove(&key);
        } else {
            self.cookies.insert(key, value.to_owned());
        }
    }
}

/// Whether a cookie of one path is sent to another (RFC 6265, 5.1.4).
fn covers(cookie: &str, path: &str) -> bool {
    path.strip_prefix(cookie)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || cookie.ends_with('/'))
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    let (value, _) = rest.split_once('"')?;
    let value = value.replace("&quot;", "\"").replace("&#x27;", "'").replace("&#39;", "'");
    Some(value.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
}
