//! `juesuan golden`, as typed and as meant.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use juesuan_model::Language;

use crate::golden::{Measuring, Purpose};
use crate::output::AnswerFormat;

#[derive(Debug, Subcommand)]
pub(super) enum GoldenCommand {
    /// Compares with the truth of the documents, and scores
    ///
    /// Exit codes: 0 all as the truth says; 1 mistakes; 2 nothing could be measured.
    Score {
        #[command(flatten)]
        corpus: CorpusArguments,
        /// How to write the scores
        #[arg(long, value_enum, default_value_t = AnswerFormat::Text)]
        format: AnswerFormat,
        /// Name every mistake
        #[arg(long)]
        details: bool,
    },
    /// Compares with the outputs that were approved last
    ///
    /// Exit codes: 0 nothing changed; 1 something did; 2 nothing could be compared.
    Check(GoldenArguments),
    /// Approves the outputs of now
    ///
    /// Exit codes: 0 nothing changed; 1 something did, and is approved now; 2 nothing could be compared.
    Bless(GoldenArguments),
    /// Writes the page of accuracy
    ///
    /// Exit codes: 0 written, or with --check up to date; 1 with --check out of date; 2 nothing could be measured.
    Accuracy {
        #[command(flatten)]
        corpus: CorpusArguments,
        /// The folder to write `accuracy.md` and `accuracy.zh.md` into
        #[arg(short, long, value_name = "DIR", default_value = "docs")]
        output: PathBuf,
        /// The day to name; today where none is given
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
        date: Option<String>,
        /// Write nothing; compare with what is there, but for the date
        #[arg(long)]
        check: bool,
    },
}

#[derive(Debug, Args)]
pub(super) struct CorpusArguments {
    /// The corpus
    #[arg(long, value_name = "DIR", default_value = "corpus")]
    corpus: PathBuf,
    /// Only the document with this id; may be given more than once
    #[arg(long, value_name = "ID")]
    only: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct GoldenArguments {
    #[command(flatten)]
    corpus: CorpusArguments,
    /// The folder of the approved outputs
    #[arg(long, value_name = "DIR", default_value = "golden")]
    golden: PathBuf,
    /// Show every difference, not only the first of each document
    #[arg(long)]
    all: bool,
}

impl GoldenCommand {
    /// What the arguments mean.
    pub(super) fn into_measuring(self, language: Language) -> Measuring {
        let (corpus, purpose) = match self {
            Self::Score { corpus, format, details } => (corpus, Purpose::Score { format, details }),
            Self::Check(typed) => (typed.corpus, Purpose::Check { golden: typed.golden, all: typed.all }),
            Self::Bless(typed) => (typed.corpus, Purpose::Bless { golden: typed.golden, all: typed.all }),
            Self::Accuracy { corpus, output, date, check } => {
                (corpus, Purpose::Accuracy { folder: output, date, only_check: check })
            }
        };
        Measuring { corpus: corpus.corpus, only: corpus.only, purpose, language }
    }
}

/// A day of the calendar, as typed.
fn day(typed: &str) -> Result<String, &'static str> {
    let parts: Vec<&str> = typed.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return Err("not a day") };
    let in_calendar = || {
        let month = time::Month::try_from(month.parse::<u8>().ok()?).ok()?;
        time::Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok()
    };
    // Written out in full: 2026-1-5 is sorted wrong.
    match in_calendar() {
        Some(date) if date.to_string() == typed => Ok(typed.to_owned()),
        _ => Err("not a day"),
    }
}
