//! The socket: accepts connections, lets faults have their way, and keeps the
//! world behind one lock that is never held across an await.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::HeaderValue;
use http::header::DATE;
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{AbortHandle, JoinSet};

use crate::browser::Browser;
use crate::canaries::Canaries;
use crate::clock::Clock;
use crate::control;
use crate::delivery::{self, Delivery, Outgoing};
use crate::faults::{Before, Fault, Faults};
use crate::generation::Generation;
use crate::league::League;
use crate::product::Product;
use crate::reply::Reply;
use crate::request::Request;
use crate::requests::Requests;
use crate::seed;
use crate::settings::{JwtTimes, Lifetimes, Seed, Throttle};
use crate::throttle::{Attempts, Verdict};
use crate::version3;
use crate::world::World;

/// More than any form that a page of ProcessMaker sends.
const LARGEST_BODY: usize = 1024 * 1024;

/// A running instance. Dropping it closes the port and every connection.
pub struct Server {
    pub(crate) instance: Arc<Instance>,
    accepting: AbortHandle,
}

/// An instance to be started.
#[derive(Debug, Clone, Default)]
pub struct Builder {
    generation: Generation,
    /// `None`: `workflow`.
    workspace: Option<String>,
    /// `None`: what the generation ships.
    lifetimes: Option<Lifetimes>,
    throttle: Throttle,
    jwt_times: JwtTimes,
    seed: Seed,
    audience: Audience,
    port: u16,
}

/// For whom the instance runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Audience {
    #[default]
    Tests,
    /// A person: the login page says how to sign in, and `/_stand-in/` is there.
    Demo,
}

/// What the pages share.
pub(crate) struct Instance {
    pub(crate) base_url: String,
    pub(crate) clock: Clock,
    pub(crate) faults: Faults,
    pub(crate) requests: Requests,
    pub(crate) canaries: Canaries,
    /// How many connections are open.
    open: watch::Sender<usize>,
    audience: Audience,
    throttle: Mutex<(Throttle, Attempts)>,
    generation: Generation,
    installed: Installed,
}

/// The product that is installed, with its database.
enum Installed {
    Passport(Mutex<World>),
    Version3(Mutex<version3::World>),
}

impl Builder {
    /// Which ProcessMaker it is; version 4 by default.
    pub fn generation(mut self, generation: Generation) -> Self {
        self.generation = generation;
        self
    }

    /// What the workspace of ProcessMaker 3 is called; `workflow` by default.
    pub fn workspace(mut self, name: &str) -> Self {
        self.workspace = Some(name.to_owned());
        self
    }

    /// How long tokens and codes live; by default what the generation ships.
    pub fn lifetimes(mut self, lifetimes: Lifetimes) -> Self {
        self.lifetimes = Some(lifetimes);
        self
    }

    /// Whether `POST /oauth/token` counts requests; off by default.
    pub fn throttle(mut self, throttle: Throttle) -> Self {
        self.throttle = throttle;
        self
    }

    /// How times are written in access tokens.
    pub fn jwt_times(mut self, times: JwtTimes) -> Self {
        self.jwt_times = times;
        self
    }

    /// What is in the database at the start.
    pub fn seed(mut self, seed: Seed) -> Self {
        self.seed = seed;
        self
    }

    /// Shows the demo's hints and offers `/_stand-in/` over HTTP.
    pub fn demo(mut self) -> Self {
        self.audience = Audience::Demo;
        self
    }

    /// A port instead of a free one, for an instance that comes back at the
    /// address it had.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Starts the instance on the current Tokio runtime.
    ///
    /// # Panics
    /// If the port is taken.
    pub async fn start(self) -> Server {
        self.try_start().await.expect("the port is free")
    }

