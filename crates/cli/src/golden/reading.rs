//! The documents of a corpus, converted in parallel.

use std::fs;
use std::path::{Path, PathBuf};

use juesuan_extractor::Settings;
use juesuan_golden::{Document, Manifest, Truth};
use juesuan_model::Language;
use rayon::prelude::*;
use serde_json::{Value, json};

use super::Measuring;
use crate::convert::{accounts_of, source_file};
use crate::failure::{Cause, Failure};
use crate::{guard, input};

/// A corpus, ready to be converted.
pub(super) struct Corpus {
    pub(super) folder: PathBuf,
    pub(super) manifest: Manifest,
    /// Whether only some of its documents are wanted.
    pub(super) is_part: bool,
    pub(super) language: Language,
}

impl Corpus {
    pub(super) fn open(measuring: &Measuring) -> Result<Self, Failure> {
        let folder = measuring.corpus.clone();
        let mut manifest = Manifest::read(&folder).map_err(|error| Cause::Corpus(error).in_file(&folder))?;
        let has = |id: &String| manifest.documents.iter().any(|document| document.id == *id);
        if let Some(id) = measuring.only.iter().find(|id| !has(id)) {
            return Err(Cause::NoSuchDocument(id.clone()).in_file(&folder));
        }
        let is_part = !measuring.only.is_empty();
        manifest.documents.retain(|document| !is_part || measuring.only.contains(&document.id));
        Ok(Self { folder, manifest, is_part, language: measuring.language })
    }

    /// The output of each of `documents`, in their order; the code of the error where nothing can be had of one.
    ///
    /// Errs on the first file that is not there or cannot be read: nobody may approve that.
    pub(super) fn outputs(&self, documents: &[&Document]) -> Result<Vec<Value>, Failure> {
        let outputs: Vec<_> = documents.par_iter().map(|document| self.output(document)).collect();
        outputs.into_iter().collect()
    }

    fn output(&self, document: &Document) -> Result<Value, Failure> {
        let path = self.folder.join(&document.file);
        let settings = Settings { password: document.password.clone(), ..Settings::default() };
        let bytes = input::read(&path)?;
        let source = source_file(&path, &bytes);
        let converted = guard::attempt(|| accounts_of(source, &bytes, &settings, Language::Chinese))
            .and_then(|accounts| serde_json::to_value(accounts).map_err(|error| Cause::Internal(error.to_string())));
        Ok(converted.unwrap_or_else(
            |cause| json!({"error": {"code": cause.code(), "message": cause.message(Language::Chinese)}}),
        ))
    }

    /// The truth of a document, where the manifest names one.
    pub(super) fn truth(&self, document: &Document) -> Result<Option<Truth>, Failure> {
        let Some(name) = &document.truth else { return Ok(None) };
        let path = self.folder.join(name);
        let text = fs::read(&path).map_err(|error| Cause::InputNotReadable(error).in_file(&path))?;
        let truth = serde_json::from_slice(&text);
        truth.map(Some).map_err(|error| Cause::TruthNotReadable(error.to_string()).in_file(&path))
    }

    /// A file of the corpus, or nothing where it has none of this name.
    pub(super) fn optional(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.folder.join(name)).ok()
    }
}

/// The file of a document's approved output.
pub(super) fn golden_file(golden: &Path, document: &Document) -> PathBuf {
    golden.join(format!("{}.json", document.id))
}
