//! What answers at the address of a connection, and what time it is there.

use reqwest::Method;

use super::Found;
use crate::clock::{ClockOffset, Timestamp};
use crate::detect::{NotProcessMaker, detect};
use crate::http::Http;
use crate::instance::Instance;
use crate::trouble::{Kind, Trouble};

/// Asks a server for its time and for its generation. `now` is this computer's wall clock.
pub async fn server(http: &Http, expected: &Instance, now: impl Fn() -> Timestamp) -> Found {
    let offset = match clock(http, expected, now).await {
        Ok(offset) => offset,
        // The next question would end the same way, and take as long.
        Err(trouble) if trouble.kind.is_unsent() || trouble.kind == Kind::Timeout => {
            return Found::NoServer(NotProcessMaker::Trouble(trouble));
        }
        Err(_) => None,
    };
    match detect(http, &expected.server, expected.authority.clone()).await {
        Ok(Instance { generation, .. }) => {
            Found::Server { generation, expected: expected.generation, offset }
        }
        Err(other) => Found::NoServer(other),
    }
}

/// How far the server's clock is ahead, by the header of whatever it answers.
async fn clock(
    http: &Http,
    instance: &Instance,
    now: impl Fn() -> Timestamp,
) -> Result<Option<ClockOffset>, Trouble> {
    let client = http.client(instance).await?;
    let question = client.request(Method::HEAD, instance.server.at(""));
    let sent = now();
    let answer = http.send_accepting(question, "*/*").await?;
    Ok(answer.date().map(|date| ClockOffset::measure(date, sent, now())))
}
