//! What a document says outside its forms: what it is, its headings and its terms.

use serde_json::Value;

use super::{Counts, Mistake, MistakeKind, Share};
use crate::align::pairs;
use crate::json::{entries, text};
use crate::spelling::plain;
use crate::truth::Truth;

/// Measures what the document is, its headings and its terms.
pub(super) fn score_prose(truth: &Truth, output: &Value, counts: &mut Counts, mistakes: &mut Vec<Mistake>) {
    identity(truth, output, counts, mistakes);
    headings(truth, output, counts, mistakes);
    let Some(glossary) = &truth.glossary else { return };
    let read: Vec<(String, String)> = entries(output, "glossary")
        .iter()
        .map(|entry| (plain(text(entry, "term")), plain(text(entry, "definition"))))
        .collect();
    for term in glossary {
        let is_right = read.contains(&(plain(&term.term), plain(&term.definition)));
        counts.terms.add(is_right);
        if !is_right {
            let found = read.iter().find(|(found, _)| *found == plain(&term.term));
            let output = found.map(|(_, definition)| definition.as_str()).unwrap_or_default();
            mistakes.push(Mistake::new(MistakeKind::Term, &term.term, &term.definition, output));
        }
    }
    for (term, definition) in &read {
        counts.terms_read.add(
            glossary
                .iter()
                .any(|true_one| plain(&true_one.definition) == *definition && plain(&true_one.term) == *term),
        );
        // One with another meaning is a mistake of the truth's term already.
        if !glossary.iter().any(|true_one| plain(&true_one.term) == *term) {
            mistakes.push(Mistake::new(MistakeKind::Term, term, "", definition));
        }
    }
}

fn identity(truth: &Truth, output: &Value, counts: &mut Counts, mistakes: &mut Vec<Mistake>) {
    let at = |pointer: &str| match output.pointer(pointer) {
        Some(Value::String(text)) => plain(text),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let entity = truth.entity.as_ref();
    let expected = [
        ("/document/kind", truth.kind.clone()),
        ("/document/fiscal_year", truth.fiscal_year.map(|year| year.to_string())),
        ("/document/entity/name", entity.map(|entity| entity.name.clone())),
        ("/document/entity/scope", entity.and_then(|entity| entity.scope.clone())),
        ("/source/text_layer", truth.text_layer.clone()),
    ];
    for (pointer, expected) in expected {
        let Some(expected) = expected else { continue };
        let read = at(pointer);
        counts.identity.add(plain(&expected) == read);
        if plain(&expected) != read {
            mistakes.push(Mistake::new(MistakeKind::Document, pointer, expected, read));
        }
    }
}

fn headings(truth: &Truth, output: &Value, counts: &mut Counts, mistakes: &mut Vec<Mistake>) {
    let Some(sections) = &truth.sections else { return };
    let printed: Vec<(u64, String)> = sections
        .iter()
        .flat_map(|section| {
            let part = (1, plain(&format!("{}{}", section.number, section.title)));
            let below = section.headings.iter().map(|heading| (u64::from(heading.level), plain(&heading.title)));
            std::iter::once(part).chain(below)
        })
        .collect();
    let read: Vec<(u64, String)> = entries(output, "sections")
        .iter()
        .map(|section| {
            let level = section.get("level").and_then(Value::as_u64).unwrap_or_default();
            (level, plain(&format!("{}{}", text(section, "number"), text(section, "title"))))
        })
        .collect();
    let paired = pairs(&printed, &read, |_, _| 0);
    let right = paired.len() as u64;
    counts.headings += Share { right, of: printed.len() as u64 };
    counts.headings_read += Share { right, of: read.len() as u64 };
    for (at, (level, title)) in printed.iter().enumerate() {
        if !paired.iter().any(|(place, _)| *place == at) {
            mistakes.push(Mistake::new(MistakeKind::Heading, &level.to_string(), title, ""));
        }
    }
    for (at, (level, title)) in read.iter().enumerate() {
        if !paired.iter().any(|(_, place)| *place == at) {
            mistakes.push(Mistake::new(MistakeKind::Heading, &level.to_string(), "", title));
        }
    }
}
