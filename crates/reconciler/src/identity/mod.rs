//! What the document is, of which year and whose: from what it prints, never from the file's name.
//!
//! `statements` finds where the document says so (cover, running heads, headings, lines above tables, prose); here they
//! vote. A cover outweighs a heading, a heading a line above a table, that a sentence. What loses against the majority
//! is reported with its place: pages carried over from another year or another unit are common.

mod scope;
mod statements;

use std::collections::{BTreeMap, BTreeSet};

use juesuan_model::{Code, Diagnostic, Diagnostics, Document, DocumentKind, Entity, Page};

use crate::prose::Prose;
use crate::spelling::canonical;
use scope::read_scope;
use statements::{Said, find_statements, is_placeholder};

/// Weighs what the document says of itself. `by_forms` is what its forms say it is.
pub(crate) fn identify(
    pages: &[Page],
    prose: &Prose,
    by_forms: DocumentKind,
    diagnostics: &mut Diagnostics,
) -> Document {
    let said = find_statements(pages, prose);
    let kind = match by_forms {
        DocumentKind::Unknown => {
            majority(said.iter().filter_map(|said| Some((said.kind?, said.weight)))).unwrap_or(by_forms)
        }
        known => known,
    };
    let fiscal_year = majority(said.iter().filter_map(|said| Some((said.year?, said.weight))));
    if let Some(year) = fiscal_year {
        report_other_years(&said, year, diagnostics);
    }
    let name = majority(said.iter().filter_map(|said| Some((canonical(said.entity.as_deref()?), said.weight))));
    let first = name.as_ref().and_then(|name| said.iter().find(|said| names(said).as_ref() == Some(name)));
    let entity = name.zip(first).and_then(|(name, first)| {
        let printed = first.entity.clone().unwrap_or_default();
        if is_placeholder(&printed) {
            diagnostics.push(Diagnostic::of_place(Code::TemplateRemains, first.page, first.bbox, printed));
            return None;
        }
        report_other_entities(&said, &name, diagnostics);
        Some(Entity { name: printed, scope: read_scope(pages, prose, &said) })
    });
    Document { kind, fiscal_year, entity }
}

/// The value with the most weight; of two with the same weight the one that is said first.
fn majority<T: Ord + Clone>(votes: impl Iterator<Item = (T, u32)>) -> Option<T> {
    let mut weights: BTreeMap<T, (u32, usize)> = BTreeMap::new();
    for (position, (value, weight)) in votes.enumerate() {
        weights.entry(value).or_insert((0, position)).0 += weight;
    }
    let best = weights.into_iter().max_by_key(|(_, (weight, first))| (*weight, std::cmp::Reverse(*first)));
    best.map(|(value, _)| value)
}

fn names(said: &Said) -> Option<String> {
    said.entity.as_deref().map(canonical)
}

/// Reports each other year once for each page that prints it as the document's.
fn report_other_years(said: &[Said], year: u16, diagnostics: &mut Diagnostics) {
    let mut known = BTreeSet::new();
    for said in said.iter().filter(|said| said.names_the_document) {
        let Some(other) = said.year.filter(|&other| other != year) else { continue };
        if known.insert((said.page, other)) {
            let detail = format!("{other} ≠ {year}");
            diagnostics.push(Diagnostic::of_place(Code::YearDisagrees, said.page, said.bbox, detail));
        }
    }
}

/// Reports each other name once. A name that is part of the other is the same organisation, written shorter.
fn report_other_entities(said: &[Said], name: &str, diagnostics: &mut Diagnostics) {
    let mut known = BTreeSet::new();
    for said in said.iter().filter(|said| said.names_the_document) {
        let Some(other) = names(said) else { continue };
        if !is_same_organisation(&other, name) && known.insert(other) {
            let detail = said.entity.clone().unwrap_or_default();
            diagnostics.push(Diagnostic::of_place(Code::EntityDisagrees, said.page, said.bbox, detail));
        }
    }
}

/// Whether two names, both canonical, may be of one organisation: one is part of the other, or shortened from it.
pub(crate) fn is_same_organisation(other: &str, name: &str) -> bool {
    name.contains(other) || other.contains(name) || is_shortened(other, name)
}

/// Whether all characters of `short` stand in `long` in their order, and its last one at the end: 市信访局 for
/// 某某市人民政府信访局.
fn is_shortened(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|other| other == c)) && short.chars().last() == long.chars().last()
}

#[cfg(test)]
mod tests;
