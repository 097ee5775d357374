//! What may stand between a person and a sign-in, looked for one thing at a time.
//!
//! Each [`Check`] is made for itself and within a deadline of its own, so that a server or a keyring that hangs holds
//! up nothing else. What is found is a fact without words; how bad it is and what helps follows from the fact alone.

mod folders;
mod report;
mod servers;

use std::fmt;
use std::future::Future;
use std::time::Duration;

use crate::clock::ClockOffset;
use crate::detect::NotProcessMaker;
use crate::instance::{Generation, Instance};
use crate::proxy::Proxy;
use crate::settings::WayBack;
use crate::vault::{Failure, Standing};

pub use folders::folders;
pub use report::{About, report};
pub use servers::server;

/// How long one check may take. A server that cannot be reached is known after ten seconds; whoever waits longer than
/// this takes the window for frozen.
pub const DEADLINE: Duration = Duration::from_secs(15);

/// A clock that is wrong by less troubles nobody: tokens live for hours, and their times are read with the server's.
const CLOCKS_DIFFER: i64 = 60_000;

/// What the person has connected to and chosen, as far as it decides what is looked at.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// The servers of the connections, each once, as the first of its connections expects it.
    pub servers: Vec<Instance>,
    /// How they are reached.
    pub proxy: Proxy,
    /// How sign-ins come back.
    pub way_back: WayBack,
}

/// One thing to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Check {
    /// Which program the links open that the browser sends people back with.
    Links,
    /// What opens the sign-in page.
    Browser,
    /// The port of this computer that a sign-in can come back to.
    Port,
    /// Where the tokens are kept.
    Keyring,
    /// The bus on which the keyring and other programs of a Linux session speak.
    Bus,
    /// What stands between this computer and its servers.
    Proxy,
    /// The certificates by which servers are trusted.
    Certificates,
    /// The folders in which everything but secrets is kept.
    Folders,
    /// One server of the person's connections, as the connections expect it.
    Server(Instance),
}

/// Which program the system brings this program's links to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Links {
    /// This one.
    Ours,
    /// Another copy of this program.
    OtherCopy,
    /// A program of this name.
    Another(String),
    /// Some other program or none: this system does not say.
    NotOurs,
    /// None.
    Nobody,
    /// None ever on this desktop, which has no launcher for them.
    NoLauncher,
    /// None until the program is installed.
    NotInstalled,
}

/// Who decided which proxy is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProxyFrom {
    /// The person, in the settings.
    Settings,
    /// The environment that the program was started in.
    Environment,
    /// The system: the desktop's settings.
    System,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Where links lead.
    Links(Links),
    /// Where they would lead, if the person had not chosen the local address for every sign-in.
    LinksUnused,
    /// A browser; its name, where the system says it.
    Browser(Option<String>),
    /// Nothing opens web pages.
    NoBrowser,
    /// A port can be opened and reached.
    Port,
    /// None can; the system's own words.
    NoPort(String),
    /// Who keeps the keyring, and how it stands.
    Keyring(Standing),
    /// The bus answers.
    Bus,
    /// There is none, or it does not answer; the system's own words.
    NoBus(String),
    /// Servers are asked directly.
    NoProxy,
    /// Some or all of them through a proxy: its host and port, never its password.
    Proxy {
        /// Where it is.
        via: String,
        /// Who said so.
        from: ProxyFrom,
    },
    /// Servers are asked directly because the desktop did not say what its settings mean for them: why.
    ProxyUnknown(String),
    /// The system judges certificates itself.
    SystemCertificates,
    /// Certificates that were read.
    Certificates {
        /// How many are trusted.
        roots: usize,
        /// How many files could not be read.
        unreadable: usize,
        /// The variables that put others in place of the system's.
        instead: Option<String>,
    },
    /// All folders can be written.
    Folders,
    /// One cannot: which, and the system's own words.
    NoFolder {
        /// Where it is.
        path: String,
        /// Why not.
        why: String,
    },
    /// A ProcessMaker.
    Server {
        /// Which generation answered.
        generation: Generation,
        /// Which one the connections expect.
        expected: Generation,
        /// How far its clock is ahead of this computer's; `None` if it does not tell the time.
        offset: Option<ClockOffset>,
    },
    /// Something else, or nothing.
    NoServer(NotProcessMaker),
    /// The check did not end in time.
    Late,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Something does not work.
    Bad,
    /// Something works otherwise than usual.
    Look,
    /// All is well.
    Good,
}

/// What a click can do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// Make this program the one that links open.
    ClaimLinks,
    /// Have every sign-in come back to a port of this computer.
    UseLocalAddress,
    /// Have sign-ins come back by a link again.
    UseLinks,
    /// Ask for the keyring's password.
    Unlock,
}

/// Waits for a check for as long as one may take.
pub async fn in_time(check: impl Future<Output = Found>) -> Found {
    tokio::time::timeout(DEADLINE, check).await.unwrap_or(Found::Late)
}

