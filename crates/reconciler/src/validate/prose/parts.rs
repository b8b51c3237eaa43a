//! Parts of a whole in the prose, and shares that make 100 %.

use juesuan_model::{CheckSeverity, FactMeasure, Outcome, Reason};
use rust_decimal::Decimal;

use super::super::claim::Claim;
use crate::catalogue::{Parts, Relation};
use crate::figures::{Sum, last_digit};
use crate::restate::{At, Sentences, money};
use crate::statements::Said;

/// Sentences in which the parts of a whole are looked for.
const MOST_SENTENCES: usize = 30;

const SHARES: &str = "prose_parts_do_not_add_up";

pub(super) fn check<'a>(prose: &Sentences<'a>, claims: &mut Vec<Claim<'a>>) {
    for parts in &prose.data.parts {
        for (at, whole) in prose.facts().filter(|(_, said)| is_plain(said, parts) && parts.whole.is_whole(&said.key)) {
            claims.extend(of_whole(prose, parts, at, whole).map(|claim| prose.about(at.sentence, claim)));
        }
    }
    shares(prose, claims);
}

fn is_plain(said: &Said, parts: &Parts) -> bool {
    match &parts.unit {
        Some(unit) => said.measure == FactMeasure::Count && said.unit == *unit,
        None => said.measure == FactMeasure::Amount && said.basis.is_none(),
    }
}

/// A figure of any kind as a sum: counts are exact.
fn sum_of(said: &Said) -> Option<Sum> {
    if said.measure == FactMeasure::Count { Some(Sum::of(said.value, Decimal::ZERO)) } else { money(said) }
}

fn of_whole<'c>(prose: &Sentences<'_>, parts: &'c Parts, at: At, whole: &Said) -> Option<Claim<'c>> {
    let section = prose.spoken.get(at.sentence)?.section;
    let later = prose.spoken.iter().skip(at.sentence).take_while(|spoken| spoken.section == section).count();
    let reach = if parts.same_sentence { 1 } else { later.min(MOST_SENTENCES) };
    let following = prose.facts_in(at.sentence..at.sentence + reach).filter(|(other, _)| *other > at);
    let following: Vec<&Said> = following.map(|(_, said)| said).filter(|said| is_plain(said, parts)).collect();
    let mut found: Vec<&Said> = Vec::new();
    for pattern in &parts.parts {
        let mut named = following.iter().filter(|said| pattern.is_whole(&said.key)).copied();
        if parts.same_sentence { found.extend(named) } else { found.extend(named.next()) }
    }
    let enough = if parts.relation == Relation::Eq { found.len() == parts.parts.len() } else { !found.is_empty() };
    if !enough {
        return None;
    }
    let total = sum_of(whole)?;
    let of_parts = found.iter().filter_map(|said| sum_of(said)).fold(Sum::default(), Sum::plus);
    let (outcome, reason) = match parts.relation {
        Relation::Eq => total.relate(Relation::Eq, of_parts),
        Relation::Le => of_parts.relate(Relation::Le, total),
    };
    let is_bound = parts.relation == Relation::Le;
    let off = of_parts.value - total.value;
    let unit = &whole.unit;
    let scale = super::in_unit_of(whole, of_parts.value);
    let added: Vec<String> = found.iter().map(|said| said.value.to_string()).collect();
    let added = added.join(" + ");
    Some(Claim {
        rule: &parts.rule,
        identity: format!("{}[{}]", parts.id, whole.subject),
        outcome,
        reason,
        zh: format!("{}：“{}”{}{unit}，各部分 {added} = {scale}{unit}", parts.sentence.zh, whole.subject, whole.value),
        en: format!(
            "{}: “{}” {} {unit}, its parts {added} = {scale} {unit}",
            parts.sentence.en, whole.subject, whole.value
        ),
        // What is checked is the whole against its parts, or the parts against what holds them.
        printed: Some(if is_bound { scale.to_string() } else { whole.value.to_string() }),
        expected: Some(if is_bound { whole.value.to_string() } else { scale.to_string() }),
        difference: Some(super::in_unit_of(whole, if is_bound { off } else { -off })),
        allowance: Some(super::in_unit_of(whole, total.half + of_parts.half)),
        unit: Some(unit.clone()),
        ..Claim::default()
    })
}

/// The shares of a paragraph, where its amounts are all of their whole.
fn shares(prose: &Sentences<'_>, claims: &mut Vec<Claim<'_>>) {
    let mut start = 0;
    while start < prose.spoken.len() {
        let end = (start..prose.spoken.len()).take_while(|&index| prose.same_paragraph(start, index)).count() + start;
        let facts: Vec<(At, &Said)> = prose.facts_in(start..end).collect();
        claims.extend(of_list(&facts).map(|(sentence, claim)| prose.about(sentence, claim)));
        start = end;
    }
}

fn of_list(facts: &[(At, &Said)]) -> Option<(usize, Claim<'static>)> {
    let plain = |said: &Said| said.measure == FactMeasure::Amount && said.basis.is_none();
    let shares: Vec<&(At, &Said)> =
        facts.iter().filter(|(_, said)| said.measure == FactMeasure::SharePercent).collect();
    let (first, whole_name) = shares.first().map(|(at, said)| (*at, &said.whole))?;
    if shares.len() < 2 || shares.iter().any(|(_, said)| said.whole != *whole_name) {
        return None;
    }
    let part_of = |share: &Said| facts.iter().find(|(_, said)| plain(said) && said.subject == share.subject).copied();
    let parts: Vec<(At, &Said)> = shares.iter().filter_map(|(_, share)| part_of(share)).collect();
    let (whole_at, whole) = facts.iter().find(|(_, said)| plain(said)).copied()?;
    if parts.len() != shares.len() || parts.iter().any(|(at, _)| *at == whole_at) {
        return None;
    }
    let added = parts.iter().filter_map(|(_, said)| money(said)).fold(Sum::default(), Sum::plus);
    let (complete, _) = money(whole)?.relate(Relation::Eq, added);
    if complete == Outcome::Fail || added.value.is_zero() {
        return None;
    }
    let total: Decimal = shares.iter().map(|(_, share)| share.value).sum();
    let off = total - Decimal::ONE_HUNDRED;
    let allowance: Decimal = shares.iter().map(|(_, share)| last_digit(share.value) / Decimal::TWO).sum();
    let (outcome, reason) = if off.is_zero() {
        (Outcome::Pass, None)
    } else if off.abs() <= allowance {
        (Outcome::Rounding, Some(Reason::LastDigit))
    } else if off.is_sign_negative() && off.abs() <= allowance * Decimal::TWO {
        (Outcome::Rounding, Some(Reason::Truncated))
    } else {
        (Outcome::Fail, None)
    };
    let listed: Vec<String> = shares.iter().map(|(_, share)| share.value.to_string()).collect();
    let listed = listed.join(" + ");
    let claim = Claim {
        rule: SHARES,
        identity: format!("prose.shares[{}]", whole.subject),
        outcome,
        reason,
        severity: Some(CheckSeverity::Warning),
        zh: format!("“{}”各部分占比之和 {listed} = {total}%，应为 100%", whole.subject),
        en: format!("the shares of “{}” are {listed} = {total} %, not 100 %", whole.subject),
        printed: Some(total.to_string()),
        expected: Some("100".to_owned()),
        difference: Some(off),
        allowance: Some(allowance),
        unit: Some("%".to_owned()),
        places: Vec::new(),
    };
    Some((first.sentence, claim))
}