    /// Starts the instance on the current Tokio runtime.
    ///
    /// # Errors
    /// If the port is taken.
    pub async fn try_start(self) -> io::Result<Server> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, self.port)).await?;
        let base_url = format!("http://{}", listener.local_addr()?);
        let clock = Clock::default();
        let installed = self.install(&base_url, &clock);
        let instance = Arc::new(Instance {
            base_url,
            clock,
            faults: Faults::default(),
            requests: Requests::default(),
            canaries: Canaries::default(),
            open: watch::Sender::new(0),
            audience: self.audience,
            throttle: Mutex::new((self.throttle, Attempts::default())),
            generation: self.generation,
            installed,
        });
        let accepting = tokio::spawn(accept(listener, instance.clone())).abort_handle();
        Ok(Server { instance, accepting })
    }

    fn install(&self, base_url: &str, clock: &Clock) -> Installed {
        let lifetimes = self.lifetimes.unwrap_or(Lifetimes::of(self.generation));
        let passport = |league| {
            let mut world = World::new(league, lifetimes, self.jwt_times);
            seed::plant(&mut world, self.seed, base_url, clock.micros());
            Installed::Passport(Mutex::new(world))
        };
        match self.generation {
            Generation::Version3 => {
                let name = self.workspace.as_deref().unwrap_or("workflow");
                let world = version3::World::planted(name, lifetimes, self.seed, base_url);
                Installed::Version3(Mutex::new(world))
            }
            Generation::Version4 => passport(League::Eight),
            Generation::Version2026 => passport(League::Nine),
        }
    }
}

impl Server {
    /// An instance with the defaults: the demo's users, Latchkey registered.
    pub async fn start() -> Self {
        Self::builder().start().await
    }

    /// An instance to be configured.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// `http://127.0.0.1:<port>`, without a slash at the end.
    pub fn base_url(&self) -> String {
        self.instance.base_url.clone()
    }

    /// Which ProcessMaker it is.
    pub fn generation(&self) -> Generation {
        self.instance.generation
    }

    /// The workspace of an instance of ProcessMaker 3.
    ///
    /// # Panics
    /// If the instance is of another generation.
    pub fn workspace(&self) -> version3::Workspace<'_> {
        version3::Workspace::of(&self.instance)
    }

    /// The server's clock, which tests move.
    pub fn clock(&self) -> &Clock {
        &self.instance.clock
    }

    /// The trouble that is planned.
    pub fn faults(&self) -> &Faults {
        &self.instance.faults
    }

    /// What came in.
    pub fn requests(&self) -> &Requests {
        &self.instance.requests
    }

    /// Waits until everything that has been asked of the instance so far is
    /// done with, also what a program asked that has died since.
    ///
    /// # Panics
    /// If the port does not answer.
    pub async fn at_rest(&self) {
        let address = self.instance.base_url.trim_start_matches("http://");
        let mut last = TcpStream::connect(address).await.expect("the port is open");
        // Connections are accepted in their order: once this one has been
        // closed by the other side, every earlier one counts.
        last.shutdown().await.expect("nothing is left to be sent");
        last.read_to_end(&mut Vec::new()).await.expect("it is closed in order");
        let mut open = self.instance.open.subscribe();
        open.wait_for(|open| *open == 0).await.expect("self keeps the sender alive");
    }

    /// A person's browser, with no cookies yet.
    pub fn browser(&self) -> Browser {
        Browser::new(self.instance.clone())
    }

    /// Switches the throttle, with every address's count back at zero.
    pub fn set_throttle(&self, throttle: Throttle) {
        *lock(&self.instance.throttle) = (throttle, Attempts::default());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Server({})", self.instance.base_url)
    }
}

