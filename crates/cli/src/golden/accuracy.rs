//! `juesuan golden accuracy`: the page of scores.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use juesuan_golden::accuracy::{Circumstances, Explanation, page, same_but_for_the_date};
use juesuan_model::Language;
use sha2::{Digest, Sha256};

use super::reading::Corpus;
use super::{say, score};
use crate::Outcome;
use crate::failure::{Cause, Failure};
use crate::output::Destination;

/// Writes the page in both languages, or compares it with what is there.
pub(super) fn accuracy(
    corpus: &Corpus,
    folder: &Path,
    date: Option<&str>,
    only_check: bool,
) -> Result<Outcome, Failure> {
    let scores = score::scores(corpus)?;
    let today = time::OffsetDateTime::now_utc().date().to_string();
    let manifest = corpus.optional("manifest.json").unwrap_or_default();
    let fingerprint: String = Sha256::digest(&manifest).iter().map(|byte| format!("{byte:02x}")).collect();
    let traits: BTreeMap<String, Explanation> =
        corpus.optional("traits.json").and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default();
    let about = Circumstances {
        version: env!("CARGO_PKG_VERSION"),
        date: date.unwrap_or(&today),
        fingerprint: &fingerprint,
        pages: corpus.manifest.documents.iter().filter_map(|document| document.pages).sum(),
        not_handled: &corpus.manifest.not_handled,
        traits: &traits,
    };
    let mut outcome = Outcome::Done;
    for (name, language) in [("accuracy.md", Language::English), ("accuracy.zh.md", Language::Chinese)] {
        let text = page(&scores, &about, language);
        let path = folder.join(name);
        if only_check {
            let there = fs::read_to_string(&path).map_err(|error| Cause::InputNotReadable(error).in_file(&path))?;
            if !same_but_for_the_date(&there, &text) {
                let said = corpus.language.either(
                    "已过时，请用 juesuan golden accuracy 重新生成",
                    "out of date; write it again with juesuan golden accuracy",
                );
                say(&format!("{}: {said}\n", path.display()))?;
                outcome = Outcome::DoneWithProblems;
            }
        } else {
            Destination::InFolder { folder: folder.to_owned(), name: name.into() }.write(text.as_bytes())?;
        }
    }
    Ok(outcome)
}
