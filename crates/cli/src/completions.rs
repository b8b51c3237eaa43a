//! `juesuan completions`: what a shell must know to complete command lines.

use clap_complete::{Shell, generate};
use juesuan_model::Language;

use crate::Outcome;
use crate::args::Arguments;
use crate::failure::Failure;
use crate::output::Destination;

/// Prints the script for `shell`, which shows what options mean in `language`.
pub(crate) fn completions(shell: Shell, language: Language) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    generate(shell, &mut Arguments::whole(language), "juesuan", &mut script);
    Destination::StandardOutput.write(&script)?;
    Ok(Outcome::Done)
}
