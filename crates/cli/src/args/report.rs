//! `juesuan report`, as typed and as meant: of one document, or of an archive.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use juesuan_extractor::Settings;
use juesuan_model::Language;
use juesuan_report::Shown;

use super::convert::{ManyArguments, processors};
use super::{Task, job};
use crate::batch::{Datasets, Reports};
use crate::report::{Look, Reporting};

#[derive(Debug, Args)]
pub(super) struct ReportArguments {
    /// The PDF or text dump; or several, or folders of them
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Where to write the page: a file, or a folder to write <FILE's name>.html into; `-` is standard output
    ///
    /// For several files or a folder this is a folder, as of `juesuan convert --report`: it holds index.html, which leads
    /// to the page of each document in report/. A name that ends in .html is written too, as an index beside a folder of
    /// that name without .html.
    #[arg(short, long, value_name = "OUT", default_value = "-")]
    output: PathBuf,
    #[command(flatten)]
    look: LookArguments,
    #[command(flatten)]
    many: ManyArguments,
}

/// How reports look.
#[derive(Debug, Clone, Copy, Args)]
#[command(next_help_heading = "Reports")]
pub(super) struct LookArguments {
    /// Which pages a report shows
    #[arg(long, value_enum, default_value_t = TypedPages::Relevant)]
    pages: TypedPages,
    /// Show pages by their text instead of as pictures: smaller, and faster
    #[arg(long)]
    no_pictures: bool,
    /// Dots to an inch of the pictures, from 36 to 300
    #[arg(long, value_name = "DOTS", default_value_t = 110, value_parser = clap::value_parser!(u16).range(36..=300))]
    dpi: u16,
}

/// Which pages a report shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum TypedPages {
    /// Those with forms or findings
    Relevant,
    /// Every page
    All,
    /// None
    None,
}

impl LookArguments {
    /// What they mean.
    pub(super) fn look(self) -> Look {
        let shown = match self.pages {
            TypedPages::Relevant => Shown::Relevant,
            TypedPages::All => Shown::All,
            TypedPages::None => Shown::None,
        };
        Look { shown, pictures: !self.no_pictures, dots_per_inch: self.dpi }
    }
}

impl ReportArguments {
    /// What the arguments mean. Looks whether the only file is a folder.
    pub(super) fn into_task(self, settings: Settings, language: Language) -> Task {
        let look = self.look.look();
        if let [file] = self.files.as_slice()
            && !file.is_dir()
        {
            let settings = Settings { threads: processors(), ..settings };
            let job = job(file.clone(), &self.output, "html", settings, language);
            return Task::Report(Reporting { job, look, bounds: self.many.bounds() });
        }
        let is_page = self.output.extension().is_some_and(|ending| ending == OsStr::new("html"));
        let (folder, beside) = match is_page && !self.output.is_dir() {
            true => (self.output.with_extension(""), Some(self.output)),
            false => (self.output, None),
        };
        let reports = Reports { look, beside };
        Task::Batch(self.many.batch(self.files, folder, Datasets::default(), Some(reports), settings, language))
    }
}
