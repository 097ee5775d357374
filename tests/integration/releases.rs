//! Whether a newer release is out: asked of nobody unless the person wants to be told, and told without a noise.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use latchkey_core::clock::Timestamp;
use latchkey_core::proxy::Proxy;
use latchkey_core::releases::Releases;
use latchkey_core::settings::{FACTORY, Settings};
use processmaker::Server;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::support::App;
use crate::support::app::clock_of;
use crate::support::desktop::Desktop;

const MINUTE: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_secs(24 * 3600);

const TOLD: Settings = Settings { tell_of_releases: true, ..FACTORY };

/// Where releases are published, or a proxy on the way there.
struct Feed {
    address: String,
    /// The heads of the questions, in the order in which they came.
    asked: watch::Sender<Vec<String>>,
    answer: Arc<Mutex<String>>,
    serving: JoinHandle<()>,
}

impl Feed {
    async fn publishing(tag: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked = watch::Sender::new(Vec::new());
        let answer = Arc::new(Mutex::new(release(tag)));
        let (heads, answers) = (asked.clone(), Arc::clone(&answer));
        let serving = tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let (heads, answer) = (heads.clone(), answers.lock().unwrap().clone());
                tokio::spawn(async move {
                    let mut head = [0; 16 * 1024];
                    let read = stream.read(&mut head).await.unwrap_or(0);
                    let head = String::from_utf8_lossy(&head[..read]).into_owned();
                    heads.send_modify(|heads| heads.push(head));
                    // Whoever hangs up before the end does not want it.
                    stream.write_all(answer.as_bytes()).await.ok();
                    // An answer that does not come keeps the question waiting, until it is given up.
                    tokio::io::copy(&mut stream, &mut tokio::io::sink()).await.ok();
                });
            }
        });
        Self { address, asked, answer, serving }
    }

    fn answers(&self, answer: impl Into<String>) {
        *self.answer.lock().unwrap() = answer.into();
    }

    /// Waits until it was asked so often.
    async fn was_asked(&self, times: usize) -> String {
        let mut asked = self.asked.subscribe();
        let long = asked.wait_for(|heads| heads.len() >= times);
        let heads = tokio::time::timeout(MINUTE, long).await.expect("it is asked").unwrap().clone();
        assert_eq!(heads.len(), times, "{heads:?}");
        heads[times - 1].clone()
    }

    fn times(&self) -> usize {
        self.asked.borrow().len()
    }

    /// The program on a desktop for which releases are published here.
    fn app(&self) -> App {
        let desktop = Desktop::new(Timestamp::from_millis(1_795_308_023_000));
        desktop.publishes(Releases::at(&self.address).unwrap());
        App::start_on(desktop)
    }
}

