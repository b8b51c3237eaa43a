//! The results → the index of the reports.

use std::io;
use std::path::Path;

use juesuan_model::{Language, json_name};
use juesuan_report::{IndexEntry, index_report};
use rayon::prelude::*;

use super::manifest::Entry;
use super::store::Store;
use super::together::Together;
use crate::output::write_whole;
use crate::uri::uri_of;

/// The name of the index, in the output folder.
pub(super) const INDEX: &str = "index.html";

/// Writes the index into the output folder, and to `beside`, in the folder that holds that one, where that is wanted too:
/// the same, with links that lead from there.
pub(super) fn write(
    together: &Together<'_>,
    store: &Store,
    beside: Option<&Path>,
    language: Language,
) -> io::Result<()> {
    let mut rows: Vec<IndexEntry> = together.entries.par_iter().map(|entry| row_of(entry, together)).collect();
    store.write(INDEX, index_report(&rows, language).as_ref())?;
    if let Some(path) = beside {
        let folder = store.folder.file_name().unwrap_or_default().to_string_lossy();
        let way = format!("{}/", uri_of(&folder));
        for row in &mut rows {
            row.report = row.report.take().map(|report| format!("{way}{report}"));
        }
        write_whole(path, index_report(&rows, language).as_ref())?;
    }
    Ok(())
}

fn row_of(entry: &Entry, together: &Together<'_>) -> IndexEntry {
    let document = together.read(entry);
    let (entry, said) = (&document.entry, |text: &Option<String>| text.clone().unwrap_or_default());
    let row = IndexEntry::of_input(&entry.path, &json_name(entry.status), &said(&entry.code), &said(&entry.message));
    let row = match &document.accounts {
        Some(accounts) => row.with(accounts),
        None => row,
    };
    IndexEntry { report: entry.output("report").map(|report| uri_of(&report.path)), ..row }
}
