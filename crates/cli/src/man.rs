//! `juesuan man`: the help as manual pages.

use std::path::Path;

use clap_mangen::Man;

use crate::Outcome;
use crate::args::Arguments;
use crate::failure::{Cause, Failure, Subject};
use crate::output::Destination;

/// Writes a page for each command into `folder`, or the main page to standard output.
pub(crate) fn man(folder: Option<&Path>) -> Result<Outcome, Failure> {
    let mut command = Arguments::whole().disable_help_subcommand(true);
    // Gives every command its whole name: `juesuan-golden-check`.
    command.build();
    match folder {
        Some(folder) => pages(&command, folder)?,
        None => page(&command, &Destination::StandardOutput)?,
    }
    Ok(Outcome::Done)
}

/// The page of `command`, and those of the commands below it.
fn pages(command: &clap::Command, folder: &Path) -> Result<(), Failure> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    page(command, &Destination::InFolder { folder: folder.to_owned(), name: format!("{name}.1").into() })?;
    command.get_subcommands().try_for_each(|below| pages(below, folder))
}

fn page(command: &clap::Command, destination: &Destination) -> Result<(), Failure> {
    let mut page = Vec::new();
    let version = format!("juesuan {}", env!("CARGO_PKG_VERSION"));
    Man::new(command.clone())
        .source(version)
        .render(&mut page)
        .map_err(|error| Failure { subject: Subject::StandardOutput, cause: Cause::Internal(error.to_string()) })?;
    // What stands after the options is "extra" to the renderer, and examples to people.
    let page = String::from_utf8_lossy(&page).replace(".SH EXTRA\nExamples:\n", ".SH EXAMPLES\n");
    destination.write(page.as_bytes())
}
