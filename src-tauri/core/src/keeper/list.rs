//! The list of connections, kept on disk as it changes.

use std::collections::BTreeSet;

use super::Desk;
use super::message::CommandError;
use super::saving::Saving;
use super::work::Finished;
use crate::doctor::Surroundings;
use crate::saved_connections::{List, ListTrouble, ListTroubleKind};
use crate::session::Session;
use crate::settings::Settings;
use crate::shell::Shell;
use crate::zoom::ZoomChange;

/// How the list in memory relates to the one on disk.
pub(super) struct ListState {
    pub(super) trouble: Option<ListTrouble>,
    pub(super) saving: Saving,
}

impl<S: Shell> Desk<S> {
    /// Saves the list; while one save is under way, the next waits for its end.
    pub(super) fn save_list(&mut self) {
        let newer = self
            .list
            .trouble
            .as_ref()
            .is_some_and(|trouble| trouble.kind == ListTroubleKind::Newer);
        if newer {
            return;
        }
        if !self.list.saving.begins() {
            return;
        }
        let all: Vec<_> = self.roster.iter().map(Session::connection).collect();
        // Without any from elsewhere, their order is that of the list.
        let order = if all.iter().any(|one| one.managed) {
            all.iter().map(|one| one.id).collect()
        } else {
            Vec::new()
        };
        let connections = all.into_iter().filter(|one| !one.managed).cloned().collect();
        let list = List { connections, settings: self.settings.clone(), order };
        let saved = self.saved.clone();
        self.tasks.spawn(async move {
            let result = tokio::task::spawn_blocking(move || saved.save(&list)).await;
            Finished::ListSaved(result.unwrap_or(Ok(())))
        });
    }

    /// Takes on other settings, all of them or none.
    pub(super) fn change(&mut self, settings: Settings) -> Result<(), CommandError> {
        let settings = settings.checked()?;
        self.rim.http.go_through(&settings.proxy);
        if self.settings.proxy.account() != settings.proxy.account() {
            self.forget_proxy_passwords_but(settings.proxy.account());
        }
        let before = std::mem::replace(&mut self.settings, settings);
        self.news_are_wanted(&before);
        self.changed = true;
        self.save_list();
        Ok(())
    }

    /// Has the window drawn in another size, and changes nothing else that was set.
    pub(super) fn zoom(&mut self, change: ZoomChange) {
        self.settings.zoom = self.settings.zoom.after(change);
        self.changed = true;
        self.save_list();
    }

    /// What there is to look at for whoever wonders what stands in the way.
    pub(super) fn surroundings(&self) -> Surroundings {
        let mut known = BTreeSet::new();
        let instances = self.roster.iter().map(|session| session.connection().instance());
        let servers = instances.filter(|one| known.insert(one.server.as_str().to_owned()));
        Surroundings {
            servers: servers.collect(),
            proxy: self.settings.proxy.clone(),
            way_back: self.settings.way_back,
        }
    }

    pub(super) fn list_saved(&mut self, result: Result<(), ListTrouble>) {
        self.changed = true;
        let unwritable = |trouble: &ListTrouble| trouble.kind == ListTroubleKind::Unwritable;
        match result {
            Err(trouble) => self.list.trouble = Some(trouble),
            Ok(()) if self.list.trouble.as_ref().is_some_and(unwritable) => {
                self.list.trouble = None
            }
            Ok(()) => {}
        }
        if self.list.saving.is_followed() {
            self.save_list();
        }
    }
}
