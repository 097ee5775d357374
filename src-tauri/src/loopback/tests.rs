//! Real sockets against the listener, and a keeper that waits for the state `right`.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::atomic::AtomicUsize;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use latchkey_core::oauth::redirect::Redirect;
use latchkey_core::product::INSTALLED;
use secrecy::ExposeSecret;
use sha2::{Digest, Sha256};

use super::*;

const ID: &str = "7f3a9c1e22d04b5a";

/// A listener, and what a keeper would do with what arrives there.
struct Stage {
    port: u16,
    listening: Option<Listening>,
    arrivals: mpsc::Receiver<Arrival>,
    fronts: Arc<AtomicUsize>,
}

impl Stage {
    fn new() -> Self {
        let (answers, arrivals) = mpsc::channel(64);
        let fronts = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&fronts);
        let on_taken = Arc::new(move || {
            counted.fetch_add(1, Ordering::Relaxed);
        });
        let server = ServerId::from_segment(ID).unwrap();
        let listening = open(server, answers, Spoken::English, on_taken).unwrap();
        Self { port: listening.port, listening: Some(listening), arrivals, fronts }
    }

    /// Serves what arrives for as long as `visit` takes, letting go of the port before it says so, as the real one
    /// does.
    async fn during<T>(&mut self, visit: impl Future<Output = T>) -> T {
        tokio::pin!(visit);
        loop {
            tokio::select! {
                result = &mut visit => return result,
                Some(arrival) = self.arrivals.recv() => {
                    let answers = self.listening.is_some() && is_right(&arrival.address);
                    let reception = if answers { Reception::Taken } else { Reception::Refused };
                    if answers {
                        self.listening = None;
                    }
                    arrival.verdict.send(reception).ok();
                }
            }
        }
    }

    async fn get(&mut self, path: &str) -> String {
        let request = request(self.port, path);
        self.send(&request).await
    }

    async fn send(&mut self, request: &str) -> String {
        let port = self.port;
        self.during(exchange(port, request)).await
    }
}

fn is_right(address: &str) -> bool {
    Redirect::parse(address, &INSTALLED)
        .is_ok_and(|redirect| redirect.state.is_some_and(|state| state.expose_secret() == "right"))
}

fn callback(query: &str) -> String {
    format!("/callback/{ID}?{query}")
}

fn request(port: u16, path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUser-Agent: a browser\r\n\r\n")
}

async fn connect(port: u16) -> io::Result<TcpStream> {
    TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await
}

async fn exchange(port: u16, request: &str) -> String {
    let mut stream = connect(port).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    read_all(&mut stream).await
}

async fn read_all(stream: &mut TcpStream) -> String {
    let mut answer = String::new();
    // A connection that is cut off ends like one that is closed.
    stream.read_to_string(&mut answer).await.ok();
    answer
}

fn status(response: &str) -> u16 {
    response.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default()
}

/// Waits until nobody listens there any more.
async fn closed(port: u16) {
    let refused = async {
        while connect(port).await.is_ok() {
            tokio::task::yield_now().await;
        }
    };
    timeout(Duration::from_secs(60), refused).await.expect("the port is closed");
}

#[tokio::test]
async fn b1_only_this_computer_is_listened_on() {
    let stage = Stage::new();
    connect(stage.port).await.expect("127.0.0.1 is listened on");
    for other in [
        SocketAddr::from((Ipv4Addr::new(127, 0, 0, 2), stage.port)),
        (Ipv6Addr::LOCALHOST, stage.port).into(),
    ] {
        assert!(TcpStream::connect(other).await.is_err(), "{other} is not listened on");
    }
}

#[tokio::test]
async fn f42_b2_the_port_closes_with_the_guard() {
    let mut stage = Stage::new();
    let other = Stage::new();
    assert_ne!(stage.port, other.port, "every sign-in has a port of its own");
    let mut idle = connect(stage.port).await.unwrap();
    drop(stage.listening.take());
    closed(stage.port).await;
    assert_eq!(read_all(&mut idle).await, "", "connections that said nothing are closed too");
    connect(other.port).await.expect("the other sign-in goes on");
}

