//! What was found as a text for whoever is asked for help: no secrets, no names of people.

use std::fmt;

use super::{Check, Found, Links, ProxyFrom};
use crate::clock::Timestamp;
use crate::detect::NotProcessMaker;
use crate::instance::Generation;
use crate::trouble::Trouble;
use crate::vault::Standing;

/// Where it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct About {
    /// The program and its version.
    pub program: String,
    /// The system and its version.
    pub system: String,
    /// The desktop and the kind of session, where the system has several.
    pub desktop: Option<String>,
    /// What draws the window.
    pub web_view: Option<String>,
}

/// The text. `now` is the wall clock.
#[must_use]
pub fn report(about: &About, lines: &[(Check, Option<Found>)], now: Timestamp) -> String {
    let About { program, system, desktop, web_view } = about;
    let mut head = vec![program.clone(), format!("System: {system}")];
    head.extend(desktop.as_ref().map(|desktop| format!("Desktop: {desktop}")));
    head.extend(web_view.as_ref().map(|version| format!("Web view: {version}")));
    let at = now.calendar();
    head.push(format!("Looked at: {} {:02}:{:02} UTC", at.date(), at.hour(), at.minute()));
    head.push(String::new());
    head.extend(lines.iter().map(|(check, found)| match found {
        Some(found) => format!("[{}] {check}: {found}", found.verdict()),
        None => format!("[…] {check}: not known yet"),
    }));
    head.push(String::new());
    head.join("\n")
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Links => "Links from the browser",
            Self::Browser => "Browser",
            Self::Port => "Local address",
            Self::Keyring => "Keyring",
            Self::Bus => "Session bus",
            Self::Proxy => "Proxy",
            Self::Certificates => "Certificates",
            Self::Folders => "Folders",
            Self::Server(instance) => return f.write_str(instance.server.label()),
        })
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Links(links) => links.fmt(f),
            Self::LinksUnused => f.write_str("not used, by choice: sign-ins use a local address"),
            Self::Browser(Some(name)) => f.write_str(name),
            Self::Browser(None) => f.write_str("the system's own choice"),
            Self::NoBrowser => f.write_str("nothing opens web pages"),
            Self::Port => f.write_str("a port can be opened and reached"),
            Self::NoPort(why) => write!(f, "no port can be opened and reached: {why}"),
            Self::Keyring(Standing { keeper, state }) => {
                let keeper = keeper.as_deref().unwrap_or("unknown");
                match state {
                    Ok(()) => write!(f, "{keeper}, unlocked"),
                    Err(failure) => write!(f, "{keeper}; {failure}"),
                }
            }
            Self::Bus => f.write_str("it answers"),
            Self::NoBus(why) => write!(f, "it does not answer: {why}"),
            Self::NoProxy => f.write_str("none"),
            Self::Proxy { via, from } => write!(f, "{via}, by the {from}"),
            Self::ProxyUnknown(why) => write!(f, "none, the desktop does not say which: {why}"),
            Self::SystemCertificates => f.write_str("judged by the system"),
            Self::Certificates { roots, unreadable, instead } => {
                write!(f, "{roots} trusted, {unreadable} files unreadable")?;
                instead.as_ref().map_or(Ok(()), |which| write!(f, ", from {which}"))
            }
            Self::Folders => f.write_str("can be written"),
            Self::NoFolder { path, why } => write!(f, "{path} cannot be written: {why}"),
            Self::Server { generation, expected, offset } => {
                write!(f, "{}", name(*generation))?;
                if generation != expected {
                    write!(f, " where {} was expected", name(*expected))?;
                }
                match offset {
                    None => f.write_str(", its clock is not known"),
                    Some(offset) => {
                        write!(f, ", its clock is {} s ahead", offset.as_millis() / 1000)
                    }
                }
            }
            Self::NoServer(other) => words(other, f),
            Self::Late => f.write_str("no answer in time"),
        }
    }
}

impl fmt::Display for ProxyFrom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Settings => "settings",
            Self::Environment => "environment",
            Self::System => "system",
        })
    }
}

impl fmt::Display for Links {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ours => "they open this program",
            Self::OtherCopy => "they open another copy of this program",
            Self::Another(name) => return write!(f, "they open {name}"),
            Self::NotOurs => "they do not open this program",
            Self::Nobody => "no program opens them",
            Self::NoLauncher => "this desktop opens none",
            Self::NotInstalled => "the program is not installed",
        })
    }
}

fn name(generation: Generation) -> &'static str {
    match generation {
        Generation::Version3 => "ProcessMaker 3",
        Generation::Version4 => "ProcessMaker 4",
        Generation::Version2026 => "ProcessMaker of 2026",
    }
}

fn words(other: &NotProcessMaker, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match other {
        NotProcessMaker::Elsewhere(host) => write!(f, "it sends everybody to {host}"),
        NotProcessMaker::LoginPage => f.write_str("another program's login page"),
        NotProcessMaker::WebSite => f.write_str("an ordinary page"),
        NotProcessMaker::OtherApplication => f.write_str("another program"),
        NotProcessMaker::Trouble(trouble) => {
            let Trouble { kind, detail, status, retry_after: _ } = trouble;
            write!(f, "{kind}")?;
            status.map_or(Ok(()), |status| write!(f, " (HTTP {status})"))?;
            detail.as_ref().map_or(Ok(()), |detail| write!(f, ": {detail}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::ClockOffset;
    use crate::connection::ServerUrl;
    use crate::instance::Instance;
    use crate::trouble::Kind;
    use crate::vault::Failure;

    fn server(address: &str) -> Check {
        let server = ServerUrl::parse(address).unwrap();
        Check::Server(Instance::new(server, Generation::Version4))
    }

    #[test]
    fn a_report_says_where_it_was_looked_and_what_was_found() {
        let about = About {
            program: "Latchkey 0.1.0".into(),
            system: "Linux, x86_64".into(),
            desktop: Some("GNOME, wayland".into()),
            web_view: None,
        };
        let state = Err(Failure::Locked);
        let keyring = Standing { keeper: Some("GNOME Keyring".into()), state };
        let offset =
            ClockOffset::between(Timestamp::from_millis(0), Timestamp::from_millis(90_000));
        let gone = Trouble::new(Kind::Unreachable).saying("connection refused");
        let lines = [
            (Check::Links, Some(Found::Links(Links::Another("Other".into())))),
            (Check::Keyring, Some(Found::Keyring(keyring))),
            (Check::Certificates, None),
            (
                server("https://acme.example/pm"),
                Some(Found::Server {
                    generation: Generation::Version2026,
                    expected: Generation::Version4,
                    offset: Some(offset),
                }),
            ),
            (server("https://gone.example"), Some(Found::NoServer(NotProcessMaker::Trouble(gone)))),
        ];
        let text = report(&about, &lines, Timestamp::from_millis(1_795_307_008_000));
        assert_eq!(
            text,
            "Latchkey 0.1.0\n\
             System: Linux, x86_64\n\
             Desktop: GNOME, wayland\n\
             Looked at: 2026-11-22 00:23 UTC\n\
             \n\
             [look] Links from the browser: they open Other\n\
             [bad] Keyring: GNOME Keyring; the keyring is locked\n\
             […] Certificates: not known yet\n\
             [look] acme.example/pm: ProcessMaker of 2026 where ProcessMaker 4 was expected, its clock is 90 s ahead\n\
             [bad] gone.example: nothing answers at this address: connection refused\n"
        );
    }
}
