//! `juesuan completions`, as typed and as meant.

use clap::Args;
use clap_complete::Shell;

use super::Task;

#[derive(Debug, Args)]
pub(super) struct CompletionsArguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl CompletionsArguments {
    /// What the arguments mean.
    pub(super) fn into_task(self) -> Task {
        Task::Completions(self.shell)
    }
}
