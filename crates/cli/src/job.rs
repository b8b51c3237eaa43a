//! What every task does with its file: read it, make the result where nothing can break the program, write it, report
//! the problems.

use std::path::PathBuf;

use juesuan_extractor::Settings;
use juesuan_model::{Language, ReportedDiagnostic};

use crate::failure::{Cause, Failure};
use crate::output::Destination;
use crate::{Outcome, guard, input, told};

/// One file to read, and where its result goes.
#[derive(Debug)]
pub(crate) struct Job {
    /// The PDF or text dump.
    pub(crate) input: PathBuf,
    /// Where the result goes.
    pub(crate) destination: Destination,
    /// How to read the file.
    pub(crate) settings: Settings,
    /// Language of the messages, in the result too.
    pub(crate) language: Language,
}

/// A result and what was noticed on the way.
pub(crate) type Made = (Vec<u8>, Vec<ReportedDiagnostic>);

impl Job {
    /// Writes what `make` makes of the file's bytes, and reports the problems.
    pub(crate) fn run(&self, make: impl FnOnce(&[u8]) -> Result<Made, Cause> + Send) -> Result<Outcome, Failure> {
        self.destination.check_is_not(&self.input)?;
        let bytes = input::read(&self.input)?;
        let (result, noticed) = guard::attempt(|| make(&bytes)).map_err(|cause| cause.in_file(&self.input))?;
        self.destination.write(&result)?;
        Ok(told::problems(&self.input, &noticed, self.language))
    }
}
