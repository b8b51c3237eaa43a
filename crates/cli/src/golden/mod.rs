//! `juesuan golden`: the documents of a corpus converted and measured.

mod accuracy;
mod approve;
mod reading;
mod score;

use std::io::{self, Write as _};
use std::path::PathBuf;

use juesuan_model::Language;

use crate::Outcome;
use crate::failure::{Cause, Failure, Subject};

/// A corpus to measure.
#[derive(Debug)]
pub(crate) struct Measuring {
    /// The folder of the corpus.
    pub(crate) corpus: PathBuf,
    /// The ids of the documents wanted; empty for all.
    pub(crate) only: Vec<String>,
    /// What to do.
    pub(crate) purpose: Purpose,
    /// Language of what is told. The outputs are made in Chinese, whatever it is.
    pub(crate) language: Language,
}

/// What to do with the outputs.
#[derive(Debug)]
pub(crate) enum Purpose {
    /// Compare with the truth.
    Score {
        /// For programs, else for people.
        as_json: bool,
        /// Name every mistake.
        details: bool,
    },
    /// Compare with the approved outputs.
    Check {
        /// Their folder.
        golden: PathBuf,
        /// Show every difference.
        all: bool,
    },
    /// Approve the outputs.
    Bless {
        /// The folder of the approved ones.
        golden: PathBuf,
        /// Show every difference.
        all: bool,
    },
    /// Write the page of accuracy.
    Accuracy {
        /// Where to.
        folder: PathBuf,
        /// The day to name.
        date: Option<String>,
        /// Write nothing, compare.
        only_check: bool,
    },
}

/// Does it, and prints what came out on standard output.
pub(crate) fn measure(measuring: &Measuring) -> Result<Outcome, Failure> {
    let corpus = reading::Corpus::open(measuring)?;
    match &measuring.purpose {
        Purpose::Score { as_json, details } => score::score(&corpus, *as_json, *details),
        Purpose::Check { golden, all } => approve::check(&corpus, golden, *all),
        Purpose::Bless { golden, all } => approve::bless(&corpus, golden, *all),
        Purpose::Accuracy { folder, date, only_check } => {
            accuracy::accuracy(&corpus, folder, date.as_deref(), *only_check)
        }
    }
}

/// Prints on standard output.
fn say(text: &str) -> Result<(), Failure> {
    let written = io::stdout().lock().write_all(text.as_bytes());
    written.map_err(|error| Failure { subject: Subject::StandardOutput, cause: Cause::OutputNotWritable(error) })
}
