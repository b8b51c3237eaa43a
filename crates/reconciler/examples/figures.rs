//! What came in, by code: `figures FILE` prints a line for each row of 收入决算表, with its code, its name, the amount
//! of the column 本年收入合计 and the page that it stands on.
//!
//! `cargo run -p juesuan-reconciler --example figures -- corpus/pdf/zs12345-2022-embedded.pdf`

use std::error::Error;
use std::io::{self, Write};
use std::path::PathBuf;

use juesuan_extractor::{ExtractError, Settings, extract};
use juesuan_model::Language;
use juesuan_reconciler::{SourceFile, reconcile};

fn main() -> Result<(), Box<dyn Error>> {
    let path = PathBuf::from(std::env::args_os().nth(1).ok_or("usage: figures FILE")?);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let lines = figures(&name, &std::fs::read(&path)?)?;
    io::stdout().lock().write_all(lines.as_bytes())?;
    Ok(())
}

/// The lines for a file of this name and content; `-` stands where a row has no code, or no name.
pub(crate) fn figures(file_name: &str, bytes: &[u8]) -> Result<String, ExtractError> {
    let extraction = extract(bytes, &Settings::default())?;
    let accounts = reconcile(extraction, SourceFile::of(file_name, bytes), Language::English);

    let items = accounts.line_items.iter();
    let totals = items.filter(|item| item.kind == "income" && item.measure.as_deref() == Some("total_income"));
    let line = totals.map(|item| {
        let code = item.code.as_deref().unwrap_or("-");
        let name = item.name.as_deref().unwrap_or("-");
        format!("{code}\t{name}\t{}\t{}\n", item.amount, item.page)
    });
    Ok(line.collect())
}
