//! `juesuan doctor`: one file → what it is, how its text is had, and what of it would be lost.
//!
//! It reads the file exactly as a conversion does, and tells nothing that it did not see happen.

mod diagnosis;
mod ranges;
mod text;
mod verdict;
mod words;

use std::path::PathBuf;

use juesuan_extractor::{Settings, examine};
use juesuan_model::Language;
use juesuan_reconciler::reconcile;

use crate::convert::source_file;
use crate::failure::{Cause, Failure};
use crate::output::{AnswerFormat, Destination, pretty_json};
use crate::{Outcome, guard, input, told};
use diagnosis::{Diagnosis, FileAbout};

/// A file to examine.
#[derive(Debug)]
pub(crate) struct Consultation {
    pub(crate) file: PathBuf,
    pub(crate) format: AnswerFormat,
    pub(crate) settings: Settings,
    pub(crate) language: Language,
}

/// Examines the file and prints what it is. Of a file that cannot be read, what is known is printed all the same.
pub(crate) fn doctor(consultation: &Consultation) -> Result<Outcome, Failure> {
    let Consultation { file, settings, language, .. } = consultation;
    let bytes = input::read(file)?;
    let source = source_file(file, &bytes);
    let about = FileAbout::of(file, &bytes, &source);
    let examined = guard::attempt(|| {
        let examination = examine(&bytes, settings).map_err(Cause::Extract)?;
        let seen = diagnosis::Seen::of(&examination);
        let accounts = reconcile(examination.extraction, source, *language);
        Ok(Diagnosis::of(about.clone(), seen, &accounts, *language))
    });
    match examined {
        Ok(diagnosis) => {
            print(&diagnosis, consultation)?;
            Ok(if diagnosis.verdict.is_whole() { Outcome::Done } else { Outcome::DoneWithProblems })
        }
        Err(cause) => {
            print(&Diagnosis::of_unreadable(about, &cause, *language), consultation)?;
            told::failure(&cause.in_file(file), *language);
            Ok(Outcome::NothingObtained)
        }
    }
}

fn print(diagnosis: &Diagnosis, consultation: &Consultation) -> Result<(), Failure> {
    let written = match consultation.format {
        AnswerFormat::Text => text::page(diagnosis, consultation.language).into_bytes(),
        AnswerFormat::Json => pretty_json(diagnosis)?,
    };
    Destination::StandardOutput.write(&written)
}