impl Found {
    /// How bad it is.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match self {
            Self::Links(Links::Ours)
            | Self::LinksUnused
            | Self::Browser(_)
            | Self::Port
            | Self::Bus
            | Self::NoProxy
            | Self::Proxy { .. }
            | Self::SystemCertificates
            | Self::Folders => Verdict::Good,
            // Sign-ins come back to a port instead.
            Self::Links(
                Links::OtherCopy
                | Links::Another(_)
                | Links::NotOurs
                | Links::Nobody
                | Links::NoLauncher
                | Links::NotInstalled,
            )
            | Self::ProxyUnknown(_)
            | Self::Late => Verdict::Look,
            Self::NoBrowser | Self::NoPort(_) | Self::NoBus(_) | Self::NoFolder { .. } => {
                Verdict::Bad
            }
            Self::Keyring(Standing { state, .. }) => match state {
                Ok(()) => Verdict::Good,
                Err(_) => Verdict::Bad,
            },
            Self::Certificates { roots: 0, .. } => Verdict::Bad,
            Self::Certificates { unreadable, .. } => at_most_look(*unreadable == 0),
            Self::Server { generation, expected, offset } => {
                let differs = offset.is_some_and(is_noticed);
                at_most_look(generation == expected && !differs)
            }
            Self::NoServer(_) => Verdict::Bad,
        }
    }

    /// What a click can do about it, the most useful first.
    #[must_use]
    pub fn remedies(&self) -> &'static [Remedy] {
        match self {
            Self::Links(Links::OtherCopy | Links::Another(_) | Links::NotOurs | Links::Nobody) => {
                &[Remedy::ClaimLinks, Remedy::UseLocalAddress]
            }
            Self::Links(Links::Ours) => &[Remedy::UseLocalAddress],
            Self::LinksUnused => &[Remedy::UseLinks],
            Self::Keyring(Standing { state: Err(Failure::Locked | Failure::Slow), .. }) => {
                &[Remedy::Unlock]
            }
            // Without a link there is the local address alone, which is used unasked.
            Self::Links(Links::NoLauncher | Links::NotInstalled)
            | Self::Keyring(_)
            | Self::Browser(_)
            | Self::NoBrowser
            | Self::Port
            | Self::NoPort(_)
            | Self::Bus
            | Self::NoBus(_)
            | Self::NoProxy
            | Self::Proxy { .. }
            | Self::ProxyUnknown(_)
            | Self::SystemCertificates
            | Self::Certificates { .. }
            | Self::Folders
            | Self::NoFolder { .. }
            | Self::Server { .. }
            | Self::NoServer(_)
            | Self::Late => &[],
        }
    }
}

fn at_most_look(well: bool) -> Verdict {
    if well { Verdict::Good } else { Verdict::Look }
}

/// Whether somebody may be troubled by such a clock.
#[must_use]
pub fn is_noticed(offset: ClockOffset) -> bool {
    offset.as_millis().abs() >= CLOCKS_DIFFER
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Bad => "bad",
            Self::Look => "look",
            Self::Good => "good",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Timestamp;
    use crate::trouble::{Kind, Trouble};

    fn keyring(state: Result<(), Failure>) -> Found {
        Found::Keyring(Standing { keeper: Some("GNOME Keyring".into()), state })
    }

    fn certificates(roots: usize, unreadable: usize) -> Found {
        Found::Certificates { roots, unreadable, instead: None }
    }

    fn ahead(millis: i64) -> Found {
        let (here, there) = (Timestamp::from_millis(0), Timestamp::from_millis(millis));
        Found::Server {
            generation: Generation::Version4,
            expected: Generation::Version4,
            offset: Some(ClockOffset::between(here, there)),
        }
    }

    #[test]
    fn what_works_is_good_what_is_done_otherwise_is_to_be_looked_at_and_the_rest_is_bad() {
        let unreachable = NotProcessMaker::Trouble(Trouble::new(Kind::Unreachable));
        for (found, verdict) in [
            (Found::Links(Links::Ours), Verdict::Good),
            (Found::Links(Links::Another("Other".into())), Verdict::Look),
            (Found::Links(Links::Nobody), Verdict::Look),
            (Found::Links(Links::NoLauncher), Verdict::Look),
            (Found::LinksUnused, Verdict::Good),
            (Found::Browser(None), Verdict::Good),
            (Found::NoBrowser, Verdict::Bad),
            (Found::NoPort("denied".into()), Verdict::Bad),
            (keyring(Ok(())), Verdict::Good),
            (keyring(Err(Failure::Locked)), Verdict::Bad),
            (Found::NoBus("gone".into()), Verdict::Bad),
            (certificates(0, 0), Verdict::Bad),
            (certificates(140, 1), Verdict::Look),
            (certificates(140, 0), Verdict::Good),
            (ahead(59_999), Verdict::Good),
            (ahead(60_000), Verdict::Look),
            (ahead(-60_000), Verdict::Look),
            (Found::NoServer(unreachable), Verdict::Bad),
            (Found::Late, Verdict::Look),
        ] {
            assert_eq!(found.verdict(), verdict, "{found:?}");
        }
    }

    #[test]
    fn a_server_of_another_generation_than_expected_is_to_be_looked_at() {
        let found = Found::Server {
            generation: Generation::Version2026,
            expected: Generation::Version4,
            offset: None,
        };
        assert_eq!(found.verdict(), Verdict::Look);
    }

    #[test]
    fn a_click_is_offered_for_what_a_click_can_mend() {
        use Remedy::{ClaimLinks, Unlock, UseLinks, UseLocalAddress};
        for (found, remedies) in [
            (Found::Links(Links::Nobody), &[ClaimLinks, UseLocalAddress][..]),
            (Found::Links(Links::Ours), &[UseLocalAddress]),
            (Found::Links(Links::NoLauncher), &[]),
            (Found::LinksUnused, &[UseLinks]),
            (keyring(Err(Failure::Locked)), &[Unlock]),
            (keyring(Err(Failure::Missing)), &[]),
            (keyring(Ok(())), &[]),
            (Found::NoBrowser, &[]),
        ] {
            assert_eq!(found.remedies(), remedies, "{found:?}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn what_hangs_is_late() {
        assert_eq!(in_time(std::future::pending()).await, Found::Late);
        assert_eq!(in_time(async { Found::Port }).await, Found::Port);
    }
}
