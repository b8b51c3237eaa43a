//! `juesuan man`, as typed and as meant.

use std::path::PathBuf;

use clap::Args;
use juesuan_model::Language;

use super::Task;

#[derive(Debug, Args)]
pub(super) struct ManArguments {
    /// The folder to write a page for each command into; without it, the main page goes to standard output
    ///
    /// It is made where it does not exist. The pages are named juesuan.1, juesuan-convert.1 and so on.
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
}

impl ManArguments {
    /// What the arguments mean.
    pub(super) fn into_task(self, language: Language) -> Task {
        Task::Man { folder: self.output, language }
    }
}
