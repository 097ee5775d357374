//! The listener on this computer that a browser brings an answer to (RFC 8252, 7.3).
//!
//! Any program and any web page can send something here, so what arrives is judged by the core, and only the keeper
//! decides whether it is the answer that is waited for. The port closes when whoever waits lets go of it; after an
//! answer was taken it stays open for a moment longer, because the browser still comes for the page that says so.
//!
//! Its tasks are its own: the one that accepts ends with the guard, and the connections end with it.

mod page;

#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::io;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use latchkey_core::connection::ServerId;
use latchkey_core::oauth::loopback_request::{Door, MAX_HEAD, Verdict};
use latchkey_core::shell::{Arrival, Listening, Reception};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot, watch};
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::{Instant, timeout};

use crate::language::Spoken;
use page::Page;

/// How many connections may be open. A browser opens a handful; each costs a buffer.
const MAX_CONNECTIONS: usize = 32;

/// How long a request may take to arrive, and its answer to leave. Browsers open connections in advance and send
/// nothing for a while: those are closed, and the browser opens another when it has something to send.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long the port stays open after an answer was taken: until the browser has fetched the page that says so.
const AFTERGLOW: Duration = Duration::from_secs(5);

/// How long to wait after a connection could not be accepted: the program may be out of file descriptors, and the
/// next try would fail at once.
const REST: Duration = Duration::from_millis(100);

/// How much of a refused request is read to its end, so that the refusal is not lost with the connection.
const MAX_REST: u64 = 64 * 1024;

/// Opens a port of the system's choosing for answers of one server.
///
/// Only 127.0.0.1 is listened on, never a name and never another interface. On Windows no other account can take
/// a port that is bound this way; a program of the same account could, and would get a code that is worth nothing
/// without the verifier.
///
/// The pages speak `language`. `on_taken` is called once, when the keeper has taken an answer.
pub(crate) fn open(
    server: ServerId,
    answers: mpsc::Sender<Arrival>,
    language: Spoken,
    on_taken: Arc<dyn Fn() + Send + Sync>,
) -> io::Result<Listening> {
    let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    listener.set_nonblocking(true)?;
    let listener = TcpListener::from_std(listener)?;
    let port = listener.local_addr()?.port();
    let (guard, dropped) = oneshot::channel();
    let desk = Desk {
        door: Door { port, server },
        answers,
        language,
        on_taken,
        standing: Arc::new(watch::Sender::new(Standing { asking: 0, taken: false })),
    };
    tokio::spawn(listen(listener, desk, dropped));
    Ok(Listening { port, guard: Box::new(Guard { _dropped: guard }) })
}

/// Lets go of the port when dropped.
struct Guard {
    _dropped: oneshot::Sender<()>,
}

/// What every connection needs.
#[derive(Clone)]
struct Desk {
    door: Door,
    answers: mpsc::Sender<Arrival>,
    language: Spoken,
    on_taken: Arc<dyn Fn() + Send + Sync>,
    standing: Arc<watch::Sender<Standing>>,
}

/// How far the sign-in has come, as seen from here.
#[derive(Debug, Clone, Copy)]
struct Standing {
    /// How many connections wait for the keeper's word.
    asking: usize,
    /// Whether the keeper took one.
    taken: bool,
}

/// Accepts connections until the guard is dropped, and for a moment longer if an answer was taken.
async fn listen(listener: TcpListener, desk: Desk, mut dropped: oneshot::Receiver<()>) {
    let mut visitors = Visitors::default();
    let mut standing = desk.standing.subscribe();
    loop {
        tokio::select! {
            _ = &mut dropped => break,
            accepted = accept(&listener, &mut visitors) => visitors.admit(accepted, &desk),
        }
    }
    // Whoever took an answer lets go of the port before it says so.
    let settled = standing.wait_for(|standing| standing.taken || standing.asking == 0).await;
    if !settled.is_ok_and(|standing| standing.taken) {
        return;
    }
    let end = Instant::now() + AFTERGLOW;
    loop {
        tokio::select! {
            () = tokio::time::sleep_until(end) => return,
            accepted = accept(&listener, &mut visitors) => visitors.admit(accepted, &desk),
        }
    }
}

/// Waits until there is room for a connection, and then for one.
async fn accept(listener: &TcpListener, visitors: &mut Visitors) -> Option<TcpStream> {
    visitors.make_room().await;
    match listener.accept().await {
        Ok((stream, _)) => Some(stream),
        Err(_) => {
            tokio::time::sleep(REST).await;
            None
        }
    }
}

/// The open connections, oldest first.
#[derive(Default)]
struct Visitors {
    tasks: JoinSet<()>,
    waiting: VecDeque<Visitor>,
}

struct Visitor {
    task: AbortHandle,
    /// Only whoever sends or fetches something slowly waits for it; the keeper is not asked about it.
    idle: Arc<AtomicBool>,
}

