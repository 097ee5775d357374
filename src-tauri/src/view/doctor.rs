//! What may stand in the way, as the window asks for it and shows it.

use latchkey_core::doctor::{Check, Found, Links, ProxyFrom, Remedy, Verdict, is_noticed};
use latchkey_core::instance::Instance;
use latchkey_core::vault::Standing;
use serde::{Deserialize, Serialize};
#[cfg(test)]
use specta::Type;

use super::Millis;
use super::connection::GenerationView;
use super::detection::OtherView;
use super::trouble::KeyringProblem;

/// One thing to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(Type))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(crate) enum CheckView {
    Links,
    Browser,
    Port,
    Keyring,
    Bus,
    Proxy,
    Certificates,
    Folders,
    Server { address: String, host: String },
}

impl From<Check> for CheckView {
    fn from(check: Check) -> Self {
        match check {
            Check::Links => Self::Links,
            Check::Browser => Self::Browser,
            Check::Port => Self::Port,
            Check::Keyring => Self::Keyring,
            Check::Bus => Self::Bus,
            Check::Proxy => Self::Proxy,
            Check::Certificates => Self::Certificates,
            Check::Folders => Self::Folders,
            Check::Server(Instance { server, .. }) => Self::Server {
                address: server.as_str().to_owned(),
                host: server.label().to_owned(),
            },
        }
    }
}

/// What was found by one check.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
pub(crate) struct FindingView {
    verdict: VerdictView,
    found: FoundView,
    remedies: Vec<RemedyView>,
}

impl From<Found> for FindingView {
    fn from(found: Found) -> Self {
        Self {
            verdict: found.verdict().into(),
            remedies: found.remedies().iter().copied().map(RemedyView::from).collect(),
            found: found.into(),
        }
    }
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename = "Verdict", rename_all = "camelCase")]
pub(crate) enum VerdictView {
    Bad,
    Look,
    Good,
}

impl From<Verdict> for VerdictView {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Bad => Self::Bad,
            Verdict::Look => Self::Look,
            Verdict::Good => Self::Good,
        }
    }
}

/// What a click can do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename = "CheckRemedy", rename_all = "camelCase")]
pub(crate) enum RemedyView {
    ClaimLinks,
    UseLocalAddress,
    UseLinks,
    Unlock,
}

impl From<Remedy> for RemedyView {
    fn from(remedy: Remedy) -> Self {
        match remedy {
            Remedy::ClaimLinks => Self::ClaimLinks,
            Remedy::UseLocalAddress => Self::UseLocalAddress,
            Remedy::UseLinks => Self::UseLinks,
            Remedy::Unlock => Self::Unlock,
        }
    }
}

/// Who decided which proxy is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename = "ProxyFrom", rename_all = "camelCase")]
pub(crate) enum ProxyFromView {
    Settings,
    Environment,
    System,
}

impl From<ProxyFrom> for ProxyFromView {
    fn from(from: ProxyFrom) -> Self {
        match from {
            ProxyFrom::Settings => Self::Settings,
            ProxyFrom::Environment => Self::Environment,
            ProxyFrom::System => Self::System,
        }
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub(crate) enum FoundView {
    LinksOurs,
    LinksOtherCopy,
    LinksAnother {
        name: String,
    },
    LinksNotOurs,
    LinksNobody,
    LinksNoLauncher,
    LinksNotInstalled,
    LinksUnused,
    Browser {
        name: Option<String>,
    },
    NoBrowser,
    Port,
    NoPort {
        why: String,
    },
    Keyring {
        keeper: Option<String>,
    },
    NoKeyring {
        keeper: Option<String>,
        problem: KeyringProblem,
    },
    Bus,
    NoBus {
        why: String,
    },
    NoProxy,
    Proxy {
        via: String,
        from: ProxyFromView,
    },
    ProxyUnknown {
        why: String,
    },
    SystemCertificates,
    Certificates {
        roots: u32,
        unreadable: u32,
        instead: Option<String>,
    },
    Folders,
    NoFolder {
        path: String,
        why: String,
    },
    /// How far its clock is ahead, where somebody may be troubled by it.
    Server {
        generation: GenerationView,
        expected: GenerationView,
        ahead: Option<Millis>,
    },
    NoServer {
        other: OtherView,
    },
    Late,
}

impl From<Found> for FoundView {
    fn from(found: Found) -> Self {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        match found {
            Found::Links(links) => links.into(),
            Found::LinksUnused => Self::LinksUnused,
            Found::Browser(name) => Self::Browser { name },
            Found::NoBrowser => Self::NoBrowser,
            Found::Port => Self::Port,
            Found::NoPort(why) => Self::NoPort { why },
            Found::Keyring(Standing { keeper, state: Ok(()) }) => Self::Keyring { keeper },
            Found::Keyring(Standing { keeper, state: Err(failure) }) => {
                Self::NoKeyring { keeper, problem: failure.into() }
            }
            Found::Bus => Self::Bus,
            Found::NoBus(why) => Self::NoBus { why },
            Found::NoProxy => Self::NoProxy,
            Found::Proxy { via, from } => Self::Proxy { via, from: from.into() },
            Found::ProxyUnknown(why) => Self::ProxyUnknown { why },
            Found::SystemCertificates => Self::SystemCertificates,
            Found::Certificates { roots, unreadable, instead } => {
                Self::Certificates { roots: count(roots), unreadable: count(unreadable), instead }
            }
            Found::Folders => Self::Folders,
            Found::NoFolder { path, why } => Self::NoFolder { path, why },
            Found::Server { generation, expected, offset } => Self::Server {
                generation: generation.into(),
                expected: expected.into(),
                ahead: offset
                    .filter(|offset| is_noticed(*offset))
                    .map(|offset| Millis::new(offset.as_millis())),
            },
            Found::NoServer(other) => Self::NoServer { other: other.into() },
            Found::Late => Self::Late,
        }
    }
}

impl From<Links> for FoundView {
    fn from(links: Links) -> Self {
        match links {
            Links::Ours => Self::LinksOurs,
            Links::OtherCopy => Self::LinksOtherCopy,
            Links::Another(name) => Self::LinksAnother { name },
            Links::NotOurs => Self::LinksNotOurs,
            Links::Nobody => Self::LinksNobody,
            Links::NoLauncher => Self::LinksNoLauncher,
            Links::NotInstalled => Self::LinksNotInstalled,
        }
    }
}
