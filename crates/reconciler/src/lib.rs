//! Page tables → forms: the tables of a document re-joined over its pages, named, and read as figures.
//!
//! In comes an [`Extraction`]: pages with lines of text and table fragments. Out goes a [`FinalAccounts`], the public
//! JSON. Nothing here knows what a PDF is. From a file to its data:
//!
//! ```
//! use juesuan_extractor::{ExtractError, Settings, extract};
//! use juesuan_model::{FinalAccounts, Language};
//! use juesuan_reconciler::{SourceFile, reconcile};
//!
//! fn read(file_name: &str, bytes: &[u8]) -> Result<FinalAccounts, ExtractError> {
//!     let extraction = extract(bytes, &Settings::default())?;
//!     Ok(reconcile(extraction, SourceFile::of(file_name, bytes), Language::English))
//! }
//!
//! let dump = "收入决算表\n单位：万元\n\n\
//!             功能分类科目编码\t科目名称\t本年收入合计\n\
//!             \t合计\t1.50\n201\t一般公共服务支出\t1.50\n";
//! let accounts = read("dump.txt", dump.as_bytes())?;
//! let item = &accounts.line_items[1];
//! assert_eq!((item.code.as_deref(), item.measure.as_deref()), (Some("201"), Some("total_income")));
//! assert_eq!((item.amount.as_str(), item.amount_yuan.as_deref()), ("1.50", Some("15000.00")));
//! # Ok::<(), ExtractError>(())
//! ```
//!
//! What the data can be asked is in [`FinalAccounts`]; `examples/figures.rs` lists the figures of a form, and
//! `examples/findings.rs` what does not hold; [`reconcile_in_both`] says it in two languages. Beside [`reconcile`] there is what people are told of a document: its
//! [`forms()`] by name, the [`totals()`] of its year, the [`rules()`] that its checks are named after, the codes and names
//! of the [`classification`].
//!
//! The stages, each using earlier ones only:
//!
//! * `catalogue`: what is known before a document is read, as data: forms and their titles, words of heads and notes.
//! * `lines`: the lines of a page by baseline.
//! * `captions`: what stands above a fragment: its title, its unit, its form number.
//! * `notes`: the lines under a table.
//! * `surroundings`: both, for every fragment.
//! * `heads`: one fragment's grid → head paths and rows.
//! * `join`: fragments → tables, rows split by page breaks put together.
//! * `prose`: the text outside tables → headings, paragraphs, terms.
//! * `identity`: what the document is, of which year and whose.
//! * `classify`: which form a table is, by its title, its heads and its lines.
//! * `normalize`: texts → figures, units; tables → the contract.
//! * `items`: the figures of the forms → line items under canonical names.
//! * `statements`: sentences → statements with their facts.
//! * `figures`: the figures of the forms by name, and sums of them.
//! * `restate`: which of them the sentences state again.
//! * `validate`: whether the document agrees with itself.
//!
//! `published` is the catalogue for whoever tells people of a document.

mod captions;
mod catalogue;
mod classify;
#[cfg(test)]
mod drawing;
mod expression;
mod figure;
mod figures;
mod heads;
mod identity;
mod items;
mod join;
mod lines;
mod normalize;
mod notes;
mod prose;
mod published;
mod restate;
mod source;
mod spelling;
mod statements;
mod surroundings;
mod validate;
mod wording;

use juesuan_model::{
    Check, Diagnostic, Extraction, FinalAccounts, Language, ReportedDiagnostic, SCHEMA_VERSION, Source, Table,
};

use catalogue::catalogue;
use classify::{classify_tables, document_kind, report_repeated_forms};
use figures::Forms;
use identity::identify;
use items::read_line_items;
use join::join_fragments;
use lines::PageLines;
use normalize::{find_units, normalize_table};
use prose::{read_glossary, read_prose};
pub use published::{Form, Rule, RuleText, YearTotals, classification, forms, rules, totals};
#[doc(hidden)]
pub use published::{checks_page, dictionary_page};
use restate::{Sentences, restate};
pub use source::SourceFile;
use statements::{make_statements, read_sentences};
use surroundings::read_surroundings;
use validate::{Reading, validate};

