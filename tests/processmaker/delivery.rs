//! How an answer goes out: whole, or spoilt on the way.

use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::{HeaderName, HeaderValue, StatusCode};
use hyper::body::{Body, Frame};

use crate::faults::After;
use crate::gate::Gate;
use crate::reply::Reply;

/// An answer on its way out.
#[derive(Debug)]
pub(crate) enum Delivery {
    Sent {
        reply: Reply,
        body: Outgoing,
    },
    /// The connection closes without an answer.
    Dropped,
}

/// A body in pieces.
#[derive(Debug, Default)]
pub(crate) struct Outgoing {
    pieces: VecDeque<Piece>,
}

enum Piece {
    Data(Bytes),
    Wait(Pin<Box<dyn Future<Output = ()> + Send>>),
    /// White space for ever.
    Endless,
    /// The connection breaks here.
    Break,
}

/// The reply as it is.
pub(crate) fn whole(reply: Reply) -> Delivery {
    let data = Bytes::from(reply.body.clone());
    Delivery::sized(reply, [Piece::Data(data)])
}

/// The reply after everything that was planned for it.
pub(crate) async fn spoil(mut reply: Reply, faults: Vec<After>) -> Delivery {
    let mut last = None;
    for fault in faults {
        match fault {
            After::Replace(other) => reply = other,
            After::Edit(edit) => reply.body = edit(reply.body),
            After::SetHeader(name, value) => {
                reply.headers.insert(name, value);
            }
            After::RemoveHeader(name) => {
                reply.headers.remove(name);
            }
            After::ManyHeaders(count) => add_headers(&mut reply, count),
            After::Hold(gate) => gate.pass().await,
            After::Drop => return Delivery::Dropped,
            After::Truncate(_) | After::Stall(..) | After::Endless => last = Some(fault),
        }
    }
    let body = Bytes::from(reply.body.clone());
    let start = |length: usize| Piece::Data(body.slice(..length.min(body.len())));
    match last {
        Some(After::Truncate(length)) => Delivery::sized(reply, [start(length), Piece::Break]),
        Some(After::Stall(length, gate)) => {
            let rest = Piece::Data(body.slice(length.min(body.len())..));
            Delivery::sized(reply, [start(length), Piece::waiting(gate), rest])
        }
        Some(After::Endless) => Delivery::streamed(reply, [Piece::Data(body), Piece::Endless]),
        Some(_) | None => whole(reply),
    }
}

fn add_headers(reply: &mut Reply, count: usize) {
    for number in 0..count {
        let name = HeaderName::try_from(format!("x-filler-{number}"));
        reply.headers.append(name.expect("a legal header name"), HeaderValue::from_static("x"));
    }
}

impl Delivery {
    fn sized<const COUNT: usize>(mut reply: Reply, pieces: [Piece; COUNT]) -> Self {
        if ![StatusCode::NO_CONTENT, StatusCode::NOT_MODIFIED].contains(&reply.status) {
            reply.headers.insert(CONTENT_LENGTH, HeaderValue::from(reply.body.len()));
        }
        Self::streamed(reply, pieces)
    }

    fn streamed<const COUNT: usize>(reply: Reply, pieces: [Piece; COUNT]) -> Self {
        let pieces = VecDeque::from(pieces);
        Self::Sent { reply, body: Outgoing { pieces } }
    }

    pub(crate) fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Sent { reply, .. } => Some(reply.status),
            Self::Dropped => None,
        }
    }

    /// The response; an error makes hyper close the connection instead.
    pub(crate) fn into_response(self) -> io::Result<http::Response<Outgoing>> {
        match self {
            Self::Sent { reply, body } => {
                let mut response = http::Response::new(body);
                *response.status_mut() = reply.status;
                *response.headers_mut() = reply.headers;
                Ok(response)
            }
            Self::Dropped => Err(io::Error::other("dropped on purpose")),
        }
    }
}

impl Piece {
    fn waiting(gate: Gate) -> Self {
        Self::Wait(Box::pin(async move { gate.pass().await }))
    }
}

impl Body for Outgoing {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        const SPACES: &[u8] = &[b' '; 64 * 1024];
        let Some(piece) = self.pieces.front_mut() else {
            return Poll::Ready(None);
        };
        let frame = match piece {
            Piece::Endless => {
                return Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(SPACES)))));
            }
            Piece::Break => Err(io::Error::other("broken off on purpose")),
            Piece::Data(data) => Ok(Frame::data(std::mem::take(data))),
            Piece::Wait(gate) => match gate.as_mut().poll(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(()) => Ok(Frame::data(Bytes::new())),
            },
        };
        self.pieces.pop_front();
        Poll::Ready(Some(frame))
    }
}

impl fmt::Debug for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Data(_) => "Data",
            Self::Wait(_) => "Wait",
            Self::Endless => "Endless",
            Self::Break => "Break",
        })
    }
}
