//! `juesuan text`, as typed and as meant.

use std::path::PathBuf;

use clap::Args;
use juesuan_extractor::Settings;
use juesuan_model::Language;

use super::{Task, job};

#[derive(Debug, Args)]
pub(super) struct TextArguments {
    /// The PDF or text dump
    file: PathBuf,
    /// Where to write the text: a file, or a folder to write <FILE's name>.txt into; `-` is standard output
    ///
    /// A file's folder must exist. A folder whose name ends in a slash is made, with those above it, where it does not
    /// exist.
    #[arg(short, long, value_name = "OUT", default_value = "-")]
    output: PathBuf,
}

impl TextArguments {
    /// What the arguments mean. Looks whether `-o` names an existing folder.
    pub(super) fn into_task(self, settings: Settings, language: Language) -> Task {
        Task::Text(job(self.file, &self.output, "txt", settings, language))
    }
}
