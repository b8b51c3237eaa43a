//! `juesuan draw`, as typed and as meant.

use std::path::PathBuf;

use clap::Args;
use juesuan_extractor::Settings;
use juesuan_model::Language;

use super::{Task, job};
use crate::draw::{Drawing, Stage};

#[derive(Debug, Args)]
pub(super) struct DrawArguments {
    /// The PDF
    file: PathBuf,
    /// The page, counted from 1 within the file
    #[arg(short, long, value_name = "N", allow_negative_numbers = true)]
    page: u32,
    /// The stage to show
    #[arg(short, long, value_enum, default_value_t = Stage::Table)]
    stage: Stage,
    /// Where to write the SVG: a file, or a folder to write `NAME.PAGE.STAGE.svg` into; `-` is standard output
    ///
    /// A file's folder must exist. A folder whose name ends in a slash is made, with those above it, where it does not
    /// exist.
    #[arg(short, long, value_name = "OUT", default_value = "-")]
    output: PathBuf,
}

impl DrawArguments {
    /// What the arguments mean. Looks whether `-o` names an existing folder.
    pub(super) fn into_task(self, settings: Settings, language: Language) -> Task {
        let ending = format!("{}.{}.svg", self.page, self.stage.name());
        let job = job(self.file, &self.output, &ending, settings, language);
        Task::Draw(Drawing { job, page: self.page, stage: self.stage })
    }
}
