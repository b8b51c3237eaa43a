//! `juesuan convert` of many files: folders → one result for each document, a manifest, and datasets over all of them.
//!
//! ```text
//! typed ─walk─▶ inputs ─plan─▶ orders ─lane─▶ replies ─┬▶ outputs, manifest ─▶ datasets
//!                  manifest of the last run ──┘  worker processes
//! ```
//!
//! A run may be ended at any moment, by any means: what the manifest tells is complete, and the next run does the rest.

mod cause;
mod datasets;
mod index;
mod interrupt;
mod lane;
mod manifest;
#[cfg(not(feature = "parquet"))]
mod no_parquet;
mod one;
mod plan;
mod progress;
mod protocol;
mod run;
mod store;
mod summary;
mod walk;
mod worker;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Instant;

use juesuan_extractor::Settings;
use juesuan_model::Language;

pub(crate) use cause::{BatchCause, Bounds};
pub(crate) use datasets::Datasets;
pub(crate) use one::convert_one;
pub(crate) use run::WORKER;
pub(crate) use worker::serve;

use crate::failure::{Cause, Failure, Subject};
use crate::left_out::left_behind;
use crate::review::Look;
use crate::usage::Misuse;
use crate::{Outcome, report};
use manifest::{Manifest, Options, Status};
use plan::Wanted;
use protocol::Extras;
use run::{Run, State};
use store::Store;

/// Many files to convert.
#[derive(Debug)]
pub(crate) struct Batch {
    /// Files and folders.
    pub(crate) inputs: Vec<PathBuf>,
    /// Where the results go.
    pub(crate) folder: PathBuf,
    /// Whether each document gets a workbook too.
    pub(crate) xlsx: bool,
    /// What is made of all documents together.
    pub(crate) datasets: Datasets,
    /// Whether each document gets a page for people, and how it looks.
    pub(crate) reports: Option<Reports>,
    /// How many documents at a time.
    pub(crate) jobs: usize,
    /// What one document may take.
    pub(crate) bounds: Bounds,
    /// Whether what was converted before is converted again.
    pub(crate) force: bool,
    /// Whether results of inputs that are gone are removed.
    pub(crate) prune: bool,
    /// Whether only failures are told.
    pub(crate) quiet: bool,
    /// How to read the files.
    pub(crate) settings: Settings,
    /// Language of the messages, in the results too.
    pub(crate) language: Language,
}

/// Pages for people.
#[derive(Debug)]
pub(crate) struct Reports {
    pub(crate) look: Look,
    /// Where an index stands beside the one in the output folder.
    pub(crate) beside: Option<PathBuf>,
}

/// Name and version of this program, as the manifest tells it.
const TOOL: &str = concat!("juesuan ", env!("CARGO_PKG_VERSION"));

/// Converts the files, and reports what it came to.
pub(crate) fn convert(batch: &Batch) -> Result<Outcome, Failure> {
    let start = Instant::now();
    if batch.folder == Path::new("-") {
        return Err(Failure { subject: Subject::CommandLine, cause: Cause::Batch(BatchCause::OutputFolderNeeded) });
    }
    interrupt::listen();
    let found = walk::walk(&batch.inputs, &batch.folder)?;
    if found.inputs.is_empty() {
        let named = batch.inputs.first().cloned().unwrap_or_default();
        return Err(Cause::Batch(BatchCause::NothingToConvert).in_file(&named));
    }
    if let Some(format) = left_behind(&batch.folder) {
        return Err(Cause::Usage(Misuse::of_folder_with(format)).in_file(&batch.folder));
    }
    let store = Store::open(&batch.folder)?;
    let not_writable = |error| Cause::OutputNotWritable(error).in_file(&batch.folder);
    let manifest = Manifest::open(&store.folder).map_err(not_writable)?;
    check_root(batch, &found.root, &manifest)?;

    let root = found.root.to_string_lossy().into_owned();
    let xlsx = batch.xlsx || store.folder.join("xlsx").is_dir();
    let extras = Extras { xlsx, report: report_look(batch, &store, &manifest) };
    let password = batch.settings.password.is_some();
    let options = Options { language: batch.language, password, report: extras.report };
    let (folder, force) = (store.folder.as_path(), batch.force);
    let wanted = Wanted { folder, tool: TOOL, options: &options, extras, index: index::INDEX, force };
    let inputs = found.inputs.len();
    let plan = plan::plan(found, &manifest, &wanted);
    let run = Run::new(batch, &store, &root, &options, extras, manifest, inputs);
    let State { mut manifest, mut summary, seen, mut ended_by } = run.carry_out(plan);

    let is_whole = ended_by.is_none() && !interrupt::soon();
    if batch.prune && is_whole {
        prune(&mut manifest, &seen, &store);
    }
    summary.kept = manifest.entries.keys().filter(|path| !seen.contains(*path)).count();
    if ended_by.is_none() {
        ended_by = manifest.rewrite().map_err(not_writable).err();
    }
    if ended_by.is_none() && is_whole {
        match datasets::write(batch.datasets.with_those_in(&store.folder), &manifest, &store) {
            Ok(written) => summary.left_out = written.map(|written| written.left_out).unwrap_or_default(),
            Err(error) => ended_by = Some(not_writable(error)),
        }
    }
    if ended_by.is_none() && is_whole && extras.report.is_some() {
        let beside = batch.reports.as_ref().and_then(|reports| reports.beside.as_deref());
        ended_by = index::write(&manifest, &store, beside, batch.language).map_err(not_writable).err();
    }
    if interrupt::soon() {
        ended_by.get_or_insert(Cause::Batch(BatchCause::Interrupted).in_file(&batch.folder));
    }
    if let Some(failure) = &ended_by {
        report::failure(failure, batch.language);
    }
    if !batch.quiet {
        summary.lines(start.elapsed(), batch.language).iter().for_each(|line| report::line(line));
    }
    Ok(match (summary.of(Status::Ok) + summary.of(Status::Problems), &ended_by) {
        (0, _) => Outcome::NothingObtained,
        (_, None) if summary.of(Status::Problems) + summary.of(Status::Failed) == 0 => Outcome::Done,
        _ => Outcome::DoneWithProblems,
    })
}

/// How the reports look, where there are any to be: those of an earlier run are brought up to date.
fn report_look(batch: &Batch, store: &Store, manifest: &Manifest) -> Option<Look> {
    let asked = batch.reports.as_ref().map(|reports| reports.look);
    let were = || manifest.entries.values().find_map(|entry| entry.options.report);
    asked.or_else(|| store.folder.join("report").is_dir().then(|| were().unwrap_or_default()))
}

/// Errs where the folder holds what came from another folder that is still there: what has the same name in both would be
/// taken for the same.
fn check_root(batch: &Batch, root: &Path, manifest: &Manifest) -> Result<(), Failure> {
    let other = manifest.entries.values().map(|entry| Path::new(&entry.root)).find(|old| *old != root && old.is_dir());
    match other {
        Some(other) => {
            let cause = BatchCause::OutputOfAnother(other.to_string_lossy().into_owned());
            Err(Cause::Batch(cause).in_file(&batch.folder))
        }
        None => Ok(()),
    }
}

/// Forgets the inputs that this run has not seen, and removes what they gave.
fn prune(manifest: &mut Manifest, seen: &BTreeSet<String>, store: &Store) {
    manifest.entries.retain(|path, entry| {
        let stays = seen.contains(path);
        if !stays {
            entry.outputs.iter().for_each(|output| store.remove(&output.path));
        }
        stays
    });
}
