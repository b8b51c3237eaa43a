//! Whether the document agrees with itself: every relation of the catalogue, judged.
//!
//! `evaluate` judges each identity wherever the document prints what it speaks of, `suspects` says which cells are wrong
//! where relations fail, `say` words it; `prose` judges what the sentences state, `document` forms, codes, year and name;
//! `claim` is what these say. A rule reports: it repairs nothing and never looks at what another rule said.

mod cause;
mod claim;
mod document;
mod evaluate;
mod prose;
mod say;
mod suspects;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use juesuan_model::{Check, Diagnostic, Document, Language, Page, Section, Suspect, Table};

use crate::catalogue::{Catalogue, Identity};
use crate::figures::Forms;
use crate::prose::ProseLine;
use crate::restate::{Restated, Sentences};
use crate::statements::Spoken;
use claim::Claim;
use document::{check_codes, check_contents, check_declared, check_names};
use evaluate::{Relating, evaluate};
use prose::check_prose;
use say::{check_of, not_applicable};
use suspects::find_suspects;

/// A document as far as it was read.
pub(crate) struct Reading<'a> {
    pub(crate) document: &'a Document,
    pub(crate) tables: &'a [Table],
    pub(crate) forms: &'a Forms<'a>,
    pub(crate) sections: &'a [Section],
    pub(crate) spoken: &'a [Spoken],
    /// The sentences beside the forms; `None` where nobody knows what they should say.
    pub(crate) sentences: Option<&'a Sentences<'a>>,
    pub(crate) restated: &'a Restated<'a>,
    pub(crate) pages: &'a [Page],
    pub(crate) contents: &'a [ProseLine],
    pub(crate) pages_without_text: &'a [u32],
    pub(crate) diagnostics: &'a [Diagnostic],
}

/// What was judged, to be told in any language.
pub(crate) struct Verdicts<'a> {
    forms: &'a Forms<'a>,
    catalogue: &'static Catalogue,
    relations: Vec<Relating<'a>>,
    /// Of the relations that fail, by their indexes.
    suspects: BTreeMap<usize, Vec<Suspect>>,
    /// What the document gives no occasion for.
    absent: Vec<&'static Identity>,
    claims: Vec<Claim<'a>>,
}

/// Judges everything.
pub(crate) fn validate<'a>(reading: &Reading<'a>, catalogue: &'static Catalogue) -> Verdicts<'a> {
    let (relations, absent) = relate_figures(reading, catalogue);
    let suspects = find_suspects(&relations, reading.forms);
    let claims = claims_of(reading, catalogue);
    Verdicts { forms: reading.forms, catalogue, relations, suspects, absent, claims }
}

impl Verdicts<'_> {
    /// The checks, worded in `language`.
    pub(crate) fn told(&self, language: Language) -> Vec<Check> {
        let judged = self.relations.iter().enumerate().map(|(index, relation)| {
            let mut check = check_of(relation, self.forms, self.catalogue, language);
            check.suspects = self.suspects.get(&index).cloned().unwrap_or_default();
            check
        });
        let absent = self.absent.iter().map(|identity| not_applicable(identity));
        let claimed = self.claims.iter().cloned().map(|claim| claim.check(language));
        judged.chain(absent).chain(claimed).collect()
    }
}

/// The relations between the figures of the forms, and the identities that the document gives no occasion for.
fn relate_figures<'a>(
    reading: &Reading<'a>,
    catalogue: &'static Catalogue,
) -> (Vec<Relating<'a>>, Vec<&'static Identity>) {
    let Some(identities) = catalogue.identities(reading.document.kind) else { return (Vec::new(), Vec::new()) };
    let in_year = |from: Option<u16>, to: Option<u16>| {
        reading
            .document
            .fiscal_year
            .is_none_or(|year| from.is_none_or(|from| from <= year) && to.is_none_or(|to| year <= to))
    };
    let (mut relations, mut absent) = (Vec::new(), Vec::new());
    for identity in identities.identities.iter().filter(|identity| in_year(identity.from, identity.to)) {
        let found = evaluate(identity, reading.forms);
        if found.is_empty() {
            absent.push(identity);
        }
        relations.extend(found);
    }
    (relations, absent)
}

/// What the rules say that look at no relation between forms.
fn claims_of<'a>(reading: &Reading<'a>, catalogue: &'static Catalogue) -> Vec<Claim<'a>> {
    let mut claims = Vec::new();
    if let Some(sentences) = reading.sentences {
        check_prose(sentences, reading.restated, &mut claims);
    }
    // Of a kind that the catalogue does not know nobody knows what it should say.
    if catalogue.layout(reading.document.kind).is_some() {
        claims.extend(check_contents(reading, catalogue));
        claims.extend(check_declared(reading.tables));
        claims.extend(check_codes(reading.forms, catalogue));
        claims.extend(check_names(reading));
    }
    claims
}
