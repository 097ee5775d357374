//! What is written to standard error, and what never is.
//!
//! Our own code keeps secrets out of its words. Libraries do not know which of their bytes are secret, so below
//! warnings they are silent: in a program that people use always, in a developer's unless a library is named.

use tracing::debug;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::filter::LevelFilter;

/// The targets of our own code.
const OURS: &str = "latchkey";

/// Writes whole addresses into its warnings.
const MUTED: &str = "tauri_plugin_deep_link=off";

/// Who runs this build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reader {
    Person,
    Developer,
}

/// Starts writing, as much as `RUST_LOG` asks for.
pub(crate) fn start() {
    let reader = if cfg!(debug_assertions) { Reader::Developer } else { Reader::Person };
    let asked = std::env::var("RUST_LOG").unwrap_or_default();
    let granted = directives(&asked, reader);
    let subscriber = tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_env_filter(EnvFilter::builder().parse_lossy(&granted));
    // Somebody else already listens, which is as good.
    subscriber.try_init().ok();
    debug!(%granted, "writing");
}

/// What of the directives asked for is granted, in the language of [`EnvFilter`].
fn directives(asked: &str, reader: Reader) -> String {
    let mut level = LevelFilter::INFO;
    let mut named = Vec::new();
    for directive in asked.split(',').map(str::trim).filter(|directive| !directive.is_empty()) {
        if let Ok(bare) = directive.parse::<LevelFilter>() {
            level = bare;
        } else if directive.starts_with(OURS)
            || (reader == Reader::Developer && !directive.starts_with('['))
        {
            named.push(directive);
        }
    }
    let others = level.min(LevelFilter::WARN);
    let mut granted = vec![others.to_string(), format!("{OURS}={level}"), MUTED.to_owned()];
    granted.extend(named.into_iter().map(str::to_owned));
    granted.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libraries_are_silent_below_warnings() {
        let muted = "tauri_plugin_deep_link=off";
        for (asked, reader, granted) in [
            ("", Reader::Person, format!("warn,latchkey=info,{muted}")),
            ("trace", Reader::Person, format!("warn,latchkey=trace,{muted}")),
            ("trace", Reader::Developer, format!("warn,latchkey=trace,{muted}")),
            ("error", Reader::Developer, format!("error,latchkey=error,{muted}")),
            ("off", Reader::Person, format!("off,latchkey=off,{muted}")),
            ("hyper=trace", Reader::Person, format!("warn,latchkey=info,{muted}")),
            ("hyper=trace", Reader::Developer, format!("warn,latchkey=info,{muted},hyper=trace")),
            ("[span]=trace", Reader::Developer, format!("warn,latchkey=info,{muted}")),
            (
                "debug, latchkey_core::vault=trace",
                Reader::Person,
                format!("warn,latchkey=debug,{muted},latchkey_core::vault=trace"),
            ),
        ] {
            assert_eq!(directives(asked, reader), granted, "{asked:?} for a {reader:?}");
            let filter = EnvFilter::builder().parse(&granted).unwrap();
            assert!(filter.max_level_hint().is_some(), "{granted} can be read");
        }
    }
}
