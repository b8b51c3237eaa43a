//! Faults in the prose. The facts of a changed sentence are those that it states now.

use super::{fault, other_figure};
use crate::spec::{Block, Fact, Inconsistency, Spec};

/// 本年收入合计 in the prose is not the form's.
pub(super) fn wrong_amount(spec: &mut Spec) -> Vec<Inconsistency> {
    let rules = ["prose_and_form_differ"];
    change_fact(spec, "prose_contradicts_form", &rules, "amount", |subject| subject == "一般公共预算财政拨款基本支出")
}

/// A share that does not follow from its amounts.
pub(super) fn wrong_share(spec: &mut Spec) -> Vec<Inconsistency> {
    let rules = ["share_does_not_follow"];
    change_fact(spec, "prose_contradicts_itself", &rules, "share_percent", |subject| subject.ends_with("（类）支出"))
}

/// A growth rate that does not follow from the change.
pub(super) fn wrong_growth(spec: &mut Spec) -> Vec<Inconsistency> {
    let rules = ["growth_rate_does_not_follow"];
    change_fact(spec, "prose_contradicts_itself", &rules, "change_percent", |subject| subject == "本年支出合计")
}

/// 持平 behind a change.
pub(super) fn unchanged_but_changed(spec: &mut Spec) -> Vec<Inconsistency> {
    let states_change = |block: &Block| {
        let change = |fact: &Fact| fact.measure == "change" && other_figure(&fact.value).is_some();
        block.facts.iter().any(|fact| change(fact) && fact.subject == "本年收入合计")
    };
    let Some(block) = blocks(spec).find(|block| states_change(block)) else { return Vec::new() };
    let Some(text) = block.p.as_mut() else { return Vec::new() };
    *text = format!("{}，与上年持平。", text.trim_end_matches('。'));
    block.facts.push(Fact {
        subject: "本年收入合计".to_owned(),
        measure: "change".to_owned(),
        value: "0".to_owned(),
        unit: "万元".to_owned(),
        basis: Some("last_year".to_owned()),
    });
    in_sentence("prose_contradicts_itself", &["comparison_word_contradicts"], text, "持平", "")
}

/// Vehicles as of the end of an earlier year.
pub(super) fn stale_year(spec: &mut Spec) -> Vec<Inconsistency> {
    let (year, before) = (spec.fiscal_year, spec.fiscal_year - 1);
    let (now, stale) = (format!("截至{year}年12月31日"), format!("截至{before}年12月31日"));
    let block = blocks(spec).find(|block| block.p.as_ref().is_some_and(|text| text.contains(&now)));
    let Some(text) = block.and_then(|block| block.p.as_mut()) else { return Vec::new() };
    *text = text.replace(&now, &stale);
    in_sentence("wrong_year", &["stale_year"], text, &before.to_string(), &year.to_string())
}

/// Another unit's accounts.
pub(super) fn wrong_entity(spec: &mut Spec) -> Vec<Inconsistency> {
    let year = format!("{}年度", spec.fiscal_year);
    let entity = spec.entity.name.clone();
    let begins = |block: &Block| {
        let text = block.p.as_deref().unwrap_or_default();
        text.starts_with(&year) && block.facts.first().is_some_and(|fact| fact.subject == "财政拨款支出")
    };
    let Some(text) = blocks(spec).find(|block| begins(block)).and_then(|block| block.p.as_mut()) else {
        return Vec::new();
    };
    *text = format!("远山县水文监测站{text}");
    in_sentence("wrong_entity", &["entity_disagrees"], text, "远山县水文监测站", &entity)
}

fn blocks(spec: &mut Spec) -> impl Iterator<Item = &mut Block> {
    spec.sections.iter_mut().flat_map(|section| &mut section.blocks)
}

fn in_sentence(kind: &str, rules: &[&str], text: &str, printed: &str, expected: &str) -> Vec<Inconsistency> {
    vec![Inconsistency { text: Some(text.to_owned()), ..fault(kind, rules, printed, expected) }]
}

/// Changes the first figure of this measure whose subject is wanted.
fn change_fact(
    spec: &mut Spec,
    kind: &str,
    rules: &[&str],
    measure: &str,
    wanted: impl Fn(&str) -> bool,
) -> Vec<Inconsistency> {
    let fits = |fact: &Fact| fact.measure == measure && wanted(&fact.subject) && other_figure(&fact.value).is_some();
    for block in blocks(spec) {
        let Some(at) = block.facts.iter().position(fits) else { continue };
        let (Some(text), Some(fact)) = (block.p.as_mut(), block.facts.get_mut(at)) else { continue };
        let digits = fact.value.trim_start_matches('-').to_owned();
        let Some(other) = other_figure(&digits) else { continue };
        // The text prints amounts with separators.
        let Some((start, printed)) = find_figure(text, &digits, &fact.unit) else { continue };
        let Some(wrong) = other_figure(&printed) else { continue };
        text.replace_range(start..start + printed.len(), &wrong);
        fact.value = fact.value.replace(&digits, &other);
        return in_sentence(kind, rules, text, &wrong, &printed);
    }
    Vec::new()
}

/// Where a figure stands in a text, with the separators that are printed in it.
fn find_figure(text: &str, digits: &str, unit: &str) -> Option<(usize, String)> {
    let is_digit = |c: char| c.is_ascii_digit() || c == ',' || c == '.';
    let ends = text.match_indices(unit).map(|(at, _)| at);
    ends.filter_map(|end| {
        let before = text.get(..end)?;
        let start = before
            .rfind(|c: char| !is_digit(c))
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let printed = before.get(start..)?;
        (printed.replace(',', "") == digits).then(|| (start, printed.to_owned()))
    })
    .next()
}
