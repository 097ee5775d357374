//! The stand-in as a program: the demo instance, and the server of end-to-end
//! tests. Prints one line of JSON once it listens.

use std::io;
use std::process::ExitCode;
use std::time::Duration;

use processmaker::{Builder, Lifetimes, Server, Throttle};
use serde::Serialize;
use tokio::sync::oneshot;

const USAGE: &str = "usage: processmaker [--port PORT] [--demo] [--throttle] [--exit-with-parent]
                    [--access-ttl S] [--refresh-ttl S] [--pat-ttl S] [--code-ttl S]";

/// Everything on the command line.
#[derive(Debug, Default)]
struct Options {
    builder: Builder,
    lifetimes: Lifetimes,
    exit: Exit,
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
    user: &'static str,
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
    let builder = options.builder.lifetimes(options.lifetimes);
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
        let mut number = || -> Result<u64, String> {
            let value = arguments.next().and_then(|value| value.parse().ok());
            value.ok_or_else(|| format!("{argument} takes a number\n{USAGE}"))
        };
        match argument.as_str() {
            "--port" => {
                let port = u16::try_from(number()?).map_err(|error| error.to_string())?;
                options.builder = options.builder.port(port);
            }
            "--access-ttl" => options.lifetimes.access = Duration::from_secs(number()?),
            "--refresh-ttl" => options.lifetimes.refresh = Duration::from_secs(number()?),
            "--pat-ttl" => options.lifetimes.personal = Duration::from_secs(number()?),
            "--code-ttl" => options.lifetimes.code = Duration::from_secs(number()?),
            "--demo" => options.builder = options.builder.demo(),
            "--throttle" => options.builder = options.builder.throttle(Throttle::PerMinute(60)),
            "--exit-with-parent" => options.exit = Exit::WithParent,
            unknown => return Err(format!("unknown option {unknown}\n{USAGE}")),
        }
    }
    Ok(options)
}

#[expect(clippy::print_stdout, reason = "the line that scripts wait for")]
fn announce(server: &Server) {
    let listening = Listening { address: server.base_url(), user: "maria", password: "demo" };
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
