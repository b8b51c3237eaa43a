//! A single document by a worker: what may take the process down takes down the worker, as in a batch.

use std::fs;
use std::path::Path;

use juesuan_extractor::Settings;
use juesuan_model::Language;

use super::cause::{Bounds, WorkerCause};
use super::lane::{Answer, Lane};
use super::protocol::{Extras, Made, Order, Setup};
use crate::failure::{Cause, Failure};
use crate::interrupt;
use crate::report::Look;

/// What a worker made of one document.
#[derive(Debug)]
pub(crate) struct One {
    pub(crate) json: Vec<u8>,
    pub(crate) report: Vec<u8>,
    /// Drawing the pictures was the end of a worker, so that the report has none.
    pub(crate) without_pictures: bool,
}

/// Has one document converted, with a report.
pub(crate) fn convert_one(
    file: &Path,
    settings: &Settings,
    language: Language,
    look: Look,
    bounds: Bounds,
) -> Result<One, Failure> {
    let in_file = |cause: Cause| cause.in_file(file);
    let not_started = |error| in_file(Cause::Worker(WorkerCause::NotStarted(error)));
    let folder = tempfile::tempdir().map_err(|error| in_file(Cause::OutputNotWritable(error)))?;
    let setup = Setup {
        password: settings.password.clone(),
        threads: settings.threads,
        language,
        memory: bounds.memory,
        drafts: folder.path().to_owned(),
        extras: Extras { xlsx: false, report: Some(look) },
    };
    // The worker's folder is this one: a relative path means the same.
    let order = Order { path: file.to_owned(), known: None, by_chance: false, index: None, without_pictures: false };
    let (answer, without_pictures) =
        Lane::new(&setup, bounds.time, interrupt::soon).ask_for_what_can_be(&order).map_err(not_started)?;
    let drafts = match answer {
        Answer::Died(death) => return Err(in_file(Cause::Worker(WorkerCause::Died(death, bounds)))),
        Answer::Interrupted => return Err(in_file(Cause::Worker(WorkerCause::Interrupted))),
        Answer::Reply(reply) => match reply.made {
            Made::Drafts { drafts, .. } => drafts,
            Made::Failed(trouble) | Made::Skipped(trouble) | Made::NotWritable(trouble) => {
                return Err(in_file(Cause::Told(trouble.code, trouble.message)));
            }
            Made::Nothing => Vec::new(),
        },
    };
    let content = |format: &str| {
        let draft = drafts.iter().find(|draft| draft.format == format);
        let read = draft.map_or_else(|| Ok(Vec::new()), |draft| fs::read(&draft.path));
        read.map_err(|error| in_file(Cause::OutputNotWritable(error)))
    };
    Ok(One { json: content("json")?, report: content("report")?, without_pictures })
}
