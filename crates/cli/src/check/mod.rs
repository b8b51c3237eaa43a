//! `juesuan check`: files → findings for people or programs.

mod explain;
mod json;
mod sarif;
mod summary;
mod text;

use std::path::PathBuf;

use juesuan_extractor::Settings;
use juesuan_model::{FinalAccounts, Language};

use crate::convert::{accounts_of, source_file};
use crate::failure::Failure;
use crate::output::Destination;
pub(crate) use crate::terminal::Color;
use crate::{Outcome, guard, input, told};
pub(crate) use explain::{ALL as EXPLAIN_ALL, explain};
use summary::Summary;

/// Files to check.
#[derive(Debug)]
pub(crate) struct Checking {
    pub(crate) files: Vec<PathBuf>,
    pub(crate) format: FindingsFormat,
    /// Whether the text has colours.
    pub(crate) color: Color,
    /// Whether to show what is no finding too.
    pub(crate) all: bool,
    pub(crate) settings: Settings,
    pub(crate) language: Language,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum FindingsFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// For tools that show findings (SARIF 2.1.0)
    Sarif,
}

/// A file that was read, and what was found in it.
struct Checked {
    file: PathBuf,
    accounts: FinalAccounts,
    summary: Summary,
}

/// Checks the files. One that cannot be read is reported, and the others are checked all the same.
pub(crate) fn check(checking: &Checking) -> Result<Outcome, Failure> {
    let mut checked = Vec::new();
    for file in &checking.files {
        match read(file, checking) {
            Ok(accounts) => {
                told::problems(file, &accounts.diagnostics, checking.language);
                let summary = Summary::of(&accounts);
                checked.push(Checked { file: file.clone(), accounts, summary });
            }
            Err(failure) => told::failure(&failure, checking.language),
        }
    }
    if checked.is_empty() {
        return Ok(Outcome::NothingObtained);
    }
    let written = match checking.format {
        FindingsFormat::Text => {
            text::page(&checked, checking.all, checking.color.applies(), checking.language).into_bytes()
        }
        FindingsFormat::Json => json::document(&checked, checking.all)?,
        FindingsFormat::Sarif => sarif::log(&checked, checking.language)?,
    };
    Destination::StandardOutput.write(&written)?;
    let is_clean = checked.len() == checking.files.len() && checked.iter().all(|file| file.summary.errors == 0);
    Ok(if is_clean { Outcome::Done } else { Outcome::DoneWithProblems })
}

fn read(file: &std::path::Path, checking: &Checking) -> Result<FinalAccounts, Failure> {
    let bytes = input::read(file)?;
    let source = source_file(file, &bytes);
    guard::attempt(|| accounts_of(source, &bytes, &checking.settings, checking.language))
        .map_err(|cause| cause.in_file(file))
}
