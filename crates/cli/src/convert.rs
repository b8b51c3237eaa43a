//! `juesuan convert`: one file's bytes → its data as JSON or a workbook.

use std::path::Path;

use juesuan_extractor::Settings;
use juesuan_model::{FinalAccounts, Language};
use juesuan_reconciler::{SourceFile, reconcile};

use crate::Outcome;
use crate::failure::{Cause, Failure};
use crate::input;
use crate::job::Job;

/// One file to convert.
#[derive(Debug)]
pub(crate) struct Conversion {
    pub(crate) job: Job,
    /// What to write.
    pub(crate) format: Format,
}

/// What one document is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Json(Layout),
    /// Its forms as a workbook.
    Xlsx,
}

/// How JSON is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Indented by two spaces.
    Pretty,
    /// On one line.
    Compact,
}

/// Converts one file and reports its problems.
pub(crate) fn convert(conversion: &Conversion) -> Result<Outcome, Failure> {
    let job = &conversion.job;
    job.run(|bytes| {
        let accounts = accounts_of(source_file(&job.input, bytes), bytes, &job.settings, job.language)?;
        let written = match conversion.format {
            Format::Json(layout) => to_json(&accounts, layout)?,
            Format::Xlsx => to_xlsx(&accounts, job.language)?,
        };
        Ok((written, accounts.diagnostics))
    })
}

/// What a file says.
pub(crate) fn accounts_of(
    source: SourceFile,
    bytes: &[u8],
    settings: &Settings,
    language: Language,
) -> Result<FinalAccounts, Cause> {
    let extraction = juesuan_extractor::extract(bytes, settings).map_err(Cause::Extract)?;
    Ok(reconcile(extraction, source, language))
}

/// What identifies a file with this content.
pub(crate) fn source_file(path: &Path, bytes: &[u8]) -> SourceFile {
    SourceFile::of(input::name_of(path), bytes)
}

/// The forms as a workbook.
#[cfg(feature = "xlsx")]
pub(crate) fn to_xlsx(accounts: &FinalAccounts, language: Language) -> Result<Vec<u8>, Cause> {
    juesuan_dataset::workbook(accounts, language).map_err(|error| Cause::NoWorkbook(error.to_string()))
}

/// Says that this build makes no workbooks.
#[cfg(not(feature = "xlsx"))]
pub(crate) fn to_xlsx(_: &FinalAccounts, _: Language) -> Result<Vec<u8>, Cause> {
    Err(Cause::NoWorkbook("built without `xlsx`".to_owned()))
}

/// The JSON with a newline at its end.
pub(crate) fn to_json(accounts: &FinalAccounts, layout: Layout) -> Result<Vec<u8>, Cause> {
    let written = match layout {
        Layout::Pretty => serde_json::to_vec_pretty(accounts),
        Layout::Compact => serde_json::to_vec(accounts),
    };
    let mut json = written.map_err(|error| Cause::Internal(error.to_string()))?;
    json.push(b'\n');
    Ok(json)
}
