//! What became of the inputs of a run: every conclusion passes here, into manifest and summary.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::manifest::{Entry, Manifest, Status};
use super::plan::{Original, is_passing};
use super::store::Store;
use super::summary::Summary;
use crate::worker::Trouble;

/// What became of the inputs of a run.
pub(super) struct Ledger {
    pub(super) manifest: Manifest,
    pub(super) summary: Summary,
    /// The paths of this run.
    pub(super) seen: BTreeSet<String>,
    /// Why inputs could not be converted that keep the result of an earlier run.
    outdated: BTreeMap<String, Trouble>,
}

/// What becomes of an input with the content of another.
pub(super) enum Fate {
    /// The other's result stands for it.
    Duplicate,
    /// There is none, for this reason.
    Trouble(Trouble),
    /// The other was written to after the two were compared: it holds something else now.
    Changed,
    /// Nothing was decided on the other.
    Open,
}

impl Ledger {
    pub(super) fn new(manifest: Manifest) -> Self {
        Self { manifest, summary: Summary::default(), seen: BTreeSet::new(), outdated: BTreeMap::new() }
    }

    /// Records what became of an input. Old outputs go first: should the run die between, the input is done again.
    ///
    /// A failure that says nothing of the document does not cost the result that there is: that stays, and the failure is
    /// only counted.
    pub(super) fn conclude(&mut self, entry: Entry, was_read: bool, store: &Store) -> io::Result<()> {
        self.summary.add(&entry);
        self.seen.insert(entry.path.clone());
        if was_read {
            self.summary.pages_converted += u64::from(entry.pages.unwrap_or_default());
        }
        let old = self.manifest.entries.get(&entry.path);
        let passing = entry.trouble().filter(|trouble| entry.status == Status::Failed && is_passing(&trouble.code));
        if let Some(trouble) = passing.filter(|_| old.is_some_and(Entry::has_result)) {
            self.outdated.insert(entry.path, trouble);
            return Ok(());
        }
        let outputs = old.iter().flat_map(|old| &old.outputs);
        let left = outputs.filter(|old| entry.outputs.iter().all(|new| new.path != old.path));
        left.for_each(|output| store.remove(&output.path));
        self.manifest.record(entry)
    }

    /// What the manifest tells of this input is so still. Gives the failure that stands, where it is one.
    pub(super) fn unchanged(&mut self, key: &str, root: &str) -> Option<Trouble> {
        self.seen.insert(key.to_owned());
        let entry = self.manifest.entries.get_mut(key)?;
        // The archive may have been moved.
        root.clone_into(&mut entry.root);
        self.summary.add(entry);
        self.summary.unchanged += 1;
        entry.trouble().filter(|_| entry.status == Status::Failed)
    }

    /// What becomes of an input with the content of this one.
    pub(super) fn fate_of(&self, original: &Original) -> Fate {
        if !self.seen.contains(&original.key) {
            return Fate::Open;
        }
        let entry = self.manifest.entries.get(&original.key);
        let stands = |entry: &&Entry| entry.has_result() && entry.sha256.as_ref() == Some(&original.sha256);
        match (entry.filter(stands), self.outdated.get(&original.key), entry) {
            (Some(_), ..) => Fate::Duplicate,
            (None, Some(trouble), _) => Fate::Trouble(trouble.clone()),
            (None, None, Some(entry)) if entry.has_result() => Fate::Changed,
            (None, None, entry) => entry.and_then(Entry::trouble).map_or(Fate::Open, Fate::Trouble),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Fate, Ledger};
    use crate::batch::manifest::Manifest;
    use crate::batch::plan::Original;

    /// What becomes of an input with the content `aa`, where the manifest tells this of the other with it.
    fn fate(told: &str) -> Fate {
        let folder = tempfile::tempdir().unwrap();
        let line = format!(
            r#"{{"path":"a.pdf","root":"/in","bytes":1,"pages":1,"duplicate_of":null,"outputs":[],"started":"",
            "milliseconds":1,"tool":"x","options":{{"language":"zh","password":false}},"counts":null,{told}}}"#
        );
        std::fs::write(folder.path().join("manifest.jsonl"), line.replace('\n', "") + "\n").unwrap();
        let manifest = Manifest::open(Path::new(folder.path())).unwrap();
        assert_eq!((manifest.entries.len(), manifest.put_aside), (1, 0));
        let mut ledger = Ledger::new(manifest);
        ledger.seen.insert("a.pdf".to_owned());
        ledger.fate_of(&Original { key: "a.pdf".to_owned(), sha256: "aa".to_owned() })
    }

    #[test]
    fn a_duplicate_shares_the_fate_of_what_has_its_content_still() {
        let ok = |hash: &str| fate(&format!(r#""sha256":"{hash}","status":"ok","code":null,"message":null"#));
        assert!(matches!(ok("aa"), Fate::Duplicate));
        assert!(matches!(ok("bb"), Fate::Changed));
        let failed = fate(r#""sha256":"aa","status":"failed","code":"damaged","message":"no""#);
        assert!(matches!(failed, Fate::Trouble(trouble) if trouble.code == "damaged"));
    }
}