/// Re-joins, names and reads the tables of a document. The messages are in `language`.
///
/// Never fails: what could not be joined or read is kept as printed and reported among the diagnostics.
pub fn reconcile(extraction: Extraction, source: SourceFile, language: Language) -> FinalAccounts {
    let (accounts, [words]) = read(extraction, source, [language]);
    words.in_accounts(accounts)
}

/// The same document twice, read once: with its messages in Chinese, and in English.
pub fn reconcile_in_both(extraction: Extraction, source: SourceFile) -> [FinalAccounts; 2] {
    let (accounts, [chinese, english]) = read(extraction, source, [Language::Chinese, Language::English]);
    [chinese.in_accounts(accounts.clone()), english.in_accounts(accounts)]
}

/// What is said of a document in one language.
struct Words {
    checks: Vec<Check>,
    diagnostics: Vec<ReportedDiagnostic>,
}

impl Words {
    fn in_accounts(self, accounts: FinalAccounts) -> FinalAccounts {
        FinalAccounts { checks: self.checks, diagnostics: self.diagnostics, ..accounts }
    }
}

/// What the document holds, and what is said of it in each of the languages.
fn read<const N: usize>(
    extraction: Extraction,
    source: SourceFile,
    languages: [Language; N],
) -> (FinalAccounts, [Words; N]) {
    let catalogue = catalogue();
    let mut diagnostics = extraction.diagnostics.clone();
    let (pages, format) = (&extraction.pages, extraction.file.format);
    let lines: Vec<PageLines<'_>> = pages.iter().map(PageLines::of).collect();
    let surroundings = read_surroundings(pages, &lines, format, catalogue);
    let joined = join_fragments(pages, &lines, &surroundings, catalogue, &mut diagnostics);
    let prose = read_prose(pages, &lines, &surroundings, format);
    let document = identify(pages, &prose, document_kind(&joined), &mut diagnostics);
    let kind = document.kind;
    let forms = classify_tables(&joined, kind, catalogue, &mut diagnostics);
    report_repeated_forms(&joined, &forms, &mut diagnostics);
    let classified = joined.into_iter().zip(forms);
    let mut tables: Vec<Table> =
        classified.map(|(table, form)| normalize_table(table, form, catalogue, &mut diagnostics)).collect();
    find_units(&mut tables, catalogue, &mut diagnostics);
    let (line_items, slots) = read_line_items(&mut tables, kind, catalogue, &mut diagnostics);
    let file = extraction.file;
    let spoken = read_sentences(&prose.sections);
    let forms = Forms::new(&tables, &slots, &file.pages_without_text, &diagnostics);
    let sentences = catalogue
        .prose(kind)
        .map(|data| Sentences::new(&forms, data, catalogue, &prose.sections, &spoken, document.fiscal_year));
    let restated = sentences.as_ref().map(restate).unwrap_or_default();
    let statements = make_statements(&prose.sections, &spoken, &|sentence, fact| restated.item(sentence, fact));
    let reading = Reading {
        document: &document,
        tables: &tables,
        forms: &forms,
        sections: &prose.sections,
        spoken: &spoken,
        sentences: sentences.as_ref(),
        restated: &restated,
        pages,
        contents: &prose.contents,
        pages_without_text: &file.pages_without_text,
        diagnostics: &diagnostics,
    };
    let verdicts = validate(&reading, catalogue);
    let words = languages.map(|language| Words {
        checks: verdicts.told(language),
        diagnostics: report_diagnostics(&diagnostics, language),
    });
    let accounts = FinalAccounts {
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
        checks: Vec::new(),
        diagnostics: Vec::new(),
    };
    (accounts, words)
}

/// Writes out the messages; those of the whole file first, then in page order.
fn report_diagnostics(diagnostics: &[Diagnostic], language: Language) -> Vec<ReportedDiagnostic> {
    let mut found: Vec<&Diagnostic> = diagnostics.iter().collect();
    found.sort_by_key(|diagnostic| diagnostic.page);
    found.into_iter().map(|diagnostic| diagnostic.reported(language)).collect()
}

#[cfg(test)]
mod tests;
