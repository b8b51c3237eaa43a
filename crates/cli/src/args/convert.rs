//! `juesuan convert`, as typed and as meant: of one file, or of an archive.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};
use juesuan_extractor::Settings;
use juesuan_model::Language;

use super::report::LookArguments;
use super::{Task, job};
use crate::batch::{Batch, Datasets, Reports};
use crate::convert::{Conversion, Format, Layout};
use crate::worker::Bounds;

#[derive(Debug, Args)]
pub(super) struct ConvertArguments {
    /// The PDF or text dump; or several, or folders of them
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Where to write the JSON: a file, or a folder to write <FILE's name>.json into; `-` is standard output
    ///
    /// A file's folder must exist. A folder whose name ends in a slash is made, with those above it, where it does not
    /// exist. For several files or a folder this is a folder: it holds `json/` with the tree of the inputs, and
    /// `manifest.jsonl`, which tells what became of each. The same command again converts only what is new or changed.
    #[arg(short, long, value_name = "OUT", default_value = "-")]
    output: PathBuf,
    /// What to write; may be given more than once
    ///
    /// `json` and `xlsx` (its forms as a workbook) are written for each document. `jsonl`, `csv` and `parquet` are of all
    /// documents together, also where there is only one: tables in OUT/csv/ and so on, with `datapackage.json` and a
    /// dictionary beside them. What an earlier run was asked for is brought up to date, until its folder is removed.
    #[arg(short, long, value_enum, default_value = "json", value_name = "FORMAT")]
    format: Vec<TypedOutput>,
    /// Begin CSV files with the mark by which Excel knows UTF-8
    ///
    /// Later runs keep it. Texts stand in the CSV as in the documents: a spreadsheet may take one that begins with `=`,
    /// `+`, `-` or `@` for a formula, so import the columns as text where you do not trust the documents.
    #[arg(long)]
    bom: bool,
    /// Write the JSON of a single file on one line, as that of several always is
    #[arg(long)]
    compact: bool,
    /// Make a page for people of each document too, in OUT/report/, and an index of all, OUT/index.html
    #[arg(long)]
    report: bool,
    #[command(flatten)]
    look: LookArguments,
    #[command(flatten)]
    many: ManyArguments,
}

/// What to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum TypedOutput {
    /// A JSON for each document
    Json,
    /// A workbook of its forms for each document
    #[cfg_attr(not(feature = "xlsx"), value(skip))]
    Xlsx,
    /// All documents' JSON, one a line
    Jsonl,
    /// Tables over all documents as CSV
    Csv,
    /// The same as Parquet
    #[cfg_attr(not(feature = "parquet"), value(skip))]
    Parquet,
}

/// What matters where there are several files.
#[derive(Debug, Args)]
#[command(next_help_heading = "Several files")]
pub(super) struct ManyArguments {
    /// How many documents to convert at a time; as many as there are processors where none is given
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// Seconds that one document may take; 0 is without bound
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = seconds)]
    time_limit: Seconds,
    /// Memory that one document may take, as in 512M or 2G; 0 is without bound
    ///
    /// Enforced on Linux.
    #[arg(long, value_name = "BYTES", default_value = "1G", value_parser = bytes)]
    memory_limit: Bytes,
    /// Convert everything again, changed or not
    #[arg(long)]
    force: bool,
    /// Remove the results of inputs that are not among those given
    #[arg(long)]
    prune: bool,
    /// Tell only failures: no progress, no summary
    #[arg(short, long)]
    quiet: bool,
}

impl ConvertArguments {
    /// What the arguments mean. Looks whether the only file is a folder.
    pub(super) fn into_task(self, settings: Settings, language: Language) -> Task {
        let of_one = match self.format.as_slice() {
            [TypedOutput::Json] => {
                Some((Format::Json(if self.compact { Layout::Compact } else { Layout::Pretty }), "json"))
            }
            [TypedOutput::Xlsx] => Some((Format::Xlsx, "xlsx")),
            _ => None,
        };
        if let ([file], Some((format, ending))) = (self.files.as_slice(), of_one)
            && !file.is_dir()
            && !self.report
        {
            // Many files are converted side by side; of one, the pages.
            let settings = Settings { threads: processors(), ..settings };
            let job = job(file.clone(), &self.output, ending, settings, language);
            return Task::Convert(Conversion { format, job });
        }
        let wants = |format| self.format.contains(&format);
        let datasets = Datasets {
            jsonl: wants(TypedOutput::Jsonl),
            csv: wants(TypedOutput::Csv),
            parquet: wants(TypedOutput::Parquet),
            mark: self.bom,
        };
        let reports = self.report.then(|| Reports { look: self.look.look(), beside: None });
        let xlsx = wants(TypedOutput::Xlsx);
        let batch = self.many.batch(self.files, self.output, datasets, reports, settings, language);
        Task::Batch(Batch { xlsx, ..batch })
    }
}

impl ManyArguments {
    /// What one document may take.
    pub(super) fn bounds(&self) -> Bounds {
        Bounds { time: self.time_limit.0, memory: self.memory_limit.0 }
    }

    /// The batch of these inputs, without workbooks.
    pub(super) fn batch(
        self,
        inputs: Vec<PathBuf>,
        folder: PathBuf,
        datasets: Datasets,
        reports: Option<Reports>,
        settings: Settings,
        language: Language,
    ) -> Batch {
        Batch {
            inputs,
            folder,
            xlsx: false,
            datasets,
            reports,
            jobs: self.jobs.map_or_else(processors, usize::from),
            bounds: self.bounds(),
            force: self.force,
            prune: self.prune,
            quiet: self.quiet,
            settings,
            language,
        }
    }
}

/// How many threads this computer does side by side.
pub(super) fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// A time, as typed; `None` is without bound.
#[derive(Debug, Clone, Copy)]
struct Seconds(Option<Duration>);

fn seconds(typed: &str) -> Result<Seconds, &'static str> {
    let seconds: f64 = typed.parse().map_err(|_| "not a time")?;
    let time = Duration::try_from_secs_f64(seconds).map_err(|_| "not a time")?;
    Ok(Seconds((!time.is_zero()).then_some(time)))
}

/// A number of bytes, as typed; `None` is without bound.
#[derive(Debug, Clone, Copy)]
struct Bytes(Option<u64>);

fn bytes(typed: &str) -> Result<Bytes, &'static str> {
    let digits = typed.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let shift = match typed[digits.len()..].to_ascii_uppercase().as_str() {
        "" | "B" => 0,
        "K" | "KB" | "KIB" => 10,
        "M" | "MB" | "MIB" => 20,
        "G" | "GB" | "GIB" => 30,
        _ => return Err("not a size"),
    };
    let number: u64 = digits.parse().map_err(|_| "not a size")?;
    let bytes = number.checked_mul(1 << shift).ok_or("not a size")?;
    Ok(Bytes((bytes > 0).then_some(bytes)))
}
