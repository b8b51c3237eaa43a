//! The command line: as typed ([`Arguments`], what clap understands), then as meant ([`Task`], what is to be done).

mod check;
mod completions;
mod convert;
mod doctor;
mod draw;
mod golden;
mod help;
mod man;
mod report;
mod schema;
mod text;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use juesuan_extractor::Settings;
use juesuan_model::Language;

use self::check::CheckArguments;
use self::completions::CompletionsArguments;
use self::convert::ConvertArguments;
use self::doctor::DoctorArguments;
use self::draw::DrawArguments;
use self::golden::GoldenCommand;
use self::man::ManArguments;
use self::report::ReportArguments;
use self::schema::SchemaArguments;
use self::text::TextArguments;
use crate::batch::Batch;
use crate::check::Checking;
use crate::convert::Conversion;
use crate::doctor::Consultation;
use crate::draw::Drawing;
use crate::golden::Measuring;
use crate::job::Job;
use crate::output::Destination;
use crate::report::Reporting;

/// Turns published Chinese final-accounts documents (PDFs and text dumps) into data.
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
    /// Converts one file, or a whole archive
    ///
    /// Exit codes: 0 done; 1 done, with problems reported, or a file of several failed; 2 nothing obtained.
    Convert(ConvertArguments),
    /// Makes a page for people: each figure beside its place on the page, and what does not hold
    ///
    /// One file that opens from disk and needs no network. Exit codes: 0 done; 1 done, with problems reported, or a file
    /// of several failed; 2 nothing obtained.
    Report(ReportArguments),
    /// Checks every relation that the files should satisfy
    ///
    /// Findings are printed most severe first, then one line of counts for each file. Problems while reading are told
    /// on standard error; what could not be read leaves its relations not evaluated, and is never a finding.
    /// Exit codes: 0 no finding of severity error; 1 some, or a file of several could not be read; 2 nothing obtained.
    Check(CheckArguments),
    /// Tells what a file is, and what of it would be lost
    ///
    /// Exit codes: 0 nothing would be lost; 1 something would; 2 nothing obtained.
    Doctor(DoctorArguments),
    /// Writes out the visible text, page by page
    Text(TextArguments),
    /// Draws what one stage of the extraction made of a page
    Draw(DrawArguments),
    /// Measures conversions on a corpus of documents
    ///
    /// A corpus is a folder with a `manifest.json`, or simply one with PDFs and text files.
    #[command(subcommand)]
    Golden(GoldenCommand),
    /// Writes the JSON Schema of the converted JSON
    Schema(SchemaArguments),
    /// Prints the completions of a shell
    Completions(CompletionsArguments),
    /// Writes the manual pages
    Man(ManArguments),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum TypedLanguage {
    /// Simplified Chinese
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
    Report(Reporting),
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
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
        /// Language of what it shows.
        language: Language,
    },
    /// The manual: a page a command into this folder, or the main page.
    Man {
        /// The folder.
        folder: Option<PathBuf>,
        /// Language of the pages.
        language: Language,
    },
    /// The JSON Schema.
    Schema(Destination),
}

impl Arguments {
    /// Understands what was typed, the program's name first. Errs with what clap says, which is help if that was asked
    /// for, in `language`, and otherwise is told by [`crate::usage`].
    pub(crate) fn of(typed: &[OsString], language: Language) -> Result<Self, clap::Error> {
        Self::from_arg_matches(&Self::whole(language).try_get_matches_from(as_option(typed))?)
    }

    /// The whole command line, as clap knows it, with its help in `language`.
    pub(crate) fn whole(language: Language) -> clap::Command {
        help::spoken(Self::command(), language)
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
            Command::Check(typed) => typed.into_task(settings, language),
            Command::Doctor(typed) => typed.into_task(settings, language),
            Command::Text(typed) => typed.into_task(settings, language),
            Command::Draw(typed) => typed.into_task(settings, language),
            Command::Golden(command) => Task::Golden(command.into_measuring(language)),
            Command::Completions(typed) => typed.into_task(language),
            Command::Man(typed) => typed.into_task(language),
            Command::Schema(typed) => typed.into_task(),
        }
    }
}

/// `help convert` as `convert --help`: the command `help` is clap's, and knows no options.
fn as_option(typed: &[OsString]) -> Vec<OsString> {
    match typed {
        [program, word, asked @ ..] if word == "help" => {
            [program].into_iter().chain(asked).cloned().chain(["--help".into()]).collect()
        }
        _ => typed.to_vec(),
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
