//! The command line: as typed ([`Arguments`], what clap understands), then as meant ([`Task`], what is to be done).

mod completions;
mod convert;
mod doctor;
mod examples;
mod golden;
mod man;
mod report;
mod schema;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use juesuan_extractor::Settings;
use juesuan_model::Language;
use juesuan_reconciler::rules;

use self::completions::CompletionsArguments;
use self::convert::ConvertArguments;
use self::doctor::DoctorArguments;
use self::golden::GoldenCommand;
use self::man::ManArguments;
use self::report::ReportArguments;
use self::schema::SchemaArguments;
use crate::batch::Batch;
use crate::check::{Checking, Color, EXPLAIN_ALL, Format};
use crate::convert::Conversion;
use crate::doctor::Consultation;
use crate::draw::{Drawing, Stage};
use crate::golden::Measuring;
use crate::job::Job;
use crate::output::Destination;
use crate::review::Reviewing;

/// 把公开的部门决算文件（PDF 或文本）转成数据。Turns published final-accounts documents into data.
///
/// Exit codes: 0 done; 1 done, with problems reported; 2 nothing obtained.
#[derive(Debug, Parser)]
#[command(name = "juesuan", version, after_long_help = examples::JUESUAN)]
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
    #[command(after_long_help = examples::CONVERT)]
    Convert(ConvertArguments),
    /// 把文件做成供人查看的网页。Makes a page for people: each figure beside its place on the page, and what does not hold
    ///
    /// One file that opens from disk and needs no network. Exit codes: 0 done; 1 done, with problems reported, or a file
    /// of several failed; 2 nothing obtained.
    #[command(after_long_help = examples::REPORT)]
    Report(ReportArguments),
    /// 核对文件中应当成立的各项关系。Checks every relation that the files should satisfy
    ///
    /// Findings are printed most severe first, then one line of counts for each file. Problems while reading are told
    /// on standard error; what could not be read leaves its relations not evaluated, and is never a finding.
    /// Exit codes: 0 no finding of severity error; 1 some, or a file of several could not be read; 2 nothing obtained.
    #[command(after_long_help = examples::CHECK)]
    Check(CheckArguments),
    /// 检查一个文件能否完整读取。Tells what a file is, and what of it would be lost
    ///
    /// Exit codes: 0 nothing would be lost; 1 something would; 2 nothing obtained.
    #[command(after_long_help = examples::DOCTOR)]
    Doctor(DoctorArguments),
    /// 按页输出可见文字。Writes out the visible text, page by page
    #[command(after_long_help = examples::TEXT)]
    Text(TextArguments),
    /// 画出某一页在某一阶段的提取结果（SVG）。Draws what one stage of the extraction made of a page
    #[command(after_long_help = examples::DRAW)]
    Draw(DrawArguments),
    /// 用一批文件检验转换结果。Measures conversions on a corpus of documents
    ///
    /// A corpus is a folder with a `manifest.json`, or simply one with PDFs and text files.
    #[command(subcommand, after_long_help = examples::GOLDEN)]
    Golden(GoldenCommand),
    /// 输出结果 JSON 的 JSON Schema。Writes the JSON Schema of the converted JSON
    #[command(after_long_help = examples::SCHEMA)]
    Schema(SchemaArguments),
    /// 生成命令行补全脚本。Prints the completions of a shell
    #[command(after_long_help = examples::COMPLETIONS)]
    Completions(CompletionsArguments),
    /// 生成 man 手册页。Writes the manual pages
    #[command(after_long_help = examples::MAN)]
    Man(ManArguments),
}

#[derive(Debug, Args)]
struct CheckArguments {
    /// The PDFs and text dumps
    #[arg(required_unless_present = "explain")]
    files: Vec<PathBuf>,
    /// How to write the findings
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Whether to colour the text: `auto` does on a terminal, unless `NO_COLOR` is set
    #[arg(long, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    color: Color,
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
    /// One file to a page for people.
    Report(Reviewing),
    /// Files, checked.
    Check(Checking),
    /// A rule, explained.
    Explain {
        /// Its name, or `all`.
        rule: String,
        /// Language of the explanation.
        language: Language,
    },
    /// One file, examined.
    Doctor(Consultation),
    /// One file to plain text.
    Text(Job),
    /// One stage of one page to SVG.
    Draw(Drawing),
    /// A corpus, measured.
    Golden(Measuring),
    /// The completions of a shell.
    Completions(clap_complete::Shell),
    /// The manual: a page a command into this folder, or the main page.
    Man(Option<PathBuf>),
    /// The JSON Schema.
    Schema(Destination),
}

impl Arguments {
    /// Understands what was typed, the program's name first. Errs with what clap says, which is help if that was asked
    /// for, and otherwise is told by [`crate::usage`].
    pub(crate) fn of(typed: &[OsString]) -> Result<Self, clap::Error> {
        Self::try_parse_from(typed)
    }

    /// The whole command line, as clap knows it.
    pub(crate) fn whole() -> clap::Command {
        Self::command()
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
            Command::Report(typed) => typed.into_task(settings, language),
            Command::Check(CheckArguments { explain: Some(rule), .. }) => Task::Explain { rule, language },
            Command::Check(typed) => {
                let CheckArguments { files, format, color, all, .. } = typed;
                Task::Check(Checking { files, format, color, all, settings, language })
            }
            Command::Doctor(typed) => typed.into_task(settings, language),
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
            Command::Completions(typed) => typed.into_task(),
            Command::Man(typed) => typed.into_task(),
            Command::Schema(typed) => typed.into_task(),
        }
    }
}

fn job(input: PathBuf, output: &Path, ending: &str, settings: Settings, language: Language) -> Job {
    Job { destination: destination(output, &input, ending), input, settings, language }
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
