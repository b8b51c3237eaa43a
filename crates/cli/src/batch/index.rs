//! The manifest and the results → the index of the reports.

use std::fs;
use std::io;
use std::path::Path;

use juesuan_model::{FinalAccounts, Language, name_of};
use juesuan_report::{IndexEntry, index_report};
use rayon::prelude::*;

use super::manifest::{Entry, Manifest};
use super::store::Store;
use crate::uri::uri_of;

/// The name of the index, in the output folder.
pub(super) const INDEX: &str = "index.html";

/// Writes the index into the output folder, and to `beside`, in the folder that holds that one, where that is wanted too:
/// the same, with links that lead from there.
pub(super) fn write(manifest: &Manifest, store: &Store, beside: Option<&Path>, language: Language) -> io::Result<()> {
    let entries: Vec<&Entry> = manifest.entries.values().collect();
    let mut rows: Vec<IndexEntry> =
        entries.par_iter().map(|entry| row_of(entry, store)).collect::<io::Result<Vec<_>>>()?;
    let draft = store.drafts.join(INDEX);
    fs::write(&draft, index_report(&rows, language))?;
    store.publish(&draft, Path::new(INDEX))?;
    if let Some(path) = beside {
        let folder = store.folder.file_name().unwrap_or_default().to_string_lossy();
        let way = format!("{}/", uri_of(&folder));
        for row in &mut rows {
            row.report = row.report.take().map(|report| format!("{way}{report}"));
        }
        fs::write(path, index_report(&rows, language))?;
    }
    Ok(())
}

fn row_of(entry: &Entry, store: &Store) -> io::Result<IndexEntry> {
    let said = |text: &Option<String>| text.clone().unwrap_or_default();
    let row = IndexEntry::of_input(&entry.path, &name_of(entry.status), &said(&entry.code), &said(&entry.message));
    let output = |format: &str| entry.outputs.iter().find(|output| output.format == format);
    let row = match output("json") {
        Some(json) => {
            let accounts: FinalAccounts = serde_json::from_slice(&fs::read(store.folder.join(&json.path))?)?;
            row.with(&accounts)
        }
        None => row,
    };
    Ok(IndexEntry { report: output("report").map(|report| uri_of(&report.path)), ..row })
}
