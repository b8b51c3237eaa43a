//! The results of inputs that a run has not seen: those of moved files go, those of lost ones where that is asked for.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::PathBuf;

use super::ledger::Ledger;
use super::manifest::Entry;
use super::plan::Plan;
use super::store::Store;
use crate::failure::Cause;
use crate::path_text::path_of;

/// What of the inputs could not be looked at: an unmounted disk, a folder without permission. What lies below is not gone.
#[derive(Debug)]
pub(super) struct OutOfSight {
    /// Paths below the root, and the same from the top.
    below: Vec<(String, PathBuf)>,
}

impl OutOfSight {
    pub(super) fn of(plan: &Plan, root: &std::path::Path) -> Self {
        let is_passing = |cause: &Cause| matches!(cause, Cause::InputNotFound | Cause::InputNotReadable(_));
        let troubles = plan.troubles.iter().filter(|(_, cause)| is_passing(cause));
        Self { below: troubles.map(|(input, _)| (input.key.clone(), root.join(&input.relative))).collect() }
    }

    fn holds(&self, entry: &Entry) -> bool {
        let file = file_of(entry);
        self.below.iter().any(|(key, path)| {
            let after = entry.path.strip_prefix(key.as_str());
            key.is_empty() || after.is_some_and(|after| after.starts_with('/')) || file.starts_with(path)
        })
    }
}

/// Drops what moved files gave under their old names; with `prune`, whatever was not seen and is not out of sight. Counts
/// what is kept.
pub(super) fn prune(prune: bool, out_of_sight: &OutOfSight, ledger: &mut Ledger, store: &Store) {
    let Ledger { manifest, summary, seen, .. } = ledger;
    let has_result = |path: &String| manifest.entries.get(path).filter(|entry| entry.has_result());
    let present: BTreeSet<String> = seen.iter().filter_map(has_result).filter_map(|e| e.sha256.clone()).collect();
    manifest.entries.retain(|path, entry| {
        if seen.contains(path) {
            return true;
        }
        let has_moved = || entry.sha256.as_ref().is_some_and(|hash| present.contains(hash)) && is_gone(entry);
        let is_hidden = prune && out_of_sight.holds(entry);
        let stays = is_hidden || !(prune || has_moved());
        if stays {
            summary.kept += usize::from(!is_hidden);
            summary.out_of_sight += usize::from(is_hidden);
        } else {
            entry.outputs.iter().for_each(|output| store.remove(&output.path));
        }
        stays
    });
}

fn file_of(entry: &Entry) -> PathBuf {
    path_of(&entry.root).join(path_of(&entry.path))
}

/// Whether the file is no longer where it was.
fn is_gone(entry: &Entry) -> bool {
    matches!(fs::symlink_metadata(file_of(entry)), Err(error) if error.kind() == io::ErrorKind::NotFound)
}
