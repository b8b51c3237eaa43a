//! `juesuan completions`, as typed and as meant.

use clap::Args;
use clap_complete::Shell;
use juesuan_model::Language;

use super::Task;

#[derive(Debug, Args)]
pub(super) struct CompletionsArguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl CompletionsArguments {
    /// What the arguments mean.
    pub(super) fn into_task(self, language: Language) -> Task {
        Task::Completions { shell: self.shell, language }
    }
}
