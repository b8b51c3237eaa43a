//! `juesuan golden score`.

use juesuan_golden::score::{Scores, score as score_document, text_table};

use super::reading::Corpus;
use super::say;
use crate::Outcome;
use crate::failure::{Cause, Failure};
use crate::output::{AnswerFormat, Destination, pretty_json};

/// Prints the scores.
pub(super) fn score(corpus: &Corpus, format: AnswerFormat, details: bool) -> Result<Outcome, Failure> {
    let scores = scores(corpus)?;
    match format {
        AnswerFormat::Text => say(&text_table(&scores, corpus.language, details))?,
        AnswerFormat::Json => Destination::StandardOutput.write(&pretty_json(&scores)?)?,
    }
    Ok(if scores.is_perfect() { Outcome::Done } else { Outcome::DoneWithProblems })
}

/// The scores of every document that has a truth.
pub(super) fn scores(corpus: &Corpus) -> Result<Scores, Failure> {
    let (mut documents, mut truths, mut without) = (Vec::new(), Vec::new(), Vec::new());
    for document in &corpus.manifest.documents {
        match corpus.truth(document)? {
            Some(truth) => {
                documents.push(document);
                truths.push(truth);
            }
            None => without.push(document.id.clone()),
        }
    }
    if documents.is_empty() {
        return Err(Cause::NothingToMeasure.in_file(&corpus.folder));
    }
    let outputs = corpus.outputs(&documents)?;
    let each = documents.iter().zip(&truths).zip(&outputs);
    let scored = each.map(|((document, truth), output)| {
        score_document(document, !corpus.manifest.is_not_handled(document), truth, output)
    });
    Ok(Scores::new(scored.collect(), without))
}