impl Instance {
    /// The database of generation 4 or 2026.
    ///
    /// # Panics
    /// If the instance is of another generation.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.passport().expect("ProcessMaker 3 has a workspace instead")
    }

    /// The same for those that can do without.
    pub(crate) fn passport(&self) -> Option<MutexGuard<'_, World>> {
        match &self.installed {
            Installed::Passport(world) => Some(lock(world)),
            Installed::Version3(_) => None,
        }
    }

    /// The database of generation 3.
    ///
    /// # Panics
    /// If the instance is of another generation.
    pub(crate) fn workspace(&self) -> MutexGuard<'_, version3::World> {
        match &self.installed {
            Installed::Passport(_) => panic!("only ProcessMaker 3 has a workspace"),
            Installed::Version3(world) => lock(world),
        }
    }

    /// Works with whichever product is installed.
    pub(crate) fn with_product<T>(&self, work: impl FnOnce(&mut dyn Product) -> T) -> T {
        match &self.installed {
            Installed::Passport(world) => work(&mut *lock(world)),
            Installed::Version3(world) => work(&mut *lock(world)),
        }
    }

    pub(crate) fn count_attempt(&self, peer: IpAddr) -> Verdict {
        let (throttle, attempts) = &mut *lock(&self.throttle);
        attempts.count(*throttle, peer, self.clock.seconds())
    }

    /// The user that the login page suggests.
    pub(crate) fn demo_user(&self) -> Option<&'static str> {
        match self.audience {
            Audience::Tests => None,
            Audience::Demo => Some(seed::DEMO_USER),
        }
    }

    async fn respond(&self, request: &Request) -> Delivery {
        let is_demo = self.audience == Audience::Demo;
        if is_demo {
            self.canaries.note_request(request);
        }
        let endpoint = self.with_product(|product| product.endpoint(request));
        let fault = self.faults.take(endpoint).unwrap_or_default();
        let Fault { before, after } = fault;
        for step in before {
            match step {
                Before::Hold(gate) => gate.pass().await,
                Before::Drop => return Delivery::Dropped,
                Before::Reply(reply) => return delivery::spoil(self.dated(reply), after).await,
                Before::Trouble(trouble) => {
                    let reply =
                        self.with_product(|product| product.trouble(self, request, &trouble));
                    return delivery::spoil(self.dated(reply), after).await;
                }
            }
        }
        let reply = self.with_product(|product| product.answer(self, request));
        if is_demo {
            self.canaries.note_reply(&reply);
        }
        delivery::spoil(self.dated(reply), after).await
    }

    fn dated(&self, mut reply: Reply) -> Reply {
        let date = HeaderValue::try_from(httpdate::fmt_http_date(self.clock.now()));
        reply.headers.insert(DATE, date.expect("dates are ASCII"));
        reply
    }
}

/// A connection, for as long as it is open.
struct Open(watch::Sender<usize>);

impl Open {
    fn count(open: &watch::Sender<usize>) -> Self {
        open.send_modify(|open| *open += 1);
        Self(open.clone())
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.send_modify(|open| *open -= 1);
    }
}

async fn accept(listener: TcpListener, instance: Arc<Instance>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                if let Ok((stream, peer)) = accepted {
                    let open = Open::count(&instance.open);
                    connections.spawn(converse(stream, peer.ip(), instance.clone(), open));
                }
            }
            Some(_ended) = connections.join_next() => {}
        }
    }
}

async fn converse(stream: TcpStream, peer: IpAddr, instance: Arc<Instance>, _open: Open) {
    let service = service_fn(move |request| handle(request, peer, instance.clone()));
    // Every request has a connection of its own, so that dropping one drops
    // nothing else.
    let connection = http1::Builder::new()
        .keep_alive(false)
        .auto_date_header(false)
        .title_case_headers(true)
        .serve_connection(TokioIo::new(stream), service);
    // A connection that ends badly is the client's affair, or a fault's wish.
    connection.await.unwrap_or(());
}

async fn handle(
    request: http::Request<Incoming>,
    peer: IpAddr,
    instance: Arc<Instance>,
) -> io::Result<http::Response<Outgoing>> {
    let (parts, body) = request.into_parts();
    let body = Limited::new(body, LARGEST_BODY).collect().await.map_err(io::Error::other)?;
    let request = Request::new(parts, &body.to_bytes(), peer);
    if instance.audience == Audience::Demo && request.path.starts_with(control::PREFIX) {
        let reply = instance.dated(control::answer(&instance, &request));
        return delivery::whole(reply).into_response();
    }
    let mut received = request.received();
    received.path = instance.with_product(|product| product.logged_path(&received.path));
    let entry = instance.requests.arrive(received);
    let delivery = instance.respond(&request).await;
    if let Some(status) = delivery.status() {
        instance.requests.answer(entry, status.as_u16());
    }
    delivery.into_response()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
