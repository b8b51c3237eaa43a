//! Whether the document agrees with itself: every relation of the catalogue, judged.
//!
//! `forms` finds figures by name, `sum` makes intervals of them, `evaluate` judges each identity wherever the document
//! prints what it speaks of, `suspects` says which cells are wrong where relations fail, `say` words it; `prose` judges
//! what the sentences state, `document` forms, codes, year and name. A rule reports: it repairs nothing and never looks
//! at what another rule said.

mod cause;
mod claim;
mod document;
mod evaluate;
mod forms;
mod prose;
mod say;
mod sum;
mod suspects;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use juesuan_model::{Check, Diagnostic, Document, Language, Page, Section, Table};

use crate::catalogue::Catalogue;
use crate::items::Slot;
use crate::prose::ProseLine;
use crate::statements::Spoken;
use document::{check_codes, check_contents, check_declared, check_names};
use evaluate::evaluate;
use forms::Forms;
use prose::restated::codes_by_name;
use prose::{Prose, ProseChecks, check_prose, headings_over};
use say::{check_of, not_applicable};
use suspects::find_suspects;

/// A document as far as it was read.
pub(crate) struct Reading<'a> {
    pub(crate) document: &'a Document,
    pub(crate) tables: &'a [Table],
    pub(crate) slots: &'a [Slot],
    pub(crate) sections: &'a [Section],
    pub(crate) spoken: &'a [Spoken],
    pub(crate) pages: &'a [Page],
    pub(crate) contents: &'a [ProseLine],
    pub(crate) pages_without_text: &'a [u32],
    pub(crate) diagnostics: &'a [Diagnostic],
}

/// What became of every relation.
pub(crate) struct Verdict {
    pub(crate) checks: Vec<Check>,
    /// The line item that a fact restates, by sentence and fact.
    pub(crate) restated: BTreeMap<(usize, usize), usize>,
}

/// Judges everything.
pub(crate) fn validate(reading: &Reading<'_>, catalogue: &'static Catalogue, language: Language) -> Verdict {
    let forms = Forms::new(reading.tables, reading.slots, reading.pages_without_text, reading.diagnostics);
    let (kind, year) = (reading.document.kind, reading.document.fiscal_year);
    let mut checks = check_forms(reading, &forms, catalogue, language);
    let (sections, spoken) = (reading.sections, reading.spoken);
    let mut restated = BTreeMap::new();
    if let Some(data) = catalogue.prose(kind) {
        let prose = Prose {
            codes: codes_by_name(reading.slots),
            headings: headings_over(sections),
            forms: &forms,
            data,
            catalogue,
            sections,
            spoken,
            year,
            language,
        };
        let ProseChecks { checks: of_prose, restated: items } = check_prose(&prose);
        checks.extend(of_prose);
        restated = items;
    }
    // Of a kind that the catalogue does not know nobody knows what it should say.
    if catalogue.layout(kind).is_some() {
        checks.extend(check_contents(reading, catalogue, language));
        checks.extend(check_declared(reading.tables, language));
        checks.extend(check_codes(&forms, catalogue, language));
        let restates = |sentence: usize| restated.contains_key(&(sentence, 0));
        checks.extend(check_names(reading.diagnostics, sections, spoken, reading.document, &restates, language));
    }
    Verdict { checks, restated }
}

/// The relations between the figures of the forms.
fn check_forms(
    reading: &Reading<'_>,
    forms: &Forms<'_>,
    catalogue: &'static Catalogue,
    language: Language,
) -> Vec<Check> {
    let Some(identities) = catalogue.identities(reading.document.kind) else { return Vec::new() };
    let in_year = |from: Option<u16>, to: Option<u16>| {
        reading
            .document
            .fiscal_year
            .is_none_or(|year| from.is_none_or(|from| from <= year) && to.is_none_or(|to| year <= to))
    };
    let (mut relations, mut absent) = (Vec::new(), Vec::new());
    for identity in identities.identities.iter().filter(|identity| in_year(identity.from, identity.to)) {
        let found = evaluate(identity, forms);
        if found.is_empty() {
            absent.push(not_applicable(identity));
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