impl Drop for Feed {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

fn redirect(to: &str) -> String {
    format!("HTTP/1.1 302 Found\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n")
}

fn release(tag: &str) -> String {
    redirect(&format!("https://github.com/latchkey-app/latchkey/releases/tag/{tag}"))
}

async fn told(app: &App, version: Option<&str>) {
    let is_so = |told: &Option<String>| told.as_deref() == version;
    app.desktop.until(&format!("{version:?}"), |seen| is_so(&seen.newer_release)).await;
}

/// Lets time pass, and the keeper do what is due then.
async fn pass(app: &App, time: Duration) {
    app.pass(time).await;
    for _ in 0..3 {
        app.keeper.surroundings().await.unwrap();
    }
}

#[tokio::test]
async fn nobody_is_asked_unless_the_person_wants_to_be_told() {
    let server = Server::start().await;
    let feed = Feed::publishing("v999.0.0").await;
    let desktop = Desktop::new(clock_of(&server));
    desktop.publishes(Releases::at(&feed.address).unwrap());
    let app = App::start_on(desktop);
    let id = app.signed_in(&server, "maria").await;
    app.copy(id).await.unwrap();
    for time in [MINUTE, DAY, 30 * DAY] {
        pass(&app, time).await;
    }
    let app = app.restart().await;
    app.keeper.surroundings().await.unwrap();
    pass(&app, 2 * MINUTE).await;
    assert_eq!((feed.times(), app.desktop.news()), (0, Vec::new()));
}

#[tokio::test]
async fn the_question_tells_nobody_from_anybody() {
    let feed = Feed::publishing("v0.0.1").await;
    let cookie = "\r\nSet-Cookie: who=maria; Max-Age=9999999\r\nETag: \"maria\"\r\n\r\n";
    feed.answers(release("v0.0.1").replace("\r\n\r\n", cookie));
    let app = feed.app();
    app.keeper.change(TOLD).await.unwrap();
    let first = feed.was_asked(1).await;
    pass(&app, DAY).await;
    let second = feed.was_asked(2).await;
    let mut lines: Vec<_> = first.trim_end().lines().map(str::to_lowercase).collect();
    lines.sort();
    let host = feed.address.replace("http://", "host: ");
    let plain = ["accept: */*", "head /releases/latest http/1.1", &host, "user-agent: latchkey"];
    assert_eq!(lines, plain, "neither a version nor a name, a cookie or a token");
    assert_eq!(first, second, "and nothing of the answer comes back");
}

#[tokio::test]
async fn a_newer_release_is_told_of_once_it_is_wanted_and_until_it_is_not() {
    let feed = Feed::publishing("v999.0.0").await;
    let app = feed.app();
    app.keeper.change(TOLD).await.unwrap();
    told(&app, Some("999.0.0")).await;
    app.keeper.change(Settings { clipboard_seconds: 7, ..TOLD }).await.unwrap();
    app.keeper.change(FACTORY).await.unwrap();
    told(&app, None).await;
    pass(&app, DAY).await;
    pass(&app, MINUTE).await;
    assert_eq!(feed.times(), 1, "another setting asks nobody, and neither does time");
    app.keeper.change(TOLD).await.unwrap();
    told(&app, Some("999.0.0")).await;
    feed.was_asked(2).await;
    assert_eq!(app.desktop.told(), Vec::new(), "without a notification");
    assert!(app.desktop.nothing_opened().await);
}

#[tokio::test]
async fn it_is_asked_a_minute_after_a_start_and_once_a_day() {
    let feed = Feed::publishing("v998.0.0").await;
    let app = feed.app();
    app.keeper.change(TOLD).await.unwrap();
    told(&app, Some("998.0.0")).await;
    let app = app.restart().await;
    app.keeper.surroundings().await.unwrap();
    pass(&app, MINUTE / 2).await;
    assert_eq!((feed.times(), app.desktop.seen().newer_release), (1, None));
    pass(&app, MINUTE / 2).await;
    feed.was_asked(2).await;
    told(&app, Some("998.0.0")).await;

    feed.answers(release("v999.0.0"));
    pass(&app, DAY - MINUTE).await;
    assert_eq!(feed.times(), 2);
    pass(&app, MINUTE).await;
    told(&app, Some("999.0.0")).await;

    // The keeper notices both at the same look.
    app.desktop.set_clock(3);
    pass(&app, 3 * DAY).await;
    app.desktop.until("a look", |seen| seen.drift >= 3_000).await;
    assert_eq!(feed.times(), 3, "after a sleep the network is waited for");
    pass(&app, MINUTE).await;
    feed.was_asked(4).await;
}

#[tokio::test]
async fn whatever_else_comes_back_is_silence() {
    let feed = Feed::publishing("v0.0.1").await;
    let app = feed.app();
    app.keeper.change(TOLD).await.unwrap();
    let own = format!("v{}", env!("CARGO_PKG_VERSION"));
    let long = "9".repeat(60_000);
    let here = format!("{}/releases/latest", feed.address);
    let answers = [
        release("v0.0.1"),
        release(&own),
        release("v999.0.0-rc.1"),
        release(&format!("v999.0.{long}")),
        release(&format!("{}v999.0.0", "a/".repeat(30_000))),
        release("v999.0.0").replace("302 Found", "200 OK"),
        release("v999.0.0").replace("Location", "Refresh"),
        redirect(&here),
        redirect("https://login.example/?to=/releases/tag/v999.0.0"),
        "HTTP/1.1 404 Not Found\r\nContent-Length: 10000000\r\n\r\n".to_owned(),
        format!("HTTP/1.1 200 OK\r\n\r\n{}", "<html>".repeat(500_000)),
        format!("HTTP/1.1 302 Found\r\nX: {}\r\n", "x".repeat(2_000_000)),
        "HTTP/1.1 302 Found\r\n".to_owned() + &"X: x\r\n".repeat(5_000),
        "\0\u{1}garbage\r\n\r\n".to_owned(),
    ];
    let mut times = 1;
    for answer in answers {
        feed.was_asked(times).await;
        feed.answers(answer);
        pass(&app, DAY).await;
        times += 1;
    }
    feed.was_asked(times).await;
    feed.answers(release("v999.0.0"));
    pass(&app, DAY).await;
    told(&app, Some("999.0.0")).await;
    assert_eq!(feed.times(), times + 1, "no redirect was followed, and nothing asked twice");
    assert_eq!(app.desktop.news(), ["999.0.0"], "nothing was told before");
    assert!(app.desktop.seen().list_trouble.is_none());
}

#[tokio::test]
async fn an_answer_that_does_not_come_holds_up_nothing() {
    let feed = Feed::publishing("v999.0.0").await;
    feed.answers("");
    let server = Server::start().await;
    let desktop = Desktop::new(clock_of(&server));
    desktop.publishes(Releases::at(&feed.address).unwrap());
    let app = App::start_on(desktop);
    app.keeper.change(TOLD).await.unwrap();
    feed.was_asked(1).await;
    let id = app.signed_in(&server, "maria").await;
    app.copy(id).await.unwrap();

    app.keeper.change(FACTORY).await.unwrap();
    feed.answers(release("v999.0.0"));
    app.keeper.change(TOLD).await.unwrap();
    told(&app, Some("999.0.0")).await;

    feed.answers("");
    pass(&app, DAY).await;
    feed.was_asked(3).await;
    let begun = std::time::Instant::now();
    let app = app.restart().await;
    assert!(begun.elapsed() < Duration::from_secs(5), "the end of the program waits for nobody");
    assert_eq!(app.desktop.seen().newer_release, None);
}

#[tokio::test]
async fn nobody_hears_of_a_feed_that_cannot_be_reached() {
    let feed = Feed::publishing("v999.0.0").await;
    let app = feed.app();
    app.desktop.publishes(Releases::at("http://127.0.0.1:1").unwrap());
    let app = app.restart().await;
    app.keeper.change(TOLD).await.unwrap();
    pass(&app, DAY).await;
    app.keeper.quit().await;
    assert_eq!((feed.times(), app.desktop.news()), (0, Vec::new()));
}

#[tokio::test]
async fn the_question_takes_the_persons_proxy() {
    let proxy = Feed::publishing("v999.0.0").await;
    proxy.answers("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
    let desktop = Desktop::new(Timestamp::from_millis(1_795_308_023_000));
    desktop.publishes(Releases::at("https://releases.example/latchkey").unwrap());
    let app = App::start_on(desktop);
    let (address, [except, user]) = (proxy.address.clone(), [const { String::new() }; 2]);
    let proxy_settings = Proxy::Manual { address, except, user };
    app.keeper.change(Settings { proxy: proxy_settings, ..TOLD }).await.unwrap();
    let head = proxy.was_asked(1).await;
    assert!(head.starts_with("CONNECT releases.example:443 HTTP/1.1\r\n"), "{head}");
    assert_eq!(app.desktop.news(), Vec::<String>::new());
}
