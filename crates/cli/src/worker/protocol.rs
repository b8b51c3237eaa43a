//! What a run and its workers say to each other: one line of JSON each, over the worker's standard input and output.
//!
//! Private to this program: both ends are the same executable.

use std::path::PathBuf;

use juesuan_model::Language;
use serde::{Deserialize, Serialize};

use super::Counts;
use crate::failure::Cause;
use crate::path_text;
use crate::report::Look;

/// The first line to a worker.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Setup {
    pub(crate) password: Option<String>,
    pub(crate) language: Language,
    /// How many threads may read and draw one document.
    pub(crate) threads: usize,
    /// Bytes that the worker may allocate; `None` is without bound.
    pub(crate) memory: Option<u64>,
    /// Where drafts are written.
    #[serde(with = "path_text::as_text")]
    pub(crate) drafts: PathBuf,
    /// What is made beside the JSON.
    pub(crate) extras: Extras,
}

/// What is made of each document beside its JSON.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(crate) struct Extras {
    /// Whether a workbook.
    pub(crate) xlsx: bool,
    /// How its report looks, where there is to be one.
    pub(crate) report: Option<Look>,
}

impl Extras {
    /// The formats of each document.
    pub(crate) fn formats(self) -> impl Iterator<Item = &'static str> {
        let extras = [("xlsx", self.xlsx), ("report", self.report.is_some())];
        ["json"].into_iter().chain(extras.into_iter().filter(|(_, wanted)| *wanted).map(|(format, _)| format))
    }
}

/// Each further line to a worker: one file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Order {
    #[serde(with = "path_text::as_text")]
    pub(crate) path: PathBuf,
    /// Of what the last run converted: the same content need not be converted again.
    pub(crate) known: Option<String>,
    /// Whether the file was found in a folder, where texts that are no final accounts may lie too.
    pub(crate) by_chance: bool,
    /// The index of the archive, as a link from the report; `None` for a document by itself.
    pub(crate) index: Option<String>,
    /// Whether the report is to do without pictures: drawing them was the end of a worker.
    pub(crate) without_pictures: bool,
}

/// A worker's answer to an order.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Reply {
    /// Of the content; `None` where it was not read.
    pub(crate) sha256: Option<String>,
    pub(crate) bytes: u64,
    pub(crate) milliseconds: u64,
    pub(crate) made: Made,
}

/// What a worker made of a file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Made {
    /// It is the content that is known.
    Nothing,
    /// Complete drafts.
    Drafts { drafts: Vec<Draft>, pages: u32, counts: Counts, first_problem: Option<Trouble> },
    /// There is no result.
    Failed(Trouble),
    /// It is no document.
    Skipped(Trouble),
    /// The drafts cannot be written.
    NotWritable(Trouble),
}

/// A complete file that has no name yet.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Draft {
    pub(crate) format: String,
    #[serde(with = "path_text::as_text")]
    pub(crate) path: PathBuf,
    pub(crate) bytes: u64,
}

/// A code, and what it means in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Trouble {
    pub(crate) code: String,
    pub(crate) message: String,
}

impl Trouble {
    /// What `cause` means.
    pub(crate) fn of(cause: &Cause, language: Language) -> Self {
        Self { code: cause.code().to_owned(), message: cause.message(language) }
    }
}
