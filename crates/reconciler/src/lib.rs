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
//! * `evidence`: which form a table is, by its title, its heads and its lines.
//! * `prose`: the text outside tables → headings, paragraphs, terms.
//! * `identity`: what the document is, of which year and whose.
//! * `narrative`: sentences → statements with their facts.
//! * `validate`: whether it agrees with itself.

mod catalogue;
mod checks_page;
pub mod classification;
mod classify;
mod dictionary;
#[cfg(test)]
mod drawing;
mod evidence;
mod expression;
mod figure;
mod forms;
mod heads;
mod identity;
mod items;
mod join;
mod narrative;
mod normalize;
mod notes;
mod prose;
mod report;
mod rules;
mod spelling;
mod validate;
mod wording;

use std::collections::BTreeSet;

use juesuan_model::{
    Code, Diagnostic, DocumentKind, Extraction, FinalAccounts, Language, SCHEMA_VERSION, Source, Table,
};

use catalogue::catalogue;
pub use checks_page::checks_page;
use classify::{FormName, PageLines};
pub use dictionary::dictionary;
use evidence::classify_tables;
pub use forms::{Form, forms};
use identity::identify;
use items::read_line_items;
use join::{JoinedTable, join_fragments};
use narrative::{read_sentences, statements};
use normalize::{find_units, normalize_table};
use prose::{read_glossary, read_prose};
use report::report_diagnostics;
pub use rules::{Rule, RuleText, rules};
use validate::{Reading, Verdict, validate};

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
    let (pages, format) = (&extraction.pages, extraction.file.format);
    let lines: Vec<PageLines<'_>> = pages.iter().map(PageLines::of).collect();
    let joined = join_fragments(pages, &lines, format, catalogue, &mut diagnostics);
    let prose = read_prose(pages, &lines, format, catalogue);
    let document = identify(pages, &prose, document_kind(&joined), &mut diagnostics);
    let kind = document.kind;
    let mut tables: Vec<Table> = Vec::with_capacity(joined.len());
    let mut kinds = BTreeSet::new();
    let forms = classify_tables(&joined, kind, catalogue, &mut diagnostics);
    for (table, form) in joined.into_iter().zip(forms) {
        let known = form.as_ref().map(|form| form.kind);
        let table = normalize_table(table, form, catalogue, &mut diagnostics);
        if known.is_some_and(|known| !kinds.insert(known)) {
            let page = table.pages.first().copied().unwrap_or_default();
            diagnostics.push(Diagnostic::of_page(Code::FormRepeated, page, table.title.clone()));
        }
        tables.push(table);
    }
    find_units(&mut tables, catalogue, &mut diagnostics);
    let (line_items, slots) = read_line_items(&mut tables, kind, catalogue, &mut diagnostics);
    let file = extraction.file;
    let spoken = read_sentences(&prose.sections);
    let reading = Reading {
        document: &document,
        tables: &tables,
        slots: &slots,
        sections: &prose.sections,
        spoken: &spoken,
        pages: &extraction.pages,
        contents: &prose.contents,
        pages_without_text: &file.pages_without_text,
        diagnostics: &diagnostics,
    };
    let Verdict { checks, restated } = validate(&reading, catalogue, language);
    let item_of = |sentence: usize, fact: usize| restated.get(&(sentence, fact)).copied();
    let statements = statements(&prose.sections, &spoken, &item_of);
    FinalAccounts {
        schema_version: SCHEMA_VERSION.into(),
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
        document,
        glossary: read_glossary(&prose.sections),
        sections: prose.sections,
        tables,
        line_items,
        statements,
        checks,
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

#[cfg(test)]
mod tests;
