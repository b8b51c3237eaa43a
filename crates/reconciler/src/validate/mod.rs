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

use juesuan_model::{Check, Diagnostic, Document, Language, Page, Section, Table};

use crate::catalogue::Catalogue;
use crate::figures::Forms;
use crate::prose::ProseLine;
use crate::restate::{Restated, Sentences};
use crate::statements::Spoken;
use claim::Claim;
use document::{check_codes, check_contents, check_declared, check_names};
use evaluate::evaluate;
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

/// Judges everything.
pub(crate) fn validate(reading: &Reading<'_>, catalogue: &'static Catalogue, language: Language) -> Vec<Check> {
    let mut checks = check_forms(reading, catalogue, language);
    let mut claims: Vec<Claim<'_>> = Vec::new();
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
    checks.extend(claims.into_iter().map(|claim| claim.check(language)));
    checks
}

/// The relations between the figures of the forms.
fn check_forms(reading: &Reading<'_>, catalogue: &'static Catalogue, language: Language) -> Vec<Check> {
    let forms = reading.forms;
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
