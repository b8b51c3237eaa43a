//! The results as datasets and the index take them: each document once, and what cannot be read told, not fatal.
//!
//! Content may have several results, of inputs that different runs were given: the first by path stands for it, and the
//! others are duplicates. A result that is lost or damaged leaves its input without one.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::sync::{Mutex, PoisonError};

use juesuan_model::{FinalAccounts, Language};
use sha2::{Digest, Sha256};

use super::manifest::{Entry, Manifest, Status};
use super::store::Store;
use super::{BatchCause, TOOL};
use crate::failure::Cause;
use crate::worker::Trouble;

/// All results of an output folder.
pub(super) struct Together<'m> {
    store: &'m Store,
    language: Language,
    /// In the order of their paths.
    pub(super) entries: Vec<&'m Entry>,
    /// The first path of each content that has a result, by hash.
    first: BTreeMap<&'m str, &'m str>,
    damaged: Mutex<BTreeMap<String, Damage>>,
}

/// Why a result cannot be read.
#[derive(Debug)]
pub(super) struct Damage {
    /// The path of its input.
    pub(super) input: String,
    pub(super) reason: String,
    /// Whether the file is there and holds something else.
    pub(super) is_of_content: bool,
}

/// One input, and what is in the datasets of it.
pub(super) struct Document {
    pub(super) entry: Entry,
    /// Its JSON, one line; empty where it has none, or another input stands for it.
    pub(super) json: Vec<u8>,
    pub(super) accounts: Option<FinalAccounts>,
}

impl<'m> Together<'m> {
    pub(super) fn new(manifest: &'m Manifest, store: &'m Store, language: Language) -> Self {
        let entries: Vec<&Entry> = manifest.entries.values().collect();
        let mut first = BTreeMap::new();
        for entry in entries.iter().filter(|entry| entry.has_result()) {
            if let Some(hash) = &entry.sha256 {
                first.entry(hash.as_str()).or_insert(entry.path.as_str());
            }
        }
        Self { store, language, entries, first, damaged: Mutex::default() }
    }

    /// A hash over all that datasets and index are written from.
    pub(super) fn hash(&self) -> io::Result<String> {
        let mut hash = Sha256::new();
        hash.update(TOOL);
        for &entry in &self.entries {
            // When, how fast and from where: nothing that they tell.
            let told = Entry { started: String::new(), milliseconds: 0, root: String::new(), ..entry.clone() };
            hash.update(serde_json::to_vec(&told)?);
        }
        Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// What an input gave.
    pub(super) fn read(&self, entry: &Entry) -> Document {
        let mut document = Document { entry: entry.clone(), json: Vec::new(), accounts: None };
        let first = entry.sha256.as_deref().and_then(|hash| self.first.get(hash)).filter(|_| entry.has_result());
        if let Some(original) = first.filter(|path| **path != entry.path) {
            let cause = BatchCause::Duplicate((*original).to_owned());
            document.entry.duplicate_of = Some((*original).to_owned());
            document.tell(Status::Skipped, cause, self.language);
        } else if let Some(output) = entry.output("json").filter(|_| entry.has_result()) {
            match self.accounts(entry, &output.path) {
                Ok((json, accounts)) => (document.json, document.accounts) = (json, Some(accounts)),
                Err(error) => {
                    let is_of_content = error.kind() == io::ErrorKind::InvalidData;
                    let (input, reason) = (entry.path.clone(), error.to_string());
                    document.tell(Status::Failed, BatchCause::OutputDamaged(reason.clone()), self.language);
                    let damage = Damage { input, reason, is_of_content };
                    let mut damaged = self.damaged.lock().unwrap_or_else(PoisonError::into_inner);
                    damaged.insert(output.path.clone(), damage);
                }
            }
        }
        document
    }

    fn accounts(&self, entry: &Entry, name: &str) -> io::Result<(Vec<u8>, FinalAccounts)> {
        let other = |reason: String| io::Error::new(io::ErrorKind::InvalidData, reason);
        let json = fs::read(self.store.folder.join(name))?;
        let accounts: FinalAccounts = serde_json::from_slice(&json).map_err(|error| other(error.to_string()))?;
        if entry.sha256.as_ref().is_some_and(|hash| *hash != accounts.source.sha256) {
            return Err(other("source.sha256".to_owned()));
        }
        Ok((json, accounts))
    }

    /// Whether all results that were asked for could be read.
    pub(super) fn is_whole(&self) -> bool {
        self.damaged.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    /// The results that could not be read, by the names of their files.
    pub(super) fn into_damaged(self) -> BTreeMap<String, Damage> {
        self.damaged.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Document {
    /// There is no result here, for this reason.
    fn tell(&mut self, status: Status, cause: BatchCause, language: Language) {
        let Trouble { code, message } = Trouble::of(&Cause::Batch(cause), language);
        (self.entry.status, self.entry.code, self.entry.message) = (status, Some(code), Some(message));
    }
}
