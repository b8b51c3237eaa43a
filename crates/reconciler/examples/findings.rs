//! What does not hold: `findings FILE` prints a line for each check that fails, the most severe first, with its rule, its
//! page, the form or heading, and what is wrong in words; below it a line for each cell that may be the wrong one, with
//! its page, its form, the label of its row, the figure as printed and the figure that would agree.
//!
//! `cargo run -p juesuan-reconciler --example findings -- corpus/pdf/tiny-23-faulty-drawn.pdf`

use std::error::Error;
use std::io::{self, Write};
use std::path::PathBuf;

use juesuan_extractor::{ExtractError, Settings, extract};
use juesuan_model::{Language, Outcome, cell_names, findings};
use juesuan_reconciler::{SourceFile, reconcile};

fn main() -> Result<(), Box<dyn Error>> {
    let path = PathBuf::from(std::env::args_os().nth(1).ok_or("usage: findings FILE")?);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let lines = failures(&name, &std::fs::read(&path)?)?;
    io::stdout().lock().write_all(lines.as_bytes())?;
    Ok(())
}

/// The lines for a file of this name and content; `-` stands for the page of what concerns the whole document, and for a
/// blank cell.
pub(crate) fn failures(file_name: &str, bytes: &[u8]) -> Result<String, ExtractError> {
    let extraction = extract(bytes, &Settings::default())?;
    let accounts = reconcile(extraction, SourceFile::of(file_name, bytes), Language::English);

    let mut lines = String::new();
    for finding in findings(&accounts, |outcome| outcome == Outcome::Fail) {
        let check = finding.check;
        let page = finding.page.map_or_else(|| "-".to_owned(), |page| page.to_string());
        lines += &format!("{}\t{page}\t{}\t{}\n", check.rule, finding.place, check.message);
        for suspect in &check.suspects {
            let Some(table) = accounts.tables.get(suspect.cell.table) else { continue };
            let (row, _) = cell_names(table, suspect.cell);
            let printed = if suspect.printed.is_empty() { "-" } else { &suspect.printed };
            lines += &format!("\t{}\t{}\t{row}\t{printed}\t{}\n", suspect.page, table.title, suspect.needed);
        }
    }
    Ok(lines)
}
