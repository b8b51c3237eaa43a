//! `juesuan convert`: one file's bytes → its data as JSON.

use std::path::{Path, PathBuf};

use juesuan_extractor::Settings;
use juesuan_model::{FinalAccounts, Language, Severity};
use juesuan_reconciler::SourceFile;
use sha2::{Digest, Sha256};

use crate::failure::{Cause, Failure};
use crate::output::Destination;
use crate::{Outcome, guard, input, report};

/// One file to convert.
#[derive(Debug)]
pub(crate) struct Conversion {
    /// The PDF or text dump.
    pub(crate) input: PathBuf,
    /// Where the JSON goes.
    pub(crate) destination: Destination,
    /// How to read the file.
    pub(crate) settings: Settings,
    /// How to write the JSON.
    pub(crate) layout: Layout,
    /// Language of the messages, in the JSON too.
    pub(crate) language: Language,
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
    let input = &conversion.input;
    conversion.destination.check_is_not(input)?;
    let bytes = input::read(input)?;
    let (json, accounts) = guard::guarded(|| {
        let accounts = read_accounts(&bytes, conversion)?;
        let json = to_json(&accounts, conversion.layout)?;
        Ok((json, accounts))
    })
    .map_err(Cause::Internal)
    .flatten()
    .map_err(|cause| cause.in_file(input))?;

    conversion.destination.write(&json)?;
    let problems = accounts.diagnostics.iter().filter(|diagnostic| diagnostic.code.severity() == Severity::Problem);
    Ok(match report::diagnostics(input, problems, conversion.language) {
        0 => Outcome::Done,
        _ => Outcome::DoneWithProblems,
    })
}

fn read_accounts(bytes: &[u8], conversion: &Conversion) -> Result<FinalAccounts, Cause> {
    let extraction = juesuan_extractor::extract(bytes, &conversion.settings).map_err(Cause::Extract)?;
    Ok(juesuan_reconciler::reconcile(extraction, source_file(&conversion.input, bytes), conversion.language))
}

fn source_file(path: &Path, bytes: &[u8]) -> SourceFile {
    SourceFile {
        file_name: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
        sha256: Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect(),
        bytes: bytes.len() as u64,
    }
}

/// The JSON with a newline at its end.
fn to_json(accounts: &FinalAccounts, layout: Layout) -> Result<Vec<u8>, Cause> {
    let written = match layout {
        Layout::Pretty => serde_json::to_vec_pretty(accounts),
        Layout::Compact => serde_json::to_vec(accounts),
    };
    let mut json = written.map_err(|error| Cause::Internal(error.to_string()))?;
    json.push(b'\n');
    Ok(json)
}
