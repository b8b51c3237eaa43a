//! `juesuan report`: a document → a page for people. What a batch makes of many is in [`crate::batch`].
//!
//! Drawing pages runs much code over what a document holds, so that it is done by a worker process even for a single
//! document: what it cannot survive costs the pictures, not the report.

mod look;
mod page;

use juesuan_model::ReportedDiagnostic;
use serde::Deserialize;

use crate::failure::{Cause, Failure};
use crate::job::Job;
use crate::worker::{Bounds, convert_one};
use crate::{Outcome, interrupt, told};
pub(crate) use look::Look;
pub(crate) use page::make;

/// A document to report on.
#[derive(Debug)]
pub(crate) struct Reporting {
    pub(crate) job: Job,
    pub(crate) look: Look,
    /// What it may take.
    pub(crate) bounds: Bounds,
}

/// Of a document's JSON, what is told.
#[derive(Deserialize)]
struct Read {
    diagnostics: Vec<ReportedDiagnostic>,
}

/// Writes the report and tells the problems.
pub(crate) fn report(reporting: &Reporting) -> Result<Outcome, Failure> {
    let job = &reporting.job;
    job.destination.check_is_not(&job.input)?;
    // Ended by a signal, this process could not clear away what the worker writes.
    interrupt::listen();
    let one = convert_one(&job.input, &job.settings, job.language, reporting.look, reporting.bounds)?;
    job.destination.write(&one.report)?;
    let read: Read =
        serde_json::from_slice(&one.json).map_err(|error| Cause::Internal(error.to_string()).in_file(&job.input))?;
    if one.without_pictures {
        told::failure(&Cause::PicturesNotDrawn.in_file(&job.input), job.language);
    }
    let outcome = told::problems(&job.input, &read.diagnostics, job.language);
    Ok(if one.without_pictures { Outcome::DoneWithProblems } else { outcome })
}
