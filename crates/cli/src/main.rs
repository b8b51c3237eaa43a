//! The `juesuan` command: the only part that touches files, terminals and processes.
//!
//! Exit codes: 0 done; 1 done, with problems reported on standard error; 2 nothing obtained.

mod args;
mod batch;
mod check;
mod completions;
mod convert;
mod doctor;
mod draw;
mod failure;
mod golden;
mod guard;
mod input;
mod interrupt;
mod job;
mod left_out;
mod man;
mod output;
mod path_text;
mod report;
mod schema;
mod terminal;
mod text;
mod told;
mod uri;
mod usage;
mod worker;

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

use args::{Arguments, Task};
use failure::{Cause, Failure, Subject};
use usage::Misuse;

/// How a task ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// The result is complete.
    Done,
    /// There is a result, and something in it needs attention.
    DoneWithProblems,
    /// There is no result.
    NothingObtained,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::DoneWithProblems => Self::from(1),
            Outcome::NothingObtained => Self::from(2),
        }
    }
}

fn main() -> ExitCode {
    guard::keep_panics_quiet();
    let typed: Vec<OsString> = env::args_os().collect();
    guard::guarded(|| run(&typed)).unwrap_or_else(|cause| {
        let language = usage::language(typed.get(1..).unwrap_or_default());
        told::failure(&Failure { subject: Subject::CommandLine, cause }, language);
        Outcome::NothingObtained.into()
    })
}

/// Does what was typed, the program's name first.
fn run(typed: &[OsString]) -> ExitCode {
    // Not among the commands: only this program itself knows what to say to a worker.
    if matches!(typed, [_, word] if word == worker::WORD) {
        return worker::serve().map_or(ExitCode::FAILURE, ExitCode::from);
    }
    let words = typed.get(1..).unwrap_or_default();
    let arguments = match Arguments::of(typed, usage::language(words)) {
        Ok(arguments) => arguments,
        // Help and the version, which were asked for.
        Err(said) if !said.use_stderr() => return said.print().map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS),
        Err(error) => {
            let cause = Cause::Usage(Misuse::new(&error, words, &Arguments::commands()));
            told::failure(&Failure { subject: Subject::CommandLine, cause }, usage::language(words));
            return Outcome::NothingObtained.into();
        }
    };
    let language = arguments.language();
    let result = match arguments.into_task() {
        Task::Completions { shell, language } => completions::completions(shell, language),
        Task::Man { folder, language } => man::man(folder.as_deref(), language),
        Task::Convert(conversion) => convert::convert(&conversion),
        Task::Batch(run) => batch::convert(&run),
        Task::Report(reporting) => report::report(&reporting),
        Task::Check(checking) => check::check(&checking),
        Task::Explain { rule, language } => check::explain(&rule, language),
        Task::Text(reading) => text::text(&reading),
        Task::Doctor(consultation) => doctor::doctor(&consultation),
        Task::Draw(drawing) => draw::draw(&drawing),
        Task::Golden(measuring) => golden::measure(&measuring),
        Task::Schema(destination) => schema::schema(&destination),
    };
    match result {
        Ok(outcome) => outcome.into(),
        Err(failure) => {
            told::failure(&failure, language);
            Outcome::NothingObtained.into()
        }
    }
}
