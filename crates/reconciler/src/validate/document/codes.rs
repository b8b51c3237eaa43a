//! `code_and_name_disagree` and `code_level_missing`: the classification as the forms print it.

use std::collections::{BTreeMap, BTreeSet};

use juesuan_model::Outcome;

use super::super::claim::Claim;
use super::place;
use crate::catalogue::{Catalogue, code_level, line_name};
use crate::figures::{Forms, parent_of};
use crate::items::Slot;
use crate::spelling::canonical;

const NAMES: &str = "code_and_name_disagree";
const LEVELS: &str = "code_level_missing";

/// The codes of every form, each once in a form.
pub(crate) fn check_codes(forms: &Forms<'_>, catalogue: &Catalogue) -> Vec<Claim<'static>> {
    let mut rows: BTreeMap<(usize, &str), &Slot> = BTreeMap::new();
    for slot in forms.slots {
        if let Some(code) = slot.code.as_deref() {
            rows.entry((slot.at.table, code)).or_insert(slot);
        }
    }
    let mut claims: Vec<Claim<'static>> =
        rows.iter().filter_map(|((_, code), slot)| named(slot, code, catalogue)).collect();
    let tables: BTreeSet<usize> = rows.keys().map(|(table, _)| *table).collect();
    for table in tables {
        let of_table: BTreeMap<&str, &Slot> =
            rows.range((table, "")..(table + 1, "")).map(|(&(_, code), &slot)| (code, slot)).collect();
        claims.extend(levels(&of_table, table));
    }
    claims
}

/// A code whose printed name is that of another code. A name that nobody knows is no finding: names change.
fn named(slot: &Slot, code: &str, catalogue: &Catalogue) -> Option<Claim<'static>> {
    let printed = slot.name.as_deref().map(line_name)?;
    let classification = if code.starts_with(['3', '5']) { &catalogue.economic } else { &catalogue.functional };
    let mut names = classification.names_of(code).peekable();
    let expected = (*names.peek()?).to_owned();
    if names.any(|name| canonical(name) == printed) {
        return None;
    }
    let other = classification
        .entries()
        .iter()
        .find(|entry| entry.code.len() == code.len() && entry.code != code && canonical(&entry.name) == printed)?;
    Some(Claim {
        rule: NAMES,
        identity: format!("code[{code}]"),
        outcome: Outcome::Fail,
        zh: format!("科目编码 {code} 的名称印为“{printed}”（那是 {} 的名称），应为“{expected}”", other.code),
        en: format!("code {code} is printed with the name “{printed}” of {}; its own is “{expected}”", other.code),
        printed: Some(printed),
        expected: Some(expected),
        places: vec![place(slot.page, slot.bbox, Some(slot.at))],
        ..Claim::default()
    })
}

/// Codes without the code above them, in a form that prints that level elsewhere.
fn levels(rows: &BTreeMap<&str, &Slot>, table: usize) -> Vec<Claim<'static>> {
    let codes: BTreeSet<&str> = rows.keys().copied().collect();
    let prints = |level: u8| codes.iter().filter(|code| code_level(code) == Some(level)).count();
    let mut missing: BTreeMap<String, &Slot> = BTreeMap::new();
    for (code, slot) in rows {
        let Some(level) = code_level(code).filter(|level| *level > 1) else { continue };
        let above = code.get(..code.len() - 2).unwrap_or_default();
        let lists_level = prints(level - 1) > 0;
        if lists_level && parent_of(code, &codes) != Some(above) {
            missing.entry(above.to_owned()).or_insert(slot);
        }
    }
    let claim = |(above, slot): (String, &Slot)| Claim {
        rule: LEVELS,
        identity: format!("level[{table}][{above}]"),
        outcome: Outcome::Fail,
        zh: format!("列有 {}，缺其上级科目 {above}", slot.code.as_deref().unwrap_or_default()),
        en: format!("{} is printed, the code {above} above it is not", slot.code.as_deref().unwrap_or_default()),
        expected: Some(above.clone()),
        places: vec![place(slot.page, slot.bbox, Some(slot.at))],
        ..Claim::default()
    };
    missing.into_iter().map(claim).collect()
}