#[tokio::test]
async fn b2_a_forged_answer_does_not_keep_the_port_open() {
    let mut stage = Stage::new();
    let mut forged = connect(stage.port).await.unwrap();
    forged.write_all(request(stage.port, &callback("code=x&state=no")).as_bytes()).await.unwrap();
    let arrival = stage.arrivals.recv().await.unwrap();
    drop(stage.listening.take());
    arrival.verdict.send(Reception::Refused).unwrap();
    closed(stage.port).await;
}

#[tokio::test]
async fn f33_b3_whatever_is_no_answer_is_refused_and_changes_nothing() {
    let mut stage = Stage::new();
    let port = stage.port;
    let right = callback("code=x&state=right");
    let host = format!("Host: 127.0.0.1:{port}\r\n");
    for (request, expected) in [
        (format!("POST {right} HTTP/1.1\r\n{host}Content-Length: 3\r\n\r\na=b"), 405),
        (format!("HEAD {right} HTTP/1.1\r\n{host}\r\n"), 405),
        (format!("GET {right} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"), 400),
        (format!("GET {right} HTTP/1.1\r\nHost: evil.example\r\n\r\n"), 400),
        (format!("GET {right} HTTP/1.1\r\n\r\n"), 400),
        (format!("GET http://127.0.0.1:{port}{right} HTTP/1.1\r\n{host}\r\n"), 404),
        (format!("GET /favicon.ico HTTP/1.1\r\n{host}\r\n"), 404),
        (format!("GET /done HTTP/1.1\r\n{host}\r\n"), 404),
        ("\u{16}\u{3}\u{1}".to_owned(), 400),
    ] {
        assert_eq!(status(&exchange(port, &request).await), expected, "{request:?}");
    }
    assert!(stage.arrivals.try_recv().is_err(), "the keeper hears of none of them");
    assert_eq!(status(&stage.get(&right).await), 303, "the true answer is still taken");
}

#[tokio::test]
async fn f34_b4_two_thousand_forged_answers_do_not_end_a_sign_in() {
    let mut stage = Stage::new();
    let port = stage.port;
    let flood = async {
        for round in 0..125 {
            let forged = (0..16).map(|n| async move {
                let request = request(port, &callback(&format!("code=x&state=no{round}-{n}")));
                exchange(port, &request).await
            });
            let mut tasks = JoinSet::new();
            forged.for_each(|one| drop(tasks.spawn(one)));
            for answer in tasks.join_all().await {
                assert_eq!(status(&answer), 400);
            }
        }
    };
    stage.during(flood).await;
    assert_eq!(status(&stage.get(&callback("code=x&state=right")).await), 303);
}

#[tokio::test]
async fn f35_b5_an_ambiguous_answer_is_refused() {
    let mut stage = Stage::new();
    for query in [
        "code=x&state=right&state=right",
        "code=x&code=y&state=right",
        "code=x&error=y&state=right",
        "code=&state=right",
        "state=right",
    ] {
        assert_eq!(status(&stage.get(&callback(query)).await), 400, "{query}");
    }
    assert_eq!(status(&stage.get(&callback("code=x&state=right")).await), 303);
}

#[tokio::test]
async fn f36_b6_an_answer_counts_once() {
    let mut stage = Stage::new();
    let right = callback("code=x&state=right");
    let first = stage.get(&right).await;
    assert_eq!(status(&first), 303);
    let second = stage.get(&right).await;
    assert_eq!(status(&second), 409);
    assert!(second.contains("This answer was used already"));
    assert!(stage.arrivals.try_recv().is_err(), "the keeper hears of the first only");
    assert_eq!(stage.fronts.load(Ordering::Relaxed), 1, "the window comes to the front once");
}

#[tokio::test]
async fn b6_of_two_at_once_one_counts() {
    let mut stage = Stage::new();
    let request = request(stage.port, &callback("code=x&state=right"));
    let port = stage.port;
    let both = async { tokio::join!(exchange(port, &request), exchange(port, &request)) };
    let (one, other) = stage.during(both).await;
    let mut statuses = [status(&one), status(&other)];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
}

#[tokio::test]
async fn b8_an_answer_for_another_server_is_refused() {
    let mut stage = Stage::new();
    assert_eq!(status(&stage.get("/callback/0000000000000000?code=x&state=right").await), 404);
}

