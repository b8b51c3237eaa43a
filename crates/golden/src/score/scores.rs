//! Scores of several documents, added up by trait and producer: the JSON of `juesuan golden score`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Counts, DocumentScore};

/// The scores of a corpus. As JSON this is the public output of `juesuan golden score --format json`.
#[derive(Debug, Clone, Serialize)]
pub struct Scores {
    /// All documents without a trait that is not handled yet.
    pub handled: Counts,
    /// The other documents.
    pub not_handled: Counts,
    /// By trait. A document counts under each of its traits.
    pub by_trait: BTreeMap<String, Counts>,
    /// By producer.
    pub by_producer: BTreeMap<String, Counts>,
    /// Documents without truth, which are not measured.
    pub without_truth: Vec<String>,
    /// Each document, in the order of the manifest.
    pub documents: Vec<DocumentScore>,
}

impl Scores {
    /// Adds the documents up.
    pub fn new(documents: Vec<DocumentScore>, without_truth: Vec<String>) -> Self {
        let (mut handled, mut not_handled) = (Counts::default(), Counts::default());
        let (mut by_trait, mut by_producer) = (BTreeMap::<_, Counts>::new(), BTreeMap::<_, Counts>::new());
        for document in &documents {
            *(if document.handled { &mut handled } else { &mut not_handled }) += document.counts;
            for name in &document.traits {
                *by_trait.entry(name.clone()).or_default() += document.counts;
            }
            if let Some(producer) = &document.producer {
                *by_producer.entry(producer.clone()).or_default() += document.counts;
            }
        }
        Self { handled, not_handled, by_trait, by_producer, without_truth, documents }
    }

    /// Whether every document that should be read well was read without a mistake, none has a wrong figure, and the
    /// checks found what is inconsistent and nothing else. Sentences state things in many ways: their shares are told,
    /// and decide nothing.
    pub fn is_perfect(&self) -> bool {
        let (handled, other) = (&self.handled, &self.not_handled);
        let no_false_alarm = handled.false_errors + handled.false_warnings + other.false_errors == 0;
        handled.documents == handled.documents_exact
            && other.wrong_figures == 0
            && handled.inconsistencies.is_whole()
            && no_false_alarm
    }
}
