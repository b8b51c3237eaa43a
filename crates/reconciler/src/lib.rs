//! Page tables → forms: the tables of a document re-joined over its pages, named, and read as figures.
//!
//! In comes an [`Extraction`]: pages with lines of text and table fragments. Out goes a [`FinalAccounts`], the public
//! JSON. Nothing here knows what a PDF is. The stages, each a folder, each using earlier ones only:
//!
//! * `catalogue`: what is known before a document is read, as data: forms and their titles, words of heads and notes.
//! * `classify`: what stands around a fragment: its title, and with it its form; its unit.
//! * `heads`: one fragment's grid → head paths and rows.
//! * `notes`: the lines under a table.
//! * `join`: fragments → tables, rows split by page breaks put together.
//! * `normalize`: texts → figures; tables → the contract.
//! * `items`: the figures of the forms → line items under canonical names.

mod catalogue;
mod classify;
mod dictionary;
#[cfg(test)]
mod drawing;
mod figure;
mod heads;
mod items;
mod join;
mod normalize;
mod notes;
mod report;
mod spelling;

use std::collections::BTreeSet;

use juesuan_model::{
    Code, Diagnostic, Document, DocumentKind, Extraction, FinalAccounts, Language, SCHEMA_VERSION, Source, Table,
};

use catalogue::catalogue;
use classify::FormName;
pub use dictionary::dictionary;
use items::read_line_items;
use join::{JoinedTable, join_fragments};
use normalize::{find_units, normalize_table};
use report::report_diagnostics;

/// The file that an extraction was made from, as its reader knows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceFile {
    /// Name without folders.
    pub file_name: String,
    /// SHA-256 of the bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// Size in bytes.
    pub bytes: u64,
}

/// Re-joins, names and reads the tables of a document.
///
/// Never fails: what could not be joined or read is kept as printed and reported among the diagnostics.
pub fn reconcile(extraction: Extraction, source: SourceFile, language: Language) -> FinalAccounts {
    let catalogue = catalogue();
    let mut diagnostics = extraction.diagnostics.clone();
    let joined = join_fragments(&extraction, catalogue, &mut diagnostics);
    let kind = document_kind(&joined);
    let mut tables: Vec<Table> = Vec::with_capacity(joined.len());
    let mut kinds = BTreeSet::new();
    for table in joined {
        let form = form_of(&table, kind).cloned();
        let table = normalize_table(table, form.as_ref(), catalogue, &mut diagnostics);
        if form.is_some_and(|form| !kinds.insert(form.kind)) {
            let page = table.pages.first().copied().unwrap_or_default();
            diagnostics.push(Diagnostic::of_page(Code::FormRepeated, page, table.title.clone()));
        }
        tables.push(table);
    }
    find_units(&mut tables, catalogue, &mut diagnostics);
    let line_items = read_line_items(&mut tables, kind, catalogue, &mut diagnostics);
    let file = extraction.file;
    FinalAccounts {
        schema_version: SCHEMA_VERSION,
        source: Source {
            file_name: source.file_name,
            sha256: source.sha256,
            bytes: source.bytes,
            format: file.format,
            pages: file.page_count,
            producer: file.producer,
            text_layer: file.text_layer,
            pages_without_text: file.pages_without_text,
        },
        document: Document { kind },
        tables,
        line_items,
        diagnostics: report_diagnostics(diagnostics, language),
    }
}

/// The kind of document whose forms are certain; a wording that several kinds use decides nothing.
fn document_kind(tables: &[JoinedTable]) -> DocumentKind {
    named_forms(tables).find(|form| !form.only_among_forms).map_or(DocumentKind::Unknown, |form| form.document)
}

fn named_forms(tables: &[JoinedTable]) -> impl Iterator<Item = &FormName> {
    tables.iter().filter_map(|table| table.caption.title.as_ref()?.form.as_ref())
}

/// The form that the table is in a document of this kind.
fn form_of(table: &JoinedTable, kind: DocumentKind) -> Option<&FormName> {
    table.caption.title.as_ref()?.form.as_ref().filter(|form| form.document == kind)
}

#[cfg(test)]
mod tests;
