//! What the window is told: everything once, and then what has changed.
//!
//! A change must not cost more because there are a thousand connections that it does not concern.

use std::collections::BTreeMap;

use latchkey_core::activity::Names;
use latchkey_core::connection::ConnectionId;
use latchkey_core::instance::Instance;
use latchkey_core::session::Session;
use latchkey_core::shell::View;
use serde::Serialize;
#[cfg(test)]
use specta::Type;

use super::connection::ConnectionView;
use super::copies::ClipboardView;
use super::sharing::LinkView;
use super::summons::SummonsView;
use super::{ListTroubleView, SettingsView};
use crate::language::Spoken;

/// What the window is told.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(crate) enum UpdateView {
    /// How everything stands: the first that a page is told.
    Whole(SnapshotView),
    /// What is different from before.
    Changes(ChangesView),
}

/// Everything the window shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
pub(crate) struct SnapshotView {
    pub(super) connections: Vec<ConnectionView>,
    #[serde(flatten)]
    rest: RestView,
}

/// What is different from what the window was told before.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
pub(crate) struct ChangesView {
    /// Those that are new or look different.
    connections: Vec<ConnectionView>,
    /// The ids in their order, where one came, went or moved; who is not among them is gone.
    order: Option<Vec<String>>,
    #[serde(flatten)]
    rest: RestView,
}

/// What there is beside the connections: small enough to be told each time.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(Type))]
#[serde(rename_all = "camelCase")]
pub(crate) struct RestView {
    /// A token of ours lies on the clipboard.
    clipboard: Option<ClipboardView>,
    /// Grows when something has happened: whoever shows the record reads it anew.
    activity: u32,
    settings: SettingsView,
    /// The language in which the window speaks.
    spoken: Spoken,
    /// The saved list of connections could not be read or written.
    list_trouble: Option<ListTroubleView>,
    /// What a link would fill in, which nobody has agreed to.
    link: Option<LinkView>,
    /// Where the person wants to be, until the page is there.
    summons: Option<SummonsView>,
    /// The version of a release that the person does not have and wants to be told of.
    newer_release: Option<String>,
}

/// What a window was shown last.
pub(crate) struct Shown {
    connections: BTreeMap<ConnectionId, ConnectionView>,
    order: Vec<ConnectionId>,
    rest: RestView,
}

impl Shown {
    /// Takes over what may be seen.
    pub(crate) fn new(view: &View<'_>, registration: impl Fn(&Instance) -> String) -> Self {
        let seen =
            |session: &Session| (session.connection().id, seen(session, view, &registration));
        Self {
            connections: view.roster.iter().map(seen).collect(),
            order: view.roster.order().to_vec(),
            rest: RestView::new(view),
        }
    }

    /// All of it.
    pub(crate) fn whole(&self) -> UpdateView {
        UpdateView::Whole(self.snapshot())
    }

    /// What the connections are called.
    pub(crate) fn names(&self) -> Names {
        self.connections.iter().map(|(id, seen)| (*id, seen.name.clone())).collect()
    }

    pub(super) fn snapshot(&self) -> SnapshotView {
        let connections = self.order.iter().filter_map(|id| self.connections.get(id));
        SnapshotView { connections: connections.cloned().collect(), rest: self.rest.clone() }
    }

    /// Takes over what has changed, and says what of it looks different; `None` where nothing does.
    pub(crate) fn update(
        &mut self,
        view: &View<'_>,
        registration: impl Fn(&Instance) -> String,
    ) -> Option<UpdateView> {
        let mut connections = Vec::new();
        let all = if view.changed.all { view.roster.order() } else { &[] };
        for id in all.iter().chain(&view.changed.these) {
            let Some(session) = view.roster.get(*id) else {
                self.connections.remove(id);
                continue;
            };
            let seen = seen(session, view, &registration);
            if self.connections.get(id) != Some(&seen) {
                self.connections.insert(*id, seen.clone());
                connections.push(seen);
            }
        }
        let moved = (view.changed.all || view.changed.order) && self.order != view.roster.order();
        if moved {
            self.order = view.roster.order().to_vec();
        }
        let order = moved.then(|| self.order.iter().map(ConnectionId::to_string).collect());
        let rest = RestView::new(view);
        let same = connections.is_empty() && !moved && rest == self.rest;
        self.rest = rest.clone();
        (!same).then_some(UpdateView::Changes(ChangesView { connections, order, rest }))
    }
}

impl RestView {
    fn new(view: &View<'_>) -> Self {
        let mut clipboard = view.clipboard.map(ClipboardView::from);
        if let Some(time) = clipboard.as_mut().and_then(|clipboard| clipboard.clears_at.as_mut()) {
            time.move_by(view.drift);
        }
        Self {
            clipboard,
            activity: u32::try_from(view.activity).unwrap_or(u32::MAX),
            settings: view.settings.clone().into(),
            spoken: Spoken::of(view.settings.language),
            list_trouble: view.list_trouble.map(ListTroubleView::from),
            link: view.offer.map(LinkView::from),
            summons: view.summons.map(SummonsView::from),
            newer_release: view.newer_release.map(|version| version.to_string()),
        }
    }
}

/// A connection, with every time by the clock that the window reads, which somebody may have set meanwhile.
fn seen(
    session: &Session,
    view: &View<'_>,
    registration: &impl Fn(&Instance) -> String,
) -> ConnectionView {
    let registration = registration(&session.connection().instance());
    let mut seen = ConnectionView::new(session, registration, view);
    if view.drift != 0 {
        seen.state.follow_the_wall_clock(view.drift);
    }
    seen
}

#[cfg(test)]
mod tests;
