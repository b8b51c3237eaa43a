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
mod holds;
mod index;
mod ledger;
mod manifest;
mod names;
#[cfg(not(feature = "parquet"))]
mod no_parquet;
mod plan;
mod progress;
mod prune;
mod rooted;
mod run;
mod store;
mod summary;
mod together;
mod update;
mod walk;

use std::path::{Path, PathBuf};
use std::time::Instant;

use juesuan_extractor::Settings;
use juesuan_model::Language;

pub(crate) use cause::BatchCause;
pub(crate) use datasets::Datasets;

use crate::failure::{Cause, Failure, Subject};
use crate::left_out::is_left_out;
use crate::path_text::text_of;
use crate::report::Look;
use crate::usage::Misuse;
use crate::worker::{Bounds, WorkerCause};
use crate::{Outcome, interrupt, told};
use holds::{HOLDS, Holds};
use manifest::{Manifest, Options, Status};
use plan::Wanted;
use prune::OutOfSight;
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
    if batch.folder == Path::new("-") || names_a_file(&batch.folder) {
        return Err(Failure { subject: Subject::CommandLine, cause: Cause::Batch(BatchCause::OutputFolderNeeded) });
    }
    interrupt::listen();
    let mut found = walk::walk(&batch.inputs, &batch.folder)?;
    if found.inputs.is_empty() {
        let named = batch.inputs.first().cloned().unwrap_or_default();
        return Err(Cause::Batch(BatchCause::NothingToConvert).in_file(&named));
    }
    let store = Store::open(&batch.folder)?;
    let not_writable = |error| Cause::OutputNotWritable(error).in_file(&batch.folder);
    let mut manifest = Manifest::open(&store.folder).map_err(not_writable)?;
    rooted::settle(&mut found, &mut manifest, &store)?;
    let (holds, mut has_damage) = remembered(batch, &store, &manifest);
    // A folder of this name that someone else put there is none of ours.
    let held = [("xlsx", holds.xlsx), ("parquet", holds.datasets.parquet)];
    if let Some((format, _)) = held.into_iter().find(|&(format, is_held)| is_held && is_left_out(format)) {
        return Err(Cause::Usage(Misuse::of_folder_with(format)).in_file(&batch.folder));
    }
    holds.write(&store).map_err(not_writable)?;

    let (root, extras) = (text_of(&found.root), holds.extras());
    let password = batch.settings.password.is_some();
    let options = Options { language: batch.language, password, report: extras.report };
    let (folder, force) = (store.folder.as_path(), batch.force);
    let wanted = Wanted { folder, tool: TOOL, options: &options, extras, index: index::INDEX, force };
    let (inputs, top) = (found.inputs.len(), found.root.clone());
    let plan = plan::plan(found, &manifest, &wanted);
    let out_of_sight = OutOfSight::of(&plan, &top);
    let run = Run::new(batch, &store, &root, &options, extras, manifest, inputs);
    let State { mut ledger, mut ended_by } = run.carry_out(plan);

    let is_whole = ended_by.is_none() && !interrupt::soon();
    if is_whole {
        prune::prune(batch.prune, &out_of_sight, &mut ledger, &store);
    }
    if ended_by.is_none() {
        ended_by = ledger.manifest.rewrite().map_err(not_writable).err();
    }
    if ended_by.is_none() && is_whole {
        match update::update(batch, &mut ledger, holds, &store) {
            Ok(was_damaged) => has_damage |= was_damaged,
            Err(failure) => ended_by = Some(failure),
        }
    }
    let summary = ledger.summary;
    if interrupt::soon() {
        ended_by.get_or_insert(Cause::Worker(WorkerCause::Interrupted).in_file(&batch.folder));
    }
    if let Some(failure) = &ended_by {
        told::failure(failure, batch.language);
    }
    if !batch.quiet {
        summary.lines(start.elapsed(), batch.language).iter().for_each(|line| told::line(line));
    }
    Ok(match (summary.of(Status::Ok) + summary.of(Status::Problems), &ended_by) {
        // What is not yet obtained is not lost.
        (0, _) if !interrupt::soon() => Outcome::NothingObtained,
        (_, None) if summary.of(Status::Problems) + summary.of(Status::Failed) == 0 && !has_damage => Outcome::Done,
        _ => Outcome::DoneWithProblems,
    })
}

/// Whether `-o` names a result rather than a folder for them: `-o x.json` where there is more than one to write.
fn names_a_file(folder: &Path) -> bool {
    const RESULTS: [&str; 6] = ["json", "jsonl", "csv", "xlsx", "parquet", "html"];
    let ending = folder.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    let ends_in_slash = folder.as_os_str().to_string_lossy().ends_with(std::path::is_separator);
    ending.is_some_and(|ending| RESULTS.contains(&ending.as_str())) && !ends_in_slash && !folder.is_dir()
}

/// What the folder holds, with what is asked for now. Tells what of its memory is damaged, and whether any is.
fn remembered(batch: &Batch, store: &Store, manifest: &Manifest) -> (Holds, bool) {
    let mut damages = Vec::new();
    if manifest.put_aside > 0 {
        let cause = Cause::Batch(BatchCause::ManifestDamaged(manifest.put_aside));
        damages.push(cause.in_file(&store.folder.join("manifest.jsonl")));
    }
    let holds = Holds::read(store).unwrap_or_else(|error| {
        damages.push(Cause::Batch(BatchCause::OutputDamaged(error.to_string())).in_file(&store.folder.join(HOLDS)));
        Holds::default()
    });
    damages.iter().for_each(|damage| told::failure(damage, batch.language));
    (holds.asked(batch, store, manifest), !damages.is_empty())
}
