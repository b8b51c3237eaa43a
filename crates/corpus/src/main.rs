//! `juesuan-corpus`: writes the specification of a document made from a seed number.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser;
use juesuan_corpus::{Size, generate, plant_faults};

/// Writes the specification (JSON) of a document made from a seed number to standard output
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// The number that decides everything about the document
    #[arg(long)]
    seed: u64,
    /// How much is in it
    #[arg(long, value_enum, default_value_t = Size::Small)]
    size: Size,
    /// Name of the document; `SIZE-SEED` where none is given
    #[arg(long)]
    id: Option<String>,
    /// Plant faults into it, decided by this number
    #[arg(long)]
    faults: Option<u64>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let size = format!("{:?}", arguments.size).to_lowercase();
    let id = arguments.id.unwrap_or_else(|| format!("{size}-{}", arguments.seed));
    let mut spec = generate(&id, arguments.seed, arguments.size);
    if let Some(seed) = arguments.faults {
        plant_faults(&mut spec, seed);
    }
    let written = serde_json::to_string(&spec)
        .map_err(std::io::Error::other)
        .and_then(|text| writeln!(std::io::stdout(), "{text}"));
    if written.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
