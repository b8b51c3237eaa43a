//! The command line: as typed ([`Arguments`], what clap understands), then as meant ([`Task`], what is to be done).

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use juesuan_extractor::Settings;
use juesuan_model::Language;
use juesuan_reconciler::rules;

use crate::batch::{Batch, Bounds, Datasets};
use crate::check::{Checking, EXPLAIN_ALL, Format};
use crate::convert::{Conversion, Format as Written, Layout};
use crate::draw::{Drawing, Stage};
use crate::golden::{Measuring, Purpose};
use crate::job::Job;
use crate::output::Destination;

/// 把公开的部门决算文件（PDF 或文本）转成数据。Turns published final-accounts documents into data.
///
/// Exit codes: 0 done; 1 done, with problems reported; 2 nothing obtained.
#[derive(Debug, Parser)]
#[command(name = "juesuan", version)]
pub(crate) struct Arguments {
    /// Language of messages
    #[arg(long, global = true, value_enum, default_value_t = TypedLanguage::Zh)]
    lang: TypedLanguage,
    /// Password that opens the file
    #[arg(long, global = true, env = "JUESUAN_PASSWORD", hide_env_values = true)]
    password: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// 转换一个文件或整批文件。Converts one file, or a whole archive
    ///
    /// Exit codes: 0 done; 1 done, with problems reported, or a file of several failed; 2 nothing obtained.
    Convert(ConvertArguments),
    /// 核对文件中应当成立的各项关系。Checks every relation that the files should satisfy
    ///
    /// Findings are printed most severe first, then one line of counts for each file. Problems while reading are told
    /// on standard error; what could not be read leaves its relations not evaluated, and is never a finding.
    /// Exit codes: 0 no finding of severity error; 1 some, or a file of several could not be read; 2 nothing obtained.
    Check(CheckArguments),
    /// 按页输出可见文字。Writes out the visible text, page by page
    Text(TextArguments),
    /// 画出某一页在某一阶段的提取结果（SVG）。Draws what one stage of the extraction made of a page
    Draw(DrawArguments),
    /// 用一批文件检验转换结果。Measures conversions on a corpus of documents
    ///
    /// A corpus is a folder with a `manifest.json`, or simply one with PDFs and text files.
    #[command(subcommand)]
    Golden(GoldenCommand),
}

#[derive(Debug, Subcommand)]
enum GoldenCommand {
    /// 与真值比较并计分。Compares with the truth of the documents, and scores
    ///
    /// Exit codes: 0 all as the truth says; 1 mistakes; 2 nothing could be measured.
    Score {
        #[command(flatten)]
        corpus: CorpusArguments,
        /// How to write the scores
        #[arg(long, value_enum, default_value_t = TypedFormat::Text)]
        format: TypedFormat,
        /// Name every mistake
        #[arg(long)]
        details: bool,
    },
    /// 与上次认可的结果比较。Compares with the outputs that were approved last
    ///
    /// Exit codes: 0 nothing changed; 1 something did; 2 nothing could be compared.
    Check(GoldenArguments),
    /// 认可现在的结果。Approves the outputs of now
    ///
    /// Exit codes: 0 nothing changed; 1 something did, and is approved now; 2 nothing could be compared.
    Bless(GoldenArguments),
    /// 生成准确度页面。Writes the page of accuracy
    ///
    /// Exit codes: 0 written, or with --check up to date; 1 with --check out of date; 2 nothing could be measured.
    Accuracy {
        #[command(flatten)]
        corpus: CorpusArguments,
        /// The folder to write `accuracy.md` and `accuracy.zh.md` into
        #[arg(short, long, value_name = "DIR", default_value = "docs")]
        output: PathBuf,
        /// The day to name; today where none is given
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
        date: Option<String>,
        /// Write nothing; compare with what is there, but for the date
        #[arg(long)]
        check: bool,
    },
}

#[derive(Debug, Args)]
struct CorpusArguments {
    /// The corpus
    #[arg(long, value_name = "DIR", default_value = "corpus")]
    corpus: PathBuf,
    /// Only the document with this id; may be given more than once
    #[arg(long, value_name = "ID")]
    only: Vec<String>,
}

#[derive(Debug, Args)]
struct GoldenArguments {
    #[command(flatten)]
    corpus: CorpusArguments,
    /// The folder of the approved outputs
    #[arg(long, value_name = "DIR", default_value = "golden")]
    golden: PathBuf,
    /// Show every difference, not only the first of each document
    #[arg(long)]
    all: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum TypedFormat {
    /// A table for people
    Text,
    /// For programs
    Json,
}

#[derive(Debug, Args)]
struct ConvertArguments {
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
    /// dictionary beside them. What an earlier run wrote in these folders is brought up to date.
    #[arg(short, long, value_enum, default_value = "json", value_name = "FORMAT")]
    format: Vec<TypedOutput>,
    /// Begin CSV files with the mark by which Excel knows UTF-8
    #[arg(long)]
    bom: bool,
    /// Write the JSON of a single file on one line, as that of several always is
    #[arg(long)]
    compact: bool,
    #[command(flatten)]
    many: ManyArguments,
}

/// What to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum TypedOutput {
    /// A JSON for each document
    Json,
    /// A workbook of its forms for each document
    Xlsx,
    /// All documents' JSON, one a line
    Jsonl,
    /// Tables over all documents as CSV
    Csv,
    /// The same as Parquet
    Parquet,
}