impl Visitors {
    fn admit(&mut self, accepted: Option<TcpStream>, desk: &Desk) {
        let Some(stream) = accepted else {
            return;
        };
        self.waiting.retain(|visitor| !visitor.task.is_finished());
        if self.waiting.len() >= MAX_CONNECTIONS {
            self.drop_oldest_idle();
        }
        let idle = Arc::new(AtomicBool::new(true));
        let task = self.tasks.spawn(serve(stream, desk.clone(), Arc::clone(&idle)));
        self.waiting.push_back(Visitor { task, idle });
    }

    fn drop_oldest_idle(&mut self) {
        let oldest = self.waiting.iter().position(|visitor| visitor.idle.load(Ordering::Relaxed));
        if let Some(visitor) = oldest.and_then(|oldest| self.waiting.remove(oldest)) {
            visitor.task.abort();
        }
    }

    /// While the keeper is asked about all of them, whoever comes next waits outside.
    async fn make_room(&mut self) {
        while self.tasks.try_join_next().is_some() {}
        let busy = |visitor: &Visitor| {
            !visitor.task.is_finished() && !visitor.idle.load(Ordering::Relaxed)
        };
        if self.waiting.iter().filter(|visitor| busy(visitor)).count() >= MAX_CONNECTIONS {
            self.tasks.join_next().await;
        }
    }
}

/// Serves one connection: one request, one answer.
async fn serve(mut stream: TcpStream, desk: Desk, idle: Arc<AtomicBool>) {
    let verdict = timeout(PATIENCE, read(&mut stream, &desk.door)).await;
    let Ok(Ok(verdict)) = verdict else {
        return;
    };
    let page = match verdict {
        Verdict::Callback(address) => {
            idle.store(false, Ordering::Relaxed);
            let page = desk.ask(address).await;
            idle.store(true, Ordering::Relaxed);
            page
        }
        Verdict::Done if desk.is_taken() => Page::Done,
        Verdict::Done => Page::Refusal(404),
        Verdict::Refuse(status) => Page::Refusal(status),
        Verdict::Incomplete => return,
    };
    // A browser that has gone away needs no page.
    timeout(PATIENCE, answer(&mut stream, &page.response(desk.language))).await.ok();
}

impl Desk {
    /// Asks the keeper whether this is the answer that it waits for.
    async fn ask(&self, address: String) -> Page {
        if self.is_taken() {
            return Page::AlreadyUsed;
        }
        let asking = Asking::begin(&self.standing);
        let (verdict, word) = oneshot::channel();
        // A keeper that has ended drops the question, and with it `verdict`.
        self.answers.send(Arrival { address, verdict }).await.ok();
        match word.await.unwrap_or(Reception::Refused) {
            Reception::Taken => {
                asking.end(Reception::Taken);
                (self.on_taken)();
                Page::Taken
            }
            Reception::Refused if self.is_taken() => Page::AlreadyUsed,
            Reception::Refused => Page::NotWaiting,
        }
    }

    fn is_taken(&self) -> bool {
        self.standing.borrow().taken
    }
}

/// Counts as asking for as long as it lives, even if its task is dropped.
struct Asking<'a> {
    standing: &'a watch::Sender<Standing>,
    reception: Reception,
}

impl<'a> Asking<'a> {
    fn begin(standing: &'a watch::Sender<Standing>) -> Self {
        standing.send_modify(|standing| standing.asking += 1);
        Self { standing, reception: Reception::Refused }
    }

    fn end(mut self, reception: Reception) {
        self.reception = reception;
    }
}

impl Drop for Asking<'_> {
    fn drop(&mut self) {
        let taken = self.reception == Reception::Taken;
        self.standing.send_modify(|standing| {
            standing.asking -= 1;
            standing.taken |= taken;
        });
    }
}

/// Reads a request's head, or as much of it as it takes to refuse it.
async fn read(stream: &mut TcpStream, door: &Door) -> io::Result<Verdict> {
    let mut head = Vec::with_capacity(2048);
    let mut piece = [0; 2048];
    loop {
        let received = stream.read(&mut piece).await?;
        if received == 0 {
            return Ok(Verdict::Incomplete);
        }
        let room = MAX_HEAD - head.len();
        head.extend_from_slice(&piece[..received.min(room)]);
        match door.judge(&head) {
            Verdict::Incomplete => {}
            verdict @ (Verdict::Callback(_) | Verdict::Done | Verdict::Refuse(_)) => {
                return Ok(verdict);
            }
        }
    }
}

async fn answer(stream: &mut TcpStream, response: &str) -> io::Result<()> {
    stream.write_all(response.as_bytes()).await?;
    stream.shutdown().await?;
    // Closing a connection with something unread in it takes the answer back.
    tokio::io::copy(&mut stream.take(MAX_REST), &mut tokio::io::sink()).await?;
    Ok(())
}