#[tokio::test]
async fn b9_pages_are_fixed_and_carry_their_policy() {
    let mut stage = Stage::new();
    let canary = "canary7d41";
    let refused = stage.get(&callback(&format!("code={canary}&state={canary}"))).await;
    let missing = stage.get(&format!("/{canary}")).await;
    let taken = stage.get(&callback(&format!("code={canary}&state=right"))).await;
    assert!(taken.contains("\r\nLocation: /done\r\n"), "the code leaves the address bar");
    let done = stage.get("/done").await;
    assert_eq!(status(&done), 200);
    assert!(done.contains("Latchkey has the answer"), "{done}");
    for page in [refused, missing, taken, done] {
        assert!(!page.contains(canary), "nothing is reflected: {page}");
        let (head, body) = page.split_once("\r\n\r\n").unwrap();
        for field in [
            "Cache-Control: no-store",
            "Referrer-Policy: no-referrer",
            "X-Content-Type-Options: nosniff",
            "Connection: close",
            &format!("Content-Length: {}", body.len()),
        ] {
            assert!(head.lines().any(|line| line == field), "{field} in {head}");
        }
        assert!(head.contains("Content-Security-Policy: default-src 'none'; style-src 'sha256-"));
    }
}

#[test]
fn b9_the_policy_lets_in_this_style_sheet_only() {
    let hash = STANDARD.encode(Sha256::digest(page::STYLE));
    assert_eq!(page::STYLE_HASH, format!("sha256-{hash}"));
}

#[tokio::test]
async fn b10_a_head_without_end_is_cut_off() {
    let mut stage = Stage::new();
    let endless = format!("GET /{} HTTP/1.1\r\n", "x".repeat(MAX_HEAD));
    assert_eq!(status(&stage.send(&endless).await), 431);
}

#[tokio::test(start_paused = true)]
async fn b10_a_slow_head_is_dropped_after_five_seconds() {
    let stage = Stage::new();
    let mut slow = connect(stage.port).await.unwrap();
    slow.write_all(b"GET /callback/").await.unwrap();
    let start = Instant::now();
    assert_eq!(read_all(&mut slow).await, "");
    assert_eq!(start.elapsed().as_secs(), PATIENCE.as_secs());
}

#[tokio::test]
async fn b10_the_oldest_idle_connection_makes_room() {
    let mut stage = Stage::new();
    let mut idle = Vec::new();
    for _ in 0..MAX_CONNECTIONS {
        idle.push(connect(stage.port).await.unwrap());
    }
    // One more than there is room for; it gets its answer, and the first one is closed for it.
    assert_eq!(status(&stage.get("/favicon.ico").await), 404);
    assert_eq!(read_all(&mut idle[0]).await, "");
    let mut second = idle.swap_remove(1);
    second.write_all(request(stage.port, "/favicon.ico").as_bytes()).await.unwrap();
    assert_eq!(status(&read_all(&mut second).await), 404, "the others are still open");
}

#[tokio::test]
async fn f34_b10_five_hundred_idle_connections_do_not_keep_the_answer_out() {
    let mut stage = Stage::new();
    let mut idle = Vec::new();
    for _ in 0..500 {
        idle.push(connect(stage.port).await.unwrap());
    }
    assert_eq!(status(&stage.get(&callback("code=x&state=right")).await), 303);
}

#[tokio::test]
async fn b11_an_error_of_the_server_is_an_answer_too() {
    let mut stage = Stage::new();
    let denied = callback("error=access_denied&error_description=no&state=right");
    assert_eq!(status(&stage.get(&denied).await), 303);
}

#[tokio::test(start_paused = true)]
async fn after_an_answer_the_port_stays_for_its_page_and_closes_by_itself() {
    let mut stage = Stage::new();
    assert_eq!(status(&stage.get(&callback("code=x&state=right")).await), 303);
    assert!(stage.listening.is_none(), "the keeper has let go of it");
    assert_eq!(status(&stage.get("/done").await), 200);
    let start = Instant::now();
    tokio::time::sleep(AFTERGLOW).await;
    closed(stage.port).await;
    assert!(start.elapsed() < 2 * AFTERGLOW);
}

#[tokio::test]
async fn without_a_keeper_nothing_is_waited_for() {
    let stage = Stage::new();
    let port = stage.port;
    drop(stage.arrivals);
    let answer = exchange(port, &request(port, &callback("code=x&state=right"))).await;
    assert_eq!(status(&answer), 400);
}
