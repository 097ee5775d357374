//! What a program keeps in its folder, and what it finds there when it starts.

use std::path::Path;

use crate::activity::SavedActivity;
use crate::bench::saved::{Requests, SavedRequests};
use crate::claim::Locks;
use crate::hand_outs::{HandOuts, SavedHandOuts};
use crate::managed;
use crate::saved_connections::{List, ListTrouble, SavedConnections};
use crate::uses::{SavedUses, Uses};

/// The files, and what stood in them.
#[derive(Debug)]
pub struct Kept {
    /// The list on disk.
    pub saved: SavedConnections,
    /// What stood in the list.
    pub list: List,
    /// What was wrong with it.
    pub list_trouble: Option<ListTrouble>,
    /// The record of hand-outs on disk.
    pub saved_hand_outs: SavedHandOuts,
    /// What stood there.
    pub hand_outs: HandOuts,
    /// The requests that are remembered, on disk.
    pub saved_requests: SavedRequests,
    /// What stood there.
    pub requests: Requests,
    /// When connections were last used, on disk.
    pub saved_uses: SavedUses,
    /// What stood there.
    pub uses: Uses,
    /// The record of what happens, on disk.
    pub activity: SavedActivity,
    /// The lock files.
    pub locks: Locks,
}

impl Kept {
    /// Takes in what is managed for this computer. Blocks on the disk.
    #[must_use]
    pub fn with_managed(mut self, path: &Path) -> Self {
        let (managed, trouble) = managed::load(path);
        self.list.take_in(managed);
        // A list that is not saved weighs more.
        self.list_trouble = self.list_trouble.or(trouble);
        self
    }

    /// Reads what is there. Blocks on the disk.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        let saved = SavedConnections::in_folder(folder);
        let (list, list_trouble) = saved.load();
        let saved_hand_outs = SavedHandOuts::in_folder(folder);
        let saved_requests = SavedRequests::in_folder(folder);
        let saved_uses = SavedUses::in_folder(folder);
        Self {
            saved,
            list,
            list_trouble,
            hand_outs: saved_hand_outs.load(),
            saved_hand_outs,
            requests: saved_requests.load(),
            saved_requests,
            uses: saved_uses.load(),
            saved_uses,
            activity: SavedActivity::in_folder(folder),
            locks: Locks::in_folder(&folder.join("locks")),
        }
    }
}
