//! `juesuan schema`, as typed and as meant.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Task, destination};

#[derive(Debug, Args)]
pub(super) struct SchemaArguments {
    /// Where to write the schema: a file, or a folder to write `final_accounts.schema.json` into; `-` is standard output
    #[arg(short, long, value_name = "OUT", default_value = "-")]
    output: PathBuf,
}

impl SchemaArguments {
    /// What the arguments mean. Looks whether `-o` names an existing folder.
    pub(super) fn into_task(self) -> Task {
        Task::Schema(destination(&self.output, Path::new("final_accounts"), "schema.json"))
    }
}
