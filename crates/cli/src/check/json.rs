//! Findings for programs.

use juesuan_model::{Check, Document, Outcome, SCHEMA_VERSION};
use serde::Serialize;

use super::{Checked, Summary};
use crate::failure::Failure;
use crate::output::pretty_json;

/// The public output of `juesuan check --format json`.
#[derive(Serialize)]
struct Output<'a> {
    schema_version: &'static str,
    files: Vec<File<'a>>,
}

#[derive(Serialize)]
struct File<'a> {
    /// As it was typed.
    file: String,
    document: &'a Document,
    summary: Summary,
    /// As in the JSON of `juesuan convert`: those that fail, or all of them.
    checks: Vec<&'a Check>,
}

impl<'a> File<'a> {
    fn of(checked: &'a Checked, all: bool) -> Self {
        Self {
            file: checked.file.display().to_string(),
            document: &checked.accounts.document,
            summary: checked.summary,
            checks: checked.accounts.checks.iter().filter(|check| all || check.outcome == Outcome::Fail).collect(),
        }
    }
}

pub(super) fn document(files: &[Checked], all: bool) -> Result<Vec<u8>, Failure> {
    let files = files.iter().map(|checked| File::of(checked, all)).collect();
    pretty_json(&Output { schema_version: SCHEMA_VERSION, files })
}
