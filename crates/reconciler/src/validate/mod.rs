//! Whether the document agrees with itself: every relation of the catalogue, judged.
//!
//! `forms` finds figures by name, `sum` makes intervals of them, `evaluate` judges each identity wherever the document
//! prints what it speaks of, `suspects` says which cells are wrong where relations fail, `say` words it. A rule reports:
//! it repairs nothing and never looks at what another rule said.

mod cause;
mod evaluate;
mod forms;
mod say;
mod sum;
mod suspects;

use juesuan_model::{Check, Diagnostic, DocumentKind, Language, Table};

use crate::catalogue::Catalogue;
use crate::items::Slot;
use evaluate::evaluate;
use forms::Forms;
use say::{check_of, not_applicable};
use suspects::find_suspects;

/// A document as far as it was read.
pub(crate) struct Reading<'a> {
    pub(crate) kind: DocumentKind,
    pub(crate) year: Option<u16>,
    pub(crate) tables: &'a [Table],
    pub(crate) slots: &'a [Slot],
    pub(crate) pages_without_text: &'a [u32],
    pub(crate) diagnostics: &'a [Diagnostic],
}

/// Judges everything.
pub(crate) fn validate(reading: &Reading<'_>, catalogue: &'static Catalogue, language: Language) -> Vec<Check> {
    let forms = Forms::new(reading.tables, reading.slots, reading.pages_without_text, reading.diagnostics);
    check_forms(reading, &forms, catalogue, language)
}

/// The relations between the figures of the forms.
fn check_forms(
    reading: &Reading<'_>,
    forms: &Forms<'_>,
    catalogue: &'static Catalogue,
    language: Language,
) -> Vec<Check> {
    let Some(identities) = catalogue.identities(reading.kind) else { return Vec::new() };
    let in_year = |from: Option<u16>, to: Option<u16>| {
        reading.year.is_none_or(|year| from.is_none_or(|from| from <= year) && to.is_none_or(|to| year <= to))
    };
    let (mut relations, mut absent) = (Vec::new(), Vec::new());
    for identity in identities.identities.iter().filter(|identity| in_year(identity.from, identity.to)) {
        let found = evaluate(identity, forms);
        if found.is_empty() {
            absent.push(not_applicable(identity, language));
        }
        relations.extend(found);
    }
    let mut suspects = find_suspects(&relations, forms);
    let judged = relations.iter().enumerate().map(|(index, relation)| {
        let mut check = check_of(relation, forms, catalogue, language);
        check.suspects = suspects.remove(&index).unwrap_or_default();
        check
    });
    judged.chain(absent).collect()
}
