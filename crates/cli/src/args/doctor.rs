//! `juesuan doctor`, as typed and as meant.

use std::path::PathBuf;

use clap::Args;
use juesuan_extractor::Settings;
use juesuan_model::Language;

use super::Task;
use crate::doctor::Consultation;
use crate::output::AnswerFormat;

#[derive(Debug, Args)]
pub(super) struct DoctorArguments {
    /// The PDF or text dump
    file: PathBuf,
    /// How to write what is told
    #[arg(long, value_enum, default_value_t = AnswerFormat::Text)]
    format: AnswerFormat,
}

impl DoctorArguments {
    /// What the arguments mean.
    pub(super) fn into_task(self, settings: Settings, language: Language) -> Task {
        Task::Doctor(Consultation { file: self.file, format: self.format, settings, language })
    }
}