/// What matters where there are several files.
#[derive(Debug, Args)]
#[command(next_help_heading = "Several files")]
struct ManyArguments {
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

#[derive(Debug, Args)]
struct CheckArguments {
    /// The PDFs and text dumps
    #[arg(required_unless_present = "explain")]
    files: Vec<PathBuf>,
    /// How to write the findings
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Show roundings and what could not be evaluated too; with json, every check
    #[arg(long)]
    all: bool,
    /// Tell what a rule means, why, with an example; `all` lists the rules
    #[arg(long, value_name = "RULE", num_args = 0..=1, default_missing_value = EXPLAIN_ALL, value_parser = rule_names())]
    explain: Option<String>,
}

/// The rules, and what stands for all of them.
fn rule_names() -> clap::builder::PossibleValuesParser {
    let ids = rules().iter().map(|rule| rule.id.as_str());
    clap::builder::PossibleValuesParser::new(ids.chain([EXPLAIN_ALL]))
}

#[derive(Debug, Args)]
struct TextArguments {
    /// The PDF or text dump
    file: PathBuf,
    /// Where to write the text: a file, or a folder to write <FILE's name>.txt into; `-` is standard output
    ///
    /// A file's folder must exist. A folder whose name ends in a slash is made, with those above it, where it does not
    /// exist.
    #[arg(short, long, value_name = "OUT", default_value = "-")]
    output: PathBuf,
}

#[derive(Debug, Args)]
struct DrawArguments {
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum TypedLanguage {
    /// 简体中文
    Zh,
    /// English
    En,
}

/// What is to be done.
#[derive(Debug)]
pub(crate) enum Task {
    /// One file to JSON.
    Convert(Conversion),
    /// Many files, converted.
    Batch(Batch),
    /// Files, checked.
    Check(Checking),
    /// A rule, explained.
    Explain {
        /// Its name, or `all`.
        rule: String,
        /// Language of the explanation.
        language: Language,
    },
    /// One file to plain text.
    Text(Job),
    /// One stage of one page to SVG.
    Draw(Drawing),
    /// A corpus, measured.
    Golden(Measuring),
}

impl Arguments {
    /// Understands what was typed, the program's name first. Errs with what clap says, which is help if that was asked
    /// for, and otherwise is told by [`crate::usage`].
    pub(crate) fn of(typed: &[OsString]) -> Result<Self, clap::Error> {
        Self::try_parse_from(typed)
    }

    /// The commands, each with its own options.
    pub(crate) fn commands() -> Vec<clap::Command> {
        Self::command().get_subcommands().cloned().collect()
    }

    /// The language of messages.
    pub(crate) fn language(&self) -> Language {
        match self.lang {
            TypedLanguage::Zh => Language::Chinese,
            TypedLanguage::En => Language::English,
        }
    }

