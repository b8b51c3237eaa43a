//! `juesuan man`: the help as manual pages.

use std::path::Path;

use clap_mangen::Man;
use juesuan_model::Language;

use crate::Outcome;
use crate::args::Arguments;
use crate::failure::{Cause, Failure, Subject};
use crate::output::Destination;

/// Writes a page for each command into `folder`, or the main page to standard output, in `language`.
pub(crate) fn man(folder: Option<&Path>, language: Language) -> Result<Outcome, Failure> {
    let command = without_help(Arguments::whole(language));
    match folder {
        Some(folder) => pages(&command, folder)?,
        None => page(&command, &Destination::StandardOutput)?,
    }
    Ok(Outcome::Done)
}

/// Pages are the help; a command that shows help needs none.
fn without_help(command: clap::Command) -> clap::Command {
    command.mut_subcommands(|below| {
        let is_help = below.get_name() == "help";
        without_help(below).hide(is_help)
    })
}

/// The page of `command`, and those of the commands below it.
fn pages(command: &clap::Command, folder: &Path) -> Result<(), Failure> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    page(command, &Destination::InFolder { folder: folder.to_owned(), name: format!("{name}.1").into() })?;
    command.get_subcommands().filter(|below| !below.is_hide_set()).try_for_each(|below| pages(below, folder))
}

fn page(command: &clap::Command, destination: &Destination) -> Result<(), Failure> {
    let mut page = Vec::new();
    let version = format!("juesuan {}", env!("CARGO_PKG_VERSION"));
    Man::new(command.clone())
        .source(version)
        .render(&mut page)
        .map_err(|error| Failure { subject: Subject::StandardOutput, cause: Cause::Internal(error.to_string()) })?;
    // What stands after the options is "extra" to the renderer, and examples to people.
    let page = String::from_utf8_lossy(&page)
        .replace(".SH EXTRA\nExamples:\n", ".SH EXAMPLES\n")
        .replace(".SH EXTRA\n示例：\n", ".SH 示例\n");
    destination.write(page.as_bytes())
}
