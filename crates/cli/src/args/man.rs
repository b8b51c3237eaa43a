//! `juesuan man`, as typed and as meant.

use std::path::PathBuf;

use clap::Args;

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
    pub(super) fn into_task(self) -> Task {
        Task::Man(self.output)
    }
}
