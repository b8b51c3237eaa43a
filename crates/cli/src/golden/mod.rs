//! `juesuan golden`: the documents of a corpus converted and measured.

mod accuracy;
mod approve;
mod reading;
mod score;

use std::path::PathBuf;

use juesuan_model::Language;

use crate::Outcome;
use crate::failure::Failure;
use crate::output::{AnswerFormat, Destination};
use crate::terminal::without_controls;

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
        /// How the scores are written.
        format: AnswerFormat,
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
        Purpose::Score { format, details } => score::score(&corpus, *format, *details),
        Purpose::Check { golden, all } => approve::check(&corpus, golden, *all),
        Purpose::Bless { golden, all } => approve::bless(&corpus, golden, *all),
        Purpose::Accuracy { folder, date, only_check } => {
            accuracy::accuracy(&corpus, folder, date.as_deref(), *only_check)
        }
    }
}

/// Prints on standard output. It may name texts of documents: a terminal must not obey what they hold.
fn say(text: &str) -> Result<(), Failure> {
    Destination::StandardOutput.write(without_controls(text).as_bytes())
}
