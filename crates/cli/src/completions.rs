//! `juesuan completions`: what a shell must know to complete command lines.

use clap_complete::{Shell, generate};

use crate::Outcome;
use crate::args::Arguments;
use crate::failure::Failure;
use crate::output::Destination;

/// Prints the script for `shell`.
pub(crate) fn completions(shell: Shell) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    generate(shell, &mut Arguments::whole(), "juesuan", &mut script);
    Destination::StandardOutput.write(&script)?;
    Ok(Outcome::Done)
}
