//! One HTTP request over a connection of its own, nothing followed, nothing
//! remembered: the tests' plain client.

use std::io;

use bytes::Bytes;
use http::header::{CONNECTION, HOST};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use url::Url;

/// Sends a request to the host of its URL.
///
/// # Errors
/// If the server cannot be reached or does not answer in full.
pub async fn send(
    method: &str,
    url: &Url,
    headers: &[(&str, &str)],
    body: Vec<u8>,
) -> io::Result<Answer> {
    let host = url.host_str().expect("an http URL has a host").trim_matches(['[', ']']);
    let port = url.port_or_known_default().expect("an http URL has a port");
    let stream = TcpStream::connect((host, port)).await?;
    let (mut sender, connection) =
        http1::handshake(TokioIo::new(stream)).await.map_err(io::Error::other)?;
    let target = url[url::Position::BeforePath..url::Position::AfterQuery].to_owned();
    let authority = &url[url::Position::BeforeHost..url::Position::AfterPort];
    let mut request = http::Request::builder().method(method).uri(target);
    request = request.header(HOST, authority).header(CONNECTION, "close");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(Full::new(Bytes::from(body))).map_err(io::Error::other)?;
    let answer = async {
        let response = sender.send_request(request).await?;
        let (parts, body) = response.into_parts();
        let body = body.collect().await?.to_bytes();
        Ok::<_, hyper::Error>((parts, body))
    };
    // What breaks the connection breaks the answer as well.
    let (answer, _) = tokio::join!(answer, connection);
    let (parts, body) = answer.map_err(io::Error::other)?;
    Ok(Answer { status: parts.status.as_u16(), headers: parts.headers, body: body.to_vec() })
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: http::HeaderMap,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// A header that is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// If it is something else.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).expect("a JSON body")
    }
}