    /// What the arguments mean. Looks whether `-o` names an existing folder.
    pub(crate) fn into_task(self) -> Task {
        let language = self.language();
        // The empty password is tried anyway: an empty one given is none.
        let settings = Settings { password: self.password.filter(|p| !p.is_empty()), ..Settings::default() };
        match self.command {
            Command::Convert(typed) => typed.into_task(settings, language),
            Command::Check(CheckArguments { explain: Some(rule), .. }) => Task::Explain { rule, language },
            Command::Check(typed) => {
                let CheckArguments { files, format, all, .. } = typed;
                Task::Check(Checking { files, format, all, settings, language })
            }
            Command::Text(typed) => Task::Text(job(typed.file, &typed.output, "txt", settings, language)),
            Command::Draw(typed) => {
                let ending = format!("{}.{}.svg", typed.page, typed.stage.name());
                Task::Draw(Drawing {
                    job: job(typed.file, &typed.output, &ending, settings, language),
                    page: typed.page,
                    stage: typed.stage,
                })
            }
            Command::Golden(command) => Task::Golden(command.into_measuring(language)),
        }
    }
}

impl ConvertArguments {
    fn into_task(self, settings: Settings, language: Language) -> Task {
        let of_one = match self.format.as_slice() {
            [TypedOutput::Json] => {
                Some((Written::Json(if self.compact { Layout::Compact } else { Layout::Pretty }), "json"))
            }
            [TypedOutput::Xlsx] => Some((Written::Xlsx, "xlsx")),
            _ => None,
        };
        if let ([file], Some((format, ending))) = (self.files.as_slice(), of_one)
            && !file.is_dir()
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
        Task::Batch(Batch {
            inputs: self.files,
            folder: self.output,
            xlsx: wants(TypedOutput::Xlsx),
            datasets,
            jobs: self.many.jobs.map_or_else(processors, usize::from),
            bounds: Bounds { time: self.many.time_limit.0, memory: self.many.memory_limit.0 },
            force: self.many.force,
            prune: self.many.prune,
            quiet: self.many.quiet,
            settings,
            language,
        })
    }
}

impl GoldenCommand {
    fn into_measuring(self, language: Language) -> Measuring {
        let (corpus, purpose) = match self {
            Self::Score { corpus, format, details } => {
                let as_json = format == TypedFormat::Json;
                (corpus, Purpose::Score { as_json, details })
            }
            Self::Check(typed) => (typed.corpus, Purpose::Check { golden: typed.golden, all: typed.all }),
            Self::Bless(typed) => (typed.corpus, Purpose::Bless { golden: typed.golden, all: typed.all }),
            Self::Accuracy { corpus, output, date, check } => {
                (corpus, Purpose::Accuracy { folder: output, date, only_check: check })
            }
        };
        Measuring { corpus: corpus.corpus, only: corpus.only, purpose, language }
    }
}

fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

fn job(input: PathBuf, output: &Path, ending: &str, settings: Settings, language: Language) -> Job {
    Job { destination: destination(output, &input, ending), input, settings, language }
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

/// A day of the calendar, as typed.
fn day(typed: &str) -> Result<String, &'static str> {
    let parts: Vec<&str> = typed.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return Err("not a day") };
    let in_calendar = || {
        let month = time::Month::try_from(month.parse::<u8>().ok()?).ok()?;
        time::Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok()
    };
    // Written out in full: 2026-1-5 is sorted wrong.
    match in_calendar() {
        Some(date) if date.to_string() == typed => Ok(typed.to_owned()),
        _ => Err("not a day"),
    }
}

/// `ending` completes the name of a file in a folder.
fn destination(output: &Path, input: &Path, ending: &str) -> Destination {
    if output == Path::new("-") {
        return Destination::StandardOutput;
    }
    let ends_in_slash = output.as_os_str().to_string_lossy().ends_with(std::path::is_separator);
    if !ends_in_slash && !output.is_dir() {
        return Destination::File(output.to_owned());
    }
    let mut name = input.file_stem().unwrap_or(input.as_os_str()).to_owned();
    name.push(".");
    name.push(ending);
    Destination::InFolder { folder: output.to_owned(), name: name.into() }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use clap::{CommandFactory, Parser};
    use juesuan_model::Language;

    use super::{Arguments, Task, destination};
    use crate::convert::{Format as Written, Layout};
    use crate::output::Destination;

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn convert_writes_to_standard_output_unless_told_otherwise() {
        let typed = Arguments::try_parse_from(["juesuan", "convert", "x.pdf", "--lang", "en", "--compact"]).unwrap();
        let Task::Convert(conversion) = typed.into_task() else { panic!("not a conversion") };
        assert_eq!(conversion.job.destination, Destination::StandardOutput);
        assert_eq!((conversion.job.language, conversion.format), (Language::English, Written::Json(Layout::Compact)));
        assert_eq!(conversion.job.input, PathBuf::from("x.pdf"));
    }

    #[test]
    fn an_empty_password_is_none() {
        let typed = Arguments::try_parse_from(["juesuan", "convert", "x.pdf", "--password", ""]).unwrap();
        let Task::Convert(conversion) = typed.into_task() else { panic!("not a conversion") };
        assert_eq!(conversion.job.settings.password, None);
    }

    #[test]
    fn a_password_may_stand_before_the_command() {
        for words in [["juesuan", "--password", "x", "text", "x.pdf"], ["juesuan", "text", "x.pdf", "--password", "x"]]
        {
            let Task::Text(reading) = Arguments::try_parse_from(words).unwrap().into_task() else { panic!("no text") };
            assert_eq!(reading.settings.password.as_deref(), Some("x"));
        }
    }

    #[test]
    fn a_folder_is_named_by_its_slash_or_by_being_one() {
        let folder = tempfile::tempdir().unwrap();
        for output in [Path::new("absent/"), folder.path()] {
            assert_eq!(
                destination(output, Path::new("in/决算.2022.pdf"), "json"),
                Destination::InFolder { folder: output.to_owned(), name: "决算.2022.json".into() }
            );
        }
        assert_eq!(destination(Path::new("out"), Path::new("x.pdf"), "json"), Destination::File("out".into()));
    }
}
