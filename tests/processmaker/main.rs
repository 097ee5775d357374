//! The stand-in as a program: the demo instance, and the server of end-to-end
//! tests. Prints one line of JSON once it listens.

use std::io;
use std::process::ExitCode;
use std::str::FromStr;
use std::time::Duration;

use processmaker::{Builder, Generation, Lifetimes, Server, Throttle};
use serde::Serialize;
use tokio::sync::oneshot;

const USAGE: &str = "usage: processmaker [--generation 3|4|2026] [--workspace NAME] [--port PORT]
                    [--demo] [--throttle] [--exit-with-parent]
                    [--access-ttl S] [--refresh-ttl S] [--pat-ttl S] [--code-ttl S]";

/// Everything on the command line.
#[derive(Debug, Default)]
struct Options {
    builder: Builder,
    generation: Generation,
    lifetimes: Wishes,
    exit: Exit,
}

/// Lifetimes that differ from what the generation ships.
#[derive(Debug, Default)]
struct Wishes {
    access: Option<Duration>,
    refresh: Option<Duration>,
    personal: Option<Duration>,
    code: Option<Duration>,
}

impl Wishes {
    fn fulfilled(&self, generation: Generation) -> Lifetimes {
        let shipped = Lifetimes::of(generation);
        Lifetimes {
            access: self.access.unwrap_or(shipped.access),
            refresh: self.refresh.unwrap_or(shipped.refresh),
            personal: self.personal.unwrap_or(shipped.personal),
            code: self.code.unwrap_or(shipped.code),
        }
    }
}

/// When to stop without being interrupted.
#[derive(Debug, Clone, Copy, Default)]
enum Exit {
    #[default]
    Never,
    /// When whoever holds the other end of standard input is gone.
    WithParent,
}

/// The line on standard output.
#[derive(Serialize)]
struct Listening {
    address: String,
    generation: &'static str,
    user: &'static str,
    administrator: &'static str,
    password: &'static str,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(std::env::args().skip(1)).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report(&error);
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: impl Iterator<Item = String>) -> Result<(), String> {
    let options = parse(arguments)?;
    let lifetimes = options.lifetimes.fulfilled(options.generation);
    let builder = options.builder.generation(options.generation).lifetimes(lifetimes);
    let server = builder.try_start().await.map_err(|error| format!("cannot listen: {error}"))?;
    announce(&server);
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted.map_err(|error| error.to_string()),
        () = parent_gone(options.exit) => Ok(()),
    }
}

fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut options = Options::default();
    while let Some(argument) = arguments.next() {
        let mut value =
            || arguments.next().ok_or_else(|| format!("{argument} takes a value\n{USAGE}"));
        let mut seconds = || value().and_then(|value| parsed(&value).map(Duration::from_secs));
        match argument.as_str() {
            "--access-ttl" => options.lifetimes.access = Some(seconds()?),
            "--refresh-ttl" => options.lifetimes.refresh = Some(seconds()?),
            "--pat-ttl" => options.lifetimes.personal = Some(seconds()?),
            "--code-ttl" => options.lifetimes.code = Some(seconds()?),
            "--port" => options.builder = options.builder.port(parsed(&value()?)?),
            "--generation" => {
                let name = value()?;
                let generation = Generation::named(&name);
                options.generation =
                    generation.ok_or_else(|| format!("no generation {name}\n{USAGE}"))?;
            }
            "--workspace" => options.builder = options.builder.workspace(&value()?),
            "--demo" => options.builder = options.builder.demo(),
            "--throttle" => options.builder = options.builder.throttle(Throttle::PerMinute(60)),
            "--exit-with-parent" => options.exit = Exit::WithParent,
            unknown => return Err(format!("unknown option {unknown}\n{USAGE}")),
        }
    }
    Ok(options)
}

fn parsed<T: FromStr>(number: &str) -> Result<T, String> {
    number.parse().map_err(|_| format!("{number} is no number that fits\n{USAGE}"))
}

#[expect(clippy::print_stdout, reason = "the line that scripts wait for")]
fn announce(server: &Server) {
    let listening = Listening {
        address: server.base_url(),
        generation: server.generation().name(),
        user: "maria",
        administrator: "admin",
        password: "demo",
    };
    let line = serde_json::to_string(&listening).expect("text becomes JSON");
    println!("{line}");
}

#[expect(clippy::print_stderr, reason = "a program says why it stops")]
fn report(error: &str) {
    eprintln!("processmaker: {error}");
}

/// Waits for the end of standard input, or for ever.
async fn parent_gone(exit: Exit) {
    let (gone, end_of_input) = oneshot::channel();
    match exit {
        Exit::Never => std::future::pending().await,
        // A thread of its own: a runtime would wait for a pending read before
        // it ends.
        Exit::WithParent => std::thread::spawn(move || {
            // An error in reading means the same as the end.
            io::copy(&mut io::stdin(), &mut io::sink()).unwrap_or_default();
            gone.send(())
        }),
    };
    end_of_input.await.unwrap_or(());
}
